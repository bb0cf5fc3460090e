//! Symbols in a picture, read back by two decoders that share no code with the encoder nor with each other.
//!
//! 1. `rxing` (a port of ZXing, the ancestor of what many phones use) looks over the whole picture.
//! 2. Round each symbol it found the picture is cut out, and `rqrr` (a port of quirc) reads the piece. Where the first sees nothing, the second looks over the
//!    whole picture.

use image::{GrayImage, RgbImage};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader;
use rxing::multi::qrcode::QRCodeMultiReader;
use rxing::qrcode::QRCodeReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8Source, Reader};

use super::geometry::{Point, Quad};

/// The decoders. A symbol counts as readable when each of them reads it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decoder {
    /// The crate `rxing`.
    Rxing,
    /// The crate `rqrr`.
    Rqrr,
}

impl Decoder {
    /// All decoders.
    pub const ALL: [Self; 2] = [Self::Rxing, Self::Rqrr];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rxing => "rxing",
            Self::Rqrr => "rqrr",
        }
    }

    /// Whether this decoder reads exactly this text from a picture that holds one symbol.
    #[must_use]
    pub fn reads(self, picture: &GrayImage, text: &str) -> bool {
        match self {
            Self::Rxing => alone_by_rxing(picture).is_some_and(|found| found == text),
            Self::Rqrr => by_rqrr(picture).iter().any(|found| found.text == text),
        }
    }
}

/// A symbol in a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Sighting {
    /// What it says.
    pub text: String,
    /// Its outer corners in pixels, without the quiet zone.
    pub corners: Quad,
    /// Modules on a side.
    pub side: usize,
    /// The decoders that read this text.
    pub read_by: Vec<Decoder>,
}

/// How light each pixel is (luma of ITU-R BT.709): what decoders look at. The same as `image`'s, which takes a tenth of the time of reading a page.
#[must_use]
pub fn gray(picture: &RgbImage) -> GrayImage {
    let mut gray = GrayImage::new(picture.width(), picture.height());
    for (light, [red, green, blue]) in gray.iter_mut().zip(picture.as_chunks().0) {
        *light = ((2126 * u32::from(*red) + 7152 * u32::from(*green) + 722 * u32::from(*blue)) / 10_000) as u8;
    }
    gray
}

/// The symbols in a picture, from top to bottom and from left to right.
#[must_use]
pub fn decode(picture: &GrayImage) -> Vec<Sighting> {
    let first = by_rxing(picture);
    let mut found: Vec<Sighting> = if first.is_empty() { by_rqrr(picture) } else { first.iter().map(|found| confirmed(picture, found)).collect() };
    found.sort_by_key(|sighting: &Sighting| (sighting.corners.top() as i64, sighting.corners.left() as i64));
    found
}

/// What `rxing` reads from a picture of a single symbol, as a phone held towards it does.
fn alone_by_rxing(picture: &GrayImage) -> Option<String> {
    let source = Luma8Source::new_with_slice(picture.as_raw(), picture.width(), picture.height()).ok()?;
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let local = QRCodeReader::new().decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source.clone())), &hints);
    let read = local.or_else(|_| QRCodeReader::new().decode_with_hints(&mut BinaryBitmap::new(GlobalHistogramBinarizer::new(source)), &hints));
    read.ok().map(|found| found.getText().to_owned())
}

/// Dark and light are told apart by what surrounds each pixel and, where that shows no symbol, by one threshold for the whole picture.
fn by_rxing(picture: &GrayImage) -> Vec<Found> {
    let Ok(source) = Luma8Source::new_with_slice(picture.as_raw(), picture.width(), picture.height()) else { return Vec::new() };
    let local = QRCodeMultiReader::new().decode_multiple(&mut BinaryBitmap::new(HybridBinarizer::new(source.clone())));
    let read = local.ok().filter(|found| !found.is_empty());
    let read = read.or_else(|| QRCodeMultiReader::new().decode_multiple(&mut BinaryBitmap::new(GlobalHistogramBinarizer::new(source))).ok());
    read.unwrap_or_default().iter().filter_map(|result| Found::new(result.getText(), result.getPoints())).collect()
}

/// What `rxing` tells: the text and the middles of the finder patterns.
struct Found {
    text: String,
    bottom_left: Point,
    top_left: Point,
    top_right: Point,
}

