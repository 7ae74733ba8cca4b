//! Owns what a heap of this family tells of itself in the words that all families share.
//!
//! Reads as `view` does: nothing is counted, and no observer sees it. Blocks of pages tell what those of buddies do.

use super::sizes::number_of;
use super::slabs::{COUNTS_AT, FREE_AT, NEXT_AT, PREV_AT};
use super::view::of_pages;
use super::{SlabHeap, SlabPolicies, SlabView};
use crate::anatomy::{Chain, Field, FieldKind, Piece, PieceKind, Root};
use crate::buddy::BuddyView;
use crate::observe::{Extent, Observer};
use crate::region::Region;

/// The number of the first class's objects among the chains, after the orders of pages; each class has its objects, then its slabs.
const FIRST_CLASS: u16 = 32;

impl<R: Region, P: SlabPolicies, O: Observer> SlabHeap<R, P, O> {
    /// Every byte of the region that the heap uses once, in order of address.
    pub fn pieces(&self, visit: &mut dyn FnMut(Piece)) {
        let mut give = |start: u32, end: u32, kind, block| {
            if end > start {
                let bytes = end - start;
                let extent = Extent { start, bytes };
                visit(Piece {
                    extent,
                    kind,
                    block,
                });
            }
        };
        let [front, back] = self.tables();
        let table_end = self.pages.table_end();
        give(0, table_end, PieceKind::Table, None);
        give(table_end, front.end(), PieceKind::Padding, None);
        for SlabView {
            extent,
            payload,
            is_free,
            ..
        } in self.blocks()
        {
            let kind = if is_free {
                PieceKind::Hole
            } else {
                PieceKind::Payload
            };
            let block = Some(extent.start);
            give(extent.start, payload.start, PieceKind::Header, block);
            give(payload.start, payload.end(), kind, block);
            give(payload.end(), extent.end(), PieceKind::Padding, block);
        }
        give(back.start, back.end(), PieceKind::Padding, None);
    }

    /// The words of bookkeeping in an object or a block, in order of address: a slab's descriptor, and links of what is free.
    pub fn fields(&self, view: &SlabView, visit: &mut dyn FnMut(Field)) {
        if !view.is_object {
            let block = BuddyView {
                extent: view.extent,
                payload_at: 0,
                is_free: view.is_free,
            };
            self.pages.fields(&block, visit);
            return;
        }
        let slab = self.sizes.slab_of(view.payload.start);
        let class = number_of(self.design(), view.payload.bytes);
        if view.extent.start < view.payload.start {
            self.describe(slab, class, visit);
        }
        if view.is_free {
            let at = view.payload.start;
            let to = self.pages.link_at(at);
            let to = (to != self.pages.nil()).then(|| self.block_of(slab, to));
            visit(Field {
                name: "next",
                about: "the next free object of its slab; 0 at the list’s end",
                extent: Extent {
                    start: at,
                    bytes: 4,
                },
                word: self.region().word(at),
                kind: FieldKind::Link {
                    chain: objects_of(class),
                    to,
                    is_forward: true,
                },
                flags: &[],
            });
        }
    }

    /// The fields of a descriptor on a slab.
    fn describe(&self, slab: u32, class: u32, visit: &mut dyn FnMut(Field)) {
        let word = |at: u32| self.region().word(slab + at);
        let has_room = self.pages.link_at(slab + FREE_AT) != self.pages.nil();
        let mut give = |name, about, at, bytes, word, kind| {
            let start = slab + at;
            let extent = Extent { start, bytes };
            visit(Field {
                name,
                about,
                extent,
                word,
                kind,
                flags: &[],
            });
        };
        let link = |at, is_forward| {
            let to = self.pages.link_at(slab + at);
            FieldKind::Link {
                chain: slabs_of(class),
                to: (to != self.pages.nil()).then_some(to),
                is_forward,
            }
        };
        let unlinked = "unused while no object of the slab is free";
        let [next, prev, first] = [NEXT_AT, PREV_AT, FREE_AT].map(word);
        if has_room {
            let about = "the next slab of its class with room; 0 at the list’s end";
            give("next_slab", about, NEXT_AT, 4, next, link(NEXT_AT, true));
            let about = "the slab before it on its list; of the first slab, the last one";
            give("prev_slab", about, PREV_AT, 4, prev, link(PREV_AT, false));
        } else {
            give("next_slab", unlinked, NEXT_AT, 4, next, FieldKind::Unused);
            give("prev_slab", unlinked, PREV_AT, 4, prev, FieldKind::Unused);
        }
        let about = "the slab’s first free object; 0 where there is none";
        give("first_free", about, FREE_AT, 4, first, FieldKind::Address);
        let counts = word(COUNTS_AT);
        let about = "how many of its objects are live";
        give(
            "live",
            about,
            COUNTS_AT,
            2,
            counts & 0xFFFF,
            FieldKind::Count,
        );
        let about = "the length of its objects in bytes";
        give(
            "object",
            about,
            COUNTS_AT + 2,
            2,
            counts >> 16,
            FieldKind::Bytes,
        );
    }

