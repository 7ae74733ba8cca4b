//! That the language's page and its vocabulary tell the truth.

use super::outcome;
use crate::scenario::Scenario;
use crate::script::{WordKind, is_script, parse, vocabulary};

const DOCUMENT: &str = include_str!("../../../../../docs/script-language.md");

/// The fenced blocks of one kind in the document.
fn blocks(kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    DOCUMENT
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().expect("a first part"))
        .collect()
}

#[test]
fn every_example_in_the_document_is_a_good_script() {
    let examples = blocks("heap-atlas");
    assert!(examples.len() >= 10, "the document shows every construct");
    for example in examples {
        if let Err(problems) = Scenario::from_script(example) {
            panic!("{example}\n{}", super::rendered(example, &problems));
        }
    }
}

#[test]
fn every_problem_shown_in_the_document_is_what_is_said() {
    let mistakes = blocks("heap-atlas-mistake");
    let answers = blocks("text");
    assert!(!mistakes.is_empty());
    for (mistake, answer) in mistakes.iter().zip(answers) {
        assert_eq!(outcome(mistake), answer);
    }
}

#[test]
fn every_word_is_in_the_document() {
    for word in vocabulary() {
        assert!(
            DOCUMENT.contains(word.word),
            "`{}` is not explained",
            word.word
        );
    }
}

#[test]
fn every_word_has_an_example_that_uses_it() {
    for word in vocabulary() {
        let source = format!("a = malloc 1\nx[0] = malloc 1\n{}", word.example);
        let opened = word.example.starts_with("repeat") && !word.example.contains("end");
        let source = if word.kind == WordKind::Keyword && word.word == "language" {
            word.example.to_owned()
        } else if opened {
            source + "\nend"
        } else {
            source
        };
        assert!(word.example.contains(word.word), "{word:?}");
        assert!(parse(&source).is_ok(), "{word:?}: {}", outcome(&source));
    }
}

/// Protects: scripts are told from other texts by what they hold, mistakes in them included.
#[test]
fn scripts_are_told_from_other_texts() {
    for script in blocks("heap-atlas")
        .into_iter()
        .chain(blocks("heap-atlas-mistake"))
    {
        assert!(is_script(script), "{script}");
    }
    let mostly_mistaken = "a = mallok 16\nfree b\nfreee c\n";
    assert!(is_script(mostly_mistaken));
    for other in [
        "",
        "\n\n# A heading\n\nFree software, and some words on it.\n",
        "20000\n3\n8\n1\na 0 512\na 1 128\nf 0\n",
        "name,bytes\na,16\nb,32\n",
        "<!doctype html>\n<title>x = 1</title>\n",
        "{\n  \"a\": 1\n}\n",
    ] {
        assert!(!is_script(other), "{other}");
    }
}
