//! What the results say, side by side in both languages.

use jiff::civil::Date;

use super::report::Report;
use super::tongue::Tongue;
use crate::catalogue::CodeState;
use crate::diag::Words;
use crate::text::grouped;

/// Words and sentences.
pub(super) struct Terms {
    pub title: &'static str,
    pub scans: &'static str,
    pub plaques: &'static str,
    pub address: &'static str,
    pub name: &'static str,
    pub per_day: &'static str,
    pub per_week: &'static str,
    pub per_month: &'static str,
    pub languages: &'static str,
    pub other: &'static str,
    pub unknown: &'static str,
    pub all: &'static str,
    pub moved: &'static str,
    pub retired: &'static str,
    pub scanned_of: &'static str,
    pub busiest: &'static str,
    pub average: &'static str,
    pub known_by: &'static str,
    pub by_page: &'static str,
    pub by_browser: &'static str,
    pub first_languages: &'static str,
    pub pages_sent: &'static str,
    pub left_out: &'static str,
    pub robots: &'static str,
    pub repeated: &'static str,
    pub led_on: &'static str,
    pub kept: &'static str,
    pub mistyped: &'static str,
    pub foreign: &'static str,
    pub more: &'static str,
    pub unanswered: &'static str,
    pub unanswered_hint: &'static str,
    pub nameless: &'static str,
    pub lines: &'static str,
    pub unread: &'static str,
    pub broken: &'static str,
    pub nothing: &'static str,
    pub zone: &'static str,
    pub zone_unknown: &'static str,
    pub in_numbers: &'static str,
    pub logs: &'static str,
    pub counted: &'static str,
    pub notes: [&'static str; 4],
}

const VIETNAMESE: Terms = Terms {
    title: "Lượt quét",
    scans: "lượt quét",
    plaques: "Biển và nhãn",
    address: "địa chỉ",
    name: "tên",
    per_day: "Theo ngày",
    per_week: "Theo tuần",
    per_month: "Theo tháng",
    languages: "Ngôn ngữ",
    other: "tiếng khác",
    unknown: "chưa rõ",
    all: "tổng",
    moved: "mã đã chuyển",
    retired: "mã thôi dùng",
    scanned_of: "biển, nhãn có người quét, trong số {all}",
    busiest: "ngày đông nhất",
    average: "lượt mỗi ngày",
    known_by: "Biết ngôn ngữ nhờ",
    by_page: "trang tải tiếp sau khi quét",
    by_browser: "ngôn ngữ mà trình duyệt xin",
    first_languages: "Ngôn ngữ đặt trên điện thoại của người quét",
    pages_sent: "Trang đã gửi, kể cả trang điện thoại tải trước",
    left_out: "Không tính là lượt quét",
    robots: "máy tự đọc: máy tìm kiếm, bản xem trước liên kết, giám sát",
    repeated: "cùng một người mở lại trong vòng {minutes} phút",
    led_on: "chuyển tiếp sang địa chỉ khác, hoặc không phải để xem (HEAD)",
    kept: "điện thoại tải sẵn cả tuyến để dùng khi không có mạng",
    mistyped: "mã gõ sai",
    foreign: "mã đúng dạng nhưng sổ mã không có",
    more: "và {count} mã khác",
    unanswered: "Địa chỉ đã in mà không mở được",
    unanswered_hint: "Máy chủ báo lỗi, hoặc người xem bỏ đi trước khi trang hiện; hãy mở thử từng địa chỉ.",
    nameless: "lượt quét trong nhật ký không ghi tên trình duyệt: không tách được máy tự đọc",
    lines: "dòng nhật ký đã đọc",
    unread: "dòng không đọc được",
    broken: "tệp hỏng hoặc bị cắt cụt, chỉ đếm được phần đầu",
    nothing: "Trong nhật ký không có lượt quét nào.",
    zone: "ngày theo đồng hồ của nhật ký",
    zone_unknown: "không ghi múi giờ, tính theo giờ Việt Nam",
    in_numbers: "Xem bằng số",
    logs: "Nhật ký",
    counted: "Cách đếm",
    notes: [
        "Một lượt quét là một người mở địa chỉ đã in (/Q/… hoặc /01/…) và nhận được trang. Quét hay tự gõ địa chỉ thì nhật ký không phân biệt được.",
        "Chỉ có những lần hỏi tới máy chủ: ai mở trang đã lưu trong điện thoại khi không có mạng, hoặc mở lại sau vài phút, thì nhật ký không ghi.",
        "Những người dùng chung một địa chỉ mạng và cùng loại điện thoại, quét cùng một biển trong vòng vài phút, chỉ được tính một lần. Con số thật vì thế có thể cao hơn.",
        "Không lưu lại địa chỉ mạng, tên trình duyệt hay trang giới thiệu của bất kỳ ai, cũng không ghi chúng vào đây.",
    ],
};

const ENGLISH: Terms = Terms {
    title: "Scans",
    scans: "scans",
    plaques: "Plaques and labels",
    address: "address",
    name: "name",
    per_day: "By day",
    per_week: "By week",
    per_month: "By month",
    languages: "Languages",
    other: "another language",
    unknown: "not known",
    all: "all",
    moved: "code moved",
    retired: "code out of use",
    scanned_of: "plaques and labels scanned, of {all}",
    busiest: "busiest day",
    average: "scans a day",
    known_by: "The language is known from",
    by_page: "the page loaded next",
    by_browser: "what the browser asks for",
    first_languages: "Languages set on the phones that scanned",
    pages_sent: "Pages sent, with those that phones load ahead",
    left_out: "Not counted as scans",
    robots: "programs that read by themselves: search engines, link previews, monitoring",
    repeated: "the same visitor again within {minutes} minutes",
    led_on: "led on to another address, or not asked for to be seen (HEAD)",
    kept: "fetched with a whole route, to be there without a network",
    mistyped: "mistyped codes",
    foreign: "codes of the right form that the ledger does not have",
    more: "and {count} more",
    unanswered: "Printed addresses that did not open",
    unanswered_hint: "The server answered with an error, or the visitor left before the page came; open each of them and see.",
    nameless: "scans in logs without user agents: programs could not be told apart",
    lines: "lines of logs read",
    unread: "lines that could not be read",
    broken: "files broken or cut off, counted up to there",
    nothing: "There is no scan in the logs.",
    zone: "days by the clock of the logs",
    zone_unknown: "without a time zone, taken for Vietnam's time",
    in_numbers: "In numbers",
    logs: "Logs",
    counted: "How this was counted",
    notes: [
        "A scan is a visitor who opened a printed address (/Q/… or /01/…) and got the page. Whether the address was scanned or typed, no log can tell.",
        "Only what reached the server is here: whoever opens a page that the phone kept, without a network or again within minutes, leaves no line in a log.",
        "People who share a network address and a model of phone, and scan the same plaque within minutes of each other, count once. The true number may be higher.",
        "Nobody's network address, user agent or referrer is kept or written here.",
    ],
};

/// The words of a language.
pub(super) fn terms(words: Words) -> &'static Terms {
    match words {
        Words::Vietnamese => &VIETNAMESE,
        Words::English => &ENGLISH,
    }
}

