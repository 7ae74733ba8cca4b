//! Owns the log of `ltrace -e 'malloc+free+…'`, with threads (`-f`) or without.
//!
//! ```text
//! prog->malloc(100)                          = 0x5000
//! [pid 7] free(0x5000)                       = <void>
//! 7 prog->_Znwm(4, 1, 0 <unfinished ...>     another call comes in between: of another thread,
//! 7 libstdc++.so.6->malloc(4)                = 0x5010
//! 7 <... _Znwm resumed> )                    = 0x5010      or one that this call makes itself
//! 7 +++ exited (status 0) +++
//! ```
//!
//! ltrace guesses the arguments of functions that it has no prototype of: there are too many, which are passed over. Of a
//! call within a call the outer is taken. `posix_memalign` answers 0, and the address is nowhere, unless a call within it
//! has it.
//!
//! Source: ltrace 0.7.3, its manual and what it prints.

use std::collections::HashMap;

use super::{Format, Head, Reader};
use crate::import::calls::Call;
use crate::import::event::{Event, Line, Mistake};

pub const FORMAT: Format = Format {
    id: "ltrace",
    name: "a log of ltrace",
    open: |head: &Head<'_>| {
        let marks = ["= <void>", "<unfinished ...>", "+++ exited", "->malloc("];
        let is_known = marks.iter().any(|mark| head.text.contains(mark));
        is_known.then(|| Box::new(Ltrace::default()) as _)
    },
    is_plain: false,
};

#[derive(Default)]
struct Ltrace {
    /// By what stands at the beginning of a thread's lines: calls that are begun, the outermost first.
    begun: HashMap<u64, Vec<Begun>>,
}

struct Begun {
    /// The line without its end; what it will answer comes later.
    text: String,
    /// What a call within it did.
    within: Option<Event>,
}

const UNFINISHED: &str = "<unfinished ...>";
/// Deeper than any allocator calls itself, and the same as a log that never goes on.
const BEGUN_MAX: usize = 64;

impl Reader for Ltrace {
    fn line(&mut self, line: &str) -> Line {
        let thread = thread(line);
        if let Some((before, after)) = line.split_once("resumed>") {
            let Some(name) = before
                .rsplit("<... ")
                .next()
                .filter(|_| before.contains("<... "))
            else {
                return Line::Aside;
            };
            return self.resumed(thread, name.trim(), after);
        }
        if let Some(text) = line.trim_end().strip_suffix(UNFINISHED) {
            if Call::find(text).is_none() {
                return Line::Aside;
            }
            let begun = self.begun.entry(thread).or_default();
            if begun.len() == BEGUN_MAX {
                begun.remove(0);
            }
            begun.push(Begun {
                text: text.to_owned(),
                within: None,
            });
            return Line::Known;
        }
        let Some(call) = Call::find(line) else {
            let is_end = line.contains("+++ exited") || line.contains("+++ killed");
            return if is_end { Line::Known } else { Line::Aside };
        };
        self.happened(thread, call.event(call.answer()))
    }
}

impl Ltrace {
    fn resumed(&mut self, thread: u64, name: &str, after: &str) -> Line {
        let begun = self.begun.entry(thread).or_default();
        // A call that never went on: the program jumped out of it.
        let is_it = |each: &Begun| each.text.contains(&format!("{name}("));
        let Some(at) = begun.iter().rposition(is_it) else {
            return Line::Aside;
        };
        begun.truncate(at + 1);
        let Some(Begun { mut text, within }) = begun.pop() else {
            return Line::Aside;
        };
        text += after;
        let Some(call) = Call::find(&text) else {
            return Line::Aside;
        };
        let read = match (call.event(call.answer()), within) {
            (Err(Mistake::Unseen), Some(within)) => Ok(within),
            (read, _) => read,
        };
        self.happened(thread, read)
    }

    /// A call of a thread is done; within another, it is a part of that.
    fn happened(&mut self, thread: u64, read: Result<Event, Mistake>) -> Line {
        let outer = self
            .begun
            .get_mut(&thread)
            .and_then(|begun| begun.last_mut());
        match (outer, read) {
            (Some(outer), Ok(event)) => {
                outer.within = Some(event);
                Line::Known
            }
            (_, read) => Line::from(read),
        }
    }
}

/// The number of a line's thread: `7 malloc(`, `[pid 7] malloc(`; 0 where there is none.
fn thread(line: &str) -> u64 {
    let text = line.strip_prefix("[pid ").unwrap_or(line).trim_start();
    let digits = text.split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: calls that are interrupted or nested are one operation each, in the thread that made them.
    #[test]
    fn a_log_of_ltrace_is_read() {
        check(
            "7 prog->malloc(100)                       = 0x5000\n\
             7 prog->realloc(0x5000, 200 <unfinished ...>\n\
             8 prog->malloc(33)                        = 0x6000\n\
             7 <... realloc resumed> )                 = 0x5100\n\
             7 prog->_Znwm(4, 1, 0, 1 <unfinished ...>\n\
             7 libstdc++.so.6->malloc(4)               = 0x5200\n\
             7 <... _Znwm resumed> )                   = 0x5200\n\
             7 prog->_ZdlPvm(0x5200, 4, 4 <unfinished ...>\n\
             7 libstdc++.so.6->free(0x5200)            = <void>\n\
             7 <... _ZdlPvm resumed> )                 = 0\n\
             7 prog->posix_memalign(0x7ffe, 128, 80, 3) = 0\n\
             7 prog->strlen(\"malloc(\")                 = 7\n\
             8 free(0x6000)                            = <void>\n\
             8 +++ exited (status 0) +++\n\
             7 realloc(0x5100, 0)                      = 0\n\
             7 malloc(4611686018427387903)             = 0\n",
            expect![[r#"
                p0 = malloc 100
                p1 = malloc 33
                p0 = realloc p0 200
                p2 = malloc 4
                free p2
                free p1
                free p0
                read as a log of ltrace: 7 operations in 16 lines
                2 lines can't be read; the first is line 11, “7 prog->posix_memalign(0x7ffe, 128, 80, 3) = 0”: the tool does not log the address that posix_memalign gives
                1 request that was refused is left out
            "#]],
        );
    }
}
