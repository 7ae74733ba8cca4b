//! Owns the designs of this family that have names; `docs/buddy-rules.md` says how they differ from what they are named after.

use super::design::{BuddyDesign, BuddyDraft};
use super::policy::buddy_state::BuddyState;
use crate::policies::Fixed;

/// The binary buddy system as textbooks draw it: no header, merged at every free (Knuth, TAOCP 1, 2.5; Silberschatz).
pub const BINARY_BUDDY: BuddyDesign = BuddyDesign::of(BuddyDraft::PLAIN);

/// The shape of Linux's page allocator: whole pages in blocks of up to 4 MiB, and for each page the order and the state of the
/// block that begins there.
pub const LINUX_LIKE_BUDDY: BuddyDesign = BuddyDesign::of(BuddyDraft {
    smallest_block_bytes: 4096,
    largest_block_bytes: 4 << 20,
    buddy_state: BuddyState::Orders,
    ..BuddyDraft::PLAIN
});

/// [`BINARY_BUDDY`] as a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct BinaryBuddy;

impl Fixed for BinaryBuddy {
    type Design = BuddyDesign;
    const DESIGN: BuddyDesign = BINARY_BUDDY;
}

/// [`LINUX_LIKE_BUDDY`] as a type.
#[derive(Clone, Copy, Debug, Default)]
pub struct LinuxLikeBuddy;

impl Fixed for LinuxLikeBuddy {
    type Design = BuddyDesign;
    const DESIGN: BuddyDesign = LINUX_LIKE_BUDDY;
}
