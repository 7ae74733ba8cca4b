//! Owns what a heap replies to its program: what it granted, what a free did, why nothing could be done. Does not decide it.

use core::fmt;

/// What a request was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The payload's virtual address.
    pub address: u32,
    /// The payload's length in bytes; at least the request, unless that was clamped.
    pub payload_bytes: u32,
    /// What of the request was granted: the request, or the maximum where that is less. The program may use the whole
    /// payload.
    pub clamped_bytes: u32,
}

impl Grant {
    /// The null pointer: what some designs grant a request for zero bytes. No block is at address 0.
    pub const NULL: Self = Self {
        address: 0,
        payload_bytes: 0,
        clamped_bytes: 0,
    };
}

/// What a free did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freed {
    /// The payload's length in bytes, before any merging.
    pub payload_bytes: u32,
    /// Whether the free was queued. The block is then stagnant until the queue is drained.
    pub queued: bool,
}

/// Why a request was refused. Live blocks are unchanged. Before it refuses, the heap may have performed queued frees and
/// merged holes, if the design says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// No hole is large enough, and the heap cannot grow far enough.
    NoBlock,
    /// The region has room, but too few frames are left.
    NoFrame,
    /// The request exceeds the maximum and the design does not clamp, or it exceeds 32 bits.
    OverMaximum,
}

/// Why a free did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FreeError {
    /// The address is that of a hole, or of a block whose free is queued.
    DoubleFree,
    /// No block has its payload at the address.
    UnknownAddress,
}

/// Why a block was not resized. The block is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReallocateError {
    /// There is no live block at the address.
    Address(FreeError),
    /// There is no room for the new size.
    Refused(Refusal),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoBlock => "out of memory: no hole serves and the heap cannot grow",
            Self::NoFrame => "out of memory: too few frames are left",
            Self::OverMaximum => "the request exceeds the maximum",
        })
    }
}

impl fmt::Display for FreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DoubleFree => "the block at this address is free already",
            Self::UnknownAddress => "there is no block at this address",
        })
    }
}

impl fmt::Display for ReallocateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(error) => error.fmt(f),
            Self::Refused(refusal) => refusal.fmt(f),
        }
    }
}

impl core::error::Error for Refusal {}
impl core::error::Error for FreeError {}
impl core::error::Error for ReallocateError {}
