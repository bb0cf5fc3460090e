//! Typeset pieces: what templates leave to the press is put in, and what they report is read.
//!
//! A template marks blocks with labels: `disan:symbol:3` where the fourth symbol of the order belongs, `disan:tight:12.5:name` where a text lacks
//! 12.5 pt of room, `disan:left-out:12.5:uses` where something was left out for want of them, `disan:within:name` where the letters must not go beyond the block. The press draws each symbol into its place as one filled path: in whole dots where a
//! grid is asked for, centred, with its quiet zone. So a template cannot get a symbol wrong, a thousand labels cost no drawing in Typst's
//! language, and PDF, SVG and pixels get the same path.

use std::sync::Arc;

use typst::foundations::Label;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Size, Transform};
use typst::visualize::{Color, Curve, CurveItem, FillRule, Geometry, Paint, Shape};
use typst_layout::Page;

/// A symbol for the press: its modules on a side, and the closed outlines of its dark parts in modules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Modules on a side.
    pub side: usize,
    /// White modules that must surround it.
    pub quiet_zone: usize,
    /// Corners of each outline, filled by the even-odd rule; they may cross.
    pub outlines: Vec<Vec<[usize; 2]>>,
}

/// What a typeset piece has to report.
#[derive(Clone, PartialEq, Debug)]
pub enum Note {
    /// There is no room for a symbol: modules would be smaller than the least.
    NoRoom {
        /// Side of the field that there is, in millimetres.
        has: f64,
        /// Side that the smallest allowed modules need.
        needs: f64,
    },
    /// A text does not fit at its smallest size.
    Tight {
        /// What it is: `name`, `address`.
        what: String,
        /// How much room it lacks, in millimetres.
        lacks: f64,
    },
    /// A text goes beyond the block that it was thought to fit into.
    RunsOver {
        /// What it is: `name`, `fields`.
        what: String,
        /// By how much, in millimetres.
        lacks: f64,
    },
    /// There was no room for something that the template can do without.
    LeftOut {
        /// What it is, as the template says it: `storage (en), uses (en)`.
        what: String,
        /// How much higher the piece would have to be, in millimetres.
        lacks: f64,
    },
    /// No font has a letter of a text.
    Missing {
        /// The text.
        text: String,
    },
    /// Letters are smaller than what can be read.
    Small {
        /// The text.
        text: String,
        /// Size of the letters in points.
        size: f64,
    },
}

/// What a piece must keep.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// The least width of a module in millimetres.
    pub module: f64,
    /// The least size of letters in points.
    pub letters: f64,
    /// Dots in a millimetre that modules must fit into as whole numbers; `None` where lines may lie anywhere.
    pub dots: Option<f64>,
}

/// The beginning of the labels that mean the press.
const PRESS: &str = "disan:";

/// How far letters go below their line, in their size: dots below (ặ), a little less than the 0.24 that lines keep free for them.
const DESCENT: f64 = 0.2;
/// What lengths may differ by, having been added in another order.
const TOLERANCE: Abs = Abs::raw(0.1);

/// Puts the symbols into a page; gives what the page reports.
pub(super) fn finish(page: &mut Page, symbols: &[Drawn], limits: &Limits) -> Vec<Note> {
    let mut press = Finishing { symbols, limits, notes: Vec::new() };
    page.frame = press.frame(&page.frame, Transform::identity());
    press.notes
}

struct Finishing<'a> {
    symbols: &'a [Drawn],
    limits: &'a Limits,
    notes: Vec<Note>,
}

