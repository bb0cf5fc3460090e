//! The words of the interface, per language.

use std::collections::BTreeMap;

use super::files::Files;
use crate::catalogue::Settings;
use crate::diag::{Expected, Place, Problem, ProblemKind};
use crate::lang::Lang;
use crate::source::{NodeValue, parse};
use crate::text::{PartialDate, grouped};

/// Words by key.
#[derive(Clone, Debug, Default)]
pub struct Messages(BTreeMap<String, String>);

impl Messages {
    /// The words of a key; the key itself when the theme has none.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The words of a key with their `{places}` filled in.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// All keys with their words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, words)| (key.as_str(), words.as_str()))
    }

    /// A date in words, as far as it is known: “ngày 10 tháng 5 năm 2012”, “May 2012”, “2012”.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year().to_string();
        let month = date.month().map(|month| month.to_string()).unwrap_or_default();
        let day = date.day().map(|day| day.to_string()).unwrap_or_default();
        let key = match (date.month(), date.day()) {
            (Some(_), Some(_)) => "date_day",
            (Some(_), None) => "date_month",
            (None, _) => "date_year",
        };
        let month_name = self.get(&format!("month_{month}")).to_owned();
        self.fill(key, &[("day", &day), ("month", &month), ("month_name", &month_name), ("year", &year)])
    }

    /// A day in few letters, as labels carry it: “20/11/2026”, “20 Nov 2026”.
    #[must_use]
    pub fn short_date(&self, day: jiff::civil::Date) -> String {
        let month = day.month().to_string();
        let short: String = self.get(&format!("month_{month}")).chars().take(3).collect();
        self.fill("date_short", &[("day", &day.day().to_string()), ("month", &month), ("month_short", &short), ("year", &day.year().to_string())])
    }

    /// An amount of đồng: “125.000 ₫”.
    #[must_use]
    pub fn money(&self, amount: i64) -> String {
        self.fill("money", &[("amount", &grouped(amount, self.get("thousands_mark")))])
    }
}

/// Reads the words of every language of the catalogue. A language without any is an error; single missing words are the default language's.
pub(super) fn read(files: &Files, settings: &Settings, problems: &mut Vec<Problem>) -> Option<Vec<(Lang, Messages)>> {
    let mut all = Vec::new();
    for lang in &settings.languages {
        let words = merged(files, lang, problems);
        if words.0.is_empty() {
            let file = format!("{}/messages/{lang}.yaml", files.folder);
            problems.push(Problem::anywhere(ProblemKind::NoMessages { lang: lang.to_string(), file }));
            return None;
        }
        all.push((lang.clone(), words));
    }
    let (_, default) = all.first().cloned()?;
    for (lang, words) in &mut all {
        let missing: Vec<String> = default.0.keys().filter(|key| !words.0.contains_key(*key)).cloned().collect();
        for key in &missing {
            words.0.insert(key.clone(), default.0[key].clone());
        }
        if !missing.is_empty() {
            problems.push(Problem::anywhere(ProblemKind::MissingMessages { lang: lang.to_string(), keys: missing }));
        }
    }
    Some(all)
}

fn merged(files: &Files, lang: &Lang, problems: &mut Vec<Problem>) -> Messages {
    let mut words = Messages::default();
    let name = format!("/messages/{lang}.yaml");
    for file in files.messages.iter().filter(|file| file.path.ends_with(&name)) {
        let node = match parse(file, 0..file.text.len()) {
            Ok(node) => node,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        let NodeValue::Map(pairs) = node.value else {
            problems.push(Problem::at(&Place::start_of(file), ProblemKind::WrongType { key: file.path.clone(), expected: Expected::Map }));
            continue;
        };
        for (key, _, value) in pairs {
            match value.value {
                NodeValue::Scalar(text) => drop(words.0.insert(key, text)),
                NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => {
                    problems.push(Problem::at(&value.place, ProblemKind::WrongType { key, expected: Expected::Text }));
                }
            }
        }
    }
    words
}
