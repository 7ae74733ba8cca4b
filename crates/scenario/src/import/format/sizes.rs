//! Owns logs that say how much was allocated or freed, and not where.
//!
//! ```text
//! TRACE heap > alloc 100 bytes (65536 free)
//! TRACE heap > free 100 bytes (65436 free)
//! ```
//!
//! A free takes the latest block of its size, which the reader is told.
//!
//! Source: <https://github.com/rust-osdev/linked-list-allocator/issues/66>, and printf debugging at large.

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "sizes",
    name: "a log of sizes without addresses",
    open: |head| {
        let patterns = &[
            "alloc %size bytes",
            "malloc %size bytes",
            "allocate %size bytes",
            "allocated %size bytes",
            "allocating %size bytes",
            "free %freed bytes",
            "freed %freed bytes",
            "freeing %freed bytes",
            "dealloc %freed bytes",
            "deallocate %freed bytes",
            "deallocated %freed bytes",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: sizes alone are matched, and the reader is told.
    #[test]
    fn a_log_of_sizes_is_read() {
        check(
            "TRACE heap > alloc 100 bytes (65536 free)\n\
             TRACE heap > free 100 bytes (65436 free)\n",
            expect![[r#"
                p0 = malloc 100
                free p0
                read as a log of sizes without addresses: 2 operations in 2 lines
                the log doesn't say which block is freed; of those of its size the latest is taken
            "#]],
        );
    }
}
