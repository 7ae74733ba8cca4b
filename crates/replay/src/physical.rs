//! Owns the machine's physical memory: one pool of frames and of swap, and for every address space a table
//! that says which of its pages have a frame, which were put aside, and which were never there.
//!
//! Pages are modelled: the bytes themselves lie in the regions and are always in reach, so that an allocator
//! is never caught halfway through an operation. Where a touch finds no frame, that is noted
//! ([`starved`](PhysicalMemory::starved)): the task ends with that touch. The rest of the operation happens to its bytes
//! alone and to no page, and the machine kills the task once it is over. Does not know blocks, headers or what an
//! operation wants.
//!
//! The rules:
//!
//! - **commit**: a grant that asks for its memory takes a frame for every page that has neither a frame nor a
//!   place in swap, all or nothing. Nothing has touched these pages yet.
//! - **touch**: a write to a page that is not there is a page fault and takes a frame. A read of a page that
//!   never was there finds zeroes, as kernels map one shared page of them, and takes nothing. A read or write
//!   of a page in swap is a page fault and brings it back, written to, as far as anybody can tell.
//! - **no frame left**: the page touched longest ago, in steps, goes to swap; of equals the one of the lowest
//!   task, then of the lowest address. Where swap is full too, a commit is refused and a touch starves.
//! - **decommit**: whole pages lose their frame or their place in swap, and read as zero from then on.

use std::ops::Range;

use classic_heap::Access;

use crate::design::MemoryDesign;
use crate::shared::SharedArray;

/// Pages kept in one shared chunk.
const PAGES_PER_CHUNK: usize = 128;

/// Of the page events of one operation, this many are kept.
const EVENTS_MAX: usize = 65_536;

/// Where a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PageState {
    /// Nowhere: it has neither a frame nor a place in swap, and reads as zero.
    #[default]
    Absent,
    /// It was given a frame, and nothing has written to it since.
    Untouched,
    /// In a frame, written to.
    Resident,
    /// Put aside in swap.
    Swapped,
}

impl PageState {
    /// Its permanent name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Untouched => "untouched",
            Self::Resident => "resident",
            Self::Swapped => "swapped",
        }
    }

    fn in_frame(self) -> bool {
        matches!(self, Self::Untouched | Self::Resident)
    }
}

/// The pages of a space, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// In a frame, untouched ones included.
    pub resident: u32,
    /// Of these, given a frame and not written to since.
    pub untouched: u32,
    /// Put aside in swap.
    pub swapped: u32,
    /// The most frames held at once so far.
    pub resident_max: u32,
    /// Touches so far that brought a page into a frame.
    pub faults: u64,
    /// Pages brought back from swap so far.
    pub swap_ins: u64,
    /// Pages put aside so far.
    pub swap_outs: u64,
}

/// What one operation did to pages, its own and others'.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageTraffic {
    /// Frames taken by a grant.
    pub committed: u32,
    /// Touches that brought a page into a frame.
    pub faults: u32,
    /// Pages brought back from swap.
    pub swap_ins: u32,
    /// Pages put aside.
    pub swap_outs: u32,
    /// Pages given back, from frames and from swap.
    pub returned: u32,
}

/// One thing an operation did to pages. Pages count from their region's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// A grant took a frame for a page.
    Committed {
        /// The page.
        page: u32,
    },
    /// A grant asked for more frames than there are.
    Short {
        /// How many pages need a frame.
        needed_pages: u32,
        /// How many frames are free, or would be once all that fits into swap is put aside.
        available_pages: u32,
    },
    /// A touch found a page absent and took a frame for it.
    Faulted {
        /// The page.
        page: u32,
    },
    /// A touch found a page in swap and brought it back.
    SwappedIn {
        /// The page.
        page: u32,
    },
    /// The coldest page was put aside.
    SwappedOut {
        /// Whose page it is.
        task: u8,
        /// The page.
        page: u32,
    },
    /// A page was given back.
    Returned {
        /// The page.
        page: u32,
    },
    /// A touch found no frame for a page and no room in swap: the task cannot go on.
    Starved {
        /// The page.
        page: u32,
    },
}

