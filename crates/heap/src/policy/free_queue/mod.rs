//! Owns the free-queue axis: whether a free is performed at once or queued, and when queued frees are performed.
//!
//! A queued block is stagnant: the program has freed it, the allocator has not.

mod batched;
mod daemon;
mod immediate;

pub use batched::Batched;
pub use daemon::Daemon;
pub use immediate::Immediate;

use super::Policy;

/// The register: one line a policy.
pub static FREE_QUEUES: &[&dyn FreeQueue] = &[&Immediate, &Batched, &Daemon];

/// When frees are performed. `parameter` is the number the design gives the policy.
pub trait FreeQueue: Policy {
    /// Whether frees are queued at all.
    fn queues(&self) -> bool {
        true
    }

    /// Whether a queue that has grown to `queued` blocks is drained now, in one pass.
    fn drains_at(&self, queued: u32, parameter: u32) -> bool {
        let _ = (queued, parameter);
        false
    }

    /// How many queued frees one idle tick performs.
    fn per_tick(&self, parameter: u32) -> u32 {
        let _ = parameter;
        0
    }
}
