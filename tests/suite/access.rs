//! For everybody: with the keyboard, at 400 %, with a finger, without motion, in both schemes, on paper, and with scripts off.

#![allow(clippy::print_stdout)] // what was measured

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use base64::Engine;
use serde_json::{Value, json};

use crate::browser::{Browser, barriers, browser, code_pages, narrow, samples, serve, telephone};
use crate::project::small;
use crate::weak_link::code;

/// A small telephone, or a window at 400 %; a plain telephone; a window.
const WIDTHS: [u32; 3] = [320, 412, 1280];

// ── axe ──

#[test]
fn axe_finds_no_barrier_in_light_or_dark_on_small_and_large_screens() {
    let browser = browser(json!({}));
    for page in samples() {
        browser.open(&page);
        let mut papers = BTreeSet::new();
        // colours go with the scheme and places with the width: each of both once
        for (scheme, width) in ["light", "dark", "light"].into_iter().zip(WIDTHS) {
            browser.shows(scheme);
            browser.is_wide(width);
            papers.insert(browser.run("return getComputedStyle(document.body).backgroundColor").to_string());
            assert_eq!(barriers(&browser), json!([]), "{page} in {scheme}, {width} wide");
        }
        assert_eq!(papers.len(), 2, "{page} looks the same in light and dark");
    }
}

#[test]
fn axe_finds_no_barrier_where_scripts_are_off() {
    let browser = browser(narrow());
    let scripts_are_off = |off: bool| browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": off }));
    for page in code_pages().into_iter().chain(["/q/".to_owned(), "/vi/routes/binh-thuy-ninh-kieu/keypad/".to_owned()]) {
        scripts_are_off(true);
        browser.open(&page);
        scripts_are_off(false); // those of the page have had their chance, and axe is one too
        assert_eq!(barriers(&browser), json!([]), "{page}");
    }
}

// ── screens and fingers ──

#[test]
fn buttons_and_ways_through_the_website_are_large_enough_for_a_finger() {
    let browser = browser(telephone());
    for page in samples() {
        browser.open(&page);
        let small = browser.run(
            "return [...document.querySelectorAll('button, .button, summary, input, nav:not(.crumbs) a, .keypad li a, .editions a')]
            .filter(target => target.checkVisibility() && (target.offsetHeight < 44 || target.type === 'button' && target.offsetWidth < 44))
            .map(target => target.outerHTML.slice(0, 80) + ' ' + target.offsetWidth + '×' + target.offsetHeight)",
        );
        assert_eq!(small, json!([]), "{page}");
    }
}

#[test]
fn nothing_moves_for_those_who_asked_for_calm() {
    let browser = browser(telephone());
    let calm = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": calm }));
    for page in samples() {
        browser.open(&page);
        assert_eq!(browser.run("return matchMedia('(prefers-reduced-motion: reduce)').matches"), true);
        let moving = browser.run(
            "return [...document.querySelectorAll('*')].filter(one => {
                const style = getComputedStyle(one);
                return style.animationName !== 'none' || style.scrollBehavior === 'smooth' || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0.01);
            }).map(one => one.outerHTML.slice(0, 80))",
        );
        assert_eq!(moving, json!([]), "{page}");
    }
}

// ── the keyboard ──

#[test]
fn the_keyboard_reaches_everything_in_order_and_shows_where_it_is() {
    let browser = browser(telephone());
    let own = [
        "/vi/sites/dinh-binh-thuy/",
        "/en/products/che-dinh-tan-cuong-hao-dat/",
        "/vi/routes/binh-thuy-ninh-kieu/",
        "/vi/routes/binh-thuy-ninh-kieu/keypad/",
        "/vi/",
    ];
    for page in own.map(str::to_owned).into_iter().chain([format!("/Q/{}", code("sites/dinh-binh-thuy")), "/q/".to_owned()]) {
        browser.open(&page);
        let stops = browser.run(STOPS).as_u64().unwrap();
        assert!(stops > 5, "{page}");
        let mut reached = Vec::new();
        while reached.last().is_none_or(|last| last + 1 < stops) {
            browser.press("\u{e004}"); // Tab
            let at = browser.run(AT);
            let stop = at["stop"].as_u64().unwrap_or_else(|| panic!("{page}: after {reached:?} the keyboard is at {at}"));
            assert_eq!((&at["outlined"], &at["seen"]), (&json!(true), &json!(true)), "{page}: {at}");
            if reached.last() == Some(&stop) {
                let inside = at["inside"].as_bool().unwrap();
                assert!(inside, "{page}: the keyboard does not leave {at}");
            } else {
                reached.push(stop);
            }
        }
        assert!(reached.iter().copied().eq(0..stops), "{page}: {reached:?} of {stops}");
        browser.press("\u{e004}");
        assert_ne!(browser.run(AT)["stop"], stops - 1, "{page}: the keyboard does not leave the last stop");
    }
}

/// Opens what is folded, and keeps all that the keyboard must reach; gives how many.
const STOPS: &str = "document.querySelectorAll('details').forEach(folded => folded.open = true);
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]');
    window.stops = [...all].filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
    return stops.length";

