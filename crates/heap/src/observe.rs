//! Owns the events by which a heap reports what it does.
//!
//! Does not interpret them: metrics and explanations belong to the observer. A heap without an observer
//! ([`Unobserved`]) is compiled as if this file did not exist.

use crate::policy::placement::Candidate;
use crate::reply::Refusal;

/// Watches a heap at work. Every method does nothing unless it is overridden.
pub trait Observer {
    /// Something happened.
    #[inline(always)]
    fn event(&mut self, event: Event) {
        let _ = event;
    }

    /// `words` consecutive words of metadata were read at `offset` bytes from the region's start.
    #[inline(always)]
    fn read(&mut self, offset: u32, words: u32) {
        let _ = (offset, words);
    }

    /// `words` consecutive words of metadata were written at `offset` bytes from the region's start.
    #[inline(always)]
    fn write(&mut self, offset: u32, words: u32) {
        let _ = (offset, words);
    }

    /// Whether the heap is to give up the operation it performs. The heap asks before each further walk of an operation
    /// that may take one walk for every block. It then returns soon, and its region can still be read; but the
    /// operation's result means nothing, and the heap is not to be used again.
    #[inline(always)]
    fn interrupts(&self) -> bool {
        false
    }
}

/// The absence of an observer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl Observer for Unobserved {}

/// The bytes of a whole block, padding in front and header included; offsets from the region's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Extent {
    /// Offset of the block's first byte.
    pub start: u32,
    /// Length of the block in bytes.
    pub bytes: u32,
}

impl Extent {
    /// The offset behind the last byte.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.start + self.bytes
    }

    /// Whether the byte at an offset is one of these.
    #[must_use]
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end()
    }
}

/// What a heap was looking for when it examined a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "kebab-case")
)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Purpose {
    /// A hole for a request.
    Placement,
    /// More holes right behind a hole that is too small alone.
    Run,
    /// The block of an address the program named.
    Lookup,
    /// The block linked before another in a list, or standing beside it in memory.
    Neighbour,
    /// Blocks whose free is queued.
    Drain,
    /// Holes that touch.
    Merge,
}

/// What a heap thought of a block it examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "kebab-case")
)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Verdict {
    /// Not a hole: the program holds it, or its free is queued.
    Allocated,
    /// A hole too small for the request, and no run of holes behind it makes up for that.
    TooSmall,
    /// It serves, and is the best so far: the search goes on.
    Held,
    /// It serves, but what is held already is preferred.
    Passed,
    /// It serves, and the search ends here.
    Taken,
    /// A hole that lengthens a run, or that becomes one with the hole beside it.
    Joins,
    /// Not what was looked for.
    Other,
    /// What was looked for.
    Found,
}

impl Verdict {
    /// Of a block that is the one looked for, or is not.
    pub(crate) fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Other }
    }
}

/// One thing a heap did. Addresses are virtual, offsets and extents count from the region's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A block was examined.
    Probed {
        /// Why it was looked at.
        purpose: Purpose,
        /// The block.
        block: Extent,
        /// The address of its payload.
        address: u32,
        /// What it offers: its payload, or that of the run of holes that begins with it, in bytes.
        payload_bytes: u32,
        /// The heap's verdict on it.
        verdict: Verdict,
    },
    /// A hole that serves was scored.
    Scored {
        /// The hole, or the first of a run.
        block: Extent,
        /// What was judged, its score included.
        candidate: Candidate,
    },
    /// A request beyond the maximum was clamped to it.
    Clamped {
        /// What the program asked for.
        requested_bytes: u32,
        /// The maximum it was clamped to.
        maximum_bytes: u32,
    },
    /// A hole was merged into the block before it.
    Coalesced {
        /// The block that grew, as it is now.
        into: Extent,
        /// The hole that is no more.
        absorbed: Extent,
    },
    /// A block was split in two.
    Split {
        /// The block, now shorter.
        front: Extent,
        /// The new hole after it.
        remainder: Extent,
    },
    /// The heap grew at its end.
    Extended {
        /// Where the heap ended, as an offset.
        from: u32,
        /// Where it ends now.
        to: u32,
    },
    /// The heap's end moved down.
    Trimmed {
        /// Where the heap ended, as an offset.
        from: u32,
        /// Where it ends now.
        to: u32,
    },
    /// A block was granted, or grew or shrank where it stands.
    Placed {
        /// The block.
        block: Extent,
        /// The address of its payload.
        address: u32,
        /// Its payload in bytes.
        payload_bytes: u32,
    },
    /// A payload was copied because its block could not grow where it stood.
    Moved {
        /// The address it was copied from.
        from: u32,
        /// The address it was copied to.
        to: u32,
        /// How many bytes.
        bytes: u32,
    },
    /// A request was refused.
    Refused(Refusal),
    /// A free was queued.
    Queued {
        /// The block.
        block: Extent,
        /// The address the program named.
        address: u32,
    },
    /// A block became a hole.
    Freed {
        /// The block.
        block: Extent,
        /// The address the program named.
        address: u32,
    },
}
