//! The page for whoever types a code by hand: a field for those with scripts, and for all the list of the codes. Every language in one file,
//! as behind a code.

use std::collections::BTreeMap;

use tera::Value;

use super::head::{Head, Script};
use super::value::object;
use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Code, Entry};
use crate::diag::Problem;
use crate::plan::Listed;

impl Site<'_> {
    /// The page that lists these codes.
    pub(super) fn find(&self, listed: Listed) -> Result<Vec<Artifact>, Vec<Problem>> {
        let edition = self.default_edition();
        let (path, first) = match listed {
            Listed::All | Listed::Firsts => (self.addresses.find(), None),
            Listed::Beginning(first) => (self.addresses.find_part(first), Some(first)),
        };
        let words = edition.messages.get("find_title");
        let title = first.map_or_else(|| words.to_owned(), |first| format!("{words}: {first}…"));
        let title = format!("{title} – {}", self.title(edition));
        let description = edition.messages.get("find_text").to_owned();
        let head = Head { robots: Some("noindex"), scripts: vec![Script::Language, Script::Find], ..Head::new(title, description, path) };
        let view = |edition: &Edition<'_>| {
            object! {
                "lang" => edition.lang.tag(),
                "name" => edition.messages.get("language_name"),
                "m" => edition.words.clone(),
                "search_path" => self.addresses.search(edition.lang),
            }
        };
        let mut context = self.context(edition, &head);
        context.insert_value("views", self.editions.iter().map(view).collect::<Vec<Value>>().into());
        context.insert_value("firsts", self.firsts(listed).into());
        context.insert_value("groups", self.groups(listed).into());
        let [as_printed, lower_case] = self.addresses.find_files(first);
        Ok(vec![Artifact { twins: vec![lower_case], ..artifact(as_printed, self.fill_in("find.html", &context)?) }])
    }

    /// The first characters that there are, each with the way to its codes: on this page, or on one of their own.
    fn firsts(&self, listed: Listed) -> Vec<Value> {
        let mut firsts: Vec<char> = self.catalogue.open_codes().map(|(code, _)| code.first()).collect();
        firsts.dedup();
        let step = |first: char| {
            object! {
                "first" => first.to_string(),
                "path" => (listed != Listed::All).then(|| self.addresses.find_part(first)),
                "current" => listed == Listed::Beginning(first),
            }
        };
        firsts.into_iter().map(step).collect()
    }

    /// The codes that the page lists, by their first character.
    fn groups(&self, listed: Listed) -> Vec<Value> {
        let mut groups: BTreeMap<char, Vec<Value>> = BTreeMap::new();
        let is_listed = |code: Code| match listed {
            Listed::All => true,
            Listed::Firsts => false,
            Listed::Beginning(first) => code.first() == first,
        };
        for (code, entry) in self.catalogue.open_codes().filter(|(code, _)| is_listed(*code)) {
            groups.entry(code.first()).or_default().push(self.listed_code(code, entry));
        }
        groups.into_iter().map(|(first, codes)| object! { "first" => first.to_string(), "codes" => codes }).collect()
    }

    /// A code with the name of what it opens in each language; of one that is out of use, just that.
    fn listed_code(&self, code: Code, entry: Option<&Entry>) -> Value {
        let retired = |edition: &Edition<'_>| object! { "text" => edition.messages.get("retired_title"), "lang" => edition.lang.tag() };
        let name = |edition: &Edition<'_>| entry.map_or_else(|| retired(edition), |entry| self.telling(edition).optional_text(entry.record.text("name")));
        object! {
            "code" => code.to_string(),
            "path" => self.addresses.code(code),
            "retired" => entry.is_none(),
            "names" => self.editions.iter().map(name).collect::<Vec<Value>>(),
        }
    }
}
