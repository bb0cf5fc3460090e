//! A file that several processes and people change, such as the ledger: nobody's change is lost.
//!
//! 1. One lock for all processes of this program; it goes with the process.
//! 2. The file is read again under the lock, and the change is made to what stands there now.
//! 3. The new file takes the place of the old one in one step. An editor knows nothing of the lock: what it saved between 2 and 3 is found in the file that
//!    was put aside, and the change is made once more, to that.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::swap::{self, Placed};
use crate::disk::{DiskError, Doing, OnDisk};

/// How often somebody may save the file in the very moment in which it is replaced, until it is given up.
const TRIES: usize = 100;

/// Why a file was not changed.
#[derive(Debug)]
pub enum Unchanged<E> {
    /// The change does not fit what stands in the file now.
    Refused(E),
    /// The disk failed; the file is as it was.
    Disk(DiskError),
}

impl<E> From<DiskError> for Unchanged<E> {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

/// Changes a file: `change` gets what stands in it (nothing when it is not there) and gives what shall stand there, or `None` when it is right already. It may
/// be asked several times.
///
/// # Errors
/// When `change` refuses, or the disk fails; the file is then as it was.
pub fn change_shared<E>(path: &Path, change: impl Fn(Option<Vec<u8>>) -> Result<Option<String>, E>) -> Result<(), Unchanged<E>> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned()); // a link stays a link
    let _lock = Lock::take(&path)?;
    let new = beside(&path, "new");
    drop(fs::remove_file(&new)); // what a killed process left
    let mut known = read(&path)?; // what the change is made to
    let mut there = known.clone(); // what stands in the file as far as we know
    for _ in 0..TRIES {
        let text = match change(known.clone()) {
            Ok(Some(text)) => text,
            nothing => {
                swap::put_back(&new, &path).when(Doing::Replacing, &path)?;
                return nothing.map(drop).map_err(Unchanged::Refused);
            }
        };
        drop(fs::remove_file(&new));
        write(&new, text.as_bytes())?;
        let placed = swap::place(&new, &path, there.as_deref());
        (known, there) = match placed.when(Doing::Replacing, &path).inspect_err(|_| drop(fs::remove_file(&new)))? {
            Placed::Done => return Ok(()),
            Placed::Over(found) => (Some(found), Some(text.into_bytes())),
            Placed::Not => {
                let now = read(&path)?;
                (now.clone(), now)
            }
        };
    }
    drop(fs::remove_file(&new));
    Err(DiskError { doing: Doing::Replacing, path, error: ErrorKind::ResourceBusy.into() }.into())
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, DiskError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).when(Doing::Reading, path),
    }
}

/// Writes a file through to the disk: when it takes the other's place, its bytes are there.
fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let mut file = File::create(path).when(Doing::Writing, path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.when(Doing::Writing, path).inspect_err(|_| drop(fs::remove_file(path)))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{ending}"))
}

/// The lock of a file. While it is held no other process of this program changes the file.
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits for the lock: whoever has it needs it for moments.
    fn take(of: &Path) -> Result<Self, DiskError> {
        let path = beside(of, "lock");
        loop {
            let file = File::create(&path).when(Doing::Locking, &path)?;
            file.lock().when(Doing::Locking, &path)?;
            if is_still_there(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            drop(fs::remove_file(&self.path)); // whoever waits for it sees that it is gone, and makes a new one
        }
    }
}

/// Whether the locked file is the one that others find under its name, and not one that its last holder has removed.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(locked, found)| same(locked, found))
}

#[cfg(not(unix))]
fn is_still_there(_: &File, _: &Path) -> bool {
    true // there the file stays
}
