//! The matrix of a QR symbol.

use std::fmt;

use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::ec::construct_codewords;
use qrcode::{EcLevel, Version};

use super::mask;
use super::segment::segments;

/// How much of a symbol may be damaged and still be read (ISO/IEC 18004, 7.5.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// About 7 %.
    Low,
    /// About 15 %: clean labels and screens.
    Medium,
    /// About 25 %: plaques, which are scratched and weathered.
    Quartile,
    /// About 30 %.
    High,
}

/// A QR symbol without its quiet zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    side: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// Modules on a side: 21 for version 1, four more for each further one.
    #[must_use]
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; light outside the symbol.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && y < self.side && self.dark[y * self.side + x]
    }
}

/// The text needs more than the largest symbol holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is too long for a QR symbol")
    }
}

impl std::error::Error for TooLong {}

/// The smallest symbol that holds a text at a level or a better one: while the version stays the same, the level is raised for free.
///
/// # Errors
/// [`TooLong`] when the text does not fit into version 40.
pub fn encode(text: &str, least: Level) -> Result<Symbol, TooLong> {
    let levels = [Level::Low, Level::Medium, Level::Quartile, Level::High];
    for version in (1..=40).map(Version::Normal) {
        let fitting = levels.into_iter().rev().filter(|level| *level >= least).find_map(|level| Some((level, bits(text, version, level)?)));
        if let Some((level, bits)) = fitting {
            let (data, correction) = construct_codewords(&bits.into_bytes(), version, ec(level)).map_err(|_| TooLong)?;
            let mut canvas = Canvas::new(version, ec(level));
            canvas.draw_all_functional_patterns();
            canvas.draw_data(&data, &correction);
            let side = usize::try_from(version.width()).map_err(|_| TooLong)?;
            return Ok(Symbol { side, dark: mask::best(&canvas, side) });
        }
    }
    Err(TooLong)
}

/// The text's bits in a version, if they fit at this level.
fn bits(text: &str, version: Version, level: Level) -> Option<Bits> {
    let mut bits = Bits::new(version);
    bits.push_segments(text.as_bytes(), segments(text.as_bytes(), version).into_iter()).ok()?;
    bits.push_terminator(ec(level)).ok()?;
    Some(bits)
}

fn ec(level: Level) -> EcLevel {
    match level {
        Level::Low => EcLevel::L,
        Level::Medium => EcLevel::M,
        Level::Quartile => EcLevel::Q,
        Level::High => EcLevel::H,
    }
}
