//! Owns the end of a program whose heap finds itself damaged, where there is no standard library.

use core::panic::PanicInfo;

unsafe extern "C" {
    safe fn abort() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    abort()
}
