//! Owns the memory handed out while the allocator's functions are being looked up.
//!
//! `dlsym` may call `calloc` before `calloc` is known. What it then gets comes from here and is never given
//! back: a few hundred bytes, once per process.

use core::cell::UnsafeCell;
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicUsize, Ordering};

const ARENA_BYTES: usize = 16 * 1024;

/// What `malloc` promises on 64-bit machines; also the room before a block in which its size stands.
const ALIGNMENT: usize = 16;

#[repr(C, align(16))]
struct Arena(UnsafeCell<[u8; ARENA_BYTES]>);

// SAFETY: the bytes are only reached through blocks, and `USED` gives each to one caller.
unsafe impl Sync for Arena {}

static ARENA: Arena = Arena(UnsafeCell::new([0; ARENA_BYTES]));
static USED: AtomicUsize = AtomicUsize::new(0);

/// A zeroed block, or null where the arena is used up.
pub(super) fn allocate(bytes: usize) -> *mut c_void {
    let Some(block_bytes) = bytes.checked_next_multiple_of(ALIGNMENT) else {
        return ptr::null_mut();
    };
    let claim = |used: usize| {
        let end = used.checked_add(ALIGNMENT)?.checked_add(block_bytes)?;
        (end <= ARENA_BYTES).then_some(end)
    };
    match USED.fetch_update(Ordering::Relaxed, Ordering::Relaxed, claim) {
        Ok(start) => {
            // SAFETY: `claim` made sure that header and block end within the arena, and gave them to
            // nobody else. `start` is a multiple of 16, so the size is aligned.
            unsafe {
                let header = ARENA.0.get().cast::<u8>().add(start);
                header.cast::<usize>().write(bytes);
                header.add(ALIGNMENT).cast()
            }
        }
        Err(_) => ptr::null_mut(),
    }
}

/// The size of a block from here; `None` for a block from the allocator.
pub(super) fn bytes_of(block: *mut c_void) -> Option<usize> {
    let start = ARENA.0.get() as usize;
    let within = (start + ALIGNMENT..start + ARENA_BYTES).contains(&(block as usize));
    // SAFETY: a block within the arena has its size in the word 16 bytes before it.
    within.then(|| unsafe { block.cast::<u8>().sub(ALIGNMENT).cast::<usize>().read() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects `dlsym`: what it gets must be zeroed, aligned, its own, and known again when it is freed.
    #[test]
    fn blocks_are_apart_and_know_their_size() {
        let first = allocate(5);
        let second = allocate(40);
        assert_eq!(first as usize % ALIGNMENT, 0);
        assert_eq!(second as usize - first as usize, 32);
        assert_eq!(bytes_of(first), Some(5));
        assert_eq!(bytes_of(second), Some(40));
        // SAFETY: the block is 40 bytes long.
        let bytes = unsafe { core::slice::from_raw_parts(second.cast::<u8>(), 40) };
        assert_eq!(bytes, [0; 40]);
        let outside = Box::into_raw(Box::new(1u8));
        assert_eq!(bytes_of(outside.cast()), None);
        // SAFETY: it came from a box.
        drop(unsafe { Box::from_raw(outside) });
        assert!(allocate(ARENA_BYTES).is_null());
        assert!(allocate(usize::MAX).is_null());
    }
}
