//! Owns the decommit axis, whose id is `give-back`: which freed memory is decommitted.

mod never;
mod on_trim;
mod whole_pages;

pub use never::Never;
pub use on_trim::OnTrim;
pub use whole_pages::WholePages;

use super::register;

register! {
    /// Which freed memory is decommitted.
    pub enum Decommit: DecommitPolicy {
        OnTrim,
        WholePages,
        Never,
    }
}

/// Which freed memory is decommitted.
pub trait DecommitPolicy {
    /// Whether memory beyond the heap's end is decommitted when the end moves down.
    fn beyond_end(&self) -> bool {
        false
    }

    /// Whether memory inside a hole is decommitted, where the hole covers whole pages.
    fn inside_holes(&self) -> bool {
        false
    }
}
