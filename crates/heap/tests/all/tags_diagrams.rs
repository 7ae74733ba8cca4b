//! What each policy of the family `tags` does to a heap, as pictures. Each protects one sentence of `docs/tags-rules.md`.

use crate::tags_common::{Bench, draft, heap_of};
use classic_heap::tags::{TagDesign, presets};
use expect_test::{Expect, expect};

fn check(axes: &str, operations: &str, drawing: Expect) {
    drawing.assert_eq(&Bench::new(axes).run(operations).draw());
}

/// The header, the links of a hole and the footer decide the smallest block.
#[test]
fn headers() {
    check(
        "header=4",
        "a=1; b=16; c=20; free b",
        expect![[r#"
        memory │+4│h4 a 12│h4 · 16 f4│h4 c 20│+4│
        free-list 2
    "#]],
    );
    check(
        "header=8",
        "a=1; b=16; c=20; free b",
        expect![[r#"
        memory │h8 a 8│h8 · 12 f4│h8 c 24│
        free-list 2
    "#]],
    );
    check(
        "header=8 footers=in-header",
        "a=1; b=16; c=20; free b",
        expect![[r#"
            memory │h8 a 8│h8 · 16│h8 c 24│
            free-list 2
        "#]],
    );
    check(
        "header=16 alignment=16",
        "a=1; b=16; c=20; free b",
        expect![[r#"
            memory │h16 a 16│h16 · 12 f4│h16 c 32│
            free-list 2
        "#]],
    );
    check(
        "header=0 footers=none bin-order=address",
        "a=1; b=16; c=20; free b",
        expect![[r#"
            memory │live 8│· 16│live 24│
            free-list 0x8
        "#]],
    );
    check(
        "header=0 footers=none bin-order=address alignment=1",
        "a=1; b=9; c=20; free b",
        expect![[r#"
            memory │live 8│· 9│live 20│
            free-list 0x8
        "#]],
    );
}

#[test]
fn footers() {
    check(
        "footers=all",
        "a=1; b=16; c=20; free b",
        expect![[r#"
        memory │+4│h4 a 8 f4│h4 · 16 f4│h4 c 24 f4│+4│
        free-list 2
    "#]],
    );
    check(
        "footers=none bin-order=address",
        "a=1; b=16; c=20; free b",
        expect![[r#"
            memory │+4│h4 a 4│h4 · 20│h4 c 20│+4│
            free-list 2
        "#]],
    );
}

#[test]
fn sentinels() {
    check(
        "region-size=128 sentinels=end end=whole",
        "a=1",
        expect![[r#"
            memory │+4│h4 a 12│h4 · 96 f4│sentinel 4│
            free-list 2
        "#]],
    );
    check(
        "region-size=128 sentinels=both footers=all end=whole",
        "a=1",
        expect![[r#"
            memory │+4│sentinel 8│h4 a 8 f4│h4 · 88 f4│sentinel 4│
            free-list 2
        "#]],
    );
}

const HOLES: &str = "a=100; w=1; b=200; x=1; c=60; y=1; free b; free a; free c; d=50";

#[test]
fn orders() {
    for (order, drawing) in [
        (
            "lifo",
            expect![[r#"
            memory │+4│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│+4│
            free-list 1→3
        "#]],
        ),
        (
            "fifo",
            expect![[r#"
            memory │+4│h4 · 96 f4│h4 w 12│h4 d 52│h4 · 144 f4│h4 x 12│h4 · 56 f4│h4 y 12│+4│
            free-list 1→6→4
        "#]],
        ),
        (
            "address",
            expect![[r#"
            memory │+4│h4 d 52│h4 · 40 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 · 56 f4│h4 y 12│+4│
            free-list 2→4→6
        "#]],
        ),
        (
            "size",
            expect![[r#"
            memory │+4│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│+4│
            free-list 1→3
        "#]],
        ),
    ] {
        check(&format!("bin-order={order}"), HOLES, drawing);
    }
    let equals = "a=48; w=1; b=48; x=1; free a; free b; d=48";
    for (order, drawing) in [
        (
            "size",
            expect![[r#"
            memory │+4│h4 d 52│h4 w 12│h4 · 48 f4│h4 x 12│+4│
            free-list 3
        "#]],
        ),
        (
            "size-newest-first",
            expect![[r#"
            memory │+4│h4 · 48 f4│h4 w 12│h4 d 52│h4 x 12│+4│
            free-list 1
        "#]],
        ),
    ] {
        check(&format!("bin-order={order}"), equals, drawing);
    }
}

#[test]
fn placements() {
    check(
        "placement=best-fit",
        HOLES,
        expect![[r#"
        memory │+4│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│+4│
        free-list 1→3
    "#]],
    );
    check(
        "placement=worst-fit",
        HOLES,
        expect![[r#"
        memory │+4│h4 · 96 f4│h4 w 12│h4 d 52│h4 · 144 f4│h4 x 12│h4 · 56 f4│h4 y 12│+4│
        free-list 4→6→1
    "#]],
    );
    check(
        "placement=best-of(2) bin-order=fifo",
        HOLES,
        expect![[r#"
        memory │+4│h4 d 52│h4 · 40 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 · 56 f4│h4 y 12│+4│
        free-list 4→6→2
    "#]],
    );
}

#[test]
fn next_fit_resumes() {
    let operations = "a=30; w=1; b=100; x=1; c=100; y=1; free a; free b; free c; d=40; e=20";
    check(
        "placement=first-fit bin-order=address",
        operations,
        expect![[r#"
            memory │+4│h4 e 20│h4 · 8 f4│h4 w 12│h4 d 44│h4 · 48 f4│h4 x 12│h4 · 96 f4│h4 y 12│+4│
            free-list 2→5→7
        "#]],
    );
    check(
        "placement=next-fit bin-order=address",
        operations,
        expect![[r#"
            memory │+4│h4 · 32 f4│h4 w 12│h4 d 44│h4 e 20│h4 · 24 f4│h4 x 12│h4 · 96 f4│h4 y 12│+4│
            free-list 1→5→7
        "#]],
    );
    let operations = "a=30; w=1; b=100; x=1; c=100; y=1; free a; free b; d=40; free c; e=20";
    check(
        "placement=next-fit bin-order=address",
        operations,
        expect![[r#"
            memory │+4│h4 · 32 f4│h4 w 12│h4 d 44│h4 e 20│h4 · 24 f4│h4 x 12│h4 · 96 f4│h4 y 12│+4│
            free-list 1→5→7
        "#]],
    );
    check(
        "placement=next-fit bin-order=address free-moves-rover=on",
        operations,
        expect![[r#"
            memory │+4│h4 · 32 f4│h4 w 12│h4 d 44│h4 · 48 f4│h4 x 12│h4 e 20│h4 · 72 f4│h4 y 12│+4│
            free-list 1→4→7
        "#]],
    );
}

#[test]
fn granted_ends() {
    let operations = "a=400; w=1; free a; b=50; c=100";
    check(
        "granted-end=back",
        operations,
        expect![[r#"
        memory │+4│h4 · 240 f4│h4 c 100│h4 b 52│h4 w 12│+4│
        free-list 1
    "#]],
    );
    check(
        "granted-end=large-from-back(100)",
        operations,
        expect![[r#"
            memory │+4│h4 b 52│h4 · 240 f4│h4 c 100│h4 w 12│+4│
            free-list 2
        "#]],
    );
}

#[test]
fn remainders() {
    let operations = "a=100; w=1; b=100; x=1; free a; free b; c=40";
    check(
        "bin-order=fifo remainder-in-place=off",
        operations,
        expect![[r#"
            memory │+4│h4 c 44│h4 · 48 f4│h4 w 12│h4 · 96 f4│h4 x 12│+4│
            free-list 4→2
        "#]],
    );
    check(
        "bin-order=fifo remainder-in-place=on",
        operations,
        expect![[r#"
            memory │+4│h4 c 44│h4 · 48 f4│h4 w 12│h4 · 96 f4│h4 x 12│+4│
            free-list 2→4
        "#]],
    );
}

/// `b` joins the hole of `a`: linked anew it comes first, in place it stays after `c`.
#[test]
fn merges_in_place() {
    let operations = "a=40; b=40; w=1; c=40; x=1; free a; free c; free b";
    check(
        "merge-in-place=off",
        operations,
        expect![[r#"
        memory │+4│h4 · 88 f4│h4 w 12│h4 · 40 f4│h4 x 12│+4│
        free-list 1→3
    "#]],
    );
    check(
        "merge-in-place=on",
        operations,
        expect![[r#"
        memory │+4│h4 · 88 f4│h4 w 12│h4 · 40 f4│h4 x 12│+4│
        free-list 3→1
    "#]],
    );
}

/// `c` is refused. On the way, the search came by the holes of `a` and `b`.
#[test]
fn runs_that_are_too_short() {
    let axes = "coalescing=on-allocation bin-order=address end=whole region-size=200";
    let operations = "a=40; b=40; w=1; free a; free b; c=200";
    check(
        &format!("{axes} keep-runs=off"),
        operations,
        expect![[r#"
        memory │+4│h4 · 40 f4│h4 · 40 f4│h4 w 12│h4 · 72 f4│+4│
        free-list 1→2→4
        c=200: out of memory: no hole serves and the heap cannot grow
    "#]],
    );
    check(
        &format!("{axes} keep-runs=on"),
        operations,
        expect![[r#"
        memory │+4│h4 · 88 f4│h4 w 12│h4 · 72 f4│+4│
        free-list 1→3
        c=200: out of memory: no hole serves and the heap cannot grow
    "#]],
    );
}

#[test]
fn steps() {
    let operations = "a=100; b=500";
    check(
        "growth=256 end=append",
        operations,
        expect![[r#"
        memory │+4│h4 a 100│h4 b 500│h4 · 144 f4│+4│
        free-list 3
    "#]],
    );
    check(
        "growth=256 end=extend",
        operations,
        expect![[r#"
        memory │+4│h4 a 100│h4 b 500│+4│
        free-list –
    "#]],
    );
}

#[test]
fn frees_that_do_nothing() {
    check(
        "reuse=off",
        "a=40; b=40; free a; c=40",
        expect![[r#"
        memory │+4│h4 a 44│h4 b 44│h4 c 44│+4│
        free-list –
    "#]],
    );
}

#[test]
fn ends() {
    let operations = "a=100; free a; b=200; b~300";
    check(
        "end=append",
        operations,
        expect![[r#"
        memory │+4│h4 · 304 f4│h4 b 300│+4│
        free-list 1
    "#]],
    );
    check(
        "end=extend",
        operations,
        expect![[r#"
        memory │+4│h4 b 300│+4│
        free-list –
    "#]],
    );
    check(
        "end=whole region-size=1024",
        operations,
        expect![[r#"
        memory │+4│h4 b 300│h4 · 704 f4│+4│
        free-list 2
    "#]],
    );
    check(
        "end=extend trim=on",
        "a=100; b=100; free a; free b",
        expect![[r#"
            memory │+4│+4│
            free-list –
        "#]],
    );
}

#[test]
fn coalescing() {
    let operations = "a=40; b=40; c=40; w=1; free a; free c; free b; d=100";
    check(
        "coalescing=never",
        operations,
        expect![[r#"
        memory │+4│h4 · 40 f4│h4 · 40 f4│h4 · 40 f4│h4 w 12│h4 d 100│+4│
        free-list 2→3→1
    "#]],
    );
    check(
        "coalescing=on-free",
        operations,
        expect![[r#"
        memory │+4│h4 d 100│h4 · 32 f4│h4 w 12│+4│
        free-list 2
    "#]],
    );
    check(
        "coalescing=on-allocation bin-order=address",
        operations,
        expect![[r#"
            memory │+4│h4 d 100│h4 · 32 f4│h4 w 12│+4│
            free-list 2
        "#]],
    );
    check(
        "coalescing=on-failure region-size=168",
        operations,
        expect![[r#"
            memory │+4│h4 d 100│h4 · 32 f4│h4 w 12│+4│
            free-list 2
        "#]],
    );
}

#[test]
fn classes() {
    check(
        "bins=size-classes bins-exact=16 bins-per-doubling=1 region-size=1024",
        HOLES,
        expect![[r#"
            memory │table 44│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│+4│
            bin 60–116 1
            bin 124–244 3
        "#]],
    );
    check(
        "bins=two-level bins-exact=64 bins-per-doubling=2 region-size=1024 end=whole",
        HOLES,
        expect![[r#"
            memory │table 76│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│h4 · 512 f4│+4│
            bin 92–116 1
            bin 188–244 3
            bin 508–756 7
        "#]],
    );
    check(
        "bins=best-fit-tree placement=best-fit",
        HOLES,
        expect![[r#"
            memory │+4│h4 · 96 f4│h4 w 12│h4 · 200 f4│h4 x 12│h4 d 60│h4 y 12│+4│
            tree 1→3
        "#]],
    );
}

/// The quick lists' share of the heap decides whether it grows or they are flushed.
#[test]
fn quick_share() {
    check(
        "quick=8",
        "a=20; w=1; b=20; free a; free b; c=30",
        expect![[r#"
            memory │table 32│+4│h4 ~ 20│h4 w 12│h4 ~ 20│h4 c 36│+4│
            free-list –
            quick-list 20–20 3→1
        "#]],
    );
    check(
        "quick=8 quick-share=4",
        "a=20; w=1; b=20; free a; free b; c=30",
        expect![[r#"
            memory │table 32│+4│h4 · 16 f4│h4 w 12│h4 c 36│+4│
            free-list 1
        "#]],
    );
}

#[test]
fn quick_lists() {
    check(
        "quick=4",
        "a=1; b=10; c=12; w=1; free a; free b; free c; d=9",
        expect![[r#"
            memory │table 16│+4│h4 ~ 12│h4 ~ 12│h4 d 12│h4 w 12│+4│
            free-list –
            quick-list 12–12 2→1
        "#]],
    );
    check(
        "quick=4",
        "a=1; b=10; c=12; w=1; free a; free b; free c; d=40",
        expect![[r#"
            memory │table 16│+4│h4 d 44│h4 w 12│+4│
            free-list –
        "#]],
    );
}

#[test]
fn stricter_alignments() {
    check(
        "",
        "a=1; b=20@64; c=1",
        expect![[r#"
        memory │+4│h4 a 12│h4 c 12│h4 · 16 f4│h4 b 20│+4│
        free-list 3
    "#]],
    );
    check(
        "granted-end=back end=whole region-size=512",
        "a=20@128",
        expect![[r#"
            memory │+4│h4 · 368 f4│h4 a 20│h4 · 96 f4│+4│
            free-list 3→1
        "#]],
    );
    check(
        "end=append",
        "a=1; b=20@64; free b; c=20@256",
        expect![[r#"
            memory │+4│h4 a 12│h4 · 224 f4│h4 c 20│+4│
            free-list 2
        "#]],
    );
}

#[test]
fn zero() {
    check(
        "zero=null",
        "a=0; b=0",
        expect![[r#"
        memory │+4│+4│
        free-list –
    "#]],
    );
    check(
        "",
        "a=0; b=0; b~0",
        expect![[r#"
        memory │+4│h4 a 12│h4 b 12│+4│
        free-list –
    "#]],
    );
}

fn preset(design: TagDesign, region_bytes: u32, operations: &str, drawing: Expect) {
    drawing.assert_eq(
        &Bench::over(heap_of(design, region_bytes))
            .run(operations)
            .draw(),
    );
}

#[test]
fn presets_as_pictures() {
    let operations = "a=24; b=100; c=60; w=1; free b; d=30; free a";
    preset(
        presets::FREERTOS_HEAP_4,
        512,
        operations,
        expect![[r#"
        memory │h8 · 24│h8 d 32│h8 · 64│h8 c 64│h8 w 8│h8 · 264│sentinel 8│
        free-list 1→3→6
    "#]],
    );
    preset(
        presets::KERNIGHAN_RITCHIE,
        512,
        operations,
        expect![[r#"
        memory │h8 · 272│h8 w 8│h8 c 64│h8 · 64│h8 d 32│h8 · 24│
        free-list 1→4→6
    "#]],
    );
    preset(
        presets::BOUNDARY_TAGS,
        512,
        operations,
        expect![[r#"
        memory │+4│h4 · 24 f4│h4 d 32 f4│h4 · 64 f4│h4 c 64 f4│h4 w 8 f4│+4│
        free-list 1→3
    "#]],
    );
    preset(
        presets::TLSF,
        4096,
        operations,
        expect![[r#"
        memory │table 672│+4│h4 · 24 f4│h4 d 36│h4 · 56 f4│h4 c 60│h4 w 12│h4 · 3192 f4│+4│
        bin 28–28 1
        bin 60–60 3
        bin 3196–3252 6
    "#]],
    );
    preset(
        presets::FAST,
        4096,
        operations,
        expect![[r#"
            memory │table 1644│h4 ~ 28│h4 d 36│h4 · 56 f4│h4 c 60│h4 w 12│+4│
            bin 60–60 3
            quick-list 28–28 1
        "#]],
    );
}

/// Designs that make no sense are refused, and the reason names the axis.
#[test]
fn refused() {
    let mut text = String::new();
    for axes in [
        "alignment=8192",
        "header=0",
        "header=0 footers=none",
        "header=0 footers=none bin-order=address split=never",
        "header=0 footers=none bin-order=address quick=4",
        "header=0 footers=none bin-order=address sentinels=end",
        "footers=in-header",
        "footers=none",
        "coalescing=on-allocation bins=size-classes",
        "coalescing=on-allocation bin-order=size",
        "coalescing=on-allocation keep-runs=on placement=best-fit",
        "placement=next-fit bins=size-classes",
        "bins=best-fit-tree",
        "quick=4 alignment=4",
        "trim=on end=whole",
        "trim=on growth=64",
        "trim=on footers=none coalescing=never",
        "maximum=1 minimum=8",
        "bins-per-doubling=3",
    ] {
        let refused = std::panic::catch_unwind(|| draft(axes).0);
        let reason = match refused {
            Err(_) => "out of its range".to_string(),
            Ok(draft) => TagDesign::new(draft).expect_err(axes).to_string(),
        };
        text.push_str(&format!("{axes}: {reason}\n"));
    }
    expect![[r#"
        alignment=8192: out of its range
        header=0: footers: does not go with this header: a block that doesn't know its size has no footer
        header=0 footers=none: coalescing: does not go with this bin-order: without headers, only one list in order of address tells which holes touch
        header=0 footers=none bin-order=address split=never: split: does not go with this header: a block that doesn't know its size can't be longer than its request
        header=0 footers=none bin-order=address quick=4: quick: does not go with this header: a block on a quick list is known by a flag in its header
        header=0 footers=none bin-order=address sentinels=end: sentinels: does not go with this header: a sentinel is a header
        footers=in-header: footers: does not go with this header: the header has no room for the size of the block before
        footers=none: coalescing: does not go with this footers: without footers, only one list in order of address tells which hole lies before a block
        coalescing=on-allocation bins=size-classes: coalescing: does not go with this bins: a search merges the holes that it meets, and a search in classes meets few
        coalescing=on-allocation bin-order=size: coalescing: does not go with this bin-order: a hole that grows would lose its place in an order of size
        coalescing=on-allocation keep-runs=on placement=best-fit: keep-runs: does not go with this placement: a search that holds a hole to compare can’t merge it with others
        placement=next-fit bins=size-classes: placement: does not go with this bins: a search resumes on one list only
        bins=best-fit-tree: placement: does not go with this bins: a tree by size finds the best fit and no other
        quick=4 alignment=4: quick: does not go with this alignment: the flag of a block on a quick list needs the third bit of its size
        trim=on end=whole: trim: does not go with this end: a region that is one hole has no end to move
        trim=on growth=64: trim: does not go with this growth: a trim would take back what the heap grew by
        trim=on footers=none coalescing=never: trim: does not go with this footers: without footers, nothing tells whether a hole ends where the heap does
        maximum=1 minimum=8: maximum: 1 is below the minimum, which is 8
        bins-per-doubling=3: out of its range
    "#]].assert_eq(&text);
}
