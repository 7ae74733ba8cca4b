//! Records what a real program asks of its allocator, and turns that into traces.
//!
//! Owns the way from a command line to `.heaptrace` files: a small shared library is loaded into the program
//! (`LD_PRELOAD`) and writes one raw log per process; afterwards each log becomes a trace. Does not own the
//! trace format (`atlas_scenario::trace`) nor replay anything.
//!
//! - [`record()`]: runs a program and writes the traces of all its processes
//! - [`convert`]: one raw log to operations
//! - [`Summary`]: a scenario in numbers, without any allocator
//! - [`whole_file`]: files that are written as a whole or not at all
//! - `log`: the raw log's layout, shared with the library
//! - `interposer`: the library; `build.rs` compiles it apart, and it is carried inside this crate
//!
//! Recording works on Linux with glibc. Everywhere else the crate compiles, converts nothing, and
//! [`record()`] says [`RecordError::Unsupported`].

mod convert;
#[cfg(all(test, has_interposer))]
#[allow(
    dead_code,
    reason = "the tests run parts of it; as a whole it runs inside recorded programs"
)]
mod interposer;
#[cfg_attr(
    not(test),
    allow(
        dead_code,
        reason = "the half of it that writes logs is the interposer's"
    )
)]
mod log;
mod run;
mod summary;
pub mod whole_file;

pub use convert::{Conversion, LeftOut, LogError, convert};
pub use run::{RecordError, RecordOptions, RecordedTrace, Recording, record};
pub use summary::Summary;
