//! A small map of a few places: true directions and distances among them, nothing else.

use super::Point;

/// The picture's width, about that of a phone's screen; its height follows from where the places lie. All lengths are in units of the picture.
const WIDTH: f64 = 400.0;
const LEAST_HEIGHT: f64 = 200.0;
const MOST_HEIGHT: f64 = 400.0;
/// Free space around the places: room for the numbers.
const MARGIN: f64 = 50.0;
/// The strip below the places, with the scale and the north arrow.
const FOOT: f64 = 56.0;
/// The least distance between the middles of two numbers.
const APART: f64 = 36.0;
/// How wide a map is at least, in metres: places that lie close together are not drawn as if far apart.
const LEAST_METRES: f64 = 200.0;

/// Where places lie on a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    /// The picture's width.
    pub width: f64,
    /// The picture's height.
    pub height: f64,
    /// The places, in their order.
    pub pins: Vec<Pin>,
    /// A round number of metres for the scale bar.
    pub scale_metres: f64,
    /// How long the scale bar is.
    pub scale_length: f64,
}

/// A place on the picture. `y` grows downwards.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pin {
    /// Where the place is.
    pub x: f64,
    /// Where the place is.
    pub y: f64,
    /// Where its number stands: at the place, or beside it when others lie close.
    pub number_x: f64,
    /// Where its number stands.
    pub number_y: f64,
}

impl Overview {
    /// The map of these places. `None` when there are fewer than two.
    #[must_use]
    pub fn of(points: &[Point]) -> Option<Self> {
        if points.len() < 2 {
            return None;
        }
        let flat = flat(points);
        let (width, height) = (span(&flat, |at| at.0), span(&flat, |at| at.1));
        let across = (WIDTH - 2.0 * MARGIN) / width.1.max(LEAST_METRES);
        let down = (MOST_HEIGHT - 2.0 * MARGIN) / height.1.max(LEAST_METRES);
        let unit = across.min(down); // of the picture for a metre
        let picture_height = (height.1 * unit + 2.0 * MARGIN).max(LEAST_HEIGHT);
        let mut pins: Vec<Pin> = flat
            .iter()
            .map(|(east, north)| (WIDTH / 2.0 + (east - width.0) * unit, picture_height / 2.0 - (north - height.0) * unit))
            .map(|(x, y)| Pin { x, y, number_x: x, number_y: y })
            .collect();
        push_apart(&mut pins, picture_height);
        let scale_metres = round_below(WIDTH / 4.0 / unit);
        Some(Self { width: WIDTH, height: picture_height + FOOT, pins, scale_metres, scale_length: scale_metres * unit })
    }
}

/// Metres east and north of the first place, on a plane: right for a town, and within a percent for a province.
fn flat(points: &[Point]) -> Vec<(f64, f64)> {
    let first = points[0];
    let middle = points.iter().map(|point| point.latitude).sum::<f64>() / points.len() as f64;
    let degree = 111_195.0;
    let east = |point: &Point| (point.longitude - first.longitude) * degree * middle.to_radians().cos();
    points.iter().map(|point| (east(point), (point.latitude - first.latitude) * degree)).collect()
}

/// The middle and the length of what places take up in one direction.
fn span(places: &[(f64, f64)], of: impl Fn(&(f64, f64)) -> f64) -> (f64, f64) {
    let least = places.iter().map(&of).fold(f64::INFINITY, f64::min);
    let most = places.iter().map(&of).fold(f64::NEG_INFINITY, f64::max);
    (f64::midpoint(least, most), most - least)
}

/// Numbers that would cover one another move away from each other, a little at a time; their places stay.
fn push_apart(pins: &mut [Pin], height: f64) {
    for _ in 0..200 {
        let mut moved = false;
        for first in 0..pins.len() {
            for second in first + 1..pins.len() {
                moved |= push_pair(pins, first, second);
            }
        }
        for pin in pins.iter_mut() {
            pin.number_x = pin.number_x.clamp(APART / 2.0, WIDTH - APART / 2.0);
            pin.number_y = pin.number_y.clamp(APART / 2.0, height - APART / 2.0);
        }
        if !moved {
            break;
        }
    }
}

fn push_pair(pins: &mut [Pin], first: usize, second: usize) -> bool {
    let (a, b) = (pins[first], pins[second]);
    let (x, y) = (b.number_x - a.number_x, b.number_y - a.number_y);
    let distance = x.hypot(y);
    if distance >= APART {
        return false;
    }
    // two at the very same place part sideways
    let (x, y) = if distance < 0.1 { (1.0, 0.0) } else { (x / distance, y / distance) };
    let half = (APART - distance) / 2.0 + 0.5;
    pins[first].number_x -= x * half;
    pins[first].number_y -= y * half;
    pins[second].number_x += x * half;
    pins[second].number_y += y * half;
    true
}

/// The largest of 1, 2, 5, 10, 20, 50 … that is not above a number.
fn round_below(number: f64) -> f64 {
    let ten = 10_f64.powf(number.max(1.0).log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|times| times * ten).find(|round| *round <= number).unwrap_or(ten)
}
