//! What messengers show beside a link to an entry: its name in all languages, what it is honoured with, its photograph or drawn cover.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use blake3::Hash;
use image::RgbImage;
use serde_json::{Value, json};

use super::entry::{colour, seed};
use super::{Artifact, Site, artifact};
use crate::catalogue::{Entry, EntryId};
use crate::diag::{Problem, ProblemKind, ShareFault};
use crate::draw::{Card, PANEL, Panel, TooLong, Words, drawn, plain};
use crate::media::{Form, Photograph, Stored, file_name, widths};
use crate::plan::Addresses;

/// Bytes that a picture may have: most messengers fetch it anew for everybody who sees the link.
const LIMIT: usize = 40_000;
/// How many pixels at the edges of letters a drawn panel leaves room for: three pictures of four have no more.
const EDGES: usize = 13_500;
/// How wide the photograph must be at least, in pixels: its part of the picture is 480 wide and 630 high.
const PHOTOGRAPH: u32 = 760;
/// The variations of each cover that are drawn: one of each tone, and more than one building. A drawing takes longer than everything else together.
const VARIATIONS: [u16; 3] = [0, 4, 2];

impl Site<'_> {
    /// The picture that an entry is shared with, as JPEG.
    pub(super) fn share_picture(&self, id: &EntryId, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let Said { names, honour, missing } = self.shared_words(entry);
        warnings.extend(missing.into_iter().map(|(name, letters)| share_problem(entry, name, ShareFault::Letters { letters })));
        let colour = colour(entry);
        let card = Card { names: &names, honour: honour.as_ref(), host: self.addresses.host(), colour: &colour };
        let name = || self.telling(self.default_edition()).words(&entry.name()).to_owned();
        let letters = card.letters(&self.fonts).map_err(|TooLong(text)| vec![share_problem(entry, name(), ShareFault::TooLong { text })])?;
        let edges = letters.edges();
        let file = letters.jpeg(LIMIT, |quality| self.panel(entry, &colour, quality, edges));
        Ok(vec![artifact(Addresses::file_of(&self.addresses.share_picture(id)), file)])
    }

    /// All that an entry's picture shows. `None` when something of it must be told.
    pub(super) fn share_view(&self, entry: &Entry) -> Option<Value> {
        let Said { names, honour, missing } = self.shared_words(entry);
        let said: Vec<[&str; 2]> = names.iter().chain(&honour).map(|words| [words.lang.as_str(), &words.text]).collect();
        let shown = self.photograph_hash(entry).unwrap_or_else(|| self.shared_cover(entry));
        missing.is_empty().then(|| json!([shown, said, honour.is_some(), self.addresses.host(), colour(entry)]))
    }

    /// The drawn cover as pictures show it. What is wrong with it is told with the entry's pages.
    fn shared_cover(&self, entry: &Entry) -> String {
        self.cover_like(entry, VARIATIONS[usize::from(seed(&entry.id)) % VARIATIONS.len()]).unwrap_or_default()
    }

    /// The entry's first photograph, at least so many pixels wide where there is such a size, and the hash of its source.
    pub(super) fn photograph(&self, entry: &Entry, least: u32) -> Option<(Hash, &Stored)> {
        let path = entry.picture_path(entry.pictures().next()?.0);
        let picture = self.catalogue.pictures.get(&path)?;
        let widths = widths(picture.width);
        let width = widths.iter().find(|width| **width >= least).or(widths.last())?;
        Some((picture.hash, self.gallery.file(&path, &file_name(*width, Form::Jpeg))?))
    }

    fn shared_words(&self, entry: &Entry) -> Said {
        let mut said = Said { names: Vec::new(), honour: None, missing: Vec::new() };
        for edition in &self.editions {
            let Some(name) = entry.name().get(edition.lang).cloned() else { continue };
            let letters = self.fonts.missing(&name);
            if !letters.is_empty() {
                said.missing.push((name, letters));
            } else if said.names.iter().all(|known| known.text != name) {
                said.names.push(Words { lang: edition.lang.tag().to_owned(), text: name });
            }
        }
        let honours = self.editions.iter().filter_map(|edition| {
            let text = self.distinctions(entry, self.telling(edition)).into_iter().next()?;
            Some(Words { lang: edition.lang.tag().to_owned(), text })
        });
        said.honour = honours.into_iter().find(|honour| self.fonts.missing(&honour.text).is_empty());
        said
    }

    fn panel(&self, entry: &Entry, colour: &str, quality: usize, edges: usize) -> Arc<Panel> {
        if let Some(photograph) = self.photograph(entry, PHOTOGRAPH).and_then(|(_, stored)| shown(&(self.read)(stored)?)) {
            return Arc::new(Panel::new(&photograph, colour, quality, edges, LIMIT));
        }
        self.panels.get(&self.shared_cover(entry), colour, quality)
    }
}

/// What a picture says of an entry.
struct Said {
    names: Vec<Words>,
    honour: Option<Words>,
    /// Names that no fonts have the letters for, with these letters.
    missing: Vec<(String, String)>,
}

fn shown(photograph: &[u8]) -> Option<RgbImage> {
    Photograph::read(photograph).ok().map(|photograph| photograph.filling(PANEL.0, PANEL.1))
}

fn share_problem(entry: &Entry, name: String, fault: ShareFault) -> Problem {
    Problem { kind: ProblemKind::SharePicture { name, fault }, place: entry.record.place("name").cloned() }
}

/// Drawn covers that several entries have in common.
#[derive(Default)]
pub(super) struct Panels(Mutex<BTreeMap<[u8; 32], Drawn>>);

/// A cover that is drawn, or that somebody is drawing.
type Drawn = Arc<OnceLock<Arc<Panel>>>;

impl Panels {
    /// How many are kept: 5 MB, and more than a catalogue has that leaves the colours to the theme.
    const MOST: usize = 256;

    fn get(&self, svg: &str, colour: &str, quality: usize) -> Arc<Panel> {
        let key = *blake3::hash([svg.as_bytes(), colour.as_bytes(), &quality.to_le_bytes()].concat().as_slice()).as_bytes();
        let place = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= Self::MOST && !known.contains_key(&key) {
                known.clear();
            }
            Arc::clone(known.entry(key).or_default())
        };
        // drawn outside the lock: others need not wait unless they want the same
        let make = || Arc::new(Panel::new(&drawn(svg).unwrap_or_else(|| plain(colour)), colour, quality, EDGES, LIMIT));
        Arc::clone(place.get_or_init(make))
    }
}
