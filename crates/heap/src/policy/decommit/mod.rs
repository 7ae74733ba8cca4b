//! Owns the give-back axis: which freed memory is returned to where it came from.

mod never;
mod on_trim;
mod whole_pages;

pub use never::Never;
pub use on_trim::OnTrim;
pub use whole_pages::WholePages;

use super::register;

register! {
    /// Which freed memory is returned.
    pub enum Decommit: DecommitPolicy {
        OnTrim,
        WholePages,
        Never,
    }
}

/// What is given back.
pub trait DecommitPolicy {
    /// Whether memory beyond the heap's end is given back when the end moves down.
    fn beyond_end(&self) -> bool {
        false
    }

    /// Whether memory inside a hole is given back, where the hole covers whole pages.
    fn inside_holes(&self) -> bool {
        false
    }
}
