//! Codes over the years: printed ones keep answering while entries are renamed, merged and retired.

use crate::project::{Project, SITE, SITE_EN, small};

/// The code that the ledger gives an entry.
fn code(project: &Project, entry: &str) -> String {
    let ledger = project.read("content/ledger.yaml");
    let lines: Vec<&str> = ledger.lines().collect();
    let at = lines.iter().position(|line| *line == format!("  entry: {entry}")).unwrap_or_else(|| panic!("{entry} in {ledger}"));
    lines[..at].iter().rev().find(|line| !line.starts_with([' ', '#'])).unwrap().trim_end_matches(':').to_owned()
}

/// Adds a line below a code's entry.
fn add(project: &Project, entry: &str, line: &str) {
    let ledger = project.read("content/ledger.yaml");
    let entry = format!("  entry: {entry}\n");
    assert!(ledger.contains(&entry), "{ledger}");
    project.write("content/ledger.yaml", ledger.replacen(&entry, &format!("{entry}{line}\n"), 1));
}

fn rename(project: &Project, from: &str, to: &str) {
    std::fs::rename(project.path(&format!("content/{from}")), project.path(&format!("content/{to}"))).unwrap();
}

fn page(project: &Project, code: &str) -> String {
    let printed = project.read(&format!("public/Q/{code}.html"));
    assert_eq!(printed, project.read(&format!("public/q/{}.html", code.to_lowercase())));
    printed
}

#[test]
fn a_printed_code_that_leads_nowhere_stops_the_build_and_names_three_ways_out() {
    let project = small();
    project.build_web();
    let bridge = code(&project, "sites/chua-cau");
    project.succeeds(&["codes", "printed", "--batch", "Đợt 1", "sites/chua-cau", "--today", "2026-11-21"]);
    rename(&project, "sites/chua-cau", "sites/lai-vien-kieu");
    let said = project.fails(&["build", "--only", "web", "--lang", "en"], 1);
    for word in ["error[E0425]", &bridge, "Đợt 1", "sites/chua-cau", "restore", "moved:", "retired:"] {
        assert!(said.contains(word), "{word} in {said}");
    }
    assert!(page(&project, &bridge).contains("Chùa Cầu"), "the old folder is whole");
}

