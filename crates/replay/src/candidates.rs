//! Owns the answer to "why here?": the blocks an operation examined, in the order it did, each with what it
//! offered, how it was weighed and what became of it.
//!
//! Everything comes from the recorded events; nothing is searched again.

use classic_heap::policy::placement::Score;
use classic_heap::{Event, Extent, Purpose, Verdict};

use crate::state::State;
use crate::subject::Subject;

/// A block that the operation examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateView {
    /// The whole block, as offsets from the region's start.
    pub block: Extent,
    /// The virtual address of its payload.
    pub address: u32,
    /// What it offers, in bytes: its payload, or that of the run of holes that begins with it.
    pub payload_bytes: u32,
    /// What it was examined for.
    pub purpose: Purpose,
    /// What became of it.
    pub verdict: Verdict,
    /// Its weighted terms, where the placement weighs candidates and the block could serve.
    pub score: Option<Score>,
    /// Whether this is the block that was looked for: the one granted, or the one of the address named.
    pub won: bool,
}

impl CandidateView {
    /// The verdict in words.
    #[must_use]
    pub fn verdict_text(&self) -> &'static str {
        match (self.verdict, self.purpose) {
            (Verdict::Allocated, Purpose::Run) => "allocated: the run of holes ends here",
            (Verdict::Allocated, _) => "allocated",
            (Verdict::TooSmall, _) => "too small",
            (Verdict::Held, _) if self.won => "serves, and nothing after it was better",
            (Verdict::Held, _) => "serves, the best so far",
            (Verdict::Passed, _) => "serves, but a better one is held",
            (Verdict::Taken, _) => "serves, and the search ends here",
            (Verdict::Joins, Purpose::Neighbour) => "a hole beside it, and merged",
            (Verdict::Joins, Purpose::Merge) => "a hole, and merged into the one in front",
            (Verdict::Joins, _) => "a hole, and lengthens the run",
            (Verdict::Other, Purpose::Merge) => "looked at for holes that touch",
            (Verdict::Other, Purpose::Drain) => "not queued",
            (Verdict::Other, _) => "not the one",
            (Verdict::Found, Purpose::Drain) => "queued: freed now",
            (Verdict::Found, Purpose::Neighbour) => "the neighbour",
            (Verdict::Found, _) => "the one named",
        }
    }
}

impl<S: Subject> State<'_, S> {
    /// The blocks that the operation which led here examined, in that order: for a request the holes and blocks
    /// on the way to one, for a free those walked to find the address. Of blocks that led to nothing, only the
    /// first 65 536 are among them. Empty at step 0, and where nothing was examined.
    #[must_use]
    pub fn candidates(&self) -> Vec<CandidateView> {
        let events = &self.events().events;
        let mut weighed = None;
        let mut candidates: Vec<CandidateView> = Vec::new();
        for event in events {
            match *event {
                // A hole is weighed right before it is judged.
                Event::Scored { block, score } => weighed = Some((block, score)),
                Event::Probed {
                    purpose,
                    block,
                    address,
                    payload_bytes,
                    verdict,
                } => candidates.push(CandidateView {
                    block,
                    address,
                    payload_bytes,
                    purpose,
                    verdict,
                    score: weighed
                        .take_if(|(weighed, _)| *weighed == block)
                        .map(|(_, score)| score),
                    won: purpose == Purpose::Lookup && verdict == Verdict::Found,
                }),
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
        candidates
    }
}
