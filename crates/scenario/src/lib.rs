//! Scenarios: sequences of allocator operations, written as a script, made from a seed, or imported from
//! a trace of a real program.
//!
//! Owns the operations and every way to obtain or print them. Does not know any allocator.

mod operation;
mod scenario;
pub mod trace;

pub use operation::{Action, KERNEL, Operation, Pointer, TASK_MAX, Target, TouchBytes};
pub use scenario::Scenario;
