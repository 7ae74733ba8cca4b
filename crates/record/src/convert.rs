//! Owns the way from a raw log to operations: addresses become pointers.
//!
//! An address means something only while its block lives; afterwards the allocator gives it to the next
//! block. So each live address stands for a numbered place that holds the pointer, and the number is given
//! again after the free (see [`Slots`]). All threads of a process share its heap: every operation is task 0's.

use std::collections::HashMap;

use atlas_scenario::trace::{OPERATIONS_MAX, Slots};
use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario, Target};
use thiserror::Error;

use crate::log::{self, Verb};

/// What one raw log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The process that wrote the log.
    pub process: u32,
    /// Its command line, as the process was started; cut where it was very long.
    pub command: Vec<String>,
    /// What it asked of its allocator.
    pub scenario: Scenario,
    /// What isn't in the scenario.
    pub left_out: LeftOut,
}

/// What happened in the process and isn't in the scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Requests that the program's own allocator refused.
    pub refused: u64,
    /// Frees and reallocs of blocks allocated before the recording began: in a forked child, by its parent.
    pub inherited: u64,
    /// Blocks larger than 4 GiB, which no scenario can name.
    pub oversize: u64,
    /// Records that a thread began and never finished, because the process ended meanwhile.
    pub unfinished: u64,
    /// Whether the recording stops before the program did: too many operations, or no room for the log.
    pub is_cut_short: bool,
}

/// Why bytes are no raw log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogError {
    /// It doesn't begin with a log's header.
    #[error("it has no header")]
    NoHeader,
    /// The process ended, or found the disk full, before the header was complete.
    #[error("its process ended, or found the disk full, before it had written the header")]
    Unfinished,
    /// Another build of the recorder wrote it.
    #[error("it is of version {version}, not {}", log::VERSION)]
    Version {
        /// The version it names.
        version: u32,
    },
}

/// Turns one process's raw log into a scenario.
///
/// # Errors
/// [`LogError`] where the bytes are no log. What is odd within a log is counted in [`LeftOut`] instead: a
/// recording of a crash is worth having.
pub fn convert(bytes: &[u8]) -> Result<Conversion, LogError> {
    let header = &bytes[..bytes.len().min(log::HEADER_BYTES)];
    if header.iter().take(8).all(|&byte| byte == 0) {
        return Err(LogError::Unfinished);
    }
    if header.len() < log::HEADER_BYTES || u64_at(header, 0) != log::MAGIC {
        return Err(LogError::NoHeader);
    }
    let version = u32_at(header, 8);
    if version != log::VERSION {
        return Err(LogError::Version { version });
    }
    let begun_records = u64_at(header, 16);
    let records = &bytes[log::HEADER_BYTES..];
    let kept_records = begun_records.min((records.len() / log::RECORD_BYTES) as u64);

    let mut converter = Converter::default();
    converter.left_out.refused = u64_at(header, 24);
    converter.left_out.is_cut_short = kept_records < begun_records;
    for record in records
        .chunks_exact(log::RECORD_BYTES)
        .take(kept_records as usize)
    {
        if converter.operations.len() == OPERATIONS_MAX as usize {
            converter.left_out.is_cut_short = true;
            break;
        }
        match log::untag(u64_at(record, 0)) {
            Some((verb, thread)) => {
                let [address, bytes, extra] = [8, 16, 24].map(|offset| u64_at(record, offset));
                converter.record(verb, thread, address, bytes, extra);
            }
            None => converter.left_out.unfinished += 1,
        }
    }
    Ok(Conversion {
        process: u32_at(header, 12),
        command: command(header),
        left_out: converter.left_out,
        scenario: Scenario {
            operations: converter.operations.into(),
            pointers: converter.slots.peak(),
            ..Scenario::default()
        },
    })
}

fn command(header: &[u8]) -> Vec<String> {
    let bytes = (u32_at(header, 32) as usize).min(log::COMMAND_BYTES_MAX);
    let line = &header[log::HEADER_BYTES - log::COMMAND_BYTES_MAX..][..bytes];
    let line = line.strip_suffix(&[0]).unwrap_or(line);
    let words = line.split(|&byte| byte == 0).filter(|_| !line.is_empty());
    words
        .map(|word| String::from_utf8_lossy(word).into())
        .collect()
}

fn u64_at(bytes: &[u8], offset: usize) -> u64 {
    u64::from_ne_bytes(std::array::from_fn(|index| bytes[offset + index]))
}

fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    u32::from_ne_bytes(std::array::from_fn(|index| bytes[offset + index]))
}

/// What stands at an address.
#[derive(Clone, Copy)]
enum Block {
    /// A block of the scenario, by its pointer's number.
    Known(u32),
    /// A block that the scenario can't have.
    Oversize,
    /// A block from before the recording.
    Inherited,
}

