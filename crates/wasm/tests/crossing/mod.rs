//! What holds at the boundary, wherever the module runs: values, errors, a session's life, and hashes.

use atlas_wasm::boundary::{
    Session, catalog, compile, decode_link, encode_file, encode_link, read_design, read_file,
};
use atlas_wasm::error::Result;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// The hashes of native replays: a scenario, designs and the hash a line; and the scenarios that are files.
const HASHES: &str = include_str!("../../../replay/tests/all/hashes.txt");
const CROWD: &str = include_str!("../../../replay/tests/all/crowd.txt");
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

fn set(object: &JsValue, key: &str, value: &JsValue) {
    Reflect::set(object, &key.into(), value).unwrap();
}

fn script(text: &str) -> JsValue {
    let source = json(r#"{"kind": "script"}"#);
    set(&source, "text", &text.into());
    source
}

fn trace(name: &str, bytes: &[u8]) -> JsValue {
    let source = json(r#"{"kind": "trace"}"#);
    set(&source, "name", &name.into());
    set(&source, "bytes", &Uint8Array::from(bytes));
    source
}

fn open(design: &str, source: JsValue) -> Result<Session> {
    compile(source)?.open(json(design), false)
}

/// Replays a script on a heap of 4 KiB to its end.
fn replayed(text: &str) -> Session {
    let mut session = open(r#"{"region-size": "4096"}"#, script(text)).unwrap();
    while !get(&session.advance(1).unwrap(), "done").is_truthy() {}
    session
}

fn look(session: &mut Session, step: u32, wish: &str) -> JsValue {
    session.look(step, None, json(wish)).unwrap()
}

/// What JavaScript catches.
fn caught<T>(result: Result<T>) -> js_sys::Error {
    let Err(report) = result else {
        panic!("this should have failed");
    };
    JsValue::from(report).dyn_into().unwrap()
}

/// A scenario of the list of hashes.
fn listed(scenario: &str) -> JsValue {
    match scenario {
        "crowd.txt" => script(CROWD),
        "sqlite.heaptrace" => trace(scenario, SQLITE),
        "git-log.heaptrace" => trace(scenario, GIT_LOG),
        "until-refused" => {
            script("repeat 40 until refused as n\nx[n] = malloc 500\nend\nfree all x")
        }
        generator => script(&format!("generate {generator} seed 7")),
    }
}

/// Protects: the same scenario on the same designs has the same timeline, to the byte, in wasm as natively.
#[wasm_bindgen_test]
fn hashes_are_those_of_native_replays() {
    for line in HASHES.lines() {
        let [scenario, settings, hash] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("a line has three words: {line}");
        };
        let design = Object::new();
        for (axis, value) in settings.split(',').filter_map(|each| each.split_once('=')) {
            set(&design, axis, &value.into());
        }
        let compiled = compile(listed(scenario)).unwrap();
        let mut session = compiled.open(design.into(), false).unwrap();
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
        let compiled = compile(script("a = malloc 1")).unwrap();
        compiled.open(get(&preset, "design"), false).unwrap();
    }
}

/// Protects: designs and sources are read as natively, columns in JavaScript's units, maps and options as they are declared.
#[wasm_bindgen_test]
fn input_is_read() {
    let report = read_design(json(r#"{"alignment": "17", "2:trim": "on"}"#)).unwrap();
    assert_eq!(length(&get(&report, "problems")), 1);
    assert_eq!(text(&get(&report, "design"), "2:trim"), "on");
    assert!(get(&get(&report, "inert"), "2:frames").is_string());
    let report = compile(script("mark \"𝄞\" oops"))
        .unwrap()
        .report()
        .unwrap();
    assert!(get(&report, "info").is_null());
    let problem = get(&report, "problems").unchecked_into::<Array>().get(0);
    assert_eq!(
        (number(&problem, "column"), number(&problem, "endColumn")),
        (11.0, 15.0)
    );
    let rep = compile(trace("short.rep", b"1 2\na 0 64\nf 0\n")).unwrap();
    let info = get(&rep.report().unwrap(), "info");
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
    let scenario = trace("short.rep", b"1 2\na 0 64\nf 0\n");
    set(&scenario, "kind", &"recording".into());
    set(&link, "scenario", &scenario);
    let encoded = encode_link(link.clone()).unwrap();
    assert!(text(&encoded, "text").starts_with("#v1&recording.z=iUhUUg"));
    let file = get(&encode_file(link).unwrap(), "bytes").unchecked_into::<Uint8Array>();
    let contents = read_file(&file.to_vec(), "any name").unwrap();
    assert_eq!(text(&contents, "kind"), "link");
    let scenario = get(&get(&get(&contents, "decoded"), "link"), "scenario");
    assert_eq!(text(&scenario, "name"), "short.rep");
    let bytes = get(&scenario, "bytes").unchecked_into::<Uint8Array>();
    let report = compile(trace("x", &bytes.to_vec())).unwrap().report();
    assert_eq!(number(&report.unwrap(), "operations"), 2.0);

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
    let everything = r#"{
        "frame": true, "blocks": {"from": 0, "bytes": 4096, "count": 9}, "blocksAt": [20, 4000],
        "list": {"chain": "blocks", "from": 1, "count": 10}, "place": {"chain": "blocks", "offset": 20},
        "bytes": {"offset": 0, "count": 64}
    }"#;
    let seen = look(&mut session, 3, everything);
    let frame = get(&seen, "frame");
    assert_eq!(text(&get(&frame, "operation"), "verb"), "free");
    assert_eq!(text(&get(&frame, "outcome"), "id"), "freed");
    assert_eq!(number(&get(&frame, "metrics"), "live_blocks"), 1.0);
    let changes = get(&frame, "changes").unchecked_into::<Array>();
    assert_eq!(text(&changes.get(0), "kind"), "freed");
    assert_eq!(length(&get(&seen, "blocks")), 2);
    let found = get(&seen, "blocksAt").unchecked_into::<Array>();
    assert_eq!(text(&found.get(0), "state"), "free");
    assert!(found.get(1).is_null(), "beyond the heap's end");
    assert_eq!(length(&get(&seen, "list")), 1);
    assert_eq!(number(&seen, "place"), 0.0);
    let bytes = get(&get(&seen, "bytes"), "bytes").unchecked_into::<Uint8Array>();
    assert_eq!(bytes.length(), 64);
    let nothing = look(&mut session, 0, "{}");
    assert!(get(&nothing, "frame").is_null() && get(&nothing, "bytes").is_null());
    assert_eq!(length(&get(&nothing, "pictures")), 0);
    assert_eq!(length(&session.operations(2, 10).unwrap()), 2);
    assert_eq!(length(&get(&session.series(2).unwrap(), "steps")), 2);
    assert_eq!(session.fingerprints(2, 10).len(), 2);
}

/// Protects: an image arrives in a buffer of its own, which can be handed over without the module's memory.
#[wasm_bindgen_test]
fn pixels_have_a_buffer_of_their_own() {
    let mut session = replayed("a = malloc 100");
    let wish = r#"{"maps": [{
        "width": 16, "height": 2, "from": 0, "bytes": 32, "rowHeight": 1, "rowGap": 0,
        "palette": {"header": 4278190335}, "background": 255
    }]}"#;
    let seen = look(&mut session, 1, wish);
    let picture = get(&seen, "pictures").unchecked_into::<Array>().get(0);
    let image = get(&picture, "image");
    assert_eq!(
        (number(&image, "rows"), number(&image, "bytesPerPixel")),
        (2.0, 1.0)
    );
    let pixels = get(&picture, "pixels").unchecked_into::<Uint8Array>();
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
    let design = caught(open(r#"{"maximum": "1"}"#, script("a = malloc 1")));
    assert_eq!(text(&design, "kind"), "design");
    assert_eq!(design.name(), "AtlasError");
    let wrong = caught(open("{}", script("a = malloc\nb = mallok 2")));
    assert_eq!(text(&wrong, "kind"), "script");
    assert_eq!(length(&get(&wrong, "problems")), 2);
    let noise = caught(compile(trace("noise", &[0xFF, 0xFE])));
    assert_eq!(text(&noise, "kind"), "unknown");
    assert!(String::from(noise.message()).contains("noise"));
    let bounds = caught(replayed("a = malloc 1").look(2, None, json("{}")));
    assert_eq!(text(&bounds, "kind"), "bounds");
    let crossing = caught(compile(json(r#"{"kind": "nothing"}"#)));
    assert_eq!(text(&crossing, "kind"), "internal");
}
