//! What messengers show beside a link to an entry: its name in all languages, what it is honoured with, its photograph.

use blake3::Hash;
use serde_json::{Value, json};

use super::entry::colour;
use super::plaque::{parts, written};
use super::{Artifact, Site, artifact};
use crate::catalogue::{Entry, EntryId};
use crate::diag::{Problem, ProblemKind};
use crate::media::{Form, Stored, file_name, jpeg, widths};
use crate::plan::{Addresses, Job, Work};
use crate::print::PrintError;

const TEMPLATE: &str = "share.typ";
/// Width and height in pixels, as messengers want it.
pub(super) const SIZE: (u32, u32) = (1200, 630);
/// Pixels in an inch at which a point of the template is a pixel.
const DPI: f64 = 72.0;
/// Messengers do not load larger ones on a telephone's data.
const LIMIT: usize = 140_000;
/// Changed together with what happens to the pages after Typst has set them.
const RECIPE: &str = "share 1";
/// How wide the photograph must be at least, in pixels: its part of the picture is 480 wide and 630 high.
const PHOTOGRAPH: u32 = 760;

impl Site<'_> {
    /// The picture that an entry is shared with, as JPEG.
    pub(super) fn share_picture(&self, id: &EntryId) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let told = |error: PrintError| vec![self.share_problem(entry, error)];
        let photograph = self.photograph(entry, PHOTOGRAPH).and_then(|(_, stored)| (self.read)(stored));
        let data = self.share_data(entry, photograph.is_some());
        let sheets = self.press.typeset_with(TEMPLATE, &data, photograph).map_err(told)?;
        let picture = sheets.picture(DPI).unwrap_or_default();
        Ok(vec![artifact(Addresses::file_of(&self.addresses.share_picture(id)), jpeg(&picture, LIMIT))])
    }

    /// What everything that a job makes comes from, as a hash: while it stays the same the job need not be done again. `None` when doing it is quicker than asking.
    #[must_use]
    pub fn recipe(&self, job: &Job) -> Option<Hash> {
        let Work::SharePicture(id) = &job.work else { return None };
        let entry = self.catalogue.entries.get(id)?;
        let photograph = self.photograph(entry, PHOTOGRAPH).map(|(hash, _)| hash.to_hex().to_string());
        let data = self.share_data(entry, photograph.is_some());
        Some(blake3::hash(json!([RECIPE, self.press.hash().to_hex().as_str(), photograph, data]).to_string().as_bytes()))
    }

    /// The entry's first photograph, at least so many pixels wide where there is such a size, and the hash of its source.
    pub(super) fn photograph(&self, entry: &Entry, least: u32) -> Option<(Hash, &Stored)> {
        let path = entry.picture_path(entry.pictures().next()?.0);
        let picture = self.catalogue.pictures.get(&path)?;
        let widths = widths(picture.width);
        let width = widths.iter().find(|width| **width >= least).or(widths.last())?;
        Some((picture.hash, self.gallery.file(&path, &file_name(*width, Form::Jpeg))?))
    }

    fn share_data(&self, entry: &Entry, has_picture: bool) -> Value {
        let distinctions = self.editions.iter().map(|edition| (edition.lang.tag(), self.distinctions(entry, self.telling(edition)).into_iter().next()));
        json!({
            "title": self.telling(self.default_edition()).words(&entry.name()),
            "names": written(self, &entry.name()),
            "distinctions": parts(distinctions.filter_map(|(lang, text)| Some((lang, text?)))),
            "colour": colour(entry),
            "kind": entry.id.kind.name(),
            "host": self.addresses.host(),
            "picture": has_picture,
        })
    }

    fn share_problem(&self, entry: &Entry, error: PrintError) -> Problem {
        let name = self.telling(self.default_edition()).words(&entry.name()).to_owned();
        let message = error.refusal().map_or_else(|| error.message.clone(), str::to_owned);
        let place = error.place.or_else(|| entry.record.place("name").cloned());
        Problem { kind: ProblemKind::SharePicture { name, message }, place }
    }
}
