//! What the files in the folder for print must show.

use std::collections::{BTreeMap, BTreeSet};

use super::Depth;
use super::rules::LEAST_MODULE;
use crate::catalogue::{Catalogue, EntryId, FileForm, Order};
use crate::diag;
use crate::plan::{Addresses, PlannedOrder, SymbolFiles, order, symbol_files};

/// What one symbol of a page must show.
#[derive(Clone, PartialEq, Debug)]
pub struct Promise {
    /// What its symbol says.
    pub text: String,
    /// The part of the page in which it stands: left, top, width, height in millimetres. `None` where it stands alone on its page.
    pub field: Option<[f64; 4]>,
    /// The least width of a module in millimetres.
    pub least_module: f64,
    /// How far away people stand, in metres, and where an author said so.
    pub distance: Option<(f64, diag::Place)>,
    /// Whether it is drawn in a style, which may bear a little less than black squares.
    pub is_styled: bool,
    /// How closely every build looks at it.
    pub depth: Depth,
}

/// What the symbols of each page of a file must show.
pub type Pages = Vec<Vec<Promise>>;

/// What each page of each file must show, by the file's path. Of every style one symbol is looked at thoroughly by every build; `disan verify`
/// looks so at all.
#[must_use]
pub fn promises(catalogue: &Catalogue, addresses: &Addresses) -> BTreeMap<String, Pages> {
    let mut promises = BTreeMap::new();
    let mut looked_at = BTreeSet::new();
    let mut plaques = Vec::new();
    for SymbolFiles { paths, text, style, plaque_of } in symbol_files(catalogue, addresses) {
        let first_of_style = style.is_some_and(|style| looked_at.insert(style.name.clone()));
        let depth = if first_of_style { Depth::Thorough } else { Depth::Fast };
        let distance = plaque_of.and_then(|id| distance(catalogue, id));
        let promise = Promise { text, field: None, least_module: LEAST_MODULE, distance, is_styled: style.is_some(), depth };
        plaques.extend(plaque_of.map(|_| vec![promise.clone()]));
        promises.extend(paths.into_iter().map(|path| (path, vec![vec![promise.clone()]])));
    }
    promises.insert(addresses.plaques_file(), plaques);
    let orders = catalogue.settings.print.iter().filter_map(|wanted| Order::of(wanted, &catalogue.settings).ok());
    promises.extend(orders.filter_map(|wanted| order(catalogue, addresses, &wanted).ok()).flat_map(|planned| order_promises(addresses, &planned)));
    promises
}

/// What the files of an order must show.
#[must_use]
pub fn order_promises(addresses: &Addresses, planned: &PlannedOrder<'_>) -> BTreeMap<String, Pages> {
    let ordered = &planned.order;
    let promise = |text: &str, field| Promise { text: text.to_owned(), field, ..plain(ordered.format.module) };
    let mut files = BTreeMap::new();
    for form in &ordered.files {
        match form {
            FileForm::Pdf => {
                let pages = planned.symbols().into_iter().map(|page| page.into_iter().map(|(text, field)| promise(text, field)).collect());
                files.insert(addresses.order_file(ordered, *form), pages.collect::<Pages>());
            }
            FileForm::Svg | FileForm::Png => {
                files.extend(planned.items.iter().map(|item| (addresses.order_piece(ordered, item.code, 0, *form), vec![vec![promise(&item.text, None)]])));
            }
            FileForm::Dxf | FileForm::Zpl | FileForm::Tspl => {}
        }
    }
    files
}

/// What the sheets of an order must show that was printed by itself, from the file in which it says so. `None` when that is not such a file.
#[must_use]
pub fn placed(json: &str) -> Option<Pages> {
    let told: serde_json::Value = serde_json::from_str(json).ok()?;
    let module = told["module"].as_f64()?;
    let number = |field: &serde_json::Value, at: usize| field[at].as_f64();
    let symbol = |symbol: &serde_json::Value| {
        let field = &symbol["field"];
        let field = (!field.is_null()).then(|| Some([number(field, 0)?, number(field, 1)?, number(field, 2)?, number(field, 3)?]));
        Some(Promise { text: symbol["says"].as_str()?.to_owned(), field: field.flatten(), ..plain(module) })
    };
    told["pages"].as_array()?.iter().map(|page| page.as_array()?.iter().map(symbol).collect()).collect()
}

/// A promise of a plain symbol whose module is at least so wide.
fn plain(module: f64) -> Promise {
    Promise { text: String::new(), field: None, least_module: module, distance: None, is_styled: false, depth: Depth::Fast }
}

fn distance(catalogue: &Catalogue, id: &EntryId) -> Option<(f64, diag::Place)> {
    let record = &catalogue.entries.get(id)?.record;
    Some((record.decimal("scan_distance")?, record.place("scan_distance")?.clone()))
}
