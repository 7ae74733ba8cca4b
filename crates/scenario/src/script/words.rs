//! Owns the words of the language, each with what it means: what the parser reserves, what a misspelling
//! is compared with, and what an editor highlights, completes and explains.

use serde::Serialize;

use crate::generate::{self, GENERATORS};
use crate::problem::nearest;

/// The part a [`Word`] plays in the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WordKind {
    /// Starts or is an operation: `malloc`, `free`.
    Verb,
    /// Holds a script together: `repeat`, `end`, `task`.
    Keyword,
    /// Gives a number: `random`, `pick`.
    Function,
    /// A generator's id, after `generate`.
    Generator,
    /// A generator's parameter.
    Parameter,
    /// A unit of size, right behind a number.
    Unit,
}

/// A word of the language, for highlighting, completion and help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Word {
    /// The word itself.
    pub word: &'static str,
    /// The part it plays.
    pub kind: WordKind,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// A line that uses it.
    pub example: &'static str,
}

const fn word(
    word: &'static str,
    kind: WordKind,
    doc: &'static str,
    example: &'static str,
) -> Word {
    Word {
        word,
        kind,
        doc,
        example,
    }
}

use WordKind::{Function, Keyword, Parameter, Unit, Verb};

/// The reserved words: none of them can name a pointer or a number.
#[rustfmt::skip]
const RESERVED: &[Word] = &[
    word("malloc", Verb, "Asks for a block of the given size.", "a = malloc 256"),
    word("falloc", Verb, "Asks for a block at the heap's very end, ignoring every policy; a `malloc` in families of allocators other than Classic's.", "a = falloc 1KiB"),
    word("calloc", Verb, "Asks for a zeroed block of count * size bytes.", "a = calloc 16 * 8"),
    word("realloc", Verb, "Asks to change a block's size; the contents stay, the address may change.", "a = realloc a 512"),
    word("free", Verb, "Gives a block back.", "free a"),
    word("touch", Verb, "Writes to a block, all of it or the bytes from start up to, not including, end.", "touch a 0..64"),
    word("idle", Verb, "Lets time pass, in ticks, for work that was put off.", "idle 10"),
    word("mark", Verb, "Puts a label on this step.", "mark \"the list is full\""),
    word("pointer", Keyword, "Declares pointers that are null until something is assigned.", "pointer b"),
    word("align", Keyword, "The alignment a block must have, a power of two.", "a = malloc 100 align 64"),
    word("null", Keyword, "The null address: no block lies there.", "free null"),
    word("any", Keyword, "A random element that holds a live block.", "free any x"),
    word("all", Keyword, "Every element that holds a live block, in the order of the indexes.", "free all x"),
    word("repeat", Keyword, "Repeats the lines down to `end` the given number of times.", "repeat 10 as i"),
    word("as", Keyword, "Names the counter of a repeat, which starts at 0, or the pointers of a generator.", "repeat 10 as i"),
    word("end", Keyword, "Ends a repeat or a task.", "repeat 2\nend"),
    word("task", Keyword, "Says which task acts: 0 is the kernel, 1 to 8 are user tasks.", "task 2: b = malloc 64"),
    word("seed", Keyword, "Starts the random numbers anew; the same seed gives the same numbers.", "seed 42"),
    word("generate", Keyword, "Writes many operations of a known pattern.", "generate churn seed 7 operations 500"),
    word("to", Keyword, "A range of sizes or numbers, both ends included.", "a = malloc random(16 to 256)"),
    word("language", Keyword, "The language's version, on the first line: a later version of this page knows how to read it.", "language 1"),
    word("random", Function, "A random number of a range, both ends included.", "a = malloc random(16 to 256)"),
    word("pick", Function, "One of the listed numbers, at random.", "a = malloc pick(16, 64, 256)"),
];

