//! Owns the list of blocks at one step, in order of address, with the words of their headers as they stand
//! in the region.

use std::io::{self, Write};

use atlas_replay::{Classic, State};
use classic_heap::{BlockView, FLAG_FREE, FLAG_PADDED, FLAG_QUEUED};
use serde_json::{Value, json};

use crate::terminal::one_line;

/// The blocks at a step.
pub struct Dump {
    step: u32,
    /// Whose blocks these are.
    task: u8,
    operation: Option<String>,
    outcome: Option<&'static str>,
    sentence: Option<String>,
    region_base: u32,
    heap_bytes: u32,
    kernel_aloc: Option<u32>,
    last: Option<u32>,
    tail: Option<u32>,
    rows: Vec<Row>,
}

struct Row {
    /// Of the block, from the region's start.
    offset: u32,
    block_bytes: u32,
    /// Of the header; differs from the block's where padding stands in front of it.
    header_offset: u32,
    size: u32,
    state: &'static str,
    /// What the program may use, and what it asked for: more where the request was clamped.
    requested_bytes: Option<u32>,
    asked_bytes: Option<u32>,
    pointer: Option<String>,
    flags: u32,
    address: u32,
    /// The header's four words, as they stand in the region.
    words: [u32; 4],
}

impl Dump {
    /// The blocks of a state.
    pub fn of(state: &State<'_, Classic>) -> Self {
        let heap = state.subject().heap();
        let rows = heap.blocks().zip(state.blocks()).map(|(view, known)| Row {
            offset: view.extent.start,
            block_bytes: view.extent.bytes,
            header_offset: view.header_offset,
            size: view.header.size,
            state: block_state(&view),
            requested_bytes: known.live.map(|live| live.clamped_bytes),
            asked_bytes: known.live.map(|live| live.asked_bytes),
            pointer: known
                .live
                .map(|live| state.scenario().pointer_name(live.pointer)),
            flags: view.header.addr & (FLAG_FREE | FLAG_PADDED | FLAG_QUEUED),
            address: view.address(),
            words: [
                view.header.size,
                view.header.addr,
                view.header.next,
                view.fourth,
            ],
        });
        let roots = heap.roots();
        let operation = state.operation();
        Self {
            step: state.step(),
            task: state.task(),
            operation: operation.map(|operation| state.scenario().describe(operation)),
            outcome: state.outcome().map(|outcome| outcome.kind.id()),
            sentence: state.sentence(),
            region_base: heap.design().base_address(),
            heap_bytes: roots.end,
            kernel_aloc: roots.kernel_aloc,
            last: roots.last,
            tail: roots.tail,
            rows: rows.collect(),
        }
    }

    /// The step and its blocks. Offsets and sizes are numbers, addresses and words hexadecimal texts.
    pub fn to_json(&self) -> Value {
        let blocks: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                json!({
                    "offset": row.offset,
                    "block_bytes": row.block_bytes,
                    "header_offset": row.header_offset,
                    "size": row.size,
                    "state": row.state,
                    "requested": row.requested_bytes,
                    "asked": row.asked_bytes,
                    "pointer": row.pointer,
                    "flags": row.flags,
                    "next": hex(row.words[2]),
                    "address": hex(row.address),
                    "words": row.words.map(hex),
                })
            })
            .collect();
        json!({
            "step": self.step,
            "task": self.task,
            "operation": self.operation,
            "outcome": self.outcome,
            "sentence": self.sentence,
            "region_base": hex(self.region_base),
            "heap_bytes": self.heap_bytes,
            "roots": {
                "kernel_aloc": self.kernel_aloc,
                "last": self.last,
                "tail": self.tail,
            },
            "blocks": blocks,
        })
    }

    /// The address of a root's header, as the `next` words have it.
    fn root(&self, header_offset: Option<u32>) -> String {
        header_offset.map_or_else(|| "-".to_owned(), |offset| hex(self.region_base + offset))
    }

    /// The step and its blocks, one a line.
    pub fn print(&self, output: &mut impl Write) -> io::Result<()> {
        match &self.sentence {
            Some(sentence) => writeln!(output, "step {}, {}", self.step, one_line(sentence))?,
            None => writeln!(output, "step {}, before the first operation", self.step)?,
        }
        writeln!(
            output,
            "task {}: the region begins at {}, the heap ends {} bytes behind; KERNEL_ALOC {}, LAST {}, TAIL {}",
            self.task,
            hex(self.region_base),
            self.heap_bytes,
            self.root(self.kernel_aloc),
            self.root(self.last),
            self.root(self.tail),
        )?;
        writeln!(output)?;
        writeln!(
            output,
            "{:>9}  {:>9}  {:<9}  {:>9}  {:<5}  {:<10}  {:<10}  {:<43}  pointer",
            "offset", "size", "state", "requested", "flags", "next", "address", "header words"
        )?;
        for row in &self.rows {
            let requested = row
                .requested_bytes
                .map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
            let line = format!(
                "{:>9}  {:>9}  {:<9}  {:>9}  {:<5}  {:<10}  {:<10}  {:<43}  {}",
                row.offset,
                row.size,
                row.state,
                requested,
                format!("{:03b}", row.flags),
                hex(row.words[2]),
                hex(row.address),
                row.words.map(hex).join(" "),
                one_line(row.pointer.as_deref().unwrap_or_default()),
            );
            writeln!(output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn block_state(view: &BlockView) -> &'static str {
    if view.is_free() {
        "free"
    } else if view.is_queued() {
        "stagnant"
    } else {
        "allocated"
    }
}

fn hex(word: u32) -> String {
    format!("{word:#010x}")
}
