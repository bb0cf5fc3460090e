//! What a ledger lost since it was last published. Every web build keeps a copy of it in the published folder; the next one compares, since
//! a line that somebody deletes by mistake would let its code be given to another entry.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Catalogue;
use super::code::Code;
use super::given::Given;
use super::host::host_name;
use super::ledger::{Ledger, of_file};
use super::ledger_text::printing_lines;
use crate::diag::{LedgerLoss, Place, Problem, ProblemKind, SourceFile};

/// How the last line of the copy begins: it names the host that the website had.
const HOST: &str = "# https://";

impl Catalogue {
    /// The ledger as the published folder keeps it.
    #[must_use]
    pub fn ledger_copy(&self) -> String {
        format!("{}{HOST}{}\n", self.ledger.text(), self.settings.host)
    }
}

/// What is lost or changed against the copy in the published folder. A copy of another catalogue, that of a host that this one never had, is
/// no measure.
#[must_use]
pub fn lost_since(copy: &Arc<SourceFile>, catalogue: &Catalogue) -> Vec<Problem> {
    let settings = &catalogue.settings;
    // which entries there were then is not known any more: what is told of that is passed over
    let before = of_file(copy, settings, &BTreeSet::new(), &mut Vec::new());
    let host = copy.text.lines().rev().find_map(|line| host_name(line.strip_prefix(HOST)?)).unwrap_or_else(|| settings.host.clone());
    if host != settings.host && !settings.former_hosts.contains(&host) {
        return host_changed(host, &before, catalogue).into_iter().collect();
    }
    let file = catalogue.tree.texts.get("ledger.yaml");
    let before_lines = |code| before.file().lines_of(code, copy);
    let told = |(code, was): (Code, &Given)| {
        let Lost { loss, line, lines } = lost(code, was, &before_lines, &catalogue.ledger)?;
        let place = file.map(|file| line.map_or_else(|| Place::start_of(file), |line| Place::line_in(file, line)));
        Some(Problem { kind: ProblemKind::LedgerLost { code: code.to_string(), loss, lines }, place })
    };
    before.codes().filter_map(told).collect()
}

/// What is lost of a code.
struct Lost {
    loss: LedgerLoss,
    /// The line (from 0) of the ledger at which to show it.
    line: Option<usize>,
    /// What to put back.
    lines: String,
}

fn lost(code: Code, was: &Given, before_lines: &impl Fn(Code) -> String, now: &Ledger) -> Option<Lost> {
    let line = now.file().line_of(code);
    if line.is_none() {
        // what was only ever given is given again in the same way, and nothing has happened
        let is_given_again = now.get(code).is_some_and(|given| given.entry == was.entry);
        let is_harmless = is_given_again && was.printed.is_empty() && was.moved.is_none() && was.retired.is_none();
        let lost = || Lost { loss: LedgerLoss::Code, line: now.file().line_behind(code), lines: before_lines(code) };
        return (!is_harmless).then(lost);
    }
    let is = now.get(code)?; // a line that cannot be read is told already
    if is.entry != was.entry {
        return Some(Lost { loss: LedgerLoss::Entry(was.entry.to_string()), line, lines: before_lines(code) });
    }
    let missing: Vec<&(String, String)> = was.printed.iter().filter(|printing| !is.printed.contains(printing)).collect();
    let (batch, _) = missing.first()?;
    let head = if is.printed.is_empty() { "  printed:\n" } else { "" };
    let lines = missing.iter().fold(head.to_owned(), |lines, (batch, date)| lines + &printing_lines(batch, date));
    Some(Lost { loss: LedgerLoss::Printing(batch.clone()), line, lines: lines.trim_end().to_owned() })
}

/// Told when printed codes of this very catalogue name a host that it does not know.
fn host_changed(before: String, ledger: &Ledger, catalogue: &Catalogue) -> Option<Problem> {
    let is_still_there = |(code, was): &(Code, &Given)| catalogue.ledger.get(*code).is_some_and(|is| is.entry == was.entry && !is.printed.is_empty());
    let printed = ledger.codes().filter(is_still_there).count();
    let settings = &catalogue.settings;
    let line = settings.file.text.lines().position(|line| line.starts_with("base_url:"));
    let place = line.map_or_else(|| Place::start_of(&settings.file), |line| Place::line_in(&settings.file, line));
    (printed > 0).then(|| Problem::at(&place, ProblemKind::HostChanged { before, now: settings.host.clone(), printed }))
}
