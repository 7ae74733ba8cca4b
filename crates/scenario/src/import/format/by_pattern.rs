//! Owns what a format is that is patterns alone. The formats of embedded systems use it.

use super::{Head, Reader};
use crate::import::event::Line;
use crate::import::pattern::{Pattern, read_by};

struct ByPattern {
    patterns: Vec<Pattern>,
}

impl Reader for ByPattern {
    fn line(&mut self, line: &str) -> Line {
        read_by(&self.patterns, line)
    }
}

/// Reads lines by the first of these patterns that fits, each of which is one.
pub fn open(_: &Head<'_>, patterns: &[&str]) -> Option<Box<dyn Reader>> {
    let patterns = patterns.iter().map(|text| Pattern::new(text));
    let patterns: Result<Vec<Pattern>, _> = patterns.collect();
    let patterns = patterns.expect("a format's own patterns are good");
    Some(Box::new(ByPattern { patterns }))
}
