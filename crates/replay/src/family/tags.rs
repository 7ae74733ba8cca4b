//! Owns how the heaps of the family `tags`, blocks back to back and holes in bins, are replayed.
//!
//! Where blocks have no headers, a program tells the size of what it frees. A scenario doesn't, so the sizes are kept here,
//! outside of the region, as the program would know them.

use std::collections::BTreeMap;
use std::rc::Rc;

use classic_heap::anatomy::{Chain, Field, Root};
use classic_heap::catalog;
use classic_heap::policy::Doc;
use classic_heap::tags::catalog::AXES;
use classic_heap::tags::{TagDesign, TagDraft, TagHeap, TagRoots, TagView};
use classic_heap::{DesignError, Extent, FreeError, Grant, ReallocateError, Refusal};

use super::Family;
use super::hosted::{Hostable, Hosted};
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
        shared: &["oversize", "split", "coalescing", "commit"],
    };

    fn with_base(self, base: u32) -> Self {
        Self { base, ..self }
    }

    fn check(&self, region_bytes: u32) -> Result<(), DesignError> {
        TagDesign::new(*self)?.check_region(region_bytes)
    }

    fn open(&self, region_bytes: u32) -> Result<Box<dyn Subject>, DesignError> {
        let design = TagDesign::new(*self)?;
        Ok(Box::new(Hosted::<Tags>::open(design, region_bytes)?))
    }
}

/// A heap of this family, and what its program knows of it.
#[derive(Debug)]
pub struct Tags {
    heap: TagHeap<MachineRegion, TagDesign, Watch>,
    known: Known,
}

/// What is known outside of the region, beside the heap's own roots.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Where the highest block ended that was ever live, less what was trimmed.
    reach: u32,
    /// Of a design without headers, what each live block was granted for, by its address.
    sizes: Rc<BTreeMap<u32, u32>>,
}

impl Tags {
    /// Takes note of what was granted in place of what was at an address.
    fn grant(&mut self, before: Option<u32>, grant: Grant) -> Grant {
        if let Some(placed) = self.heap.observer().placed() {
            self.known.reach = self.known.reach.max(placed.end());
        }
        if !self.heap.design().has_headers() {
            let sizes = Rc::make_mut(&mut self.known.sizes);
            if let Some(before) = before {
                sizes.remove(&before);
            }
            if grant != Grant::NULL {
                sizes.insert(grant.address, grant.clamped_bytes);
            }
        }
        grant
    }

    /// What the program was granted at an address; 0 where blocks know it themselves.
    fn granted_bytes(&self, address: u32) -> Result<u32, FreeError> {
        if self.heap.design().has_headers() {
            return Ok(0);
        }
        let bytes = self.known.sizes.get(&address);
        bytes.copied().ok_or(FreeError::UnknownAddress)
    }

    fn block(&self, view: &TagView) -> Block {
        let Extent { start, bytes } = view.extent;
        // Of a hole, a footer that live blocks lack lies in the payload, as links do: a request may have it.
        let layout = self.heap.design().layout();
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

    /// The blocks of a heap without headers: the holes, and what the program knows of.
    fn unheaded(&self) -> Vec<Block> {
        let design = self.heap.design();
        let base = design.base_address();
        let plain = |start, bytes, free| Block {
            extent: Extent { start, bytes },
            bookkeeping: Extent { start, bytes: 0 },
            payload: Extent { start, bytes },
            footer: Extent {
                start: start + bytes,
                bytes: 0,
            },
            free,
        };
        let live = self.known.sizes.iter().map(|(&address, &bytes)| {
            let block_bytes = design.block_bytes(bytes).expect("a size that was granted");
            plain(address - base, block_bytes, false)
        });
        let mut blocks: Vec<_> = live.collect();
        self.heap.holes(&mut |hole| {
            blocks.push(plain(hole.start, hole.bytes, true));
        });
        blocks.sort_unstable_by_key(|block| block.extent.start);
        blocks
    }
}

impl Hostable for Tags {
    type Design = TagDesign;
    type Roots = (TagRoots, Known);

    fn open(design: TagDesign, region: MachineRegion, watch: Watch) -> Result<Self, DesignError> {
        Ok(Self {
            heap: TagHeap::observed(region, design, watch)?,
            known: Known::default(),
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

    fn base_address(&self) -> u32 {
        self.heap.design().base_address()
    }

    fn end(&self) -> u32 {
        self.heap.roots().end()
    }

    fn reach(&self) -> u32 {
        self.known.reach.min(self.heap.roots().end())
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
        Ok(self.grant(None, grant))
    }

    fn reallocate(&mut self, address: u32, bytes: u32) -> Result<Grant, ReallocateError> {
        let old_bytes = self
            .granted_bytes(address)
            .map_err(ReallocateError::Address)?;
        let grant = self.heap.reallocate_sized(address, old_bytes, bytes)?;
        Ok(self.grant(Some(address), grant))
    }

    fn free(&mut self, address: u32) -> Result<classic_heap::Freed, FreeError> {
        let bytes = self.granted_bytes(address)?;
        let freed = self.heap.free_sized(address, bytes)?;
        if !self.heap.design().has_headers() {
            Rc::make_mut(&mut self.known.sizes).remove(&address);
        }
        self.known.reach = self.known.reach.min(self.heap.roots().end());
        Ok(freed)
    }

    fn checks_addresses(&self) -> bool {
        false
    }

    fn idle(&mut self, ticks: u32) {
        self.heap.idle(ticks);
    }

    fn blocks(&self) -> Box<dyn Iterator<Item = Block> + '_> {
        if self.heap.design().has_headers() {
            Box::new(self.heap.blocks().map(|view| self.block(&view)))
        } else {
            Box::new(self.unheaded().into_iter())
        }
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

    fn chains(&self) -> Vec<(u16, Chain)> {
        let mut chains = Vec::new();
        self.heap
            .chains(&mut |number, chain| chains.push((number, chain)));
        chains
    }

    fn walk(&self, chain: u16) -> Box<dyn Iterator<Item = Block> + '_> {
        let mut blocks = Vec::new();
        self.heap.walk(chain, &mut |view| {
            blocks.push(self.block(&view));
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
