//! Owns the log of Android's malloc_debug with `record_allocs`, which memory_replay reads, too.
//!
//! ```text
//! 186: malloc 0xb6038060 20
//! 186: calloc 0xb6038060 32 20         pointer, count, bytes
//! 186: realloc 0xb6038080 0xb6038060 64    the new pointer, the old one, bytes
//! 186: memalign 0x85423660 16 104      pointer, alignment, bytes
//! 186: free 0xb6038060
//! 186: thread_done 0x0
//! ```
//!
//! Newer versions add the times at which a call began and ended; they are passed over.
//!
//! Source: bionic/libc/malloc_debug/README.md, and system/extras/memory_replay.

use super::{Format, Head};
use crate::import::event::{Event, Line, Mistake, Request};
use crate::import::number::{address, number};

pub const FORMAT: Format = Format {
    id: "android",
    name: "a log of Android's malloc_debug",
    open: |_: &Head<'_>| Some(Box::new(line)),
    is_plain: false,
};

fn line(line: &str) -> Line {
    let Some((thread, text)) = line.split_once(": ") else {
        return Line::Aside;
    };
    if thread.parse::<u64>().is_err() {
        return Line::Aside;
    }
    let mut words = text.split_whitespace();
    let call = words.next().unwrap_or_default();
    let mut block = || words.next().and_then(address).ok_or(Mistake::Address);
    let at = block();
    let old = if call == "realloc" { block() } else { Ok(0) };
    let mut size = || words.next().and_then(number).ok_or(Mistake::Size);
    let read = || {
        let address = at?;
        let product = |count: u64, bytes: u64| count.checked_mul(bytes).ok_or(Mistake::Size);
        let (bytes, by) = match call {
            "malloc" => (size()?, Request::Malloc),
            "calloc" => {
                let count = size()?;
                (product(count, size()?)?, Request::Calloc { count })
            }
            "memalign" | "aligned_alloc" | "posix_memalign" => {
                let alignment = size()?;
                (size()?, Request::Aligned { alignment })
            }
            "realloc" => {
                return Ok(Event::Resized {
                    from: old?,
                    address,
                    bytes: size()?,
                });
            }
            _ => return Ok(Event::Freed { address }),
        };
        Ok(Event::Allocated { address, bytes, by })
    };
    match call {
        "thread_done" => Line::Known,
        "malloc" | "calloc" | "memalign" | "aligned_alloc" | "posix_memalign" | "realloc"
        | "free" => Line::from({ read }()),
        _ => Line::Aside,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::import::tests::check;

    /// Protects: each call's numbers in its own order, and no operation for the end of a thread.
    #[test]
    fn a_log_of_android_is_read() {
        check(
            "186: malloc 0xb6038060 20\n\
             187: calloc 0xb6038090 3 20 1500 1600\n\
             186: realloc 0xb6038100 0xb6038060 64\n\
             186: memalign 0x85423660 16 104\n\
             186: free 0xb6038100\n\
             186: thread_done 0x0\n\
             186: free 0x0\n\
             186: malloc 0xb6038060\n",
            expect![[r#"
                p0 = malloc 20
                p1 = calloc 3 * 20
                p0 = realloc p0 64
                p2 = malloc 104 align 16
                free p0
                free null
                read as a log of Android's malloc_debug: 6 operations in 8 lines
                line 8 can't be read, “186: malloc 0xb6038060”: its size is no number
            "#]],
        );
    }
}
