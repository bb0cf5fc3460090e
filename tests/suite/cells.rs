//! Tables for spreadsheets: what they would take for a number, a date or a formula stays the text that it is.

use disan::text::{Cell, csv};

use crate::project::{CATALOGUE, Project, small};

/// What a file with this one cell holds behind its mark, with the word joiner as `⁠_`.
fn cell(text: &str) -> String {
    let file = csv([vec![Cell::text(text)]]);
    file.strip_prefix('\u{feff}').unwrap().strip_suffix("\r\n").unwrap().replace('\u{2060}', "_")
}

#[test]
fn what_a_spreadsheet_would_take_for_something_else_is_marked() {
    for text in [
        "1E039",
        "00012",
        "DEC16",
        "16 Dec",
        "3-4",
        "1/2",
        "12:30",
        "8938501234568",
        "-5",
        "+84 292",
        "(12)",
        "50%",
        "1.000",
        "35.000 đ",
        "VND 5",
        "thg 12",
        "TRUE",
        "False",
        "=SUM(1;2)",
        "+Bánh hai",
        "-Bánh",
        "@x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "|calc",
        "１２",
        "1900 1234",
        "MAY1",
        "2026-11-25",
    ] {
        assert!(cell(text).trim_start_matches('"').starts_with('_'), "{text}: {}", cell(text));
    }
    for text in [
        "/Q/1E039",
        "Bánh hai",
        "500 g",
        "Đợt 1",
        "nhan.pdf",
        "00012.svg",
        "a4",
        "H 12",
        "63.5 × 38.1 mm",
        "sites/3-4",
        "Chùa Cầu",
        "true love",
        "May",
        "OCOP 4",
        "",
    ] {
        assert!(!cell(text).contains('_'), "{text}: {}", cell(text));
    }
}

#[test]
fn cells_are_quoted_as_rfc_4180_says_and_lines_end_with_both_letters() {
    let table = csv([vec![Cell::text("a"), Cell::figure(&12)], vec![Cell::text("b, \"c\"; d"), Cell::figure(&"2026-11-25")]]);
    assert_eq!(table, "\u{feff}a,12\r\n\"b, \"\"c\"\"; d\",2026-11-25\r\n");
    // what is not shown as itself is named, and no line is broken
    assert_eq!(cell("a\r\nb\tc\u{1b}]0;x\u{7}\u{202e}"), "\"a\\r\\nb\\tc\\u{1b}]0;x\\u{7}\\u{202e}\"");
}

#[test]
fn the_list_of_an_order_keeps_codes_and_names_that_look_like_numbers_and_formulas() {
    let order = "print: [{name: nhan, as: label, what: [products], stock: roll-100x150, material: \"3-4\"}]\n";
    let mut project = small().file("content/catalogue.yaml", format!("{CATALOGUE}{order}"));
    let mut ledger = String::new();
    for (slug, name, code) in [("mot", "1E039", "1E039"), ("hai", "+Bánh hai", "00012"), ("ba", "=SUM(1;2) ba", "DEC16")] {
        project = product(project, slug, name);
        ledger += &format!("{code}:\n  entry: products/{slug}\n");
    }
    let project = project.file("content/ledger.yaml", ledger);
    project.succeeds(&["print"]);
    let list = project.read("print/orders/nhan/list.csv").replace('\u{2060}', "_");
    for row in [
        "nhan.pdf,100 × 150 mm,1,_3-4,/Q/1E039,products/mot,_1E039,xã Ven Biển",
        "nhan.pdf,100 × 150 mm,1,_3-4,/Q/00012,products/hai,_+Bánh hai,xã Ven Biển",
        "nhan.pdf,100 × 150 mm,1,_3-4,/Q/DEC16,products/ba,\"_=SUM(1;2) ba\",xã Ven Biển",
    ] {
        assert!(list.lines().any(|line| line == row), "{row} is not in {list}");
    }
    assert!(!list.contains('\''), "{list}");
}

fn product(project: Project, slug: &str, name: &str) -> Project {
    let text = format!("name: {{vi: \"{name}\", en: \"{name}\"}}\nsummary: {{vi: Bánh., en: A cake.}}\nproducer: producers/htx-muoi\ngroup: food\n");
    project.file(&format!("content/products/{slug}.yaml"), text)
}
