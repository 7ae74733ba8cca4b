//! Owns the log of glibc's `mtrace`: a line for each call, `@ CALLER SIGN ADDRESS BYTES`.
//!
//! ```text
//! = Start
//! @ ./prog:[0x1149] + 0x5a50 0x64     allocated, by whichever function
//! @ ./prog:[0x1150] - 0x5a50          freed
//! @ ./prog:[0x1160] < 0x5a50          realloc takes this block away,
//! @ ./prog:[0x1160] > 0x5b00 0xc8     and gives this one
//! @ ./prog:[0x1170] ! 0x5b00 0xc8     realloc was refused
//! = End
//! ```
//!
//! Source: malloc/mtrace-impl.c of glibc 2.36, and its manual, "Interpreting the traces".

use super::{Format, Head, Reader};
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::{address, number};

pub const FORMAT: Format = Format {
    id: "glibc-mtrace",
    name: "a log of glibc's mtrace",
    open: |_: &Head<'_>| Some(Box::new(Mtrace::default())),
    is_plain: false,
};

#[derive(Default)]
struct Mtrace {
    /// The block that a realloc took away and has not given back yet.
    taken: Option<u64>,
}

impl Reader for Mtrace {
    fn line(&mut self, line: &str) -> Line {
        if line == "= Start" || line == "= End" {
            return Line::Known;
        }
        // A caller is a file's name, which may have spaces; a call without one begins with its sign.
        let is_traced = line.starts_with("@ ");
        let mut words: [&str; 3] = [""; 3];
        for (word, text) in words.iter_mut().rev().zip(line.rsplit(' ')) {
            *word = text;
        }
        let is_long = |sign: &str| words[0] == sign;
        let read = match words {
            [_, "-", at] => address(at).map(|address| Event::Freed { address }),
            [_, "<", at] => {
                self.taken = address(at);
                if self.taken.is_some() {
                    return Line::Known;
                }
                None
            }
            [_, at, size] if is_long("+") => {
                let by = Request::Malloc;
                let read = address(at).zip(number(size));
                read.map(|(address, bytes)| Event::Allocated { address, bytes, by })
            }
            [_, at, size] if is_long(">") => {
                let from = self.taken.take();
                let read = address(at).zip(number(size)).zip(from);
                read.map(|((address, bytes), from)| Event::Resized {
                    from,
                    address,
                    bytes,
                })
            }
            [_, at, size] if is_long("!") => {
                let read = address(at).zip(number(size));
                read.map(|(from, bytes)| Event::Resized {
                    from,
                    address: 0,
                    bytes,
                })
            }
            _ if is_traced => return Line::Mistake(Mistake::Short),
            _ => return Line::Aside,
        };
        match read {
            Some(event) => Line::Event(event),
            None if is_traced => Line::Mistake(Mistake::Address),
            None => Line::Aside,
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: the log of a program with a realloc, a refused request and output of its own.
    #[test]
    fn a_log_of_mtrace_is_read() {
        check(
            "= Start\n\
             @ ./my prog:[0x1149] + 0x5a50 0x64\n\
             hello - world\n\
             @ ./my prog:[0x1160] < 0x5a50\n\
             @ ./my prog:[0x1160] > 0x5b00 0xc8\n\
             @ ./my prog:[0x1170] ! 0x5b00 0xffff\n\
             @ ./my prog:[0x1170] + (nil) 0x3fffffff\n\
             @ ./my prog:(main+0x10)[0x1150] - 0x5b00\n\
             @ ./my prog:[0x1180] + 0x5\n\
             + 0x5c00 0\n\
             = End\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                free p0
                p1 = malloc 0
                read as a log of glibc's mtrace: 4 operations in 11 lines; 1 line belongs to something else
                line 9 can't be read, “@ ./my prog:[0x1180] + 0x5”: it is cut short
                2 requests that were refused are left out
            "#]],
        );
    }
}
