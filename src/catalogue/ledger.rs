//! The ledger: every code ever given, what it was given to, where it leads now, and when it was printed.
//!
//! `ledger.yaml` is a map from code to what is known of it, sorted, so that two people's additions merge line by line. It is only ever added
//! to, as text (`ledger_text`): what somebody wrote by hand stays where it is. A code is in one of four states: given, printed, moved, retired.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::code::Code;
use super::entry::{Entry, EntryId};
use super::field::{Field, Shape};
use super::given::{Given, Retired};
use super::ledger_text::LedgerText;
use super::read::Reader;
use super::record::Record;
use super::settings::Settings;
use crate::diag::{Expected, Place, Problem, ProblemKind, SourceFile};
use crate::source::{NodeValue, parse};
use crate::text::Nearest;

/// What stands behind a code in `ledger.yaml`.
pub(super) const FIELDS: &[Field] = &[
    Field::required("entry", Shape::Reference(None), "mục mà mã được cấp cho; không bao giờ sửa", "the entry that the code was given to; never changed"),
    Field::optional(
        "moved",
        Shape::Reference(None),
        "mục mà mã nay dẫn tới, khi mục cũ đổi tên, tách hoặc nhập",
        "the entry that it leads to now, when the old one was renamed, split or merged",
    ),
    Field::optional(
        "printed",
        Shape::List(&Shape::Group(PRINTING)),
        "các lần in; do `disan codes printed` ghi",
        "when it was printed; written by `disan codes printed`",
    ),
    Field::optional(
        "retired",
        Shape::Group(RETIRED),
        "mã thôi dùng: trang của mã báo trước đây là gì, nay xem ở đâu",
        "the code is out of use: its page says what was here and where to go",
    ),
];

const PRINTING: &[Field] = &[
    Field::required("batch", Shape::Line, "tên đợt in", "name of the batch"),
    Field::required("date", Shape::FullDate, "ngày gửi nhà in", "the day it went to the print shop"),
];

const RETIRED: &[Field] = &[
    Field::required("notice", Shape::Text, "lời báo trên trang", "what the page says"),
    Field::optional("see", Shape::Reference(None), "mục nên xem", "the entry to see instead"),
];

/// Everything known of codes, and the file it stands in.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    codes: BTreeMap<Code, Given>,
    by_entry: BTreeMap<EntryId, Code>,
    /// Other codes than its own that lead to an entry.
    further: BTreeMap<EntryId, Vec<Code>>,
    added: BTreeMap<Code, EntryId>,
    text: LedgerText,
}

impl Ledger {
    /// The code of an entry: what its plaque carries.
    #[must_use]
    pub fn code_of(&self, entry: &EntryId) -> Option<Code> {
        self.by_entry.get(entry).copied()
    }

    /// Every code with what is known of it, in the order of the codes.
    pub fn codes(&self) -> impl Iterator<Item = (Code, &Given)> {
        self.codes.iter().map(|(code, given)| (*code, given))
    }

    /// Other codes than its own that lead to an entry.
    pub fn further_codes(&self, entry: &EntryId) -> impl Iterator<Item = Code> {
        self.further.get(entry).into_iter().flatten().copied()
    }

    /// Codes that were given in this run and do not stand in the file yet.
    #[must_use]
    pub fn added(&self) -> usize {
        self.added.len()
    }

    /// The file with the new codes in their places.
    #[must_use]
    pub fn text(&self) -> String {
        self.text.with_codes(&self.added)
    }

    /// The codes that were given in this run, each with its entry.
    pub(super) fn given_now(&self) -> &BTreeMap<Code, EntryId> {
        &self.added
    }

    /// What is known of a code.
    pub(super) fn get(&self, code: Code) -> Option<&Given> {
        self.codes.get(&code)
    }

    /// The file as text, to find lines in it.
    pub(super) fn file(&self) -> &LedgerText {
        &self.text
    }

    fn add(&mut self, entry: &EntryId, code: Code) {
        self.added.insert(code, entry.clone());
        self.by_entry.insert(entry.clone(), code);
        self.codes.insert(code, Given { entry: entry.clone(), moved: None, printed: Vec::new(), retired: None });
    }
}

/// Reads the ledger, and gives codes to the entries that have none: the hash of the entry's name, or the next free one. `unread` are entries
/// whose files are there but cannot be read: their codes are not lost.
pub(super) fn read(
    file: Option<&Arc<SourceFile>>,
    settings: &Settings,
    entries: &BTreeMap<EntryId, Entry>,
    unread: &BTreeSet<EntryId>,
    problems: &mut Vec<Problem>,
) -> Ledger {
    let known: BTreeSet<EntryId> = entries.keys().chain(unread).cloned().collect();
    let mut ledger = file.map(|file| of_file(file, settings, &known, problems)).unwrap_or_default();
    for id in entries.keys() {
        if ledger.by_entry.contains_key(id) {
            continue;
        }
        let mut code = Code::hashed(&id.to_string());
        while ledger.codes.contains_key(&code) || ledger.text.has(code) {
            code = code.next();
        }
        ledger.add(id, code);
    }
    ledger
}

