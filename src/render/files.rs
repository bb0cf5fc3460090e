//! The bytes of the files that pages load, by their addresses: for what holds them in one piece.

use std::collections::BTreeMap;

use super::Site;
use crate::catalogue::{Catalogue, Entry, Kind};
use crate::media::{Form, Narration, Narrations, file_name, widths};
use crate::plan::Addresses;
use crate::theme::{Asset, Assets};

/// Where the bytes of each file come from. Empty when there is no route: then nobody asks.
pub(super) struct Files<'a>(BTreeMap<String, Source<'a>>);

/// Where the bytes of a file come from.
enum Source<'a> {
    /// The drawn cover of an entry.
    Cover(&'a Entry),
    /// A file of a photograph: the photograph's path in the catalogue, and the file's own name.
    Photograph(String, String),
    /// What is heard of an entry.
    Narration(&'a Narration),
    /// A file of the theme.
    Asset(&'a Asset),
}

impl<'a> Files<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, narrations: &'a Narrations, assets: &'a Assets, addresses: &Addresses) -> Self {
        let mut files: BTreeMap<String, Source<'a>> = BTreeMap::new();
        if catalogue.of_kind(Kind::Route).next().is_none() {
            return Self(files);
        }
        files.extend(assets.iter().map(|(name, asset)| (addresses.asset(name, asset), Source::Asset(asset))));
        for entry in catalogue.entries.values() {
            files.insert(addresses.cover(&entry.id), Source::Cover(entry));
            for lang in &catalogue.settings.languages {
                let narration = narrations.get(&entry.id.to_string(), lang);
                files.extend(narration.map(|narration| (addresses.narration(&entry.id, lang, narration), Source::Narration(narration))));
            }
            for (file, _) in entry.photographs() {
                let path = entry.picture_path(file);
                let Some(picture) = catalogue.pictures.get(&path) else { continue };
                for (width, form) in widths(picture.width).into_iter().flat_map(|width| Form::ALL.map(|form| (width, form))) {
                    let source = Source::Photograph(path.clone(), file_name(width, form));
                    files.insert(addresses.picture(&entry.id, file, width, form), source);
                }
            }
        }
        Self(files)
    }
}

impl Site<'_> {
    /// The bytes of a file that pages load, by its address. `None` when there is no such file, or nothing was developed because nothing is published.
    pub(super) fn bytes_at(&self, address: &str) -> Option<Vec<u8>> {
        match self.files.0.get(address)? {
            Source::Cover(entry) => self.cover_svg(entry).ok().map(String::into_bytes),
            Source::Photograph(path, name) => (self.read)(self.gallery.file(path, name)?),
            Source::Narration(narration) => (self.read)(&narration.stored),
            Source::Asset(asset) => Some(asset.bytes.clone()),
        }
    }
}
