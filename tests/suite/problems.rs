//! Every problem's smallest catalogue, told in both languages; the forms that problems are told in; exit codes.
//!
//! A case is a folder `tests/problems/<code>-<name>/`. It holds what differs from `tests/problems/base/`, and `told.snap` with what
//! `disan check` says of it. A new case is a new folder; `INSTA_UPDATE=always` writes its `told.snap`, which is then to be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::project::{Project, copy, root, small};

/// Codes that `disan check` cannot tell, and where they are seen.
const UNREACHABLE: &[(&str, &str)] = &[
    ("E0112", "told of a name that no repository should hold: records.rs"),
    ("E0115", "told of what is no file, such as a pipe: records.rs"),
    ("E0116", "told of a file for which there are no rights: records.rs"),
    ("E0124", "told of two files that no Mac can hold beside each other: entries.rs"),
    ("E0434", "told when the ledger is changed while a command is at work: records.rs"),
    ("E0491", "told when a path is longer than any disk allows"),
    ("E0703", "told by `disan verify` of files from elsewhere: verify.rs"),
    ("E0704", "told by `disan verify` when the website is not there: verify.rs"),
    ("E0712", "told by `disan verify`, which does harm to symbols: verify.rs"),
    ("E0713", "told by `disan verify` of files that are broken: verify.rs"),
];

#[test]
fn every_problem_is_told_as_somebody_read_and_approved_it() {
    let told: Vec<(PathBuf, String)> = cases().into_par_iter().map(|case| (case.clone(), told_of(&case))).collect();
    for (case, told) in told {
        insta::with_settings!({ snapshot_path => case, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("told", told);
        });
    }
}

#[test]
fn every_case_shows_the_problem_that_its_folder_is_named_after() {
    for case in cases() {
        let told = fs::read_to_string(case.join("told.snap")).unwrap();
        assert!(told.matches(&format!("[{}]", code_of(&case))).count() >= 2, "{}", case.display());
    }
}

#[test]
fn every_problem_has_a_case() {
    let kinds = ["kind.rs", "media.rs", "symbol.rs", "shop.rs"].map(|file| fs::read_to_string(root().join("src/diag").join(file)).unwrap()).concat();
    let given: Vec<String> = kinds.split('"').filter(|word| is_code(word)).map(str::to_owned).collect();
    assert!(given.len() > 50, "the codes are no longer found in kind.rs");
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), given.len(), "a code is given twice");
    let shown: BTreeSet<String> = cases().iter().map(|case| code_of(case)).collect();
    let unreachable = UNREACHABLE.iter().map(|(code, _)| (*code).to_owned());
    assert_eq!(shown.into_iter().chain(unreachable).collect::<BTreeSet<_>>(), given.into_iter().collect());
}

#[test]
fn both_languages_tell_the_same_problems_in_the_same_places() {
    for case in cases() {
        let told = fs::read_to_string(case.join("told.snap")).unwrap();
        let (vietnamese, english) = told.split_once("────").unwrap();
        assert_eq!(places(vietnamese), places(english), "{}", case.display());
    }
}

#[test]
fn a_valid_catalogue_has_nothing_to_tell() {
    let project = small();
    assert_eq!(project.succeeds(&["check", "--lang", "vi"]), "3 mục, không có lỗi nào\n");
    assert_eq!(project.succeeds(&["check", "--lang", "en"]), "3 entries, nothing wrong\n");
    assert_eq!(project.succeeds(&["check", "--format", "json"]), "");
}

#[test]
fn everything_wrong_is_told_in_one_run() {
    let project = small()
        .edit("content/catalogue.yaml", "publisher:", "tittle: x\npublisher:")
        .edit("content/sites/chua-cau/index.md", "1990-02-17", "1909")
        .edit("content/sites/chua-cau/index.md", "15.8771", "48.8584")
        .edit("content/sites/chua-cau/index.md", "nhỏ.", "nhỏ. [Chùa](/sites/chua-cua)")
        .edit("content/products/muoi-ruong.yaml", "group: food", "group: foot")
        .edit("content/producers/htx-muoi.yaml", "type: cooperative", "type: cooperative\nname: x");
    let told = json(&project.fails(&["check", "--format", "json"], 1));
    let found: Vec<(&str, &str)> = told.iter().map(|problem| (text(&problem["code"]), text(&problem["place"]["file"]))).collect();
    assert_eq!(
        found,
        [
            ("E0301", "content/catalogue.yaml"),
            ("E0202", "content/producers/htx-muoi.yaml"),
            ("E0304", "content/products/muoi-ruong.yaml"),
            ("E0410", "content/sites/chua-cau/index.md"),
            ("E0407", "content/sites/chua-cau/index.md"),
            ("E0415", "content/sites/chua-cau/index.md"),
        ]
    );
}

