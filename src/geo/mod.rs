//! Places on the earth: how far, how long, which is nearest, and where they lie on a small drawn map. Knows no entries.
//!
//! 1. `point` measures the straight way between two places.
//! 2. `travel` makes of it what people walk or ride: longer than straight, and about so many minutes.
//! 3. `nearest` finds the neighbours of all places at once.
//! 4. `overview` puts a few places on a picture.

mod nearest;
mod overview;
mod point;
mod travel;

pub use nearest::{Neighbour, nearest};
pub use overview::{Overview, Pin};
pub use point::Point;
pub use travel::{DETOUR, Mode};
