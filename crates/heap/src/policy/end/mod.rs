//! Owns the end axis: how memory that no block has used yet comes into use.

mod append;
mod extend;
mod whole;

pub use append::Append;
pub use extend::Extend;
pub use whole::Whole;

use crate::policy::register;

register! {
    /// How memory that no block has used yet comes into use.
    pub enum End: EndPolicy {
        Append,
        Extend,
        Whole,
    }
}

/// How memory that no block has used yet comes into use.
pub trait EndPolicy {
    /// Whether the last hole and the last block grow beyond the heap's end.
    fn grows(&self) -> bool;

    /// Whether the region is one hole from the start.
    fn is_whole(&self) -> bool;
}
