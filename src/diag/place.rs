//! A place in a source file.

use std::ops::Range;
use std::sync::Arc;

/// A text file of the catalogue or the theme.
#[derive(PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// The path as shown to people, with forward slashes: `content/sites/chua-cau/index.md`.
    pub path: String,
    /// The whole text.
    pub text: String,
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
        let before = self.file.text.get(..self.range.start).unwrap_or(&self.file.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}
