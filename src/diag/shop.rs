//! What can be wrong with something that is to be printed; lengths are in millimetres, letters in points.

use super::Severity;

/// Something wrong with an order, as data.
#[derive(Clone, PartialEq, Debug)]
pub enum ShopFault {
    /// There is no stock of this name.
    UnknownStock {
        /// The name.
        name: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// Labels of a stock reach over the edge of the page.
    StockOverflows {
        /// The stock.
        stock: String,
        /// Whether it is the right edge.
        right: bool,
        /// By how much.
        by: f64,
    },
    /// Labels of a stock lie over each other.
    StockOverlaps {
        /// The stock.
        stock: String,
        /// Whether they lie side by side.
        across: bool,
        /// By how much.
        by: f64,
    },
    /// The margins of a stock differ.
    StockUneven {
        /// The stock.
        stock: String,
        /// Whether it is left against right.
        across: bool,
        /// By how much.
        by: f64,
    },
    /// A stock says both of itself: sheet and roll, or only half of what it is.
    StockUnclear {
        /// The stock.
        stock: String,
        /// The keys of which all or none are needed.
        keys: Vec<&'static str>,
    },
    /// A word that names nothing in this catalogue.
    Unknown {
        /// What was written.
        what: String,
        /// The key or option that it stood behind.
        key: &'static str,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// Nothing is left to print.
    Nothing,
    /// The format is not for this kind of entry.
    WrongKind {
        /// The format.
        format: &'static str,
        /// The entry.
        entry: String,
        /// The folders of entries that it is for.
        of: &'static [&'static str],
    },
    /// A piece does not go onto the paper.
    TooLarge {
        /// The format.
        format: &'static str,
        /// The stock.
        stock: String,
        /// By how much in width and height; not positive where there is room.
        by: [f64; 2],
    },
    /// A symbol does not go into its field.
    NoRoom {
        /// The piece.
        piece: String,
        /// Side of the field.
        has: f64,
        /// Side that is needed.
        needs: f64,
        /// The least module that this comes from.
        module: f64,
    },
    /// A text does not fit at its smallest size.
    Tight {
        /// The piece.
        piece: String,
        /// What it is: `name`.
        what: String,
        /// How much room it lacks.
        lacks: f64,
    },
    /// There was no room for something, and it was left out.
    LeftOut {
        /// The first piece of which this is true.
        piece: String,
        /// What is lacking: `storage (en), uses (en)`.
        what: String,
        /// How much higher it would have to be.
        lacks: f64,
        /// How many further pieces lack something.
        more: usize,
    },
    /// Letters are too small for the distance.
    Small {
        /// The piece.
        piece: String,
        /// The text.
        text: String,
        /// Size of the letters.
        size: f64,
        /// The least.
        least: f64,
        /// From how far away it is read, in metres.
        distance: f64,
    },
    /// An OCOP certificate has run out: its stars are left out.
    StarsExpired {
        /// The piece.
        piece: String,
        /// The last day on which it held.
        last: String,
    },
    /// A lot cannot stand in a GS1 link.
    BadLot {
        /// What was written.
        lot: String,
        /// What is wrong, from `qr::gs1`.
        letter: Option<char>,
    },
    /// The page behind a GS1 link with this lot does not open on every host that is named.
    LotUnanswered {
        /// The order, or the file in which it was found.
        piece: String,
        /// The lot, or the serial number.
        lot: String,
        /// The hosts on which it does not, in the words of `catalogue.yaml`; none when the catalogue names no host at all.
        on: Vec<&'static str>,
        /// The hosts on which it opens.
        opens_on: Vec<&'static str>,
    },
    /// A day of making is needed for an expiry, or it is none.
    NoShelfLife {
        /// The product.
        piece: String,
    },
    /// What was made has run out before it was printed.
    AlreadyExpired {
        /// The product.
        piece: String,
        /// The day.
        last: String,
    },
    /// A GS1 link was asked for, and the product has no GTIN.
    NoGtin {
        /// The product.
        piece: String,
    },
    /// A producer has published no account.
    NoPayment {
        /// The producer.
        piece: String,
    },
    /// This kind of file cannot be made of this stock or format.
    WrongFile {
        /// The kind of file.
        file: &'static str,
        /// Why: `sheet` (one label at a time is printed), `pages`.
        stock: String,
    },
    /// The printer does not have such dots.
    BadDots {
        /// What was asked for.
        dpi: u32,
    },
    /// What was measured on the calibration page cannot be.
    BadPrinter {
        /// Its name.
        name: String,
        /// How many per cent of the right size.
        percent: f64,
    },
    /// Pictures of pixels cannot be engraved.
    PicturesLeftOut {
        /// The piece.
        piece: String,
        /// How many.
        count: usize,
    },
    /// Parts that are nowhere wider than the laser's beam are lost.
    FinerThanBeam {
        /// The piece.
        piece: String,
        /// How many.
        count: usize,
        /// The beam's width.
        kerf: f64,
    },
    /// A format with several pages does not go onto labels or larger paper: the backs would not lie behind their fronts.
    TwoSided {
        /// The format.
        format: &'static str,
        /// The stock.
        stock: String,
        /// The format's own size in millimetres.
        size: [f64; 2],
    },
    /// A printer shrinks so much that what it is sent would lie outside of the page.
    OutOfReach {
        /// The printer.
        printer: String,
        /// How far outside.
        by: f64,
    },
}

impl ShopFault {
    /// The code; never given to another problem.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::UnknownStock { .. } => "E0801",
            Self::StockOverflows { .. } => "E0802",
            Self::StockOverlaps { .. } => "E0803",
            Self::StockUneven { .. } => "E0804",
            Self::StockUnclear { .. } => "E0805",
            Self::Unknown { .. } => "E0806",
            Self::Nothing => "E0807",
            Self::WrongKind { .. } => "E0808",
            Self::TooLarge { .. } => "E0809",
            Self::NoRoom { .. } => "E0810",
            Self::Tight { .. } => "E0811",
            Self::Small { .. } => "E0812",
            Self::StarsExpired { .. } => "E0813",
            Self::BadLot { .. } => "E0814",
            Self::NoShelfLife { .. } => "E0815",
            Self::AlreadyExpired { .. } => "E0816",
            Self::NoGtin { .. } => "E0817",
            Self::NoPayment { .. } => "E0818",
            Self::WrongFile { .. } => "E0819",
            Self::BadDots { .. } => "E0820",
            Self::BadPrinter { .. } => "E0821",
            Self::PicturesLeftOut { .. } => "E0822",
            Self::FinerThanBeam { .. } => "E0823",
            Self::OutOfReach { .. } => "E0824",
            Self::TwoSided { .. } => "E0825",
            Self::LeftOut { .. } => "E0826",
            Self::LotUnanswered { .. } => "E0827",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::LotUnanswered { opens_on, .. } if opens_on.is_empty() => Severity::Error,
            Self::LotUnanswered { .. }
            | Self::LeftOut { .. }
            | Self::StockUneven { .. }
            | Self::StarsExpired { .. }
            | Self::NoShelfLife { .. }
            | Self::PicturesLeftOut { .. }
            | Self::FinerThanBeam { .. } => Severity::Warning,
            Self::UnknownStock { .. }
            | Self::StockOverflows { .. }
            | Self::StockOverlaps { .. }
            | Self::StockUnclear { .. }
            | Self::Unknown { .. }
            | Self::Nothing
            | Self::WrongKind { .. }
            | Self::TooLarge { .. }
            | Self::NoRoom { .. }
            | Self::Tight { .. }
            | Self::Small { .. }
            | Self::BadLot { .. }
            | Self::AlreadyExpired { .. }
            | Self::NoGtin { .. }
            | Self::NoPayment { .. }
            | Self::WrongFile { .. }
            | Self::BadDots { .. }
            | Self::OutOfReach { .. }
            | Self::TwoSided { .. }
            | Self::BadPrinter { .. } => Severity::Error,
        }
    }
}
