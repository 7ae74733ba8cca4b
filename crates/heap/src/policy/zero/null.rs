//! Null: a request for zero bytes gets the null pointer, and nothing else happens.

use super::ZeroPolicy;
use crate::policy::{Doc, Policy};

/// Grants the null pointer.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl Policy for Null {
    const DOC: Doc = Doc {
        id: "null",
        title: "Null",
        summary: "Grants the null pointer.",
        trade_off: "No memory for nothing; programs that take null for a refusal are misled.",
        parameter: None,
    };
}

impl ZeroPolicy for Null {
    fn is_null(&self) -> bool {
        true
    }
}
