//! The target `link`: any bytes, through the codec of links and of files with a link in them.

#![no_main]

#[path = "../decode.rs"]
mod decode;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|input: &[u8]| -> Corpus {
    if decode::run(input) {
        Corpus::Keep
    } else {
        Corpus::Reject
    }
});
