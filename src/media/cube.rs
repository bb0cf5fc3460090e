//! The shape of a panorama that can be looked around in: six faces of a cube round the visitor, each in tiles, in several sizes. Directions, names and sizes are
//! those of the viewer (`multires` of pannellum 2.5, as its own `generate.py` makes them).

use std::f64::consts::PI;

/// The widest panorama of which more is kept, in pixels: a phone of 1080 pixels that shows 50°, as near as the viewer goes, sees 7,776 of them in the whole circle.
const WIDEST: u32 = 8192;
/// The largest side of a tile in pixels: about 512, between the half and the double in pixels.
const LARGEST_TILE: f64 = 724.0;

/// How large the faces of a panorama are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cube {
    /// The side of a tile in pixels. Each level has whole tiles only, so that the viewer has no narrow ones to fit in.
    pub tile: u32,
    /// How many sizes there are: a face is one tile in the first, and has twice as many on a side in each following one.
    pub levels: u32,
}

/// A face, as seen from inside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// In the middle of the panorama.
    Front,
    /// Behind the visitor, at both ends of the panorama.
    Back,
    /// Overhead.
    Up,
    /// Underfoot.
    Down,
    /// A quarter of a turn to the left.
    Left,
    /// A quarter of a turn to the right.
    Right,
}

/// A tile: its level from 1, its face, its row and column from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tile {
    /// The level.
    pub level: u32,
    /// The face.
    pub face: Face,
    /// The row, from the top.
    pub row: u32,
    /// The column, from the left.
    pub column: u32,
}

impl Cube {
    /// The cube for a panorama of this width: the middle of a face has as many pixels as the panorama there.
    #[must_use]
    pub fn of(width: u32) -> Self {
        let side = f64::from(width.min(WIDEST)) / PI;
        let levels = (1..=3).find(|level| side / f64::from(1 << (level - 1)) <= LARGEST_TILE).unwrap_or(3);
        let tile = (side / f64::from(1 << (levels - 1))) as u32;
        Self { tile: (tile / 16 * 16).max(16), levels } // JPEG goes by 16 pixels
    }

    /// The side of a face in the last level, in pixels.
    #[must_use]
    pub fn side(self) -> u32 {
        self.tile << (self.levels - 1)
    }

    /// All tiles, the first level first.
    pub fn tiles(self) -> impl Iterator<Item = Tile> {
        (1..=self.levels).flat_map(|level| Face::ALL.into_iter().flat_map(move |face| tiles(level, face)))
    }
}

/// The width of what a cube is cut from, in pixels.
pub(super) fn source_width(width: u32) -> u32 {
    width.min(WIDEST)
}

/// The tiles of a face in a level.
pub(super) fn tiles(level: u32, face: Face) -> impl Iterator<Item = Tile> {
    let count = 1 << (level - 1);
    (0..count).flat_map(move |row| (0..count).map(move |column| Tile { level, face, row, column }))
}

impl Tile {
    /// How the viewer composes the names of tiles.
    pub const PATTERN: &'static str = "%l%s%y_%x";
    /// The tile that the viewer shows first.
    pub const FIRST: Self = Self { level: 1, face: Face::Front, row: 0, column: 0 };

    /// The name of its file without the ending, as [`Tile::PATTERN`] says.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}{}{}_{}", self.level, self.face.letter(), self.row, self.column)
    }
}

impl Face {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Front, Self::Back, Self::Up, Self::Down, Self::Left, Self::Right];

    /// The viewer's letter for it.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Front => 'f',
            Self::Back => 'b',
            Self::Up => 'u',
            Self::Down => 'd',
            Self::Left => 'l',
            Self::Right => 'r',
        }
    }

    /// Where a point of the face lies from the visitor: to the right, up, and ahead. The point is given by its way from the middle of the face to the right and
    /// down, from -1 to 1.
    #[must_use]
    pub fn direction(self, right: f32, down: f32) -> [f32; 3] {
        match self {
            Self::Front => [right, -down, 1.0],
            Self::Back => [-right, -down, -1.0],
            Self::Up => [right, 1.0, down],
            Self::Down => [right, -1.0, -down],
            Self::Left => [-1.0, -down, right],
            Self::Right => [1.0, -down, -right],
        }
    }
}
