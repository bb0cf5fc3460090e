//! Small catalogues in folders of their own, and the command run on them as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// A catalogue that is valid and small: one historic site, one producer with one product.
pub fn small() -> Project {
    Project::new()
        .file("content/catalogue.yaml", CATALOGUE)
        .file("content/sites/chua-cau/index.md", SITE)
        .file("content/sites/chua-cau/index.en.md", SITE_EN)
        .file("content/producers/htx-muoi.yaml", PRODUCER)
        .file("content/products/muoi-ruong.yaml", PRODUCT)
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The repository's own catalogue, built: website and print, once for all tests. They only read it.
pub fn built() -> &'static Project {
    static BUILT: LazyLock<Project> = LazyLock::new(|| {
        // what lives as long as the process is never dropped: the next run clears it away
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("built");
        drop(fs::remove_dir_all(&place));
        fs::create_dir_all(&place).unwrap();
        let project = Project { folder: tempfile::tempdir_in(place).unwrap() };
        copy(&root().join("content"), &project.path("content"));
        project.build();
        project
    });
    &BUILT
}

/// The repository's own catalogue in a folder of its own, not built yet: a copy, so that the ledger is not touched. What took long to make for [`built`]
/// lies beside it.
pub fn committed() -> Project {
    let project = Project::new();
    copy(&root().join("content"), &project.path("content"));
    copy(&built().path(".disan-cache"), &project.path(".disan-cache"));
    project
}

/// A folder with a catalogue. It is gone when the value is.
pub struct Project {
    folder: TempDir,
}

impl Project {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// In memory where the system has such a place: for tests that make and remove thousands of files.
    pub fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        Self { folder: if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap() }
    }

    /// Writes a file; a former one of this name is replaced.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file into a project that is in use already.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a piece of a file. The piece must be there.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.file(path, text.replacen(from, to, 1))
    }

    /// Puts a text behind the end of a file.
    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn read_bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The command, in this folder, with a fixed day and language: `project.disan(&["build"])`.
    pub fn disan(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_disan"));
        command.current_dir(self.folder.path()).args(arguments).env_remove("LANG").env_remove("LC_ALL").env("NO_COLOR", "1");
        if arguments.first().is_some_and(|verb| ["build", "check"].contains(verb)) && !arguments.contains(&"--today") {
            command.args(["--today", "2026-11-21"]);
        }
        command
    }

    /// Builds the website only; fails the test when that fails.
    pub fn build_web(&self) -> &Self {
        self.succeeds(&["build", "--only", "web"]);
        self
    }

    /// Builds everything; fails the test when that fails.
    pub fn build(&self) -> &Self {
        self.succeeds(&["build"]);
        self
    }

    /// Runs a command that must succeed; gives its standard output.
    pub fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.disan(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs a command that must end with an exit code; gives what it says on both streams.
    pub fn fails(&self, arguments: &[&str], code: i32) -> String {
        let Output { status, stdout, stderr } = self.disan(arguments).output().unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}: {}{}", text(&stdout), text(&stderr));
        text(&stdout) + &text(&stderr)
    }

    /// Every file below a folder, with its path in it, sorted.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut files: Vec<_> = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub const CATALOGUE: &str = "\
title: {vi: Di sản quê tôi, en: Heritage of my home}
summary: {vi: Một bộ dữ liệu nhỏ để thử., en: A small catalogue for tests.}
base_url: https://disan.example.vn
publisher:
  name: {vi: Đoàn xã, en: Commune youth union}
";

pub const SITE: &str = "\
---
name: Chùa Cầu
summary: Cây cầu có mái ở Hội An.
types: [architectural]
rank:
  level: national
  date: 1990-02-17
place:
  latitude: 15.8771
  longitude: 108.3260
  precision: 50
  addresses:
    - text: {vi: \"phường Hội An, TP Đà Nẵng\", en: \"Hội An Ward, Đà Nẵng\"}
      from: 2025-07-01
---

Cây cầu bắc qua một con lạch nhỏ.
";

pub const SITE_EN: &str = "\
---
name: Japanese Covered Bridge
summary: The roofed bridge of Hội An.
---

The bridge crosses a small creek.
";

pub const PRODUCER: &str = "\
name: {vi: HTX Muối, en: Salt Cooperative}
summary: {vi: Hợp tác xã làm muối phơi nắng., en: A cooperative that dries salt in the sun.}
type: cooperative
place:
  addresses:
    - text: {vi: \"xã Ven Biển\", en: \"Ven Biển Commune\"}
payment: {bank: VCB, account: \"0000001234\", holder: HTX MUOI VEN BIEN, purpose: Mua muối ruộng, checked: 2026-11-01}
";

pub const PRODUCT: &str = "\
name: {vi: Muối ruộng, en: Field salt}
summary: {vi: Muối hạt phơi nắng., en: Sun-dried coarse salt.}
producer: producers/htx-muoi
group: food
ocop: {stars: 4, date: 2025-03-01}
story:
  vi: Muối được phơi trên sân đất nện.
  en: The salt dries on floors of rammed earth.
";
