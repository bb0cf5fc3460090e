//! Baseline JPEG (ITU-T T.81) in pieces: squares of 16 × 16 pixels become bits, and bits that were made once are put into many files.
//!
//! Colour has half the resolution of light, as in photographs of telephones. The codes are fixed: they were counted on pictures of this kind, so that ground, of
//! which there is most, takes two bits a block (in the tables of the standard six).

use std::sync::LazyLock;

use super::codes::{COLOUR_AC, COLOUR_DC, LIGHT_AC, LIGHT_DC};
use super::colour::Rgb;
use super::dct::{SCALES, Square, transform};

/// The side of a square, in pixels.
pub(super) const SIDE: usize = 16;

/// Order in which the frequencies of a block are written.
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29,
    22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Steps of the standard's tables K.1 and K.2, in rows, for light and for colour.
const STEPS: [[u8; 64]; 2] = [
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68,
        109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ],
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ],
];

/// A code: how many symbols have each length from 1 to 16 bits, and the symbols.
pub(super) struct Code {
    pub(super) lengths: [u8; 16],
    pub(super) symbols: &'static [u8],
}

/// Light or colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Light,
    Colour,
}

/// Bits and length of each symbol of a code.
type Table = [(u16, u8); 256];

static TABLES: LazyLock<[[Table; 2]; 2]> = LazyLock::new(|| [[table(&LIGHT_DC), table(&LIGHT_AC)], [table(&COLOUR_DC), table(&COLOUR_AC)]]);

/// A square like the one before it.
static PLAIN: LazyLock<(u32, u32)> = LazyLock::new(|| {
    let blocks = (0..6).flat_map(|block| TABLES[part(block).0 as usize].map(|table| table[0]));
    blocks.fold((0, 0), |(all, lengths), (bits, length)| (all << length | u32::from(bits), lengths + u32::from(length)))
});

fn table(code: &Code) -> Table {
    let mut table = [(0, 0); 256];
    let mut symbols = code.symbols.iter();
    let mut bits = 0;
    for (length, count) in (1..).zip(code.lengths) {
        for symbol in symbols.by_ref().take(count.into()) {
            table[usize::from(*symbol)] = (bits, length);
            bits += 1;
        }
        bits <<= 1;
    }
    table
}

/// Bits one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// What makes no whole byte yet, in its lowest bits.
    rest: u64,
    length: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, length: u32) {
        self.rest = self.rest << length | u64::from(bits);
        self.length += length;
        if self.length >= 32 {
            self.length -= 32;
            self.bytes.extend(((self.rest >> self.length) as u32).to_be_bytes());
        }
    }

    /// Adds other bits behind these.
    pub(super) fn append(&mut self, other: &Self) {
        let (words, tail) = other.bytes.as_chunks::<4>();
        debug_assert!(tail.is_empty());
        for word in words {
            self.push(u32::from_be_bytes(*word), 32);
        }
        self.push((other.rest & ((1 << other.length) - 1)) as u32, other.length);
    }

    /// How many bytes these are.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() + self.length.div_ceil(8) as usize
    }
}

/// Light, blue and red as JPEG has them, from −128 to 127.
pub(super) fn components([red, green, blue]: Rgb) -> [f32; 3] {
    let [r, g, b] = [red, green, blue].map(f32::from);
    [0.299 * r + 0.587 * g + 0.114 * b - 128.0, -0.168_735_9 * r - 0.331_264_1 * g + 0.5 * b, 0.5 * r - 0.418_687_6 * g - 0.081_312_4 * b]
}

/// Makes squares to bits, each knowing the one before it.
#[derive(Clone)]
pub(super) struct Writer {
    steps: [[u8; 64]; 2],
    /// What frequencies are multiplied with, in rows.
    factors: [Square; 2],
    /// The first frequencies of the block before, for light, blue and red.
    pub(super) before: [i32; 3],
    pub(super) bits: Bits,
}

impl Writer {
    /// A writer of this quality: 1 to 100, as `cjpeg` counts, though with smaller steps for the lowest frequencies.
    pub(super) fn new(quality: u8) -> Self {
        let quality = i32::from(quality);
        let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        let mut steps = STEPS.map(|steps| steps.map(|step| ((i32::from(step) * percent + 50) / 100).clamp(1, 255) as u8));
        for (place, step) in steps.iter_mut().flat_map(|steps| steps.iter_mut().enumerate()) {
            // slow changes of light, such as the sky of a drawing, cost little and would show stripes
            let most = match place {
                0 => 8,
                1 | 8 => 16,
                _ => 255,
            };
            *step = (*step).min(most);
        }
        let factor = |steps: &[u8; 64], at: usize| 1.0 / (f32::from(steps[at]) * SCALES[at / 8] * SCALES[at % 8] * 8.0);
        let factors = [0, 1].map(|sort| std::array::from_fn(|y| std::array::from_fn(|x| factor(&steps[sort], 8 * y + x))));
        Self { steps, factors, before: [0; 3], bits: Bits::default() }
    }

    /// The first frequencies of a square of one colour.
    pub(super) fn plain(&self, colour: [f32; 3]) -> [i32; 3] {
        let step = |at: usize| f32::from(self.steps[at.min(1)][0]);
        std::array::from_fn(|at| round(colour[at] * 8.0 / step(at)))
    }

