//! DXF R12 in millimetres, which every program for lasers and mills reads: closed polylines on named layers.
//!
//! Tags as in Autodesk's “DXF Reference”, release 12: a group code on a line, its value on the next.

use std::fmt::Write;

/// R12, lengths in millimetres (`$INSUNITS` 4), metric.
const HEAD: &str = "0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1009\n  9\n$INSUNITS\n 70\n4\n  9\n$MEASUREMENT\n 70\n1\n";
const LAYERS: &str = "0\nENDSEC\n  0\nSECTION\n  2\nTABLES\n  0\nTABLE\n  2\nLAYER\n";
const ENTITIES: &str = "  0\nENDTAB\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n";
const END: &str = "  0\nENDSEC\n  0\nEOF\n";

/// A layer: what programs for lasers give a power and a speed of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layer {
    /// Its name: capital letters, digits and `_`.
    pub name: &'static str,
    /// Its colour in AutoCAD's index: 1 red, 7 black or white, 8 gray.
    pub colour: u8,
}

/// A drawing that grows polyline by polyline.
#[derive(Clone, Debug)]
pub struct Drawing(String);

impl Drawing {
    /// An empty drawing of a width and a height in millimetres. (0, 0) is its lower left corner, y goes up.
    #[must_use]
    pub fn new([width, height]: [f64; 2], layers: &[Layer]) -> Self {
        let (width, height) = (millimetres(width), millimetres(height));
        let mut out = format!("{HEAD}  9\n$EXTMIN\n 10\n0\n 20\n0\n  9\n$EXTMAX\n 10\n{width}\n 20\n{height}\n{LAYERS} 70\n{}\n", layers.len());
        for Layer { name, colour } in layers {
            let _ = write!(out, "  0\nLAYER\n  2\n{name}\n 70\n0\n 62\n{colour}\n  6\nCONTINUOUS\n");
        }
        Self(out + ENTITIES)
    }

    /// Adds a closed polyline to a layer: its corners in millimetres, without the first one repeated at the end.
    pub fn closed(&mut self, layer: Layer, corners: impl IntoIterator<Item = [f64; 2]>) {
        let (out, name) = (&mut self.0, layer.name);
        // 66: vertices follow; 70: closed
        let _ = write!(out, "  0\nPOLYLINE\n  8\n{name}\n 66\n1\n 70\n1\n 10\n0\n 20\n0\n 30\n0\n");
        for corner in corners {
            let [x, y] = corner.map(millimetres);
            let _ = write!(out, "  0\nVERTEX\n  8\n{name}\n 10\n{x}\n 20\n{y}\n 30\n0\n");
        }
        let _ = write!(out, "  0\nSEQEND\n  8\n{name}\n");
    }

    /// The finished file.
    #[must_use]
    pub fn finish(self) -> String {
        self.0 + END
    }
}

/// A length to a tenth of a micrometre, without needless zeros.
fn millimetres(value: f64) -> String {
    let written = format!("{value:.4}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}
