//! Owns the catalogue of this family: each axis with its permanent id, its documentation, its range, and how a draft holds it.
//!
//! Which values go together is checked by [`TagDesign::new`](super::TagDesign::new).

use super::design::{ALIGNMENT_RANGE, EXACT_RANGE, PER_DOUBLING_RANGE, QUICK_LISTS_MAX, TagDraft};
use super::policy::bin_order::BinOrder;
use super::policy::bins::{Binning, Bins};
use super::policy::end::End;
use super::policy::footers::Footers;
use super::policy::granted_end::GrantedEnd;
use super::policy::header::Header;
use super::policy::placement::Placement;
use super::policy::sentinels::Sentinels;
use super::policy::zero::Zero;
use crate::catalog::{Axis, Kind, Value, entry};
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::oversize::Oversize;
use crate::policy::split::Split;

impl Default for TagDraft {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// The axis of an id.
pub fn axis(id: &str) -> Option<&'static Axis<TagDraft>> {
    AXES.iter().find(|axis| axis.id == id)
}

type Accessors = (fn(&TagDraft) -> Value, fn(&mut TagDraft, Value));

macro_rules! number {
    ($field:ident) => {
        (
            |draft: &TagDraft| Value::Number(draft.$field),
            |draft: &mut TagDraft, value| {
                if let Value::Number(number) = value {
                    draft.$field = number;
                }
            },
        )
    };
}

macro_rules! switch {
    ($field:ident) => {
        (
            |draft: &TagDraft| Value::Switch(draft.$field),
            |draft: &mut TagDraft, value| {
                if let Value::Switch(on) = value {
                    draft.$field = on;
                }
            },
        )
    };
}

macro_rules! choice {
    ($field:ident, $axis:ident) => {
        (
            |draft: &TagDraft| {
                let (doc, number) = draft.$field.written();
                Value::Choice(doc.id, number)
            },
            |draft: &mut TagDraft, value| {
                if let Value::Choice(id, number) = value
                    && let Some(policy) = $axis::named(id, number)
                {
                    draft.$field = policy;
                }
            },
        )
    };
}

