//! Codes (their check character) and the ledger that keeps them.

use std::collections::BTreeSet;
use std::fs;

use disan::catalogue::{Code, Mistyped};
use proptest::prelude::*;

use crate::project::{Project, small};

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LEDGER: &str = "content/ledger.yaml";

#[test]
fn every_code_is_five_letters_that_nobody_confuses_and_reads_back() {
    let first = Code::hashed("sites/chua-cau");
    let mut seen = BTreeSet::new();
    let mut code = first;
    loop {
        let printed = code.to_string();
        assert_eq!(Code::parse(&printed), Some(code));
        assert!(printed.len() == 5 && printed.chars().all(|letter| LETTERS.contains(letter)), "{printed}");
        assert!(seen.insert(code), "{code} comes twice");
        code = code.next();
        if code == first {
            break;
        }
    }
    assert_eq!(seen.len(), 32 * 32 * 32 * 32);
}

#[test]
fn codes_are_read_only_as_they_are_printed() {
    let code = Code::hashed("sites/chua-cau").to_string();
    let others =
        [code.to_lowercase(), format!(" {code}"), format!("{code}0"), code.chars().take(4).collect(), String::new(), "IIIII".to_owned(), "ĐĐĐĐĐ".to_owned()];
    for other in others.iter().filter(|other| **other != code) {
        assert_eq!(Code::parse(other), None, "{other}");
    }
}

#[test]
fn a_code_depends_on_the_entry_alone() {
    assert_eq!(Code::hashed("sites/chua-cau"), Code::hashed("sites/chua-cau"));
    assert_ne!(Code::hashed("sites/chua-cau"), Code::hashed("products/chua-cau"));
    // a published code must not change with the program: these are printed
    assert_eq!(Code::hashed("sites/chua-cau").to_string(), "ZG7H9");
}

proptest! {
    #[test]
    fn one_wrong_letter_is_always_found(identity in "[a-z]{1,10}") {
        let code = Code::hashed(&identity).to_string();
        for at in 0..5 {
            for letter in LETTERS.chars() {
                let wrong: String = code.chars().enumerate().map(|(index, right)| if index == at { letter } else { right }).collect();
                prop_assert_eq!(Code::parse(&wrong).is_some(), wrong == code);
            }
        }
    }

    #[test]
    fn two_letters_changed_over_are_always_found(identity in "[a-z]{1,10}") {
        let code: Vec<char> = Code::hashed(&identity).to_string().chars().collect();
        for one in 0..5 {
            for other in 0..one {
                let mut wrong = code.clone();
                wrong.swap(one, other);
                prop_assert_eq!(Code::parse(&wrong.iter().collect::<String>()).is_some(), wrong == code);
            }
        }
    }
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code = Code::parse("01QC6").unwrap();
    for typed in [
        "01qc6",
        " 01 QC6 ",
        "01-qc6",
        "0 1 q c 6",
        "oiqc6",
        "OLQC6",
        "01QC6.",
        "01\u{2011}QC6",
        "disan.example.vn/Q/01QC6",
        "https://DISAN.EXAMPLE.VN/Q/01QC6",
    ] {
        assert_eq!(Code::typed(typed), Ok(code), "{typed}");
    }
    for typed in ["", "01QC", "01QC66", "01QU6", "01QĆ6", "０１QC6", "01QC6/", "01QC6?", "chùa cầu"] {
        assert_eq!(Code::typed(typed), Err(Mistyped::Form), "{typed}");
    }
    for typed in ["01QC7", "10QC6", "01CQ6", "ZZZZ1"] {
        assert_eq!(Code::typed(typed), Err(Mistyped::Check), "{typed}");
    }
}

proptest! {
    #[test]
    fn however_a_code_is_typed_it_is_the_same_code(identity in "[a-z]{1,10}", seeds in proptest::collection::vec(0usize..12, 5)) {
        let code = Code::hashed(&identity);
        let typed: String = code.to_string().chars().zip(seeds).map(|(letter, seed)| mistaken(letter, seed)).collect();
        prop_assert_eq!(Code::typed(&typed), Ok(code), "{}", typed);
    }

    #[test]
    fn what_is_read_as_a_code_is_one(typed in "[0-9A-Za-z .-]{3,8}") {
        if let Ok(code) = Code::typed(&typed) {
            prop_assert_eq!(Code::parse(&code.to_string()), Some(code));
        }
    }
}

