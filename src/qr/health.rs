//! What can be measured on a picture of a symbol: modules, quiet zone, contrast.

use image::RgbImage;

use super::decode::Sighting;
use super::geometry::Point;
use super::style::{linear, luminance};

/// How far out the quiet zone is measured, in modules.
const WIDEST_QUIET_ZONE: f64 = 8.0;
/// Steps in which it is measured, and the samples are apart, in modules.
const STEP: f64 = 0.25;

/// What was measured.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Health {
    /// Width of a module in pixels.
    pub module: f64,
    /// The narrowest light margin in modules; at most 8 are measured.
    pub quiet_zone: f64,
    /// Part of the light that the light modules throw back (0 to 1), as a phone's camera sees it.
    pub light: f64,
    /// The same of the dark modules.
    pub dark: f64,
    /// How much more of red light (as of shops' scanners, 660 nm) the light modules throw back than the dark ones.
    pub red_contrast: f64,
}

impl Health {
    /// Difference of reflectance between light and dark: the symbol contrast of ISO/IEC 15415. Negative when the symbol is light on dark.
    #[must_use]
    pub fn contrast(&self) -> f64 {
        self.light - self.dark
    }
}

/// How a symbol came into the picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct View {
    /// It was found on the picture's negative.
    pub is_inverted: bool,
    /// It was photographed, not drawn: light is uneven and edges are soft.
    pub is_photograph: bool,
}

/// Measures a symbol.
#[must_use]
pub fn measure(picture: &RgbImage, sighting: &Sighting, view: View) -> Health {
    let (light, dark) = modules(picture, sighting, view.is_inverted);
    // part of the way to dark from which something is no longer light
    let limit = if view.is_photograph { 0.5 } else { 0.25 };
    let is_light = |colour: [f64; 3]| (luminance(colour) - luminance(light)) / (luminance(dark) - luminance(light)) <= limit;
    Health {
        module: sighting.corners.width() / sighting.side as f64,
        quiet_zone: quiet_zone(picture, sighting, is_light),
        light: luminance(light),
        dark: luminance(dark),
        red_contrast: light[0] - dark[0],
    }
}

/// Mean reflectance (red, green, blue) of the light and of the dark modules of the finder patterns' rings, whose colours are known.
fn modules(picture: &RgbImage, sighting: &Sighting, is_inverted: bool) -> ([f64; 3], [f64; 3]) {
    let side = sighting.side as f64;
    let origins = [(0.0, 0.0), (side - 7.0, 0.0), (0.0, side - 7.0)];
    let mean = |ring: &[(f64, f64)]| {
        let samples = origins.iter().flat_map(|(x, y)| ring.iter().map(move |(dx, dy)| (x + dx + 0.5, y + dy + 0.5)));
        let colours: Vec<[f64; 3]> = samples.map(|(x, y)| reflectance(picture, sighting.corners.at(x / side, y / side))).collect();
        [0, 1, 2].map(|channel| colours.iter().map(|colour| colour[channel]).sum::<f64>() / colours.len() as f64)
    };
    // the ring of light modules is one module inside the pattern, the dark middle two
    let light: Vec<(f64, f64)> = (1..6).flat_map(|at| [(f64::from(at), 1.0), (f64::from(at), 5.0)]).collect();
    let dark: Vec<(f64, f64)> = (2..5).flat_map(|at| [(f64::from(at), 2.0), (f64::from(at), 3.0), (f64::from(at), 4.0)]).collect();
    if is_inverted { (mean(&dark), mean(&light)) } else { (mean(&light), mean(&dark)) }
}

/// How many modules round the symbol are light on every side.
fn quiet_zone(picture: &RgbImage, sighting: &Sighting, is_light: impl Fn([f64; 3]) -> bool) -> f64 {
    let side = sighting.side as f64;
    let is_clear = |x: f64, y: f64| {
        let at = sighting.corners.at(x / side, y / side);
        let inside = at.x >= 0.0 && at.y >= 0.0 && at.x < picture.width().into() && at.y < picture.height().into();
        !inside || is_light(reflectance(picture, at))
    };
    let steps = (WIDEST_QUIET_ZONE / STEP) as usize;
    let clear = (0..steps).take_while(|step| {
        // half a step away from edges, where pixels are of two colours
        let out = (*step as f64 + 0.5) * STEP + STEP / 2.0;
        let along = (0..).map(|step| f64::from(step) * STEP - out).take_while(|at| *at <= side + out);
        along.flat_map(|at| [(at, -out), (at, side + out), (-out, at), (side + out, at)]).all(|(x, y)| is_clear(x, y))
    });
    clear.count() as f64 * STEP
}

/// Linear reflectance of a pixel, 0 to 1 in red, green and blue (sRGB, IEC 61966-2-1).
fn reflectance(picture: &RgbImage, at: Point) -> [f64; 3] {
    let inside = |value: f64, limit: u32| value.clamp(0.0, f64::from(limit) - 1.0) as u32;
    picture.get_pixel(inside(at.x, picture.width()), inside(at.y, picture.height())).0.map(linear)
}
