//! Does it scan? Finished files are read back as a phone would, measured, and judged by rules that name their source.
//!
//! 1. [`inspect`] draws the pages of a file (`print`), finds the symbols on them with two decoders and measures them (`qr`).
//! 2. `promise` says what each file for print must show; [`judge`] compares.
//! 3. `rules` holds the limits.
//!
//! The fast part, which every build does, reads and measures at the lowest resolution that shows each symbol well. The thorough part measures
//! finely and does harm to each symbol, to see how much it bears.

mod promise;
mod rules;

use std::collections::BTreeSet;

use blake3::{Hash, Hasher};
use image::GrayImage;

use crate::diag::{Problem, ProblemKind, SymbolFault};
use crate::parallel::in_parallel;
use crate::print::{Finished, NotDrawable, Raster};
use crate::qr::{self, Decoder, Health, Margin, Point, Quad, Sighting, View};

pub use promise::{Pages, Promise, order_promises, placed, promises};
pub use rules::{judge, reach};

/// Another one whenever symbols are read, measured or judged otherwise: then everything is proven anew.
const METHOD: &str = "1";

/// Resolutions that are tried one after the other, in pixels an inch.
const RESOLUTIONS: [f64; 4] = [72.0, 150.0, 300.0, 600.0];
/// The least width of a module in pixels that is measured well.
const FINE: f64 = 5.0;

/// How closely a file is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Depth {
    /// Read and measured.
    Fast,
    /// Also harmed, to see how much it bears.
    Thorough,
}

/// A symbol of a finished file.
#[derive(Clone, PartialEq, Debug)]
pub struct Measured {
    /// The page, counted from 1.
    pub page: usize,
    /// What it says.
    pub text: String,
    /// Modules on a side.
    pub side: usize,
    /// The decoders that read it.
    pub read_by: Vec<Decoder>,
    /// Whether it is light on dark.
    pub is_inverted: bool,
    /// What was measured on the raster.
    pub health: Health,
    /// Pixels an inch of the raster; `None` when the file does not say how large it is.
    pub dpi: Option<f64>,
    /// How much it bears, when that was tried.
    pub margin: Option<Margin>,
}

impl Measured {
    /// Width of a module in millimetres.
    #[must_use]
    pub fn module(&self) -> Option<f64> {
        Some(self.health.module / self.dpi? * 25.4)
    }

    /// Width of the symbol in millimetres, without the quiet zone.
    #[must_use]
    pub fn width(&self) -> Option<f64> {
        Some(self.module()? * self.side as f64)
    }
}

/// A finished file that was looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct Inspection {
    /// How many pages it has.
    pub pages: usize,
    /// Pixels an inch of a picture of pixels that says so; `None` for PDF and SVG.
    pub dpi: Option<f64>,
    /// Its symbols, page by page.
    pub symbols: Vec<Measured>,
}

/// Looks at a finished file: PDF, SVG, PNG or a photograph.
///
/// # Errors
/// When it cannot be drawn.
pub fn inspect(name: &str, bytes: Vec<u8>, depth: Depth) -> Result<Inspection, NotDrawable> {
    inspect_for(name, bytes, depth, &[])
}

/// The same where it is known how many symbols each page should have: it is looked at more and more closely until all are seen.
///
/// # Errors
/// When it cannot be drawn.
pub fn inspect_for(name: &str, bytes: Vec<u8>, depth: Depth, promises: &[Vec<Promise>]) -> Result<Inspection, NotDrawable> {
    let file = Finished::read(name, bytes)?;
    looked_at(&file, &(0..file.pages()).collect(), depth, promises)
}

fn looked_at(file: &Finished, pages: &BTreeSet<usize>, depth: Depth, promises: &[Vec<Promise>]) -> Result<Inspection, NotDrawable> {
    let wanted = |page: usize| promises.get(page).map(Vec::as_slice).unwrap_or_default();
    let pages: Vec<usize> = pages.iter().copied().collect();
    let mut found = in_parallel(&pages, |page| (*page, on_page(file, *page, depth, wanted(*page))));
    found.sort_by_key(|(page, _)| *page);
    let mut symbols = Vec::new();
    for (_, on_page) in found {
        symbols.extend(on_page?);
    }
    Ok(Inspection { pages: file.pages(), dpi: file.dpi(), symbols })
}

/// Raises the resolution until all symbols are read well.
fn on_page(file: &Finished, page: usize, depth: Depth, promises: &[Promise]) -> Result<Vec<Measured>, NotDrawable> {
    let mut best = Vec::new();
    // where the least module is known, a resolution that shows it too coarsely is left out. Most symbols have larger ones: to read them, half the pixels are
    // worth a try; to do harm to them, not
    let module = promises.iter().filter(|promise| promise.field.is_some()).map(|promise| promise.least_module).fold(f64::INFINITY, f64::min);
    let enough = if depth == Depth::Thorough { FINE } else { FINE / 2.0 };
    let is_too_coarse = |dpi: &f64| module.is_finite() && module / 25.4 * dpi < enough;
    for dpi in RESOLUTIONS.into_iter().skip(usize::from(depth == Depth::Thorough)).skip_while(is_too_coarse) {
        let raster = match file.draw(page, dpi) {
            Ok(raster) => raster,
            Err(NotDrawable) if best.is_empty() => return Err(NotDrawable),
            Err(NotDrawable) => break, // larger than what is drawn
        };
        let (found, is_inverted) = sightings(&raster, promises);
        best = found.iter().map(|sighting| measured(&raster, sighting, page, is_inverted, depth)).collect();
        let is_good = |symbol: &Measured| symbol.read_by.len() == Decoder::ALL.len() && symbol.health.module >= FINE;
        if (!best.is_empty() && best.len() >= promises.len() && best.iter().all(is_good)) || raster.dpi.is_none_or(|drawn| drawn < dpi) {
            break;
        }
    }
    Ok(best)
}