/// A language as people call it; its tag where no name is known here.
pub(super) fn language(tag: &str, words: Words) -> String {
    const NAMES: [(&str, &str, &str); 20] = [
        ("vi", "tiếng Việt", "Vietnamese"),
        ("en", "tiếng Anh", "English"),
        ("zh", "tiếng Trung", "Chinese"),
        ("ko", "tiếng Hàn", "Korean"),
        ("ja", "tiếng Nhật", "Japanese"),
        ("fr", "tiếng Pháp", "French"),
        ("de", "tiếng Đức", "German"),
        ("ru", "tiếng Nga", "Russian"),
        ("km", "tiếng Khmer", "Khmer"),
        ("lo", "tiếng Lào", "Lao"),
        ("th", "tiếng Thái", "Thai"),
        ("id", "tiếng Indonesia", "Indonesian"),
        ("ms", "tiếng Mã Lai", "Malay"),
        ("hi", "tiếng Hindi", "Hindi"),
        ("es", "tiếng Tây Ban Nha", "Spanish"),
        ("pt", "tiếng Bồ Đào Nha", "Portuguese"),
        ("it", "tiếng Ý", "Italian"),
        ("nl", "tiếng Hà Lan", "Dutch"),
        ("pl", "tiếng Ba Lan", "Polish"),
        ("cs", "tiếng Séc", "Czech"),
    ];
    let found = NAMES.iter().find(|(known, ..)| *known == tag);
    found.map_or(tag, |(_, vietnamese, english)| if words == Words::Vietnamese { vietnamese } else { english }).to_owned()
}

