//! Owns the invariants of a heap and the walk that checks them all. Meant for tests.

use super::sizes::number_of;
use super::slabs::{EMPTY_AT, PREV_AT};
use super::{SlabHeap, SlabPolicies};
use crate::heap::check::Violation;
use crate::observe::Observer;
use crate::policy::free_order::Position;
use crate::region::Region;
use crate::tally::{Tally, ensure};

impl<R: Region, P: SlabPolicies, O: Observer> SlabHeap<R, P, O> {
    /// Walks memory, the slabs and the lists, and compares them.
    ///
    /// # Errors
    /// The first invariant found broken. A heap whose words were overwritten may panic instead.
    pub fn check(&self) -> Result<(), Violation> {
        self.pages.check()?;
        let (mut with_room, mut listed) = (Tally::default(), Tally::default());
        for block in self.pages.blocks() {
            let slab = block.extent.start;
            if block.is_free || !self.pages.is_seen_lent(slab) {
                continue;
            }
            ensure(
                block.extent.bytes == self.sizes.slab && slab.is_multiple_of(self.sizes.slab),
                "a slab is as long as the design has it, and begins at a multiple of that",
                slab,
            )?;
            if self.check_slab(slab)? {
                with_room.add(slab, self.sizes.slab);
            }
        }
        for class in 0..self.sizes.classes {
            self.check_class(class, &mut listed)?;
        }
        ensure(
            with_room == listed,
            "the lists have the slabs with room of memory",
            0,
        )
    }

    /// Whether a slab has a free object.
    fn check_slab(&self, slab: u32) -> Result<bool, Violation> {
        let seen = self.seen(slab);
        ensure(
            self.design().object_bytes(seen.bytes) == Some(seen.bytes),
            "the objects of a slab are as long as a class has them",
            slab,
        )?;
        let first = slab + self.sizes.objects_at;
        let objects = self.sizes.objects(seen.bytes);
        let is_by_address = self.design().free_order.position() == Position::ByAddress;
        let (mut free, mut last, mut result) = (0, None, Ok(()));
        self.walk_free(slab, seen.bytes, seen.first_free, &mut |at| {
            let within = at - first;
            result = ensure(
                within.is_multiple_of(seen.bytes) && within / seen.bytes < objects,
                "a free object is one of its slab",
                at,
            )
            .and_then(|()| {
                ensure(
                    !is_by_address || last.is_none_or(|last| last < at),
                    "free objects are in order of address",
                    at,
                )
            });
            free += 1;
            last = Some(at);
            result.is_ok()
        });
        result?;
        let views = self.blocks().filter(|view| {
            view.is_object && view.is_free && self.sizes.slab_of(view.payload.start) == slab
        });
        ensure(
            views.count() as u32 == free,
            "no object is free twice",
            slab,
        )?;
        ensure(
            seen.live + free == objects,
            "the objects of a slab are live or free",
            slab,
        )?;
        Ok(free > 0)
    }

    fn check_class(&self, class: u32, listed: &mut Tally) -> Result<(), Violation> {
        let nil = self.pages.nil();
        let (mut last, mut empty, mut result) = (nil, 0, Ok(()));
        self.walk_slabs(class, &mut |slab| {
            let seen = self.seen(slab);
            let back = self.pages.link_at(self.sizes.descriptor(slab) + PREV_AT);
            result = ensure(
                last == nil || back == last,
                "links back agree with links on",
                slab,
            )
            .and_then(|()| {
                ensure(
                    number_of(self.design(), seen.bytes) == class,
                    "a slab is on the list of its class",
                    slab,
                )
            });
            empty += u32::from(seen.live == 0);
            listed.add(slab, self.sizes.slab);
            last = slab;
            result.is_ok()
        });
        result?;
        let head = self.pages.link_at(self.sizes.row(class));
        ensure(
            head == nil || self.pages.link_at(self.sizes.descriptor(head) + PREV_AT) == last,
            "the first slab’s link back names the last",
            class,
        )?;
        ensure(
            self.region().word(self.sizes.row(class) + EMPTY_AT) == empty
                && empty <= self.design().empty_slabs,
            "the empty slabs of a class are counted, and no more than it keeps",
            class,
        )
    }
}
