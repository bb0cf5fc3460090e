//! Finished files as pixels, drawn by programs that had no part in making them.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::{ImageReader, RgbImage};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

use crate::chunks::lean;

/// The largest page that is drawn, in pixels on a side.
const LARGEST: f64 = 20_000.0;
/// Points and CSS pixels in an inch.
pub(super) const POINTS: f64 = 72.0;

/// A page as pixels.
#[derive(Clone, PartialEq, Debug)]
pub struct Raster {
    /// Its pixels, on white.
    pub picture: RgbImage,
    /// Pixels in an inch of paper; `None` when the file does not say how large it is, as a photograph.
    pub dpi: Option<f64>,
}

/// A finished file that can be drawn.
pub enum Finished {
    /// A PDF.
    Pdf(Box<Pdf>),
    /// An SVG.
    Svg(Box<usvg::Tree>),
    /// A picture of pixels, drawn as it is.
    Picture(Raster),
}

/// A file that cannot be drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotDrawable;

impl Finished {
    /// The endings of the files that can be drawn.
    pub const ENDINGS: [&str; 5] = ["pdf", "svg", "png", "jpg", "jpeg"];

    /// Reads a file by the ending of its name: `pdf`, `svg`, `png` or `jpg`.
    ///
    /// # Errors
    /// When it is none of these, broken, or larger than 20,000 pixels.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, NotDrawable> {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("pdf") => Pdf::new(Arc::new(bytes)).map(|pdf| Self::Pdf(Box::new(pdf))).map_err(|_| NotDrawable),
            Some("svg") => usvg::Tree::from_data(&bytes, &usvg::Options::default()).map(|tree| Self::Svg(Box::new(tree))).map_err(|_| NotDrawable),
            Some("png" | "jpg" | "jpeg") => picture(&bytes).map(Self::Picture),
            Some(_) | None => Err(NotDrawable),
        }
    }

    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        match self {
            Self::Pdf(pdf) => pdf.pages().len(),
            Self::Svg(_) | Self::Picture(_) => 1,
        }
    }

    /// The resolution that a picture of pixels says it has.
    #[must_use]
    pub fn dpi(&self) -> Option<f64> {
        match self {
            Self::Pdf(_) | Self::Svg(_) => None,
            Self::Picture(raster) => raster.dpi,
        }
    }

    /// Draws a page, counted from 0, at a resolution. A picture of pixels is given as it is, or shrunk by a whole number when it is finer than that.
    ///
    /// # Errors
    /// When the page would be larger than 20,000 pixels.
    pub fn draw(&self, page: usize, dpi: f64) -> Result<Raster, NotDrawable> {
        match self {
            Self::Pdf(pdf) => draw_pdf(pdf, page, dpi),
            Self::Svg(tree) => draw_svg(tree, dpi),
            Self::Picture(raster) => Ok(shrunk(raster, dpi)),
        }
    }
}

fn draw_pdf(pdf: &Pdf, page: usize, dpi: f64) -> Result<Raster, NotDrawable> {
    let page = pdf.pages().get(page).ok_or(NotDrawable)?;
    let scale = dpi / POINTS;
    let (width, height) = page.render_dimensions();
    if f64::from(width.max(height)) * scale > LARGEST {
        return Err(NotDrawable);
    }
    let settings = RenderSettings { x_scale: scale as f32, y_scale: scale as f32, bg_color: WHITE, ..RenderSettings::default() };
    let pixels = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let mut picture = RgbImage::new(pixels.width().into(), pixels.height().into());
    for (colour, pixel) in picture.as_chunks_mut().0.iter_mut().zip(pixels.data()) {
        *colour = [pixel.r, pixel.g, pixel.b];
    }
    Ok(Raster { picture, dpi: Some(dpi) })
}

fn draw_svg(tree: &usvg::Tree, dpi: f64) -> Result<Raster, NotDrawable> {
    // a size without a unit is in CSS pixels; the printing parts of this program write points and millimetres, which are read as 96 of them in an inch
    let scale = dpi / f64::from(usvg::Options::default().dpi);
    let size = |length: f32| (f64::from(length) * scale).ceil();
    let (width, height) = (size(tree.size().width()), size(tree.size().height()));
    if width.max(height) > LARGEST {
        return Err(NotDrawable);
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(NotDrawable)?;
    pixels.fill(Color::WHITE);
    resvg::render(tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    Ok(Raster { picture: opaque(&pixels), dpi: Some(dpi) })
}

/// Pixels that nothing shines through: three channels are enough.
pub(super) fn opaque(pixels: &Pixmap) -> RgbImage {
    let mut picture = RgbImage::new(pixels.width(), pixels.height());
    for (colour, pixel) in picture.as_chunks_mut().0.iter_mut().zip(pixels.pixels()) {
        *colour = [pixel.red(), pixel.green(), pixel.blue()];
    }
    picture
}

/// Every square of pixels becomes one, as long as the resolution stays at least what is asked for.
fn shrunk(raster: &Raster, dpi: f64) -> Raster {
    let Some(times) = raster.dpi.map(|known| (known / dpi).floor()).filter(|times| *times >= 2.0) else { return raster.clone() };
    let step = times as usize;
    let (width, height) = (raster.picture.width() as usize / step, raster.picture.height() as usize / step);
    let mut sums = vec![0_u32; width * 3];
    let mut colours = Vec::with_capacity(width * height * 3);
    let rows: Vec<&[u8]> = raster.picture.as_raw().chunks_exact(raster.picture.width() as usize * 3).collect();
    for band in rows.chunks_exact(step) {
        sums.fill(0);
        for row in band {
            for (sum, square) in sums.chunks_exact_mut(3).zip(row.chunks_exact(3 * step)) {
                for pixel in square.chunks_exact(3) {
                    sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(*value));
                }
            }
        }
        colours.extend(sums.iter().map(|sum| (sum / (step * step) as u32) as u8));
    }
    let picture = RgbImage::from_raw(width as u32, height as u32, colours);
    picture.map_or_else(|| raster.clone(), |picture| Raster { picture, dpi: raster.dpi.map(|known| known / times) })
}

fn picture(bytes: &[u8]) -> Result<Raster, NotDrawable> {
    let bytes = lean(bytes).map_err(|_| NotDrawable)?; // what a printed symbol's file says beside its pixels is no use here
    let dpi = resolution(&bytes);
    let mut reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(|_| NotDrawable)?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST as u32), Some(LARGEST as u32));
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| NotDrawable)?.into_rgb8();
    Ok(Raster { picture, dpi })
}

/// What a PNG says of its resolution. Photographs say 72 or 300 whatever they show, so their word does not count.
fn resolution(bytes: &[u8]) -> Option<f64> {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().ok()?;
    let pixels = reader.info().pixel_dims.filter(|pixels| pixels.unit == png::Unit::Meter)?;
    Some(f64::from(pixels.xppu) * 0.0254)
}