impl Found {
    fn new(text: &str, points: &[rxing::Point]) -> Option<Self> {
        let [bottom_left, top_left, top_right] = [points.first()?, points.get(1)?, points.get(2)?].map(|point| Point { x: point.x.into(), y: point.y.into() });
        Some(Self { text: text.to_owned(), bottom_left, top_left, top_right })
    }

    /// Modules on a side, from the width of the finder patterns: 17, and 4 for each version.
    fn side(&self, picture: &GrayImage) -> usize {
        let module = (finder_width(picture, self.top_left, self.top_right) + finder_width(picture, self.top_left, self.bottom_left)) / 14.0;
        let apart = f64::midpoint(self.top_left.distance(self.top_right), self.top_left.distance(self.bottom_left));
        let version = ((apart / module + 7.0 - 17.0) / 4.0).round().clamp(1.0, 40.0);
        17 + 4 * version as usize
    }

    /// The corners of a symbol with so many modules: the middles of finder patterns lie 3.5 modules inside of them.
    fn corners(&self, side: usize) -> Quad {
        let side = side as f64;
        let across = |to: Point| to.minus(self.top_left).times(1.0 / (side - 7.0));
        let (right, down) = (across(self.top_right), across(self.bottom_left));
        let corner = |x: f64, y: f64| self.top_left.plus(right.times(x - 3.5)).plus(down.times(y - 3.5));
        Quad([corner(0.0, 0.0), corner(side, 0.0), corner(side, side), corner(0.0, side)])
    }
}

/// How wide a finder pattern is along the line to another one, in pixels: from its middle outwards the colour changes three times, on both sides.
fn finder_width(picture: &GrayImage, middle: Point, other: Point) -> f64 {
    let direction = other.minus(middle).times(1.0 / middle.distance(other).max(1.0));
    let threshold = f64::midpoint(luma(picture, middle).into(), 255.0);
    let reach = |sign: f64| {
        let mut changes = 0;
        let mut dark = true;
        for step in 0..4 * picture.width().max(picture.height()) {
            let at = middle.plus(direction.times(sign * f64::from(step) / 4.0));
            if (f64::from(luma(picture, at)) < threshold) != dark {
                dark = !dark;
                changes += 1;
            }
            if changes == 3 {
                return f64::from(step) / 4.0;
            }
        }
        0.0
    };
    reach(1.0) + reach(-1.0)
}

fn luma(picture: &GrayImage, at: Point) -> u8 {
    let inside = |value: f64, limit: u32| value.clamp(0.0, f64::from(limit) - 1.0) as u32;
    picture.get_pixel(inside(at.x, picture.width()), inside(at.y, picture.height()))[0]
}

fn by_rqrr(picture: &GrayImage) -> Vec<Sighting> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.as_raw()[y * width + x]);
    let sighting = |grid: rqrr::Grid<_>| {
        let (meta, text) = grid.decode().ok()?;
        let corners = Quad(grid.bounds.map(|point| Point { x: point.x.into(), y: point.y.into() }));
        Some(Sighting { text, corners, side: meta.version.to_size(), read_by: vec![Decoder::Rqrr] })
    };
    prepared.detect_grids().into_iter().filter_map(sighting).collect()
}

/// Has the second decoder read the piece of the picture round a symbol. It knows the version, which for the first can only be measured.
fn confirmed(picture: &GrayImage, found: &Found) -> Sighting {
    let measured = found.side(picture);
    let corners = found.corners(measured);
    let margin = 6.0 * corners.width() / measured as f64;
    let (left, top) = ((corners.left() - margin).max(0.0), (corners.top() - margin).max(0.0));
    let right = (corners.right() + margin).min(picture.width().into());
    let bottom = (corners.bottom() + margin).min(picture.height().into());
    let piece = image::imageops::crop_imm(picture, left as u32, top as u32, (right - left) as u32, (bottom - top) as u32).to_image();
    let second = by_rqrr(&piece).into_iter().find(|second| second.text == found.text);
    let side = second.as_ref().map_or(measured, |second| second.side);
    let read_by = if second.is_some() { Decoder::ALL.to_vec() } else { vec![Decoder::Rxing] };
    Sighting { text: found.text.clone(), corners: found.corners(side), side, read_by }
}
