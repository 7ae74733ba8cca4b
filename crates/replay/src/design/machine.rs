//! Owns the machine's part of a design: the regions that heaps get, and the memory that all of them share. Each of its
//! axes is registered here.
//!
//! Does not own what an allocator does with its region: see [`Draft`](classic_heap::Draft).

use classic_heap::catalog::{Axis, Kind, Lengths, Value};
use classic_heap::{DesignError, Extent, Reason};

/// The machine's part of a design.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MachineDesign {
    /// The region of the kernel's heap, and of a task's that has no region of its own.
    pub region: RegionDesign,
    /// The memory behind the regions of all heaps.
    pub memory: MemoryDesign,
}

/// The region that a heap gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionDesign {
    /// Its length, in bytes, where it is one.
    pub region_bytes: u32,
    /// The lengths of the regions, where the heap has several.
    pub lengths: Lengths,
    /// The virtual address at which it begins where it is a task's, before it is rounded up to the alignment: the end of
    /// the task's initial memory. The kernel's begins at the base of the allocator's design.
    pub task_base: u32,
}

/// How much memory there is, and in which portions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryDesign {
    /// The length of a page and of a frame, in bytes; a power of two.
    pub page_bytes: u32,
    /// How many frames there are.
    pub frames: u32,
    /// How many pages swap holds.
    pub swap_pages: u32,
}

/// The memory of one heap: from its first region's start to its last region's end, and the gaps between them, which are not the
/// heap's. A region after the first begins at a page, and a whole page at least lies before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// The length of all, gaps included, in bytes.
    pub bytes: u32,
    /// The gaps, as offsets, in order of address.
    pub gaps: Vec<Extent>,
}

impl Regions {
    /// One region, of so many bytes.
    #[must_use]
    pub fn one(bytes: u32) -> Self {
        Self {
            bytes,
            gaps: Vec::new(),
        }
    }

    /// Refuses gaps, for families whose blocks are buddies.
    pub(crate) fn check_no_buddy_lies_across(&self) -> Result<(), DesignError> {
        if self.gaps.is_empty() {
            return Ok(());
        }
        Err(DesignError {
            axis: "regions",
            reason: Reason::Clash {
                with: "family",
                why: "a buddy lies where its address says, and so may lie across a gap",
            },
        })
    }

    /// Regions of these lengths; `None` where they are too long together.
    fn several(lengths: &[u32], page_bytes: u32) -> Option<Self> {
        let mut regions = Self::one(0);
        for &bytes in lengths {
            let end = regions.bytes;
            if end > 0 {
                let start = end.checked_next_multiple_of(page_bytes)? + page_bytes;
                regions.gaps.push(Extent {
                    start: end,
                    bytes: start - end,
                });
                regions.bytes = start;
            }
            regions.bytes = regions.bytes.checked_add(bytes)?;
            if regions.bytes > REGION_RANGE.1 {
                return None;
            }
        }
        Some(regions)
    }
}

impl MachineDesign {
    /// The regions of a heap on this machine.
    ///
    /// # Errors
    /// If they are too long together.
    pub fn regions(&self) -> Result<Regions, DesignError> {
        let lengths = self.region.lengths.as_slice();
        if lengths.is_empty() {
            return Ok(Regions::one(self.region.region_bytes));
        }
        Regions::several(lengths, self.memory.page_bytes).ok_or(DesignError {
            axis: "regions",
            reason: Reason::RegionsTooLong,
        })
    }

    /// Whether each value is in the range of its axis.
    ///
    /// # Errors
    /// The first axis whose value is not.
    pub fn check(&self) -> Result<(), DesignError> {
        REGION_AXES
            .iter()
            .try_for_each(|axis| axis.check(&self.region))?;
        MEMORY_AXES
            .iter()
            .try_for_each(|axis| axis.check(&self.memory))?;
        self.regions().map(|_| ())
    }
}

impl Default for RegionDesign {
    /// Classic's.
    fn default() -> Self {
        Self {
            region_bytes: 1 << 24,
            lengths: Lengths::default(),
            task_base: 0x0041_0000,
        }
    }
}

impl Default for MemoryDesign {
    /// Classic's: more frames than its region has pages.
    fn default() -> Self {
        Self {
            page_bytes: 4096,
            frames: 1 << 16,
            swap_pages: 0,
        }
    }
}

/// The range of a region's length, in bytes: from a pool that serves one request to a quarter of all addresses.
const REGION_RANGE: (u32, u32) = (24, 1 << 30);

/// The most frames, and the most pages in swap.
const PAGES_MAX: u32 = 1 << 22;

macro_rules! axis {
    ($part:ty, $field:ident, $id:literal, $title:literal, $group:literal, $summary:literal, $kind:expr) => {
        Axis {
            id: $id,
            title: $title,
            group: $group,
            summary: $summary,
            kind: $kind,
            inert: |_| None,
            get: |part: &$part| Value::Number(part.$field),
            set: |part: &mut $part, value| {
                if let Value::Number(number) = value {
                    part.$field = number;
                }
            },
        }
    };
}

/// The register of a region's axes.
pub(crate) static REGION_AXES: &[Axis<RegionDesign>] = &[
    Axis {
        inert: |part| {
            (!part.lengths.as_slice().is_empty()).then_some("the regions have lengths of their own")
        },
        ..axis!(
            RegionDesign,
            region_bytes,
            "region-size",
            "Region size",
            "Machine",
            "How much memory the heap may grow to fill: a small region refuses requests, a large one takes memory from others.",
            Kind::bytes(REGION_RANGE, false)
        )
    },
    Axis {
        id: "regions",
        title: "Regions",
        group: "Machine",
        summary: "The lengths of several regions that the heap has, with gaps between them, such as 95024+24180: no block reaches \
                  across a gap, so a request may fail with enough memory free. One: a single region of the region size.",
        kind: Kind::Lengths,
        inert: |_| None,
        get: |part: &RegionDesign| Value::Lengths(part.lengths),
        set: |part: &mut RegionDesign, value| {
            if let Value::Lengths(lengths) = value {
                part.lengths = lengths;
            }
        },
    },
    axis!(
        RegionDesign,
        task_base,
        "task-base",
        "Task base",
        "Machine",
        "Where a task's heap begins: the end of its initial memory, rounded up to the alignment. The kernel's begins \
         at the region base.",
        Kind::BASE
    ),
];

/// The register of the axes of the memory that all heaps share.
pub(crate) static MEMORY_AXES: &[Axis<MemoryDesign>] = &[
    axis!(
        MemoryDesign,
        page_bytes,
        "page-size",
        "Page size",
        "Machine",
        "The size of a page: large pages cause fewer faults, but waste more at their ends.",
        Kind::bytes((64, 1 << 16), true)
    ),
    axis!(
        MemoryDesign,
        frames,
        "frames",
        "Frames",
        "Machine",
        "How many physical frames all heaps share.",
        Kind::count(1, PAGES_MAX)
    ),
    axis!(
        MemoryDesign,
        swap_pages,
        "swap-pages",
        "Swap",
        "Machine",
        "How many pages can be swapped out when frames run out: programs survive, but slowly.",
        Kind::count(0, PAGES_MAX)
    ),
];
