//! Recipes: what all that a job makes comes from, as a hash. Views are made first, since they are cheap; what is drawn of them takes long. While the view, the
//! theme's files and the program stay the same, so do the bytes.

use blake3::{Hash, Hasher};
use serde_json::{Value, json};

use super::{Site, plaque, symbol};
use crate::catalogue::{Entry, NamedStyle};
use crate::plan::{Job, Work};

/// The program: another one may draw otherwise.
const PROGRAM: &str = env!("DISAN_PROGRAM");

impl Site<'_> {
    /// The recipe of a job. `None` when doing it is quicker than asking, when it cannot be done, or when it tells something that must be told each time.
    #[must_use]
    pub fn recipe(&self, job: &Job) -> Option<Hash> {
        let (template, view) = match &job.work {
            Work::SharePicture(id) => return self.share_view(self.catalogue.entries.get(id)?).map(|view| hashed(job, &view, self.fonts.hash())),
            Work::Plaque(id, code) => (plaque::TEMPLATE, self.plaque_view(self.catalogue.entries.get(id)?, *code)),
            Work::Plaques => (plaque::TEMPLATE, self.plaques_view()),
            Work::Symbols(id, code) => (symbol::TEMPLATE, self.symbols_view(self.catalogue.entries.get(id)?, *code)),
            Work::OwnSymbol(name) => (symbol::TEMPLATE, json!(self.catalogue.settings.symbols.iter().find(|symbol| symbol.name == *name)?.text)),
            Work::Order(order) => (order.format.template, self.order_view(order)?),
            Work::Root
            | Work::Home(_)
            | Work::List(..)
            | Work::Search(_)
            | Work::About(_)
            | Work::NotFound
            | Work::Entry(..)
            | Work::Keypad(..)
            | Work::Tracks(..)
            | Work::Retired(_)
            | Work::Find(_)
            | Work::Moved(..)
            | Work::Feed(_)
            | Work::Sitemap
            | Work::Icon
            | Work::Manifest
            | Work::Worker
            | Work::Offline
            | Work::Asset(_)
            | Work::Robots
            | Work::Hosts
            | Work::Ledger
            | Work::Static(_) => return None,
        };
        let view = json!({ "title": self.title(self.default_edition()), "view": view });
        Some(hashed(job, &view, self.press.hash_of(template)))
    }

    /// The hash of the entry's first photograph as it came from its author.
    pub(super) fn photograph_hash(&self, entry: &Entry) -> Option<String> {
        let path = entry.picture_path(entry.pictures().next()?.0);
        Some(self.catalogue.pictures.get(&path)?.hash.to_hex().to_string())
    }
}

fn hashed(job: &Job, view: &Value, theme: Hash) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(theme.as_bytes());
    for part in [PROGRAM, &view.to_string(), &job.paths.join("\n")] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize()
}

/// Styles with their logos.
pub(super) fn hash_of_styles(styles: &[NamedStyle]) -> Hash {
    let mut hasher = Hasher::new();
    for NamedStyle { name, style, .. } in styles {
        hasher.update(format!("{name} {style:?}").as_bytes());
    }
    hasher.finalize()
}
