//! What the files of a print job must show.

use crate::catalogue::{Catalogue, Code, EntryId};
use crate::diag::Place;
use crate::plan::{Addresses, Work};

use super::rules::PLAQUE_MODULE;

/// What one page must show.
#[derive(Clone, PartialEq, Debug)]
pub struct Promise {
    /// What its symbol says.
    pub text: String,
    /// The least width of a module in millimetres.
    pub least_module: f64,
    /// How far away people stand, in metres, and where an author said so.
    pub distance: Option<(f64, Place)>,
}

/// What each page of each file of a job must show, in their order; empty for jobs that print nothing.
#[must_use]
pub fn promises(work: &Work, catalogue: &Catalogue, addresses: &Addresses) -> Vec<Promise> {
    let plaque = |id: &EntryId, code: Code| Promise {
        text: addresses.code_link(code),
        least_module: PLAQUE_MODULE,
        distance: catalogue.entries.get(id).and_then(|entry| Some((entry.record.decimal("scan_distance")?, entry.record.place("scan_distance")?.clone()))),
    };
    match work {
        Work::Plaque(id, code) => vec![plaque(id, *code)],
        Work::Plaques => catalogue.entries.keys().filter_map(|id| Some(plaque(id, catalogue.code(id)?))).collect(),
        Work::Root
        | Work::Home(_)
        | Work::List(..)
        | Work::About(_)
        | Work::NotFound
        | Work::Entry(..)
        | Work::Retired(_)
        | Work::Find(_)
        | Work::Moved(..)
        | Work::Feed(_)
        | Work::Sitemap
        | Work::Icon
        | Work::Robots
        | Work::Hosts
        | Work::Ledger
        | Work::Static(_) => Vec::new(),
    }
}
