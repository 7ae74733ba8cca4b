//! Owns the table at the region's start and the bounds of the memory after it: how many classes there are, which class a size
//! belongs to, and where the words lie.
//!
//! ```text
//! 0         4            4 + 4 W    …          …            …        front           first
//! ┌─────────┬────────────┬──────────┬──────────┬────────────┬────────┬───────────────┬───────────
//! │ summary │ W bitmaps  │ B heads  │ [B tails]│ Q quick    │ padding│ [sentinel]    │ blocks …
//! └─────────┴────────────┴──────────┴──────────┴────────────┴────────┴───────────────┴───────────
//! ```
//!
//! Bit `b` of the bitmaps says that class `b` has a hole, bit `w` of the summary that bitmap `w` is not zero. Tails are there
//! where holes are linked at the tail. One list and a tree have no bitmaps, and their heads are kept outside the region.
//!
//! Classes count in granules: each size below the bound has one, then each doubling has the same number of equal ones.

use super::design::{REGION_BYTES_MAX, TagDesign, round_up};
use super::policy::bin_order::BinOrder;
use super::policy::bins::Binning;
use crate::design::{DesignError, Reason};

const WORD: u32 = 4;

/// How many classes a table can have.
const CLASSES_MAX: u32 = 32 * 32;

/// The geometry of a heap's region, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// How many classes there are.
    pub(super) classes: u32,
    /// The first head.
    pub(super) heads_at: u32,
    /// The first tail.
    pub(super) tails_at: u32,
    /// The first quick list's head.
    pub(super) quick_at: u32,
    /// The end of the table.
    pub(super) end: u32,
    /// The end of the padding after the table; a sentinel may follow.
    pub(super) front: u32,
    /// The start of the first block.
    pub(super) first: u32,
    /// The end of the memory that blocks may have; a sentinel may follow.
    pub(super) limit: u32,
    /// The end of the memory that is used.
    pub(super) region: u32,
}

impl Table {
    /// The geometry of a region of this length.
    pub(super) const fn over(design: &TagDesign, region_bytes: u32) -> Result<Self, DesignError> {
        if design.base_address().checked_add(region_bytes).is_none() {
            return Err(DesignError {
                axis: "region-base",
                reason: Reason::BeyondAddressSpace,
            });
        }
        let region = if region_bytes < REGION_BYTES_MAX {
            region_bytes
        } else {
            REGION_BYTES_MAX
        };
        let layout = design.layout();
        let draft = design.draft();
        let has_table = matches!(
            draft.bins.constant(),
            Binning::Classes | Binning::RoundedClasses
        );
        let classes = if has_table {
            Spacing::of(design).class_of(region) + 1
        } else {
            0
        };
        if classes > CLASSES_MAX {
            return Err(DesignError {
                axis: "bins-per-doubling",
                reason: Reason::out_of_range(classes, (1, CLASSES_MAX)),
            });
        }
        let bitmaps = if has_table {
            WORD + classes.div_ceil(32) * WORD
        } else {
            0
        };
        let tails_at = bitmaps + classes * WORD;
        let quick_at = if matches!(draft.bin_order, BinOrder::Fifo) {
            tails_at + classes * WORD
        } else {
            tails_at
        };
        let end = quick_at + draft.quick_lists * WORD;
        let sentinels = draft.sentinels.constant();
        let sentinel_bytes = layout.header_bytes + layout.footer_bytes;
        let front_bytes = if sentinels.front { sentinel_bytes } else { 0 };
        let first =
            round_up(end + front_bytes + layout.header_bytes, layout.granule) - layout.header_bytes;
        let end_bytes = if sentinels.end {
            layout.header_bytes
        } else {
            0
        };
        let usable = region.saturating_sub(end_bytes).saturating_sub(first);
        let limit = first + (usable & !(layout.granule - 1));
        let table = Self {
            classes,
            heads_at: bitmaps,
            tails_at,
            quick_at,
            end,
            front: first - front_bytes,
            first,
            limit,
            region,
        };
        let Some(block_bytes) = design.block_bytes(0) else {
            return Err(table.too_small(design, u64::MAX));
        };
        if usable & !(layout.granule - 1) < block_bytes {
            let needed = first as u64 + block_bytes as u64 + end_bytes as u64;
            return Err(table.too_small(design, needed));
        }
        Ok(table)
    }

