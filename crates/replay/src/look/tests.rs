use atlas_scenario::Scenario;
use expect_test::{Expect, expect};

use super::*;
use crate::design::{WholeDesign, set};
use crate::metrics::METRICS;
use crate::replay::Options;

const SCRIPT: &str = "a = malloc 100\nb = malloc 20\nfree a\nc = malloc 16";

fn begun(settings: &[(&str, &str)], script: &str) -> Replay {
    let mut design = WholeDesign::default();
    for (axis, value) in settings {
        set(&mut design, axis, value).expect("a setting");
    }
    let scenario = Scenario::from_script(script).expect("a script");
    Replay::new(design, scenario, Options::default()).expect("a replay")
}

fn replayed(script: &str) -> Replay {
    let mut replay = begun(&[("region-size", "4096")], script);
    replay.finish().expect("no violation");
    replay
}

fn frame(replay: &mut Replay, step: u32, space: Option<u32>) -> Frame {
    let wish = Wish {
        frame: true,
        ..Wish::default()
    };
    let look = replay.look(step, space, &wish).expect("a step");
    look.frame.expect("a frame")
}

/// A wish for all there is.
fn everything() -> Wish {
    Wish {
        frame: true,
        blocks: Some(BlocksWish {
            from: 0,
            bytes: 4096,
            count: 100,
        }),
        blocks_at: vec![0, 130, 4000, 5000],
        list: Some(ListWish {
            chain: Some("blocks".to_owned()),
            from: 0,
            count: 100,
        }),
        place: Some(PlaceWish {
            chain: Some("blocks".to_owned()),
            offset: 130,
        }),
        bytes: Some(BytesWish {
            offset: 0,
            count: 4096,
        }),
    }
}

/// Protects: what a person reads of a step, and that the parts add up to the region.
#[test]
fn a_frame_describes_a_step() {
    let mut replay = replayed(SCRIPT);
    let last = frame(&mut replay, 4, None);
    let operation = last.operation.expect("an operation");
    let outcome = last.outcome.expect("an outcome");
    expect![
        "c = malloc 16 | malloc | granted | malloc 16: examined 1 block, took the hole at 0x00100010"
    ]
    .assert_eq(&format!(
        "{} | {} | {} | {}",
        operation.text, operation.verb, outcome.id, outcome.sentence
    ));
    let parts: u32 = last.parts.iter().map(|part| part.bytes).sum();
    assert_eq!(parts, last.region.bytes);
    for metric in METRICS {
        assert!(last.metrics.get(metric.id).is_some(), "{}", metric.id);
    }
    let before = frame(&mut replay, 0, None);
    assert!(before.operation.is_none() && before.candidates.is_empty());
    assert_eq!(before.next.map(|next| next.asks), Some(true));
}

/// Protects: a step answers alike however one came to it, and between slices of a running replay too.
#[test]
fn a_step_answers_alike_from_both_sides() {
    let mut running = begun(&[("region-size", "4096")], SCRIPT);
    let look = |replay: &mut Replay, step| {
        replay
            .look(step, None, &everything())
            .expect("a replayed step")
    };
    let mut forwards = vec![look(&mut running, 0)];
    for step in 1..=4 {
        assert_eq!(running.advance(1).expect("no violation").replayed, step);
        forwards.push(look(&mut running, step));
    }
    let mut done = replayed(SCRIPT);
    for step in (0..=4).rev() {
        assert_eq!(look(&mut done, step), forwards[step as usize], "{step}");
    }
}

/// Protects: places outside the region hold nothing, and steps and spaces that don't exist are refused.
#[test]
fn what_does_not_exist_is_none_or_refused() {
    let mut replay = replayed(SCRIPT);
    let beyond = Wish {
        blocks: Some(BlocksWish {
            from: 5000,
            bytes: 100,
            count: 10,
        }),
        blocks_at: vec![0, 4000, u32::MAX],
        place: Some(PlaceWish {
            chain: Some("blocks".to_owned()),
            offset: 5000,
        }),
        bytes: Some(BytesWish {
            offset: 5000,
            count: 16,
        }),
        ..Wish::default()
    };
    let look = replay.look(4, None, &beyond).expect("a step");
    assert_eq!(look.blocks, Some(vec![]));
    let found: Vec<bool> = look.blocks_at.iter().map(Option::is_some).collect();
    assert_eq!(found, [true, false, false]);
    assert_eq!(look.place, None);
    assert_eq!(look.bytes.map(|bytes| bytes.bytes.len()), Some(0));
    assert!(look.frame.is_none() && look.list.is_none());

    let refused = |replay: &mut Replay, step, space| replay.look(step, space, &beyond).err();
    assert!(matches!(
        refused(&mut replay, 5, None),
        Some(LookError::Step(_))
    ));
    let task = 3;
    assert_eq!(
        refused(&mut replay, 4, Some(task)),
        Some(LookError::NoSpace { task })
    );
    assert_eq!(
        refused(&mut replay, 4, Some(1000)),
        Some(LookError::NoSpace { task: 1000 })
    );
}