#[test]
fn a_broken_entry_does_not_stop_the_others() {
    let project = small().file("content/pages/hong.yaml", "a: [").edit("content/sites/chua-cau/index.md", "1990-02-17", "1909");
    let told = project.fails(&["check", "--format", "json"], 1);
    assert!(told.contains("E0201") && told.contains("E0410"), "{told}");
}

#[test]
fn what_leads_to_a_broken_entry_is_not_told_again() {
    let project = small()
        .edit("content/producers/htx-muoi.yaml", "type: cooperative", "type cooperative")
        .file("content/ledger.yaml", "EQQ16: {entry: producers/htx-muoi}\n")
        .edit("content/sites/chua-cau/index.md", "nhỏ.", "nhỏ, xem [HTX](/producers/htx-muoi).");
    let told = json(&project.fails(&["check", "--format", "json"], 1));
    assert_eq!(told.iter().map(|problem| text(&problem["code"])).collect::<Vec<_>>(), ["E0201"]);
}

#[test]
fn a_build_that_is_refused_tells_all_that_a_check_tells() {
    let project = small().edit("content/sites/chua-cau/index.md", "1990-02-17", "1909").edit("content/sites/chua-cau/index.md", "nhỏ.", "nhỏ. [x](/sites/y)");
    let check = project.fails(&["check", "--format", "json"], 1);
    assert!(check.contains("E0410") && check.contains("E0415"), "{check}");
    assert_eq!(project.fails(&["build", "--format", "json"], 1), check);
    assert!(!project.path("public").exists() && !project.path("content/ledger.yaml").exists());
}

#[test]
fn json_has_one_object_a_line_with_code_severity_and_place() {
    let project = small().edit("content/products/muoi-ruong.yaml", "stars: 4", "stars: bốn").file("content/sites/ghi-chu.md", "x");
    let told = json(&project.fails(&["check", "--format", "json", "--lang", "en"], 1));
    assert_eq!(told.len(), 2);
    let [wrong, unused] = told.as_slice() else { panic!() };
    assert_eq!((text(&wrong["code"]), text(&wrong["severity"])), ("E0303", "error"));
    assert_eq!(wrong["place"]["file"], "content/products/muoi-ruong.yaml");
    assert_eq!((&wrong["place"]["line"], &wrong["place"]["column"]), (&Value::from(5), &Value::from(15)));
    let file = project.read("content/products/muoi-ruong.yaml");
    let at = |key: &str| usize::try_from(wrong["place"][key].as_u64().unwrap()).unwrap();
    assert_eq!(&file[at("start")..at("end")], "bốn");
    assert_eq!(wrong["message"], "`stars` must be a whole number");
    assert!(!text(&wrong["hint"]).is_empty());
    assert_eq!((text(&unused["code"]), text(&unused["severity"])), ("E0108", "warning"));
}

#[test]
fn short_is_one_line_a_problem_that_editors_can_jump_to() {
    let project = small().edit("content/products/muoi-ruong.yaml", "stars: 4", "stars: bốn").file("content/sites/ghi-chu.md", "x");
    let told = project.fails(&["check", "--format", "short", "--lang", "vi"], 1);
    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [
            "content/products/muoi-ruong.yaml:5:15: lỗi[E0303]: `stars` phải là một số nguyên",
            "content/sites/ghi-chu.md:1:1: lưu ý[E0108]: tệp này không được dùng",
            "1 lỗi, 1 lưu ý",
        ]
    );
}

