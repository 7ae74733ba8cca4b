//! Owns the catalogue of this family: each axis with its permanent id, its documentation, its range, and how a draft holds it.
//!
//! Which values go together is checked by [`BuddyDesign::new`](super::BuddyDesign::new).

use super::design::{BuddyDraft as Draft, LARGEST_RANGE};
use super::policy::buddy_state::BuddyState;
use super::policy::coalescing::Coalescing;
use super::policy::header::Header;
use crate::catalog::{
    Axis, Kind, Value, choice_of_draft as choice, entry, number_of_draft as number, shared,
};
use crate::policy::commit::Commit;
use crate::policy::free_order::{Address, Fifo, FreeOrder, Lifo};
use crate::policy::oversize::Oversize;
use crate::policy::zero::Zero;
use crate::policy::{Doc, Policy};

impl Default for Draft {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// The axis of an id.
pub fn axis(id: &str) -> Option<&'static Axis<Draft>> {
    AXES.iter().find(|axis| axis.id == id)
}

type Accessors = (fn(&Draft) -> Value, fn(&mut Draft, Value));

/// The orders of a list whose holes have one size.
const OF_EQUALS: &[&Doc] = &[&Lifo::DOC, &Fifo::DOC, &Address::DOC];

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis<Draft>] = &[
    shared::BASE.held(number!(base)),
    shared::SMALLEST_BLOCK.held(number!(smallest_block_bytes)),
    entry!(
        "largest-block",
        "Largest block",
        "Sizes",
        "The length beyond which blocks do not merge: it bounds the orders, and with them the largest request.",
        Kind::bytes(LARGEST_RANGE, true),
        number!(largest_block_bytes)
    ),
    shared::MAXIMUM.held(number!(maximum_bytes)),
    shared::OVERSIZE.held(choice!(oversize, Oversize)),
    shared::ZERO.held(choice!(zero, Zero)),
    entry!(
        "header",
        "Header",
        "Blocks",
        "Which words stand before a payload: bytes of every block against what a free is told.",
        Kind::Choice(Header::DOCS),
        choice!(header, Header)
    ),
    entry!(
        "buddy-state",
        "State of a buddy",
        "Blocks",
        "Where a merge learns whether a buddy is a hole of the same order: bytes of a table or a header against a walk.",
        Kind::Choice(BuddyState::DOCS),
        choice!(buddy_state, BuddyState)
    ),
    shared::FREE_ORDER
        .of(Kind::Choice(OF_EQUALS))
        .held(choice!(free_order, FreeOrder)),
    shared::COALESCING
        .of(Kind::Choice(Coalescing::DOCS))
        .held(choice!(coalescing, Coalescing)),
    shared::COMMIT.held(choice!(commit, Commit)),
];
