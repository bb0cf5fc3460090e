//! What the disk refused, with the path and what was being done: "permission denied" alone helps nobody.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What was being done to a file or folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doing {
    /// Reading a file, or asking for its size.
    Reading,
    /// Listing a folder.
    Listing,
    /// Writing a file.
    Writing,
    /// Making a folder.
    MakingFolder,
    /// Putting a new file or folder into the place of the old one.
    Replacing,
    /// Removing a file or folder.
    Removing,
    /// Locking a file against other processes.
    Locking,
}

/// A failure of the disk.
#[derive(Debug)]
pub struct DiskError {
    /// What was being done.
    pub doing: Doing,
    /// To which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}: {}", self.doing, self.path.display(), self.error)
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A result of the disk that can be given its path.
pub trait OnDisk<T> {
    /// The same result; a failure says what was being done to which path.
    ///
    /// # Errors
    /// When there was one.
    fn when(self, doing: Doing, path: &Path) -> Result<T, DiskError>;
}

impl<T, E: Into<io::Error>> OnDisk<T> for Result<T, E> {
    fn when(self, doing: Doing, path: &Path) -> Result<T, DiskError> {
        self.map_err(|error| DiskError { doing, path: path.to_owned(), error: error.into() })
    }
}
