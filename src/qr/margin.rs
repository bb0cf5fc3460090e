//! How much a symbol bears before a decoder fails: blur, tilt, low contrast, dirt and curvature, each in fixed steps.
//!
//! The symbol is drawn straight with its own pixels, three times, at five, six and seven pixels a module: three takes, as a phone's camera makes many.
//! Then each harm is done to them, worse from step to step. A decoder bears a step when it reads two of the three takes; what counts is the decoder
//! that fails first. Dirt and noise are always the same (fixed seeds): the same symbol has the same margin on every machine.

use image::{GrayImage, Luma, RgbImage};

use super::decode::{Decoder, Sighting, gray};

/// Pixels a module in each take.
const TAKES: [usize; 3] = [5, 6, 7];
/// Modules of ground shown round the symbol.
const GROUND: usize = 4;
/// Steps of each harm.
pub const STEPS: u8 = 8;

/// A harm that a symbol meets on a wall, in a hand or under a weak lamp.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Harm {
    /// Out of focus: a Gaussian of 0.06 modules more with each step.
    Blur,
    /// Seen from the side: 9° more with each step, from a distance of four symbols.
    Tilt,
    /// Little contrast, under noise: a step leaves 75 % of the one before.
    Fade,
    /// Spots of 1.2 modules, dark and light, on the data, which error correction is for: with each step 1 % more of the symbol.
    Dirt,
    /// On a jar: with each step the symbol covers 18° more of its round.
    Curve,
}

impl Harm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Blur, Self::Tilt, Self::Fade, Self::Dirt, Self::Curve];

    /// Its name as a key.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blur => "blur",
            Self::Tilt => "tilt",
            Self::Fade => "fade",
            Self::Dirt => "dirt",
            Self::Curve => "curve",
        }
    }

    fn done_to(self, take: &Take, step: u8) -> GrayImage {
        let step = f64::from(step);
        match self {
            Self::Blur => image::imageops::blur(&take.picture, (0.06 * step * take.pixels as f64) as f32),
            Self::Tilt => moved(&take.picture, |x, y| tilted(x, y, (9.0 * step).to_radians())),
            Self::Fade => faded(take, 0.75_f64.powf(step)),
            Self::Dirt => dirty(take, 0.01 * step),
            Self::Curve => moved(&take.picture, |x, y| curved(x, y, (18.0 * step).to_radians())),
        }
    }
}

/// The last step of each harm at which every decoder still read the symbol; 0 is none, 8 the last there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Margin(pub [(Harm, u8); 5]);

impl Margin {
    /// The step borne of one harm.
    #[must_use]
    pub fn of(&self, harm: Harm) -> u8 {
        self.0.iter().find(|(known, _)| *known == harm).map_or(0, |(_, step)| *step)
    }
}

/// Measures how much a symbol bears.
#[must_use]
pub fn margin(picture: &RgbImage, sighting: &Sighting) -> Margin {
    let gray = gray(picture);
    let takes = TAKES.map(|pixels| Take::new(&gray, sighting, pixels));
    let borne = |harm| (1..=STEPS).take_while(|step| bears(&takes, harm, *step, &sighting.text)).last().unwrap_or(0);
    Margin(Harm::ALL.map(|harm| (harm, borne(harm))))
}

/// Whether every decoder reads two of the three takes after a harm. Mostly the first two say so.
fn bears(takes: &[Take; 3], harm: Harm, step: u8, text: &str) -> bool {
    let mut read = [0; Decoder::ALL.len()];
    for (take, still_to_come) in takes.iter().zip([2, 1, 0]) {
        let harmed = harm.done_to(take, step);
        for (read, decoder) in read.iter_mut().zip(Decoder::ALL) {
            *read += u8::from(*read < 2 && decoder.reads(&harmed, text));
        }
        if read.iter().all(|read| *read == 2) {
            return true;
        }
        if read.iter().any(|read| *read + still_to_come < 2) {
            return false;
        }
    }
    false
}

/// The symbol upright with some of what surrounds it.
struct Take {
    picture: GrayImage,
    /// Pixels a module.
    pixels: usize,
}

impl Take {
    fn new(gray: &GrayImage, sighting: &Sighting, pixels: usize) -> Self {
        let size = ((sighting.side + 2 * GROUND) * pixels) as u32;
        let part = |at: u32| ((f64::from(at) + 0.5) / pixels as f64 - GROUND as f64) / sighting.side as f64;
        let picture = GrayImage::from_fn(size, size, |x, y| {
            let at = sighting.corners.at(part(x), part(y));
            sampled(gray, at.x - 0.5, at.y - 0.5, [255])
        });
        Self { picture, pixels }
    }

    /// Chances of its own.
    fn chance(&self) -> Chance {
        Chance(0x9E37_79B9_7F4A_7C15 ^ self.pixels as u64)
    }
}

