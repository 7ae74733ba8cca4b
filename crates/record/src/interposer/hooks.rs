//! Owns the functions that the program calls in place of its allocator's.
//!
//! Each passes the call on and writes what happened: an allocation after it was granted, a free before it
//! is performed. Between the two no other thread can be given the address, so in the log an address is
//! never live twice. What the allocator calls from within is its own affair and not written (see `nesting`).
//! `reallocarray` is not hooked because glibc's calls `realloc`, which is.
//!
//! The names are exported only from the shared library: in this crate's own tests they are plain functions.

use core::ffi::{c_int, c_void};
use core::ptr;

use super::nesting::Call;
use super::{arena, libc, next, writer};
use crate::log::Verb;

const ENOMEM: c_int = 12;

/// Passes an allocation on to the allocator's function and writes what came of it; `None` where there is no such function
/// yet.
fn allocate<F>(
    next: Option<F>,
    pass_on: impl FnOnce(F) -> *mut c_void,
    (verb, bytes, extra): (Verb, usize, usize),
) -> Option<*mut c_void> {
    let next = next?;
    let call = Call::enter();
    let block = pass_on(next);
    if call.is_outermost() {
        writer::allocated(verb, block, bytes, extra);
    }
    Some(block)
}

/// # Safety
/// As C's `malloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn malloc(bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::Malloc| unsafe { next(bytes) };
    allocate(next::malloc(), pass_on, (Verb::Malloc, bytes, 0))
        .unwrap_or_else(|| arena::allocate(bytes))
}

/// # Safety
/// As C's `calloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn calloc(count: usize, bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::Calloc| unsafe { next(count, bytes) };
    let in_arena = || count.checked_mul(bytes).map(arena::allocate);
    allocate(next::calloc(), pass_on, (Verb::Calloc, bytes, count))
        .or_else(in_arena)
        .unwrap_or(ptr::null_mut())
}

/// # Safety
/// As C's `free`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn free(block: *mut c_void) {
    // What the arena gave is never taken back.
    if block.is_null() || arena::bytes_of(block).is_some() {
        return;
    }
    let Some(next) = next::free() else { return };
    let call = Call::enter();
    if call.is_outermost() {
        writer::freeing(block);
    }
    // SAFETY: the caller's promise is passed on, for a block that the allocator gave.
    unsafe { next(block) }
}

/// # Safety
/// As C's `realloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn realloc(old: *mut c_void, bytes: usize) -> *mut c_void {
    if let Some(old_bytes) = arena::bytes_of(old) {
        // SAFETY: malloc takes any size.
        let block = unsafe { malloc(bytes) };
        if !block.is_null() {
            // SAFETY: both blocks are at least that long, and they are apart: one is new.
            unsafe {
                ptr::copy_nonoverlapping(old.cast::<u8>(), block.cast(), old_bytes.min(bytes))
            };
        }
        return block;
    }
    let Some(next) = next::realloc() else {
        return match old.is_null() {
            true => arena::allocate(bytes),
            false => ptr::null_mut(),
        };
    };
    let call = Call::enter();
    let is_recorded = call.is_outermost() && writer::realloc_begins(old, bytes);
    // SAFETY: the caller's promise is passed on, for a block that the allocator gave.
    let block = unsafe { next(old, bytes) };
    if is_recorded {
        writer::realloc_ended(old, block, bytes);
    }
    block
}

/// # Safety
/// As C's `aligned_alloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn aligned_alloc(alignment: usize, bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::AlignedAlloc| unsafe { next(alignment, bytes) };
    let what = (Verb::Aligned, bytes, alignment);
    allocate(next::aligned_alloc(), pass_on, what).unwrap_or(ptr::null_mut())
}

/// # Safety
/// As glibc's `memalign`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn memalign(alignment: usize, bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::AlignedAlloc| unsafe { next(alignment, bytes) };
    let what = (Verb::Aligned, bytes, alignment);
    allocate(next::memalign(), pass_on, what).unwrap_or(ptr::null_mut())
}

/// # Safety
/// As glibc's `valloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn valloc(bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::Malloc| unsafe { next(bytes) };
    let what = (Verb::Aligned, bytes, page_bytes());
    allocate(next::valloc(), pass_on, what).unwrap_or(ptr::null_mut())
}

/// Recorded as the whole pages that it grants.
///
/// # Safety
/// As glibc's `pvalloc`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn pvalloc(bytes: usize) -> *mut c_void {
    // SAFETY: the caller's promise is passed on.
    let pass_on = |next: next::Malloc| unsafe { next(bytes) };
    let granted_bytes = bytes.checked_next_multiple_of(page_bytes());
    let what = (Verb::Aligned, granted_bytes.unwrap_or(bytes), page_bytes());
    allocate(next::pvalloc(), pass_on, what).unwrap_or(ptr::null_mut())
}

/// # Safety
/// As POSIX's `posix_memalign`.
#[cfg_attr(not(test), unsafe(no_mangle))]
pub unsafe extern "C" fn posix_memalign(
    place: *mut *mut c_void,
    alignment: usize,
    bytes: usize,
) -> c_int {
    let Some(next) = next::posix_memalign() else {
        return ENOMEM;
    };
    let call = Call::enter();
    // SAFETY: the caller's promise is passed on.
    let error = unsafe { next(place, alignment, bytes) };
    let block = match error {
        // SAFETY: on success the allocator has written the block's address there.
        0 => unsafe { place.read() },
        // Then nothing is promised of what stands at `place`.
        _ => ptr::null_mut(),
    };
    if call.is_outermost() {
        writer::allocated(Verb::Aligned, block, bytes, alignment);
    }
    error
}

fn page_bytes() -> usize {
    // SAFETY: sysconf takes any number.
    unsafe { libc::sysconf(libc::SC_PAGESIZE) as usize }
}
