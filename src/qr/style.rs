//! How a symbol is drawn, and whether it could then be seen: colours are judged before anything is drawn.

use std::fmt;
use std::sync::LazyLock;

/// How a symbol looks. The default is the plain one: black squares on white.
#[derive(Clone, PartialEq, Debug)]
pub struct Style {
    /// The shape of the modules.
    pub modules: Modules,
    /// The shape of the three finders.
    pub finders: Finders,
    /// The colour of dark modules.
    pub dark: Colour,
    /// The colour behind them and of the quiet zone.
    pub light: Colour,
    /// The colour of the finders, if it is another than `dark`.
    pub finder: Option<Colour>,
    /// A picture in the middle.
    pub logo: Option<Logo>,
}

impl Default for Style {
    fn default() -> Self {
        Self { modules: Modules::Square, finders: Finders::Square, dark: Colour::BLACK, light: Colour::WHITE, finder: None, logo: None }
    }
}

/// The shape of modules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modules {
    /// As the standard draws them.
    Square,
    /// One flowing shape: outer corners are round, inner ones filled.
    Rounded,
    /// A dot each; alignment patterns stay solid.
    Dots,
}

/// The shape of finders: the three large squares in the corners. Their outer corners are nearly sharp in each: readers begin there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finders {
    /// As in the standard.
    Square,
    /// Frame and eye a little rounded.
    Rounded,
    /// A round eye in the frame.
    Circle,
}

/// A picture for the middle of a symbol.
#[derive(Clone, PartialEq, Debug)]
pub struct Logo {
    /// `image/svg+xml` or `image/png`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width over height.
    pub aspect: f64,
}

/// A colour in sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Pure black.
    pub const BLACK: Self = Self([0; 3]);
    /// Pure white.
    pub const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_prefix('#').filter(|digits| digits.len() == 6).and_then(|digits| u32::from_str_radix(digits, 16).ok())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// How much light of all visible colours comes back, 0 to 1: what a phone's camera sees (IEC 61966-2-1, Rec. 709 weights).
    #[must_use]
    pub fn reflectance(self) -> f64 {
        luminance(self.0.map(linear))
    }

    /// How much red light comes back, 0 to 1: what a shop's scanner with its laser of 660 nm sees.
    #[must_use]
    pub fn red_reflectance(self) -> f64 {
        linear(self.0[0])
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The light of a channel, 0 to 1 (sRGB, IEC 61966-2-1).
pub(super) fn linear(channel: u8) -> f64 {
    LINEAR[usize::from(channel)]
}

/// Each value of a channel once: a power for each sample would take a twentieth of the time of reading back.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|channel| {
        let value = channel as f64 / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
});

/// Red, green and blue light as the eye weighs them (Rec. 709).
pub(super) fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Grade B of ISO/IEC 15415 (symbol contrast): less should be looked at.
pub const GOOD_CONTRAST: f64 = 0.55;
/// Grade C: less is refused.
pub const LEAST_CONTRAST: f64 = 0.40;

/// How far apart dark and light are: the difference of their reflectances. Below zero the symbol is inverted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Contrast {
    /// For a phone's camera.
    pub phone: f64,
    /// For a shop's red scanner.
    pub red: f64,
}

impl Style {
    /// The smaller contrast of modules and finders with what is behind them.
    #[must_use]
    pub fn contrast(&self) -> Contrast {
        let inks = std::iter::once(self.dark).chain(self.finder);
        let least = |reflectance: fn(Colour) -> f64| inks.clone().map(|ink| reflectance(self.light) - reflectance(ink)).fold(f64::INFINITY, f64::min);
        Contrast { phone: least(Colour::reflectance), red: least(Colour::red_reflectance) }
    }
}
