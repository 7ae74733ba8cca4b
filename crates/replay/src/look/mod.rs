//! What can be asked of one step of a replay, and the answers as plain data, for whatever shows them: the page, the
//! command line's JSON.
//!
//! Owns the shapes and the choice of what goes into each; computes nothing that a [`State`] doesn't. A file for each
//! thing that can be wished for. Numbers count what their names say: offsets count bytes from the region's start,
//! addresses are virtual.

mod block;
mod bytes;
mod frame;
mod list;
mod machine;
mod metrics;
mod operations;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::replay::{Replay, StepError};
use crate::state::State;

pub use block::{Block, BlockPart, BlockUse, Field, FieldFlag, FieldLink};
pub use bytes::{ByteSpan, Bytes};
pub use frame::{
    Chain, Frame, NextOperation, PerformedOperation, RegionPart, RegionView, Root, StepOutcome,
};
pub use list::ListEntry;
pub use machine::{Pool, Space, SpaceLife};
pub use metrics::Metrics;
pub use operations::OperationLine;

/// What is wished to be known of a step. What is left out is not computed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(optional_fields))]
pub struct Wish {
    /// Everything about the step but its blocks.
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub frame: bool,
    /// The blocks in a stretch of the region.
    pub blocks: Option<BlocksWish>,
    /// The blocks that bytes belong to, by the bytes' offsets.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Vec<u32>>", optional))]
    pub blocks_at: Vec<u32>,
    /// Blocks in the order of a chain.
    pub list: Option<ListWish>,
    /// The place in a chain of the block that a byte belongs to.
    pub place: Option<PlaceWish>,
    /// Raw bytes.
    pub bytes: Option<BytesWish>,
}

/// A wish for the blocks that overlap a stretch of the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BlocksWish {
    /// Offset of the first byte.
    pub from: u32,
    /// How many bytes.
    pub bytes: u32,
    /// How many blocks at most: the first by address.
    pub count: u32,
}

/// A wish for blocks in the order of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ListWish {
    /// The chain's [name](Chain::name), which means the same in every design that has such a chain; `None` for the first chain
    /// there is.
    pub chain: Option<String>,
    /// The first place in the chain, from 0.
    pub from: u32,
    /// How many blocks at most.
    pub count: u32,
}

/// A wish for a block's place in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlaceWish {
    /// The chain's [name](Chain::name); `None` for the first chain there is.
    pub chain: Option<String>,
    /// Offset of a byte of the block.
    pub offset: u32,
}

/// A wish for raw bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BytesWish {
    /// Offset of the first byte.
    pub offset: u32,
    /// How many at most.
    pub count: u32,
}

/// What there is of a wish. A part that was not wished for is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Look {
    /// Everything about the step but its blocks.
    pub frame: Option<Frame>,
    /// The blocks of the stretch, by address.
    pub blocks: Option<Vec<Block>>,
    /// For each offset the block that the byte belongs to; `None` beyond the heap's end.
    pub blocks_at: Vec<Option<Block>>,
    /// The blocks of the chain; empty where the heap has no such chain.
    pub list: Option<Vec<ListEntry>>,
    /// The place in the chain; `None` also where the block is not on it.
    pub place: Option<u32>,
    /// The bytes, fewer where the region ends.
    pub bytes: Option<Bytes>,
}

/// Why a step can't be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LookError {
    /// The step is not replayed.
    #[error(transparent)]
    Step(#[from] StepError),
    /// There is no such address space.
    #[error("no operation of this scenario is task {task}'s")]
    NoSpace {
        /// The task that was named.
        task: u32,
    },
}

impl Replay {
    /// A step, looked at from a task's address space; `None` is the space of the task that performed the step's
    /// operation.
    ///
    /// # Errors
    /// If the step is not replayed, or the task has no space.
    pub fn seek_in(&mut self, step: u32, space: Option<u32>) -> Result<State<'_>, LookError> {
        let state = self.seek(step)?;
        let Some(task) = space else {
            return Ok(state);
        };
        let viewed = u8::try_from(task)
            .ok()
            .and_then(|task| state.in_space(task));
        viewed.ok_or(LookError::NoSpace { task })
    }

    /// Looks at a step from an address space, as [`seek_in`](Self::seek_in) does.
    ///
    /// # Errors
    /// Those of [`seek_in`](Self::seek_in).
    pub fn look(&mut self, step: u32, space: Option<u32>, wish: &Wish) -> Result<Look, LookError> {
        Ok(self.seek_in(step, space)?.look(wish))
    }
}

impl State<'_> {
    /// What there is of a wish at this step, in this space. A place outside the region holds nothing.
    #[must_use]
    pub fn look(&self, wish: &Wish) -> Look {
        Look {
            frame: wish.frame.then(|| Frame::of(self)),
            blocks: wish.blocks.map(|wish| block::within(self, wish)),
            blocks_at: wish
                .blocks_at
                .iter()
                .map(|&offset| block::at(self, offset))
                .collect(),
            list: wish.list.as_ref().map(|wish| list::entries(self, wish)),
            place: wish.place.as_ref().and_then(|wish| list::place(self, wish)),
            bytes: wish.bytes.map(|wish| Bytes::of(self, wish)),
        }
    }
}

#[cfg(test)]
mod tests;
