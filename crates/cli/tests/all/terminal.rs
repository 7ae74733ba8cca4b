//! Texts of strangers on the terminal: it must show them, and never obey them.

use std::fs;
use std::process::{Command, Output};

use atlas_scenario::trace::{Provenance, Trace};
use atlas_scenario::{Action, KERNEL, Operation, Pointer, Scenario};
use serde_json::Value;

/// Sets the window's title, then colours by the one-character form of the escape, ends a C string, turns the direction
/// of the text, and begins a line of its own.
const HOSTILE: &str = "\x1b]0;owned\x07 \u{9b}31m \0 \u{202e}\nheap-atlas: all is well";

fn heap_atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_heap-atlas"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// Both outputs of a run, which may order the terminal to do nothing, and hold no line by the stranger.
fn printed(arguments: &[&str]) -> [String; 2] {
    let output = heap_atlas(arguments);
    [output.stdout, output.stderr].map(|bytes| {
        let text = String::from_utf8(bytes).expect("output is text");
        let obeyed = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!text.contains(obeyed), "{arguments:?}: {text:?}");
        assert!(
            !text.lines().any(|line| line == "heap-atlas: all is well"),
            "{arguments:?}: {text}"
        );
        text
    })
}

/// A recording whose every text is hostile.
fn recording() -> Trace {
    let hostile = || HOSTILE.to_owned();
    let malloc = Action::Malloc {
        pointer: Pointer(0),
        bytes: 24,
    };
    let mark = Action::Mark { label: 0 };
    Trace {
        provenance: Provenance {
            title: hostile(),
            description: hostile(),
            program: hostile(),
            version: hostile(),
            command: hostile(),
            date: hostile(),
            recorded_by: hostile(),
        },
        scenario: Scenario {
            operations: [malloc, mark]
                .map(|action| Operation {
                    task: KERNEL,
                    action,
                })
                .into(),
            pointers: 1,
            pointer_names: [hostile().into()].into(),
            labels: [hostile().into()].into(),
            ..Scenario::default()
        },
    }
}

/// Protects whoever opens a file that a stranger made, as a table, as blocks, and as JSON, which still means the same.
#[test]
fn texts_of_a_recording() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.heaptrace");
    let bytes = recording().to_bytes().expect("a trace that can be written");
    fs::write(&path, bytes).expect("the folder can be written");
    let trace = path.to_str().expect("a plain path");

    let [table, _] = printed(&["replay", "--trace", trace]);
    assert!(
        table.starts_with("\\u001b]0;owned\\u0007 \\u009b31m \\u0000 \\u202e\\u000aheap-atlas"),
        "{table}"
    );
    for step in ["1", "2"] {
        let [blocks, said] = printed(&["replay", "--trace", trace, "--dump", step]);
        assert!(blocks.contains("\\u001b"), "{said}{blocks}");
    }
    let [report, _] = printed(&["replay", "--trace", trace, "--json", "--dump", "1"]);
    let report: Value = serde_json::from_str(&report).expect("output is JSON");
    for field in ["title", "program", "version", "date"] {
        assert_eq!(report["scenario"][field], HOSTILE, "{field}");
    }

    let file = folder.path().join("hostile.heap-atlas");
    let file = file.to_str().expect("a plain path");
    printed(&["link", "--trace", trace, "-o", file]);
    let [table, said] = printed(&["open", file]);
    assert!(table.contains("\\u001b"), "{said}{table}");
    printed(&["open", file, "--json"]);
}

/// Protects whoever pastes a link: what it names and what is wrong with it is told as text.
#[test]
fn texts_of_a_link() {
    let hostile = "%1b]0;owned%07%c2%9b31m%00%e2%80%ae%0aheap-atlas:+all+is+well";
    for link in [
        format!("#v1&url=https://example.org/{hostile}"),
        format!("#v1&script=a+=+{hostile}"),
        format!("#v1&script={hostile}"),
        format!("#v1&script=a+=+malloc+1&title={hostile}"),
        format!("#v1&script=a+=+malloc+1&design={hostile}&step={hostile}&{hostile}=1"),
        format!("#v1&trace={hostile}"),
        format!("#v1&lesson={hostile}"),
        format!("#v1&generator={hostile}&preset={hostile}&hash={hostile}"),
    ] {
        let [table, said] = printed(&["open", &link]);
        assert!(!(table.is_empty() && said.is_empty()), "{link}");
        printed(&["open", &link, "--json"]);
        printed(&["open", &link, "--file", "missing"]);
    }
}

/// Protects whoever pastes a command: names and settings are quoted as text.
#[test]
fn texts_of_arguments() {
    // A program's arguments hold no zero byte.
    let hostile = HOSTILE.replace('\0', "");
    let hostile = hostile.as_str();
    let file = format!("missing/{hostile}");
    let setting = "placement=\x1b[31m";
    for arguments in [
        &["replay", "--scenario", hostile][..],
        &["replay", "--scenario", "-", "--design", hostile],
        &["replay", "--scenario", "-", "--design", setting],
        &["link", "--bundled", hostile],
        &["link", "--lesson", "a-leak", "-o", &file],
        &["record", "--", hostile],
    ] {
        let [_, said] = printed(arguments);
        assert!(said.contains("\\u001b"), "{arguments:?}: {said}");
    }
    // The parser of arguments drops escape sequences; notices of links show a character in their place.
    for arguments in [
        &["replay", "--dump", hostile][..],
        &["open", hostile],
        &[hostile],
    ] {
        assert_ne!(printed(arguments)[1], "");
    }
}
