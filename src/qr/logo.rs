//! Room for a logo in the middle of a symbol, and what it costs.
//!
//! The white field lies on whole modules and covers none but data. Every codeword of which it covers a single module counts as lost, though some
//! of them will happen to be right: what the error correction can still mend must be more than the logo takes from it.

use super::grid::Grid;
use super::pattern::{data_way, reserved};
use super::{Level, Symbol};

/// The largest share of a side that the field takes.
const LARGEST_SHARE: f64 = 0.18;
/// The largest version with a logo: from version 7 on an alignment pattern stands in the middle, and modules get small.
pub const LARGEST_VERSION: usize = 6;

/// The field of a logo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogoField {
    /// Modules from the left edge of the symbol, and from the top.
    pub first: usize,
    /// Modules on a side.
    pub side: usize,
}

/// What a logo takes from the error correction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loss {
    /// Lost codewords in the block that loses most.
    pub lost: usize,
    /// How many wrong codewords can be mended in that block.
    pub mended: usize,
}

impl Loss {
    /// At most half of what can be mended may be lost to the logo; the other half is for dirt, scratches and glare.
    #[must_use]
    pub fn leaves_enough(self) -> bool {
        2 * self.lost <= self.mended
    }
}

impl LogoField {
    /// A field of so many modules in the middle. `None` when it would not stand on whole modules.
    #[must_use]
    pub fn middle(symbol: &Symbol, side: usize) -> Option<Self> {
        let rest = symbol.side().checked_sub(side)?;
        rest.is_multiple_of(2).then_some(Self { first: rest / 2, side })
    }

    /// The largest field that leaves enough to read the symbol by. `None` when even one of three modules would not.
    #[must_use]
    pub fn largest(symbol: &Symbol) -> Option<Self> {
        let most = (symbol.side() as f64 * LARGEST_SHARE) as usize;
        let fields = (3..=most).rev().filter_map(|side| Self::middle(symbol, side));
        fields.into_iter().find(|field| field.loss(symbol).is_some_and(Loss::leaves_enough))
    }

    /// Whether the field covers a module.
    #[must_use]
    pub fn covers(self, x: usize, y: usize) -> bool {
        [x, y].iter().all(|at| (self.first..self.first + self.side).contains(at))
    }

    /// What the field takes. `None` when it covers a finder, timing, alignment, format or version information, or the symbol is too large.
    #[must_use]
    pub fn loss(self, symbol: &Symbol) -> Option<Loss> {
        let reserved: Grid<1> = (symbol.version() <= LARGEST_VERSION).then(|| reserved(symbol.side()))?;
        let field = || (self.first..self.first + self.side).flat_map(move |y| (self.first..self.first + self.side).map(move |x| (x, y)));
        if field().any(|(x, y)| reserved.is_set(x, y)) {
            return None;
        }
        let blocks = Blocks::of(symbol, data_way(&reserved).count() / 8);
        let mut lost: Vec<usize> =
            data_way(&reserved).enumerate().filter(|(_, [x, y])| self.covers(*x, *y)).map(|(bit, _)| bit / 8).filter(|at| *at < blocks.codewords).collect();
        lost.sort_unstable();
        lost.dedup();
        let in_block = |block: usize| lost.iter().filter(|codeword| blocks.block_of(**codeword) == block).count();
        Some(Loss { lost: (0..blocks.count).map(in_block).max().unwrap_or(0), mended: blocks.mended })
    }
}

/// How the codewords of a symbol are shared out (ISO/IEC 18004, table 9).
struct Blocks {
    count: usize,
    codewords: usize,
    data: usize,
    /// Wrong codewords that can be mended in each.
    mended: usize,
}

/// Codewords of error correction in each block and the number of blocks, by version (1–6) and level.
const SHARES: [[(usize, usize); 4]; LARGEST_VERSION] = [
    [(7, 1), (10, 1), (13, 1), (17, 1)],
    [(10, 1), (16, 1), (22, 1), (28, 1)],
    [(15, 1), (26, 1), (18, 2), (22, 2)],
    [(20, 1), (18, 2), (26, 2), (16, 4)],
    [(26, 1), (24, 2), (18, 4), (22, 4)],
    [(18, 2), (16, 4), (24, 4), (28, 4)],
];

impl Blocks {
    fn of(symbol: &Symbol, codewords: usize) -> Self {
        let (correction, count) = SHARES[symbol.version() - 1][symbol.level() as usize];
        // some of the smallest symbols' correction is kept to tell a wrong reading from a right one
        let kept = match (symbol.version(), symbol.level()) {
            (1, Level::Low) => 3,
            (1, Level::Medium) | (2, Level::Low) => 2,
            (1, Level::Quartile | Level::High) | (3, Level::Low) => 1,
            _ => 0,
        };
        Self { count, codewords, data: codewords - count * correction, mended: (correction - kept) / 2 }
    }

    /// The block of a codeword in the order in which they stand in the symbol: one from each block in turn, data first. Where the blocks
    /// cannot be equally long, the last ones have a codeword of data more.
    fn block_of(&self, codeword: usize) -> usize {
        let even = self.data / self.count * self.count;
        match codeword {
            at if at < even => at % self.count,
            at if at < self.data => self.count - (self.data - even) + at - even,
            at => (at - self.data) % self.count,
        }
    }
}
