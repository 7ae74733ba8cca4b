//! Owns a scenario in numbers that need no allocator: what the program asked for, and how much at once.

use atlas_scenario::{Action, Operation, Scenario, Target};
use serde::{Deserialize, Serialize};

/// What a program asked for. Bytes are requested bytes, as if every request were granted exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Operations in all.
    pub operations: u64,
    /// Operations that ask for memory: malloc, calloc, aligned malloc, realloc.
    pub allocations: u64,
    /// The most bytes live at once.
    pub peak_live_bytes: u64,
    /// The most blocks live at once.
    pub peak_live_blocks: u64,
    /// Blocks live after an operation, on average, to one decimal. Times the operations, it is what walking a
    /// list of all blocks would cost.
    pub average_live_blocks: f64,
    /// Blocks still live at the end.
    pub leaked_blocks: u64,
    /// Half of the allocations asked for no more than this.
    pub median_request_bytes: u64,
    /// The largest request.
    pub largest_request_bytes: u64,
}

impl Summary {
    /// Counts through a scenario. Frees of what isn't live, and reallocs of it, change nothing.
    pub fn of(scenario: &Scenario) -> Summary {
        let mut live: Vec<Option<u64>> = vec![None; scenario.pointers as usize];
        let (mut live_bytes, mut live_blocks, mut block_steps) = (0, 0, 0);
        let mut requests = Vec::new();
        let mut summary = Summary {
            operations: scenario.operations.len() as u64,
            ..Summary::default()
        };
        for operation in scenario.operations.iter() {
            let request = request(operation);
            let given_up = match operation.action {
                Action::Free { target } | Action::Realloc { from: target, .. } => match target {
                    Target::Pointer(pointer) => Some((pointer.0 as usize, None)),
                    _ => None,
                },
                _ => None,
            };
            let taken = request.map(|(pointer, bytes)| (pointer, Some(bytes)));
            for (pointer, bytes) in given_up.into_iter().chain(taken) {
                let old = std::mem::replace(&mut live[pointer], bytes);
                live_bytes = live_bytes + bytes.unwrap_or(0) - old.unwrap_or(0);
                live_blocks = live_blocks + u64::from(bytes.is_some()) - u64::from(old.is_some());
            }
            requests.extend(request.map(|(_, bytes)| bytes));
            block_steps += live_blocks;
            summary.peak_live_bytes = summary.peak_live_bytes.max(live_bytes);
            summary.peak_live_blocks = summary.peak_live_blocks.max(live_blocks);
        }
        requests.sort_unstable();
        let middle = requests.len().saturating_sub(1) / 2;
        summary.allocations = requests.len() as u64;
        summary.median_request_bytes = requests.get(middle).copied().unwrap_or(0);
        summary.largest_request_bytes = requests.last().copied().unwrap_or(0);
        summary.average_live_blocks =
            (block_steps as f64 * 10.0 / summary.operations.max(1) as f64).round() / 10.0;
        summary.leaked_blocks = live_blocks;
        summary
    }
}

/// The pointer that an operation assigns, and the bytes it asks for.
fn request(operation: &Operation) -> Option<(usize, u64)> {
    let (pointer, bytes) = match operation.action {
        Action::Malloc { pointer, bytes }
        | Action::Falloc { pointer, bytes }
        | Action::AlignedMalloc { pointer, bytes, .. }
        | Action::Realloc { pointer, bytes, .. } => (pointer, u64::from(bytes)),
        Action::Calloc {
            pointer,
            count,
            bytes,
        } => (pointer, u64::from(count) * u64::from(bytes)),
        Action::Free { .. } | Action::Touch { .. } | Action::Idle { .. } | Action::Mark { .. } => {
            return None;
        }
    };
    Some((pointer.0 as usize, bytes))
}

#[cfg(test)]
mod tests {
    use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario, Target};

    use super::Summary;

    /// Protects the figures in the index of bundled traces.
    #[test]
    fn counts_what_is_live() {
        let p = Pointer;
        let operations = [
            Action::Malloc {
                pointer: p(0),
                bytes: 100,
            },
            Action::Calloc {
                pointer: p(1),
                count: 3,
                bytes: 10,
            },
            Action::Realloc {
                pointer: p(0),
                from: Target::Pointer(p(0)),
                bytes: 50,
            },
            Action::Free {
                target: Target::Pointer(p(1)),
            },
            Action::Free {
                target: Target::Pointer(p(1)),
            },
        ];
        let scenario = Scenario {
            operations: operations
                .into_iter()
                .map(|action| Operation {
                    task: KERNEL,
                    action,
                })
                .collect(),
            pointers: 2,
            ..Scenario::default()
        };
        let expected = Summary {
            operations: 5,
            allocations: 3,
            peak_live_bytes: 130,
            peak_live_blocks: 2,
            average_live_blocks: 1.4,
            leaked_blocks: 1,
            median_request_bytes: 50,
            largest_request_bytes: 100,
        };
        assert_eq!(Summary::of(&scenario), expected);
        assert_eq!(Summary::of(&Scenario::default()), Summary::default());
    }
}
