//! Owns Classic's heap as a [`Subject`]: its region, the observer on it, and its pages at rest.

use std::any::Any;
use std::rc::Rc;

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::policy::placement::{Placement, Score, Scored};
use classic_heap::{
    BlockView, Design, DesignError, Extent, FreeError, HEADER_BYTES, Heap, Observer,
    ReallocateError, Refusal, Region, Roots, Sizing,
};

use crate::design::{WholeDesign, design_text};
use crate::designs::Designs;
use crate::pages::Pages;
use crate::physical::PhysicalMemory;
use crate::region::MachineRegion;
use crate::subject::{
    AtRest, Block, Cost, Events, Freed, Grant, Request, Rounding, Saved, Subject,
};
use crate::watch::Watch;

/// Classic's heap over a region of its own.
#[derive(Debug)]
pub struct Classic {
    heap: Heap<MachineRegion, Design, Watch>,
    /// The region as of the last snapshot taken or restored; what was written since, it knows itself.
    pages: Pages,
    base: u32,
    /// The design as it is written, with values that make no difference.
    whole: WholeDesign,
}

/// Classic's heap at rest.
struct SavedHeap {
    roots: Roots,
    pages: Pages,
}

impl SavedHeap {
    fn of(saved: &dyn AtRest) -> &Self {
        let saved: &dyn Any = saved;
        saved.downcast_ref().expect("a state of Classic's heap")
    }
}

impl AtRest for SavedHeap {
    fn bytes_beside(&self, older: &dyn AtRest) -> usize {
        self.pages.bytes_beside(&Self::of(older).pages)
    }
}

impl Classic {
    /// An empty heap over a region of zeroes.
    ///
    /// # Errors
    /// If the values do not go together.
    pub fn new(design: impl Into<WholeDesign>) -> Result<Self, DesignError> {
        let whole = design.into();
        let design = whole.design()?;
        let region_bytes = whole.machine.region.region_bytes;
        let region = MachineRegion::new(region_bytes);
        Ok(Self {
            heap: Heap::observed(region, design, Watch::new(region_bytes))?,
            pages: Pages::new(region_bytes),
            base: design.base_address(),
            whole,
        })
    }

    /// The subject as Classic's heap, if it is one.
    #[must_use]
    pub fn of(subject: &dyn Subject) -> Option<&Self> {
        let subject: &dyn Any = subject;
        subject.downcast_ref()
    }

    /// The heap: its blocks in memory and in list order, its roots, its design.
    #[must_use]
    pub fn heap(&self) -> &Heap<impl Region + use<>, Design, impl Observer + use<>> {
        &self.heap
    }

    /// The bytes of the region.
    #[must_use]
    pub fn region(&self) -> &[u8] {
        self.heap.region().bytes()
    }

    fn range(&self, address: u32, bytes: u32) -> std::ops::Range<usize> {
        let start = (address - self.base) as usize;
        start..start + bytes as usize
    }

    fn grant(&mut self, grant: classic_heap::Grant) -> Grant {
        Grant {
            address: grant.address,
            payload_bytes: grant.payload_bytes,
            clamped_bytes: grant.clamped_bytes,
            block: self
                .heap
                .observer()
                .placed()
                .expect("every grant is reported as placed"),
        }
    }
}

impl From<&BlockView> for Block {
    fn from(view: &BlockView) -> Self {
        Self {
            extent: view.extent,
            bookkeeping: Extent {
                start: view.header_offset,
                bytes: HEADER_BYTES,
            },
            payload: Extent {
                start: view.payload_offset(),
                bytes: view.payload_bytes(),
            },
            free: view.is_free(),
        }
    }
}

impl Subject for Classic {
    fn fresh(&self) -> Box<dyn Subject> {
        let fresh = Self::new(self.whole);
        Box::new(fresh.unwrap_or_else(|error| panic!("the design made sense before: {error}")))
    }

    fn design_text(&self, task: u8) -> String {
        design_text(&self.whole, &Designs::default().of_heap(task))
    }

    fn region_base(&self) -> u32 {
        self.base
    }

    fn region_bytes(&self) -> u32 {
        self.heap.region().bytes().len() as u32
    }

    fn heap_bytes(&self) -> u32 {
        self.heap.roots().end
    }

    fn alignment(&self) -> u32 {
        self.heap.design().alignment
    }

    fn front_bytes(&self) -> u32 {
        self.heap.design().block_front_bytes()
    }

    fn score(&self) -> Option<&Score> {
        match &self.heap.design().placement {
            Placement::Scored(Scored(score)) => Some(score),
            _ => None,
        }
    }

    fn begin(&mut self, recording: bool, work_max: u64) {
        self.heap.observer_mut().begin(recording, work_max);
    }

    fn allocate(&mut self, request: Request) -> Result<Grant, Refusal> {
        let grant = match request {
            Request::Malloc { bytes } => self.heap.allocate(bytes),
            Request::Falloc { bytes } => self.heap.falloc(bytes),
            Request::Aligned { bytes, alignment } => self.heap.allocate_aligned(bytes, alignment),
            Request::Calloc { bytes } => self.heap.allocate_zeroed(bytes),
        }?;
        Ok(self.grant(grant))
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
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

    fn idle(&mut self, ticks: u32) {
        self.heap.idle(ticks);
    }

    fn rounding(&self, clamped_bytes: u32) -> Rounding {
        let sizing = Sizing::without_maximum(self.heap.design(), clamped_bytes)
            .expect("a size that was granted has a payload");
        Rounding {
            minimum_bytes: sizing.minimum_rounding_bytes,
            alignment_bytes: sizing.alignment_rounding_bytes,
        }
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
        Box::new(self.heap.blocks().map(|view| Block::from(&view)))
    }

    fn index(&self) -> Extent {
        let range = self.heap.index_range();
        Extent {
            start: range.start,
            bytes: range.end - range.start,
        }
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        let view = self.heap.block_at_header(block.bookkeeping.start);
        self.heap.fields(&view).into()
    }

    fn chains(&self) -> Vec<Chain> {
        self.heap.chains().into()
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        Box::new(self.heap.walk(chain).map(|view| Block::from(&view)))
    }

    fn roots(&self) -> Vec<Root> {
        self.heap.named_roots().collect()
    }

    fn cost(&self) -> Cost {
        self.heap.observer().cost()
    }

    fn events(&self) -> &Events {
        self.heap.observer().events()
    }

    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.heap.check()
    }

    fn save(&mut self) -> Saved {
        self.heap.region_mut().save(&mut self.pages);
        Rc::new(SavedHeap {
            roots: self.heap.roots(),
            pages: self.pages.clone(),
        })
    }

    fn restore(&mut self, saved: &Saved) {
        let saved = SavedHeap::of(&**saved);
        let region = self.heap.region_mut();
        region.restore(&mut self.pages, &saved.pages);
        self.heap.restore(saved.roots);
    }

    fn digest(&self, feed: &mut dyn FnMut(&[u8])) {
        // Headers and index, but no payload: whether payloads were filled for a check must not show.
        for view in self.heap.blocks() {
            feed(&view.header_offset.to_le_bytes());
            let header = view.header_offset as usize;
            feed(&self.region()[header..header + HEADER_BYTES as usize]);
        }
        let index = self.heap.index_range();
        feed(&self.region()[index.start as usize..index.end as usize]);
    }
}
