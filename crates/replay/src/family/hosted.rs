//! Owns a heap of any family as a subject: its region, the observer on it, and its pages at rest.
//!
//! Does not own what the families' heaps do: each tells that by implementing [`Hostable`].

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::policy::placement::Score;
use classic_heap::{
    DesignError, Extent, FreeError, Laid, Misfit, Piece, ReallocateError, Refusal, Region,
};

use crate::design::Regions;
use crate::pages::Pages;
use crate::physical::PhysicalMemory;
use crate::region::MachineRegion;
use crate::subject::{
    AtRest, Begun, Block, Cost, Events, Freed, Grant, NotBegun, Request, Rounding, Saved, Subject,
};
use crate::watch::Watch;

/// A heap over a region of the machine that is watched at work.
pub trait Hostable: Sized + 'static {
    /// Whether it can append a block at its very end, past every policy.
    const APPENDS: bool = false;
    /// Its design.
    type Design: Copy + 'static;
    /// What it knows outside of its region.
    type Roots: Clone + 'static;

    /// An empty heap.
    fn open(design: Self::Design, region: MachineRegion, watch: Watch)
    -> Result<Self, DesignError>;
    fn design(&self) -> Self::Design;
    fn region(&self) -> &MachineRegion;
    fn region_mut(&mut self) -> &mut MachineRegion;
    fn watch(&self) -> &Watch;
    fn watch_mut(&mut self) -> &mut Watch;
    fn roots_at_rest(&self) -> Self::Roots;
    fn restore(&mut self, roots: &Self::Roots);

    /// The bytes of memory that roots take beside older ones, where they own any.
    fn roots_bytes_beside(roots: &Self::Roots, older: &Self::Roots) -> usize {
        let _ = (roots, older);
        0
    }

    /// Lays out blocks and holes in an empty heap, where the family can: see [`Subject::begun`].
    fn lay_out(&mut self, pieces: &[Piece], and_rest: bool) -> Option<Result<Vec<Laid>, Misfit>> {
        let _ = (pieces, and_rest);
        None
    }
    /// Parts an empty heap, where the family can have several regions, and reports the fences.
    fn part(&mut self, gaps: &[Extent], fence: &mut dyn FnMut(Extent)) -> Result<(), DesignError> {
        let _ = (gaps, fence);
        Ok(())
    }
    /// The length of the shortest region that holds the heap as it is.
    fn least_region_bytes(&self) -> u32 {
        self.region().bytes().len() as u32
    }

    fn base_address(&self) -> u32;
    /// Where the last block ends.
    fn end(&self) -> u32;
    fn alignment(&self) -> u32;
    fn front_bytes(&self) -> u32;
    fn score(&self) -> Option<&Score> {
        None
    }
    fn rounding(&self, clamped_bytes: u32) -> Rounding;

    fn allocate(&mut self, request: Request) -> Result<classic_heap::Grant, Refusal>;
    fn reallocate(
        &mut self,
        address: u32,
        bytes: u32,
    ) -> Result<classic_heap::Grant, ReallocateError>;
    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError>;
    fn checks_addresses(&self) -> bool;
    fn idle(&mut self, ticks: u32);

    fn blocks(&self) -> impl Iterator<Item = Block> + '_;
    fn tables(&self) -> [Extent; 2];
    fn fields(&self, block: &Block) -> Vec<Field>;
    /// Whether the heap finds all its blocks itself. Otherwise they are listed as the program knows them.
    fn finds_all_blocks(&self) -> bool {
        true
    }
    fn chains(&self) -> Vec<(u16, Chain)>;
    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_>;
    fn roots(&self) -> Vec<Root>;
    fn check(&self) -> Result<(), classic_heap::Violation>;
}

/// A heap over a region of its own.
#[derive(Debug)]
pub struct Hosted<H> {
    heap: H,
    regions: Regions,
    /// The blocks that stand for gaps, in order of address.
    fences: Vec<Extent>,
    /// Where the highest block ended that was ever live; what was trimmed since is no part of the heap.
    reach: u32,
    /// The region as of the state saved or restored last; what was written since, the region knows itself.
    pages: Pages,
}

/// A heap at rest.
struct SavedHeap<H: Hostable> {
    roots: H::Roots,
    reach: u32,
    pages: Pages,
}

impl<H: Hostable> SavedHeap<H> {
    fn of(saved: &dyn AtRest) -> &Self {
        let saved: &dyn Any = saved;
        saved.downcast_ref().expect("a state of this family's heap")
    }
}

