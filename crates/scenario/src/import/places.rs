//! Owns what the addresses of a log say of its own allocator: blocks that overlap, and blocks that are misaligned.
//!
//! Does not own frees that match no block; those are found where addresses become pointers (`blocks`).

use std::collections::BTreeMap;

use super::found::{Found, LINES_MAX};
use crate::numerals::{count, counted};

/// The blocks that are live, by the log's addresses, and what was wrong with any of them.
#[derive(Default)]
pub struct Places {
    /// No two of these overlap: a block that is put over another takes its place, which was free if the log lacks a free.
    live: BTreeMap<u64, Place>,
    blocks: u64,
    overlaps: u64,
    /// The first of them: the line of the block, and of the one that it lies over.
    overlapping: Vec<(u64, u64)>,
    /// Blocks that were not given the alignment that was asked for.
    unlike_asked: Found,
    /// Blocks by the largest power of two that their addresses are multiples of: 1, 2, 4, 8.
    at_multiples: [Found; 4],
}

struct Place {
    end: u64,
    line: Option<u64>,
}

/// The most that an allocator promises unasked: what the largest of C's basic types needs.
const UNASKED_MAX: u64 = 16;

impl Places {
    /// A block is at an address from here on; `asked` is the alignment that the request named.
    pub fn taken(&mut self, address: u64, bytes: u64, asked: Option<u32>, line: Option<u64>) {
        self.blocks += 1;
        let end = address.saturating_add(bytes.max(1));
        let mut over = None;
        // From the highest down, so that the lowest is named.
        while let Some((&start, place)) = self.live.range(..end).next_back()
            && place.end > address
        {
            over = Some(place.line);
            self.live.remove(&start);
        }
        if let Some(of) = over {
            self.overlaps += 1;
            if self.overlapping.len() < LINES_MAX {
                self.overlapping.extend(line.zip(of));
            }
        }
        self.live.insert(address, Place { end, line });
        // No object of b bytes needs more than the largest power of two up to b.
        let unasked = 1 << bytes.clamp(1, UNASKED_MAX).ilog2();
        match asked {
            Some(asked) if !address.is_multiple_of(u64::from(asked)) => {
                self.unlike_asked.note(line)
            }
            None if !address.is_multiple_of(unasked) => {
                self.at_multiples[address.trailing_zeros() as usize].note(line);
            }
            _ => {}
        }
    }

    /// No block is at an address any more.
    pub fn given_back(&mut self, address: u64) {
        self.live.remove(&address);
    }

    /// What was wrong, in sentences. Nothing where the log numbers its blocks and has no addresses of them: numbers lie
    /// closer than blocks, so that most would overlap or be at odd places.
    pub fn sentences(&self) -> Vec<String> {
        let Some(alignment) = self
            .alignment()
            .filter(|_| 2 * self.overlaps <= self.blocks)
        else {
            return Vec::new();
        };
        let mut sentences = Vec::new();
        if self.overlaps > 0 {
            let which = match self.overlaps {
                1 => "1 block overlaps a live block".to_owned(),
                all => format!("{} blocks overlap live blocks", count(all)),
            };
            let pairs = self.overlapping.iter();
            let mut pairs: Vec<String> = pairs
                .map(|&(line, of)| format!("line {} that of line {}", count(line), count(of)))
                .collect();
            if self.overlaps > pairs.len() as u64 {
                pairs.push("…".to_owned());
            }
            sentences.push(format!("{which}: {}", pairs.join(", ")));
        }
        let is = |found: &Found| if found.times == 1 { "is" } else { "are" };
        let unlike = &self.unlike_asked;
        if unlike.times > 0 {
            sentences.push(format!(
                "{} {} not at a multiple of the alignment that was asked for{unlike}",
                counted(unlike.times, "block"),
                is(unlike)
            ));
        }
        let misaligned = self.below(alignment);
        if misaligned.times > 0 {
            sentences.push(format!(
                "{} {} not at a multiple of {alignment}, as most others are{misaligned}",
                counted(misaligned.times, "block"),
                is(&misaligned)
            ));
        }
        sentences
    }

    /// What the log's allocator aligns its blocks to, judged by what nearly all of them have, or at least 4 bytes by most.
    fn alignment(&self) -> Option<u64> {
        let missed = |alignment| self.below(alignment).times;
        let nearly_all = [16, 8]
            .into_iter()
            .find(|&each| 16 * missed(each) <= self.blocks);
        nearly_all.or((2 * missed(4) < self.blocks).then_some(4))
    }

    /// Blocks that are at no multiple of an alignment.
    fn below(&self, alignment: u64) -> Found {
        let mut all = Found::default();
        for found in &self.at_multiples[..alignment.ilog2() as usize] {
            all.times += found.times;
            all.lines.extend(&found.lines);
        }
        all.lines.sort_unstable();
        all.lines.truncate(LINES_MAX);
        all
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::import::tests::check;

    /// Protects: whoever brings the log of a broken allocator is told what is broken, and in which lines.
    #[test]
    fn a_log_that_does_not_fit_together_says_so() {
        check(
            "malloc(100) = 0x5000\n\
             malloc(32) = 0x5060\n\
             free(0x5000)\n\
             free(0x5000)\n\
             malloc(64) = 0x5102\n\
             memalign(64, 32) = 0x5220\n\
             malloc(16) = 0x5300\n\
             malloc(16) = 0x5300\n\
             free(0x7000)\n",
            expect![[r#"
                p0 = malloc 100
                p1 = malloc 32
                free p0
                free p0
                p2 = malloc 64
                p3 = malloc 32 align 64
                p4 = malloc 16
                free p4
                p5 = malloc 16
                read as a log of calls of malloc and free: 9 operations in 9 lines
                1 block overlaps a live block: line 2 that of line 1
                1 block is not at a multiple of the alignment that was asked for (line 6)
                1 block is not at a multiple of 4, as most others are (line 5)
                1 free or realloc of a block that was freed before is kept (line 4)
                1 free or realloc of a block that the log doesn't allocate is left out (line 9)
                1 address is given again without a free, which is put in (line 8)
            "#]],
        );
    }

    /// Protects: numbers of blocks are not taken for addresses, and a resized block gives its place back.
    #[test]
    fn a_log_that_fits_together_says_nothing() {
        for log in [
            "a 0 100\na 1 100\na 2 100\na 3 100\nf 0\n",
            "malloc(24) = 0x5000\nrealloc(0x5000, 40) = 0x5000\nmalloc(8) = 0x5028\nrealloc(0x5000, 8) = 0x6000\nmalloc(40) = 0x5000\n",
        ] {
            let read = crate::import::import(log.as_bytes(), "log", &Default::default());
            assert_eq!(read.expect("a log").info.notices.len(), 1, "{log}");
        }
    }

    proptest! {
        /// Protects: of any blocks, the same are found to overlap as by comparing each with each.
        #[test]
        fn overlaps_are_found(calls in prop::collection::vec((0..64_u64, 0..24_u64, any::<bool>()), 0..60)) {
            let mut places = Places::default();
            let mut live: Vec<(u64, u64)> = Vec::new();
            let mut overlaps = 0;
            for (address, bytes, is_free) in calls {
                if is_free {
                    places.given_back(address);
                    live.retain(|&(start, _)| start != address);
                    continue;
                }
                let (before, end) = (live.len(), address + bytes.max(1));
                live.retain(|&(start, other)| other <= address || end <= start);
                overlaps += u64::from(live.len() < before);
                live.push((address, end));
                places.taken(address, bytes, None, None);
            }
            prop_assert_eq!(places.overlaps, overlaps);
        }
    }
}