#[derive(Default)]
struct Converter {
    operations: Vec<Operation>,
    left_out: LeftOut,
    slots: Slots,
    /// By address. Addresses of inherited blocks are not listed.
    live: HashMap<u64, Block>,
    /// By thread: the block whose resizing has begun. It is in no one's list of addresses meanwhile.
    resizing: HashMap<u64, Block>,
}

impl Converter {
    fn record(&mut self, verb: Verb, thread: u64, address: u64, bytes: u64, extra: u64) {
        match verb {
            Verb::Malloc => self.allocated(address, fit(bytes).map(malloc)),
            Verb::Calloc => {
                let product = extra.checked_mul(bytes).and_then(fit);
                let sizes = product.and(fit(extra).zip(fit(bytes)));
                let calloc = sizes.map(|(count, bytes)| {
                    move |pointer| Action::Calloc {
                        pointer,
                        count,
                        bytes,
                    }
                });
                self.allocated(address, calloc);
            }
            Verb::Aligned => {
                // memalign rounds up what isn't a power of two. The others refuse it, and that isn't logged.
                let alignment = fit(extra).and_then(u32::checked_next_power_of_two);
                let aligned = fit(bytes).zip(alignment).map(|(bytes, alignment)| {
                    move |pointer| Action::AlignedMalloc {
                        pointer,
                        bytes,
                        alignment,
                    }
                });
                self.allocated(address, aligned);
            }
            Verb::Free => {
                let block = self.take(address);
                self.freed(block);
            }
            Verb::ReallocBegin => {
                let block = self.take(address);
                self.resizing.insert(thread, block);
            }
            Verb::ReallocEnd if extra == 0 && address == 0 => self.left_out.refused += 1,
            Verb::ReallocEnd if extra == 0 => {
                let realloc = |bytes| move |pointer| realloc(pointer, Target::Null, bytes);
                self.allocated(address, fit(bytes).map(realloc));
            }
            Verb::ReallocEnd => {
                let block = self.resizing.remove(&thread).unwrap_or(Block::Inherited);
                self.resized(block, extra, address, bytes);
            }
        }
    }

    /// A block was allocated, by an action that the new pointer completes; by none where a scenario can't have it.
    fn allocated(&mut self, address: u64, action: Option<impl FnOnce(Pointer) -> Action>) {
        let Some(action) = action else {
            self.left_out.oversize += 1;
            self.place(address, Block::Oversize);
            return;
        };
        // First: where the address was still listed, its pointer's number falls free by this.
        self.vacate(address);
        let slot = self.slots.next_slot();
        self.slots.hold(slot);
        self.place(address, Block::Known(slot));
        self.push(action(Pointer(slot)));
    }

    fn resized(&mut self, block: Block, old: u64, address: u64, bytes: u64) {
        match (block, address) {
            // glibc frees the block and gives null for zero bytes.
            (block, 0) if bytes == 0 => self.freed(block),
            (block, 0) => {
                self.left_out.refused += 1;
                self.place(old, block);
            }
            (Block::Known(slot), address) => match fit(bytes) {
                Some(bytes) => {
                    self.place(address, Block::Known(slot));
                    let pointer = Pointer(slot);
                    self.push(realloc(pointer, Target::Pointer(pointer), bytes));
                }
                None => {
                    self.left_out.oversize += 1;
                    self.freed(block);
                    self.place(address, Block::Oversize);
                }
            },
            // What it grew out of is not in the scenario; what it is now is a block like any other.
            (Block::Inherited | Block::Oversize, address) => {
                self.left_out.inherited += u64::from(matches!(block, Block::Inherited));
                self.allocated(address, fit(bytes).map(malloc));
            }
        }
    }

    fn freed(&mut self, block: Block) {
        match block {
            Block::Known(slot) => {
                self.slots.release(slot);
                let target = Target::Pointer(Pointer(slot));
                self.push(Action::Free { target });
            }
            Block::Oversize => {}
            Block::Inherited => self.left_out.inherited += 1,
        }
    }

    fn take(&mut self, address: u64) -> Block {
        self.live.remove(&address).unwrap_or(Block::Inherited)
    }

    fn place(&mut self, address: u64, block: Block) {
        self.vacate(address);
        if !matches!(block, Block::Inherited) {
            self.live.insert(address, block);
        }
    }

    /// An address given anew was free, even where no free was seen: some allocators have entrances that the
    /// recorder doesn't know. The scenario then has the free here.
    fn vacate(&mut self, address: u64) {
        if let Some(block) = self.live.remove(&address) {
            self.freed(block);
        }
    }

    fn push(&mut self, action: Action) {
        let task = KERNEL;
        self.operations.push(Operation { task, action });
    }
}

fn malloc(bytes: u32) -> impl FnOnce(Pointer) -> Action {
    move |pointer| Action::Malloc { pointer, bytes }
}

fn realloc(pointer: Pointer, from: Target, bytes: u32) -> Action {
    Action::Realloc {
        pointer,
        from,
        bytes,
    }
}

fn fit(number: u64) -> Option<u32> {
    u32::try_from(number).ok()
}

#[cfg(test)]
mod tests;