/// A letter as somebody may type it: in lower case, as another that looks the same, with a gap before or behind it.
fn mistaken(letter: char, seed: usize) -> String {
    let alike = match (letter, seed % 3) {
        ('0', 1) => 'O',
        ('0', 2) => 'o',
        ('1', 1) => 'l',
        ('1', 2) => 'I',
        (letter, 1) => letter.to_ascii_lowercase(),
        (letter, _) => letter,
    };
    ["", " ", "-", "\u{a0}"].map(|gap| format!("{gap}{alike}"))[seed / 3].clone()
}

#[test]
fn what_was_printed_can_be_named_as_it_is_typed() {
    let project = small();
    project.build_web();
    let code = Code::hashed("sites/chua-cau").to_string();
    let typed = format!("{} {}", &code.to_lowercase()[..2], &code.to_lowercase()[2..]);
    project.succeeds(&["codes", "printed", "--batch", "1", &typed]);
    assert!(project.read(LEDGER).contains(&format!("{code}:\n  entry: sites/chua-cau\n  printed:")), "{}", project.read(LEDGER));
    project.fails(&["codes", "printed", "--batch", "1", "7K3F9"], 2);
}

#[test]
fn the_first_build_records_every_code_and_its_page_is_there() {
    let project = small();
    project.build_web();
    let codes = recorded(&project);
    assert_eq!(codes.iter().map(|(_, entry)| entry.as_str()).collect::<BTreeSet<_>>(), ["sites/chua-cau", "producers/htx-muoi", "products/muoi-ruong"].into());
    assert!(codes.is_sorted());
    for (code, entry) in codes {
        assert_eq!(code, Code::hashed(&entry).to_string());
        assert!(project.read(&format!("public/Q/{code}.html")).contains(&entry));
    }
}

#[test]
fn a_check_records_nothing() {
    let project = small();
    project.succeeds(&["check"]);
    assert!(!project.path(LEDGER).exists());
}

#[test]
fn a_second_build_leaves_the_ledger_alone() {
    let project = small();
    project.build_web();
    let before = (project.read(LEDGER), fs::metadata(project.path(LEDGER)).unwrap().modified().unwrap());
    project.build_web();
    assert_eq!((project.read(LEDGER), fs::metadata(project.path(LEDGER)).unwrap().modified().unwrap()), before);
}

#[test]
fn new_codes_are_sorted_in_and_what_people_wrote_stays_where_it_is() {
    let project = small();
    project.build_web();
    let mut by_hand = String::from("# sổ của xã\n\n");
    for (number, (code, entry)) in recorded(&project).into_iter().enumerate() {
        by_hand += &format!("# treo ở cổng số {number}\n{code}: {{entry: {entry}}} # đã in\n");
    }
    project.write(LEDGER, &by_hand);
    for slug in ["a", "b", "c", "d", "e", "f"] {
        project.write(&format!("content/pages/{slug}.yaml"), PAGE);
    }
    project.build_web();
    let ledger = project.read(LEDGER);
    let codes = recorded(&project);
    assert_eq!(codes.len(), 9);
    assert!(codes.is_sorted(), "{ledger}");
    // line by line, and each remark still stands right above its code
    assert_eq!(without_pages(&ledger), by_hand);
    for pair in by_hand.split_inclusive("in\n") {
        assert!(ledger.contains(pair.trim_start_matches("# sổ của xã\n\n")), "{pair} was torn apart in\n{ledger}");
    }
}

#[test]
fn the_ledgers_own_heading_stays_on_top() {
    let project = Project::new().file("content/catalogue.yaml", crate::project::CATALOGUE);
    project.write("content/pages/n1.yaml", PAGE);
    project.build_web();
    let heading: String = project.read(LEDGER).lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    assert_eq!(heading.lines().count(), 2);
    for number in 2..9 {
        project.write(&format!("content/pages/n{number}.yaml"), PAGE);
        project.build_web();
        let ledger = project.read(LEDGER);
        assert!(ledger.starts_with(&heading), "{ledger}");
        assert!(recorded(&project).is_sorted(), "{ledger}");
    }
}

#[test]
fn a_removed_entry_keeps_its_code_and_is_told() {
    let project = small();
    project.build_web();
    let ledger = project.read(LEDGER);
    fs::remove_file(project.path("content/products/muoi-ruong.yaml")).unwrap();
    let told = project.succeeds(&["check", "--format", "json"]);
    assert!(told.contains("\"E0424\"") && told.contains("products/muoi-ruong"), "{told}");
    project.build_web();
    assert_eq!(project.read(LEDGER), ledger);
}

