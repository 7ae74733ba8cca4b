//! Owns the bytes that a program writes into its blocks: a pattern that tells blocks and places within them apart, and
//! the check that a block still holds it.

use super::Machine;
use crate::shadow::{Live, Violation};
use crate::subject::Subject;

/// Payloads begin at a multiple of this, and an address has this length.
const WORD_BYTES: u32 = 4;

/// The pattern of one block. None of its words is an address of the region, so that an allocator that believes a header
/// because it points to its own payload cannot take payload for one.
#[derive(Clone, Copy)]
struct Pattern {
    first: u8,
    /// The most significant byte of the region's first address, and of its last.
    region: (u8, u8),
}

impl Pattern {
    /// A realloc keeps the born step, and with it the pattern. The step's bits are spread, since blocks born one after the
    /// other lie side by side.
    fn of(live: &Live, subject: &dyn Subject) -> Self {
        let base = subject.region_base();
        Self {
            first: (live.born_step.wrapping_mul(0x9E37_79B1) >> 24) as u8,
            region: [base, base + (subject.region_bytes() - 1)]
                .map(|address| (address >> 24) as u8)
                .into(),
        }
    }

    /// The byte at offset `at` of the block.
    #[inline]
    fn byte(self, at: u32) -> u8 {
        let byte = self.first.wrapping_add(at as u8);
        let (low, high) = self.region;
        // The last byte of a word is the most significant. A region spans at most 17 values of it.
        if at % WORD_BYTES == WORD_BYTES - 1 && (low..=high).contains(&byte) {
            byte.wrapping_add(0x40)
        } else {
            byte
        }
    }
}

impl Machine {
    /// Writes the pattern into bytes `from..to` of a block, widened to whole words: a payload has whole words only.
    pub(super) fn fill(&mut self, live: &Live, from: u32, to: u32) {
        let pattern = Pattern::of(live, &*self.space().subject);
        let from = from / WORD_BYTES * WORD_BYTES;
        let to = to.next_multiple_of(WORD_BYTES).min(live.payload_bytes);
        let subject = &mut self.space_mut().subject;
        let memory = subject.memory_mut(live.address + from, to - from);
        for (byte, at) in memory.iter_mut().zip(from..) {
            *byte = pattern.byte(at);
        }
    }

    /// In a checked replay, fills a block from offset `from` on.
    pub(super) fn fill_for_check(&mut self, live: &Live, from: u32) {
        if self.check {
            self.fill(live, from, live.payload_bytes);
        }
    }

    /// In a checked replay, compares the first bytes of a block with its pattern.
    pub(super) fn check_pattern(&self, live: &Live, bytes: u32) -> Result<(), Violation> {
        if !self.check {
            return Ok(());
        }
        let subject = &*self.space().subject;
        let pattern = Pattern::of(live, subject);
        let memory = subject.memory(live.address, bytes);
        let wrong = memory
            .iter()
            .zip(0..)
            .position(|(&byte, at)| byte != pattern.byte(at));
        wrong.map_or(Ok(()), |at| Err(corrupted(live, at)))
    }

    /// In a checked replay, sees that the granted bytes of a block are zero.
    pub(super) fn check_zeroed(&self, live: &Live) -> Result<(), Violation> {
        if !self.check {
            return Ok(());
        }
        let subject = &self.space().subject;
        let memory = subject.memory(live.address, live.clamped_bytes);
        let wrong = memory.iter().position(|&byte| byte != 0);
        wrong.map_or(Ok(()), |at| Err(corrupted(live, at)))
    }
}

fn corrupted(live: &Live, at: usize) -> Violation {
    Violation::Corrupted {
        address: live.address,
        at: u32::try_from(at).expect("payloads are shorter than 4 GiB"),
    }
}
