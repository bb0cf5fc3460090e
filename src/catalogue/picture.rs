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
            Ok(size) => drop(sizes.insert(path.clone(), size)),
            Err(message) => problems.push(Problem::at(place, ProblemKind::BrokenPicture { file: (*file).to_owned(), message })),
        }
    }
    sizes
}

fn size(tree: &Tree, path: &str) -> Result<(u32, u32), String> {
    let bytes = read_bytes(&tree.path(path)).map_err(|error| error.to_string())?;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => reader.into_dimensions().map_err(|error| error.to_string()),
        Some(_) | None => Err("JPEG, PNG, WebP".to_owned()),
    }
}
