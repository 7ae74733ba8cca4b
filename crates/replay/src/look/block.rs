//! Blocks, each with the fields of its bookkeeping and what the program knows of it.

use atlas_scenario::numerals::{address, bytes_exactly};
use classic_heap::anatomy::{self, FieldKind};
use serde::Serialize;

use super::BlocksWish;
use crate::state::{BlockState, State};
use crate::subject;

/// A block at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Block {
    /// Offset of its first byte.
    pub start: u32,
    /// Its whole length: bookkeeping, padding and payload.
    pub bytes: u32,
    /// The categories of its bytes, in order of address: they add up to `bytes`. The map draws its patterns, and
    /// the inspector gives the causes of padding, from this.
    pub parts: Vec<BlockPart>,
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
    /// The fields of its bookkeeping, in order of address.
    pub fields: Vec<Field>,
}

/// A field of bookkeeping in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Field {
    /// Its name in the allocator's own source, `next_free` say.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub about: &'static str,
    /// Offset of its first byte.
    pub offset: u32,
    /// Its length.
    pub bytes: u32,
    /// The number as it lies there, as short as a map has room for: a length in decimal, else hexadecimal.
    pub brief: String,
    /// The number for a person, flags left out: a length, an address, or that a chain ends here.
    pub value: String,
    /// The flags in the number's low bits, from bit 0 on.
    pub flags: Vec<FieldFlag>,
    /// The block that it leads to; `None` where it is no link.
    pub link: Option<FieldLink>,
}

/// A bit of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldFlag {
    /// Whether it is set.
    pub is_set: bool,
    /// What it says.
    pub says: &'static str,
}

/// A link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FieldLink {
    /// The chain's number.
    pub chain: u16,
    /// Offset at which the linked block begins; `None` where the chain ends.
    pub to: Option<u32>,
    /// Whether it leads on, and not back to the block before.
    pub is_forward: bool,
}

impl From<anatomy::Field> for Field {
    fn from(field: anatomy::Field) -> Self {
        let number = field.value();
        let (value, link) = match field.kind {
            FieldKind::Bytes => (bytes_exactly(number).to_string(), None),
            FieldKind::Address => (address(number).to_string(), None),
            FieldKind::Link {
                chain,
                to,
                is_forward,
            } => {
                let value = match to {
                    Some(_) => address(number).to_string(),
                    None => "none: the end".to_owned(),
                };
                let link = FieldLink {
                    chain,
                    to,
                    is_forward,
                };
                (value, Some(link))
            }
            FieldKind::Count | FieldKind::Unused => (number.to_string(), None),
        };
        let says = |(flag, is_set): (&'static anatomy::Flag, bool)| FieldFlag {
            is_set,
            says: if is_set { flag.set } else { flag.clear },
        };
        Self {
            name: field.name,
            about: field.about,
            offset: field.extent.start,
            bytes: field.extent.bytes,
            brief: match field.kind {
                FieldKind::Bytes | FieldKind::Count => field.word.to_string(),
                _ => format!("{:x}", field.word),
            },
            value,
            flags: field.flags().map(says).collect(),
            link,
        }
    }
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
    /// Stands for the memory between two regions.
    Gap,
}

impl BlockUse {
    /// Its permanent name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Allocated => "allocated",
            Self::Free => "free",
            Self::Stagnant => "stagnant",
            Self::Gap => "gap",
        }
    }
}

impl Block {
    /// A block of the subject, and what the program holds there.
    pub(super) fn of(state: &State<'_>, block: subject::Block) -> Self {
        let address = state.subject().region_base() + block.payload.start;
        let live = state.shadow().get(address).filter(|_| !block.free);
        let known = BlockState {
            block,
            live: live.copied(),
        };
        let fields = state.subject().fields(&block);
        Self {
            start: block.extent.start,
            bytes: block.extent.bytes,
            parts: state
                .block_spans(&known)
                .map(|span| BlockPart {
                    category: span.category.id(),
                    bytes: span.bytes,
                })
                .collect(),
            address,
            payload: block.payload.bytes,
            state: match live {
                _ if block.free => BlockUse::Free,
                Some(_) => BlockUse::Allocated,
                None if block.is_fence(state.subject().gaps()) => BlockUse::Gap,
                None => BlockUse::Stagnant,
            },
            requested: live.map(|live| live.asked_bytes),
            pointer: live.map(|live| state.scenario().pointer_name(live.pointer)),
            born_step: live.map(|live| live.first_step()),
            fields: fields.into_iter().map(Field::from).collect(),
        }
    }
}

pub(super) fn within(state: &State<'_>, wish: BlocksWish) -> Vec<Block> {
    let BlocksWish { from, bytes, count } = wish;
    let end = u64::from(from) + u64::from(bytes);
    state
        .subject()
        .blocks()
        .skip_while(|block| block.extent.end() <= from)
        .take_while(|block| u64::from(block.extent.start) < end)
        .take(count as usize)
        .map(|block| Block::of(state, block))
        .collect()
}

pub(super) fn at(state: &State<'_>, offset: u32) -> Option<Block> {
    let mut blocks = state.subject().blocks();
    let found = blocks.find(|block| block.extent.contains(offset))?;
    Some(Block::of(state, found))
}