/// Protects: every raw byte has one label, and headers are taken apart into their words.
#[test]
fn raw_bytes_are_labelled() {
    let mut replay = replayed(SCRIPT);
    let wish = Wish {
        bytes: Some(BytesWish {
            offset: 4,
            count: 200,
        }),
        ..Wish::default()
    };
    let look = replay.look(2, None, &wish).expect("a step");
    let view = look.bytes.expect("bytes");
    let mut text = String::new();
    let mut end = view.offset;
    for span in &view.spans {
        assert_eq!(span.offset, end);
        end += span.bytes;
        let field = span.field.as_ref();
        let field = field.map_or_else(String::new, |field| {
            let flags = field.flags.iter().map(|flag| format!(", {}", flag.says));
            let flags = flags.collect::<String>();
            format!(" {}: {}{flags}", field.name, field.value)
        });
        text.push_str(&format!(
            "{} {} {}{field}\n",
            span.offset, span.bytes, span.label
        ));
    }
    assert_eq!(end as usize, view.offset as usize + view.bytes.len());
    expect![[r#"
        4 4 header addr: 0x00100010, allocated, not padded in front, not queued
        8 4 header next: 0x00100080
        12 4 header –: 0
        16 100 requested
        116 12 padding-alignment
        128 4 header size: 64 bytes
        132 4 header addr: 0x00100090, allocated, not padded in front, not queued
        136 4 header next: none: the end
        140 4 header –: 0
        144 20 requested
        164 40 padding-minimum
    "#]]
    .assert_eq(&text);
}

/// Protects: a size is told to the byte, since a label in the bytes has no hover.
#[test]
fn the_size_in_a_header_is_told_to_the_byte() {
    let mut replay = begun(&[("region-size", "32KiB")], "a = malloc 20000");
    replay.finish().expect("no violation");
    let wish = Wish {
        bytes: Some(BytesWish {
            offset: 0,
            count: 4,
        }),
        ..Wish::default()
    };
    let view = replay.look(1, None, &wish).expect("a step").bytes;
    let field = view.and_then(|view| view.spans[0].field.clone());
    assert_eq!(field.expect("a field").value, "20,000 bytes (19.5 KiB)");
}

/// Protects: the list's blocks follow the list, and a block's place is found there.
#[test]
fn blocks_stand_in_the_order_of_the_list() {
    let mut replay = replayed(SCRIPT);
    let wish = Wish {
        list: Some(ListWish {
            chain: Some("blocks".to_owned()),
            from: 1,
            count: 10,
        }),
        place: Some(PlaceWish {
            chain: Some("blocks".to_owned()),
            offset: 130,
        }),
        ..Wish::default()
    };
    let look = replay.look(2, None, &wish).expect("a step");
    let entries = look.list.expect("a list");
    assert_eq!(entries.len(), 1);
    let [entry] = &entries[..] else {
        panic!("one entry")
    };
    assert_eq!(entry.index, 1);
    assert_eq!(entry.roots, ["LAST", "TAIL"]);
    assert_eq!(look.place, Some(1));
}

/// Protects a list that is looked at from another design's: a chain that a heap hasn't is empty, whatever number it has there,
/// and a name means one chain alone.
#[test]
fn a_chain_goes_by_its_name() {
    let wish = |chain: Option<&str>| Wish {
        frame: true,
        list: Some(ListWish {
            chain: chain.map(str::to_owned),
            from: 0,
            count: 10,
        }),
        ..Wish::default()
    };
    let mut replay = replayed(SCRIPT);
    let lengths = [None, Some("blocks"), Some("free-list"), Some("bin-16-31")].map(|chain| {
        let look = replay.look(2, None, &wish(chain)).expect("a step");
        look.list.expect("a list").len()
    });
    assert_eq!(lengths, [2, 2, 0, 0]);
    for preset in crate::presets::PRESETS {
        let mut replay = begun(preset.settings, SCRIPT);
        replay.finish().expect("no violation");
        let frame = replay.look(4, None, &wish(None)).expect("a step").frame;
        let chains = frame.expect("a frame").chains;
        let mut names: Vec<_> = chains.iter().map(|chain| &chain.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), chains.len(), "{}", preset.id);
    }
}

/// Protects: a space is looked at alone, and metrics of all spaces stay those of all.
#[test]
fn metrics_are_of_all_spaces_and_of_the_one_looked_at() {
    let mut replay = replayed("a = malloc 100\ntask 1: b = malloc 20");
    let seen = frame(&mut replay, 2, Some(0));
    let own = seen.space_metrics.expect("metrics of the space");
    assert_eq!(seen.metrics.get("requested_bytes"), Some(120.0));
    assert_eq!(own.get("requested_bytes"), Some(100.0));
    assert_eq!(own.get("probes"), None);
    assert_eq!((seen.task, seen.space), (1, 0));
    assert!(
        seen.candidates.is_empty() && seen.changes.is_empty(),
        "they are task 1's"
    );
    let alone = frame(&mut replayed("a = malloc 100"), 1, None);
    assert!(alone.space_metrics.is_none());
}

/// Protects: a task that is killed says so and when, and its frames are the pool's again.
#[test]
fn a_killed_task_says_so() {
    let settings = [
        ("region-size", "4096"),
        ("page-size", "256"),
        ("frames", "4"),
        ("commit", "lazy"),
    ];
    let script = "task 1: a = malloc 600\ntask 1: touch a\ntask 2: b = malloc 600\ntask 2: touch b";
    let mut replay = begun(&settings, script);
    replay.finish().expect("no violation");
    let seen = frame(&mut replay, 4, None);
    let killed = &seen.spaces[2];
    assert_eq!(
        (killed.life, killed.killed_step),
        (SpaceLife::Killed, Some(4))
    );
    assert_eq!((killed.committed_pages, killed.heap_bytes), (0, 0));
    let held: u32 = seen.spaces.iter().map(|space| space.resident_pages).sum();
    assert_eq!(held + seen.pool.frames_free, seen.pool.frames);
    assert!(!seen.pool.plentiful);
}

/// The candidates and the changes of a script's last step as JSON, one a line.
fn why(script: &str, expected: Expect) {
    let mut replay = begun(&[], script);
    replay.finish().expect("no violation");
    let last = replay.progress().total;
    let seen = frame(&mut replay, last, None);
    // In the order of the fields, whatever order a JSON value would keep.
    let candidates = seen.candidates.iter().map(serde_json::to_string);
    let changes = seen.changes.iter().map(serde_json::to_string);
    let lines: String = candidates
        .chain(changes)
        .map(|line| line.expect("JSON") + "\n")
        .collect();
    expected.assert_eq(&lines);
}

/// Protects: "why here?" is data, to the last term: a search that merges names every block it examined and changed.
#[test]
fn a_search_is_told_block_by_block() {
    why(
        "a = malloc 64\nb = malloc 64\nc = malloc 64\nd = malloc 64\nfree b\nfree c\ne = malloc 80",
        expect![[r#"
            {"start":0,"bytes":80,"address":1048592,"payloadBytes":64,"purpose":"placement","verdict":"allocated","score":null,"won":false}
            {"start":80,"bytes":80,"address":1048672,"payloadBytes":144,"purpose":"placement","verdict":"taken","score":null,"won":true}
            {"start":160,"bytes":80,"address":1048752,"payloadBytes":144,"purpose":"run","verdict":"joins","score":null,"won":false}
            {"kind":"merged","start":160,"bytes":80,"address":1048752,"payloadBytes":null,"to":1048672}
            {"kind":"placed","start":80,"bytes":160,"address":1048672,"payloadBytes":144,"to":null}
        "#]],
    );
}

/// Protects: a payload that moves shows where it came from and where it went.
#[test]
fn a_move_is_told() {
    why(
        "a = malloc 64\nb = malloc 64\na = realloc a 200",
        expect![[r#"
            {"start":0,"bytes":80,"address":1048592,"payloadBytes":64,"purpose":"lookup","verdict":"found","score":null,"won":true}
            {"start":80,"bytes":80,"address":1048672,"payloadBytes":64,"purpose":"run","verdict":"allocated","score":null,"won":false}
            {"start":0,"bytes":80,"address":1048592,"payloadBytes":64,"purpose":"placement","verdict":"allocated","score":null,"won":false}
            {"start":80,"bytes":80,"address":1048672,"payloadBytes":64,"purpose":"placement","verdict":"allocated","score":null,"won":false}
            {"start":0,"bytes":80,"address":1048592,"payloadBytes":64,"purpose":"lookup","verdict":"found","score":null,"won":true}
            {"kind":"extended","start":160,"bytes":224,"address":1048736,"payloadBytes":null,"to":null}
            {"kind":"placed","start":160,"bytes":224,"address":1048752,"payloadBytes":208,"to":null}
            {"kind":"moved","start":16,"bytes":64,"address":1048592,"payloadBytes":null,"to":1048752}
            {"kind":"freed","start":0,"bytes":80,"address":1048592,"payloadBytes":null,"to":null}
        "#]],
    );
}

/// Protects: a frame stays small however long the search was, and never loses what changed or the block that won.
#[test]
fn candidates_are_capped_and_changes_are_not() {
    let script = "repeat 6000 as i\n  x[i] = malloc 16\nend\ny = malloc 16\nfree x[5500]";
    let mut replay = begun(&[], script);
    replay.finish().expect("no violation");
    let grown = frame(&mut replay, 6001, None);
    assert_eq!((grown.probes_total, grown.candidates.len()), (6000, 4096));
    assert_eq!(grown.changes.len(), 2);
    let freed = frame(&mut replay, 6002, None);
    let winner = freed.candidates.last().expect("a candidate");
    assert!(winner.won && freed.candidates.len() == 4097);
}
