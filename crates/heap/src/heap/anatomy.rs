//! Owns what Classic's heap tells of itself in the words that all families share.
//!
//! Reads as `view` does: nothing is counted, and no observer sees it.

use super::{Heap, Roots};
use crate::anatomy::{Chain, Field, FieldKind, Flag, Root};
use crate::header::{ADDR, HEADER_BYTES, Header, NEXT, NEXT_FREE, SIZE};
use crate::heap::view::BlockView;
use crate::observe::{Extent, Observer};
use crate::policies::Policies;
use crate::region::Region;

/// The list of all blocks, by its place among the chains.
const ALL_BLOCKS: u16 = 0;
/// The free list.
const FREE_LIST: u16 = 1;

/// The chains of a design that keeps a free list; of others the first alone.
static CHAINS: [Chain; 2] = [
    Chain {
        id: "blocks",
        title: "All blocks",
        index: None,
        sizes: None,
        is_of_holes: false,
        is_linked: true,
    },
    Chain {
        id: "free-list",
        title: "Free list",
        index: None,
        sizes: None,
        is_of_holes: true,
        is_linked: true,
    },
];

/// The low bits of `addr`, from bit 0 on.
static FLAGS: [Flag; 3] = [
    Flag {
        set: "free",
        clear: "allocated",
    },
    Flag {
        set: "padded in front: the fourth word counts by how much",
        clear: "not padded in front",
    },
    Flag {
        set: "freed by the program, queued",
        clear: "not queued",
    },
];

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// The four words of a block's header.
    pub fn fields(&self, block: &BlockView) -> [Field; 4] {
        let Header { size, addr, next } = block.header;
        let fourth = block.next_free_or_padding;
        let start_of = |block| self.block_at(block).extent.start;
        let field = |name, about, offset, word, kind| Field {
            name,
            about,
            extent: Extent {
                start: block.header_offset + offset,
                bytes: 4,
            },
            word,
            kind,
            flags: &[],
        };
        let link = |chain, to| FieldKind::Link {
            chain,
            to,
            is_forward: true,
        };
        let (name, about, kind) = if block.is_free() && self.keeps_free_list() {
            let to = self.hole_at(fourth).map(start_of);
            let about = "the payload of the next hole on the free list; 0 at its end";
            ("next_free", about, link(FREE_LIST, to))
        } else if block.header.is_padded() {
            let about = "the bytes in front of this header that align the payload";
            ("padding", about, FieldKind::Bytes)
        } else {
            ("–", "unused in this block", FieldKind::Unused)
        };
        let to = self.linked(next).map(start_of);
        [
            field(
                "size",
                "the payload’s length in bytes",
                SIZE,
                size,
                FieldKind::Bytes,
            ),
            Field {
                flags: &FLAGS,
                ..field(
                    "addr",
                    "the payload’s address, with flags in its low bits",
                    ADDR,
                    addr,
                    FieldKind::Address,
                )
            },
            field(
                "next",
                "the next header in the list of all blocks; 0 at its end",
                NEXT,
                next,
                link(ALL_BLOCKS, to),
            ),
            field(name, about, NEXT_FREE, fourth, kind),
        ]
    }

    /// The list of all blocks and, where the structure keeps one, the free list.
    pub fn chains(&self) -> &'static [Chain] {
        match self.keeps_free_list() {
            true => &CHAINS,
            false => &CHAINS[..1],
        }
    }

    /// The blocks of a chain, in its order.
    pub fn walk(&self, chain: u16) -> impl Iterator<Item = BlockView> + '_ {
        let is_free_list = chain == FREE_LIST;
        let blocks = (!is_free_list).then(|| self.list());
        let holes = is_free_list.then(|| self.free_list());
        blocks
            .into_iter()
            .flatten()
            .chain(holes.into_iter().flatten())
    }

    /// The heads and tails of the lists, the last block in memory and, where a search resumes, where it does.
    pub fn named_roots(&self) -> impl Iterator<Item = Root> + '_ {
        let Roots {
            kernel_aloc,
            last,
            tail,
            free_head,
            free_tail,
            rover,
            ..
        } = self.roots;
        let root = |name, about, chain, header: Option<u32>| Root {
            name,
            about,
            chain,
            block: header.map(|header| self.block_at_header(header).extent.start),
        };
        let of_list = [
            root(
                "KERNEL_ALOC",
                "the head of the list of all blocks",
                Some(ALL_BLOCKS),
                kernel_aloc,
            ),
            root("LAST", "the last block in memory", None, last),
            root(
                "TAIL",
                "the tail of the list of all blocks",
                Some(ALL_BLOCKS),
                tail,
            ),
        ];
        let of_free_list = [
            root(
                "FREE HEAD",
                "the head of the free list",
                Some(FREE_LIST),
                free_head,
            ),
            root(
                "FREE TAIL",
                "the tail of the free list",
                Some(FREE_LIST),
                free_tail,
            ),
        ];
        let has_free_list = self.keeps_free_list();
        let resumes = self.design().placement.resumes();
        let rover = root(
            "ROVER",
            "the block after which the next search begins",
            None,
            rover,
        );
        of_list
            .into_iter()
            .chain(of_free_list.into_iter().filter(move |_| has_free_list))
            .chain(core::iter::once(rover).filter(move |_| resumes))
    }

    fn block_at(&self, block: super::Block) -> BlockView {
        self.block_at_header(block.0)
    }
}

const _: () = assert!(NEXT_FREE + 4 == HEADER_BYTES, "four words");
