//! Photographs as templates see them, and their files.

use tera::Value;

use super::value::object;
use super::{Artifact, Content, Site};
use crate::catalogue::{Entry, Picture};
use crate::media::{Form, Stored, file_name, height_at, widths};
use crate::plan::Addresses;

/// What browsers get that choose no file themselves, and stories: wide enough for a page, in pixels.
pub(super) const MIDDLING: u32 = 760;
/// How wide pictures of a story are shown: as wide as its text.
const STORY_SIZES: &str = "(min-width:41rem) 39rem,calc(100vw - 2.2rem)";

impl Site<'_> {
    /// A photograph's sizes and addresses; `None` when it is not there or broken, which is told already.
    pub(super) fn photograph_value(&self, entry: &Entry, file: &str) -> Option<Value> {
        let path = entry.picture_path(file);
        let picture = self.catalogue.pictures.get(&path)?;
        let (width, height) = size(picture);
        Some(object! {
            "src" => self.photograph_src(entry, file)?,
            "srcset" => self.srcset(entry, file, picture, Form::Jpeg),
            "webp" => self.srcset(entry, file, picture, Form::WebP),
            "width" => width,
            "height" => height,
            "preview" => self.gallery.preview(&path),
        })
    }

    /// The attributes of a photograph in a story, as HTML; without them the text jumps when it comes.
    pub(super) fn photograph_attributes(&self, entry: &Entry, file: &str) -> Option<String> {
        let picture = self.catalogue.pictures.get(&entry.picture_path(file))?;
        let (width, height) = size(picture);
        let (src, srcset) = (self.photograph_src(entry, file)?, self.srcset(entry, file, picture, Form::Jpeg));
        Some(format!("src=\"{src}\" srcset=\"{srcset}\" sizes=\"{STORY_SIZES}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\""))
    }

    /// The address of a photograph for those who take one file.
    pub(super) fn photograph_src(&self, entry: &Entry, file: &str) -> Option<String> {
        let widths = widths(self.catalogue.pictures.get(&entry.picture_path(file))?.width);
        let width = widths.iter().find(|width| **width >= MIDDLING).or(widths.last())?;
        Some(self.addresses.picture(&entry.id, file, *width, Form::Jpeg))
    }

    /// The address of an entry's first photograph in its largest size.
    pub(super) fn first_photograph(&self, entry: &Entry) -> Option<String> {
        self.largest_photograph(entry, entry.pictures().next()?.0)
    }

    /// The address of a photograph in its largest size.
    pub(super) fn largest_photograph(&self, entry: &Entry, file: &str) -> Option<String> {
        let picture = self.catalogue.pictures.get(&entry.picture_path(file))?;
        Some(self.addresses.picture(&entry.id, file, size(picture).0, Form::Jpeg))
    }

    fn srcset(&self, entry: &Entry, file: &str, picture: &Picture, form: Form) -> String {
        let one = |width: u32| format!("{} {width}w", self.addresses.picture(&entry.id, file, width, form));
        widths(picture.width).into_iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The files of an entry's photographs. Where nothing is published they are not made.
    pub(super) fn photograph_files(&self, entry: &Entry) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (file, _) in entry.photographs() {
            let path = entry.picture_path(file);
            let Some(picture) = self.catalogue.pictures.get(&path) else { continue };
            for (width, form) in widths(picture.width).into_iter().flat_map(|width| Form::ALL.map(|form| (width, form))) {
                artifacts.extend(self.made(&path, &file_name(width, form), &self.addresses.picture(&entry.id, file, width, form)));
            }
        }
        artifacts
    }

    /// What was made of a file of the catalogue, at its address. `None` where nothing is published and so nothing was made.
    pub(super) fn made(&self, source: &str, name: &str, address: &str) -> Option<Artifact> {
        let content = match self.gallery.file(source, name)? {
            Stored::Bytes(bytes) => Content::Bytes(bytes.clone()),
            Stored::File(kept) => Content::Copy(kept.clone()),
        };
        Some(Artifact { path: Addresses::file_of(address), twins: Vec::new(), content })
    }
}

/// Width and height of the largest file.
fn size(picture: &Picture) -> (u32, u32) {
    let width = widths(picture.width).last().copied().unwrap_or_default();
    (width, height_at(width, (picture.width, picture.height)))
}
