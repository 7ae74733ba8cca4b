//! Owns the slab-choice axis: which of the slabs with a free object serves a request.

mod first;
mod fullest;

pub use first::First;
pub use fullest::Fullest;

use crate::policy::register;

register! {
    /// Which of the slabs with a free object serves a request.
    pub enum SlabChoice: SlabChoicePolicy {
        First,
        Fullest,
    }
}

/// Which slab serves.
pub trait SlabChoicePolicy {
    /// Whether the whole list is walked for the slab with the most live objects.
    fn looks_for_fullest(&self) -> bool;
}

impl SlabChoice {
    /// Whether the whole list is walked, as a constant.
    pub(crate) const fn looks_for_fullest(&self) -> bool {
        matches!(self, Self::Fullest)
    }
}
