//! A short run of the fuzzer without one: the links kept in `fuzz/corpus/link`, and some thousand made of chance,
//! through the same function that the fuzz target calls. `docs/fuzzing.md` tells how to run for longer.

#[path = "../../../fuzz/decode.rs"]
mod decode;

use std::fs;
use std::path::{Path, PathBuf};

use atlas_scenario::trace::MAGIC;
use expect_test::expect_file;
use proptest::prelude::*;

/// Every key a link can have, those of a file included.
const KEYS: [&str; 26] = [
    "controls",
    "design",
    "fixed",
    "generator",
    "goal",
    "hash",
    "hidden",
    "lesson",
    "loop",
    "name",
    "predict",
    "preset",
    "recording",
    "recording.z",
    "script",
    "script.z",
    "selected",
    "space",
    "speed",
    "step",
    "theme",
    "title",
    "trace",
    "url",
    "view",
    "window",
];

/// What stands in values and between fields.
const PIECES: [&str; 24] = [
    "#v1&",
    "#v2&",
    "%00",
    "%26",
    "%80",
    "%E2%80%AE",
    "%EF%BB%BF",
    "%ff",
    "&",
    "+",
    ",",
    "-",
    ".",
    "2:",
    "4294967295",
    "=",
    "at-least(64)",
    "full",
    "https://",
    "iUhUUg0KGgo",
    "off",
    "on",
    "placement=best-fit",
    "recording=file",
];

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// Protects the long run from starting without what links look like: it begins with every fixture's.
#[test]
fn the_corpus_has_every_fixture() {
    for file in files(&folder("fixtures/share/v1")) {
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let text = fs::read_to_string(&file).expect("a fixture");
            let fixture: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let name = file.file_stem().expect("a name");
            let kept = folder("fuzz/corpus/link").join(name).with_extension("txt");
            expect_file![kept].assert_eq(fixture["link"].as_str().expect("a link"));
        }
    }
}

/// Protects what a fuzzer once found.
#[test]
fn the_corpus_is_decoded() {
    let corpus = files(&folder("fuzz/corpus/link"));
    assert!(!corpus.is_empty(), "the corpus is empty");
    let mut kept = 0;
    for file in corpus {
        let input = fs::read(&file).expect("a file of the corpus");
        kept += usize::from(decode::run(&input));
    }
    assert!(kept > 0, "nothing was kept of any link");
}

/// A link of keys and pieces in an order that may make sense or not.
fn link() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        4 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "[ -~]{0,6}",
        1 => ".{0,4}",
    ];
    let values = proptest::collection::vec(value, 0..4).prop_map(|values| values.concat());
    let field = (proptest::sample::select(KEYS.to_vec()), values);
    proptest::collection::vec(field, 0..8).prop_map(|fields| {
        let mut text = "#v1".to_owned();
        for (key, value) in fields {
            text.push_str(&format!("&{key}={value}"));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// Protects the page from links that are nearly right.
    #[test]
    fn any_link_is_decoded(link in link()) {
        decode::run(link.as_bytes());
    }

    /// The same for files, whose links may have a recording behind them.
    #[test]
    fn any_file_is_decoded(link in link(), behind in proptest::collection::vec(any::<u8>(), 0..40)) {
        let mut file = link.into_bytes();
        file.extend(b"&recording=file\n");
        file.extend(MAGIC);
        file.extend(behind);
        decode::run(&file);
    }

    /// Protects it from bytes that are not even text.
    #[test]
    fn any_garbage_is_decoded(input in proptest::collection::vec(any::<u8>(), 0..300)) {
        decode::run(&input);
    }
}

/// Protects the long run from missing what links are made of.
#[test]
fn the_dictionary_knows_every_key() {
    let mut dictionary = String::from(
        "# Words for libFuzzer's mutations, written from what the short run knows of links:\n\
         # UPDATE_EXPECT=1 cargo test -p atlas-scenario --test link_corpus\n",
    );
    for key in KEYS {
        dictionary.push_str(&format!("\"&{key}=\"\n"));
    }
    for piece in PIECES {
        dictionary.push_str(&format!("\"{piece}\"\n"));
    }
    // What begins a recording behind the link of a file, as libFuzzer reads bytes.
    let mark = MAGIC.map(|byte| format!("\\x{byte:02X}")).concat();
    dictionary.push_str(&format!("\"\\x0A{mark}\"\n"));
    expect_file!["../../../fuzz/link.dict"].assert_eq(&dictionary);
}
