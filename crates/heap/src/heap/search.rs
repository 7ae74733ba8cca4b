//! Owns the search for a hole: the candidates, the order in which they are examined, and the payload that a run of
//! contiguous holes would give. Does not own which candidate wins: the placement policy decides that.

use super::{Block, Heap, padding_to};
use crate::header::{HEADER_BYTES, Header};
use crate::observe::{Event, Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::policy::free_order::Position;
use crate::policy::placement::{Candidate, Judgement};
use crate::region::Region;

/// A hole that a request gets.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// The hole, or the first of a run.
    pub(super) hole: Block,
    /// The block before it on the list that was searched, where that is known.
    pub(super) previous: Option<Block>,
    /// How many holes right after it must be merged into it.
    pub(super) absorbs: u32,
    /// The payload it then has. The hole at the heap's end grows where that is not enough.
    pub(super) payload_bytes: u32,
    /// Whether the next search may resume here.
    pub(super) moves_rover: bool,
}

/// What a search found.
pub(super) enum Searched {
    /// A hole that is large enough.
    Fit(Fit),
    /// None. Where the heap extends, the longest run of holes that ends where the heap does.
    Nothing(Option<Fit>),
}

/// A run of contiguous holes.
pub(super) struct Run {
    /// The payload the first would have with the others merged into it.
    pub(super) payload_bytes: u32,
    /// How many others there are.
    pub(super) absorbs: u32,
    /// The last of them.
    pub(super) last: Block,
}

impl Run {
    /// A block alone.
    pub(super) fn of(block: Block, header: Header) -> Self {
        Self {
            payload_bytes: header.size,
            absorbs: 0,
            last: block,
        }
    }
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// Searches the list for a hole that holds `payload_bytes` at a multiple of `alignment`.
    pub(super) fn search(&mut self, payload_bytes: u32, alignment: u32) -> Searched {
        let placement = self.design().placement;
        let merging = self.design().coalescing.on_allocation();
        let extends = self.design().end.grows();
        let on_free_list = self.keeps_free_list();
        let by_address = if on_free_list {
            self.design().free_order.position() == Position::ByAddress
        } else {
            self.design().list_order.by_address()
        };
        let head = if on_free_list {
            self.roots.free_head
        } else {
            self.roots.kernel_aloc
        }
        .map(Block);
        let rover = self.roots.rover.filter(|_| placement.resumes()).map(Block);
        let mut wraps = rover.is_some();
        let mut previous = rover;
        let mut cursor = match rover {
            Some(rover) if on_free_list => self.next_hole(rover),
            Some(rover) => self.next(rover),
            None => head,
        };
        let mut probes = 0;
        let mut held: Option<(Fit, Candidate)> = None;
        let mut at_end: Option<Fit> = None;
        loop {
            let Some(block) = cursor else {
                if !wraps {
                    break;
                }
                wraps = false;
                previous = None;
                cursor = head;
                continue;
            };
            let header = self.load(block);
            let mut last = block;
            probes += 1;
            if header.is_free() {
                // A stricter alignment may need padding at the start of the hole.
                let needed = payload_bytes.saturating_add(padding_to(alignment, header.address()));
                let run = if header.size < needed && merging {
                    if self.observer.interrupts() {
                        break;
                    }
                    self.run(block, header, needed)
                } else {
                    Run::of(block, header)
                };
                let fit = Fit {
                    hole: block,
                    previous,
                    absorbs: run.absorbs,
                    payload_bytes: run.payload_bytes,
                    moves_rover: true,
                };
                let verdict = if run.payload_bytes < needed {
                    // No shorter run within this one is large enough either. A list in order of address goes on
                    // after the run.
                    if by_address && run.absorbs > 0 {
                        last = run.last;
                    }
                    if extends
                        && self.roots.last == Some(run.last.0)
                        && at_end.is_none_or(|held| held.payload_bytes < fit.payload_bytes)
                    {
                        at_end = Some(fit);
                    }
                    Verdict::TooSmall
                } else {
                    let remainder_bytes = run.payload_bytes - needed;
                    let mut candidate = Candidate {
                        payload_bytes: run.payload_bytes,
                        waste_bytes: run.payload_bytes - payload_bytes,
                        probes,
                        offset: block.0 + HEADER_BYTES - self.front_bytes(),
                        remainder_bytes: if self.would_split(remainder_bytes, run.absorbs) {
                            remainder_bytes
                        } else {
                            0
                        },
                        merges: run.absorbs,
                        score: 0,
                    };
                    if let Some(score) = placement.score(&candidate) {
                        candidate.score = score;
                        let block = self.extent(block, header);
                        self.observer.event(Event::Scored { block, candidate });
                    }
                    match placement.judge(&candidate, held.as_ref().map(|(_, held)| held)) {
                        Judgement::Take => {
                            self.probe(
                                Purpose::Placement,
                                block,
                                header,
                                run.payload_bytes,
                                Verdict::Taken,
                            );
                            return Searched::Fit(fit);
                        }
                        Judgement::Hold => {
                            held = Some((fit, candidate));
                            Verdict::Held
                        }
                        Judgement::Pass => Verdict::Passed,
                    }
                };
                self.probe(
                    Purpose::Placement,
                    block,
                    header,
                    run.payload_bytes,
                    verdict,
                );
            } else {
                self.probe(
                    Purpose::Placement,
                    block,
                    header,
                    header.size,
                    Verdict::Allocated,
                );
            }
            // The search has wrapped and ends at the rover, which may be any hole of a run that was skipped.
            if !wraps && rover.is_some_and(|rover| (block..=last).contains(&rover)) {
                break;
            }
            previous = Some(last);
            cursor = if on_free_list {
                self.next_hole(last)
            } else {
                self.linked(self.peek(last).next)
            };
        }
        match held {
            Some((fit, _)) => Searched::Fit(fit),
            None => Searched::Nothing(at_end),
        }
    }

    /// Adds up the holes after `first` until they and it hold `needed_bytes`, or no hole follows.
    pub(super) fn run(&mut self, first: Block, header: Header, needed_bytes: u32) -> Run {
        let mut run = Run::of(first, header);
        let mut end = self.end(header);
        while run.payload_bytes < needed_bytes
            && let Some(block) = self.block_starting_at(end)
        {
            let header = self.load(block);
            if !header.is_free() {
                self.probe(Purpose::Run, block, header, header.size, Verdict::Allocated);
                break;
            }
            run.payload_bytes += self.front_bytes() + header.size;
            run.absorbs += 1;
            run.last = block;
            end = self.end(header);
            self.probe(
                Purpose::Run,
                block,
                header,
                run.payload_bytes,
                Verdict::Joins,
            );
        }
        run
    }
}
