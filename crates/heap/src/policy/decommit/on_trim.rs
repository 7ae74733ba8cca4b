//! On trim: frames beyond the heap's end are returned when a trim moves it down.
//!
//! Cost: faults when the heap grows again. Fails where one live block at the end holds everything in place.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Returns the frames beyond the heap's end when a trim moves it.
#[derive(Clone, Copy, Debug)]
pub struct OnTrim;

impl Policy for OnTrim {
    const DOC: Doc = Doc {
        id: "on-trim",
        title: "On trim",
        summary: "Returns the frames beyond the heap's end when a trim moves it.",
        price: "Cheap; one live block at the end holds everything in place.",
        parameter: None,
    };
}

impl DecommitPolicy for OnTrim {
    fn beyond_end(&self) -> bool {
        true
    }
}
