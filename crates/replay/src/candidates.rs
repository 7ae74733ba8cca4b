//! Owns the answer to "why here?": the blocks an operation examined, in order, each with what it offered, how it was
//! weighed and the verdict on it.
//!
//! Everything comes from the recorded events; nothing is searched again. Words for it are made where it is shown.

use classic_heap::policy::placement::Score;
use classic_heap::{Event, Extent, Purpose, Verdict};
use serde::Serialize;

use crate::state::State;
use crate::subject::Subject;

/// A block that the operation examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Candidate {
    /// The whole block, as offsets from the region's start.
    #[serde(flatten)]
    pub block: Extent,
    /// The virtual address of its payload.
    pub address: u32,
    /// The bytes it offers: its payload, or that of the run of holes that begins with it.
    pub payload_bytes: u32,
    /// The reason it was examined.
    pub purpose: Purpose,
    /// The allocator's verdict on it.
    pub verdict: Verdict,
    /// Its weighted terms, where the placement weighs candidates and the block could serve.
    pub score: Option<Score>,
    /// Whether this is the block that was looked for: the one granted, or the one of the address named.
    pub won: bool,
}

impl<S: Subject> State<'_, S> {
    /// The blocks that the operation which led here examined: for a request the holes and blocks on the way to
    /// one, for a free those on the way to the address. They stand in the order of the search, where a hole that begins
    /// a run comes before the blocks that were examined to measure the run. Of blocks that led to nothing, only the
    /// first 65 536 are among them. Empty at step 0, and where nothing was examined.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut weighed = None;
        let mut candidates: Vec<Candidate> = Vec::new();
        // The verdict on a hole follows the blocks after it that were counted into its run.
        let mut run: Vec<Candidate> = Vec::new();
        for event in &self.events().events {
            match *event {
                // A hole is weighed right before it is judged.
                Event::Scored { block, score } => weighed = Some((block, score)),
                Event::Probed {
                    purpose,
                    block,
                    address,
                    payload_bytes,
                    verdict,
                } => {
                    let candidate = Candidate {
                        block,
                        address,
                        payload_bytes,
                        purpose,
                        verdict,
                        score: weighed
                            .take_if(|(weighed, _)| *weighed == block)
                            .map(|(_, score)| score),
                        won: purpose == Purpose::Lookup && verdict == Verdict::Found,
                    };
                    match (purpose, verdict) {
                        (Purpose::Run, _) => run.push(candidate),
                        // Only a hole begins a run: these were examined to resize the block found before.
                        (_, Verdict::Allocated) => {
                            candidates.append(&mut run);
                            candidates.push(candidate);
                        }
                        _ => {
                            candidates.push(candidate);
                            candidates.append(&mut run);
                        }
                    }
                }
                // The block granted begins where the hole began that it was made of. A search tried again
                // examines that hole again: the last time counts.
                Event::Placed { block: placed, .. } => {
                    let winner = candidates.iter_mut().rfind(|candidate| {
                        candidate.purpose == Purpose::Placement
                            && matches!(candidate.verdict, Verdict::Taken | Verdict::Held)
                            && candidate.block.start == placed.start
                    });
                    if let Some(winner) = winner {
                        winner.won = true;
                    }
                }
                _ => {}
            }
        }
        candidates.append(&mut run);
        candidates
    }
}
