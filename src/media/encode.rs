//! Pixels as files. The quality goes down until the file has no more bytes than it may have: a phone waits for bytes, not for pixels.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder};

/// Qualities that are tried, the best first. Below the last one photographs fall apart.
const WEBP: [u8; 7] = [76, 68, 60, 52, 44, 36, 28];
const JPEG: [u8; 7] = [80, 72, 65, 58, 50, 42, 34];

/// A picture as lossy WebP of at most `limit` bytes; more when even the lowest quality takes more.
#[must_use]
pub fn webp(picture: &RgbImage, limit: usize) -> Vec<u8> {
    best(&WEBP, limit, |quality| webp::Encoder::from_rgb(picture.as_raw(), picture.width(), picture.height()).encode(f32::from(quality)).to_vec())
}

/// A picture as progressive JPEG of at most `limit` bytes; more when even the lowest quality takes more.
#[must_use]
pub fn jpeg(picture: &RgbImage, limit: usize) -> Vec<u8> {
    best(&JPEG, limit, |quality| {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        // sides are at most `look::LARGEST_SIDE`, and writing into memory cannot fail
        let written = encoder.encode(picture.as_raw(), picture.width() as u16, picture.height() as u16, ColorType::Rgb);
        debug_assert!(written.is_ok());
        out
    })
}

/// The file of the best quality that stays within the limit. Most photographs do with the first one.
fn best(qualities: &[u8], limit: usize, encode: impl Fn(u8) -> Vec<u8>) -> Vec<u8> {
    let mut file = Vec::new();
    for quality in qualities {
        file = encode(*quality);
        if file.len() <= limit {
            break;
        }
    }
    file
}
