//! Owns what can be wrong with a trace file, in words that name the place.

use thiserror::Error;

use crate::numerals::{bytes, count, counted};

/// Why bytes are no trace, or why a scenario can't become one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the messages say what the values are")]
pub enum TraceError {
    /// The file doesn't begin as a trace does.
    #[error("this is not a .heaptrace file: it doesn't begin with that format's mark")]
    NotATrace,
    /// A trace, of a version that this program is too old for.
    #[error("this trace is of format version {version}; this program reads version 1")]
    UnknownVersion { version: u16 },
    /// The file ends too early. Sizes are told to the byte, since rounded ones may look equal.
    #[error(
        "the trace is cut short: {what} at byte {} needs {}, and {} are left",
        count(offset), counted(*needed_bytes as u64, "byte"), counted(*left_bytes as u64, "byte")
    )]
    Truncated {
        what: &'static str,
        offset: usize,
        needed_bytes: usize,
        left_bytes: usize,
    },
    /// The file goes on after its last column.
    #[error("{} follow the end of the trace at byte {}", bytes(*trailing_bytes as u64), count(offset))]
    TrailingBytes {
        offset: usize,
        trailing_bytes: usize,
    },
    /// The provenance is no list of `key: value` lines.
    #[error("line {line} of the provenance {reason}")]
    Provenance { line: usize, reason: &'static str },
    /// A number is beyond what the format allows.
    #[error(
        "the trace has {} {what}; at most {} are allowed",
        count(found),
        count(limit)
    )]
    TooMany {
        what: &'static str,
        found: u64,
        limit: u64,
    },
    /// A column doesn't unpack to what the directory says.
    #[error(
        "the column of {column} at byte {} doesn't unpack: {reason}",
        count(offset)
    )]
    Packing {
        column: &'static str,
        offset: usize,
        reason: &'static str,
    },
    /// An operation makes no sense.
    #[error("operation {}: {fault} (column of {column})", count(operation))]
    Operation {
        operation: usize,
        column: &'static str,
        fault: Fault,
    },
    /// The texts (pointer names and labels) make no sense.
    #[error("text {} in the column of texts: {fault}", count(text))]
    Text { text: usize, fault: Fault },
    /// A column has more in it than the operations use.
    #[error("{} of the column of {column} belong to no operation", bytes(*unused_bytes as u64))]
    UnusedBytes {
        column: &'static str,
        unused_bytes: usize,
    },
}

/// What is wrong with one value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The column ends before the value does.
    #[error("its value is missing")]
    Missing,
    /// The varint doesn't fit in 32 bits.
    #[error("its number is larger than 32 bits")]
    Overlong,
    /// The verb byte sets bits that have no meaning, or names no verb.
    #[error("verb byte {0:#04x} is not defined")]
    UnknownVerb(u8),
    /// No such task.
    #[error("there is no task {0}")]
    UnknownTask(u8),
    /// The pointer's number isn't below the number of pointers.
    #[error("there is no pointer {}", count(.0))]
    UnknownPointer(u32),
    /// Fewer pointers hold a block than the target's rank says.
    #[error("not more than {} hold a block here", counted(*.0, "pointer"))]
    UnknownRank(u32),
    /// The label's number isn't below the number of labels.
    #[error("there is no label {}", count(.0))]
    UnknownLabel(u32),
    /// An alignment that isn't a power of two.
    #[error("{} is not an alignment: those are powers of two", count(.0))]
    Alignment(u32),
    /// Bytes that aren't UTF-8.
    #[error("it is not UTF-8")]
    NotUtf8,
}
