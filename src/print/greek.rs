//! Greeking: in a small picture of a page, a line of letters that nobody could read is drawn as a gray bar, as programs for page layout do. That looks the
//! same, and a thousand labels have a quarter of a million letters.

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::Page;

/// Letters of fewer pixels are bars.
const LEGIBLE: f64 = 5.0;
/// How much of a line's height is ink, and how dark it looks from afar.
const X_HEIGHT: f64 = 0.52;
const DARKNESS: f32 = 0.4;

/// The page with bars for letters that are too small at so many pixels per point.
pub(super) fn greeked(page: &Page, pixel_per_pt: f64) -> Page {
    let mut greeked = page.clone();
    in_frame(&mut greeked.frame, Transform::identity(), LEGIBLE / pixel_per_pt);
    greeked
}

/// Letters smaller than `least`, in points on the page, become bars.
fn in_frame(frame: &mut Frame, to_page: Transform, least: f64) {
    if !has_letters(frame) {
        return; // what is changed is copied
    }
    let mut out = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                in_frame(&mut group.frame, to_page.pre_concat(group.transform), least);
                out.push(*at, FrameItem::Group(group));
            }
            FrameItem::Text(text) if text.size.to_pt() * to_page.sy.get().abs().max(to_page.ky.get().abs()) < least => {
                let (at, bar) = bar(*at, text);
                out.push(at, bar);
            }
            FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => out.push(*at, item.clone()),
        }
    }
    *frame = out;
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
        Paint::Solid(Color::Process(colour)) => *colour,
        Paint::Solid(_) | Paint::Gradient(_) | Paint::Tiling(_) => Color::BLACK.to_process(),
    };
    let bar = Geometry::Rect(Size::new(text.width(), high)).filled(Color::Process(colour.with_alpha(DARKNESS)));
    (at - Point::with_y(high), FrameItem::Shape(bar, Span::detached()))
}
