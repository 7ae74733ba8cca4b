//! Owns the words between the readers of formats and the ledger of blocks: what one line of a log says.

use thiserror::Error;

/// What a log says that a program asked for, and got. Addresses are the log's own; where a format has names or numbers
/// for its blocks in place of addresses, those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A block at an address; a null address is a request that was refused.
    Allocated {
        address: u64,
        bytes: u64,
        by: Request,
    },
    /// The block at an address was freed; null is free(NULL).
    Freed { address: u64 },
    /// A block was resized, and is at `address` now; null where that was refused, or where no bytes were left of it.
    Resized { from: u64, address: u64, bytes: u64 },
    /// A block of so many bytes, in a log that does not say where.
    AllocatedSomewhere { bytes: u64 },
    /// A block of so many bytes was freed, in a log that does not say which.
    FreedSomewhere { bytes: u64 },
}

/// The function that was asked for a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// `malloc`, and what takes a number of bytes alone.
    Malloc,
    /// `calloc` of so many elements. The event's bytes are of all of them.
    Calloc { count: u64 },
    /// `memalign`, `aligned_alloc`, `posix_memalign`.
    Aligned { alignment: u64 },
    /// `realloc` of null.
    Realloc,
}

/// What a line is to the reader of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It says that something happened.
    Event(Event),
    /// It belongs to the format and says nothing that a scenario holds: a header, a frame of a stack, a comment.
    Known,
    /// It belongs to something else: the program's own output, say.
    Aside,
    /// It begins as the format's lines do, and can't be read.
    Mistake(Mistake),
}

/// Why a line of a known format can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Mistake {
    /// The size is missing or is no number.
    #[error("its size is no number")]
    Size,
    /// The address is missing or is no number.
    #[error("its address is no number")]
    Address,
    /// The line stops before it says all.
    #[error("it is cut short")]
    Short,
    /// A function's answer was not logged with its arguments, and no line brings it.
    #[error("its answer is missing")]
    Answer,
    /// `posix_memalign` writes the address to memory; tools that log answers alone do not see it.
    #[error("the tool does not log the address that posix_memalign gives")]
    Unseen,
    /// A free names a block that no line allocated.
    #[error("it names no block that a line before it allocated")]
    Unknown,
    /// A block ends before it begins.
    #[error("its block ends before it begins")]
    Lifetime,
}

impl From<Result<Event, Mistake>> for Line {
    fn from(read: Result<Event, Mistake>) -> Line {
        match read {
            Ok(event) => Line::Event(event),
            Err(mistake) => Line::Mistake(mistake),
        }
    }
}
