//! QR symbols.
//!
//! 1. `payload` says what is in a code; `gs1` knows product numbers and Digital Link URIs, `vietqr` bank transfers, `bank` the banks.
//! 2. `segment` parts the text into modes with the fewest bits.
//! 3. `symbol` makes the codewords (crate `qrcode`) and puts them into a `grid` around the fixed `pattern`s, under the best `mask`.
//! 4. `outline` merges its dark modules into closed polygons: one vector path for screens and print.
//! 5. `drawing` draws it in a `style`, around a `logo` if there is one, and says why when that could not be read; `svg` writes it down.
//! 6. `dxf` and `picture` write the plain symbol for engravers and as pixels.
//!
//! And back again: `decode` finds the symbols in a picture with two decoders that are not ours, `health` measures them, `margin` says how much they bear.

mod bank;
mod decode;
mod drawing;
mod dxf;
mod geometry;
mod grid;
pub mod gs1;
mod health;
mod logo;
mod margin;
mod mask;
mod outline;
mod pattern;
mod payload;
mod picture;
mod segment;
mod style;
mod svg;
mod symbol;
pub mod vietqr;

pub use bank::Bank;
pub use decode::{Decoder, Sighting, decode, gray};
pub use drawing::{Drawing, Refusal, Step, draw};
pub use dxf::dxf;
pub use geometry::{Point, Quad};
pub use health::{Health, View, measure};
pub use logo::{LARGEST_VERSION, LogoField, Loss};
pub use margin::{Harm, Margin, STEPS, margin};
pub use outline::{Outline, crossing_outline, outline, svg};
pub use payload::{BadPayload, geo, link, telephone, wifi};
pub use picture::png;
pub use style::{Colour, Contrast, Finders, GOOD_CONTRAST, LEAST_CONTRAST, Logo, Modules, Style};
pub use symbol::{Level, Symbol, TooLong, Use, encode};

/// White modules that must surround a symbol on every side (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;
