//! The right part of a picture: a photograph or a drawing, as bits.

use image::RgbImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::colour::{GOLD, ground, lighter, parse};
use super::dct::Square;
use super::jpeg::{Bits, SIDE, Writer, components};
use super::ornament;

/// Width and height of what a panel shows, in pixels.
pub const PANEL: (u32, u32) = (480, 630);
/// Where a panel begins in the picture, in squares: what it shows begins after some ground and a gold rule.
pub(super) const BEGIN: usize = 44;
const RULE: usize = 6;
const WIDTH: usize = 31 * SIDE;
/// In whole squares.
const HEIGHT: usize = 640;
const MARGIN: usize = WIDTH - PANEL.0 as usize;

/// The qualities that are tried, the best first, and the bytes that a thousand pixels at the edges of letters take in each of them: the larger half of what was
/// measured for the names of `content/`.
pub(super) const QUALITIES: [(u8, usize); 8] = [(60, 2140), (50, 1920), (42, 1770), (35, 1640), (29, 1530), (24, 1440), (19, 1340), (15, 1240)];

/// The quality that most drawings have room in: the first that is tried.
const USUAL: usize = 4;

/// A panel in one quality: of each row of squares the bits, and what the next row has to know of the last square. Qualities are numbered from 0, the best.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panel {
    pub(super) rows: Vec<(Bits, [i32; 3])>,
    number: usize,
    bytes: usize,
}

impl Panel {
    /// What is shown, beside ground for an entry's colour (`#rrggbb`), in the first quality from this number on in which letters with so many pixels at their
    /// edges leave room for it within the limit.
    #[must_use]
    pub fn new(shown: &RgbImage, colour: &str, number: usize, edges: usize, limit: usize) -> Self {
        let ground = ground(parse(colour).unwrap_or_default());
        let pixels = Pixels::new(shown, ground);
        let in_quality = |number: usize| Self::of(&pixels, ground, number);
        let has_room = |panel: &Self| panel.expected(edges) <= limit;
        let mut panel = in_quality(number.max(USUAL).min(QUALITIES.len() - 1));
        while !has_room(&panel) && panel.number + 1 < QUALITIES.len() {
            panel = in_quality(panel.number + 1);
        }
        if panel.number <= USUAL {
            // a better one may have room as well
            while let Some(better) = panel.number.checked_sub(1).filter(|better| *better >= number).map(in_quality).filter(has_room) {
                panel = better;
            }
        }
        panel
    }

    /// The number of its quality.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    pub(super) fn quality(&self) -> (u8, usize) {
        QUALITIES[self.number]
    }

    /// About how many bytes a picture has whose letters have so many pixels at their edges.
    pub(super) fn expected(&self, edges: usize) -> usize {
        self.bytes + edges * self.quality().1 / 1000
    }

    fn of(pixels: &Pixels, ground: [u8; 3], number: usize) -> Self {
        let mut rows = Vec::new();
        for row in 0..HEIGHT / SIDE {
            let mut writer = Writer::new(QUALITIES[number].0);
            writer.before = writer.plain(components(ground));
            for square in 0..WIDTH / SIDE {
                pixels.write(&mut writer, square * SIDE, row * SIDE);
            }
            rows.push((writer.bits, writer.before));
        }
        let bytes = rows.iter().map(|(bits, _)| bits.len()).sum();
        Self { rows, number, bytes }
    }
}

/// What is drawn of an SVG that fills the panel, its middle in the middle. `None` when it is no SVG.
#[must_use]
pub fn drawn(svg: &str) -> Option<RgbImage> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let (width, height) = (PANEL.0 as f32, PANEL.1 as f32);
    let scale = (width / tree.size().width()).max(height / tree.size().height());
    let [x, y] = [(width, tree.size().width()), (height, tree.size().height())].map(|(room, size)| (room - size * scale) / 2.0);
    let mut pixels = Pixmap::new(PANEL.0, PANEL.1)?;
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_row(scale, 0.0, 0.0, scale, x, y), &mut pixels.as_mut());
    RgbImage::from_raw(PANEL.0, PANEL.1, pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect())
}

/// A drum on the ground for an entry's colour, for themes that draw nothing.
#[must_use]
pub fn plain(colour: &str) -> RgbImage {
    let ground = ground(parse(colour).unwrap_or_default());
    let light = lighter(ground);
    let drum = ornament::drum(200.0);
    let [x, y] = [PANEL.0 as usize, PANEL.1 as usize].map(|side| (side - drum.width) / 2);
    let covered = |across: u32, down: u32| {
        let (across, down) = ((across as usize).checked_sub(x)?, (down as usize).checked_sub(y)?);
        (across < drum.width && down < drum.height).then(|| u32::from(drum.pixels[down * drum.width + across]))
    };
    RgbImage::from_fn(PANEL.0, PANEL.1, |across, down| {
        let part = covered(across, down).unwrap_or(0);
        image::Rgb(std::array::from_fn(|at| ((u32::from(ground[at]) * (255 - part) + u32::from(light[at]) * part + 127) / 255) as u8))
    })
}

/// A panel as light and, in half the resolution, as blue and red; its last row again and again until the squares are full.
struct Pixels {
    light: Vec<f32>,
    colours: [Vec<f32>; 2],
}

impl Pixels {
    fn new(shown: &RgbImage, ground: [u8; 3]) -> Self {
        let mut margin = [ground; MARGIN];
        margin[MARGIN - RULE..].fill(GOLD);
        let mut pixels = Self { light: Vec::with_capacity(WIDTH * HEIGHT), colours: [const { Vec::new() }; 2] };
        let rows: Vec<&[[u8; 3]]> = shown.as_raw().chunks_exact(3 * PANEL.0 as usize).map(|row| row.as_chunks::<3>().0).collect();
        let parts_of = |row: usize| margin.iter().chain(rows[row.min(rows.len() - 1)]).map(|pixel| components(*pixel)).collect::<Vec<_>>();
        for row in 0..HEIGHT / 2 {
            let [upper, lower] = [parts_of(2 * row), parts_of(2 * row + 1)];
            pixels.light.extend(upper.iter().chain(&lower).map(|parts| parts[0]));
            for (part, colours) in (1..).zip(&mut pixels.colours) {
                let four = |(upper, lower): (&[[f32; 3]; 2], &[[f32; 3]; 2])| (upper[0][part] + upper[1][part] + lower[0][part] + lower[1][part]) / 4.0;
                colours.extend(upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0).map(four));
            }
        }
        pixels
    }

    /// The square with this left top corner.
    fn write(&self, writer: &mut Writer, left: usize, top: usize) {
        for (x, y) in [(0, 0), (8, 0), (0, 8), (8, 8)] {
            writer.light(&mut block(&self.light, WIDTH, left + x, top + y));
        }
        for (part, colours) in (1..).zip(&self.colours) {
            writer.colour(part, &mut block(colours, WIDTH / 2, left / 2, top / 2));
        }
    }
}

fn block(samples: &[f32], width: usize, left: usize, top: usize) -> Square {
    std::array::from_fn(|row| {
        let at = (top + row) * width + left;
        samples[at..at + 8].as_array().copied().unwrap_or_default()
    })
}
