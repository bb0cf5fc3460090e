//! Takes YAML nodes apart by a list of fields: the one place where keys and values meet their description.

use super::entry::EntryId;
use super::field::{Field, Room, Shape};
use super::kind::Kind;
use super::record::{Prose, Record, Value};
use crate::diag::{Expected, Place, Problem, ProblemKind};
use crate::lang::{Lang, Localized};
use crate::qr::gs1::{Gs1Error, Gtin};
use crate::source::{Node, NodeValue};
use crate::text::{PartialDate, is_control, nearest, turns_direction};

/// The most values of a list.
const LIST_LIMIT: usize = 2_000;
/// The most keys of a group.
const KEY_LIMIT: usize = 1_000;

/// Reads nodes, collecting problems.
pub(super) struct Reader<'a> {
    /// The languages of the catalogue.
    pub languages: &'a [Lang],
    /// The language of a text that says no other.
    pub lang: &'a Lang,
    /// What was wrong so far.
    pub problems: Vec<Problem>,
}

/// A map's keys with their places and values.
pub(super) type Pairs = [(String, Place, Node)];

impl Reader<'_> {
    fn problem(&mut self, place: &Place, kind: ProblemKind) {
        self.problems.push(Problem::at(place, kind));
    }

    /// The map that a node must be. `None`, and a problem, when it is none.
    pub(super) fn map<'n>(&mut self, key: &str, node: &'n Node) -> Option<&'n Pairs> {
        match &node.value {
            NodeValue::Map(pairs) => Some(pairs),
            NodeValue::Null => Some(&[]),
            NodeValue::Scalar(_) | NodeValue::List(_) => self.wrong(key, &node.place, Expected::Map),
        }
    }

    /// Reads a map by its description. `whole` is the place to tell missing keys at.
    pub(super) fn record(&mut self, fields: &[&'static [Field]], pairs: &Pairs, whole: &Place) -> Record {
        let mut record = Record::default();
        let mut meant = Vec::new();
        if let Some((_, place, _)) = pairs.get(KEY_LIMIT) {
            self.problem(place, ProblemKind::TooManyKeys { found: pairs.len(), limit: KEY_LIMIT });
            return record;
        }
        let known = || fields.iter().copied().flatten();
        for (key, place, node) in pairs {
            match known().find(|field| field.key == key) {
                // a key that may be left out may also be left empty, as in a form
                Some(field) if !field.required && matches!(node.value, NodeValue::Null) => self.warn_of_comment(key, place),
                Some(field) => match self.value(field.key, &field.shape, node) {
                    Some(value) => {
                        let place = if matches!(node.value, NodeValue::Map(_) | NodeValue::List(_)) { place } else { &node.place };
                        record.set(field.key, value, place.clone());
                    }
                    None => record.set_wrong(field.key),
                },
                None => meant.extend(self.unknown_key(key, place, known().map(|field| field.key))),
            }
        }
        // a slip in a key is told once: as the key that is not known
        for field in known().filter(|field| field.required && !meant.contains(&field.key)) {
            if !pairs.iter().any(|(key, ..)| key == field.key) {
                self.problem(whole, ProblemKind::MissingKey { key: field.key.to_owned() });
            }
        }
        record
    }

    /// Tells that a key is not known here; gives the one that seems to be meant.
    pub(super) fn unknown_key<'k>(&mut self, key: &str, place: &Place, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
        let known: Vec<&str> = known.collect();
        let nearest = nearest(key, known.iter().copied());
        let kind = ProblemKind::UnknownKey { key: key.to_owned(), nearest: nearest.map(str::to_owned), known: known.into_iter().map(str::to_owned).collect() };
        self.problem(place, kind);
        nearest
    }

    /// Reads one value. `None` when it is nothing or wrong; what is wrong is told.
    fn value(&mut self, key: &str, shape: &'static Shape, node: &Node) -> Option<Value> {
        if let NodeValue::Null = node.value {
            self.problem(&node.place, ProblemKind::EmptyText { key: key.to_owned() });
            return None;
        }
        match shape {
            Shape::Name | Shape::Text => Some(Value::Text(self.text(key, shape, node)?)),
            Shape::Prose => Some(Value::Prose(self.prose(key, node)?)),
            Shape::Line => Some(Value::Line(self.line(key, node)?)),
            Shape::Choice(words) => self.choice(key, words, node),
            Shape::Date => self.date(key, node, Expected::Date, |_| true),
            Shape::FullDate => self.date(key, node, Expected::FullDate, |date| date.day().is_some()),
            Shape::Integer(min, max) => self.integer(key, node, *min, *max),
            Shape::Decimal(min, max) => self.decimal(key, node, *min, *max),
            Shape::Latitude => self.decimal(key, node, -180.0, 180.0),
            Shape::Colour => self.parsed(key, node, Expected::Colour, |text| is_colour(text).then(|| Value::Line(text.to_lowercase()))),
            Shape::Url => self.parsed(key, node, Expected::Url, |text| is_url(text).then(|| Value::Line(text.to_owned()))),
            Shape::Reference(wanted) => self.reference(key, node, *wanted),
            Shape::Picture => Some(Value::Picture(self.line(key, node)?)),
            Shape::PerLanguage => Some(Value::PerLanguage(self.localized(key, shape.room(), node, |text, place| (text.to_owned(), place.clone()))?)),
            Shape::Gtin => self.gtin(key, node),
            Shape::List(of) => self.list(key, of, node),
            Shape::Group(fields) => {
                let pairs = self.map(key, node)?;
                Some(Value::Group(self.record(&[fields], pairs, &node.place)))
            }
        }
    }

    fn wrong<T>(&mut self, key: &str, place: &Place, expected: Expected) -> Option<T> {
        self.problem(place, ProblemKind::WrongType { key: key.to_owned(), expected });
        None
    }

    fn scalar<'n>(&mut self, key: &str, node: &'n Node, expected: Expected) -> Option<&'n str> {
        self.text_within(key, node, expected, Shape::Line.room())
    }

    /// The text of a node, without what stands around it, if it may stand there.
    fn text_within<'n>(&mut self, key: &str, node: &'n Node, expected: Expected, room: Room) -> Option<&'n str> {
        match &node.value {
            NodeValue::Scalar(text) if text.trim().is_empty() => {
                self.problem(&node.place, ProblemKind::EmptyText { key: key.to_owned() });
                None
            }
            NodeValue::Scalar(text) => {
                self.warn_of_comment(key, &node.place);
                self.checked(key, text.trim(), &node.place, room)
            }
            NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => self.wrong(key, &node.place, expected),
        }
    }

    /// The text itself, unless it is too long or holds what no text may hold.
    fn checked<'n>(&mut self, key: &str, text: &'n str, place: &Place, room: Room) -> Option<&'n str> {
        let letters = if text.len() > room.letters { text.chars().count() } else { 0 };
        if letters > room.letters {
            self.problem(place, ProblemKind::TextTooLong { key: key.to_owned(), letters, limit: room.letters });
            return None;
        }
        let is_refused = |letter: char| {
            let splits = matches!(letter, '\n' | '\t' | '\u{2028}' | '\u{2029}') && !room.lines;
            splits || is_control(letter) || turns_direction(letter) && room.letters < usize::MAX
        };
        let Some(sign) = text.chars().find(|letter| is_refused(*letter)) else { return Some(text) };
        self.problem(&place_of_sign(sign, place), ProblemKind::ForbiddenSign { sign });
        None
    }

    /// A `#` behind a blank begins a comment: `colour: #7a2f1a` is empty, and `Ngôi đình #1 Cần Thơ` ends before the `#`. What looks like such a slip is told.
    fn warn_of_comment(&mut self, key: &str, place: &Place) {
        let text = &place.file.text;
        let written = text.get(place.range.clone()).unwrap_or_default();
        let line = text.get(place.range.end..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        if written.starts_with(['"', '\'', '|', '>']) || written.contains('\n') {
            return;
        }
        let before = line.trim_start_matches(':').trim_start();
        let is_slip = before.strip_prefix('#').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphanumeric()));
        if is_slip {
            let start = place.range.end + line.len() - before.len();
            let at = Place::new(&place.file, start..place.range.end + line.trim_end().len());
            self.problem(&at, ProblemKind::TextBecameComment { key: key.to_owned(), comment: before.trim_end().to_owned() });
        }
    }

    fn parsed(&mut self, key: &str, node: &Node, expected: Expected, parse: impl Fn(&str) -> Option<Value>) -> Option<Value> {
        let text = self.scalar(key, node, expected)?;
        parse(text).or_else(|| self.wrong(key, &node.place, expected))
    }

    pub(super) fn line(&mut self, key: &str, node: &Node) -> Option<String> {
        self.scalar(key, node, Expected::Text).map(str::to_owned)
    }

    /// A text: plain in the file's language, or a map from language to text.
    pub(super) fn text(&mut self, key: &str, shape: &Shape, node: &Node) -> Option<Localized<String>> {
        self.localized(key, shape.room(), node, |text, _| text.to_owned())
    }

    fn prose(&mut self, key: &str, node: &Node) -> Option<Localized<Prose>> {
        self.localized(key, Shape::Prose.room(), node, |text, place| Prose::value(text.to_owned(), place.clone()))
    }

    fn localized<T>(&mut self, key: &str, room: Room, node: &Node, make: impl Fn(&str, &Place) -> T) -> Option<Localized<T>> {
        let mut localized = Localized::default();
        match &node.value {
            NodeValue::Map(pairs) => {
                for (tag, place, node) in pairs {
                    let Some(lang) = self.language(tag, place) else { continue };
                    if let Some(text) = self.text_within(tag, node, Expected::Text, room) {
                        localized.set(lang, make(text, &node.place));
                    }
                }
            }
            NodeValue::Null | NodeValue::Scalar(_) | NodeValue::List(_) => {
                let text = self.text_within(key, node, Expected::LocalizedText, room)?;
                localized.set(self.lang.clone(), make(text, &node.place));
            }
        }
        (!localized.is_empty()).then_some(localized)
    }

    /// The language of a tag, if the catalogue has it.
    pub(super) fn language(&mut self, tag: &str, place: &Place) -> Option<Lang> {
        let found = self.languages.iter().find(|lang| lang.tag() == tag).cloned();
        if found.is_none() {
            let known = self.languages.iter().map(|lang| lang.tag().to_owned()).collect();
            self.problem(place, ProblemKind::UnknownLanguage { tag: tag.to_owned(), known });
        }
        found
    }

    fn choice(&mut self, key: &str, words: &'static [&'static str], node: &Node) -> Option<Value> {
        let text = self.scalar(key, node, Expected::Text)?;
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Some(Value::Choice(word));
        }
        let kind = ProblemKind::UnknownChoice {
            value: text.to_owned(),
            nearest: nearest(text, words.iter().copied()).map(str::to_owned),
            known: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        self.problem(&node.place, kind);
        None
    }

    fn date(&mut self, key: &str, node: &Node, expected: Expected, fits: impl Fn(PartialDate) -> bool) -> Option<Value> {
        self.parsed(key, node, expected, |text| PartialDate::parse(text).filter(|date| fits(*date)).map(Value::Date))
    }

    fn integer(&mut self, key: &str, node: &Node, min: i64, max: i64) -> Option<Value> {
        let text = self.scalar(key, node, Expected::Integer)?;
        let Ok(number) = text.parse::<i64>() else {
            return self.wrong(key, &node.place, Expected::Integer);
        };
        if (min..=max).contains(&number) {
            return Some(Value::Integer(number));
        }
        self.problem(&node.place, ProblemKind::OutOfRange { value: text.to_owned(), min: min.to_string(), max: max.to_string() });
        None
    }

    fn decimal(&mut self, key: &str, node: &Node, min: f64, max: f64) -> Option<Value> {
        let text = self.scalar(key, node, Expected::Decimal)?;
        let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return self.wrong(key, &node.place, Expected::Decimal);
        };
        if (min..=max).contains(&number) {
            return Some(Value::Decimal(number));
        }
        self.problem(&node.place, ProblemKind::OutOfRange { value: text.to_owned(), min: min.to_string(), max: max.to_string() });
        None
    }

    fn reference(&mut self, key: &str, node: &Node, wanted: Option<Kind>) -> Option<Value> {
        let text = self.scalar(key, node, Expected::Reference)?;
        let Some(id) = EntryId::parse(text) else {
            return self.wrong(key, &node.place, Expected::Reference);
        };
        match wanted {
            Some(kind) if kind != id.kind => {
                self.problem(&node.place, ProblemKind::WrongKindOfReference { to: text.to_owned(), wanted: kind.folder().to_owned() });
                None
            }
            Some(_) | None => Some(Value::Reference(id)),
        }
    }

    fn gtin(&mut self, key: &str, node: &Node) -> Option<Value> {
        let text = self.scalar(key, node, Expected::Text)?;
        let check_digit = match Gtin::parse(text) {
            Ok(_) => return Some(Value::Line(text.to_owned())),
            Err(Gs1Error::CheckDigit(right)) => Some(right),
            Err(_) => None,
        };
        self.problem(&node.place, ProblemKind::BadGtin { value: text.to_owned(), check_digit });
        None
    }

    fn list(&mut self, key: &str, of: &'static Shape, node: &Node) -> Option<Value> {
        let NodeValue::List(items) = &node.value else {
            return self.wrong(key, &node.place, Expected::List);
        };
        if let Some(item) = items.get(LIST_LIMIT) {
            self.problem(&item.place, ProblemKind::TooManyValues { key: key.to_owned(), found: items.len(), limit: LIST_LIMIT });
            return None;
        }
        Some(Value::List(items.iter().filter_map(|item| Some((self.value(key, of, item)?, item.place.clone()))).collect()))
    }
}

/// Where a sign stands in the text of a value; the whole value when it is written in another way, as `"\\e"`.
fn place_of_sign(sign: char, value: &Place) -> Place {
    let written = value.file.text.get(value.range.clone()).unwrap_or_default();
    written.find(sign).map_or_else(|| value.clone(), |at| Place::new(&value.file, value.range.start + at..value.range.start + at + sign.len_utf8()))
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.')) && !text.contains(char::is_whitespace))
}
