//! What a run adds to the ledger: codes that were given, a printing. Somebody may have changed the file since it was read, so this is added to what stands
//! there at the moment of writing, and what does not fit is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Catalogue;
use super::code::Code;
use super::entry::EntryId;
use super::ledger::{Ledger, of_file};
use crate::diag::{LedgerConflict, Place, Problem, ProblemKind, SourceFile};
use crate::source::text_of;

/// A batch that went to the print shop.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The codes on it.
    pub codes: &'a BTreeSet<Code>,
    /// Its name.
    pub name: &'a str,
    /// The day, as `2026-11-20`.
    pub date: &'a str,
}

impl Catalogue {
    /// What shall stand in `ledger.yaml`, when these bytes stand there now: with the codes that this run gave, and with a batch. `None` when all of it stands
    /// there already.
    ///
    /// # Errors
    /// When the file was changed in a way with which this does not go together; the problem says how.
    pub fn ledger_after(&self, now: Option<Vec<u8>>, batch: Option<Batch<'_>>) -> Result<Option<String>, Problem> {
        let path = self.ledger_path();
        let Some(bytes) = now else {
            let text = self.ledger.file().without_codes().with_codes(&self.given_anew()?);
            return self.with_batch(&Arc::new(SourceFile::new(path, text)), batch).map(Some);
        };
        let text = text_of(bytes).map_err(|kind| Problem::at(&Place::start_of(&Arc::new(SourceFile::new(path.clone(), String::new()))), kind))?;
        let file = Arc::new(SourceFile::new(path.clone(), text));
        let found = self.read_again(&file)?;
        let new = self.new_codes(&found, &file)?;
        let text = if new.is_empty() { file.text.clone() } else { found.file().with_codes(&new) };
        let text = self.with_batch(&Arc::new(SourceFile::new(path, text)), batch)?;
        Ok((text != file.text).then_some(text))
    }

    fn ledger_path(&self) -> String {
        self.settings.file.path.replace("catalogue.yaml", "ledger.yaml")
    }

    /// The file as it is now. It must have all codes that it had: one that has fewer was caught half saved, or somebody has deleted lines.
    fn read_again(&self, file: &Arc<SourceFile>) -> Result<Ledger, Problem> {
        let known: BTreeSet<EntryId> = self.entries.keys().chain(&self.unread).cloned().collect();
        let mut problems = Vec::new();
        let found = of_file(file, &self.settings, &known, &mut problems);
        if let Some(code) = self.ledger.file().codes().find(|code| !found.file().has(*code)) {
            let unreadable = problems.into_iter().find(|_| found.file().codes().next().is_none());
            return Err(unreadable.unwrap_or_else(|| conflict(Place::start_of(file), code, LedgerConflict::Gone)));
        }
        Ok(found)
    }

    /// The codes of this run that the file does not have yet.
    fn new_codes(&self, found: &Ledger, file: &Arc<SourceFile>) -> Result<BTreeMap<Code, EntryId>, Problem> {
        let mut new = BTreeMap::new();
        for (code, entry) in self.ledger.given_now() {
            let place = |code| found.file().line_of(code).map_or_else(|| Place::start_of(file), |line| Place::line_in(file, line));
            match (found.get(*code), found.code_of(entry)) {
                (Some(given), _) if given.entry == *entry => {}
                (Some(given), _) => return Err(conflict(place(*code), *code, LedgerConflict::Taken { by: given.entry.to_string(), entry: entry.to_string() })),
                (None, _) if found.file().has(*code) => return Err(conflict(place(*code), *code, LedgerConflict::Unreadable)),
                (None, Some(other)) => {
                    return Err(conflict(place(other), *code, LedgerConflict::Another { code: other.to_string(), entry: entry.to_string() }));
                }
                (None, None) => drop(new.insert(*code, entry.clone())),
            }
        }
        Ok(new)
    }

    /// The codes of this run, when the file is not there: it must not have been there at the beginning either.
    fn given_anew(&self) -> Result<BTreeMap<Code, EntryId>, Problem> {
        match self.ledger.file().codes().next() {
            Some(code) => Err(Problem::anywhere(ProblemKind::LedgerConflict { code: code.to_string(), conflict: LedgerConflict::Gone })),
            None => Ok(self.ledger.given_now().clone()),
        }
    }

    /// The text with a batch behind each of its codes that does not have it yet.
    fn with_batch(&self, file: &Arc<SourceFile>, batch: Option<Batch<'_>>) -> Result<String, Problem> {
        let Some(Batch { codes, name, date }) = batch else { return Ok(file.text.clone()) };
        let ledger = of_file(file, &self.settings, &BTreeSet::new(), &mut Vec::new());
        if let Some(code) = codes.iter().find(|code| ledger.get(**code).is_none()) {
            return Err(conflict(Place::start_of(file), *code, LedgerConflict::Gone));
        }
        let has_it = |code: &Code| ledger.get(*code).is_some_and(|given| given.printed.iter().any(|(batch, _)| batch == name));
        let codes: BTreeSet<Code> = codes.iter().filter(|code| !has_it(code)).copied().collect();
        Ok(if codes.is_empty() { file.text.clone() } else { ledger.file().with_printing(&codes, name, date) })
    }
}

fn conflict(place: Place, code: Code, conflict: LedgerConflict) -> Problem {
    Problem { kind: ProblemKind::LedgerConflict { code: code.to_string(), conflict }, place: Some(place) }
}