impl Finishing<'_> {
    /// The same frame with symbols for marks, and without what only Typst needs to know (tags, which copies of a piece would repeat).
    fn frame(&mut self, frame: &Frame, to_page: Transform) -> Frame {
        let mut finished = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            finished.set_baseline(frame.baseline());
        }
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let label = group.label.map(Label::resolve);
                    let said = label.as_ref().and_then(|label| label.strip_prefix(PRESS));
                    if said.is_none_or(|said| self.mark(&mut finished, said, *at, &group.frame, to_page)) {
                        let mut group = group.clone();
                        let inner = to_page.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                        group.frame = self.frame(&group.frame, inner);
                        (group.label, group.parent) = (None, None);
                        finished.push(*at, FrameItem::Group(group));
                    }
                }
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
                FrameItem::Text(text) => {
                    if text.glyphs.iter().any(|glyph| glyph.id == 0) {
                        self.notes.push(Note::Missing { text: text.text.to_string() });
                    }
                    self.measure_letters(text.text.as_str(), text.size.to_pt() * to_page.sy.get().abs().max(to_page.ky.get().abs()));
                    finished.push(*at, item.clone());
                }
                FrameItem::Shape(..) | FrameItem::Image(..) => finished.push(*at, item.clone()),
            }
        }
        finished
    }

    fn measure_letters(&mut self, text: &str, size: f64) {
        if size < self.limits.letters - 0.01 && text.chars().any(char::is_alphanumeric) {
            self.notes.push(Note::Small { text: text.to_owned(), size });
        }
    }

    /// What a template says to the press with a block; whether the block itself is printed. What the press does not understand stays as it is.
    fn mark(&mut self, finished: &mut Frame, said: &str, at: Point, block: &Frame, to_page: Transform) -> bool {
        match said.split_once(':') {
            Some(("symbol", number)) => {
                if let Some(symbol) = number.parse().ok().and_then(|number: usize| self.symbols.get(number)) {
                    self.symbol(finished, symbol, at, block.size(), to_page);
                }
                false
            }
            Some((kind @ ("tight" | "left-out"), rest)) => {
                let (lacks, what) = rest.split_once(':').unwrap_or((rest, ""));
                let lacks = Abs::pt(lacks.parse().unwrap_or_default()).to_mm();
                let what = what.to_owned();
                self.notes.push(if kind == "tight" { Note::Tight { what, lacks } } else { Note::LeftOut { what, lacks } });
                false
            }
            Some(("within", what)) => {
                let over = (reach(block) - block.size().to_point()).max(Point::zero());
                let lacks = over.x.max(over.y);
                if lacks > TOLERANCE {
                    self.notes.push(Note::RunsOver { what: what.to_owned(), lacks: lacks.to_mm() });
                }
                true
            }
            Some(_) | None => true,
        }
    }

    fn symbol(&mut self, frame: &mut Frame, symbol: &Drawn, at: Point, size: Size, to_page: Transform) {
        let modules = (symbol.side + 2 * symbol.quiet_zone) as f64;
        let has = size.x.min(size.y).to_mm();
        let module = match self.limits.dots {
            Some(dots) => (has / modules * dots + 1e-6).floor() / dots,
            None => has / modules,
        };
        if module < self.limits.module - 1e-6 {
            let least = self.limits.dots.map_or(self.limits.module, |dots| (self.limits.module * dots - 1e-6).ceil() / dots);
            self.notes.push(Note::NoRoom { has, needs: least * modules });
            return;
        }
        let rest = |room: Abs| (room - Abs::mm(module * modules)) / 2.0;
        let corner = self.snapped(at + Point::new(rest(size.x), rest(size.y)), to_page);
        let white = Shape { geometry: Geometry::Rect(Size::splat(Abs::mm(module * modules))), ..filled(Color::WHITE) };
        frame.push(corner, FrameItem::Shape(white, typst::syntax::Span::detached()));
        // whole numbers, scaled: a third of the bytes in a PDF
        let mut modules = Frame::hard(Size::splat(Abs::pt(symbol.side as f64)));
        let dark = Shape { geometry: Geometry::Curve(curve(symbol)), ..filled(Color::BLACK) };
        modules.push(Point::zero(), FrameItem::Shape(dark, typst::syntax::Span::detached()));
        let scale = Ratio::new(Abs::mm(module).to_pt());
        let group = GroupItem { transform: Transform::scale(scale, scale), ..GroupItem::new(modules) };
        frame.push(corner + Point::splat(Abs::mm(module * symbol.quiet_zone as f64)), FrameItem::Group(group));
    }

    /// The nearest place on the grid of dots, as far as nothing is turned or scaled between here and the page.
    fn snapped(&self, at: Point, to_page: Transform) -> Point {
        let Some(dots) = self.limits.dots else { return at };
        if !to_page.is_only_translate() {
            return at;
        }
        let snap = |at: Abs, from: Abs| Abs::mm(((at + from).to_mm() * dots).round() / dots) - from;
        Point::new(snap(at.x, to_page.tx), snap(at.y, to_page.ty))
    }
}

/// How far letters go right and down in a frame.
fn reach(frame: &Frame) -> Point {
    let mut reach = Point::zero();
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) if group.transform.is_identity() => reach = reach.max(*at + self::reach(&group.frame)),
            FrameItem::Text(text) => reach = reach.max(*at + Point::new(text.width(), text.size * DESCENT)),
            FrameItem::Group(_) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
    reach
}

fn filled(colour: Color) -> Shape {
    Shape { geometry: Geometry::Rect(Size::zero()), fill: Some(Paint::Solid(colour)), fill_rule: FillRule::EvenOdd, stroke: None }
}

/// The dark parts, a module as a point.
fn curve(symbol: &Drawn) -> Curve {
    let point = |corner: &[usize; 2]| Point::new(Abs::pt(corner[0] as f64), Abs::pt(corner[1] as f64));
    let mut items = Vec::with_capacity(symbol.outlines.iter().map(|outline| outline.len() + 1).sum());
    for outline in &symbol.outlines {
        let Some((first, others)) = outline.split_first() else { continue };
        items.push(CurveItem::Move(point(first)));
        items.extend(others.iter().map(|corner| CurveItem::Line(point(corner))));
        items.push(CurveItem::Close);
    }
    Curve(items)
}

/// One typeset page of a piece, ready to be put onto sheets.
#[derive(Clone)]
pub struct Piece {
    pub(super) page: Arc<Page>,
    /// What it reports.
    pub notes: Vec<Note>,
}
