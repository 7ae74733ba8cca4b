//! Owns access to the raw memory a heap manages: words, copies and fills at `u32` offsets.
//!
//! Does not know what the words mean. Two regions are provided: [`Bytes`] over anything that is a byte
//! slice, with checked access, and [`RawRegion`] over memory that a program also holds pointers into, where
//! a slice would claim too much.

use core::ops::Range;
use core::ptr::NonNull;

/// Memory a heap may manage. Offsets count bytes from the region's start; words are little-endian `u32`.
///
/// Every access lies within `0..bytes()`; an implementation may panic otherwise. Words used in the course of an
/// operation are announced by [`touch`](Self::touch); fills and copies speak for themselves.
pub trait Region {
    /// Whether a heap over this memory is promised to be told the addresses of live blocks alone, and believes it.
    const IS_TRUSTED: bool = false;

    /// The region's length in bytes.
    fn bytes(&self) -> u32;

    /// The length of a page of memory that is committed and decommitted, a power of two. Plain memory has no pages.
    #[inline(always)]
    fn page_bytes(&self) -> u32 {
        1
    }

    /// The word at `offset`.
    fn word(&self, offset: u32) -> u32;

    /// Replaces the word at `offset`.
    fn set_word(&mut self, offset: u32, word: u32);

    /// Sets `bytes` bytes from `offset` on to `value`.
    fn fill(&mut self, offset: u32, bytes: u32, value: u8);

    /// Notes that the heap is about to read or write metadata in a range: pages that were swapped out come back, and pages
    /// without a frame get one. Plain memory has nothing to note.
    #[inline(always)]
    fn touch(&mut self, offset: u32, bytes: u32, access: Access) {
        let _ = (offset, bytes, access);
    }

    /// Commits the memory of some ranges, in order of address, all or nothing, before a block there is granted. Returns
    /// whether there is enough; of plain memory there always is.
    fn commit(&mut self, ranges: &[Range<u32>]) -> bool {
        let _ = ranges;
        true
    }

    /// Decommits the whole pages of a range whose contents are no longer needed.
    fn decommit(&mut self, offset: u32, bytes: u32) {
        let _ = (offset, bytes);
    }

    /// Copies `bytes` bytes from offset `from` to offset `to`; the ranges may overlap.
    fn copy(&mut self, from: u32, to: u32, bytes: u32);
}

/// How memory is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read.
    Read,
    /// It is written.
    Write,
}

/// A region over any owner of bytes: a `Vec<u8>`, a `Box<[u8]>`, a `&mut [u8]`.
///
/// At most `u32::MAX` bytes of it are used.
#[derive(Clone, Debug)]
pub struct Bytes<T>(pub T);

impl<T: AsRef<[u8]> + AsMut<[u8]>> Region for Bytes<T> {
    fn bytes(&self) -> u32 {
        u32::try_from(self.0.as_ref().len()).unwrap_or(u32::MAX)
    }

    #[inline]
    fn word(&self, offset: u32) -> u32 {
        let at = offset as usize;
        let word = &self.0.as_ref()[at..at + 4];
        u32::from_le_bytes([word[0], word[1], word[2], word[3]])
    }

    #[inline]
    fn set_word(&mut self, offset: u32, word: u32) {
        let at = offset as usize;
        self.0.as_mut()[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        let at = offset as usize;
        self.0.as_mut()[at..at + bytes as usize].fill(value);
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        let from = from as usize;
        self.0
            .as_mut()
            .copy_within(from..from + bytes as usize, to as usize);
    }
}

/// A region of raw memory whose payloads the program reaches through pointers of its own.
///
/// Accesses go through a raw pointer, so they never claim exclusive use of a payload that is out on loan.
#[derive(Debug)]
pub struct RawRegion {
    start: NonNull<u8>,
    bytes: u32,
}

impl RawRegion {
    /// A region over the `bytes` bytes from `start` on.
    ///
    /// # Safety
    /// For as long as the region is used, the memory must be valid for reads and writes, initialised, and
    /// accessed by no other code, except for the payloads of blocks that a heap over it has granted.
    pub const unsafe fn new(start: NonNull<u8>, bytes: u32) -> Self {
        Self { start, bytes }
    }

    /// The pointer to `offset`.
    ///
    /// # Panics
    /// If the offset lies beyond the region.
    pub fn pointer(&self, offset: u32) -> NonNull<u8> {
        self.range(offset, 0)
    }

