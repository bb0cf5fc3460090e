//! Themes: templates, words per language, style, fonts, print templates.
//!
//! Files come in layers, and a later layer's file stands in for an earlier one's, file by file: the built-in theme, `themes/<name>/`, and the
//! project's own `templates/` (which holds what the theme's `templates/` holds). Words are merged key by key.

mod assets;
mod files;
mod messages;
mod pages;
mod style;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::catalogue::Settings;
use crate::diag::{Problem, SourceFile};
use crate::disk::DiskError;
use crate::lang::Lang;

pub use assets::{Asset, Assets, KEEP_SCRIPT, PAGE_SCRIPT};
pub use files::is_built_in;
pub use messages::Messages;
pub use pages::problem_of;
pub use style::Inlined;

use files::Files;

/// A theme, whole: what it cannot do is told before anything is rendered.
pub struct Theme {
    /// The page templates.
    pub pages: tera::Tera,
    /// The template files, to show where one is wrong.
    pub sources: BTreeMap<String, Arc<SourceFile>>,
    /// Words of the interface, one set a language, in the order of the catalogue's languages.
    pub messages: Vec<(Lang, Messages)>,
    /// The style sheet of each sort of page, with its hash.
    pub styles: BTreeMap<Sheet, Inlined>,
    /// The script of the pages that hold several languages, with its hash.
    pub language_script: Inlined,
    /// The script of the page that finds codes: it reads what is typed; with its hash.
    pub find_script: Inlined,
    /// The service worker: the one that keeps what was seen, and the one that clears all that up and goes.
    pub workers: [String; 2],
    /// Files that pages load: the script of every page, and what is loaded after a tap.
    pub assets: Assets,
    /// Print templates by name: `plaque.typ`.
    pub print: BTreeMap<String, Arc<SourceFile>>,
    /// Font files.
    pub fonts: Vec<Vec<u8>>,
}

impl Theme {
    /// The words in a language. Every language of the catalogue has some.
    #[must_use]
    pub fn messages(&self, lang: &Lang) -> &Messages {
        let own = self.messages.iter().find(|(known, _)| known == lang);
        &own.unwrap_or(&self.messages[0]).1
    }
}

/// Reads the theme that a catalogue names. `project` is the folder that holds `themes/` and `templates/`. `None` when there is none, or its
/// templates cannot be read.
///
/// # Errors
/// When the disk fails.
pub fn read(project: &Path, settings: &Settings, problems: &mut Vec<Problem>) -> Result<Option<Theme>, DiskError> {
    let Some(files) = Files::read(project, settings, problems)? else {
        return Ok(None);
    };
    let messages = messages::read(&files, settings, problems);
    let sources = files.texts_under("templates/");
    let pages = pages::read(&sources, problems);
    let (Some(messages), Some(pages)) = (messages, pages) else {
        return Ok(None);
    };
    let script = |file: &str| Inlined::new(style::shortened_script(files.text(file)));
    Ok(Some(Theme {
        pages,
        sources,
        messages,
        styles: Sheet::ALL.map(|sheet| (sheet, Inlined::new(style::shortened_css(&sheet.text(&files))))).into(),
        language_script: script("language.js"),
        find_script: script("find.js"),
        workers: ["worker.js", "worker-off.js"].map(|file| style::shortened_script(files.text(file))),
        assets: Assets::read(&files)?,
        print: files.texts_under("print/"),
        fonts: files.binaries_under("fonts/")?.into_values().collect(),
    }))
}

/// A sort of page: each gets only the style that it needs, since the style stands in the page itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sheet {
    /// Pages of entries, and those behind codes.
    Entry,
    /// All others.
    Other,
}

impl Sheet {
    /// All of them.
    const ALL: [Self; 2] = [Self::Entry, Self::Other];

    /// `style.css`, then what lies in `style/`, then what lies in the sort's own folder there, in the order of their names.
    fn text(self, files: &Files) -> String {
        let own = match self {
            Self::Entry => "style/entry/",
            Self::Other => "style/other/",
        };
        let shared = files.texts_under("style/").into_iter().filter(|(path, _)| !path.contains('/'));
        let parts = shared.chain(files.texts_under(own)).map(|(_, file)| file.text.clone());
        std::iter::once(files.text("style.css").to_owned()).chain(parts).collect::<Vec<_>>().join("\n")
    }
}
