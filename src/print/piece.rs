//! Typeset pieces: what templates leave to the press is put in, and what they report is read.
//!
//! A template marks places with links to addresses of its own, which never reach a reader: `disan:symbol:3` where the fourth symbol of the order
//! belongs, `disan:tight:12.5:name` where a text lacks 12.5 pt of room. The press draws each symbol into its place as one filled path: in whole dots where a
//! grid is asked for, centred, with its quiet zone. So a template cannot get a symbol wrong, a thousand labels cost no drawing in Typst's
//! language, and PDF, SVG and pixels get the same path.

use std::sync::Arc;

use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::model::Destination;
use typst::visualize::{Color, Curve, FillRule, Geometry, Paint, Shape};
use typst_layout::Page;

/// A symbol for the press: its modules on a side, and the closed outlines of its dark parts in modules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Modules on a side.
    pub side: usize,
    /// White modules that must surround it.
    pub quiet_zone: usize,
    /// Corners of each outline, filled by the even-odd rule.
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

/// The beginning of the addresses that mean the press.
const PRESS: &str = "disan:";

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
                    let mut group = group.clone();
                    let inner = to_page.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    group.frame = self.frame(&group.frame, inner);
                    group.parent = None;
                    finished.push(*at, FrameItem::Group(group));
                }
                FrameItem::Link(Destination::Url(url), size) if url.as_str().starts_with(PRESS) => {
                    self.mark(&mut finished, url.as_str().trim_start_matches(PRESS), *at, *size, to_page);
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

    /// What a template says to the press. What it does not understand, it leaves out: an address in the print would be of no use.
    fn mark(&mut self, frame: &mut Frame, said: &str, at: Point, size: Size, to_page: Transform) {
        match said.split_once(':') {
            Some(("symbol", number)) => {
                if let Some(symbol) = number.parse().ok().and_then(|number: usize| self.symbols.get(number)) {
                    self.symbol(frame, symbol, at, size, to_page);
                }
            }
            Some(("tight", rest)) => {
                let (lacks, what) = rest.split_once(':').unwrap_or((rest, ""));
                let lacks = lacks.parse::<f64>().unwrap_or_default() / 72.0 * 25.4;
                self.notes.push(Note::Tight { what: what.to_owned(), lacks });
            }
            Some(_) | None => {}
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
        let quiet = Abs::mm(module * symbol.quiet_zone as f64);
        let dark = Shape { geometry: Geometry::Curve(curve(symbol, module)), ..filled(Color::BLACK) };
        frame.push(corner + Point::splat(quiet), FrameItem::Shape(dark, typst::syntax::Span::detached()));
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

fn filled(colour: Color) -> Shape {
    Shape { geometry: Geometry::Rect(Size::zero()), fill: Some(Paint::Solid(colour)), fill_rule: FillRule::EvenOdd, stroke: None }
}

fn curve(symbol: &Drawn, module: f64) -> Curve {
    let mut curve = Curve::new();
    for outline in &symbol.outlines {
        let mut corners = outline.iter().map(|corner| Point::new(Abs::mm(corner[0] as f64 * module), Abs::mm(corner[1] as f64 * module)));
        if let Some(first) = corners.next() {
            curve.move_(first);
            corners.for_each(|corner| curve.line(corner));
            curve.close();
        }
    }
    curve
}

/// One typeset page of a piece, ready to be put onto sheets.
#[derive(Clone)]
pub struct Piece {
    pub(super) page: Arc<Page>,
    /// What it reports.
    pub notes: Vec<Note>,
}
