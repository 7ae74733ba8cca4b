//! Owns how the heaps of the family `tags`, blocks back to back and holes in bins, are replayed.

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::catalog;
use classic_heap::policy::Doc;
use classic_heap::tags::catalog::AXES;
use classic_heap::tags::{Layout, TagDesign, TagDraft, TagHeap, TagRoots, TagView};
use classic_heap::{
    DesignError, Extent, FreeError, Grant, Laid, Misfit, Piece, ReallocateError, Refusal,
};

use super::Family;
use super::hosted::{Hostable, Hosted};
use super::known::Known;
use crate::design::Regions;
use crate::designs::SourceNames;
use crate::region::MachineRegion;
use crate::subject::{Block, Request, Rounding, Subject};
use crate::watch::Watch;

impl Family for TagDraft {
    const DOC: Doc = Doc {
        id: "tags",
        title: "Tagged blocks",
        summary: "Blocks lie back to back, and a block’s size leads to the next; holes are kept in bins.",
        trade_off: "Finds neighbours and holes in a few steps, for tables and tags that have to be kept in order.",
        parameter: None,
    };
    const FIRST_AXES: &'static [&'static str] = &[
        "header",
        "footers",
        "bins",
        "placement",
        "coalescing",
        "quick",
        "end",
    ];
    const AXES: &'static [catalog::Axis<Self>] = AXES;

    const SOURCE: SourceNames = SourceNames {
        module: "tags::",
        design: "TagDesign",
        draft: "TagDraft",
        plain: "PLAIN",
        has_plain_design: false,
        fields: &[
            ("region-base", "base"),
            ("minimum", "minimum_bytes"),
            ("maximum", "maximum_bytes"),
            ("bins-exact", "bins_exact_bytes"),
            ("quick", "quick_lists"),
            ("growth", "growth_bytes"),
        ],
        policies: &[
            ("header", "0", "NoHeader"),
            ("header", "4", "Size"),
            ("header", "8", "LinkAndSize"),
            ("header", "16", "Full"),
            ("footers", "none", "NoFooter"),
            ("footers", "holes", "OfHoles"),
            ("footers", "all", "OfAll"),
            ("sentinels", "none", "NoSentinel"),
            ("sentinels", "end", "AtEnd"),
            ("sentinels", "both", "AtBothEnds"),
        ],
        shared: &[
            "oversize",
            "zero",
            "granted_end",
            "split",
            "coalescing",
            "end",
            "commit",
        ],
    };

    fn with_base(self, base: u32) -> Self {
        Self { base, ..self }
    }

    fn check(&self, regions: &Regions) -> Result<(), DesignError> {
        let design = TagDesign::new(*self)?;
        design.check_region(regions.bytes)?;
        design.check_gaps(regions.bytes, &regions.gaps)
    }

    fn open(&self, regions: Regions) -> Result<Box<dyn Subject>, DesignError> {
        let design = TagDesign::new(*self)?;
        Ok(Box::new(Hosted::<Tags>::open(design, regions)?))
    }
}

/// A heap of this family, and what its program knows of it.
#[derive(Debug)]
pub struct Tags {
    heap: TagHeap<MachineRegion, TagDesign, Watch>,
    known: Known,
}

fn block(view: &TagView, layout: &Layout) -> Block {
    let Extent { start, bytes } = view.extent;
    // Of a hole, a footer that live blocks lack lies in the payload, as links do: a request may have it.
    let (header_bytes, footer_bytes) = (layout.header_bytes, layout.footer_bytes);
    Block {
        extent: view.extent,
        bookkeeping: Extent {
            start,
            bytes: header_bytes,
        },
        payload: Extent {
            start: start + header_bytes,
            bytes: bytes - header_bytes - footer_bytes,
        },
        footer: Extent {
            start: start + bytes - footer_bytes,
            bytes: footer_bytes,
        },
        free: view.is_free,
    }
}

impl Hostable for Tags {
    type Design = TagDesign;
    type Roots = (TagRoots, Known);

