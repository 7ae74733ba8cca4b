//! Owns the designs of this family that have names; `docs/slab-rules.md` says how they differ from what they are named after.

use super::design::{SlabDesign, SlabDraft};
use super::policy::descriptor::Descriptor;
use crate::policies::Fixed;

/// Slabs for small regions: four classes for each doubling, slabs of 1 KiB with their descriptor on them (Bonwick, 1994).
pub const SLAB: SlabDesign = SlabDesign::of(SlabDraft::PLAIN);

/// The shape of Linux's `kmalloc`: slabs of whole pages, described in a table of pages, over buddies.
pub const LINUX_LIKE_SLAB: SlabDesign = SlabDesign::of(SlabDraft {
    smallest_block_bytes: 4096,
    slab_bytes: 16_384,
    largest_object_bytes: 8192,
    classes_per_doubling: 2,
    descriptor: Descriptor::Table,
    empty_slabs: 5,
    ..SlabDraft::PLAIN
});

/// [`SLAB`] as a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slab;

impl Fixed for Slab {
    type Design = SlabDesign;
    const DESIGN: SlabDesign = SLAB;
}

/// [`LINUX_LIKE_SLAB`] as a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct LinuxLikeSlab;

impl Fixed for LinuxLikeSlab {
    type Design = SlabDesign;
    const DESIGN: SlabDesign = LINUX_LIKE_SLAB;
}