/// Words that mean something in their place alone and can be names elsewhere: scripts are older than they are.
#[rustfmt::skip]
const IN_PLACE: &[Word] = &[
    word("until", Keyword, "Ends a repeat with the first request in it that is refused.", "repeat until refused\nend"),
    word("given", Keyword, "Says which holes and blocks there are before the first operation.", "given 100 KiB free, 40 bytes used as b"),
    word("used", Keyword, "A block that is there from the start; `as` names it.", "given 40 bytes used as b"),
    word("rest", Keyword, "Says that the memory after the blocks and holes given is free.", "given 40 bytes used as b, rest free"),
    word("bytes", Keyword, "May stand after a size in `given`.", "given 40 bytes used as b"),
    word("refused", Keyword, "Stands after `until`.", "repeat 100 until refused as i\nend"),
];

/// Which power of 1024 a unit stands for, in whatever case: `KB` and `k` mean what `KiB` does.
pub(crate) fn power_of_unit(unit: &str) -> Option<u32> {
    match unit.to_ascii_lowercase().as_str() {
        "" | "b" => Some(0),
        "k" | "kb" | "kib" => Some(1),
        "m" | "mb" | "mib" => Some(2),
        "g" | "gb" | "gib" => Some(3),
        _ => None,
    }
}

/// The units of size, each 1024 of the one before.
#[rustfmt::skip]
pub(crate) const UNITS: &[Word] = &[
    word("B", Unit, "Bytes, which a bare number means too.", "a = malloc 64B"),
    word("KiB", Unit, "1024 bytes.", "a = malloc 4KiB"),
    word("MiB", Unit, "1024 KiB.", "a = malloc 1MiB"),
    word("GiB", Unit, "1024 MiB.", "a = malloc 1GiB"),
];

/// Every word of the language. Generators and their parameters come from [`GENERATORS`]; a parameter that
/// several generators share is listed once.
#[must_use]
pub fn vocabulary() -> Vec<Word> {
    let mut words = [RESERVED, IN_PLACE, UNITS].concat();
    words.push(word(
        "seed",
        Parameter,
        "A generator's own seed; without one it draws a seed from the script's random numbers.",
        "generate churn seed 7",
    ));
    for generator in GENERATORS {
        let (summary, example) = (generator.summary, generator.example);
        words.push(word(generator.id, WordKind::Generator, summary, example));
        for &generate::Parameter { id, doc, .. } in generator.parameters {
            let is_it = |known: &Word| known.kind == Parameter && known.word == id;
            if !words.iter().any(is_it) {
                words.push(word(id, Parameter, doc, example));
            }
        }
    }
    words
}

/// Whether a word has a meaning that keeps it from being a name.
pub(crate) fn is_reserved(text: &str) -> bool {
    RESERVED.iter().any(|word| word.word == text)
}

/// The words a line can start with.
pub(crate) const STARTERS: &[&str] = &[
    "free", "touch", "idle", "mark", "pointer", "repeat", "end", "task", "seed", "generate",
    "given", "language",
];

/// The words that can follow `pointer =`.
pub(crate) const REQUESTS: &[&str] = &["malloc", "falloc", "calloc", "realloc"];

/// The language's words, each with what people from other languages write for it.
const FOREIGN: &[(&str, &[&str])] = &[
    (
        "malloc",
        &[
            "alloc",
            "allocate",
            "new",
            "memalign",
            "aligned_alloc",
            "posix_memalign",
        ],
    ),
    ("realloc", &["reallocate", "resize"]),
    ("free", &["delete", "dealloc", "deallocate", "release"]),
    ("touch", &["write", "memset", "access"]),
    ("idle", &["sleep", "wait"]),
    ("mark", &["label", "note"]),
    ("repeat", &["for", "while", "loop", "times"]),
    ("end", &["done", "next"]),
    ("pointer", &["var", "let"]),
    ("random", &["rand"]),
    ("pick", &["choose", "choice"]),
];

/// The word of `candidates` that was probably meant by `typed`.
pub(crate) fn meant<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let lower = typed.to_ascii_lowercase();
    let ours = FOREIGN.iter().find(|(_, theirs)| theirs.contains(&&*lower));
    let known = ours.and_then(|(ours, _)| candidates.iter().find(|known| *known == ours));
    known
        .copied()
        .or_else(|| nearest(typed, candidates.iter().copied()))
}

/// The hint that goes with [`meant`].
pub(crate) fn did_you_mean(typed: &str, candidates: &[&str]) -> Option<String> {
    meant(typed, candidates).map(|word| format!("did you mean `{word}`?"))
}
