//! Owns what a heap of this family tells of itself in the words that all families share.
//!
//! Reads as `view` does: nothing is counted, and no observer sees it.

use super::policy::bins::Binning;
use super::policy::footers::Footing;
use super::{FREE, QUICK, TagHeap, TagPolicies, TagView, extent};
use crate::anatomy::{Chain, Field, FieldKind, Flag, Piece, PieceKind, Root};
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// The lists of holes follow the chain of all blocks, then the quick lists, by their numbers.
const FIRST_BIN: u16 = 1;

/// The low bits of a size, from bit 0 on.
static FLAGS: [Flag; 3] = [
    Flag {
        set: "free",
        clear: "allocated",
    },
    Flag {
        set: "the block before is free, and its last word is its size",
        clear: "the block before is allocated",
    },
    Flag {
        set: "on a quick list: freed by the program, live to its neighbours",
        clear: "not on a quick list",
    },
];

impl<R: Region, P: TagPolicies, O: Observer> TagHeap<R, P, O> {
    /// Every byte of the region that the heap uses once, in order of address. Without headers, the bytes between two holes are
    /// one payload of no block, since live blocks don't know their size.
    pub fn pieces(&self, visit: &mut dyn FnMut(Piece)) {
        let words = self.words();
        let table = self.table;
        let mut give = |start: u32, end: u32, kind, block| {
            if end > start {
                visit(Piece {
                    extent: extent(start, end - start),
                    kind,
                    block,
                });
            }
        };
        give(0, table.end, PieceKind::Table, None);
        give(table.end, table.front, PieceKind::Padding, None);
        give(table.front, table.first, PieceKind::Sentinel, None);
        let end = self.roots.end;
        if self.design().has_headers() {
            for block in self.blocks() {
                let start = block.extent.start;
                let after = start + block.extent.bytes;
                let footed = words.footing == Footing::InAll
                    || (words.footing == Footing::InHoles && block.is_free);
                let footer = if footed { after - 4 } else { after };
                // The links of a small hole may leave no room between them and its footer, but a header never does.
                let header = start + words.header_bytes;
                let kind = match (block.is_free, block.is_quick) {
                    (true, _) => PieceKind::Hole,
                    (_, true) => PieceKind::Stagnant,
                    _ => PieceKind::Payload,
                };
                give(start, header, PieceKind::Header, Some(start));
                give(header, footer, kind, Some(start));
                give(footer, after, PieceKind::Footer, Some(start));
            }
        } else {
            let mut at = table.first;
            while at < end {
                let hole = self.first_hole_from(at);
                let start = hole.map_or(end, |hole| hole.start);
                give(at, start, PieceKind::Payload, None);
                at = hole.map_or(end, |hole| hole.start + hole.bytes);
                give(start, at, PieceKind::Hole, hole.map(|hole| hole.start));
            }
        }
        give(end, table.limit, PieceKind::Beyond, None);
        let sentinel = if self.design().sentinels.kind().end {
            table.limit + words.header_bytes
        } else {
            table.limit
        };
        give(table.limit, sentinel, PieceKind::Sentinel, None);
        give(sentinel, table.region, PieceKind::Padding, None);
    }

    /// The hole at the lowest address from `at` on, by a walk of all lists.
    fn first_hole_from(&self, at: u32) -> Option<Extent> {
        let mut first: Option<Extent> = None;
        for bin in 0..self.bins() {
            self.walk_bin(bin, &mut |hole| {
                let extent = hole.extent;
                if extent.start >= at && first.is_none_or(|first| extent.start < first.start) {
                    first = Some(extent);
                }
                true
            });
        }
        first
    }

