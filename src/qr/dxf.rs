//! Symbols for engravers: DXF R12 in millimetres, which every program for lasers and mills reads.
//!
//! The dark modules stand as closed polylines on the layer `SYMBOL`, dark regions and the holes in them, to be hatched by the even-odd rule.
//! The border of the quiet zone stands on a layer of its own, `QUIET_ZONE`: it shows what must stay bare, and is not engraved.

use std::fmt::Write;

use super::{Outline, QUIET_ZONE, Symbol, outline};

const HEAD: &str = "\
  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1009\n  9\n$INSUNITS\n 70\n4\n  9\n$MEASUREMENT\n 70\n1\n";
/// Both layers: a name, a colour (7 black or white, 8 gray), continuous lines.
const LAYERS: &str = "\
  0\nENDSEC\n  0\nSECTION\n  2\nTABLES\n  0\nTABLE\n  2\nLAYER\n 70\n2\n  0\nLAYER\n  2\nSYMBOL\n 70\n0\n 62\n7\n  6\nCONTINUOUS\n  0\nLAYER\n  2\nQUIET_ZONE\n 70\n0\n 62\n8\n  6\nCONTINUOUS\n  0\nENDTAB\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n";
const END: &str = "  0\nENDSEC\n  0\nEOF\n";

/// A symbol as DXF with modules of so many millimetres. (0, 0) is the lower left corner of the quiet zone, y goes up.
#[must_use]
pub fn dxf(symbol: &Symbol, module: f64) -> String {
    let side = symbol.side() + 2 * QUIET_ZONE;
    let whole = millimetres(side as f64 * module);
    let mut out = format!("{HEAD}  9\n$EXTMIN\n 10\n0\n 20\n0\n  9\n$EXTMAX\n 10\n{whole}\n 20\n{whole}\n{LAYERS}");
    let frame: Outline = vec![vec![[0, 0], [side, 0], [side, side], [0, side]]];
    polylines(&mut out, "QUIET_ZONE", &frame, |corner| corner.map(|number| number as f64 * module));
    polylines(&mut out, "SYMBOL", &outline(symbol), |[x, y]| [(x + QUIET_ZONE) as f64 * module, (side - y - QUIET_ZONE) as f64 * module]);
    out + END
}

fn polylines(out: &mut String, layer: &str, outline: &Outline, place: impl Fn([usize; 2]) -> [f64; 2]) {
    for polygon in outline {
        // 66: vertices follow; 70: closed
        let _ = write!(out, "  0\nPOLYLINE\n  8\n{layer}\n 66\n1\n 70\n1\n 10\n0\n 20\n0\n 30\n0\n");
        for corner in polygon {
            let [x, y] = place(*corner).map(millimetres);
            let _ = write!(out, "  0\nVERTEX\n  8\n{layer}\n 10\n{x}\n 20\n{y}\n 30\n0\n");
        }
        let _ = write!(out, "  0\nSEQEND\n  8\n{layer}\n");
    }
}

/// A length to a tenth of a micrometre, without needless zeros.
fn millimetres(value: f64) -> String {
    let written = format!("{value:.4}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}
