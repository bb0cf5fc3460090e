//! What took long to make is kept from one build to the next, under the hash of all that it was made from. Whoever throws the folder away loses time and
//! nothing else. What neither a build nor the one before it used is thrown away by the build itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use blake3::Hash;

use super::made::Made;

/// The file that says what belongs to an entry: a line for each file with its hash. It is written last.
const LIST: &str = "list";
/// An empty file that each build writes anew when it begins. Its time is the build's; the time at which a list was last read is that of the last build that
/// used it.
const BEGUN: &str = "begun";
/// How the name of a file ends that is on the way into its place.
const NEW: &str = "new";

/// A folder with what was made earlier.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    build: Option<Build>,
}

/// When builds began, by the clock of the disk.
#[derive(Clone, Copy, Debug)]
struct Build {
    this: SystemTime,
    /// The one before it.
    last: Option<SystemTime>,
}

impl Build {
    /// Whether something in the cache is of no use any more.
    fn is_done_with(&self, entry: &walkdir::DirEntry) -> bool {
        let Some(about) = entry.metadata().ok() else { return false };
        let is_older = |time: io::Result<SystemTime>, than: SystemTime| time.is_ok_and(|time| time < than);
        if about.is_file() {
            // a file on the way into its place, of a build that did not live to put it there
            return entry.path().extension().is_some_and(|ending| ending == NEW) && is_older(about.modified(), self.this);
        }
        if entry.depth() != 2 {
            return false;
        }
        match fs::metadata(entry.path().join(LIST)) {
            Ok(list) => self.last.is_some_and(|last| is_older(list.accessed(), last)),
            Err(_) => is_older(about.modified(), self.this), // never finished
        }
    }
}

impl Cache {
    /// The cache beside a catalogue's folder. It need not be there.
    #[must_use]
    pub fn beside(catalogue: &Path) -> Self {
        Self { folder: catalogue.parent().unwrap_or(Path::new("")).join(".disan-cache"), build: None }
    }

    /// The same cache for a build that uses all that the catalogue needs, and tidies up behind itself.
    #[must_use]
    pub fn for_build(self) -> Self {
        let begun = self.folder.join(BEGUN);
        let time = || fs::metadata(&begun)?.modified();
        let last = time().ok();
        let this = fs::create_dir_all(&self.folder).and_then(|()| put(&begun, b"")).and_then(|()| time()).ok();
        Self { build: this.map(|this| Build { this, last }), ..self }
    }

    /// Throws away what was used neither in this build nor in the one before it, and what builds that were killed or had no room left unfinished. What cannot
    /// be removed stays.
    pub fn tidy(&self) {
        let Some(build) = self.build else { return };
        for entry in walkdir::WalkDir::new(&self.folder).contents_first(true).into_iter().flatten() {
            if build.is_done_with(&entry) {
                drop(if entry.file_type().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) });
            }
        }
    }

    /// What the last build put into an output folder; `name` says into which of the two.
    #[must_use]
    pub fn made(&self, name: &str) -> Made {
        Made::read(self.folder.join(format!("made-{name}")))
    }

    /// The files that are kept under a key, by name. `None` when there are none, or one of them is not as it was written.
    #[must_use]
    pub fn get(&self, key: &Hash) -> Option<BTreeMap<String, PathBuf>> {
        let folder = self.folder_of(key);
        let list = fs::read_to_string(folder.join(LIST)).ok()?;
        let whole = |line: &str| {
            let (hash, name) = line.split_once("  ")?;
            let path = folder.join(name);
            let is_whole = blake3::hash(&fs::read(&path).ok()?).to_hex().as_str() == hash;
            is_whole.then(|| (name.to_owned(), path))
        };
        let files = list.strip_suffix("end\n")?.lines().map(whole).collect::<Option<BTreeMap<_, _>>>()?;
        self.mark(&folder);
        (!files.is_empty()).then_some(files)
    }

    /// Keeps files under a key; gives where each one lies. May be called from several threads and processes: each file comes into its place whole.
    ///
    /// # Errors
    /// When the disk fails or the folder cannot be written to.
    pub fn put(&self, key: &Hash, files: &[(String, Vec<u8>)]) -> io::Result<BTreeMap<String, PathBuf>> {
        let folder = self.folder_of(key);
        fs::create_dir_all(&folder)?;
        let mut kept = BTreeMap::new();
        let mut list = String::new();
        for (name, bytes) in files {
            put(&folder.join(name), bytes)?;
            let _ = writeln!(list, "{}  {name}", blake3::hash(bytes).to_hex());
            kept.insert(name.clone(), folder.join(name));
        }
        put(&folder.join(LIST), (list + "end\n").as_bytes())?;
        self.mark(&folder);
        Ok(kept)
    }

    /// Says that a build uses an entry. Where that cannot be written, it is only kept for less long.
    fn mark(&self, entry: &Path) {
        let Some(Build { this, .. }) = self.build else { return };
        drop(File::options().append(true).open(entry.join(LIST)).and_then(|list| list.set_times(FileTimes::new().set_accessed(this))));
    }

    fn folder_of(&self, key: &Hash) -> PathBuf {
        let key = key.to_hex();
        let (first, rest) = key.split_at(2); // no folder gets thousands of others
        self.folder.join(first).join(rest.get(..30).unwrap_or_default())
    }
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let thread = format!("{:?}", std::thread::current().id()).replace(|letter: char| !letter.is_ascii_digit(), "");
    let new = path.with_extension(format!("{}-{thread}.{NEW}", std::process::id()));
    fs::write(&new, bytes)?;
    fs::rename(&new, path)
}
