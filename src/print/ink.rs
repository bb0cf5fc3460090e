//! Black and gray as a print shop needs them: on the black plate alone.
//!
//! Typst writes its `black` as gray with a colour profile, which a print shop's program may turn into a mixture of four inks; a symbol of such
//! a mixture has coloured edges where the plates do not meet exactly. `cmyk(0%, 0%, 0%, 100%)` in a template would be right in a PDF and dark
//! gray in SVG and PNG. So templates say `black`, and the finished pages are gone through before they become a PDF.

use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst::model::Document;
use typst::visualize::{Cmyk, Color, FixedStroke, Paint, ProcessColor, Shape};
use typst_layout::PagedDocument;

/// What black and gray of a piece are made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Screens and machines: they stay gray.
    Gray,
    /// A print shop: they are on the black plate from the beginning, and no page is copied for it later.
    BlackPlate,
}

/// The same pages with gray and pure black as DeviceCMYK with nothing but black: K = 1 - gray (ISO 32000-1, 10.3.4).
pub(super) fn on_black_plate(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut page| {
        in_frame(&mut page.frame);
        if let Smart::Custom(Some(fill)) = &mut page.fill {
            in_paint(fill);
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// Puts all of a frame onto the black plate that belongs there.
pub(super) fn in_frame(frame: &mut Frame) {
    if !has_gray(frame) {
        return; // to change a frame copies it where it is shared
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => in_frame(&mut group.frame),
            FrameItem::Text(text) => {
                in_paint(&mut text.fill);
                text.stroke.iter_mut().for_each(in_stroke);
            }
            FrameItem::Shape(shape, _) => in_shape(shape),
            FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
        true // everything stays
    });
}

fn has_gray(frame: &Frame) -> bool {
    let is_gray = |paint: &Paint| matches!(paint, Paint::Solid(Color::Process(color)) if gray(*color).is_some());
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_gray(&group.frame),
        FrameItem::Text(text) => is_gray(&text.fill) || text.stroke.iter().any(|stroke| is_gray(&stroke.paint)),
        FrameItem::Shape(shape, _) => shape.fill.iter().any(is_gray) || shape.stroke.iter().any(|stroke| is_gray(&stroke.paint)),
        FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => false,
    })
}

fn in_shape(shape: &mut Shape) {
    shape.fill.iter_mut().for_each(in_paint);
    shape.stroke.iter_mut().for_each(in_stroke);
}

fn in_stroke(stroke: &mut FixedStroke) {
    in_paint(&mut stroke.paint);
}

fn in_paint(paint: &mut Paint) {
    if let Paint::Solid(Color::Process(color)) = paint
        && let Some(gray) = gray(*color)
    {
        *color = ProcessColor::Cmyk(Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 - gray });
    }
}

/// How light a gray or a pure black is: 0 to 1. `None` for colours, and for what one sees through.
#[allow(clippy::float_cmp)] // black is exactly zero
fn gray(color: ProcessColor) -> Option<f32> {
    match color {
        ProcessColor::Luma(color) if color.alpha == 1.0 => Some(color.luma),
        ProcessColor::Rgb(color) if [color.red, color.green, color.blue, color.alpha] == [0.0, 0.0, 0.0, 1.0] => Some(0.0),
        ProcessColor::Luma(_)
        | ProcessColor::Rgb(_)
        | ProcessColor::Oklab(_)
        | ProcessColor::Oklch(_)
        | ProcessColor::LinearRgb(_)
        | ProcessColor::Cmyk(_)
        | ProcessColor::Hsl(_)
        | ProcessColor::Hsv(_) => None,
    }
}
