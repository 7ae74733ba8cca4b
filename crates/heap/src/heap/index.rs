//! Owns the optional index: a table of all blocks, sorted by address, that grows down from the region's end.
//!
//! An entry is two words, the address of a block's payload and the virtual address of the header linked before
//! it (0 at the list's head), so that a look-up in the table replaces a walk along the list:
//!
//! ```text
//!   … heap │ beyond the end │ entry n−1 │ … │ entry 1 │ entry 0 │
//!                             highest address          lowest    region's end
//! ```
//!
//! A block at the heap's end, by far the most frequent, is added at the growing end and shifts nothing.

use super::Heap;
use crate::header::HEADER_BYTES;
use crate::observe::Observer;
use crate::policies::Policies;
use crate::region::Region;

/// The length of an entry in bytes.
pub(super) const ENTRY_BYTES: u32 = 8;

/// One entry.
pub(super) struct Entry {
    /// The address of the block's payload.
    pub(super) address: u32,
    /// The virtual address of the header linked before the block's, or 0.
    pub(super) previous: u32,
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    #[inline]
    pub(super) fn indexed(&self) -> bool {
        self.design().lookup.indexed()
    }

    /// The bytes of the region that the index occupies, as offsets; empty where the design keeps none.
    pub fn index_range(&self) -> core::ops::Range<u32> {
        self.index_start(0)..self.index_end()
    }

    /// Where the index would begin with `new` more entries.
    pub(super) fn index_start(&self, new: u32) -> u32 {
        self.index_start_of(self.roots.index_entries + new)
    }

    /// Where the index would begin with so many entries.
    pub(super) fn index_start_of(&self, entries: u32) -> u32 {
        self.index_end().saturating_sub(entries * ENTRY_BYTES)
    }

    fn index_end(&self) -> u32 {
        self.region.bytes() / ENTRY_BYTES * ENTRY_BYTES
    }

    fn entry_offset(&self, n: u32) -> u32 {
        self.index_end() - (n + 1) * ENTRY_BYTES
    }

    pub(super) fn entry(&self, n: u32) -> Entry {
        let offset = self.entry_offset(n);
        Entry {
            address: self.region.word(offset),
            previous: self.region.word(offset + 4),
        }
    }

    fn set_entry(&mut self, n: u32, entry: Entry) {
        let offset = self.entry_offset(n);
        self.note_write(offset, 2);
        self.region.set_word(offset, entry.address);
        self.region.set_word(offset + 4, entry.previous);
    }

    /// Binary search: the entry of `address`, or where it would stand.
    fn index_position(&mut self, address: u32) -> Result<u32, u32> {
        let (mut low, mut high) = (0, self.roots.index_entries);
        while low < high {
            let middle = low + (high - low) / 2;
            self.note_read(self.entry_offset(middle), 1);
            match self.region.word(self.entry_offset(middle)).cmp(&address) {
                core::cmp::Ordering::Equal => return Ok(middle),
                core::cmp::Ordering::Less => low = middle + 1,
                core::cmp::Ordering::Greater => high = middle,
            }
        }
        Err(low)
    }

    pub(super) fn index_find(&mut self, address: u32) -> Option<Entry> {
        let n = self.index_position(address).ok()?;
        self.note_read(self.entry_offset(n) + 4, 1);
        Some(self.entry(n))
    }

    /// The address of the block right before the block at `address` in memory.
    pub(super) fn index_before(&mut self, address: u32) -> Option<u32> {
        let n = self.index_position(address).ok()?.checked_sub(1)?;
        self.note_read(self.entry_offset(n), 1);
        Some(self.entry(n).address)
    }

    /// Adds a block. The caller has checked that the table may grow.
    pub(super) fn index_insert(&mut self, address: u32, previous: u32) {
        let n = self
            .index_position(address)
            .expect_err("a new block has no entry yet");
        let entries = self.roots.index_entries;
        self.shift(n, entries, Shift::Down);
        self.roots.index_entries = entries + 1;
        self.set_entry(n, Entry { address, previous });
    }

    /// Removes a block.
    pub(super) fn index_remove(&mut self, address: u32) {
        let n = self
            .index_position(address)
            .expect("every block has an entry");
        let entries = self.roots.index_entries;
        self.shift(n + 1, entries, Shift::Up);
        self.roots.index_entries = entries - 1;
    }

    /// Notes that a block's address changed, but not its place among the others.
    pub(super) fn index_rename(&mut self, old: u32, new: u32) {
        let n = self.index_position(old).expect("every block has an entry");
        self.set_entry_word(self.entry_offset(n), new);
    }

    /// Notes that the block whose header `link` points to, if any, is now linked after `previous`.
    pub(super) fn index_link(&mut self, link: u32, previous: u32) {
        if link != 0 {
            let n = self
                .index_position(link + HEADER_BYTES)
                .expect("every block has an entry");
            self.set_entry_word(self.entry_offset(n) + 4, previous);
        }
    }

    fn set_entry_word(&mut self, offset: u32, value: u32) {
        self.note_write(offset, 1);
        self.region.set_word(offset, value);
    }

    /// Moves entries `from..to` by one place.
    fn shift(&mut self, from: u32, to: u32, direction: Shift) {
        if from == to {
            return;
        }
        let lowest = self.entry_offset(to - 1);
        let bytes = (to - from) * ENTRY_BYTES;
        let target = match direction {
            Shift::Down => lowest - ENTRY_BYTES,
            Shift::Up => lowest + ENTRY_BYTES,
        };
        self.note_read(lowest, bytes / 4);
        self.note_write(target, bytes / 4);
        self.region.copy(lowest, target, bytes);
    }
}

/// Which way entries move in memory: down makes room for one, up closes a gap.
enum Shift {
    Down,
    Up,
}
