//! A symbol drawn in a style: shapes that SVG and print templates fill.

use super::gs1::DigitalLink;
use super::logo::LogoField;
use super::outline::outline_of;
use super::pattern::{alignments, finders};
use super::style::{Colour, Contrast, Finders, LEAST_CONTRAST, Logo, Modules, Style};
use super::{Level, QUIET_ZONE, Symbol, TooLong, encode};

/// The radius of a dot, of a module's outer corner and of an inner corner, in modules.
const DOT: f64 = 0.44;
const OUTER: f64 = 0.5;
const INNER: f64 = 0.3;

/// A symbol with its quiet zone, in modules; (0, 0) is the top left corner of the quiet zone.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// The symbol that is drawn.
    pub symbol: Symbol,
    /// The colour behind everything.
    pub light: Colour,
    /// Paths to fill by the even-odd rule, and their colours.
    pub shapes: Vec<(Colour, Vec<Step>)>,
    /// The logo with the left top corner and the size of the square that it is fitted into.
    pub logo: Option<(Logo, [f64; 2], f64)>,
}

/// A step of a path, to a point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// Begins a closed way.
    Move([f64; 2]),
    /// A straight line.
    Line([f64; 2]),
    /// A quarter of a circle, clockwise or not.
    Arc {
        /// Its end.
        to: [f64; 2],
        /// Its radius.
        radius: f64,
        /// As the hands of a clock go.
        clockwise: bool,
    },
    /// Back to where the way began.
    Close,
}

/// Why a text is not drawn in a style.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Refusal {
    /// It does not fit into any symbol.
    TooLong,
    /// What should be dark is lighter than what should be light.
    Inverted(Contrast),
    /// Dark and light are too near to each other.
    Contrast(Contrast),
    /// A product's code for shops, in which no logo may stand.
    LogoInGs1,
    /// The symbol that the text needs is of this version, and too large for a logo.
    LogoInVersion(usize),
}

impl From<TooLong> for Refusal {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

impl Drawing {
    /// Modules on a side, with the quiet zone.
    #[must_use]
    pub fn side(&self) -> usize {
        self.symbol.side() + 2 * QUIET_ZONE
    }
}

/// Draws a text's symbol in a style.
///
/// # Errors
/// Why the style cannot be read, as measured.
pub fn draw(text: &str, least: Level, style: &Style) -> Result<Drawing, Refusal> {
    check(style)?;
    let Some(logo) = &style.logo else {
        return Ok(drawing(encode(text, least)?, style, None));
    };
    if DigitalLink::parse(text).is_ok() {
        return Err(Refusal::LogoInGs1);
    }
    let symbol = encode(text, least.max(Level::Quartile))?;
    match LogoField::largest(&symbol) {
        Some(field) => Ok(drawing(symbol, style, Some((logo, field)))),
        None => Err(Refusal::LogoInVersion(symbol.version())),
    }
}

fn check(style: &Style) -> Result<(), Refusal> {
    let contrast = style.contrast();
    match contrast.phone {
        ..=0.0 => Err(Refusal::Inverted(contrast)),
        difference if difference < LEAST_CONTRAST => Err(Refusal::Contrast(contrast)),
        _ => Ok(()),
    }
}

fn drawing(symbol: Symbol, style: &Style, logo: Option<(&Logo, LogoField)>) -> Drawing {
    let field = logo.map(|(_, field)| field);
    let is_covered = |x, y| field.is_some_and(|field| field.covers(x, y));
    let mut path = modules(&symbol, style, |x, y| symbol.is_dark(x, y) && !is_covered(x, y));
    let corners: Vec<Step> = finders(symbol.side()).into_iter().flat_map(|corner| finder(corner, style.finders)).collect();
    let mut shapes = Vec::new();
    if let Some(colour) = style.finder.filter(|colour| *colour != style.dark) {
        shapes.extend([(style.dark, path), (colour, corners)]);
    } else {
        path.extend(corners);
        shapes.push((style.dark, path));
    }
    for step in shapes.iter_mut().flat_map(|(_, path)| path) {
        step.move_by(QUIET_ZONE as f64);
    }
    // half a module of the field stays free on each side
    let logo = logo.map(|(logo, field)| (logo.clone(), [(QUIET_ZONE + field.first) as f64 + 0.5; 2], field.side as f64 - 1.0));
    Drawing { symbol, light: style.light, shapes, logo }
}

/// All dark modules but those of the finders.
fn modules(symbol: &Symbol, style: &Style, is_dark: impl Fn(usize, usize) -> bool) -> Vec<Step> {
    let side = symbol.side();
    let is_in = |[left, top]: [usize; 2], size: usize, x: usize, y: usize| (left..left + size).contains(&x) && (top..top + size).contains(&y);
    let finders = finders(side);
    let is_shown = |x: usize, y: usize| is_dark(x, y) && !finders.iter().any(|corner| is_in(*corner, 7, x, y));
    match style.modules {
        Modules::Square => outline_of(side, is_shown).iter().flat_map(|polygon| straight(polygon)).collect(),
        Modules::Rounded => outline_of(side, is_shown).iter().flat_map(|polygon| round(polygon)).collect(),
        Modules::Dots => {
            let solid: Vec<[usize; 2]> = alignments(side).collect();
            let is_solid = |x: usize, y: usize| solid.iter().any(|[middle_x, middle_y]| is_in([middle_x - 2, middle_y - 2], 5, x, y));
            let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).filter(|(x, y)| is_shown(*x, *y) && !is_solid(*x, *y));
            let dots = places.flat_map(|(x, y)| circle([x as f64 + 0.5, y as f64 + 0.5], DOT));
            dots.chain(solid.iter().flat_map(|middle| alignment(*middle, style.finders))).collect()
        }
    }
}