    fn open(design: TagDesign, region: MachineRegion, watch: Watch) -> Result<Self, DesignError> {
        Ok(Self {
            heap: TagHeap::observed(region, design, watch)?,
            known: Known::of_heap_that(design.has_headers()),
        })
    }

    fn design(&self) -> TagDesign {
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

    fn lay_out(&mut self, pieces: &[Piece], and_rest: bool) -> Option<Result<Vec<Laid>, Misfit>> {
        let mut laid = Vec::new();
        let done = self
            .heap
            .lay_out(pieces, and_rest, &mut |piece| laid.push(piece));
        for (piece, laid) in pieces.iter().zip(&laid).filter(|(piece, _)| !piece.is_free) {
            let grant = Grant {
                address: laid.address,
                payload_bytes: laid.payload_bytes,
                clamped_bytes: piece.bytes,
            };
            self.known.note_grant(None, grant);
        }
        Some(done.map(|()| laid))
    }

    fn part(&mut self, gaps: &[Extent], fence: &mut dyn FnMut(Extent)) -> Result<(), DesignError> {
        self.heap.part(gaps, fence)
    }

    fn least_region_bytes(&self) -> u32 {
        self.heap.least_region_bytes()
    }

    fn base_address(&self) -> u32 {
        self.heap.design().base_address()
    }

    fn end(&self) -> u32 {
        self.heap.roots().end()
    }

    fn alignment(&self) -> u32 {
        self.heap.design().alignment
    }

    fn front_bytes(&self) -> u32 {
        self.heap.design().layout().header_bytes
    }

    fn rounding(&self, clamped_bytes: u32) -> Rounding {
        let design = self.heap.design();
        let layout = design.layout();
        let block_bytes = design
            .block_bytes(clamped_bytes)
            .expect("a size that was granted");
        let payload_bytes = block_bytes - layout.header_bytes - layout.footer_bytes;
        // What only the smallest hole asks for is part of the minimum.
        let least = block_bytes == layout.hole_bytes_min;
        let raised = design.minimum_bytes.max(clamped_bytes);
        let minimum_bytes = if least { payload_bytes } else { raised } - clamped_bytes;
        Rounding {
            minimum_bytes,
            alignment_bytes: payload_bytes - clamped_bytes - minimum_bytes,
        }
    }

    fn allocate(&mut self, request: Request) -> Result<Grant, Refusal> {
        let grant = match request {
            // There is no other end to take it from: the heap's own growth is an axis of this family.
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
        let before = self.heap.design().reuse.then_some(address);
        Ok(self.known.note_grant(before, grant))
    }

    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError> {
        let bytes = self.known.granted_bytes(address)?;
        let freed = self.heap.free_sized(address, bytes)?;
        // What is never used again stays a block.
        if self.heap.design().reuse {
            self.known.note_free(address);
        }
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
        let layout = design.layout();
        let live = move |address, bytes| Extent {
            start: address - design.base_address(),
            bytes: design.block_bytes(bytes).expect("a size that was granted"),
        };
        let without_headers = (!design.has_headers())
            .then(|| self.known.blocks(live, |visit| self.heap.holes(visit)));
        let with_headers = self.heap.blocks();
        with_headers
            .map(move |view| block(&view, &layout))
            .chain(without_headers.into_iter().flatten())
    }

    fn tables(&self) -> [Extent; 2] {
        self.heap.tables()
    }

    fn fields(&self, block: &Block) -> Vec<Field> {
        let mut fields = Vec::new();
        if self.heap.design().has_headers() || block.free {
            self.heap
                .fields(block.extent.start, &mut |field| fields.push(field));
        }
        fields
    }

    fn finds_all_blocks(&self) -> bool {
        self.heap.design().has_headers()
    }

    fn chains(&self) -> Vec<(u16, Chain)> {
        let mut chains = Vec::new();
        self.heap
            .chains(&mut |number, chain| chains.push((number, chain)));
        chains
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        let layout = self.heap.design().layout();
        let mut blocks = Vec::new();
        self.heap.walk(chain, &mut |view| {
            blocks.push(block(&view, &layout));
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
