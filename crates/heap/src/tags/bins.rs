//! Owns the lists of holes and the words that lead to them: heads, tails, bitmaps. Does not own the tree ([`tree`](super::tree)),
//! nor which hole a search takes.

use super::policy::bin_order::Position;
use super::policy::bins::Binning;
use super::table::Spacing;
use super::{TagHeap, TagPolicies};
use crate::observe::{Observer, Purpose, Verdict};
use crate::region::Region;

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    #[inline(always)]
    pub(super) fn binning(&self) -> Binning {
        self.design().bins.kind()
    }

    #[inline(always)]
    pub(super) fn spacing(&self) -> Spacing {
        Spacing::of(self.design())
    }

    /// The list that a hole of so many bytes is on.
    #[inline(always)]
    pub(super) fn bin_of(&self, bytes: u32) -> u32 {
        match self.binning() {
            Binning::Classes | Binning::RoundedClasses => self.spacing().class_of(bytes),
            Binning::OneList | Binning::Tree => 0,
        }
    }

    #[inline(always)]
    fn has_table(&self) -> bool {
        matches!(self.binning(), Binning::Classes | Binning::RoundedClasses)
    }

    /// The first hole of a list.
    #[inline(always)]
    pub(super) fn head(&mut self, bin: u32) -> u32 {
        if self.has_table() {
            let at = self.table.heads_at + bin * 4;
            return self.load(at).wrapping_sub(self.base());
        }
        self.roots.head
    }

    /// Names the first hole of a list; `was` is the one before.
    #[inline]
    fn set_head(&mut self, bin: u32, hole: u32, was: u32) {
        if !self.has_table() {
            self.roots.head = hole;
            return;
        }
        let at = self.table.heads_at + bin * 4;
        self.point(at, hole);
        if hole == self.nil() {
            self.mark(bin, false);
        } else if was == self.nil() {
            self.mark(bin, true);
        }
    }

    /// Says in the bitmaps whether a list has holes.
    #[inline]
    fn mark(&mut self, bin: u32, has_holes: bool) {
        let (word, bit) = (bin / 32, 1 << (bin % 32));
        let at = 4 + word * 4;
        let bits = self.load(at);
        let new = if has_holes { bits | bit } else { bits & !bit };
        self.store(at, new);
        if bits == 0 || new == 0 {
            let summary = self.load(0);
            let bit = 1 << word;
            self.store(
                0,
                if has_holes {
                    summary | bit
                } else {
                    summary & !bit
                },
            );
        }
    }

    /// The first list from `bin` on that has a hole.
    #[inline]
    pub(super) fn occupied_from(&mut self, bin: u32) -> Option<u32> {
        if bin >= self.table.classes {
            return None;
        }
        let word = bin / 32;
        let bits = self.load(4 + word * 4) & (u32::MAX << (bin % 32));
        if bits != 0 {
            return Some(word * 32 + bits.trailing_zeros());
        }
        // Two shifts, since the last word has no words after it and 32 is too far for one.
        let words = self.load(0) & ((u32::MAX << word) << 1);
        if words == 0 {
            return None;
        }
        let word = words.trailing_zeros();
        let bits = self.load(4 + word * 4);
        Some(word * 32 + bits.trailing_zeros())
    }

    #[inline(always)]
    fn keeps_tails(&self) -> bool {
        self.design().bin_order.position() == Position::Tail
    }

    #[inline(always)]
    fn tail(&mut self, bin: u32) -> u32 {
        if self.has_table() {
            let at = self.table.tails_at + bin * 4;
            return self.follow_tail(at);
        }
        self.roots.tail
    }

    /// A tail's word is 0 where its list is empty, as a head's is.
    fn follow_tail(&mut self, at: u32) -> u32 {
        self.load(at).wrapping_sub(self.base())
    }

    #[inline]
    fn set_tail(&mut self, bin: u32, hole: u32) {
        if self.has_table() {
            let at = self.table.tails_at + bin * 4;
            self.point(at, hole);
        } else {
            self.roots.tail = hole;
        }
    }

    /// The hole after this one on its list.
    #[inline(always)]
    pub(super) fn next(&mut self, hole: u32) -> u32 {
        let at = hole + self.words().next_at;
        self.follow(at)
    }

    /// The hole before this one on its list, where holes are linked both ways.
    #[inline(always)]
    pub(super) fn prev(&mut self, hole: u32) -> u32 {
        let at = hole + self.words().prev_at;
        self.follow(at)
    }

    #[inline(always)]
    pub(super) fn set_next(&mut self, hole: u32, next: u32) {
        let at = hole + self.words().next_at;
        self.point(at, next);
    }

    #[inline(always)]
    fn set_prev(&mut self, hole: u32, prev: u32) {
        if self.words().is_double {
            let at = hole + self.words().prev_at;
            self.point(at, prev);
        }
    }

    /// Whether the heap keeps in mind which hole ends where it ends.
    #[inline(always)]
    fn minds_end(&self) -> bool {
        !self.design().end.is_whole()
    }

    #[inline(always)]
    pub(super) fn note_last(&mut self, hole: u32, bytes: u32) {
        if self.minds_end() && hole + bytes == self.roots.end {
            self.roots.last_hole = hole;
        }
    }

    /// Links a hole where the order has it. Returns the hole before it on its list.
    #[inline]
    pub(super) fn link(&mut self, hole: u32, bytes: u32) -> u32 {
        self.note_last(hole, bytes);
        if self.binning() == Binning::Tree {
            self.plant(hole, bytes);
            return self.nil();
        }
        let bin = self.bin_of(bytes);
        let head = self.head(bin);
        let (before, after) = match self.design().bin_order.position() {
            Position::Head => (self.nil(), head),
            Position::Tail => (self.tail(bin), self.nil()),
            Position::ByAddress => self.place_on(head, |other, _| other < hole),
            Position::BySize => self.place_on(head, |_, other_bytes| other_bytes <= bytes),
            Position::BySizeNewestFirst => {
                self.place_on(head, |_, other_bytes| other_bytes < bytes)
            }
        };
        self.insert(bin, hole, before, after);
        before
    }

    /// Links a hole at the tail of its list, unless that is one by size.
    pub(super) fn link_last(&mut self, hole: u32, bytes: u32) {
        let has_no_tail = matches!(
            self.design().bin_order.position(),
            Position::BySize | Position::BySizeNewestFirst
        );
        if self.binning() == Binning::Tree || has_no_tail {
            self.link(hole, bytes);
            return;
        }
        self.note_last(hole, bytes);
        let bin = self.bin_of(bytes);
        let head = self.head(bin);
        let (before, after) = if self.keeps_tails() {
            (self.tail(bin), self.nil())
        } else {
            self.place_on(head, |_, _| true)
        };
        self.insert(bin, hole, before, after);
    }

    /// The holes between which a hole belongs: the last one for which `precedes` holds, and the one after it. Each hole that is
    /// looked at is a probe.
    pub(super) fn place_on(
        &mut self,
        head: u32,
        precedes: impl Fn(u32, u32) -> bool,
    ) -> (u32, u32) {
        let (mut before, mut after) = (self.nil(), head);
        while after != self.nil() && !self.observer.interrupts() {
            let mut precedes_it = false;
            self.examine(Purpose::Neighbour, after, |bytes| {
                precedes_it = precedes(after, bytes);
                Verdict::of(!precedes_it)
            });
            if !precedes_it {
                break;
            }
            before = after;
            after = self.next(after);
        }
        (before, after)
    }

    /// Links a hole between two neighbours on a list.
    #[inline]
    pub(super) fn insert(&mut self, bin: u32, hole: u32, before: u32, after: u32) {
        let nil = self.nil();
        self.set_next(hole, after);
        self.set_prev(hole, before);
        if before == nil {
            self.set_head(bin, hole, after);
        } else {
            self.set_next(before, hole);
        }
        if after != nil {
            self.set_prev(after, hole);
        } else if self.keeps_tails() {
            self.set_tail(bin, hole);
        }
    }

    /// The hole before this one on its list: by its link, or else by a walk, in which each hole is a probe.
    #[inline]
    pub(super) fn before_on_list(&mut self, bin: u32, hole: u32) -> u32 {
        if self.words().is_double {
            return self.prev(hole);
        }
        let (mut before, mut cursor) = (self.nil(), self.head(bin));
        while cursor != hole && cursor != self.nil() && !self.observer.interrupts() {
            self.examine(Purpose::Neighbour, cursor, |_| Verdict::Other);
            before = cursor;
            cursor = self.next(cursor);
        }
        before
    }

    /// Takes a hole off its list or out of the tree. `before` is the hole before it, if that is known. Returns that.
    #[inline]
    pub(super) fn unlink(&mut self, hole: u32, bytes: u32, before: Option<u32>) -> u32 {
        self.unlink_from(self.bin_of(bytes), hole, bytes, before)
    }

    /// As [`unlink`](Self::unlink), of a hole whose list is known.
    #[inline]
    pub(super) fn unlink_from(
        &mut self,
        bin: u32,
        hole: u32,
        bytes: u32,
        before: Option<u32>,
    ) -> u32 {
        let nil = self.nil();
        if self.minds_end() && self.roots.last_hole == hole {
            self.roots.last_hole = nil;
        }
        if self.binning() == Binning::Tree {
            self.uproot(hole, bytes);
            return nil;
        }
        let before = match before {
            Some(before) if !self.words().is_double => before,
            _ => self.before_on_list(bin, hole),
        };
        let after = self.next(hole);
        if before == nil {
            self.set_head(bin, after, hole);
        } else {
            self.set_next(before, after);
        }
        if after != nil {
            self.set_prev(after, before);
        } else if self.keeps_tails() {
            self.set_tail(bin, before);
        }
        if self.design().placement.resumes() && self.roots.rover == hole {
            self.roots.rover = before;
        }
        before
    }

    /// Puts what is left of a hole in its place on the list. `before` is the hole before, if that is known. Returns that.
    pub(super) fn replace(&mut self, hole: u32, new: u32, bytes: u32, before: Option<u32>) -> u32 {
        let bin = self.bin_of(bytes);
        let before = match before {
            Some(before) if !self.words().is_double => before,
            _ => self.before_on_list(bin, hole),
        };
        if self.roots.last_hole == hole {
            self.roots.last_hole = self.nil();
        }
        if new != hole {
            let after = self.next(hole);
            self.insert(bin, new, before, after);
        }
        before
    }

    /// Empties all lists, or the tree.
    pub(super) fn clear_bins(&mut self) {
        let nil = self.nil();
        if self.has_table() {
            for at in (0..self.table.quick_at).step_by(4) {
                self.store(at, 0);
            }
        }
        self.roots.head = nil;
        self.roots.tail = nil;
        self.roots.rover = nil;
        self.roots.last_hole = nil;
    }
}
