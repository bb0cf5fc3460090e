//! `catalogue.yaml`: title, address, languages, theme, publisher.

use std::sync::Arc;

use super::contact;
use super::field::{Field, Shape};
use super::host::{self, Host, host_name};
use super::narration::{self, SPEAKER, Speaker};
use super::read::Reader;
use super::record::{Record, Value};
use super::stock::{self, PRINTER, STOCK};
use super::style::{self, NamedStyle, STYLE};
use super::symbol::{self, OwnSymbol, SYMBOL};
use super::wanted::{self, ORDER, Wanted};
use crate::diag::{Expected, Place, Problem, ProblemKind, SourceFile};
use crate::lang::{Lang, Localized};
use crate::print::{Printer, Stock};
use crate::source::{Node, NodeValue, parse};
use crate::text::is_reserved;

/// What `catalogue.yaml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Title of the whole catalogue.
    pub title: Localized<String>,
    /// One or two sentences about it.
    pub summary: Localized<String>,
    /// The host that QR codes and addresses name: `disan.example.vn`. Always served with `https://`.
    pub host: String,
    /// Hosts that it named before: plaques that were printed then still do.
    pub former_hosts: Vec<String>,
    /// The kinds of hosts that rules are written for, each once. Empty when nobody asked.
    pub hosts: Vec<Host>,
    /// The languages, the default first. Never empty.
    pub languages: Vec<Lang>,
    /// Whether phones keep what was seen, to show it without a network.
    pub offline: bool,
    /// Name of the theme.
    pub theme: String,
    /// Where the name of the theme stands, if somebody wrote it.
    pub theme_place: Option<Place>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Codes that lead to no entry.
    pub symbols: Vec<OwnSymbol>,
    /// Styles for the codes on posters.
    pub styles: Vec<NamedStyle>,
    /// Stocks of one's own.
    pub stocks: Vec<Stock>,
    /// Printers that were measured, by name.
    pub printers: Vec<(String, Printer)>,
    /// What every build prints besides plaques and symbols.
    pub print: Vec<Wanted>,
    /// Who speaks where nothing was recorded. `None` when nobody asked.
    pub speaker: Option<Speaker>,
    /// The file itself.
    pub file: Arc<SourceFile>,
}

/// Who publishes the catalogue.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// Name.
    pub name: Localized<String>,
    /// What should be known about it.
    pub about: Option<Localized<String>>,
    /// Postal address.
    pub address: Option<Localized<String>>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub telephone: Option<String>,
    /// Its own website.
    pub website: Option<String>,
}

impl Settings {
    /// The first language: the one in which an entry must exist.
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }

    /// The address of the website without a slash at the end: `https://disan.example.vn`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("https://{}", self.host)
    }
}