/// The language of scans.
pub(super) fn tongue(tongue: Tongue, report: &Report, words: Words) -> String {
    match report.languages.get(tongue.0) {
        Some(lang) => language(lang.tag(), words),
        None if tongue == report.tongues().other() => terms(words).other.to_owned(),
        None => terms(words).unknown.to_owned(),
    }
}

/// 12.345 or 12,345.
pub(super) fn number(number: u64, words: Words) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX), if words == Words::Vietnamese { "." } else { "," })
}

/// 12,5 or 12.5.
pub(super) fn decimal(number: f64, words: Words) -> String {
    let text = format!("{number:.1}");
    if words == Words::Vietnamese { text.replace('.', ",") } else { text }
}

/// 34 % or 34%, in whole numbers; less than one is said so.
pub(super) fn share(part: u64, all: u64, words: Words) -> String {
    let hundredths = if all == 0 { 0.0 } else { part as f64 * 100.0 / all as f64 };
    if part > 0 && hundredths < 1.0 {
        return if words == Words::Vietnamese { "dưới 1%" } else { "below 1%" }.to_owned();
    }
    format!("{hundredths:.0}%")
}

/// 25/11/2026 or 25 Nov 2026.
pub(super) fn date(date: Date, words: Words) -> String {
    match words {
        Words::Vietnamese => date.strftime("%d/%m/%Y").to_string(),
        Words::English => date.strftime("%-d %b %Y").to_string(),
    }
}

/// 25/11 or 25 Nov.
pub(super) fn short_date(date: Date, words: Words) -> String {
    match words {
        Words::Vietnamese => date.strftime("%d/%m").to_string(),
        Words::English => date.strftime("%-d %b").to_string(),
    }
}

/// 11/2026 or Nov 2026.
pub(super) fn month(date: Date, words: Words) -> String {
    match words {
        Words::Vietnamese => date.strftime("%m/%Y").to_string(),
        Words::English => date.strftime("%b %Y").to_string(),
    }
}

/// The days that were looked at, and by whose clock.
pub(super) fn period(report: &Report, words: Words) -> String {
    let Some((first, last)) = report.period else { return String::new() };
    let terms = terms(words);
    let zones = report.tally.zones.iter().map(|zone| zone.map_or_else(|| terms.zone_unknown.to_owned(), utc));
    let days = if first == last { date(first, words) } else { format!("{} – {}", date(first, words), date(last, words)) };
    format!("{days} ({}: {})", terms.zone, zones.collect::<Vec<_>>().join("; "))
}

fn utc(ahead: i32) -> String {
    let (sign, minutes) = (if ahead < 0 { '−' } else { '+' }, ahead.unsigned_abs() / 60);
    if minutes % 60 == 0 { format!("UTC{sign}{}", minutes / 60) } else { format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60) }
}

/// What must be known of an address. Empty when there is nothing.
pub(super) fn state(state: Option<CodeState>, words: Words) -> &'static str {
    match state {
        Some(CodeState::Moved) => terms(words).moved,
        Some(CodeState::Retired) => terms(words).retired,
        Some(CodeState::Given | CodeState::Printed) | None => "",
    }
}

/// A state as programs read it, as in `disan codes`.
pub(super) fn state_key(state: CodeState) -> &'static str {
    match state {
        CodeState::Given => "given",
        CodeState::Printed => "printed",
        CodeState::Moved => "moved",
        CodeState::Retired => "retired",
    }
}
