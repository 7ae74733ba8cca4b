//! What an operation looked at and changed, as marks for the map and words for each.
//!
//! Owns the choice of what is shown where there is too much, and the notes. The events themselves, and the
//! sentence that sums them up, belong to `atlas-replay`.

use atlas_replay::{Classic, State};
use classic_heap::policy::placement::Score;
use classic_heap::{Event, Extent, Verdict as Thought};

use crate::wire::{Highlight, HighlightKind, Verdict};

/// Most highlights of one step. Whatever changed memory is among them; only probes are left out.
const HIGHLIGHTS_MAX: usize = 4096;

/// The highlights of the operation that led to a state, in order of time.
pub fn highlights(state: &State<'_, Classic>) -> Vec<Highlight> {
    let heap = state.subject().heap();
    let design = heap.design();
    let marks = Marks {
        base: design.base_address(),
        front_bytes: design.block_front_bytes(),
    };
    let events = &state.events().events;
    let changes = events.iter().filter(|event| !is_probe(event)).count();
    let mut probes_left = HIGHLIGHTS_MAX.saturating_sub(changes);
    let mut highlights: Vec<Highlight> = Vec::new();
    let mut score = None;
    for event in events {
        if let Event::Scored { score: scored, .. } = event {
            score = Some(*scored);
        }
        if is_probe(event) {
            if probes_left == 0 {
                continue;
            }
            probes_left -= 1;
        }
        let mut mark = marks.mark(event);
        // A hole is weighed right before what is thought of it.
        if is_probe(event)
            && let (Some(mark), Some(score)) = (&mut mark, score.take())
        {
            mark.note = format!("{}, {}", mark.note, weighed(score));
        }
        highlights.extend(mark);
        if highlights.len() == HIGHLIGHTS_MAX {
            break;
        }
    }
    highlights
}

fn is_probe(event: &Event) -> bool {
    matches!(event, Event::Probed { .. })
}

/// What it takes to know addresses where an event has none.
struct Marks {
    base: u32,
    front_bytes: u32,
}

impl Marks {
    fn mark(&self, event: &Event) -> Option<Highlight> {
        let mark = |kind, extent: Extent, address, note| Highlight {
            kind,
            start: extent.start,
            bytes: extent.bytes,
            address,
            note,
            verdict: None,
        };
        let payload = |extent: Extent| self.base + extent.start + self.front_bytes;
        Some(match *event {
            Event::Probed {
                block,
                address,
                payload_bytes,
                verdict,
                ..
            } => Highlight {
                verdict: seen(verdict),
                ..mark(
                    match verdict {
                        Thought::Joins => HighlightKind::Joined,
                        _ => HighlightKind::Probed,
                    },
                    block,
                    address,
                    thought(verdict, payload_bytes),
                )
            },
            Event::Coalesced { into, absorbed } => mark(
                HighlightKind::Merged,
                absorbed,
                payload(absorbed),
                format!("now part of the block at {:#010x}", payload(into)),
            ),
            Event::Split { remainder, .. } => mark(
                HighlightKind::Split,
                remainder,
                payload(remainder),
                format!("a hole of {} bytes", remainder.bytes),
            ),
            Event::Extended { from, to } => mark(
                HighlightKind::Extended,
                between(from, to),
                self.base + from,
                format!("{} bytes", to - from),
            ),
            Event::Trimmed { from, to } => mark(
                HighlightKind::Trimmed,
                between(to, from),
                self.base + to,
                format!("{} bytes", from - to),
            ),
            Event::Placed {
                block,
                address,
                payload_bytes,
            } => mark(
                HighlightKind::Placed,
                block,
                address,
                format!("a payload of {payload_bytes} bytes"),
            ),
            Event::Moved { from, to, bytes } => mark(
                HighlightKind::Moved,
                Extent {
                    start: from - self.base,
                    bytes,
                },
                from,
                format!("copied to {to:#010x}"),
            ),
            Event::Freed { block, address } => {
                mark(HighlightKind::Freed, block, address, String::new())
            }
            Event::Queued { block, address } => {
                mark(HighlightKind::Queued, block, address, String::new())
            }
            // These concern the request and no place in memory; the sentence tells them.
            Event::Clamped { .. } | Event::Refused(_) | Event::Scored { .. } => return None,
        })
    }
}

