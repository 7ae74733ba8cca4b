//! Always split: a remainder that can be a hole becomes one.
//!
//! Cost: a header for every remainder, and a longer list. Fails where it grinds holes into slivers.

use super::SplitPolicy;
use crate::policy::{Doc, Policy};

/// Cuts every hole to size if the remainder can stand as a hole.
#[derive(Clone, Copy, Debug)]
pub struct Always;

impl Policy for Always {
    const DOC: Doc = Doc {
        id: "always",
        title: "Always",
        summary: "Cuts every hole to size if the remainder can stand as a hole.",
        price: "Wastes least inside blocks; grinds holes into slivers that lengthen every walk.",
        parameter: None,
    };
}

impl SplitPolicy for Always {
    fn splits(&self, _: u32) -> bool {
        true
    }
}
