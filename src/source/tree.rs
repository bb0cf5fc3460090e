//! The files of a folder. Texts are read at once, in parallel; pictures and fonts only when somebody asks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::disk::{DiskError, Doing, OnDisk};
use crate::text::nfc;

/// The largest text file that is read, in bytes. A long story has some 10 kB.
const TEXT_LIMIT: u64 = 1 << 20;
/// The largest ledger, in bytes: room for all of the million codes that there are.
const LEDGER_LIMIT: u64 = 1 << 27;

/// A folder's files by their path in it, with forward slashes.
#[derive(Debug, Default)]
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
    /// Texts (`.md`, `.yaml`, and what `texts` named) by path.
    pub texts: BTreeMap<String, Arc<SourceFile>>,
    /// Paths of all other files.
    pub others: Vec<String>,
    /// Paths on the disk where they are spelled otherwise: a Mac takes letters and their marks apart (NFD), what people write in YAML does not.
    spelled: BTreeMap<String, String>,
}

impl Tree {
    /// Reads a folder. `shown` is how the folder is called towards people; files whose names end in one of `texts` are read, the
    /// others only listed. A folder that is not there gives an empty tree. Hidden files and folders are passed over.
    ///
    /// # Errors
    /// When the disk fails. What an author did wrong (not UTF-8, too large, a link that leads out) comes as problems.
    pub fn read(root: &Path, shown: &str, texts: &[&str]) -> Result<(Self, Vec<Problem>), DiskError> {
        let mut tree = Self { root: root.to_owned(), ..Self::default() };
        let mut problems = Vec::new();
        if !exists(root) {
            return Ok((tree, problems));
        }
        let found = tree.one_spelling(files(root, shown, false, &mut problems)?, shown, &mut problems);
        let found = found.into_iter().filter(|path| !is_left_behind(path)).collect::<Vec<_>>();
        let (wanted, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|path| texts.iter().any(|ending| path.ends_with(ending)));
        tree.others = others;
        tree.others.sort();
        let read: Vec<_> = wanted.into_par_iter().map(|path| (read_text(&tree.path(&path), shown, &path), path)).collect();
        for (text, path) in read {
            match text? {
                Ok(file) => drop(tree.texts.insert(path, file)),
                Err(problem) => problems.push(problem),
            }
        }
        Ok((tree, problems))
    }

    /// Lists the files of a folder, hidden ones too, and reads none. One that is larger than `limit` bytes is a problem. What a file manager
    /// leaves behind is passed over.
    ///
    /// # Errors
    /// When the disk fails. What an author did wrong (too large, a link that leads out) comes as problems.
    pub fn list(root: &Path, shown: &str, limit: u64) -> Result<(Self, Vec<Problem>), DiskError> {
        let mut tree = Self { root: root.to_owned(), ..Self::default() };
        let mut problems = Vec::new();
        if !exists(root) {
            return Ok((tree, problems));
        }
        let found = tree.one_spelling(files(root, shown, true, &mut problems)?, shown, &mut problems);
        let (left_behind, found): (Vec<_>, Vec<_>) = found.into_iter().partition(|path| is_left_behind(path));
        if let Some(first) = left_behind.first() {
            problems.push(Problem::at(&Place::start_of(&unread(shown, first)), ProblemKind::LeftBehind { files: left_behind }));
        }
        for path in found {
            let bytes = tree.path(&path).metadata().when(Doing::Reading, &tree.path(&path))?.len();
            if bytes > limit {
                problems.push(Problem::at(&Place::start_of(&unread(shown, &path)), ProblemKind::StaticFileTooLarge { bytes, limit }));
            } else {
                tree.others.push(path);
            }
        }
        tree.others.sort();
        Ok((tree, problems))
    }

    /// A file of which only the name is known, to tell a problem of it; `shown` is how the folder is called.
    #[must_use]
    pub fn unread(&self, shown: &str, relative: &str) -> Arc<SourceFile> {
        unread(shown, relative)
    }

    /// The path of one of the files on the disk.
    #[must_use]
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(self.spelled.get(relative).map_or(relative, String::as_str))
    }

    /// The paths as everything else is spelled (NFC). Two that are then the same are a problem, and the one that is spelled so on the disk counts.
    fn one_spelling(&mut self, paths: Vec<String>, shown: &str, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut found = BTreeSet::new();
        for path in paths {
            let name = nfc(&path).into_owned();
            if name != path {
                self.spelled.insert(name.clone(), path.clone());
            }
            if !found.insert(name.clone()) {
                problems.push(Problem::at(&Place::start_of(&unread(shown, &name)), ProblemKind::SameName { name: name.clone() }));
                self.spelled.remove(&name);
            }
        }
        found.into_iter().collect()
    }
}

/// A single text, by its whole path. `None` when there is none that can be read.
#[must_use]
pub fn read_one(path: &Path) -> Option<Arc<SourceFile>> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_string_lossy());
    let shown = folder.to_string_lossy().replace('\\', "/");
    read_text(path, shown.trim_end_matches('/'), &name).ok()?.ok()
}

