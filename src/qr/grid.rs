//! Modules as rows of bits, so that a row is looked at in a few operations and not module by module.

/// A square of modules; bit `x` of row `y` is the module there. `W` words hold a row: one up to version 11, three up to version 40.
#[derive(Clone)]
pub(super) struct Grid<const W: usize> {
    /// Modules on a side.
    pub side: usize,
    /// The rows from top to bottom; bits beyond the side are zero.
    pub rows: Vec<[u64; W]>,
}

impl<const W: usize> Grid<W> {
    /// All light.
    pub(super) fn new(side: usize) -> Self {
        Self { side, rows: vec![[0; W]; side] }
    }

    pub(super) fn is_set(&self, x: usize, y: usize) -> bool {
        self.rows[y][x / 64] >> (x % 64) & 1 == 1
    }

    pub(super) fn set(&mut self, x: usize, y: usize, value: bool) {
        let (word, bit) = (&mut self.rows[y][x / 64], 1 << (x % 64));
        *word = if value { *word | bit } else { *word & !bit };
    }

    /// Sets a rectangle.
    pub(super) fn fill(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], value: bool) {
        for row in y..y + height {
            for column in x..x + width {
                self.set(column, row, value);
            }
        }
    }

    /// Rows become columns.
    pub(super) fn turned(&self) -> Self {
        let mut turned = Self::new(self.side);
        for (y, row) in self.rows.iter().enumerate() {
            for (at, word) in row.iter().enumerate() {
                let mut rest = *word;
                while rest != 0 {
                    let x = at * 64 + rest.trailing_zeros() as usize;
                    turned.rows[x][y / 64] |= 1 << (y % 64);
                    rest &= rest - 1;
                }
            }
        }
        turned
    }
}

/// A row moved towards its beginning: what was at bit `by` is at bit 0.
pub(super) fn moved<const W: usize>(row: [u64; W], by: u32) -> [u64; W] {
    std::array::from_fn(|at| row[at] >> by | row.get(at + 1).map_or(0, |next| next << (64 - by)))
}

/// Two rows, word by word.
pub(super) fn both<const W: usize>(a: [u64; W], b: [u64; W], join: impl Fn(u64, u64) -> u64) -> [u64; W] {
    std::array::from_fn(|at| join(a[at], b[at]))
}

/// How many bits are set.
pub(super) fn count<const W: usize>(row: [u64; W]) -> usize {
    row.iter().map(|word| word.count_ones() as usize).sum()
}

/// A row whose first bits are set.
pub(super) fn first<const W: usize>(bits: usize) -> [u64; W] {
    std::array::from_fn(|at| match bits.saturating_sub(at * 64) {
        0 => 0,
        rest @ 1..64 => (1 << rest) - 1,
        64.. => u64::MAX,
    })
}
