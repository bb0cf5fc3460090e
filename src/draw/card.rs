//! The whole picture: honour, names and host on the left, a panel on the right.
//!
//! Some messengers show only the middle square, small: the name stands large, and nothing is ever cut.

use std::sync::{Arc, LazyLock};

use super::colour::{CREAM, GOLD, Rgb, ground, parse};
use super::dct::Square;
use super::fill::{Coverage, Outline};
use super::fit::{Fitted, HONOUR_GAP, HONOUR_SIZE, STAR_ROOM, fit, fit_host};
use super::fonts::{Fonts, Words};
use super::jpeg::{SIDE, Writer, components};
use super::ornament::{drum, star};
use super::panel::{BEGIN, Panel, QUALITIES};
use super::paragraph::Paragraph;

/// Width and height in pixels, as messengers want it.
pub const SIZE: (u32, u32) = (1200, 630);
/// The part of the picture that letters can stand in: all before the panel, in whole squares.
const AREA: (usize, usize) = (BEGIN * SIDE, 640);
/// Where texts begin, and how wide they can be.
const LEFT: usize = 64;
const COLUMN: f32 = 604.0;
/// Where names begin, and how high they can be with the honour above them.
const TOP: usize = 56;
const ROOM: f32 = 442.0;
/// The middle of the line with the host.
const HOST: usize = 556;
const DRUM_ROOM: f32 = 54.0;

static STAR: LazyLock<Coverage> = LazyLock::new(|| star(14, 15.0, 6.0));
static DRUM: LazyLock<Coverage> = LazyLock::new(|| drum(20.0));

/// What a picture says.
pub struct Card<'a> {
    /// Names, the first one large.
    pub names: &'a [Words],
    /// What the entry is honoured with.
    pub honour: Option<&'a Words>,
    /// The host at the bottom.
    pub host: &'a str,
    /// The entry's colour, `#rrggbb`: the ground is made of it.
    pub colour: &'a str,
}

/// A text that does not fit even at the smallest size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooLong(pub String);

impl Card<'_> {
    /// All but the panel, at the largest size at which everything has room.
    ///
    /// # Errors
    /// The text that has no room.
    pub fn letters(&self, fonts: &Fonts<'_>) -> Result<Letters, TooLong> {
        let ground = ground(parse(self.colour).unwrap_or_default());
        let mut drawing = Drawing { fonts, area: Coverage::new(AREA.0, AREA.1), inks: vec![GOLD; AREA.1], outline: Outline::default(), sums: Vec::new() };
        let too_long = || TooLong(self.names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(" / "));
        let fitted = fit(fonts, self.names, self.honour, (COLUMN, ROOM)).ok_or_else(too_long)?;
        drawing.texts(&fitted);
        let (host, size) = fit_host(fonts, self.host, COLUMN - DRUM_ROOM).ok_or_else(|| TooLong(self.host.to_owned()))?;
        drawing.area.put(&DRUM, (LEFT, HOST - DRUM.height / 2));
        let top = HOST as f32 - 0.5 * size * host.style.leading();
        drawing.paragraph(&host, size, LEFT as f32 + DRUM_ROOM, top, COLUMN - DRUM_ROOM);
        Ok(Letters { area: drawing.area, inks: drawing.inks, ground })
    }
}

/// Letters and ornament on the ground: how much of each pixel they cover, and in which colour in each row.
pub struct Letters {
    area: Coverage,
    inks: Vec<Rgb>,
    ground: Rgb,
}

/// Letters while they are drawn, and memory that is used again for each of them.
struct Drawing<'f, 'a> {
    fonts: &'f Fonts<'a>,
    area: Coverage,
    inks: Vec<Rgb>,
    outline: Outline,
    sums: Vec<f32>,
}

impl Drawing<'_, '_> {
    fn texts(&mut self, fitted: &Fitted) {
        let left = LEFT as f32;
        let mut y = TOP as f32 + (ROOM - fitted.height(COLUMN)) / 2.0;
        if let Some(honour) = &fitted.honour {
            let middle_of_capitals = y + HONOUR_SIZE * (honour.style.ascent() - 0.35);
            self.area.put(&STAR, (LEFT, (middle_of_capitals - 0.5 * STAR.height as f32 + 0.5) as usize));
            y = self.paragraph(honour, HONOUR_SIZE, left + STAR_ROOM, y, COLUMN - STAR_ROOM) + HONOUR_GAP;
        }
        let begin = (y - 0.5 * HONOUR_GAP).max(0.0) as usize;
        for (at, name) in fitted.names.iter().enumerate() {
            let (size, gap) = fitted.size_of(at);
            y = self.paragraph(name, size, left, y + gap, COLUMN);
        }
        let end = (y as usize + 4).min(self.inks.len());
        self.inks[begin.min(end)..end].fill(CREAM);
    }