    /// The words of bookkeeping in the block that begins at `start`, in order of address. Without headers, only a hole has any.
    pub fn fields(&self, start: u32, visit: &mut dyn FnMut(Field)) {
        let words = self.words();
        let view = self.view(start);
        let is_tree = self.binning() == Binning::Tree;
        let has_tag = words.footing == Footing::InNextHeader || words.header_bytes == 16;
        let is_linked = view.is_free || view.is_quick;
        let in_header = |at: u32| at < words.header_bytes;
        let chain = if view.is_quick {
            self.quick_chain(view.extent.bytes)
        } else {
            FIRST_BIN + self.bin_of(view.extent.bytes) as u16
        };
        let mut fields: [Option<Field>; 5] = [None; 5];
        let plain = |name, about, at: u32, kind| Field {
            name,
            about,
            extent: extent(start + at, 4),
            word: self.region.word(start + at),
            kind,
            flags: &[],
        };
        if has_tag {
            let told = words.footing == Footing::InNextHeader && start != self.table.first;
            let (about, kind) = if told {
                ("the length of the block before, in bytes", FieldKind::Bytes)
            } else {
                ("unused in this block", FieldKind::Unused)
            };
            fields[0] = Some(plain("before", about, words.before_at, kind));
        }
        let size = Field {
            flags: &FLAGS[..words.flags.count_ones() as usize],
            ..plain(
                "size",
                "the block’s length in bytes, header and footer included",
                words.size_at,
                FieldKind::Bytes,
            )
        };
        fields[1] = Some(size);
        let link = |name, about, at: u32, is_forward| {
            let to = self.link_at(start + at);
            let kind = FieldKind::Link {
                chain,
                to: (to != self.nil()).then_some(to),
                is_forward,
            };
            plain(name, about, at, kind)
        };
        let unused = |name, at: u32| plain(name, "unused in this block", at, FieldKind::Unused);
        let (next, next_about, prev, prev_about) = if is_tree && !view.is_quick {
            (
                "smaller",
                "the subtree of smaller holes; 0 where there is none",
                "larger",
                "the subtree of larger holes; 0 where there is none",
            )
        } else {
            (
                "next",
                "the next block of its list; 0 at its end",
                "prev",
                "the block before it on its list; 0 at its head",
            )
        };
        if is_linked {
            fields[2] = Some(link(next, next_about, words.next_at, true));
            if (words.is_double || is_tree) && view.is_free {
                fields[3] = Some(link(prev, prev_about, words.prev_at, is_tree));
            }
        } else if in_header(words.next_at) {
            fields[2] = Some(unused(next, words.next_at));
        }
        if fields[3].is_none() && in_header(words.prev_at) {
            fields[3] = Some(unused(prev, words.prev_at));
        }
        let footed =
            words.footing == Footing::InAll || (words.footing == Footing::InHoles && view.is_free);
        if footed {
            fields[4] = Some(Field {
                flags: if words.footing == Footing::InAll {
                    &FLAGS[..1]
                } else {
                    &[]
                },
                ..plain(
                    "footer",
                    "the block’s length in bytes, once more",
                    view.extent.bytes - 4,
                    FieldKind::Bytes,
                )
            });
        }
        fields.sort_unstable_by_key(|field| field.map_or(u32::MAX, |field| field.extent.start));
        for field in fields.into_iter().flatten() {
            visit(field);
        }
    }

    /// The chain of the quick list for blocks of so many bytes.
    fn quick_chain(&self, bytes: u32) -> u16 {
        let list = (bytes - self.quick_bytes(0)) / self.words().granule;
        FIRST_BIN + (self.bins() + list) as u16
    }