/// Paths of the files below a folder.
fn files(root: &Path, shown: &str, hidden: bool, problems: &mut Vec<Problem>) -> Result<Vec<String>, DiskError> {
    let mut found = Vec::new();
    let visible = |entry: &DirEntry| hidden || entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(root).max_depth(12).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| listing_failed(error, root))?;
        let relative = relative(root, entry.path());
        match oddity(root, &entry) {
            Some(kind) => problems.push(Problem::at(&Place::start_of(&unread(shown, &relative)), kind)),
            None if entry.file_type().is_dir() || entry.path().is_dir() => {}
            None => found.push(relative),
        }
    }
    Ok(found)
}

/// Why something in a folder is not read. `None` for plain files and folders, and for links to files of the same folder.
fn oddity(root: &Path, entry: &DirEntry) -> Option<ProblemKind> {
    let path = entry.path();
    if entry.depth() == 0 {
        return None; // the folder itself may be a link
    }
    if entry.file_name().to_str().is_none() {
        return Some(ProblemKind::NameNotUtf8);
    }
    if entry.path_is_symlink() {
        let target = path.read_link().unwrap_or_default().to_string_lossy().replace('\\', "/");
        return match path.canonicalize() {
            Err(_) => Some(ProblemKind::LinkToNothing { target }),
            Ok(real) if real.is_file() && real.starts_with(canonical(root)) => None,
            Ok(_) => Some(ProblemKind::LinkLeavesFolder),
        };
    }
    (!entry.file_type().is_dir() && !entry.file_type().is_file()).then_some(ProblemKind::NoPlainFile)
}

fn listing_failed(error: walkdir::Error, root: &Path) -> DiskError {
    let path = error.path().unwrap_or(root).to_owned();
    DiskError { doing: Doing::Listing, path, error: error.into() }
}

/// Whether a file is what computers leave behind for themselves: macOS beside each file on a foreign disk and in each archive, Windows and Linux in folders,
/// network storage, office programs while a file is open.
fn is_left_behind(path: &str) -> bool {
    path.split('/').any(|part| {
        let name = part.to_ascii_lowercase();
        name.starts_with("._") || name.starts_with("~$") || name.starts_with(".~lock.") || LEFT_BEHIND.contains(&name.as_str())
    })
}

/// Names in small letters.
const LEFT_BEHIND: [&str; 14] = [
    ".ds_store",
    "__macosx",
    ".appledouble",
    ".spotlight-v100",
    ".trashes",
    ".fseventsd",
    ".temporaryitems",
    "desktop.ini",
    "thumbs.db",
    "ehthumbs.db",
    "$recycle.bin",
    "system volume information",
    "@eadir",
    ".directory",
];

/// Whether there is such a file or folder.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// A folder's path without links and dots, for comparing folders. It need not exist: links above it are followed all the same.
#[must_use]
pub fn canonical(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
        }
        real = real.canonicalize().unwrap_or(real);
    }
    real
}

/// All files of a folder, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.filter(|entry| entry.as_ref().map_or(true, |entry| entry.file_type().is_file()));
    files.map(|entry| Ok(entry.map_err(|error| listing_failed(error, folder))?.into_path())).collect()
}

/// How many bytes a file has. `None` when it cannot be seen.
#[must_use]
pub fn bytes_of(path: &Path) -> Option<u64> {
    path.metadata().ok().map(|file| file.len())
}

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read.
#[allow(clippy::disallowed_methods)] // this room is the door to the disk
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, DiskError> {
    std::fs::read(path).when(Doing::Reading, path)
}

#[allow(clippy::disallowed_methods)] // this room is the door to the disk
fn read_text(path: &Path, shown: &str, relative: &str) -> Result<Result<Arc<SourceFile>, Problem>, DiskError> {
    let problem = |kind| Ok(Err(Problem::at(&Place::start_of(&unread(shown, relative)), kind)));
    let bytes = std::fs::metadata(path).when(Doing::Reading, path)?.len();
    let limit = if relative.ends_with("ledger.yaml") { LEDGER_LIMIT } else { TEXT_LIMIT };
    if bytes > limit {
        return problem(ProblemKind::FileTooLarge { bytes, limit });
    }
    match text_of(read_bytes(path)?) {
        Ok(text) => Ok(Ok(Arc::new(SourceFile::new(join(shown, relative), text)))),
        Err(kind) => problem(kind),
    }
}

/// The bytes of a file as text: without a byte order mark, lines ended by `\n`, in NFC.
///
/// # Errors
/// When they are not UTF-8.
pub fn text_of(bytes: Vec<u8>) -> Result<String, ProblemKind> {
    let text = String::from_utf8(bytes).map_err(|_| ProblemKind::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(if text.contains('\r') { nfc(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned() } else { nfc(text).into_owned() })
}

/// A file of which only the name is known, to tell a problem of it.
fn unread(shown: &str, relative: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(join(shown, relative), String::new()))
}

fn join(shown: &str, relative: &str) -> String {
    if shown.is_empty() { relative.to_owned() } else { format!("{shown}/{relative}") }
}

fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
