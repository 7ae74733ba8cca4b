//! The target `script`: any bytes, through the script interpreter, on any design.

#![no_main]

#[path = "../interpret.rs"]
mod interpret;
#[path = "../../crates/replay/tests/all/paper/mod.rs"]
mod paper;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|input: &[u8]| -> Corpus {
    match interpret::run(input) {
        Some(_) => Corpus::Keep,
        None => Corpus::Reject,
    }
});
