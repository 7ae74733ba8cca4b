//! The machine around the heaps: address spaces, one pool of frames and swap, and what happens when it runs
//! short. Each story is told by the sentences of its steps and closes with who holds which page.
//!
//! The picture has a line for each task: its pages in order, `#` in a frame, `o` in a frame and untouched, `s` in
//! swap, `.` nowhere; then what is left in the pool.

use atlas_replay::{Classic, Designs, Life, Options, PageState, Replay, State, WholeDesign};
use atlas_scenario::Scenario;
use expect_test::{Expect, expect};

fn set(design: &mut WholeDesign, settings: &[(&str, &str)]) {
    for (axis, value) in settings {
        atlas_replay::design::set(design, axis, value).expect("a setting");
    }
}

fn replayed(designs: Designs, script: &str) -> Replay {
    let scenario = Scenario::from_script(&script.replace("; ", "\n")).expect("a script");
    let mut replay = Replay::new(designs, scenario, Options { check: true }).expect("a replay");
    replay.finish().expect("no violation");
    replay
}

/// Pages of 256 bytes, regions of 8 of them.
fn design(settings: &[(&str, &str)]) -> WholeDesign {
    let mut design = WholeDesign::default();
    set(
        &mut design,
        &[("region-size", "2048"), ("page-size", "256")],
    );
    set(&mut design, settings);
    design
}

fn check(designs: impl Into<Designs>, script: &str, expected: Expect) {
    let mut replay = replayed(designs.into(), script);
    let mut told = String::new();
    let total = replay.progress().total;
    for step in 1..=total {
        let state = replay.seek(step).expect("a step");
        told.push_str(state.outcome().expect("an outcome").kind.id());
        told.push_str(" | ");
        told.push_str(&state.sentence().expect("a sentence"));
        told.push('\n');
    }
    told.push_str(&picture(&replay.seek(total).expect("the last step")));
    expected.assert_eq(&told);
}

fn picture(state: &State<'_>) -> String {
    let mut out = String::new();
    let pool = state.pool();
    for space in state.spaces() {
        if space.life == Life::Unborn {
            continue;
        }
        let inside = state.in_space(space.task).expect("the space of a task");
        out.push_str(&format!("{} {:#010x} ", space.task, space.region_base));
        for span in inside.page_spans() {
            let letter = match span.state {
                PageState::Absent => ".",
                PageState::Untouched => "o",
                PageState::Resident => "#",
                PageState::Swapped => "s",
            };
            let pages = span.bytes.div_ceil(pool.design.page_bytes);
            out.push_str(&letter.repeat(pages as usize));
        }
        out.push_str(&format!(" {}\n", space.life.id()));
    }
    out.push_str(&format!(
        "{} of {} frames free, {} of {} in swap\n",
        pool.frames_free, pool.design.frames, pool.swap_used, pool.design.swap_pages
    ));
    out
}