/// A score and the terms it adds up from.
fn weighed(score: Score) -> String {
    let Score {
        waste,
        distance,
        address,
        fragment,
        total,
    } = score;
    format!(
        "score {total} = waste {waste} + distance {distance} + address {address} + fragment {fragment}"
    )
}

fn between(start: u32, end: u32) -> Extent {
    Extent {
        start,
        bytes: end - start,
    }
}

fn seen(thought: Thought) -> Option<Verdict> {
    match thought {
        Thought::Allocated | Thought::TooSmall | Thought::Passed | Thought::Other => {
            Some(Verdict::Rejected)
        }
        Thought::Held => Some(Verdict::Held),
        Thought::Taken | Thought::Found => Some(Verdict::Taken),
        Thought::Joins => None,
    }
}

fn thought(thought: Thought, payload_bytes: u32) -> String {
    match thought {
        Thought::Allocated => "in use".to_owned(),
        Thought::TooSmall => format!("too small: {payload_bytes} bytes"),
        Thought::Held => format!("serves, the best so far: {payload_bytes} bytes"),
        Thought::Passed => format!("serves, but no better: {payload_bytes} bytes"),
        Thought::Taken => format!("taken: {payload_bytes} bytes"),
        Thought::Joins => format!("with it the run has {payload_bytes} bytes"),
        Thought::Other => "not the one".to_owned(),
        Thought::Found => "found".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use atlas_replay::{Options, Replay};
    use classic_heap::Design;
    use expect_test::{Expect, expect};

    use super::*;
    use crate::input::script_scenario;

    fn replay(script: &str) -> Replay {
        let scenario = script_scenario(script).unwrap();
        let mut replay = Replay::new(Design::CLASSIC, scenario, Options::default()).unwrap();
        replay.finish().unwrap();
        replay
    }

    /// The highlights of a script's last step, one a line.
    fn check(script: &str, expected: Expect) {
        let mut replay = replay(script);
        let last = replay.progress().total;
        let text: String = highlights(&replay.seek(last).unwrap())
            .iter()
            .map(|highlight| {
                let Highlight {
                    kind,
                    start,
                    bytes,
                    address,
                    note,
                    verdict,
                } = highlight;
                let verdict = verdict.map_or(String::new(), |verdict| format!(" {verdict:?}"));
                format!("{kind:?}{verdict} {start}+{bytes} {address:#x}: {note}\n")
            })
            .collect();
        expected.assert_eq(&text);
    }

    /// Protects: a search that merges shows every block it met, what it thought of it, and what became of it.
    #[test]
    fn a_search_is_shown_block_by_block() {
        check(
            "a = malloc 64\nb = malloc 64\nc = malloc 64\nd = malloc 64\nfree b\nfree c\ne = malloc 80",
            expect![[r#"
                Probed Rejected 0+80 0x100010: in use
                Joined 160+80 0x1000b0: with it the run has 144 bytes
                Probed Taken 80+80 0x100060: taken: 144 bytes
                Merged 160+80 0x1000b0: now part of the block at 0x00100060
                Placed 80+160 0x100060: a payload of 144 bytes
            "#]],
        );
    }

    /// Protects: a payload that moves shows where it came from.
    #[test]
    fn a_move_is_shown() {
        check(
            "a = malloc 64\nb = malloc 64\na = realloc a 200",
            expect![[r#"
                Probed Taken 0+80 0x100010: found
                Probed Rejected 80+80 0x100060: in use
                Probed Rejected 0+80 0x100010: in use
                Probed Rejected 80+80 0x100060: in use
                Extended 160+224 0x1000a0: 224 bytes
                Placed 160+224 0x1000b0: a payload of 208 bytes
                Moved 16+64 0x100010: copied to 0x001000b0
                Probed Taken 0+80 0x100010: found
                Freed 0+80 0x100010: 
            "#]],
        );
    }

    /// Protects: an answer stays small however long the walk was, and never loses what changed.
    #[test]
    fn probes_are_capped_and_changes_are_not() {
        let script = "repeat 6000 as i\n  x[i] = malloc 16\nend\ny = malloc 16";
        let mut replay = replay(script);
        let state = replay.seek(6001).unwrap();
        assert_eq!(state.events().probes.total(), 6000);
        let highlights = highlights(&state);
        assert_eq!(highlights.len(), HIGHLIGHTS_MAX);
        assert!(matches!(
            highlights.last().unwrap().kind,
            HighlightKind::Placed
        ));
    }
}
