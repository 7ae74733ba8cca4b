//! Links of every version there was, kept in `fixtures/share`, and what each says.
//!
//! Protects everybody who ever copied a link: what it said then, it says now.

use std::fs;
use std::path::{Path, PathBuf};

use atlas_scenario::share::{Decoded, Link, LinkScenario, Steps, Window, decode, encode};
use serde_json::{Map, Value, json};

/// The fixtures by their names, with what each file holds.
fn fixtures() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/share/v1");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a fixture");
        let fixture = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        let name = file.file_stem().expect("a name").to_string_lossy();
        (name.into_owned(), fixture)
    };
    files.into_iter().map(read).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A link as fixtures write it: what it says nothing of is not there.
fn as_json(link: &Link) -> Value {
    let Link {
        scenario,
        designs,
        preset,
        step,
        view,
        space,
        window,
        selected,
        title,
        hashes,
        fixed,
        hidden,
        predict,
        goal,
        controls,
        theme,
        looped,
        speed_thousandths,
    } = link;
    let scenario = scenario.as_ref().map(|scenario| match scenario {
        LinkScenario::Trace { id } => json!({ "trace": id }),
        LinkScenario::Lesson { id } => json!({ "lesson": id }),
        LinkScenario::Generator { id } => json!({ "generator": id }),
        // By lines, for whoever reads the fixture.
        LinkScenario::Script { text } => json!({ "script": text.split('\n').collect::<Vec<_>>() }),
        LinkScenario::Recording { name, bytes } => {
            json!({ "recording": name, "bytes": hexadecimal(bytes) })
        }
        LinkScenario::Url { url } => json!({ "url": url }),
    });
    let designs: Vec<Value> = designs
        .iter()
        .map(|design| {
            design
                .iter()
                .map(|(axis, value)| (axis, json!(value)))
                .collect()
        })
        .collect();
    // The links that ask before each request are older than those that choose their steps.
    let predict = predict.as_ref().map(|steps| match steps.as_slice() {
        [] => json!(true),
        steps => json!(steps),
    });
    let window = window.map(|Window { from, bytes }| json!({ "from": from, "bytes": bytes }));
    let looped = looped.map(|Steps { from, to }| json!({ "from": from, "to": to }));
    let all = [
        ("scenario", json!(scenario)),
        ("designs", json!(designs)),
        ("preset", json!(preset)),
        ("step", json!(step)),
        ("view", json!(view)),
        ("space", json!(space)),
        ("window", json!(window)),
        ("selected", json!(selected)),
        ("title", json!(title)),
        ("hashes", json!(hashes)),
        ("fixed", json!(fixed)),
        ("hidden", json!(hidden)),
        ("predict", json!(predict)),
        ("goal", json!(goal)),
        ("controls", json!(controls)),
        ("theme", json!(theme)),
        ("loop", json!(looped)),
        ("speed-thousandths", json!(speed_thousandths)),
    ];
    let said = all
        .into_iter()
        .filter(|(_, value)| ![json!(null), json!([]), json!(false)].contains(value))
        .map(|(key, value)| (key.to_owned(), value));
    Value::Object(said.collect::<Map<_, _>>())
}

fn link_of(fixture: &Value) -> &str {
    fixture["link"].as_str().expect("a link")
}

#[test]
fn every_link_says_what_it_said() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 12, "fixtures are added, never removed");
    for (name, fixture) in fixtures {
        let Decoded { link, notices } = decode(link_of(&fixture));
        let notices: Vec<Value> = notices
            .iter()
            .map(|notice| json!({ "field": notice.field, "message": notice.message }))
            .collect();
        let decoded = json!({ "decoded": as_json(&link), "notices": notices });
        let expected = json!({ "decoded": fixture["decoded"], "notices": fixture["notices"] });
        assert_eq!(decoded, expected, "{name}: {decoded:#}");
    }
}

/// Protects what is passed on: a link that was opened, and copied from there, says the same.
#[test]
fn every_link_is_written_as_it_was_read() {
    for (name, fixture) in fixtures() {
        let Decoded { link, .. } = decode(link_of(&fixture));
        let copied = decode(&encode(&link).text);
        assert_eq!((copied.link, copied.notices), (link, vec![]), "{name}");
    }
}

/// Protects the fixtures from missing a field that was added.
#[test]
fn the_fixtures_have_every_key() {
    let keys = [
        "trace",
        "lesson",
        "generator",
        "script",
        "script.z",
        "recording",
        "recording.z",
        "url",
        "name",
        "design",
        "preset",
        "step",
        "view",
        "space",
        "window",
        "selected",
        "title",
        "hash",
        "fixed",
        "hidden",
        "predict",
        "goal",
        "controls",
        "theme",
        "loop",
        "speed",
    ];
    let fixtures = fixtures();
    for key in keys {
        let has_key = |(_, fixture): &(String, Value)| {
            link_of(fixture)
                .split('&')
                .any(|field| field.split('=').next() == Some(key))
        };
        assert!(fixtures.iter().any(has_key), "no fixture has {key}");
    }
    // And from being all about what goes wrong, or nothing of it.
    let told = |(_, fixture): &(String, Value)| {
        fixture["notices"]
            .as_array()
            .is_some_and(|notices| !notices.is_empty())
    };
    assert!(fixtures.iter().any(told) && !fixtures.iter().all(told));
}
