//! Owns what a heap of this family tells of itself in the words that all families share.
//!
//! Reads as `view` does: nothing is counted, and no observer sees it.

use super::policy::buddy_state::Keeping;
use super::{BuddyHeap, BuddyPolicies, BuddyView};
use crate::anatomy::{Chain, Field, FieldKind, Flag, Piece, PieceKind, Root};
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// The orders follow the chain of all blocks, by their numbers.
const FIRST_ORDER: u16 = 1;

/// The low bits of a size, from bit 0 on.
static FLAGS: [Flag; 2] = [
    Flag {
        set: "free",
        clear: "allocated",
    },
    Flag {
        set: "the payload begins further on, for its alignment",
        clear: "the payload begins right after",
    },
];

impl<R: Region, P: BuddyPolicies, O: Observer> BuddyHeap<R, P, O> {
    /// Every byte of the region that the heap uses once, in order of address. Of a design that must be told sizes, the bytes
    /// between two holes are one payload of no block.
    pub fn pieces(&self, visit: &mut dyn FnMut(Piece)) {
        let geometry = self.geometry;
        let header_bytes = self.design().header_bytes();
        let mut give = |start: u32, end: u32, kind, block| {
            if end > start {
                visit(Piece {
                    extent: Extent {
                        start,
                        bytes: end - start,
                    },
                    kind,
                    block,
                });
            }
        };
        give(0, geometry.table_end, PieceKind::Table, None);
        give(geometry.table_end, geometry.first, PieceKind::Padding, None);
        if self.design().knows_sizes() {
            for block in self.blocks() {
                let start = block.extent.start;
                let payload = start + block.payload_at;
                let kind = if block.is_free {
                    PieceKind::Hole
                } else {
                    PieceKind::Payload
                };
                give(
                    start,
                    payload - header_bytes,
                    PieceKind::Padding,
                    Some(start),
                );
                give(
                    payload - header_bytes,
                    payload,
                    PieceKind::Header,
                    Some(start),
                );
                give(payload, block.extent.end(), kind, Some(start));
            }
        } else {
            let mut at = geometry.first;
            while at < geometry.limit {
                let hole = self.first_hole_from(at);
                let start = hole.map_or(geometry.limit, |hole| hole.start);
                give(at, start, PieceKind::Payload, None);
                at = hole.map_or(geometry.limit, Extent::end);
                give(start, at, PieceKind::Hole, hole.map(|hole| hole.start));
            }
        }
        give(geometry.limit, geometry.region, PieceKind::Padding, None);
    }

    /// The hole at the lowest address from `at` on, by a walk of all lists.
    fn first_hole_from(&self, at: u32) -> Option<Extent> {
        let mut first: Option<Extent> = None;
        self.holes(&mut |hole| {
            if hole.start >= at && first.is_none_or(|first| hole.start < first.start) {
                first = Some(hole);
            }
        });
        first
    }

