//! Typeset pages as files.

use image::RgbImage;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::ink::on_black_plate;
use super::press::PrintError;

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

    /// All pages as PDF: fonts embedded, bleed and trim boxes as the template sets them, black and gray in black ink only, the same bytes every time.
    ///
    /// # Errors
    /// What Typst cannot write.
    pub fn pdf(&self) -> Result<Vec<u8>, PrintError> {
        typst_pdf::pdf(&on_black_plate(&self.0), &PdfOptions::default()).map_err(|errors| {
            let message = errors.first().map(|error| error.message.to_string()).unwrap_or_default();
            PrintError { message, place: None }
        })
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
        encode(picture.width(), picture.height(), picture.as_raw(), dpi).map_err(|error| PrintError { message: error.to_string(), place: None })
    }

    /// The first page as pixels at a resolution, cut to its final size. `None` when there is no page.
    #[must_use]
    pub fn picture(&self, dpi: f64) -> Option<RgbImage> {
        let options = RenderOptions { pixel_per_pt: Scalar::new(dpi / 72.0), render_bleed: false };
        let pixels = typst_render::render(self.0.pages().first()?, &options);
        // the page is opaque: three channels are enough
        let colours = pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
        RgbImage::from_raw(pixels.width(), pixels.height(), colours)
    }
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
