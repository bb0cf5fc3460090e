//! The ledger as text: added to line by line, so that what stands there stays to the letter and two people's additions merge.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use serde::Serialize;

use super::code::Code;
use super::entry::EntryId;
use crate::diag::{Place, SourceFile};

const HEAD: &str = "\
# Sổ mã: mỗi mã QR đã cấp và mục mà nó dẫn tới. `disan build` chỉ thêm vào, không bao giờ sửa hay xóa. Hãy giữ tệp này cùng dữ liệu.
# The ledger: every QR code ever given and the entry it leads to. `disan build` only adds to it. Keep this file with your data.
";

/// The text of `ledger.yaml`, and the line (from 0) at which each code stands.
#[derive(Clone, Debug, Default)]
pub(super) struct LedgerText {
    text: String,
    /// In the order of the lines.
    codes: Vec<(Code, usize)>,
    lines: BTreeMap<Code, usize>,
}

#[derive(Serialize)]
struct About<'a> {
    entry: &'a str,
}

#[derive(Serialize)]
struct Printing<'a> {
    batch: &'a str,
    date: &'a str,
}

impl LedgerText {
    pub(super) fn new(file: &Arc<SourceFile>, codes: &[(Code, Place)]) -> Self {
        let codes: Vec<_> = codes.iter().map(|(code, place)| (*code, file.line_of(place.range.start))).collect();
        // a file without codes may be `{}`: only its comments are kept
        let is_kept = |line: &&str| !codes.is_empty() || line.starts_with('#');
        let text = file.text.lines().filter(is_kept).fold(String::new(), |text, line| text + line + "\n");
        let lines = codes.iter().rev().copied().collect(); // of a code that stands twice, the first line
        Self { text, codes, lines }
    }

    /// The comments of a file without codes, or nothing.
    pub(super) fn without_codes(&self) -> Self {
        if self.codes.is_empty() { self.clone() } else { Self::default() }
    }

    /// Whether a code stands in the file, whatever else is wrong with its lines.
    pub(super) fn has(&self, code: Code) -> bool {
        self.lines.contains_key(&code)
    }

    /// All codes that stand in the file.
    pub(super) fn codes(&self) -> impl Iterator<Item = Code> {
        self.lines.keys().copied()
    }

    /// The line (from 0) of the code that follows this one in the order of codes. `None` when there is none.
    pub(super) fn line_behind(&self, code: Code) -> Option<usize> {
        self.lines.range((Bound::Excluded(code), Bound::Unbounded)).next().map(|(_, line)| *line)
    }

    /// The line (from 0) at which a code stands.
    pub(super) fn line_of(&self, code: Code) -> Option<usize> {
        self.lines.get(&code).copied()
    }

    /// What stands in `file`, which this was read from, of a code; without the comments around it.
    pub(super) fn lines_of(&self, code: Code, file: &SourceFile) -> String {
        let Some(at) = self.line_of(code) else { return String::new() };
        let behind = self.codes.partition_point(|(_, line)| *line <= at);
        let end = self.codes.get(behind).map_or(file.text.len(), |(_, next)| file.line_range(*next).start);
        let own = file.text.get(file.line_range(at).start..end).unwrap_or_default();
        let lines: Vec<&str> = own.lines().collect();
        let is_said = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let end = lines.iter().rposition(is_said).map_or(0, |last| last + 1);
        lines[..end].join("\n")
    }

    /// The text with new codes in their places; a comment stays right above its code.
    pub(super) fn with_codes(&self, added: &BTreeMap<Code, EntryId>) -> String {
        let mut out = String::new();
        let mut new = added.iter().peekable();
        let lines: Vec<&str> = if self.text.is_empty() { HEAD } else { &self.text }.lines().collect();
        let mut known = self.codes.iter().map(|(code, at)| (code, first_comment(&lines, *at))).peekable();
        for (number, line) in lines.iter().enumerate() {
            if let Some((code, _)) = known.next_if(|(_, at)| *at == number) {
                while let Some((added, entry)) = new.next_if(|(added, _)| *added < code) {
                    out.push_str(&code_lines(*added, entry));
                }
            }
            out.push_str(line);
            out.push('\n');
        }
        for (added, entry) in new {
            out.push_str(&code_lines(*added, entry));
        }
        out
    }

    /// The text with a printing added behind what is known of some codes.
    pub(super) fn with_printing(&self, codes: &BTreeSet<Code>, batch: &str, date: &str) -> String {
        let lines: Vec<&str> = self.text.lines().collect();
        let mut inserted: BTreeMap<usize, String> = BTreeMap::new();
        for (index, (code, at)) in self.codes.iter().enumerate().filter(|(_, (code, _))| codes.contains(code)) {
            let next = self.codes.get(index + 1).map_or(lines.len(), |(_, next)| first_comment(&lines, *next));
            let own = &lines[*at..next];
            // behind the last line of an existing list, else behind the code's last line
            let list = own.iter().position(|line| line.trim_end() == "  printed:");
            let end = match list {
                Some(list) => list + 1 + own[list + 1..].iter().take_while(|line| line.starts_with("  -") || line.starts_with("   ")).count(),
                None => own.iter().rposition(|line| !line.trim().is_empty() && !line.starts_with('#')).map_or(own.len(), |last| last + 1),
            };
            let head = if list.is_some() { "" } else { "  printed:\n" };
            inserted.insert(at + end, format!("{head}{}", printing_lines(batch, date)));
            debug_assert!(end > 0, "{code}");
        }
        let mut out = String::new();
        for (number, line) in lines.iter().enumerate() {
            out.push_str(inserted.get(&number).map_or("", String::as_str));
            out.push_str(line);
            out.push('\n');
        }
        out + inserted.get(&lines.len()).map_or("", String::as_str)
    }
}

/// The line at which the comment above a line begins; the file's own head is nobody's comment.
fn first_comment(lines: &[&str], at: usize) -> usize {
    let head = lines.iter().zip(HEAD.lines()).take_while(|(line, head)| *line == head).count();
    (head..at).rev().take_while(|line| lines[*line].starts_with('#')).last().unwrap_or(at)
}

fn code_lines(code: Code, entry: &EntryId) -> String {
    serde_yaml::to_string(&BTreeMap::from([(code.to_string(), About { entry: &entry.to_string() })])).unwrap_or_default()
}

/// An item of the list `printed`, indented as it stands there.
pub(super) fn printing_lines(batch: &str, date: &str) -> String {
    let fields = serde_yaml::to_string(&Printing { batch, date }).unwrap_or_default();
    fields.lines().enumerate().fold(String::new(), |text, (number, line)| text + if number == 0 { "  - " } else { "    " } + line + "\n")
}
