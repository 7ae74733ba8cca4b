//! Owns the lock of a [`GlobalHeap`](super::GlobalHeap): it admits one thread at a time, and no thread twice.
//!
//! A thread that asks for the lock while it holds it would wait for itself. That happens where the heap panics,
//! since the panic hook allocates, and where a signal handler interrupts the heap and allocates. With `std` the
//! lock knows its holder and ends the process. Without `std` threads cannot be told apart, and the thread waits for ever.

use core::mem;
use core::sync::atomic::{AtomicUsize, Ordering};

/// The holder while the lock is free: no thread has this number.
const NOBODY: usize = 0;

pub(super) struct Lock {
    /// The thread that holds the lock, or [`NOBODY`].
    holder: AtomicUsize,
}

/// The lock, held until [`release`](Self::release). Only a panic that unwinds drops it otherwise. The heap is then
/// in the middle of an operation, so the drop ends the process.
pub(super) struct Held<'a>(&'a Lock);

impl Lock {
    pub(super) const fn new() -> Self {
        Self {
            holder: AtomicUsize::new(NOBODY),
        }
    }

    pub(super) fn acquire(&self) -> Held<'_> {
        let here = platform::thread();
        while let Err(holder) =
            self.holder
                .compare_exchange_weak(NOBODY, here, Ordering::Acquire, Ordering::Relaxed)
        {
            if platform::TELLS_THREADS_APART && holder == here {
                platform::abort();
            }
            platform::wait();
        }
        Held(self)
    }
}

impl Held<'_> {
    pub(super) fn release(self) {
        self.0.holder.store(NOBODY, Ordering::Release);
        mem::forget(self);
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        platform::abort();
    }
}

#[cfg(feature = "std")]
mod platform {
    use core::ptr;
    use std::io::{Write as _, stderr};

    pub(super) const TELLS_THREADS_APART: bool = true;

    /// The address of a variable of the thread's own. It is initialised at compile time and never dropped, so that
    /// its first use does not allocate.
    pub(super) fn thread() -> usize {
        std::thread_local! {
            static HERE: u8 = const { 0 };
        }
        HERE.with(|here| ptr::from_ref(here).addr())
    }

    pub(super) fn wait() {
        std::thread::yield_now();
    }

    pub(super) fn abort() -> ! {
        // Unformatted, since formatting may allocate. If the write fails, the process ends all the same.
        let _ = stderr().write_all(
            b"classic-heap: the heap panicked, or a signal handler allocated during an allocation; aborting\n",
        );
        std::process::abort()
    }
}

#[cfg(not(feature = "std"))]
mod platform {
    pub(super) const TELLS_THREADS_APART: bool = false;

    pub(super) fn thread() -> usize {
        super::NOBODY + 1
    }

    pub(super) fn wait() {
        core::hint::spin_loop();
    }

    /// A panic in a destructor that runs because of a panic: the second ends the process.
    pub(super) fn abort() -> ! {
        panic!("the heap panicked")
    }
}
