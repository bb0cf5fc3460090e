//! What a repeated build takes over from the one before it: after any edits it gives the same bytes as a build from nothing, website and print.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::project::{Project, copy, root, small};

const SITE: &str = "content/sites/chua-cau/index.md";
const PRODUCT: &str = "content/products/muoi-ruong.yaml";
const SETTINGS: &str = "content/catalogue.yaml";
const LEDGER: &str = "content/ledger.yaml";

/// What may happen between two builds; the number makes each a little different.
const EDITS: &[fn(&Project, u8)] = &[
    |project, number| replace(project, SITE, "summary: ", &format!("summary: Cây cầu có mái, lần sửa {number}.")),
    |project, number| replace(project, SITE, "name: ", &format!("name: Chùa Cầu {number}")),
    |project, number| replace(project, SITE, "  date: ", &format!("  date: 19{}-02-17", 85 + number % 15)),
    |project, number| replace(project, PRODUCT, "group: ", ["group: food", "group: beverage", "group: medicinal"][usize::from(number) % 3]),
    |project, number| replace(project, PRODUCT, "name: ", &format!("name: {{vi: Muối ruộng {number}, en: Field salt {number}}}")),
    |project, number| {
        let picture = ["turned-1.jpg", "turned-6.jpg"][usize::from(number) % 2];
        fs::copy(root().join("tests/pictures").join(picture), project.path("content/sites/chua-cau/cau.jpg")).unwrap();
        replace(project, SITE, "pictures: ", "pictures: [{file: cau.jpg, alt: {vi: Cầu, en: Bridge}}]");
    },
    |project, _| {
        drop(fs::remove_file(project.path("content/sites/chua-cau/cau.jpg")));
        project.write(SITE, project.read(SITE).lines().filter(|line| !line.starts_with("pictures: ")).map(|line| format!("{line}\n")).collect::<String>());
    },
    |project, number| {
        let page = format!("name: {{vi: Trang {number}, en: Page {number}}}\nsummary: {{vi: Một trang., en: A page.}}\nrelated: [sites/chua-cau]\n");
        project.write(&format!("content/pages/trang-{}.yaml", number % 3), page);
    },
    |project, number| drop(fs::remove_file(project.path(&format!("content/pages/trang-{}.yaml", number % 3)))),
    |project, number| {
        let [from, to] = if number % 2 == 0 { ["trang-0", "trang-1"] } else { ["trang-1", "trang-2"] };
        drop(fs::rename(project.path(&format!("content/pages/{from}.yaml")), project.path(&format!("content/pages/{to}.yaml"))));
    },
    |project, number| replace(project, SETTINGS, "title: ", &format!("title: {{vi: Di sản quê tôi {number}, en: Heritage of my home {number}}}")),
    |project, number| replace(project, SETTINGS, "  name: ", &format!("  name: {{vi: Đoàn xã số {number}, en: Commune youth union {number}}}")),
    |project, number| replace(project, SETTINGS, "styles: ", &format!("styles: [{{name: hoi-thi, dark: \"#{:02x}2030\"}}]", number % 80)),
    |project, number| {
        let stock = ["roll-50x30", "l7160"][usize::from(number) % 2];
        replace(project, SETTINGS, "print: ", &format!("print: [{{name: nhan, as: label, what: [products], stock: {stock}, copies: {}}}]", number % 5 + 1));
    },
    |project, _| replace(project, SETTINGS, "print: ", "print: []"),
    |project, number| replace(project, SETTINGS, "symbols: ", &format!("symbols: [{{name: chao, text: Xin chào {number}}}]")),
    |project, number| replace(project, SETTINGS, "offline: ", if number % 2 == 0 { "offline: true" } else { "offline: false" }),
    |project, number| project.write("templates/not_found.html", format!("<!doctype html><title>{number}</title>")),
    |project, number| themed(project, "style.css", &format!("/* {number} */\n")),
    |project, number| themed(project, "print/plaque.typ", &format!("// {number}\n")),
    |project, number| themed(project, "print/shared.typ", &format!("// {number}\n")),
    |project, number| {
        let path = project.path(LEDGER);
        if path.exists() {
            // where the last edit broke something, nothing is recorded
            drop(project.disan(&["codes", "printed", "sites/chua-cau", "--batch", &format!("đợt {number}"), "--today", "2026-11-21"]).output());
        }
    },
];