#[test]
fn the_code_of_a_removed_entry_is_given_to_nobody() {
    let project = small();
    project.build_web();
    fs::remove_dir_all(project.path("content/sites/chua-cau")).unwrap();
    let old = Code::hashed("sites/chua-cau");
    let rival = rival_of(old);
    project.write(&format!("content/{rival}.yaml"), PAGE);
    project.build_web();
    let codes = recorded(&project);
    assert!(codes.contains(&(old.to_string(), "sites/chua-cau".to_owned())));
    assert!(codes.contains(&(old.next().to_string(), rival)));
}

#[test]
fn two_entries_with_the_same_hash_get_two_codes() {
    let rival = rival_of(Code::hashed("sites/chua-cau"));
    let project = small().file(&format!("content/{rival}.yaml"), PAGE);
    project.build_web();
    let codes = recorded(&project);
    assert_eq!(codes.len(), 4);
    let code = Code::hashed(&rival);
    // the earlier of the two by name takes the hash, the other one the next
    assert!(codes.contains(&(code.to_string(), rival.clone())) || codes.contains(&(code.to_string(), "sites/chua-cau".to_owned())));
    assert!(codes.iter().any(|(printed, _)| *printed == code.next().to_string()));
    for (printed, entry) in codes {
        assert!(project.read(&format!("public/Q/{printed}.html")).contains(&entry));
    }
}

#[test]
fn a_renamed_entry_keeps_its_printed_code_when_the_ledger_says_so() {
    let project = small();
    project.build_web();
    let code = Code::hashed("sites/chua-cau").to_string();
    fs::rename(project.path("content/sites/chua-cau"), project.path("content/sites/lai-vien-kieu")).unwrap();
    let given = "  entry: sites/chua-cau\n";
    let project = project.edit(LEDGER, given, &format!("{given}  moved: sites/lai-vien-kieu\n"));
    project.build_web();
    assert!(project.read(&format!("public/Q/{code}.html")).contains("sites/lai-vien-kieu"));
    assert_eq!(recorded(&project).len(), 3);
}

/// The small catalogue, built, with one printed code; the ledger as it was published.
fn printed() -> (Project, String) {
    let project = small();
    project.build_web();
    project.succeeds(&["codes", "printed", "--batch", "Đợt 1", "sites/chua-cau", "--today", "2026-11-21"]);
    project.build_web();
    let ledger = project.read(LEDGER);
    (project, ledger)
}

/// What a build says that must be refused, and that the published folder stays whole.
fn refused(project: &Project) -> String {
    let before = project.files("public");
    let told = project.fails(&["build", "--only", "web", "--lang", "en"], 1);
    assert_eq!(project.fails(&["check", "--format", "short", "--lang", "en"], 1).matches("error[").count(), told.matches("error[").count());
    assert_eq!(project.files("public"), before);
    told
}

#[test]
fn a_line_that_is_lost_from_the_ledger_is_told_with_its_place_and_the_lines_to_put_back() {
    let (project, ledger) = printed();
    let code = Code::hashed("sites/chua-cau").to_string();
    let lines = format!("{code}:\n  entry: sites/chua-cau\n  printed:\n  - batch: Đợt 1\n    date: 2026-11-21\n");
    assert!(ledger.contains(&lines), "{ledger}");
    project.write(LEDGER, ledger.replace(&lines, ""));
    let told = refused(&project);
    assert!(told.contains("E0426") && told.contains(&code), "{told}");
    for line in lines.lines() {
        assert!(told.contains(line), "{line} in {told}");
    }
    // the place is the line of the next code, or the file when there is none
    let next = recorded(&project).into_iter().find(|(other, _)| *other > code);
    assert!(told.contains(&next.map_or_else(|| "content/ledger.yaml".to_owned(), |(next, _)| format!("{next}:"))), "{told}");
    project.write(LEDGER, &ledger);
    project.build_web();
}

