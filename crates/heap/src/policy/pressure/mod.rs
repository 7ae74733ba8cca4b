//! Owns the queue-pressure axis: what happens to a request that cannot be met while frees are queued.

mod drain_then_retry;
mod refuse;

pub use drain_then_retry::DrainThenRetry;
pub use refuse::Refuse;

use super::register;

register! {
    /// What happens to a request that only queued frees can serve.
    pub enum Pressure: PressurePolicy {
        DrainThenRetry,
        Refuse,
    }
}

/// What happens to a request that only queued frees can serve.
pub trait PressurePolicy {
    /// Whether all queued frees are performed and the request is tried again.
    fn drains(&self) -> bool;
}
