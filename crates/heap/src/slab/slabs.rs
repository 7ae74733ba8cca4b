//! Owns slabs: the list of those with room, one for each class, their free objects, and how they are made and given back.
//!
//! A slab with a free object is on its class's list, linked both ways: first if it just got room, last if it is empty. The link back
//! of a list's first slab names the last one. A slab's free objects are linked one way, by the word at their start.

use super::sizes::number_of;
use super::{Held, SlabHeap, SlabPolicies};
use crate::observe::{Event, Extent, Observer, Purpose, Verdict};
use crate::policy::free_order::Position;
use crate::region::Region;
use crate::reply::{FreeError, Refusal};

/// Where in a descriptor its words lie.
pub(super) const NEXT_AT: u32 = 0;
pub(super) const PREV_AT: u32 = 4;
pub(super) const FREE_AT: u32 = 8;
pub(super) const COUNTS_AT: u32 = 12;

/// Where in a class's row the number of empty slabs lies.
pub(super) const EMPTY_AT: u32 = 4;

/// An object in a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) slab: u32,
    pub(super) at: u32,
    pub(super) bytes: u32,
}

impl<R: Region, P: SlabPolicies, O: Observer> SlabHeap<R, P, O> {
    /// Takes a free object of a class.
    pub(super) fn take_object(&mut self, bytes: u32) -> Result<Object, Refusal> {
        let class = number_of(self.design(), bytes);
        let (object, is_new) = match self.choose(class, bytes) {
            Some(object) => (object, false),
            None => (self.make_slab(class, bytes)?, true),
        };
        let descriptor = self.sizes.descriptor(object.slab);
        let next = self.pages.follow(object.at);
        self.pages.point(descriptor + FREE_AT, next);
        let live = self.live(descriptor);
        self.set_counts(descriptor, live + 1, bytes);
        if live == 0 && !is_new {
            let empty = self.empty(class);
            self.set_empty(class, empty - 1);
        }
        if next == self.pages.nil() {
            self.unlink(object.slab, class);
        }
        Ok(object)
    }

    /// The first free object of the slab that the design chooses, if the class has one with room.
    fn choose(&mut self, class: u32, bytes: u32) -> Option<Object> {
        let nil = self.pages.nil();
        let looks_for_fullest = self.design().slab_choice.looks_for_fullest();
        let mut slab = self.pages.follow(self.sizes.row(class));
        let mut best: Option<(Object, u32)> = None;
        while slab != nil && !self.pages.observer().interrupts() {
            let descriptor = self.sizes.descriptor(slab);
            let at = self.pages.follow(descriptor + FREE_AT);
            let object = Object { slab, at, bytes };
            if !looks_for_fullest {
                self.probe(Purpose::Placement, &object, Verdict::Taken);
                return Some(object);
            }
            let live = self.live(descriptor);
            if best.is_none_or(|(_, most)| live > most) {
                self.probe(Purpose::Placement, &object, Verdict::Held);
                best = Some((object, live));
            } else {
                self.probe(Purpose::Placement, &object, Verdict::Passed);
            }
            slab = self.pages.follow(descriptor + NEXT_AT);
        }
        best.map(|(object, _)| object)
    }

    /// Makes a slab for a class, with all its objects free, in order of address. Returns the first.
    fn make_slab(&mut self, class: u32, bytes: u32) -> Result<Object, Refusal> {
        let slab = match self.pages.lend(self.sizes.slab) {
            Err(Refusal::NoBlock) if self.give_back_empty() => self.pages.lend(self.sizes.slab)?,
            lent => lent?,
        };
        let first = slab + self.sizes.objects_at;
        let last = first + (self.sizes.objects(bytes) - 1) * bytes;
        let mut at = first;
        while at < last {
            self.pages.point(at, at + bytes);
            at += bytes;
        }
        let nil = self.pages.nil();
        self.pages.point(last, nil);
        let descriptor = self.sizes.descriptor(slab);
        self.pages.point(descriptor + FREE_AT, first);
        self.set_counts(descriptor, 0, bytes);
        self.link_first(slab, class);
        Ok(Object {
            slab,
            at: first,
            bytes,
        })
    }

    /// Makes a live object free, and gives its slab back if it was the last one and the class keeps empty slabs enough.
    pub(super) fn release_object(&mut self, object: Object) {
        let class = number_of(self.design(), object.bytes);
        let descriptor = self.sizes.descriptor(object.slab);
        let was_full = self.pages.follow(descriptor + FREE_AT) == self.pages.nil();
        self.link_object(&object, descriptor);
        let live = self.live(descriptor) - 1;
        self.set_counts(descriptor, live, object.bytes);
        if live > 0 {
            if was_full {
                self.link_first(object.slab, class);
            }
            return;
        }
        if !was_full {
            self.unlink(object.slab, class);
        }
        let empty = self.empty(class);
        if empty < self.design().empty_slabs {
            self.set_empty(class, empty + 1);
            self.link_last(object.slab, class);
        } else {
            self.pages.take_back(object.slab, self.sizes.slab);
        }
    }

    /// Links a free object where the list of its slab has it.
    fn link_object(&mut self, object: &Object, descriptor: u32) {
        let nil = self.pages.nil();
        let mut link = descriptor + FREE_AT;
        let mut next = self.pages.follow(link);
        if self.design().free_order.position() == Position::ByAddress {
            while next != nil && !self.pages.observer().interrupts() {
                let other = Object {
                    at: next,
                    ..*object
                };
                self.probe(Purpose::Neighbour, &other, Verdict::Other);
                if next > object.at {
                    break;
                }
                link = next;
                next = self.pages.follow(link);
            }
        }
        self.pages.point(object.at, next);
        self.pages.point(link, object.at);
    }