/// What `catalogue.yaml` is made of.
pub(super) const FIELDS: &[Field] = &[
    Field::required("title", Shape::Text, "tên của cả bộ", "the title of the whole"),
    Field::required("summary", Shape::Text, "một hai câu giới thiệu", "one or two sentences about it"),
    Field::required(
        "base_url",
        Shape::Line,
        "`https://` và tên miền; được in trong mọi mã QR nên phải giữ lâu dài",
        "`https://` and the host; it is printed in every QR code and must be kept for decades",
    ),
    Field::optional(
        "former_hosts",
        Shape::List(&Shape::Line),
        "những tên miền đã dùng trước đây, khi `base_url` đã đổi: biển in hồi ấy vẫn mang chúng; xem `disan codes move-host`",
        "hosts that were used before, when `base_url` has changed: plaques printed then still carry them; see `disan codes move-host`",
    ),
    Field::optional(
        "hosts",
        Shape::List(&Shape::Choice(host::WORDS)),
        "nơi đặt trang web; với mỗi nơi, bản dựng kèm tệp cấu hình để mọi địa chỉ đã in đều mở được (xem README của disan)",
        "where the website stands; for each the build adds what makes every printed address open there (see the README of disan)",
    ),
    Field::optional(
        "languages",
        Shape::List(&Shape::Line),
        "mã ngôn ngữ, ngôn ngữ mặc định đứng đầu (mặc định `[vi, en]`)",
        "language tags, the default first (default `[vi, en]`)",
    ),
    Field::optional(
        "offline",
        Shape::Choice(&["true", "false"]),
        "điện thoại có giữ lại những trang đã xem để mở khi không có mạng hay không (mặc định `true`); `false` cũng xóa những gì điện thoại đã giữ, vào lần xem kế tiếp",
        "whether phones keep the pages that were seen, to open them without a network (default `true`); `false` also clears what phones have kept, at their next visit",
    ),
    Field::optional(
        "theme",
        Shape::Line,
        "tên giao diện, một thư mục trong `themes/` (mặc định `default`)",
        "name of the theme, a folder in `themes/` (default `default`)",
    ),
    Field::required("publisher", Shape::Group(PUBLISHER), "ai xuất bản", "who publishes it"),
    Field::optional(
        "symbols",
        Shape::List(&Shape::Group(SYMBOL)),
        "mã QR khác cho bảng ở cổng; mỗi mã có đúng một trong `wifi`, `geo`, `telephone`, `text`",
        "further QR codes for boards at the entrance; each has exactly one of `wifi`, `geo`, `telephone`, `text`",
    ),
    Field::optional(
        "styles",
        Shape::List(&Shape::Group(STYLE)),
        "kiểu vẽ mã QR cho áp phích; áp phích dùng mã vẽ kiểu thì in kèm một mã thường",
        "styles of QR codes for posters; a poster with a styled code also carries a plain one",
    ),
    Field::optional(
        "print",
        Shape::List(&Shape::Group(ORDER)),
        "những đơn in mà mỗi lần dựng đều làm, vào `print/orders/`; mẫu in và loại giấy: `disan print --list`",
        "orders that every build makes, into `print/orders/`; formats and stocks: `disan print --list`",
    ),
    Field::optional("stocks", Shape::List(&Shape::Group(STOCK)), "loại giấy của riêng mình, đo bằng mm", "stocks of one's own, measured in mm"),
    Field::optional(
        "printers",
        Shape::List(&Shape::Group(PRINTER)),
        "máy in đã đo trên trang thử (`disan print --calibrate`); bản in được chỉnh theo số đo",
        "printers that were measured on a trial page (`disan print --calibrate`); prints are corrected by it",
    ),
    Field::optional(
        "narration",
        Shape::Group(SPEAKER),
        "có nhóm này thì mục chưa có tệp ghi âm được máy đọc khi dựng trang; `narration: {}` là đủ khi máy có espeak-ng",
        "with this group a machine reads aloud, at build time, what has no recording; `narration: {}` is enough where espeak-ng is installed",
    ),
];

const PUBLISHER: &[Field] = &[
    Field::required("name", Shape::Text, "tên", "the name"),
    Field::optional("about", Shape::Text, "giới thiệu", "what should be known about it"),
    Field::optional("address", Shape::Text, "địa chỉ", "postal address"),
    Field::optional("email", Shape::Line, "thư điện tử", "e-mail"),
    Field::optional("telephone", Shape::Line, "điện thoại", "telephone"),
    Field::optional("website", Shape::Url, "trang web", "its own website"),
];

