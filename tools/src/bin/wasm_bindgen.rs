//! `wasm-bindgen`: makes the JavaScript glue for a compiled module.
//!
//! Owns those options of `wasm-bindgen-cli` that our calls of wasm-pack lead to; wasm-bindgen's own library does the work.
//! The whole command line comes with a web server and an HTTP client, for its test runner.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use wasm_bindgen_cli_support::Bindgen;

#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Bundler,
    Deno,
    Nodejs,
    NoModules,
    Web,
}

#[derive(Parser)]
#[command(name = "wasm-bindgen", version)]
struct Options {
    /// The compiled module.
    input: PathBuf,
    #[arg(long)]
    out_dir: PathBuf,
    /// The name of the files, without an extension.
    #[arg(long)]
    out_name: Option<String>,
    #[arg(long, value_enum, default_value = "bundler")]
    target: Target,
    /// Write a `.d.ts` file, as is done without the option too.
    #[arg(long, conflicts_with = "no_typescript")]
    typescript: bool,
    #[arg(long)]
    no_typescript: bool,
    /// Check the glue's own assumptions while it runs.
    #[arg(long)]
    debug: bool,
    #[arg(long)]
    no_demangle: bool,
    #[arg(long)]
    keep_debug: bool,
    /// Expect the module's address from the caller.
    #[arg(long)]
    omit_default_module_path: bool,
    #[arg(long)]
    split_linked_modules: bool,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let mut bindgen = Bindgen::new();
    match options.target {
        Target::Bundler => bindgen.bundler(true)?,
        Target::Deno => bindgen.deno(true)?,
        Target::Nodejs => bindgen.nodejs(true)?,
        Target::NoModules => bindgen.no_modules(true)?,
        Target::Web => bindgen.web(true)?,
    };
    if let Some(name) = &options.out_name {
        bindgen.out_name(name);
    }
    bindgen
        .input_path(&options.input)
        .typescript(!options.no_typescript)
        .debug(options.debug)
        .demangle(!options.no_demangle)
        .keep_debug(options.keep_debug)
        .omit_default_module_path(options.omit_default_module_path)
        .split_linked_modules(options.split_linked_modules)
        .generate(&options.out_dir)
}
