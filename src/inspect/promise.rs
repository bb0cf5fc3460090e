//! What the files in the folder for print must show.

use std::collections::{BTreeMap, BTreeSet};

use super::Depth;
use super::rules::LEAST_MODULE;
use crate::catalogue::{Catalogue, EntryId};
use crate::diag::Place;
use crate::plan::{Addresses, SymbolFiles, symbol_files};

/// What one page must show.
#[derive(Clone, PartialEq, Debug)]
pub struct Promise {
    /// What its symbol says.
    pub text: String,
    /// The least width of a module in millimetres.
    pub least_module: f64,
    /// How far away people stand, in metres, and where an author said so.
    pub distance: Option<(f64, Place)>,
    /// Whether it is drawn in a style, which may bear a little less than black squares.
    pub is_styled: bool,
    /// How closely every build looks at it.
    pub depth: Depth,
}

/// What each page of each file must show, by the file's path. Of every style one symbol is looked at thoroughly by every build; `disan verify`
/// looks so at all.
#[must_use]
pub fn promises(catalogue: &Catalogue, addresses: &Addresses) -> BTreeMap<String, Vec<Promise>> {
    let mut promises = BTreeMap::new();
    let mut looked_at = BTreeSet::new();
    let mut plaques = Vec::new();
    for SymbolFiles { paths, text, style, plaque_of } in symbol_files(catalogue, addresses) {
        let first_of_style = style.is_some_and(|style| looked_at.insert(style.name.clone()));
        let depth = if first_of_style { Depth::Thorough } else { Depth::Fast };
        let distance = plaque_of.and_then(|id| distance(catalogue, id));
        let promise = Promise { text, least_module: LEAST_MODULE, distance, is_styled: style.is_some(), depth };
        plaques.extend(plaque_of.map(|_| promise.clone()));
        promises.extend(paths.into_iter().map(|path| (path, vec![promise.clone()])));
    }
    promises.insert(addresses.plaques_file(), plaques);
    promises
}

fn distance(catalogue: &Catalogue, id: &EntryId) -> Option<(f64, Place)> {
    let record = &catalogue.entries.get(id)?.record;
    Some((record.decimal("scan_distance")?, record.place("scan_distance")?.clone()))
}
