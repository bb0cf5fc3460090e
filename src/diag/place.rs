//! A place in a source file.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text file of the catalogue or the theme.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as shown to people, with forward slashes: `content/sites/chua-cau/index.md`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Where each line begins, in bytes: counted once, when the first place is asked for its line.
    line_starts: OnceLock<Vec<usize>>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A file with its text.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        Self { path, text, line_starts: OnceLock::new() }
    }

    /// The line (from 0) in which a byte stands.
    #[must_use]
    pub fn line_of(&self, byte: usize) -> usize {
        self.line_starts().partition_point(|start| *start <= byte) - 1
    }

    /// Where a line (from 0) stands, without its end. Behind the last line: the end of the text.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts.get(line).copied().unwrap_or(self.text.len());
        let end = starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        start..end.max(start)
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let behind_ends = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|end| end + 1);
            std::iter::once(0).chain(behind_ends).collect()
        })
    }
}

/// A stretch of bytes in a source file.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where in its text, in bytes.
    pub range: Range<usize>,
}

impl Place {
    /// A place in a file.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, range: Range<usize>) -> Self {
        Self { file: Arc::clone(file), range }
    }

    /// A file as a whole: told with its beginning, and no line is marked.
    #[must_use]
    pub fn start_of(file: &Arc<SourceFile>) -> Self {
        Self::new(file, 0..0)
    }

    /// A line (from 0) of a file.
    #[must_use]
    pub fn line_in(file: &Arc<SourceFile>, line: usize) -> Self {
        Self::new(file, file.line_range(line))
    }

    /// Whether no single line is meant.
    #[must_use]
    pub fn is_whole_file(&self) -> bool {
        self.range == (0..0)
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// Line and column of the beginning, both from 1, the column in letters.
    #[must_use]
    pub fn line_column(&self) -> (usize, usize) {
        let line = self.file.line_of(self.range.start);
        let start = self.file.line_range(line).start;
        let before = self.file.text.get(start..self.range.start).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }
}
