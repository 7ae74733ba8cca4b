//! What each policy does to a heap, as pictures. Each protects one sentence of the design.

use crate::common::Bench;
use expect_test::{Expect, expect};

fn check(axes: &str, operations: &str, drawing: Expect) {
    drawing.assert_eq(&Bench::new(axes).run(operations).draw());
}

/// A request is raised to the minimum, then rounded up to the alignment.
#[test]
fn sizes() {
    check(
        "",
        "a=1; b=65; c=0; d=64",
        expect![[r#"
        memory │a 64│b 80│c 64│d 64│
        list   1→2→3→4
    "#]],
    );
    check(
        "alignment=64 minimum=1",
        "a=1; b=65",
        expect![[r#"
        memory │a 64│b 128│
        list   1→2
    "#]],
    );
    check(
        "alignment=8 minimum=1",
        "a=1; b=9",
        expect![[r#"
        memory │a 8│b 16│
        list   1→2
    "#]],
    );
}

#[test]
fn beyond_the_maximum() {
    check(
        "maximum=200",
        "a=1000",
        expect![[r#"
        memory │a 208│
        list   1
    "#]],
    );
    check(
        "maximum=200 oversize=refuse",
        "a=1000; b=200",
        expect![[r#"
        memory │b 208│
        list   1
        a=1000: the request exceeds the maximum
    "#]],
    );
    check(
        "maximum=200 oversize=refuse",
        "a!1000",
        expect![[r#"
        memory │a 1008│
        list   1
    "#]],
    );
}

#[test]
fn the_region_ends() {
    check(
        "region-size=256",
        "a=64; b=64; c=64; d=64; free b; e=64",
        expect![[r#"
            memory │a 64│e 64│c 64│
            list   1→2→3
            d=64: out of memory: no hole serves and the heap cannot grow
        "#]],
    );
}

/// Zero bytes get a block of minimum size, or nothing.
#[test]
fn zero_bytes() {
    check(
        "zero=minimum-block",
        "a=0; b!0; c=100; c~0",
        expect![[r#"
        memory │a 64│b 64│c 112│
        list   1→2→3
    "#]],
    );
    check(
        "zero=null",
        "a=0; b!0; c=100; c~0",
        expect![[r#"
        memory │· 112│
        list   1
    "#]],
    );
}

/// The free list by size: holes of 112, 208 and 64 bytes, freed in this order; then one that grows by merging.
#[test]
fn free_order_by_size() {
    let operations = "a=112; w=1; b=208; x=1; c=64; y=1; d=64; z=1; free a; free b; free c; free d";
    check(
        "structure=free-list free-order=size",
        operations,
        expect![[r#"
        memory │· 112│w 64│· 208│x 64│· 64│y 64│· 64│z 64│
        list   1→2→3→4→5→6→7→8
        holes  5→7→1→3
    "#]],
    );
    check(
        "structure=free-list free-order=size-descending",
        operations,
        expect![[r#"
        memory │· 112│w 64│· 208│x 64│· 64│y 64│· 64│z 64│
        list   1→2→3→4→5→6→7→8
        holes  3→1→5→7
    "#]],
    );
    check(
        "structure=free-list free-order=size coalescing=on-free",
        &format!("{operations}; free x"),
        expect![[r#"
            memory │· 112│w 64│· 368│y 64│· 64│z 64│
            list   1→2→3→4→5→6
            holes  5→1→3
        "#]],
    );
}

/// How memory that no block has used comes into use: after the last block, with the last hole, or out of the one hole.
#[test]
fn end_of_the_heap() {
    let operations = "a=100; b=200; free b; c=300; d=50";
    check(
        "end=append",
        operations,
        expect![[r#"
        memory │a 112│d 64│· 128│c 304│
        list   1→2→4→3
    "#]],
    );
    check(
        "end=extend",
        operations,
        expect![[r#"
        memory │a 112│c 304│d 64│
        list   1→2→3
    "#]],
    );
    check(
        "end=whole",
        operations,
        expect![[r#"
        memory │a 112│c 304│d 64│· 3552│
        list   1→2→3→4
    "#]],
    );
    // A run that ends with the heap grows whole where the design merges on allocation, and only its last hole elsewhere.
    let run = "a=100; b=100; c=100; free b; free c; d=400";
    check(
        "end=extend",
        run,
        expect![[r#"
        memory │a 112│d 400│
        list   1→2
    "#]],
    );
    check(
        "end=extend coalescing=never",
        run,
        expect![[r#"
        memory │a 112│· 112│d 400│
        list   1→2→3
    "#]],
    );
}

/// The last block grows where it stands, and so does one before the last hole where the design merges.
#[test]
fn realloc_at_the_end() {
    let alone = "a=100; b=100; b~900";
    check(
        "end=append",
        alone,
        expect![[r#"
        memory │a 112│· 112│b 912│
        list   1→2→3
    "#]],
    );
    check(
        "end=extend coalescing=never",
        alone,
        expect![[r#"
        memory │a 112│b 912│
        list   1→2
    "#]],
    );
    let before_a_hole = "a=100; b=100; c=100; free c; b~900";
    check(
        "end=extend",
        before_a_hole,
        expect![[r#"
        memory │a 112│b 912│
        list   1→2
    "#]],
    );
    check(
        "end=extend coalescing=never",
        before_a_hole,
        expect![[r#"
        memory │a 112│· 112│c 912│
        list   1→2→3
    "#]],
    );
    check(
        "end=extend",
        "a=100; a~5000",
        expect![[r#"
        memory │a 112│
        list   1
        a~5000: out of memory: no hole serves and the heap cannot grow
    "#]],
    );
}

/// `falloc` uses the hole at the heap's end where memory there is one with it.
#[test]
fn falloc_at_the_end() {
    let operations = "a=100; b=100; free b; c!50; d!300";
    check(
        "end=append",
        operations,
        expect![[r#"
        memory │a 112│· 112│c 64│d 304│
        list   1→2→3→4
    "#]],
    );
    check(
        "end=extend",
        operations,
        expect![[r#"
        memory │a 112│c 112│d 304│
        list   1→2→3
    "#]],
    );
    check(
        "end=whole structure=free-list",
        operations,
        expect![[r#"
        memory │a 112│· 112│c 64│d 304│· 3424│
        list   1→2→3→4→5
        holes  5→2
    "#]],
    );
    check(
        "end=whole",
        "a!5000",
        expect![[r#"
        memory │· 4080│
        list   1
        a!5000: out of memory: no hole serves and the heap cannot grow
    "#]],
    );
}

/// The remainder goes to the list's tail, or right behind the front part.
#[test]
fn split_and_list_order() {
    check(
        "list-order=append",
        "a=400 ; b=64; free a; c=100",
        expect![[r#"
            memory │c 112│· 272│b 64│
            list   1→3→2
        "#]],
    );
    check(
        "list-order=address",
        "a=400 ; b=64; free a; c=100",
        expect![[r#"
            memory │c 112│· 272│b 64│
            list   1→2→3
        "#]],
    );
    check(
        "split=never",
        "a=400 ; b=64; free a; c=100",
        expect![[r#"
        memory │c 400│b 64│
        list   1→2
    "#]],
    );
    check(
        "split=at-least(300)",
        "a=400 ; b=64; free a; c=100",
        expect![[r#"
            memory │c 400│b 64│
            list   1→2
        "#]],
    );
    check(
        "split=at-least(288)",
        "a=400 ; b=64; free a; c=100",
        expect![[r#"
            memory │c 112│· 272│b 64│
            list   1→3→2
        "#]],
    );
}

/// A remainder is a hole only if it holds a header and a minimum payload: 80 bytes here, not 64.
#[test]
fn split_needs_room_for_a_hole() {
    check(
        "",
        "a=192; b=64; free a; c=128",
        expect![[r#"
        memory │c 192│b 64│
        list   1→2
    "#]],
    );
    check(
        "",
        "a=208; b=64; free a; c=128",
        expect![[r#"
        memory │c 128│· 64│b 64│
        list   1→3→2
    "#]],
    );
}

const HOLES: &str = "a=100; w=1; b=400; x=1; c=208; y=1; free a; free b; free c; d=150";

#[test]
fn placement() {
    check(
        "placement=first-fit",
        HOLES,
        expect![[r#"
        memory │· 112│w 64│d 160│· 224│x 64│· 208│y 64│
        list   1→2→3→5→6→7→4
    "#]],
    );
    check(
        "placement=best-fit",
        HOLES,
        expect![[r#"
        memory │· 112│w 64│· 400│x 64│d 208│y 64│
        list   1→2→3→4→5→6
    "#]],
    );
    check(
        "placement=worst-fit",
        HOLES,
        expect![[r#"
        memory │· 112│w 64│d 160│· 224│x 64│· 208│y 64│
        list   1→2→3→5→6→7→4
    "#]],
    );
}

/// Next fit resumes behind the block granted last, first fit starts over.
#[test]
fn next_fit_resumes() {
    let operations = "a=100; w=1; b=100; x=1; free a; free b; c=100; free c; d=100";
    check(
        "placement=first-fit",
        operations,
        expect![[r#"
        memory │d 112│w 64│· 112│x 64│
        list   1→2→3→4
    "#]],
    );
    check(
        "placement=next-fit",
        operations,
        expect![[r#"
        memory │· 112│w 64│d 112│x 64│
        list   1→2→3→4
    "#]],
    );
}

/// On a free list, too, a search resumes after the block granted last: in order of address at the first hole above
/// it, whatever was freed since; else after the place that the block had on the list.
#[test]
fn next_fit_resumes_on_a_free_list() {
    let next_fit = "structure=free-list placement=next-fit coalescing=never";
    // `x` lies below `e`, so that the hole of `a` comes first.
    let freed_below = "a=64; x=64; b=96; y=64; free a; free b; e=96; free x; h=64";
    check(
        &format!("{next_fit} free-order=address"),
        freed_below,
        expect![[r#"
            memory │h 64│· 64│e 96│y 64│
            list   1→2→3→4
            holes  2
        "#]],
    );
    // `y` lies above it.
    check(
        &format!("{next_fit} free-order=address"),
        "a=64; x=64; b=96; y=64; z=64; free a; free b; e=96; free y; zh=64",
        expect![[r#"
            memory │· 64│x 64│e 96│zh 64│z 64│
            list   1→2→3→4→5
            holes  1
        "#]],
    );
    // The newest hole comes last: at the head in front of where `d` stood on the list, at the tail after all others.
    let freed_since = "a=64; x=64; b=64; y=64; c=64; z=64; free a; free b; d=64; free c; e=64";
    check(
        &format!("{next_fit} free-order=lifo"),
        freed_since,
        expect![[r#"
            memory │e 64│x 64│d 64│y 64│· 64│z 64│
            list   1→2→3→4→5→6
            holes  5
        "#]],
    );
    check(
        &format!("{next_fit} free-order=fifo"),
        freed_since,
        expect![[r#"
            memory │d 64│x 64│e 64│y 64│· 64│z 64│
            list   1→2→3→4→5→6
            holes  5
        "#]],
    );
    // After growing the heap, nothing lies after the block granted last but what the tail gets.
    check(
        &format!("{next_fit} free-order=fifo"),
        "a=64; b=64; c=64; free a; d=100; free b; e=64",
        expect![[r#"
            memory │· 64│e 64│c 64│d 112│
            list   1→2→3→4
            holes  1
        "#]],
    );
}

const RUN: &str = "a=64; b=64; c=64; x=1; free a; free b; free c; d=150";

#[test]
fn coalescing() {
    check(
        "coalescing=never",
        RUN,
        expect![[r#"
        memory │· 64│· 64│· 64│x 64│d 160│
        list   1→2→3→4→5
    "#]],
    );
    check(
        "coalescing=on-allocation",
        RUN,
        expect![[r#"
        memory │d 224│x 64│
        list   1→2
    "#]],
    );
    check(
        "coalescing=on-free",
        RUN,
        expect![[r#"
        memory │d 224│x 64│
        list   1→2
    "#]],
    );
    check(
        "coalescing=on-free list-order=address",
        RUN,
        expect![[r#"
        memory │d 224│x 64│
        list   1→2
    "#]],
    );
    check(
        "coalescing=on-free lookup=index",
        RUN,
        expect![[r#"
        memory │d 224│x 64│
        list   1→2
    "#]],
    );
}

/// Only as many holes as the request needs are merged, from the one examined first.
#[test]
fn on_allocation_merges_no_more_than_it_needs() {
    check(
        "coalescing=on-allocation",
        "a=64; b=64; c=64; d=64; x=1; free a; free b; free c; free d; e=100",
        expect![[r#"
            memory │e 144│· 64│· 64│x 64│
            list   1→2→3→4
        "#]],
    );
}

#[test]
fn falloc_reuses_nothing() {
    check(
        "",
        "a=64; b=64; free a; c!64; d=64",
        expect![[r#"
        memory │d 64│b 64│c 64│
        list   1→2→3
    "#]],
    );
}

#[test]
fn mistakes() {
    check(
        "",
        "a=64; b=64; free a; free a; free 0x1; free 0x100020",
        expect![[r#"
            memory │· 64│b 64│
            list   1→2
            free a: the block at this address is free already
            free 0x1: there is no block at this address
            free 0x100020: there is no block at this address
        "#]],
    );
    check(
        "lookup=index",
        "a=64; b=64; free a; free a; free 0x1; free 0x100020",
        expect![[r#"
            memory │· 64│b 64│
            list   1→2
            free a: the block at this address is free already
            free 0x1: there is no block at this address
            free 0x100020: there is no block at this address
        "#]],
    );
}

#[test]
fn trim_gives_the_end_back() {
    check(
        "trim=on",
        "a=64; b=64; c=64; free b; free c",
        expect![[r#"
        memory │a 64│
        list   1
    "#]],
    );
    check(
        "trim=on list-order=address",
        "a=64; b=64; free b; free a",
        expect![[r#"
            memory │
            list   –
        "#]],
    );
    check(
        "trim=off",
        "a=64; b=64; c=64; free b; free c",
        expect![[r#"
        memory │a 64│· 64│· 64│
        list   1→2→3
    "#]],
    );
}

/// A strictly aligned payload is padded in front; a free returns the padding to the hole.
#[test]
fn strict_alignment() {
    check(
        "",
        "a=64; b=64@256; c=64",
        expect![[r#"
        memory │a 64│+160 b 64│c 64│
        list   1→2→3
    "#]],
    );
    check(
        "",
        "a=64; b=64@256; c=64; free b; d=100",
        expect![[r#"
        memory │a 64│d 112│· 96│c 64│
        list   1→2→4→3
    "#]],
    );
    check(
        "alignment=8 minimum=8",
        "a=8; b=8@16; c=8; free b",
        expect![[r#"
            memory │a 8│· 16│c 8│
            list   1→2→3
        "#]],
    );
    check(
        "placement=best-fit",
        "a=400; x=1; free a; b=64@128",
        expect![[r#"
            memory │+112 b 64│· 208│x 64│
            list   1→3→2
        "#]],
    );
}

#[test]
fn reallocate() {
    check(
        "",
        "a=400; b=64; a~100",
        expect![[r#"
        memory │a 112│· 272│b 64│
        list   1→3→2
    "#]],
    );
    check(
        "",
        "a=64; b=64; c=64; free b; a~130",
        expect![[r#"
            memory │a 144│c 64│
            list   1→2
        "#]],
    );
    check(
        "coalescing=never",
        "a=64; b=64; c=64; free b; a~130",
        expect![[r#"
            memory │· 64│· 64│c 64│a 144│
            list   1→2→3→4
        "#]],
    );
    check(
        "region-size=256",
        "a=64; b=64; a~200",
        expect![[r#"
        memory │a 64│b 64│
        list   1→2
        a~200: out of memory: no hole serves and the heap cannot grow
    "#]],
    );
}

/// A remainder that falls free by shrinking merges with the hole behind it where frees do.
#[test]
fn shrinking_merges_on_free() {
    check(
        "coalescing=on-free",
        "a=400; b=64; c=1; free b; a~100",
        expect![[r#"
            memory │a 112│· 352│c 64│
            list   1→3→2
        "#]],
    );
}

/// With a free list, a search meets them in that order; numbers are places in memory.
#[test]
fn free_list_orders() {
    let operations = "a=100; w=1; b=100; x=1; c=100; y=1; free b; free a; free c; d=90";
    check(
        "structure=free-list free-order=lifo",
        operations,
        expect![[r#"
            memory │· 112│w 64│· 112│x 64│d 112│y 64│
            list   1→2→3→4→5→6
            holes  1→3
        "#]],
    );
    check(
        "structure=free-list free-order=fifo",
        operations,
        expect![[r#"
            memory │· 112│w 64│d 112│x 64│· 112│y 64│
            list   1→2→3→4→5→6
            holes  1→5
        "#]],
    );
    check(
        "structure=free-list free-order=address",
        operations,
        expect![[r#"
            memory │d 112│w 64│· 112│x 64│· 112│y 64│
            list   1→2→3→4→5→6
            holes  3→5
        "#]],
    );
}

/// Merging takes holes out of the middle of the free list.
#[test]
fn free_list_coalesces() {
    check(
        "structure=free-list",
        RUN,
        expect![[r#"
        memory │d 224│x 64│
        list   1→2
        holes  –
    "#]],
    );
    check(
        "structure=free-list coalescing=on-free",
        RUN,
        expect![[r#"
            memory │d 224│x 64│
            list   1→2
            holes  –
        "#]],
    );
}

/// A search of the free list looks at no allocated block.
#[test]
fn free_list_searches_holes_only() {
    let probes = |structure: &str| {
        let mut bench = Bench::new(structure);
        bench.run("a=64; b=64; c=64; d=64; e=64; free e");
        bench.heap.observer_mut().probes = 0;
        bench.run("f=64").heap.observer().probes
    };
    assert_eq!(probes("structure=block-list"), 5);
    assert_eq!(probes("structure=free-list"), 1);
}

/// Nothing merges until the region is full.
#[test]
fn on_failure_merges_last_of_all() {
    let operations = "a=64; b=64; c=1; free a; free b; d=100; e=100";
    check(
        "coalescing=on-failure region-size=512",
        operations,
        expect![[r#"
            memory │· 64│· 64│c 64│d 112│e 112│
            list   1→2→3→4→5
        "#]],
    );
    check(
        "coalescing=on-failure region-size=400",
        operations,
        expect![[r#"
            memory │e 144│c 64│d 112│
            list   1→2→3
        "#]],
    );
}

/// The third free performs all three; until then the blocks are stagnant, and freeing one again is caught.
#[test]
fn batched_frees() {
    check(
        "free-queue=batched(3)",
        "a=64; b=64; c=64; free a; free c; free a",
        expect![[r#"
            memory │~ 64│b 64│~ 64│
            list   1→2→3
            free a: the block at this address is free already
        "#]],
    );
    check(
        "free-queue=batched(3)",
        "a=64; b=64; c=64; free a; free c; free b",
        expect![[r#"
            memory │· 64│· 64│· 64│
            list   1→2→3
        "#]],
    );
    check(
        "free-queue=batched(3) coalescing=on-free",
        "a=64; b=64; c=64; d=1; free a; free c; free b",
        expect![[r#"
            memory │· 224│d 64│
            list   1→2
        "#]],
    );
}

#[test]
fn daemon_frees_in_idle_time() {
    check(
        "free-queue=daemon(1)",
        "a=64; b=64; c=64; free a; free b; idle 1",
        expect![[r#"
            memory │· 64│~ 64│c 64│
            list   1→2→3
        "#]],
    );
}

/// Out of memory with frees queued.
#[test]
fn queue_pressure() {
    let operations = "a=64; b=64; c=64; free a; d=64";
    check(
        "free-queue=batched(9) region-size=256",
        operations,
        expect![[r#"
            memory │d 64│b 64│c 64│
            list   1→2→3
        "#]],
    );
    check(
        "free-queue=batched(9) region-size=256 queue-pressure=refuse",
        operations,
        expect![[r#"
            memory │~ 64│b 64│c 64│
            list   1→2→3
            d=64: out of memory: no hole serves and the heap cannot grow
        "#]],
    );
}

/// The lowest hole, the one that is not split, and the one that is merged of most holes.
#[test]
fn scored() {
    check(
        "placement=scored score=offset",
        HOLES,
        expect![[r#"
        memory │· 112│w 64│d 160│· 224│x 64│· 208│y 64│
        list   1→2→3→5→6→7→4
    "#]],
    );
    check(
        "placement=scored score=remainder",
        HOLES,
        expect![[r#"
            memory │· 112│w 64│· 400│x 64│d 208│y 64│
            list   1→2→3→4→5→6
        "#]],
    );
}

/// A search that resumes examines no block twice, though the block it began behind lies in a run that it skips whole.
#[test]
fn next_fit_ends_in_a_skipped_run() {
    let probes = |granted_last: &str| {
        let mut bench = Bench::new("placement=next-fit list-order=address");
        bench.run("a=64; b=64; c=64; w=64");
        bench.run(&format!("free {granted_last}; {granted_last}=64"));
        bench.run("free a; free b; free c");
        bench.heap.observer_mut().probes = 0;
        bench.run("d=300").heap.observer().probes
    };
    // Behind c: w; then a, with b, c and w for its run. Behind b, also c, with w for its run, comes first.
    assert_eq!(probes("c"), 1 + 4);
    assert_eq!(probes("b"), 2 + 1 + 4);
}

/// A header that was merged away is none any more: a queue, which believes headers, would free the middle of a block.
#[test]
fn a_merged_header_deceives_no_queue() {
    let mut bench = Bench::new("free-queue=batched(1)");
    bench.run("a=64; b=64; x=64");
    let merged = bench.names["b"];
    bench.run(&format!("free a; free b; c=140; free {merged:#x}"));
    let drawn = bench.draw();
    expect![[r#"
        memory │c 144│x 64│
        list   1→2
        free 0x100060: there is no block at this address
    "#]]
    .assert_eq(&drawn);
}
