//! All files of a photograph.

use super::encode::{jpeg, webp};
use super::look::Fault;
use super::photograph::Photograph;

/// Widths in pixels, each a little more than common telephones ask for: 360 × 1, 375 × 2 and 412 × 1.75, 412 × 2.625, and what a large screen shows. Browsers that
/// take no file smaller than the screen would otherwise load the next larger one for the sake of a single pixel.
const WIDTHS: [u32; 4] = [400, 760, 1100, 1600];
/// Bytes that a file of 760 pixels may have: the bars of the first picture on a telephone, 30 and 45 KB, with something to spare.
const WEBP_LIMIT: f64 = 29_000.0;
const JPEG_LIMIT: f64 = 44_000.0;
const LIMIT_WIDTH: f64 = 760.0;
/// The preview's width in pixels.
const PREVIEW_WIDTH: u32 = 24;

/// How files are made, as a part of the name under which they are kept. Whoever changes anything in this room that shows in a file changes this too.
pub const SETTINGS: &str = "photograph 2";

/// The name of the preview among the files of a photograph.
pub const PREVIEW: &str = "preview.webp";

/// A form in which photographs are sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For nearly all browsers.
    WebP,
    /// For the others, for search engines and for messengers.
    Jpeg,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::WebP, Self::Jpeg];

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// The name of a file among those of a photograph: `760.webp`.
#[must_use]
pub fn file_name(width: u32, form: Form) -> String {
    format!("{width}.{}", form.ending())
}

/// The widths that are made of a photograph of this width: none is larger than it, and none nearly as large as the largest.
#[must_use]
pub fn widths(width: u32) -> Vec<u32> {
    let largest = width.min(WIDTHS[WIDTHS.len() - 1]);
    let smaller = WIDTHS.into_iter().filter(|step| step * 8 <= largest * 7);
    smaller.chain([largest]).collect()
}

/// The height that goes with a width.
#[must_use]
pub fn height_at(width: u32, size: (u32, u32)) -> u32 {
    let height = f64::from(size.1) * f64::from(width) / f64::from(size.0.max(1));
    (height.round() as u32).max(1)
}

/// The files of a photograph with their names: each width in both forms, and the preview.
///
/// # Errors
/// When its file is broken, of another form, or too large.
pub fn develop(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let photograph = Photograph::read(bytes)?;
    let size = photograph.size();
    let mut files = Vec::new();
    for width in widths(size.0) {
        let picture = photograph.sized(width, height_at(width, size));
        let share = (f64::from(width) / LIMIT_WIDTH).powf(1.5); // twice as wide has four times the pixels, but not four times the detail
        let limit = |bytes: f64| (bytes * share) as usize;
        files.push((file_name(width, Form::WebP), webp(&picture, limit(WEBP_LIMIT))));
        files.push((file_name(width, Form::Jpeg), jpeg(&picture, limit(JPEG_LIMIT))));
    }
    let preview = photograph.sized(PREVIEW_WIDTH.min(size.0), height_at(PREVIEW_WIDTH.min(size.0), size).min(4 * PREVIEW_WIDTH));
    files.push((PREVIEW.to_owned(), webp(&preview, 160)));
    Ok(files)
}
