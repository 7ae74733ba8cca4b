//! A short run of the fuzzer without one: the corpus kept in `fuzz/corpus/script`, every lesson, and some thousand
//! inputs made of chance, through the same function that the fuzz target calls. `docs/fuzzing.md` tells how to
//! run for longer.

#[path = "../../../../fuzz/interpret.rs"]
mod interpret;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use atlas_replay::WholeDesign;
use atlas_replay::design::{axes, axes_of};
use classic_heap::catalog::Kind;
use expect_test::expect_file;
use proptest::prelude::*;

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

/// Protects what a fuzzer once found: its inputs stay good, and stay inputs.
#[test]
fn the_corpus_is_replayed() {
    let corpus = files(&folder("fuzz/corpus/script"));
    assert!(!corpus.is_empty(), "the corpus is empty");
    for file in corpus {
        let input = fs::read(&file).expect("a file of the corpus");
        let operations = interpret::run(&input);
        assert!(
            operations.is_some_and(|operations| operations > 0),
            "{file:?} replays nothing: its design makes no sense, or it has no operations"
        );
    }
}

/// Protects lessons on designs nobody compared them on: each with one axis after the other at another value.
#[test]
fn every_lesson_is_replayed_on_other_designs() {
    for (n, file) in files(&folder("scenarios")).into_iter().enumerate() {
        if file.extension().is_some_and(|extension| extension == "txt") {
            let script = fs::read_to_string(&file).expect("a lesson");
            for (at, axis) in axes_of(&WholeDesign::default()).enumerate() {
                for option in axis.kind().choices() {
                    // A region that is one hole has no end to trim.
                    let trim = if option.id != "whole" && (n + at).is_multiple_of(2) {
                        "on"
                    } else {
                        "off"
                    };
                    let input = format!("{}={} trim={trim}\n{script}", axis.id(), option.id);
                    assert!(interpret::run(input.as_bytes()).is_some(), "{file:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Protects against whatever nobody thought of: any design, any operations, any garbage.
    #[test]
    fn any_bytes_are_replayed(
        design in proptest::collection::vec(any::<u8>(), 0..32),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let mut input: Vec<u8> = design.into_iter().map(|byte| byte % 95 + 33).collect();
        input.push(b'\n');
        // Seven bits keep bytes what they are in text.
        input.extend(rest.into_iter().map(|byte| byte & 0x7F));
        interpret::run(&input);
    }

    /// The same for bytes that are not even text.
    #[test]
    fn any_garbage_is_replayed(input in proptest::collection::vec(any::<u8>(), 0..300)) {
        interpret::run(&input);
    }
}

/// Protects the long run from missing what the language and the catalogue can say.
#[test]
fn the_dictionary_knows_every_word() {
    let mut words = BTreeSet::new();
    for word in atlas_scenario::script::vocabulary() {
        words.insert(word.word.to_owned());
    }
    for axis in axes() {
        let options = axis.kind().choices().map(|option| option.id);
        let switch = ["on", "off"].into_iter();
        match axis.kind() {
            Kind::Switch => words.extend(switch.map(|state| format!("{}={state}", axis.id()))),
            Kind::Choice(_) => words.extend(options.map(|id| format!("{}={id}", axis.id()))),
            Kind::Number { .. } | Kind::Lengths => {
                words.insert(format!("{}=", axis.id()));
            }
            Kind::Expression(names) => {
                words.insert(format!("{}=", axis.id()));
                words.extend(names.iter().map(|name| name.name.to_owned()));
            }
        }
    }
    let mut dictionary = String::from(
        "# Words for libFuzzer's mutations, written from the language and the catalogue:\n\
         # UPDATE_EXPECT=1 cargo test -p atlas-replay --test all fuzz_corpus::\n",
    );
    for word in words {
        dictionary.push_str(&format!("\"{word}\"\n"));
    }
    expect_file!["../../../../fuzz/script.dict"].assert_eq(&dictionary);
}
