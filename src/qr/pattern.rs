//! What stands in every symbol of a version: finders, timing, alignment, version and format information; and the way that data takes through
//! what they leave free (ISO/IEC 18004, 6.3, 7.7.3, 7.9, 7.10).

use super::Level;
use super::grid::Grid;

/// Modules on a side of a version (1–40).
pub(super) const fn side_of(version: usize) -> usize {
    17 + 4 * version
}

/// The version of a symbol with so many modules on a side.
pub(super) const fn version_of(side: usize) -> usize {
    (side - 17) / 4
}

/// The modules that carry no data: finders with their separators, timing, alignment, room for format and version information.
pub(super) fn reserved<const W: usize>(side: usize) -> Grid<W> {
    let mut grid = Grid::new(side);
    grid.fill([0, 0], [9, 9], true);
    grid.fill([side - 8, 0], [8, 9], true);
    grid.fill([0, side - 8], [9, 8], true);
    grid.fill([0, 6], [side, 1], true);
    grid.fill([6, 0], [1, side], true);
    for [x, y] in alignments(side) {
        grid.fill([x - 2, y - 2], [5, 5], true);
    }
    if version_of(side) >= 7 {
        grid.fill([side - 11, 0], [3, 6], true);
        grid.fill([0, side - 11], [6, 3], true);
    }
    grid
}

/// The dark ones of them, but for the format information: it says which mask there is.
pub(super) fn dark<const W: usize>(side: usize) -> Grid<W> {
    let mut grid = Grid::new(side);
    for at in (8..side - 8).step_by(2) {
        grid.set(at, 6, true);
        grid.set(6, at, true);
    }
    for [x, y] in finders(side) {
        nested(&mut grid, [x, y], 7);
    }
    for [x, y] in alignments(side) {
        nested(&mut grid, [x - 2, y - 2], 5);
    }
    grid.set(8, side - 8, true);
    version_information(&mut grid);
    grid
}

/// The top left corners of the three finders, each of seven modules.
pub(super) fn finders(side: usize) -> [[usize; 2]; 3] {
    [[0, 0], [side - 7, 0], [0, side - 7]]
}

/// The middles of the alignment patterns (ISO/IEC 18004, annex E): evenly spaced, the first gap being the odd one.
pub(super) fn alignments(side: usize) -> impl Iterator<Item = [usize; 2]> {
    let version = version_of(side);
    let count = if version == 1 { 0 } else { version / 7 + 2 };
    let gap = if count < 2 { 0 } else { (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2 };
    let place = move |at: usize| if at == 0 { 6 } else { side - 7 - (count - 1 - at) * gap };
    let is_finder = move |x: usize, y: usize| [x, y].iter().all(|at| [0, count - 1].contains(at)) && (x, y) != (count - 1, count - 1);
    let middles = (0..count).flat_map(move |y| (0..count).map(move |x| (x, y)));
    middles.filter(move |(x, y)| !is_finder(*x, *y)).map(move |(x, y)| [place(x), place(y)])
}

/// A dark square, in it a light one, in that a dark one.
fn nested<const W: usize>(grid: &mut Grid<W>, [x, y]: [usize; 2], size: usize) {
    grid.fill([x, y], [size; 2], true);
    grid.fill([x + 1, y + 1], [size - 2; 2], false);
    grid.fill([x + 2, y + 2], [size - 4; 2], true);
}

/// From version 7 on: six bits of the version and twelve that guard them, twice.
fn version_information<const W: usize>(grid: &mut Grid<W>) {
    let version = version_of(grid.side);
    if version < 7 {
        return;
    }
    let bits = guarded(version, 12, 0x1F25);
    for at in 0..18 {
        let (along, across) = (at / 3, grid.side - 11 + at % 3);
        grid.set(along, across, bits >> at & 1 == 1);
        grid.set(across, along, bits >> at & 1 == 1);
    }
}

/// A number with so many bits behind it that guard it: the rest of a division by a polynomial.
fn guarded(number: usize, bits: usize, polynomial: usize) -> usize {
    let rest = (0..bits).fold(number, |rest, _| (rest << 1) ^ ((rest >> (bits - 1)) * polynomial));
    number << bits | rest
}

/// The fifteen bits that say level and mask (0–7).
pub(super) fn format(level: Level, mask: usize) -> usize {
    let level = match level {
        Level::Low => 1,
        Level::Medium => 0,
        Level::Quartile => 3,
        Level::High => 2,
    };
    guarded(level << 3 | mask, 10, 0x537) ^ 0x5412
}

/// Where the fifteen bits stand, from the lowest on, twice.
pub(super) fn format_places(side: usize) -> impl Iterator<Item = (usize, [[usize; 2]; 2])> {
    (0..15).map(move |bit| {
        let first = match bit {
            0..=5 => [8, bit],
            6 | 7 => [8, bit + 1],
            8 => [7, 8],
            _ => [14 - bit, 8],
        };
        let second = if bit < 8 { [side - 1 - bit, 8] } else { [8, side - 15 + bit] };
        (bit, [first, second])
    })
}

/// The modules for data in the order of the bits: up and down in columns of two from the bottom right, past what is reserved.
pub(super) fn data_way<const W: usize>(reserved: &Grid<W>) -> impl Iterator<Item = [usize; 2]> {
    let side = reserved.side;
    // column 6 is timing all the way down: the pairs left of it begin one further
    let rights = (0..side / 2).map(move |pair| side - 1 - 2 * pair).map(|right| if right <= 6 { right - 1 } else { right });
    let way = rights.enumerate().flat_map(move |(pair, right)| {
        (0..side).flat_map(move |step| {
            let y = if pair % 2 == 0 { side - 1 - step } else { step };
            [[right, y], [right - 1, y]]
        })
    });
    way.filter(|[x, y]| !reserved.is_set(*x, *y))
}