/// Reads the settings. `None` when something in them is wrong that all else rests on.
pub(super) fn read(file: &Arc<SourceFile>, problems: &mut Vec<Problem>) -> Option<Settings> {
    let node = parse(file, 0..file.text.len()).map_err(|found| problems.extend(found)).ok()?;
    let languages = languages(&node, problems)?;
    let mut reader = Reader { languages: &languages, lang: &languages[0], problems: Vec::new() };
    let record = reader.map("catalogue.yaml", &node).map(|pairs| reader.record(&[FIELDS], pairs, &Place::start_of(file)));
    problems.append(&mut reader.problems);
    let record = record?;
    let host = record.line("base_url").and_then(|url| host(url, &record, problems));
    let former_hosts = former_hosts(&record, problems);
    let publisher = publisher(record.group("publisher")?, problems)?;
    Some(Settings {
        title: record.text("title")?.clone(),
        summary: record.text("summary")?.clone(),
        former_hosts: former_hosts.into_iter().filter(|former| Some(former) != host.as_ref()).collect(),
        host: host?,
        hosts: hosts(&record),
        offline: record.choice("offline") != Some("false"),
        theme: record.line("theme").unwrap_or("default").to_owned(),
        theme_place: record.place("theme").cloned(),
        publisher,
        symbols: symbol::read(&record, problems),
        styles: style::read(&record, problems),
        stocks: stock::stocks(&record, problems),
        printers: stock::printers(&record, problems),
        print: wanted::read(&record, problems),
        speaker: narration::read(&record),
        file: Arc::clone(file),
        languages,
    })
}

fn publisher(record: &Record, problems: &mut Vec<Problem>) -> Option<Publisher> {
    contact::check_record(record, problems);
    Some(Publisher {
        name: record.text("name")?.clone(),
        about: record.text("about").cloned(),
        address: record.text("address").cloned(),
        email: record.line("email").map(str::to_owned),
        telephone: record.line("telephone").map(str::to_owned),
        website: record.line("website").map(str::to_owned),
    })
}

/// The languages are read before all else: texts are read by them.
fn languages(node: &Node, problems: &mut Vec<Problem>) -> Option<Vec<Lang>> {
    let NodeValue::Map(pairs) = &node.value else { return Some(vec![Lang::new("vi")?, Lang::new("en")?]) };
    let Some((key, place, value)) = pairs.iter().find(|(key, ..)| key == "languages") else {
        return Some(vec![Lang::new("vi")?, Lang::new("en")?]);
    };
    let NodeValue::List(items) = &value.value else {
        problems.push(Problem::at(place, ProblemKind::WrongType { key: key.clone(), expected: Expected::List }));
        return None;
    };
    let mut languages: Vec<Lang> = Vec::new();
    for item in items {
        let tag = match &item.value {
            NodeValue::Scalar(tag) => Lang::new(tag),
            NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => None,
        };
        match tag {
            Some(lang) if !languages.contains(&lang) => {
                if is_reserved(lang.tag()) {
                    problems.push(Problem::at(&item.place, ProblemKind::ReservedName { name: lang.to_string() }));
                }
                languages.push(lang);
            }
            Some(_) => {}
            None => problems.push(Problem::at(&item.place, ProblemKind::WrongType { key: key.clone(), expected: Expected::LanguageTag })),
        }
    }
    if items.is_empty() {
        problems.push(Problem::at(place, ProblemKind::EmptyText { key: key.clone() }));
    }
    (!languages.is_empty()).then_some(languages)
}

/// The host of `https://host`.
fn host(url: &str, record: &Record, problems: &mut Vec<Problem>) -> Option<String> {
    let host = host_name(url).filter(|_| url.starts_with("https://"));
    if let (None, Some(place)) = (&host, record.place("base_url")) {
        problems.push(Problem::at(place, ProblemKind::BadBaseUrl { value: url.to_owned() }));
    }
    host
}

fn former_hosts(record: &Record, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut hosts = Vec::new();
    for (value, place) in record.list("former_hosts") {
        let Value::Line(text) = value else { continue };
        match host_name(text) {
            Some(host) => hosts.push(host),
            None => problems.push(Problem::at(place, ProblemKind::BadBaseUrl { value: text.clone() })),
        }
    }
    hosts
}

fn hosts(record: &Record) -> Vec<Host> {
    let word = |value: &Value| if let Value::Choice(word) = value { Host::of_word(word) } else { None };
    let mut hosts: Vec<Host> = record.list("hosts").filter_map(|(value, _)| word(value)).collect();
    hosts.sort();
    hosts.dedup();
    hosts
}