impl<H: Hostable> AtRest for SavedHeap<H> {
    fn bytes_beside(&self, older: &dyn AtRest) -> usize {
        let older = Self::of(older);
        self.pages.bytes_beside(&older.pages) + H::roots_bytes_beside(&self.roots, &older.roots)
    }
}

impl<H: Hostable> Hosted<H> {
    /// An empty heap over regions of zeroes.
    pub(crate) fn open(design: H::Design, regions: Regions) -> Result<Self, DesignError> {
        let region = MachineRegion::new(regions.bytes);
        let mut heap = H::open(design, region, Watch::new(regions.bytes))?;
        let mut fences = Vec::new();
        if !regions.gaps.is_empty() {
            heap.part(&regions.gaps, &mut |fence| fences.push(fence))?;
        }
        Ok(Self {
            heap,
            fences,
            reach: 0,
            pages: Pages::new(regions.bytes),
            regions,
        })
    }

    /// Whether an address is that of a block which stands for a gap: nobody granted it.
    fn is_fence(&self, address: u32) -> bool {
        let offset = address.wrapping_sub(self.heap.base_address());
        let within = |fence: &Extent| fence.start <= offset && offset < fence.end();
        self.fences.iter().any(within)
    }

    /// The subject as a heap of this family, if it is one.
    #[must_use]
    pub fn of(subject: &dyn Subject) -> Option<&Self> {
        let subject: &dyn Any = subject;
        subject.downcast_ref()
    }

    /// The heap.
    #[must_use]
    pub fn heap(&self) -> &H {
        &self.heap
    }

    /// The bytes of the region.
    #[must_use]
    pub fn region(&self) -> &[u8] {
        self.heap.region().bytes()
    }

    fn range(&self, address: u32, bytes: u32) -> Range<usize> {
        let start = (address - self.heap.base_address()) as usize;
        start..start + bytes as usize
    }

    /// `None` for the null pointer.
    fn grant(&mut self, grant: classic_heap::Grant) -> Option<Grant> {
        if grant == classic_heap::Grant::NULL {
            return None;
        }
        let placed = self.heap.watch().placed();
        let block = placed.expect("every grant is reported as placed");
        self.reach = self.reach().max(block.end());
        Some(Grant {
            address: grant.address,
            payload_bytes: grant.payload_bytes,
            clamped_bytes: grant.clamped_bytes,
            block,
        })
    }
}

impl<H: Hostable> Subject for Hosted<H> {
    fn fresh(&self) -> Box<dyn Subject> {
        let fresh = Self::open(self.heap.design(), self.regions.clone());
        Box::new(fresh.unwrap_or_else(|error| panic!("the design made sense before: {error}")))
    }

    fn begun(&self, pieces: &[Piece], and_rest: bool) -> Result<Begun, NotBegun> {
        if !self.fences.is_empty() {
            return Err(NotBegun::SeveralRegions);
        }
        let mut region_bytes = self.region_bytes();
        loop {
            let begun = Self::open(self.heap.design(), Regions::one(region_bytes));
            let mut begun = begun.map_err(NotBegun::Region)?;
            let laid = begun.heap.lay_out(pieces, and_rest);
            let laid = laid.ok_or(NotBegun::Unable)?;
            let laid = laid.map_err(|misfit| NotBegun::of(misfit, self.region_bytes()))?;
            let least_region_bytes = begun.heap.least_region_bytes();
            if and_rest || least_region_bytes == region_bytes {
                begun.reach = laid.last().map_or(0, |last| last.block.end());
                return Ok((Box::new(begun), laid));
            }
            // A shorter region has shorter tables, so that the heap may end before it once more.
            region_bytes = least_region_bytes;
        }
    }

    fn region_base(&self) -> u32 {
        self.heap.base_address()
    }

    fn region_bytes(&self) -> u32 {
        Region::bytes(self.heap.region())
    }

    fn end(&self) -> u32 {
        self.heap.end()
    }

    fn gaps(&self) -> &[Extent] {
        &self.regions.gaps
    }

    fn reach(&self) -> u32 {
        self.reach.min(self.heap.end())
    }

    fn heap_bytes(&self) -> u32 {
        let reach = self.reach();
        let gaps = self.regions.gaps.iter();
        let below = gaps.map(|gap| reach.min(gap.end()).saturating_sub(gap.start));
        reach - below.sum::<u32>()
    }

    fn alignment(&self) -> u32 {
        self.heap.alignment()
    }

