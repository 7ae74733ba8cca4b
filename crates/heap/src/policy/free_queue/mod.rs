//! Owns the free-queue axis: whether a free is performed at once or queued, and when queued frees are performed.
//!
//! A queued block is stagnant: the program has freed it, the allocator has not.

mod batched;
mod daemon;
mod immediate;

pub use batched::Batched;
pub use daemon::Daemon;
pub use immediate::Immediate;

use super::register;

register! {
    /// When frees are performed.
    pub enum FreeQueue: FreeQueuePolicy {
        Immediate,
        Batched(batched),
        Daemon(daemon),
    }
}

/// When frees are performed.
pub trait FreeQueuePolicy {
    /// Whether frees are queued at all.
    fn queues(&self) -> bool {
        true
    }

    /// Whether a queue that has grown to `queued` blocks is drained now, in one pass.
    fn drains_at(&self, queued: u32) -> bool {
        let _ = queued;
        false
    }

    /// How many queued frees one idle tick performs.
    fn per_tick(&self) -> u32 {
        0
    }
}
