//! The choice of the mask: of eight patterns over the data, the one that leaves a symbol easiest to read.
//!
//! This takes most of the time of making a symbol, so the scores of ISO/IEC 18004 (7.8.3) are counted on whole rows of bits. Columns are
//! counted as the rows of the symbol turned over its diagonal; it is turned once, and the masks have turned forms of their own.

use super::Level;
use super::grid::{Grid, both, count, first, moved};
use super::pattern::{format, format_places};

/// What a false finder pattern costs: more than any penalty, so that a mask with one is only taken when all have one. The standard does not
/// count these; it leaves the choice of the mask free.
const FALSE_FINDER: usize = 1_000_000;

/// A mask's rows; they repeat after twelve.
type Mask = [[u64; 3]; 12];

/// The eight masks (ISO/IEC 18004, table 10), and the same turned.
const MASKS: [Mask; 8] = masks(false);
const TURNED: [Mask; 8] = masks(true);

const fn masks(turned: bool) -> [Mask; 8] {
    let mut masks = [[[0; 3]; 12]; 8];
    let mut at = 0;
    while at < 8 * 12 * 192 {
        let (mask, row, column) = (at / (12 * 192), at / 192 % 12, at % 192);
        let (x, y) = if turned { (row, column) } else { (column, row) };
        if inverts(mask, x, y) {
            masks[mask][row][column / 64] |= 1 << (column % 64);
        }
        at += 1;
    }
    masks
}

const fn inverts(mask: usize, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
    }
}

/// The symbol under the mask with the lowest penalty; of equal ones the first. `drawn` has patterns and data, `free` the modules for data.
pub(super) fn masked<const W: usize>(drawn: &Grid<W>, free: &Grid<W>, level: Level) -> Grid<W> {
    let (drawn_turned, free_turned) = (drawn.turned(), free.turned());
    let mut best: Option<(usize, Grid<W>)> = None;
    for mask in 0..8 {
        let bits = format(level, mask);
        let grid = under(drawn, free, &MASKS[mask], bits, false);
        let mut penalty = lines(&grid) + blocks(&grid) + balance(&grid);
        let is_behind = |penalty: usize| best.as_ref().is_some_and(|(least, _)| *least <= penalty);
        if is_behind(penalty) {
            continue; // columns could only add to it
        }
        let turned = under(&drawn_turned, &free_turned, &TURNED[mask], bits, true);
        penalty += lines(&turned);
        if !is_behind(penalty) {
            penalty += FALSE_FINDER * false_finders(&grid, &turned);
        }
        if !is_behind(penalty) {
            best = Some((penalty, grid));
        }
    }
    best.map_or_else(|| drawn.clone(), |(_, grid)| grid)
}

/// Centres that look like those of a finder pattern, along the row and along the column, and are none. Readers take them for corners: of two
/// such symbols ZXing did not read one even when nothing was done to it.
fn false_finders<const W: usize>(grid: &Grid<W>, turned: &Grid<W>) -> usize {
    let (side, whole) = (grid.side, first::<W>(grid.side));
    let is_own = |x: usize, y: usize| [(3, 3), (side - 4, 3), (3, side - 4)].contains(&(x, y));
    let in_row = |y: usize| places(shapes(grid.rows[y], whole)).map(move |start| (start + 3, y));
    let stands_in_column = |x: usize, y: usize| y >= 3 && places(shapes(turned.rows[x], whole)).any(|start| start + 3 == y);
    (0..side).flat_map(in_row).filter(|(x, y)| !is_own(*x, *y) && stands_in_column(*x, *y)).count()
}

/// The places of the modules in a row that are set.
fn places<const W: usize>(row: [u64; W]) -> impl Iterator<Item = usize> {
    let of_word = |bits: u64| std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1))).take_while(|bits| *bits != 0);
    row.into_iter().enumerate().flat_map(move |(word, bits)| of_word(bits).map(move |bits| word * 64 + bits.trailing_zeros() as usize))
}