/// Every pixel is fetched from where `source` says; positions go from -1 to 1 across the picture. What lies outside is of the picture's ground.
fn moved(picture: &GrayImage, source: impl Fn(f64, f64) -> Option<(f64, f64)>) -> GrayImage {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let ground = picture.get_pixel(0, 0).0;
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let place = |at: u32, size: f64| (f64::from(at) + 0.5) / size * 2.0 - 1.0;
        match source(place(x, width), place(y, height)) {
            Some((x, y)) => sampled(picture, f64::midpoint(x, 1.0) * width - 0.5, f64::midpoint(y, 1.0) * height - 0.5, ground),
            None => Luma(ground),
        }
    })
}

/// Where a point of the view comes from when the plane is turned about its upright middle, seen from eight half-widths away.
fn tilted(x: f64, y: f64, angle: f64) -> Option<(f64, f64)> {
    const DISTANCE: f64 = 8.0;
    // where the ray through (x, y) meets the turned plane, measured on that plane
    let depth = DISTANCE * angle.cos() + x * angle.sin();
    Some((x * DISTANCE / depth, y * DISTANCE * angle.cos() / depth)).filter(|(u, v)| u.abs() <= 1.0 && v.abs() <= 1.0)
}

/// Where a point of the view comes from when the picture lies round an upright jar and covers this angle of it.
fn curved(x: f64, y: f64, angle: f64) -> Option<(f64, f64)> {
    let radius = 2.0 / angle; // the picture is two wide
    let sine = x / radius;
    (sine.abs() < 1.0).then(|| (sine.asin() * radius, y)).filter(|(u, _)| u.abs() <= 1.0)
}

fn sampled(picture: &GrayImage, x: f64, y: f64, outside: [u8; 1]) -> Luma<u8> {
    let at = |x: f64, y: f64| {
        let inside = x >= 0.0 && y >= 0.0 && x < picture.width().into() && y < picture.height().into();
        f64::from(if inside { picture.get_pixel(x as u32, y as u32)[0] } else { outside[0] })
    };
    let (left, top) = (x.floor(), y.floor());
    let (right_part, lower_part) = (x - left, y - top);
    let row = |y: f64| at(left, y) * (1.0 - right_part) + at(left + 1.0, y) * right_part;
    Luma([(row(top) * (1.0 - lower_part) + row(top + 1.0) * lower_part).round() as u8])
}

/// Less contrast round a middle gray, and the noise of a small sensor (a standard deviation of about four levels of 256).
fn faded(take: &Take, left: f64) -> GrayImage {
    let mut chance = take.chance();
    let mut faded = take.picture.clone();
    for pixel in faded.pixels_mut() {
        let noise = (0..4).map(|_| chance.next() - 0.5).sum::<f64>() * 7.0;
        pixel[0] = ((f64::from(pixel[0]) - 128.0) * left + 128.0 + noise).round().clamp(0.0, 255.0) as u8;
    }
    faded
}

/// Spots over a part of the symbol, every other one light.
fn dirty(take: &Take, part: f64) -> GrayImage {
    let mut chance = take.chance();
    let mut dirty = take.picture.clone();
    let ground = (GROUND * take.pixels) as f64;
    let side = f64::from(dirty.width()) - 2.0 * ground;
    let radius = 0.6 * take.pixels as f64;
    let spots = (part * side * side / (std::f64::consts::PI * radius * radius)).round() as usize;
    let mut places = std::iter::repeat_with(|| [chance.next(), chance.next()].map(|part| part * side)).filter(|place| is_on_data(*place, side, take.pixels));
    for spot in 0..spots {
        let Some(centre) = places.next().map(|place| place.map(|at| ground + at)) else { break };
        let level = if spot % 2 == 0 { 40 } else { 215 };
        for (x, y) in square_around(centre, radius) {
            if (f64::from(x) - centre[0]).hypot(f64::from(y) - centre[1]) <= radius {
                dirty.put_pixel(x, y, Luma([level]));
            }
        }
    }
    dirty
}

/// Whether a place in the symbol lies off finder patterns, timing patterns and format information, by which a reader begins.
fn is_on_data([x, y]: [f64; 2], side: f64, pixels: usize) -> bool {
    let modules = |at: f64| at / pixels as f64;
    let is_beside = |at: f64| at < 10.0; // the eighth row and column hold the format, spots reach further
    let is_near_end = |at: f64| at > modules(side) - 9.0;
    let is_on_timing = |at: f64| (5.0..8.0).contains(&at);
    let (x, y) = (modules(x), modules(y));
    let is_on_finder = (is_beside(x) && (is_beside(y) || is_near_end(y))) || (is_near_end(x) && is_beside(y));
    !is_on_finder && !is_on_timing(x) && !is_on_timing(y)
}

fn square_around([x, y]: [f64; 2], radius: f64) -> impl Iterator<Item = (u32, u32)> {
    let range = move |middle: f64| (middle - radius).max(0.0) as u32..=(middle + radius) as u32;
    range(y).flat_map(move |y| range(x).map(move |x| (x, y)))
}

/// Numbers that look like chance and are always the same (xorshift64*).
struct Chance(u64);

impl Chance {
    /// The next number from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