    /// Gives back all empty slabs of all classes. Returns whether there were any.
    pub(super) fn give_back_empty(&mut self) -> bool {
        let nil = self.pages.nil();
        let mut any = false;
        for class in 0..self.sizes.classes {
            if self.empty(class) == 0 {
                continue;
            }
            let mut slab = self.pages.follow(self.sizes.row(class));
            while slab != nil && !self.pages.observer().interrupts() {
                let descriptor = self.sizes.descriptor(slab);
                let next = self.pages.follow(descriptor + NEXT_AT);
                if self.live(descriptor) == 0 {
                    self.unlink(slab, class);
                    self.pages.take_back(slab, self.sizes.slab);
                    any = true;
                }
                slab = next;
            }
            self.set_empty(class, 0);
        }
        any
    }

    /// What is live at an address.
    pub(super) fn look_up(&mut self, address: u32) -> Result<Held, FreeError> {
        let at = address.wrapping_sub(self.pages.base());
        let slab = self.sizes.slab_of(at);
        if !self.pages.is_lent(slab) {
            return self.pages.look_up(address, 0).map(Held::Block);
        }
        let counts = self.pages.load(self.sizes.descriptor(slab) + COUNTS_AT);
        let (live, bytes) = (counts & 0xFFFF, counts >> 16);
        let within = at.checked_sub(slab + self.sizes.objects_at);
        let within = within.ok_or(FreeError::UnknownAddress)?;
        if !within.is_multiple_of(bytes) || within / bytes >= self.sizes.objects(bytes) {
            return Err(FreeError::UnknownAddress);
        }
        if live == 0 {
            return Err(FreeError::DoubleFree);
        }
        let object = Object { slab, at, bytes };
        self.probe(Purpose::Lookup, &object, Verdict::Found);
        Ok(Held::Object(object))
    }

    fn link_first(&mut self, slab: u32, class: u32) {
        let row = self.sizes.row(class);
        let head = self.pages.follow(row);
        self.link_before(slab, head);
        self.pages.point(row, slab);
    }

    fn link_last(&mut self, slab: u32, class: u32) {
        let head = self.pages.follow(self.sizes.row(class));
        if head == self.pages.nil() {
            self.link_first(slab, class);
            return;
        }
        let last = self.link_before(slab, head);
        let descriptor = self.sizes.descriptor(slab);
        let nil = self.pages.nil();
        self.pages.point(descriptor + NEXT_AT, nil);
        self.pages
            .point(self.sizes.descriptor(last) + NEXT_AT, slab);
    }

    /// Writes the links of a slab that goes between a list's last slab and its head, and the head's link back. Returns the last.
    fn link_before(&mut self, slab: u32, head: u32) -> u32 {
        let descriptor = self.sizes.descriptor(slab);
        let last = if head == self.pages.nil() {
            slab
        } else {
            let prev = self.sizes.descriptor(head) + PREV_AT;
            let last = self.pages.follow(prev);
            self.pages.point(prev, slab);
            last
        };
        self.pages.point(descriptor + NEXT_AT, head);
        self.pages.point(descriptor + PREV_AT, last);
        last
    }

    fn unlink(&mut self, slab: u32, class: u32) {
        let nil = self.pages.nil();
        let row = self.sizes.row(class);
        let head = self.pages.follow(row);
        let descriptor = self.sizes.descriptor(slab);
        let after = self.pages.follow(descriptor + NEXT_AT);
        let before = self.pages.follow(descriptor + PREV_AT);
        let first = if slab == head {
            self.pages.point(row, after);
            after
        } else {
            self.pages
                .point(self.sizes.descriptor(before) + NEXT_AT, after);
            head
        };
        let names_before = if after == nil { first } else { after };
        if names_before != nil {
            self.pages
                .point(self.sizes.descriptor(names_before) + PREV_AT, before);
        }
    }

    /// How many objects of a slab are live.
    fn live(&mut self, descriptor: u32) -> u32 {
        self.pages.load(descriptor + COUNTS_AT) & 0xFFFF
    }

    fn set_counts(&mut self, descriptor: u32, live: u32, bytes: u32) {
        self.pages.store(descriptor + COUNTS_AT, bytes << 16 | live);
    }

    /// How many empty slabs a class keeps.
    fn empty(&mut self, class: u32) -> u32 {
        self.pages.load(self.sizes.row(class) + EMPTY_AT)
    }

    fn set_empty(&mut self, class: u32, empty: u32) {
        self.pages.store(self.sizes.row(class) + EMPTY_AT, empty);
    }

    #[inline]
    fn probe(&mut self, purpose: Purpose, object: &Object, verdict: Verdict) {
        let event = Event::Probed {
            purpose,
            block: self.extent(object),
            address: self.pages.base() + object.at,
            payload_bytes: object.bytes,
            verdict,
        };
        self.pages.observer_mut().event(event);
    }

    /// The bytes of an object, with the descriptor before the first and the padding after the last.
    pub(super) fn extent(&self, object: &Object) -> Extent {
        let first = object.slab + self.sizes.objects_at;
        let last = first + (self.sizes.objects(object.bytes) - 1) * object.bytes;
        let start = if object.at == first {
            object.slab
        } else {
            object.at
        };
        let end = if object.at == last {
            object.slab + self.sizes.slab
        } else {
            object.at + object.bytes
        };
        Extent {
            start,
            bytes: end - start,
        }
    }
}
