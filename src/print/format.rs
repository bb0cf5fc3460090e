//! The formats: what can be printed of an entry, each a template of the theme.

/// What a piece of print is for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The template in the theme's folder `print/`.
    pub template: &'static str,
    /// Width and height in millimetres where it is not printed on labels, which have their own.
    pub size: [f64; 2],
    /// The kinds of entries that it shows, by the folders they lie in.
    pub of: &'static [&'static str],
    /// From how far away it is read, in metres. Capital letters are at least a 150th of it high.
    pub distance: f64,
    /// The least width of a module in millimetres.
    pub module: f64,
    /// Which symbol it carries.
    pub carries: Carries,
    /// Whether its ground runs over the edge.
    pub bleeds: bool,
    /// Whether it shows photographs.
    pub pictured: bool,
    /// How many pages a piece has.
    pub pages: usize,
    /// What it is, in Vietnamese and in English.
    pub help: [&'static str; 2],
}

/// Which symbol a piece carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carries {
    /// The entry's own, for a wall: it is scratched and weathered.
    Plaque,
    /// The entry's own, for a label: it is clean, but small.
    Label,
    /// The producer's account.
    Payment,
}

const PLACES: &[&str] = &["sites", "routes", "products", "producers", "pages"];
const STOPS: &[&str] = &["sites", "producers"];

const fn plaque(name: &'static str, size: [f64; 2], distance: f64, help: [&'static str; 2]) -> Format {
    Format {
        name,
        template: "plaque-any.typ",
        size,
        of: PLACES,
        distance,
        module: 1.0,
        carries: Carries::Plaque,
        bleeds: true,
        pictured: false,
        pages: 1,
        help,
    }
}

const fn label(name: &'static str, size: [f64; 2], distance: f64, help: [&'static str; 2]) -> Format {
    Format {
        name,
        template: "label.typ",
        size,
        of: &["products"],
        distance,
        module: 0.4,
        carries: Carries::Label,
        bleeds: false,
        pictured: false,
        pages: 1,
        help,
    }
}

const fn poster(name: &'static str, size: [f64; 2], distance: f64, help: [&'static str; 2]) -> Format {
    Format { name, template: "poster.typ", size, of: PLACES, distance, module: 1.0, carries: Carries::Plaque, bleeds: true, pictured: true, pages: 1, help }
}

