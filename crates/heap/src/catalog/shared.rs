//! Owns the axes that several families have: each one's id and all that is told of it, once.
//!
//! Does not own how a family's design holds the value, nor which values it refuses: each family's register says the first,
//! its design the second.

use super::{Axis, Kind, Value};
use crate::buddy::SMALLEST_RANGE;
use crate::design::ALIGNMENT_RANGE;
use crate::policy::SIZE_BYTES_MAX;
use crate::policy::coalescing::Coalescing;
use crate::policy::commit::Commit;
use crate::policy::end::End;
use crate::policy::free_order::FreeOrder;
use crate::policy::granted_end::GrantedEnd;
use crate::policy::oversize::Oversize;
use crate::policy::split::Split;
use crate::policy::zero::Zero;

/// Why a rover makes no difference to a placement that searches from the start.
pub(crate) const NO_ROVER: &str = "this placement keeps no rover";

/// What all families say of an axis.
#[derive(Clone, Copy)]
pub(crate) struct Shared {
    id: &'static str,
    title: &'static str,
    group: &'static str,
    summary: &'static str,
    kind: Kind,
}

/// How a family's values hold an axis: the functions that get it and set it.
pub(crate) type Accessors<T> = (fn(&T) -> Value, fn(&mut T, Value));

impl Shared {
    /// The axis of a family whose values hold it so.
    pub(crate) const fn held<T>(self, (get, set): Accessors<T>) -> Axis<T> {
        Axis {
            id: self.id,
            title: self.title,
            group: self.group,
            summary: self.summary,
            kind: self.kind,
            inert: |_| None,
            get,
            set,
        }
    }

    /// The same axis in a family that has policies of its own for it.
    pub(crate) const fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }
}

impl<T> Axis<T> {
    /// The same axis, where it makes no difference beside some values.
    pub(crate) const fn unless(self, inert: fn(&T) -> Option<&'static str>) -> Self {
        Self { inert, ..self }
    }
}

macro_rules! shared {
    ($($name:ident: $id:literal, $title:literal, $group:literal, $summary:literal, $kind:expr;)+) => {
        $(
            pub(crate) const $name: Shared = Shared {
                id: $id,
                title: $title,
                group: $group,
                summary: $summary,
                kind: $kind,
            };
        )+
    };
}

shared! {
    BASE: "region-base", "Region base", "Region",
        "The virtual address the region begins at, rounded up to the alignment; it moves every address and changes nothing else.",
        Kind::BASE;
    END: "end", "End of the heap", "Region",
        "How memory that no block has used yet comes into use: block by block, by what the last block lacks, or as one hole.",
        Kind::Choice(End::DOCS);
    ALIGNMENT: "alignment", "Alignment", "Sizes",
        "A number that divides every payload's address: a larger one suits hardware and leaves bits for flags, but rounds requests \
         up further.",
        Kind::bytes(ALIGNMENT_RANGE, true);
    MINIMUM: "minimum", "Minimum size", "Sizes",
        "The least payload a request gets: a larger one keeps holes useful, but wastes more on small requests.",
        Kind::bytes((1, SIZE_BYTES_MAX), false);
    SMALLEST_BLOCK: "smallest-block", "Smallest block", "Sizes",
        "The length of a block of order 0: a smaller one wastes less on small requests, and makes more orders and a longer table.",
        Kind::bytes(SMALLEST_RANGE, true);
    MAXIMUM: "maximum", "Maximum size", "Sizes",
        "The largest request granted in full: a bound keeps one request from taking the whole heap.",
        Kind::bytes((1, SIZE_BYTES_MAX), false);
    OVERSIZE: "oversize", "Beyond the maximum", "Sizes",
        "What a request beyond the maximum gets: a smaller block, or nothing.",
        Kind::Choice(Oversize::DOCS);
    ZERO: "zero", "Zero bytes", "Sizes",
        "What a request for zero bytes gets: a block of its own, or the null pointer.",
        Kind::Choice(Zero::DOCS);
    FREE_ORDER: "free-order", "Free list order", "Lists",
        "Where a new hole is linked on its free list: this decides which holes a search examines first, and what linking costs.",
        Kind::Choice(FreeOrder::DOCS);
    PLACEMENT: "placement", "Placement", "Allocating",
        "Which hole a request gets: the time of the search against the holes it leaves.",
        Kind::Choice(&[]);
    FREE_MOVES_ROVER: "free-moves-rover", "A free moves the rover", "Allocating",
        "Whether a search that resumes begins, after a free, with the hole that was freed, as Kernighan and Ritchie have it.",
        Kind::Switch;
    GRANTED_END: "granted-end", "Granted end", "Allocating",
        "Which part of a hole a block gets, if the hole is split.",
        Kind::Choice(GrantedEnd::DOCS);
    SPLIT: "split", "Split", "Allocating",
        "Whether a hole larger than the request is split: waste inside blocks against small holes between them.",
        Kind::Choice(Split::DOCS);
    REMAINDER_IN_PLACE: "remainder-in-place", "Remainder keeps its place", "Allocating",
        "Whether a split's remainder keeps the hole's place on the list of holes, instead of being linked like a new hole.",
        Kind::Switch;
    COALESCING: "coalescing", "Coalescing", "Merging",
        "When adjacent holes become one: the work of a request or of a free against holes too small to use.",
        Kind::Choice(Coalescing::DOCS);
    TRIM: "trim", "Trim", "Freeing",
        "Whether a free moves the heap's end down when the last block in memory is a hole: memory for others \
         against growing again soon.",
        Kind::Switch;
    COMMIT: "commit", "Commit", "Pages",
        "When a block gets its frames: at once, while other heaps could use them, or at the first touch, when none may be left.",
        Kind::Choice(Commit::DOCS);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::vec::Vec;

    use super::Axis;
    use crate::{buddy, catalog, slab, tags};

    type Texts = [&'static str; 3];

    /// What a family says of its axes, by their ids.
    fn said<T>(axes: &[Axis<T>]) -> Vec<(&'static str, Texts)> {
        let texts = |axis: &Axis<T>| (axis.id, [axis.title, axis.group, axis.summary]);
        axes.iter().map(texts).collect()
    }

    /// Protects whoever reads of an axis that several families have: it is one axis with one text.
    #[test]
    fn families_say_the_same_of_an_axis_that_they_share() {
        let families = [
            said(catalog::AXES),
            said(tags::catalog::AXES),
            said(buddy::catalog::AXES),
            said(slab::catalog::AXES),
        ];
        let mut known = BTreeMap::new();
        for (id, texts) in families.into_iter().flatten() {
            let first = *known.entry(id).or_insert(texts);
            assert_eq!(first, texts, "{id}");
        }
    }
}
