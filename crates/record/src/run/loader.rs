//! Owns the question which dynamic loader a program asks for: a library made for one fails in another.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};

use elf::ElfStream;
use elf::abi::PT_INTERP;
use elf::endian::AnyEndian;

/// Whether the program's loader is musl's, which ends the program when it can't load our library.
///
/// Where that can't be told, of a script or a file that is not readable, the answer is no.
pub(super) fn is_musl(program: &OsStr) -> bool {
    let interpreter = find(program).and_then(|path| interpreter(&path));
    let name = interpreter.as_deref().and_then(Path::file_name);
    name.is_some_and(|name| name.to_string_lossy().starts_with("ld-musl-"))
}

/// The file of a program, looked up as the system does.
fn find(program: &OsStr) -> Option<PathBuf> {
    if program.as_encoded_bytes().contains(&b'/') {
        return Some(program.into());
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|file| file.is_file())
}

/// The loader that an ELF file names.
fn interpreter(program: &Path) -> Option<PathBuf> {
    let mut file = ElfStream::<AnyEndian, _>::open_stream(File::open(program).ok()?).ok()?;
    let segment = *file
        .segments()
        .iter()
        .find(|segment| segment.p_type == PT_INTERP)?;
    let name = file.segment_data(&segment).ok()?;
    let name = str::from_utf8(name).ok()?;
    Some(name.trim_end_matches('\0').into())
}
