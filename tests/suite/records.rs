//! No record is lost: commands that run at once, people who save the ledger meanwhile, links, disks that refuse.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use disan::publish::change_shared;

use crate::project::{Project, root, small};

const LEDGER: &str = "content/ledger.yaml";

#[test]
fn builds_printings_and_hand_edits_at_once_lose_nothing() {
    let project = small_in_memory();
    project.build_web();
    for round in 0..100 {
        let page = format!("content/pages/trang-{round}.yaml");
        project.write(&page, "name: {vi: Trang, en: Page}\nsummary: {vi: Một trang., en: A page.}\n");
        let commands: Vec<Child> = [
            start(&project, &["build", "--only", "web"]),
            start(&project, &["codes", "printed", "sites/chua-cau", "--batch", &format!("a-{round}")]),
            start(&project, &["codes", "printed", "sites/chua-cau", "--batch", &format!("b-{round}")]),
            start(&project, &["codes", "printed", "--all", "--batch", &format!("c-{round}")]),
        ]
        .into();
        thread::sleep(Duration::from_millis(round % 20 * 5)); // any moment of the build
        edit_by_hand(&project, &format!("# sửa tay {round}"));
        for command in commands {
            let Output { status, stderr, .. } = command.wait_with_output().unwrap();
            assert!(status.success(), "round {round}: {}", String::from_utf8_lossy(&stderr));
        }
        let ledger = project.read(LEDGER);
        for record in [
            format!("entry: pages/trang-{round}\n"),
            format!("batch: a-{round}\n"),
            format!("batch: b-{round}\n"),
            format!("batch: c-{round}\n"),
            format!("# sửa tay {round}\n"),
        ] {
            assert!(ledger.contains(&record), "round {round}: {record:?} is lost");
        }
    }
    let ledger = project.read(LEDGER);
    for round in 0..100 {
        for batch in ["a", "b"] {
            assert_eq!(ledger.matches(&format!("batch: {batch}-{round}\n")).count(), 1, "{batch}-{round}");
        }
    }
    let inside: Vec<_> = fs::read_dir(project.path("content")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(inside.iter().all(|name| !name.starts_with('.')), "left behind: {inside:?}");
}

/// Adds a line as somebody with an editor does, who looks whether it is there and saves once more if it is not.
fn edit_by_hand(project: &Project, line: &str) {
    for _ in 0..1000 {
        let mut ledger = OpenOptions::new().append(true).open(project.path(LEDGER)).unwrap();
        writeln!(ledger, "{line}").unwrap();
        if project.read(LEDGER).contains(line) {
            return;
        }
    }
    panic!("{line} cannot be saved");
}

#[test]
fn many_threads_that_change_one_file_lose_nothing() {
    let project = Project::in_memory();
    let file = project.path("counted.txt");
    thread::scope(|scope| {
        for thread in 0..8 {
            let file = &file;
            scope.spawn(move || {
                for number in 0..50 {
                    let add = |now: Option<Vec<u8>>| -> Result<Option<String>, ()> {
                        Ok(Some(format!("{}{thread}-{number}\n", String::from_utf8(now.unwrap_or_default()).unwrap())))
                    };
                    change_shared(file, add).unwrap();
                }
            });
        }
    });
    let text = project.read("counted.txt");
    assert_eq!(text.lines().count(), 400);
    assert!((0..8).all(|thread| (0..50).all(|number| text.lines().any(|line| line == format!("{thread}-{number}")))));
}

#[test]
fn what_was_saved_between_reading_and_writing_stays_and_is_added_to() {
    let project = Project::new().file("notes.txt", "one\n");
    let path = project.path("notes.txt");
    let calls = std::cell::Cell::new(0);
    let add = |now: Option<Vec<u8>>| -> Result<Option<String>, ()> {
        calls.set(calls.get() + 1);
        if calls.get() == 1 {
            project.write("notes.txt", "one\nby hand\n"); // an editor that knows no lock
        }
        Ok(Some(String::from_utf8(now.unwrap()).unwrap() + "ours\n"))
    };
    change_shared(&path, add).unwrap();
    assert_eq!(project.read("notes.txt"), "one\nby hand\nours\n");
    assert_eq!(calls.get(), 2);
}

#[test]
fn what_was_saved_meanwhile_is_put_back_when_the_change_does_not_go_together_with_it() {
    let project = Project::new().file("notes.txt", "one\n");
    let path = project.path("notes.txt");
    let add = |now: Option<Vec<u8>>| {
        let now = String::from_utf8(now.unwrap()).unwrap();
        if now != "one\n" {
            return Err("changed");
        }
        project.write("notes.txt", "quite another text");
        Ok(Some(now + "ours\n"))
    };
    assert!(change_shared(&path, add).is_err());
    assert_eq!(project.read("notes.txt"), "quite another text");
    assert_eq!(project.files("."), [("notes.txt".to_owned(), b"quite another text".to_vec())]);
}

#[test]
fn a_ledger_that_lost_lines_while_a_command_was_at_work_is_not_written_and_told() {
    let project = small();
    project.build_web();
    // the build waits in a program that speaks; meanwhile the ledger is changed
    let told = meanwhile(&project, |ledger| ledger.lines().take(2).collect::<Vec<_>>().join("\n") + "\n");
    assert!(told.contains("E0434") && told.contains("is gone from it"), "{told}");
    let told = meanwhile(&project, |ledger| ledger.replace("sites/chua-cau", "sites/cau-khac"));
    assert!(!told.contains("E0434"), "{told}"); // what the codes lead to is for the next run to judge
    let told = meanwhile(&project, |ledger| ledger.to_owned() + &code_lines_of("pages/moi"));
    assert!(!told.contains("error"), "{told}"); // another run gave the very same code
    let other = code_lines_of("pages/khac").replace("pages/khac", "pages/moi");
    let told = meanwhile(&project, |ledger| ledger.to_owned() + &other);
    assert!(told.contains("E0434") && told.contains("now has"), "{told}");
    let taken = code_lines_of("pages/moi").replace("pages/moi", "sites/khac");
    let told = meanwhile(&project, |ledger| ledger.to_owned() + &taken);
    assert!(told.contains("E0434") && told.contains("now belongs to `sites/khac`"), "{told}");
}

/// Builds with a new page while the ledger is changed; gives what was said. Afterwards page and ledger are as before.
fn meanwhile(project: &Project, change: impl Fn(&str) -> String) -> String {
    let before = project.read(LEDGER);
    let catalogue = project.read("content/catalogue.yaml");
    project.write("speaker.sh", "touch asked; while [ ! -e answered ]; do sleep 0.01; done; exec espeak-ng --stdin --stdout -v vi\n");
    project.write("content/catalogue.yaml", format!("{catalogue}narration: {{command: sh speaker.sh, kinds: [pages]}}\n"));
    let page = "name: {vi: Mới, en: New}\nsummary: {vi: Trang mới., en: A new page.}\nstory: {vi: Một trang mới., en: A new page.}\n";
    project.write("content/pages/moi.yaml", page);
    drop(fs::remove_dir_all(project.path(".disan-cache"))); // what was spoken before would be taken from it
    let mut build = start(project, &["build", "--only", "web", "--lang", "en"]);
    while !project.path("asked").exists() {
        assert!(build.try_wait().unwrap().is_none(), "the build did not wait");
        thread::yield_now();
    }
    let changed = change(&before);
    project.write(LEDGER, &changed);
    project.write("answered", "");
    let Output { stderr, .. } = build.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&stderr).into_owned();
    if told.contains("E0434") {
        assert_eq!(project.read(LEDGER), changed, "the ledger was written all the same");
    }
    for file in ["asked", "answered", "content/pages/moi.yaml"] {
        fs::remove_file(project.path(file)).unwrap();
    }
    project.write(LEDGER, before);
    project.write("content/catalogue.yaml", catalogue);
    told
}

