//! Building blocks of what templates see.

use tera::{Map, Value};

use crate::catalogue::{Field, Record, Shape, Value as Given};
use crate::lang::{Lang, Localized};
use crate::text::PartialDate;
use crate::theme::Messages;

/// A map for templates: `object! { "name" => value }`. Values are anything that becomes a Tera value.
macro_rules! object {
    ($($key:expr => $value:expr),* $(,)?) => {{
        let mut map = tera::Map::default();
        $(map.insert($key.into(), tera::Value::from($value));)*
        tera::Value::from(map)
    }};
}
pub(super) use object;

/// How values are told in one language.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub lang: &'a Lang,
    pub default: &'a Lang,
    pub messages: &'a Messages,
}

impl Telling<'_> {
    /// A text as `{text, lang}`: in this language or, when it is missing there, in another that the template marks.
    pub(super) fn text(&self, text: &Localized<String>) -> Value {
        match text.resolve(self.lang, self.default) {
            Some((lang, text)) => object! { "text" => text.as_str(), "lang" => lang.tag() },
            None => Value::none(),
        }
    }

    pub(super) fn optional_text(&self, text: Option<&Localized<String>>) -> Value {
        text.map_or_else(Value::none, |text| self.text(text))
    }

    /// Only the words, in this language or another.
    pub(super) fn words<'t>(&self, text: &'t Localized<String>) -> &'t str {
        text.resolve(self.lang, self.default).map_or("", |(_, text)| text)
    }

    pub(super) fn date(&self, date: PartialDate) -> Value {
        object! { "iso" => date.iso(), "words" => self.messages.date(date) }
    }

    pub(super) fn choice(&self, key: &str, word: &str) -> Value {
        object! { "key" => word, "words" => self.messages.get(&format!("{key}_{word}")) }
    }

    /// All keys of a description with their values: `null` or an empty list where the author gave none.
    pub(super) fn record(&self, fields: impl IntoIterator<Item = &'static Field>, record: &Record) -> Map {
        let mut map = Map::default();
        for field in fields {
            map.insert(field.key.into(), self.value(field.key, &field.shape, record.get(field.key)));
        }
        map
    }

    fn value(&self, key: &str, shape: &'static Shape, given: Option<&Given>) -> Value {
        match (shape, given) {
            (Shape::List(of), Some(Given::List(items))) => items.iter().map(|(item, _)| self.value(key, of, Some(item))).collect::<Vec<Value>>().into(),
            (Shape::List(_), _) => Vec::<Value>::new().into(),
            (Shape::Group(fields), Some(Given::Group(record))) => self.record(*fields, record).into(),
            (_, Some(Given::Text(text))) => self.text(text),
            (_, Some(Given::Line(line) | Given::Picture(line))) => line.as_str().into(),
            (_, Some(Given::Choice(word))) => self.choice(key, word),
            (_, Some(Given::Date(date))) => self.date(*date),
            (_, Some(Given::Integer(number))) => (*number).into(),
            (_, Some(Given::Decimal(number))) => (*number).into(),
            (_, Some(Given::Reference(id))) => id.to_string().into(),
            // stories are rendered apart: they may hold links that lead nowhere
            (_, Some(Given::PerLanguage(texts))) => {
                texts.get(self.lang).map_or_else(Value::none, |(text, _)| object! { "text" => text.as_str(), "lang" => self.lang.tag() })
            }
            (_, Some(Given::Prose(_) | Given::List(_) | Given::Group(_)) | None) => Value::none(),
        }
    }
}

/// Text that can stand in HTML and XML 1.0, in an element or a quoted attribute. Letters that XML cannot say are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}
