//! Owns the lines that RIOT prints where it counts its heap, as its tests/malloc does.
//!
//! ```text
//! Allocated 100 Bytes at 0x20001498, total 100
//! Free 100 Bytes at 0x20001498, total 0
//! ```
//!
//! Source: tests/malloc/main.c of RIOT, and <https://github.com/RIOT-OS/RIOT/pull/12928>.

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "riot",
    name: "a log of RIOT's tests/malloc",
    open: |head| {
        let patterns = &["Allocated %size Bytes at %addr", "Free %size Bytes at %old"];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: sizes of frees are passed over, and totals are no sizes.
    #[test]
    fn a_log_of_riot_is_read() {
        check(
            "main(): This is RIOT!\n\
             Allocated 100 Bytes at 0x20001498, total 100\n\
             Free 100 Bytes at 0x20001498, total 0\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                read as a log of RIOT's tests/malloc: 2 operations in 3 lines; 1 line belongs to something else
            "#]],
        );
    }
}
