//! Owns the lines that heap listeners of Zephyr print, as its documentation and its tests have them.
//!
//! ```text
//! [00:00:00.010] <inf> app: Memory allocated at 0x20001498, size 104       the block, with what the heap adds to it
//! [00:00:00.020] <inf> app: Memory freed at 0x20001498, size 104
//! Heap 0x20000400, alloc 0x20001498, size 104
//! Heap 0x20000400, free 0x20001498, size 104
//! ```
//!
//! Source: include/zephyr/sys/heap_listener.h, and tests/lib/heap/src/main.c.

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "zephyr",
    name: "a log of Zephyr's heap listeners",
    open: |head| {
        let patterns = &[
            "Memory allocated at %addr, size %size",
            "Memory freed at %old",
            "Heap %*, alloc %addr, size %size",
            "Heap %*, free %old",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: both ways in which the project's own code prints.
    #[test]
    fn a_log_of_zephyr_is_read() {
        check(
            "[00:00:00.010] <inf> app: Memory allocated at 0x20001498, size 104\n\
             [00:00:00.020] <inf> app: Memory freed at 0x20001498, size 104\n\
             Heap 0x20000400, alloc 0x20001498, size 96\n\
             Heap 0x20000400, free 0x20001498, size 96\n",
            expect![[r#"
                p0 = malloc 104
                free p0
                p1 = malloc 96
                free p1
                read as a log of Zephyr's heap listeners: 4 operations in 4 lines
            "#]],
        );
    }
}
