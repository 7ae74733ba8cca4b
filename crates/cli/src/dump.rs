//! Owns the list of blocks at one step, in order of address, with the fields of their bookkeeping as they stand
//! in the region.

use std::io::{self, Write};

use atlas_replay::State;
use atlas_replay::look::{Block, BlocksWish, Frame, Wish};
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
    pub fn of(state: &State<'_>) -> Self {
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

    /// The roots, each with the address of the block it leads to.
    fn roots(&self) -> String {
        let Frame { region, roots, .. } = &self.frame;
        let roots = roots.iter().map(|root| {
            let at = root.block.map(|offset| address(region.base + offset));
            let at = at.map_or_else(|| "-".to_owned(), |at| at.to_string());
            format!("{} {at}", root.name)
        });
        roots.collect::<Vec<_>>().join(", ")
    }

    /// The step and its blocks, one a line.
    pub fn print(&self, output: &mut impl Write) -> io::Result<()> {
        let Frame {
            step,
            outcome,
            region,
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
            "task {space}: the region begins at {}, the heap has {}; {}",
            address(region.base),
            bytes_exactly(region.heap_bytes),
            self.roots(),
        )?;
        writeln!(output)?;
        writeln!(
            output,
            "{:>9}  {:>9}  {:>9}  {:<9}  {:>9}  {:<10}  {:<12}  fields",
            "offset", "bytes", "payload", "state", "requested", "address", "pointer"
        )?;
        for block in &self.blocks {
            // A request that was clamped got less than it asked for.
            let requested = block.requested.map(|bytes| bytes.min(block.payload));
            let requested = requested.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
            let fields = block.fields.iter();
            let fields = fields.map(|field| format!("{} {}", field.name, field.brief));
            let line = format!(
                "{:>9}  {:>9}  {:>9}  {:<9}  {:>9}  {:<10}  {:<12}  {}",
                block.start,
                block.bytes,
                block.payload,
                block.state.id(),
                requested,
                address(block.address).to_string(),
                one_line(block.pointer.as_deref().unwrap_or_default()),
                fields.collect::<Vec<_>>().join(", "),
            );
            writeln!(output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