/// Where the keyboard is, whether one sees that, and whether the thing has stops inside, as a player does.
const AT: &str = "const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect(), at = stops.indexOf(one);
    const top = document.elementFromPoint(box.left + Math.min(box.width, 40) / 2, box.top + box.height / 2);
    return {
        stop: at < 0 ? null : at,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && !!top && (one.contains(top) || top.contains(one)),
        inside: one.matches('audio, video'),
        what: one.outerHTML.slice(0, 80),
    }";

// ── scripts off ──

#[test]
fn a_page_tells_everything_where_scripts_are_off() {
    let browser = browser(telephone());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    for page in ["/vi/sites/nha-co-binh-thuy/".to_owned(), format!("/Q/{}", code("sites/nha-co-binh-thuy"))] {
        browser.open(&page);
        for part in ["h1", ".lead", ".story p", ".ledger dd", ".go a[href*='google.com/maps']", ".go a[href^='geo:']", ".near li a", ".facts summary", ".qr"] {
            assert_eq!(browser.run(&shows(part)), true, "{page} does not show {part}");
        }
        assert_eq!(browser.run("return document.querySelector('img.cover').naturalWidth > 300"), true, "{page}: the picture");
    }
    assert_eq!(
        browser.run("return [...document.querySelectorAll('article.view')].map(view => view.lang + (view.offsetHeight > 500))"),
        json!(["vitrue", "entrue"])
    );
    browser.open("/vi/sites/dinh-binh-thuy/");
    browser.tap("nav.tongues a[lang=en]");
    browser.arrives_at("/en/sites/dinh-binh-thuy/");
    assert_eq!(browser.run("return document.documentElement.lang"), "en");
}

#[test]
fn price_and_telephone_are_there_where_scripts_are_off() {
    let project = small().edit("content/products/muoi-ruong.yaml", "group:", "price: {amount: 35000, valid_on: 2026-11-01}\ngroup:").edit(
        "content/producers/htx-muoi.yaml",
        "type:",
        "contact: {telephone: \"0912 345 678\"}\ntype:",
    );
    project.build_web();
    let server = serve(project.path("public"));
    let browser = browser(telephone());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    for (page, price) in [("vi", "35.000"), ("en", "35,000")] {
        browser.goto(&format!("http://{server}/{page}/products/muoi-ruong/"));
        assert!(browser.run("return document.querySelector('main').innerText").as_str().unwrap().contains(price), "{page}");
        assert_eq!(browser.run(&shows("a[href^='/'][href*='/producers/htx-muoi/']")), true, "{page}");
        browser.goto(&format!("http://{server}/{page}/producers/htx-muoi/"));
        assert_eq!(browser.run(&shows("a[href^='tel:']")), true, "{page}");
    }
}

/// Whether something of this kind can be seen.
fn shows(part: &str) -> String {
    format!("return [...document.querySelectorAll(\"{part}\")].some(one => one.checkVisibility() && one.offsetHeight > 0)")
}

// ── paper ──

#[test]
fn a_printed_page_has_the_code_and_the_address_on_four_sheets_at_most() {
    let browser = browser(json!({}));
    for (entry, address) in
        [("sites/dinh-binh-thuy", "Bình Thủy"), ("products/che-dinh-tan-cuong-hao-dat", "Thái Nguyên"), ("routes/binh-thuy-ninh-kieu", "Ninh Kiều")]
    {
        browser.open(&format!("/vi/{entry}/"));
        let (text, symbols) = printed(&browser);
        let sheets = text.matches('\u{c}').count();
        println!("{entry}: {sheets} sheets");
        assert!((1..=4).contains(&sheets), "{entry}: {sheets} sheets");
        let printed = format!("DISAN.EXAMPLE.VN/Q/{}", code(entry));
        assert!(text.contains(address) && text.to_uppercase().contains(&printed), "{entry}: {text}");
        assert!(symbols.contains(&format!("https://{printed}").to_uppercase()), "{entry}: {symbols:?}");
    }
}

/// The page that is open, on A4: its text, a form feed after each sheet, and what its symbols say.
fn printed(browser: &Browser) -> (String, BTreeSet<String>) {
    let sheet = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
    let answer: Value = browser.devtools("Page.printToPDF", sheet);
    let pdf = base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    fs::write(&file, pdf).unwrap();
    let text = Command::new("pdftotext").args(["-layout", file.to_str().unwrap(), "-"]).output().unwrap();
    assert!(Command::new("pdftoppm").args(["-r", "150", "-png"]).arg(&file).arg(folder.path().join("sheet")).status().unwrap().success());
    let sheets = fs::read_dir(folder.path()).unwrap().map(|sheet| sheet.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "png"));
    let read = Command::new("zbarimg").args(["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"]).args(sheets).output().unwrap();
    let symbols = String::from_utf8(read.stdout).unwrap().lines().map(str::to_uppercase).collect();
    (String::from_utf8(text.stdout).unwrap(), symbols)
}
