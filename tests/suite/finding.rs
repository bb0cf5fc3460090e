//! The page that finds codes: all of them are on it, or on the lists that it leads to; in Chromium, it reads what is typed as the program does.

use std::collections::BTreeSet;

use disan::catalogue::{Code, Mistyped};
use serde_json::json;

use crate::browser::{browser, serve, speaking};
use crate::html::{Element, Html};
use crate::project::{Project, built, small};

#[test]
fn every_code_that_opens_a_page_is_listed_with_its_names() {
    let project = small();
    project.build_web();
    let page = Html::parse(&project.read("public/q/index.html"));
    let mut listed: Vec<(String, String)> = page.all(".codes a").map(|link| (link.attr("href").unwrap(), link.text())).collect();
    assert!(listed.is_sorted());
    listed.sort_by_key(|(_, text)| text.chars().skip(5).collect::<String>());
    let expected = [
        ("producers/htx-muoi", "HTX MuốiSalt Cooperative"),
        ("products/muoi-ruong", "Muối ruộngField salt"),
        ("sites/chua-cau", "Chùa CầuJapanese Covered Bridge"),
    ];
    let mut expected: Vec<(String, String)> = expected
        .iter()
        .map(|(entry, names)| (Code::hashed(entry).to_string(), names))
        .map(|(code, names)| (format!("/Q/{code}"), format!("{code}{names}")))
        .collect();
    expected.sort_by_key(|(_, text)| text.chars().skip(5).collect::<String>());
    assert_eq!(listed, expected);
    let languages: BTreeSet<_> = page.all(".codes span").map(|name| name.attr("lang").unwrap()).collect();
    assert_eq!(languages, ["en".to_owned(), "vi".to_owned()].into());
    assert_eq!(project.read("public/Q/index.html"), project.read("public/q/index.html"));
}

#[test]
fn moved_and_retired_codes_are_listed_too_and_lost_ones_are_not() {
    let project = small().file(
        "content/ledger.yaml",
        "7K3F1:\n  entry: sites/cu\n  moved: sites/chua-cau\n9T7JQ:\n  entry: sites/mat\n  retired: {notice: {vi: Đã dỡ., en: Gone.}}\nZG7H9:\n  entry: sites/khong-con\n",
    );
    project.build_web();
    let page = Html::parse(&project.read("public/q/index.html"));
    let of = |code: &str| page.all(".codes a").find(|link| link.attr("href").unwrap().ends_with(code)).map(Element::text);
    assert_eq!(of("7K3F1").as_deref(), Some("7K3F1Chùa CầuJapanese Covered Bridge"));
    assert_eq!(of("9T7JQ").as_deref(), Some("9T7JQMã này không còn dùngThis code is out of use"));
    assert_eq!(of("ZG7H9"), None, "it opens nothing");
}

#[test]
fn every_page_and_the_one_that_is_not_there_lead_to_it() {
    let project = small();
    project.build_web();
    for (page, words) in [("vi/index.html", "Tìm theo mã"), ("en/sites/chua-cau/index.html", "Find by code")] {
        assert!(project.read(&format!("public/{page}")).contains(&format!("<a href=\"/q/\">{words}</a>")), "{page}");
    }
    let lost = project.read("public/404.html");
    assert!(lost.contains("href=\"/q/#vi\">Tìm theo mã<") && lost.contains("href=\"/q/#en\">Find by code<"), "{lost}");
    assert!(!project.read("public/sitemap.xml").contains("/q/"));
}

/// A catalogue of so many codes.
fn large(count: usize) -> Project {
    let project = Project::in_memory().file("content/catalogue.yaml", crate::project::CATALOGUE);
    for number in 0..count {
        let page = format!("name: {{vi: Ngôi đình số {number}, en: Communal house {number}}}\nsummary: {{vi: Một trang., en: A page.}}\n");
        project.write(&format!("content/pages/dinh-{number}.yaml"), page);
    }
    project.build_web();
    project
}

