//! What a picture's file says of itself, before its pixels are decoded.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageResult, Limits};

use super::magic::other_picture;
use crate::chunks::{self, MOST_ASIDE};

/// The largest side of a picture, in pixels. Panoramas of telephones reach 16,000, but are never shown as wide.
pub const LARGEST_SIDE: u32 = 20_000;
/// The most pixels of a picture: no camera that visitors carry takes more, and decoded they are 300 MB.
pub const MOST_PIXELS: u64 = 100_000_000;
/// The most memory that a decoder may ask for, in bytes.
const MOST_MEMORY: u64 = 512 << 20;

/// A picture, seen from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Width in pixels when it stands upright.
    pub width: u32,
    /// Height in pixels when it stands upright.
    pub height: u32,
    /// The endings that files of its form have, the usual one first.
    pub endings: &'static [&'static str],
    /// Whether it has several frames, of which pages show the first.
    pub moves: bool,
}

/// Why a file cannot be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It is neither JPEG nor PNG nor WebP, or broken.
    Broken,
    /// It is of another form, which is known: its name, as people know it.
    OtherForm(&'static str),
    /// Its colour profile or its notes are larger than [`MOST_ASIDE`].
    Swollen,
    /// It has more pixels than are read.
    TooLarge {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
}

/// Reads the head of a picture's file, whatever its name is.
///
/// # Errors
/// When it is of another form, broken in its head, or larger than [`LARGEST_SIDE`] and [`MOST_PIXELS`] allow.
pub fn look(bytes: &[u8]) -> Result<Look, Fault> {
    let bytes = &decodable(bytes)?;
    let (mut decoder, found) = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let is_large = width.max(height) > LARGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS;
    if is_large || decoder.total_bytes() > MOST_MEMORY {
        return Err(Fault::TooLarge { width, height });
    }
    if decoder.icc_profile().ok().flatten().is_some_and(|profile| profile.len() > MOST_ASIDE) {
        return Err(Fault::Swollen);
    }
    let lies = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if lies { (height, width) } else { (width, height) };
    Ok(Look { width, height, endings: found.endings, moves: found.moves })
}

pub(super) struct Found {
    endings: &'static [&'static str],
    moves: bool,
}

/// A file as decoders may have it: nothing in it unpacks to more than its pixels.
pub(super) fn decodable(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    if image::guess_format(bytes).is_ok_and(|format| format == ImageFormat::Png) {
        return chunks::lean(bytes).map(Cow::Owned).map_err(|_| Fault::Swollen);
    }
    other_picture(bytes).map_or(Ok(Cow::Borrowed(bytes)), |form| Err(Fault::OtherForm(form)))
}

/// A decoder for a file, by what is in it. The file is [`decodable`].
#[allow(clippy::wildcard_enum_match_arm)] // formats that `image` may learn are none of ours
pub(super) fn open(bytes: &[u8]) -> Result<(Box<dyn ImageDecoder + '_>, Found), Fault> {
    let broken = |_| Fault::Broken;
    let found = |endings, moves| Found { endings, moves };
    let (mut decoder, found): (Box<dyn ImageDecoder + '_>, Found) = match image::guess_format(bytes).map_err(broken)? {
        ImageFormat::Jpeg if !is_whole(bytes) => return Err(Fault::Broken),
        ImageFormat::Jpeg => (Box::new(JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?), found(&["jpg", "jpeg"], false)),
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(broken)?;
            let moves = decoder.is_apng().unwrap_or(false);
            (Box::new(decoder), found(&["png"], moves))
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
            let moves = decoder.has_animation();
            (Box::new(decoder), found(&["webp"], moves))
        }
        _ => return Err(Fault::Broken),
    };
    let set: ImageResult<()> = decoder.set_limits(limits());
    set.map(|()| (decoder, found)).map_err(broken)
}

/// Whether a JPEG has its end. Decoders fill what a broken download or a full memory card left out with gray, and say nothing. The end is looked for behind
/// the head: a small picture in the head has an end of its own.
fn is_whole(jpeg: &[u8]) -> bool {
    const START_OF_PIXELS: u8 = 0xda;
    const END: u8 = 0xd9; // never among the pixels: there a zero follows each 0xff
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = jpeg.get(at..at + 4) {
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == START_OF_PIXELS {
            return jpeg.get(at..).is_some_and(|pixels| pixels.windows(2).any(|pair| pair == [0xff, END]));
        }
    }
    true // of an unusual build: the decoder judges
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}
