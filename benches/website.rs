//! How long the website of a large catalogue takes, and how much memory: cold, warm, and after one entry was changed.
//!
//! 1. `cargo bench --bench website` measures 1,000 and 10,000 entries; numbers behind `--` are other sizes.
//!    - Cold: neither output nor ledger nor `.disan-cache/` is there.
//!    - Warm: all three are, and nothing has changed.
//!    - One changed: the summary of one entry is another than in the build before.
//! 2. `cargo bench --bench website -- --committed` measures the repository's own catalogue, website and print: cold, unchanged, with one name changed, `check`.
//! 3. `cargo bench --bench website -- --generate FOLDER N` only writes a catalogue.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::print_stderr)] // a program of its own, outside the house

mod generator;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

fn main() -> ExitCode {
    // cargo adds `--bench`
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--generate", folder, entries] => generate(Path::new(folder), entries),
        ["--committed"] => committed(),
        [] => measure(&[1_000, 10_000]),
        sizes => sizes.iter().map(|size| number(size)).collect::<io::Result<Vec<_>>>().and_then(|sizes| measure(&sizes)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn number(text: &str) -> io::Result<usize> {
    text.parse().map_err(|_| io::Error::other(format!("`{text}` is not a number of entries; or `--generate FOLDER N`")))
}

fn generate(folder: &Path, entries: &str) -> io::Result<()> {
    generator::write(folder, number(entries)?)
}

fn measure(sizes: &[usize]) -> io::Result<()> {
    println!("{:>8} {:>12} {:>10} {:>10} {:>10}", "entries", "", "least s", "median s", "peak MiB");
    for entries in sizes {
        let project = Folder::new(*entries)?;
        generator::write(&project.0.join("content"), *entries)?;
        let runs = if *entries > 2_000 { 2 } else { 3 };
        let mut measured = [Vec::new(), Vec::new(), Vec::new()];
        for number in 0..runs {
            put_aside(&project.0)?;
            measured[0].push(build(&project.0)?);
            measured[1].push(build(&project.0)?);
            change_one(&project.0, *entries, number)?;
            measured[2].push(build(&project.0)?);
        }
        for (state, runs) in ["cold", "warm", "one changed"].iter().zip(&mut measured) {
            told(&format!("{entries:>8} {state:>12}"), runs);
        }
    }
    Ok(())
}

/// The repository's catalogue: what takes long there is print.
fn committed() -> io::Result<()> {
    let project = Folder::new(0)?;
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &project.0.join("content"))?;
    println!("{:>18} {:>10} {:>10} {:>10}", "", "least s", "median s", "peak MiB");
    let (all, check) = (["build", "--today", "2026-11-21"], ["check", "--today", "2026-11-21"]);
    let mut measured = [const { Vec::new() }; 5];
    for number in 0..3 {
        put_aside(&project.0)?;
        measured[0].push(run(&project.0, &check)?);
        measured[1].push(run(&project.0, &all)?);
        measured[2].push(run(&project.0, &all)?);
        let file = project.0.join("content/sites/dinh-binh-thuy/index.md");
        let text = fs::read_to_string(&file)?;
        let change = |line: &str| if line.starts_with("name: ") { format!("name: Đình Bình Thủy {number}\n") } else { format!("{line}\n") };
        fs::write(file, text.lines().map(change).collect::<String>())?;
        measured[3].push(run(&project.0, &all)?);
        measured[4].push(run(&project.0, &check)?);
    }
    for (state, runs) in ["check, never built", "cold", "unchanged", "one name changed", "check"].iter().zip(&mut measured) {
        told(&format!("{state:>18}"), runs);
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let place = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &place)? } else { fs::copy(&path, &place).map(|_| ())? }
    }
    Ok(())
}

fn told(what: &str, runs: &mut [Run]) {
    runs.sort_by_key(|run| run.time);
    let peak = runs.iter().map(|run| run.peak).max().unwrap_or_default();
    let [least, median] = [&runs[0], &runs[runs.len() / 2]].map(|run| run.time.as_secs_f64());
    println!("{what} {least:>10.2} {median:>10.2} {:>10}", peak / 1024);
}

/// What earlier builds made, out of the way. It is not deleted: file systems such as ext4 are slow for half a minute after many files were deleted.
fn put_aside(project: &Path) -> io::Result<()> {
    let aside = (1..).map(|number| project.join(format!("aside-{number}"))).find(|aside| !aside.exists()).unwrap_or_default();
    fs::create_dir_all(&aside)?;
    for (made, name) in [("public", "public"), ("print", "print"), (".disan-cache", "cache"), ("content/ledger.yaml", "ledger.yaml")] {
        if project.join(made).exists() {
            fs::rename(project.join(made), aside.join(name))?;
        }
    }
    Ok(())
}

/// Another summary for the entry in the middle.
fn change_one(project: &Path, entries: usize, number: usize) -> io::Result<()> {
    let file = project.join("content").join(generator::id(entries / 2)).join("index.md");
    let text = fs::read_to_string(&file)?;
    let change = |line: &str| if line.starts_with("summary: ") { format!("summary: Tóm tắt sửa lần {number}.\n") } else { format!("{line}\n") };
    fs::write(file, text.lines().map(change).collect::<String>())
}

struct Run {
    time: Duration,
    /// Peak of the resident memory in KiB; 0 where the system does not tell.
    peak: u64,
}

/// One build of what is there now.
fn build(project: &Path) -> io::Result<Run> {
    run(project, &["build", "--only", "web", "--today", "2026-11-21"])
}

fn run(project: &Path, arguments: &[&str]) -> io::Result<Run> {
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_disan"));
    let mut child = command.args(arguments).current_dir(project).stdout(Stdio::null()).spawn()?;
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let watching = scope.spawn({
            let status = status_of(&child);
            let ended = &ended;
            move || watch(&status, ended)
        });
        let status = child.wait();
        let time = begun.elapsed();
        ended.store(true, Ordering::Relaxed);
        let peak = watching.join().unwrap_or_default();
        if status?.success() { Ok(Run { time, peak }) } else { Err(io::Error::other(format!("{arguments:?} failed"))) }
    })
}

fn status_of(child: &Child) -> PathBuf {
    format!("/proc/{}/status", child.id()).into()
}

/// The last `VmHWM` (peak of the resident memory) that a process had. It only grows, so that looking now and then misses little.
fn watch(status: &Path, ended: &AtomicBool) -> u64 {
    let mut peak = 0;
    while !ended.load(Ordering::Relaxed) {
        let text = fs::read_to_string(status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
        thread::sleep(Duration::from_millis(5));
    }
    peak
}

/// A folder that goes away with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(entries: usize) -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("disan-bench-{}-{entries}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
