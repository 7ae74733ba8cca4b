//! Owns the arithmetic of classes and slabs: the classes by number, the tables at the region's start, and the places in a slab.
//!
//! ```text
//! 0             slabs                  end                       first
//! ┌─────────────┬──────────────────────┬─────────────────────────┬───────────────────────────────┐
//! │ class rows  │ [descriptors]        │ heads and orders        │ blocks of pages, slabs among  │
//! └─────────────┴──────────────────────┴─────────────────────────┴───────────────────────────────┘
//!
//! a class row:  │ first slab with room │ empty slabs │
//! a descriptor: │ next │ prev │ first free object │ live, object │
//! a slab:       │ [descriptor] │ object │ object │ … │ padding │
//! ```
//!
//! Heads and orders are the table of the buddies below.

use super::design::{DESCRIPTOR_BYTES, SlabDesign};
use crate::buddy::BLOCK_BYTES_MAX;

/// The length of a class's row: a link and a count.
const ROW_BYTES: u32 = 8;

/// The sizes of a heap, in bytes and from the region's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    /// How many classes there are.
    pub(super) classes: u32,
    /// The length of a slab.
    pub(super) slab: u32,
    /// Where in a slab its objects begin.
    pub(super) objects_at: u32,
    /// Where descriptors lie that are not on slabs.
    descriptors_at: u32,
    /// The end of the tables of this family.
    pub(super) table_end: u32,
}

impl Sizes {
    /// The sizes over a region of this length.
    pub(super) const fn over(design: &SlabDesign, region_bytes: u32) -> Self {
        let draft = design.draft();
        let is_on_slab = draft.descriptor.is_on_slab();
        let classes = number_of(design, draft.largest_object_bytes) + 1;
        let region = if region_bytes < BLOCK_BYTES_MAX {
            region_bytes
        } else {
            BLOCK_BYTES_MAX
        };
        let descriptors_at = classes * ROW_BYTES;
        let descriptors = if is_on_slab {
            0
        } else {
            region / draft.slab_bytes
        };
        Self {
            classes,
            slab: draft.slab_bytes,
            objects_at: if is_on_slab { DESCRIPTOR_BYTES } else { 0 },
            descriptors_at,
            table_end: descriptors_at + descriptors * DESCRIPTOR_BYTES,
        }
    }

    /// Where the row of a class lies.
    #[inline(always)]
    pub(super) const fn row(&self, class: u32) -> u32 {
        class * ROW_BYTES
    }

    /// Where the descriptor of a slab lies.
    #[inline(always)]
    pub(super) const fn descriptor(&self, slab: u32) -> u32 {
        if self.objects_at > 0 {
            slab
        } else {
            self.descriptors_at + slab / self.slab * DESCRIPTOR_BYTES
        }
    }

    /// Where descriptors lie that are not on slabs, from the start of the first to the end of the last.
    pub(super) const fn descriptors(&self) -> (u32, u32) {
        (self.descriptors_at, self.table_end)
    }

    /// The slab in whose place an offset lies.
    #[inline(always)]
    pub(super) const fn slab_of(&self, offset: u32) -> u32 {
        offset & !(self.slab - 1)
    }

    /// How many objects of a length a slab has.
    #[inline(always)]
    pub(super) const fn objects(&self, object_bytes: u32) -> u32 {
        (self.slab - self.objects_at) / object_bytes
    }
}

/// The number of the class of an object's length, which is one.
#[inline]
pub(super) const fn number_of(design: &SlabDesign, object_bytes: u32) -> u32 {
    let smallest = design.draft().smallest_object_bytes;
    if object_bytes <= smallest {
        return 0;
    }
    let per_doubling = design.draft().classes_per_doubling;
    let below = 1 << (31 - (object_bytes - 1).leading_zeros());
    // Doublings whose classes are the multiples of the smallest object have fewer: 1, 2, 4 …
    let doublings = (below / smallest).trailing_zeros();
    let full = per_doubling.trailing_zeros();
    let before = if doublings < full {
        (1 << doublings) - 1
    } else {
        per_doubling - 1 + (doublings - full) * per_doubling
    };
    before + (object_bytes - below) / design.step_after(below)
}

#[cfg(test)]
mod tests {
    use super::super::design::{SlabDesign, SlabDraft};
    use super::number_of;

    /// Protects the rows of classes: each length that a request may get has a number of its own, and they leave none out.
    #[test]
    fn classes_are_numbered_one_by_one() {
        for (smallest, per_doubling) in [8, 16, 64]
            .into_iter()
            .flat_map(|smallest| [1, 2, 4, 8].map(|per_doubling| (smallest, per_doubling)))
        {
            let design = SlabDesign::of(SlabDraft {
                smallest_object_bytes: smallest,
                classes_per_doubling: per_doubling,
                ..SlabDraft::PLAIN
            });
            let (mut last, mut next) = (0, 0);
            for bytes in 0..=256 {
                let object_bytes = design.object_bytes(bytes).expect("an object");
                assert!(object_bytes >= bytes);
                if object_bytes != last {
                    assert_eq!(number_of(&design, object_bytes), next, "{object_bytes}");
                    next += 1;
                    last = object_bytes;
                }
            }
            assert_eq!(design.object_bytes(257), None);
        }
    }
}
