//! A real program on a heap with a lock of its own: everything in this test binary, the test harness included, lives there.
//!
//! Protects programs that bring their lock: it is held around every operation, and released after it.

mod programs;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use classic_heap::GlobalHeap;
use classic_heap::tags::presets::Tlsf;
use lock_api::{GuardNoSend, RawMutex};

struct Counted {
    held: AtomicBool,
    times: AtomicUsize,
}

// SAFETY: one thread at a time changes `held` to true.
unsafe impl RawMutex for Counted {
    const INIT: Self = Self {
        held: AtomicBool::new(false),
        times: AtomicUsize::new(0),
    };

    type GuardMarker = GuardNoSend;

    fn lock(&self) {
        while !self.try_lock() {
            std::thread::yield_now();
        }
    }

    fn try_lock(&self) -> bool {
        let is_ours = !self.held.swap(true, Ordering::Acquire);
        self.times
            .fetch_add(usize::from(is_ours), Ordering::Relaxed);
        is_ours
    }

    unsafe fn unlock(&self) {
        self.held.store(false, Ordering::Release);
    }
}

#[global_allocator]
static HEAP: GlobalHeap<Tlsf, { 16 << 20 }, Counted> = GlobalHeap::new();
