//! A `.md` file: YAML between two lines `---`, then Markdown.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Place, Problem, ProblemKind, SourceFile};

/// Where the two parts of a `.md` file stand in its text.
pub struct FrontMatter {
    /// The YAML between the lines `---`.
    pub yaml: Range<usize>,
    /// The Markdown behind it.
    pub body: Range<usize>,
}

/// Parts a file.
///
/// # Errors
/// When the first line is not `---` or the second `---` is missing.
pub fn front_matter(file: &Arc<SourceFile>) -> Result<FrontMatter, Problem> {
    let mut lines = Lines { text: &file.text, next: 0 };
    let opening = lines.next().unwrap_or(0..0);
    if !is_fence(&file.text, &opening) {
        return Err(Problem::at(&Place::new(file, 0..opening.end), ProblemKind::NoFrontMatter));
    }
    let start = lines.next;
    loop {
        let Some(line) = lines.next() else {
            return Err(Problem::at(&Place::new(file, opening), ProblemKind::FrontMatterNotClosed));
        };
        if is_fence(&file.text, &line) {
            return Ok(FrontMatter { yaml: start..line.start, body: lines.next..file.text.len() });
        }
    }
}

fn is_fence(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).is_some_and(|line| line.trim_end() == "---")
}

/// The lines of a text as ranges without their line ends.
struct Lines<'a> {
    text: &'a str,
    next: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        self.next = (start + length + 1).min(self.text.len());
        Some(start..start + length)
    }
}