/// All formats. A designer changes what they look like in the theme; the numbers here are what every theme must keep.
pub const FORMATS: &[Format] = &[
    plaque("plaque-a6", [148.0, 105.0], 0.4, ["biển tường A6 ngang", "wall plaque, A6 landscape"]),
    plaque("plaque-a6-portrait", [105.0, 148.0], 0.4, ["biển tường A6 đứng", "wall plaque, A6 portrait"]),
    plaque("plaque-a5", [210.0, 148.0], 0.5, ["biển tường A5 ngang", "wall plaque, A5 landscape"]),
    plaque("plaque-a5-portrait", [148.0, 210.0], 0.5, ["biển tường A5 đứng", "wall plaque, A5 portrait"]),
    plaque("plaque-a4", [297.0, 210.0], 0.7, ["biển tường A4 ngang", "wall plaque, A4 landscape"]),
    plaque("plaque-a4-portrait", [210.0, 297.0], 0.7, ["biển tường A4 đứng", "wall plaque, A4 portrait"]),
    plaque("plaque-20x30", [300.0, 200.0], 0.7, ["biển tường 30 × 20 cm ngang", "wall plaque, 30 × 20 cm landscape"]),
    plaque("plaque-20x30-portrait", [200.0, 300.0], 0.7, ["biển tường 20 × 30 cm đứng", "wall plaque, 20 × 30 cm portrait"]),
    Format {
        name: "board",
        template: "board.typ",
        size: [420.0, 297.0],
        of: &["routes"],
        distance: 0.7,
        module: 1.0,
        carries: Carries::Plaque,
        bleeds: true,
        pictured: false,
        pages: 1,
        help: ["bảng ở lối vào tuyến, có bản đồ và số các điểm", "entrance board of a route, with a map and the numbers of its stops"],
    },
    Format {
        name: "stop",
        template: "stop.typ",
        size: [100.0, 100.0],
        of: STOPS,
        distance: 0.4,
        module: 1.0,
        carries: Carries::Plaque,
        bleeds: true,
        pictured: false,
        pages: 1,
        help: ["biển điểm dừng 10 × 10 cm, có số trên tuyến", "stop marker, 10 × 10 cm, with its number on the route"],
    },
    label("label", [60.0, 40.0], 0.25, ["nhãn sản phẩm, có đủ mục của nhãn thực phẩm", "product label, with what labels of food carry"]),
    Format {
        name: "price",
        template: "price.typ",
        size: [90.0, 60.0],
        of: &["products"],
        distance: 0.4,
        module: 0.4,
        carries: Carries::Label,
        bleeds: false,
        pictured: false,
        pages: 1,
        help: ["thẻ giá", "price tag"],
    },
    Format {
        name: "shelf",
        template: "shelf.typ",
        size: [190.0, 38.0],
        of: &["products"],
        distance: 0.5,
        module: 0.5,
        carries: Carries::Label,
        bleeds: false,
        pictured: false,
        pages: 1,
        help: ["dải gắn mép kệ", "shelf strip"],
    },
    Format {
        name: "card",
        template: "card.typ",
        size: [105.0, 148.0],
        of: &["producers"],
        distance: 0.5,
        module: 1.0,
        carries: Carries::Payment,
        bleeds: true,
        pictured: false,
        pages: 1,
        help: ["thẻ để bàn có mã VietQR để trả tiền", "table card with a VietQR code to pay by"],
    },
    poster("poster-a3", [297.0, 420.0], 0.7, ["áp phích A3: tuyến, dãy sản phẩm, hoặc cuộc thi", "poster A3: a route, a range of products, or a contest"]),
    poster("poster-a2", [420.0, 594.0], 1.0, ["áp phích A2", "poster A2"]),
    Format {
        name: "leaflet",
        template: "leaflet.typ",
        size: [297.0, 210.0],
        of: &["routes"],
        distance: 0.3,
        module: 0.5,
        carries: Carries::Label,
        bleeds: true,
        pictured: false,
        pages: 2,
        help: ["tờ gấp A4 gập ba của một tuyến, hai mặt", "leaflet of a route, A4 folded in three, both sides"],
    },
    Format {
        name: "bookmark",
        template: "bookmark.typ",
        size: [55.0, 180.0],
        of: PLACES,
        distance: 0.3,
        module: 0.5,
        carries: Carries::Label,
        bleeds: true,
        pictured: false,
        pages: 1,
        help: ["thẻ kẹp sách", "bookmark"],
    },
    Format {
        name: "inspection",
        template: "inspection.typ",
        size: [190.0, 66.0],
        of: PLACES,
        distance: 0.3,
        module: 0.5,
        carries: Carries::Plaque,
        bleeds: false,
        pictured: true,
        pages: 1,
        help: ["phiếu kiểm tra biển hằng năm: ảnh, mã, nơi gắn", "inspection sheet for the yearly round: photograph, code, place of each plaque"],
    },
];

/// The names of all formats.
pub const NAMES: &[&str] = &{
    let mut names = [""; FORMATS.len()];
    let mut at = 0;
    while at < FORMATS.len() {
        names[at] = FORMATS[at].name;
        at += 1;
    }
    names
};

impl Format {
    /// The format of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The least size of letters in points: capital letters of the theme's fonts are at least 0.7 of it high.
    #[must_use]
    pub fn least_letters(&self) -> f64 {
        self.distance * 1000.0 / 150.0 / CAPITAL / 25.4 * 72.0
    }
}

/// Height of capital letters, as a part of the size of the letters (Be Vietnam Pro, Noto Sans and Noto Serif: 0.70 to 0.714).
const CAPITAL: f64 = 0.7;