/// The symbols of a page: in the fields where they were promised, or anywhere. When there are none, those of its negative.
fn sightings(raster: &Raster, promises: &[Promise]) -> (Vec<Sighting>, bool) {
    let gray = qr::gray(&raster.picture);
    let fields: Vec<[f64; 4]> = promises.iter().filter_map(|promise| promise.field).collect();
    let found = match raster.dpi {
        Some(dpi) if !fields.is_empty() => fields.iter().flat_map(|field| in_field(&gray, *field, dpi / 25.4)).collect(),
        Some(_) | None => qr::decode(&gray),
    };
    if !found.is_empty() {
        return (found, false);
    }
    let mut negative = gray;
    image::imageops::invert(&mut negative);
    (qr::decode(&negative), true)
}

/// The symbols of a part of a picture.
fn in_field(gray: &GrayImage, field: [f64; 4], per_millimetre: f64) -> Vec<Sighting> {
    let [left, top, width, height] = field.map(|length| (length.max(0.0) * per_millimetre).round() as u32);
    let part = image::imageops::crop_imm(gray, left, top, width, height).to_image();
    let corner = Point { x: left.into(), y: top.into() };
    let moved = |sighting: Sighting| Sighting { corners: Quad(sighting.corners.0.map(|point| point.plus(corner))), ..sighting };
    qr::decode(&part).into_iter().map(moved).collect()
}

fn measured(raster: &Raster, sighting: &Sighting, page: usize, is_inverted: bool, depth: Depth) -> Measured {
    let margin = (depth == Depth::Thorough && !is_inverted).then(|| qr::margin(&raster.picture, sighting));
    Measured {
        page: page + 1,
        text: sighting.text.clone(),
        side: sighting.side,
        read_by: sighting.read_by.clone(),
        is_inverted,
        health: qr::measure(&raster.picture, sighting, View { is_inverted, is_photograph: raster.dpi.is_none() }),
        dpi: raster.dpi,
        margin,
    }
}

/// Whether a file can be looked at, by the ending of its name. Drawings for engravers (DXF) cannot: their outlines are those of the SVG.
#[must_use]
pub fn can_be_drawn(name: &str) -> bool {
    Finished::ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(&format!(".{ending}")))
}

/// What every build does with a finished file of which something was promised.
#[must_use]
pub fn prove(name: &str, bytes: &[u8], promises: &[Vec<Promise>]) -> Vec<Problem> {
    let depth = promises.iter().flatten().map(|promise| promise.depth).max().unwrap_or(Depth::Fast);
    let worth = worth_a_look(promises);
    let promises: Vec<Vec<Promise>> = promises.iter().enumerate().map(|(page, kept)| if worth.contains(&page) { kept.clone() } else { Vec::new() }).collect();
    match Finished::read(name, bytes.to_vec()).and_then(|file| looked_at(&file, &worth, depth, &promises)) {
        Ok(inspection) => judge(name, &inspection, &promises),
        Err(NotDrawable) => vec![problem(name, SymbolFault::NotDrawable)],
    }
}

/// What [`prove`] goes by, as a hash: while it stays the same, a file that was proven once need not be read again.
#[must_use]
pub fn proof(name: &str, bytes: &[u8], promises: &[Vec<Promise>]) -> Hash {
    let mut hasher = Hasher::new();
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    for part in [METHOD, env!("CARGO_PKG_VERSION"), name] {
        add(part.as_bytes());
    }
    add(bytes);
    for page in promises {
        add(&(page.len() as u64).to_le_bytes());
        for Promise { text, field, least_module, distance, is_styled, depth } in page {
            // where the distance is said does not matter
            add(format!("{text:?} {field:?} {least_module} {:?} {is_styled} {depth:?}", distance.as_ref().map(|(metres, _)| metres)).as_bytes());
        }
    }
    hasher.finalize()
}

/// The pages on which something stands that did not stand on an earlier one: further copies are drawn from the same frames.
fn worth_a_look(promises: &[Vec<Promise>]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut worth = BTreeSet::new();
    for (number, page) in promises.iter().enumerate() {
        for promise in page {
            if seen.insert(promise.text.as_str()) || promise.field.is_none() {
                worth.insert(number);
            }
        }
    }
    worth
}

/// A fault of a file, or of one of its pages.
fn problem(place: &str, fault: SymbolFault) -> Problem {
    Problem::anywhere(ProblemKind::Symbol { place: place.to_owned(), fault, more: 0 })
}

/// The decoders that did not read a symbol.
fn missing(read_by: &[Decoder]) -> Vec<&'static str> {
    let read: BTreeSet<&str> = read_by.iter().map(|decoder| decoder.name()).collect();
    Decoder::ALL.iter().map(|decoder| decoder.name()).filter(|name| !read.contains(name)).collect()
}
