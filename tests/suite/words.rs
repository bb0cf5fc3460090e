//! Vietnamese text: alphabetical order, folding and slugs, dates, numbers, one spelling.

use disan::lang::Lang;
use disan::text::{PartialDate, SortKeys, fold, grouped, is_portable, is_reserved, is_slug, nearest, nfc};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::project::{Project, small};

/// What Vietnamese texts are made of, the odd cases among it: both spellings of a tone's place, ð for đ, dashes.
const WORDS: &str = "[a-zđĐÐð ăâêôơưĂÂÊÔƠƯáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵA-Z0-9–-]{0,24}";

#[test]
fn tones_follow_each_other_as_in_a_dictionary() {
    assert_in_order(&["ma", "mà", "mả", "mã", "má", "mạ"]);
}

#[test]
fn names_stand_in_the_order_of_phones_and_office_programs() {
    assert_in_order(&[
        "An",
        "Ăn",
        "Ân",
        "Cẩm Giang",
        "Cẩm Giàng",
        "Cần Thơ",
        "Chùa Bổ Đà",
        "Chùa Cầu",
        "Chùa Dơi",
        "Chùa Ông",
        "Cù Lao",
        "Dền",
        "Dinh Độc Lập",
        "Đền",
        "Đình",
        "Đình Bình Thuỷ",
        "Đình Bình Thủy",
        "Khám",
        "Không",
        "Kỳ",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "Mạ",
        "Mai",
        "Mang",
        "On",
        "Ôn",
        "Ông",
        "Ơn",
        "Thạch",
        "Tháng",
        "Thanh Hóa",
        "Thành nhà Hồ",
        "Tháp Bà",
        "Thăng Long",
        "Uy",
        "Ưu",
        "Vạn",
        "Văn Lang",
        "Văn Lăng",
    ]);
}

#[test]
fn all_letters_count_before_any_tone() {
    assert_in_order(&["bà ca", "Bà Chúa", "ba cô", "Bá Hiến", "Bà Rịa", "Ba Tô", "Ba Tơ", "Ba Vì"]);
}

#[test]
fn lists_stand_in_the_order_of_their_language() {
    let page = |name: &str| format!("name: {{vi: {name}, en: {name}}}\nsummary: {{vi: a, en: a}}\nstory: {{vi: a, en: a}}\n");
    let names = ["Văn Lang", "Đình", "Dền", "Ăn", "An", "Đền", "Ân", "Mạ", "Má"];
    let project = names.iter().zip('a'..).fold(small(), |project, (name, slug)| project.file(&format!("content/pages/{slug}.yaml"), page(name)));
    project.build_web();
    let list = project.read("public/vi/pages/index.html");
    let mut found: Vec<(usize, &str)> = names.iter().map(|name| (list.find(&format!("/\">{name}</a>")).unwrap(), *name)).collect();
    found.sort_unstable();
    let found: Vec<&str> = found.into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["An", "Ăn", "Ân", "Dền", "Đền", "Đình", "Má", "Mạ", "Văn Lang"]);
}

#[test]
fn folding_takes_off_every_mark_and_the_bar_of_d() {
    assert_eq!(fold("Đình Bình Thủy Nhà cổ Ơ Ư"), "dinh binh thuy nha co o u");
    assert_eq!(fold("Thuỷ"), fold("Thủy"));
    assert_eq!(fold("Hoà"), fold("Hòa"));
    for d in ["đ", "Đ", "ð", "Ð"] {
        assert_eq!(fold(d), "d", "{d}");
    }
}

#[test]
fn letters_that_look_alike_are_found_and_sorted_as_what_was_meant() {
    assert_eq!(fold("Ƀahnar"), "bahnar");
    // the Icelandic Ð (U+00D0) among names with Đ (U+0110)
    assert_in_order(&["Dừa", "Đông Du", "Ðồng Du", "Đức", "Ê Đê"]);
    assert_eq!(disan::text::initial("Ðồng Du", &Lang::new("vi").unwrap()), Some('Đ'));
}

#[test]
fn communes_of_one_province_can_fold_to_the_same_letters() {
    // which is why an entry's address comes from its author and never from its name
    let pairs = [
        ("Văn Lang", "Văn Lăng"),
        ("Cẩm Giang", "Cẩm Giàng"),
        ("Sơn Hà", "Sơn Hạ"),
        ("Ba Tơ", "Ba Tô"),
        ("Lộc Thạnh", "Lộc Thành"),
        ("Thanh An", "Thạnh An"),
        ("Tân Thành", "Tân Thạnh"),
    ];
    for (one, other) in pairs {
        assert_ne!(one, other);
        assert_eq!(fold(one), fold(other));
    }
}

