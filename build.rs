//! Gives the program a hash of its own source: what another program made is made anew.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own, which cargo runs before the house is built

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;
use std::{fs, iter};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for input in ["src", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={input}");
        for file in files(Path::new(input))? {
            fs::read(file)?.hash(&mut hasher);
        }
    }
    println!("cargo::rustc-env=DISAN_PROGRAM={:016x}", hasher.finish());
    Ok(())
}

/// All files of a folder, in the order of their names.
fn files(path: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    if path.is_file() {
        return Ok(iter::once(path.to_owned()).collect());
    }
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort();
    Ok(inside.iter().map(|path| files(path)).collect::<io::Result<Vec<_>>>()?.concat())
}
