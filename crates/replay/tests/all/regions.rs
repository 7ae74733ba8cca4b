//! Heaps of several regions: what lies between them is not the heap's, and no block reaches across.

use atlas_replay::{
    Category, NotBegun, Options, OutcomeKind, Replay, ReplayError, WholeDesign, design,
};
use atlas_scenario::Scenario;
use proptest::prelude::*;

fn designed(settings: &str) -> WholeDesign {
    let mut whole = WholeDesign::default();
    for setting in settings.split_whitespace() {
        let (axis, value) = setting.split_once('=').expect("axis=value");
        design::set(&mut whole, axis, value).unwrap_or_else(|error| panic!("{setting}: {error}"));
    }
    whole
}

fn opened(settings: &str, script: &str) -> Result<Replay, ReplayError> {
    let scenario = Scenario::from_script(script).expect("a script");
    let mut replay = Replay::new(designed(settings), scenario, Options { check: true })?;
    replay.finish().expect("no violation");
    Ok(replay)
}

fn outcomes(replay: &Replay) -> Vec<OutcomeKind> {
    let timeline = replay.timeline();
    (1..=timeline.total())
        .map(|step| timeline.outcome(step))
        .collect()
}

/// Designs that can have several regions: with and without headers, footers and tables, and Classic's.
const ABLE: &[&str] = &[
    "end=whole",
    "end=whole structure=free-list coalescing=on-free free-order=address",
    "end=whole list-order=address coalescing=on-free alignment=64",
    "family=tags end=whole header=0 footers=none bin-order=address alignment=4",
    "family=tags end=whole header=0 footers=none bin-order=address alignment=1 coalescing=on-failure",
    "family=tags end=whole header=8 footers=none bin-order=address sentinels=end split=at-least(24)",
    "family=tags end=whole",
    "family=tags end=whole footers=all sentinels=both",
    "family=tags end=whole header=8 footers=in-header bins=two-level bins-exact=16 bins-per-doubling=1 alignment=16",
    "family=tags end=whole bins=best-fit-tree placement=best-fit quick=4",
    "family=tags end=whole coalescing=on-failure header=16 granted-end=back",
    "family=tags end=whole header=8 footers=none bin-order=address alignment=4 sentinels=end coalescing=on-allocation keep-runs=on",
    "family=tags end=whole header=8 footers=none bin-order=address reuse=off coalescing=never",
    "family=tags end=whole footers=all merge-in-place=on",
];

/// Pieces of 95,024 and others, a request of 35,204 refused with 59,204 bytes free: the commonest report of a heap of several
/// regions. (esp-idf, issues 3529 and 4571.) In one region of as many bytes, it is granted.
#[test]
fn enough_memory_and_a_request_that_fails() {
    let script = "a = malloc 60000\nb = malloc 35204";
    use OutcomeKind::{Granted, RefusedNoBlock};
    for able in ABLE.iter().filter(|able| !able.contains("two-level")) {
        let pieces = opened(
            &format!("{able} maximum=65536 regions=240+7288+16648+4+95024"),
            script,
        );
        assert_eq!(
            outcomes(&pieces.expect(able)),
            [Granted, RefusedNoBlock],
            "{able}"
        );
        let one = opened(&format!("{able} maximum=65536 region-size=119204"), script);
        assert_eq!(outcomes(&one.expect(able)), [Granted, Granted], "{able}");
    }
    let book =
        "family=tags end=whole header=0 footers=none bin-order=address alignment=4 page-size=4096";
    let settings = format!("{book} regions=240+7288+16648+4+95024");
    let mut replay = opened(&settings, script).expect("a heap");
    // A page and what is left of the one before lie between two regions.
    let last = 4096 * (2 + 3 + 6 + 2);
    let base = replay.seek(0).expect("a step").subject().region_base();
    assert_eq!(replay.timeline().address(1) - base, last);
    let state = replay.seek(2).expect("a step");
    let holes = state.subject().blocks().filter(|block| block.free);
    let holes: Vec<_> = holes.map(|hole| hole.payload.bytes).collect();
    assert_eq!(holes, [240, 7288, 16648, 35024]);
    // Gaps are part of no figure but their own.
    let parts = state.parts();
    let gap = last - 240 - 7288 - 16648 - 4;
    assert_eq!(parts[Category::Gap as usize], gap);
    assert_eq!(state.figures().heap_bytes, 240 + 7288 + 16648 + 4 + 60000);
    assert_eq!(state.figures().space.held_bytes, 60000);
}

