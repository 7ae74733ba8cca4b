//! Blocks in the order of a list: of the list of all blocks, or of the free list.

use classic_heap::BlockView;
use serde::Serialize;

use super::{Block, ListWish, PlaceWish, frame};
use crate::classic::Classic;
use crate::state::State;

/// A block in the order of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ListEntry {
    /// Its place in the list, from 0.
    pub index: u32,
    /// The block.
    pub block: Block,
    /// Whether it is LAST: the last block in memory.
    pub last: bool,
    /// Whether it is TAIL: the last block in the list.
    pub tail: bool,
    /// Whether the next search begins here.
    pub rover: bool,
}

pub(super) fn entries(state: &State<'_, Classic>, wish: ListWish) -> Vec<ListEntry> {
    let roots = state.subject().heap().roots();
    let rover = frame::rover(state);
    (0..)
        .zip(linked(state, wish.free))
        .skip(wish.from as usize)
        .take(wish.count as usize)
        .map(|(index, view)| {
            let is = |root| root == Some(view.header_offset);
            ListEntry {
                index,
                block: Block::of(state, &view),
                last: is(roots.last),
                tail: is(roots.tail),
                rover: is(rover),
            }
        })
        .collect()
}

pub(super) fn place(state: &State<'_, Classic>, wish: PlaceWish) -> Option<u32> {
    let holds = |view: BlockView| {
        (view.extent.start..view.extent.start + view.extent.bytes).contains(&wish.offset)
    };
    // A region has less than 2^32 bytes, and a block more than one.
    let place = linked(state, wish.free).position(holds)?;
    Some(place as u32)
}

fn linked<'a>(state: &State<'a, Classic>, free: bool) -> Box<dyn Iterator<Item = BlockView> + 'a> {
    let heap = state.subject().heap();
    if free {
        Box::new(heap.free_list())
    } else {
        Box::new(heap.list())
    }
}