#[test]
fn five_hundred_codes_stand_in_one_list_and_more_in_one_for_each_first_character() {
    let whole = large(500);
    let page = whole.read("public/q/index.html");
    assert_eq!(Html::parse(&page).all(".codes a").count(), 500);
    assert!(page.len() < 120_000, "{} bytes", page.len());
    assert!(!whole.path("public/q/7.html").exists());

    let parted = large(501);
    let index = Html::parse(&parted.read("public/q/index.html"));
    assert_eq!(index.all(".codes a").count(), 0);
    let mut listed = BTreeSet::new();
    for link in index.all(".firsts a") {
        let (first, path) = (link.attr("data-first").unwrap(), link.attr("href").unwrap());
        assert_eq!(path, format!("/q/{}.html", first.to_lowercase()));
        let page = parted.read(&format!("public{path}"));
        assert_eq!(page, parted.read(&format!("public/Q/{first}.html")));
        assert!(page.len() < 50_000, "{path}: {} bytes", page.len());
        let list = Html::parse(&page);
        assert_eq!(list.all(".firsts a[aria-current=page]").map(|link| link.text()).collect::<Vec<_>>(), [first.as_str()]);
        for code in list.all(".codes a").map(|link| link.attr("href").unwrap()) {
            assert!(code.starts_with(&format!("/Q/{first}")) && parted.path(&format!("public{code}.html")).exists(), "{path}: {code}");
            assert!(listed.insert(code));
        }
    }
    assert_eq!(listed.len(), 501);
}

// ── in a browser ──

#[test]
fn what_is_typed_is_read_as_the_program_reads_it() {
    let known: BTreeSet<String> = ledger_codes().into_iter().collect();
    let typed: Vec<String> = (0..4_000_u64).map(slip).filter(|text| Code::typed(text).map_or(true, |code| !known.contains(&code.to_string()))).collect();
    let expected: Vec<&str> = typed
        .iter()
        .map(|text| match Code::typed(text) {
            Ok(_) => "unknown",
            Err(Mistyped::Form) => "form",
            Err(Mistyped::Check) => "check",
        })
        .collect();
    for wanted in ["unknown", "form", "check"] {
        assert!(expected.iter().filter(|told| **told == wanted).count() > 200, "too little of {wanted}");
    }
    let browser = browser(speaking("en"));
    browser.open("/q/");
    let told = browser.run(&format!(
        "const field = document.getElementById('typed'), told = document.getElementById('told');
        return {}.map(text => {{
            field.value = text;
            field.form.requestSubmit();
            return ['unknown', 'form', 'check'].find(what => document.getElementById('told-' + what).innerHTML === told.innerHTML);
        }})",
        json!(typed)
    ));
    for ((text, expected), told) in typed.iter().zip(expected).zip(told.as_array().unwrap()) {
        assert_eq!(told, expected, "{text:?}");
    }
    browser.is_quiet("/q/");
}

#[test]
fn a_code_typed_somehow_opens_its_page() {
    let browser = browser(speaking("vi"));
    for (number, code) in ledger_codes().iter().enumerate().step_by(7) {
        browser.open("/q/");
        let lower = code.to_lowercase();
        let (start, end) = lower.split_at(2);
        let typed = if number % 2 == 0 { format!("{start} {end}").replace('0', "o") } else { format!("https://disan.example.vn/Q/{}", code.replace('1', "l")) };
        browser.run("document.getElementById('typed').focus()");
        browser.type_text(&typed);
        browser.click(".type button");
        assert_eq!(browser.run("return location.pathname"), format!("/Q/{code}"), "{typed}");
    }
}

