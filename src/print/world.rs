//! What Typst sees while it typesets one document.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Press;

/// One document: a press, the template to begin with, the data, and photographs.
pub(super) struct Document<'a> {
    pub press: &'a Press,
    pub main: FileId,
    pub data: Bytes,
    pub pictures: Pictures<'a>,
}

/// Photographs (JPEG) that a template reads.
#[derive(Clone, Copy)]
pub(super) enum Pictures<'a> {
    /// One, as `/picture.jpg`.
    One(Option<&'a Bytes>),
    /// One for each of several pieces: `/picture/0.jpg`, `/picture/1.jpg`.
    Numbered(&'a [Option<Bytes>]),
}

impl Pictures<'_> {
    fn get(&self, path: &str) -> Option<Bytes> {
        match self {
            Self::One(picture) => picture.filter(|_| path == "picture.jpg").cloned(),
            Self::Numbered(pictures) => {
                let number = path.strip_prefix("picture/")?.strip_suffix(".jpg")?;
                pictures.get(number.parse::<usize>().ok()?)?.clone()
            }
        }
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
        let picture = self.pictures.get(id.get().vpath().get_without_slash());
        if let Some(picture) = picture {
            return Ok(picture);
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
