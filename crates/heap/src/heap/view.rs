//! Owns reading a heap from outside, in the order of memory and of its lists. These reads are not counted and no observer
//! sees them.

use super::{Block, Heap, Roots};
use crate::header::{HEADER_BYTES, Header, NEXT_FREE};
use crate::observe::{Extent, Observer};
use crate::policies::Policies;
use crate::region::Region;

/// A block as it stands in the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockView {
    /// The whole block, padding and header included.
    pub extent: Extent,
    /// The offset of its header from the region's start.
    pub header_offset: u32,
    /// Its header.
    pub header: Header,
    /// The header's last word: of a hole on a free list, the address of the next hole's payload, 0 at the list's end; of a
    /// padded block, its padding in bytes; otherwise 0.
    pub next_free_or_padding: u32,
}

impl BlockView {
    /// The payload's virtual address.
    pub fn address(&self) -> u32 {
        self.header.address()
    }

    /// The payload's length in bytes.
    pub fn payload_bytes(&self) -> u32 {
        self.header.size
    }

    /// Whether the block is a hole.
    pub fn is_free(&self) -> bool {
        self.header.is_free()
    }

    /// Whether its free is queued.
    pub fn is_queued(&self) -> bool {
        self.header.is_queued()
    }

    /// The offset of the payload from the region's start.
    pub fn payload_offset(&self) -> u32 {
        self.header_offset + HEADER_BYTES
    }
}

impl<R: Region, P: Policies, O: Observer> Heap<R, P, O> {
    /// All blocks, in order of address. They cover `0..roots().end` without a gap.
    pub fn blocks(&self) -> impl Iterator<Item = BlockView> + '_ {
        let mut start = 0;
        core::iter::from_fn(move || {
            if start >= self.roots.end {
                return None;
            }
            let unpadded = Block(start + self.front_bytes() - HEADER_BYTES);
            let view = self.view(self.follow_signpost(unpadded));
            start = view.extent.start + view.extent.bytes;
            Some(view)
        })
    }

    /// All blocks, in the order of the list.
    pub fn list(&self) -> impl Iterator<Item = BlockView> + '_ {
        let Roots { kernel_aloc, .. } = self.roots;
        let mut cursor = kernel_aloc.map(Block);
        core::iter::from_fn(move || {
            let view = self.view(cursor?);
            cursor = self.linked(view.header.next);
            Some(view)
        })
    }

    /// The holes on the free list, in its order; none where the structure keeps no free list.
    pub fn free_list(&self) -> impl Iterator<Item = BlockView> + '_ {
        let Roots { free_head, .. } = self.roots;
        let mut cursor = free_head.map(Block);
        core::iter::from_fn(move || {
            let view = self.view(cursor?);
            cursor = self.hole_at(view.next_free_or_padding);
            Some(view)
        })
    }

    /// The block whose header stands at `header_offset`, which must be that of a block.
    pub fn block_at_header(&self, header_offset: u32) -> BlockView {
        self.view(Block(header_offset))
    }

    fn view(&self, block: Block) -> BlockView {
        let header = self.peek(block);
        BlockView {
            extent: self.extent(block, header),
            header_offset: block.0,
            header,
            next_free_or_padding: self.region.word(block.0 + NEXT_FREE),
        }
    }
}
