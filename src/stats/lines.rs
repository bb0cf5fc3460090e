//! The lines of a log, one after the other, none longer than the memory bears.

use std::io::{self, BufRead};

/// The longest line that is read, in bytes. nginx takes 32 KB of headers at most, Apache 8 KB a header, and Caddy's lines carry the answer's
/// headers too.
pub(super) const LONGEST: usize = 1 << 16;

/// Reads lines into one buffer that is used again and again.
pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
}

/// A line of a log.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Line<'a> {
    /// Without its end.
    Whole(&'a [u8]),
    /// Longer than [`LONGEST`]: passed over.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: Vec::new() }
    }

    /// The next line. `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read on, as gzip that is cut off.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let mut is_too_long = false;
        let mut is_empty = true;
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                return Ok((!is_empty).then(|| self.whole(is_too_long)));
            }
            is_empty = false;
            let end = memchr::memchr(b'\n', bytes);
            let piece = &bytes[..end.unwrap_or(bytes.len())];
            is_too_long |= self.line.len() + piece.len() > LONGEST;
            if !is_too_long {
                self.line.extend_from_slice(piece);
            }
            let used = end.map_or(bytes.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(self.whole(is_too_long)));
            }
        }
    }

    fn whole(&self, is_too_long: bool) -> Line<'_> {
        if is_too_long { Line::TooLong } else { Line::Whole(self.line.strip_suffix(b"\r").unwrap_or(&self.line)) }
    }
}