/// A frame of five modules and a dot in it, in the shape of the finders.
fn alignment(middle: [usize; 2], shape: Finders) -> Vec<Step> {
    let radii = match shape {
        Finders::Square => [0.0, 0.0, 0.0],
        Finders::Rounded => [1.4, 0.8, 0.35],
        Finders::Circle => [2.5, 1.5, 0.5],
    };
    nested(middle.map(|at| at as f64 + 0.5), [2.5, 1.5, 0.5], radii)
}

/// The outer corners stay sharp: readers such as quirc (crate `rqrr`) take the symbol's corners from them, and read none with a radius of
/// two modules. A frame of seven modules, one thick, and a square of three in it: dark and light alternate 1 : 1 : 3 : 1 : 1 through the middle in each shape.
fn finder([x, y]: [usize; 2], shape: Finders) -> Vec<Step> {
    let middle = [x as f64 + 3.5, y as f64 + 3.5];
    let radii = match shape {
        Finders::Square => [0.0, 0.0, 0.0],
        Finders::Rounded => [0.4, 1.0, 0.9],
        Finders::Circle => [0.4, 1.2, 1.5],
    };
    nested(middle, [3.5, 2.5, 1.5], radii)
}

/// Squares in one another.
fn nested(middle: [f64; 2], halves: [f64; 3], radii: [f64; 3]) -> Vec<Step> {
    halves.into_iter().zip(radii).flat_map(|(half, radius)| square(middle, half, radius)).collect()
}

fn circle(middle: [f64; 2], radius: f64) -> Vec<Step> {
    square(middle, radius, radius)
}

/// A square of twice `half` around a middle, with round corners of a radius.
fn square([x, y]: [f64; 2], half: f64, radius: f64) -> Vec<Step> {
    let corners = [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]];
    rounded(&corners, |_| radius)
}

fn straight(polygon: &[[usize; 2]]) -> Vec<Step> {
    rounded(&points(polygon), |_| 0.0)
}

fn round(polygon: &[[usize; 2]]) -> Vec<Step> {
    rounded(&points(polygon), |is_outer| if is_outer { OUTER } else { INNER })
}

fn points(polygon: &[[usize; 2]]) -> Vec<[f64; 2]> {
    polygon.iter().map(|corner| corner.map(|number| number as f64)).collect()
}

/// A polygon of right angles with its corners cut off by quarter circles. Turns to the right are outer corners, those to the left inner ones.
fn rounded(corners: &[[f64; 2]], radius: impl Fn(bool) -> f64) -> Vec<Step> {
    let mut steps = Vec::with_capacity(2 * corners.len() + 1);
    let count = corners.len();
    for (at, &corner) in corners.iter().enumerate() {
        let into = direction(corners[(at + count - 1) % count], corner);
        let out = direction(corner, corners[(at + 1) % count]);
        let clockwise = into[0] * out[1] - into[1] * out[0] > 0.0;
        let radius = radius(clockwise);
        let begin = [corner[0] - radius * into[0], corner[1] - radius * into[1]];
        let to = [corner[0] + radius * out[0], corner[1] + radius * out[1]];
        match (steps.last().map(|step: &Step| step.end()), at) {
            (_, 0) => steps.push(Step::Move(begin)),
            (Some(Some(here)), _) if near(here, begin) => {}
            (_, _) => steps.push(Step::Line(begin)),
        }
        if radius > 0.0 {
            steps.push(Step::Arc { to, radius, clockwise });
        }
    }
    steps.push(Step::Close);
    steps
}

fn direction(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    let sign = |difference: f64| if difference.abs() < 1e-9 { 0.0 } else { difference.signum() };
    [sign(to[0] - from[0]), sign(to[1] - from[1])]
}

fn near(a: [f64; 2], b: [f64; 2]) -> bool {
    (a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9
}

impl Step {
    /// Where the step ends; `None` for the last one.
    #[must_use]
    pub fn end(&self) -> Option<[f64; 2]> {
        match self {
            Self::Move(to) | Self::Line(to) | Self::Arc { to, .. } => Some(*to),
            Self::Close => None,
        }
    }

    /// The control points of a cubic curve that is as good as a quarter circle, from where the step begins.
    #[must_use]
    pub fn controls(&self, from: [f64; 2]) -> [[f64; 2]; 2] {
        const SHARE: f64 = 0.552_284_75; // 4/3 · (√2 - 1)
        let Self::Arc { to, clockwise, .. } = self else { return [from, self.end().unwrap_or(from)] };
        let is_flat_first = ((to[0] - from[0]) * (to[1] - from[1]) > 0.0) == *clockwise;
        let corner = if is_flat_first { [to[0], from[1]] } else { [from[0], to[1]] };
        let toward = |point: [f64; 2]| [0, 1].map(|axis| point[axis] + SHARE * (corner[axis] - point[axis]));
        [toward(from), toward(*to)]
    }

    fn move_by(&mut self, distance: f64) {
        match self {
            Self::Move(to) | Self::Line(to) | Self::Arc { to, .. } => *to = to.map(|number| number + distance),
            Self::Close => {}
        }
    }
}
