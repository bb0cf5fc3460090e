//! Greeking: in a small picture of a page, a line of letters that nobody could read is drawn as a gray bar, as programs for page layout do. That looks the
//! same, and a thousand labels have a quarter of a million letters.

use typst::layout::{Abs, Frame, FrameItem, Point, Ratio, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Cmyk, Color, Geometry, Luma, Paint, ProcessColor};
use typst_layout::Page;

/// Letters of fewer pixels are bars.
const LEGIBLE: f64 = 5.0;
/// How much of a line's height is ink, and how dark it looks from afar.
const X_HEIGHT: f64 = 0.52;
const DARKNESS: f32 = 0.4;

/// The page with bars for letters that are too small at so many pixels per point.
pub(super) fn greeked(page: &Page, pixel_per_pt: f64) -> Page {
    let mut greeked = page.clone();
    greeked.frame = in_frame(&page.frame, Transform::scale(Ratio::new(pixel_per_pt), Ratio::new(pixel_per_pt)));
    greeked
}

fn in_frame(frame: &Frame, to_picture: Transform) -> Frame {
    if !has_letters(frame) {
        return frame.clone(); // shared; what is changed is copied
    }
    let scale = to_picture.sy.get().abs().max(to_picture.ky.get().abs());
    let mut out = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = in_frame(&group.frame, to_picture.pre_concat(group.transform));
                out.push(*at, FrameItem::Group(group));
            }
            FrameItem::Text(text) if text.size.to_pt() * scale < LEGIBLE => {
                let (at, bar) = bar(*at, text);
                out.push(at, bar);
            }
            FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => out.push(*at, item.clone()),
        }
    }
    out
}

fn has_letters(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_letters(&group.frame),
        FrameItem::Text(_) => true,
        FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => false,
    })
}

fn bar(at: Point, text: &TextItem) -> (Point, FrameItem) {
    let high: Abs = text.size * X_HEIGHT;
    let colour = match &text.fill {
        Paint::Solid(Color::Process(ProcessColor::Cmyk(Cmyk { c: 0.0, m: 0.0, y: 0.0, k }))) => ProcessColor::Luma(Luma::new(1.0 - k, 1.0)), // needs no profile
        Paint::Solid(Color::Process(colour)) => *colour,
        Paint::Solid(_) | Paint::Gradient(_) | Paint::Tiling(_) => Color::BLACK.to_process(),
    };
    let bar = Geometry::Rect(Size::new(text.width(), high)).filled(Color::Process(colour.with_alpha(DARKNESS)));
    (at - Point::with_y(high), FrameItem::Shape(bar, Span::detached()))
}
