//! The documents are right: the commands of the README run, the format's reference is the program's own, every catalogue builds clean.

use std::fs;

use crate::project::{Project, copy, root};

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

#[test]
fn the_committed_catalogue_has_nothing_wrong() {
    let project = Project::new();
    copy(&root().join("content"), &project.path("content"));
    let said = project.fails(&["check", "--lang", "en"], 0);
    assert!(said.contains("nothing wrong"), "{said}");
}

#[test]
fn the_committed_catalogue_has_the_promised_entries_and_a_code_for_each() {
    let ledger = document("content/ledger.yaml");
    let count = |folder: &str| ledger.matches(&format!("entry: {folder}/")).count();
    assert!(count("sites") >= 18 && count("products") >= 8 && count("producers") >= 8, "{ledger}");
    let project = crate::project::committed();
    project.build_web();
    assert_eq!(project.read("content/ledger.yaml"), ledger, "the committed ledger names every entry");
}

#[test]
fn every_example_has_nothing_wrong() {
    for example in fs::read_dir(root().join("examples")).unwrap().map(Result::unwrap) {
        let project = Project::new();
        copy(&example.path(), project.path("").as_path());
        let said = project.fails(&["check", "--lang", "en"], 0);
        assert!(said.contains("nothing wrong"), "{}: {said}", example.path().display());
    }
}

#[test]
fn the_reference_of_the_format_is_the_one_the_program_prints() {
    let printed = Project::new().succeeds(&["reference"]);
    assert_eq!(document("content/README.md"), printed, "run `disan reference > content/README.md`");
}

/// The blocks of a document that are fenced with this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_readme_opens_with_the_build_and_the_tests() {
    let readme = document("README.md");
    let first = &blocks(&readme, "sh")[0];
    assert_eq!(first.lines().filter_map(|line| line.split('#').next()).map(str::trim).collect::<Vec<_>>(), ["cargo run --release -- build", "tests/run"]);
    for picture in readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()).filter(|target| target.ends_with(".png")) {
        assert!(root().join(picture).exists(), "{picture}");
    }
}

#[test]
fn the_commands_of_the_readme_run() {
    let readme = document("README.md");
    let commands: Vec<String> = blocks(&readme, "console")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.starts_with("$ disan "))
        .collect();
    assert!(commands.len() >= 4, "{commands:?}");
    let project = crate::project::committed().file("access.log", ""); // for `disan stats`
    for command in commands {
        let arguments: Vec<&str> = command.trim_start_matches("$ disan ").split('#').next().unwrap().split_whitespace().collect();
        project.succeeds(&arguments);
    }
}

#[test]
fn the_entries_of_the_documents_are_valid() {
    let mut entries = blocks(&document("README.md"), "yaml");
    entries.extend(blocks(&document("content/README.md"), "yaml"));
    assert!(entries.len() >= 2);
    for entry in entries {
        let project = crate::project::small()
            .file("content/sites/chua-cau/index.md", &entry)
            .file("content/sites/my-son/index.md", crate::project::SITE)
            .file("content/sites/my-son/index.en.md", crate::project::SITE_EN);
        let said = project.fails(&["check", "--lang", "en"], 0);
        assert!(!said.contains("error["), "{entry}\n{said}");
    }
}

/// Words of a story: what blanks part, without the marks of headings and lists.
fn words(markdown: &str) -> usize {
    markdown.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn the_stories_are_as_long_as_a_visitor_reads() {
    let mut counted = 0;
    for (kind, range) in [("sites", 120..=250), ("products", 80..=150)] {
        for folder in fs::read_dir(root().join("content").join(kind)).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
            for file in ["index.md", "index.en.md"] {
                let text = fs::read_to_string(folder.join(file)).unwrap();
                let story = text.splitn(3, "---\n").nth(2).unwrap();
                assert!(range.contains(&words(story)), "{}/{file}: {} words", folder.display(), words(story));
                counted += 1;
            }
        }
    }
    assert!(counted >= 2 * (18 + 8), "{counted} stories");
}
