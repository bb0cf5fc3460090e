//! Files that are too long for the memory: read from front to back, gzip or plain.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// How many bytes are asked of the disk at once.
const AT_ONCE: usize = 1 << 17;

/// A file, to be read from front to back.
///
/// # Errors
/// When it cannot be opened.
pub fn stream(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    unpacked(file)
}

/// What comes from anywhere: unpacked when it begins as gzip does (RFC 1952, 2.3.1), else as it is. Names are no help: standard input has none.
///
/// # Errors
/// When its beginning cannot be read.
pub fn unpacked(mut input: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut head = Vec::new();
    input.by_ref().take(2).read_to_end(&mut head)?;
    let is_packed = head == [0x1f, 0x8b];
    let whole = Cursor::new(head).chain(input);
    if is_packed {
        let whole = BufReader::with_capacity(AT_ONCE, whole);
        return Ok(Box::new(BufReader::with_capacity(AT_ONCE, MultiGzDecoder::new(whole))));
    }
    Ok(Box::new(BufReader::with_capacity(AT_ONCE, whole)))
}
