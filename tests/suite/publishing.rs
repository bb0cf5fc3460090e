//! Publishing: all or nothing, the same bytes every time, kept times, killed builds, other people's folders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use disan::publish::{MANIFEST, Staging};
use disan::render::{Artifact, Content};

use crate::project::{CATALOGUE, Project, built, committed, small};

#[test]
fn a_build_that_finds_an_error_leaves_both_folders_as_they_were() {
    let endless = format!("name: {}", "Ngoằn".repeat(30));
    let mistakes: [(&str, &str, &str); 3] = [
        ("content/sites/chua-cau/index.md", "  level: national", "  level: global"), // found while reading
        ("content/sites/chua-cau/index.md", "name: Chùa Cầu", endless.trim()),       // found while typesetting: the website is ready by then
        ("content/catalogue.yaml", "title: {vi: ", "title: {vi: {{ "),
    ];
    for (file, from, to) in mistakes {
        let project = small();
        let before = state(project.build(), ".");
        let project = project.edit(file, from, to);
        project.fails(&["build"], 1);
        let outputs = |state: &BTreeMap<String, File>| -> Vec<(String, File)> {
            let is_output = |path: &str| !["content/", ".disan-cache/"].iter().any(|folder| path.starts_with(folder)) && !path.ends_with(".lock");
            state.iter().filter(|(path, _)| is_output(path)).map(|(path, file)| (path.clone(), file.clone())).collect()
        };
        assert!(outputs(&state(&project, ".")) == outputs(&before), "{to} changed an output");
    }
}

#[test]
fn a_template_that_cannot_be_filled_in_leaves_both_folders_as_they_were() {
    let project = small();
    project.build();
    let before = [state(&project, "public"), state(&project, "print")];
    project.write("templates/not_found.html", "{{ nobody.knows.this }}");
    project.fails(&["build"], 1);
    assert!([state(&project, "public"), state(&project, "print")] == before);
    assert_eq!(beside(&project), [".print.lock", ".public.lock", "content", "print", "public", "templates"]);
}

#[test]
fn a_killed_build_leaves_the_old_folder_or_the_new_one_whole() {
    let project = many(200, "A");
    project.build_web();
    let old = whole(&project.path("public"));
    project.write("content/catalogue.yaml", titled("B"));
    let begun = Instant::now();
    project.build_web();
    let time = begun.elapsed();
    let new = whole(&project.path("public"));
    assert_ne!(old, new);

    let delays = (0..40).map(|step| Moment::After(time * step / 40));
    let swaps = [".public.new", ".public.new/vi", ".public.new/404.html", ".public.new/.disan-manifest", ".public.old"];
    let moments: Vec<Moment> = delays.chain(swaps.into_iter().cycle().take(15).map(Moment::When)).collect();
    let mut killed = 0;
    for (moment, edition) in moments.iter().zip(["A", "B"].iter().cycle()) {
        project.write("content/catalogue.yaml", titled(edition));
        killed += usize::from(kill(&project, moment));
        let manifest = whole(&project.path("public"));
        assert!(manifest == old || manifest == new, "{moment:?}: pages of two versions");
    }
    assert!(killed >= 10, "only {killed} builds were still at work when they were to be killed");

    project.write("content/catalogue.yaml", titled("A"));
    project.build_web();
    assert!(whole(&project.path("public")) == old);
    assert_eq!(beside(&project), [".public.lock", "content", "public"]);
}

#[test]
fn a_killed_first_build_leaves_no_folder_or_a_whole_one() {
    let project = many(100, "A");
    let begun = Instant::now();
    project.build_web();
    let time = begun.elapsed();
    let (manifest, ledger) = (whole(&project.path("public")), project.read("content/ledger.yaml"));

    let delays = (0..12).map(|step| Moment::After(time * step / 12));
    let moments: Vec<Moment> = delays.chain(["content/.ledger.yaml.new", "content/ledger.yaml", "public"].map(Moment::When)).collect();
    for moment in moments {
        drop(fs::remove_dir_all(project.path("public")));
        drop(fs::remove_file(project.path("content/ledger.yaml")));
        kill(&project, &moment);
        if project.path("public").exists() {
            assert!(whole(&project.path("public")) == manifest, "{moment:?}");
            assert!(project.path("content/ledger.yaml").exists(), "{moment:?}: codes were published that no ledger knows");
        }
        if project.path("content/ledger.yaml").exists() {
            assert!(project.read("content/ledger.yaml") == ledger, "{moment:?}");
        }
    }
    project.build_web();
    assert!(whole(&project.path("public")) == manifest);
    assert_eq!(beside(&project), [".public.lock", "content", "public"]);
    let content: Vec<_> = names(&project.path("content"));
    assert_eq!(content, ["catalogue.yaml", "ledger.yaml", "producers"]);
}

