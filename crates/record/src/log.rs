//! Owns the layout of a raw log: what a recorded process writes, and the converter reads.
//!
//! Two programs are built from this file: this crate, and the shared library that is loaded into the recorded
//! process. It therefore needs nothing but `core`, and allocates nothing.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic "ATLASLOG"
//!      8      4  version
//!     12      4  process id
//!     16      8  cursor: records begun; more than the file holds where it could not grow
//!     24      8  requests that the program's allocator refused
//!     32      4  length of the command line
//!     36   4060  command line, each argument ended by a zero byte, cut where it doesn't fit
//!   4096      …  records of 32 bytes
//!
//! record
//!      0      8  tag: operation in bits 0..7, thread in bits 8..63; zero: never finished
//!      8      8  address: of the new block, or of the one given up
//!     16      8  bytes requested (of one item, for calloc)
//!     24      8  calloc: the count; aligned: the alignment; realloc's end: the old address
//! ```
//!
//! A log never leaves the machine it was written on, so integers are in its byte order.

use core::sync::atomic::{AtomicU32, AtomicU64};

/// "ATLASLOG", as the bytes stand in the file.
pub const MAGIC: u64 = u64::from_ne_bytes(*b"ATLASLOG");

/// Both sides come from one build, so this guards against nothing but a stale log.
pub const VERSION: u32 = 1;

/// Where the records begin: a page, so that a mapped log's records are aligned.
pub const HEADER_BYTES: usize = 4096;

/// The length of one record.
pub const RECORD_BYTES: usize = 32;

/// How much of a command line fits.
pub const COMMAND_BYTES_MAX: usize = HEADER_BYTES - 36;

/// The environment variable that names the directory for logs. Without it nothing is recorded.
pub const DIRECTORY_VARIABLE: &core::ffi::CStr = c"HEAP_ATLAS_LOG_DIRECTORY";

/// The first page of a log. Several threads write the atomics; the rest is written before they start.
#[repr(C)]
pub struct Header {
    /// [`MAGIC`].
    pub magic: AtomicU64,
    /// [`VERSION`].
    pub version: AtomicU32,
    /// The process that writes this log.
    pub process: AtomicU32,
    /// Records begun so far. Taking the next number is what orders operations between threads.
    pub cursor: AtomicU64,
    /// Requests that the allocator refused.
    pub refused: AtomicU64,
    /// How much of `command` is in use.
    pub command_bytes: AtomicU32,
    /// The command line.
    pub command: [u8; COMMAND_BYTES_MAX],
}

const _: () = assert!(size_of::<Header>() == HEADER_BYTES);

/// One operation, as the recorded process writes it: the tag last.
#[repr(C)]
pub struct Record {
    /// [`tag`] of the operation and the thread; zero until the other fields are written.
    pub tag: AtomicU64,
    /// The block's address.
    pub address: AtomicU64,
    /// The bytes requested.
    pub bytes: AtomicU64,
    /// What only some operations have.
    pub extra: AtomicU64,
}

const _: () = assert!(size_of::<Record>() == RECORD_BYTES);

/// What a record says was done. A thread logs a free before it happens and an allocation after, so that
/// the log never shows an address live twice. A realloc is both, hence its two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Verb {
    /// A block was allocated.
    Malloc = 1,
    /// A block of zeroes was allocated.
    Calloc = 2,
    /// A block was allocated at a multiple of an alignment.
    Aligned = 3,
    /// A block is about to be freed.
    Free = 4,
    /// A block is about to be resized, and its address may go to another thread meanwhile.
    ReallocBegin = 5,
    /// The resizing that this thread began has ended; address zero where it failed.
    ReallocEnd = 6,
}

/// The first word of a record.
pub const fn tag(verb: Verb, thread: u64) -> u64 {
    thread << 8 | verb as u64
}

/// The verb and the thread in a tag; `None` for a record never finished, or damaged.
pub const fn untag(tag: u64) -> Option<(Verb, u64)> {
    let verb = match tag as u8 {
        1 => Verb::Malloc,
        2 => Verb::Calloc,
        3 => Verb::Aligned,
        4 => Verb::Free,
        5 => Verb::ReallocBegin,
        6 => Verb::ReallocEnd,
        _ => return None,
    };
    Some((verb, tag >> 8))
}