    /// The chains, each with the number by which [`walk`](Self::walk) knows it: all blocks, one list or the tree, or every
    /// class that has holes, and every quick list that has blocks.
    pub fn chains(&self, visit: &mut dyn FnMut(u16, Chain)) {
        if self.design().has_headers() {
            visit(Chain::ALL_BLOCKS, Chain::BY_ADDRESS);
        }
        let words = self.words();
        let payload = |bytes: u32| bytes.saturating_sub(words.header_bytes + words.footer_bytes);
        for bin in 0..self.bins() {
            let sizes = self.bin_bounds(bin);
            if sizes.is_some() && self.head_of(bin) == self.nil() {
                continue;
            }
            let (id, title) = match self.binning() {
                Binning::OneList => ("free-list", "Free list"),
                Binning::Tree => ("tree", "Best-fit tree"),
                Binning::Classes | Binning::RoundedClasses => ("bin", "Bin"),
            };
            visit(
                FIRST_BIN + bin as u16,
                Chain {
                    id,
                    title,
                    index: None,
                    sizes: sizes.map(|(least, greatest)| (payload(least), payload(greatest))),
                    is_of_holes: true,
                    is_linked: true,
                },
            );
        }
        for list in 0..self.design().quick_lists {
            if self.link_at(self.table.quick_at + list * 4) == self.nil() {
                continue;
            }
            let bytes = payload(self.quick_bytes(list));
            visit(
                FIRST_BIN + (self.bins() + list) as u16,
                Chain {
                    id: "quick-list",
                    title: "Quick list",
                    index: None,
                    sizes: Some((bytes, bytes)),
                    is_of_holes: false,
                    is_linked: true,
                },
            );
        }
    }

    /// The blocks of a chain, in its order, until `visit` returns `false`.
    pub fn walk(&self, chain: u16, visit: &mut dyn FnMut(TagView) -> bool) {
        if chain == Chain::ALL_BLOCKS {
            for block in self.blocks() {
                if !visit(block) {
                    return;
                }
            }
            return;
        }
        let bin = u32::from(chain - FIRST_BIN);
        if bin < self.bins() {
            self.walk_bin(bin, visit);
        } else if bin - self.bins() < self.design().quick_lists {
            self.walk_quick(bin - self.bins(), visit);
        }
    }

    /// What leads to the chains, each with where in the region it lies, if it lies there: the heads that are not empty, the
    /// bitmaps, the rover and the hole at the end.
    pub fn named_roots(&self, visit: &mut dyn FnMut(Root, Option<Extent>)) {
        let nil = self.nil();
        let some = |block: u32| (block != nil).then_some(block);
        let root = |name, about, chain, block| Root {
            name,
            about,
            chain,
            block,
        };
        let bins = self.bins();
        if self.table.classes == 0 {
            let (name, about) = if self.binning() == Binning::Tree {
                ("ROOT", "the root of the tree of all holes")
            } else {
                ("HEAD", "the first hole of the list")
            };
            visit(
                root(name, about, Some(FIRST_BIN), some(self.roots.head)),
                None,
            );
        } else {
            visit(
                root(
                    "SUMMARY",
                    "a bit for each bitmap that is not zero",
                    None,
                    None,
                ),
                Some(extent(0, 4)),
            );
            visit(
                root("BITMAPS", "a bit for each bin that has a hole", None, None),
                Some(extent(4, self.table.heads_at - 4)),
            );
            for bin in 0..bins {
                let head = self.head_of(bin);
                if head != nil {
                    let place = extent(self.table.heads_at + bin * 4, 4);
                    let chain = FIRST_BIN + bin as u16;
                    visit(
                        root("HEAD", "the first hole of a bin", Some(chain), Some(head)),
                        Some(place),
                    );
                }
            }
        }
        for list in 0..self.design().quick_lists {
            let at = self.table.quick_at + list * 4;
            let head = self.link_at(at);
            if head != nil {
                let chain = FIRST_BIN + (bins + list) as u16;
                let about = "the first block of a quick list";
                visit(
                    root("QUICK", about, Some(chain), Some(head)),
                    Some(extent(at, 4)),
                );
            }
        }
        if self.design().placement.resumes() {
            let about = "the hole after which the next search begins; none: at the head";
            visit(root("ROVER", about, None, some(self.roots.rover)), None);
        }
        if !self.design().end.is_whole() {
            let about = "the hole that ends where the heap ends";
            visit(
                root("LAST HOLE", about, None, some(self.roots.last_hole)),
                None,
            );
        }
    }
}

const _: () = assert!(FREE == 1 && QUICK == 4, "the flags are named from bit 0 on");
