//! Points and four-cornered pieces of a picture, in pixels.

/// A point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// The point so much further.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        self.plus(other.times(-1.0))
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }

    pub(super) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Four corners: top left, top right, bottom right, bottom left.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quad(pub [Point; 4]);

impl Quad {
    /// The leftmost corner.
    #[must_use]
    pub fn left(&self) -> f64 {
        self.0.iter().map(|corner| corner.x).fold(f64::INFINITY, f64::min)
    }

    /// The uppermost corner.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.0.iter().map(|corner| corner.y).fold(f64::INFINITY, f64::min)
    }

    /// The rightmost corner.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.0.iter().map(|corner| corner.x).fold(f64::NEG_INFINITY, f64::max)
    }

    /// The lowest corner.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.0.iter().map(|corner| corner.y).fold(f64::NEG_INFINITY, f64::max)
    }

    /// The mean length of its sides.
    #[must_use]
    pub fn width(&self) -> f64 {
        (0..4).map(|side| self.0[side].distance(self.0[(side + 1) % 4])).sum::<f64>() / 4.0
    }

    /// The point at parts of the sides: (0, 0) is the top left corner, (1, 1) the bottom right one; outside of it the sides go on. Exact for
    /// parallelograms, which is what finished files show; for a photograph an approximation.
    pub(super) fn at(&self, x: f64, y: f64) -> Point {
        let [top_left, top_right, bottom_right, bottom_left] = self.0;
        let top = top_left.plus(top_right.minus(top_left).times(x));
        let bottom = bottom_left.plus(bottom_right.minus(bottom_left).times(x));
        top.plus(bottom.minus(top).times(y))
    }
}
