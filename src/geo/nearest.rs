//! The nearest neighbours of all places at once: places are put into the squares of a grid, and a place looks into the squares around its own.

use std::collections::HashMap;

use super::Point;

/// A neighbour.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Neighbour {
    /// Which of the places.
    pub index: usize,
    /// The straight way to it in metres.
    pub metres: f64,
}

/// The side of a square in degrees of latitude: about 2.2 km, so that five neighbours in a town lie in the squares around one's own.
const SIDE: f64 = 0.02;
/// A degree of latitude in metres, rounded down.
const DEGREE: f64 = 110_500.0;

/// Of each place the nearest others: at most so many, none farther than so many metres, the nearest first.
#[must_use]
pub fn nearest(points: &[Point], most: usize, within: f64) -> Vec<Vec<Neighbour>> {
    let grid = Grid::new(points);
    (0..points.len()).map(|index| grid.around(index, most, within)).collect()
}

struct Grid<'a> {
    points: &'a [Point],
    squares: HashMap<(i32, i32), Vec<usize>>,
}

impl<'a> Grid<'a> {
    fn new(points: &'a [Point]) -> Self {
        let mut squares: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
        for (index, point) in points.iter().enumerate() {
            squares.entry(square(*point)).or_default().push(index);
        }
        Self { points, squares }
    }

    /// Looks ring by ring, until a further ring can hold nothing nearer.
    fn around(&self, index: usize, most: usize, within: f64) -> Vec<Neighbour> {
        let point = self.points[index];
        // degrees of longitude grow shorter towards the poles, and with them the squares
        let least_side = SIDE * DEGREE * (point.latitude.abs() + 1.0).min(90.0).to_radians().cos();
        let mut found: Vec<Neighbour> = Vec::new();
        for ring in 0_i32.. {
            let beyond = f64::from(ring - 1) * least_side; // what lies in this ring is at least so far
            let is_enough = found.len() == most && found.last().is_some_and(|last| last.metres <= beyond);
            if is_enough || beyond > within || least_side < 1.0 {
                break;
            }
            let there = self.ring(square(point), ring).filter(|other| *other != index);
            found.extend(there.map(|index| Neighbour { index, metres: point.metres_to(self.points[index]) }).filter(|other| other.metres <= within));
            found.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.index.cmp(&b.index)));
            found.truncate(most);
        }
        found
    }

    /// The places in the squares that lie so many squares away.
    fn ring(&self, (row, column): (i32, i32), away: i32) -> impl Iterator<Item = usize> {
        let rows = (-away..=away).flat_map(move |down| {
            let step = if down.abs() == away { 1 } else { (2 * away).max(1) };
            (-away..=away).step_by(step as usize).map(move |right| (row + down, column + right))
        });
        rows.filter_map(|square| self.squares.get(&square)).flatten().copied()
    }
}

fn square(point: Point) -> (i32, i32) {
    ((point.latitude / SIDE).floor() as i32, (point.longitude / SIDE).floor() as i32)
}
