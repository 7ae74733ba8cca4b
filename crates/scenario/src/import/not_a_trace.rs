//! Owns the files that are about memory and can't be a trace: what they are, and what to make instead.
//!
//! A profile adds up, a report tells the end: neither has the order of allocations and frees.

use std::fmt::{self, Display, Formatter};

/// A kind of file that is no trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATrace {
    /// What it is, with its article.
    pub what: &'static str,
    /// What it lacks.
    pub lacks: &'static str,
    /// What to do instead.
    pub instead: &'static str,
}

impl Display for NotATrace {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let NotATrace {
            what,
            lacks,
            instead,
        } = self;
        write!(f, "this is {what}, which {lacks}; {instead}")
    }
}

const NO_ORDER: &str = "adds up and has no order of allocations and frees";
const THE_END: &str = "tells what was live at the end and not how it came to it";

/// A kind, and how its text is known.
struct Kind {
    is: fn(&str) -> bool,
    not: NotATrace,
}

const KINDS: &[Kind] = &[
    Kind {
        is: |text| text.starts_with("heap_v2/"),
        not: NotATrace {
            what: "a heap profile of jemalloc",
            lacks: NO_ORDER,
            instead: "record the program with `heap-atlas record`, ltrace or heaptrack",
        },
    },
    Kind {
        is: |text| text.starts_with("heap profile:"),
        not: NotATrace {
            what: "a heap profile of gperftools",
            lacks: NO_ORDER,
            instead: "record the program with `heap-atlas record`, ltrace or heaptrack",
        },
    },
    Kind {
        is: |text| text.starts_with("desc:") && text.contains("\nsnapshot="),
        not: NotATrace {
            what: "a profile of valgrind's massif",
            lacks: NO_ORDER,
            instead: "run `valgrind --trace-malloc=yes` in place of `--tool=massif`",
        },
    },
    Kind {
        is: |text| text.contains("\"dhatFileVersion\""),
        not: NotATrace {
            what: "a profile of valgrind's DHAT",
            lacks: NO_ORDER,
            instead: "run `valgrind --trace-malloc=yes` in place of `--tool=dhat`",
        },
    },
    Kind {
        is: |text| {
            text.contains("== HEAP SUMMARY:")
                || (text.contains("== Memcheck, ") && text.contains("Command:"))
        },
        not: NotATrace {
            what: "a report of valgrind's memcheck",
            lacks: THE_END,
            instead: "run valgrind again with `--trace-malloc=yes`",
        },
    },
    Kind {
        is: |text| {
            text.contains("ERROR: LeakSanitizer") || text.contains("ERROR: AddressSanitizer")
        },
        not: NotATrace {
            what: "a report of a sanitizer",
            lacks: THE_END,
            instead: "record the program without the sanitizer, with `heap-atlas record`, ltrace or valgrind",
        },
    },
    Kind {
        is: |text| text.contains("allocated CPU") && text.contains(" ccount 0x"),
        not: NotATrace {
            what: "a dump of ESP-IDF's standalone heap tracing",
            lacks: "does not tell in which order blocks were freed",
            instead: "trace to the host and print it with `sysviewtrace_proc.py`",
        },
    },
    Kind {
        is: |text| text.contains("<malloc version=\""),
        not: NotATrace {
            what: "the output of glibc's malloc_info",
            lacks: NO_ORDER,
            instead: "run the program under mtrace, or with `heap-atlas record`",
        },
    },
    Kind {
        is: |text| text.contains("Begin jemalloc statistics"),
        not: NotATrace {
            what: "the statistics of jemalloc",
            lacks: NO_ORDER,
            instead: "record the program with `heap-atlas record`, ltrace or heaptrack",
        },
    },
    Kind {
        is: |text| {
            text.lines()
                .take(200)
                .filter(|line| line.contains("mmap(") || line.contains("brk("))
                .count()
                > 1
        },
        not: NotATrace {
            what: "a log of strace",
            lacks: "has the pages that an allocator takes from the system, and not what the program asks of the allocator",
            instead: "run ltrace in place of strace",
        },
    },
    Kind {
        is: |text| {
            let text = text.trim_start().to_ascii_lowercase();
            text.starts_with("<!doctype") || text.starts_with("<html")
        },
        not: NotATrace {
            what: "a web page",
            lacks: "is no log",
            instead: "download the file that the page shows",
        },
    },
];

/// The kind that a text is, if it is one that is known to be no trace.
pub fn not_a_trace(text: &str) -> Option<NotATrace> {
    let kind = KINDS.iter().find(|kind| (kind.is)(text));
    kind.map(|kind| kind.not)
}
