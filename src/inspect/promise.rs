//! What the files in the folder for print must show.

use std::collections::{BTreeMap, BTreeSet};

use super::Depth;
use super::rules::LEAST_MODULE;
use crate::catalogue::{Catalogue, EntryId, FileForm, Order};
use crate::diag;
use crate::plan::{Addresses, PlannedOrder, SymbolFiles, order, symbol_files};
use crate::print::Place;

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
    let promise = |item: usize| {
        let item = planned.items.get(item)?;
        Some(Promise { text: item.text.clone(), field: None, least_module: ordered.format.module, distance: None, is_styled: false, depth: Depth::Fast })
    };
    // the symbol of an item with several pages stands on the first of them
    let on_page = |place: &Place| {
        let promise = promise(planned.item_of(place.piece)).filter(|_| place.piece.is_multiple_of(ordered.format.pages));
        promise.map(|promise| Promise { field: field(planned, place), ..promise })
    };
    let mut files = BTreeMap::new();
    for form in &ordered.files {
        match form {
            FileForm::Pdf => {
                let pages = planned.pages.iter().map(|page| page.iter().filter_map(on_page).collect());
                files.insert(addresses.order_file(ordered, *form), pages.collect::<Pages>());
            }
            FileForm::Svg | FileForm::Png => {
                let piece = |number: usize, code| (addresses.order_piece(ordered, code, 0, *form), vec![promise(number).into_iter().collect()]);
                files.extend(planned.items.iter().enumerate().map(|(number, item)| piece(number, item.code)));
            }
            FileForm::Dxf | FileForm::Zpl | FileForm::Tspl => {}
        }
    }
    files
}

/// Where a piece is drawn on its page, when others are there too.
fn field(planned: &PlannedOrder<'_>, place: &Place) -> Option<[f64; 4]> {
    let layout = &planned.layout;
    let [left, top] = planned.order.printer.before(place.corner);
    let [right, bottom] = planned.order.printer.before([0, 1].map(|axis| place.corner[axis] + layout.piece[axis]));
    (!layout.is_alone).then_some([left, top, right - left, bottom - top])
}

fn distance(catalogue: &Catalogue, id: &EntryId) -> Option<(f64, diag::Place)> {
    let record = &catalogue.entries.get(id)?.record;
    Some((record.decimal("scan_distance")?, record.place("scan_distance")?.clone()))
}