    /// The words of bookkeeping in a block, in order of address. Without headers, only a hole has any.
    pub fn fields(&self, block: &BuddyView, visit: &mut dyn FnMut(Field)) {
        let header_bytes = self.design().header_bytes();
        let start = block.extent.start;
        let field = |name, about, at: u32, kind, flags| Field {
            name,
            about,
            extent: Extent {
                start: at,
                bytes: 4,
            },
            word: self.region.word(at),
            kind,
            flags,
        };
        let links = |visit: &mut dyn FnMut(Field), at: u32| {
            if !block.is_free {
                let about = "unused in this block";
                visit(field("next", about, at, FieldKind::Unused, &[]));
                visit(field("prev", about, at + 4, FieldKind::Unused, &[]));
                return;
            }
            let order = self.geometry.order_of(block.extent.bytes).unwrap_or(0);
            let link = |at, is_forward| {
                let to = self.link_at(at);
                FieldKind::Link {
                    chain: FIRST_ORDER + order as u16,
                    to: (to != self.nil()).then_some(to),
                    is_forward,
                }
            };
            let next = "the next hole of its order; 0 at the list’s end";
            let prev = "the hole before it on its list; of the first hole, the last one";
            visit(field("next", next, at, link(at, true), &[]));
            visit(field("prev", prev, at + 4, link(at + 4, false), &[]));
        };
        let header = |visit: &mut dyn FnMut(Field), at: u32, name, about, kind| {
            if self.next_at() < header_bytes {
                links(visit, at);
            }
            visit(field(name, about, at + header_bytes - 8, kind, &[]));
            let size = "the block’s length in bytes, header included";
            let size_at = at + header_bytes - 4;
            visit(field("size", size, size_at, FieldKind::Bytes, &FLAGS));
        };
        let near = start + block.payload_at - header_bytes;
        if header_bytes > 0 {
            if near > start {
                let about = "how far into the block its payload begins, in bytes";
                header(visit, start, "shift", about, FieldKind::Bytes);
            }
            let (about, kind) = if block.is_free {
                ("unused in this block", FieldKind::Unused)
            } else {
                ("the bytes that were asked for", FieldKind::Bytes)
            };
            header(visit, near, "request", about, kind);
        }
        if block.is_free && self.next_at() >= header_bytes {
            links(visit, start + self.next_at());
        }
    }

    /// The chains, each with the number by which [`walk`](Self::walk) knows it: all blocks, and every order that has holes.
    pub fn chains(&self, visit: &mut dyn FnMut(u16, Chain)) {
        if self.design().knows_sizes() {
            visit(Chain::ALL_BLOCKS, Chain::BY_ADDRESS);
        }
        for order in 0..self.geometry.orders {
            if self.first_of(order) == self.nil() {
                continue;
            }
            let payload_bytes = self.geometry.block_bytes(order) - self.design().header_bytes();
            let chain = Chain {
                id: "order",
                title: "Order",
                index: Some(order),
                sizes: Some((payload_bytes, payload_bytes)),
                is_of_holes: true,
                is_linked: true,
            };
            visit(FIRST_ORDER + order as u16, chain);
        }
    }

    /// The blocks of a chain, in its order, until `visit` returns `false`.
    pub fn walk(&self, chain: u16, visit: &mut dyn FnMut(BuddyView) -> bool) {
        if chain == Chain::ALL_BLOCKS {
            for block in self.blocks() {
                if !visit(block) {
                    return;
                }
            }
        } else if u32::from(chain - FIRST_ORDER) < self.geometry.orders {
            self.walk_order(u32::from(chain - FIRST_ORDER), visit);
        }
    }

    /// What leads to the chains, each with where in the region it lies, if it lies there: the heads that are not empty, the
    /// counts, and what says which buddies are holes.
    pub fn named_roots(&self, visit: &mut dyn FnMut(Root, Option<Extent>)) {
        let geometry = self.geometry;
        let lies = |start: u32, end: u32| {
            self.has_table().then_some(Extent {
                start,
                bytes: end - start,
            })
        };
        for order in 0..geometry.orders {
            let head = self.first_of(order);
            if head != self.nil() {
                let root = Root {
                    name: "HEAD",
                    about: "the first hole of its order",
                    chain: Some(FIRST_ORDER + order as u16),
                    block: Some(head),
                };
                let at = geometry.heads_at + order * 4;
                visit(root, lies(at, at + 4));
            }
        }
        let table = |name, about| Root {
            name,
            about,
            chain: None,
            block: None,
        };
        if self.design().coalescing.counts() {
            let root = table("COUNTS", "how many holes each order has");
            let extent = lies(geometry.counts_at, geometry.counts_at + geometry.orders * 4);
            visit(root, extent);
        }
        let state = match self.design().keeping() {
            Keeping::Lists | Keeping::Headers => return,
            Keeping::Pairs => table(
                "PAIRS",
                "a bit for each pair of buddies: whether exactly one is a hole",
            ),
            Keeping::Orders => table(
                "ORDERS",
                "a byte for each smallest block: the order of the block that begins there, and whether it is a hole",
            ),
        };
        visit(state, lies(geometry.states_at, geometry.table_end));
    }
}
