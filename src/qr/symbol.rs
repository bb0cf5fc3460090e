//! The matrix of a QR symbol.

use std::fmt;

use qrcode::bits::Bits;
use qrcode::ec::construct_codewords;
use qrcode::optimize::{Segment, total_encoded_len};
use qrcode::types::QrResult;
use qrcode::{EcLevel, Version};

use super::grid::{both, first};
use super::mask::masked;
use super::pattern::{dark, data_way, reserved, side_of, version_of};
use super::segment::cheapest;

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

/// What a symbol is for. That says how much damage it must bear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// On a screen, clean and bright.
    Screen,
    /// On a product: clean, but small.
    Label,
    /// On a wall or post, scratched and weathered for years.
    Plaque,
    /// On a poster, in a style; a logo may take a part of it.
    Poster,
}

impl Use {
    /// The level that its symbols have at least.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Screen | Self::Label => Level::Medium,
            Self::Plaque | Self::Poster => Level::Quartile,
        }
    }
}

/// A QR symbol without its quiet zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    side: usize,
    level: Level,
    dark: Vec<bool>,
}

impl Symbol {
    /// Modules on a side: 21 for version 1, four more for each further one.
    #[must_use]
    pub fn side(&self) -> usize {
        self.side
    }

    /// The version: 1 to 40.
    #[must_use]
    pub fn version(&self) -> usize {
        version_of(self.side)
    }

    /// The level that it has; it may be better than the one asked for.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
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
/// Letters that are not ASCII are written in UTF-8, and the symbol says so (ECI 26): without this word the standard means ISO 8859-1, and
/// readers guess; some would show `Kính` as `KÃ­nh`.
///
/// # Errors
/// [`TooLong`] when the text does not fit into version 40.
pub fn encode(text: &str, least: Level) -> Result<Symbol, TooLong> {
    let mut segments = Vec::new();
    for number in 1..=40 {
        let version = Version::Normal(number);
        if matches!(number, 1 | 10 | 27) {
            segments = cheapest(text.as_bytes(), version); // counts have other lengths from these versions on
        }
        let needed = total_encoded_len(&segments, version) + if text.is_ascii() { 0 } else { ECI_BITS };
        let fits = |level: &Level| *level >= least && Bits::new(version).max_len(ec(*level)).is_ok_and(|room| needed <= room);
        if let Some(level) = LEVELS.into_iter().rev().find(fits) {
            return draw(text, &segments, number, level).map_err(|_| TooLong);
        }
    }
    Err(TooLong)
}

/// UTF-8 among the character sets of codes (AIM ECI), and the bits that it takes to say so.
const UTF_8: u32 = 26;
const ECI_BITS: usize = 4 + 8;

const LEVELS: [Level; 4] = [Level::Low, Level::Medium, Level::Quartile, Level::High];

fn draw(text: &str, segments: &[Segment], number: i16, level: Level) -> QrResult<Symbol> {
    let version = Version::Normal(number);
    let mut bits = Bits::new(version);
    if !text.is_ascii() {
        bits.push_eci_designator(UTF_8)?;
    }
    bits.push_segments(text.as_bytes(), segments.iter().copied())?;
    bits.push_terminator(ec(level))?;
    let (mut codewords, correction) = construct_codewords(&bits.into_bytes(), version, ec(level))?;
    codewords.extend(correction);
    let side = side_of(usize::from(number.unsigned_abs()));
    let dark = if side <= 64 { modules::<1>(&codewords, side, level) } else { modules::<3>(&codewords, side, level) };
    Ok(Symbol { side, level, dark })
}

/// The modules row by row: patterns, and codewords in the rest.
fn modules<const W: usize>(codewords: &[u8], side: usize, level: Level) -> Vec<bool> {
    let reserved = reserved::<W>(side);
    let mut drawn = dark::<W>(side);
    let bits = codewords.iter().flat_map(|codeword| (0..8).rev().map(move |bit| codeword >> bit & 1 == 1));
    for ([x, y], bit) in data_way(&reserved).zip(bits) {
        if bit {
            drawn.set(x, y, true);
        }
    }
    let mut free = reserved;
    let whole = first::<W>(side);
    free.rows.iter_mut().for_each(|row| *row = both(*row, whole, |reserved, whole| !reserved & whole));
    let symbol = masked(&drawn, &free, level);
    (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| symbol.is_set(x, y)).collect()
}

fn ec(level: Level) -> EcLevel {
    match level {
        Level::Low => EcLevel::L,
        Level::Medium => EcLevel::M,
        Level::Quartile => EcLevel::Q,
        Level::High => EcLevel::H,
    }
}
