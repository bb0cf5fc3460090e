//! The choice of the mask: of eight patterns over the data, the one that leaves a symbol easiest to read.
//!
//! The crate `qrcode` draws the masks; its own scoring takes most of the time of making a symbol, so the scores of ISO/IEC 18004 (7.8.3) are
//! counted here, on bytes, in one pass over rows and one over columns.

use qrcode::Color;
use qrcode::canvas::{Canvas, MaskPattern};

const PATTERNS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The modules, row by row, under the mask with the lowest penalty; of equal ones the first.
pub(super) fn masked(canvas: &Canvas, side: usize) -> Vec<bool> {
    let symbols = PATTERNS.into_iter().map(|pattern| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(pattern);
        canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect::<Vec<bool>>()
    });
    symbols.min_by_key(|modules| penalty(modules, side)).unwrap_or_default()
}

/// The penalty of a symbol: runs of one colour, blocks, shapes like a finder, too much of one colour.
pub(super) fn penalty(modules: &[bool], side: usize) -> usize {
    let rows: usize = modules.chunks_exact(side).map(line).sum();
    let turned: Vec<bool> = (0..side * side).map(|at| modules[at % side * side + at / side]).collect();
    let columns: usize = turned.chunks_exact(side).map(line).sum();
    rows + columns + blocks(modules, side) + balance(modules)
}

/// A row or column: 3 for five modules of one colour and 1 for each further one; 40 for 1:1:3:1:1 dark and light with four light ones on a side.
fn line(modules: &[bool]) -> usize {
    const FINDER_THEN_LIGHT: u16 = 0b101_1101_0000;
    const LIGHT_THEN_FINDER: u16 = 0b000_0101_1101;
    let (mut score, mut run, mut last, mut window) = (0, 0, None, 0_u16);
    for (index, &module) in modules.iter().enumerate() {
        run = if last == Some(module) { run + 1 } else { 1 };
        last = Some(module);
        score += match run {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
        window = (window << 1 | u16::from(module)) & 0b111_1111_1111;
        if index >= 10 && (window == FINDER_THEN_LIGHT || window == LIGHT_THEN_FINDER) {
            score += 40;
        }
    }
    score
}

/// 3 for every two by two modules of one colour.
fn blocks(modules: &[bool], side: usize) -> usize {
    let pairs = modules.chunks_exact(side).zip(modules.chunks_exact(side).skip(1));
    let alike =
        |(above, below): (&[bool], &[bool])| above.windows(2).zip(below.windows(2)).filter(|(a, b)| a[0] == a[1] && a[0] == b[0] && a[0] == b[1]).count();
    3 * pairs.map(alike).sum::<usize>()
}

/// 10 for every 5 % that the dark share is away from a half.
fn balance(modules: &[bool]) -> usize {
    let dark = modules.iter().filter(|module| **module).count();
    (dark * 20).abs_diff(modules.len() * 10) / modules.len() * 10
}
