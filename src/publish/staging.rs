//! A folder in the making, beside the one it will replace.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::{self, Line, MANIFEST};
use super::swap;
use crate::disk::{DiskError, Doing, OnDisk};
use crate::plan::Addresses;
use crate::render::{Artifact, Content};

/// A folder in the making. Dropped without being finished, it goes away and the target stays as it was.
pub struct Staging {
    target: PathBuf,
    new: PathBuf,
    aside: PathBuf,
    /// Whether there is a folder to take unchanged files from.
    replaces: bool,
    _lock: File,
}

/// Why a folder cannot be published to.
#[derive(Debug)]
pub enum Unusable {
    /// It has files and no manifest: somebody else's work, which is not replaced.
    NotOurs,
    /// Another process is publishing there.
    Busy,
    /// It is a link to a folder that is not there: this one.
    LinkToNothing(PathBuf),
    /// The disk failed.
    Disk(DiskError),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs => f.write_str("the folder has files that this program did not make"),
            Self::Busy => f.write_str("another process is publishing to the folder"),
            Self::LinkToNothing(target) => write!(f, "a link to {}, which is not there", target.display()),
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unusable {}

impl From<DiskError> for Unusable {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl Staging {
    /// Begins a folder that will replace `target`. What an earlier process left unfinished is cleared away. A link is followed: the folder that it leads to is
    /// replaced, and the link stays.
    ///
    /// # Errors
    /// When the target holds somebody else's files, another process publishes there, or the disk fails.
    pub fn begin(target: &Path) -> Result<Self, Unusable> {
        let target = behind_links(&std::path::absolute(target).when(Doing::Reading, target)?)?;
        let parent = target.parent().ok_or(Unusable::NotOurs)?;
        fs::create_dir_all(parent).when(Doing::MakingFolder, parent)?;
        let name = target.file_name().ok_or(Unusable::NotOurs)?.to_string_lossy().into_owned();
        let beside = |ending: &str| parent.join(format!(".{name}.{ending}"));
        let lock = lock(&beside("lock"))?;
        let (new, aside) = (beside("new"), beside("old"));
        swap::recover(&target, &aside).when(Doing::Replacing, &target)?;
        if target.exists() && !is_ours(&target)? {
            return Err(Unusable::NotOurs);
        }
        if new.exists() {
            fs::remove_dir_all(&new).when(Doing::Removing, &new)?;
        }
        fs::create_dir(&new).when(Doing::MakingFolder, &new)?;
        let replaces = target.exists();
        Ok(Self { target, new, aside, replaces, _lock: lock })
    }

    /// Writes one artifact; gives a line for each of its files. May be called from several threads.
    ///
    /// # Errors
    /// When a path leads out of the folder, or the disk fails.
    pub fn put(&self, artifact: &Artifact) -> Result<Vec<Line>, DiskError> {
        let relative = inside(&artifact.path)?;
        let read;
        let bytes = match &artifact.content {
            Content::Bytes(bytes) => bytes.as_slice(),
            Content::Copy(source) => {
                read = fs::read(source).when(Doing::Reading, source)?;
                &read
            }
        };
        let (old, new) = (self.target.join(relative), self.new.join(relative));
        let kept = self.replaces && fs::read(&old).is_ok_and(|known| known == bytes);
        let written = if kept { keep(&old, &new, bytes) } else { write(&new, bytes) };
        written.when(Doing::Writing, &new)?;
        let first = Line { path: artifact.path.clone(), hash: blake3::hash(bytes), kept };
        let mut lines = vec![first.clone()];
        for twin in &artifact.twins {
            let path = self.new.join(inside(twin)?);
            keep(&new, &path, bytes).when(Doing::Writing, &path)?;
            lines.push(Line { path: twin.clone(), ..first.clone() });
        }
        Ok(lines)
    }

    /// Takes over files of the folder that is replaced. `None` when one of them is not there as it was published.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn keep(&self, files: &[Line]) -> Result<Option<Vec<Line>>, DiskError> {
        let published = |line: &Line| fs::read(self.target.join(inside(&line.path).ok()?)).ok().filter(|bytes| blake3::hash(bytes) == line.hash);
        let Some(found) = files.iter().map(published).collect::<Option<Vec<_>>>() else { return Ok(None) };
        for (line, bytes) in files.iter().zip(found) {
            let (path, new) = (inside(&line.path)?, self.new.join(&line.path));
            keep(&self.target.join(path), &new, &bytes).when(Doing::Writing, &new)?;
        }
        Ok(Some(files.to_vec()))
    }

