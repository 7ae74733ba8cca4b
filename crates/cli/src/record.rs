//! Owns `heap-atlas record`: the recorder's arguments, and a line for each trace it wrote.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};

use atlas_record::{RecordOptions, RecordedTrace};
use atlas_scenario::numerals::{bytes_exactly, counted};
use atlas_scenario::trace::Provenance;

use crate::failure::Failure;
use crate::terminal::{self, one_line};

/// Run a program and record what it asks of its allocator, as traces to replay.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  heap-atlas record -o sqlite.heaptrace -- sqlite3 :memory: 'select 1'

The exit code is the program's own; or 1 where the program succeeds and a trace is lost. Ctrl-C and the signals that end
a program end the recorded program; its traces are written.")]
pub struct Arguments {
    /// Where the traces go: a .heaptrace file, or a directory
    #[arg(short, long, value_name = "PATH", default_value = ".")]
    output: PathBuf,
    /// What to call the workload in a list
    #[arg(long, default_value = "")]
    title: String,
    /// One sentence on its character
    #[arg(long, default_value = "")]
    description: String,
    /// The program's version
    #[arg(long, default_value = "")]
    program_version: String,
    /// The program and its arguments
    #[arg(last = true, required = true, value_name = "PROGRAM ARGS")]
    command: Vec<OsString>,
}

pub fn run(arguments: &Arguments, output: &mut impl Write) -> Result<ExitCode, Failure> {
    let (program, rest) = arguments
        .command
        .split_first()
        .expect("the parser asks for a program");
    let recording = atlas_record::record(&RecordOptions {
        program: program.clone(),
        arguments: rest.to_vec(),
        output: arguments.output.clone(),
        provenance: Provenance {
            title: arguments.title.clone(),
            description: arguments.description.clone(),
            version: arguments.program_version.clone(),
            ..Provenance::default()
        },
    })?;
    for trace in &recording.traces {
        print(output, trace)?;
        if trace.left_out.is_cut_short {
            let path = trace.path.display().to_string();
            terminal::message(format_args!(
                "{}: the recording stops before the program did: its log became too long, or the disk was full",
                one_line(&path)
            ));
        }
    }
    for error in &recording.lost {
        terminal::message(one_line(&error.to_string()));
    }
    if recording.status.success() && !recording.lost.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    Ok(exit_code(recording.status))
}

fn print(output: &mut impl Write, trace: &RecordedTrace) -> std::io::Result<()> {
    let summary = &trace.summary;
    writeln!(
        output,
        "{}: {}, at most {} in {}, {} on disk",
        one_line(&trace.path.display().to_string()),
        counted(summary.operations, "operation"),
        bytes_exactly(summary.peak_live_bytes),
        counted(summary.peak_live_blocks, "block"),
        bytes_exactly(trace.file_bytes),
    )
}

/// The program's own exit code, or 128 and the signal that ended it, as shells have it.
fn exit_code(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None;
    let code = status
        .code()
        .or_else(|| signal.map(|signal: i32| 128 + signal));
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
