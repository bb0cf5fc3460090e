//! The valid world: settings, entries, codes; everything wrong is told in one run.
//!
//! 1. `settings` reads `catalogue.yaml`, with its `symbol`s and `style`s and their `logo`s, its orders as they are `wanted` (an `order` has its names looked up), `stock`s and printers, and who speaks its `narration`; `host` knows the kinds of hosts it may name.
//! 2. `files` gathers the files of each entry; `entry` reads them and `read` takes them apart by the `field`s that its kind (`site`, `route`, `product`, `producer`,
//!    `page`) is described by, and gives a `record` of valid values. `picture`, `panorama` and `video` look at the files that entries name.
//! 3. `ledger` says which code each entry has, and gives codes (`code`) to those that have none; `ledger_change` adds to it, `ledger_loss` says what it lost since it was last
//!    published.
//! 4. `check` looks between entries: references, dates, coordinates, translations, pictures.
//!
//! `reference` writes the description of the format from the same fields.

mod check;
mod code;
mod contact;
mod entry;
mod field;
mod files;
mod given;
mod host;
mod kind;
mod ledger;
mod ledger_change;
mod ledger_loss;
mod ledger_text;
mod logo;
mod narration;
mod order;
mod page;
mod panorama;
mod payment;
mod picture;
mod place;
mod producer;
mod product;
mod read;
mod record;
mod reference;
mod route;
mod settings;
mod site;
mod stock;
mod style;
mod symbol;
mod video;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::disk::DiskError;
use crate::source::Tree;
use crate::text::{Nearest, is_control};

pub use code::{Code, Mistyped};
pub use entry::{Entry, EntryId};
pub use field::{COMMON, Field, Shape};
pub use given::{CodeState, Given, Retired};
pub use host::{Host, host_name};
pub use kind::Kind;
pub use ledger::Ledger;
pub use ledger_change::Batch;
pub use ledger_loss::lost_since;
pub use narration::Speaker;
pub use order::{Order, find_printer, find_stock};
pub use payment::Payment;
pub use picture::{Picture, Pictures, fault_of, unreadable};
pub use place::Coordinates;
pub use product::Certificate;
pub use record::{Prose, Record, Value};
pub use reference::reference;
pub use route::{Onward, Route, Stop};
pub use settings::{Publisher, Settings};
pub use style::NamedStyle;
pub use symbol::OwnSymbol;
pub use video::{Stage, Video, Videos};
pub use wanted::{FileForm, Wanted};

/// One publishable collection, valid as a whole.
#[derive(Debug)]
pub struct Catalogue {
    /// What `catalogue.yaml` says.
    pub settings: Settings,
    /// All entries, by kind and then by slug.
    pub entries: BTreeMap<EntryId, Entry>,
    /// Entries whose files cannot be read: told already, and what leads to them is not told again.
    pub unread: BTreeSet<EntryId>,
    /// Which code each entry has.
    pub ledger: Ledger,
    /// The day the catalogue is looked at: what has expired, which dates are still to come.
    pub today: Date,
    /// The source folder: pictures are read from it.
    pub tree: Tree,
    /// The entries' pictures, by their heads.
    pub pictures: Pictures,
    /// The entries' videos, by their heads.
    pub videos: Videos,
    /// The files of `static/` beside the source folder: the website takes them as they are.
    pub static_files: Tree,
    /// The names of all entries, to find the one that a slip may have meant.
    names: OnceLock<Nearest>,
}

impl Catalogue {
    /// Entries of one kind, by slug.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let first = EntryId { kind, slug: String::new() };
        self.entries.range(first..).map(|(_, entry)| entry).take_while(move |entry| entry.id.kind == kind)
    }

    /// Whether there is such an entry, be its files in order or not.
    #[must_use]
    pub fn has(&self, id: &EntryId) -> bool {
        self.entries.contains_key(id) || self.unread.contains(id)
    }

    /// The entry whose name is nearest to what was written, `kind/slug`, if one is near enough to be meant.
    #[must_use]
    pub fn nearest_entry(&self, written: &str) -> Option<&str> {
        self.names.get_or_init(|| Nearest::new(self.entries.keys().map(ToString::to_string))).to(written)
    }

    /// Every code whose page is there, in the order of the codes, with the entry that it shows; `None` for one that is out of use.
    pub fn open_codes(&self) -> impl Iterator<Item = (Code, Option<&Entry>)> {
        self.ledger.codes().filter_map(|(code, given)| match given.leads_to() {
            Some(id) => Some((code, Some(self.entries.get(id)?))),
            None => Some((code, None)),
        })
    }

    /// The code of an entry. Every entry of a catalogue has one.
    #[must_use]
    pub fn code(&self, id: &EntryId) -> Option<Code> {
        self.ledger.code_of(id)
    }
}

