//! QR symbols.
//!
//! 1. `payload` says what is in a code; `gs1` knows product numbers and Digital Link URIs, `vietqr` bank transfers, `bank` the banks.
//! 2. `segment` parts the text into modes with the fewest bits.
//! 3. `symbol` makes the matrix of modules (crate `qrcode`), under the best `mask`.
//! 4. `outline` merges its dark modules into closed polygons: one vector path for SVG and print.

mod bank;
pub mod gs1;
mod mask;
mod outline;
mod payload;
mod segment;
mod symbol;
pub mod vietqr;

pub use bank::Bank;
pub use outline::{Outline, outline, svg};
pub use payload::{BadPayload, geo, link, telephone, wifi};
pub use symbol::{Level, Symbol, TooLong, encode};

/// White modules that must surround a symbol on every side (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;