#[test]
fn a_name_that_is_no_slug_is_told_with_the_slug_it_could_be() {
    let project = small().file("content/sites/Đình Bình Thủy – Nhà cổ Ơ Ư/index.md", crate::project::SITE);
    let told = project.fails(&["check", "--format", "json"], 1);
    assert!(told.contains("`dinh-binh-thuy-nha-co-o-u`"), "{told}");
}

#[test]
fn slugs_are_lower_case_letters_digits_and_single_hyphens() {
    for slug in ["chua-cau", "a", "7", "ben-tau-1972"] {
        assert!(is_slug(slug), "{slug}");
    }
    for other in ["", "-", "a-", "-a", "a--b", "Chua", "chùa", "a b", "a_b", "a/b", "a.b", &"a".repeat(101)] {
        assert!(!is_slug(other), "{other}");
    }
}

#[test]
fn the_nearest_word_forgives_marks_case_and_one_slip_in_three_letters() {
    let known = ["summary", "story", "rank"];
    assert_eq!(nearest("sumary", known), Some("summary"));
    assert_eq!(nearest("Rank", known), Some("rank"));
    assert_eq!(nearest("stroy", known), Some("story"));
    assert_eq!(nearest("latitude", known), None);
    assert_eq!(nearest("chùa-cầu", ["chua-cau", "chua-doi"]), Some("chua-cau"));
}

#[test]
fn a_certificate_holds_for_36_months() {
    let vectors = [("2022-11-07", "2025-11-07"), ("2023-12-26", "2026-12-26"), ("2024-02-29", "2027-02-28"), ("2025-07-06", "2028-07-06")];
    for (given, expires) in vectors {
        assert_eq!(date(given).months_later(36), Some(date(expires)), "{given}");
    }
}

#[test]
fn a_later_date_is_known_as_exactly_as_the_first() {
    assert_eq!(date("2022").months_later(36), Some(date("2025")));
    assert_eq!(date("2022-11").months_later(36), Some(date("2025-11")));
}

#[test]
fn dates_that_cannot_be_are_none() {
    for text in ["", "1962-13", "1962-00", "2023-02-29", "2026-06-31", "62", "1962-6", "1962-06-1", "1962-06-01-01", "1962/06", "một", "-1962", "１９６２"]
    {
        assert_eq!(PartialDate::parse(text), None, "{text}");
    }
    assert!(PartialDate::parse("2024-02-29").is_some());
}

#[test]
fn a_date_known_in_part_reaches_to_the_end_of_its_part() {
    let span = |text: &str| (date(text).earliest().to_string(), date(text).latest().to_string());
    assert_eq!(span("1996"), ("1996-01-01".to_owned(), "1996-12-31".to_owned()));
    assert_eq!(span("2024-02"), ("2024-02-01".to_owned(), "2024-02-29".to_owned()));
    assert_eq!(span("1996-06-28"), ("1996-06-28".to_owned(), "1996-06-28".to_owned()));
}

#[test]
fn digits_stand_in_groups_of_three() {
    for (number, words) in [(0, "0"), (999, "999"), (1000, "1.000"), (125_000, "125.000"), (1_000_000, "1.000.000"), (-1234, "−1.234")] {
        assert_eq!(grouped(number, "."), words);
    }
}

