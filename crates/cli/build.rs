//! Lists the recordings and the lessons' scripts that the program carries, for `src/bundled.rs`.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut lists = String::new();
    for (list, folder, extension) in [
        ("TRACES", "traces", "heaptrace"),
        ("SCRIPTS", "scenarios", "txt"),
    ] {
        let folder = root.join(folder).canonicalize()?;
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|its| its == extension) {
                files.push(path);
            }
        }
        files.sort();
        // By their ids, which are the names of their files.
        let _ = writeln!(lists, "static {list}: &[(&str, &[u8])] = &[");
        for path in files {
            let id = path.file_stem().unwrap_or_default();
            let _ = writeln!(lists, "    ({id:?}, include_bytes!({path:?})),");
        }
        let _ = writeln!(lists, "];");
    }
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("bundled.rs"), lists)
}
