//! Photographs, panoramas and videos of the catalogue become files that screens ask for, before anything is rendered.
//!
//! 1. What an earlier build made of the same bytes by the same rules is taken from the cache.
//! 2. Everything else is developed, in parallel, and kept for the next build.
//!
//! Without publishing, photographs are only decoded: what is wrong with one is told, nothing is made and nothing is kept.

use std::collections::{BTreeMap, BTreeSet};

use blake3::Hash;

use crate::catalogue::{Catalogue, Entry, fault_of, unreadable};
use crate::diag::{Place, Problem, ProblemKind};
use crate::media::{CLEAN_VIDEO, Fault, Gallery, PANORAMA_SETTINGS, PREVIEW, Photograph, SETTINGS, Stored, VIDEO_SETTINGS, develop, tiles_of, without_traces};
use crate::parallel::in_parallel;
use crate::publish::Cache;
use crate::source::{bytes_of, read_bytes};

/// What is done with photographs that the cache does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// All their files are made.
    Publish,
    /// They are decoded, to see whether they are whole.
    Look,
}

/// What is made of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Recipe {
    /// A picture in each width and form.
    Photograph,
    /// The tiles of a panorama.
    Tiles,
    /// A video without who and where.
    Video,
}

impl Recipe {
    /// What goes into the name under which files are kept.
    fn settings(self) -> &'static str {
        match self {
            Self::Photograph => SETTINGS,
            Self::Tiles => PANORAMA_SETTINGS,
            Self::Video => VIDEO_SETTINGS,
        }
    }

    fn make(self, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Fault> {
        match self {
            Self::Photograph => develop(&bytes),
            Self::Tiles => tiles_of(&bytes),
            Self::Video => Ok(vec![(CLEAN_VIDEO.to_owned(), without_traces(bytes))]),
        }
    }
}

/// A file, where an entry names it, and what is made of it.
struct Named<'a> {
    path: String,
    recipe: Recipe,
    file: &'a str,
    place: &'a Place,
    hash: &'a Hash,
}

/// What came of a file.
enum Developed {
    /// Its files; whether they were made now.
    Files(Vec<(String, Stored)>, bool),
    /// It is whole, and nothing was made.
    Whole,
    /// It cannot be shown.
    Faulty(ProblemKind),
}

/// Develops all photographs, panoramas and videos that entries name. Gives them, and how many were made now. Of a catalogue that is not valid too: what is
/// wrong with one is told in the same run.
pub fn develop_all(catalogue: &Catalogue, cache: &Cache, purpose: Purpose, problems: &mut Vec<Problem>) -> (Gallery, usize) {
    let named = named(catalogue);
    let results = in_parallel(&named, |file| (file.path.clone(), file.place.clone(), developed(catalogue, file, cache, purpose)));
    let mut gallery = Gallery::default();
    let mut made = BTreeSet::new();
    for (path, place, result) in results {
        match result {
            Developed::Files(files, is_new) => {
                add(&mut gallery, &path, files);
                made.extend(is_new.then_some(path));
            }
            Developed::Whole => {}
            Developed::Faulty(kind) => problems.push(Problem::at(&place, kind)),
        }
    }
    (gallery, made.len())
}

/// Each file once a recipe, with the first place where it is named.
fn named(catalogue: &Catalogue) -> Vec<Named<'_>> {
    let mut named: BTreeMap<(String, Recipe), Named<'_>> = BTreeMap::new();
    for entry in catalogue.entries.values() {
        for (recipe, file, place) in recipes(entry) {
            let path = entry.picture_path(file);
            let hash = match recipe {
                Recipe::Photograph | Recipe::Tiles => catalogue.pictures.get(&path).map(|picture| &picture.hash),
                Recipe::Video => catalogue.videos.files.get(&path).filter(|video| video.look.has_traces).map(|video| &video.hash),
            };
            if let Some(hash) = hash {
                named.entry((path.clone(), recipe)).or_insert(Named { path, recipe, file, place, hash });
            }
        }
    }
    named.into_values().collect()
}

/// The files that an entry names, with what is made of each.
fn recipes(entry: &Entry) -> Vec<(Recipe, &str, &Place)> {
    let photographs = entry.photographs().map(|(file, place)| (Recipe::Photograph, file, place));
    let panoramas = entry.panoramas().filter_map(|(file, panorama)| Some((Recipe::Tiles, file, panorama.place("file")?)));
    let videos = entry.videos().filter_map(|video| Some((Recipe::Video, video.line("file")?, video.place("file")?)));
    photographs.chain(panoramas).chain(videos).collect()
}

fn developed(catalogue: &Catalogue, named: &Named<'_>, cache: &Cache, purpose: Purpose) -> Developed {
    let key = key(named);
    if let Some(kept) = cache.get(&key) {
        return Developed::Files(kept.into_iter().map(|(name, path)| (name, Stored::File(path))).collect(), false);
    }
    if purpose == Purpose::Look && named.recipe != Recipe::Photograph {
        return Developed::Whole; // a panorama is looked at as the photograph that it is too; a video was read already
    }
    let faulty = |fault| Developed::Faulty(fault_of(fault, named.file));
    let bytes = match read_bytes(&catalogue.tree.path(&named.path)) {
        Ok(bytes) => bytes,
        Err(failure) => return Developed::Faulty(unreadable(named.file, &failure)),
    };
    if purpose == Purpose::Look {
        return Photograph::read(&bytes).map_or_else(faulty, |_| Developed::Whole);
    }
    match named.recipe.make(bytes) {
        Ok(files) => new(files, &key, cache),
        Err(fault) => faulty(fault),
    }
}

/// Puts files into the gallery; previews of photographs with their bytes.
fn add(gallery: &mut Gallery, path: &str, files: Vec<(String, Stored)>) {
    for (name, stored) in files {
        match &stored {
            Stored::Bytes(bytes) if name == PREVIEW => gallery.add_preview(path, bytes),
            Stored::File(kept) if name == PREVIEW => gallery.add_preview(path, &read_bytes(kept).unwrap_or_default()),
            Stored::Bytes(bytes) => gallery.add(path, name, stored.clone(), bytes.len() as u64),
            Stored::File(kept) => gallery.add(path, name, stored.clone(), bytes_of(kept).unwrap_or_default()),
        }
    }
}

/// Where nothing can be kept, in a folder that is only to be read, the files stay in memory.
fn new(files: Vec<(String, Vec<u8>)>, key: &Hash, cache: &Cache) -> Developed {
    let stored = match cache.put(key, &files) {
        Ok(kept) => kept.into_iter().map(|(name, path)| (name, Stored::File(path))).collect(),
        Err(_) => files.into_iter().map(|(name, bytes)| (name, Stored::Bytes(bytes))).collect(),
    };
    Developed::Files(stored, true)
}

/// What files are kept under: the bytes that they are made from, and how.
fn key(named: &Named<'_>) -> Hash {
    blake3::hash(format!("{} {}", named.recipe.settings(), named.hash).as_bytes())
}
