//! Finished pieces for lasers and mills: what is dark on the page as closed outlines, in millimetres.
//!
//! 1. `painted` lays the shapes of the page over one another: light paint cuts holes into what is dark under it. `flatten` makes curves
//!    into lines, `region` knows how to join and to cut.
//! 2. What is dark, or what is light, is shrunk by half the width of the beam, which burns as far beyond every edge.
//! 3. It stands on the layer `ENGRAVE`, filled by the even-odd rule or by winding alike, and the border of the trimmed piece on the layer `CUT`.

use resvg::tiny_skia::Point;
use resvg::usvg;

use super::painted::painted;
use super::raster::NotDrawable;
use super::region::Region;
use crate::dxf::{Drawing, Layer};

/// A CSS pixel, the unit of SVG, in millimetres (CSS Values and Units 4, 6.2).
const PIXEL: f64 = 25.4 / 96.0;
/// The largest piece in millimetres on a side.
const LARGEST: f64 = 10_000.0;
const ENGRAVED: Layer = Layer { name: "ENGRAVE", colour: 7 };
const BORDER: Layer = Layer { name: "CUT", colour: 1 };

/// How a piece is engraved.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Cut {
    /// The width of the beam or of the mill in millimetres; 0 when the machine's own program reckons with it.
    pub kerf: f64,
    /// Whether left and right are exchanged: acrylic is engraved from behind.
    pub is_mirrored: bool,
    /// Whether what is light is engraved: on dark metal the beam brings out the light.
    pub is_negative: bool,
}

/// A piece as a drawing for engravers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Engraving {
    /// DXF R12 in millimetres. (0, 0) is the lower left corner of the trimmed piece, y goes up. Outer outlines run counter-clockwise, holes clockwise.
    pub dxf: String,
    /// How many pictures of pixels, patterns, masks and filters the page has: they are not engraved.
    pub left_out: usize,
    /// How many pieces are nowhere wider than the beam, and so are not engraved.
    pub lost: usize,
}

/// A page drawn as SVG, cut to its final size, for engravers.
///
/// Paint is dark when its luminance is below one half. Curves become lines that lie at most 0.01 mm beside them.
///
/// # Errors
/// When the SVG is broken, or larger than 10 m.
pub fn engraving(svg: &str, cut: &Cut) -> Result<Engraving, NotDrawable> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|_| NotDrawable)?;
    let size @ [width, height] = [tree.size().width(), tree.size().height()].map(|length| f64::from(length) * PIXEL);
    if width.max(height) > LARGEST {
        return Err(NotDrawable);
    }
    let painted = painted(&tree, |point: Point| {
        let [x, y] = [point.x, point.y].map(|length| f64::from(length) * PIXEL);
        [if cut.is_mirrored { width - x } else { x }, height - y]
    });
    let page = Region::rectangle(size);
    let wanted = if cut.is_negative { page.without(&painted.dark) } else { page.within(&painted.dark) }.tidy();
    let (engraved, lost) = if cut.kerf > 0.0 { wanted.shrunk(cut.kerf / 2.0) } else { (wanted, 0) };

    let mut drawing = Drawing::new(size, &[ENGRAVED, BORDER]);
    for polygon in engraved.polygons() {
        drawing.closed(ENGRAVED, polygon);
    }
    drawing.closed(BORDER, [[0.0, 0.0], [width, 0.0], size, [0.0, height]]);
    Ok(Engraving { dxf: drawing.finish(), left_out: painted.left_out, lost })
}
