//! Owns the answer to whether a hook was called by the program, or by the allocator from within a call.
//!
//! Some allocators implement one function by another's public name (`posix_memalign` by `memalign`), which
//! comes back through the hooks. Only the outermost call is the program's.

use core::ffi::{c_uint, c_void};
use core::ptr;
use core::sync::atomic::{AtomicU32, Ordering};

use super::libc;

/// glibc keeps the values of this many keys in the thread itself. Setting one beyond allocates memory.
const KEYS_WITHOUT_ALLOCATION: c_uint = 32;

/// No key yet, or none to be had.
const NO_KEY: u32 = u32::MAX;

static KEY: AtomicU32 = AtomicU32::new(NO_KEY);

/// Takes a key for the whole process, once, before the first [`Call`]. Where only keys are left that would
/// allocate, every call counts as the program's.
pub(super) fn prepare() {
    let mut key: c_uint = 0;
    // SAFETY: the key is written to the place given; there is no destructor to run.
    if unsafe { libc::pthread_key_create(&mut key, None) } != 0 {
        return;
    }
    if key < KEYS_WITHOUT_ALLOCATION {
        KEY.store(key, Ordering::Release);
    } else {
        // SAFETY: the key was made above, and nobody else knows it.
        unsafe { libc::pthread_key_delete(key) };
    }
}

/// One call of a hook that goes on to the allocator; over when it is dropped.
pub(super) struct Call {
    key: u32,
    is_outermost: bool,
}

impl Call {
    pub(super) fn enter() -> Call {
        let key = KEY.load(Ordering::Acquire);
        // SAFETY: the key exists.
        let is_outermost = key == NO_KEY || unsafe { libc::pthread_getspecific(key) }.is_null();
        if key != NO_KEY && is_outermost {
            // Any address but null will do.
            let inside = ptr::from_ref(&KEY).cast::<c_void>();
            // SAFETY: the key exists, and is one whose values are kept without allocating.
            unsafe { libc::pthread_setspecific(key, inside) };
        }
        Call { key, is_outermost }
    }

    pub(super) fn is_outermost(&self) -> bool {
        self.is_outermost
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if self.key != NO_KEY && self.is_outermost {
            // SAFETY: as in `enter`.
            unsafe { libc::pthread_setspecific(self.key, ptr::null()) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects traces from operations that the program never asked for.
    #[test]
    fn only_the_outermost_call_is_the_programs() {
        prepare();
        for _ in 0..2 {
            let outer = Call::enter();
            let inner = Call::enter();
            assert!(outer.is_outermost() && !inner.is_outermost());
            drop(inner);
            assert!(!Call::enter().is_outermost());
            std::thread::scope(|scope| {
                scope.spawn(|| assert!(Call::enter().is_outermost()));
            });
        }
    }
}
