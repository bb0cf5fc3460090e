//! Symbols for engravers.
//!
//! The dark modules stand as closed polylines on the layer `SYMBOL`, dark regions and the holes in them, to be hatched by the even-odd rule.
//! The border of the quiet zone stands on a layer of its own, `QUIET_ZONE`: it shows what must stay bare, and is not engraved.

use super::{QUIET_ZONE, Symbol, outline};
use crate::dxf::{Drawing, Layer};

const DARK: Layer = Layer { name: "SYMBOL", colour: 7 };
const BARE: Layer = Layer { name: "QUIET_ZONE", colour: 8 };

/// A symbol as DXF with modules of so many millimetres. (0, 0) is the lower left corner of the quiet zone, y goes up.
#[must_use]
pub fn dxf(symbol: &Symbol, module: f64) -> String {
    let side = symbol.side() + 2 * QUIET_ZONE;
    let place = |[x, y]: [usize; 2]| [x as f64 * module, y as f64 * module];
    let mut drawing = Drawing::new(place([side, side]), &[DARK, BARE]);
    drawing.closed(BARE, [[0, 0], [side, 0], [side, side], [0, side]].map(place));
    for polygon in outline(symbol) {
        drawing.closed(DARK, polygon.into_iter().map(|[x, y]| place([x + QUIET_ZONE, side - y - QUIET_ZONE])));
    }
    drawing.finish()
}