#[test]
fn a_printing_that_is_lost_and_an_entry_that_is_changed_are_told() {
    let (project, ledger) = printed();
    let code = Code::hashed("sites/chua-cau").to_string();
    let printings = "  printed:\n  - batch: Đợt 1\n    date: 2026-11-21\n";
    for (from, to, words) in [
        (printings, "", "printed in batch “Đợt 1”"),
        ("Đợt 1", "Đợt 2", "printed in batch “Đợt 1”"),
        ("entry: sites/chua-cau", "entry: products/khac\n  moved: sites/chua-cau", "was given to `sites/chua-cau`"),
    ] {
        assert!(ledger.contains(from), "{ledger}");
        project.write(LEDGER, ledger.replace(from, to));
        let told = refused(&project);
        assert!(told.contains("E0426") && told.contains(words) && told.contains(&format!("{code}:")), "{to}: {told}");
    }
    project.write(LEDGER, ledger.replace(printings, &format!("{printings}  - batch: Đợt 2\n    date: 2027-01-02\n")));
    project.build_web();
}

#[test]
fn the_code_of_a_removed_entry_stays_in_the_ledger_even_if_it_was_never_printed() {
    let project = small();
    project.build_web();
    let ledger = project.read(LEDGER);
    fs::remove_dir_all(project.path("content/sites/chua-cau")).unwrap();
    let lines = format!("{}:\n  entry: sites/chua-cau\n", Code::hashed("sites/chua-cau"));
    project.write(LEDGER, ledger.replace(&lines, ""));
    assert!(refused(&project).contains("E0426"));
    project.write(LEDGER, &ledger);
    project.build_web();
}

#[test]
fn a_ledger_that_is_gone_is_harmless_only_while_nothing_was_printed() {
    let project = small();
    project.build_web();
    let ledger = project.read(LEDGER);
    fs::remove_file(project.path(LEDGER)).unwrap();
    project.build_web();
    assert_eq!(project.read(LEDGER), ledger, "every entry has the code that its name gives");
    let (project, _) = printed();
    fs::remove_file(project.path(LEDGER)).unwrap();
    let told = refused(&project);
    assert_eq!(told.matches("E0426").count(), 1, "{told}");
    assert!(!project.path(LEDGER).exists());
}

#[test]
fn the_folder_of_another_catalogue_is_no_measure() {
    let (project, _) = printed();
    let other = Project::new().file("content/catalogue.yaml", crate::project::CATALOGUE.replace("disan.example.vn", "khac.example.vn"));
    other.write("content/pages/trang.yaml", PAGE);
    crate::project::copy(&project.path("public"), &other.path("public"));
    other.build_web();
}

#[test]
fn a_ledger_that_git_could_not_merge_is_told_with_its_line() {
    let project = small();
    project.build_web();
    let codes = recorded(&project);
    let [(one, first), (two, second), ..] = codes.as_slice() else { panic!() };
    let conflict = format!("{one}:\n  entry: {first}\n<<<<<<< HEAD\n{two}:\n  entry: {second}\n=======\n{two}:\n  entry: {second}\n>>>>>>> nhanh-khac\n");
    project.write(LEDGER, &conflict);
    let told = project.fails(&["build", "--format", "short", "--lang", "en"], 1);
    assert!(told.contains("content/ledger.yaml:3:1: error[E0201]"), "{told}");
    assert_eq!(project.read(LEDGER), conflict);
}

const PAGE: &str = "name: {vi: Trang, en: Page}\nsummary: {vi: Một trang., en: A page.}\nstory: {vi: Chữ., en: Words.}\n";

/// A page whose name has this hash: there are a million codes, so one of a few million names does.
fn rival_of(code: Code) -> String {
    (0..).map(|number| format!("pages/n{number}")).find(|name| Code::hashed(name) == code).unwrap()
}

/// The ledger's codes with their entries, in the order of the file.
fn recorded(project: &Project) -> Vec<(String, String)> {
    let ledger: serde_yaml::Mapping = serde_yaml::from_str(&project.read(LEDGER)).unwrap();
    let text = |value: &serde_yaml::Value| value.as_str().unwrap().to_owned();
    ledger.iter().map(|(code, value)| (text(code), text(&value["entry"]))).collect()
}

/// The ledger without the lines that name pages, and the code lines above those.
fn without_pages(ledger: &str) -> String {
    let lines: Vec<&str> = ledger.lines().collect();
    let of_page = |at: usize| lines.get(at).is_some_and(|line| line.contains("entry: pages/"));
    (0..lines.len()).filter(|at| !of_page(*at) && !of_page(at + 1)).map(|at| format!("{}\n", lines[at])).collect()
}
