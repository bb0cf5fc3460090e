//! The house keeps its shape: rooms use only rooms below them, doors are where they should be, the documents name what is there.

use std::fs;

use crate::project::root;

/// The storeys from the ground up; rooms on one storey do not know each other.
const STOREYS: &[&[&str]] = &[
    &["lang"],
    &["text"],
    &["diag"],
    &["qr", "print"],
    &["source"],
    &["catalogue"],
    &["theme"],
    &["plan"],
    &["render"],
    &["publish"],
    &["pipeline"],
    &["cli"],
];

/// Every source file: its path in `src/`, its room, its text.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let files = walkdir::WalkDir::new(&src)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            let room = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            (path, room, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn storey(room: &str) -> Option<usize> {
    STOREYS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a line names behind `crate::`, also in braces.
fn named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap();
    let room = |text: &str| text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>();
    let mut rooms = Vec::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(list.split(',').map(room)),
            None => rooms.push(room(rest)),
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let mut broken = Vec::new();
    for (path, room, text) in sources() {
        let Some(own) = storey(&room) else {
            assert!(["lib", "main"].contains(&room.as_str()), "src/{path}: the room `{room}` stands on no storey");
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for used in named(line) {
                let fits = used == room || storey(&used).is_some_and(|used| used < own);
                if !fits {
                    broken.push(format!("src/{path}:{}: `{room}` uses `{used}`", number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_rule_sees_rooms_in_every_spelling() {
    assert_eq!(named("use crate::diag::{Place, Problem};"), ["diag"]);
    assert_eq!(named("use crate::{lang::Lang, text};"), ["lang", "text"]);
    assert_eq!(named("    let x = crate::catalogue::COMMON.len() + crate::plan::y(); // crate::cli"), ["catalogue", "plan"]);
}

#[test]
fn every_file_and_room_says_what_it_is_for() {
    for (path, ..) in sources() {
        let text = fs::read_to_string(root().join("src").join(&path)).unwrap();
        assert!(text.starts_with("//! "), "src/{path} does not begin with `//!`");
    }
}

#[test]
fn disk_clock_environment_and_terminal_stand_behind_their_doors() {
    let doors: &[(&str, &[&str])] = &[
        ("std::fs", &["source", "publish"]),
        ("fs::write", &["publish"]),
        ("std::env", &["cli", "main"]),
        ("println!", &["cli"]),
        ("process::exit", &[]),
        ("Zoned::now", &["cli"]),
        ("Instant::now", &["cli"]),
        ("SystemTime", &[]),
    ];
    let mut broken = Vec::new();
    for (path, room, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for (word, rooms) in doors {
                if code.contains(word) && !rooms.contains(&room.as_str()) {
                    broken.push(format!("src/{path}:{}: `{word}` in `{room}`", number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_architecture_names_every_room_and_every_room_is_there() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for room in STOREYS.iter().copied().flatten() {
        assert!(document.contains(&format!("| `{room}` |")), "ARCHITECTURE.md does not describe `{room}`");
        let src = root().join("src");
        assert!(src.join(format!("{room}.rs")).exists() || src.join(room).join("mod.rs").exists(), "there is no room `{room}`");
    }
    let order: Vec<usize> = STOREYS.iter().copied().flatten().map(|room| document.find(&format!("| `{room}` |")).unwrap()).collect();
    assert!(order.is_sorted(), "ARCHITECTURE.md lists the rooms in another order than their storeys");
}

#[test]
fn every_dependency_has_its_reason_beside_it() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && line.contains('=') {
            assert!(line.contains(" # "), "{line}");
        }
    }
}