#[test]
fn every_printed_code_answers_across_ten_builds() {
    let project = small();
    for (slug, name) in [("thap-ba", "Tháp Bà"), ("my-son", "Mỹ Sơn")] {
        project.write(&format!("content/sites/{slug}/index.md"), SITE.replace("Chùa Cầu", name));
        project.write(&format!("content/sites/{slug}/index.en.md"), SITE_EN);
    }
    project.build_web(); // 1
    let [bridge, tower, temple] = ["chua-cau", "thap-ba", "my-son"].map(|slug| code(&project, &format!("sites/{slug}")));
    project.succeeds(&["codes", "printed", "--batch", "2026", "--all"]);
    project.build_web(); // 2: printing changes nothing
    assert!(page(&project, &bridge).contains("Chùa Cầu"));

    rename(&project, "sites/chua-cau", "sites/lai-vien-kieu");
    add(&project, "sites/chua-cau", "  moved: sites/lai-vien-kieu");
    project.build_web(); // 3: renamed
    assert!(page(&project, &bridge).contains("/vi/sites/lai-vien-kieu/"));
    let moved = project.read("public/vi/sites/chua-cau/index.html");
    assert!(
        moved.contains("url=/vi/sites/lai-vien-kieu/") && moved.contains("rel=\"canonical\" href=\"https://disan.example.vn/vi/sites/lai-vien-kieu/\""),
        "{moved}"
    );
    assert_eq!(project.succeeds(&["codes", "--lang", "en"]).matches("lai-vien-kieu").count(), 1, "the entry keeps its code under the new name");

    project.build_web(); // 4: nothing changes
    std::fs::remove_dir_all(project.path("content/sites/thap-ba")).unwrap();
    add(&project, "sites/thap-ba", "  moved: sites/my-son");
    project.build_web(); // 5: one entry taken into another: two codes, one page
    assert_eq!(page(&project, &tower), page(&project, &temple));

    project.succeeds(&["codes", "printed", "--batch", "2027", &format!("print/plaques/{temple}.pdf"), &bridge]);
    project.build_web(); // 6: printed again
    std::fs::remove_dir_all(project.path("content/sites/lai-vien-kieu")).unwrap();
    let said = project.fails(&["build", "--only", "web", "--lang", "en"], 1); // 7: refused
    assert!(said.contains("sites/lai-vien-kieu"), "{said}");
    let ledger = project.read("content/ledger.yaml");
    let retired = "  retired: {notice: {vi: Cây cầu đã dời đi nơi khác., en: The bridge has been taken elsewhere.}, see: sites/my-son}";
    project.write("content/ledger.yaml", ledger.replace("  moved: sites/lai-vien-kieu", retired));
    project.build_web(); // 8: retired with a notice
    let notice = page(&project, &bridge);
    for words in ["Cây cầu đã dời đi nơi khác.", "The bridge has been taken elsewhere.", "/vi/sites/my-son/", "/en/sites/my-son/", "lang=\"en\""] {
        assert!(notice.contains(words), "{words} in {notice}");
    }
    project.write("content/sites/lai-vien-kieu/index.md", SITE);
    project.write("content/sites/lai-vien-kieu/index.en.md", SITE_EN);
    project.build_web(); // 9: the entry comes back under a code of its own: a retired one is not given again
    assert_ne!(code(&project, "sites/lai-vien-kieu"), bridge);
    project.build_web(); // 10
    for code in [&bridge, &tower, &temple] {
        page(&project, code);
    }
    let table = project.succeeds(&["codes", "--lang", "en"]);
    for (code, state) in [(&bridge, "retired"), (&tower, "moved"), (&temple, "printed")] {
        assert!(table.lines().any(|line| line.starts_with(code.as_str()) && line.contains(state)), "{code} {state} in {table}");
    }
    assert!(table.lines().any(|line| line.starts_with(temple.as_str()) && line.contains("2027")), "{table}");
}

#[test]
fn recording_a_printing_keeps_what_somebody_wrote_and_adds_behind_it() {
    let project = small();
    project.build_web();
    let ledger = project.read("content/ledger.yaml");
    let [bridge, salt] = ["sites/chua-cau", "products/muoi-ruong"].map(|entry| code(&project, entry));
    let commented = ledger.replace(&format!("{bridge}:"), &format!("# biển ở cổng chính\n{bridge}: # inox"));
    project.write("content/ledger.yaml", &commented);
    project.succeeds(&["codes", "printed", "--batch", "Đợt: 1", &bridge.to_lowercase(), "--today", "2026-11-21"]);
    project.succeeds(&["codes", "printed", "--batch", "2", &bridge, &salt, "--today", "2027-01-02"]);
    let after = project.read("content/ledger.yaml");
    assert!(commented.lines().all(|line| after.lines().any(|kept| kept == line)), "{after}");
    let expected =
        format!("{bridge}: # inox\n  entry: sites/chua-cau\n  printed:\n  - batch: 'Đợt: 1'\n    date: 2026-11-21\n  - batch: '2'\n    date: 2027-01-02\n");
    assert!(after.replace("\"", "'").contains(&expected), "{after}");
    project.build_web();
    assert_eq!(project.read("content/ledger.yaml"), after, "a build changes nothing");
}

#[test]
fn a_name_that_no_code_belongs_to_records_nothing() {
    let project = small();
    project.build_web();
    let before = project.read("content/ledger.yaml");
    let said = project.fails(&["codes", "printed", "--batch", "1", "sites/chua-cau", "sites/chua-co", "--lang", "vi"], 2);
    assert!(said.contains("`sites/chua-co`"), "{said}");
    assert_eq!(project.read("content/ledger.yaml"), before);
}

#[test]
fn a_file_without_codes_takes_the_first_ones() {
    let project = small().file("content/ledger.yaml", "# của Đoàn xã\n{}\n");
    project.build_web();
    assert!(project.read("content/ledger.yaml").starts_with("# của Đoàn xã\n"));
    project.build_web();
}
