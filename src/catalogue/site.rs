//! Historic sites (di tích): what they are made of, and what cannot be.

use jiff::civil::Date;

use super::entry::Entry;
use super::field::{Field, Shape};
use super::place::PLACE;
use super::record::Record;
use crate::diag::{Place, Problem, ProblemKind};
use crate::text::PartialDate;

/// What a historic site is made of. Types: Law on Cultural Heritage 45/2024/QH15, article 21.
pub(super) const FIELDS: &[Field] = &[
    Field::required(
        "types",
        Shape::List(&Shape::Choice(&["historical", "architectural", "archaeological", "scenic", "cultural"])),
        "loại di tích: lịch sử, kiến trúc – nghệ thuật, khảo cổ, danh lam thắng cảnh, văn hóa",
        "kinds of monument: historical, architectural and artistic, archaeological, scenic, cultural",
    ),
    Field::optional("rank", Shape::Group(RANK), "hạng hiện nay; bỏ trống khi chưa xác minh được", "the rank today; left out while it is not confirmed"),
    Field::optional("unesco", Shape::List(&Shape::Group(UNESCO)), "ghi danh của UNESCO", "inscriptions by UNESCO"),
    Field::required("place", Shape::Group(PLACE), "vị trí và địa chỉ", "position and addresses"),
    Field::optional("parts", Shape::List(&Shape::Group(PART)), "các điểm của di tích, nếu có nhiều", "the places it consists of, if there are several"),
    Field::optional("festivals", Shape::List(&Shape::Group(FESTIVAL)), "lễ hội hằng năm", "yearly festivals"),
    Field::optional("etiquette", Shape::Text, "nên ăn mặc, cư xử thế nào", "how to dress and behave"),
];

const LEVEL: Shape = Shape::Choice(&["special-national", "national", "provincial", "inventoried"]);

const RANK: &[Field] = &[
    Field::required(
        "level",
        LEVEL,
        "quốc gia đặc biệt, quốc gia, cấp tỉnh, hoặc đã kiểm kê mà chưa xếp hạng",
        "special national, national, provincial, or inventoried but not ranked",
    ),
    Field::optional("decision", Shape::Line, "số quyết định, đúng như văn bản", "number of the decision, as in the document"),
    Field::optional("date", Shape::Date, "ngày quyết định", "date of the decision"),
    Field::optional("authority", Shape::Line, "cơ quan ra quyết định, tên gọi lúc ấy", "who decided, under the name of that time"),
    Field::optional("former", Shape::List(&Shape::Group(FORMER)), "các lần xếp hạng trước", "earlier rankings"),
];

const FORMER: &[Field] = &[
    Field::required("level", LEVEL, "hạng", "the rank"),
    Field::optional("decision", Shape::Line, "số quyết định", "number of the decision"),
    Field::optional("date", Shape::Date, "ngày quyết định", "date of the decision"),
    Field::optional("authority", Shape::Line, "cơ quan ra quyết định", "who decided"),
];

const UNESCO: &[Field] = &[
    Field::required(
        "list",
        Shape::Choice(&["world-heritage", "intangible", "memory-of-the-world", "memory-of-the-world-regional"]),
        "danh sách: Di sản thế giới, phi vật thể, Ký ức thế giới, Ký ức thế giới khu vực châu Á – Thái Bình Dương",
        "the list: World Heritage, Intangible, Memory of the World, its Asia-Pacific register",
    ),
    Field::optional("date", Shape::Date, "ngày ghi danh", "date of inscription"),
    Field::optional("title", Shape::Text, "tên ghi danh", "name of the inscribed item"),
];

const PART: &[Field] = &[
    Field::required("name", Shape::Text, "tên điểm", "its name"),
    Field::optional("latitude", Shape::Latitude, "vĩ độ", "latitude"),
    Field::optional("longitude", Shape::Decimal(-180.0, 180.0), "kinh độ", "longitude"),
    Field::optional("address", Shape::Text, "địa chỉ", "its address"),
];

const FESTIVAL: &[Field] = &[
    Field::required("name", Shape::Text, "tên lễ hội", "its name"),
    Field::optional("calendar", Shape::Choice(&["lunar", "solar"]), "âm lịch (mặc định) hay dương lịch", "lunar (default) or solar calendar"),
    Field::required("month", Shape::Integer(1, 12), "tháng", "the month"),
    Field::required("first_day", Shape::Integer(1, 31), "ngày đầu", "the first day"),
    Field::optional("last_day", Shape::Integer(1, 31), "ngày cuối, nếu nhiều ngày", "the last day, if there are several"),
];

/// The first relics were ranked in 1962 (decision 313-VH/VP); an earlier year is a slip of the keyboard.
const FIRST_RANKING: i16 = 1962;

/// Ranks have possible dates, festivals possible days.
pub(super) fn check(entry: &Entry, today: Date, problems: &mut Vec<Problem>) {
    if let Some(rank) = entry.record.group("rank") {
        check_rank(rank, today, problems);
        for former in rank.groups("former") {
            check_rank(former, today, problems);
        }
    }
    for inscription in entry.record.groups("unesco") {
        check_not_in_future(inscription, today, problems);
    }
    for festival in entry.record.groups("festivals") {
        check_festival(festival, problems);
    }
}

fn check_rank(rank: &Record, today: Date, problems: &mut Vec<Problem>) {
    check_not_in_future(rank, today, problems);
    if let Some((date, place)) = dated(rank)
        && date.year() < FIRST_RANKING
    {
        problems.push(Problem::at(place, ProblemKind::RankTooEarly { date: date.iso() }));
    }
}

fn check_not_in_future(record: &Record, today: Date, problems: &mut Vec<Problem>) {
    if let Some((date, place)) = dated(record)
        && date.earliest() > today
    {
        problems.push(Problem::at(place, ProblemKind::DateInFuture { date: date.iso(), today: today.to_string() }));
    }
}

fn dated(record: &Record) -> Option<(PartialDate, &Place)> {
    Some((record.date("date")?, record.place("date")?))
}

/// A lunar month has at most 30 days; a solar one what the calendar says (29 February counts as possible).
fn check_festival(festival: &Record, problems: &mut Vec<Problem>) {
    let (Some(month), Some(first)) = (festival.integer("month"), festival.integer("first_day")) else { return };
    let last_of_month = match (festival.choice("calendar").unwrap_or("lunar"), month) {
        ("solar", 2) => 29,
        ("solar", 4 | 6 | 9 | 11) => 30,
        ("solar", _) => 31,
        _ => 30,
    };
    for key in ["first_day", "last_day"] {
        if let (Some(day), Some(place)) = (festival.integer(key), festival.place(key))
            && day > last_of_month
        {
            problems.push(Problem::at(place, ProblemKind::NoSuchDay { day, month, last: last_of_month }));
        }
    }
    if let (Some(last), Some(place)) = (festival.integer("last_day"), festival.place("last_day"))
        && last < first
    {
        problems.push(Problem::at(place, ProblemKind::EndsBeforeItBegins { begin: first.to_string(), end: last.to_string() }));
    }
}
