//! Owns the give-back axis: which freed memory is returned to where it came from.

mod never;
mod on_trim;
mod whole_pages;

pub use never::Never;
pub use on_trim::OnTrim;
pub use whole_pages::WholePages;

use super::Policy;

/// The register: one line a policy.
pub static GIVE_BACKS: &[&dyn GiveBack] = &[&OnTrim, &WholePages, &Never];

/// What is given back.
pub trait GiveBack: Policy {
    /// Whether memory beyond the heap's end is given back when the end moves down.
    fn beyond_end(&self) -> bool {
        false
    }

    /// Whether memory inside a hole is given back, where the hole covers whole pages.
    fn inside_holes(&self) -> bool {
        false
    }
}