    fn front_bytes(&self) -> u32 {
        self.heap.front_bytes()
    }

    fn score(&self) -> Option<&Score> {
        self.heap.score()
    }

    fn begin(&mut self, recording: bool, work_max: u64) {
        self.heap.watch_mut().begin(recording, work_max);
    }

    fn allocate(&mut self, request: Request) -> Result<Option<Grant>, Refusal> {
        let grant = self.heap.allocate(request)?;
        Ok(self.grant(grant))
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Option<Grant>, ReallocateError> {
        if self.is_fence(address) {
            return Err(ReallocateError::Address(FreeError::UnknownAddress));
        }
        let grant = self.heap.reallocate(address, bytes)?;
        Ok(self.grant(grant))
    }

    fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        if self.is_fence(address) {
            return Err(FreeError::UnknownAddress);
        }
        let freed = self.heap.free(address)?;
        Ok(if freed.queued {
            Freed::Queued
        } else {
            Freed::AtOnce
        })
    }

    fn appends(&self) -> bool {
        H::APPENDS
    }

    fn checks_addresses(&self) -> bool {
        self.heap.checks_addresses()
    }

    fn idle(&mut self, ticks: u32) {
        self.heap.idle(ticks);
    }

    fn rounding(&self, clamped_bytes: u32) -> Rounding {
        self.heap.rounding(clamped_bytes)
    }

    fn memory(&self, address: u32, bytes: u32) -> &[u8] {
        &self.region()[self.range(address, bytes)]
    }

    fn memory_mut(&mut self, address: u32, bytes: u32) -> &mut [u8] {
        let range = self.range(address, bytes);
        self.heap.region_mut().bytes_mut(range)
    }

    fn physical_mut(&mut self) -> &mut PhysicalMemory {
        self.heap.region_mut().memory_mut()
    }

    fn blocks(&self) -> Box<dyn Iterator<Item = Block> + '_> {
        if self.fences.is_empty() {
            return Box::new(self.heap.blocks());
        }
        let mut blocks: Vec<_> = self.heap.blocks().collect();
        for &fence in &self.fences {
            // Without headers, nothing in the heap says that it is there.
            let place = blocks.binary_search_by_key(&fence.start, |block| block.extent.start);
            if let Err(place) = place {
                blocks.insert(place, Block::without_header(fence, false));
            }
        }
        Box::new(blocks.into_iter())
    }

    fn visit_blocks(&self, visit: &mut dyn FnMut(&Block)) {
        if self.fences.is_empty() {
            self.heap.blocks().for_each(|block| visit(&block));
        } else {
            self.blocks().for_each(|block| visit(&block));
        }
    }

    fn tables(&self) -> [Extent; 2] {
        self.heap.tables()
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        self.heap.fields(block)
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        let mut chains = self.heap.chains();
        if !self.heap.finds_all_blocks() {
            chains.insert(0, (Chain::ALL_BLOCKS, Chain::BY_ADDRESS));
        }
        chains
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        if chain == Chain::ALL_BLOCKS && !self.heap.finds_all_blocks() {
            return Box::new(self.heap.blocks());
        }
        self.heap.walk(chain)
    }

    fn roots(&self) -> Vec<Root> {
        self.heap.roots()
    }

    fn cost(&self) -> Cost {
        self.heap.watch().cost()
    }

    fn events(&self) -> &Events {
        self.heap.watch().events()
    }

    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.heap.check()
    }

    fn save(&mut self) -> Saved {
        self.heap.region_mut().save(&mut self.pages);
        Rc::new(SavedHeap::<H> {
            roots: self.heap.roots_at_rest(),
            reach: self.reach,
            pages: self.pages.clone(),
        })
    }

    fn restore(&mut self, saved: &Saved) {
        let saved = SavedHeap::<H>::of(&**saved);
        let region = self.heap.region_mut();
        region.restore(&mut self.pages, &saved.pages);
        self.heap.restore(&saved.roots);
        self.reach = saved.reach;
    }

    fn digest(&self, feed: &mut dyn FnMut(&[u8])) {
        // Bookkeeping, but no payload: whether payloads were filled for a check must not show.
        let bytes = |extent: Extent| &self.region()[extent.start as usize..extent.end() as usize];
        for block in self.blocks() {
            feed(&block.bookkeeping.start.to_le_bytes());
            feed(bytes(block.bookkeeping));
            feed(bytes(block.footer));
        }
        for table in self.heap.tables() {
            feed(bytes(table));
        }
    }
}
