//! Owns how the heaps of Classic's family, one list of all blocks, are replayed.

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::catalog::{self, AXES, FIRST_AXES, Values};
use classic_heap::policy::Doc;
use classic_heap::policy::placement::{Placement, Score, Scored};
use classic_heap::{
    BlockView, Design, DesignError, Extent, FreeError, HEADER_BYTES, Heap, Laid, Misfit, Piece,
    ReallocateError, Refusal, Roots, Sizing,
};

use super::hosted::{Hostable, Hosted};
use super::{AllocatorDesign, Family, Former};
use crate::design::{Regions, set_weight};
use crate::designs::SourceNames;
use crate::region::MachineRegion;
use crate::subject::{Block, Request, Rounding, Subject};
use crate::watch::Watch;

/// Classic's heap over a region of its own.
pub type Classic = Hosted<Heap<MachineRegion, Design, Watch>>;

impl Family for Values {
    const DOC: Doc = Doc {
        id: "list",
        title: "Linked list",
        summary: "Classic’s: one list links all blocks by headers of 16 bytes; a second list may link the holes.",
        trade_off: "Every search is a walk, and every block has 16 bytes of bookkeeping.",
        parameter: None,
    };
    const FIRST_AXES: &'static [&'static str] = &FIRST_AXES;
    const AXES: &'static [catalog::Axis<Self>] = AXES;

    const SOURCE: SourceNames = SourceNames {
        module: "",
        design: "Design",
        draft: "Draft",
        plain: "CLASSIC",
        has_plain_design: true,
        fields: &[
            ("region-base", "base"),
            ("minimum", "minimum_bytes"),
            ("maximum", "maximum_bytes"),
            ("queue-pressure", "pressure"),
            ("give-back", "decommit"),
        ],
        policies: &[],
        shared: &[],
    };

    fn set_former(&mut self, name: &str, text: &str) -> Option<Former> {
        set_weight(self, name, text)
    }

    fn with_base(self, base: u32) -> Self {
        Self::with_base(self, base)
    }

    fn check(&self, regions: &Regions) -> Result<(), DesignError> {
        let design = self.design()?;
        design.check_region(regions.bytes)?;
        design.check_gaps(regions.bytes, &regions.gaps)
    }

    fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError> {
        Ok(Box::new(Classic::open(self.design()?, regions)?))
    }
}

impl From<Design> for AllocatorDesign {
    fn from(design: Design) -> Self {
        Values::from(design).into()
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
            footer: Extent {
                start: view.extent.end(),
                bytes: 0,
            },
            free: view.is_free(),
        }
    }
}

impl Hostable for Heap<MachineRegion, Design, Watch> {
    const APPENDS: bool = true;
    type Design = Design;
    type Roots = Roots;

    fn open(design: Design, region: MachineRegion, watch: Watch) -> Result<Self, DesignError> {
        Self::observed(region, design, watch)
    }

    fn design(&self) -> Design {
        *self.design()
    }

    fn region(&self) -> &MachineRegion {
        self.region()
    }

    fn region_mut(&mut self) -> &mut MachineRegion {
        self.region_mut()
    }

    fn watch(&self) -> &Watch {
        self.observer()
    }

    fn watch_mut(&mut self) -> &mut Watch {
        self.observer_mut()
    }

    fn roots_at_rest(&self) -> Roots {
        self.roots()
    }

    fn restore(&mut self, roots: &Roots) {
        self.restore(*roots);
    }

    fn lay_out(&mut self, pieces: &[Piece], and_rest: bool) -> Option<Result<Vec<Laid>, Misfit>> {
        let mut laid = Vec::new();
        let done = self.lay_out(pieces, and_rest, &mut |piece| laid.push(piece));
        Some(done.map(|()| laid))
    }

    fn part(&mut self, gaps: &[Extent], fence: &mut dyn FnMut(Extent)) -> Result<(), DesignError> {
        self.part(gaps, fence)
    }

    fn least_region_bytes(&self) -> u32 {
        self.least_region_bytes()
    }

    fn base_address(&self) -> u32 {
        self.design().base_address()
    }

    fn end(&self) -> u32 {
        self.roots().end
    }

    fn alignment(&self) -> u32 {
        self.design().alignment
    }

    fn front_bytes(&self) -> u32 {
        self.design().block_front_bytes()
    }

    fn score(&self) -> Option<&Score> {
        match &self.design().placement {
            Placement::Scored(Scored(score)) => Some(score),
            _ => None,
        }
    }

    fn rounding(&self, clamped_bytes: u32) -> Rounding {
        let sizing = Sizing::without_maximum(self.design(), clamped_bytes)
            .expect("a size that was granted has a payload");
        Rounding {
            minimum_bytes: sizing.minimum_rounding_bytes,
            alignment_bytes: sizing.alignment_rounding_bytes,
        }
    }

    fn allocate(&mut self, request: Request) -> Result<classic_heap::Grant, Refusal> {
        match request {
            Request::Malloc { bytes } => self.allocate(bytes),
            Request::Falloc { bytes } => self.falloc(bytes),
            Request::Aligned { bytes, alignment } => self.allocate_aligned(bytes, alignment),
            Request::Calloc { bytes } => self.allocate_zeroed(bytes),
        }
    }

    fn reallocate(
        &mut self,
        address: u32,
        bytes: u32,
    ) -> Result<classic_heap::Grant, ReallocateError> {
        self.reallocate(address, bytes)
    }

    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError> {
        self.free(address)
    }

    fn checks_addresses(&self) -> bool {
        true
    }

    fn idle(&mut self, ticks: u32) {
        self.idle(ticks);
    }

    fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        self.blocks().map(|view| Block::from(&view))
    }

    fn tables(&self) -> [Extent; 2] {
        let index = self.index_range();
        let bytes = index.end - index.start;
        let start = index.start;
        [Extent { start: 0, bytes: 0 }, Extent { start, bytes }]
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        let view = self.block_at_header(block.bookkeeping.start);
        self.fields(&view).into()
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        (0..).zip(self.chains().iter().copied()).collect()
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        Box::new(self.walk(chain).map(|view| Block::from(&view)))
    }

    fn roots(&self) -> Vec<Root> {
        self.named_roots().collect()
    }

    fn check(&self) -> Result<(), classic_heap::Violation> {
        self.check()
    }
}