#[test]
fn nothing_that_was_read_acts_on_the_terminal_and_short_stays_one_line_a_problem() {
    let project = small()
        .edit("content/products/muoi-ruong.yaml", "group: food", "group: \"foot\\e]0;x\\a\\n\\u202E\\x9b31m\"")
        .edit("content/sites/chua-cau/index.md", "types: [architectural]", "types: [\u{202e}architectural]")
        .file("content/sites/ghi\u{1b}[31m\u{202e}.md", "x");
    for form in ["full", "short", "json"] {
        let told = project.fails(&["check", "--format", form, "--lang", "en"], 1);
        let acts = |letter: char| letter != '\n' && (letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter));
        assert!(!told.contains(acts), "{form}: {told:?}");
    }
    let told = project.fails(&["check", "--format", "short", "--lang", "en"], 1);
    assert!(
        told.contains("muoi-ruong.yaml:4:8: error[E0208]")
            && told.contains("index.md:4:9: error[E0208]")
            && told.contains(r"content/sites/ghi\u{1b}[31m\u{202e}.md:1:1: "),
        "{told}"
    );
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[..lines.len() - 1].iter().all(|line| line.starts_with("content/") && line.contains("[E0")), "{told}");
}

#[test]
fn exit_codes_say_whose_turn_it_is() {
    let project = small();
    // 0: nothing to mend, or only something to look at
    project.succeeds(&["check"]);
    let warned = small().file("content/sites/ghi-chu.md", "x");
    assert!(String::from_utf8_lossy(&warned.disan(&["check"]).output().unwrap().stderr).contains("E0108"));
    warned.succeeds(&["check"]);
    // 1: the catalogue
    Project::new().fails(&["check"], 1);
    Project::new().fails(&["build"], 1);
    // 2: the command
    for wrong in [&["chekc"] as &[&str], &["check", "--lang", "fr"], &["check", "--format", "xml"], &["build", "--public", "content"], &[]] {
        project.fails(wrong, 2);
    }
    // 3: the machine: a folder cannot be made inside a file
    project.fails(&["build", "--only", "web", "--public", "content/catalogue.yaml/public"], 2);
    project.write("tep", "x");
    project.fails(&["build", "--only", "web", "--public", "tep/public"], 3);
}

