//! Owns the machine's part of a design: the regions that heaps get, and the memory that all of them share. Each of its
//! axes is registered here.
//!
//! Does not own what an allocator does with its region: see [`Draft`](classic_heap::Draft).

use classic_heap::DesignError;
use classic_heap::catalog::{Axis, Kind, Value};

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
    /// Its length, in bytes.
    pub region_bytes: u32,
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

impl MachineDesign {
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
            .try_for_each(|axis| axis.check(&self.memory))
    }
}

impl Default for RegionDesign {
    /// Classic's.
    fn default() -> Self {
        Self {
            region_bytes: 1 << 24,
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
    axis!(
        RegionDesign,
        region_bytes,
        "region-size",
        "Region size",
        "Machine",
        "How much memory the heap may grow to fill: a small region refuses requests, a large one takes memory from others.",
        Kind::bytes((256, 1 << 28), false)
    ),
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
