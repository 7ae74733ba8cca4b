//! Owns heaptrack's files: the raw one (`heaptrack --raw`), and the one that heaptrack interprets by itself.
//!
//! ```text
//! v 10400 3                    heaptrack's version, and the file's
//! + 64 8 55a00afce1d0          raw: bytes, stack, address, all hexadecimal
//! - 55a00afce1d0               raw: freed; a realloc is a free and an allocation
//!
//! a 64 1                       interpreted: kind 0 is blocks of 0x64 bytes, from stack 1
//! + 0                          interpreted: one of kind 0 is allocated
//! - 0                          interpreted: one of kind 0 is freed
//! ```
//!
//! All other lines begin with another letter: the program, its modules, stacks, times. The interpreted file has no
//! addresses: a free takes the latest block of its kind, which the reader is told.
//!
//! Source: heaptrack 1.4's src/track/libheaptrack.cpp and src/interpret/heaptrack_interpret.cpp, and its files.

use super::{Format, Head, Reader};
use crate::import::event::{Event, Line, Mistake, Request};

pub const FORMAT: Format = Format {
    id: "heaptrack",
    name: "heaptrack's file",
    open: |head: &Head<'_>| {
        let mut lines = head.lines();
        let is_one = lines.any(|line| line.starts_with("v 1") || line.starts_with("a "));
        is_one.then(|| Box::new(Heaptrack::default()) as _)
    },
    is_plain: true,
};

/// The letters that lines begin with, beside those of events.
const LETTERS: &str = "vxXImtscRAi#";

#[derive(Default)]
struct Heaptrack {
    /// The bytes of each kind of block, of an interpreted file.
    kinds: Vec<u64>,
}

impl Reader for Heaptrack {
    fn line(&mut self, line: &str) -> Line {
        let Some((letter, text)) = line.split_once(' ') else {
            return if line == "A" {
                Line::Known
            } else {
                Line::Aside
            };
        };
        let mut words = text.split(' ');
        let mut next = || {
            let word = words.next().ok_or(Mistake::Short)?;
            u64::from_str_radix(word, 16).map_err(|_| Mistake::Address)
        };
        let kind = |at: u64| {
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            self.kinds.get(at).copied()
        };
        let read = match letter {
            "a" => match next() {
                Ok(bytes) => {
                    self.kinds.push(bytes);
                    return Line::Known;
                }
                Err(mistake) => Err(mistake),
            },
            "+" => next().and_then(|first| match (next(), next()) {
                (Err(_), _) => match kind(first) {
                    Some(bytes) => Ok(Event::AllocatedSomewhere { bytes }),
                    None => Err(Mistake::Unknown),
                },
                (Ok(_), address) => Ok(Event::Allocated {
                    bytes: first,
                    address: address?,
                    by: Request::Malloc,
                }),
            }),
            "-" => next().map(|first| match kind(first) {
                Some(bytes) => Event::FreedSomewhere { bytes },
                None => Event::Freed { address: first },
            }),
            letter if LETTERS.contains(letter) => return Line::Known,
            _ => return Line::Aside,
        };
        Line::from(read)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: the raw file, whose reallocs are a free and an allocation.
    #[test]
    fn a_raw_file_is_read() {
        check(
            "v 10400 3\nx 4 prog\nX ./prog\nI 1000 5e298d\nt 7f07f875bb9f 0\n\
             + 64 1 55a00afce1d0\n- 55a00afce1d0\n+ c8 1 55a00afce300\nc 1f\n- 55a00afce300\n- 55a00afce999\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                p1 = malloc 200
                free p1
                read as heaptrack's file: 4 operations in 11 lines
                1 free or realloc of a block that the log doesn't allocate is left out (line 11)
            "#]],
        );
    }

    /// Protects: the interpreted file, which has kinds of blocks in place of addresses.
    #[test]
    fn an_interpreted_file_is_read() {
        check(
            "v 10400 3\ns 4 prog\na 64 1\n+ 0\na c8 1\n+ 1\n- 0\n+ 7\n",
            expect![[r#"
                p0 = malloc 100
                p1 = malloc 200
                free p0
                read as heaptrack's file: 3 operations in 8 lines
                line 8 can't be read, “+ 7”: it names no block that a line before it allocated
                the log doesn't say which block is freed; of those of its size the latest is taken
            "#]],
        );
    }
}
