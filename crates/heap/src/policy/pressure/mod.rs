//! Owns the queue-pressure axis: what happens to a request that cannot be met while frees are queued.

mod drain_then_retry;
mod refuse;

pub use drain_then_retry::DrainThenRetry;
pub use refuse::Refuse;

use super::register;

register! {
    /// What a request does that only queued frees could serve.
    pub enum Pressure: PressurePolicy {
        DrainThenRetry,
        Refuse,
    }
}

/// What a request does that only the queued frees could serve.
pub trait PressurePolicy {
    /// Whether all queued frees are performed and the request is tried again.
    fn drains(&self) -> bool;
}
