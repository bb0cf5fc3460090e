//! The limits that a printed symbol must keep, each with its source.

use super::{Inspection, Measured, Promise, missing, problem};
use crate::diag::{Problem, SymbolFault};
use crate::qr::gs1::DigitalLink;
use crate::qr::{GOOD_CONTRAST, Harm, LEAST_CONTRAST, Margin, QUIET_ZONE};

/// The least module of plaques and of symbols for boards in millimetres: engraved in brass, 0.6 mm was unreliable and 1.0 mm was read at once by every phone tried.
pub(super) const LEAST_MODULE: f64 = 1.0;
/// The least module of a code that tills read, in millimetres: the X-dimension of GS1 General Specifications, 5.12.3.1.
const LEAST_AT_TILLS: f64 = 0.396;
/// Measured in steps of a quarter module, on pixels that lie across the edge.
const QUIET_ZONE_TOLERANCE: f64 = 0.25;
/// Pixels that a module may differ from a whole number; the measurement is exact to some hundredths.
const PIXEL_TOLERANCE: f64 = 0.15;
/// Part of its distance that a phone needs a module to be wide: three pixels a module in a preview of 1,920 pixels with a view of 69°.
const MODULE_OF_DISTANCE: f64 = 0.00215;

/// The steps that a plain symbol must bear. Our own symbols of versions 2 to 6 bear one to three more of most.
const PLAIN: [(Harm, u8); 5] = [(Harm::Blur, 3), (Harm::Tilt, 3), (Harm::Fade, 4), (Harm::Dirt, 3), (Harm::Curve, 3)];

/// How many steps fewer a symbol drawn in a style must bear.
const FEWER_IN_STYLE: u8 = 1;

/// From how far away a symbol can be scanned, in metres, for the width of a module in millimetres. It depends on the module alone: the
/// trade rule of ten times the symbol's width is right for version 7 or so, too careful for smaller and too bold for larger symbols.
#[must_use]
pub fn reach(module: f64) -> f64 {
    module / 1000.0 / MODULE_OF_DISTANCE
}

/// What is wrong with a finished file, as far as it can be seen on the file itself. Without promises every symbol may say what it will.
#[must_use]
pub fn judge(name: &str, inspection: &Inspection, promises: &[Vec<Promise>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for page in 1..=inspection.pages.max(promises.len()) {
        let place = if inspection.pages > 1 { format!("{name}:{page}") } else { name.to_owned() };
        let symbols: Vec<&Measured> = inspection.symbols.iter().filter(|symbol| symbol.page == page).collect();
        let wanted = promises.get(page - 1).map(Vec::as_slice).unwrap_or_default();
        if symbols.len() < wanted.len() {
            problems.push(problem(&place, SymbolFault::Unreadable { decoders: missing(&[]) }));
        }
        let mut open: Vec<&Promise> = wanted.iter().collect();
        for symbol in symbols {
            let promise = kept(&mut open, wanted, symbol);
            problems.extend(faults(symbol, promise, inspection.dpi).into_iter().map(|fault| problem(&place, fault)));
            problems.extend(promise.and_then(|promise| too_far(&place, symbol, promise)));
        }
    }
    problems
}

/// The promise that a symbol keeps. Of several on a page it is one that says the same and is not kept yet; where there is none, one that the symbol breaks.
fn kept<'p>(open: &mut Vec<&'p Promise>, promised: &'p [Promise], symbol: &Measured) -> Option<&'p Promise> {
    match open.iter().position(|promise| promise.text == symbol.text) {
        Some(at) => Some(open.remove(at)),
        None => open.first().copied().or_else(|| promised.first()),
    }
}

fn faults(symbol: &Measured, promise: Option<&Promise>, dpi: Option<f64>) -> Vec<SymbolFault> {
    let mut faults = of_itself(symbol);
    faults.extend(dpi.and_then(|dpi| not_whole(symbol.module()? / 25.4 * dpi)));
    if let Some(promise) = promise {
        faults.extend(of_promise(symbol, promise));
    }
    let fewer = if promise.is_some_and(|promise| promise.is_styled) { FEWER_IN_STYLE } else { 0 };
    let weak = |margin: Margin| PLAIN.map(|(harm, least)| (harm, margin.of(harm), least - fewer)).into_iter().find(|(_, step, least)| step < least);
    faults.extend(symbol.margin.and_then(weak).map(|(harm, step, least)| SymbolFault::Weak { harm: harm.name(), step, least }));
    faults
}

/// What is wrong with any symbol of that kind.
fn of_itself(symbol: &Measured) -> Vec<SymbolFault> {
    if symbol.is_inverted {
        return vec![SymbolFault::Inverted];
    }
    let health = symbol.health;
    let contrast = health.contrast();
    if contrast < LEAST_CONTRAST {
        return vec![SymbolFault::Faint { percent: contrast * 100.0, least: LEAST_CONTRAST * 100.0 }];
    }
    let unread = missing(&symbol.read_by);
    if !unread.is_empty() {
        return vec![SymbolFault::Unreadable { decoders: unread }];
    }
    let mut faults = Vec::new();
    if contrast < GOOD_CONTRAST {
        faults.push(SymbolFault::Pale { percent: contrast * 100.0, wanted: GOOD_CONTRAST * 100.0 });
    }
    if health.quiet_zone < QUIET_ZONE as f64 - QUIET_ZONE_TOLERANCE {
        faults.push(SymbolFault::QuietZone { modules: health.quiet_zone });
    }
    let at_till = DigitalLink::parse(&symbol.text).ok().and_then(|_| symbol.module()).filter(|width| *width < LEAST_AT_TILLS);
    faults.extend(at_till.map(|width| SymbolFault::SmallModule { width, least: LEAST_AT_TILLS }));
    faults
}

fn of_promise(symbol: &Measured, promise: &Promise) -> Vec<SymbolFault> {
    let mut faults = Vec::new();
    if symbol.text != promise.text {
        faults.push(SymbolFault::SaysOther { says: symbol.text.clone(), should: promise.text.clone() });
    }
    let Some(width) = symbol.module() else { return faults };
    // a hundredth of a millimetre is the measurement's own
    if width < promise.least_module - 0.01 {
        faults.push(SymbolFault::SmallModule { width, least: promise.least_module });
    }
    faults
}

/// Told where the author wrote how far away people stand.
fn too_far(place: &str, symbol: &Measured, promise: &Promise) -> Option<Problem> {
    let reach = reach(symbol.module()?);
    let (distance, written) = promise.distance.as_ref().filter(|(distance, _)| *distance > reach)?;
    let fault = SymbolFault::TooFar { distance: *distance, reach, module: distance * MODULE_OF_DISTANCE * 1000.0 };
    Some(Problem { place: Some(written.clone()), ..problem(place, fault) })
}

/// Modules of a picture of pixels that begin and end between pixels.
fn not_whole(pixels: f64) -> Option<SymbolFault> {
    ((pixels - pixels.round()).abs() > PIXEL_TOLERANCE).then_some(SymbolFault::NotWholePixels { pixels })
}
