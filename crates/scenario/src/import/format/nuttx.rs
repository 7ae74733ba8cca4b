//! Owns the notes that NuttX writes of its heap (`CONFIG_SCHED_INSTRUMENTATION_HEAP`), as its trace dump prints them.
//!
//! ```text
//! nsh_main-4 [0] 0.1: tracing_mark_write: C|4|Heap Usage|100|malloc: heap: 0x6000 size:100, address: 0x6030
//! nsh_main-4 [0] 0.2: tracing_mark_write: C|4|Heap Usage|0|free: heap: 0x6000 size:100, address: 0x6030
//! ```
//!
//! All heaps count as one. Source: drivers/note/noteram_driver.c of NuttX, commit 8fecd0385b.

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "nuttx",
    name: "a log of NuttX's heap notes",
    open: |head| {
        let patterns = &[
            "malloc: heap: %* size:%size, address: %addr",
            "free: heap: %* size:%size, address: %old",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: the heap's own address is not the block's.
    #[test]
    fn a_log_of_nuttx_is_read() {
        check(
            "nsh_main-4 [0] 0.1: sched_switch: prev_comm=Idle\n\
             nsh_main-4 [0] 0.1: tracing_mark_write: C|4|Heap Usage|100|malloc: heap: 0x6000 size:100, address: 0x6030\n\
             nsh_main-4 [0] 0.2: tracing_mark_write: C|4|Heap Usage|0|free: heap: 0x6000 size:100, address: 0x6030\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                read as a log of NuttX's heap notes: 2 operations in 3 lines; 1 line belongs to something else
            "#]],
        );
    }
}
