//! Owns the catalogue of this family: each axis with its permanent id, its documentation, its range, and how a draft holds it.
//!
//! Which values go together is checked by [`TagDesign::new`](super::TagDesign::new).

use super::design::{
    EXACT_RANGE, GROWTH_RANGE, PER_DOUBLING_RANGE, QUICK_LISTS_MAX, QUICK_SHARE_RANGE,
    TagDraft as Draft,
};
use super::policy::bin_order::BinOrder;
use super::policy::bins::{Binning, Bins};
use super::policy::footers::Footers;
use super::policy::header::Header;
use super::policy::placement::Placement;
use super::policy::sentinels::Sentinels;
use crate::catalog::shared::NO_ROVER;
use crate::catalog::{
    Axis, Kind, Value, choice_of_draft as choice, entry, number_of_draft as number, shared,
    switch_of_draft as switch,
};
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::end::End;
use crate::policy::granted_end::GrantedEnd;
use crate::policy::oversize::Oversize;
use crate::policy::split::Split;
use crate::policy::zero::Zero;

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

fn without_classes(draft: &Draft) -> Option<&'static str> {
    matches!(draft.bins.kind(), Binning::OneList | Binning::Tree)
        .then_some("these bins have no classes")
}

/// The register of axes, in the order people should meet them.
pub static AXES: &[Axis<Draft>] = &[
    shared::BASE.held(number!(base)),
    shared::END.held(choice!(end, End)),
    entry!(
        "growth",
        "Growth step",
        "Region",
        "By how many bytes at the least the heap’s end moves: few calls for memory against memory that nobody asked for. Where it is \
         more than 1, the step becomes a hole, and the request is served from that.",
        Kind::bytes(GROWTH_RANGE, false),
        number!(growth_bytes),
        |draft| draft
            .end
            .is_whole()
            .then_some("a region that is one hole doesn’t grow")
    ),
    shared::TRIM.held(switch!(trim)),
    entry!(
        "sentinels",
        "Sentinels",
        "Region",
        "Which blocks without a payload mark the heap's bounds: simple merges against a few bytes.",
        Kind::Choice(Sentinels::DOCS),
        choice!(sentinels, Sentinels)
    ),
    shared::ALIGNMENT.held(number!(alignment)),
    shared::MINIMUM.held(number!(minimum_bytes)),
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
        "quick-share",
        "Quick lists hold at most",
        "Holes",
        "The heap does not grow while the quick lists hold more than this part of it, one n-th: they are flushed first. With 0, they \
         are flushed for a request too large for all of them.",
        Kind::count(QUICK_SHARE_RANGE.0, QUICK_SHARE_RANGE.1),
        number!(quick_share),
        |draft| (draft.quick_lists == 0).then_some("there are no quick lists")
    ),
    shared::PLACEMENT
        .of(Kind::Choice(Placement::DOCS))
        .held(choice!(placement, Placement)),
    shared::FREE_MOVES_ROVER
        .held(switch!(free_moves_rover))
        .unless(|draft| (!draft.placement.resumes()).then_some(NO_ROVER)),
    shared::GRANTED_END.held(choice!(granted_end, GrantedEnd)),
    shared::SPLIT.held(choice!(split, Split)),
    shared::REMAINDER_IN_PLACE
        .held(switch!(remainder_in_place))
        .unless(|draft| {
            (draft.bins.kind() == Binning::Tree).then_some("a tree has an order of its own")
        }),
    entry!(
        "reuse",
        "Reuse",
        "Merging",
        "Whether memory that was freed is used again. Without, a free does nothing: an allocation is one addition, until the memory \
         is used up.",
        Kind::Switch,
        switch!(reuse)
    ),
    shared::COALESCING.held(choice!(coalescing, Coalescing)),
    entry!(
        "merge-in-place",
        "Merge in place",
        "Merging",
        "Whether a hole that a freed block joins keeps its place on its list, if it stays in its class: two links fewer to write \
         against an order that no longer says what was freed when.",
        Kind::Switch,
        switch!(merge_in_place),
        |draft| {
            if !matches!(draft.coalescing, Coalescing::OnFree) {
                Some("no freed block joins a hole")
            } else if matches!(draft.footers, Footers::NoFooter) {
                Some("without footers a hole keeps its place in any case")
            } else if draft.bins.kind() == Binning::Tree {
                Some("a tree has an order of its own")
            } else {
                draft
                    .bin_order
                    .position()
                    .is_by_size()
                    .then_some("the hole’s place is that of its size")
            }
        }
    ),
    entry!(
        "keep-runs",
        "Keep short runs",
        "Merging",
        "Whether a search that merges holes and still has too little leaves them merged: later searches examine one hole for \
         several, against words written for a request that they don’t serve.",
        Kind::Switch,
        switch!(keep_runs),
        |draft| (!matches!(draft.coalescing, Coalescing::OnAllocation))
            .then_some("no search merges holes")
    ),
    shared::COMMIT.held(choice!(commit, Commit)),
];
