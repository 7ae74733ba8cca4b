//! Blocks in the order of a chain: of the list of all blocks, say, or of a free list.

use serde::Serialize;

use super::{Block, Chain, ListWish, PlaceWish};
use crate::state::State;

/// A block in the order of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ListEntry {
    /// Its place in the chain, from 0.
    pub index: u32,
    /// The block.
    pub block: Block,
    /// The names of the roots that lead to it: those of the chain, and those that are no chain's.
    pub roots: Vec<&'static str>,
}

pub(super) fn entries(state: &State<'_>, wish: &ListWish) -> Vec<ListEntry> {
    let subject = state.subject();
    let Some(number) = Chain::number_of(subject, wish.chain.as_deref()) else {
        return Vec::new();
    };
    let mut roots = subject.roots();
    roots.retain(|root| root.chain.is_none_or(|chain| chain == number));
    (0..)
        .zip(subject.walk(number))
        .skip(wish.from as usize)
        .take(wish.count as usize)
        .map(|(index, block)| ListEntry {
            index,
            block: Block::of(state, block),
            roots: roots
                .iter()
                .filter(|root| root.block == Some(block.extent.start))
                .map(|root| root.name)
                .collect(),
        })
        .collect()
}

pub(super) fn place(state: &State<'_>, wish: &PlaceWish) -> Option<u32> {
    let subject = state.subject();
    let mut blocks = subject.walk(Chain::number_of(subject, wish.chain.as_deref())?);
    // A region has less than 2^32 bytes, and a block more than one.
    let place = blocks.position(|block| block.extent.contains(wish.offset))?;
    Some(place as u32)
}
