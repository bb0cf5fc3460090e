//! What can be wrong with a printed symbol; found by reading finished files back.

use super::Severity;

/// Something wrong with a symbol in a finished file, as data.
#[derive(Clone, PartialEq, Debug)]
pub enum SymbolFault {
    /// These decoders read no symbol where one belongs.
    Unreadable {
        /// Their names.
        decoders: Vec<&'static str>,
    },
    /// It says something else than it must.
    SaysOther {
        /// What it says.
        says: String,
        /// What it must say.
        should: String,
    },
    /// It says nothing that this catalogue knows.
    Unknown {
        /// What it says.
        says: String,
    },
    /// It leads to a page that is not in the published folder.
    NotPublished {
        /// What it says.
        says: String,
        /// The file that is missing.
        path: String,
    },
    /// It is light on dark: two of three decoders never read that.
    Inverted,
    /// Dark and light are too alike to be read: the difference of reflectance and the least, in per cent.
    Faint {
        /// Measured.
        percent: f64,
        /// Refused below this.
        least: f64,
    },
    /// Dark and light are alike enough to be missed in bad light.
    Pale {
        /// Measured.
        percent: f64,
        /// What it should have.
        wanted: f64,
    },
    /// Something stands in the quiet zone.
    QuietZone {
        /// Light modules round the symbol, on the narrowest side.
        modules: f64,
    },
    /// Its modules are too small.
    SmallModule {
        /// Width of a module in millimetres.
        width: f64,
        /// The least.
        least: f64,
    },
    /// People stand too far away for it.
    TooFar {
        /// Where they stand, in metres.
        distance: f64,
        /// From where it can be read, in metres.
        reach: f64,
        /// How wide a module would have to be, in millimetres.
        module: f64,
    },
    /// A module is not a whole number of pixels.
    NotWholePixels {
        /// Its width in pixels.
        pixels: f64,
    },
    /// A decoder fails too early when harm is done to it.
    Weak {
        /// The name of the harm.
        harm: &'static str,
        /// The last step that it bore, of 8.
        step: u8,
        /// The step that it must bear.
        least: u8,
    },
    /// The file is no PDF, SVG or PNG, or is broken.
    NotDrawable,
}

impl SymbolFault {
    /// The code; never given to another problem.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "E0701",
            Self::SaysOther { .. } => "E0702",
            Self::Unknown { .. } => "E0703",
            Self::NotPublished { .. } => "E0704",
            Self::Inverted => "E0705",
            Self::Faint { .. } => "E0706",
            Self::Pale { .. } => "E0707",
            Self::QuietZone { .. } => "E0708",
            Self::SmallModule { .. } => "E0709",
            Self::TooFar { .. } => "E0710",
            Self::NotWholePixels { .. } => "E0711",
            Self::Weak { .. } => "E0712",
            Self::NotDrawable => "E0713",
        }
    }

    /// Whether two files have the same fault: what was measured may differ by a little, what a symbol says may not.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        match self {
            Self::SaysOther { .. } | Self::Unknown { .. } | Self::NotPublished { .. } | Self::NotDrawable => self == other,
            Self::Unreadable { .. }
            | Self::Inverted
            | Self::Faint { .. }
            | Self::Pale { .. }
            | Self::QuietZone { .. }
            | Self::SmallModule { .. }
            | Self::TooFar { .. }
            | Self::NotWholePixels { .. }
            | Self::Weak { .. } => self.code() == other.code(),
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Pale { .. } | Self::NotWholePixels { .. } => Severity::Warning,
            Self::Unreadable { .. }
            | Self::SaysOther { .. }
            | Self::Unknown { .. }
            | Self::NotPublished { .. }
            | Self::Inverted
            | Self::Faint { .. }
            | Self::QuietZone { .. }
            | Self::SmallModule { .. }
            | Self::TooFar { .. }
            | Self::Weak { .. }
            | Self::NotDrawable => Severity::Error,
        }
    }
}
