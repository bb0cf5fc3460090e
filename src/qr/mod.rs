//! QR symbols.
//!
//! 1. `payload` says what is in a code.
//! 2. `segment` parts the text into modes with the fewest bits.
//! 3. `symbol` makes the matrix of modules (crate `qrcode`).
//! 4. `mask` chooses how its data is masked.
//! 5. `outline` merges its dark modules into closed polygons: one vector path for SVG and print.

mod mask;
mod outline;
mod payload;
mod segment;
mod symbol;

pub use outline::{Outline, outline, svg};
pub use payload::link;
pub use symbol::{Level, Symbol, TooLong, encode};

/// White modules that must surround a symbol on every side (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;
