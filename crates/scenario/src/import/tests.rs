//! Tests of the seam: what a file is taken for, and what is said about one that is nothing. Each format's own test uses
//! [`check`].

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{ImportError, Wish, attempt, import};
use crate::Recording;

fn read(text: &str) -> Result<Recording, ImportError> {
    import(text.as_bytes(), "log", &Wish::default())
}

/// Checks the operations of a log, and what is said of it.
pub fn check(text: &str, expected: Expect) {
    let Recording { scenario, info, .. } = read(text).expect("a log");
    let lines = scenario.operations.iter();
    let mut shown: String = lines
        .map(|operation| format!("{}\n", scenario.describe(operation)))
        .collect();
    for notice in info.notices {
        shown += &format!("{notice}\n");
    }
    expected.assert_eq(&shown);
}

/// Checks what is said of a file that is no log.
pub fn refuse(text: &str, expected: Expect) {
    let error = read(text).expect_err("no log");
    expected.assert_eq(&error.to_string());
}

/// One block of 100 bytes, allocated and freed, as many tools write it.
const SHAPES: &[(&str, &str)] = &[
    (
        "glibc-mtrace",
        "= Start\n@ ./p:[0x1000] + 0x5000 0x64\n@ ./p:[0x1010] - 0x5000\n= End\n",
    ),
    (
        "valgrind",
        "--1-- malloc(100) = 0x4A40040\n--1-- free(0x4A40040)\n",
    ),
    ("ltrace", "malloc(100) = 0x5000\nfree(0x5000) = <void>\n"),
    ("logalloc", "1 1 malloc(100)=0x5000\n1 1 free(0x5000)\n"),
    ("calls", "malloc(100) -> 9a2868\nfree(9a2868)\n"),
    ("calls", "malloc(100) = 81d220b48\nfree(81d220b48)\n"),
    ("android", "1: malloc 0x5000 100\n1: free 0x5000\n"),
    ("heaptrack", "a 64 1\n+ 0\n- 0\n"),
    ("heaptrack", "v 10400 3\n+ 64 1 55a0\n- 55a0\n"),
    (
        "calls",
        "<jemalloc>:utrace: 7 0x50 = malloc(100)\n<jemalloc>:utrace: 7 free(0x50)\n",
    ),
    (
        "sizes",
        "TRACE heap > alloc 100 bytes (65536 free)\nTRACE heap > free 100 bytes (65436 free)\n",
    ),
    ("ostep", "+100,-0\n"),
    ("letters", "M 0x10006e28 100\nF 0x10006e28\n"),
    ("letters", "a 20480 100\nf 20480 100\n"),
    ("letters", "a 0 100\nf 0\n"),
    ("rep", "1\n2\na 0 100\nf 0\n"),
    ("csv", "op,addr,size\nmalloc,0x50,100\nfree,0x50,\n"),
    ("csv", "address\tsize\n0x50\t100\n0x50\t\n"),
    (
        "json-lines",
        "{\"op\":\"alloc\",\"ptr\":\"0x5\",\"size\":100}\n{\"op\":\"free\",\"ptr\":\"0x5\"}\n",
    ),
    ("minimalloc", "id,lower,upper,size\n0,1,9,100\n"),
];

