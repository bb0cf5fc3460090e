//! Routes: places in the order in which they are visited, and the ways between them.
//!
//! A way is as long as the author says. Where the author says nothing it is estimated from the coordinates, if these are exact enough for
//! that; otherwise no figure is told.

use std::collections::BTreeMap;

use super::entry::{Entry, EntryId};
use super::field::{Field, Shape};
use super::kind::Kind;
use super::place::Coordinates;
use super::record::Record;
use super::{Catalogue, Value};
use crate::diag::{Place, Problem, ProblemKind};
use crate::geo::{DETOUR, Mode};

/// What a route is made of.
pub(super) const FIELDS: &[Field] = &[
    Field::required("mode", MODE, "đi bằng gì: đi bộ, xe đạp, xe máy, ô tô, thuyền", "how one travels: on foot, by bicycle, motorbike, car or boat"),
    Field::optional(
        "duration",
        Shape::Integer(1, 14 * 24 * 60),
        "cả chuyến nên dành bao nhiêu phút, kể cả thời gian tham quan",
        "how many minutes to allow for all of it, with the visits",
    ),
    Field::required("stops", Shape::List(&Shape::Group(STOP)), "các điểm dừng theo thứ tự, ít nhất hai", "the stops in their order, at least two"),
];

const MODE: Shape = Shape::Choice(&Mode::WORDS);

const STOP: &[Field] = &[
    Field::required(
        "entry",
        Shape::Reference(None),
        "di tích hoặc nơi làm ra sản phẩm, như `sites/chua-cau`",
        "a historic site or a producer, as `sites/chua-cau`",
    ),
    Field::optional("note", Shape::Text, "từ đây đến điểm sau đi thế nào", "how to get from here to the next stop"),
    Field::optional(
        "mode",
        MODE,
        "từ đây đến điểm sau đi bằng gì, nếu khác với cả tuyến",
        "how one travels from here to the next stop, if not as on the rest of the route",
    ),
    Field::optional(
        "metres",
        Shape::Integer(1, 2_000_000),
        "đường từ đây đến điểm sau dài bao nhiêu mét; bỏ trống thì trang ước tính theo tọa độ",
        "how long the way to the next stop is, in metres; estimated from the coordinates when left out",
    ),
    Field::optional(
        "minutes",
        Shape::Integer(1, 2 * 24 * 60),
        "từ đây đến điểm sau đi mất bao nhiêu phút; bỏ trống thì trang ước tính",
        "how many minutes the way to the next stop takes; estimated when left out",
    ),
];

/// A route, with all of its stops that are there.
#[derive(Debug)]
pub struct Route<'a> {
    /// The stops in their order.
    pub stops: Vec<Stop<'a>>,
}

/// A stop of a route.
#[derive(Debug)]
pub struct Stop<'a> {
    /// What is there.
    pub entry: &'a Entry,
    /// Where it is, exact or not.
    pub coordinates: Option<Coordinates>,
    /// The way to the next stop; `None` at the last one.
    pub onward: Option<Onward<'a>>,
}

/// The way from a stop to the next one.
#[derive(Clone, Copy, Debug)]
pub struct Onward<'a> {
    /// What the author says of it.
    pub record: &'a Record,
    /// How one travels.
    pub mode: Mode,
    /// Its length, if it is known or can be estimated.
    pub metres: Option<f64>,
    /// How long it takes, if it is known or can be estimated.
    pub minutes: Option<f64>,
    /// Where the positions are too inexact for an estimate: what the way is not longer than, in metres.
    pub within: Option<f64>,
}

impl<'a> Route<'a> {
    /// The route that an entry is. `None` when it is none.
    #[must_use]
    pub fn of(catalogue: &'a Catalogue, entry: &'a Entry) -> Option<Self> {
        let main = Mode::named(entry.record.choice("mode").filter(|_| entry.id.kind == Kind::Route)?)?;
        let there: Vec<(&Record, &Entry)> =
            entry.record.groups("stops").filter_map(|stop| Some((stop, catalogue.entries.get(stop.reference("entry")?)?))).collect();
        let stop = |(index, (record, entry)): (usize, &(&'a Record, &'a Entry))| {
            let next = there.get(index + 1).map(|(_, next)| coordinates(next));
            Stop { entry, coordinates: coordinates(entry), onward: next.map(|next| onward(record, main, coordinates(entry), next)) }
        };
        Some(Self { stops: there.iter().enumerate().map(stop).collect() })
    }

