//! Owns reading a heap from outside, in order of memory and of its lists. These reads are not counted and no observer sees them.

use super::design::SLAB_BYTES_MAX;
use super::slabs::{COUNTS_AT, FREE_AT, NEXT_AT, Object};
use super::{SlabHeap, SlabPolicies};
use crate::buddy::BuddyView;
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// An object or a block of pages as it stands in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlabView {
    /// All of it, with the descriptor before a slab's first object and the padding after its last.
    pub extent: Extent,
    /// The bytes that a program may have.
    pub payload: Extent,
    /// Whether it is free.
    pub is_free: bool,
    /// Whether it is an object in a slab.
    pub is_object: bool,
}

/// The most objects of a slab.
const OBJECTS_MAX: usize = SLAB_BYTES_MAX as usize / 8;

/// A slab as it stands in the region.
pub(super) struct Seen {
    pub(super) slab: u32,
    pub(super) bytes: u32,
    pub(super) live: u32,
    /// The first free object; `nil` where there is none.
    pub(super) first_free: u32,
    free: [u64; OBJECTS_MAX / 64],
}

impl<R: Region, P: SlabPolicies, O: Observer> SlabHeap<R, P, O> {
    /// All objects and blocks, in order of address. They cover the memory that blocks may have without a gap.
    pub fn blocks(&self) -> impl Iterator<Item = SlabView> + '_ {
        self.pages.blocks().flat_map(move |block| {
            let start = block.extent.start;
            let is_slab = !block.is_free && self.pages.is_seen_lent(start);
            let seen = is_slab.then(|| self.seen(start));
            let parts = seen
                .as_ref()
                .map_or(1, |seen| self.sizes.objects(seen.bytes));
            (0..parts).map(move |n| match &seen {
                None => of_pages(&block),
                Some(seen) => self.object(seen, n),
            })
        })
    }

    /// The object or the block that begins at an offset.
    pub fn view(&self, start: u32) -> SlabView {
        let slab = self.sizes.slab_of(start);
        if !self.pages.is_seen_lent(slab) {
            return of_pages(&self.pages.view(start));
        }
        let seen = self.seen(slab);
        let within = start.saturating_sub(slab + self.sizes.objects_at);
        self.object(&seen, within / seen.bytes)
    }

    fn object(&self, seen: &Seen, n: u32) -> SlabView {
        let at = seen.slab + self.sizes.objects_at + n * seen.bytes;
        let is_free = seen.free[n as usize / 64] >> (n % 64) & 1 != 0;
        self.object_at(seen.slab, at, seen.bytes, is_free)
    }

    fn object_at(&self, slab: u32, at: u32, bytes: u32, is_free: bool) -> SlabView {
        SlabView {
            extent: self.extent(&Object { slab, at, bytes }),
            payload: Extent { start: at, bytes },
            is_free,
            is_object: true,
        }
    }

    /// A slab, by its start.
    pub(super) fn seen(&self, slab: u32) -> Seen {
        let descriptor = self.sizes.descriptor(slab);
        let counts = self.region().word(descriptor + COUNTS_AT);
        let (live, bytes) = (counts & 0xFFFF, counts >> 16);
        let first_free = self.pages.link_at(descriptor + FREE_AT);
        let mut free = [0; OBJECTS_MAX / 64];
        let objects = self.sizes.objects(bytes);
        self.walk_free(slab, bytes, first_free, &mut |at| {
            let n = (at - slab - self.sizes.objects_at) / bytes;
            free[n as usize / 64] |= 1 << (n % 64);
            n < objects
        });
        Seen {
            slab,
            bytes,
            live,
            first_free,
            free,
        }
    }

    /// The free objects of a slab along its list, by their starts, until `visit` returns `false`.
    pub(super) fn walk_free(
        &self,
        slab: u32,
        bytes: u32,
        first_free: u32,
        visit: &mut dyn FnMut(u32) -> bool,
    ) {
        let first = slab + self.sizes.objects_at;
        // More objects than a slab has are a loop in a heap that was damaged.
        let mut left = self.sizes.objects(bytes);
        let mut at = first_free;
        while at != self.pages.nil() && left > 0 {
            if at < first || at >= slab + self.sizes.slab || !visit(at) {
                return;
            }
            at = self.pages.link_at(at);
            left -= 1;
        }
    }

    /// The slabs of a class with room, along their list, by their starts, until `visit` returns `false`.
    pub(super) fn walk_slabs(&self, class: u32, visit: &mut dyn FnMut(u32) -> bool) {
        let mut left = self.end() / self.sizes.slab;
        let mut slab = self.pages.link_at(self.sizes.row(class));
        while slab != self.pages.nil() && left > 0 && visit(slab) {
            slab = self.pages.link_at(self.sizes.descriptor(slab) + NEXT_AT);
            left -= 1;
        }
    }

    /// The free objects of a class: of each slab on the class's list, along its own. Ends when `visit` returns `false`.
    pub fn walk_objects(&self, class: u32, visit: &mut dyn FnMut(SlabView) -> bool) {
        self.walk_slabs(class, &mut |slab| {
            let seen = self.seen(slab);
            let mut goes_on = true;
            self.walk_free(slab, seen.bytes, seen.first_free, &mut |at| {
                goes_on = visit(self.object_at(slab, at, seen.bytes, true));
                goes_on
            });
            goes_on
        });
    }

    /// The first object of a slab, which begins where the slab does.
    pub(super) fn first_object(&self, slab: u32) -> SlabView {
        self.object(&self.seen(slab), 0)
    }

    /// How many classes there are.
    pub fn classes(&self) -> u32 {
        self.sizes.classes
    }

    /// The bytes that no block may have: before the first one, and at the region's end.
    pub fn tables(&self) -> [Extent; 2] {
        self.pages.tables()
    }
}

/// A block of pages that is no slab.
pub(super) fn of_pages(block: &BuddyView) -> SlabView {
    SlabView {
        extent: block.extent,
        payload: block.extent,
        is_free: block.is_free,
        is_object: false,
    }
}
