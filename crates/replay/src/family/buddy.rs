//! Owns how the heaps of the family `buddy`, blocks of powers of two that split and meet again, are replayed.

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::buddy::catalog::AXES;
use classic_heap::buddy::{BuddyDesign, BuddyDraft, BuddyHeap, BuddyRoots, BuddyView};
use classic_heap::catalog;
use classic_heap::policy::Doc;
use classic_heap::{DesignError, Extent, FreeError, Grant, ReallocateError, Refusal};

use super::Family;
use super::hosted::{Hostable, Hosted};
use super::known::Known;
use crate::design::Regions;
use crate::designs::SourceNames;
use crate::region::MachineRegion;
use crate::subject::{Block, Request, Rounding, Subject};
use crate::watch::Watch;

impl Family for BuddyDraft {
    const DOC: Doc = Doc {
        id: "buddy",
        title: "Buddies",
        summary: "Blocks are powers of two: a block that is too long is halved, and the halves, buddies, become one again.",
        trade_off: "Finds and merges holes in a few steps, for half a block that a request may leave unused.",
        parameter: None,
    };
    const FIRST_AXES: &'static [&'static str] = &[
        "smallest-block",
        "header",
        "buddy-state",
        "free-order",
        "coalescing",
    ];
    const AXES: &'static [catalog::Axis<Self>] = AXES;

    const SOURCE: SourceNames = SourceNames {
        module: "buddy::",
        design: "BuddyDesign",
        draft: "BuddyDraft",
        plain: "PLAIN",
        has_plain_design: false,
        fields: &[
            ("region-base", "base"),
            ("smallest-block", "smallest_block_bytes"),
            ("largest-block", "largest_block_bytes"),
            ("maximum", "maximum_bytes"),
        ],
        policies: &[("header", "none", "NoHeader")],
        shared: &["oversize", "zero", "free_order", "commit"],
    };

    fn with_base(self, base: u32) -> Self {
        Self { base, ..self }
    }

    fn check(&self, regions: &Regions) -> Result<(), DesignError> {
        BuddyDesign::new(*self)?.check_region(regions.bytes)?;
        regions.check_no_buddy_lies_across()
    }

    fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError> {
        let design = BuddyDesign::new(*self)?;
        Ok(Box::new(Hosted::<Buddies>::open(design, regions)?))
    }
}

/// A heap of this family, and what its program knows of it.
#[derive(Debug)]
pub struct Buddies {
    heap: BuddyHeap<MachineRegion, BuddyDesign, Watch>,
    known: Known,
}

fn block(view: &BuddyView, header_bytes: u32) -> Block {
    let payload = view.extent.start + view.payload_at;
    let end = view.extent.end();
    let extent = |start, end| Extent {
        start,
        bytes: end - start,
    };
    Block {
        extent: view.extent,
        bookkeeping: extent(payload - header_bytes, payload),
        payload: extent(payload, end),
        footer: extent(end, end),
        free: view.is_free,
    }
}

impl Hostable for Buddies {
    type Design = BuddyDesign;
    type Roots = (BuddyRoots, Known);

    fn open(design: BuddyDesign, region: MachineRegion, watch: Watch) -> Result<Self, DesignError> {
        Ok(Self {
            heap: BuddyHeap::observed(region, design, watch)?,
            known: Known::of_heap_that(design.knows_sizes()),
        })
    }

    fn design(&self) -> BuddyDesign {
        *self.heap.design()
    }

    fn region(&self) -> &MachineRegion {
        self.heap.region()
    }

    fn region_mut(&mut self) -> &mut MachineRegion {
        self.heap.region_mut()
    }

    fn watch(&self) -> &Watch {
        self.heap.observer()
    }

    fn watch_mut(&mut self) -> &mut Watch {
        self.heap.observer_mut()
    }

    fn roots_at_rest(&self) -> Self::Roots {
        (self.heap.roots(), self.known.clone())
    }

    fn restore(&mut self, (roots, known): &Self::Roots) {
        self.heap.restore(*roots);
        self.known = known.clone();
    }

    fn roots_bytes_beside((_, known): &Self::Roots, (_, older): &Self::Roots) -> usize {
        known.bytes_beside(older)
    }

    fn base_address(&self) -> u32 {
        self.heap.design().base_address()
    }

    fn end(&self) -> u32 {
        self.heap.end()
    }

    fn alignment(&self) -> u32 {
        self.heap.design().granule()
    }

    fn front_bytes(&self) -> u32 {
        self.heap.design().header_bytes()
    }

    fn rounding(&self, _clamped_bytes: u32) -> Rounding {
        // A block is longer than its request because half of it would be too short: all of that was not split off.
        Rounding::default()
    }

    fn allocate(&mut self, request: Request) -> Result<Grant, Refusal> {
        let grant = match request {
            // All memory is in blocks from the start: there is no end to take it from.
            Request::Malloc { bytes } | Request::Falloc { bytes } => self.heap.allocate(bytes),
            Request::Aligned { bytes, alignment } => self.heap.allocate_aligned(bytes, alignment),
            Request::Calloc { bytes } => self.heap.allocate_zeroed(bytes),
        }?;
        Ok(self.known.note_grant(None, grant))
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        let old_bytes = self
            .known
            .granted_bytes(address)
            .map_err(ReallocateError::Address)?;
        let grant = self.heap.reallocate_sized(address, old_bytes, bytes)?;
        Ok(self.known.note_grant(Some(address), grant))
    }

    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError> {
        let bytes = self.known.granted_bytes(address)?;
        let freed = self.heap.free_sized(address, bytes)?;
        self.known.note_free(address);
        Ok(freed)
    }

    fn checks_addresses(&self) -> bool {
        false
    }

    fn idle(&mut self, ticks: u32) {
        self.heap.idle(ticks);
    }

    fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        let design = self.heap.design();
        let header_bytes = design.header_bytes();
        let live = move |address, bytes| Extent {
            start: address - design.base_address(),
            bytes: design.block_bytes(bytes).expect("a size that was granted"),
        };
        let told = (!design.knows_sizes())
            .then(|| self.known.blocks(live, |visit| self.heap.holes(visit)));
        let known = self.heap.blocks();
        known
            .map(move |view| block(&view, header_bytes))
            .chain(told.into_iter().flatten())
    }

    fn tables(&self) -> [Extent; 2] {
        self.heap.tables()
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        let view = BuddyView {
            extent: block.extent,
            payload_at: block.payload.start - block.extent.start,
            is_free: block.free,
        };
        let mut fields = Vec::new();
        self.heap.fields(&view, &mut |field| fields.push(field));
        fields
    }

    fn finds_all_blocks(&self) -> bool {
        self.heap.design().knows_sizes()
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        let mut chains = Vec::new();
        self.heap
            .chains(&mut |number, chain| chains.push((number, chain)));
        chains
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        let header_bytes = self.heap.design().header_bytes();
        let mut blocks = Vec::new();
        self.heap.walk(chain, &mut |view| {
            blocks.push(block(&view, header_bytes));
            true
        });
        Box::new(blocks.into_iter())
    }

    fn roots(&self) -> Vec<Root> {
        let mut roots = Vec::new();
        self.heap.named_roots(&mut |root, _| roots.push(root));
        roots
    }

    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.heap.check()
    }
}
