//! Orders as they are written: what is printed, as which format, on which stock. They stand in `catalogue.yaml` or are asked for on the command line.

use jiff::civil::Date;

use super::field::{Field, Shape};
use super::record::{Record, Value};
use super::symbol::check_names;
use crate::diag::{Place, Problem, ProblemKind, ShopFault};
use crate::print::NAMES;

/// What an order is made of.
pub(super) const ORDER: &[Field] = &[
    Field::required(
        "name",
        Shape::Line,
        "tên đơn in, cũng là tên thư mục trong `print/orders/`",
        "the order's name, and that of its folder in `print/orders/`",
    ),
    Field::required("as", Shape::Choice(NAMES), "mẫu in", "the format"),
    Field::optional(
        "what",
        Shape::List(&Shape::Line),
        "in những mục nào: loại (`products`), mục (`products/che-thai`), mã in trên biển; bỏ trống là tất cả",
        "which entries: a kind (`products`), an entry (`products/che-thai`), a printed code; all without it",
    ),
    Field::optional(
        "route",
        Shape::Line,
        "chỉ những điểm dừng của tuyến này, theo thứ tự, như `routes/pho-co`",
        "only the stops of this route, in their order, as `routes/pho-co`",
    ),
    Field::optional("tag", Shape::Line, "chỉ những mục có thẻ này trong `tags`", "only entries that have this tag in `tags`"),
    Field::optional(
        "changed_since",
        Shape::Line,
        "chỉ những mục sửa sau đợt in này hoặc chưa in lần nào; cần `updated`",
        "only entries that changed after this batch or were never printed; needs `updated`",
    ),
    Field::optional("stock", Shape::Line, "loại giấy; bỏ trống là đúng cỡ của mẫu", "the stock; without it the format's own size"),
    Field::optional("copies", Shape::Integer(1, 100_000), "số bản của mỗi mục (mặc định 1)", "copies of each (default 1)"),
    Field::optional("skip", Shape::Integer(0, 1_000), "số nhãn đã bóc trên tờ đầu tiên (mặc định 0)", "labels that are gone from the first sheet (default 0)"),
    Field::optional("languages", Shape::List(&Shape::Line), "in những ngôn ngữ nào (mặc định là mọi ngôn ngữ)", "which languages (default all)"),
    Field::optional(
        "files",
        Shape::List(&Shape::Choice(&FileForm::WORDS)),
        "những loại tệp (mặc định `[pdf]`); `svg`, `png`, `dxf` là từng mẫu một, `zpl`, `tspl` cho máy in nhiệt",
        "which files (default `[pdf]`); `svg`, `png`, `dxf` are single pieces, `zpl`, `tspl` are for thermal printers",
    ),
    Field::optional(
        "dpi",
        Shape::Integer(72, 1200),
        "độ phân giải của PNG và máy in nhiệt (mặc định 300; nhiệt 203)",
        "dots in an inch of PNG and thermal printers (default 300; thermal 203)",
    ),
    Field::optional("borders", BOOLEAN, "vẽ viền quanh mỗi nhãn để xem thử", "draw a border round each label, to see how it lies"),
    Field::optional("printer", Shape::Line, "máy in đã đo, trong `printers`", "a printer that was measured, in `printers`"),
    Field::optional("archive", BOOLEAN, "PDF/A để lưu trữ, thay cho PDF cho nhà in", "PDF/A to be kept, instead of a PDF for print shops"),
    Field::optional("kerf", Shape::Decimal(0.0, 2.0), "DXF: bề rộng tia cắt, mm", "DXF: the beam's width in mm"),
    Field::optional("mirrored", BOOLEAN, "DXF: lật ngược, để khắc mặt sau mica", "DXF: mirrored, for acrylic engraved from behind"),
    Field::optional(
        "negative",
        BOOLEAN,
        "DXF: khắc phần sáng thay cho phần tối, để khắc nhôm đã sơn hoặc anốt",
        "DXF: the light parts are engraved, for painted or anodised metal",
    ),
    Field::optional(
        "link",
        Shape::Choice(&["code", "gs1"]),
        "mã trên nhãn: mã ngắn, hay liên kết GS1 có số lô và hạn dùng",
        "what a label's symbol says: the short code, or a GS1 link with lot and expiry",
    ),
    Field::optional("lot", Shape::Line, "số lô", "the lot"),
    Field::optional("made", Shape::FullDate, "ngày sản xuất; hạn dùng tính theo `shelf_life`", "the day of making; expiry goes by `shelf_life`"),
    Field::optional("material", Shape::Line, "vật liệu, ghi vào danh sách cho nhà in", "the material, for the print shop's list"),
];

const BOOLEAN: Shape = Shape::Choice(&["true", "false"]);

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileForm {
    /// All sheets.
    Pdf,
    /// Each piece.
    Svg,
    /// Each piece.
    Png,
    /// Each piece, for lasers and mills.
    Dxf,
    /// All labels, for Zebra's printers and their like.
    Zpl,
    /// All labels, for TSC's printers and their like.
    Tspl,
}

impl FileForm {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Svg, Self::Png, Self::Dxf, Self::Zpl, Self::Tspl];
    /// Their names, which are the endings of the files too.
    pub const WORDS: [&str; 6] = ["pdf", "svg", "png", "dxf", "zpl", "tspl"];

    /// The form of a name.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == word)
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Whether there is one file for each piece.
    #[must_use]
    pub fn is_single(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Dxf)
    }

    /// Whether a print head draws it dot by dot, one label after another.
    #[must_use]
    pub fn is_thermal(self) -> bool {
        matches!(self, Self::Zpl | Self::Tspl)
    }
}

