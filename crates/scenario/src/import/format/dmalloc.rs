//! Owns the log of dmalloc with the token `log-trans`.
//!
//! ```text
//! 1: *** alloc: at 'main.c:5' for 100 bytes, got '0x5a50|s1'        the pointer, and how often it was seen
//! 2: *** realloc: at 'main.c:6' from '0x5a50|s1' (100 bytes) file 'main.c:5' to '0x5b00|s1' (200 bytes)
//! 3: *** free: at 'main.c:7' pnt '0x5b00|s1': size 200, alloced at 'main.c:5'
//! ```
//!
//! Source: chunk.c of dmalloc 5, and its manual, "Description of the Debugging Tokens".

use super::{Format, by_pattern};

pub const FORMAT: Format = Format {
    id: "dmalloc",
    name: "a log of dmalloc",
    open: |head| {
        let patterns = &[
            "alloc: at '%*' for %size bytes, got '%addr",
            "realloc: at '%*' from '%old|%*to '%addr|%*(%size bytes)",
            "realloc: at '%*' from '%old'%*to '%addr'%*(%size bytes)",
            "free: at '%*' pnt '%old",
        ];
        by_pattern::open(head, patterns)
    },
    is_plain: false,
};

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: pointers without the count that stands after them.
    #[test]
    fn a_log_of_dmalloc_is_read() {
        check(
            "1: 0: Dmalloc version '5.5.2'\n\
             1: 1: *** alloc: at 'main.c:5' for 100 bytes, got '0x5a50|s1'\n\
             1: 2: *** realloc: at 'main.c:6' from '0x5a50|s1' (100 bytes) file 'main.c:5' to '0x5b00|s1' (200 bytes)\n\
             1: 3: *** free: at 'main.c:7' pnt '0x5b00|s1': size 200, alloced at 'main.c:5'\n",
            expect![[r#"
                p0 = malloc 100
                p0 = realloc p0 200
                free p0
                read as a log of dmalloc: 3 operations in 4 lines; 1 line belongs to something else
            "#]],
        );
    }
}