#[test]
fn of_two_builds_at_once_none_spoils_the_other() {
    let project = many(100, "A");
    project.build_web();
    let mut builds = [(); 2].map(|()| start(&project));
    let codes: Vec<_> = builds.iter_mut().map(|build| build.wait().unwrap().code().unwrap()).collect();
    assert!(codes.contains(&0) && codes.iter().all(|code| [0, 3].contains(code)), "{codes:?}");
    whole(&project.path("public"));
}

#[test]
fn both_folders_are_what_their_manifests_say() {
    for folder in ["public", "print"] {
        whole(&built().path(folder));
    }
}

#[test]
fn another_day_another_folder_and_one_thread_give_the_same_bytes() {
    let other = committed();
    fs::remove_dir_all(other.path(".disan-cache")).unwrap(); // all is made anew
    // the next day: no certificate ends on it
    let mut command = other.disan(&["build", "--today", "2026-11-22"]);
    let output = command.env("RAYON_NUM_THREADS", "1").env("TZ", "America/Caracas").env("LANG", "en_GB.UTF-8").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for folder in ["public", "print"] {
        let (one, two) = (built().files(folder), other.files(folder));
        let differing: Vec<_> = one.iter().zip(&two).filter(|(one, two)| one != two).map(|(one, _)| &one.0).collect();
        assert!(one.len() == two.len() && differing.is_empty(), "{folder}: {differing:?}");
    }
}

#[test]
fn years_change_only_what_has_run_out() {
    let project = small();
    project.build();
    let before = state(&project, ".");
    project.succeeds(&["build", "--today", "2031-03-05"]);
    let after = state(&project, ".");
    let changed: Vec<&String> = after.iter().filter(|(path, file)| before.get(*path) != Some(file)).map(|(path, _)| path).collect();
    assert!(changed.iter().any(|path| *path == "public/vi/products/muoi-ruong/index.html"), "the certificate of 2025 still holds in 2031: {changed:?}");
    let ledger = project.read("content/ledger.yaml");
    let code = ledger.split_once(":\n  entry: sites/chua-cau").unwrap().0.rsplit('\n').next().unwrap();
    assert!(!changed.iter().any(|path| path.contains("/sites/") || path.contains(code)), "{changed:?}");
}

#[test]
fn the_committed_ledger_has_all_codes() {
    assert_eq!(built().read("content/ledger.yaml"), committed().read("content/ledger.yaml"));
}

#[test]
fn files_that_did_not_change_keep_their_times() {
    let project = small();
    project.build();
    let before = state(&project, ".");
    let project = project.edit("content/products/muoi-ruong.yaml", "Sun-dried coarse salt.", "Coarse salt dried in the sun.");
    let told = project.succeeds(&["build", "--lang", "en"]);
    let after = state(&project, ".");
    let changed: BTreeSet<&str> = after.iter().filter(|(path, file)| before.get(*path) != Some(file)).map(|(path, _)| path.as_str()).collect();
    assert!(changed.contains("public/en/products/muoi-ruong/index.html") && changed.contains("public/en/products/index.html"), "{changed:?}");
    let untouched = ["public/vi/sites/chua-cau/index.html", "public/en/sites/chua-cau/index.html", "public/404.html", "print/plaques.pdf"];
    for path in untouched {
        assert!(before.contains_key(path) && !changed.contains(path), "{path} has a new time");
    }
    let is_clock = |path: &str| path.ends_with(".lock") || path.ends_with(MANIFEST) || path == ".disan-cache/begun";
    for path in changed.iter().filter(|path| !is_clock(path)) {
        assert!(before[*path].bytes != after[*path].bytes, "{path} has a new time and the same bytes");
    }
    let outputs = changed.iter().filter(|path| path.starts_with("public/") && !path.ends_with(MANIFEST)).count();
    assert!(told.contains(&format!("{outputs} files new or changed")), "{told}{changed:?}");
}

