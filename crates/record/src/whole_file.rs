//! Owns files that appear under their name when they are complete, and not before.
//!
//! A file is written beside its place under another name, then renamed. A full disk or a crash so leaves the old file,
//! or none. What is no ordinary file, such as `/dev/stdout`, is written in place.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Asks whether [`write()`] may write a file, before the work that gives its contents. A disk may still be full then.
///
/// # Errors
/// What the system says.
pub fn check(path: &Path) -> io::Result<()> {
    match Target::of(path)? {
        Target::Device(_) => Ok(()),
        Target::New(path) => beside(&path).map(drop),
        Target::Existing(path, _) => {
            OpenOptions::new().write(true).open(&path)?;
            beside(&path).map(drop)
        }
    }
}

/// Asks whether files can be made in a directory.
///
/// # Errors
/// What the system says.
pub fn check_directory(directory: &Path) -> io::Result<()> {
    tempfile::tempfile_in(directory).map(drop)
}

/// Writes a file, and replaces the one that stands there. Follows symbolic links and keeps permissions.
///
/// # Errors
/// What the system says; the file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (path, permissions) = match Target::of(path)? {
        Target::Device(path) => return fs::write(path, bytes),
        Target::New(path) => (path, None),
        Target::Existing(path, permissions) => (path, Some(permissions)),
    };
    let mut file = beside(&path)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    // Some file systems report a full disk as late as here.
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// What stands where a file is to be written.
enum Target {
    New(PathBuf),
    /// An ordinary file, by its own name where it was named by a symbolic link.
    Existing(PathBuf, Permissions),
    /// A device, a pipe or a socket. A rename would replace it.
    Device(PathBuf),
}

impl Target {
    fn of(path: &Path) -> io::Result<Target> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Target::New(path.into())),
            Err(error) => Err(error),
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() => Ok(Target::Existing(
                fs::canonicalize(path)?,
                found.permissions(),
            )),
            Ok(_) => Ok(Target::Device(path.into())),
        }
    }
}

/// A file under another name in the same directory, so that renaming it is one step. Removed when it is dropped.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".heap-atlas-");
    // As for any new file: readable by whom the umask allows. The builder's own default is the owner alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// Protects the files that stand at the place, and the directory from files of ours.
    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.heaptrace");
        check(&path).unwrap();
        assert_eq!(names(directory.path()), [""; 0]);
        write(&path, b"old").unwrap();
        check(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(directory.path()), ["a.heaptrace"]);
    }

    /// Protects symbolic links, permissions and devices, which a rename alone would replace.
    #[cfg(unix)]
    #[test]
    fn what_stands_at_the_place_stays_what_it_is() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let directory = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| directory.path().join(name));
        write(&file, b"old").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        let device = Path::new("/dev/null");
        check(device).unwrap();
        write(device, b"gone").unwrap();
        assert!(!fs::metadata(device).unwrap().is_file());
    }

    /// Protects long work from ending with nowhere to put its result.
    #[test]
    fn a_place_that_takes_no_file_is_told_beforehand() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        write(&file, b"").unwrap();
        for path in [
            directory.path(),
            &directory.path().join("no/file"),
            &file.join("in"),
        ] {
            assert!(check(path).is_err(), "{path:?}");
            assert!(write(path, b"").is_err(), "{path:?}");
        }
        assert!(check_directory(&file).is_err());
        check_directory(directory.path()).unwrap();
    }
}
