//! What holds at the boundary, wherever the module runs: values, errors, a session's life, and hashes.

use atlas_wasm::boundary::{
    Session, catalog, check_design, check_script, decode_link, encode_file, encode_link, read_file,
    read_trace,
};
use atlas_wasm::wire::ErrorReport;
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// The hashes of native replays: a scenario, designs and the hash a line; and the scenarios that are files.
const HASHES: &str = include_str!("../../../replay/tests/hashes.txt");
const CROWD: &str = include_str!("../../../replay/tests/crowd.txt");
const SQLITE: &[u8] = include_bytes!("../../../../traces/sqlite.heaptrace");
const GIT_LOG: &[u8] = include_bytes!("../../../../traces/git-log.heaptrace");

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

fn number(value: &JsValue, key: &str) -> f64 {
    get(value, key)
        .as_f64()
        .unwrap_or_else(|| panic!("{key} is no number: {value:?}"))
}

fn text(value: &JsValue, key: &str) -> String {
    get(value, key)
        .as_string()
        .unwrap_or_else(|| panic!("{key} is no text: {value:?}"))
}

fn length(value: &JsValue) -> u32 {
    value.unchecked_ref::<Array>().length()
}

/// A record as lines, `key=value`.
fn lines(record: &JsValue) -> String {
    let pairs = Object::entries(record.unchecked_ref()).to_vec();
    let line = |pair: JsValue| {
        let [key, value] = [0, 1].map(|at| pair.unchecked_ref::<Array>().get(at).as_string());
        format!("{}={}\n", key.unwrap(), value.unwrap())
    };
    pairs.into_iter().map(line).collect()
}

/// Replays a script on a heap of 4 KiB to its end.
fn replayed(script: &str) -> Session {
    let mut session = Session::open_script("region-size=4096", script).unwrap();
    while !get(&session.advance(1).unwrap(), "done").is_truthy() {}
    session
}

/// What JavaScript catches.
fn caught<T>(result: Result<T, ErrorReport>) -> js_sys::Error {
    let Err(report) = result else {
        panic!("this should have failed");
    };
    JsValue::from(report).dyn_into().unwrap()
}

/// A session on a scenario of the list of hashes.
fn listed(design: &str, scenario: &str) -> Session {
    match scenario {
        "crowd.txt" => Session::open_script(design, CROWD),
        "sqlite.heaptrace" => Session::open_trace(design, SQLITE, scenario),
        "git-log.heaptrace" => Session::open_trace(design, GIT_LOG, scenario),
        generator => Session::open_script(design, &format!("generate {generator} seed 7")),
    }
    .unwrap()
}

/// Protects: the same scenario on the same designs has the same timeline, to the byte, in wasm as natively.
#[wasm_bindgen_test]
fn hashes_are_those_of_native_replays() {
    for line in HASHES.lines() {
        let [scenario, settings, hash] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("a line has three words: {line}");
        };
        let settings = settings.split(',').filter(|setting| setting.contains('='));
        let design = settings.collect::<Vec<_>>().join("\n");
        let mut session = listed(&design, scenario);
        while !get(&session.advance(1_000_000).unwrap(), "done").is_truthy() {}
        assert_eq!(text(&session.progress().unwrap(), "hash"), hash, "{line}");
    }
}

/// Protects: maps arrive as plain objects and what is missing as null, as `wire.ts` has it.
#[wasm_bindgen_test]
fn the_catalogue_is_plain_data() {
    let catalog = catalog().unwrap();
    assert_eq!(text(&get(&catalog, "classic"), "placement"), "first-fit");
    let axes: Vec<JsValue> = get(&catalog, "axes").unchecked_into::<Array>().to_vec();
    let switch = axes.iter().find(|axis| text(axis, "id") == "trim").unwrap();
    assert!(get(switch, "minimum").is_null());
    // What JSON can't say would be lost on the way through a worker's messages, too.
    let through = JSON::parse(&String::from(JSON::stringify(&catalog).unwrap())).unwrap();
    assert_eq!(length(&get(&through, "axes")), axes.len() as u32);
    // What is offered can be taken.
    for preset in get(&catalog, "presets").unchecked_into::<Array>() {
        Session::open_script(&lines(&get(&preset, "design")), "a = malloc 1").unwrap();
    }
}

