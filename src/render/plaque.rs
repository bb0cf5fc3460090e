//! Plaques: the data that the print template gets, and the files that come out.

use serde_json::{Value, json};
use std::collections::BTreeSet;

use super::entry::colour;
use super::{Artifact, Site, artifact, too_long};
use crate::catalogue::{Code, Entry, EntryId};
use crate::diag::{Place, Problem, ProblemKind};
use crate::lang::Localized;
use crate::print::{DPI, PrintError, Sheets};
use crate::qr;

pub(super) const TEMPLATE: &str = "plaque.typ";

impl Site<'_> {
    /// One entry's plaque as PDF, SVG and PNG.
    pub(super) fn plaque(&self, id: &EntryId, code: Code) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let plaque = self.plaque_data(entry, code)?;
        let place = entry.record.place("name").unwrap_or(&entry.place);
        all_well(self.unprintable(texts(&plaque["names"]), Some(place)))?;
        let told = |error: PrintError| vec![self.print_problem(entry, error)];
        let title = self.title(self.default_edition());
        let name = self.telling(self.default_edition()).words(&entry.name()).to_owned();
        let sheets = self.press.typeset(TEMPLATE, &json!({ "plaques": [plaque], "title": format!("{name} – {title}") })).map_err(told)?;
        let [pdf, svg, png] = self.addresses.plaque_files(code);
        Ok(vec![artifact(pdf, sheets.pdf().map_err(told)?), artifact(svg, sheets.svg()), artifact(png, sheets.png(f64::from(DPI)).map_err(told)?)])
    }

    /// All plaques in one PDF, in the order of the entries. What is wrong with a single one is told by its own job.
    pub(super) fn plaques(&self) -> Result<Vec<Artifact>, Vec<Problem>> {
        let entries = self.catalogue.entries.values().filter_map(|entry| Some((entry, self.catalogue.code(&entry.id)?)));
        let plaques = entries.map(|(entry, code)| self.plaque_data(entry, code)).collect::<Result<Vec<Value>, _>>()?;
        if plaques.is_empty() {
            return Ok(Vec::new());
        }
        all_well(self.shared_unprintable(&plaques))?;
        let title = self.title(self.default_edition());
        let pdf = self.press.typeset(TEMPLATE, &json!({ "plaques": plaques, "title": title })).and_then(|sheets: Sheets| sheets.pdf());
        let told =
            |error: PrintError| vec![Problem { kind: ProblemKind::Plaque { name: self.addresses.plaques_file(), message: error.message }, place: error.place }];
        Ok(vec![artifact(self.addresses.plaques_file(), pdf.map_err(told)?)])
    }

    /// All that all plaques show together.
    pub(super) fn plaques_view(&self) -> Value {
        let entries = self.catalogue.entries.values().filter_map(|entry| Some((entry, self.catalogue.code(&entry.id)?)));
        entries.map(|(entry, code)| self.plaque_view(entry, code)).collect()
    }

    fn plaque_data(&self, entry: &Entry, code: Code) -> Result<Value, Vec<Problem>> {
        let link = self.addresses.code_link(code);
        let symbol = qr::encode(&link, qr::Use::Plaque.level()).map_err(|_| too_long(&link))?;
        let mut data = self.plaque_view(entry, code);
        data["symbol"] = json!({ "side": symbol.side(), "outline": qr::outline(&symbol) });
        Ok(data)
    }

    /// All that a plaque shows, with its link in place of the symbol.
    pub(super) fn plaque_view(&self, entry: &Entry, code: Code) -> Value {
        json!({
            "link": self.addresses.code_link(code),
            "code": code.to_string(),
            "address": self.addresses.code_words(code),
            "kind": entry.id.kind.name(),
            "colour": colour(entry),
            "names": written(self, &entry.name()),
            "distinctions": self.honours(entry),
            "invitations": self.invitations(entry),
            "publishers": written(self, &self.catalogue.settings.publisher.name),
        })
    }

    /// What an entry is honoured with, in each language.
    pub(super) fn honours(&self, entry: &Entry) -> Value {
        parts(self.editions.iter().map(|edition| (edition.lang.tag(), self.distinctions(entry, self.telling(edition)).join(" · "))))
    }

    /// What invites people to scan, in each language.
    pub(super) fn invitations(&self, entry: &Entry) -> Value {
        let key = format!("plaque_invitation_{}", entry.id.kind.name());
        parts(self.editions.iter().map(|edition| (edition.lang.tag(), edition.messages.get(&key).to_owned())))
    }

    /// Texts with letters that no font has: each would be an empty box on the wall.
    fn unprintable<'t>(&self, texts: impl Iterator<Item = &'t str>, place: Option<&Place>) -> Vec<Problem> {
        let problem = |text: &str| {
            let letters = self.press.missing_letters(text);
            let kind = ProblemKind::MissingGlyphs { text: text.to_owned(), letters };
            Problem { kind, place: place.cloned() }
        };
        texts.filter(|text| !self.press.missing_letters(text).is_empty()).map(problem).collect()
    }

    /// The same for what many plaques share: each text is told once, that of the publisher with the settings.
    fn shared_unprintable(&self, plaques: &[Value]) -> Vec<Problem> {
        let settings = Place::start_of(&self.catalogue.settings.file);
        let shared = |key| plaques.iter().flat_map(move |plaque| texts(&plaque[key])).collect::<BTreeSet<&str>>().into_iter();
        let mut problems = self.unprintable(shared("publishers"), Some(&settings));
        problems.extend(self.unprintable(shared("distinctions"), None));
        problems.extend(self.unprintable(shared("invitations"), None));
        problems
    }

    fn print_problem(&self, entry: &Entry, error: PrintError) -> Problem {
        let name = self.telling(self.default_edition()).words(&entry.name()).to_owned();
        let of_name = entry.record.place("name").cloned();
        let (message, place) = match error.refusal() {
            Some(refusal) => (refusal.to_owned(), of_name),
            None => (error.message, error.place.or(of_name)),
        };
        Problem { kind: ProblemKind::Plaque { name, message }, place }
    }
}

fn all_well(problems: Vec<Problem>) -> Result<(), Vec<Problem>> {
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// A text in the languages it is really written in, the default first.
pub(super) fn written(site: &Site<'_>, text: &Localized<String>) -> Value {
    parts(site.editions.iter().filter_map(|edition| Some((edition.lang.tag(), text.get(edition.lang)?.clone()))))
}

/// Texts with their languages. What a language borrows from another is not printed twice.
pub(super) fn parts<L: AsRef<str>>(texts: impl Iterator<Item = (L, String)>) -> Value {
    let mut seen = BTreeSet::new();
    texts.filter(|(_, text)| !text.is_empty() && seen.insert(text.clone())).map(|(lang, text)| json!({ "lang": lang.as_ref(), "text": text })).collect()
}

fn texts(parts: &Value) -> impl Iterator<Item = &str> {
    parts.as_array().into_iter().flatten().filter_map(|part| part["text"].as_str())
}