/// What a file says; `known` are the entries that there are.
pub(super) fn of_file(file: &Arc<SourceFile>, settings: &Settings, known: &BTreeSet<EntryId>, problems: &mut Vec<Problem>) -> Ledger {
    let mut reader = Reader { languages: &settings.languages, lang: settings.default_language(), problems: Vec::new() };
    let mut ledger = Ledger::default();
    read_file(file, &mut reader, &mut ledger, &Known::new(known));
    problems.append(&mut reader.problems);
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

/// The entries that there are, and their names to find the one that may be meant.
struct Known<'a> {
    entries: &'a BTreeSet<EntryId>,
    names: LazyCell<Nearest, Box<dyn FnOnce() -> Nearest + 'a>>,
}

impl<'a> Known<'a> {
    fn new(entries: &'a BTreeSet<EntryId>) -> Self {
        Self { entries, names: LazyCell::new(Box::new(|| Nearest::new(entries.iter().map(ToString::to_string)))) }
    }

    fn nearest_to(&self, id: &EntryId) -> Option<String> {
        self.names.to(&id.to_string()).map(str::to_owned)
    }
}

fn read_file(file: &Arc<SourceFile>, reader: &mut Reader<'_>, ledger: &mut Ledger, known: &Known<'_>) {
    let node = match parse(file, 0..file.text.len()) {
        Ok(node) => node,
        Err(found) => {
            reader.problems.extend(found.into_iter().map(of_code));
            return;
        }
    };
    let NodeValue::Map(pairs) = &node.value else {
        reader.problems.push(Problem::at(&node.place, ProblemKind::WrongType { key: "ledger.yaml".to_owned(), expected: Expected::Map }));
        return;
    };
    let mut places = Vec::new();
    for (key, place, value) in pairs {
        let Some(code) = Code::parse(key) else {
            reader.problems.push(Problem::at(place, ProblemKind::BadCode { code: key.clone() }));
            continue;
        };
        let NodeValue::Map(about) = &value.value else {
            reader.problems.push(Problem::at(&value.place, ProblemKind::WrongType { key: "code".to_owned(), expected: Expected::Map }));
            places.push((code, place.clone()));
            continue;
        };
        places.push((code, place.clone()));
        let record = reader.record(&[FIELDS], about, place);
        if let Some(given) = given(&record) {
            check(code, &given, &record, known, reader);
            ledger.codes.insert(code, given);
        }
    }
    ledger.text = LedgerText::new(file, &places);
    name_entries(ledger, &places, reader);
}

fn given(record: &Record) -> Option<Given> {
    let printing = |printing: &Record| Some((printing.line("batch")?.to_owned(), printing.date("date")?.iso()));
    let retired = |retired: &Record| Some(Retired { notice: retired.text("notice")?.clone(), see: retired.reference("see").cloned() });
    Some(Given {
        entry: record.reference("entry")?.clone(),
        moved: record.reference("moved").cloned(),
        printed: record.groups("printed").filter_map(printing).collect(),
        retired: record.group("retired").and_then(retired),
    })
}

/// A code leads somewhere. One that is printed and does not is an error: a plaque on a wall cannot be corrected.
fn check(code: Code, given: &Given, record: &Record, known: &Known<'_>, reader: &mut Reader<'_>) {
    let see = given.retired.as_ref().and_then(|retired| retired.see.as_ref());
    for (target, place) in [(given.moved.as_ref(), record.place("moved")), (see, record.place("retired"))] {
        if let (Some(target), Some(place)) = (target.filter(|target| !known.entries.contains(target)), place) {
            reader.problems.push(Problem::at(place, ProblemKind::DanglingReference { to: target.to_string(), nearest: known.nearest_to(target) }));
        }
    }
    let lost = given.retired.is_none() && given.moved.is_none() && !known.entries.contains(&given.entry);
    if let Some(place) = record.place("entry").filter(|_| lost) {
        let (code, entry, nearest) = (code.to_string(), given.entry.to_string(), known.nearest_to(&given.entry));
        let kind = match given.printed.last() {
            Some((batch, _)) => ProblemKind::PrintedCodeLost { code, entry, batch: batch.clone(), nearest },
            None => ProblemKind::CodeWithoutEntry { code, entry, nearest },
        };
        reader.problems.push(Problem::at(place, kind));
    }
}

/// Which code each entry has: the one it was given, else one that moved to it.
fn name_entries(ledger: &mut Ledger, places: &[(Code, Place)], reader: &mut Reader<'_>) {
    let places: BTreeMap<Code, &Place> = places.iter().rev().map(|(code, place)| (*code, place)).collect();
    for (code, given) in ledger.codes.iter().filter(|(_, given)| given.moved.is_none() && given.retired.is_none()) {
        match ledger.by_entry.get(&given.entry) {
            Some(first) => {
                let kind = ProblemKind::TwoCodes { entry: given.entry.to_string(), first: first.to_string() };
                let place = places.get(code).map(|place| (*place).clone());
                reader.problems.push(Problem { kind, place });
            }
            None => drop(ledger.by_entry.insert(given.entry.clone(), *code)),
        }
    }
    for (code, given) in &ledger.codes {
        if let (Some(target), None) = (&given.moved, &given.retired) {
            ledger.by_entry.entry(target.clone()).or_insert(*code);
        }
    }
    for (code, given) in &ledger.codes {
        if let Some(target) = given.leads_to().filter(|target| ledger.by_entry.get(target) != Some(code)) {
            ledger.further.entry(target.clone()).or_default().push(*code);
        }
    }
}
