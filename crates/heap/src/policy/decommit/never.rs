//! Never: frames once taken are kept.
//!
//! Cost: none. Fails where a heap that was large for a moment keeps others short for ever.

use super::DecommitPolicy;
use crate::policy::{Doc, Policy};

/// Keeps every frame it ever took.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl Policy for Never {
    const DOC: Doc = Doc {
        id: "never",
        title: "Never",
        summary: "Keeps every frame it ever took.",
        price: "Growing again costs nothing; a moment of plenty keeps others short for ever.",
        parameter: None,
    };
}

impl DecommitPolicy for Never {}
