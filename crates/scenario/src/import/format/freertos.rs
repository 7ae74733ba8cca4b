//! Owns the trace macros of FreeRTOS, `traceMALLOC` and `traceFREE`, printed with the arguments that they have.
//!
//! ```text
//! traceMALLOC(0x20000100, 104)       the block, and what heap_n.c takes for it
//! traceFREE(0x20000100, 104)
//! ```
//!
//! What a macro prints is up to the program: docs/importing.md has the two lines that print this. Commas and parentheses
//! may be blanks.
//!
//! Source: "Trace Hook Macros" of the FreeRTOS documentation; heap_1.c to heap_5.c.

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "freertos",
    name: "a log of FreeRTOS's trace macros",
    open: |head| {
        let patterns = &[
            "traceMALLOC(%addr, %size",
            "traceFREE(%old",
            "traceMALLOC %addr %size",
            "traceFREE %old",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: the arguments of the macros, address before size.
    #[test]
    fn a_log_of_freertos_is_read() {
        check(
            "boot\n\
             traceMALLOC(0x20000100, 104)\n\
             traceFREE(0x20000100, 104)\n\
             traceMALLOC 0x20000100 16\n\
             traceFREE 0x20000100 16\n",
            expect![[r#"
                p0 = malloc 104
                free p0
                p1 = malloc 16
                free p1
                read as a log of FreeRTOS's trace macros: 4 operations in 5 lines; 1 line belongs to something else
            "#]],
        );
    }
}
