//! The ledger: every code ever given, and what it points to.
//!
//! `ledger.yaml` is a map from code to entry, sorted, so that two people's additions merge line by line. It is only ever added to, as
//! text: what somebody wrote by hand stays where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::code::Code;
use super::entry::{Entry, EntryId};
use crate::diag::{Expected, Place, Problem, ProblemKind, SourceFile};
use crate::source::{Node, NodeValue, parse};
use crate::text::nearest;

/// Codes by the entry they point to, and what is to be added to the file.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    by_entry: BTreeMap<String, Code>,
    added: BTreeMap<Code, String>,
    text: String,
    /// The code that stands at each line of the file (from 0), in its order.
    lines: Vec<(Code, usize)>,
}

/// How a line of the ledger is written.
#[derive(Serialize)]
struct Line<'a> {
    entry: &'a str,
}

const HEAD: &str = "\
# Sổ mã: mỗi mã QR đã cấp và mục mà nó dẫn tới. `disan build` chỉ thêm vào, không bao giờ sửa hay xóa. Hãy giữ tệp này cùng dữ liệu.
# The ledger: every QR code ever given and the entry it leads to. `disan build` only adds to it. Keep this file with your data.
";

impl Ledger {
    /// The code of an entry, named as `sites/chua-cau`.
    #[must_use]
    pub fn code_of(&self, entry: &str) -> Option<Code> {
        self.by_entry.get(entry).copied()
    }

    /// Codes that were given in this run and do not stand in the file yet.
    #[must_use]
    pub fn added(&self) -> usize {
        self.added.len()
    }

    /// The file with the new codes in their places. What stood there stays to the letter, and a comment stays right above its code.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut new = self.added.iter().peekable();
        let lines: Vec<&str> = if self.text.is_empty() { HEAD } else { &self.text }.lines().collect();
        let mut known = self.lines.iter().map(|(code, at)| (code, first_comment(&lines, *at))).peekable();
        for (number, line) in lines.iter().enumerate() {
            if let Some((code, _)) = known.next_if(|(_, at)| *at == number) {
                while let Some((added, entry)) = new.next_if(|(added, _)| *added < code) {
                    out.push_str(&line_of(*added, entry));
                }
            }
            out.push_str(line);
            out.push('\n');
        }
        for (added, entry) in new {
            out.push_str(&line_of(*added, entry));
        }
        out
    }

    fn add(&mut self, entry: String, code: Code) {
        self.added.insert(code, entry.clone());
        self.by_entry.insert(entry, code);
    }
}

/// The line at which the comment above a line begins; the file's own head is nobody's comment.
fn first_comment(lines: &[&str], at: usize) -> usize {
    let head = lines.iter().zip(HEAD.lines()).take_while(|(line, head)| *line == head).count();
    (head..at).rev().take_while(|line| lines[*line].starts_with('#')).last().unwrap_or(at)
}

fn line_of(code: Code, entry: &str) -> String {
    serde_yaml::to_string(&BTreeMap::from([(code.to_string(), Line { entry })])).unwrap_or_default()
}

/// Reads the ledger, and gives codes to the entries that have none: the hash of the entry's name, or the next free one.
pub(super) fn read(file: Option<&Arc<SourceFile>>, entries: &BTreeMap<EntryId, Entry>, unread: &BTreeSet<EntryId>, problems: &mut Vec<Problem>) -> Ledger {
    let mut ledger = Ledger::default();
    let mut used: BTreeMap<Code, Place> = BTreeMap::new();
    let known: BTreeSet<EntryId> = entries.keys().chain(unread).cloned().collect();
    if let Some(file) = file {
        ledger.text.clone_from(&file.text);
        match parse(file, 0..file.text.len()) {
            Ok(node) => read_lines(&node, &mut ledger, &mut used, &known, problems),
            Err(found) => problems.extend(found.into_iter().map(of_code)),
        }
    }
    for id in entries.keys() {
        let identity = id.to_string();
        if ledger.by_entry.contains_key(&identity) {
            continue;
        }
        let mut code = Code::hashed(&identity);
        while used.contains_key(&code) || ledger.added.contains_key(&code) {
            code = code.next();
        }
        ledger.add(identity, code);
    }
    ledger
}

/// A key that stands twice is a code that stands twice.
fn of_code(problem: Problem) -> Problem {
    if let ProblemKind::DuplicateKey { key: code, first_line } = &problem.kind
        && Code::parse(code).is_some()
    {
        return Problem { kind: ProblemKind::DuplicateCode { code: code.clone(), first_line: *first_line }, ..problem };
    }
    problem
}

fn read_lines(node: &Node, ledger: &mut Ledger, used: &mut BTreeMap<Code, Place>, known: &BTreeSet<EntryId>, problems: &mut Vec<Problem>) {
    let NodeValue::Map(pairs) = &node.value else {
        problems.push(Problem::at(&node.place, ProblemKind::WrongType { key: "ledger.yaml".to_owned(), expected: Expected::Map }));
        return;
    };
    for (key, place, value) in pairs {
        let Some(code) = Code::parse(key) else {
            problems.push(Problem::at(place, ProblemKind::BadCode { code: key.clone() }));
            continue;
        };
        used.insert(code, place.clone());
        ledger.lines.push((code, place.line_column().0 - 1));
        match entry_of(value) {
            Ok((entry, at)) => point(ledger, code, entry, at, known, problems),
            Err(kind) => problems.push(Problem::at(&value.place, kind)),
        }
    }
}

/// The entry that a line names: `entry: sites/chua-cau`.
fn entry_of(value: &Node) -> Result<(&str, &Place), ProblemKind> {
    let NodeValue::Map(pairs) = &value.value else {
        return Err(ProblemKind::WrongType { key: "code".to_owned(), expected: Expected::Map });
    };
    let Some((.., entry)) = pairs.iter().find(|(key, ..)| key == "entry") else {
        return Err(ProblemKind::MissingKey { key: "entry".to_owned() });
    };
    match &entry.value {
        NodeValue::Scalar(text) if EntryId::parse(text).is_some() => Ok((text, &entry.place)),
        NodeValue::Scalar(_) | NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => {
            Err(ProblemKind::WrongType { key: "entry".to_owned(), expected: Expected::Reference })
        }
    }
}

fn point(ledger: &mut Ledger, code: Code, entry: &str, place: &Place, known: &BTreeSet<EntryId>, problems: &mut Vec<Problem>) {
    let exists = EntryId::parse(entry).is_some_and(|id| known.contains(&id));
    if !exists {
        let names: Vec<String> = known.iter().map(ToString::to_string).collect();
        let nearest = nearest(entry, names.iter().map(String::as_str)).map(str::to_owned);
        problems.push(Problem::at(place, ProblemKind::CodeWithoutEntry { code: code.to_string(), entry: entry.to_owned(), nearest }));
    }
    match ledger.by_entry.get(entry) {
        Some(first) => problems.push(Problem::at(place, ProblemKind::TwoCodes { entry: entry.to_owned(), first: first.to_string() })),
        None => drop(ledger.by_entry.insert(entry.to_owned(), code)),
    }
}
