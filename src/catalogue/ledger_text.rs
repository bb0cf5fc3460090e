//! The ledger as text: added to line by line, so that what stands there stays to the letter and two people's additions merge.

use std::collections::{BTreeMap, BTreeSet};
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
    codes: Vec<(Code, usize)>,
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
        let codes: Vec<_> = codes.iter().map(|(code, place)| (*code, place.line_column().0 - 1)).collect();
        // a file without codes may be `{}`: only its comments are kept
        let is_kept = |line: &&str| !codes.is_empty() || line.starts_with('#');
        Self { text: file.text.lines().filter(is_kept).fold(String::new(), |text, line| text + line + "\n"), codes }
    }

    /// Whether a code stands in the file, whatever else is wrong with its lines.
    pub(super) fn has(&self, code: Code) -> bool {
        self.codes.iter().any(|(known, _)| *known == code)
    }

    /// The line (from 0) of the first code behind this one. `None` when there is none.
    pub(super) fn line_behind(&self, code: Code) -> Option<usize> {
        self.codes.iter().filter(|(known, _)| *known > code).map(|(_, line)| *line).min()
    }

    /// The line (from 0) at which a code stands.
    pub(super) fn line_of(&self, code: Code) -> Option<usize> {
        self.codes.iter().find(|(known, _)| *known == code).map(|(_, line)| *line)
    }

    /// What stands there of a code, without the comments around it.
    pub(super) fn lines_of(&self, code: Code) -> String {
        let Some(at) = self.line_of(code) else { return String::new() };
        let next = self.codes.iter().map(|(_, line)| *line).filter(|line| *line > at).min().unwrap_or(usize::MAX);
        let lines: Vec<&str> = self.text.lines().take(next).skip(at).collect();
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

    /// The text with a printing added behind what is known of some codes. One that has this batch already is left as it is.
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
