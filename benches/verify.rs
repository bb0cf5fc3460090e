//! How long it takes to read 1,000 plaques back, as every build does, beside what people have for it: `pdftoppm` and `zbarimg`.
//!
//! `cargo bench --bench verify`. The plaques are those of the repository's catalogue, read again and again.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::print_stderr)] // a program of its own, outside the house

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs, io};

use disan::inspect::{Depth, inspect};
use disan::parallel::in_parallel;

/// How many plaques are read.
const PLAQUES: usize = 1_000;
/// How many the peer reads.
const PEERS: usize = 40;

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
    let folder = env::temp_dir().join(format!("disan-bench-verify-{}", std::process::id()));
    let print = folder.join("print");
    let build = Command::new(env!("CARGO_BIN_EXE_disan")).args(["build", "--only", "print", "--print"]).arg(&print).output()?;
    if !build.status.success() {
        return Err(io::Error::other("the build failed"));
    }
    println!("{:<16} {:>8} {:>10}", "1,000 plaques as", "s", "ms each");
    let mut of_pdf = 0.0;
    for ending in ["pdf", "svg", "png"] {
        let seconds = read(&files(&print, ending)?)?;
        println!("{ending:<16} {seconds:>8.2} {:>10.2}", seconds * 1000.0 / PLAQUES as f64);
        of_pdf = if ending == "pdf" { seconds / PLAQUES as f64 } else { of_pdf };
    }
    let peer = peer(&files(&print, "pdf")?, &folder)?;
    println!("pdftoppm -r 72 and zbarimg, two at a time: {:.2} ms each; ratio {:.2}", peer * 1000.0, of_pdf / peer);
    fs::remove_dir_all(&folder)
}

fn files(print: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(print.join("plaques"))?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    Ok(files)
}

/// Seconds for all plaques, on as many threads as there are cores; files are in memory before.
fn read(files: &[PathBuf]) -> io::Result<f64> {
    let loaded: Vec<(String, Vec<u8>)> = files.iter().map(|file| Ok((file.to_string_lossy().into_owned(), fs::read(file)?))).collect::<io::Result<_>>()?;
    let all: Vec<&(String, Vec<u8>)> = loaded.iter().cycle().take(PLAQUES).collect();
    let begun = Instant::now();
    let read = in_parallel(&all, |(name, bytes)| {
        inspect(name, bytes.clone(), Depth::Fast).is_ok_and(|found| found.symbols.len() == 1 && found.symbols[0].read_by.len() == 2)
    });
    let seconds = begun.elapsed().as_secs_f64();
    if read.iter().all(|read| *read) { Ok(seconds) } else { Err(io::Error::other("a plaque cannot be read")) }
}

/// Seconds a plaque with the programs that people have.
fn peer(files: &[PathBuf], folder: &Path) -> io::Result<f64> {
    let few: Vec<(usize, &PathBuf)> = files.iter().cycle().take(PEERS).enumerate().collect();
    let begun = Instant::now();
    let read = in_parallel(&few, |(number, file)| {
        let picture = folder.join(format!("page-{number}"));
        let drawn = Command::new("pdftoppm").args(["-gray", "-singlefile", "-r", "72"]).arg(file).arg(&picture).status();
        let read = Command::new("zbarimg").args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(picture.with_extension("pgm")).output();
        drawn.is_ok_and(|status| status.success()) && read.is_ok_and(|output| output.status.success())
    });
    if read.iter().all(|read| *read) { Ok(begun.elapsed().as_secs_f64() / PEERS as f64) } else { Err(io::Error::other("pdftoppm or zbarimg failed")) }
}
