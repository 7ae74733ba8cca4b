//! Owns printing JSON.

use std::io::{self, Write};

use serde::Serialize;

/// Prints a value over several lines. Objects keep the order they are written in.
pub fn print(output: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, value)?;
    writeln!(output)
}
