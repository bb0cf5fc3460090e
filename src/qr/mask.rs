//! Which of the eight masks a symbol gets: the one with the fewest shapes that trouble a reader (ISO/IEC 18004, 7.8.3).
//!
//! The crate `qrcode` has a choice of its own, which takes five times as long as all else that a page's symbol needs.

use qrcode::canvas::{Canvas, MaskPattern};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The modules under the best mask, row by row; `true` is dark. The canvas has all but its mask.
pub(super) fn best(canvas: &Canvas, side: usize) -> Vec<bool> {
    let masked = |mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(mask);
        canvas.into_colors().into_iter().map(|color| color.select(true, false)).collect()
    };
    MASKS.into_iter().map(masked).min_by_key(|dark: &Vec<bool>| penalty(dark, side)).unwrap_or_default()
}

fn penalty(dark: &[bool], side: usize) -> usize {
    let columns: Vec<bool> = (0..side).flat_map(|x| dark.iter().skip(x).step_by(side).copied()).collect();
    let lines = dark.chunks_exact(side).chain(columns.chunks_exact(side));
    lines.map(line_penalty).sum::<usize>() + block_penalty(dark, side) + balance_penalty(dark)
}

/// Runs of five and more modules of one colour, and what looks like a finder pattern beside four light modules.
fn line_penalty(line: &[bool]) -> usize {
    const FINDERS: [u16; 2] = [0b1011101_0000, 0b0000_1011101];
    let (mut penalty, mut run, mut window) = (0, 0, 0_u16);
    let mut last = None;
    for dark in line {
        run = if last == Some(dark) { run + 1 } else { 1 };
        last = Some(dark);
        penalty += match run {
            0..5 => 0,
            5 => 3,
            _ => 1,
        };
        window = (window << 1 | u16::from(*dark)) & 0x7ff;
        penalty += if FINDERS.contains(&window) { 40 } else { 0 };
    }
    // the quiet zone behind the line; the one before it is the empty window
    for _ in 0..4 {
        window = window << 1 & 0x7ff;
        penalty += if FINDERS.contains(&window) { 40 } else { 0 };
    }
    penalty
}

/// Squares of two by two modules of one colour; they may overlap.
fn block_penalty(dark: &[bool], side: usize) -> usize {
    let rows = dark.chunks_exact(side);
    let blocks = rows.clone().zip(rows.skip(1)).flat_map(|(above, below)| above.windows(2).zip(below.windows(2)));
    3 * blocks.filter(|(above, below)| above == below && above[0] == above[1]).count()
}

/// How far the dark modules are from half of all, in steps of five in a hundred.
fn balance_penalty(dark: &[bool]) -> usize {
    let count = dark.iter().filter(|dark| **dark).count();
    10 * (count.abs_diff(dark.len() - count) * 10 / dark.len())
}