/// An order as it was written: on the command line or in `catalogue.yaml`.
#[derive(Clone, PartialEq, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // switches of an order
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// The format's name.
    pub format: String,
    /// The stock's name.
    pub stock: Option<String>,
    /// Kinds, entries, codes; all without any.
    pub what: Vec<String>,
    /// Only the stops of this route.
    pub route: Option<String>,
    /// Only what has this tag.
    pub tag: Option<String>,
    /// Only what has changed since this batch.
    pub changed_since: Option<String>,
    /// Copies of each; 1 when it is 0.
    pub copies: usize,
    /// Labels that are gone from the first sheet.
    pub skip: usize,
    /// Language tags; all of the catalogue's without any.
    pub languages: Vec<String>,
    /// Names of file forms; `pdf` without any.
    pub files: Vec<String>,
    /// Dots in an inch.
    pub dpi: Option<u32>,
    /// Whether each label gets a border.
    pub borders: bool,
    /// The name of a measured printer.
    pub printer: Option<String>,
    /// Whether the PDF is to be kept.
    pub archive: bool,
    /// Width of the laser's beam in millimetres.
    pub kerf: f64,
    /// Whether the drawing is mirrored.
    pub mirrored: bool,
    /// Whether the light parts are engraved.
    pub negative: bool,
    /// Whether a label's symbol is a GS1 link.
    pub gs1: bool,
    /// The lot.
    pub lot: Option<String>,
    /// The day of making.
    pub made: Option<Date>,
    /// The material.
    pub material: Option<String>,
    /// Where its keys stand; empty for an order from the command line.
    pub places: Vec<(&'static str, Place)>,
}

/// Reads the orders of the catalogue.
pub(super) fn read(settings: &Record, problems: &mut Vec<Problem>) -> Vec<Wanted> {
    let records: Vec<&Record> = settings.groups("print").collect();
    check_names(&records, problems);
    records.into_iter().filter_map(wanted).collect()
}

fn wanted(record: &Record) -> Option<Wanted> {
    let line = |key: &str| record.line(key).map(str::to_owned);
    let is = |key: &str| record.choice(key) == Some("true");
    let number = |key: &str| record.integer(key).and_then(|number| usize::try_from(number).ok());
    Some(Wanted {
        name: line("name")?,
        format: record.choice("as")?.to_owned(),
        stock: line("stock"),
        what: words(record, "what"),
        route: line("route"),
        tag: line("tag"),
        changed_since: line("changed_since"),
        copies: number("copies").unwrap_or(1),
        skip: number("skip").unwrap_or(0),
        languages: words(record, "languages"),
        files: words(record, "files"),
        dpi: number("dpi").and_then(|dpi| u32::try_from(dpi).ok()),
        borders: is("borders"),
        printer: line("printer"),
        archive: is("archive"),
        kerf: record.decimal("kerf").unwrap_or(0.0),
        mirrored: is("mirrored"),
        negative: is("negative"),
        gs1: record.choice("link") == Some("gs1"),
        lot: line("lot"),
        made: record.date("made").map(crate::text::PartialDate::earliest),
        material: line("material"),
        places: record.iter().map(|(key, _, place)| (key, place.clone())).collect(),
    })
}

fn words(record: &Record, key: &str) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::Line(word) => Some(word.clone()),
        Value::Choice(word) => Some((*word).to_owned()),
        Value::Text(_)
        | Value::Prose(_)
        | Value::Date(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Reference(_)
        | Value::Picture(_)
        | Value::PerLanguage(_)
        | Value::List(_)
        | Value::Group(_) => None,
    };
    record.list(key).filter_map(|(value, _)| word(value)).collect()
}

impl Wanted {
    /// A fault of the order, told where it stands.
    #[must_use]
    pub fn problem(&self, fault: ShopFault) -> Problem {
        let place = self.place(key_of(&fault)).or_else(|| self.place("name")).cloned();
        Problem { kind: ProblemKind::Shop(fault), place }
    }

    /// Where a key stands, when it was written in `catalogue.yaml`.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.places.iter().find(|(known, _)| *known == key).map(|(_, place)| place)
    }
}

/// The key that a fault is about.
fn key_of(fault: &ShopFault) -> &'static str {
    match fault {
        ShopFault::Unknown { key, .. } => key,
        ShopFault::TwoSided { .. }
        | ShopFault::UnknownStock { .. }
        | ShopFault::TooLarge { .. }
        | ShopFault::NoRoom { .. }
        | ShopFault::Tight { .. }
        | ShopFault::LeftOut { .. } => "stock",
        ShopFault::WrongKind { .. } => "what",
        ShopFault::Small { .. } => "as",
        ShopFault::BadLot { .. } | ShopFault::LotUnanswered { .. } => "lot",
        ShopFault::NoShelfLife { .. } | ShopFault::AlreadyExpired { .. } => "made",
        ShopFault::NoGtin { .. } => "link",
        ShopFault::WrongFile { .. } | ShopFault::PicturesLeftOut { .. } => "files",
        ShopFault::FinerThanBeam { .. } => "kerf",
        ShopFault::OutOfReach { .. } => "printer",
        ShopFault::BadDots { .. } => "dpi",
        ShopFault::StockOverflows { .. }
        | ShopFault::StockOverlaps { .. }
        | ShopFault::StockUneven { .. }
        | ShopFault::StockUnclear { .. }
        | ShopFault::Nothing
        | ShopFault::StarsExpired { .. }
        | ShopFault::NoPayment { .. }
        | ShopFault::BadPrinter { .. } => "name",
    }
}
