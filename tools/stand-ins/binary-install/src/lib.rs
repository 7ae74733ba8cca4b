//! Stands in for the crate by which wasm-pack downloads and unpacks programs: here, none is ever downloaded.
//!
//! Owns the way to programs that are installed already. Where a program is missing, wasm-pack says so.

use std::path::{Path, PathBuf};

/// The folder that wasm-pack keeps for programs of its own.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// The folder of a program that was found.
#[derive(Debug, Clone)]
pub struct Download {
    folder: PathBuf,
}

impl Cache {
    /// The cache of that name, in the user's folder of caches.
    pub fn new(name: &str) -> anyhow::Result<Self> {
        let caches = dirs::cache_dir()
            .ok_or_else(|| anyhow::anyhow!("there is no folder for caches: is $HOME set?"))?;
        Ok(Self::at(&caches.join(format!(".{name}"))))
    }

    /// The cache in a folder.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// A path in the cache.
    pub fn join(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Downloads nothing, as wasm-pack has it where the user permits no installation.
    pub fn download(
        &self,
        _install_permitted: bool,
        _name: &str,
        _binaries: &[&str],
        _url: &str,
    ) -> anyhow::Result<Option<Download>> {
        Ok(None)
    }
}

impl Download {
    /// What lies in a folder.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// The path of a program in the folder.
    pub fn binary(&self, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        anyhow::ensure!(path.is_file(), "there is no program {}", path.display());
        Ok(path)
    }
}
