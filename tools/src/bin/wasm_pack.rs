//! `wasm-pack`: cargo, wasm-bindgen and wasm-opt in one command.
//!
//! Unlike the released binary it doesn't ask the network whether a newer version exists: the
//! version is pinned on purpose.

use clap::Parser;
use wasm_pack::{Cli, PBAR, command::run_wasm_pack};

fn main() -> anyhow::Result<()> {
    let arguments = Cli::parse();
    PBAR.set_log_level(arguments.log_level);
    if arguments.quiet {
        PBAR.set_quiet(true);
    }
    run_wasm_pack(arguments.cmd)
}
