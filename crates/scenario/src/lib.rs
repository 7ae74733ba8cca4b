//! Scenarios: sequences of allocator operations, written as a script, made from a seed, or imported from
//! a trace of a real program.
//!
//! Owns the operations and every way to obtain or print them. Does not know any allocator. A pure function
//! of its input, on every machine: no clock, no chance but seeded, no order that depends on a hash.
//!
//! - [`Scenario`], [`Operation`]: what is replayed;
//! - [`script`]: the script language, read by [`script::parse`] and written by [`script::of`];
//! - [`generate::GENERATORS`]: the seeded workloads that a script's `generate` line calls;
//! - [`rep::import`]: traces of the malloc lab;
//! - [`trace`]: recorded traces in their compact form;
//! - [`recording`]: a trace file of either format;
//! - [`share`]: a figure as a link or as a `.heap-atlas` file;
//! - [`Limits`], [`Problem`]: the bounds on all of it, and what is said of a text that is no scenario;
//! - [`numerals`]: how sentences write numbers.

pub mod generate;
mod limits;
pub mod numerals;
mod operation;
mod problem;
mod random;
pub mod recording;
pub mod rep;
mod scenario;
pub mod script;
pub mod share;
pub mod trace;

pub use limits::Limits;
pub use operation::{Action, KERNEL, Operation, Pointer, TASK_MAX, Target, TouchBytes};
pub use problem::{Problem, in_utf16};
pub use scenario::Scenario;