/// The lines that a build writes for an entry.
fn code_lines_of(entry: &str) -> String {
    format!("{}:\n  entry: {entry}\n", disan::catalogue::Code::hashed(entry))
}

#[test]
fn a_batch_that_is_recorded_twice_stands_once() {
    let project = small();
    project.build_web();
    for _ in 0..2 {
        project.succeeds(&["codes", "printed", "sites/chua-cau", "--batch", "đợt 1", "--today", "2026-11-21"]);
    }
    assert_eq!(project.read(LEDGER).matches("batch: đợt 1").count(), 1);
}

#[test]
fn codes_of_new_entries_and_their_batch_are_recorded_in_one_step() {
    let project = small();
    project.succeeds(&["codes", "printed", "--all", "--batch", "đợt 1", "--today", "2026-11-21"]);
    let ledger = project.read(LEDGER);
    assert_eq!((ledger.matches("entry:").count(), ledger.matches("batch: đợt 1").count()), (3, 3), "{ledger}");
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_is_followed() {
    let project = small();
    fs::create_dir_all(project.path("www/site")).unwrap();
    std::os::unix::fs::symlink("www/site", project.path("public")).unwrap();
    for _ in 0..2 {
        project.build_web();
        assert!(project.path("public").is_symlink());
        assert!(project.path("www/site/vi/index.html").is_file());
    }
    let project = project.edit("content/catalogue.yaml", "Di sản quê tôi", "Di sản làng tôi");
    project.build_web();
    assert!(project.path("public").is_symlink() && project.read("www/site/vi/index.html").contains("Di sản làng tôi"));
}

#[cfg(unix)]
#[test]
fn a_linked_folder_of_an_order_stays_linked_when_all_is_built_again() {
    let project = small();
    fs::create_dir_all(project.path("elsewhere/nhan")).unwrap();
    fs::create_dir_all(project.path("print/orders")).unwrap();
    std::os::unix::fs::symlink(project.path("elsewhere/nhan"), project.path("print/orders/nhan")).unwrap();
    project.succeeds(&["print", "products", "--as", "label", "--name", "nhan", "--today", "2026-11-21"]);
    project.succeeds(&["build", "--only", "print"]);
    assert!(project.path("print/orders/nhan").is_symlink());
    assert!(project.path("elsewhere/nhan/list.csv").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_names_where_it_leads() {
    let project = small();
    std::os::unix::fs::symlink("nowhere/www", project.path("public")).unwrap();
    let told = project.fails(&["build", "--only", "web", "--lang", "en"], 2);
    assert!(told.contains("`public`") && told.contains("nowhere/www"), "{told}");
    assert!(project.path("public").is_symlink());
}

#[test]
fn the_next_good_build_sweeps_what_killed_ones_left_in_the_cache() {
    let project = small();
    project.build_web();
    let rubbish =
        [".disan-cache/ab/0123456789abcdef0123456789abcd/1-2.new", ".disan-cache/begun.77-1.new", ".disan-cache/cd/ef0123456789abcdef0123456789ab/page.webp"];
    for path in rubbish {
        project.write(path, "half");
    }
    project.write("content/pages/loi.yaml", "name: {vi: Lỗi");
    project.fails(&["build", "--only", "web"], 1);
    assert!(rubbish.iter().all(|path| project.path(path).exists()), "a build that failed swept");
    fs::remove_file(project.path("content/pages/loi.yaml")).unwrap();
    project.build_web();
    for path in rubbish {
        assert!(!project.path(path).exists(), "{path} is still there");
    }
    assert!(project.read(".disan-cache/made-web").contains("share/"), "what is needed was swept, too");
}

#[test]
fn what_the_disk_refuses_is_named_with_what_was_being_done() {
    let project = small();
    // no file may be longer than 512 bytes: the disk is full after that
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" build --only web --lang en", env!("CARGO_BIN_EXE_disan")])
        .current_dir(project.path("."))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&full.stderr).into_owned();
    assert_eq!(full.status.code(), Some(3), "{told}");
    assert!(told.contains("cannot write `") && told.contains(".new"), "{told}");
    assert!(!project.path(LEDGER).exists() && !project.path("public").exists());
}

