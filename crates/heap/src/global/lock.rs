//! Owns the lock of a [`GlobalHeap`](super::GlobalHeap): any [`RawMutex`], [`SpinLock`] where none is named.
//!
//! A thread that asks for the lock while it holds it would wait for itself. That happens where the heap panics,
//! since the panic hook allocates, and where a signal handler interrupts the heap and allocates. With `std` a `SpinLock`
//! knows its holder and ends the process. Without `std` threads cannot be told apart, and the thread waits for ever.

use core::mem;
use core::sync::atomic::{AtomicUsize, Ordering};

use lock_api::{GuardSend, RawMutex};

/// The holder while the lock is free: no thread has this number.
const NOBODY: usize = 0;

/// A lock whose threads try again until they hold it. With `std` a thread yields its time slice before it tries again, and ends
/// the process where it holds the lock itself.
#[derive(Debug)]
pub struct SpinLock {
    /// The thread that holds the lock, or [`NOBODY`].
    holder: AtomicUsize,
}

impl SpinLock {
    /// Holds the lock, or tells who does. It may fail while nobody does.
    #[inline]
    fn try_hold(&self, here: usize) -> Result<usize, usize> {
        self.holder
            .compare_exchange_weak(NOBODY, here, Ordering::Acquire, Ordering::Relaxed)
    }
}

// SAFETY: one thread at a time changes the holder from nobody to itself, and acquires what the holder before it released.
unsafe impl RawMutex for SpinLock {
    const INIT: Self = Self {
        holder: AtomicUsize::new(NOBODY),
    };

    type GuardMarker = GuardSend;

    #[inline]
    fn lock(&self) {
        let here = platform::thread();
        while let Err(holder) = self.try_hold(here) {
            if platform::TELLS_THREADS_APART && holder == here {
                platform::abort();
            }
            platform::wait();
        }
    }

    #[inline]
    fn try_lock(&self) -> bool {
        self.try_hold(platform::thread()).is_ok()
    }

    #[inline]
    unsafe fn unlock(&self) {
        self.holder.store(NOBODY, Ordering::Release);
    }
}

/// A lock, held until [`release`](Self::release). Only a panic that unwinds drops it otherwise. The heap is then
/// in the middle of an operation, so the drop ends the process.
pub(super) struct Held<'a, L: RawMutex>(&'a L);

impl<'a, L: RawMutex> Held<'a, L> {
    #[inline]
    pub(super) fn acquire(lock: &'a L) -> Self {
        lock.lock();
        Self(lock)
    }

    #[inline]
    pub(super) fn release(self) {
        // SAFETY: `acquire` locked it, and nothing unlocked it since.
        unsafe { self.0.unlock() };
        mem::forget(self);
    }
}

impl<L: RawMutex> Drop for Held<'_, L> {
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