#[derive(Clone, Copy, Debug, Default)]
struct Page {
    state: PageState,
    /// The step that touched or committed it last; kept only where frames are scarce.
    step: u32,
}

/// The pages of one space.
#[derive(Clone, Debug)]
struct PageTable {
    task: u8,
    pages: SharedArray<Page, PAGES_PER_CHUNK>,
    /// How many pages the region has.
    len: u32,
    /// For each chunk, a step at or before that of its coldest page in a frame; the maximum where there is none.
    /// Touches only raise steps, so a bound that is too low stays a bound, and is raised when it is looked at.
    bounds: Vec<u32>,
    counts: PageCounts,
}

/// Frames, swap, and the page tables of all spaces.
#[derive(Clone, Debug)]
pub struct PhysicalMemory {
    design: MemoryDesign,
    /// The binary logarithm of a page's length.
    page_shift: u32,
    tables: Vec<PageTable>,
    frames_used: u32,
    frames_used_max: u32,
    swap_used: u32,
    /// Whether all pages of all regions can have a frame at once. Then nobody ever waits for one, no page ever
    /// goes to swap, and when a page was touched last never matters.
    plentiful: bool,
    /// The space at work, by its place.
    active: usize,
    /// The step of its operation.
    step: u32,
    starved: Option<u32>,
    traffic: PageTraffic,
    recording: bool,
    events: Vec<PageEvent>,
}

/// Physical memory at rest.
#[derive(Clone, Debug)]
pub(crate) struct MemorySnapshot {
    tables: Vec<PageTable>,
    frames_used: u32,
    frames_used_max: u32,
    swap_used: u32,
}

impl Default for PhysicalMemory {
    /// No memory for no spaces: what a region holds while nobody lends it any. It has starved from the start, so that the
    /// tables which a heap writes as it is founded take no frames before they are used.
    fn default() -> Self {
        let design = MemoryDesign {
            page_bytes: 1,
            frames: 0,
            swap_pages: 0,
        };
        Self {
            starved: Some(0),
            ..Self::new(design, &[])
        }
    }
}

impl PhysicalMemory {
    /// Free frames, empty swap, and a table without pages for each space, given as its task and its region's
    /// length in bytes.
    pub(crate) fn new(design: MemoryDesign, spaces: &[(u8, u32)]) -> Self {
        let tables: Vec<PageTable> = spaces
            .iter()
            .map(|&(task, region_bytes)| PageTable::new(task, region_bytes, design.page_bytes))
            .collect();
        let pages: u64 = tables.iter().map(|table| u64::from(table.len)).sum();
        Self {
            plentiful: pages <= u64::from(design.frames),
            page_shift: design.page_bytes.trailing_zeros(),
            design,
            tables,
            frames_used: 0,
            frames_used_max: 0,
            swap_used: 0,
            active: 0,
            step: 0,
            starved: None,
            traffic: PageTraffic::default(),
            recording: false,
            events: Vec::new(),
        }
    }

    /// Begins an operation of the space at a place.
    pub(crate) fn begin(&mut self, active: usize, step: u32, recording: bool) {
        self.active = active;
        self.step = step;
        self.starved = None;
        self.traffic = PageTraffic::default();
        self.recording = recording;
        self.events.clear();
    }

    pub(crate) fn snapshot(&self) -> MemorySnapshot {
        MemorySnapshot {
            tables: self.tables.clone(),
            frames_used: self.frames_used,
            frames_used_max: self.frames_used_max,
            swap_used: self.swap_used,
        }
    }

    pub(crate) fn restore(&mut self, snapshot: &MemorySnapshot) {
        self.tables.clone_from(&snapshot.tables);
        self.frames_used = snapshot.frames_used;
        self.frames_used_max = snapshot.frames_used_max;
        self.swap_used = snapshot.swap_used;
    }

    /// How much memory there is.
    #[must_use]
    pub fn design(&self) -> MemoryDesign {
        self.design
    }

