//! Panoramas of entries: pictures of the whole view around.

use super::Catalogue;
use super::entry::Entry;
use super::field::{Field, Shape};
use super::record::Record;
use crate::diag::{MediaFault, Problem, ProblemKind};

/// What a panorama is described by.
pub(super) const PANORAMA: &[Field] = &[
    Field::required(
        "file",
        Shape::Picture,
        "tệp ảnh 360° đủ vòng, rộng gấp đôi cao (equirectangular): JPEG, PNG hoặc WebP",
        "the picture of the whole view around, twice as wide as high (equirectangular): JPEG, PNG or WebP",
    ),
    Field::optional("alt", Shape::Text, "nhìn quanh thấy gì, cho người không nhìn được ảnh", "what is seen around, for those who cannot see it"),
    Field::optional("caption", Shape::Text, "chú thích dưới ảnh", "the caption under it"),
    Field::optional("credit", Shape::Line, "người chụp hoặc người giữ bản quyền", "who took it or holds the rights"),
    Field::optional("licence", Shape::Line, "giấy phép, như `CC BY-SA 4.0`", "the licence, as `CC BY-SA 4.0`"),
    Field::optional(
        "heading",
        Shape::Decimal(0.0, 360.0),
        "giữa ảnh nhìn về hướng nào, tính bằng độ từ hướng bắc theo chiều kim đồng hồ; có thì hiện la bàn",
        "where the middle of the picture looks, in degrees clockwise from north; with it a compass is shown",
    ),
];

/// What is narrower is blurred on every telephone: a view of 100° then has fewer than 570 pixels.
const NARROW: u32 = 2048;

impl Entry {
    /// Its panoramas with the names of their files.
    pub fn panoramas(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.record.groups("panoramas").filter_map(|panorama| Some((panorama.picture("file")?, panorama)))
    }
}

/// A panorama shows the whole view around: it is twice as wide as high, give or take a hundredth, which nobody sees.
pub(super) fn check(catalogue: &Catalogue, entry: &Entry, problems: &mut Vec<Problem>) {
    for (file, panorama) in entry.panoramas() {
        let (Some(picture), Some(place)) = (catalogue.pictures.get(&entry.picture_path(file)), panorama.place("file")) else { continue };
        let (width, height) = (picture.width, picture.height);
        let mut tell = |fault| problems.push(Problem::at(place, ProblemKind::Media { file: file.to_owned(), fault }));
        if width.abs_diff(2 * height) > width / 100 {
            tell(MediaFault::NotTwiceAsWide { width, height });
        } else if width < NARROW {
            tell(MediaFault::NarrowPanorama { width, least: NARROW });
        }
    }
}
