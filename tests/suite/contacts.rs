//! Telephone numbers, Zalo and e-mail as people write them, and the links that come out.

use disan::text::{telephones, zalo};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::project::{Project, small};

fn dialled(text: &str) -> Vec<String> {
    telephones(text).unwrap_or_default().iter().map(disan::text::Telephone::link).collect()
}

#[test]
fn a_number_is_dialled_however_it_is_written() {
    for (text, link) in [
        ("+84 (0)292 3821 000", "tel:+842923821000"),
        ("+84 0292 3821 000", "tel:+842923821000"),
        ("(+84) 292 3821 000", "tel:+842923821000"),
        ("0084 292 3821 000", "tel:+842923821000"),
        ("(0292) 3821-000", "tel:02923821000"),
        ("0292\u{a0}3821\u{202f}000", "tel:02923821000"),
        ("0292.3821.000", "tel:02923821000"),
        ("0292 – 3821 000", "tel:02923821000"),
        ("0292 3821 000 (máy lẻ 12)", "tel:02923821000;ext=12"),
        ("0292 3821 000 ext. 12", "tel:02923821000;ext=12"),
        ("0292 3821 000, máy lẻ 12", "tel:02923821000;ext=12"),
        ("0292 3821 000 x12", "tel:02923821000;ext=12"),
        ("0292 3821 000 #12", "tel:02923821000;ext=12"),
        ("+842923821000;ext=12", "tel:+842923821000;ext=12"),
        ("1900 1234", "tel:19001234"),
        ("1800.6688", "tel:18006688"),
        ("113", "tel:113"),
        ("+33 (0)1 23 45 67 89", "tel:+33123456789"),
    ] {
        assert_eq!(dialled(text).concat(), link, "{text}");
    }
}

#[test]
fn two_numbers_in_one_line_are_two_links() {
    for text in [
        "0292 3821 000 - 0903 000 111",
        "0292 3821 000 / 0903 000 111",
        "0292 3821 000, 0903.000.111",
        "02923821000–0903000111",
        "0292 3821 000; 0903 000 111",
        "0292 3821 000 hoặc 0903 000 111",
        "0292 3821 000 và (0903) 000 111",
    ] {
        assert_eq!(dialled(text), ["tel:02923821000", "tel:0903000111"], "{text}");
    }
}

#[test]
fn what_cannot_be_dialled_is_no_number() {
    for text in ["", "gọi chị Hai", "0292 3821 000 / 001", "0292", "12", "+84", "0292 3821 000 0903 000 111", "0292 3821 000 (máy lẻ)", "1+900"] {
        assert_eq!(telephones(text), None, "{text}");
    }
}

#[test]
fn zalo_opens_numbers_addresses_and_official_accounts() {
    let links = |text: &str| zalo(text).unwrap_or_default().into_iter().map(|(_, link)| link).collect::<Vec<_>>();
    for (text, link) in [
        ("+84 (0)903 000 111", "https://zalo.me/0903000111"),
        ("0903-000-111", "https://zalo.me/0903000111"),
        ("0292 3821 000 (máy lẻ 12)", "https://zalo.me/02923821000"),
        ("1234567890123456789", "https://zalo.me/1234567890123456789"),
        ("htxmuoi.vn", "https://zalo.me/htxmuoi.vn"),
        ("https://zalo.me/g/abc", "https://zalo.me/g/abc"),
    ] {
        assert_eq!(links(text), [link], "{text}");
    }
    assert_eq!(links("0292 3821 000 / 0903 000 111"), ["https://zalo.me/02923821000", "https://zalo.me/0903000111"]);
    assert_eq!(zalo("chị Hai"), None);
}

proptest! {
    #[test]
    fn a_link_holds_nothing_but_what_is_dialled(text in "[0-9 +().\\-/,a-zA-Zẻáà\u{a0}#;=]{0,40}") {
        for number in telephones(&text).unwrap_or_default() {
            let link = number.link();
            let rest = link.strip_prefix("tel:").unwrap();
            let (number, extension) = rest.split_once(";ext=").unwrap_or((rest, "1"));
            let digits = number.strip_prefix('+').unwrap_or(number);
            prop_assert!((3..=15).contains(&digits.len()) && digits.bytes().chain(extension.bytes()).all(|byte| byte.is_ascii_digit()), "{}", link);
        }
    }
}

/// The page of the cooperative with this contact.
fn page(contact: &str) -> String {
    let project = with_contact(contact);
    project.build_web();
    project.read("public/vi/producers/htx-muoi/index.html")
}

fn with_contact(contact: &str) -> Project {
    small().edit("content/producers/htx-muoi.yaml", "type:", &format!("contact: {{{contact}}}\ntype:"))
}

#[test]
fn pages_link_each_number_and_search_engines_get_what_is_dialled() {
    let page = page("telephone: \"+84 (0)292 3821 000 (máy lẻ 12) / 0903\u{a0}000\u{a0}111\", zalo: \"+84 (0)903 000 111\"");
    assert!(page.contains("href=\"tel:+842923821000;ext=12\">+84 (0)292 3821 000 (máy lẻ 12)</a>, <a"), "{page}");
    assert!(page.contains("href=\"tel:0903000111\">0903 000 111</a>"), "{page}");
    assert!(page.contains("href=\"https://zalo.me/0903000111\""), "{page}");
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let graph: Value = serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    let numbers = find(&graph, "telephone").unwrap();
    assert_eq!(numbers, &json!(["+842923821000;ext=12", "0903000111"]));
}

fn find<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(key).or_else(|| map.values().find_map(|value| find(value, key))),
        Value::Array(all) => all.iter().find_map(|value| find(value, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[test]
fn what_no_link_can_say_is_told_wherever_it_stands() {
    let told = with_contact("telephone: gọi chị Hai, zalo: chị Hai, email: \"a@b.vn, c@d.vn\"")
        .edit("content/catalogue.yaml", "  name:", "  telephone: \"0292\"\n  email: bientap\n  name:")
        .edit("content/products/muoi-ruong.yaml", "group:", "where_to_buy: [{name: {vi: Chợ, en: Market}, telephone: \"34 56\"}]\ngroup:")
        .fails(&["check", "--format", "short", "--lang", "en"], 1);
    let count = |code: &str| told.matches(code).count();
    assert_eq!([count("E0429"), count("E0430"), count("E0431")], [3, 1, 2], "{told}");
}
