//! The dark modules of a symbol as closed polygons.
//!
//! Separate squares show hairlines between them in print and on screens, and make files four times larger. Here one runs along the edges
//! of the dark regions, with the dark on the right hand; where two dark modules touch only at a corner the path turns right, so that they stay
//! two polygons, and a path that comes back to one of its corners is parted there: an engraver's program then has no self-touching outline. Holes run the other way round; the even-odd rule fills right too.
//! Pages and sheets of labels, which are only filled, get the same area with a third fewer corners: there the edges cross.

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
    outline_of(symbol.side(), |x, y| symbol.is_dark(x, y))
}

/// The outline of some modules of a square.
pub(super) fn outline_of(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Outline {
    let field = Field::new(side, is_dark);
    let mut passed = vec![false; field.dark.len()];
    let mut polygons = Vec::new();
    for y in 0..side {
        for x in 0..side {
            if leads(field.around(x, y), Right) && !passed[field.at(x, y)] {
                part(&field, polygon(&field, x, y, &mut passed), &mut polygons);
            }
        }
    }
    polygons
}

/// The same area with as few corners as there can be, a third fewer: where two dark modules touch at a corner, edges go straight on and cross. For whatever is filled
/// by the even-odd rule; not for engravers.
#[must_use]
pub fn crossing_outline(symbol: &Symbol) -> Outline {
    let (side, width) = (symbol.side(), symbol.side() + 1);
    let field = Field::new(side, |x, y| symbol.is_dark(x, y));
    // Edges turn where one or three of four modules are dark. In a row, the first such corner is joined to the second, the third to the fourth; in a column too
    let (mut across, mut down) = (vec![NONE; width * width], vec![NONE; width * width]);
    let mut above = vec![NONE; width];
    for y in 0..width {
        let mut left = NONE;
        for (x, above) in above.iter_mut().enumerate() {
            let Around { north, south } = field.around(x, y);
            if north[0] ^ north[1] ^ south[0] ^ south[1] {
                let corner = y * width + x;
                join(&mut across, &mut left, corner);
                join(&mut down, above, corner);
            }
        }
    }
    let mut polygons = Vec::new();
    for first in 0..width * width {
        let (mut polygon, mut corner) = (Vec::new(), first);
        while across[corner] != NONE {
            let next = std::mem::replace(&mut across[corner], NONE);
            across[next] = NONE;
            polygon.extend([corner, next].map(|corner| [corner % width, corner / width]));
            corner = down[next];
        }
        if !polygon.is_empty() {
            polygons.push(polygon);
        }
    }
    polygons
}

/// No corner.
const NONE: usize = usize::MAX;

/// Joins a corner to one that is still open, or leaves it open.
fn join(partners: &mut [usize], open: &mut usize, corner: usize) {
    let other = std::mem::replace(open, NONE);
    if other == NONE {
        *open = corner;
    } else {
        (partners[other], partners[corner]) = (corner, other);
    }
}

/// The modules with a light margin of one, so that every corner has four around it.
struct Field {
    width: usize,
    dark: Vec<bool>,
}

/// The four modules around a corner, west and then east: whether they are dark.
#[derive(Clone, Copy)]
struct Around {
    north: [bool; 2],
    south: [bool; 2],
}

impl Field {
    fn new(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> Self {
        let width = side + 2;
        let mut dark = vec![false; width * width];
        for y in 0..side {
            for x in 0..side {
                dark[(y + 1) * width + x + 1] = is_dark(x, y);
            }
        }
        Self { width, dark }
    }

    fn at(&self, x: usize, y: usize) -> usize {
        y * self.width + x
    }

    fn around(&self, x: usize, y: usize) -> Around {
        let (north, south) = (self.at(x, y), self.at(x, y + 1));
        Around { north: [self.dark[north], self.dark[north + 1]], south: [self.dark[south], self.dark[south + 1]] }
    }
}

/// Follows one edge round, from an edge that goes to the right. Every closed way has such an edge.
fn polygon(field: &Field, first_x: usize, first_y: usize, passed: &mut [bool]) -> Vec<[usize; 2]> {
    let (mut x, mut y, mut heading) = (first_x, first_y, Right);
    let mut corners = vec![[x, y]];
    loop {
        if heading == Right {
            passed[field.at(x, y)] = true;
        }
        match heading {
            Right => x += 1,
            Down => y += 1,
            Left => x -= 1,
            Up => y -= 1,
        }
        let next = next_heading(field.around(x, y), heading);
        if (x, y) == (first_x, first_y) && next == Right {
            if heading == Right {
                corners.remove(0);
            }
            return corners;
        }
        if next != heading {
            corners.push([x, y]);
            heading = next;
        }
    }
}

/// Parts a way round where it comes back to one of its corners: what lies between is a polygon of its own. Only corners at which two dark
/// modules touch are passed twice.
fn part(field: &Field, way: Vec<[usize; 2]>, polygons: &mut Outline) {
    let touches = |[x, y]: [usize; 2]| {
        let Around { north, south } = field.around(x, y);
        north[0] == south[1] && north[1] == south[0]
    };
    if !way.iter().any(|corner| touches(*corner)) {
        polygons.push(way);
        return;
    }
    let mut open: Vec<[usize; 2]> = Vec::with_capacity(way.len());
    for corner in way {
        if touches(corner)
            && let Some(first) = open.iter().position(|known| *known == corner)
        {
            polygons.push(open.split_off(first));
        }
        open.push(corner);
    }
    polygons.push(open);
}

/// As far to the right as an edge leads.
fn next_heading(around: Around, heading: Heading) -> Heading {
    let by_preference = match heading {
        Right => [Down, Right, Up],
        Down => [Left, Down, Right],
        Left => [Up, Left, Down],
        Up => [Right, Up, Left],
    };
    by_preference.into_iter().find(|next| leads(around, *next)).unwrap_or(heading)
}

/// Whether an edge with dark on its right hand and light on its left leads away from a corner.
fn leads(Around { north, south }: Around, heading: Heading) -> bool {
    match heading {
        Right => south[1] && !north[1],
        Down => south[0] && !south[1],
        Left => north[0] && !south[0],
        Up => north[1] && !north[0],
    }
}

/// The symbol as SVG: one path on a white square with the quiet zone. Sizes are in modules; the page scales it.
#[must_use]
pub fn svg(symbol: &Symbol) -> String {
    let side = symbol.side() + 2 * QUIET_ZONE;
    let mut path = String::with_capacity(2048);
    for polygon in crossing_outline(symbol) {
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