#[test]
fn a_picture_that_is_gone_leaves_nothing_behind() {
    let pictures = "pictures:\n  - file: cau.jpg\n    alt: {vi: Cây cầu, en: The bridge}\n---\n\nCây";
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(8, 8).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let project = small().edit("content/sites/chua-cau/index.md", "---\n\nCây", pictures).file("content/sites/chua-cau/cau.jpg", jpeg.into_inner());
    project.build_web();
    assert!(project.path("public/media/sites/chua-cau/cau-jpg-8.jpg").is_file());
    fs::remove_file(project.path("content/sites/chua-cau/cau.jpg")).unwrap();
    let project = project.edit("content/sites/chua-cau/index.md", pictures, "---\n\nCây");
    project.build_web();
    assert!(!project.path("public/media").exists());
    whole(&project.path("public"));
}

#[test]
fn a_folder_with_somebodys_files_is_refused_and_stays_as_it_is() {
    for (arguments, folder) in [(["build", "--public", "thesis"], "thesis"), (["build", "--print", "thesis"], "thesis")] {
        let project = small().file("thesis/chapter.txt", "three years of work").file("thesis/notes/one.txt", "");
        let before = state(&project, ".");
        let told = project.fails(&arguments, 2);
        assert!(told.contains(folder), "{told}");
        assert!(state(&project, folder) == before.iter().filter_map(|(path, file)| Some((path.strip_prefix("thesis/")?.to_owned(), file.clone()))).collect());
        for untouched in ["public", "print", "content/ledger.yaml"] {
            assert!(!project.path(untouched).exists(), "{untouched} was written");
        }
    }
}

#[test]
fn a_file_where_the_folder_should_be_is_refused_and_stays_as_it_is() {
    let project = small().file("public", "a file");
    project.fails(&["build", "--only", "web"], 2);
    assert_eq!(project.read("public"), "a file");
}

#[test]
fn an_empty_folder_may_be_used_and_the_folders_above_it_are_made() {
    let project = small();
    fs::create_dir_all(project.path("empty")).unwrap();
    project.succeeds(&["build", "--public", "empty/", "--print", "far/away/print"]);
    whole(&project.path("empty"));
    whole(&project.path("far/away/print"));
    assert_eq!(names(&project.path("far/away")), [".print.lock", "print"]);
}

