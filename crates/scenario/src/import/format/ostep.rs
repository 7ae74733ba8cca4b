//! Owns the lists of requests that the homework of *Operating Systems: Three Easy Pieces* takes: `+100,-0`.
//!
//! ```text
//! +100,-0,+20      100 bytes, the first block is freed, 20 bytes
//! ```
//!
//! `-n` frees the block of the n-th `+`, counted from 0. A list is one line.
//!
//! Source: the chapter "Free-Space Management", malloc.py, its option -A.

use super::{Format, Head, Reader};
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::number;

pub const FORMAT: Format = Format {
    id: "ostep",
    name: "a list of requests as OSTEP's malloc.py takes it",
    open: |head: &Head<'_>| {
        let mut lines = head.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next()?.trim();
        let is_list = first.starts_with('+') && lines.next().is_none();
        is_list.then(|| Box::new(Ostep::default()) as _)
    },
    is_plain: false,
};

#[derive(Default)]
struct Ostep {
    events: Vec<Event>,
}

impl Reader for Ostep {
    fn line(&mut self, line: &str) -> Line {
        let mut allocated = 0;
        for item in line.trim().split(',') {
            let item = item.trim();
            let event = if let Some(bytes) = item.strip_prefix('+').and_then(number) {
                allocated += 1;
                Event::Allocated {
                    address: allocated,
                    bytes,
                    by: Request::Malloc,
                }
            } else if let Some(block) = item.strip_prefix('-').and_then(number) {
                // The first has address 1: 0 is null.
                Event::Freed {
                    address: block.saturating_add(1),
                }
            } else {
                return Line::Mistake(Mistake::Size);
            };
            self.events.push(event);
        }
        Line::Known
    }

    fn end(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: blocks are counted from 0, in order of their requests.
    #[test]
    fn a_list_of_requests_is_read() {
        check(
            "+100,-0,+20,-1,+30\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                p1 = malloc 20
                free p1
                p2 = malloc 30
                read as a list of requests as OSTEP's malloc.py takes it: 5 operations in 1 line
            "#]],
        );
    }
}
