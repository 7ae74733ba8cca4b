//! Owns the free list: the holes, linked through the `next_free` words of their headers.
//!
//! Runs only for structures that keep a free list. The list is singly linked, so unlinking a hole takes a walk, unless
//! the caller knows the hole before it.

use super::{Block, Heap};
use crate::header::{HEADER_BYTES, Header, NEXT_FREE};
use crate::observe::{Observer, Purpose, Verdict};
use crate::policies::Policies;
use crate::policy::free_order::Position;
use crate::region::Region;

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// Whether the heap links its holes in a free list.
    #[inline]
    pub(super) fn keeps_free_list(&self) -> bool {
        self.design().structure.keeps_free_list()
    }

    /// The hole after another on the free list.
    #[inline]
    pub(super) fn next_hole(&mut self, hole: Block) -> Option<Block> {
        self.note_read(hole.0 + NEXT_FREE, 1);
        self.hole_at(self.region.word(hole.0 + NEXT_FREE))
    }

    /// The hole that a `next_free` word points to.
    #[inline]
    pub(super) fn hole_at(&self, next_free: u32) -> Option<Block> {
        (next_free != 0).then(|| self.at(next_free))
    }

    /// Points the `next_free` word of a hole to another.
    fn set_next_hole(&mut self, hole: Block, next: Option<Block>) {
        let address = next.map_or(0, |next| next.0 + self.base() + HEADER_BYTES);
        self.set(hole, NEXT_FREE, address);
    }

    /// Links a new hole where the order of the free list puts it.
    pub(super) fn link_hole(&mut self, hole: Block) {
        self.link_hole_in(self.design().free_order.position(), hole);
    }

    /// Links a hole of a heap that begins with holes: after the others, unless their order is one of size.
    pub(super) fn link_given_hole(&mut self, hole: Block) {
        let position = match self.design().free_order.position() {
            by_size @ Position::BySize { .. } => by_size,
            Position::Head | Position::Tail | Position::ByAddress => Position::Tail,
        };
        self.link_hole_in(position, hole);
    }

    fn link_hole_in(&mut self, position: Position, hole: Block) {
        let before = match position {
            Position::Head => None,
            Position::Tail => self.roots.free_tail.map(Block),
            Position::ByAddress => self.last_hole_until(|block, _| block > hole),
            Position::BySize { ascends } => {
                let bytes = self.peek(hole).size;
                self.last_hole_until(|_, other| {
                    if ascends {
                        other.size > bytes
                    } else {
                        other.size < bytes
                    }
                })
            }
        };
        if before.map(|before| before.0) == self.roots.rover && self.precedes_search(hole) {
            self.roots.rover = Some(hole.0);
        }
        let next = match before {
            Some(before) => {
                let next = self.next_hole(before);
                self.set_next_hole(before, Some(hole));
                next
            }
            None => self.roots.free_head.replace(hole.0).map(Block),
        };
        self.set_next_hole(hole, next);
        if next.is_none() {
            self.roots.free_tail = Some(hole.0);
        }
    }

    /// Whether a hole that is linked right after the rover belongs before the place where a search resumes. At the head
    /// it does: the whole list comes after it. At the tail and by size it does not. In order of address its address decides.
    fn precedes_search(&self, hole: Block) -> bool {
        match self.design().free_order.position() {
            Position::Head => true,
            Position::Tail | Position::BySize { .. } => false,
            Position::ByAddress => self.roots.granted.is_some_and(|granted| hole.0 <= granted),
        }
    }

    /// Takes a hole off the list and returns the hole that was linked before it. `hint`, a hole on the list, is tried
    /// first.
    pub(super) fn unlink_hole(&mut self, hole: Block, hint: Option<Block>) -> Option<Block> {
        let before = self.hole_before(hole, hint);
        let next = self.next_hole(hole);
        match before {
            Some(before) => self.set_next_hole(before, next),
            None => self.roots.free_head = next.map(|next| next.0),
        }
        self.set_next_hole(hole, None);
        let before_offset = before.map(|before| before.0);
        if self.roots.free_tail == Some(hole.0) {
            self.roots.free_tail = before_offset;
        }
        if self.roots.rover == Some(hole.0) {
            self.roots.rover = before_offset;
        }
        before
    }

    /// The hole that ends at offset `end`.
    pub(super) fn hole_ending_at(&mut self, end: u32) -> Option<Block> {
        let end = end + self.base();
        self.walk_holes(|_, header| header.address() + header.size == end)
            .map(|(hole, _)| hole)
    }

    fn hole_before(&mut self, hole: Block, hint: Option<Block>) -> Option<Block> {
        if self.roots.free_head == Some(hole.0) {
            return None;
        }
        if let Some(hint) = hint
            && self.next_hole(hint) == Some(hole)
        {
            return Some(hint);
        }
        self.walk_holes(|block, _| block == hole)
            .expect("every hole is on the free list")
            .1
    }

    /// Puts a hole that has grown where its size belongs, if that is the order.
    pub(super) fn relink_grown(&mut self, hole: Block) {
        let by_size = matches!(self.design().free_order.position(), Position::BySize { .. });
        if self.keeps_free_list() && by_size {
            self.unlink_hole(hole, None);
            self.link_hole(hole);
        }
    }

    /// The last hole before the first that `is_after`.
    fn last_hole_until(&mut self, is_after: impl Fn(Block, Header) -> bool) -> Option<Block> {
        match self.walk_holes(is_after) {
            Some((_, before)) => before,
            None => self.roots.free_tail.map(Block),
        }
    }

    /// Walks the free list to the first hole that `wanted` accepts; returns it and the one before.
    fn walk_holes(
        &mut self,
        wanted: impl Fn(Block, Header) -> bool,
    ) -> Option<(Block, Option<Block>)> {
        let mut before = None;
        let mut cursor = self.roots.free_head.map(Block);
        while let Some(hole) = cursor {
            let mut found = false;
            self.examine(Purpose::Neighbour, hole, |header| {
                found = wanted(hole, header);
                Verdict::of(found)
            });
            if found {
                return Some((hole, before));
            }
            before = Some(hole);
            cursor = self.next_hole(hole);
        }
        None
    }
}