    const fn too_small(&self, design: &TagDesign, needed: u64) -> DesignError {
        DesignError {
            axis: if self.end > design.draft().alignment {
                "bins"
            } else if design.draft().minimum_bytes > design.draft().alignment {
                "minimum"
            } else {
                "alignment"
            },
            reason: Reason::NoBlockFits {
                block_bytes: needed,
                region_bytes: self.region,
            },
        }
    }
}

/// How classes are spaced, in granules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spacing {
    granule_log: u32,
    /// Sizes below two to this many granules have a class each.
    exact_log: u32,
    /// Each doubling from there on has two to this many classes.
    doubling_log: u32,
}

impl Spacing {
    #[inline]
    pub(super) const fn of(design: &TagDesign) -> Self {
        let granule_log = design.layout().granule.trailing_zeros();
        let doubling_log = design.draft().bins_per_doubling.trailing_zeros();
        let exact_log = design
            .draft()
            .bins_exact_bytes
            .trailing_zeros()
            .saturating_sub(granule_log);
        Self {
            granule_log,
            // A class of a doubling has at least one granule.
            exact_log: if exact_log < doubling_log {
                doubling_log
            } else {
                exact_log
            },
            doubling_log,
        }
    }

    /// The class of a block of so many bytes.
    #[inline]
    pub(super) const fn class_of(&self, bytes: u32) -> u32 {
        let granules = bytes >> self.granule_log;
        if granules >> self.exact_log == 0 {
            return granules;
        }
        let log = granules.ilog2();
        let within = (granules >> (log - self.doubling_log)) - (1 << self.doubling_log);
        (1 << self.exact_log) + ((log - self.exact_log) << self.doubling_log) + within
    }

    /// The first class in which every block has at least so many bytes.
    #[inline]
    pub(super) const fn class_above(&self, bytes: u32) -> u32 {
        let granules = bytes >> self.granule_log;
        if granules >> self.exact_log == 0 {
            return granules;
        }
        let step = (1 << (granules.ilog2() - self.doubling_log)) - 1;
        self.class_of((granules + step) << self.granule_log)
    }

    /// The least and the greatest length of a block of a class, in bytes.
    pub(super) const fn bounds(&self, class: u32) -> (u32, u32) {
        let granule = 1 << self.granule_log;
        let exact = 1 << self.exact_log;
        if class < exact {
            return (class * granule, class * granule);
        }
        let doubling = (class - exact) >> self.doubling_log;
        let within = (class - exact) & ((1 << self.doubling_log) - 1);
        let step_log = self.exact_log + doubling - self.doubling_log;
        let least = ((1 << self.doubling_log) + within) << step_log;
        let next = least + (1 << step_log);
        (least * granule, (next - 1) * granule)
    }
}

#[cfg(test)]
mod tests {
    use super::super::design::TagDraft;
    use super::*;

    /// Protects every search and every link: the classes part the sizes without a gap, and `class_above` is the first whose
    /// least block suffices.
    #[test]
    fn classes_part_all_sizes() {
        for (alignment, exact, per_doubling) in
            [(8, 512, 4), (4, 16, 32), (1, 16, 1), (16, 4096, 16)]
        {
            let design = TagDesign::of(TagDraft {
                alignment,
                bins_exact_bytes: exact,
                bins_per_doubling: per_doubling,
                ..TagDraft::PLAIN
            });
            let spacing = Spacing::of(&design);
            let granule = design.layout().granule;
            for granules in 0..20_000 {
                let bytes = granules * granule;
                let class = spacing.class_of(bytes);
                let (least, greatest) = spacing.bounds(class);
                assert!((least..=greatest).contains(&bytes), "{bytes} in {class}");
                let above = spacing.class_above(bytes);
                assert!(spacing.bounds(above).0 >= bytes, "{bytes} above {above}");
                assert!(
                    above == 0 || spacing.bounds(above - 1).0 < bytes,
                    "{bytes} below {above}"
                );
                assert_eq!(spacing.bounds(class + 1).0, greatest + granule);
            }
        }
    }
}