/// Eager commit holds frames for bytes that nobody touches, and the neighbour who would use them is refused.
#[test]
fn eager_starves_a_neighbour() {
    check(
        design(&[("frames", "6"), ("commit", "eager")]),
        "task 1: a = malloc 1000; task 2: b = malloc 500; task 2: c = malloc 500",
        expect![[r#"
            granted | malloc 1000: the list was empty, grew the heap by 1,024 bytes at 0x00410010
            refused-no-frame | malloc 500: the list was empty, there is no hole, it takes 3 frames and 2 can be had, the pointer is null
            refused-no-frame | malloc 500: the list was empty, there is no hole, it takes 3 frames and 2 can be had, the pointer is null
            1 0x00410000 #ooo.... alive
            2 0x00410000 ........ alive
            2 of 6 frames free, 0 of 0 in swap
        "#]],
    );
}

/// Lazy commit takes nothing at a grant, so both neighbours get what they ask for, until they use it.
#[test]
fn lazy_promises_too_much() {
    check(
        design(&[("frames", "6"), ("commit", "lazy")]),
        "task 1: a = malloc 1000; task 2: b = malloc 1000; task 1: touch a; task 2: touch b; task 2: c = malloc 1; task 1: free a",
        expect![[r#"
            granted | malloc 1000: the list was empty, grew the heap by 1,024 bytes at 0x00410010, took 1 frame by page fault
            granted | malloc 1000: the list was empty, grew the heap by 1,024 bytes at 0x00410010, took 1 frame by page fault
            touched | task 1: touch a: wrote 1,000 bytes at 0x00410010, took 3 frames by page fault
            task-killed | task 2: touch b: the page at 0x00410200 needs a frame and none is left, task 2 is killed, loses 1 block of 1,000 bytes and gives 2 frames back
            task-dead | malloc 1: task 2 was killed at step 4, nothing happens
            freed | task 1: free a: searched for it in 1 probe, freed 1,008 bytes at 0x00410010
            1 0x00410000 ####.... alive
            2 0x00410000 ........ killed
            2 of 6 frames free, 0 of 0 in swap
        "#]],
    );
}

/// Where there is swap, the page touched longest ago gives way, whosever it is, and comes back when it is touched.
#[test]
fn the_coldest_page_is_swapped() {
    check(
        design(&[("frames", "4"), ("swap-pages", "2"), ("commit", "lazy")]),
        "task 1: a = malloc 600; task 1: touch a; task 2: b = malloc 400; task 2: touch b; task 1: touch a 0..10; \
         task 2: free b; task 1: b = malloc 1000; task 1: touch b",
        expect![[r#"
            granted | malloc 600: the list was empty, grew the heap by 624 bytes at 0x00410010, took 1 frame by page fault
            touched | task 1: touch a: wrote 600 bytes at 0x00410010, took 2 frames by page fault
            granted | malloc 400: the list was empty, grew the heap by 416 bytes at 0x00410010, took 1 frame by page fault
            touched | task 2: touch b: wrote 400 bytes at 0x00410010, took 1 frame by page fault, put 1 cold page of task 1 into swap
            touched | task 1: touch a 0..10: wrote 10 bytes at 0x00410010, brought 1 page back from swap, put 1 cold page of task 1 into swap
            freed | task 2: free b: searched for it in 1 probe, freed 400 bytes at 0x00410010
            granted | malloc 1000: examined 1 block, grew the heap by 1,024 bytes at 0x00410280
            task-killed | task 1: touch b: put 1 cold page of task 2 into swap, the page at 0x00410400 needs a frame and none is left, swap is full, task 1 is killed, loses 2 blocks of 1,600 bytes and gives 3 frames back
            1 0x00410000 ........ killed
            2 0x00410000 #s...... alive
            3 of 4 frames free, 1 of 2 in swap
        "#]],
    );
}

/// Even a grant that takes its frames beforehand may put others' cold pages aside for them.
#[test]
fn an_eager_grant_swaps_too_and_takes_all_or_nothing() {
    check(
        design(&[("frames", "4"), ("swap-pages", "2")]),
        "task 1: a = malloc 700; task 2: b = malloc 400; task 2: c = malloc 900",
        expect![[r#"
            granted | malloc 700: the list was empty, grew the heap by 720 bytes at 0x00410010
            granted | malloc 400: the list was empty, grew the heap by 416 bytes at 0x00410010, put 1 cold page of task 1 into swap
            refused-no-frame | malloc 900: examined 1 block, there is no hole, it takes 4 frames and 1 can be had, the pointer is null
            1 0x00410000 soo..... alive
            2 0x00410000 #o...... alive
            0 of 4 frames free, 1 of 2 in swap
        "#]],
    );
}

/// What a heap gives back at its end, or inside holes, is there for others at once; where nothing is given back,
/// freeing helps nobody.
#[test]
fn freed_pages_return_as_the_design_has_it() {
    let script = "task 1: a = malloc 100; task 1: b = malloc 700; task 1: c = malloc 100; task 1: free b; \
                  task 2: d = malloc 400; task 1: free c; task 2: e = malloc 400";
    let settings = [
        ("frames", "7"),
        ("trim", "on"),
        ("coalescing", "on-free"),
        ("list-order", "address"),
    ];
    for (give_back, expected) in [
        (
            "never",
            expect![[r#"
                granted | malloc 100: the list was empty, grew the heap by 128 bytes at 0x00410010
                granted | malloc 700: examined 1 block, grew the heap by 720 bytes at 0x00410090
                granted | malloc 100: examined 2 blocks, grew the heap by 128 bytes at 0x00410360
                freed | task 1: free b: searched for it in 2 probes, freed 704 bytes at 0x00410090, found its neighbours in 1 probe
                granted | malloc 400: the list was empty, grew the heap by 416 bytes at 0x00410010
                freed | task 1: free c: searched for it in 3 probes, freed 112 bytes at 0x00410360, merged it with 1 free neighbour into 848 bytes, gave 848 bytes at the heap's end back, found its neighbours in 1 probe
                refused-no-frame | malloc 400: examined 1 block, there is no hole, it takes 2 frames and 1 can be had, the pointer is null
                1 0x00410000 #oo#.... alive
                2 0x00410000 #o...... alive
                1 of 7 frames free, 0 of 0 in swap
            "#]],
        ),
        (
            "on-trim",
            expect![[r#"
                granted | malloc 100: the list was empty, grew the heap by 128 bytes at 0x00410010
                granted | malloc 700: examined 1 block, grew the heap by 720 bytes at 0x00410090
                granted | malloc 100: examined 2 blocks, grew the heap by 128 bytes at 0x00410360
                freed | task 1: free b: searched for it in 2 probes, freed 704 bytes at 0x00410090, found its neighbours in 1 probe
                granted | malloc 400: the list was empty, grew the heap by 416 bytes at 0x00410010
                freed | task 1: free c: searched for it in 3 probes, freed 112 bytes at 0x00410360, merged it with 1 free neighbour into 848 bytes, gave 848 bytes at the heap's end back, found its neighbours in 1 probe, returned 3 pages
                granted | malloc 400: examined 1 block, grew the heap by 416 bytes at 0x004101b0
                1 0x00410000 #....... alive
                2 0x00410000 ##oo.... alive
                2 of 7 frames free, 0 of 0 in swap
            "#]],
        ),
        (
            "whole-pages",
            expect![[r#"
                granted | malloc 100: the list was empty, grew the heap by 128 bytes at 0x00410010
                granted | malloc 700: examined 1 block, grew the heap by 720 bytes at 0x00410090
                granted | malloc 100: examined 2 blocks, grew the heap by 128 bytes at 0x00410360
                freed | task 1: free b: searched for it in 2 probes, freed 704 bytes at 0x00410090, found its neighbours in 1 probe, returned 2 pages
                granted | malloc 400: the list was empty, grew the heap by 416 bytes at 0x00410010
                freed | task 1: free c: searched for it in 3 probes, freed 112 bytes at 0x00410360, merged it with 1 free neighbour into 848 bytes, gave 848 bytes at the heap's end back, found its neighbours in 1 probe, returned 1 page
                granted | malloc 400: examined 1 block, grew the heap by 416 bytes at 0x004101b0
                1 0x00410000 #....... alive
                2 0x00410000 ##oo.... alive
                2 of 7 frames free, 0 of 0 in swap
            "#]],
        ),
    ] {
        let mut design = design(&settings);
        set(&mut design, &[("give-back", give_back)]);
        check(design, script, expected);
    }
}

/// A hole that comes of a resize, or of a merge once a request fails, covers whole pages as well as one that comes of a free.
#[test]
fn whole_pages_return_wherever_a_hole_comes_from() {
    let design = design(&[
        ("give-back", "whole-pages"),
        ("list-order", "address"),
        ("coalescing", "on-allocation"),
        ("minimum", "16"),
    ]);
    check(
        design,
        "a = malloc 1200; a = realloc a 100; x = malloc 100",
        expect![[r#"
            granted | malloc 1200: the list was empty, grew the heap by 1,216 bytes at 0x00100010
            resized | realloc a 100: searched for it in 1 probe, split off 1,088 bytes, resized where it stands, 112 bytes for it
            granted | malloc 100: examined 2 blocks, took the hole at 0x00100090, split off 960 bytes
            0 0x00100000 ##..o... alive
            65533 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
    // Neither of the two holes covers the second page, and both together do.
    let mut merging = design;
    set(&mut merging, &[("coalescing", "on-failure")]);
    check(
        merging,
        "a = malloc 384; b = malloc 288; x = malloc 100; free a; free b; c = malloc 2000",
        expect![[r#"
            granted | malloc 384: the list was empty, grew the heap by 400 bytes at 0x00100010
            granted | malloc 288: examined 1 block, grew the heap by 304 bytes at 0x001001a0
            granted | malloc 100: examined 2 blocks, grew the heap by 128 bytes at 0x001002d0
            freed | free a: searched for it in 1 probe, freed 384 bytes at 0x00100010
            freed | free b: searched for it in 2 probes, freed 288 bytes at 0x001001a0
            refused-no-block | malloc 2000: examined 5 blocks, the largest hole has 688 bytes, the heap cannot grow far enough, the pointer is null
            0 0x00100000 #.#o.... alive
            65533 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// A refusal speaks of the holes in the heap that refused, not of a neighbour's.
#[test]
fn a_neighbours_hole_is_no_hole() {
    check(
        design(&[]),
        "task 1: a = malloc 1000; task 1: free a; task 2: b = malloc 3000",
        expect![[r#"
            granted | malloc 1000: the list was empty, grew the heap by 1,024 bytes at 0x00410010
            freed | task 1: free a: searched for it in 1 probe, freed 1,008 bytes at 0x00410010
            refused-no-block | malloc 3000: the list was empty, there is no hole, the heap cannot grow far enough, the pointer is null
            1 0x00410000 #ooo.... alive
            2 0x00410000 ........ alive
            65532 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// There is one memory: where a page ends is the machine's affair, whatever the design of a task says of pages.
#[test]
fn a_task_has_the_machines_pages() {
    let mut designs = Designs::from(design(&[("trim", "on")]));
    let mut own = designs.of(0);
    set(&mut own, &[("page-size", "64"), ("frames", "1")]);
    designs.put(1, own);
    check(
        designs,
        "task 1: a = malloc 600; task 1: free a; a = malloc 600; free a",
        expect![[r#"
            granted | malloc 600: the list was empty, grew the heap by 624 bytes at 0x00410010
            freed | task 1: free a: searched for it in 1 probe, freed 608 bytes at 0x00410010, gave 624 bytes at the heap's end back
            granted | malloc 600: the list was empty, grew the heap by 624 bytes at 0x00100010
            freed | free a: searched for it in 1 probe, freed 608 bytes at 0x00100010, gave 624 bytes at the heap's end back
            0 0x00100000 ........ alive
            1 0x00410000 ........ alive
            65536 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// All spaces of one design begin at one address, so a stray pointer may well hit a block: the mistake stops where
/// it is made, and the block lives on.
#[test]
fn a_pointer_means_nothing_in_another_space() {
    check(
        design(&[]),
        "task 1: a = malloc 100; task 2: free a; task 2: b = malloc 100; task 2: free a; task 2: touch a; \
         task 2: a = realloc a 10; task 1: free a; task 2: touch b; touch a",
        expect![[r#"
            granted | malloc 100: the list was empty, grew the heap by 128 bytes at 0x00410010
            unknown-address | task 2: free a: 0x00410010 is an address of task 1, and means nothing here
            granted | malloc 100: the list was empty, grew the heap by 128 bytes at 0x00410010
            unknown-address | task 2: free a: 0x00410010 is an address of task 1, and means nothing here, but b of step 3 lives there: a real program would take it for its own
            touch-out-of-bounds | task 2: touch a: 0x00410010 is an address of task 1, and means nothing here, but b of step 3 lives there: a real program would take it for its own, nothing was written
            unknown-address | realloc a 10: 0x00410010 is an address of task 1, and means nothing here, but b of step 3 lives there: a real program would take it for its own
            freed | task 1: free a: searched for it in 1 probe, freed 112 bytes at 0x00410010
            touched | task 2: touch b: wrote 100 bytes at 0x00410010
            touch-out-of-bounds | touch a: 0x00410010 is an address of task 1, and means nothing here, nothing was written
            0 0x00100000 ........ alive
            1 0x00410000 #....... alive
            2 0x00410000 #....... alive
            65534 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// A task may have a design of its own; the others follow the kernel's, but for where their heaps begin.
#[test]
fn a_task_may_have_a_design_of_its_own() {
    let mut designs = Designs::from(design(&[("minimum", "16")]));
    let mut own = designs.of(0);
    set(&mut own, &[("minimum", "256"), ("task-base", "0x800000")]);
    designs.put(2, own);
    check(
        designs,
        "a = malloc 1; task 1: b = malloc 1; task 2: c = malloc 1",
        expect![[r#"
            granted | malloc 1: the list was empty, grew the heap by 32 bytes at 0x00100010
            granted | malloc 1: the list was empty, grew the heap by 32 bytes at 0x00410010
            granted | malloc 1: the list was empty, grew the heap by 272 bytes at 0x00800010
            0 0x00100000 #....... alive
            1 0x00410000 #....... alive
            2 0x00800000 #o...... alive
            65532 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// Dirty memory given back must not show through: what is touched again reads as zero, in front of a check that
/// compares every byte of a calloc.
#[test]
fn what_was_given_back_reads_as_zero() {
    let design = design(&[
        ("frames", "8"),
        ("give-back", "whole-pages"),
        ("commit", "lazy"),
    ]);
    let mut replay = replayed(
        design.into(),
        "a = malloc 1200; touch a; b = malloc 10; free a",
    );
    let state = replay.seek(4).expect("the last step");
    let region = Classic::of(state.subject()).unwrap().region();
    assert!(region[256..1024].iter().all(|&byte| byte == 0));
    let absent = state
        .page_spans()
        .find(|span| span.state == PageState::Absent)
        .expect("pages of the hole");
    assert_eq!((absent.start, absent.bytes), (256, 768));
}

/// A killed task's blocks are gone and are no leaks; what it did so far stays in the figures.
#[test]
fn what_a_killed_task_held_is_no_leak() {
    let mut replay = replayed(
        design(&[("frames", "2"), ("commit", "lazy")]).into(),
        "task 1: a = malloc 1000; task 1: touch a; b = malloc 10",
    );
    let state = replay.seek(3).expect("the last step");
    assert_eq!(state.figures().live.blocks, 1);
    assert_eq!(state.figures().pages.counts.faults, 3);
    assert_eq!(state.pool().frames_free, 1);
    let killed = state.in_space(1).expect("task 1 is in the scenario");
    assert_eq!(killed.figures().live.blocks, 0);
    assert_eq!(killed.blocks().count(), 0);
    assert_eq!(killed.figures().peaks.requested_bytes, 1000);
    assert!(state.in_space(2).is_none());
}

/// The bar of where the bytes went stays whole; what is committed in vain is laid over it.
#[test]
fn what_is_committed_and_never_touched_is_laid_over_the_parts() {
    let mut replay = replayed(design(&[]).into(), "a = malloc 1000; touch a 0..100");
    let untouched = |state: &State<'_>| {
        let parts = state.untouched_parts();
        let sum: u32 = parts.iter().sum();
        let figure = atlas_replay::metric("untouched_bytes").expect("a metric");
        assert_eq!(f64::from(sum), figure.value(state.figures()));
        parts[atlas_replay::Category::Requested as usize]
    };
    // The header touches the first of four pages; of the last, 24 bytes lie beyond the block.
    assert_eq!(untouched(&replay.seek(1).expect("a step")), 1000 - 240);
    assert_eq!(untouched(&replay.seek(2).expect("a step")), 1000 - 240);
    assert_eq!(
        replay.seek(2).expect("a step").parts().iter().sum::<u32>(),
        2048
    );
}

/// What the chart of frames by owner shows must be what the spaces hold.
#[test]
fn frames_over_time_have_their_owners() {
    let mut replay = replayed(
        design(&[("commit", "lazy")]).into(),
        "task 1: a = malloc 1000; task 1: touch a; task 3: b = malloc 10; task 1: touch a",
    );
    let series = replay.timeline().series(100);
    let owners: Vec<_> = series
        .frames
        .iter()
        .map(|column| (column.task, column.high.clone()))
        .collect();
    assert_eq!(
        owners,
        [(1, vec![1.0, 4.0, 4.0, 4.0]), (3, vec![0.0, 0.0, 1.0, 1.0])]
    );
    for (at, step) in series.steps.iter().enumerate() {
        let state = replay.seek(*step).expect("a step");
        for (task, frames) in &owners {
            let space = state.spaces().find(|space| space.task == *task);
            let held = space.expect("its space").pages.counts.resident;
            assert_eq!(f64::from(held), frames[at]);
        }
    }
}

/// A queue believes a header that points to its own payload, and the program writes there what it likes. Whatever a
/// scenario does, that has an outcome and breaks no allocator: here a word of the block would be the address of the
/// word twelve bytes on, if the program wrote bytes that count on and on.
#[test]
fn what_a_program_writes_is_no_header() {
    let settings = [
        ("region-size", "64KiB"),
        ("region-base", "0x03020000"),
        ("free-queue", "daemon(1)"),
    ];
    let script =
        "repeat 360; mark \"time passes\"; end; a = malloc 1000; touch a; free a + 240; free a";
    let mut replay = replayed(design(&settings).into(), script);
    let outcomes = [363, 364].map(|step| {
        let state = replay.seek(step).expect("a step");
        state.outcome().expect("an outcome").kind.id()
    });
    assert_eq!(outcomes, ["unknown-address", "queued"]);
}

/// Nor is a word of a header ever taken for another's: the link from a hole of 8 bytes to the one behind it stands
/// where a header in front of that one's header would have its address.
#[test]
fn a_link_between_holes_is_no_header() {
    check(
        design(&[
            ("alignment", "8"),
            ("minimum", "1"),
            ("structure", "free-list"),
            ("coalescing", "never"),
            ("free-queue", "batched(1)"),
        ]),
        "a = malloc 1; b = malloc 1; c = malloc 1; free b; free a; free b - 16",
        expect![[r#"
            granted | malloc 1: the list was empty, grew the heap by 24 bytes at 0x00100010
            granted | malloc 1: the list was empty, grew the heap by 24 bytes at 0x00100028
            granted | malloc 1: the list was empty, grew the heap by 24 bytes at 0x00100040
            queued | free b: queued 8 bytes at 0x00100028, performed 1 queued free, in one pass over 2 blocks, searched for them in 1 probe
            queued | free a: queued 8 bytes at 0x00100010, performed 1 queued free, in one pass over 1 block, searched for them in 1 probe
            unknown-address | free b - 16: no block begins at 0x00100018
            0 0x00100000 #....... alive
            65535 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// A task ends with the touch that finds no frame: what the rest of its operation would have touched brings nothing
/// back from swap, and puts no neighbour's page there.
#[test]
fn a_dying_task_touches_no_other_page() {
    let settings = [
        ("page-size", "64"),
        ("commit", "lazy"),
        ("frames", "2"),
        ("swap-pages", "1"),
    ];
    let script = "task 1: a = malloc 200; task 1: touch a 112..113; task 1: touch a 0..1; k = malloc 16; \
                  task 1: touch a 0..1; task 1: touch a 48..; touch k 0..1";
    check(
        design(&settings),
        script,
        expect![[r#"
            granted | malloc 200: the list was empty, grew the heap by 224 bytes at 0x00410010, took 1 frame by page fault
            touched | task 1: touch a 112..113: wrote 1 byte at 0x00410080, took 1 frame by page fault
            touched | task 1: touch a 0..1: wrote 1 byte at 0x00410010
            granted | malloc 16: the list was empty, grew the heap by 80 bytes at 0x00100010, took 1 frame by page fault, put 1 cold page of task 1 into swap
            touched | task 1: touch a 0..1: wrote 1 byte at 0x00410010
            task-killed | task 1: touch a 48..: the page at 0x00410040 needs a frame and none is left, swap is full, task 1 is killed, loses 1 block of 200 bytes and gives 1 frame back
            touched | touch k 0..1: wrote 1 byte at 0x00100010
            0 0x00100000 #............................... alive
            1 0x00410000 ................................ killed
            1 of 2 frames free, 0 of 1 in swap
        "#]],
    );
    let mut replay = replayed(design(&settings).into(), script);
    let counts = replay.seek(7).expect("a step").figures().pages.counts;
    assert_eq!(
        (counts.swap_ins, counts.swap_outs, counts.faults),
        (0, 1, 3)
    );
}

/// The page in which a heap ended goes back with its end, once no entry of an index stands in it any more.
#[test]
fn an_empty_index_keeps_no_frame() {
    let settings = [
        ("region-size", "1500"),
        ("page-size", "128"),
        ("lookup", "index"),
        ("trim", "on"),
    ];
    check(
        design(&settings),
        "a = malloc 1400; free a",
        expect![[r#"
            granted | malloc 1400: the list was empty, grew the heap by 1,424 bytes at 0x00100010
            freed | free a: searched for it in 1 probe, freed 1,408 bytes at 0x00100010, gave 1,424 bytes at the heap's end back
            0 0x00100000 ............ alive
            65536 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}

/// Of a remainder, an eager grant takes the header's page, and not those of the padding that aligns its payload.
#[test]
fn an_eager_grant_leaves_the_padding_of_its_remainder() {
    let settings = [
        ("page-size", "128"),
        ("alignment", "256"),
        ("give-back", "whole-pages"),
    ];
    check(
        design(&settings),
        "a = malloc 600; free a; b = malloc 64",
        expect![[r#"
            granted | malloc 600: the list was empty, grew the heap by 1,024 bytes at 0x00100100
            freed | free a: searched for it in 1 probe, freed 768 bytes at 0x00100100
            granted | malloc 64: examined 1 block, took the hole at 0x00100100, split off 512 bytes
            0 0x00100000 o#oo.#.......... alive
            65531 of 65536 frames free, 0 of 0 in swap
        "#]],
    );
}
