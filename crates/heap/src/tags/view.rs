//! Owns reading a heap from outside, in order of memory and of its lists. These reads are not counted and no observer sees them.

use super::policy::bins::Binning;
use super::{FREE, QUICK, TagHeap, TagPolicies, Words, extent};
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// A block as it stands in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagView {
    /// The whole block, header and footer included.
    pub extent: Extent,
    /// The virtual address of its payload.
    pub address: u32,
    /// Its payload's length in bytes.
    pub payload_bytes: u32,
    /// Whether it is a hole.
    pub is_free: bool,
    /// Whether it is on a quick list.
    pub is_quick: bool,
}

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// All blocks, in order of address. They cover the heap without a gap. None without headers, where live blocks don't know
    /// their size.
    pub fn blocks(&self) -> impl Iterator<Item = TagView> + '_ {
        let words = self.words();
        let mut start = self.table.first;
        core::iter::from_fn(move || {
            if words.header_bytes == 0 || start >= self.roots.end {
                return None;
            }
            let view = self.view_of(start, &words);
            // A length of zero, in a heap that was damaged, ends the walk.
            start = if view.extent.bytes == 0 {
                self.roots.end
            } else {
                start + view.extent.bytes
            };
            Some(view)
        })
    }

    /// The block that begins at `start`, which must be that of a block that knows its size.
    pub fn view(&self, start: u32) -> TagView {
        self.view_of(start, &self.words())
    }

    fn view_of(&self, start: u32, words: &Words) -> TagView {
        let size = self.region.word(start + words.size_at);
        let bytes = words.bytes(size);
        TagView {
            extent: extent(start, bytes),
            address: self.base() + start + words.header_bytes,
            payload_bytes: bytes.saturating_sub(words.header_bytes + words.footer_bytes),
            is_free: words.header_bytes == 0 || size & words.flags & FREE != 0,
            is_quick: size & words.flags & QUICK != 0,
        }
    }

    /// The bytes that no block may have: before the first one, and at the region's end.
    pub fn tables(&self) -> [Extent; 2] {
        let limit = self.table.limit;
        [
            extent(0, self.table.first),
            extent(limit, self.region.bytes() - limit),
        ]
    }

    /// All holes, list by list.
    pub fn holes(&self, visit: &mut dyn FnMut(Extent)) {
        for bin in 0..self.bins() {
            self.walk_bin(bin, &mut |hole| {
                visit(hole.extent);
                true
            });
        }
    }

    /// How many lists of holes there are: one for each class, or one.
    pub fn bins(&self) -> u32 {
        self.table.classes.max(1)
    }

    /// The least and the greatest length of a hole on a list, in bytes, where it has those of some sizes alone.
    pub fn bin_bounds(&self, bin: u32) -> Option<(u32, u32)> {
        matches!(self.binning(), Binning::Classes | Binning::RoundedClasses)
            .then(|| self.spacing().bounds(bin))
    }

    /// The holes of a list, in its order; those of a tree from the smallest to the largest. Ends when `visit` returns `false`.
    pub fn walk_bin(&self, bin: u32, visit: &mut dyn FnMut(TagView) -> bool) {
        if self.binning() == Binning::Tree {
            self.walk_tree(self.roots.head, visit);
            return;
        }
        let mut hole = self.head_of(bin);
        // More holes than the region has room for are a loop in a heap that was damaged.
        let mut left = self.table.region / 4;
        while hole != self.nil() && left > 0 && visit(self.view(hole)) {
            hole = self.link_at(hole + self.words().next_at);
            left -= 1;
        }
    }

    fn walk_tree(&self, node: u32, visit: &mut dyn FnMut(TagView) -> bool) -> bool {
        let words = self.words();
        node == self.nil()
            || (self.walk_tree(self.link_at(node + words.next_at), visit)
                && visit(self.view(node))
                && self.walk_tree(self.link_at(node + words.prev_at), visit))
    }

    /// The blocks of a quick list, the one freed last first. Ends when `visit` returns `false`.
    pub fn walk_quick(&self, list: u32, visit: &mut dyn FnMut(TagView) -> bool) {
        let mut block = self.link_at(self.table.quick_at + list * 4);
        let mut left = self.table.region / 4;
        while block != self.nil() && left > 0 && visit(self.view(block)) {
            block = self.link_at(block + self.words().next_at);
            left -= 1;
        }
    }

    /// The length of a block on a quick list.
    pub fn quick_bytes(&self, list: u32) -> u32 {
        let smallest = self.design().block_bytes(0).unwrap_or(0);
        smallest + list * self.words().granule
    }

    /// The first hole of a list.
    pub(super) fn head_of(&self, bin: u32) -> u32 {
        if self.table.classes > 0 {
            self.link_at(self.table.heads_at + bin * 4)
        } else {
            self.roots.head
        }
    }

    /// The block that a link names.
    pub(super) fn link_at(&self, at: u32) -> u32 {
        self.region.word(at).wrapping_sub(self.base())
    }
}
