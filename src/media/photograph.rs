//! A photograph as pixels: upright, in the colours of screens, opaque. Nothing else of its file is left.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Rgb, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::look::{Fault, decodable, look, open};

/// A decoded photograph.
pub struct Photograph(RgbImage);

impl Photograph {
    /// Decodes a file: of one that moves, the first frame.
    ///
    /// # Errors
    /// When it is broken anywhere, of another form, or too large.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        look(bytes)?; // refuses what would fill the memory before anything is decoded
        let bytes = decodable(bytes)?;
        let (mut decoder, _) = open(&bytes)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let profile = decoder.icc_profile().ok().flatten();
        let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Broken)?;
        picture.apply_orientation(orientation);
        let is_gray = !picture.color().has_color();
        let mut pixels = if picture.color().has_alpha() { on_white(picture) } else { picture.into_rgb8() };
        if let Some(profile) = profile {
            to_srgb(&mut pixels, &profile, is_gray);
        }
        Ok(Self(pixels))
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.0.dimensions()
    }

    /// The middle of the photograph, as much of it as fills a size.
    #[must_use]
    pub fn filling(&self, width: u32, height: u32) -> RgbImage {
        let options = ResizeOptions::new().fit_into_destination(Some((0.5, 0.5)));
        resized(&self.0, (width, height), &options).unwrap_or_else(|| image::imageops::thumbnail(&self.0, width, height))
    }

    /// The whole photograph in another size.
    #[must_use]
    pub fn sized(&self, width: u32, height: u32) -> RgbImage {
        if self.size() == (width, height) {
            return self.0.clone();
        }
        resized(&self.0, (width, height), &ResizeOptions::new()).unwrap_or_else(|| image::imageops::thumbnail(&self.0, width, height))
    }
}

fn resized(picture: &RgbImage, (width, height): (u32, u32), options: &ResizeOptions) -> Option<RgbImage> {
    let mut pixels = vec![0; width as usize * height as usize * 3];
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw()).ok()?;
    let mut target = TypedImage::<U8x3>::from_buffer(width, height, &mut pixels).ok()?;
    // for one type of pixel: with all of them this crate would take minutes more to compile
    Resizer::new().resize_typed(&source, &mut target, options).ok()?;
    RgbImage::from_raw(width, height, pixels)
}

/// What shows through is white, as the paper that pictures are printed on.
fn on_white(picture: DynamicImage) -> RgbImage {
    let clear = picture.into_rgba8();
    let blend = |value: u8, alpha: u8| ((u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255) as u8;
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|value| blend(value, alpha)))
    })
}

/// Colours as the profile means them, in sRGB. A profile that cannot be read, does not go with the pixels, or is of inks, is left aside: the decoder has turned
/// inks into colours already.
fn to_srgb(pixels: &mut RgbImage, profile: &[u8], is_gray: bool) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    let (space, layout) = if is_gray { (DataColorSpace::Gray, Layout::Gray) } else { (DataColorSpace::Rgb, Layout::Rgb) };
    if profile.color_space != space {
        return;
    }
    let Ok(transform) = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, TransformOptions::default()) else { return };
    let mut colours = vec![0; pixels.as_raw().len()];
    let grays: Vec<u8>; // the three channels of a gray pixel are equal
    let source = if is_gray {
        grays = pixels.pixels().map(|pixel| pixel.0[0]).collect();
        &grays
    } else {
        pixels.as_raw()
    };
    if transform.transform(source, &mut colours).is_ok()
        && let Some(converted) = RgbImage::from_raw(pixels.width(), pixels.height(), colours)
    {
        *pixels = converted;
    }
}