#[cfg(unix)]
#[test]
fn files_and_folders_without_rights_are_named() {
    let project = small();
    project.build_web();
    project.write("content/pages/moi.yaml", "name: {vi: Mới, en: New}\nsummary: {vi: Trang mới., en: A new page.}\n");
    let secret = project.path("content/sites/chua-cau/index.en.md");
    set_mode(&secret, 0o000);
    let told = as_nobody(&project, &["build", "--only", "web", "--lang", "en"]);
    assert!(told.contains("cannot read `content/sites/chua-cau/index.en.md`"), "{told}");
    set_mode(&secret, 0o644);
    let folder = project.path("content/pages");
    set_mode(&folder, 0o000);
    let told = as_nobody(&project, &["build", "--only", "web", "--lang", "en"]);
    assert!(told.contains("cannot list the folder `content/pages`"), "{told}");
    set_mode(&folder, 0o755);
    set_mode(&project.path("content"), 0o555);
    let told = as_nobody(&project, &["build", "--only", "web", "--lang", "en"]);
    assert!(told.contains("content/.ledger.yaml.lock`"), "{told}");
    set_mode(&project.path("content"), 0o777);
    let told = as_nobody(&project, &["build", "--only", "web", "--lang", "en"]);
    assert!(told.is_empty() && project.read(LEDGER).contains("pages/moi"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_room_for_threads_works_with_one_or_says_so() {
    let project = small();
    let limited = |most: &str| as_nobody_through(&project, &["prlimit", &format!("--nproc={most}")], &["build", "--only", "web", "--lang", "en"]);
    let told = limited("1");
    assert!(told.contains("không còn chỗ cho một luồng xử lý"), "{told}");
    assert!(!told.contains("panicked"), "{told}");
}

#[cfg(unix)]
#[test]
fn names_links_and_things_that_are_no_files_are_told_with_their_place() {
    use std::os::unix::ffi::OsStrExt;
    let project = small();
    fs::create_dir_all(project.path("static")).unwrap();
    for folder in ["static", "content/sites/chua-cau"] {
        fs::write(project.path(folder).join(std::ffi::OsStr::from_bytes(b"anh-\xff.txt")), "x").unwrap();
        std::os::unix::fs::symlink("../khong-co.txt", project.path(folder).join("lien-ket.txt")).unwrap();
        assert!(Command::new("mkfifo").arg(project.path(folder).join("ong")).status().unwrap().success());
    }
    let told = project.fails(&["check", "--lang", "en", "--format", "short"], 1);
    for (place, code) in [("anh-\u{fffd}.txt:1:1", "E0112"), ("lien-ket.txt:1:1", "E0114"), ("ong:1:1", "E0115")] {
        for folder in ["static", "content/sites/chua-cau"] {
            assert!(told.lines().any(|line| line.starts_with(&format!("{folder}/{place}")) && line.contains(code)), "{folder}/{place} {code}: {told}");
        }
    }
    assert!(told.contains("../khong-co.txt"), "{told}");
}

#[test]
fn a_folder_with_the_name_of_the_ledger_is_told() {
    let project = small();
    fs::create_dir_all(project.path("content/ledger.yaml")).unwrap();
    let told = project.fails(&["build", "--lang", "en"], 1);
    assert!(told.contains("E0113") && told.contains("content/ledger.yaml"), "{told}");
}

#[test]
fn the_whole_country_has_room_in_one_ledger() {
    let project = small();
    let entries = 60_000;
    let mut codes = std::collections::BTreeSet::new();
    let mut code = disan::catalogue::Code::hashed("x");
    while codes.len() < entries {
        codes.insert(code);
        code = code.next();
    }
    let lines =
        codes.iter().enumerate().map(|(number, code)| format!("{code}:\n  entry: sites/mat-{number}\n  retired: {{notice: {{vi: Thôi dùng, en: Retired}}}}\n"));
    project.write(LEDGER, lines.collect::<String>());
    let told = project.succeeds(&["codes", "--lang", "en"]);
    assert_eq!(told.lines().filter(|line| line.contains("retired")).count(), entries);
}

fn start(project: &Project, arguments: &[&str]) -> Child {
    let mut command = project.disan(arguments);
    if arguments[0] == "codes" {
        command.args(["--today", "2026-11-21"]);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn small_in_memory() -> Project {
    let project = Project::in_memory();
    for (path, bytes) in small().files("content") {
        project.write(&format!("content/{path}"), bytes);
    }
    project
}

#[cfg(unix)]
fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs the command as somebody for whom rights count: the administrator has them all. Gives what was said of failures.
#[cfg(unix)]
fn as_nobody(project: &Project, arguments: &[&str]) -> String {
    as_nobody_through(project, &[], arguments)
}

#[cfg(unix)]
fn as_nobody_through(project: &Project, through: &[&str], arguments: &[&str]) -> String {
    // the folder and the program lie where everybody may go
    let program = project.path("disan-for-all");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_disan"), &program).unwrap();
        set_mode(&project.path("."), 0o777);
    }
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout.starts_with(b"0\n");
    let mut words: Vec<&str> = if is_root { vec!["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] } else { Vec::new() };
    words.extend(through);
    let program = program.to_string_lossy().into_owned();
    words.push(&program);
    words.extend(arguments);
    if is_root {
        let whole = project.path(".");
        for entry in walkdir::WalkDir::new(&whole).into_iter().map(Result::unwrap).filter(|entry| entry.path() != whole.join("disan-for-all")) {
            if entry.path().starts_with(whole.join("content")) {
                continue;
            }
            std::os::unix::fs::lchown(entry.path(), Some(65534), Some(65534)).unwrap();
        }
    }
    let output = Command::new(words[0]).args(&words[1..]).current_dir(project.path(".")).env("HOME", root()).output().unwrap();
    String::from_utf8_lossy(&output.stderr).into_owned()
}
