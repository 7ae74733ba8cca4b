//! Regions as small as those of exercises and of pools in small devices, and as large as a quarter of all addresses.

use atlas_replay::{Options, OutcomeKind, Replay, WholeDesign, design};
use atlas_scenario::Scenario;

fn opened(settings: &str, script: &str) -> Replay {
    replayed(settings, script, true)
}

fn replayed(settings: &str, script: &str, check: bool) -> Replay {
    let mut whole = WholeDesign::default();
    for setting in settings.split_whitespace() {
        let (axis, value) = setting.split_once('=').expect("axis=value");
        design::set(&mut whole, axis, value).unwrap_or_else(|error| panic!("{setting}: {error}"));
    }
    let scenario = Scenario::from_script(script).expect("a script");
    let mut replay = Replay::new(whole, scenario, Options { check }).expect("a design");
    replay.finish().expect("no violation");
    replay
}

fn outcomes(replay: &Replay) -> Vec<OutcomeKind> {
    let timeline = replay.timeline();
    (1..=timeline.total())
        .map(|step| timeline.outcome(step))
        .collect()
}

/// The simulator of *Operating Systems: Three Easy Pieces* at its defaults: 100 bytes from address 1000, no headers, best fit over a
/// list in order of address, no merging. (`malloc.py -n 10 -H 0 -p BEST -s 0`, run.) A hole has two words here, so all lengths are eight times as large. How many
/// holes a search examines differs: here one that fits exactly ends it.
#[test]
fn the_free_space_simulator_at_its_defaults() {
    const SCALE: u32 = 8;
    let script = "a = malloc 24\nfree a\nb = malloc 40\nfree b\nc = malloc 64\nfree c\nd = malloc 64\nfree d\ne = malloc 16\nf = malloc 56";
    let settings = "family=tags header=0 footers=none bin-order=address alignment=8 minimum=8 region-base=8000 region-size=800 \
                    placement=best-fit coalescing=never end=whole";
    let mut replay = opened(settings, script);
    let timeline = replay.timeline();
    let granted = [1, 3, 5, 7, 9, 10];
    let addresses = granted.map(|step| timeline.address(step) / SCALE);
    assert_eq!(addresses, [1000, 1003, 1008, 1008, 1000, 1008]);
    let state = replay.seek(10).expect("the last step");
    let blocks = state.subject().blocks().filter(|block| block.free);
    let holes = blocks.map(|hole| (1000 + hole.extent.start / SCALE, hole.extent.bytes / SCALE));
    assert_eq!(
        holes.collect::<Vec<_>>(),
        [(1002, 1), (1003, 5), (1015, 1), (1016, 84)]
    );
}

/// How small a pool may be to serve one request of eight bytes: the block and no byte more. (Zephyr, issues 33009, 33168, 98754.)
#[test]
fn a_pool_for_one_request() {
    let least = [
        ("alignment=8 minimum=8", 24),
        (
            "family=tags alignment=8 minimum=8 header=8 footers=none bin-order=address end=whole",
            24,
        ),
        ("family=buddy smallest-block=32", 32),
    ];
    for (settings, region_bytes) in least {
        let one = opened(
            &format!("{settings} region-size={region_bytes}"),
            "a = malloc 8\nb = malloc 8",
        );
        let [first, second] = outcomes(&one)[..] else {
            panic!("two operations");
        };
        assert_eq!(first, OutcomeKind::Granted, "{settings}");
        assert_eq!(second, OutcomeKind::RefusedNoBlock, "{settings}");
    }
}

/// The largest region there is serves a request for almost all of it, where there are frames.
#[test]
fn a_quarter_of_all_addresses() {
    let families = ["maximum=1GiB", "family=tags end=whole", "family=buddy"];
    for settings in families {
        let script = "a = malloc 512\nb = malloc 400MiB\ntouch b 0..8\nfree b\nc = malloc 400MiB";
        let settings = format!("{settings} region-size=1GiB frames=262144 commit=lazy");
        // Without checks, which would fill each payload.
        let replay = replayed(&settings, script, false);
        use OutcomeKind::{Freed, Granted, Touched};
        assert_eq!(
            outcomes(&replay),
            [Granted, Granted, Touched, Freed, Granted],
            "{settings}"
        );
    }
}