#[test]
fn folders_that_lie_in_one_another_are_refused() {
    let inside: [&[&str]; 9] = [
        &["build", "--public", "content"],
        &["build", "--public", "content/public"],
        &["build", "--public", "."],
        &["build", "--public", ".."],
        &["build", "--public", "out", "--print", "out"],
        &["build", "--public", "out", "--print", "out/print"],
        &["build", "--public", "print/web"],
        &["build", "--public", "nowhere/../content/public"],
        &["build", "--content", "./content", "--print", "content/../content/print", "--only", "print"],
    ];
    for arguments in inside {
        let project = small();
        let before = state(&project, ".");
        project.fails(arguments, 2);
        assert!(state(&project, ".") == before, "{arguments:?} wrote something");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_hide_that_folders_lie_in_one_another() {
    let project = small();
    std::os::unix::fs::symlink("content", project.path("link")).unwrap();
    let before = state(&project, "content");
    project.fails(&["build", "--public", "link"], 2);
    project.fails(&["build", "--public", "link/public"], 2);
    project.fails(&["build", "--public", "link/not/yet/public"], 2);
    assert!(state(&project, "content") == before);
}

#[test]
fn check_writes_nothing() {
    let project = small();
    let before = state(&project, ".");
    project.succeeds(&["check"]);
    assert!(state(&project, ".") == before);
    project.build();
    let before = state(&project, ".");
    project.succeeds(&["check"]);
    assert!(state(&project, ".") == before);
}

#[test]
fn the_ledger_is_the_only_file_that_a_build_writes_among_the_content() {
    let project = small();
    let before = state(&project, "content");
    project.build();
    let mut after = state(&project, "content");
    assert!(after.remove("ledger.yaml").is_some());
    assert!(after == before);
    let ledger = state(&project, "content");
    project.build();
    assert!(state(&project, "content") == ledger, "a second build wrote the ledger again");
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let project = Project::new();
    let elsewhere = project.path("outside").to_string_lossy().into_owned();
    let staging = Staging::begin(&project.path("public")).unwrap();
    for path in ["../outside", "a/../../outside", "..", ".", "", "./outside", &elsewhere] {
        let artifact = |path: &str, twins: &[&str]| Artifact {
            path: path.to_owned(),
            twins: twins.iter().map(|twin| (*twin).to_owned()).collect(),
            content: Content::Bytes(b"x".to_vec()),
        };
        assert!(staging.put(&artifact(path, &[])).is_err(), "{path:?}");
        assert!(staging.put(&artifact("inside", &[path])).is_err(), "{path:?} as a second path");
    }
    drop(staging);
    assert_eq!(beside(&project), [".public.lock"]);
}

#[test]
fn a_picture_from_outside_its_folder_is_refused() {
    for file in ["../../../secret.jpg", "../chua-cau/../../../secret.jpg", "/etc/hostname"] {
        let pictures = format!("pictures:\n  - file: {file}\n    alt: {{vi: Cây cầu, en: The bridge}}\n---\n\nCây");
        let project = small().file("secret.jpg", "secret").edit("content/sites/chua-cau/index.md", "---\n\nCây", &pictures);
        project.fails(&["build", "--only", "web"], 1);
        assert!(!project.path("public").exists(), "{file}");
    }
}

/// A file's bytes and time.
#[derive(Clone, PartialEq)]
struct File {
    bytes: Vec<u8>,
    time: SystemTime,
}

/// All files below a folder.
fn state(project: &Project, folder: &str) -> BTreeMap<String, File> {
    let root = project.path(folder);
    let time = |path: &str| fs::metadata(root.join(path)).unwrap().modified().unwrap();
    project.files(folder).into_iter().map(|(path, bytes)| (path.clone(), File { bytes, time: time(&path) })).collect()
}

/// What lies in the project's folder, hidden things too; but for what is only kept to be quicker the next time.
fn beside(project: &Project) -> Vec<String> {
    names(&project.path(".")).into_iter().filter(|name| name != ".disan-cache").collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Fails unless a folder holds exactly the files of its manifest, each with its hash. Gives the manifest.
fn whole(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join(MANIFEST)).unwrap();
    let mut listed: BTreeSet<String> = BTreeSet::from([MANIFEST.to_owned()]);
    for line in manifest.lines() {
        let (hash, path) = line.split_once("  ").unwrap();
        let bytes = fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(blake3::hash(&bytes).to_hex().as_str(), hash, "{path}");
        listed.insert(path.to_owned());
    }
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let found: BTreeSet<String> = files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(found, listed);
    manifest
}

/// A catalogue that takes a while. Its title is on every page.
fn many(producers: usize, edition: &str) -> Project {
    let project = Project::in_memory().file("content/catalogue.yaml", titled(edition));
    for number in 0..producers {
        let producer = format!(
            "name: {{vi: Cơ sở {number}, en: Workshop {number}}}\nsummary: {{vi: Làm gốm., en: It makes pottery.}}\ntype: household\n\
             place: {{addresses: [{{text: {{vi: xã Ven Biển, en: Ven Biển Commune}}}}]}}\n"
        );
        project.write(&format!("content/producers/co-so-{number}.yaml"), producer);
    }
    project
}

fn titled(edition: &str) -> String {
    CATALOGUE.replace("Di sản quê tôi", &format!("Bản {edition}")).replace("Heritage of my home", &format!("Version {edition}"))
}

/// When a build is killed.
#[derive(Debug)]
enum Moment {
    After(Duration),
    /// As soon as there is such a file or folder.
    When(&'static str),
}

/// Starts a build and kills it. Says whether it was still at work.
fn kill(project: &Project, moment: &Moment) -> bool {
    let mut build = start(project);
    match moment {
        Moment::After(delay) => thread::sleep(*delay),
        Moment::When(path) => {
            let path = project.path(path);
            while !path.exists() && build.try_wait().unwrap().is_none() {
                thread::yield_now();
            }
        }
    }
    build.kill().unwrap(); // SIGKILL: no chance to tidy up
    !build.wait().unwrap().success()
}

fn start(project: &Project) -> Child {
    project.disan(&["build", "--only", "web"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}
