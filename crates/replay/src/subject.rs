//! Owns the seam between a replay and the allocator under it: what any allocator must offer to be replayed.
//!
//! Speaks of blocks, payloads and bookkeeping, not of headers or lists: allocators that others wrote have
//! neither, or hide them.

use std::any::Any;
use std::rc::Rc;

use atlas_scenario::numerals::{bytes, bytes_exactly};
use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::policy::placement::Score;
use classic_heap::{
    DesignError, Event, Extent, FreeError, Laid, Misfit, Piece, ReallocateError, Refusal,
};
use thiserror::Error;

use crate::physical::PhysicalMemory;

/// An allocator over a region of memory, addressed by virtual addresses. Sizes are in bytes.
///
/// A subject is deterministic: equal calls from equal states give equal results and equal costs.
pub trait Subject: Any {
    /// Another subject of the same design, empty.
    #[must_use]
    fn fresh(&self) -> Box<dyn Subject>;

    /// A subject of the same design that begins with these blocks and holes, from its region's start on. With `and_rest`, the
    /// memory after them is free; without, the region is shorter and ends with them.
    ///
    /// # Errors
    /// If an allocator of this design can't begin so.
    fn begun(&self, pieces: &[Piece], and_rest: bool) -> Result<Begun, NotBegun> {
        let _ = (pieces, and_rest);
        Err(NotBegun::Unable)
    }

    /// The virtual address the region begins at.
    fn region_base(&self) -> u32;

    /// The length of the region.
    fn region_bytes(&self) -> u32;

    /// The gaps between several regions, as offsets, in order of address: memory that is not the heap's.
    fn gaps(&self) -> &[Extent] {
        &[]
    }

    /// Where the last block in memory ends, as an offset.
    fn end(&self) -> u32;

    /// How far into the region blocks have ever been live, less what was trimmed since and the gaps below: what the program has
    /// used of it.
    fn heap_bytes(&self) -> u32;

    /// The same, gaps included: an offset.
    fn reach(&self) -> u32 {
        self.heap_bytes()
    }

    /// What every payload's address is promised to be a multiple of.
    fn alignment(&self) -> u32;

    /// The bytes between a block's beginning and its payload, where an alignment asked for doesn't move it further.
    fn front_bytes(&self) -> u32;

    /// The score by which holes are chosen, if they are chosen by one.
    fn score(&self) -> Option<&Score>;

    /// Begins an operation: cost and events count from here. Events are kept if `recording`. Once the operation's
    /// [work](Cost::work) exceeds `work_max`, the subject may give it up: whatever it answers then is passed over, and the
    /// subject is not used again.
    fn begin(&mut self, recording: bool, work_max: u64);

    /// Performs an allocation; `None` is the null pointer, which some designs grant a request for zero bytes.
    ///
    /// # Errors
    /// If it is refused; live blocks are then as they were.
    fn allocate(&mut self, request: Request) -> Result<Option<Grant>, Refusal>;

    /// Resizes the block at `address`, in place or by moving its contents; `None` where it was freed instead, as some designs
    /// do where zero bytes are asked for.
    ///
    /// # Errors
    /// If there is no live block at the address, or no room; the block then lives on as it was.
    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Option<Grant>, ReallocateError>;

    /// Frees the block at `address`, or puts that off.
    ///
    /// # Errors
    /// If there is no live block at the address.
    fn free(&mut self, address: u32) -> Result<Freed, FreeError>;

    /// Whether a [`Request::Falloc`] appends at the heap's very end; it asks for a block like any other elsewhere.
    fn appends(&self) -> bool;

    /// Whether the allocator finds out itself that no live block begins at an address it is named. One that believes its
    /// program is only ever named live blocks here: a mistaken address would damage it.
    fn checks_addresses(&self) -> bool;

    /// Passes idle ticks, in which frees that were put off may be performed.
    fn idle(&mut self, ticks: u32);

    /// How a payload came to be larger than what was granted of the request.
    fn rounding(&self, clamped_bytes: u32) -> Rounding;

    /// The program's view of the `bytes` bytes at `address`, which lie within the region.
    fn memory(&self, address: u32, bytes: u32) -> &[u8];

    /// The same bytes, to be written by the program.
    fn memory_mut(&mut self, address: u32, bytes: u32) -> &mut [u8];