#[test]
fn a_repeated_build_gives_what_a_build_from_nothing_gives() {
    let edits = prop::collection::vec((0..EDITS.len(), any::<u8>(), 0..4_u8), 16);
    let config = Config { cases: 3, max_shrink_iters: 0, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let compared = std::cell::Cell::new(0);
    let result = runner.run(&edits, |edits| {
        let project = small();
        for (step, (edit, number, day)) in edits.into_iter().enumerate() {
            EDITS[edit](&project, number);
            // from one year to the next a certificate runs out
            let today = format!("20{}-11-21", 26 + day);
            let built = |project: &Project| project.disan(&["build", "--today", &today]).output().unwrap().status.success();
            let fresh = Project::new();
            for folder in ["content", "templates", "themes"] {
                if project.path(folder).exists() {
                    copy(&project.path(folder), &fresh.path(folder));
                }
            }
            let is_built = built(&project);
            prop_assert_eq!(is_built, built(&fresh), "step {}, edit {}", step, edit);
            for folder in ["public", "print"].iter().filter(|_| is_built) {
                let (repeated, anew) = (project.files(folder), fresh.files(folder));
                let differing: Vec<&String> = repeated.iter().filter(|file| !anew.contains(file)).map(|(path, _)| path).collect();
                prop_assert!(repeated.len() == anew.len() && differing.is_empty(), "step {}, edit {}: {:?}", step, edit, differing);
            }
            compared.set(compared.get() + usize::from(is_built));
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.get() > 40, "only {} builds were compared", compared.get());
}

/// Writes a line of front matter or settings anew; where there is none yet, it comes first.
fn replace(project: &Project, path: &str, key: &str, line: &str) {
    let text = project.read(path);
    let mut is_there = false;
    let mut lines: Vec<String> = Vec::new();
    for known in text.lines() {
        let is_it = !is_there && known.starts_with(key);
        is_there |= is_it;
        lines.push(if is_it { line.to_owned() } else { known.to_owned() });
    }
    if !is_there {
        lines.insert(usize::from(text.starts_with("---")), line.to_owned());
    }
    project.write(path, lines.join("\n") + "\n");
}

/// A theme that differs from the built-in one in the end of one file.
fn themed(project: &Project, file: &str, end: &str) {
    let theme = std::fs::read_to_string(root().join("themes/default").join(file)).unwrap();
    project.write(&format!("themes/rieng/{file}"), theme + end);
    replace(project, SETTINGS, "theme: ", "theme: rieng");
}

#[test]
fn nothing_is_made_again_while_its_recipe_stays_and_all_that_was_damaged_is() {
    let project = small();
    replace(&project, SETTINGS, "print: ", "print: [{name: nhan, as: stop, what: [sites], stock: a4}]");
    project.build();
    let recorded = project.read(".disan-cache/made-print");
    assert!(["plaques.pdf", "/nhan.pdf", "plaques/", "symbols/"].iter().all(|file| recorded.contains(file)), "{recorded}");
    let before = project.files("print");
    let again = project.succeeds(&["build", "--lang", "en"]);
    assert!(again.contains("; 0 files new or changed") && !again.contains("read back"), "{again}");
    // half of a plaque was overwritten by hand, one is gone: both come back
    let plaque = before.iter().find(|(path, _)| path.starts_with("plaques/") && path.ends_with(".pdf")).unwrap();
    project.write(&format!("print/{}", plaque.0), &plaque.1[..plaque.1.len() / 2]);
    fs::remove_file(project.path("print/plaques.pdf")).unwrap();
    project.build();
    assert!(project.files("print") == before);
    // what is on record is damaged: it only costs time
    project.write(".disan-cache/made-print", recorded.replace("  ", " "));
    project.build();
    assert!(project.files("print") == before);
}

#[test]
fn what_was_told_is_told_each_time() {
    let project = small();
    replace(&project, SETTINGS, "print: ", "print: [{name: nhan, as: label, what: [products], stock: roll-40x30}]");
    let told = |project: &Project| {
        let output = project.disan(&["build", "--lang", "en", "--format", "short"]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let first = told(&project);
    assert!(first.contains("warning[E08"), "{first}");
    assert_eq!(told(&project), first);
    let check = project.disan(&["check", "--lang", "en", "--format", "short"]).output().unwrap();
    assert_eq!(String::from_utf8(check.stderr).unwrap(), first);
}
