//! Typesetting for print: templates and data to pages, pages to PDF, SVG and PNG.
//!
//! 1. `world` is what Typst sees: the theme's print templates, its fonts, the data as `/data.json`. No disk, no network, no clock.
//! 2. `press` typesets, and tells which letters no font has.
//! 3. `export` writes the pages out; for a PDF, `ink` puts black and gray on the black plate.
//! 4. `engrave` makes a drawing for lasers and mills of a page; `thermal` makes dots for the heads of label printers, and `zpl` and `tspl` tell them.

mod engrave;
mod export;
mod flatten;
mod ink;
mod painted;
mod press;
mod raster;
mod region;
mod thermal;
mod tone;
mod tspl;
mod world;
mod zpl;

pub use engrave::{Cut, Engraving, engraving};
pub use export::Sheets;
pub use press::{Press, PrintError};
pub use raster::{Finished, NotDrawable, Raster};
pub use thermal::{Dots, Head, Label};
pub use tspl::tspl;
pub use zpl::zpl;

/// Pixels per inch of PNG plaques.
pub const DPI: u32 = 300;
