//! Owns the list of blocks at one step, in order of address, with the words of their headers as they stand
//! in the region.

use std::io::{self, Write};

use atlas_replay::look::{Block, BlocksWish, Frame, Wish};
use atlas_replay::{Classic, State};
use atlas_scenario::numerals::{address, bytes_exactly, count};
use serde::Serialize;

use crate::terminal::one_line;

/// A step and all blocks of one space, as the page sees them.
#[derive(Serialize)]
pub struct Dump {
    #[serde(flatten)]
    frame: Frame,
    blocks: Vec<Block>,
}

impl Dump {
    /// The blocks of a state.
    pub fn of(state: &State<'_, Classic>) -> Self {
        let everywhere = BlocksWish {
            from: 0,
            bytes: u32::MAX,
            count: u32::MAX,
        };
        let look = state.look(&Wish {
            frame: true,
            blocks: Some(everywhere),
            ..Wish::default()
        });
        Self {
            frame: look.frame.expect("a frame was wished for"),
            blocks: look.blocks.expect("blocks were wished for"),
        }
    }

    /// The address of a root's header, as the `next` words have it.
    fn root(&self, header_offset: Option<u32>) -> String {
        header_offset.map_or_else(
            || "-".to_owned(),
            |offset| address(self.frame.region.base + offset).to_string(),
        )
    }

    /// The step and its blocks, one a line.
    pub fn print(&self, output: &mut impl Write) -> io::Result<()> {
        let Frame {
            step,
            outcome,
            region,
            roots,
            space,
            ..
        } = &self.frame;
        match outcome {
            Some(outcome) => writeln!(
                output,
                "step {}, {}",
                count(step),
                one_line(outcome.exactly.as_ref().unwrap_or(&outcome.sentence))
            )?,
            None => writeln!(output, "step {}, before the first operation", count(step))?,
        }
        writeln!(
            output,
            "task {space}: the region begins at {}, the heap has {}; KERNEL_ALOC {}, LAST {}, TAIL {}",
            address(region.base),
            bytes_exactly(region.heap_bytes),
            self.root(roots.kernel_aloc),
            self.root(roots.last),
            self.root(roots.tail),
        )?;
        writeln!(output)?;
        writeln!(
            output,
            "{:>9}  {:>9}  {:<9}  {:>9}  {:<5}  {:<10}  {:<10}  {:<43}  pointer",
            "offset", "size", "state", "requested", "flags", "next", "address", "header words"
        )?;
        for block in &self.blocks {
            // A request that was clamped got less than it asked for.
            let requested = block.requested.map(|bytes| bytes.min(block.payload));
            let requested = requested.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
            let words = [
                block.size,
                block.addr,
                block.next,
                block.next_free_or_padding,
            ];
            let line = format!(
                "{:>9}  {:>9}  {:<9}  {:>9}  {:<5}  {:<10}  {:<10}  {:<43}  {}",
                block.start,
                block.size,
                block.state.id(),
                requested,
                block.flags,
                address(block.next),
                address(block.address),
                words.map(|word| address(word).to_string()).join(" "),
                one_line(block.pointer.as_deref().unwrap_or_default()),
            );
            writeln!(output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
