//! Pictures of entries: how large each one is.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use rayon::prelude::*;

use super::entry::{Entry, EntryId};
use crate::diag::{Place, Problem, ProblemKind};
use crate::source::{Tree, read_bytes};

/// Width and height in pixels by path in the catalogue.
pub type PictureSizes = BTreeMap<String, (u32, u32)>;

/// Reads the sizes of all pictures that entries name and that are there. Only the head of each is decoded.
pub(super) fn sizes(tree: &Tree, entries: &BTreeMap<EntryId, Entry>, problems: &mut Vec<Problem>) -> PictureSizes {
    let named: Vec<(String, &str, &Place)> =
        entries.values().flat_map(|entry| entry.pictures().map(|(file, place)| (format!("{}/{file}", entry.folder), file, place))).collect();
    let there = |(path, ..): &&(String, &str, &Place)| tree.others.binary_search(path).is_ok();
    let read: Vec<_> = named.par_iter().filter(there).map(|(path, file, place)| (path, file, place, size(tree, path))).collect();
    let mut sizes = PictureSizes::new();
    for (path, file, place, size) in read {
        match size {
            Some(size) => drop(sizes.insert(path.clone(), size)),
            None => problems.push(Problem::at(place, ProblemKind::BrokenPicture { file: (*file).to_owned() })),
        }
    }
    sizes
}

fn size(tree: &Tree, path: &str) -> Option<(u32, u32)> {
    let bytes = read_bytes(&tree.path(path)).ok()?;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => reader.into_dimensions().ok(),
        Some(_) | None => None,
    }
}
