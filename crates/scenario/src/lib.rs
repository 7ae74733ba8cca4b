//! Scenarios: sequences of allocator operations, written as a script, made from a seed, or imported from
//! a trace of a real program.
//!
//! Owns the operations and every way to obtain or print them. Does not know any allocator. A pure function
//! of its input, on every machine: no clock, no chance but seeded, no order that depends on a hash.
//!
//! - [`Scenario`], [`Operation`]: what is replayed;
//! - [`Given`]: the blocks and holes that a scenario begins with;
//! - [`Conditions`]: which operations are performed only where a design comes to them;
//! - [`script`]: the script language, read by [`script::parse`] and written by [`script::of`];
//! - [`generate::GENERATORS`]: the seeded workloads that a script's `generate` line calls;
//! - [`import`]: files of other tools, each format known by what it holds;
//! - [`trace`]: recorded traces in their compact form;
//! - [`recording`]: what a file of a workload comes to;
//! - [`share`]: a figure as a link or as a `.heap-atlas` file;
//! - [`Limits`], [`Problem`]: the bounds on all of it, and what is said of a text that is no scenario;
//! - [`numerals`]: how sentences write numbers.

mod condition;
pub mod generate;
mod given;
pub mod import;
mod limits;
pub mod numerals;
mod operation;
mod problem;
mod random;
pub mod recording;
mod scenario;
pub mod script;
pub mod share;
pub mod trace;

pub use condition::{Condition, Conditions, Repeat, RepeatNumber};
pub use given::{Given, GivenPiece};
pub use limits::Limits;
pub use operation::{Action, KERNEL, Operation, Pointer, TASK_MAX, Target, TouchBytes};
pub use problem::{Problem, in_utf16};
pub use recording::Recording;
pub use scenario::Scenario;
