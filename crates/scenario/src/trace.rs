//! Owns the compact file format of recorded workloads, `.heaptrace`: a scenario and where it came from.
//!
//! Does not own how a workload is recorded (that is `atlas-record`) nor any text form (that is the script
//! language and the `.rep` importer). Every scenario can be written, not recorded ones alone; every byte
//! string can be read, and gives a scenario or a [`TraceError`].
//!
//! # The file, version 1
//!
//! All integers are little-endian; *varint* is LEB128 of a `u32`, at most five bytes.
//!
//! ```text
//! offset  bytes  what
//!      0      8  magic: 89 48 54 52 0D 0A 1A 0A ("\x89HTR\r\n\x1a\n")
//!      8      2  version: 1
//!     10      4  provenance length p, at most 65 536
//!     14      p  provenance: UTF-8 lines "key: value\n"
//!   14+p      4  operations n, at most OPERATIONS_MAX
//!   18+p      4  pointers: every pointer's number is below this
//!   22+p     72  directory: for each of nine columns, raw length u32 and packed length u32
//!   94+p      …  the nine columns, one after another, each a zlib stream (RFC 1950)
//! ```
//!
//! The magic follows PNG's: a byte above 127 and both line endings show at once that a transfer mangled the
//! file. The directory stands before the columns so that a shortened file is known as such before
//! anything is unpacked. zlib rather than bare deflate, because its checksum catches a flipped bit.
//!
//! An operation is spread over the columns, so that like stands beside like and deflate finds what repeats:
//!
//! ```text
//! column        holds, in the order of the operations
//! verbs         one byte per operation, see below
//! tasks         one byte per operation; empty when every task is the kernel
//! destinations  varint: the pointer assigned, where it isn't the predicted one
//! targets       varint: the pointer in a target: 1 + its rank; or 0, and then a varint, its number
//! sizes         varint: bytes of malloc, falloc, calloc (each), aligned malloc, realloc; of a touch that has them
//! counts        varint: the count of calloc
//! alignments    varint: the alignment of aligned malloc
//! extras        varint: a target's offset (zigzag) or address; then a touch's start, idle's ticks, a mark's label
//! texts         varint number of pointer names, the names, varint number of labels, the labels;
//!               each a varint length and UTF-8; at most 1 MiB, and 32 bytes more for each operation
//! ```
//!
//! All columns together have at most 128 MiB; there are at most 2,000,000 names and 10,000 labels.
//!
//! ```text
//! verb byte
//!   7    6 5    4    3 . . 0
//! ┌────┬──────┬────┬─────────┐
//! │ ex │ kind │ as │ verb    │
//! └────┴──────┴────┴─────────┘
//!  bits 0..3  verb: 0 malloc, 1 falloc, 2 calloc, 3 aligned malloc, 4 realloc, 5 free, 6 touch, 7 idle, 8 mark
//!  bit  4     as: the pointer assigned stands in `destinations` (verbs 0 to 4)
//!  bits 5..6  kind of target: 0 pointer, 1 pointer and offset, 2 address, 3 null (verbs 4 to 6)
//!  bit  7     ex: touch exactly the bytes in `sizes`, not the rest of the block (verb 6)
//! ```
//!
//! A bit that a verb gives no meaning is zero, and a reader refuses anything else: a later version may use it.
//!
//! A pointer is *held* from the operation that assigns it to the one that frees or reallocs it by that
//! very pointer. Its *rank* is the number of held pointers that were assigned later: 0 for the latest. A
//! pointer that isn't held, in a double free say, has no rank and stands with its number.
//!
//! The predicted pointer is what [`Slots`] gives: the one that fell free last, or else the lowest never
//! used; for a `realloc` of a pointer, that pointer. A recorded trace follows the prediction everywhere,
//! so its `destinations` are empty.

mod bytes;
mod columns;
mod error;
mod provenance;
mod recency;
mod slots;

pub use columns::OPERATIONS_MAX;
pub use error::{Fault, TraceError};
pub use provenance::Provenance;
pub use slots::Slots;

use crate::Scenario;
use bytes::FileReader;

/// The first bytes of every trace file.
pub const MAGIC: [u8; 8] = *b"\x89HTR\r\n\x1a\n";

/// The version this crate writes, and the only one it reads.
pub const VERSION: u16 = 1;

/// How a trace file's name ends.
pub const EXTENSION: &str = "heaptrace";

/// A recorded workload and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Which program, doing what, when.
    pub provenance: Provenance,
    /// What the program asked of its allocator.
    pub scenario: Scenario,
}

impl Trace {
    /// Reads a `.heaptrace` file that is in memory as a whole.
    ///
    /// # Errors
    /// [`TraceError`] says where and why, for any bytes whatever. Memory use is bounded by
    /// [`OPERATIONS_MAX`], not by what the file claims.
    pub fn from_bytes(file: &[u8]) -> Result<Trace, TraceError> {
        let mut reader = FileReader::new(file);
        if reader.take(MAGIC.len(), "the magic").ok() != Some(&MAGIC[..]) {
            return Err(TraceError::NotATrace);
        }
        let version = reader.u16("the version")?;
        if version != VERSION {
            return Err(TraceError::UnknownVersion { version });
        }
        let provenance = Provenance::read(&mut reader)?;
        let scenario = columns::read(&mut reader)?;
        Ok(Trace {
            provenance,
            scenario,
        })
    }

    /// The trace as a `.heaptrace` file, packed as small as can be.
    ///
    /// # Errors
    /// [`TraceError::TooMany`] where the scenario or its texts are larger than the format holds, and
    /// [`TraceError::Operation`] where an operation refers to a pointer or label that the scenario doesn't have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TraceError> {
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        self.provenance.write(&mut file)?;
        columns::write(&self.scenario, &mut file)?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests;
