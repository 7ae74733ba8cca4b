//! Owns the free-order axis: where on the free list a hole is threaded. It matters to structures that keep one.

mod address;
mod fifo;
mod lifo;

pub use address::Address;
pub use fifo::Fifo;
pub use lifo::Lifo;

use super::Policy;

/// The register: one line a policy.
pub static FREE_ORDERS: &[&dyn FreeOrder] = &[&Lifo, &Fifo, &Address];

/// Where a hole is threaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In front of all others.
    Head,
    /// Behind all others.
    Tail,
    /// Behind the last hole at a lower address.
    ByAddress,
}

/// Where on the free list a new hole goes.
pub trait FreeOrder: Policy {
    /// The place of every new hole.
    fn place(&self) -> Place;
}
