//! Star and drum: the ornament of the print templates (`themes/default/print/shared.typ`), after the bronze drums of Đông Sơn.

use std::f64::consts::PI;

use libm::{cos, sin};

use super::fill::{Coverage, Outline, Point};

/// A flying Lạc bird, beak to the left, two units long.
const BIRD: [Point; 25] = [
    [-1.0, 0.12],
    [-0.68, -0.03],
    [-0.56, -0.08],
    [-0.16, -0.2],
    [-0.46, 0.04],
    [-0.36, 0.08],
    [-0.14, 0.02],
    [-0.06, -0.22],
    [0.1, -0.46],
    [0.4, -0.66],
    [0.36, -0.46],
    [0.5, -0.42],
    [0.4, -0.26],
    [0.52, -0.18],
    [0.36, 0.0],
    [0.6, 0.04],
    [1.0, -0.14],
    [0.92, 0.06],
    [1.0, 0.28],
    [0.58, 0.2],
    [0.2, 0.3],
    [-0.12, 0.3],
    [-0.36, 0.22],
    [-0.52, 0.12],
    [-0.7, 0.13],
];

/// A star with so many points, in the middle of its area.
pub(super) fn star(points: usize, outer: f32, inner: f32) -> Coverage {
    let side = (outer * 2.0).ceil() as usize;
    let mut area = Coverage::new(side, side);
    let mut outline = Outline::default();
    outline.polygon(&star_points([side as f32 / 2.0; 2], points, outer, inner));
    area.fill(&outline, &mut Vec::new());
    area
}

/// A drum of this radius: a disc with everything on it left clear.
pub(super) fn drum(radius: f32) -> Coverage {
    let side = (radius * 2.0).ceil() as usize;
    let mut area = Coverage::new(side, side);
    let mut sums = Vec::new();
    let centre = [side as f32 / 2.0; 2];
    let filled = |points: &[Point]| {
        let mut outline = Outline::default();
        outline.polygon(points);
        outline
    };
    let ring = |centre: Point, of: f32| {
        let half = 0.011 * radius;
        let mut inner = circle(centre, of * radius - half);
        inner.reverse();
        let mut outline = filled(&circle(centre, of * radius + half));
        outline.polygon(&inner);
        outline
    };
    area.fill(&filled(&circle(centre, radius)), &mut sums);
    area.clear(&ring(centre, 0.955), &mut sums);
    area.clear(&filled(&star_points(centre, 48, 0.91 * radius, 0.83 * radius)), &mut sums);
    area.fill(&filled(&circle(centre, 0.825 * radius)), &mut sums);
    for at in star_points(centre, 14, 0.745 * radius, 0.745 * radius) {
        area.clear(&ring(at, 0.05), &mut sums);
    }
    area.clear(&ring(centre, 0.665), &mut sums);
    for number in 0..6 {
        area.clear(&filled(&bird(centre, radius, PI / 3.0 * f64::from(number))), &mut sums);
    }
    area.clear(&ring(centre, 0.375), &mut sums);
    area.clear(&filled(&star_points(centre, 14, 0.33 * radius, 0.13 * radius)), &mut sums);
    area
}

fn star_points(centre: Point, points: usize, outer: f32, inner: f32) -> Vec<Point> {
    let point = |number: usize| polar(centre, if number.is_multiple_of(2) { outer } else { inner }, PI * number as f64 / points as f64 - PI / 2.0);
    (0..2 * points).map(point).collect()
}

fn circle(centre: Point, radius: f32) -> Vec<Point> {
    let points = (radius * 2.0) as usize + 16;
    (0..points).map(|number| polar(centre, radius, 2.0 * PI * number as f64 / points as f64)).collect()
}

fn bird(centre: Point, radius: f32, angle: f64) -> Vec<Point> {
    let (sin_of, cos_of) = (sin(angle) as f32, cos(angle) as f32);
    let [x, y] = polar(centre, 0.5 * radius, angle - PI / 2.0);
    let unit = 0.22 * radius;
    BIRD.iter().map(|[along, across]| [x + (along * cos_of - across * sin_of) * unit, y + (along * sin_of + across * cos_of) * unit]).collect()
}

fn polar([x, y]: Point, radius: f32, angle: f64) -> Point {
    [x + radius * cos(angle) as f32, y + radius * sin(angle) as f32]
}
