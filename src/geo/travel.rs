//! How people get from one place to another: estimates, always told with “about”.

/// How many times longer the way is than straight. Streets in towns measure 1.2 to 1.4 times the straight line.
pub const DETOUR: f64 = 1.3;

/// How somebody moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// On foot.
    Walk,
    /// By bicycle.
    Bicycle,
    /// By motorbike.
    Motorbike,
    /// By car.
    Car,
    /// By boat.
    Boat,
}

impl Mode {
    /// The words by which it is named in data, in the order of `ALL`.
    pub const WORDS: [&'static str; 5] = ["walk", "bicycle", "motorbike", "car", "boat"];
    const ALL: [Self; 5] = [Self::Walk, Self::Bicycle, Self::Motorbike, Self::Car, Self::Boat];

    /// The mode that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// The word by which it is named in data: `walk`.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// What Google Maps calls it in the address of a way; `None` when it knows no such thing.
    #[must_use]
    pub fn in_google_maps(self) -> Option<&'static str> {
        match self {
            Self::Walk => Some("walking"),
            Self::Bicycle => Some("bicycling"),
            Self::Motorbike => Some("two-wheeler"),
            Self::Car => Some("driving"),
            Self::Boat => None,
        }
    }

    /// Unhurried, with crossings and traffic; kilometres an hour.
    #[must_use]
    pub fn speed(self) -> f64 {
        match self {
            Self::Walk => 4.5,
            Self::Bicycle => 12.0,
            Self::Motorbike | Self::Car => 25.0,
            Self::Boat => 10.0,
        }
    }

    /// How many minutes a way of so many metres takes.
    #[must_use]
    pub fn minutes(self, metres: f64) -> f64 {
        metres / 1000.0 / self.speed() * 60.0
    }
}