    /// A square of one colour, given by its first frequencies.
    pub(super) fn plain_square(&mut self, first: [i32; 3]) {
        if self.before == first {
            let (bits, length) = *PLAIN;
            self.bits.push(bits, length);
            return;
        }
        for block in 0..6 {
            let (sort, part) = part(block);
            self.first(sort, part, first[part]);
            self.symbol(sort, 0);
        }
    }

    /// A block of light. It comes four times, then blue and red.
    pub(super) fn light(&mut self, block: &mut Square) {
        self.block(Sort::Light, 0, block);
    }

    /// A block of colour: blue (1) or red (2).
    pub(super) fn colour(&mut self, part: usize, block: &mut Square) {
        self.block(Sort::Colour, part, block);
    }

    /// A block of light that is plain.
    pub(super) fn plain_light(&mut self, first: i32) {
        self.first(Sort::Light, 0, first);
        self.symbol(Sort::Light, 0);
    }

    fn block(&mut self, sort: Sort, part: usize, block: &mut Square) {
        transform(block);
        let factors = &self.factors[sort as usize];
        let mut values = [0_i32; 64];
        for ((row, factors), values) in block.iter().zip(factors).zip(values.as_chunks_mut::<8>().0) {
            *values = std::array::from_fn(|x| round(shrunk(row[x] * factors[x])));
        }
        values[0] = round(block[0][0] * factors[0][0]);
        self.first(sort, part, values[0]);
        let mut present = 0_u64; // which frequencies there are, in the order in which they are written
        for (place, at) in ZIGZAG.iter().enumerate().skip(1) {
            present |= u64::from(values[*at] != 0) << place;
        }
        let mut next = 1;
        while present != 0 {
            let place = present.trailing_zeros();
            let mut zeros = place - next;
            while zeros > 15 {
                self.symbol(sort, 0xf0);
                zeros -= 16;
            }
            let value = values[ZIGZAG[place as usize]];
            let size = 32 - value.unsigned_abs().leading_zeros();
            self.symbol(sort, (zeros << 4 | size) as u8);
            self.amount(value, size);
            next = place + 1;
            present &= present - 1;
        }
        if next < 64 {
            self.symbol(sort, 0);
        }
    }

    fn first(&mut self, sort: Sort, part: usize, value: i32) {
        let change = value - self.before[part];
        self.before[part] = value;
        let size = 32 - change.unsigned_abs().leading_zeros();
        let (bits, length) = TABLES[sort as usize][0][size as usize];
        self.bits.push(bits.into(), length.into());
        self.amount(change, size);
    }

    fn symbol(&mut self, sort: Sort, symbol: u8) {
        let (bits, length) = TABLES[sort as usize][1][usize::from(symbol)];
        self.bits.push(bits.into(), length.into());
    }

    fn amount(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value - 1 } else { value };
        self.bits.push(bits as u32 & ((1 << size) - 1), size);
    }

    /// The whole file.
    pub(super) fn file(mut self, (width, height): (u16, u16)) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bits.len() + 1200);
        out.extend(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        for (sort, steps) in (0..).zip(&self.steps) {
            segment(&mut out, 0xdb, std::iter::once(sort).chain(ZIGZAG.map(|at| steps[at])));
        }
        let ([w1, w2], [h1, h2]) = (width.to_be_bytes(), height.to_be_bytes());
        segment(&mut out, 0xc0, [8, h1, h2, w1, w2, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        for (sort, code) in [(0, &LIGHT_DC), (0x10, &LIGHT_AC), (1, &COLOUR_DC), (0x11, &COLOUR_AC)] {
            segment(&mut out, 0xc4, std::iter::once(sort).chain(code.lengths).chain(code.symbols.iter().copied()));
        }
        segment(&mut out, 0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
        self.bits.push(0x7f, 7); // a last byte that is not full ends with ones
        let Bits { bytes, rest, length } = self.bits;
        let tail = rest.checked_shl(64 - length).unwrap_or(0).to_be_bytes();
        for byte in bytes.iter().chain(&tail[..(length / 8) as usize]) {
            out.push(*byte);
            if *byte == 0xff {
                out.push(0); // otherwise it would begin a mark
            }
        }
        out.extend([0xff, 0xd9]);
        out
    }
}

fn segment(out: &mut Vec<u8>, mark: u8, bytes: impl IntoIterator<Item = u8>) {
    out.extend([0xff, mark, 0, 0]);
    let begin = out.len();
    out.extend(bytes);
    let [high, low] = ((out.len() - begin + 2) as u16).to_be_bytes();
    (out[begin - 2], out[begin - 1]) = (high, low);
}

fn part(block: usize) -> (Sort, usize) {
    match block {
        0..4 => (Sort::Light, 0),
        4 => (Sort::Colour, 1),
        _ => (Sort::Colour, 2),
    }
}

/// A little nearer to nothing: frequencies that are hardly there cost many bits, and nobody sees them.
fn shrunk(value: f32) -> f32 {
    const LEAST: f32 = 0.25;
    value - value.clamp(-LEAST, LEAST)
}

/// To the nearest whole number, without asking the processor how: adding 1.5 · 2^23 leaves no bits behind the point.
fn round(value: f32) -> i32 {
    const SHIFT: f32 = 12_582_912.0;
    (value + SHIFT).to_bits() as i32 - SHIFT.to_bits() as i32
}