    /// Where the machine puts its physical memory while an operation of this subject runs, and finds it again
    /// after. What the allocator touches, asks for and gives back is told to it.
    fn physical_mut(&mut self) -> &mut PhysicalMemory;

    /// All blocks in order of address.
    fn blocks(&self) -> Box<dyn Iterator<Item = Block> + '_>;

    /// Visits the same blocks in the same order, in half the time: a replay does so for each of its samples.
    fn visit_blocks(&self, visit: &mut dyn FnMut(&Block)) {
        self.blocks().for_each(|block| visit(&block));
    }

    /// The bookkeeping that lies in no block: before the first one, and at the region's end. Empty where there is none.
    fn tables(&self) -> [Extent; 2];

    /// The fields of bookkeeping in a block, in order of address.
    fn fields(&self, block: &Block) -> Vec<Field>;

    /// The chains that blocks are on, each with its number. A bin without holes may be left out.
    fn chains(&self) -> Vec<(u16, Chain)>;

    /// The blocks of a chain in its order; none where there is no such chain.
    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_>;

    /// The places that the allocator remembers outside of blocks.
    fn roots(&self) -> Vec<Root>;

    /// What the operation has cost so far.
    fn cost(&self) -> Cost;

    /// What the operation did so far; empty unless it is recorded.
    fn events(&self) -> &Events;

    /// The subject's own invariants.
    ///
    /// # Errors
    /// The first that is broken.
    fn check(&self) -> Result<(), classic_heap::Violation>;

    /// The state as it is now.
    fn save(&mut self) -> Saved;

    /// Returns to a state of this subject or of another of the same design, to the byte.
    fn restore(&mut self, saved: &Saved);

    /// Feeds the bookkeeping of the final state, canonically, to a hash.
    fn digest(&self, feed: &mut dyn FnMut(&[u8]));
}

/// A subject that begins with blocks and holes, and where these lie.
pub type Begun = (Box<dyn Subject>, Vec<Laid>);

/// Why a subject can't begin with the blocks and holes that a scenario gives.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotBegun {
    /// The allocator has no way to.
    #[error("this allocator can’t begin with blocks and holes")]
    Unable,
    /// They are more than the region.
    #[error("the blocks and holes given take more than the region’s {}", bytes(*region_bytes))]
    TooLong {
        /// The region's length.
        region_bytes: u32,
    },
    /// A hole would have another size.
    #[error(
        "a hole of {} would have {} in this design, for its minimum or alignment",
        bytes_exactly(*given), bytes_exactly(*payload_bytes)
    )]
    OtherSize {
        /// The size it was to have.
        given: u32,
        /// The size it would have.
        payload_bytes: u32,
    },
    /// The last piece is a hole that the design gives back.
    #[error("a hole can’t end the heap in this design, which gives it back: `trim` is on")]
    TrimmedEnd,
    /// A free leaves no hole.
    #[error("there are no holes in this design, whose frees do nothing: `reuse` is off")]
    NoHoles,
    /// There is no memory for an index.
    #[error("the index lies after the heap, where no memory is left; `rest free` leaves some")]
    NoRoomForIndex,
    /// The heap has several regions.
    #[error("blocks and holes can’t be given to a heap of several regions")]
    SeveralRegions,
    /// There are too few frames.
    #[error("the blocks given need more frames than there are")]
    NoFrame,
    /// The region that ends with them is none for this design.
    #[error("the blocks and holes given make no region for this design: {0}")]
    Region(DesignError),
}

impl NotBegun {
    pub(crate) fn of(misfit: Misfit, region_bytes: u32) -> Self {
        match misfit {
            Misfit::TooLong => Self::TooLong { region_bytes },
            Misfit::OtherSize {
                bytes,
                payload_bytes,
            } => Self::OtherSize {
                given: bytes,
                payload_bytes,
            },
            Misfit::TrimmedEnd => Self::TrimmedEnd,
            Misfit::NoHoles => Self::NoHoles,
            Misfit::NoRoomForIndex => Self::NoRoomForIndex,
        }
    }
}

/// A subject's whole state at rest. States saved one after the other share what did not change between them.
pub type Saved = Rc<dyn AtRest>;

/// What a subject keeps of itself in a [`Saved`].
pub trait AtRest: Any {
    /// The bytes of memory that this takes beside another state of the same subject, which is older.
    fn bytes_beside(&self, older: &dyn AtRest) -> usize;
}

