//! Owns how the heaps of the family `slab`, slabs of equal objects over buddies, are replayed.

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::buddy::BuddyRoots;
use classic_heap::catalog;
use classic_heap::policy::Doc;
use classic_heap::slab::catalog::AXES;
use classic_heap::slab::{SlabDesign, SlabDraft, SlabHeap, SlabView};
use classic_heap::{DesignError, Extent, FreeError, Grant, ReallocateError, Refusal};

use super::Family;
use super::hosted::{Hostable, Hosted};
use crate::design::Regions;
use crate::designs::SourceNames;
use crate::region::MachineRegion;
use crate::subject::{Block, Request, Rounding, Subject};
use crate::watch::Watch;

impl Family for SlabDraft {
    const DOC: Doc = Doc {
        id: "slab",
        title: "Slabs",
        summary: "Memory is cut into slabs of equal objects, a class for each size; larger requests get blocks of buddies.",
        trade_off: "Finds an object in one step and never splits one, for slabs that one live object keeps from all other sizes.",
        parameter: None,
    };
    const FIRST_AXES: &'static [&'static str] = &[
        "slab",
        "classes-per-doubling",
        "descriptor",
        "slab-choice",
        "empty-slabs",
    ];
    const AXES: &'static [catalog::Axis<Self>] = AXES;

    const SOURCE: SourceNames = SourceNames {
        module: "slab::",
        design: "SlabDesign",
        draft: "SlabDraft",
        plain: "PLAIN",
        has_plain_design: false,
        fields: &[
            ("region-base", "base"),
            ("smallest-block", "smallest_block_bytes"),
            ("slab", "slab_bytes"),
            ("smallest-object", "smallest_object_bytes"),
            ("largest-object", "largest_object_bytes"),
            ("maximum", "maximum_bytes"),
        ],
        policies: &[],
        shared: &["oversize", "zero", "free_order", "commit"],
    };

    fn with_base(self, base: u32) -> Self {
        Self { base, ..self }
    }

    fn check(&self, regions: &Regions) -> Result<(), DesignError> {
        SlabDesign::new(*self)?.check_region(regions.bytes)?;
        regions.check_no_buddy_lies_across()
    }

    fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError> {
        let design = SlabDesign::new(*self)?;
        Ok(Box::new(Hosted::<Slabs>::open(design, regions)?))
    }
}

/// A heap of this family. It finds everything itself.
#[derive(Debug)]
pub struct Slabs(SlabHeap<MachineRegion, SlabDesign, Watch>);

/// A slab's descriptor is the header of its first object.
fn block(view: SlabView) -> Block {
    let SlabView {
        extent, payload, ..
    } = view;
    let nothing = |start| Extent { start, bytes: 0 };
    Block {
        extent,
        bookkeeping: Extent {
            start: extent.start,
            bytes: payload.start - extent.start,
        },
        payload,
        footer: nothing(payload.end()),
        free: view.is_free,
    }
}

impl Hostable for Slabs {
    type Design = SlabDesign;
    type Roots = BuddyRoots;

    fn open(design: SlabDesign, region: MachineRegion, watch: Watch) -> Result<Self, DesignError> {
        Ok(Self(SlabHeap::observed(region, design, watch)?))
    }

    fn design(&self) -> SlabDesign {
        *self.0.design()
    }

    fn region(&self) -> &MachineRegion {
        self.0.region()
    }

    fn region_mut(&mut self) -> &mut MachineRegion {
        self.0.region_mut()
    }

    fn watch(&self) -> &Watch {
        self.0.observer()
    }

    fn watch_mut(&mut self) -> &mut Watch {
        self.0.observer_mut()
    }

    fn roots_at_rest(&self) -> BuddyRoots {
        self.0.roots()
    }

    fn restore(&mut self, roots: &BuddyRoots) {
        self.0.restore(*roots);
    }

    fn base_address(&self) -> u32 {
        self.0.design().base_address()
    }

    fn end(&self) -> u32 {
        self.0.end()
    }

    fn alignment(&self) -> u32 {
        self.0.design().granule()
    }

    fn front_bytes(&self) -> u32 {
        0
    }

    fn rounding(&self, _clamped_bytes: u32) -> Rounding {
        // An object is longer than its request because there is no class between: all of that was not split off.
        Rounding::default()
    }

    fn allocate(&mut self, request: Request) -> Result<Grant, Refusal> {
        match request {
            // All memory is in blocks from the start: there is no end to take it from.
            Request::Malloc { bytes } | Request::Falloc { bytes } => self.0.allocate(bytes),
            Request::Aligned { bytes, alignment } => self.0.allocate_aligned(bytes, alignment),
            Request::Calloc { bytes } => self.0.allocate_zeroed(bytes),
        }
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        self.0.reallocate(address, bytes)
    }

    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError> {
        self.0.free(address)
    }

    fn checks_addresses(&self) -> bool {
        false
    }

    fn idle(&mut self, ticks: u32) {
        self.0.idle(ticks);
    }

    fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        self.0.blocks().map(block)
    }

    fn tables(&self) -> [Extent; 2] {
        self.0.tables()
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        let mut fields = Vec::new();
        let view = self.0.view(block.extent.start);
        self.0.fields(&view, &mut |field| fields.push(field));
        fields
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        let mut chains = Vec::new();
        self.0
            .chains(&mut |number, chain| chains.push((number, chain)));
        chains
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        let mut blocks = Vec::new();
        self.0.walk(chain, &mut |view| {
            blocks.push(block(view));
            true
        });
        Box::new(blocks.into_iter())
    }

    fn roots(&self) -> Vec<Root> {
        let mut roots = Vec::new();
        self.0.named_roots(&mut |root, _| roots.push(root));
        roots
    }

    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.0.check()
    }
}