    /// Whether every page of every region can have a frame at once.
    #[must_use]
    pub fn is_plentiful(&self) -> bool {
        self.plentiful
    }

    /// Frames that nobody holds.
    #[must_use]
    pub fn frames_free(&self) -> u32 {
        self.design.frames - self.frames_used
    }

    /// The most frames held at once so far, by all together.
    #[must_use]
    pub fn frames_used_max(&self) -> u32 {
        self.frames_used_max
    }

    /// Pages in swap.
    #[must_use]
    pub fn swap_used(&self) -> u32 {
        self.swap_used
    }

    /// The page that the operation found no frame for, if there was one.
    pub(crate) fn starved(&self) -> Option<u32> {
        self.starved
    }

    /// What the operation did to pages.
    #[must_use]
    pub fn traffic(&self) -> PageTraffic {
        self.traffic
    }

    /// What that took, roughly in units of a probe: to find a cold page takes a look at every chunk of pages.
    pub(crate) fn work(&self) -> u64 {
        let PageTraffic {
            committed,
            faults,
            returned,
            swap_outs,
            ..
        } = self.traffic;
        let chunks: usize = self.tables.iter().map(|table| table.bounds.len()).sum();
        u64::from(committed)
            + u64::from(faults)
            + u64::from(returned)
            + u64::from(swap_outs) * (16 + chunks as u64 / 4)
    }

    /// What it did, one by one, if that was recorded; at most 65 536.
    #[must_use]
    pub fn events(&self) -> &[PageEvent] {
        &self.events
    }

    pub(crate) fn counts(&self, place: usize) -> PageCounts {
        self.tables[place].counts
    }

    /// How many pages the region of a space has.
    pub(crate) fn reserved_pages(&self, place: usize) -> u32 {
        self.tables[place].len
    }