/// Protects: designs and scripts are checked as natively, columns in JavaScript's units.
#[wasm_bindgen_test]
fn input_is_checked() {
    let report = check_design(json(r#"{"alignment": "17"}"#)).unwrap();
    assert_eq!(length(&get(&report, "problems")), 1);
    let report = check_script("mark \"𝄞\" oops").unwrap();
    let problem = get(&report, "problems").unchecked_into::<Array>().get(0);
    assert_eq!(number(&problem, "column"), 11.0);
    let info = read_trace(b"1 2\na 0 64\nf 0\n", "short.rep").unwrap();
    assert_eq!(
        (text(&info, "format"), number(&info, "operations")),
        ("rep".to_owned(), 2.0)
    );
}

/// Protects: a link is plain data but for a recording's bytes, which cross as bytes; and what was read is written
/// as it was.
#[wasm_bindgen_test]
fn links_cross() {
    let text_of_link = "#v1&trace=jq&design=2:trim=on,minimum=32&design=&step=7&loop=3-9&speed=0.5";
    let decoded = decode_link(text_of_link).unwrap();
    assert_eq!(length(&get(&decoded, "notices")), 0);
    let link = get(&decoded, "link");
    assert_eq!(text(&get(&link, "scenario"), "kind"), "trace");
    assert_eq!((number(&link, "step"), number(&link, "speed")), (7.0, 0.5));
    assert!(get(&link, "title").is_null());
    let encoded = encode_link(link.clone()).unwrap();
    assert_eq!(text(&encoded, "text"), text_of_link);

    // A recording is made a .heaptrace file on its way into a link, whatever it was.
    let scenario = js_sys::Object::new();
    let rep = js_sys::Uint8Array::from(&b"1 2\na 0 64\nf 0\n"[..]);
    Reflect::set(&scenario, &"kind".into(), &"recording".into()).unwrap();
    Reflect::set(&scenario, &"name".into(), &"short.rep".into()).unwrap();
    Reflect::set(&scenario, &"bytes".into(), &rep).unwrap();
    Reflect::set(&link, &"scenario".into(), &scenario).unwrap();
    let encoded = encode_link(link.clone()).unwrap();
    assert!(text(&encoded, "text").starts_with("#v1&recording.z=iUhUUg"));
    let file = get(&encode_file(link).unwrap(), "bytes").unchecked_into::<js_sys::Uint8Array>();
    let contents = read_file(&file.to_vec(), "any name").unwrap();
    assert_eq!(text(&contents, "kind"), "link");
    let scenario = get(&get(&get(&contents, "decoded"), "link"), "scenario");
    assert_eq!(text(&scenario, "name"), "short.rep");
    let bytes = get(&scenario, "bytes").unchecked_into::<js_sys::Uint8Array>();
    let info = read_trace(&bytes.to_vec(), "x").unwrap();
    assert_eq!(number(&info, "operations"), 2.0);

    let wrong = decode_link("#v1&design=placement=nowhere&step=7").unwrap();
    assert_eq!(length(&get(&wrong, "notices")), 1);
    assert_eq!(number(&get(&wrong, "link"), "step"), 7.0);
}

/// Protects: every question of a session crosses, there and back.
#[wasm_bindgen_test]
fn a_session_answers() {
    let mut session = replayed("a = malloc 100\nb = malloc 20\nfree a");
    let progress = session.progress().unwrap();
    assert_eq!(
        (number(&progress, "replayed"), number(&progress, "total")),
        (3.0, 3.0)
    );
    assert_eq!(text(&progress, "hash").len(), 16);
    let frame = session.frame(3, None).unwrap();
    assert_eq!(text(&get(&frame, "operation"), "verb"), "free");
    assert_eq!(text(&get(&frame, "outcome"), "id"), "freed");
    assert!(get(&session.frame(0, None).unwrap(), "outcome").is_null());
    assert_eq!(length(&session.blocks(3, None, 0, 4096).unwrap()), 2);
    assert_eq!(
        text(&session.block_at(3, None, 20).unwrap(), "state"),
        "free"
    );
    assert!(session.block_at(3, None, 4000).unwrap().is_null());
    assert_eq!(length(&session.list(3, None, false, 1, 10).unwrap()), 1);
    assert_eq!(
        length(&get(&session.bytes(3, None, 0, 64).unwrap(), "bytes")),
        64
    );
    assert_eq!(length(&session.operations(2, 10).unwrap()), 2);
    assert_eq!(length(&get(&session.series(2).unwrap(), "steps")), 2);
    assert_eq!(session.fingerprints(2, 10).len(), 2);
}

/// Protects: an image arrives in a buffer of its own, which can be handed over without the module's memory.
#[wasm_bindgen_test]
fn pixels_have_a_buffer_of_their_own() {
    let mut session = replayed("a = malloc 100");
    let numbers = [16, 2, 0, 32, 1, 0, 255];
    let palette = "header=4278190335";
    let image = session.paint(1, None, &numbers, palette).unwrap();
    assert_eq!(
        (number(&image, "rows"), number(&image, "bytesPerPixel")),
        (2.0, 1.0)
    );
    let pixels = session.pixels();
    assert_eq!(pixels.byte_offset(), 0);
    assert_eq!(
        pixels
            .buffer()
            .unchecked_into::<js_sys::ArrayBuffer>()
            .byte_length(),
        16 * 2 * 4
    );
    assert_eq!(pixels.to_vec()[4..8], [255, 0, 0, 255]);
}

/// Protects: what JavaScript catches is an Error that says its kind, its words and its places.
#[wasm_bindgen_test]
fn errors_are_typed() {
    let design = caught(Session::open_script("maximum=1", "a = malloc 1"));
    assert_eq!(text(&design, "kind"), "design");
    assert_eq!(design.name(), "AtlasError");
    let script = caught(Session::open_script("", "a = malloc\nb = mallok 2"));
    assert_eq!(text(&script, "kind"), "script");
    assert_eq!(length(&get(&script, "problems")), 2);
    let trace = caught(Session::open_trace("", &[0xFF, 0xFE], "noise"));
    assert_eq!(text(&trace, "kind"), "trace");
    assert!(String::from(trace.message()).contains("noise"));
    let bounds = caught(replayed("a = malloc 1").frame(2, None));
    assert_eq!(text(&bounds, "kind"), "bounds");
    let crossing = caught(replayed("a = malloc 1").paint(1, None, &[], ""));
    assert_eq!(text(&crossing, "kind"), "internal");
}
