//! Files that are far larger, longer or deeper than any that people write: read in little memory, or refused with their place.

use std::process::Command;

use crate::project::{Project, small};

const SITE: &str = "content/sites/chua-cau/index.md";
/// The most memory that any of them takes, in KiB: a small catalogue takes a third of it.
const MOST_KIB: u64 = 300 << 10;

#[test]
fn lists_that_are_far_too_long_are_refused_and_each_wrong_key_is_told() {
    let list = |key: &str, value: &dyn Fn(usize) -> String, count: usize| format!("{key}: [{}]\n", (0..count).map(value).collect::<Vec<_>>().join(", "));
    for (front, code) in [
        (list("related", &|number| format!("sites/x{number}"), 50_000), "E0311"),
        (list("also_known_as", &|number| format!("Tên {number}"), 60_000), "E0311"),
        (list("tags", &|number| format!("tag{number}"), 100_000), "E0311"),
        ((0..70_000).map(|number| format!("khoa{number}: 1\n")).collect(), "E0312"),
        (format!("khac: {{{}}}\n", (0..70_000).map(|number| format!("k{number}: 1")).collect::<Vec<_>>().join(", ")), "E0301"),
        (list("related", &|number| format!("sites/x{number}"), 2_000), "E0402"),
        ((0..900).map(|number| format!("khoa{number}: 1\n")).collect(), "E0301"),
    ] {
        let project = small().edit(SITE, "types:", &(front + "types:"));
        let told = checked(&project);
        assert!(told.lines().any(|line| line.starts_with(SITE) && line.contains(code)), "{code}: {}", first_lines(&told));
        assert!(told.lines().all(|line| line.len() < 1_000), "{code}: a line of the report is as long as the file");
    }
}

#[test]
fn a_name_as_long_as_a_book_is_refused() {
    let project = small().edit(SITE, "name: Chùa Cầu", &format!("name: {}", "Đường ".repeat(85_000).trim()));
    let told = checked(&project);
    assert!(told.lines().any(|line| line.starts_with(&format!("{SITE}:2:7")) && line.contains("E0310")), "{}", first_lines(&told));
}

#[test]
fn stories_of_nothing_but_beginnings_are_read_or_refused() {
    let nested = "E0418";
    for (name, story, code) in [
        ("open elements", "<div>".repeat(32_000), nested),
        ("open elements in lines", "<div>\n\n".repeat(32_000), nested),
        ("elements side by side", "<div>x</div>".repeat(32_000), ""),
        ("quotes", ">".repeat(50_000), nested),
        ("lists", "- ".repeat(50_000), ""),
        ("brackets", "[".repeat(100_000), ""),
        ("stars", "*a ".repeat(100_000), ""),
        ("ticks", (0..1_000).map(|count| "`".repeat(count)).collect(), ""),
        ("table", format!("{}\n{}\n", "|".repeat(50_000), "|-".repeat(50_000)), ""),
        ("elements closed crosswise", "<i><b></i></b>".repeat(20_000), ""),
        ("refused attributes", (0..20_000).map(|number| format!("<b onclick=x{number}>x</b>")).collect(), "E0417"),
    ] {
        let project = small().edit(SITE, "nhỏ.", &format!("nhỏ.\n\n{story}"));
        let told = checked(&project);
        assert!(code.is_empty() || told.contains(code), "{name}: {}", first_lines(&told));
        assert!(told.matches(" E0").count() <= 101, "{name}: {} problems of one story", told.matches(" E0").count());
    }
}

/// What `check` says, line by line, when it takes no more memory than it may.
fn checked(project: &Project) -> String {
    const MEASURE: &str = "import resource, subprocess, sys; subprocess.run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let mut command = Command::new("python3");
    command.args(["-c", MEASURE, env!("CARGO_BIN_EXE_disan"), "check", "--lang", "en", "--format", "short", "--today", "2026-11-21"]);
    let output = command.current_dir(project.path(".")).output().unwrap();
    let kib: u64 = String::from_utf8(output.stdout).unwrap().lines().last().unwrap().parse().unwrap();
    assert!(kib <= MOST_KIB, "{kib} KiB of memory");
    String::from_utf8(output.stderr).unwrap()
}

fn first_lines(told: &str) -> String {
    told.lines().take(5).map(|line| line.chars().take(200).collect::<String>() + "\n").collect()
}
