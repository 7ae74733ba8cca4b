//! Blocks, each with its header's words and what the program knows of it.

use classic_heap::BlockView;
use serde::Serialize;

use super::BlocksWish;
use crate::classic::Classic;
use crate::state::{BlockState, State};

/// A block at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Block {
    /// Offset of its first byte.
    pub start: u32,
    /// Its whole length: padding in front, header and payload.
    pub bytes: u32,
    /// The categories of its bytes, in order of address: they add up to `bytes`. The map draws its patterns, and
    /// the inspector gives the causes of padding, from this.
    pub parts: Vec<BlockPart>,
    /// Offset of its header.
    pub header_offset: u32,
    /// Address of its payload.
    pub address: u32,
    /// Length of its payload in bytes.
    pub payload: u32,
    /// Whether it is in use.
    pub state: BlockUse,
    /// The size that the program asked for; `None` for a hole.
    pub requested: Option<u32>,
    /// The name of the pointer the program keeps it in; `None` for a hole.
    pub pointer: Option<String>,
    /// The step at which it was granted; `None` for a hole.
    pub born_step: Option<u32>,
    /// The flags in the low bits of the header's address word, as binary digits.
    pub flags: String,
    /// The header's size word.
    pub size: u32,
    /// The header's address word, flags included.
    pub addr: u32,
    /// The header's next word: the virtual address of the next header in the list, or 0.
    pub next: u32,
    /// The header's fourth word: the next hole's payload address on a free list, or padding.
    pub next_free_or_padding: u32,
}

/// How much of a block belongs to a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Part"))]
pub struct BlockPart {
    /// The id of the category.
    pub category: &'static str,
    /// Its bytes.
    pub bytes: u32,
}

/// Whether a block is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "BlockState"))]
pub enum BlockUse {
    /// Granted to the program.
    Allocated,
    /// A hole.
    Free,
    /// Freed by the program, not yet by the allocator.
    Stagnant,
}

impl BlockUse {
    /// Its permanent name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Allocated => "allocated",
            Self::Free => "free",
            Self::Stagnant => "stagnant",
        }
    }
}

impl Block {
    pub(super) fn of(state: &State<'_, Classic>, view: &BlockView) -> Self {
        let live = state.shadow().get(view.address());
        let live = live.filter(|_| !view.is_free());
        let flags = view.header.addr - view.header.address();
        let known = BlockState {
            block: view.into(),
            live: live.copied(),
        };
        Self {
            start: view.extent.start,
            bytes: view.extent.bytes,
            parts: state
                .block_spans(&known)
                .map(|span| BlockPart {
                    category: span.category.id(),
                    bytes: span.bytes,
                })
                .collect(),
            header_offset: view.header_offset,
            address: view.address(),
            payload: view.payload_bytes(),
            state: if view.is_free() {
                BlockUse::Free
            } else if view.is_queued() {
                BlockUse::Stagnant
            } else {
                BlockUse::Allocated
            },
            requested: live.map(|live| live.asked_bytes),
            pointer: live.map(|live| state.scenario().pointer_name(live.pointer)),
            born_step: live.map(|live| live.born_step),
            flags: format!("{flags:04b}"),
            size: view.header.size,
            addr: view.header.addr,
            next: view.header.next,
            next_free_or_padding: view.next_free_or_padding,
        }
    }
}

pub(super) fn within(state: &State<'_, Classic>, wish: BlocksWish) -> Vec<Block> {
    let BlocksWish { from, bytes, count } = wish;
    let end = u64::from(from) + u64::from(bytes);
    let heap = state.subject().heap();
    heap.blocks()
        .skip_while(|view| view.extent.start + view.extent.bytes <= from)
        .take_while(|view| u64::from(view.extent.start) < end)
        .take(count as usize)
        .map(|view| Block::of(state, &view))
        .collect()
}

pub(super) fn at(state: &State<'_, Classic>, offset: u32) -> Option<Block> {
    let heap = state.subject().heap();
    let found = heap
        .blocks()
        .find(|view| offset < view.extent.start + view.extent.bytes)?;
    Some(Block::of(state, &found))
}
