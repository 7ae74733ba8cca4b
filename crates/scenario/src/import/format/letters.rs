//! Owns logs of a letter and numbers: `a ADDRESS BYTES`, `f ADDRESS`, as courses and small tracers write them.
//!
//! ```text
//! a 4096 64      allocated (also m, malloc, alloc; capitals, too)
//! r 4096 128     resized where it is
//! f 4096 64      freed (also free); what stands after the address is passed over
//! f -1           free(NULL)
//! # words        a comment
//! ```
//!
//! An address is decimal, or hexadecimal with `0x`. The malloc lab's traces without their header have the number of a block
//! in place of its address, which comes to the same.
//!
//! Source: <https://github.com/hikalium/malloc_challenge> (addresses), the malloc lab of CS:APP (numbers).

use super::{Format, Head};
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::number;

pub const FORMAT: Format = Format {
    id: "letters",
    name: "a log of letters, a ADDRESS BYTES and f ADDRESS",
    open: |_: &Head<'_>| Some(Box::new(line)),
    is_plain: true,
};

/// Block 0 of the malloc lab is a block, where address 0 would be null.
const OFFSET: u64 = 1 << 63;

fn line(line: &str) -> Line {
    if line.starts_with('#') {
        return Line::Known;
    }
    let mut words = line.split_whitespace();
    let verb = words.next().unwrap_or_default().to_ascii_lowercase();
    let [at, size] = [words.next(), words.next()];
    // A line of prose may begin with an a.
    let is_number = at.is_some_and(|at| at == "-1" || number(at).is_some());
    if !is_number || words.next().is_some() {
        return Line::Aside;
    }
    let address = match at {
        Some("-1") => 0,
        Some(at) => number(at).map_or(0, |at| at ^ OFFSET),
        None => 0,
    };
    let bytes = size.and_then(number).ok_or(Mistake::Size);
    let by = Request::Malloc;
    Line::from(match &*verb {
        "a" | "m" | "alloc" | "malloc" => {
            bytes.map(|bytes| Event::Allocated { address, bytes, by })
        }
        "r" | "realloc" => bytes.map(|bytes| Event::Resized {
            from: address,
            address,
            bytes,
        }),
        "f" | "free" => Ok(Event::Freed { address }),
        _ => return Line::Aside,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::{check, refuse};

    /// Protects: a course's log, in which a freed address comes again.
    #[test]
    fn addresses_after_letters_are_read() {
        check(
            "# a comment\na 4096 64\na 8192 64\na 8256 64\nf 8192 64\na 8320 200\nf 8256 64\na 8192 120\nF 0x1000\n",
            expect![[r#"
                p0 = malloc 64
                p1 = malloc 64
                p2 = malloc 64
                free p1
                p3 = malloc 200
                free p2
                p4 = malloc 120
                free p0
                read as a log of letters, a ADDRESS BYTES and f ADDRESS: 8 operations in 9 lines
            "#]],
        );
    }

    /// Protects: the malloc lab without its header, whose first block has the number 0.
    #[test]
    fn a_lab_trace_without_its_header_is_read() {
        check(
            "a 0 100\nr 0 640\nf 0\nf -1\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 640
                free p0
                free null
                read as a log of letters, a ADDRESS BYTES and f ADDRESS: 4 operations in 4 lines
            "#]],
        );
    }

    /// Protects: prose is no log because one of its lines looks like one.
    #[test]
    fn prose_is_no_log() {
        refuse(
            "Shall I compare thee to\na 4096 64\nThou art more lovely\nand more temperate\n",
            expect![
                "no line of it says that memory was allocated or freed, in any format that is known here; it begins with “Shall I compare thee to”"
            ],
        );
    }
}
