//! Typeset pages as files.

use image::RgbImage;
use typst::foundations::{Datetime, Smart};
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::greek::greeked;
use super::ink::on_black_plate;
use super::press::PrintError;
use super::raster::{POINTS, opaque};

/// Typeset pages.
pub struct Sheets(PagedDocument);

impl Sheets {
    pub(super) fn new(pages: PagedDocument) -> Self {
        Self(pages)
    }

    /// How many pages there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.pages().len()
    }

    /// Width and height of a page, counted from 0, when it is cut, in millimetres. `None` when there is no such page.
    #[must_use]
    pub fn size(&self, page: usize) -> Option<[f64; 2]> {
        self.0.pages().get(page).map(|page| [page.frame.width().to_mm(), page.frame.height().to_mm()])
    }

    /// All pages as PDF: fonts embedded, bleed and trim boxes as the template sets them, black and gray in black ink only, the same bytes every time.
    ///
    /// # Errors
    /// What Typst cannot write.
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        written(&on_black_plate(&self.0), &PdfOptions::default())
    }

    /// All pages as PDF for a print shop: as [`Sheets::pdf`], without the tags that screen readers use; a sheet of labels has no order to be read in.
    ///
    /// # Errors
    /// What Typst cannot write.
    pub fn pdf_for_print(&self) -> Result<Vec<u8>, PrintError> {
        written(&on_black_plate(&self.0), &PdfOptions { tagged: false, ..PdfOptions::default() })
    }

    /// All pages as PDF/A-2u (ISO 19005-2), to be kept: colours have profiles, so black is no longer on the black plate alone. It carries a day, as the
    /// standard asks.
    ///
    /// # Errors
    /// What Typst cannot write.
    pub fn pdf_for_archive(&self, day: jiff::civil::Date) -> Result<Vec<u8>, PrintError> {
        let told = |message: String| PrintError { message, place: None };
        let standards = PdfStandards::new(&[PdfStandard::A_2u]).map_err(|error| told(error.message().to_string()))?;
        let mut pages = self.0.clone();
        pages.info_mut().date = Smart::Custom(Datetime::from_ymd(day.year().into(), day.month() as u8, day.day() as u8));
        written(&pages, &PdfOptions { tagged: false, standards, ..PdfOptions::default() })
    }

    /// The first page as SVG, cut to its final size, text as outlines.
    #[must_use]
    pub fn svg(&self) -> String {
        self.0.pages().first().map(|page| typst_svg::svg(page, &SvgOptions::default())).unwrap_or_default()
    }

    /// The first page as PNG at a resolution, cut to its final size. The file says its resolution, so that programs show it in its true size.
    ///
    /// # Errors
    /// When the picture cannot be encoded.
    pub fn png(&self, dpi: f64) -> Result<Vec<u8>, PrintError> {
        let Some(picture) = self.picture(dpi) else { return Ok(Vec::new()) };
        encoded(&picture, dpi)
    }

    /// The first page as pixels at a resolution, cut to its final size. `None` when there is no page.
    #[must_use]
    pub fn picture(&self, dpi: f64) -> Option<RgbImage> {
        Some(drawn(self.0.pages().first()?, dpi / POINTS))
    }

    /// A page, counted from 0, as pixels at a resolution too low for its letters: those that nobody could read are gray bars. `None` when there is no such page.
    #[must_use]
    pub fn greeked(&self, page: usize, dpi: f64) -> Option<RgbImage> {
        Some(drawn(&greeked(self.0.pages().get(page)?, dpi / POINTS), dpi / POINTS))
    }
}

fn drawn(page: &Page, pixel_per_pt: f64) -> RgbImage {
    opaque(&typst_render::render(page, &RenderOptions { pixel_per_pt: Scalar::new(pixel_per_pt), render_bleed: false }))
}

fn written(pages: &PagedDocument, options: &PdfOptions) -> Result<Vec<u8>, PrintError> {
    typst_pdf::pdf(pages, options).map_err(|errors| {
        let message = errors.first().map(|error| error.message.to_string()).unwrap_or_default();
        PrintError { message, place: None }
    })
}

/// A picture as PNG that says its resolution.
///
/// # Errors
/// When it cannot be encoded.
pub fn encoded(picture: &RgbImage, dpi: f64) -> Result<Vec<u8>, PrintError> {
    encode(picture.width(), picture.height(), picture.as_raw(), dpi).map_err(|error| PrintError { message: error.to_string(), place: None })
}

fn encode(width: u32, height: u32, colours: &[u8], dpi: f64) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (dpi / 0.0254).round() as u32; // an inch is 25.4 mm
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(colours)?;
    writer.finish()?;
    Ok(out)
}
