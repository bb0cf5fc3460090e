//! Labels for thermal printers: each as one picture of dots, as fine as the print head.
//!
//! Such printers draw symbols and letters themselves if asked to. But then they choose another version, mask and level than the symbol that was
//! verified, and have no Vietnamese letters. So they are only told where the dots are: `zpl` for Zebra's language, `tspl` for that of TSC.

use image::{GrayImage, Luma, RgbImage};

/// How fine a print head is. Makers say dots an inch and build whole dots a millimetre.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Head {
    /// 8 dots a millimetre: most printers for labels.
    Dpi203,
    /// 12 dots a millimetre.
    Dpi300,
    /// 24 dots a millimetre.
    Dpi600,
}

impl Head {
    /// Dots in a millimetre.
    #[must_use]
    pub fn dots(self) -> u32 {
        match self {
            Self::Dpi203 => 8,
            Self::Dpi300 => 12,
            Self::Dpi600 => 24,
        }
    }

    /// Dots in an inch, exactly: the resolution to draw a label at.
    #[must_use]
    pub fn dpi(self) -> f64 {
        f64::from(self.dots()) * 25.4
    }
}

/// A picture of dots that are heated or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dots {
    width: usize,
    height: usize,
    rows: Vec<u8>,
}

impl Dots {
    /// Every pixel becomes a dot, black when it is darker than half.
    #[must_use]
    pub fn new(picture: &RgbImage) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let in_row = width.div_ceil(8);
        let mut rows = vec![0; in_row * height];
        for (x, y, _) in picture.enumerate_pixels().filter(|(.., pixel)| is_dark(pixel.0)) {
            rows[y as usize * in_row + x as usize / 8] |= 0x80 >> (x % 8);
        }
        Self { width, height, rows }
    }

    /// The dots as a picture, black on white.
    #[must_use]
    pub fn picture(&self) -> GrayImage {
        let in_row = self.width.div_ceil(8);
        let is_black = |x: u32, y: u32| self.rows[y as usize * in_row + x as usize / 8] & (0x80 >> (x % 8)) != 0;
        GrayImage::from_fn(self.width as u32, self.height as u32, |x, y| Luma([if is_black(x, y) { 0 } else { 255 }]))
    }

    /// Dots from left to right.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Dots from top to bottom.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Bytes in a row.
    pub(super) fn bytes(&self) -> usize {
        self.width.div_ceil(8)
    }

    /// The rows from the top: eight dots a byte, the first in its highest bit, 1 is black. What fills the last byte of a row is white.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.chunks_exact(self.bytes().max(1))
    }
}

/// Below half by the weights of ITU-R BT.709, on the values as they stand in sRGB.
fn is_dark([red, green, blue]: [u8; 3]) -> bool {
    2126 * u32::from(red) + 7152 * u32::from(green) + 722 * u32::from(blue) < 10_000 * 128
}

/// A label, and how often it is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The whole label.
    pub dots: Dots,
    /// How many there are of it.
    pub copies: usize,
}

/// Labels in their order with the copies of each: equal ones that follow one another are one, and sent once.
pub(super) fn batches(labels: &[Label]) -> impl Iterator<Item = (&Dots, usize)> {
    let rows = labels.chunk_by(|one, next| one.dots == next.dots);
    rows.map(|equal| (&equal[0].dots, equal.iter().map(|label| label.copies).sum())).filter(|(_, copies)| *copies > 0)
}
