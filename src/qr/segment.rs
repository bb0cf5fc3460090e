//! A text in segments of numeric, alphanumeric and byte mode, with the fewest bits possible.
//!
//! The parser of the crate `qrcode` is greedy and needs a larger symbol for some 3 to 9 of 100 short links. This goes over the text once and
//! keeps, for each mode, the cheapest way to have come here. Costs are in sixths of a bit: a digit takes 10/3 bits, an alphanumeric
//! character 11/2, a byte 8 (ISO/IEC 18004, 7.4).

use qrcode::optimize::Segment;
use qrcode::{Version, types::Mode};

const MODES: [Mode; 3] = [Mode::Numeric, Mode::Alphanumeric, Mode::Byte];

/// The cheapest segments of a text in a version; versions 1–9, 10–26 and 27–40 differ in the length of their counts.
pub(super) fn cheapest(text: &[u8], version: Version) -> Vec<Segment> {
    let head = MODES.map(|mode| (4 + mode.length_bits_count(version)) * 6);
    // ways[i][m]: the mode that character i is in when the cheapest way ends in mode m behind it
    let mut ways: Vec<[usize; 3]> = Vec::with_capacity(text.len());
    let mut costs = head.map(Some);
    for byte in text {
        let mut way = [0; 3];
        let mut next = [None; 3];
        for (to, (mode, cost)) in MODES.into_iter().zip(costs).enumerate() {
            if let (Some(per_character), Some(cost)) = (sixths(mode, *byte), cost) {
                next[to] = Some(cost + per_character);
                way[to] = to;
            }
        }
        // a new segment may begin behind this character: the old one is rounded up to whole bits
        let ended = next;
        for to in 0..MODES.len() {
            for (from, cost) in ended.iter().enumerate() {
                let Some(cost) = cost else { continue };
                let changed = cost.div_ceil(6) * 6 + head[to];
                if from != to && next[to].is_none_or(|known| changed < known) {
                    next[to] = Some(changed);
                    way[to] = from;
                }
            }
        }
        costs = next;
        ways.push(way);
    }
    let last = (0..MODES.len()).min_by_key(|mode| costs[*mode].map_or(usize::MAX, |cost| cost.div_ceil(6))).unwrap_or(2);
    walk_back(&ways, last)
}

/// Sixths of a bit that a byte takes in a mode; `None` when the mode cannot hold it.
fn sixths(mode: Mode, byte: u8) -> Option<usize> {
    match mode {
        Mode::Numeric => byte.is_ascii_digit().then_some(20),
        Mode::Alphanumeric => (byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)).then_some(33),
        Mode::Byte | Mode::Kanji => Some(48),
    }
}

fn walk_back(ways: &[[usize; 3]], last: usize) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut mode = last;
    for (at, way) in ways.iter().enumerate().rev() {
        mode = way[mode];
        match segments.last_mut() {
            Some(segment) if segment.mode == MODES[mode] => segment.begin = at,
            _ => segments.push(Segment { mode: MODES[mode], begin: at, end: at + 1 }),
        }
    }
    segments.reverse();
    segments
}
