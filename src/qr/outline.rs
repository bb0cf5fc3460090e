//! The dark modules of a symbol as closed polygons.
//!
//! Separate squares show hairlines between them in print and on screens, and make files four times larger. Here one runs along the edges
//! of the dark regions, with the dark on the right hand; where two dark modules touch only at a corner the path turns right, so that they stay
//! two polygons, and a path that comes back to one of its corners is parted there: an engraver's program then has no self-touching outline. Holes run the other way round; the even-odd rule fills right too.

use std::fmt::Write;

use super::{QUIET_ZONE, Symbol};

/// Closed polygons in modules, (0, 0) at the symbol's top left corner, y downwards; each without its repeated last point.
pub type Outline = Vec<Vec<[usize; 2]>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Right,
    Down,
    Left,
    Up,
}

use Heading::{Down, Left, Right, Up};

/// The outline of a symbol.
#[must_use]
pub fn outline(symbol: &Symbol) -> Outline {
    let side = symbol.side();
    let mut passed = vec![false; (side + 1) * (side + 1)];
    let mut polygons = Vec::new();
    for y in 0..=side {
        for x in 0..side {
            if leads(symbol, x, y, Right) && !passed[y * (side + 1) + x] {
                part(polygon(symbol, x, y, &mut passed), &mut polygons);
            }
        }
    }
    polygons
}

/// Follows one edge round, from an edge that goes to the right. Every closed way has such an edge.
fn polygon(symbol: &Symbol, first_x: usize, first_y: usize, passed: &mut [bool]) -> Vec<[usize; 2]> {
    let width = symbol.side() + 1;
    let (mut x, mut y, mut heading) = (first_x, first_y, Right);
    let mut corners = vec![[x, y]];
    loop {
        if heading == Right {
            passed[y * width + x] = true;
        }
        match heading {
            Right => x += 1,
            Down => y += 1,
            Left => x -= 1,
            Up => y -= 1,
        }
        if (x, y) == (first_x, first_y) && next_heading(symbol, x, y, heading) == Right {
            if heading == Right {
                corners.remove(0);
            }
            return corners;
        }
        let next = next_heading(symbol, x, y, heading);
        if next != heading {
            corners.push([x, y]);
            heading = next;
        }
    }
}

/// Parts a way round where it comes back to one of its corners: what lies between is a polygon of its own.
fn part(way: Vec<[usize; 2]>, polygons: &mut Outline) {
    let mut open: Vec<[usize; 2]> = Vec::with_capacity(way.len());
    for corner in way {
        if let Some(first) = open.iter().position(|known| *known == corner) {
            polygons.push(open.split_off(first));
        }
        open.push(corner);
    }
    polygons.push(open);
}

fn next_heading(symbol: &Symbol, x: usize, y: usize, heading: Heading) -> Heading {
    let by_preference = match heading {
        Right => [Down, Right, Up],
        Down => [Left, Down, Right],
        Left => [Up, Left, Down],
        Up => [Right, Up, Left],
    };
    by_preference.into_iter().find(|next| leads(symbol, x, y, *next)).unwrap_or(heading)
}

/// Whether an edge with dark on its right hand and light on its left leads away from a corner.
fn leads(symbol: &Symbol, x: usize, y: usize, heading: Heading) -> bool {
    let dark = |dx: usize, dy: usize| x + dx > 0 && y + dy > 0 && symbol.is_dark(x + dx - 1, y + dy - 1);
    // the four modules around the corner
    let (north_west, north_east, south_west, south_east) = (dark(0, 0), dark(1, 0), dark(0, 1), dark(1, 1));
    match heading {
        Right => south_east && !north_east,
        Down => south_west && !south_east,
        Left => north_west && !south_west,
        Up => north_east && !north_west,
    }
}

/// The symbol as SVG: one path on a white square with the quiet zone. Sizes are in modules; the page scales it.
#[must_use]
pub fn svg(symbol: &Symbol) -> String {
    let side = symbol.side() + 2 * QUIET_ZONE;
    let mut path = String::with_capacity(2048);
    for polygon in outline(symbol) {
        let mut corners = polygon.iter();
        let Some(&[mut x, mut y]) = corners.next() else { continue };
        let _ = write!(path, "M{} {}", x + QUIET_ZONE, y + QUIET_ZONE);
        for &[to_x, to_y] in corners {
            if to_y == y {
                let _ = write!(path, "h{}", to_x as i64 - x as i64);
            } else {
                let _ = write!(path, "v{}", to_y as i64 - y as i64);
            }
            (x, y) = (to_x, to_y);
        }
        path.push('z');
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill-rule=\"evenodd\" d=\"{path}\"/></svg>"
    )
}
