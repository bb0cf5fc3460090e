//! What it costs to count the scans in a log of a million lines, in seconds of CPU time, beside programs that people have: `awk`, which only counts addresses, and
//! GoAccess, where it is installed.
//!
//! `cargo bench --bench stats`. The log is made here: combined format, one line in five a printed address, the others pages and pictures.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::print_stderr)] // a program of its own, outside the house

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, io};

const LINES: usize = 1_000_000;
const AWK: &str = r#"$6 == "\"GET" && $7 ~ /^\/[Qq]\// && $9 == 200 { n[$4, $7]++ } END { for (k in n) c++; print c }"#;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<()> {
    let folder = env::temp_dir().join(format!("disan-bench-stats-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let log = folder.join("access.log");
    write_log(&log)?;
    let bytes = fs::metadata(&log)?.len() as f64 / 1e6;
    println!("{LINES} lines, {bytes:.0} MB; CPU time, the least of three runs");
    let (log, report) = (log.to_string_lossy(), folder.join("report.json"));
    let goaccess = ["goaccess", &log, "--log-format=COMBINED", "--no-global-config", "--no-progress", "-o", &report.to_string_lossy()];
    for command in [&[env!("CARGO_BIN_EXE_disan"), "stats", "--format", "json", &log][..], &["awk", AWK, &log], &goaccess] {
        let name = command[0].rsplit('/').next().unwrap_or_default();
        match seconds(command) {
            Ok(seconds) => println!("{name:<12} {seconds:>6.2} s {:>6.0} MB/s", bytes / seconds),
            Err(error) => println!("{name:<12} {error}"),
        }
    }
    fs::remove_dir_all(&folder)
}

/// Seconds of CPU time that a command takes, whatever else the machine does: the shell knows that of its children.
fn seconds(command: &[&str]) -> io::Result<f64> {
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let output = Command::new("sh").args(["-c", "\"$@\" > /dev/null 2>&1 || exit 1; times", "sh"]).args(command).stdin(Stdio::null()).output()?;
        if !output.status.success() {
            return Err(io::Error::other("is not there, or failed"));
        }
        let times = String::from_utf8_lossy(&output.stdout).into_owned();
        let children = times.lines().nth(1).unwrap_or_default();
        least = least.min(children.split_whitespace().filter_map(minutes).sum());
    }
    Ok(least)
}

/// Seconds of `0m1.230s`.
fn minutes(time: &str) -> Option<f64> {
    let (minutes, seconds) = time.strip_suffix('s')?.split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// The same log every time.
fn write_log(log: &Path) -> io::Result<()> {
    let ledger = fs::read_to_string("content/ledger.yaml")?;
    let codes: Vec<&str> =
        ledger.lines().filter(|line| line.ends_with(':') && !line.starts_with(' ')).map(|line| line.trim_matches(['"', '\'', ':'])).collect();
    let agents = [
        "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    ];
    let mut out = BufWriter::new(fs::File::create(log)?);
    let mut random: u64 = 1;
    for at in 0..LINES {
        // Knuth's linear congruential generator (MMIX)
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [a, b, c, d, e, ..] = random.to_be_bytes();
        let path = match e % 10 {
            0 | 1 => format!("/Q/{}", codes[usize::from(d) % codes.len()]),
            2 => "/vi/sites/chua-cau/".to_owned(),
            3 => "/en/sites/chua-cau/".to_owned(),
            _ => format!("/media/sites/chua-cau/cau-jpg-{d}.webp"),
        };
        let second = at * 28 * 86_400 / LINES;
        let time = format!("{:02}/Nov/2026:{:02}:{:02}:{:02} +0700", second / 86_400 + 1, second / 3_600 % 24, second / 60 % 60, second % 60);
        let agent = agents[usize::from(a) % 20 / 9];
        writeln!(out, "{a}.{b}.{c}.{d} - - [{time}] \"GET {path} HTTP/2.0\" 200 {} \"https://disan.example.vn/\" \"{agent}\"", 900 + u32::from(b) * 99)?;
    }
    out.flush()
}
