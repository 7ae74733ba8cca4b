//! Owns the descriptor axis: where a slab's four words lie, its links, its first free object and its counts.

mod on_slab;
mod table;

pub use on_slab::OnSlab;
pub use table::Table;

use crate::policy::register;

register! {
    /// Where the descriptor of a slab lies.
    pub enum Descriptor: DescriptorPolicy {
        OnSlab,
        Table,
    }
}

/// Where a descriptor lies.
pub trait DescriptorPolicy {
    /// Whether it is the slab's first bytes.
    fn is_on_slab(&self) -> bool;
}

impl Descriptor {
    /// Whether it is the slab's first bytes, as a constant.
    pub(crate) const fn is_on_slab(&self) -> bool {
        matches!(self, Self::OnSlab)
    }
}
