//! Pieces onto sheets: each is drawn once and laid where the layout says.

use ecow::EcoVec;
use typst::foundations::Smart;
use typst::layout::{Abs, Axes, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform};
use typst::model::DocumentInfo;
use typst::syntax::Span;
use typst::visualize::{Color, Curve, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

use super::export::Sheets;
use super::piece::Piece;
use super::sheet::{Layout, Place, Printer};

/// How sheets are made up.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Makeup {
    /// Whether each piece gets a thin border, to see how it lies.
    pub borders: bool,
    /// What the printer does to a page, so that it can be undone.
    pub printer: Printer,
}

/// Width of crop marks and borders in points.
const HAIRLINE: f64 = 0.4;

/// Puts pieces onto the pages of a layout.
#[must_use]
pub fn impose(title: &str, pieces: &[Piece], layout: &Layout, pages: &[Vec<Place>], makeup: Makeup) -> Sheets {
    let marks = layout.crop_marks();
    let sheets = pages.iter().map(|places| sheet(pieces, layout, places, &marks, makeup));
    let info = DocumentInfo { title: Some(title.into()), date: Smart::Custom(None), ..DocumentInfo::default() };
    Sheets::new(PagedDocument::new(sheets.collect::<EcoVec<Page>>(), info))
}

fn sheet(pieces: &[Piece], layout: &Layout, places: &[Place], marks: &[[[f64; 2]; 2]], makeup: Makeup) -> Page {
    let mut frame = Frame::hard(size(layout.page));
    for place in places {
        if let Some(piece) = pieces.get(place.piece) {
            put(&mut frame, piece, layout, place, makeup);
        }
    }
    for [from, to] in marks {
        let (from, to) = (point(makeup.printer.before(*from)), point(makeup.printer.before(*to)));
        frame.push(from, FrameItem::Shape(Geometry::Line(to - from).stroked(hairline()), Span::detached()));
    }
    // a piece that is the page itself keeps what runs over its edges
    let is_page = layout.is_alone;
    let bleed = Sides::splat(Abs::mm(if is_page { layout.bleed } else { 0.0 }));
    let first = places.first().and_then(|place| pieces.get(place.piece));
    let fill = if is_page { first.map_or(Smart::Auto, |piece| piece.page.fill.clone()) } else { Smart::Custom(Some(Color::WHITE.into())) };
    Page { frame, bleed, fill, numbering: None, supplement: typst::foundations::Content::default(), number: 0 }
}

fn put(sheet: &mut Frame, piece: &Piece, layout: &Layout, place: &Place, makeup: Makeup) {
    let [x, y] = makeup.printer.before(place.corner);
    let [right, down] = makeup.printer.scale.map(|scale| Ratio::new(1.0 / scale));
    let is_page = layout.is_alone;
    let over = Abs::mm(layout.bleed);
    let trimmed = size(layout.piece);
    let mut frame = Frame::hard(trimmed);
    if !is_page && let Smart::Custom(Some(fill)) = &piece.page.fill {
        let ground = Geometry::Rect(trimmed + Size::splat(over * 2.0)).filled(fill.clone());
        frame.push(Point::splat(-over), FrameItem::Shape(ground, Span::detached()));
    }
    frame.push_frame(Point::zero(), piece.page.frame.clone());
    if makeup.borders {
        frame.push(Point::zero(), FrameItem::Shape(Geometry::Rect(trimmed).stroked(hairline()), Span::detached()));
    }
    let mut group = GroupItem::new(frame);
    group.transform = Transform { sx: right, sy: down, ..Transform::identity() };
    group.clip = (!is_page).then(|| {
        let mut clip = Curve::rect(trimmed + Size::splat(over * 2.0));
        clip.translate(Point::splat(-over));
        clip
    });
    sheet.push(point([x, y]), FrameItem::Group(group));
}

fn hairline() -> FixedStroke {
    FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(HAIRLINE))
}

fn size([width, height]: [f64; 2]) -> Size {
    Axes::new(Abs::mm(width), Abs::mm(height))
}

fn point([x, y]: [f64; 2]) -> Point {
    Point::new(Abs::mm(x), Abs::mm(y))
}
