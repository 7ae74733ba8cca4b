//! On trim: frames beyond the heap's end are decommitted when a trim moves it down.
//!
//! Cost: faults when the heap grows again. Fails where one live block at the end keeps all memory below it committed.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Decommits the frames beyond the heap's end when a trim moves it down.
#[derive(Clone, Copy, Debug)]
pub struct OnTrim;

impl Policy for OnTrim {
    const DOC: Doc = Doc {
        id: "on-trim",
        title: "On trim",
        summary: "Decommits the frames beyond the heap's end when a trim moves it down.",
        trade_off: "Little work; one live block at the heap's end keeps all frames below it committed.",
        parameter: None,
    };
}

impl DecommitPolicy for OnTrim {
    fn beyond_end(&self) -> bool {
        true
    }
}
