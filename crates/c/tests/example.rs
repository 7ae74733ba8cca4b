//! The example in C, compiled against the header, linked with the static library, and run.
//!
//! Protects whoever takes a heap to C: header and library have the same functions, and those do what the header says.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The static library that cargo built along with this test.
fn library() -> PathBuf {
    let test = env::current_exe().expect("a test that runs");
    let deps = test.parent().expect("a folder");
    let mut found: Vec<_> = deps
        .read_dir()
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with("libheap_atlas") && name.ends_with(".a"))
        })
        .collect();
    found.sort_by_key(|path| path.metadata().and_then(|file| file.modified()).ok());
    found.pop().expect("a static library beside the test")
}

#[test]
fn a_program_in_c_runs_on_every_heap() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().expect("a directory of our own");
    let program = folder.path().join("lists");
    let compiler = env::var_os("CC").unwrap_or("cc".into());
    let compiled = Command::new(compiler)
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-I"])
        .arg(crate_folder.join("include"))
        .arg(crate_folder.join("examples/lists.c"))
        .arg(library())
        .args(["-lpthread", "-ldl", "-lm", "-o"])
        .arg(&program)
        .status()
        .expect("a C compiler, which Rust links with too");
    assert!(compiled.success());
    let ran = Command::new(&program).output().expect("a program");
    assert!(ran.status.success(), "{ran:?}");
    let told = String::from_utf8(ran.stdout).expect("text");
    expect_test::expect![[r#"
        heap_atlas_classic               sum 2550, then 244 blocks of 1000 bytes
        heap_atlas_tlsf                  sum 2550, then 252 blocks of 1000 bytes
        heap_atlas_fast                  sum 2550, then 251 blocks of 1000 bytes
        heap_atlas_boundary_tags         sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_freertos_heap_4       sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_kernighan_ritchie     sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_freertos_heap_2       sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_xv6                   sum 2550, then 184 blocks of 1000 bytes
        heap_atlas_umm_malloc            sum 2550, then 252 blocks of 1000 bytes
        heap_atlas_zephyr_sys_heap       sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_dlmalloc_like         sum 2550, then 253 blocks of 1000 bytes
        heap_atlas_rlsf                  sum 2550, then 251 blocks of 1000 bytes
        heap_atlas_implicit_list         sum 2550, then 249 blocks of 1000 bytes
        heap_atlas_explicit_list         sum 2550, then 249 blocks of 1000 bytes
        heap_atlas_segregated_lists      sum 2550, then 249 blocks of 1000 bytes
        heap_atlas_slab                  sum 2550, then 247 blocks of 1000 bytes
    "#]]
    .assert_eq(&told);
}
