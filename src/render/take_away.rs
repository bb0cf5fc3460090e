//! The take-away of a route: a zip that opens by a double click where there is no network at all.
//!
//! Browsers open files from a disk with much taken from them: nothing can be fetched, folders show no page, and an address without a host begins at the
//! topmost folder. So every link becomes a relative one to a file by its whole name; what leads out of the zip leads to the website; what nobody could
//! use there (service worker, manifest, a choice of sizes for photographs) is left out.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::head::Head;
use super::markup::{Piece, Tag, page, pieces};
use super::needed::{Choice, Needed};
use super::value::object;
use super::{Artifact, Content, Edition, Site, artifact};
use crate::archive;
use crate::catalogue::Entry;
use crate::diag::{Problem, ProblemKind};
use crate::plan::Addresses;

/// The folder for everything but the pages that one opens first: they shall be seen at once.
const FOLDER: &str = "web/";

/// Attributes that are of no use from a disk: sizes of photographs to choose from, the service worker, the viewer of panoramas (which may not read pictures there), the picture
/// that a telephone shows beside a sound that plays.
const USELESS: [&str; 6] = ["srcset", "sizes", "data-worker", "data-panorama", "data-files", "data-picture"];

/// What is in the zip, by addresses of the website.
struct Inside<'a> {
    addresses: &'a Addresses,
    paths: BTreeSet<String>,
}

impl Site<'_> {
    /// Packs the pages of a route, those that belong to one language, with all that they load.
    pub(super) fn take_away(&self, entry: &Entry, pages: &[Artifact]) -> Result<Artifact, Vec<Problem>> {
        let homes: Vec<String> = self.editions.iter().map(|edition| self.addresses.home(edition.lang)).collect();
        let mut taken: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
        for page in pages {
            let (Some(path), Content::Bytes(bytes)) = (Addresses::path_of(&page.path), &page.content) else { continue };
            if homes.iter().any(|home| path.starts_with(home.as_str())) {
                taken.insert(path, pieces(&String::from_utf8_lossy(bytes)));
            }
        }
        let files = self.carried(&taken)?;
        let inside = Inside { addresses: self.addresses, paths: taken.keys().chain(files.keys()).cloned().collect() };
        let mut packed: BTreeMap<String, Vec<u8>> = files.into_iter().map(|(path, bytes)| (FOLDER.to_owned() + &Addresses::file_of(&path), bytes)).collect();
        let first = pieces(&self.first_page(entry)?);
        packed.extend(self.editions.iter().map(|edition| (first_name(edition), inside.page(&first, FOLDER).into_bytes())));
        for (path, pieces) in taken {
            let file = Addresses::file_of(&path);
            let up = "../".repeat(file.matches('/').count());
            packed.insert(FOLDER.to_owned() + &file, inside.page(&pieces, &up).into_bytes());
        }
        let bytes = archive::pack(&packed)
            .map_err(|error| vec![Problem::anywhere(ProblemKind::TakeAway { route: entry.id.to_string(), message: error.to_string() })])?;
        Ok(artifact(Addresses::file_of(&self.addresses.take_away(&entry.id)), bytes))
    }

    /// The files that pages load, and the icon.
    fn carried(&self, pages: &BTreeMap<String, Vec<Piece>>) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
        let mut needed = Needed::default();
        for page in pages.values() {
            needed.add(page, &self.addresses.assets(), Choice::Plain);
        }
        let all = needed.seen.into_iter().chain(needed.heard);
        let mut files: BTreeMap<String, Vec<u8>> = all.filter_map(|path| self.bytes_at(&path).map(|bytes| (path, bytes))).collect();
        files.insert(self.addresses.icon(), self.icon_svg()?.into_bytes());
        Ok(files)
    }

    /// The page that one opens first: the route in each language.
    fn first_page(&self, entry: &Entry) -> Result<String, Vec<Problem>> {
        let edition = self.default_edition();
        let path = self.addresses.entry(&entry.id, edition.lang);
        let head = Head { robots: Some("noindex"), ..Head::new(self.telling(edition).words(&entry.name()).to_owned(), String::new(), path) };
        let view = |edition: &Edition<'_>| {
            let telling = self.telling(edition);
            object! {
                "tag" => edition.lang.tag(),
                "name" => edition.messages.get("language_name"),
                "route" => telling.text(&entry.name()),
                "path" => self.addresses.entry(&entry.id, edition.lang),
                "m" => edition.words.clone(),
            }
        };
        let mut context = self.context(edition, &head);
        context.insert_value("editions", self.editions.iter().map(view).collect::<Vec<Value>>().into());
        self.fill_in("take_away.html", &context)
    }
}

/// The name of the page that one opens first, in a language: it says what to do.
fn first_name(edition: &Edition<'_>) -> String {
    format!("{}.html", edition.messages.get("take_away_first"))
}

impl Inside<'_> {
    /// A page as it stands in the zip; `up` leads from its folder to the topmost folder of the website.
    fn page(&self, pieces: &[Piece], up: &str) -> String {
        let carry = |piece: &Piece| match piece {
            Piece::Start(tag) if is_useless(tag) => None,
            Piece::Start(tag) => Some(Piece::Start(self.tag(tag, up))),
            Piece::End(name) => Some(Piece::End(name.clone())),
            Piece::Text(text) => Some(Piece::Text(text.clone())),
        };
        page(&pieces.iter().filter_map(carry).collect::<Vec<Piece>>())
    }

    fn tag(&self, tag: &Tag, up: &str) -> Tag {
        let kept = tag.attributes.iter().filter(|(name, _)| !USELESS.contains(&name.as_str()));
        let is_policy = tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("Content-Security-Policy"));
        let value = |name: &str, value: &str| if is_policy && name == "content" { value.replace("'self'", "file:") } else { self.link(value, up) };
        tag.with(kept.map(|(name, written)| (name.clone(), value(name, written))).collect())
    }

    /// Where an address of the website leads from a page in the zip; anything else is left as it is.
    fn link(&self, value: &str, up: &str) -> String {
        if !value.starts_with('/') || value.starts_with("//") {
            return value.to_owned();
        }
        let (path, after) = value.split_at(value.find(['?', '#']).unwrap_or(value.len()));
        if !self.paths.contains(path) {
            return self.addresses.url(value);
        }
        let fragment = after.find('#').and_then(|at| after.get(at..)).unwrap_or_default();
        format!("{up}{}{fragment}", Addresses::file_of(path))
    }
}

/// What cannot be used from a disk: the manifest, icons for telephones and old browsers, sizes of photographs to choose from.
fn is_useless(tag: &Tag) -> bool {
    let is_icon = |rel: &str| rel == "icon" && tag.get("type") != Some("image/svg+xml");
    match tag.name.as_str() {
        "link" => tag.get("rel").is_some_and(|rel| rel == "manifest" || rel == "apple-touch-icon" || is_icon(rel)),
        "source" => tag.get("srcset").is_some(),
        _ => false,
    }
}
