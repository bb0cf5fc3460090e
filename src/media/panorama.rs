//! A panorama, one picture of the whole view around (equirectangular, twice as wide as high), as tiles of a cube.
//!
//! 1. It is read as a photograph is: within limits, in the colours of screens, nothing of who and where.
//! 2. `Sphere` gives the colour in any direction, from sixteen pixels (Catmull-Rom). Nowhere do pixels of a face lie wider apart than those of the panorama,
//!    except towards the poles, where a panorama repeats itself from left to right.
//! 3. Each face is drawn in its largest size, and halved for the smaller ones.

use std::f32::consts::PI;

use image::{Rgb, RgbImage};
use rayon::prelude::*;

use super::cube::{Cube, Face, Tile, source_width, tiles};
use super::encode::jpeg;
use super::look::Fault;
use super::photograph::Photograph;

/// How tiles are made, as a part of the name under which they are kept. Whoever changes anything here that shows in a file changes this too.
pub const PANORAMA_SETTINGS: &str = "panorama 2";

/// Bytes that a tile of 512 × 512 pixels may have.
const TILE_LIMIT: f64 = 25_000.0;
/// The same in the first of several levels: it comes before the others, and is soon covered by them.
const FIRST_LIMIT: f64 = 15_000.0;

/// The tiles of a panorama with the names of their files.
///
/// # Errors
/// When its file is broken, of another form, or too large.
pub fn tiles_of(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let photograph = Photograph::read(bytes)?;
    let cube = Cube::of(photograph.size().0);
    let width = source_width(photograph.size().0);
    let sphere = Sphere::new(&photograph.sized(width, width.div_ceil(2)));
    Ok(Face::ALL.into_iter().flat_map(|face| face_tiles(&sphere, cube, face)).collect())
}

/// The name of a tile's file.
#[must_use]
pub fn tile_file(tile: Tile) -> String {
    format!("{}.jpg", tile.name())
}

fn face_tiles(sphere: &Sphere, cube: Cube, face: Face) -> Vec<(String, Vec<u8>)> {
    let mut picture = drawn(sphere, face, cube.side());
    let mut files = Vec::new();
    for level in (1..=cube.levels).rev() {
        let limit = limit(cube, level);
        files.par_extend(tiles(level, face).collect::<Vec<_>>().into_par_iter().map(|tile| {
            let part = image::imageops::crop_imm(&picture, tile.column * cube.tile, tile.row * cube.tile, cube.tile, cube.tile).to_image();
            (tile_file(tile), jpeg(&part, limit))
        }));
        if level > 1 {
            picture = halved(&picture);
        }
    }
    files
}

/// Bytes that a tile of a level may have.
fn limit(cube: Cube, level: u32) -> usize {
    let limit = if level == 1 && cube.levels > 1 { FIRST_LIMIT } else { TILE_LIMIT };
    let share = f64::from(cube.tile * cube.tile) / f64::from(512 * 512);
    (limit * share) as usize
}

/// A face as it is seen from inside.
fn drawn(sphere: &Sphere, face: Face, side: u32) -> RgbImage {
    let mut picture = RgbImage::new(side, side);
    let step = 2.0 / side as f32;
    let at = |index: usize| (index as f32 + 0.5) * step - 1.0; // the middle of a pixel
    picture.par_chunks_exact_mut(3 * side as usize).enumerate().for_each(|(row, pixels)| {
        for (column, pixel) in pixels.chunks_exact_mut(3).enumerate() {
            pixel.copy_from_slice(&sphere.colour(face.direction(at(column), at(row))));
        }
    });
    picture
}

/// A picture in half its size: each pixel is the mean of four. The sides are even.
fn halved(picture: &RgbImage) -> RgbImage {
    RgbImage::from_fn(picture.width() / 2, picture.height() / 2, |x, y| {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, down)| picture.get_pixel(2 * x + right, 2 * y + down).0);
        Rgb([0, 1, 2].map(|channel| ((four.iter().map(|pixel| u16::from(pixel[channel])).sum::<u16>() + 2) / 4) as u8))
    })
}

/// Pixels that are added on each side: as many as the colour between two pixels needs beyond them.
const MARGIN: usize = 2;

/// The view in every direction.
struct Sphere {
    /// The panorama with a margin: to the left and right of it its other end, above and below what lies behind the pole.
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

impl Sphere {
    /// A sphere with this panorama on its inside: its middle ahead, its upper edge overhead.
    fn new(panorama: &RgbImage) -> Self {
        let (width, height) = (panorama.width() as usize, panorama.height() as usize);
        let mut pixels = Vec::with_capacity(3 * (width + 2 * MARGIN) * (height + 2 * MARGIN));
        for row in 0..height + 2 * MARGIN {
            let (row, turn) = match row.checked_sub(MARGIN) {
                None => (MARGIN - 1 - row, width / 2),
                Some(row) if row >= height => (2 * height - 1 - row, width / 2),
                Some(row) => (row, 0),
            };
            for column in 0..width + 2 * MARGIN {
                let column = (column + turn + width - MARGIN) % width;
                pixels.extend(panorama.get_pixel(column as u32, row.min(height - 1) as u32).0);
            }
        }
        Self { pixels, width, height }
    }

    /// The colour in a direction. `libm` and not the standard library, whose functions of angles are the system's: the same panorama gives the same bytes on
    /// every machine.
    fn colour(&self, [right, up, ahead]: [f32; 3]) -> [u8; 3] {
        let longitude = libm::atan2f(right, ahead);
        let latitude = libm::atan2f(up, (right * right + ahead * ahead).sqrt());
        let x = (longitude / (2.0 * PI) + 0.5) * self.width as f32 - 0.5;
        let y = (0.5 - latitude / PI) * self.height as f32 - 0.5;
        self.between(x, y)
    }

    /// The colour between sixteen pixels; `x` and `y` are 0 in the middle of the first pixel.
    fn between(&self, x: f32, y: f32) -> [u8; 3] {
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (weights(x - left), weights(y - top));
        let column = (left as isize + MARGIN as isize - 1).clamp(0, self.width as isize) as usize;
        let row = (top as isize + MARGIN as isize - 1).clamp(0, self.height as isize) as usize;
        let mut sum = [0.0_f32; 3];
        for (line, weight) in down.iter().enumerate() {
            let start = 3 * ((row + line) * (self.width + 2 * MARGIN) + column);
            let pixels = &self.pixels[start..start + 12];
            for (channel, sum) in sum.iter_mut().enumerate() {
                let line: f32 = across.iter().enumerate().map(|(index, weight)| weight * f32::from(pixels[3 * index + channel])).sum();
                *sum += weight * line;
            }
        }
        sum.map(|value| (value + 0.5) as u8) // such casts saturate
    }
}

/// How much each of four pixels in a row counts for a point that lies so far behind the second one (Catmull and Rom 1974).
fn weights(t: f32) -> [f32; 4] {
    let (square, cube) = (t * t, t * t * t);
    [0.5 * (2.0 * square - cube - t), 0.5 * (3.0 * cube - 5.0 * square + 2.0), 0.5 * (t + 4.0 * square - 3.0 * cube), 0.5 * (cube - square)]
}
