//! The colours of a picture.

use libm::{cbrt, pow};

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

pub(super) const CREAM: Rgb = [0xff, 0xf6, 0xe3];
pub(super) const GOLD: Rgb = [0xf0, 0xd9, 0xa4];

/// The ground for an entry's colour: dark enough for cream letters whatever the colour is, in the perceptual space Oklch
/// (<https://bottosson.github.io/posts/oklab/>).
pub(super) fn ground(colour: Rgb) -> Rgb {
    const LIGHTEST: f64 = 0.34;
    const STRONGEST: f64 = 0.11;
    let [light, a, b] = oklab(colour);
    let chroma = (a * a + b * b).sqrt();
    let scale = if chroma > STRONGEST { STRONGEST / chroma } else { 1.0 };
    rgb([light.min(LIGHTEST), a * scale, b * scale])
}

/// A lighter colour, for an ornament on the ground.
pub(super) fn lighter(colour: Rgb) -> Rgb {
    let [light, a, b] = oklab(colour);
    rgb([light + (1.0 - light) * 0.14, a, b])
}

/// A colour as `#rrggbb`.
pub(super) fn parse(colour: &str) -> Option<Rgb> {
    let number = colour.strip_prefix('#').filter(|digits| digits.len() == 6).and_then(|digits| u32::from_str_radix(digits, 16).ok())?;
    let [_, rgb @ ..] = number.to_be_bytes();
    Some(rgb)
}

fn oklab(colour: Rgb) -> [f64; 3] {
    let [red, green, blue] = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { pow((value + 0.055) / 1.055, 2.4) }
    });
    let long = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
    let medium = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
    let short = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
    [
        0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
        1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
        0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
    ]
}

fn rgb([light, green_red, blue_yellow]: [f64; 3]) -> Rgb {
    let cube = |value: f64| value * value * value;
    let long = cube(light + 0.396_337_777_4 * green_red + 0.215_803_757_3 * blue_yellow);
    let medium = cube(light - 0.105_561_345_8 * green_red - 0.063_854_172_8 * blue_yellow);
    let short = cube(light - 0.089_484_177_5 * green_red - 1.291_485_548_0 * blue_yellow);
    let linear = [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ];
    linear.map(|value| {
        let value = if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * pow(value, 1.0 / 2.4) - 0.055 };
        (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
    })
}
