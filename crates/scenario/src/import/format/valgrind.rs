//! Owns the log of `valgrind --trace-malloc=yes`: `--PID-- CALL`.
//!
//! ```text
//! ==7== Memcheck, a memory error detector            valgrind's own words
//! --7-- malloc(100) = 0x4A41040
//! --7-- realloc(0x0,100)malloc(100) = 0x4A41040      realloc of null passes it on to malloc
//! --7-- realloc(0x4A41040,0)free(0x4A41040)          of no bytes, to free; its answer has a line of its own
//! --7--  = 0
//! --7-- memalign(al 64, size 70) = 0x4A59A80         posix_memalign and aligned_alloc, too
//! --7-- _Znwm(4) = 0x4D6EC80                         C++ by the compiler's names
//! ```
//!
//! As a program ends, valgrind frees what libraries keep, and logs a hundred frees of null: frees of null are left out.
//!
//! Source: coregrind/m_replacemalloc/vg_replace_malloc.c of valgrind 3.19.

use super::{Format, Head};
use crate::import::calls::{Call, Function};
use crate::import::event::{Event, Line, Request};

pub const FORMAT: Format = Format {
    id: "valgrind",
    name: "a log of valgrind --trace-malloc=yes",
    open: |_: &Head<'_>| Some(Box::new(line)),
    is_plain: false,
};

fn line(line: &str) -> Line {
    let Some(text) = numbered(line, "--") else {
        return match numbered(line, "==") {
            Some(_) => Line::Known,
            None => Line::Aside,
        };
    };
    let Some(call) = Call::find(text) else {
        return Line::Known;
    };
    let inner = call.after.and_then(Call::find);
    let read = match inner {
        Some(inner) => inner.event(inner.answer()),
        None => call.event(call.answer()),
    };
    match read {
        Ok(Event::Freed { address: 0 }) => Line::Known,
        Ok(Event::Allocated { address, bytes, .. }) if call.function == Function::Realloc => {
            let by = Request::Realloc;
            Line::Event(Event::Allocated { address, bytes, by })
        }
        read => Line::from(read),
    }
}

/// What stands after `--7-- `.
fn numbered<'t>(line: &'t str, sign: &str) -> Option<&'t str> {
    let (number, text) = line.strip_prefix(sign)?.split_once(sign)?;
    number.parse::<u32>().ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: reallocs that valgrind passes on are one operation, and its hundred frees of null are none.
    #[test]
    fn a_log_of_valgrind_is_read() {
        check(
            "==7== Memcheck, a memory error detector\n\
             ==7== Command: ./prog\n\
             --7-- malloc(100) = 0x4A41040\n\
             the program's own words (malloc(3) among them)\n\
             --7-- realloc(0x4A41040,200) = 0x4A410F0\n\
             --7-- memalign(al 64, size 70) = 0x4A59A80\n\
             --7-- realloc(0x0,100)malloc(100) = 0x4A59D80\n\
             --7-- realloc(0x4A59D80,0)free(0x4A59D80)\n\
             --7--  = 0\n\
             --7-- _Znwm(4) = 0x4D6EC80\n\
             --7-- _ZdlPvm(0x4D6EC80)\n\
             --7-- free(0x0)\n\
             ==7== HEAP SUMMARY:\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                p1 = malloc 70 align 64
                p2 = realloc null 100
                free p2
                p3 = malloc 4
                free p3
                read as a log of valgrind --trace-malloc=yes: 7 operations in 13 lines; 1 line belongs to something else
            "#]],
        );
    }
}