#[test]
fn decomposed_files_give_the_same_pages_as_composed_ones() {
    let composed = decorated();
    let decomposed = Project::new();
    for (path, bytes) in composed.files("content") {
        let text: String = String::from_utf8(bytes).unwrap().nfd().collect();
        decomposed.write(&format!("content/{path}"), text);
    }
    assert_ne!(composed.read(STORY), decomposed.read(STORY));
    composed.build_web();
    decomposed.build_web();
    assert_eq!(composed.files("public"), decomposed.files("public"));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_no_page() {
    let plain = decorated();
    let windows = Project::new();
    for (path, bytes) in plain.files("content") {
        let text = String::from_utf8(bytes).unwrap();
        windows.write(&format!("content/{path}"), format!("\u{feff}{}", text.replace('\n', "\r\n")));
    }
    plain.build_web();
    windows.build_web();
    assert_eq!(plain.files("public"), windows.files("public"));
}

proptest! {
    #[test]
    fn composing_twice_is_composing_once(text in WORDS) {
        let once = nfc(&text).into_owned();
        prop_assert_eq!(nfc(&once), once.as_str());
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(nfc(&decomposed), once.as_str());
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_knows_no_spelling_and_no_case(text in WORDS) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&decomposed), fold(&text));
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        prop_assert!(fold(&text).chars().all(|letter| letter.is_ascii() || letter == '–'));
    }

    #[test]
    fn order_is_total(a in WORDS, b in WORDS, c in WORDS) {
        let keys = SortKeys::new(&Lang::new("vi").unwrap());
        let (a, b, c) = (nfc(&a), nfc(&b), nfc(&c));
        prop_assert_eq!(keys.compare(&a, &b), keys.compare(&b, &a).reverse());
        prop_assert_eq!(keys.compare(&a, &b).is_eq(), a == b);
        let mut sorted = [&a, &b, &c];
        sorted.sort_by(|a, b| keys.compare(a, b));
        prop_assert!(keys.compare(sorted[0], sorted[2]).is_le());
    }

    #[test]
    fn a_known_word_is_nearest_to_itself(words in prop::collection::btree_set("[a-z]{1,12}", 1..8)) {
        for word in &words {
            prop_assert_eq!(nearest(word, words.iter().map(String::as_str)), Some(word.as_str()));
        }
    }

    #[test]
    fn a_date_is_written_as_it_was_read(year in 1i16..=9999, month in prop::option::of(1i8..=12), day in 1i8..=28, has_day: bool) {
        let text = match month {
            Some(month) if has_day => format!("{year:04}-{month:02}-{day:02}"),
            Some(month) => format!("{year:04}-{month:02}"),
            None => format!("{year:04}"),
        };
        prop_assert_eq!(date(&text).iso(), text);
    }

    #[test]
    fn grouped_digits_without_marks_are_the_number(number: i64) {
        let words = grouped(number, ".");
        prop_assert_eq!(words.replace('.', "").replace('−', "-"), number.to_string());
        prop_assert!(words.trim_start_matches('−').split('.').skip(1).all(|group| group.len() == 3));
    }
}

const STORY: &str = "content/sites/dinh/index.md";

/// The small catalogue and a site with marks wherever they can stand: names, footnotes, links, raw HTML.
fn decorated() -> Project {
    let story = "\
---
name: Đình Bình Thủy
summary: “Ngôi đình cổ” ở Cần Thơ…
also_known_as: [Long Tuyền cổ miếu, Đình Thuỷ]
types: [architectural]
etiquette: Ăn mặc chỉnh tề, đi nhẹ nói khẽ.
place:
  addresses: [{text: \"phường Bình Thủy, TP Cần Thơ\"}]
facts:
  - {text: Đình được dựng lại năm 1909., sources: [Bảo tàng Cần Thơ]}
festivals:
  - {name: Kỳ yên Thượng điền, month: 4, first_day: 12, last_day: 14}
---

Người ta gọi là [chùa *Cầu*](/sites/chua-cau).[^một]

| Lễ | Ngày |
|---|---|
| Thượng điền | 12 tháng tư |

<b>Đậm</b> và **đậm**.

[^một]: Chú thích với chữ ẵ, ặ, Ệ, Ỗ, Ữ.
";
    let english = "---\nname: Bình Thủy Communal House\nsummary: An old house.\netiquette: Dress well.\n---\n\nIts story.\n";
    small().file(STORY, story).file("content/sites/dinh/index.en.md", english)
}

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// Sorts the words from a wrong order and compares.
#[track_caller]
fn assert_in_order(words: &[&str]) {
    let keys = SortKeys::new(&Lang::new("vi").unwrap());
    let mut sorted: Vec<&str> = words.iter().rev().copied().collect();
    sorted.sort_by(|a, b| keys.compare(a, b));
    assert_eq!(sorted, words);
}

#[test]
fn names_that_windows_keeps_for_devices_are_known_with_any_ending() {
    for name in ["con", "CON", "prn", "aux", "nul", "com1", "lpt9", "aux.js", "con.tar.gz", "com¹", "nul .txt"] {
        assert!(is_reserved(name) && !is_portable(name), "{name}");
    }
    for name in ["com0", "com10", "lpt", "com", "console", "bai-con", "cong", "conn", "7K3F9"] {
        assert!(!is_reserved(name) && is_portable(name), "{name}");
    }
    for name in ["anh.", "anh ", "a:b", "a?b", "a\\b", "a\u{1}b"] {
        assert!(!is_portable(name), "{name}");
    }
    assert!([".well-known", "security.txt", "Chùa Cầu.jpg"].into_iter().all(is_portable));
}
