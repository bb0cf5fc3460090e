//! The page that searches: a field for those with scripts, and for all the list of everything in alphabetical order. Where that is too long for
//! one page, it is in parts.

use serde_json::json;
use tera::Value;

use super::head::Head;
use super::value::object;
use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Entry, Kind};
use crate::diag::Problem;
use crate::lang::Lang;
use crate::plan::{Addresses, ENTRIES_A_PART};
use crate::text::initial;

/// The words for ranks and stars that an index may name, by the names it has for them.
const LEVELS: [&str; 4] = ["special-national", "national", "provincial", "inventoried"];

impl Site<'_> {
    /// The search page of a language, and the parts of its list.
    pub(super) fn search(&self, lang: &Lang) -> Result<Vec<Artifact>, Vec<Problem>> {
        let edition = self.edition(lang);
        let entries = self.sorted(self.catalogue.entries.values(), edition);
        if entries.len() <= ENTRIES_A_PART {
            return Ok(vec![self.search_page(edition, None, &entries, &[])?]);
        }
        let parts: Vec<&[&Entry]> = entries.chunks(ENTRIES_A_PART).collect();
        let mut pages = vec![self.search_page(edition, None, &[], &parts)?];
        for (index, part) in parts.iter().enumerate() {
            pages.push(self.search_page(edition, Some(index + 1), part, &parts)?);
        }
        Ok(pages)
    }

    /// The page, or the part of this number, that lists these entries.
    fn search_page(&self, edition: &Edition<'_>, part: Option<usize>, listed: &[&Entry], parts: &[&[&Entry]]) -> Result<Artifact, Vec<Problem>> {
        let path_in = |lang: &Lang| self.addresses.search(lang);
        let path = part.map_or_else(|| path_in(edition.lang), |number| self.addresses.search_part(edition.lang, number));
        let range = part.map(|number| format!(": {}", self.range(parts[number - 1], edition))).unwrap_or_default();
        let head = Head {
            robots: part.map(|_| "noindex"), // another language is parted elsewhere
            alternates: if part.is_none() { self.alternates(&self.catalogue.settings.languages, path_in) } else { Vec::new() },
            switch: self.switch(edition, path_in),
            ..Head::new(
                format!("{}{range} – {}", edition.messages.get("search"), self.title(edition)),
                edition.messages.get("search_text").to_owned(),
                path.clone(),
            )
        };
        let step = |(index, entries): (usize, &&[&Entry])| {
            object! {
                "title" => self.range(entries, edition),
                "path" => self.addresses.search_part(edition.lang, index + 1),
                "current" => part == Some(index + 1),
            }
        };
        let mut context = self.context(edition, &head);
        context.insert_value("groups", self.letters(listed, edition).into());
        context.insert_value("parts", parts.iter().enumerate().map(step).collect::<Vec<Value>>().into());
        context.insert_value("words", self.index_words().into());
        Ok(artifact(Addresses::file_of(&path), self.fill_in("search.html", &context)?))
    }

    /// The first and the last name of a part.
    fn range(&self, entries: &[&Entry], edition: &Edition<'_>) -> String {
        let name = |entry: Option<&&Entry>| entry.map(|entry| self.telling(edition).words(&entry.name()).to_owned()).unwrap_or_default();
        format!("{} – {}", name(entries.first()), name(entries.last()))
    }

    /// Entries by the letter that they begin with.
    fn letters(&self, entries: &[&Entry], edition: &Edition<'_>) -> Vec<Value> {
        let telling = self.telling(edition);
        let mut letters: Vec<(char, Vec<Value>)> = Vec::new();
        for entry in entries {
            let letter = initial(telling.words(&entry.name()), edition.lang).unwrap_or('#');
            let step = object! { "name" => telling.optional_text(entry.record.text("name")), "path" => self.addresses.entry(&entry.id, edition.lang) };
            match letters.iter_mut().find(|(known, _)| *known == letter) {
                Some((_, steps)) => steps.push(step),
                None => letters.push((letter, vec![step])),
            }
        }
        letters.into_iter().map(|(letter, entries)| object! { "letter" => letter.to_string(), "entries" => entries }).collect()
    }

    /// What the index has names for, in the words of each language: somebody may search in another one than that of the page. JSON.
    fn index_words(&self) -> String {
        let words = |edition: &Edition<'_>| {
            let kinds = Kind::ALL.map(|kind| (kind.folder().to_owned(), edition.messages.get(&format!("kind_{}", kind.name())).to_owned()));
            let levels = LEVELS.map(|level| (level.to_owned(), edition.messages.get(&format!("level_{level}")).to_owned()));
            let stars = (1..=5).map(|stars| stars.to_string()).map(|stars| (stars.clone(), edition.messages.fill("ocop_stars", &[("stars", &stars)])));
            let all: serde_json::Map<String, serde_json::Value> =
                kinds.into_iter().chain(levels).chain(stars).map(|(name, words)| (name, words.into())).collect();
            (edition.lang.to_string(), all.into())
        };
        json!(self.editions.iter().map(words).collect::<serde_json::Map<_, _>>()).to_string()
    }
}
