//! Owns the answer to "why here?": the blocks an operation examined, in order, each with what it offered, how it was
//! weighed and the verdict on it.
//!
//! Everything comes from the recorded events; nothing is searched again. Words for it are made where it is shown.

use classic_heap::policy::placement::Summand;
use classic_heap::{Event, Extent, Purpose, Verdict};
use serde::Serialize;

use crate::state::State;

/// A block that the operation examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// Its score, where the placement computes one and the block could serve.
    pub score: Option<Score>,
    /// Whether this is the block that was looked for: the one granted, or the one of the address named.
    pub won: bool,
}

/// What a placement made of a hole: the least wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Score {
    /// The score.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub total: i64,
    /// The terms that are added up to it, in the order of [`State::score_terms`]; where the sum leaves the
    /// bounds of a score, the score is the bound.
    #[cfg_attr(feature = "typescript", ts(type = "number[]"))]
    pub terms: Vec<i64>,
}

impl State<'_> {
    /// The terms that the placement's score adds up, as texts; none where it computes no score.
    #[must_use]
    pub fn score_terms(&self) -> Vec<String> {
        self.summands().map(|term| term.to_string()).collect()
    }

    /// The terms of the score, in the order in which they are written.
    fn summands(&self) -> impl Iterator<Item = Summand<'_>> {
        let last_to_first: Vec<_> = self
            .subject()
            .score()
            .into_iter()
            .flat_map(|score| score.summands())
            .collect();
        last_to_first.into_iter().rev()
    }

    /// The blocks that the operation which led here examined: for a request the holes and blocks on the way to
    /// one, for a free those on the way to the address. They stand in the order of the search, where a hole that begins
    /// a run comes before the blocks that were examined to measure the run. Of blocks that led to nothing, only the
    /// first 65 536 are among them. Empty at step 0, and where nothing was examined.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate> {
        let summands: Vec<_> = self.summands().collect();
        let mut scored = None;
        let mut candidates: Vec<Candidate> = Vec::new();
        // The verdict on a hole follows the blocks after it that were counted into its run.
        let mut run: Vec<Candidate> = Vec::new();
        let mut grown_from = None;
        for event in &self.events().events {
            match *event {
                // A hole is scored right before it is judged.
                Event::Scored { block, candidate } => scored = Some((block, candidate)),
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
                        score: scored.take_if(|(scored, _)| *scored == block).map(
                            |(_, candidate)| Score {
                                total: candidate.score,
                                terms: summands.iter().map(|term| term.value(&candidate)).collect(),
                            },
                        ),
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
                Event::Extended { from, .. } => grown_from = Some(from),
                // The block granted begins where the hole began that it was made of. A search tried again
                // examines that hole again: the last time counts.
                Event::Placed { block: placed, .. } => {
                    // A hole that was too small alone may have grown beyond the heap's end.
                    let has_grown = grown_from.is_some_and(|from| placed.start < from);
                    let winner = candidates.iter_mut().rfind(|candidate| {
                        let could_win = match candidate.verdict {
                            Verdict::Taken | Verdict::Held => true,
                            Verdict::TooSmall => has_grown,
                            _ => false,
                        };
                        candidate.purpose == Purpose::Placement
                            && could_win
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
