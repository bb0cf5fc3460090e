//! Codes for boards at the entrance, which lead to no entry: a network, a place, a telephone, a few words.

use std::collections::BTreeMap;

use super::field::{Field, Shape};
use super::place::check_point;
use super::record::Record;
use crate::diag::{PayloadFault, Place, Problem, ProblemKind};
use crate::qr::{self, BadPayload, Level};
use crate::text::{is_reserved, is_slug, slug};

/// A code of the catalogue itself.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnSymbol {
    /// The name of its files.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Where it stands in `catalogue.yaml`.
    pub place: Place,
}

pub(super) const SYMBOL: &[Field] = &[
    Field::required("name", Shape::Line, "tên tệp của mã: chữ thường không dấu, chữ số, gạch nối", "the name of its files: a–z, digits, hyphens"),
    Field::optional("wifi", Shape::Group(WIFI), "mạng không dây mà khách được dùng", "a wireless network that visitors may join"),
    Field::optional("geo", Shape::Group(GEO), "một điểm để mở trong ứng dụng bản đồ", "a place to open in a map program"),
    Field::optional("telephone", Shape::Line, "số điện thoại để gọi", "a telephone number to call"),
    Field::optional("text", Shape::Line, "câu chữ, hiện ngay khi không có mạng", "words, shown without any network"),
];

const WIFI: &[Field] = &[
    Field::required("network", Shape::Line, "tên mạng (SSID)", "the network's name (SSID)"),
    Field::optional("password", Shape::Line, "mật khẩu WPA; không có thì là mạng mở", "the WPA password; without it the network is open"),
];

const GEO: &[Field] = &[
    Field::required("latitude", Shape::Latitude, "vĩ độ", "degrees north"),
    Field::required("longitude", Shape::Decimal(-180.0, 180.0), "kinh độ", "degrees east"),
];

/// The keys of which each code has exactly one.
const PAYLOADS: [&str; 4] = ["wifi", "geo", "telephone", "text"];

/// Reads the codes of the catalogue.
pub(super) fn read(settings: &Record, problems: &mut Vec<Problem>) -> Vec<OwnSymbol> {
    let records: Vec<&Record> = settings.groups("symbols").collect();
    check_names(&records, problems);
    records.into_iter().filter_map(|record| symbol(record, problems)).collect()
}

fn symbol(record: &Record, problems: &mut Vec<Problem>) -> Option<OwnSymbol> {
    let (name, place) = (record.line("name")?, record.place("name")?);
    let keys: Vec<&str> = PAYLOADS.into_iter().filter(|key| record.has(key)).collect();
    let [key] = keys.as_slice() else {
        let known = PAYLOADS.map(str::to_owned).to_vec();
        problems.push(Problem::at(place, ProblemKind::NotOneOf { known, found: keys.len() }));
        return None;
    };
    let group = record.group(key);
    let text = match (*key, group) {
        ("wifi", Some(wifi)) => qr::wifi(wifi.line("network")?, wifi.line("password")),
        ("geo", Some(geo)) => {
            check_point(geo, problems);
            qr::geo(geo.decimal("latitude")?, geo.decimal("longitude")?)
        }
        ("telephone", _) => qr::telephone(record.line(key)?),
        (_, _) => Ok(record.line(key)?.to_owned()),
    };
    let mut tell = |fault_key: &str, kind| {
        let at = group.and_then(|group| group.place(fault_key)).or_else(|| record.place(key)).unwrap_or(place);
        problems.push(Problem::at(at, kind));
    };
    match text {
        Ok(text) if qr::encode(&text, Level::Quartile).is_ok() => return Some(OwnSymbol { name: name.to_owned(), text, place: place.clone() }),
        Ok(text) => tell(key, ProblemKind::SymbolTooLong { text: text.chars().take(60).chain(['…']).collect() }),
        Err(BadPayload::Coordinates) => {} // told already: what is not on the earth is not in Viet Nam
        Err(BadPayload::Telephone) => tell("telephone", ProblemKind::BadPayload { fault: PayloadFault::Telephone }),
        Err(BadPayload::NetworkName) => tell("network", ProblemKind::BadPayload { fault: PayloadFault::NetworkName }),
        Err(BadPayload::Password) => tell("password", ProblemKind::BadPayload { fault: PayloadFault::Password }),
    }
    None
}

/// Names are parts of file names, and each is given once.
pub(super) fn check_names(records: &[&Record], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records {
        let (Some(name), Some(place)) = (record.line("name"), record.place("name")) else { continue };
        if !is_slug(name) {
            problems.push(Problem::at(place, ProblemKind::BadSlug { name: name.to_owned(), suggestion: slug(name) }));
        } else if is_reserved(name) {
            problems.push(Problem::at(place, ProblemKind::ReservedName { name: name.to_owned() }));
        }
        let (line, _) = place.line_column();
        if let Some(first_line) = seen.insert(name, line) {
            problems.push(Problem::at(place, ProblemKind::DuplicateName { name: name.to_owned(), first_line }));
        }
    }
}
