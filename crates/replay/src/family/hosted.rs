//! Owns a heap of any family as a subject: its region, the observer on it, and its pages at rest.
//!
//! Does not own what the families' heaps do: each tells that by implementing [`Hostable`].

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::policy::placement::Score;
use classic_heap::{DesignError, Extent, FreeError, ReallocateError, Refusal, Region};

use crate::pages::Pages;
use crate::physical::PhysicalMemory;
use crate::region::MachineRegion;
use crate::subject::{
    AtRest, Block, Cost, Events, Freed, Grant, Request, Rounding, Saved, Subject,
};
use crate::watch::Watch;

/// A heap over a region of the machine that is watched at work.
pub trait Hostable: Sized + 'static {
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

    fn base_address(&self) -> u32;
    /// Where the last block ends.
    fn end(&self) -> u32;
    /// Where the highest block ended that was ever live, less what was trimmed.
    fn reach(&self) -> u32 {
        self.end()
    }
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

    fn blocks(&self) -> Box<dyn Iterator<Item = Block> + '_>;
    fn tables(&self) -> [Extent; 2];
    fn fields(&self, block: &Block) -> Vec<Field>;
    fn chains(&self) -> Vec<(u16, Chain)>;
    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_>;
    fn roots(&self) -> Vec<Root>;
    fn check(&self) -> Result<(), classic_heap::Violation>;
}

/// A heap over a region of its own.
#[derive(Debug)]
pub struct Hosted<H> {
    heap: H,
    /// The region as of the state saved or restored last; what was written since, the region knows itself.
    pages: Pages,
}

/// A heap at rest.
struct SavedHeap<R> {
    roots: R,
    pages: Pages,
}

impl<R: 'static> SavedHeap<R> {
    fn of(saved: &dyn AtRest) -> &Self {
        let saved: &dyn Any = saved;
        saved.downcast_ref().expect("a state of this family's heap")
    }
}

impl<R: 'static> AtRest for SavedHeap<R> {
    fn bytes_beside(&self, older: &dyn AtRest) -> usize {
        self.pages.bytes_beside(&Self::of(older).pages)
    }
}

impl<H: Hostable> Hosted<H> {
    /// An empty heap over a region of zeroes.
    pub(crate) fn open(design: H::Design, region_bytes: u32) -> Result<Self, DesignError> {
        let region = MachineRegion::new(region_bytes);
        Ok(Self {
            heap: H::open(design, region, Watch::new(region_bytes))?,
            pages: Pages::new(region_bytes),
        })
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
    fn grant(&self, grant: classic_heap::Grant) -> Option<Grant> {
        (grant != classic_heap::Grant::NULL).then(|| Grant {
            address: grant.address,
            payload_bytes: grant.payload_bytes,
            clamped_bytes: grant.clamped_bytes,
            block: self
                .heap
                .watch()
                .placed()
                .expect("every grant is reported as placed"),
        })
    }
}

impl<H: Hostable> Subject for Hosted<H> {
    fn fresh(&self) -> Box<dyn Subject> {
        let fresh = Self::open(self.heap.design(), self.region_bytes());
        Box::new(fresh.unwrap_or_else(|error| panic!("the design made sense before: {error}")))
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

    fn heap_bytes(&self) -> u32 {
        self.heap.reach()
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
        let grant = self.heap.reallocate(address, bytes)?;
        Ok(self.grant(grant))
    }

    fn free(&mut self, address: u32) -> Result<Freed, FreeError> {
        let freed = self.heap.free(address)?;
        Ok(if freed.queued {
            Freed::Queued
        } else {
            Freed::AtOnce
        })
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
        self.heap.blocks()
    }

    fn tables(&self) -> [Extent; 2] {
        self.heap.tables()
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        self.heap.fields(block)
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        self.heap.chains()
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
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
        Rc::new(SavedHeap {
            roots: self.heap.roots_at_rest(),
            pages: self.pages.clone(),
        })
    }

    fn restore(&mut self, saved: &Saved) {
        let saved = SavedHeap::<H::Roots>::of(&**saved);
        let region = self.heap.region_mut();
        region.restore(&mut self.pages, &saved.pages);
        self.heap.restore(&saved.roots);
    }

    fn digest(&self, feed: &mut dyn FnMut(&[u8])) {
        // Bookkeeping, but no payload: whether payloads were filled for a check must not show.
        let bytes = |extent: Extent| &self.region()[extent.start as usize..extent.end() as usize];
        for block in self.heap.blocks() {
            feed(&block.bookkeeping.start.to_le_bytes());
            feed(bytes(block.bookkeeping));
            feed(bytes(block.footer));
        }
        for table in self.heap.tables() {
            feed(bytes(table));
        }
    }
}
