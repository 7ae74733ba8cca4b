//! Compiles the shared library that is loaded into recorded programs, so that it can be part of this crate.
//!
//! Cargo can't make one crate's `cdylib` an input of another, and a recorder that must look for a file beside
//! itself fails as soon as somebody moves it. The library has no dependencies, so one call of rustc is enough.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    for source in ["preload.rs", "src/log.rs", "src/interposer"] {
        println!("cargo::rerun-if-changed={source}");
    }
    println!("cargo::rustc-check-cfg=cfg(has_interposer)");
    let variable = |name| env::var(name).unwrap_or_default();
    if variable("CARGO_CFG_TARGET_OS") != "linux" || variable("CARGO_CFG_TARGET_ENV") != "gnu" {
        return;
    }
    let library = PathBuf::from(variable("OUT_DIR")).join("libatlas_record.so");
    compile(&library);
    println!("cargo::rustc-cfg=has_interposer");
    println!(
        "cargo::rustc-env=ATLAS_RECORD_LIBRARY={}",
        library.display()
    );
}

fn compile(library: &Path) {
    let rustc = env::var("RUSTC").expect("cargo names the compiler");
    let target = env::var("TARGET").expect("cargo names the target");
    let mut command = Command::new(&rustc);
    command
        .args([
            "preload.rs",
            "--crate-name",
            "atlas_record",
            "--crate-type",
            "cdylib",
        ])
        .args(["--edition", "2024", "--target", &target, "-o"])
        .arg(library)
        // Optimised in every profile: it runs inside other people's programs.
        .args([
            "-Copt-level=3",
            "-Cpanic=abort",
            "-Clto=fat",
            "-Cstrip=symbols",
        ])
        // Before glibc 2.34 dlsym and the keys of threads were in libraries of their own.
        .args(["-Clink-arg=-ldl", "-Clink-arg=-lpthread", "-Clink-arg=-lc"]);
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        command.arg(format!("-Clinker={linker}"));
    }
    let status = command
        .status()
        .unwrap_or_else(|error| panic!("{rustc} doesn't start: {error}"));
    assert!(
        status.success(),
        "the recorder's shared library doesn't compile: see above"
    );
}