fn without_classes(draft: &TagDraft) -> Option<&'static str> {
    matches!(draft.bins.kind(), Binning::OneList | Binning::Tree)
        .then_some("these bins have no classes")
}

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis<TagDraft>] = &[
    entry!(
        "region-base",
        "Region base",
        "Region",
        "The virtual address the region begins at, rounded up to the alignment; it moves every address and changes nothing else.",
        Kind::BASE,
        number!(base)
    ),
    entry!(
        "end",
        "End of the heap",
        "Region",
        "How memory that no block has used yet comes into use: block by block, by what the last block lacks, or as one hole.",
        Kind::Choice(End::DOCS),
        choice!(end, End)
    ),
    entry!(
        "trim",
        "Trim",
        "Region",
        "Whether a free moves the heap's end down when the last block in memory is a hole.",
        Kind::Switch,
        switch!(trim)
    ),
    entry!(
        "sentinels",
        "Sentinels",
        "Region",
        "Which blocks without a payload mark the heap's bounds: simple merges against a few bytes.",
        Kind::Choice(Sentinels::DOCS),
        choice!(sentinels, Sentinels)
    ),
    entry!(
        "alignment",
        "Alignment",
        "Sizes",
        "A number that divides every payload's address: a larger one suits hardware and leaves bits for flags, but rounds requests \
         up further.",
        Kind::bytes(ALIGNMENT_RANGE, true),
        number!(alignment)
    ),
    entry!(
        "minimum",
        "Minimum size",
        "Sizes",
        "The least payload a request gets: a larger one keeps holes useful, but wastes more on small requests.",
        Kind::bytes((1, SIZE_BYTES_MAX), false),
        number!(minimum_bytes)
    ),
    entry!(
        "maximum",
        "Maximum size",
        "Sizes",
        "The largest request granted in full: a bound keeps one request from taking the whole heap.",
        Kind::bytes((1, SIZE_BYTES_MAX), false),
        number!(maximum_bytes)
    ),
    entry!(
        "oversize",
        "Beyond the maximum",
        "Sizes",
        "What a request beyond the maximum gets: a smaller block, or nothing.",
        Kind::Choice(Oversize::DOCS),
        choice!(oversize, Oversize)
    ),
    entry!(
        "zero",
        "Zero bytes",
        "Sizes",
        "What a request for zero bytes gets: a block of its own, or the null pointer.",
        Kind::Choice(Zero::DOCS),
        choice!(zero, Zero)
    ),
    entry!(
        "header",
        "Header",
        "Blocks",
        "Which words stand before a payload: bytes of every block against what a free is told.",
        Kind::Choice(Header::DOCS),
        choice!(header, Header)
    ),
    entry!(
        "footers",
        "Footers",
        "Blocks",
        "How a block finds the block before it: bytes against a walk at every merge.",
        Kind::Choice(Footers::DOCS),
        choice!(footers, Footers)
    ),
    entry!(
        "bins",
        "Bins",
        "Holes",
        "How the holes are kept: a table in the region against long searches.",
        Kind::Choice(Bins::DOCS),
        choice!(bins, Bins)
    ),
    entry!(
        "bins-exact",
        "Exact classes below",
        "Holes",
        "Blocks below this length have a class for each size; where a doubling has more classes than that bound has sizes, the bound \
         is raised.",
        Kind::bytes(EXACT_RANGE, true),
        number!(bins_exact_bytes),
        without_classes
    ),
    entry!(
        "bins-per-doubling",
        "Classes per doubling",
        "Holes",
        "How many classes each doubling of the size has: a larger table against holes of more sizes in one class.",
        Kind::Number {
            minimum: PER_DOUBLING_RANGE.0,
            maximum: PER_DOUBLING_RANGE.1,
            power_of_two: true,
            unit: "",
        },
        number!(bins_per_doubling),
        without_classes
    ),
    entry!(
        "bin-order",
        "Order in a bin",
        "Holes",
        "Where on its list a hole is linked: this decides which holes a search examines first, and what linking costs.",
        Kind::Choice(BinOrder::DOCS),
        choice!(bin_order, BinOrder),
        |draft| (draft.bins.kind() == Binning::Tree).then_some("a tree has an order of its own")
    ),
    entry!(
        "quick",
        "Quick lists",
        "Holes",
        "How many lists there are of recent frees of one exact size each: fast reuse against holes that could merge.",
        Kind::count(0, QUICK_LISTS_MAX),
        number!(quick_lists)
    ),
    entry!(
        "placement",
        "Placement",
        "Allocating",
        "Which hole of a list a request gets: the time of the search against the holes it leaves.",
        Kind::Choice(Placement::DOCS),
        choice!(placement, Placement)
    ),
    entry!(
        "free-moves-rover",
        "A free moves the rover",
        "Allocating",
        "Whether a search that resumes begins, after a free, with the hole that was freed, as Kernighan and Ritchie have it.",
        Kind::Switch,
        switch!(free_moves_rover),
        |draft| (!draft.placement.resumes()).then_some("this placement keeps no rover")
    ),
    entry!(
        "granted-end",
        "Granted end",
        "Allocating",
        "Which part of a hole a block gets, if the hole is split.",
        Kind::Choice(GrantedEnd::DOCS),
        choice!(granted_end, GrantedEnd)
    ),
    entry!(
        "split",
        "Split",
        "Allocating",
        "Whether a hole larger than the request is split: waste inside blocks against small holes between them.",
        Kind::Choice(Split::DOCS),
        choice!(split, Split)
    ),
    entry!(
        "remainder-in-place",
        "Remainder keeps its place",
        "Allocating",
        "Whether a split's remainder keeps the hole's place on its list, instead of being linked like a new hole.",
        Kind::Switch,
        switch!(remainder_in_place),
        |draft| (draft.bins.kind() == Binning::Tree).then_some("a tree has an order of its own")
    ),
    entry!(
        "coalescing",
        "Coalescing",
        "Merging",
        "When adjacent holes become one: the work of a request or of a free against holes too small to use.",
        Kind::Choice(Coalescing::DOCS),
        choice!(coalescing, Coalescing)
    ),
    entry!(
        "commit",
        "Commit",
        "Pages",
        "When a block gets its frames: at once, while other heaps could use them, or at the first touch, when none may be left.",
        Kind::Choice(Commit::DOCS),
        choice!(commit, Commit)
    ),
];
