//! Owns what sysviewtrace_proc.py prints of ESP-IDF's heap tracing to the host.
//!
//! ```text
//! [0.001] HEAP: Allocated 100 bytes @ 0x3ffaff6c from task "main" on core 0 by:
//! /src/main.c:19                                                               a stack, which is passed over
//! [0.002] HEAP: Freed bytes @ 0x3ffaff6c from task "main" on core 0 by:
//! ```
//!
//! The dump of standalone heap tracing does not tell the order of frees, and is no trace.
//!
//! Source: tools/esp_app_trace/sysviewtrace_proc.py of ESP-IDF, and its guide "Heap Memory Debugging".

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "esp-idf",
    name: "a log of ESP-IDF's heap tracing to the host",
    open: |head| {
        let patterns = &[
            "HEAP: Allocated %size bytes @ %addr",
            "HEAP: Freed bytes @ %addr",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: allocations and frees among the stacks that are printed with them.
    #[test]
    fn a_log_of_esp_idf_is_read() {
        check(
            "[0.001] HEAP: Allocated 100 bytes @ 0x3ffaff6c from task \"main\" on core 0 by:\n\
             /src/main.c:19\n\
             [0.002] HEAP: Freed bytes @ 0x3ffaff6c from task \"main\" on core 0 by:\n\
             /src/main.c:20\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                read as a log of ESP-IDF's heap tracing to the host: 2 operations in 4 lines; 2 lines belong to something else
            "#]],
        );
    }
}
