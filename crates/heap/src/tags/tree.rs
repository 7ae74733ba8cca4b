//! Owns the best-fit tree: a treap of all holes by size, then by address. A node's two links are those of a list, with smaller
//! holes on the side of `next` and larger ones on that of `prev`; its priority is a hash of its offset, so that no word keeps
//! the balance.
//!
//! Each node that a walk comes to is a probe.

use super::{TagHeap, TagPolicies};
use crate::observe::{Observer, Purpose, Verdict};
use crate::region::Region;

/// The slot that names the root, which lies outside the region.
const ROOT: u32 = u32::MAX;

/// A node's priority; of two nodes, the one above has the greater one. Distinct for distinct offsets, since the factor is odd.
fn priority(hole: u32) -> u32 {
    // Knuth's multiplicative hash: 2³² by the golden ratio.
    hole.wrapping_mul(0x9E37_79B1)
}

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    fn at_slot(&mut self, slot: u32) -> u32 {
        if slot == ROOT {
            self.roots.head
        } else {
            self.follow(slot)
        }
    }

    fn set_slot(&mut self, slot: u32, hole: u32) {
        if slot == ROOT {
            self.roots.head = hole;
        } else {
            self.point(slot, hole);
        }
    }

    fn smaller(&self, hole: u32) -> u32 {
        hole + self.words().next_at
    }

    fn larger(&self, hole: u32) -> u32 {
        hole + self.words().prev_at
    }

    /// Goes down the way to a hole until a node is there at which to end, or none: the slot that names it, and the node.
    fn descend(&mut self, hole: u32, bytes: u32, ends_at: impl Fn(u32) -> bool) -> (u32, u32) {
        let nil = self.nil();
        let mut slot = ROOT;
        let mut cursor = self.at_slot(slot);
        while cursor != nil && !ends_at(cursor) && !self.observer.interrupts() {
            let its = self.examine(Purpose::Neighbour, cursor, |_| Verdict::Other);
            slot = if (bytes, hole) < (its, cursor) {
                self.smaller(cursor)
            } else {
                self.larger(cursor)
            };
            cursor = self.at_slot(slot);
        }
        (slot, cursor)
    }

    /// Plants a hole: down to where its priority puts it, where the subtree is parted in smaller and larger holes.
    pub(super) fn plant(&mut self, hole: u32, bytes: u32) {
        let nil = self.nil();
        let (slot, mut cursor) =
            self.descend(hole, bytes, |cursor| priority(cursor) <= priority(hole));
        self.set_slot(slot, hole);
        let (mut smaller, mut larger) = (self.smaller(hole), self.larger(hole));
        while cursor != nil && !self.observer.interrupts() {
            let its = self.examine(Purpose::Neighbour, cursor, |_| Verdict::Other);
            if (its, cursor) < (bytes, hole) {
                self.point(smaller, cursor);
                smaller = self.larger(cursor);
                cursor = self.follow(smaller);
            } else {
                self.point(larger, cursor);
                larger = self.smaller(cursor);
                cursor = self.follow(larger);
            }
        }
        self.point(smaller, nil);
        self.point(larger, nil);
    }

    /// Takes a hole out: its two subtrees become one.
    pub(super) fn uproot(&mut self, hole: u32, bytes: u32) {
        let nil = self.nil();
        let (mut slot, _) = self.descend(hole, bytes, |cursor| cursor == hole);
        let (smaller, larger) = (self.smaller(hole), self.larger(hole));
        let (mut small, mut large) = (self.follow(smaller), self.follow(larger));
        while small != nil && large != nil {
            if priority(small) > priority(large) {
                self.set_slot(slot, small);
                slot = self.larger(small);
                small = self.follow(slot);
            } else {
                self.set_slot(slot, large);
                slot = self.smaller(large);
                large = self.follow(slot);
            }
        }
        self.set_slot(slot, if small == nil { large } else { small });
    }

    /// The smallest hole of at least so many bytes, with its length; of equals, the one at the lowest address.
    pub(super) fn best_in_tree(&mut self, bytes: u32) -> Option<(u32, u32)> {
        let mut best = None;
        let mut cursor = self.roots.head;
        while cursor != self.nil() && !self.observer.interrupts() {
            let its = self.examine(Purpose::Placement, cursor, |its| {
                if its >= bytes {
                    Verdict::Held
                } else {
                    Verdict::TooSmall
                }
            });
            let slot = if its >= bytes {
                best = Some((cursor, its));
                self.smaller(cursor)
            } else {
                self.larger(cursor)
            };
            cursor = self.follow(slot);
        }
        best
    }
}
