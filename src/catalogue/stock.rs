//! Stocks and printers of one's own, in millimetres, as somebody measured them.

use super::field::{Field, Shape};
use super::record::Record;
use super::symbol::check_names;
use crate::diag::{Place, Problem, ProblemKind, ShopFault};
use crate::print::{Form, Labels, Printer, Stock, StockFault};

/// Lengths on paper in millimetres; the longest is that of A0.
const LENGTH: Shape = Shape::Decimal(0.0, 1_189.0);
const COUNT: Shape = Shape::Integer(1, 100);

/// What a stock is made of.
pub(super) const STOCK: &[Field] = &[
    Field::required("name", Shape::Line, "tên gọi: chữ thường không dấu, chữ số, gạch nối", "its name: a–z, digits, hyphens"),
    Field::required("page", Shape::Group(SIZE), "cỡ tờ giấy; với giấy cuộn là cỡ một nhãn, mm", "size of the sheet; of a roll, that of one label, in mm"),
    Field::optional("label", Shape::Group(SIZE), "cỡ một nhãn đã bế sẵn, mm", "size of a label, in mm"),
    Field::optional("across", COUNT, "số nhãn một hàng", "labels across"),
    Field::optional("down", COUNT, "số hàng nhãn", "labels down"),
    Field::optional("left", LENGTH, "từ mép trái tờ giấy đến nhãn đầu tiên, mm", "from the left edge of the sheet to the first label, in mm"),
    Field::optional("top", LENGTH, "từ mép trên tờ giấy đến nhãn đầu tiên, mm", "from the upper edge of the sheet to the first label, in mm"),
    Field::optional("pitch_across", LENGTH, "từ mép trái nhãn này đến mép trái nhãn kế, mm", "from one label's left edge to the next one's, in mm"),
    Field::optional("pitch_down", LENGTH, "từ mép trên nhãn này đến mép trên nhãn dưới, mm", "from one label's upper edge to the next one's, in mm"),
    Field::optional("gap", LENGTH, "giấy cuộn: khe giữa hai nhãn, mm", "a roll: the gap between two labels, in mm"),
];

const SIZE: &[Field] = &[
    Field::required("width", Shape::Decimal(5.0, 1_189.0), "chiều ngang", "width"),
    Field::required("height", Shape::Decimal(5.0, 1_189.0), "chiều dọc", "height"),
];

/// What a sheet of labels needs to say, all of it.
const SHEET: [&str; 7] = ["label", "across", "down", "left", "top", "pitch_across", "pitch_down"];

/// What a printer is made of.
pub(super) const PRINTER: &[Field] = &[
    Field::required("name", Shape::Line, "tên gọi: chữ thường không dấu, chữ số, gạch nối", "its name: a–z, digits, hyphens"),
    Field::required(
        "left",
        LENGTH,
        "đo trên trang thử: từ mép trái giấy đến vạch A, mm",
        "measured on the trial page: from the left edge of the paper to mark A, in mm",
    ),
    Field::required(
        "top",
        LENGTH,
        "đo trên trang thử: từ mép trên giấy đến vạch A, mm",
        "measured on the trial page: from the upper edge of the paper to mark A, in mm",
    ),
    Field::required("across", LENGTH, "đo trên trang thử: từ vạch A đến vạch B, mm", "measured on the trial page: from mark A to mark B, in mm"),
    Field::required("down", LENGTH, "đo trên trang thử: từ vạch A đến vạch C, mm", "measured on the trial page: from mark A to mark C, in mm"),
];

/// Printers shrink by a few per cent at most; more is a slip.
const SCALES: std::ops::RangeInclusive<f64> = 0.9..=1.1;

/// Reads the stocks of the catalogue. What cannot be printed on is told and left out.
pub(super) fn stocks(settings: &Record, problems: &mut Vec<Problem>) -> Vec<Stock> {
    let records: Vec<&Record> = settings.groups("stocks").collect();
    check_names(&records, problems);
    records.into_iter().filter_map(|record| stock(record, problems)).collect()
}

