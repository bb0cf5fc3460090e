//! Valid values with their places, as an entry's description asked for them.

use std::sync::Arc;

use super::entry::EntryId;
use crate::diag::{Place, SourceFile};
use crate::lang::Localized;
use crate::text::PartialDate;

/// A valid value.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text in each language.
    Text(Localized<String>),
    /// Markdown in each language.
    Prose(Localized<Prose>),
    /// A text that is the same in every language.
    Line(String),
    /// One of the words of a choice.
    Choice(&'static str),
    /// A date.
    Date(PartialDate),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// Another entry, which may or may not exist: `check` looks.
    Reference(EntryId),
    /// The file name of a picture beside the entry.
    Picture(String),
    /// A text in some of the languages, each with its place.
    PerLanguage(Localized<(String, Place)>),
    /// Several values.
    List(Vec<(Value, Place)>),
    /// Keys of its own.
    Group(Record),
}

/// The values of the keys of an entry or a group, by key.
#[derive(Clone, Debug, Default)]
pub struct Record {
    values: Vec<(&'static str, Value, Place)>,
    /// Keys whose values were wrong: told already, and not missing.
    wrong: Vec<&'static str>,
}

impl Record {
    /// Sets a key.
    pub(super) fn set(&mut self, key: &'static str, value: Value, place: Place) {
        match self.values.iter_mut().find(|(known, ..)| *known == key) {
            Some(slot) => *slot = (key, value, place),
            None => self.values.push((key, value, place)),
        }
    }

    /// Notes that a key stands there with a wrong value.
    pub(super) fn set_wrong(&mut self, key: &'static str) {
        self.wrong.push(key);
    }

    /// Whether somebody wrote this key, be its value right or wrong.
    pub(super) fn has(&self, key: &str) -> bool {
        self.wrong.contains(&key) || self.get(key).is_some()
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.values.iter_mut().find(|(known, ..)| *known == key).map(|(_, value, _)| value)
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|(known, ..)| *known == key).map(|(_, value, _)| value)
    }

    /// Where the value of a key stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<&Place> {
        self.values.iter().find(|(known, ..)| *known == key).map(|(_, _, place)| place)
    }

    /// All keys with their values and places, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value, &Place)> {
        self.values.iter().map(|(key, value, place)| (*key, value, place))
    }

    /// The text of a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&Localized<String>> {
        if let Value::Text(text) = self.get(key)? { Some(text) } else { None }
    }

    /// The Markdown of a key.
    #[must_use]
    pub fn prose(&self, key: &str) -> Option<&Localized<Prose>> {
        if let Value::Prose(prose) = self.get(key)? { Some(prose) } else { None }
    }

    /// The one-language text of a key.
    #[must_use]
    pub fn line(&self, key: &str) -> Option<&str> {
        if let Value::Line(line) = self.get(key)? { Some(line) } else { None }
    }

    /// The chosen word of a key.
    #[must_use]
    pub fn choice(&self, key: &str) -> Option<&'static str> {
        if let Value::Choice(word) = self.get(key)? { Some(word) } else { None }
    }

    /// The date of a key.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<PartialDate> {
        if let Value::Date(date) = self.get(key)? { Some(*date) } else { None }
    }

    /// The whole number of a key.
    #[must_use]
    pub fn integer(&self, key: &str) -> Option<i64> {
        if let Value::Integer(number) = self.get(key)? { Some(*number) } else { None }
    }

    /// The number of a key.
    #[must_use]
    pub fn decimal(&self, key: &str) -> Option<f64> {
        if let Value::Decimal(number) = self.get(key)? { Some(*number) } else { None }
    }

    /// The entry that a key names.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<&EntryId> {
        if let Value::Reference(id) = self.get(key)? { Some(id) } else { None }
    }

    /// The file name of a picture.
    #[must_use]
    pub fn picture(&self, key: &str) -> Option<&str> {
        if let Value::Picture(file) = self.get(key)? { Some(file) } else { None }
    }

    /// What a key says in some of the languages, each with its place.
    #[must_use]
    pub fn per_language(&self, key: &str) -> Option<&Localized<(String, Place)>> {
        if let Value::PerLanguage(texts) = self.get(key)? { Some(texts) } else { None }
    }

    /// The group of a key.
    #[must_use]
    pub fn group(&self, key: &str) -> Option<&Self> {
        if let Value::Group(record) = self.get(key)? { Some(record) } else { None }
    }

    /// The values of a list; none when the key is not there.
    pub fn list(&self, key: &str) -> impl Iterator<Item = (&Value, &Place)> {
        let items: &[(Value, Place)] = match self.get(key) {
            Some(Value::List(items)) => items,
            _ => &[],
        };
        items.iter().map(|(value, place)| (value, place))
    }

    /// The groups of a list; none when the key is not there.
    pub fn groups(&self, key: &str) -> impl Iterator<Item = &Self> {
        self.list(key).filter_map(|(value, _)| if let Value::Group(record) = value { Some(record) } else { None })
    }
}

/// Markdown, with its place for telling problems in it.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The text, when it is not simply a part of a file.
    own: Option<String>,
    place: Place,
}

impl Prose {
    /// The body of a `.md` file: each of its bytes has its place.
    #[must_use]
    pub fn body(place: Place) -> Self {
        Self { own: None, place }
    }

    /// A text from a YAML value: problems point to the same words in it or, where these are written in another way, to the whole value.
    #[must_use]
    pub fn value(text: String, place: Place) -> Self {
        Self { own: Some(text), place }
    }

    /// The Markdown.
    #[must_use]
    pub fn markdown(&self) -> &str {
        match &self.own {
            Some(text) => text,
            None => self.place.file.text.get(self.place.range.clone()).unwrap_or_default(),
        }
    }

    /// Where a stretch of the Markdown stands.
    #[must_use]
    pub fn place_of(&self, range: std::ops::Range<usize>) -> Place {
        match &self.own {
            Some(text) => text.get(range).and_then(|words| self.find(words)).unwrap_or_else(|| self.place.clone()),
            None => Place::new(self.file(), self.place.range.start + range.start..self.place.range.start + range.end),
        }
    }

    fn find(&self, words: &str) -> Option<Place> {
        let start = self.place.range.start + self.place.file.text.get(self.place.range.clone())?.find(words)?;
        Some(Place::new(self.file(), start..start + words.len()))
    }

    fn file(&self) -> &Arc<SourceFile> {
        &self.place.file
    }
}
