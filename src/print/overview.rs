//! A whole order on one picture: its sheets side by side, small.

use image::RgbImage;
use image::imageops::{overlay, replace};

use super::export::Sheets;
use crate::parallel::in_parallel;

/// Width and height of a sheet's field and the gap between two, in pixels.
const FIELD: u32 = 300;
const GAP: u32 = 24;
/// Sheets in a row, and how many are shown: of more, the first ones.
const ROW: usize = 5;
const MOST: usize = 20;

/// Ground and border of the sheets.
const GROUND: [u8; 3] = [214, 214, 210];
const BORDER: [u8; 3] = [150, 150, 146];

/// The sheets on one picture.
#[must_use]
pub fn overview(sheets: &Sheets) -> RgbImage {
    let count = sheets.count().min(MOST);
    let (across, down) = (count.clamp(1, ROW) as u32, count.div_ceil(ROW).max(1) as u32);
    let side = |fields: u32| fields * (FIELD + GAP) + GAP;
    let mut picture = RgbImage::from_pixel(side(across), side(down), GROUND.into());
    let numbers: Vec<usize> = (0..count).collect();
    for (sheet, framed) in in_parallel(&numbers, |sheet| Some((*sheet, framed(&small(sheets, *sheet)?)))).into_iter().flatten() {
        let at = |field: usize, size: u32| i64::from(GAP + field as u32 * (FIELD + GAP) + (FIELD + 2).saturating_sub(size) / 2) - 1;
        overlay(&mut picture, &framed, at(sheet % ROW, framed.width()), at(sheet / ROW, framed.height()));
    }
    picture
}

/// A sheet that just fits its field.
fn small(sheets: &Sheets, sheet: usize) -> Option<RgbImage> {
    let [width, height] = sheets.size(sheet)?;
    sheets.greeked(sheet, f64::from(FIELD) / width.max(height) * 25.4)
}

fn framed(sheet: &RgbImage) -> RgbImage {
    let mut framed = RgbImage::from_pixel(sheet.width() + 2, sheet.height() + 2, BORDER.into());
    replace(&mut framed, sheet, 1, 1);
    framed
}