fn stock(record: &Record, problems: &mut Vec<Problem>) -> Option<Stock> {
    let (name, place) = (record.line("name")?.to_owned(), record.place("name")?);
    let size = |key: &str| record.group(key).and_then(|size| Some([size.decimal("width")?, size.decimal("height")?]));
    let page = size("page")?;
    let given = SHEET.iter().filter(|key| record.has(key)).count();
    let form = match (given, record.decimal("gap")) {
        (0, Some(gap)) => Form::Roll { gap },
        (0, None) => Form::Plain,
        (7, None) => {
            let count = |key: &str| record.integer(key).and_then(|count| u32::try_from(count).ok());
            Form::Labels(Labels {
                size: size("label")?,
                count: [count("across")?, count("down")?],
                first: [record.decimal("left")?, record.decimal("top")?],
                pitch: [record.decimal("pitch_across")?, record.decimal("pitch_down")?],
            })
        }
        (_, Some(_)) => return unclear(name, &["gap"], place, problems),
        (_, None) => return unclear(name, &SHEET, place, problems),
    };
    let stock = Stock { name, page, form, source: record_source(place) };
    let faults = stock.faults();
    let is_usable = faults.iter().all(|fault| matches!(fault, StockFault::Uneven { .. }));
    problems.extend(faults.into_iter().map(|fault| Problem::at(fault_place(record, fault).unwrap_or(place), told(&stock.name, fault))));
    is_usable.then_some(stock)
}

fn record_source(place: &Place) -> String {
    place.path().to_owned()
}

fn unclear<T>(stock: String, keys: &[&'static str], place: &Place, problems: &mut Vec<Problem>) -> Option<T> {
    problems.push(Problem::at(place, ProblemKind::Shop(ShopFault::StockUnclear { stock, keys: keys.to_vec() })));
    None
}

fn fault_place(record: &Record, fault: StockFault) -> Option<&Place> {
    record.place(match fault {
        StockFault::Overflow { right: true, .. } => "across",
        StockFault::Overflow { right: false, .. } => "down",
        StockFault::Overlap { across: true, .. } => "pitch_across",
        StockFault::Overlap { across: false, .. } => "pitch_down",
        StockFault::Uneven { across: true, .. } => "left",
        StockFault::Uneven { across: false, .. } => "top",
    })
}

fn told(stock: &str, fault: StockFault) -> ProblemKind {
    let stock = stock.to_owned();
    ProblemKind::Shop(match fault {
        StockFault::Overflow { right, by } => ShopFault::StockOverflows { stock, right, by },
        StockFault::Overlap { across, by } => ShopFault::StockOverlaps { stock, across, by },
        StockFault::Uneven { across, by } => ShopFault::StockUneven { stock, across, by },
    })
}

/// Reads the printers of the catalogue, each by what was measured on its trial page.
pub(super) fn printers(settings: &Record, problems: &mut Vec<Problem>) -> Vec<(String, Printer)> {
    let records: Vec<&Record> = settings.groups("printers").collect();
    check_names(&records, problems);
    records.into_iter().filter_map(|record| printer(record, problems)).collect()
}

fn printer(record: &Record, problems: &mut Vec<Problem>) -> Option<(String, Printer)> {
    let name = record.line("name")?.to_owned();
    let measure = |key: &str| record.decimal(key);
    let printer = Printer::measured([measure("left")?, measure("top")?], [measure("across")?, measure("down")?]);
    for (scale, key) in printer.scale.into_iter().zip(["across", "down"]) {
        if let Some(place) = record.place(key).filter(|_| !SCALES.contains(&scale)) {
            problems.push(Problem::at(place, ProblemKind::Shop(ShopFault::BadPrinter { name: name.clone(), percent: scale * 100.0 })));
        }
    }
    Some((name, printer))
}