/// Protects who reads a refusal: each says what is in the way.
#[test]
fn what_can_not_have_several_regions_is_said() {
    let said = |settings: &str, script: &str| match opened(settings, script) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{settings}: the heap has several regions"),
    };
    let two = "regions=4096+4096";
    let grows = said(two, "a = malloc 8");
    assert!(grows.contains("would run into a gap"), "{grows}");
    let buddy = said(&format!("family=buddy {two}"), "a = malloc 8");
    assert!(buddy.contains("across a gap"), "{buddy}");
    let short = said("end=whole regions=8+4096", "a = malloc 8");
    assert!(short.contains("too short"), "{short}");
    let long = said("end=whole regions=1GiB+4096", "a = malloc 8");
    assert!(long.contains("take more than"), "{long}");
    let given = said(&format!("end=whole {two}"), "given 64 free");
    assert!(
        given.contains(&NotBegun::SeveralRegions.to_string()),
        "{given}"
    );
}

/// Protects a heap from a program that frees the address of a gap's own block.
#[test]
fn nobody_frees_a_gap() {
    for able in ABLE {
        let settings = format!("{able} regions=4096+4096");
        let mut empty = opened(&settings, "idle 1").expect(able);
        let state = empty.seek(0).expect("a step");
        let fence = state
            .subject()
            .blocks()
            .find(|block| !block.free)
            .expect("a fence");
        let fence = state.subject().region_base() + fence.payload.start;
        let script = format!("a = malloc 8\nfree {fence}\nb = realloc {fence} 32\nc = malloc 6000");
        let replay = opened(&settings, &script).expect(able);
        use OutcomeKind::{Granted, RefusedNoBlock, UnknownAddress};
        assert_eq!(
            outcomes(&replay),
            [Granted, UnknownAddress, UnknownAddress, RefusedNoBlock],
            "{able}"
        );
    }
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => (0_u32..12, 0_u32..700).prop_map(|(n, bytes)| format!("x{n} = malloc {bytes}")),
        1 => (0_u32..12, 0_u32..3).prop_map(|(n, log)| format!("x{n} = malloc 100 align {}", 64 << log)),
        2 => (0_u32..12, 0_u32..900).prop_map(|(n, bytes)| format!("x{n} = realloc x{n} {bytes}")),
        4 => (0_u32..12).prop_map(|n| format!("free x{n}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    /// Protects the memory of gaps: whatever a program does, on any design that has several regions, nothing is granted there and
    /// nothing is written there.
    #[test]
    fn gaps_stay_as_they_are(
        lengths in proptest::collection::vec(1_u32..1500, 1..5),
        lines in proptest::collection::vec(line(), 1..60),
    ) {
        let lengths: String = lengths.iter().map(|bytes| format!("+{bytes}")).collect();
        let pointers: String = (0..12).map(|n| format!("pointer x{n}\n")).collect();
        let script = pointers + &lines.join("\n");
        let mut begun = 0;
        for able in ABLE {
            let settings = format!("{able} minimum=8 page-size=64 regions=700{lengths}");
            if designed(&settings).check().is_err() {
                continue;
            }
            let mut replay = opened(&settings, &script).expect(able);
            let total = replay.timeline().total();
            let state = replay.seek(total).expect("the last step");
            let gaps = state.subject().gaps();
            prop_assert!(!gaps.is_empty());
            let base = state.subject().region_base();
            for gap in gaps {
                let bytes = state.subject().memory(base + gap.start, gap.bytes);
                prop_assert!(bytes.iter().all(|&byte| byte == 0), "{settings}");
                for live in state.shadow().iter() {
                    let (start, end) = (live.address - base, live.address - base + live.payload_bytes);
                    prop_assert!(end <= gap.start || gap.end() <= start, "{able} {settings}");
                }
            }
            // Every byte is in one part: the sum is asserted there.
            let parts = state.parts();
            let bytes: u32 = gaps.iter().map(|gap| gap.bytes).sum();
            prop_assert_eq!(parts[Category::Gap as usize], bytes);
            begun += 1;
        }
        prop_assert!(begun > 3, "{begun} designs");
    }
}
