//! Owns `heap-atlas design`: a design as Rust source.

use std::io::Write;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::input;

/// Print a design as Rust source, to take the allocator home with the crate classic-heap.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  heap-atlas design textbook placement=best-fit
  heap-atlas design 'placement=scored,score=waste*4 + probes'
  heap-atlas design embedded 2:split=never")]
pub struct Arguments {
    /// The design, as `heap-atlas replay` takes it; without one, Classic's
    #[arg(value_name = "[TASK:]FILE|PRESET|AXIS=VALUE")]
    design: Vec<String>,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(arguments.design.iter())?;
    let designs = input::designs(&arguments.design)?;
    output.write_all(designs.source().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