/// What reading gives: the catalogue if there is one at all, and everything that is wrong in it.
pub struct Reading {
    /// `None` when `catalogue.yaml` itself cannot be used.
    pub catalogue: Option<Catalogue>,
    /// What is wrong; errors among them mean that the catalogue is not whole.
    pub problems: Vec<Problem>,
}

/// Reads the catalogue in a folder; `shown` is how the folder is called towards people.
///
/// # Errors
/// When the disk fails.
pub fn read(folder: &Path, shown: &str, today: Date) -> Result<Reading, DiskError> {
    let (tree, mut problems) = Tree::read(folder, shown, &[".md", ".yaml"])?;
    problems.extend(folders_for_files(&tree, shown));
    let Some(file) = tree.texts.get("catalogue.yaml") else {
        let place = Place::start_of(&tree.unread(shown, "catalogue.yaml"));
        problems.push(Problem::at(&place, ProblemKind::NoCatalogue { folder: shown.to_owned() }));
        return Ok(Reading { catalogue: None, problems });
    };
    problems.par_extend(tree.texts.par_iter().filter_map(|(_, file)| control_character(file)));
    let Some(mut settings) = settings::read(file, &mut problems) else {
        return Ok(Reading { catalogue: None, problems });
    };
    style::load_logos(&mut settings.styles, &tree, &mut problems);
    let sources = files::gather(&tree, &settings, &mut problems);
    let read: Vec<(EntryId, Option<Entry>, Vec<Problem>)> = sources.into_par_iter().map(|source| entry::read(source, &settings)).collect();
    let (mut entries, mut unread) = (BTreeMap::new(), BTreeSet::new());
    for (id, entry, found) in read {
        problems.extend(found);
        match entry {
            Some(entry) => drop(entries.insert(id, entry)),
            None => drop(unread.insert(id)),
        }
    }
    let ledger = ledger::read(tree.texts.get("ledger.yaml"), &settings, &entries, &unread, &mut problems);
    let pictures = picture::look_at(&tree, &entries, &mut problems);
    let videos = video::look_at(&tree, &entries, &mut problems);
    let (static_files, found) = read_static(folder, shown)?;
    problems.extend(found);
    let catalogue = Catalogue { settings, entries, unread, ledger, today, tree, pictures, videos, static_files, names: OnceLock::new() };
    problems.extend(check::check(&catalogue));
    Ok(Reading { catalogue: Some(catalogue), problems })
}

/// The first control character of a file. Each text is looked at again when it is read, since YAML can write such a sign with others.
fn control_character(file: &Arc<SourceFile>) -> Option<Problem> {
    let (at, sign) = file.text.char_indices().find(|(_, letter)| is_control(*letter))?;
    Some(Problem::at(&Place::new(file, at..at + sign.len_utf8()), ProblemKind::ForbiddenSign { sign }))
}

/// Folders that have the name of a file which is written or read here.
fn folders_for_files(tree: &Tree, shown: &str) -> Vec<Problem> {
    let is_folder = |name: &&str| tree.path(name).is_dir();
    let told = |name| Problem::at(&Place::start_of(&tree.unread(shown, name)), ProblemKind::FolderForFile);
    ["catalogue.yaml", "ledger.yaml"].into_iter().filter(is_folder).map(told).collect()
}

/// The largest file of `static/`, in bytes: what Cloudflare Pages takes. Such files are small: marks of search engines, a domain's name.
const STATIC_LIMIT: u64 = 25 << 20;

/// What the website takes as it is.
fn read_static(folder: &Path, shown: &str) -> Result<(Tree, Vec<Problem>), DiskError> {
    let shown = shown.rsplit_once('/').map_or_else(|| "static".to_owned(), |(project, _)| format!("{project}/static"));
    Tree::list(&static_folder(folder), &shown, STATIC_LIMIT)
}

/// The folder beside a catalogue's whose files the website takes as they are.
#[must_use]
pub fn static_folder(catalogue: &Path) -> PathBuf {
    catalogue.parent().unwrap_or(Path::new("")).join("static")
}
