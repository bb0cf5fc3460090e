//! Typesetting for print: templates and data to pages, pages to PDF, SVG and PNG.
//!
//! 1. `world` is what Typst sees: the theme's print templates, its fonts, the data as `/data.json`, and what the press knows of letters (`letters`). No disk, no network, no clock.
//! 2. `press` typesets, and tells which letters no font has.
//! 3. `export` writes the pages out; for a PDF, `ink` puts black and gray on the black plate.
//! 4. `engrave` makes a drawing for lasers and mills of a page; `thermal` makes dots for the heads of label printers, and `zpl` and `tspl` tell them.
//!
//! And for whole orders: `format` lists what can be printed, `stock` what it can be printed on, `sheet` lays pieces out on a stock; a `piece` is typeset once, gets
//! its symbols from the press, and `impose` puts it wherever the layout says. `overview` shows all sheets on one picture, their letters as bars (`greek`).

mod engrave;
mod export;
mod flatten;
mod format;
mod greek;
mod impose;
mod ink;
mod letters;
mod overview;
mod painted;
mod piece;
mod press;
mod raster;
mod region;
mod sheet;
mod stock;
mod thermal;
mod tone;
mod tspl;
mod world;
mod zpl;

pub use engrave::{Cut, Engraving, engraving};
pub use export::{Sheets, encoded};
pub use format::{Carries, FORMATS, Format, NAMES};
pub use impose::{Makeup, impose};
pub use ink::Ink;
pub use overview::overview;
pub use piece::{Drawn, Limits, Note, Piece};
pub use press::{Batch, Press, PrintError, Views};
pub use raster::{Finished, NotDrawable, Raster};
pub use sheet::{BLEED, Layout, MARKS, Place, Printer, TooLarge};
pub use stock::{A4, Form, Labels, Stock, StockFault};
pub use thermal::{Dots, Head, Label};
pub use tspl::tspl;
pub use zpl::zpl;

/// Pixels per inch of PNG plaques.
pub const DPI: u32 = 300;
