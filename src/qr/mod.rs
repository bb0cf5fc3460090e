//! QR symbols.
//!
//! 1. `payload` says what is in a code; `gs1` knows product numbers and Digital Link URIs, `vietqr` bank transfers.
//! 2. `segment` parts the text into modes with the fewest bits.
//! 3. `symbol` makes the codewords (crate `qrcode`) and puts them into a `grid` around the fixed `pattern`s, under the best `mask`.
//! 4. `outline` merges its dark modules into closed polygons: one vector path for SVG and print.

mod grid;
pub mod gs1;
mod mask;
mod outline;
mod pattern;
mod payload;
mod segment;
mod symbol;
pub mod vietqr;

pub use outline::{Outline, outline, svg};
pub use payload::{BadPayload, geo, link, telephone, wifi};
pub use symbol::{Level, Symbol, TooLong, encode};

/// White modules that must surround a symbol on every side (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;
