//! What Typst sees while it typesets one document.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Press;
use super::press::{VIEWS, Views, json_bytes};

/// One document: a press, the template to begin with, the data, the pieces of an order, and photographs.
pub(super) struct Document<'a> {
    pub press: &'a Press,
    pub main: FileId,
    pub data: Bytes,
    pub order: Option<Order<'a>>,
    /// The photograph (JPEG) of each piece: `/picture/0.jpg`, `/picture/1.jpg`.
    pub pictures: &'a [Option<Bytes>],
}

impl Document<'_> {
    fn picture(&self, path: &str) -> Option<Bytes> {
        let number = path.strip_prefix("picture/")?.strip_suffix(".jpg")?;
        self.pictures.get(number.parse::<usize>().ok()?)?.clone()
    }
}

/// The pieces of an order that are typeset together.
pub(super) struct Order<'a> {
    /// The pieces, as `/pieces.json`.
    pub pieces: Bytes,
    /// What each language says of their entries, as `/views/0.json` and so on …
    pub views: &'a Views<'a>,
    /// … made once: Typst reads a file again to see that it is still the same.
    pub made: Vec<OnceLock<Option<Bytes>>>,
}

impl Order<'_> {
    fn get(&self, path: &str) -> Option<Bytes> {
        if path == "pieces.json" {
            return Some(self.pieces.clone());
        }
        let number: usize = path.strip_prefix(VIEWS)?.strip_suffix(".json")?.parse().ok()?;
        self.made.get(number)?.get_or_init(|| (self.views)(number).map(|view| json_bytes(&view))).clone()
    }
}

impl World for Document<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.template(id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == self.press.data_id {
            return Ok(self.data.clone());
        }
        let path = id.get().vpath().get_without_slash();
        if let Some(file) = self.picture(path).or_else(|| self.order.as_ref()?.get(path)) {
            return Ok(file);
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// No date: what is printed does not depend on the day.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
