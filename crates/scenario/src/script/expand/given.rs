//! Owns the running of `given` lines: the pieces of each task's heap, and what keeps two holes in a row apart.

use super::{Expander, Run, check};
use crate::given::{Given, GivenPiece};
use crate::numerals::count;
use crate::operation::Pointer;
use crate::problem::Span;
use crate::script::tree::GivenPart;

/// The name in print of the blocks that no pointer of the program leads to. No script can name them.
const NOBODYS: &str = "nobody’s";

/// What there is in one task's heap, as far as it has been said.
#[derive(Default)]
pub(super) struct Pieces {
    pieces: Vec<GivenPiece>,
    and_rest: bool,
}

impl Pieces {
    pub(super) fn of(self, task: u8) -> Given {
        Given {
            task,
            pieces: self.pieces.into(),
            and_rest: self.and_rest,
        }
    }
}

impl<'t> Expander<'t> {
    pub(super) fn given(&mut self, span: Span, parts: &'t [GivenPart]) -> Run<()> {
        if !self.operations.is_empty() {
            let problem = span.problem("`given` stands before the first operation");
            return Err(problem
                .hint("move this line up: it says what there is at the start")
                .into());
        }
        if self.guard != 0 {
            let problem = span.problem("`given` cannot stand in a repeat that ends with a refusal");
            return Err(problem
                .hint("what there is at the start is the same for every design")
                .into());
        }
        for part in parts {
            let place = match part {
                GivenPart::Free(bytes) => bytes.span,
                GivenPart::Used(bytes, _) => bytes.span,
                GivenPart::Rest(span) => *span,
            };
            if self
                .given
                .get(&self.task)
                .is_some_and(|given| given.and_rest)
            {
                let problem = place.problem("the rest is free already, and nothing comes after it");
                return Err(problem.hint("`rest free` comes last").into());
            }
            self.given_part(part, place)?;
        }
        Ok(())
    }

    fn given_part(&mut self, part: &'t GivenPart, place: Span) -> Run<()> {
        let given = self.given.entry(self.task).or_default();
        let after_hole = given
            .pieces
            .last()
            .is_some_and(|last| last.pointer.is_none());
        match part {
            GivenPart::Free(bytes) => {
                let bytes = self.bounded(bytes, "size")?;
                if after_hole {
                    let pointer = Some(self.nobodys(place)?);
                    self.push_given(GivenPiece { bytes: 0, pointer }, place)?;
                }
                let pointer = None;
                self.push_given(GivenPiece { bytes, pointer }, place)
            }
            GivenPart::Used(bytes, name) => {
                let bytes = self.bounded(bytes, "size")?;
                let pointer = match name {
                    None => self.nobodys(place)?,
                    Some(name) => {
                        let slot = self.slot(name)?;
                        if self.find(slot).is_some() {
                            return Err(name
                                .span
                                .problem(format!("`{}` is in use already", slot.name()))
                                .hint("give each block a name of its own")
                                .into());
                        }
                        if let super::Slot::Element(array, index) = slot {
                            let pointer = self.find_or_create(slot, name.span)?;
                            self.set_live(array, index);
                            pointer
                        } else {
                            self.find_or_create(slot, name.span)?
                        }
                    }
                };
                let pointer = Some(pointer);
                self.push_given(GivenPiece { bytes, pointer }, place)
            }
            GivenPart::Rest(_) => {
                if after_hole {
                    let pointer = Some(self.nobodys(place)?);
                    self.push_given(GivenPiece { bytes: 0, pointer }, place)?;
                }
                self.given.entry(self.task).or_default().and_rest = true;
                Ok(())
            }
        }
    }

    /// The pointer of blocks that the program can't name.
    fn nobodys(&mut self, place: Span) -> Run<Pointer> {
        self.find_or_create(super::Slot::Plain(NOBODYS), place)
    }

    fn push_given(&mut self, piece: GivenPiece, place: Span) -> Run<()> {
        self.given_pieces += 1;
        let limit = self.limits.given_max;
        check(self.given_pieces.into(), limit, || {
            place.problem(format!(
                "this script begins with more than {} blocks and holes, which is the limit",
                count(limit)
            ))
        })?;
        self.given.entry(self.task).or_default().pieces.push(piece);
        Ok(())
    }
}
