//! A second implementation of what a replay does, written from the rules on paper and sharing no code with the first.
//!
//! `allocator` is Classic's heap in all its designs; `score` what its scores come to; `pool` the frames, the swap and the pages of every task;
//! `machine` the tasks, their pointers, and what becomes of an operation; `beside` compares all that with a replay. All are slow, and short enough to be believed.

#![allow(dead_code, reason = "each test uses its part of this")]

pub mod allocator;
pub mod beside;
pub mod machine;
pub mod pool;
pub mod score;

/// A number rounded up to a multiple.
pub fn up(number: u32, multiple: u32) -> u64 {
    u64::from(number).div_ceil(u64::from(multiple)) * u64::from(multiple)
}