/// Protects: a file is known by what it holds, and every shape of one block comes to the same.
#[test]
fn every_shape_comes_to_the_same() {
    for (format, text) in SHAPES {
        let Recording { scenario, info, .. } = read(text).expect("a log");
        let lines = scenario.operations.iter();
        let lines: Vec<String> = lines.map(|each| scenario.describe(each)).collect();
        assert_eq!(info.format, *format, "{text}");
        assert_eq!(lines, ["p0 = malloc 100", "free p0"], "{text}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(read(&windows).expect("a log").scenario, scenario, "{text}");
    }
}

proptest! {
    /// Protects whoever opens a stranger's file: a log with anything in its midst is read or refused, and never breaks off.
    #[test]
    fn any_log_is_read_or_refused(
        shape in 0..SHAPES.len(),
        at in any::<prop::sample::Index>(),
        piece in "[()%@+\\-=>#,;\"{}0-9a-f\\[ \\n\u{fe0f}é𝄞\\x00]{0,12}",
        copies in 1..4_usize,
    ) {
        let (_, text) = SHAPES[shape];
        let mut log = text.repeat(copies);
        log.insert_str(at.index(log.len()), &piece);
        let patterns = vec!["%*alloc(%size)%*%addr".to_owned(), "free(%old".to_owned()];
        for wish in [Wish::default(), Wish { patterns }] {
            if let Ok(read) = import(log.as_bytes(), "log", &wish) {
                prop_assert!(!read.scenario.operations.is_empty() || read.info.format == "rep");
            }
        }
        let _ = attempt(log.as_bytes(), &[piece]);
    }
}

/// Protects: a log in the midst of other output is found, and what is no text at all is said to be none.
#[test]
fn what_is_no_log_is_named() {
    let boot = "starting …\n".repeat(5000);
    let log = format!("{boot}malloc(100) = 0x50\n");
    let counted = read(&log).expect("a log").counted.expect("a count");
    assert_eq!((counted.lines, counted.aside), (5001, 5000));
    refuse("", expect!["it is empty"]);
    refuse(
        "\0\u{1}\0\u{2}",
        expect!["it is neither text nor a recording, packed or not"],
    );
    refuse(
        "hello\nworld\n",
        expect![
            "no line of it says that memory was allocated or freed, in any format that is known here; it begins with “hello”"
        ],
    );
    refuse(
        "==7== Memcheck, a memory error detector\n==7== Command: ./p\n==7== HEAP SUMMARY:\n",
        expect![
            "this is a report of valgrind's memcheck, which tells what was live at the end and not how it came to it; run valgrind again with `--trace-malloc=yes`"
        ],
    );
}

/// Protects: a pattern of one's own reads what no format knows, and is refused where it can't.
#[test]
fn a_pattern_reads_what_no_format_knows() {
    let log = "T1 got 100 @ 9a\nT1 tick\nT1 gave 9a\n";
    let wish = |patterns: &[&str]| Wish {
        patterns: patterns.iter().map(|&each| each.to_owned()).collect(),
    };
    let read = |patterns: &[&str]| import(log.as_bytes(), "log", &wish(patterns));
    let recording = read(&["got %size @ %addr", "gave %addr"]).expect("a log");
    assert_eq!(recording.scenario.operation_count(), 2);
    assert_eq!(
        recording.info.notices,
        [
            "read as a log by your own pattern: 2 operations in 3 lines; 1 line belongs to something else"
        ]
    );
    let said = |patterns: &[&str]| read(patterns).expect_err("nothing").to_string();
    assert_eq!(
        said(&["take %size at %addr"]),
        "no line of it fits the pattern; it begins with “T1 got 100 @ 9a”"
    );
    assert!(said(&["got %sise"]).starts_with("the pattern “got %sise”: there is no field `%sise`"));
}

/// Protects: a packed file is what is in it, also where two were joined, and a cut one is told of.
#[test]
fn packed_files_are_unpacked() {
    let log = b"malloc(100) = 0x5000\nfree(0x5000)\n";
    let read = |file: &[u8]| import(file, "log", &Wish::default());
    let plain = read(log).expect("a log").scenario;
    for packed in PACKED {
        assert_eq!(read(packed).expect("a log").scenario, plain);
        let error = read(&packed[..packed.len() - 12]).expect_err("a cut file");
        assert!(matches!(error, ImportError::Unreadable(_)), "{error}");
    }
    let joined = [PACKED[0], PACKED[0]].concat();
    assert_eq!(read(&joined).expect("a log").scenario.operation_count(), 4);
}

/// The log above by gzip, zstd and xz.
const PACKED: [&[u8]; 3] = [
    include_bytes!("samples/calls.log.gz"),
    include_bytes!("samples/calls.log.zst"),
    include_bytes!("samples/calls.log.xz"),
];
