//! Paying a producer: banks by any of their names, and the section on its pages and its products' pages.

use std::collections::BTreeMap;

use disan::qr::Bank;
use disan::qr::vietqr::Transfer;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::json;

use crate::browser::{barriers, browser, narrow, serve};
use crate::html::{Element, Html};
use crate::project::{Project, copy, root, small};

const PRODUCER: &str = "content/producers/htx-muoi.yaml";

// ── banks ──

#[test]
fn a_bank_is_found_by_number_code_or_name() {
    for written in ["970436", "VCB", "vcb", "Vietcombank", "VIETCOMBANK", "vietcom bank", "Ngân hàng TMCP Ngoại Thương Việt Nam"] {
        assert_eq!(Bank::find(written).map(|bank| bank.short_name), Some("Vietcombank"), "{written}");
    }
    for (written, number) in [("MB", "970422"), ("Nam Á", "970428"), ("Co-op Bank", "970446"), ("momo", "971025"), ("GPBank", "970408")] {
        assert_eq!(Bank::number_of(written).as_deref(), Some(number), "{written}");
    }
    // what no list knows can be named by its number; what cannot be paid to is not known
    assert_eq!((Bank::number_of("970459").as_deref(), Bank::find("970459")), (Some("970459"), None));
    for written in ["", "bank", "BIDC", "97043", "９７０４３６", "Ngân hàng"] {
        assert_eq!(Bank::number_of(written), None, "{written}");
    }
}

#[test]
fn no_name_belongs_to_two_banks() {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for bank in Bank::all() {
        assert!(bank.number.len() == 6 && bank.number.bytes().all(|byte| byte.is_ascii_digit()), "{bank:?}");
        assert!(bank.name.starts_with("Ngân hàng") || bank.name.starts_with("CTCP"), "{bank:?}");
        for name in [bank.number, bank.code, bank.short_name, bank.name] {
            assert_eq!(Bank::find(name).map(|found| found.number), Some(bank.number), "{name}");
        }
        *numbers.entry(bank.number).or_default() += 1;
    }
    assert_eq!(numbers.len(), 58);
    let renamed: Vec<_> = numbers.into_iter().filter(|(_, names)| *names > 1).map(|(number, _)| Bank::find(number).unwrap().short_name).collect();
    assert_eq!(renamed, ["Vikki Bank", "MBV", "LPBank"], "the name of today is shown");
}

// ── pages ──

#[test]
fn a_producer_and_its_products_show_how_to_pay() {
    let project = small();
    project.build_web();
    for (lang, title) in [("vi", "Chuyển khoản"), ("en", "Pay by bank transfer")] {
        for path in ["producers/htx-muoi", "products/muoi-ruong"] {
            let page = page(&project, &format!("{lang}/{path}/index.html"));
            let section = page.all(".pay").next().unwrap_or_else(|| panic!("{lang}/{path}")).text();
            for words in [title, "HTX MUOI VEN BIEN", "Vietcombank", "Ngân hàng TMCP Ngoại Thương Việt Nam", "1234", "Mua muoi ruong"] {
                assert!(section.contains(words), "{lang}/{path}: {words} is missing in {section}");
            }
            assert!(!section.contains("0000001234"), "the symbol alone says the whole number");
            assert_eq!(page.all(".pay .qr").count(), 1);
            assert_eq!(page.all(".scan .pay, .pay .scan").count(), 0, "never in one frame with the page's own code");
        }
    }
}

#[test]
fn no_page_that_opens_from_a_code_asks_for_money() {
    let project = small().edit("content/products/muoi-ruong.yaml", "group: food", "group: food\ngtin: \"9521234543213\"");
    project.build_web();
    let mut seen = 0;
    for folder in ["Q", "q", "01"] {
        for (path, bytes) in project.files(&format!("public/{folder}")).into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(Html::parse(&text).all(".pay").count(), 0, "{folder}/{path}");
            seen += 1;
        }
    }
    assert_eq!(seen, 2 * 4 + 1);
}

