//! Icons of pixels, drawn from an SVG: browsers' tabs take the SVG itself, home screens do not.

use image::{ImageFormat, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// What is behind an icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// Nothing: corners stay clear.
    Clear,
    /// Its own colour up to the edges, as telephones want that put their own corners on.
    Full,
    /// The same, with the icon in the middle four fifths: telephones may cut a circle out of it
    /// (<https://www.w3.org/TR/appmanifest/#icon-masks>).
    Maskable,
}

/// An icon that can be drawn.
pub struct Icon(usvg::Tree);

impl Icon {
    /// Reads an icon. `None` when it is no SVG.
    #[must_use]
    pub fn read(svg: &str) -> Option<Self> {
        usvg::Tree::from_str(svg, &usvg::Options::default()).ok().map(Self)
    }

    /// A PNG of so many pixels on a side. `None` when it cannot be drawn.
    #[must_use]
    pub fn png(&self, side: u32, ground: Ground) -> Option<Vec<u8>> {
        let mut pixels = Pixmap::new(side, side)?;
        let whole = side as f32 / self.0.size().width().max(self.0.size().height());
        if ground != Ground::Clear {
            resvg::render(&self.0, Transform::from_scale(whole, whole), &mut pixels.as_mut());
            let edge = pixels.pixel(side / 2, side / 24)?.demultiply(); // the colour in the middle of its upper edge
            pixels.fill(resvg::tiny_skia::Color::from_rgba8(edge.red(), edge.green(), edge.blue(), 255));
        }
        let share = if ground == Ground::Maskable { 0.8 } else { 1.0 };
        let margin = side as f32 * (1.0 - share) / 2.0;
        resvg::render(&self.0, Transform::from_row(whole * share, 0.0, 0.0, whole * share, margin, margin), &mut pixels.as_mut());
        let colours = pixels.pixels().iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        });
        let picture = RgbaImage::from_raw(side, side, colours.collect())?;
        let mut out = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut out, ImageFormat::Png).ok()?;
        Some(out.into_inner())
    }
}

/// A PNG of 32 pixels as `favicon.ico`: a head, one entry, and the PNG itself, which every browser that asks for this file reads.
#[must_use]
pub fn favicon(png: &[u8]) -> Vec<u8> {
    let mut out = vec![0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0];
    out.extend((png.len() as u32).to_le_bytes());
    out.extend(22_u32.to_le_bytes());
    out.extend(png);
    out
}
