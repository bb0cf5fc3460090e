//! A folder for programs that want their text in a file, or write their result into one. It goes away with the value.

use std::fs;
use std::io;
use std::path::PathBuf;

use tempfile::TempDir;

/// A folder of its own.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// Makes one where the system keeps such things.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn new() -> io::Result<Self> {
        Ok(Self(tempfile::Builder::new().prefix("disan-").tempdir()?))
    }

    /// Where a file of this name lies in it, or would.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::write(self.path(name), bytes)
    }
}
