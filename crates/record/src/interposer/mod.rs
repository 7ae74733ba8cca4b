//! The recorder inside the recorded process: functions that stand before the program's allocator.
//!
//! Owns what happens between a call of `malloc` and the allocator that serves it: pass it on, and write one
//! record. Does not own what records mean (`convert`) nor how a program is started (`run`).
//!
//! - `hooks`: the functions the program calls in place of its allocator's
//! - `next`: the allocator's own functions, found by `dlsym`
//! - `nesting`: which calls are the program's own
//! - `arena`: memory for whoever asks while they are being looked up
//! - `writer`: the log, a file mapped into memory
//! - `libc`: the C functions used here
//!
//! **Invariant.** No hook allocates, and none but the program's own calls are recorded. The library has no
//! allocator to call by accident: it is built without `alloc`.

mod arena;
mod hooks;
mod libc;
mod nesting;
mod next;
mod writer;