/// A way to ask for memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// So many bytes.
    Malloc {
        /// The size.
        bytes: u32,
    },
    /// So many bytes at the heap's very end, where the allocator [knows how to](Subject::appends).
    Falloc {
        /// The size.
        bytes: u32,
    },
    /// So many bytes, all zero.
    Calloc {
        /// The size, all elements together.
        bytes: u32,
    },
    /// So many bytes at a multiple of an alignment.
    Aligned {
        /// The size.
        bytes: u32,
        /// The alignment, a power of two.
        alignment: u32,
    },
}

impl Request {
    /// What is asked for, in bytes.
    #[must_use]
    pub fn bytes(self) -> u32 {
        match self {
            Self::Malloc { bytes }
            | Self::Falloc { bytes }
            | Self::Calloc { bytes }
            | Self::Aligned { bytes, .. } => bytes,
        }
    }
}

/// What became of a free that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freed {
    /// The block can be granted again.
    AtOnce,
    /// The free is queued; the block is stagnant until it is performed.
    Queued,
}

/// What was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The payload's virtual address.
    pub address: u32,
    /// The payload's length in bytes.
    pub payload_bytes: u32,
    /// What of the request was granted: less than was asked for where it was clamped. The program may use the whole
    /// payload.
    pub clamped_bytes: u32,
    /// The whole block, as offsets from the region's start.
    pub block: Extent,
}

/// What rounding adds to a request, in bytes, by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rounding {
    /// To reach the minimum.
    pub minimum_bytes: u32,
    /// To reach a multiple of the alignment.
    pub alignment_bytes: u32,
}

/// A block as the subject sees it; offsets from the region's start.
///
/// What belongs neither to the bookkeeping nor to the payload is padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The whole block.
    pub extent: Extent,
    /// The bookkeeping before the payload: a header.
    pub bookkeeping: Extent,
    /// The payload.
    pub payload: Extent,
    /// The bookkeeping behind it: a footer; empty in most designs.
    pub footer: Extent,
    /// Whether it can be granted.
    pub free: bool,
}

impl Block {
    /// A block that is all payload.
    pub(crate) fn without_header(extent: Extent, free: bool) -> Self {
        let nothing = |start| Extent { start, bytes: 0 };
        Self {
            extent,
            bookkeeping: nothing(extent.start),
            payload: extent,
            footer: nothing(extent.end()),
            free,
        }
    }

    /// Whether it stands for a gap, so that no hole reaches across.
    pub(crate) fn is_fence(&self, gaps: &[Extent]) -> bool {
        let is_within =
            |gap: &Extent| self.extent.start <= gap.start && gap.end() <= self.extent.end();
        !self.free && gaps.iter().any(is_within)
    }
}

/// What an operation cost, in units that every machine counts alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Blocks examined; one that is examined twice counts twice.
    pub probes: u64,
    /// Words of bookkeeping read or written.
    pub words: u64,
    /// Different 64-byte lines of the region that those words lie in.
    pub lines: u64,
}

impl Cost {
    /// How long that takes, roughly in units of a probe: whoever moves words without examining blocks works too.
    #[must_use]
    pub fn work(self) -> u64 {
        self.probes + self.words / 8
    }

    /// Probes, words and lines.
    #[must_use]
    pub fn measures(self) -> [u64; 3] {
        [self.probes, self.words, self.lines]
    }
}

/// What a recorded operation did.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// The events in order. Of the probes that led to nothing, only the first 65 536 are among them.
    pub events: Vec<Event>,
    /// How many probes there were of each kind, all of them.
    pub probes: ProbeCounts,
}

/// Numbers of blocks examined, by purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProbeCounts {
    /// In search of a hole.
    pub placement: u64,
    /// Behind a hole too small, to lengthen it.
    pub run: u64,
    /// In search of the block the program named.
    pub lookup: u64,
    /// To find a block's neighbour in a list or in memory, and to see whether it is a hole.
    pub neighbour: u64,
    /// In search of blocks whose free is queued.
    pub drain: u64,
    /// In search of holes that touch.
    pub merge: u64,
}

impl ProbeCounts {
    /// All of them.
    #[must_use]
    pub fn total(self) -> u64 {
        self.placement + self.run + self.lookup + self.neighbour + self.drain + self.merge
    }
}
