//! The layers of a theme's files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::catalogue::Settings;
use crate::diag::{Problem, ProblemKind, SourceFile};
use crate::disk::DiskError;
use crate::source::{Tree, exists, read_bytes};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// How the paths of files in the program begin when they are shown.
const BUILT_IN_NAME: &str = "<built-in>/";

/// Whether a path that is shown to people is that of a file in the program.
#[must_use]
pub fn is_built_in(shown: &str) -> bool {
    shown.starts_with(BUILT_IN_NAME)
}

/// The name of the theme that is in the program.
const DEFAULT: &str = "default";
const TEXTS: &[&str] = &[".html", ".xml", ".svg", ".css", ".js", ".yaml", ".typ"];

/// A theme's files by their path in it; of each the last layer's.
pub(super) struct Files {
    texts: BTreeMap<String, Arc<SourceFile>>,
    /// Every layer's files `messages/*.yaml`, the first layer first.
    pub messages: Vec<Arc<SourceFile>>,
    binaries: BTreeMap<String, Binary>,
    /// Where somebody would add a file of their own: `themes/default`.
    pub folder: String,
}

enum Binary {
    BuiltIn(&'static [u8]),
    File(PathBuf),
}

impl Files {
    pub(super) fn read(project: &Path, settings: &Settings, problems: &mut Vec<Problem>) -> Result<Option<Self>, DiskError> {
        let themes = project.join("themes");
        let own = themes.join(&settings.theme);
        let is_plain_name = !settings.theme.contains(['/', '\\', '.']);
        if settings.theme != DEFAULT && !(is_plain_name && exists(&own)) {
            let kind = ProblemKind::NoTheme { name: settings.theme.clone(), known: known(&themes) };
            problems.push(Problem { kind, place: settings.theme_place.clone() });
            return Ok(None);
        }
        let mut files = Self { texts: BTreeMap::new(), messages: Vec::new(), binaries: BTreeMap::new(), folder: format!("themes/{}", settings.theme) };
        files.add_built_in(&BUILT_IN);
        let own_name = files.folder.clone();
        files.add_layer(&own, &own_name, "", problems)?;
        files.add_layer(&project.join("templates"), "templates", "templates/", problems)?;
        Ok(Some(files))
    }

    fn add_built_in(&mut self, folder: &'static Dir<'_>) {
        for file in folder.files() {
            let path = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            match file.contents_utf8() {
                Some(text) if TEXTS.iter().any(|ending| path.ends_with(ending)) => {
                    let shown = format!("{BUILT_IN_NAME}{path}");
                    self.add_text(path, Arc::new(SourceFile::new(shown, text.to_owned())));
                }
                _ if is_binary(&path) => drop(self.binaries.insert(path, Binary::BuiltIn(file.contents()))),
                _ => {}
            }
        }
        for folder in folder.dirs() {
            self.add_built_in(folder);
        }
    }

    fn add_layer(&mut self, root: &Path, shown: &str, prefix: &str, problems: &mut Vec<Problem>) -> Result<(), DiskError> {
        let (tree, found) = Tree::read(root, shown, TEXTS)?;
        problems.extend(found);
        for path in tree.others.iter().filter(|path| is_binary(path)) {
            self.binaries.insert(format!("{prefix}{path}"), Binary::File(tree.path(path)));
        }
        for (path, file) in tree.texts {
            self.add_text(format!("{prefix}{path}"), file);
        }
        Ok(())
    }

    fn add_text(&mut self, path: String, file: Arc<SourceFile>) {
        if path.starts_with("messages/") {
            self.messages.push(Arc::clone(&file));
        }
        self.texts.insert(path, file);
    }

    /// A text of the theme; empty when there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.texts.get(path).map_or("", |file| file.text.as_str())
    }

    /// The texts in a folder of the theme, by their path in that folder.
    pub(super) fn texts_under(&self, folder: &str) -> BTreeMap<String, Arc<SourceFile>> {
        self.texts.iter().filter_map(|(path, file)| Some((path.strip_prefix(folder)?.to_owned(), Arc::clone(file)))).collect()
    }

    /// The files in a folder of the theme that are no texts, by their path in that folder.
    pub(super) fn binaries_under(&self, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, DiskError> {
        let within = self.binaries.iter().filter_map(|(path, file)| Some((path.strip_prefix(folder)?.to_owned(), file)));
        within.map(|(path, file)| Ok((path, file.bytes()?))).collect()
    }
}

impl Binary {
    fn bytes(&self) -> Result<Vec<u8>, DiskError> {
        match self {
            Self::BuiltIn(bytes) => Ok(bytes.to_vec()),
            Self::File(path) => read_bytes(path),
        }
    }
}

fn is_binary(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("fonts/") && (path.ends_with(".ttf") || path.ends_with(".otf"))
}

fn known(themes: &Path) -> Vec<String> {
    let mut names = vec![DEFAULT.to_owned()];
    let folders = walkdir::WalkDir::new(themes).min_depth(1).max_depth(1).sort_by_file_name().into_iter().flatten();
    names.extend(folders.filter(|entry| entry.file_type().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned()));
    names.sort();
    names.dedup();
    names
}