    /// Where the block of an object begins: the first has the slab's descriptor before it.
    fn block_of(&self, slab: u32, object: u32) -> u32 {
        if object == slab + self.sizes.objects_at {
            slab
        } else {
            object
        }
    }

    /// The chains, each with the number by which [`walk`](Self::walk) knows it: all blocks, every order of pages that has holes,
    /// and of every class with a free object the objects and the slabs.
    pub fn chains(&self, visit: &mut dyn FnMut(u16, Chain)) {
        self.pages.chains(visit);
        for class in 0..self.sizes.classes {
            let slab = self.pages.link_at(self.sizes.row(class));
            if slab == self.pages.nil() {
                continue;
            }
            let bytes = self.seen(slab).bytes;
            let objects = Chain {
                id: "objects",
                title: "Free objects of",
                index: None,
                sizes: Some((bytes, bytes)),
                is_of_holes: true,
                is_linked: true,
            };
            visit(objects_of(class), objects);
            let slabs = Chain {
                id: "slabs",
                title: "Slabs with room for",
                is_of_holes: false,
                // A table has the links otherwise.
                is_linked: self.sizes.objects_at > 0,
                ..objects
            };
            visit(slabs_of(class), slabs);
        }
    }

    /// The blocks of a chain, in its order, until `visit` returns `false`. A slab is there by its first object.
    pub fn walk(&self, chain: u16, visit: &mut dyn FnMut(SlabView) -> bool) {
        if chain == Chain::ALL_BLOCKS {
            for block in self.blocks() {
                if !visit(block) {
                    return;
                }
            }
        } else if chain < FIRST_CLASS {
            self.pages.walk(chain, &mut |block| visit(of_pages(&block)));
        } else {
            let class = u32::from(chain - FIRST_CLASS) / 2;
            if class >= self.sizes.classes {
                return;
            }
            if chain == objects_of(class) {
                self.walk_objects(class, visit);
            } else {
                self.walk_slabs(class, &mut |slab| visit(self.first_object(slab)));
            }
        }
    }

    /// What leads to the chains, each with where in the region it lies: the heads that are not empty, and the tables.
    pub fn named_roots(&self, visit: &mut dyn FnMut(Root, Option<Extent>)) {
        for class in 0..self.sizes.classes {
            let start = self.sizes.row(class);
            let slab = self.pages.link_at(start);
            if slab != self.pages.nil() {
                let root = Root {
                    name: "SLABS",
                    about: "the first slab of its class with room, and how many slabs of the class are empty",
                    chain: Some(slabs_of(class)),
                    block: Some(slab),
                };
                visit(root, Some(Extent { start, bytes: 8 }));
            }
        }
        let (start, end) = self.sizes.descriptors();
        if end > start {
            let root = Root {
                name: "DESCRIPTORS",
                about: "four words for each place of a slab: its links, its first free object, its live objects and their size",
                chain: None,
                block: None,
            };
            let bytes = end - start;
            visit(root, Some(Extent { start, bytes }));
        }
        self.pages.named_roots(visit);
    }
}

/// The number of the chain of a class's free objects.
fn objects_of(class: u32) -> u16 {
    FIRST_CLASS + 2 * class as u16
}

/// The number of the chain of a class's slabs with room.
fn slabs_of(class: u32) -> u16 {
    objects_of(class) + 1
}
