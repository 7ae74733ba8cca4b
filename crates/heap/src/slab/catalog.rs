//! Owns the catalogue of this family: each axis with its permanent id, its documentation, its range, and how a draft holds it.
//!
//! Which values go together is checked by [`SlabDesign::new`](super::SlabDesign::new).

use super::design::{
    EMPTY_SLABS_RANGE, OBJECT_RANGE, PER_DOUBLING_RANGE, SLAB_RANGE, SlabDraft as Draft,
};
use super::policy::descriptor::Descriptor;
use super::policy::slab_choice::SlabChoice;
use crate::catalog::{
    Axis, Kind, Value, choice_of_draft as choice, entry, number_of_draft as number, shared,
};
use crate::policy::commit::Commit;
use crate::policy::free_order::{Address, FreeOrder, Lifo};
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

/// The orders of a list that is linked one way, and whose objects have one size.
const ONE_WAY: &[&Doc] = &[&Lifo::DOC, &Address::DOC];

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis<Draft>] = &[
    shared::BASE.held(number!(base)),
    shared::SMALLEST_BLOCK.held(number!(smallest_block_bytes)),
    entry!(
        "slab",
        "Slab",
        "Sizes",
        "The length of a slab: a longer one serves more requests before the next is taken, and one live object keeps more memory.",
        Kind::bytes(SLAB_RANGE, true),
        number!(slab_bytes)
    ),
    entry!(
        "smallest-object",
        "Smallest object",
        "Sizes",
        "The length of the smallest class, of which all others are multiples: a smaller one wastes less on small requests.",
        Kind::bytes(OBJECT_RANGE, true),
        number!(smallest_object_bytes)
    ),
    entry!(
        "largest-object",
        "Largest object",
        "Sizes",
        "The request beyond which blocks of pages are granted: more sizes served from slabs, for slabs of few objects.",
        Kind::bytes(OBJECT_RANGE, true),
        number!(largest_object_bytes)
    ),
    entry!(
        "classes-per-doubling",
        "Classes per doubling",
        "Sizes",
        "How many classes each doubling of the size has: objects that fit requests closely against slabs for more classes.",
        Kind::Number {
            minimum: PER_DOUBLING_RANGE.0,
            maximum: PER_DOUBLING_RANGE.1,
            power_of_two: true,
            unit: "",
        },
        number!(classes_per_doubling)
    ),
    shared::MAXIMUM.held(number!(maximum_bytes)),
    shared::OVERSIZE.held(choice!(oversize, Oversize)),
    shared::ZERO.held(choice!(zero, Zero)),
    entry!(
        "descriptor",
        "Descriptor",
        "Slabs",
        "Where a slab’s links and counts lie: bytes of every slab against a table for all memory.",
        Kind::Choice(Descriptor::DOCS),
        choice!(descriptor, Descriptor)
    ),
    entry!(
        "slab-choice",
        "Choice of a slab",
        "Slabs",
        "Which of the slabs with a free object serves a request: the time of the search against slabs that get empty.",
        Kind::Choice(SlabChoice::DOCS),
        choice!(slab_choice, SlabChoice)
    ),
    entry!(
        "empty-slabs",
        "Empty slabs kept",
        "Slabs",
        "How many empty slabs each class keeps for the requests to come, until other memory runs out.",
        Kind::count(EMPTY_SLABS_RANGE.0, EMPTY_SLABS_RANGE.1),
        number!(empty_slabs)
    ),
    shared::FREE_ORDER
        .of(Kind::Choice(ONE_WAY))
        .held(choice!(free_order, FreeOrder)),
    shared::COMMIT.held(choice!(commit, Commit)),
];