#[test]
fn the_language_of_problems_is_the_systems_and_else_vietnamese() {
    let project = Project::new();
    let told = |lang: Option<&str>| {
        let mut command = project.disan(&["check"]);
        command.env_remove("LC_MESSAGES").env_remove("LANGUAGE");
        if let Some(lang) = lang {
            command.env("LANG", lang);
        }
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    for vietnamese in [None, Some("vi_VN.UTF-8"), Some("C"), Some("fr_FR.UTF-8")] {
        assert!(told(vietnamese).contains("lỗi[E0101]"), "{vietnamese:?}");
    }
    assert!(told(Some("en_GB.UTF-8")).contains("error[E0101]"));
}

#[test]
fn nothing_is_coloured_unless_a_terminal_is_there() {
    let project = Project::new();
    let output = project.disan(&["check"]).env_remove("NO_COLOR").output().unwrap();
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn the_mark_stands_under_the_right_letters_of_composed_and_decomposed_text() {
    let page = "name: Đường làng\nsummary: Đường cổ ở phường Hội An.\nrelated: [pages/đường-làng, sites/chua-cau]\n";
    let marked = |text: &str| {
        let project = small().file("content/pages/duong-lang.yaml", text);
        project.fails(&["check", "--lang", "vi"], 1)
    };
    let composed = marked(page);
    let decomposed: String = page.nfd().collect();
    assert_ne!(decomposed, page);
    assert_eq!(marked(&decomposed), composed);
    let lines: Vec<&str> = composed.lines().collect();
    let at = lines.iter().position(|line| line.contains("related:")).unwrap();
    // every letter of composed Vietnamese is one column wide
    let column = |line: &str, piece: &str| line.find(piece).map(|byte| line[..byte].chars().count());
    assert_eq!(column(lines[at], "pages/đường-làng"), column(lines[at + 1], "━").or(column(lines[at + 1], "^")), "{composed}");
    let marks = lines[at + 1].chars().filter(|letter| ['━', '^'].contains(letter)).count();
    assert_eq!(marks, "pages/đường-làng".chars().count(), "{composed}");
}

const PAGE: &str = "content/pages/gioi-thieu.yaml";

/// What `check` says of a case, in Vietnamese and then in English.
fn told_of(case: &Path) -> String {
    let project = Project::new();
    if code_of(case) != "E0101" {
        copy(&case.with_file_name("base"), &project.path("."));
    }
    copy(case, &project.path("."));
    match code_of(case).as_str() {
        "E0103" => project.write("content/pages/gioi-thieu.yaml", "#".repeat((1 << 20) + 1)),
        // a file without bytes in it takes no room
        "E0111" => fs::File::create(project.path("static/film.mp4")).unwrap().set_len((25 << 20) + 1).unwrap(),
        "E0121" => fs::File::create(project.path("content/sites/chua-cau/cau.png")).unwrap().set_len((60 << 20) + 1).unwrap(),
        "E0485" => fs::File::create(project.path("content/sites/chua-cau/phim.mp4")).unwrap().set_len((25 << 20) + 1).unwrap(),
        "E0104" => {
            project.write("ngoai.yaml", "name: x");
            std::os::unix::fs::symlink(project.path("ngoai.yaml"), project.path("content/pages/ngoai.yaml")).unwrap();
        }
        "E0114" => std::os::unix::fs::symlink("../anh/cau.jpg", project.path("content/pages/cau.jpg")).unwrap(),
        // too long to be read by anybody here
        "E0311" => project.append(PAGE, &format!("related: [{}]\n", "pages/gioi-thieu, ".repeat(2_001))),
        "E0312" => project.append(PAGE, &(0..1_001).map(|number| format!("khoa-{number}: x\n")).collect::<String>()),
        "E0418" => project.append(PAGE, &format!("story: |\n  {}Quê tôi\n", "> ".repeat(101))),
        "E0473" => fs::File::create(project.path("content/sites/chua-cau/loi-ke.wav")).unwrap().set_len((60 << 20) + 1).unwrap(),
        "E0474" => recording("long.flac", &project, "loi-ke.flac"),
        "E0475" => recording("silent.flac", &project, "loi-ke.flac"),
        "E0476" => recording("studio.flac", &project, "loi-ke.mp3"),
        "E0477" => project.append("content/sites/chua-cau/index.md", &"Nước chảy dưới chân cầu.\n".repeat(500)),
        // two names of a picture that are one on many disks: they cannot lie in the repository
        "E0601" => ["cong.png", "Cong.png"].iter().for_each(|name| {
            fs::copy(project.path("content/pages/cau.png"), project.path(&format!("content/pages/{name}"))).unwrap();
        }),
        _ => {}
    }
    // programs that speak are run by a build only; for one of them none is installed
    let verb: &[&str] = if ["E0478", "E0479", "E0480"].contains(&code_of(case).as_str()) { &["build", "--only", "web"] } else { &["check"] };
    let told = |lang: &str| {
        let mut command = project.disan(&[verb, &["--format", "full", "--lang", lang]].concat());
        if code_of(case) == "E0479" {
            command.env("PATH", "/nowhere");
        }
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    format!("{}────\n\n{}", told("vi"), told("en"))
}

/// Puts a recording beside the case's site.
fn recording(name: &str, project: &Project, as_name: &str) {
    fs::copy(root().join("tests/sounds").join(name), project.path(&format!("content/sites/chua-cau/{as_name}"))).unwrap();
}

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("tests/problems")).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = folders.filter(|path| path.file_name().unwrap() != "base").collect();
    cases.sort();
    cases
}

/// `E0201` of `tests/problems/E0201-yaml-tab`.
fn code_of(case: &Path) -> String {
    let name = case.file_name().unwrap().to_string_lossy();
    let (code, _) = name.split_once('-').unwrap();
    assert!(is_code(code), "{name}");
    code.to_owned()
}

fn is_code(word: &str) -> bool {
    word.len() == 5 && word.strip_prefix('E').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Codes, and the lines that show a place, in the order they are told.
fn places(told: &str) -> Vec<String> {
    let code = |line: &str| line.split(['[', ']']).find(|word| is_code(word)).map(str::to_owned);
    told.lines().filter_map(|line| code(line).or_else(|| line.contains("╭▸ ").then(|| line.trim().to_owned()))).collect()
}

fn json(told: &str) -> Vec<Value> {
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