/// Data under a mask, with the format information that says so.
fn under<const W: usize>(drawn: &Grid<W>, free: &Grid<W>, mask: &Mask, format: usize, turned: bool) -> Grid<W> {
    let row = |y: usize| std::array::from_fn(|at| drawn.rows[y][at] ^ (free.rows[y][at] & mask[y % 12][at]));
    let mut grid = Grid { side: drawn.side, rows: (0..drawn.side).map(row).collect() };
    for (bit, places) in format_places(grid.side) {
        for [x, y] in places {
            let (x, y) = if turned { (y, x) } else { (x, y) };
            grid.set(x, y, format >> bit & 1 == 1);
        }
    }
    grid
}

/// In each row, 3 for five modules of one colour and 1 for each further one; 40 for 1:1:3:1:1 dark and light with four light ones on a side.
fn lines<const W: usize>(grid: &Grid<W>) -> usize {
    let (whole, pairs) = (first::<W>(grid.side), first::<W>(grid.side - 1));
    grid.rows.iter().map(|row| runs(*row, pairs) + 40 * finders(*row, whole)).sum()
}

/// A run of n modules is one of n - 1 equal pairs. Four pairs in a row are found n - 4 times in it: with 2 for the run itself these are n - 2.
fn runs<const W: usize>(row: [u64; W], pairs: [u64; W]) -> usize {
    let alike = alike(row, pairs);
    let two = both(alike, moved(alike, 1), |a, b| a & b);
    let four = both(two, moved(two, 2), |a, b| a & b);
    let begins = both(four, moved(four, 1), |here, next| here & !next);
    count(four) + 2 * count(begins)
}

/// Where a module has the colour of the next one.
fn alike<const W: usize>(row: [u64; W], pairs: [u64; W]) -> [u64; W] {
    both(both(row, moved(row, 1), |here, next| !(here ^ next)), pairs, |a, b| a & b)
}

/// Where 1:1:3:1:1 dark and light modules begin.
fn shapes<const W: usize>(row: [u64; W], whole: [u64; W]) -> [u64; W] {
    let light = both(row, whole, |row, whole| !row & whole);
    let and = |a, b| both(a, b, |a, b| a & b);
    // dark at 0, 2, 3, 4 and 6; light at 1 and 5
    let two = and(row, moved(row, 2));
    let dark = and(and(two, moved(two, 2)), and(moved(row, 3), moved(row, 6)));
    and(dark, and(moved(light, 1), moved(light, 5)))
}

fn finders<const W: usize>(row: [u64; W], whole: [u64; W]) -> usize {
    let light = both(row, whole, |row, whole| !row & whole);
    let and = |a, b| both(a, b, |a, b| a & b);
    let shape = shapes(row, whole);
    if count(shape) == 0 {
        return 0;
    }
    let pair = and(light, moved(light, 1));
    let quiet = and(pair, moved(pair, 2));
    count(and(shape, moved(quiet, 7))) + count(and(quiet, moved(shape, 4)))
}

/// 3 for every two by two modules of one colour.
fn blocks<const W: usize>(grid: &Grid<W>) -> usize {
    let pairs = first::<W>(grid.side - 1);
    let blocks = |two: &[[u64; W]]| -> usize {
        let same = both(two[0], two[1], |above, below| !(above ^ below));
        let rows = both(alike(two[0], pairs), alike(two[1], pairs), |above, below| above & below);
        count(both(rows, same, |rows, same| rows & same))
    };
    3 * grid.rows.windows(2).map(blocks).sum::<usize>()
}

/// 10 for every 5 % that the dark share is away from a half.
fn balance<const W: usize>(grid: &Grid<W>) -> usize {
    let dark: usize = grid.rows.iter().map(|row| count(*row)).sum();
    let all = grid.side * grid.side;
    (dark * 20).abs_diff(all * 10) / all * 10
}
