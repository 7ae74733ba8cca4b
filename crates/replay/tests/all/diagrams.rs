//! Small scenarios with what became of every operation, in words, and the region afterwards, in a picture.
//! They are documentation as much as tests.
//!
//! The picture gives every block a pair of brackets: `[H`, the header, then one letter for every 16 bytes of
//! payload or padding, each by the category of most of them: the pointer's name where the program asked
//! for it, `a` for rounding to the alignment, `m` for the minimum, `u` for what was not split off, `.` for free.

use atlas_replay::{Category, Options, Replay, State, WholeDesign};
use atlas_scenario::Scenario;
use expect_test::{Expect, expect};

fn check(settings: &[(&str, &str)], script: &str, expected: Expect) {
    let mut design = WholeDesign::default();
    for (axis, value) in [("region-size", "4096"), ("maximum", "2048")]
        .iter()
        .chain(settings)
    {
        atlas_replay::design::set(&mut design, axis, value).expect("a setting");
    }
    let scenario = Scenario::from_script(&script.replace("; ", "\n")).expect("a script");
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    let mut told = String::new();
    for step in 1..=replay.progress().total {
        let state = replay.seek(step).expect("a step");
        told.push_str(state.outcome().expect("an outcome").kind.id());
        told.push_str(" | ");
        told.push_str(&state.sentence().expect("a sentence"));
        told.push('\n');
    }
    let total = replay.progress().total;
    told.push_str(&picture(&replay.seek(total).expect("the last step")));
    expected.assert_eq(&told);
}

fn picture(state: &State<'_>) -> String {
    let mut out = String::new();
    for block in state.blocks() {
        let extent = block.block.extent;
        let end = extent.start + extent.bytes;
        out.push('[');
        let mut at = extent.start;
        while at < end {
            // The category that most of the next 16 bytes belong to; the first one of equals.
            let unit = at..(at + 16).min(end);
            let mut most = (0, Category::Free);
            for span in state.spans() {
                let common = unit
                    .end
                    .min(span.start + span.bytes)
                    .saturating_sub(unit.start.max(span.start));
                if common > most.0 {
                    most = (common, span.category);
                }
            }
            let name = block
                .live
                .map(|live| state.scenario().pointer_name(live.pointer));
            out.push_str(match most.1 {
                Category::Header => "H",
                Category::Requested => name.as_deref().unwrap_or("?"),
                Category::PaddingAlignment => "a",
                Category::PaddingMinimum => "m",
                Category::PaddingUnsplit => "u",
                Category::Free => ".",
                Category::Stagnant => "s",
                Category::Index | Category::Beyond | Category::Gap => "?",
            });
            at = unit.end;
        }
        out.push(']');
    }
    out.push('\n');
    out
}

#[test]
fn a_run_of_holes_is_merged_when_a_request_needs_it() {
    check(
        &[],
        "p = malloc 64; q = malloc 64; r = malloc 64; s = malloc 10; free p; free r; free q; t = malloc 120",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 64: examined 1 block, grew the heap by 80 bytes at 0x00100060
            granted | malloc 64: examined 2 blocks, grew the heap by 80 bytes at 0x001000b0
            granted | malloc 10: examined 3 blocks, grew the heap by 80 bytes at 0x00100100
            freed | free p: searched for it in 1 probe, freed 64 bytes at 0x00100010
            freed | free r: searched for it in 3 probes, freed 64 bytes at 0x001000b0
            freed | free q: searched for it in 2 probes, freed 64 bytes at 0x00100060
            granted | malloc 120: examined 2 blocks, merged 1 free neighbour at 0x00100010
            [Httttttttu][H....][Hsmmm]
        "#]],
    );
}

#[test]
fn holes_are_merged_at_once_where_the_design_says_so() {
    check(
        &[
            ("coalescing", "on-free"),
            ("list-order", "address"),
            ("trim", "on"),
        ],
        "p = malloc 64; q = malloc 64; r = malloc 64; free p; free q; free r",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 64: examined 1 block, grew the heap by 80 bytes at 0x00100060
            granted | malloc 64: examined 2 blocks, grew the heap by 80 bytes at 0x001000b0
            freed | free p: searched for it in 1 probe, freed 64 bytes at 0x00100010, found its neighbours in 1 probe
            freed | free q: searched for it in 2 probes, freed 64 bytes at 0x00100060, merged it with 1 free neighbour into 160 bytes, found its neighbours in 1 probe
            freed | free r: searched for it in 2 probes, freed 64 bytes at 0x001000b0, merged it with 1 free neighbour into 240 bytes, gave 240 bytes at the heap's end back

        "#]],
    );
}

