//! Owns logs of calls in any tool's or programmer's own way: `malloc(100) -> 9a2868`, `free(9a2868)`.
//!
//! A function is known by the end of its name (`pvPortMalloc`, `k_free`), the answer by an equals sign, an arrow or a colon.
//! What stands before the call does not matter. So `printf` debugging is read, and FreeBSD's utrace(2), where its lines are
//! printed as jemalloc's and phkmalloc's are: `malloc(100) = 81d220b48`.

use super::{Format, Head};
use crate::import::calls::Call;
use crate::import::event::Line;

pub const FORMAT: Format = Format {
    id: "calls",
    name: "a log of calls of malloc and free",
    open: |_: &Head<'_>| Some(Box::new(line)),
    is_plain: false,
};

fn line(line: &str) -> Line {
    match Call::find(line) {
        Some(call) => Line::from(call.event(call.answer())),
        None => Line::Aside,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: a log that a program's own printf wrote, between its other lines.
    #[test]
    fn calls_of_a_program_of_ones_own_are_read() {
        check(
            "boot ok\n\
             [0.5] alloc(100) -> 0x520e\n\
             [0.6] realloc(0x520e, 200) -> 0x5216\n\
             tick\n\
             [0.7] free(0x5216)\n\
             [0.8] pvPortMalloc(many) -> 0x5300\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                free p0
                read as a log of calls of malloc and free: 3 operations in 6 lines; 2 lines belong to something else
                line 6 can't be read, “[0.8] pvPortMalloc(many) -> 0x5300”: its size is no number
            "#]],
        );
    }
}
