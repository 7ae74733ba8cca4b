//! Owns what the invariants of a heap are checked with: a rule that must hold, and sums by which two walks are compared.

use crate::heap::check::Violation;

/// # Errors
/// The rule, if it does not hold at an offset.
pub(crate) fn ensure(holds: bool, rule: &'static str, at: u32) -> Result<(), Violation> {
    if holds {
        Ok(())
    } else {
        Err(Violation {
            rule,
            header_offset: at,
        })
    }
}

/// What one of two walks found, to be compared with the other's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    count: u32,
    pub(crate) bytes: u32,
    checksum: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, start: u32, bytes: u32) {
        self.count += 1;
        self.bytes += bytes;
        // Of a set of blocks, whatever its order.
        let mixed = (u64::from(start) << 32 | u64::from(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.checksum = self.checksum.wrapping_add(mixed ^ (mixed >> 29));
    }
}