#[test]
fn an_index_finds_a_block_in_one_probe() {
    check(
        &[("lookup", "index")],
        "p = malloc 64; q = malloc 64; r = malloc 64; free r",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 64: examined 1 block, grew the heap by 80 bytes at 0x00100060
            granted | malloc 64: examined 2 blocks, grew the heap by 80 bytes at 0x001000b0
            freed | free r: searched for it in 1 probe, freed 64 bytes at 0x001000b0
            [Hpppp][Hqqqq][H....]
        "#]],
    );
}

#[test]
fn a_hole_that_is_not_split_is_granted_whole() {
    check(
        &[("split", "at-least(200)")],
        "p = malloc 200; q = malloc 1; free p; r = malloc 30",
        expect![[r#"
            granted | malloc 200: the list was empty, grew the heap by 224 bytes at 0x00100010
            granted | malloc 1: examined 1 block, grew the heap by 80 bytes at 0x001000f0
            freed | free p: searched for it in 1 probe, freed 208 bytes at 0x00100010
            granted | malloc 30: examined 1 block, took the hole at 0x00100010
            [Hrrmmuuuuuuuuu][Hmmmm]
        "#]],
    );
}

#[test]
fn what_is_beyond_the_maximum_is_clamped_or_refused() {
    check(
        &[],
        "p = malloc 3000; touch p; q = calloc 65536 * 65536",
        expect![[r#"
            clamped | malloc 3000: more than the maximum and cut down to 2,048 bytes, the list was empty, grew the heap by 2,064 bytes at 0x00100010
            touch-out-of-bounds | touch p: 3,000 bytes at 0x00100010 are not all within the 2,048 bytes that p of step 1 holds, nothing was written
            refused-over-maximum | calloc 65536 * 65536: more than 32 bits can count, the pointer is null
            [Hpppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp]
        "#]],
    );
    check(
        &[("oversize", "refuse")],
        "p = malloc 3000; q = malloc 2048; q = realloc q 3000",
        expect![[r#"
            refused-over-maximum | malloc 3000: more than the maximum, the pointer is null
            granted | malloc 2048: the list was empty, grew the heap by 2,064 bytes at 0x00100010
            refused-over-maximum | realloc q 3000: more than the maximum, the old block stays as it was
            [Hqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq]
        "#]],
    );
}

#[test]
fn running_out_of_memory_is_an_outcome() {
    check(
        &[("region-size", "512")],
        "p = malloc 200; q = malloc 100; free p; r = malloc 300; q = realloc q 400; s = falloc 300; free r",
        expect![[r#"
            granted | malloc 200: the list was empty, grew the heap by 224 bytes at 0x00100010
            granted | malloc 100: examined 1 block, grew the heap by 128 bytes at 0x001000f0
            freed | free p: searched for it in 1 probe, freed 208 bytes at 0x00100010
            refused-no-block | malloc 300: examined 3 blocks, the largest hole has 208 bytes, the heap cannot grow far enough, the pointer is null
            refused-no-block | realloc q 400: searched for it in 2 probes, examined 3 blocks, the largest hole has 208 bytes, the heap cannot grow far enough, the old block stays as it was
            refused-no-block | falloc 300: the heap cannot grow far enough, the pointer is null
            null-free | free r: the null pointer, nothing to do
            [H.............][Hqqqqqqa]
        "#]],
    );
}

/// Protects readers from sizes that differ and look equal: `20 KiB are not all within the 20 KiB`.
#[test]
fn compared_sizes_are_told_to_the_byte() {
    let mut design = WholeDesign::default();
    atlas_replay::design::set(&mut design, "region-size", "32KiB").expect("a setting");
    let script = "p = malloc 20474\ntouch p 0..20480\ntouch p 0..20481\nq = malloc 16\nfree p\nq = malloc 20481";
    let scenario = Scenario::from_script(script).expect("a script");
    let mut replay = Replay::new(design, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    let mut sentence = |step| {
        let state = replay.seek(step).expect("a step");
        state.sentence().expect("a sentence")
    };
    expect![[r#"
        touch p 0..20480: wrote 20,480 bytes at 0x00100010, 6 of them beyond the 20,474 bytes requested
        touch p 0..20481: 20,481 bytes at 0x00100010 are not all within the 20,480 bytes that p of step 1 holds, nothing was written
        malloc 20481: examined 3 blocks, the largest hole has 20,480 bytes, the heap cannot grow far enough, the pointer is null"#]]
    .assert_eq(&[2, 3, 6].map(&mut sentence).join("\n"));
}

#[test]
fn a_realloc_grows_shrinks_or_moves() {
    check(
        &[],
        "p = malloc 300; p = realloc p 100; p = realloc p 110; p = realloc p 250; q = malloc 8; p = realloc p 400; r = realloc null 8",
        expect![[r#"
            granted | malloc 300: the list was empty, grew the heap by 320 bytes at 0x00100010
            resized | realloc p 100: searched for it in 1 probe, split off 192 bytes, resized where it stands, 112 bytes for it
            resized | realloc p 110: searched for it in 1 probe, its block is large enough and stays as it is, 112 bytes for it
            resized | realloc p 250: searched for it in 1 probe, merged 1 free block behind it, resized where it stands, 304 bytes for it
            granted | malloc 8: examined 1 block, grew the heap by 80 bytes at 0x00100150
            moved | realloc p 400: searched for it in 2 probes, examined 3 blocks, grew the heap by 416 bytes at 0x001001a0, moved 304 bytes from 0x00100010 and freed that block
            granted | realloc null 8: examined 1 block, took the hole at 0x00100010, split off 240 bytes
            [Hrmmm][H..............][Hqmmm][Hppppppppppppppppppppppppp]
        "#]],
    );
}

/// The allocator may well think a stale pointer names a live block: only the program's history tells.
#[test]
fn mistakes_stop_where_they_are_made() {
    check(
        &[],
        "p = malloc 64; q = malloc 64; free p; free p; r = malloc 64; free p; touch p; p = realloc p 10; free r+16; free null; free 12345",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 64: examined 1 block, grew the heap by 80 bytes at 0x00100060
            freed | free p: searched for it in 1 probe, freed 64 bytes at 0x00100010
            double-free | free p: searched for it in 1 probe, the block at 0x00100010 was freed before
            granted | malloc 64: examined 1 block, took the hole at 0x00100010
            double-free | free p: the block at 0x00100010 was freed before, and r of step 5 lives there now: a real program would destroy it
            touch-after-free | touch p: the block at 0x00100010 was freed before, and a real program would write into r of step 5, nothing was written
            double-free | realloc p 10: the block at 0x00100010 was freed before, and r of step 5 lives there now: a real program would destroy it
            unknown-address | free r + 16: searched for it in 2 probes, no block begins at 0x00100020
            null-free | free null: the null pointer, nothing to do
            unknown-address | free 0x3039: searched for it in 2 probes, no block begins at 0x00003039
            [Hrrrr][Hqqqq]
        "#]],
    );
}

#[test]
fn a_touch_may_use_its_whole_block() {
    check(
        &[],
        "p = malloc 10; touch p; touch p 0..10; touch p 5..11; touch p+8 0..56; touch 0x10004f 0..1; touch p+8 0..57; touch 0x100050 0..1; touch null",
        expect![[r#"
            granted | malloc 10: the list was empty, grew the heap by 80 bytes at 0x00100010
            touched | touch p: wrote 10 bytes at 0x00100010
            touched | touch p 0..10: wrote 10 bytes at 0x00100010
            touched | touch p 5..11: wrote 6 bytes at 0x00100015, 1 of them beyond the 10 bytes requested
            touched | touch p + 8 0..56: wrote 56 bytes at 0x00100018, 54 of them beyond the 10 bytes requested
            touched | touch 0x10004f 0..1: wrote 1 byte at 0x0010004f, 1 of them beyond the 10 bytes requested
            touch-out-of-bounds | touch p + 8 0..57: 57 bytes at 0x00100018 are not all within the 64 bytes that p of step 1 holds, nothing was written
            touch-out-of-bounds | touch 0x100050 0..1: no live block is at 0x00100050, nothing was written
            touch-null | touch null: the null pointer leads to no block, nothing was written
            [Hpmmm]
        "#]],
    );
}

/// A realloc of the null pointer is a malloc, in what it leaves when it is refused too.
#[test]
fn a_realloc_of_null_is_a_malloc() {
    check(
        &[("region-size", "256")],
        "p = malloc 64; q = malloc 100; p = realloc null 64; free p",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 100: examined 1 block, grew the heap by 128 bytes at 0x00100060
            refused-no-block | realloc null 64: examined 2 blocks, there is no hole, the heap cannot grow far enough, the pointer is null
            null-free | free p: the null pointer, nothing to do
            [Hpppp][Hqqqqqqa]
        "#]],
    );
}

#[test]
fn falloc_leaves_holes_alone_and_alignment_pads_in_front() {
    check(
        &[],
        "p = malloc 64; q = malloc 64; free p; r = falloc 10; s = malloc 64 align 1024; free s; idle 3; mark \"done\"",
        expect![[r#"
            granted | malloc 64: the list was empty, grew the heap by 80 bytes at 0x00100010
            granted | malloc 64: examined 1 block, grew the heap by 80 bytes at 0x00100060
            freed | free p: searched for it in 1 probe, freed 64 bytes at 0x00100010
            granted | falloc 10: searched nothing, grew the heap by 80 bytes at 0x001000b0
            granted | malloc 64 align 1024: examined 4 blocks, grew the heap by 848 bytes at 0x00100400
            freed | free s: searched for it in 4 probes, freed 64 bytes at 0x00100400
            idled | idle 3: no free was waiting to be performed
            marked | mark "done"
            [H....][Hqqqq][Hrmmm][H....................................................]
        "#]],
    );
}
