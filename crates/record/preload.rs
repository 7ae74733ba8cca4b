//! The shared library that is loaded into a recorded program: the crate root that `build.rs` compiles.
//!
//! Without `std` and without `alloc`, so that recording an allocation can never itself allocate.

#![no_std]

#[path = "src/interposer/mod.rs"]
mod interposer;
#[allow(
    dead_code,
    reason = "the half of it that reads logs is the converter's"
)]
#[path = "src/log.rs"]
mod log;

/// Nothing here panics on purpose. Should it happen, the recorded program ends at once and visibly.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        fn abort() -> !;
    }
    // SAFETY: abort may be called at any time.
    unsafe { abort() }
}
