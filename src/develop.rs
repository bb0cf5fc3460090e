//! Photographs of the catalogue become files that screens ask for, before anything is rendered.
//!
//! 1. What an earlier build made of the same bytes by the same rules is taken from the cache.
//! 2. Everything else is developed, in parallel, and kept for the next build.
//!
//! Without publishing, photographs are only decoded: what is wrong with one is told, nothing is made and nothing is kept.

use std::collections::BTreeMap;
use std::path::PathBuf;

use blake3::Hash;

use crate::catalogue::{Catalogue, Entry, Picture, fault_of};
use crate::diag::{Place, Problem, ProblemKind};
use crate::media::{Gallery, PREVIEW, Photograph, SETTINGS, Stored, develop};
use crate::parallel::in_parallel;
use crate::publish::Cache;
use crate::source::read_bytes;

/// What is done with photographs that the cache does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// All their files are made.
    Publish,
    /// They are decoded, to see whether they are whole.
    Look,
}

/// A photograph, and where an entry names it.
struct Named<'a> {
    path: String,
    file: &'a str,
    place: &'a Place,
    picture: &'a Picture,
}

/// What came of a photograph.
enum Developed {
    /// Its files and its preview; whether they were made now.
    Files(Vec<(String, Stored)>, Vec<u8>, bool),
    /// It is whole, and nothing was made.
    Whole,
    /// It cannot be shown.
    Faulty(ProblemKind),
}

/// Develops all photographs that entries name. Gives them, and how many were made now. Of a catalogue that is not valid too: what is wrong with a
/// photograph is told in the same run.
pub fn develop_all(catalogue: &Catalogue, cache: &Cache, purpose: Purpose, problems: &mut Vec<Problem>) -> (Gallery, usize) {
    let named = named(catalogue);
    let results = in_parallel(&named, |photograph| (photograph.path.clone(), photograph.place.clone(), developed(catalogue, photograph, cache, purpose)));
    let mut gallery = Gallery::default();
    let mut made = 0;
    for (path, place, result) in results {
        match result {
            Developed::Files(files, preview, is_new) => {
                made += usize::from(is_new);
                gallery.add(&path, files, &preview);
            }
            Developed::Whole => {}
            Developed::Faulty(kind) => problems.push(Problem::at(&place, kind)),
        }
    }
    (gallery, made)
}

/// Each photograph once, with the first place where it is named.
fn named(catalogue: &Catalogue) -> Vec<Named<'_>> {
    let mut named: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for (entry, (file, place)) in catalogue.entries.values().flat_map(|entry: &Entry| entry.pictures().map(move |picture| (entry, picture))) {
        let path = entry.picture_path(file);
        if let Some(picture) = catalogue.pictures.get(&path) {
            named.entry(path.clone()).or_insert(Named { path, file, place, picture });
        }
    }
    named.into_values().collect()
}

fn developed(catalogue: &Catalogue, photograph: &Named<'_>, cache: &Cache, purpose: Purpose) -> Developed {
    let key = key(&photograph.picture.hash);
    if let Some(kept) = cache.get(&key).and_then(from_cache) {
        return kept;
    }
    let faulty = |fault| Developed::Faulty(fault_of(fault, photograph.file));
    let bytes = read_bytes(&catalogue.tree.path(&photograph.path)).unwrap_or_default();
    if purpose == Purpose::Look {
        return Photograph::read(&bytes).map_or_else(faulty, |_| Developed::Whole);
    }
    match develop(&bytes) {
        Ok(files) => new(files, &key, cache),
        Err(fault) => faulty(fault),
    }
}

fn from_cache(mut kept: BTreeMap<String, PathBuf>) -> Option<Developed> {
    let preview = read_bytes(&kept.remove(PREVIEW)?).ok()?;
    Some(Developed::Files(kept.into_iter().map(|(name, path)| (name, Stored::File(path))).collect(), preview, false))
}

/// Where nothing can be kept, in a folder that is only to be read, the files stay in memory.
fn new(files: Vec<(String, Vec<u8>)>, key: &Hash, cache: &Cache) -> Developed {
    let preview = files.iter().find(|(name, _)| name == PREVIEW).map(|(_, bytes)| bytes.clone()).unwrap_or_default();
    let stored = match cache.put(key, &files) {
        Ok(kept) => kept.into_iter().map(|(name, path)| (name, Stored::File(path))).collect(),
        Err(_) => files.into_iter().map(|(name, bytes)| (name, Stored::Bytes(bytes))).collect(),
    };
    Developed::Files(stored, preview, true)
}

/// What files are kept under: the photograph's own bytes, and how they are developed.
fn key(photograph: &Hash) -> Hash {
    blake3::hash(format!("{SETTINGS} {photograph}").as_bytes())
}
