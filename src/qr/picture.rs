//! Symbols as pictures of pixels: one bit each, and every module of whole pixels, so that no edge is blurred.

use super::{QUIET_ZONE, Symbol};

/// A symbol with its quiet zone as PNG: black and white, so many pixels a module; the file says that a module is so many millimetres wide.
///
/// # Errors
/// When the picture cannot be encoded: it is too large for the format.
pub fn png(symbol: &Symbol, pixels: usize, module: f64) -> Result<Vec<u8>, png::EncodingError> {
    let modules = symbol.side() + 2 * QUIET_ZONE;
    let side = (modules * pixels) as u32;
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let per_metre = (pixels as f64 * 1000.0 / module).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let rows: Vec<u8> = (0..modules).flat_map(|y| std::iter::repeat_n(row(symbol, y, pixels), pixels)).flatten().collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rows)?;
    writer.finish()?;
    Ok(out)
}

/// A row of pixels, eight a byte, the first in the highest bit; 1 is white.
fn row(symbol: &Symbol, y: usize, pixels: usize) -> Vec<u8> {
    let modules = symbol.side() + 2 * QUIET_ZONE;
    let is_dark = |x: usize| x >= QUIET_ZONE && y >= QUIET_ZONE && symbol.is_dark(x - QUIET_ZONE, y - QUIET_ZONE);
    let mut bytes = vec![0; (modules * pixels).div_ceil(8)];
    for x in (0..modules * pixels).filter(|x| !is_dark(x / pixels)) {
        bytes[x / 8] |= 0x80 >> (x % 8);
    }
    bytes
}
