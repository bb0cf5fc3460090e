//! QR symbols.
//!
//! 1. `payload` says what is in a code; `gs1` knows product numbers and Digital Link URIs, `vietqr` bank transfers, `bank` the banks.
//! 2. `segment` parts the text into modes with the fewest bits.
//! 3. `symbol` makes the matrix of modules (crate `qrcode`), under the best `mask`.
//! 4. `outline` merges its dark modules into closed polygons: one vector path for SVG and print.
//!
//! And back again: `decode` finds the symbols in a picture with two decoders that are not ours, `health` measures them, `margin` says how much they bear.

mod bank;
mod decode;
mod geometry;
pub mod gs1;
mod health;
mod margin;
mod mask;
mod outline;
mod payload;
mod segment;
mod symbol;
pub mod vietqr;

pub use bank::Bank;
pub use decode::{Decoder, Sighting, decode};
pub use geometry::{Point, Quad};
pub use health::{Health, View, measure};
pub use margin::{Harm, Margin, STEPS, margin};
pub use outline::{Outline, outline, svg};
pub use payload::{BadPayload, geo, link, telephone, wifi};
pub use symbol::{Level, Symbol, TooLong, encode};

/// White modules that must surround a symbol on every side (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;