#[test]
fn what_is_wrong_with_a_code_is_said_in_the_visitors_language() {
    for (wanted, words) in [("vi", "Có một ký tự gõ chưa đúng"), ("en", "One character is not right")] {
        let browser = browser(speaking(wanted));
        browser.open("/q/");
        browser.run("document.getElementById('typed').focus()");
        browser.type_text("7K3F2");
        browser.click(".type button");
        let told = browser.run("return document.querySelector('[role=alert]').innerText");
        assert!(told.as_str().unwrap().starts_with(words), "{told}");
        let field = browser.run("const field = document.activeElement; return [field.id, field.getAttribute('aria-invalid')]");
        assert_eq!(field, json!(["typed", "true"]));
        browser.type_text("1"); // typing on takes the words away
        assert_eq!(browser.run("return document.querySelector('[role=alert]').innerText"), "");
        let sizes =
            browser.run("return ['#typed', '.type button', '.firsts a', '.codes a'].map(it => document.querySelector(it).getBoundingClientRect().height)");
        assert!(sizes.as_array().unwrap().iter().all(|height| height.as_f64().unwrap() >= 44.0), "{sizes}");
    }
}

#[test]
fn without_javascript_the_list_of_codes_is_the_way() {
    let browser = browser(speaking("en"));
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.open("/q/");
    let seen = browser.run("return [document.querySelector('.type').offsetHeight, document.querySelector('.codes span:nth-of-type(2)').offsetHeight > 0]");
    assert_eq!(seen, json!([0, true]));
    let first = browser.run("return document.querySelector('.codes a').getAttribute('href')");
    assert_eq!(first, format!("/Q/{}", ledger_codes()[0]));
}

#[test]
fn in_a_large_catalogue_a_typed_code_is_looked_for_in_its_own_list() {
    let project = large(501);
    let server = serve(project.path("public"));
    let code = Code::hashed("pages/dinh-77");
    let browser = browser(speaking("en"));
    browser.goto(&format!("http://{server}/q/"));
    browser.run("document.getElementById('typed').focus()");
    browser.type_text(&code.to_string());
    browser.click(".type button");
    let there = format!("location.pathname === '/Q/{code}'");
    browser.wait_for(&format!("const done = arguments[0]; (function look() {{ {there} ? done(true) : setTimeout(look, 20); }})()"));
    browser.goto(&format!("http://{server}/q/#{}", code.next()));
    // the code after it is nobody's: its own list says so
    let wanted = "document.getElementById('told').innerText.indexOf('no such code') > 0";
    browser.wait_for(&format!("const done = arguments[0]; (function look() {{ {wanted} ? done(true) : setTimeout(look, 20); }})()"));
    assert_eq!(browser.run("return location.pathname"), format!("/q/{}.html", code.next().first().to_ascii_lowercase()));
}

/// The codes of the committed catalogue, sorted.
fn ledger_codes() -> Vec<String> {
    let ledger = built().read("content/ledger.yaml");
    ledger.lines().filter(|line| line.ends_with(':') && !line.starts_with([' ', '#'])).map(|line| line.trim_matches([':', '\'', '"']).to_owned()).collect()
}

/// What somebody could type, always the same for a number: a code, right or with slips, or letters without sense.
fn slip(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let letters: Vec<char> = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -.–\u{a0}\u{feff}\u{85}/ưđÁ０Ⅰ\u{212a}🙂".chars().collect();
    let mut typed: Vec<char> = Code::hashed(&format!("pages/{number}")).to_string().chars().collect();
    match random(5) {
        0 => {}
        1 => typed = (0..random(9)).map(|_| letters[random(letters.len())]).collect(),
        2 => typed = typed.iter().map(|letter| letter.to_ascii_lowercase()).collect(),
        _ => {
            for _ in 0..=random(2) {
                let at = random(typed.len());
                match random(4) {
                    0 => typed[at] = letters[random(letters.len())],
                    1 => typed.insert(at, letters[62 + random(letters.len() - 62)]),
                    2 => typed[at] = letters[random(62)],
                    _ => typed.swap(at, (at + 1) % 5),
                }
            }
        }
    }
    typed.into_iter().collect()
}
