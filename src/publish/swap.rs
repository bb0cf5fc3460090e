//! Putting something new into the place of something old, in one step where the system can.

use std::fs;
use std::io;
use std::path::Path;

/// What became of a new file.
pub(super) enum Placed {
    /// It is in its place, and what was there before was what its author knew.
    Done,
    /// It is in its place, but somebody had changed the file meanwhile: these bytes. That file lies where the new one was.
    Over(Vec<u8>),
    /// It is not: somebody changed the file meanwhile.
    Not,
}

/// Puts the new folder where the target is. The old one, if there was any, ends up at `aside`.
///
/// On Linux this is one step that cannot be seen half done (`renameat2` with `RENAME_EXCHANGE`). Elsewhere it takes two; a process killed
/// between them leaves the old folder at `aside`, and [`recover`] puts it back.
pub(super) fn swap(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(new, target);
    }
    if exchange(new, target).is_ok() {
        return fs::rename(new, aside);
    }
    fs::rename(target, aside)?;
    fs::rename(new, target).inspect_err(|_| drop(fs::rename(aside, target)))
}

/// Ends what a killed process began: an old folder that was put aside comes back if nothing has taken its place.
pub(super) fn recover(target: &Path, aside: &Path) -> io::Result<()> {
    if !aside.exists() {
        return Ok(());
    }
    if target.exists() { fs::remove_dir_all(aside) } else { fs::rename(aside, target) }
}

/// Puts a new file where an old one is whose bytes are `known`, or where none is.
///
/// On Linux the two change places, and the old one is looked at afterwards, so that nothing that was saved in between is lost. Elsewhere it is looked at
/// right before.
pub(super) fn place(new: &Path, path: &Path, known: Option<&[u8]>) -> io::Result<Placed> {
    let swapped = if known.is_some() { exchange(new, path) } else { put_where_nothing_is(new, path) };
    match swapped {
        Ok(()) if known.is_none() => Ok(Placed::Done),
        Ok(()) => {
            let old = fs::read(new)?;
            if known != Some(old.as_slice()) {
                return Ok(Placed::Over(old));
            }
            fs::remove_file(new)?;
            Ok(Placed::Done)
        }
        // somebody removed the file, or made one
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) => Ok(Placed::Not),
        Err(_) => place_in_two_steps(new, path, known),
    }
}

/// Undoes [`Placed::Over`], if that is how it stands: the file that somebody saved is in its place again.
pub(super) fn put_back(new: &Path, path: &Path) -> io::Result<()> {
    if !new.exists() {
        return Ok(());
    }
    exchange(new, path)?;
    fs::remove_file(new)
}

/// For disks that cannot let two files change places.
fn place_in_two_steps(new: &Path, path: &Path, known: Option<&[u8]>) -> io::Result<Placed> {
    let found = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if found.as_deref() != known {
        return Ok(Placed::Not);
    }
    fs::rename(new, path)?;
    Ok(Placed::Done)
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(target_os = "linux")]
fn put_where_nothing_is(new: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, target, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(target_os = "linux"))]
fn put_where_nothing_is(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