    /// Draws a text in even lines; gives where it ends.
    fn paragraph(&mut self, paragraph: &Paragraph, size: f32, left: f32, mut top: f32, width: f32) -> f32 {
        for (line, _) in paragraph.even_lines(width / size) {
            let baseline = (top + size * paragraph.style.ascent() + 0.5).floor(); // horizontal strokes stay sharp
            let mut begin = None;
            for (x, word) in paragraph.placed(line) {
                for glyph in &word.glyphs {
                    // the ink of all lines begins at the same place, however much white large letters bring with them
                    let begin = *begin.get_or_insert_with(|| self.fonts.bearing(glyph).max(0.0));
                    let at = [left + (x + glyph.x - begin) * size, baseline - glyph.y * size];
                    self.outline.begin(size / self.fonts.units(glyph), at);
                    self.fonts.outline(glyph, &mut self.outline);
                    self.area.fill(&self.outline, &mut self.sums);
                }
            }
            top += size * paragraph.style.leading();
        }
        top
    }
}

impl Letters {
    /// The picture as JPEG of at most `limit` bytes, in the best quality that allows. `panel` gives its right part in the quality of this number (see [`Panel`]) or
    /// a lower one. More bytes when even the lowest quality takes more.
    pub fn jpeg(&self, limit: usize, panel: impl Fn(usize) -> Arc<Panel>) -> Vec<u8> {
        let edges = self.edges();
        let mut number = 0;
        loop {
            let panel = panel(number);
            number = panel.number() + 1;
            let is_last = number >= QUALITIES.len();
            if !is_last && panel.expected(edges) > limit {
                continue;
            }
            let file = self.with(&panel);
            if is_last || file.len() <= limit {
                return file;
            }
        }
    }

    /// How many pixels are neither ground nor ink alone: nearly all bytes of letters go into their edges.
    #[must_use]
    pub fn edges(&self) -> usize {
        let of = |pixels: &[u8]| pixels.iter().map(|value| u8::from(*value != 0) & u8::from(*value != 255)).sum::<u8>();
        self.area.pixels.chunks(128).map(|pixels| usize::from(of(pixels))).sum()
    }

    fn with(&self, panel: &Panel) -> Vec<u8> {
        let mut writer = Writer::new(panel.quality().0);
        let ground = components(self.ground);
        let plain = writer.plain(ground);
        for (row, (bits, last)) in panel.rows.iter().enumerate() {
            for square in 0..BEGIN {
                self.square(&mut writer, square * SIDE, row * SIDE, plain);
            }
            writer.bits.append(bits);
            writer.before = *last;
        }
        writer.file((SIZE.0 as u16, SIZE.1 as u16))
    }

    /// The square with this left top corner.
    fn square(&self, writer: &mut Writer, left: usize, top: usize, plain: [i32; 3]) {
        let covered = |x: usize, y: usize| -> &[u8; 8] {
            let at = (top + y) * AREA.0 + left + x;
            self.area.pixels[at..at + 8].as_array().unwrap_or(&[0; 8])
        };
        let is_plain = |x: usize, y: usize| (y..y + 8).all(|y| *covered(x, y) == [0; 8]);
        let corners = [(0, 0), (8, 0), (0, 8), (8, 8)];
        if corners.iter().all(|(x, y)| is_plain(*x, *y)) {
            writer.plain_square(plain);
            return;
        }
        let ground = components(self.ground);
        let inks: [[f32; 3]; SIDE] = std::array::from_fn(|y| {
            let ink = components(self.inks[top + y]);
            std::array::from_fn(|part| (ink[part] - ground[part]) / 255.0)
        });
        for (x, y) in corners {
            if is_plain(x, y) {
                writer.plain_light(plain[0]);
                continue;
            }
            let mut light: Square = std::array::from_fn(|row| covered(x, y + row).map(|value| ground[0] + inks[y + row][0] * f32::from(value)));
            writer.light(&mut light);
        }
        let halves: [[f32; 8]; SIDE] = std::array::from_fn(|row| {
            let (left, right) = (covered(0, row), covered(8, row));
            std::array::from_fn(|column| {
                let half = if column < 4 { left } else { right };
                f32::from(half[column % 4 * 2]) + f32::from(half[column % 4 * 2 + 1])
            })
        });
        for part in [1, 2] {
            let mut colour: Square = std::array::from_fn(|row| {
                let (upper, lower) = (inks[2 * row][part] / 4.0, inks[2 * row + 1][part] / 4.0);
                std::array::from_fn(|column| ground[part] + halves[2 * row][column] * upper + halves[2 * row + 1][column] * lower)
            });
            writer.colour(part, &mut colour);
        }
    }
}
