//! Curves as straight lines.

use resvg::tiny_skia::{Path, PathSegment, Point};

use super::region::Polygon;

/// How far a line may lie from its curve, in millimetres: a third of the finest beam.
const TOLERANCE: f64 = 0.01;

/// The polygons of a path, each closed, once its points are put where they belong on the piece.
pub(super) fn polygons(path: &Path, place: impl Fn(Point) -> [f64; 2]) -> Vec<Polygon> {
    let mut polygons: Vec<Polygon> = Vec::new();
    let mut open: Polygon = Vec::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => polygons.push(std::mem::replace(&mut open, vec![place(to)])),
            PathSegment::LineTo(to) => open.push(place(to)),
            PathSegment::QuadTo(by, to) => quadratic(&mut open, place(by), place(to)),
            PathSegment::CubicTo(first, second, to) => cubic(&mut open, [place(first), place(second), place(to)]),
            PathSegment::Close => {} // as every other
        }
    }
    polygons.push(open);
    polygons.retain(|polygon| polygon.len() > 2);
    polygons
}

fn quadratic(open: &mut Polygon, by: [f64; 2], to: [f64; 2]) {
    let Some(&from) = open.last() else { return };
    // a quadratic curve is a cubic one with its inner points two thirds of the way to its own
    let towards = |end: [f64; 2]| [0, 1].map(|axis| end[axis] + (by[axis] - end[axis]) * 2.0 / 3.0);
    cubic(open, [towards(from), towards(to), to]);
}

fn cubic(open: &mut Polygon, [first, second, to]: [[f64; 2]; 3]) {
    let Some(&from) = open.last() else { return };
    let steps = pieces(bend(from, first, second).max(bend(first, second, to)));
    open.extend((1..steps).map(|step| {
        let t = f64::from(step) / f64::from(steps);
        let s = 1.0 - t;
        [0, 1].map(|axis| s * s * s * from[axis] + 3.0 * s * s * t * first[axis] + 3.0 * s * t * t * second[axis] + t * t * t * to[axis])
    }));
    open.push(to);
}

/// How far three points are from lying evenly on a line.
fn bend(before: [f64; 2], middle: [f64; 2], after: [f64; 2]) -> f64 {
    let [x, y] = [0, 1].map(|axis| before[axis] - 2.0 * middle[axis] + after[axis]);
    x.hypot(y)
}

/// How many lines a cubic curve needs that bends so far: Wang's formula. The second derivative is at most six times the bend, and a chord of
/// an n-th lies at most an eighth of it, over n², beside the curve.
fn pieces(bend: f64) -> u32 {
    (0.75 * bend / TOLERANCE).sqrt().ceil().max(1.0) as u32
}
