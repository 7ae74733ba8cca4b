//! Owns the region that a heap is replayed over: its bytes, which of them were written since the last
//! keyframe, and the physical memory it is lent while an operation runs.
//!
//! Does not know what the words mean. What the heap touches here is what the machine's pages see.

use std::ops::Range;

use classic_heap::{Access, Region};

use crate::pages::{PageSet, Pages};
use crate::physical::PhysicalMemory;

/// A region whose memory comes from the machine's pool.
#[derive(Debug)]
pub struct MachineRegion {
    bytes: Box<[u8]>,
    /// What was written since the last keyframe taken or restored.
    written: PageSet,
    memory: PhysicalMemory,
}

impl MachineRegion {
    /// A region of zeroes that nobody lends memory yet.
    pub(crate) fn new(region_bytes: u32) -> Self {
        Self {
            bytes: vec![0; region_bytes as usize].into_boxed_slice(),
            written: PageSet::new(region_bytes),
            memory: PhysicalMemory::default(),
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Bytes to be written by somebody else than the heap. The machine's pages do not see it.
    pub(crate) fn bytes_mut(&mut self, range: Range<usize>) -> &mut [u8] {
        self.note_written(range.start, range.len());
        &mut self.bytes[range]
    }

    pub(crate) fn memory_mut(&mut self) -> &mut PhysicalMemory {
        &mut self.memory
    }

    /// Brings `pages`, the bytes as of the last keyframe, up to date.
    pub(crate) fn save(&mut self, pages: &mut Pages) {
        pages.update(&self.bytes, &self.written);
        self.written.clear();
    }

    /// Returns to the bytes of `target`; `pages` are those as of the last keyframe, and become the target.
    pub(crate) fn restore(&mut self, pages: &mut Pages, target: &Pages) {
        pages.restore(&mut self.bytes, &self.written, target);
        self.written.clear();
    }

    fn note_written(&mut self, offset: usize, bytes: usize) {
        let narrow = |number| u32::try_from(number).expect("regions are shorter than 4 GiB");
        self.written.insert(narrow(offset), narrow(bytes));
    }
}

impl Region for MachineRegion {
    fn bytes(&self) -> u32 {
        u32::try_from(self.bytes.len()).expect("regions are shorter than 4 GiB")
    }

    fn page_bytes(&self) -> u32 {
        self.memory.design().page_bytes
    }

    #[inline]
    fn word(&self, offset: u32) -> u32 {
        let at = offset as usize;
        let word = &self.bytes[at..at + 4];
        u32::from_le_bytes([word[0], word[1], word[2], word[3]])
    }

    #[inline]
    fn set_word(&mut self, offset: u32, word: u32) {
        let at = offset as usize;
        self.bytes[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    #[inline(always)]
    fn touch(&mut self, offset: u32, bytes: u32, access: Access) {
        if access == Access::Write {
            self.written.insert(offset, bytes);
        }
        self.memory.touch(offset, bytes, access);
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        self.touch(offset, bytes, Access::Write);
        let at = offset as usize;
        self.bytes[at..at + bytes as usize].fill(value);
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        self.touch(from, bytes, Access::Read);
        self.touch(to, bytes, Access::Write);
        let from = from as usize;
        self.bytes
            .copy_within(from..from + bytes as usize, to as usize);
    }

    fn commit(&mut self, ranges: &[Range<u32>]) -> bool {
        self.memory.commit(ranges)
    }

    fn decommit(&mut self, offset: u32, bytes: u32) {
        let page_bytes = self.page_bytes();
        let Self {
            bytes: region,
            written,
            memory,
        } = self;
        let end = offset + bytes;
        // Behind the region's last, perhaps shorter, page nothing stands.
        let reach = if end as usize == region.len() {
            end.next_multiple_of(page_bytes)
        } else {
            end
        };
        memory.decommit(offset, reach - offset, |page| {
            let start = page * page_bytes;
            let page = &mut region[start as usize..end.min(start + page_bytes) as usize];
            written.insert(start, page.len() as u32);
            page.fill(0);
        });
    }
}