    /// The offset of a pointer into the region, if it is one.
    pub fn offset(&self, pointer: NonNull<u8>) -> Option<u32> {
        let distance = (pointer.as_ptr() as usize).checked_sub(self.start.as_ptr() as usize)?;
        u32::try_from(distance)
            .ok()
            .filter(|&offset| offset < self.bytes)
    }

    fn range(&self, offset: u32, bytes: u32) -> NonNull<u8> {
        assert!(
            bytes <= self.bytes && offset <= self.bytes - bytes,
            "{bytes} bytes at offset {offset} lie beyond a region of {} bytes",
            self.bytes,
        );
        // SAFETY: the offset was just checked to lie within the region, which `new` was promised is valid.
        unsafe { self.start.add(offset as usize) }
    }
}

impl Region for RawRegion {
    fn bytes(&self) -> u32 {
        self.bytes
    }

    #[inline]
    fn word(&self, offset: u32) -> u32 {
        let at = self.range(offset, 4).cast::<u32>();
        // SAFETY: `range` checked that four valid, initialised bytes stand there.
        u32::from_le(unsafe { at.read_unaligned() })
    }

    #[inline]
    fn set_word(&mut self, offset: u32, word: u32) {
        let at = self.range(offset, 4).cast::<u32>();
        // SAFETY: `range` checked that four valid bytes stand there.
        unsafe { at.write_unaligned(word.to_le()) }
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        let at = self.range(offset, bytes);
        // SAFETY: `range` checked the whole length.
        unsafe { at.write_bytes(value, bytes as usize) }
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        let (from, to) = (self.range(from, bytes), self.range(to, bytes));
        // SAFETY: `range` checked both lengths; `copy_to` allows an overlap.
        unsafe { from.copy_to(to, bytes as usize) }
    }
}

/// A region of raw memory as [`RawRegion`] is, whose heap and program are trusted: no access is checked.
///
/// A heap over a [`RawRegion`] that its program damaged panics before it leaves its region. Over this one it goes wherever the
/// damaged words lead, as allocators do that are built for speed.
#[derive(Debug)]
pub struct TrustedRegion(RawRegion);

impl TrustedRegion {
    /// A region over the `bytes` bytes from `start` on.
    ///
    /// # Safety
    /// As [`RawRegion::new`]. Besides, for as long as the region is used, a heap over it is told the addresses of live blocks
    /// alone, each with the size it was granted for where sizes are told, and nothing but the heap writes to the region outside
    /// of live payloads.
    pub const unsafe fn new(start: NonNull<u8>, bytes: u32) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { RawRegion::new(start, bytes) })
    }

    /// The pointer to `offset`.
    ///
    /// # Panics
    /// If the offset lies beyond the region.
    pub fn pointer(&self, offset: u32) -> NonNull<u8> {
        self.0.pointer(offset)
    }

    /// The offset of a pointer into the region, if it is one.
    pub fn offset(&self, pointer: NonNull<u8>) -> Option<u32> {
        self.0.offset(pointer)
    }

    #[inline(always)]
    fn at(&self, offset: u32, bytes: u32) -> NonNull<u8> {
        debug_assert!(bytes <= self.0.bytes && offset <= self.0.bytes - bytes);
        // SAFETY: a heap whose words are as it wrote them, and that is told live blocks alone, keeps to its region.
        unsafe { self.0.start.add(offset as usize) }
    }
}

impl Region for TrustedRegion {
    const IS_TRUSTED: bool = true;

    #[inline(always)]
    fn bytes(&self) -> u32 {
        self.0.bytes
    }

    #[inline(always)]
    fn word(&self, offset: u32) -> u32 {
        let at = self.at(offset, 4).cast::<u32>();
        // SAFETY: four valid, initialised bytes stand there, as `at` explains.
        u32::from_le(unsafe { at.read_unaligned() })
    }

    #[inline(always)]
    fn set_word(&mut self, offset: u32, word: u32) {
        let at = self.at(offset, 4).cast::<u32>();
        // SAFETY: four valid bytes stand there, as `at` explains.
        unsafe { at.write_unaligned(word.to_le()) }
    }

    fn fill(&mut self, offset: u32, bytes: u32, value: u8) {
        self.0.fill(offset, bytes, value);
    }

    fn copy(&mut self, from: u32, to: u32, bytes: u32) {
        self.0.copy(from, to, bytes);
    }
}
