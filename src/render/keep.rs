//! Routes to be kept: all pages of a route, the list of what a phone fetches to keep them, and the take-away.
//!
//! 1. The pages are rendered without the offer to keep them: from these come the sizes that the offer names.
//! 2. They are rendered again with the offer. The take-away holds the first ones, the list names the second ones: nothing depends on its own size.

use serde_json::{Value as Json, json};
use tera::Value;

use super::markup::pieces;
use super::needed::{Choice, Needed};
use super::page::View;
use super::value::object;
use super::{Artifact, Content, Edition, Site, artifact};
use crate::catalogue::{Code, Entry, Route};
use crate::diag::Problem;
use crate::lang::Lang;
use crate::plan::Addresses;

/// How many digits of a hash tell two versions of a file apart.
const HASH_DIGITS: usize = 10;

/// What a phone keeps of a route in one language.
#[derive(Default)]
struct Pack {
    files: Vec<File>,
    sound: Vec<File>,
}

struct File {
    path: String,
    bytes: usize,
    hash: String,
}

impl Site<'_> {
    /// The pages of a route, the lists of what phones fetch to keep it, and its take-away.
    pub(super) fn route_pages(&self, entry: &Entry, code: Code, views: &mut [View<'_>]) -> Result<Vec<Artifact>, Vec<Problem>> {
        let mut bare = self.entry_pages(entry, code, views)?;
        let own = bare.len();
        bare.extend(self.along(entry)?);
        let take_away = self.take_away(entry, &bare)?;
        for view in &mut *views {
            view.keep = self.offer(entry, view.edition, &bare, size(&take_away));
        }
        let mut artifacts = self.entry_pages(entry, code, views)?;
        let all: Vec<&Artifact> = artifacts.iter().chain(&bare[own..]).collect();
        let packs: Vec<Artifact> = self.packs(entry, &all);
        artifacts.extend(packs);
        artifacts.push(take_away);
        Ok(artifacts)
    }

    /// The pages that go with those of a route: its keypads and its stops.
    fn along(&self, entry: &Entry) -> Result<Vec<Artifact>, Vec<Problem>> {
        let mut pages = Vec::new();
        for edition in &self.editions {
            pages.extend(self.keypad(&entry.id, edition.lang)?);
        }
        for stop in Route::of(self.catalogue, entry).into_iter().flat_map(|route| route.stops) {
            let Some(code) = self.catalogue.code(&stop.entry.id) else { continue };
            // what is wrong with a stop is told by its own job
            if let Ok(views) = self.views(stop.entry, code, &mut Vec::new()) {
                pages.extend(self.entry_pages(stop.entry, code, &views)?);
            }
        }
        Ok(pages)
    }

    /// What templates see of the offer, in one language.
    fn offer(&self, entry: &Entry, edition: &Edition<'_>, pages: &[Artifact], take_away: usize) -> Value {
        let telling = self.telling(edition);
        let pack = self.pack(edition.lang, pages.iter());
        let sum = |files: &[File]| files.iter().map(|file| file.bytes as u64).sum::<u64>();
        let (seen, heard) = (sum(&pack.files), sum(&pack.sound));
        object! {
            "size" => telling.megabytes(seen),
            "size_with_sound" => (heard > 0).then(|| telling.megabytes(seen + heard)),
            "pack_path" => self.catalogue.settings.offline.then(|| self.addresses.pack(&entry.id, edition.lang)),
            "take_away_path" => self.addresses.take_away(&entry.id),
            "take_away_size" => telling.megabytes(take_away as u64),
        }
    }

    fn packs(&self, entry: &Entry, pages: &[&Artifact]) -> Vec<Artifact> {
        let languages = self.catalogue.settings.languages.iter().filter(|_| self.catalogue.settings.offline);
        let list = |files: &[File]| files.iter().map(|file| json!([file.path, file.bytes, file.hash])).collect::<Vec<Json>>();
        let pack = |lang: &Lang| {
            let pack = self.pack(lang, pages.iter().copied());
            let text = json!({ "files": list(&pack.files), "sound": list(&pack.sound) }).to_string();
            artifact(Addresses::file_of(&self.addresses.pack(&entry.id, lang)), text)
        };
        languages.map(pack).collect()
    }

    /// Everything that pages in a language need, the pages first: those of the language itself, and those that hold all languages.
    fn pack<'p>(&self, lang: &Lang, pages: impl Iterator<Item = &'p Artifact>) -> Pack {
        let homes: Vec<String> = self.editions.iter().filter(|edition| edition.lang != lang).map(|edition| self.addresses.home(edition.lang)).collect();
        let home = self.addresses.home(lang);
        let mut pack = Pack::default();
        let mut needed = Needed::default();
        for page in pages {
            let (Some(path), Content::Bytes(bytes)) = (Addresses::path_of(&page.path), &page.content) else { continue };
            if homes.iter().any(|home| path.starts_with(home.as_str())) {
                continue;
            }
            let mut loaded = Needed::default();
            loaded.add(&pieces(&String::from_utf8_lossy(bytes)), &self.addresses.assets(), Choice::Phone);
            needed.seen.extend(loaded.seen);
            // pages behind codes speak every language; who keeps a route hears it in one
            needed.heard.extend(loaded.heard.into_iter().filter(|_| path.starts_with(&home)));
            pack.files.push(File::new(path, bytes));
        }
        let file = |path: &String| self.bytes_at(path).map(|bytes| File::new(path.clone(), &bytes));
        pack.files.extend(needed.seen.iter().filter_map(file));
        pack.sound.extend(needed.heard.iter().filter_map(file));
        pack
    }
}

impl File {
    fn new(path: String, bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes).to_hex().chars().take(HASH_DIGITS).collect();
        Self { path, bytes: bytes.len(), hash }
    }
}

/// The bytes of a file that was made just now.
fn size(artifact: &Artifact) -> usize {
    if let Content::Bytes(bytes) = &artifact.content { bytes.len() } else { 0 }
}