    /// The length of all ways together whose length is known, and how many are not.
    #[must_use]
    pub fn metres(&self) -> (f64, usize) {
        self.sum(|way| way.metres)
    }

    /// The minutes of all ways together whose time is known, and how many are not.
    #[must_use]
    pub fn minutes(&self) -> (f64, usize) {
        self.sum(|way| way.minutes)
    }

    fn sum(&self, of: impl Fn(&Onward<'_>) -> Option<f64>) -> (f64, usize) {
        let ways = self.stops.iter().filter_map(|stop| stop.onward.as_ref()).map(of);
        ways.fold((0.0, 0), |(sum, unknown), way| way.map_or((sum, unknown + 1), |way| (sum + way, unknown)))
    }
}

/// The coordinates of an entry, if it has any.
fn coordinates(entry: &Entry) -> Option<Coordinates> {
    entry.record.group("place").and_then(Coordinates::of)
}

fn onward(record: &Record, main: Mode, from: Option<Coordinates>, to: Option<Coordinates>) -> Onward<'_> {
    let mode = record.choice("mode").and_then(Mode::named).unwrap_or(main);
    let given = |key: &str| record.integer(key).map(|number| number as f64);
    let metres = given("metres").or_else(|| from?.estimate(to?));
    let minutes = given("minutes").or_else(|| Some(mode.minutes(metres?)));
    Onward { record, mode, metres, minutes, within: if metres.is_none() { from.zip(to).map(|(from, to)| from.within(to)) } else { None } }
}

impl Coordinates {
    /// About how long the way to another place is, in metres. `None` when the two positions are so inexact that the figure would mean nothing:
    /// together more than the distance.
    #[must_use]
    pub fn estimate(self, other: Self) -> Option<f64> {
        let straight = self.point().metres_to(other.point());
        let is_told = self.inexactness(other) <= straight;
        is_told.then_some(straight * DETOUR)
    }

    /// How long the way to another place is at most, in metres, however wrong the two positions are within their precision.
    #[must_use]
    pub fn within(self, other: Self) -> f64 {
        (self.point().metres_to(other.point()) + self.inexactness(other)) * DETOUR
    }

    fn inexactness(self, other: Self) -> f64 {
        (self.precision + other.precision) as f64
    }
}

/// A route has stops, each once, and each a place; a way is not shorter than straight.
pub(super) fn check(catalogue: &Catalogue, entry: &Entry, problems: &mut Vec<Problem>) {
    if entry.id.kind != Kind::Route {
        return;
    }
    let stops: Vec<&Record> = entry.record.groups("stops").collect();
    if let Some(place) = entry.record.place("stops").filter(|_| entry.record.list("stops").count() < 2) {
        problems.push(Problem::at(place, ProblemKind::TooFewStops { found: entry.record.list("stops").count() }));
    }
    check_entries(&stops, problems);
    for pair in stops.windows(2) {
        check_metres(catalogue, pair[0], pair[1], problems);
    }
    let last = stops.last().into_iter().flat_map(|stop| stop.iter());
    for (key, _, place) in last.filter(|(key, ..)| *key != "entry") {
        problems.push(Problem::at(place, ProblemKind::WayAfterLastStop { key: key.to_owned() }));
    }
}

fn check_entries(stops: &[&Record], problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&EntryId, &Place> = BTreeMap::new();
    for stop in stops {
        let (Some(Value::Reference(id)), Some(place)) = (stop.get("entry"), stop.place("entry")) else { continue };
        if !matches!(id.kind, Kind::Site | Kind::Producer) {
            problems.push(Problem::at(place, ProblemKind::StopIsNoPlace { entry: id.to_string() }));
        } else if let Some(known) = first.get(id) {
            problems.push(Problem::at(place, ProblemKind::StopTwice { entry: id.to_string(), first_line: known.line_column().0 }));
        } else {
            first.insert(id, place);
        }
    }
}

/// A way that is shorter than the straight line between two places, even if both positions are as wrong as they may be, is a slip.
fn check_metres(catalogue: &Catalogue, from: &Record, to: &Record, problems: &mut Vec<Problem>) {
    let place_of = |stop: &Record| coordinates(catalogue.entries.get(stop.reference("entry")?)?);
    let (Some(metres), Some(place)) = (from.integer("metres"), from.place("metres")) else { return };
    let (Some(from), Some(to)) = (place_of(from), place_of(to)) else { return };
    let straight = from.point().metres_to(to.point()) as i64;
    if metres < straight - from.precision - to.precision {
        problems.push(Problem::at(place, ProblemKind::ShorterThanStraight { metres, straight }));
    }
}
