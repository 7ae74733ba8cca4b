//! `heap-atlas`: the same replays as the page, natively, and the recorder of real programs.
//!
//! Owns the command line: arguments, files, printing, exit codes. Owns no logic: figures and sentences come
//! from `atlas-replay`, traces from `atlas-scenario` and `atlas-record`.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 for success, 1 where a
//! file or a run failed or a link's figures came out otherwise, 2 where the command line is wrong. A reader that
//! closes the pipe early is no failure.

mod bundled;
mod catalog;
mod design;
mod dump;
mod failure;
mod input;
mod json;
mod link;
mod open;
mod record;
mod replay;
mod report;
mod steps;
mod sweep;
mod terminal;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::terminal::Escaping;

/// Replay what a program asks of its memory allocator on an allocator of your design.
#[derive(Parser)]
#[command(name = "heap-atlas", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Replay(replay::Arguments),
    Sweep(sweep::Arguments),
    Catalog(catalog::Arguments),
    Design(design::Arguments),
    Record(record::Arguments),
    Open(open::Arguments),
    Link(link::Arguments),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            terminal::usage(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut output = Escaping(BufWriter::new(io::stdout().lock()));
    let done = match &arguments.command {
        Command::Replay(arguments) => replay::run(arguments, &mut output),
        Command::Sweep(arguments) => sweep::run(arguments, &mut output),
        Command::Catalog(arguments) => catalog::run(arguments, &mut output),
        Command::Design(arguments) => design::run(arguments, &mut output),
        Command::Record(arguments) => record::run(arguments, &mut output),
        Command::Open(arguments) => open::run(arguments, &mut output),
        Command::Link(arguments) => link::run(arguments, &mut output),
    };
    // A program's own exit code is passed on even where nothing was printed.
    let done = done.and_then(|code| output.flush().map(|()| code).map_err(Failure::from));
    match done {
        Ok(code) => code,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            terminal::message(&failure);
            failure.exit_code()
        }
    }
}
