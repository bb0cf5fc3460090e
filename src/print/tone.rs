//! Whether paint is dark or light.

use resvg::usvg::{BaseGradient, Color, Paint, Stop};

/// Below this luminance, paint is dark.
const HALF: f64 = 0.5;

/// What paint makes of what it falls on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Dark,
    Light,
}

impl Tone {
    /// The tone of paint of an opacity from 0 to 1; a gradient has that of its middle. `None` for a pattern, and where one sees through: there dark
    /// stays dark, and light stays light.
    pub(super) fn of(paint: &Paint, opacity: f64) -> Option<Self> {
        match paint {
            Paint::Color(color) => Self::new(luminance(*color), opacity),
            Paint::LinearGradient(gradient) => middle(gradient, opacity),
            Paint::RadialGradient(gradient) => middle(gradient, opacity),
            Paint::Pattern(_) => None,
        }
    }

    fn new(luminance: f64, opacity: f64) -> Option<Self> {
        let over_black = luminance * opacity;
        let over_white = over_black + 1.0 - opacity;
        if over_white < HALF {
            Some(Self::Dark)
        } else if over_black >= HALF {
            Some(Self::Light)
        } else {
            None
        }
    }
}

/// How light a colour is, from 0 to 1, as eyes see it: of the values as they stand in sRGB, so that the gray `#808080` is in the middle
/// (weights of ITU-R BT.709).
fn luminance(color: Color) -> f64 {
    let [red, green, blue] = [color.red, color.green, color.blue].map(|value| f64::from(value) / 255.0);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn middle(gradient: &BaseGradient, opacity: f64) -> Option<Tone> {
    let stops = gradient.stops();
    let mean = |value: fn(&Stop) -> f64| stops.iter().map(value).sum::<f64>() / stops.len() as f64;
    Tone::new(mean(|stop| luminance(stop.color())), mean(|stop| f64::from(stop.opacity().get())) * opacity)
}
