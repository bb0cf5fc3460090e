//! The house keeps its shape: rooms use only rooms below them, doors are where they should be, the documents name what is there.

use std::fs;

use crate::project::root;

/// The storeys from the ground up; rooms on one storey do not know each other.
const STOREYS: &[&[&str]] = &[
    &["chunks", "disk", "lang", "parallel"],
    &["dxf", "text"],
    &["diag"],
    &["archive", "draw", "geo", "qr", "print", "media"],
    &["source"],
    &["catalogue"],
    &["search", "theme"],
    &["plan"],
    &["render"],
    &["inspect"],
    &["publish"],
    &["develop"],
    &["narrate"],
    &["pipeline"],
    &["codes", "send", "stats"],
    &["verify"],
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

/// The rooms that a text names behind `crate::`, each with its line: also in braces, over several lines, nested.
fn named(text: &str) -> Vec<(usize, String)> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap().to_owned() + "\n").collect();
    let mut rooms = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let line = code[..at].lines().count();
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(firsts(list).into_iter().map(|room| (line, room))),
            None => rooms.push((line, first(rest))),
        }
    }
    rooms.retain(|(_, room)| !room.is_empty());
    rooms
}

/// What stands first in each part of a list that ends with its closing brace; lists within it do not count.
fn firsts(list: &str) -> Vec<String> {
    let mut depth = 0;
    let is_end = |letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        depth < 0
    };
    let list = &list[..list.find(is_end).unwrap()];
    let mut depth = 0;
    let is_between = |letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    };
    list.split(is_between).map(first).collect()
}

fn first(path: &str) -> String {
    path.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn a_room_uses_only_rooms_below_it() {
    let mut broken = Vec::new();
    for (path, room, text) in sources() {
        let Some(own) = storey(&room) else {
            assert!(["lib", "main"].contains(&room.as_str()), "src/{path}: the room `{room}` stands on no storey");
            continue;
        };
        for (line, used) in named(&text) {
            let fits = used == room || storey(&used).is_some_and(|used| used < own);
            if !fits {
                broken.push(format!("src/{path}:{line}: `{room}` uses `{used}`"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_rule_sees_rooms_in_every_spelling() {
    let rooms = |text: &str| named(text).into_iter().map(|(line, room)| format!("{line} {room}")).collect::<Vec<_>>();
    assert_eq!(rooms("use crate::diag::{Place, Problem};"), ["1 diag"]);
    assert_eq!(rooms("use crate::{lang::{Lang, Localized}, text};"), ["1 lang", "1 text"]);
    assert_eq!(rooms("use std::fmt;\n\npub use crate::{\n    lang::Lang,\n    render::{self, Site},\n};"), ["3 lang", "3 render"]);
    assert_eq!(rooms("    let x = crate::catalogue::COMMON.len() + crate::plan::y(); // crate::cli"), ["1 catalogue", "1 plan"]);
}

#[test]
fn every_room_that_is_a_folder_has_a_face() {
    for (path, room, _) in sources() {
        let folder = root().join("src").join(&room);
        assert!(!path.contains('/') || folder.join("mod.rs").exists(), "src/{room}/ has no mod.rs");
    }
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
        ("Instant::now", &["cli", "narrate"]), // a program that speaks has only so much time
        ("SystemTime::now", &[]),
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