    /// Puts the folder in the target's place. What was published into a folder inside of it, such as an order that was printed by itself, stays there.
    ///
    /// # Errors
    /// When the disk fails; the target is then the old one.
    pub fn finish(self, lines: &mut [Line]) -> Result<(), DiskError> {
        for inner in published_inside(&self.target).when(Doing::Listing, &self.target)? {
            let place = self.new.join(inner.strip_prefix(&self.target).unwrap_or(&inner));
            if !place.exists() {
                carry_over(&inner, &place).when(Doing::Writing, &place)?;
            }
        }
        let manifest = self.new.join(MANIFEST);
        fs::write(&manifest, manifest::text(lines)).when(Doing::Writing, &manifest)?;
        swap::swap(&self.new, &self.target, &self.aside).when(Doing::Replacing, &self.target)?;
        if self.aside.exists() {
            fs::remove_dir_all(&self.aside).when(Doing::Removing, &self.aside)?;
        }
        Ok(())
    }
}

/// The folder that a path leads to, be it there or not.
fn behind_links(path: &Path) -> Result<PathBuf, Unusable> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    path.canonicalize().map_err(|_| {
        let target = fs::read_link(path).unwrap_or_default();
        Unusable::LinkToNothing(path.parent().map_or(target.clone(), |parent| parent.join(&target)))
    })
}

/// The lock of an output folder; it goes with the process.
fn lock(path: &Path) -> Result<File, Unusable> {
    let lock = File::create(path).when(Doing::Locking, path)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Unusable::Busy),
        Err(TryLockError::Error(error)) => Err(DiskError { doing: Doing::Locking, path: path.to_owned(), error }.into()),
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.new));
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// When the disk fails; the file is then the old one.
pub fn write_whole(path: &Path, text: &str) -> Result<(), DiskError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let new = path.with_file_name(format!(".{name}.new"));
    fs::write(&new, text).when(Doing::Writing, &new)?;
    fs::rename(&new, path).when(Doing::Replacing, path)
}

/// Whether there is nothing in a folder but what was published, be it the folder itself or only folders inside of it.
fn is_ours(folder: &Path) -> Result<bool, DiskError> {
    if !folder.is_dir() || folder.join(MANIFEST).exists() {
        return Ok(folder.is_dir());
    }
    for entry in fs::read_dir(folder).when(Doing::Listing, folder)? {
        let path = entry.when(Doing::Listing, folder)?.path();
        let is_lock = path.extension().is_some_and(|ending| ending == "lock") && fs::metadata(&path).when(Doing::Reading, &path)?.len() == 0;
        if !is_lock && !is_ours(&path)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Folders inside of a folder that were published by themselves: `print/orders/nhan-che` in `print`.
fn published_inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let inside = folder.join(Addresses::orders_folder());
    for entry in fs::read_dir(&inside).into_iter().flatten() {
        let path = entry?.path();
        if path.join(MANIFEST).exists() {
            found.push(path);
        }
    }
    Ok(found)
}

/// What was published inside of a folder, into the folder that takes its place. A link that somebody put there stays a link.
fn carry_over(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_symlink() {
        return link_all(from, to);
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    link(&from.canonicalize()?, to)
}

#[cfg(unix)]
fn link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn link(target: &Path, link: &Path) -> io::Result<()> {
    link_all(target, link) // links are rare there, and need rights that few have
}

/// A folder under another name as well.
fn link_all(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let place = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            link_all(&path, &place)?;
        } else {
            keep(&path, &place, &fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// A path that names a file in the folder it is put into.
fn inside(path: &str) -> Result<&Path, DiskError> {
    let relative = Path::new(path);
    if !path.is_empty() && relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(relative);
    }
    Err(DiskError { doing: Doing::Writing, path: relative.to_owned(), error: io::ErrorKind::InvalidFilename.into() })
}

/// Most folders exist when a file comes: they are only made when one does not.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    with_folder(path, || fs::write(path, bytes))
}

/// A file under another name as well: a link; on disks without links a copy with the same time.
fn keep(old: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    with_folder(new, || {
        fs::hard_link(old, new).or_else(|error| {
            // two paths of a disk without upper and lower case: the file is there already
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists) {
                return if error.kind() == io::ErrorKind::NotFound { Err(error) } else { Ok(()) };
            }
            fs::write(new, bytes)?;
            File::options().write(true).open(new)?.set_modified(fs::metadata(old)?.modified()?)
        })
    })
}

fn with_folder(path: &Path, write: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match write() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            write()
        }
        result => result,
    }
}