#[test]
fn the_symbol_says_what_the_catalogue_says() {
    for (amount, expected) in [("", None), (", amount: 35000", Some(35_000))] {
        let project = small().edit(PRODUCER, ", checked", &format!("{amount}, checked"));
        project.build_web();
        let transfer = Transfer { amount: expected, purpose: Some("Mua muoi ruong".to_owned()), ..Transfer::to_account("970436", "0000001234") };
        for path in ["vi/producers/htx-muoi", "en/products/muoi-ruong"] {
            let text = project.read(&format!("public/{path}/index.html"));
            let svg = text.split_once("class=\"pay\"").unwrap().1.split_once("<svg").unwrap().1.split_once("</svg>").unwrap().0;
            let said = scanned(&format!("<svg{svg}</svg>"));
            assert_eq!(said, transfer.payload().unwrap(), "{path}");
            assert!(said.starts_with("000201010211"), "a code that is used again and again is static, whatever its amount");
            assert_eq!(text.contains("35.000\u{a0}₫") || text.contains("35.000 ₫") || text.contains("35,000 VND"), expected.is_some(), "{path}");
        }
    }
}

#[test]
fn a_bank_that_is_known_by_its_number_only_is_shown_by_it() {
    let project = small().edit(PRODUCER, "bank: VCB", "bank: \"970459\"");
    project.build_web();
    let page = page(&project, "en/producers/htx-muoi/index.html");
    assert!(page.all(".pay dd").map(Element::text).any(|text| text == "970459"));
    assert!(page.all(".pay .qr").next().unwrap().attr("aria-label").unwrap().ends_with("970459"));
}

#[test]
fn who_has_published_no_account_has_no_such_section() {
    let text = small().read(PRODUCER);
    let project = small().file(PRODUCER, text.lines().filter(|line| !line.starts_with("payment")).map(|line| format!("{line}\n")).collect::<String>());
    project.build_web();
    for path in ["vi/producers/htx-muoi", "en/products/muoi-ruong"] {
        assert_eq!(page(&project, &format!("{path}/index.html")).all(".pay").count(), 0);
    }
}

#[test]
fn everything_wrong_with_a_payment_is_told_in_its_place() {
    let wrong = "payment: {bank: Vietcomban, account: \"12 34\", holder: A, purpose: một câu dài hơn hai mươi lăm chữ, amount: 500000000, checked: 2026-12-01}";
    let project = small();
    let text: String = project.read(PRODUCER).lines().map(|line| if line.starts_with("payment") { wrong.to_owned() } else { line.to_owned() } + "\n").collect();
    let project = project.file(PRODUCER, text);
    let told = project.fails(&["build", "--only", "web", "--format", "short", "--lang", "en"], 1);
    let places: Vec<&str> =
        told.lines().filter_map(|line| line.split_once(": error[").map(|(place, rest)| (place, &rest[..5]))).map(|(_, code)| code).collect();
    assert_eq!(places, ["E0321", "E0322", "E0323", "E0305", "E0409"], "{told}");
    assert!(told.lines().take(5).all(|line| line.starts_with("content/producers/htx-muoi.yaml:7:")), "{told}");
}

#[test]
fn axe_finds_no_barrier_in_the_sections_of_the_example() {
    let project = Project::new();
    copy(&root().join("examples/bat-dau"), &project.path(""));
    project.build_web();
    let server = serve(project.path("public"));
    let browser = browser(narrow());
    for page in ["vi/producers/htx-mau", "en/products/keo-lac-mau", "q"] {
        for scheme in ["light", "dark"] {
            browser.goto(&format!("http://{server}/{page}/"));
            browser.shows(scheme);
            assert_eq!(barriers(&browser), json!([]), "{page} in {scheme}");
            assert_eq!(browser.run("return document.documentElement.scrollWidth"), 360, "{page} scrolls sideways");
        }
    }
}

fn page(project: &Project, path: &str) -> Html {
    Html::parse(&project.read(&format!("public/{path}")))
}

/// What a symbol says to a decoder that is not ours.
fn scanned(svg: &str) -> String {
    let tree = Tree::from_str(svg, &Options::default()).unwrap();
    let scale = 8.0;
    let side = (tree.size().width() * scale) as u32;
    let mut picture = Pixmap::new(side, side).unwrap();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    let grey = |x: usize, y: usize| picture.pixel(x as u32, y as u32).unwrap().red();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(side as usize, side as usize, grey);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}
