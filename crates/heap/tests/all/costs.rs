//! What operations cost, held to the table of `docs/classic-rules.md`: whoever models an allocator by that page must come
//! to the same numbers.

use std::fmt::Write;

use crate::common::{Bench, design};
use classic_heap::{Bytes, Event, Heap, Observer};

/// Adds up what an operation costs.
#[derive(Default)]
pub struct Bill {
    probes: u32,
    words: u32,
}

impl Observer for Bill {
    fn event(&mut self, event: Event) {
        self.probes += u32::from(matches!(event, Event::Probed { .. }));
    }

    fn read(&mut self, _: u32, words: u32) {
        self.words += words;
    }

    fn write(&mut self, _: u32, words: u32) {
        self.words += words;
    }
}

/// What a design has different from Classic, what was done before, and the operation.
const CASES: &[(&str, &str, &str)] = &[
    ("", "a=64; b=64; c=64; free b", "d=64"),
    ("", "a=64; b=64; c=64", "free c"),
    ("", "a=64", "b!64"),
    ("", "a=200; b=64; free a", "c=64"),
    ("", "a=64; b=64; c=64; free a; free b", "d=140"),
    ("", "a=64; b=400; c=64; free b", "d=64@256"),
    ("placement=next-fit", "a=64; b=64", "c=64"),
    ("coalescing=on-free", "a=64; b=64; c=64; free a", "free b"),
    (
        "coalescing=on-free list-order=address",
        "a=64; b=64; c=64; free a",
        "free b",
    ),
    (
        "coalescing=on-free lookup=index",
        "a=64; b=64; c=64; free a",
        "free b",
    ),
    (
        "coalescing=on-free structure=free-list",
        "a=64; b=64; c=64; free a",
        "free b",
    ),
    (
        "coalescing=on-failure region-size=256",
        "a=64; b=64; c=64; free a; free b",
        "d=140",
    ),
    (
        "structure=free-list free-order=address",
        "a=64; b=64; c=64; d=64; free a",
        "free c",
    ),
    (
        "structure=free-list",
        "a=64; b=64; c=64; d=64; free a; free c",
        "e=64",
    ),
    ("trim=on", "a=64; b=64; c=64", "free b"),
    ("trim=on", "a=64; b=64; c=64; free b", "free c"),
    ("free-queue=batched(2)", "a=64; b=64; c=64", "free b"),
    (
        "free-queue=batched(2)",
        "a=64; b=64; c=64; free b",
        "free b",
    ),
    (
        "free-queue=batched(2)",
        "a=64; b=64; c=64; free b",
        "free a",
    ),
    (
        "free-queue=batched(2) coalescing=on-free",
        "a=64; b=64; c=64; free b",
        "free a",
    ),
    (
        "free-queue=batched(2) lookup=index",
        "a=64; b=64; c=64; free b",
        "free a",
    ),
    ("free-queue=daemon(1)", "a=64; b=64; c=64; free b", "idle 1"),
    ("", "a=64; b=64", "a~100"),
    ("", "a=64; b=64; c=64; free b", "a~100"),
    ("end=extend", "a=64; b=64; free b", "c=200"),
    ("end=extend", "a=64; b=64; c=64; free b; free c", "d=400"),
    ("end=extend", "a=64; b=64", "b~200"),
    ("end=extend", "a=64; b=64; free b", "c!200"),
    ("end=whole", "a=64", "b=64"),
];

/// The cost of the operation: of the whole less that of what was done before.
fn cost(axes: &str, before: &str, operation: &str) -> (u32, u32) {
    let (design, region_bytes) = design(axes);
    let region = Bytes(vec![0; region_bytes as usize]);
    let heap = Heap::observed(region, design, Bill::default()).expect("a good design");
    let mut bench = Bench::over(heap);
    bench.run(before);
    *bench.heap.observer_mut() = Bill::default();
    bench.run(operation);
    let Bill { probes, words } = *bench.heap.observer();
    (probes, words)
}

#[test]
fn costs_are_as_the_rules_page_says() {
    let mut table =
        String::from("| design | before | operation | probes | words |\n|---|---|---|---|---|\n");
    for &(axes, before, operation) in CASES {
        let (probes, words) = cost(axes, before, operation);
        let axes = if axes.is_empty() {
            "Classic".to_owned()
        } else {
            format!("`{axes}`")
        };
        writeln!(
            table,
            "| {axes} | `{before}` | `{operation}` | {probes} | {words} |"
        )
        .expect("strings take anything");
    }
    let page = include_str!("../../../../docs/classic-rules.md");
    assert!(
        page.contains(&table),
        "the page's table should be:\n\n{table}"
    );
}
