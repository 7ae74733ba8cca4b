//! Owns the log of Firefox's replace-malloc library logalloc: `PID TID CALL`.
//!
//! ```text
//! 18545 18545 malloc(32)=0x7f90495120e0
//! 18545 18546 realloc(0x7f90495120e0,64)=0x7f90495121e0
//! 18545 18545 posix_memalign(64,80)=0x7f90495122c0      the answer is the address
//! 18545 18545 free(#1)                                  after logalloc_munge.py: the number of a block
//! 18545 18545 jemalloc_stats()
//! ```
//!
//! Source: memory/replace/logalloc/README and LogAlloc.cpp of mozilla-central.

use super::{Format, Head};
use crate::import::calls::Call;
use crate::import::event::Line;

pub const FORMAT: Format = Format {
    id: "logalloc",
    name: "a log of Mozilla's logalloc",
    open: |_: &Head<'_>| Some(Box::new(line)),
    is_plain: false,
};

fn line(line: &str) -> Line {
    let mut words = line.splitn(3, ' ');
    let mut is_number = || words.next().is_some_and(|word| word.parse::<u64>().is_ok());
    if !is_number() || !is_number() {
        return Line::Aside;
    }
    let text = words.next().unwrap_or_default();
    match Call::find(text) {
        Some(call) => Line::from(call.event(call.answer())),
        None if text.starts_with("jemalloc_stats") => Line::Known,
        None => Line::Aside,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: a log of logalloc, as it is written and with its addresses made numbers.
    #[test]
    fn a_log_of_logalloc_is_read() {
        check(
            "1 1 malloc(32)=0x7f90495120e0\n\
             1 2 realloc(0x7f90495120e0,64)=0x7f90495121e0\n\
             1 1 posix_memalign(64,80)=0x7f90495122c0\n\
             1 1 jemalloc_stats()\n\
             1 1 calloc(3,4)=0x7f9049512320\n\
             1 1 free(0x7f9049512320)\n\
             1 1 free(0x7f90495121e0)\n",
            expect![[r#"
                p0 = malloc 32
                p0 = realloc p0 64
                p1 = malloc 80 align 64
                p2 = calloc 3 * 4
                free p2
                free p0
                read as a log of Mozilla's logalloc: 6 operations in 7 lines
            "#]],
        );
        check(
            "1 1 malloc(32)=#1\n\
             1 2 realloc(#1,64)=#1\n\
             1 1 malloc(80)=#2\n\
             1 1 calloc(3,4)=#3\n\
             1 1 free(#1)\n",
            expect![[r#"
                p0 = malloc 32
                p0 = realloc p0 64
                p1 = malloc 80
                p2 = calloc 3 * 4
                free p0
                read as a log of Mozilla's logalloc: 5 operations in 5 lines
            "#]],
        );
    }
}
