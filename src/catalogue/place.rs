//! Where something is: coordinates with their precision, and addresses with the time they hold for.

use super::entry::Entry;
use super::field::{Field, Shape};
use super::record::Record;
use crate::diag::{Problem, ProblemKind};
use crate::geo::Point;

/// Beyond this precision, in metres, no directions are offered: they would lead people astray.
pub(super) const DIRECTIONS_PRECISION: i64 = 300;

/// What `place` is made of.
pub(super) const PLACE: &[Field] = &[
    Field::optional("latitude", Shape::Latitude, "vĩ độ WGS 84, độ thập phân", "latitude, decimal degrees (WGS 84)"),
    Field::optional("longitude", Shape::Decimal(-180.0, 180.0), "kinh độ WGS 84, độ thập phân", "longitude, decimal degrees (WGS 84)"),
    Field::optional(
        "precision",
        Shape::Integer(1, 100_000),
        "sai số của tọa độ, mét; quá 300 thì trang không chỉ đường",
        "how exact the coordinates are, in metres; beyond 300 the page offers no directions",
    ),
    Field::required(
        "addresses",
        Shape::List(&Shape::Group(ADDRESS)),
        "địa chỉ hiện nay trước, rồi các địa chỉ cũ",
        "the present address first, then former ones",
    ),
];

const ADDRESS: &[Field] = &[
    Field::required("text", Shape::Text, "địa chỉ", "the address"),
    Field::optional("from", Shape::Date, "có từ ngày, như `2025-07-01`", "valid from, as `2025-07-01`"),
    Field::optional("until", Shape::Date, "đến hết ngày, như `2025-06-30`", "valid until, as `2025-06-30`"),
    Field::optional(
        "ward_code",
        Shape::Line,
        "mã phường, xã của Cục Thống kê tại thời gian ấy",
        "code of the commune (National Statistics Office) at that time",
    ),
    Field::optional("province_code", Shape::Line, "mã tỉnh, thành phố tại thời gian ấy", "code of the province at that time"),
];

/// A point with its precision.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coordinates {
    /// Decimal degrees north, WGS 84.
    pub latitude: f64,
    /// Decimal degrees east, WGS 84.
    pub longitude: f64,
    /// In metres.
    pub precision: i64,
}

impl Coordinates {
    /// The coordinates in a `place`, if all three values are there.
    #[must_use]
    pub fn of(place: &Record) -> Option<Self> {
        Some(Self { latitude: place.decimal("latitude")?, longitude: place.decimal("longitude")?, precision: place.integer("precision")? })
    }

    /// Whether they are exact enough to send somebody there.
    #[must_use]
    pub fn allow_directions(self) -> bool {
        self.precision <= DIRECTIONS_PRECISION
    }

    /// Without the precision.
    #[must_use]
    pub fn point(self) -> Point {
        Point { latitude: self.latitude, longitude: self.longitude }
    }

    /// As people write and copy them: `10.03622, 105.78847`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{}, {}", self.latitude, self.longitude)
    }
}

impl Entry {
    /// Where it is, if that is known exactly enough to send somebody there.
    #[must_use]
    pub fn exact_place(&self) -> Option<Coordinates> {
        self.record.group("place").and_then(Coordinates::of).filter(|coordinates| coordinates.allow_directions())
    }
}

/// Coordinates are whole and inside Viet Nam (with its islands); addresses end after they begin.
pub(super) fn check(entry: &Entry, problems: &mut Vec<Problem>) {
    let Some(place) = entry.record.group("place") else { return };
    check_coordinates(place, problems);
    for address in place.groups("addresses") {
        check_order(address, problems);
    }
    for part in entry.record.groups("parts") {
        check_point(part, problems);
    }
}

fn check_coordinates(place: &Record, problems: &mut Vec<Problem>) {
    let keys = ["latitude", "longitude", "precision"];
    let first = keys.iter().find_map(|key| place.place(key));
    if let (Some(first), Some(missing)) = (first, keys.iter().find(|key| !place.has(key))) {
        problems.push(Problem::at(first, ProblemKind::HalfCoordinates { missing: (*missing).to_owned() }));
    }
    check_point(place, problems);
}

/// A point lies in Viet Nam.
pub(super) fn check_point(record: &Record, problems: &mut Vec<Problem>) {
    let (Some(latitude), Some(longitude), Some(place)) = (record.decimal("latitude"), record.decimal("longitude"), record.place("latitude")) else {
        return;
    };
    if !in_vietnam(latitude, longitude) {
        let swapped = in_vietnam(longitude, latitude);
        problems.push(Problem::at(place, ProblemKind::OutsideVietnam { latitude: latitude.to_string(), longitude: longitude.to_string(), swapped }));
    }
}

/// A box around the mainland, Phú Quốc, Côn Đảo, Hoàng Sa and Trường Sa; the sea and a strip of the neighbours lie in it too.
fn in_vietnam(latitude: f64, longitude: f64) -> bool {
    (6.0..=23.5).contains(&latitude) && (102.0..=118.0).contains(&longitude)
}

fn check_order(address: &Record, problems: &mut Vec<Problem>) {
    if let (Some(begin), Some(end), Some(place)) = (address.date("from"), address.date("until"), address.place("until"))
        && end.latest() < begin.earliest()
    {
        problems.push(Problem::at(place, ProblemKind::EndsBeforeItBegins { begin: begin.iso(), end: end.iso() }));
    }
}
