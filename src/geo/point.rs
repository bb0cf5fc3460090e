//! A place on the earth, and how far another one is.

/// A place, WGS 84.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Decimal degrees north.
    pub latitude: f64,
    /// Decimal degrees east.
    pub longitude: f64,
}

/// The mean radius of the earth in metres (IUGG 1980). Taking the earth for a ball is wrong by half a percent at most.
const RADIUS: f64 = 6_371_008.8;

impl Point {
    /// The straight way to another place in metres: along a great circle, by the haversine formula, which is exact for short ways too.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let half_sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let across = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        let chord = half_sine(other.latitude - self.latitude) + across * half_sine(other.longitude - self.longitude);
        2.0 * RADIUS * chord.sqrt().min(1.0).asin()
    }
}