    /// Where each page of a space is, in order.
    pub(crate) fn pages(&self, place: usize) -> impl Iterator<Item = PageState> + use<'_> {
        let table = &self.tables[place];
        table
            .pages
            .iter()
            .take(table.len as usize)
            .map(|page| page.state)
    }

    /// Touches the pages of a range of the region at work.
    #[inline(always)]
    pub fn touch(&mut self, offset: u32, bytes: u32, access: Access) {
        // Where frames are plentiful, a read changes nothing: nothing is in swap, and nobody asks what is cold.
        // Searches read billions of headers, so that they stop here matters.
        if access == Access::Write || !self.plentiful {
            self.touch_pages(offset, bytes, access);
        }
    }

    #[inline(never)]
    fn touch_pages(&mut self, offset: u32, bytes: u32, access: Access) {
        if bytes == 0 {
            return;
        }
        let first = offset >> self.page_shift;
        let last = (offset + (bytes - 1)) >> self.page_shift;
        for page in first..=last {
            self.touch_page(page, access);
        }
    }

    #[inline]
    fn touch_page(&mut self, page: u32, access: Access) {
        if self.starved.is_some() {
            return;
        }
        let Page { state, step } = *self.tables[self.active].pages.get(page as usize);
        match (state, access) {
            (PageState::Resident, _) if self.plentiful || step == self.step => {}
            (PageState::Absent, Access::Read) => {}
            _ => self.touch_cold(page, state, access),
        }
    }

    #[cold]
    fn touch_cold(&mut self, page: u32, state: PageState, access: Access) {
        match state {
            PageState::Resident => {}
            PageState::Untouched if access == Access::Read => {}
            PageState::Untouched => self.table().counts.untouched -= 1,
            PageState::Absent => {
                if !self.make_room() {
                    return self.starve(page);
                }
                self.frames_used += 1;
                self.traffic.faults += 1;
                let counts = &mut self.table().counts;
                counts.resident += 1;
                counts.faults += 1;
                self.keep(PageEvent::Faulted { page });
            }
            PageState::Swapped => {
                // Its own place in swap is free for the page that makes room.
                self.swap_used -= 1;
                let room = self.make_room();
                assert!(room, "a page that leaves swap makes room for another");
                self.frames_used += 1;
                self.traffic.faults += 1;
                self.traffic.swap_ins += 1;
                let counts = &mut self.table().counts;
                counts.swapped -= 1;
                counts.resident += 1;
                counts.faults += 1;
                counts.swap_ins += 1;
                self.keep(PageEvent::SwappedIn { page });
            }
        }
        let now = if state == PageState::Untouched && access == Access::Read {
            PageState::Untouched
        } else {
            PageState::Resident
        };
        self.put(page, now);
        self.raise_peaks();
    }

    /// Takes a frame for every page of the ranges that has no memory yet; if that cannot be, takes none. The ranges are
    /// in order of address.
    pub fn commit(&mut self, ranges: &[Range<u32>]) -> bool {
        if self.starved.is_some() {
            return true;
        }
        let page_shift = self.page_shift;
        let pages = || {
            let mut next = 0;
            let ranges = ranges.iter().filter(|range| !range.is_empty());
            ranges.flat_map(move |range| {
                // Two ranges may share a page.
                let first = next.max(range.start >> page_shift);
                next = next.max(((range.end - 1) >> page_shift) + 1);
                first..next
            })
        };
        let table = &self.tables[self.active];
        let absent = |table: &PageTable, page: u32| {
            table.pages.get(page as usize).state == PageState::Absent
        };
        let needed = pages().filter(|&page| absent(table, page)).count();
        let needed = u32::try_from(needed).expect("a region has fewer pages than bytes");
        if needed == 0 {
            return true;
        }
        let free = self.frames_free();
        let swap_free = self.design.swap_pages - self.swap_used;
        let available = free + swap_free.min(self.frames_used);
        if needed > available {
            self.keep(PageEvent::Short {
                needed_pages: needed,
                available_pages: available,
            });
            return false;
        }
        for _ in free..needed {
            self.swap_out();
        }
        for page in pages() {
            if absent(&self.tables[self.active], page) {
                self.frames_used += 1;
                self.traffic.committed += 1;
                let counts = &mut self.table().counts;
                counts.resident += 1;
                counts.untouched += 1;
                self.put(page, PageState::Untouched);
                self.keep(PageEvent::Committed { page });
            }
        }
        self.raise_peaks();
        true
    }

    /// Gives back the pages that lie whole in a range, and names each that was there.
    pub fn decommit(&mut self, offset: u32, bytes: u32, mut returned: impl FnMut(u32)) {
        if self.starved.is_some() {
            return;
        }
        let page_bytes = self.design.page_bytes;
        let first = offset.div_ceil(page_bytes);
        let behind = (offset + bytes) >> self.page_shift;
        for page in first..behind {
            let state = self.tables[self.active].pages.get(page as usize).state;
            if state != PageState::Absent {
                self.drop_page(page, state);
                self.traffic.returned += 1;
                self.keep(PageEvent::Returned { page });
                returned(page);
            }
        }
    }

    /// Returns everything a space holds; what it did so far stays counted.
    pub(crate) fn release(&mut self, place: usize) {
        let table = &mut self.tables[place];
        self.frames_used -= table.counts.resident;
        self.swap_used -= table.counts.swapped;
        table.counts.resident = 0;
        table.counts.untouched = 0;
        table.counts.swapped = 0;
        table.pages = SharedArray::new(table.len as usize);
        table.bounds.fill(u32::MAX);
    }

    /// The bytes of memory that `snapshot` takes beside `other`.
    pub(crate) fn snapshot_bytes(snapshot: &MemorySnapshot, other: &MemorySnapshot) -> usize {
        let pairs = snapshot.tables.iter().zip(&other.tables);
        pairs
            .map(|(ours, theirs)| {
                size_of::<PageTable>()
                    + size_of_val(ours.bounds.as_slice())
                    + ours.pages.bytes_beside(&theirs.pages)
            })
            .sum()
    }

    fn table(&mut self) -> &mut PageTable {
        &mut self.tables[self.active]
    }

    fn drop_page(&mut self, page: u32, state: PageState) {
        let counts = &mut self.table().counts;
        match state {
            PageState::Absent => return,
            PageState::Untouched => {
                counts.resident -= 1;
                counts.untouched -= 1;
                self.frames_used -= 1;
            }
            PageState::Resident => {
                counts.resident -= 1;
                self.frames_used -= 1;
            }
            PageState::Swapped => {
                counts.swapped -= 1;
                self.swap_used -= 1;
            }
        }
        self.put(page, PageState::Absent);
    }

    /// Replaces a page of the space at work, touched now.
    fn put(&mut self, page: u32, state: PageState) {
        let step = self.step;
        let table = self.table();
        *table.pages.get_mut(page as usize) = Page { state, step };
        if state.in_frame() {
            let bound = &mut table.bounds[page as usize / PAGES_PER_CHUNK];
            *bound = step.min(*bound);
        }
    }

    /// Makes sure that a frame is free. Gives whether one is.
    fn make_room(&mut self) -> bool {
        if self.frames_used < self.design.frames {
            return true;
        }
        self.swap_used < self.design.swap_pages && {
            self.swap_out();
            true
        }
    }

    /// Puts the coldest page aside. There must be one, and room in swap.
    fn swap_out(&mut self) {
        let (place, page) = self.coldest();
        let table = &mut self.tables[place];
        let victim = table.pages.get_mut(page as usize);
        if victim.state == PageState::Untouched {
            table.counts.untouched -= 1;
        }
        victim.state = PageState::Swapped;
        table.counts.resident -= 1;
        table.counts.swapped += 1;
        table.counts.swap_outs += 1;
        let task = table.task;
        self.frames_used -= 1;
        self.swap_used += 1;
        self.traffic.swap_outs += 1;
        self.keep(PageEvent::SwappedOut { task, page });
    }

    /// The page in a frame that was touched longest ago; of equals the one of the lowest task, then of the lowest
    /// address. As its space's place, and the page.
    fn coldest(&mut self) -> (usize, u32) {
        loop {
            let bounds = self.tables.iter().enumerate().flat_map(|(place, table)| {
                let chunks = table.bounds.iter().enumerate();
                chunks.map(move |(chunk, &bound)| (bound, place, chunk))
            });
            let (bound, place, chunk) = bounds.min().expect("there is a space");
            assert!(bound < u32::MAX, "some page is in a frame");
            let table = &mut self.tables[place];
            let first = chunk * PAGES_PER_CHUNK;
            let pages = first..(first + PAGES_PER_CHUNK).min(table.len as usize);
            let coldest = pages
                .map(|page| (page, table.pages.get(page)))
                .filter(|(_, page)| page.state.in_frame())
                .map(|(at, page)| (page.step, at))
                .min();
            match coldest {
                Some((step, page)) if step == bound => {
                    let page = u32::try_from(page).expect("fewer pages than bytes");
                    return (place, page);
                }
                // The bound was too low: no page of the chunk is that cold any more.
                _ => table.bounds[chunk] = coldest.map_or(u32::MAX, |(step, _)| step),
            }
        }
    }

    fn starve(&mut self, page: u32) {
        self.starved = Some(page);
        self.keep(PageEvent::Starved { page });
    }

    fn raise_peaks(&mut self) {
        self.frames_used_max = self.frames_used_max.max(self.frames_used);
        let counts = &mut self.table().counts;
        counts.resident_max = counts.resident_max.max(counts.resident);
    }

    fn keep(&mut self, event: PageEvent) {
        if self.recording && self.events.len() < EVENTS_MAX {
            self.events.push(event);
        }
    }
}

impl PageTable {
    fn new(task: u8, region_bytes: u32, page_bytes: u32) -> Self {
        let len = region_bytes.div_ceil(page_bytes);
        Self {
            task,
            pages: SharedArray::new(len as usize),
            bounds: vec![u32::MAX; (len as usize).div_ceil(PAGES_PER_CHUNK)],
            len,
            counts: PageCounts::default(),
        }
    }
}
