//! The languages that a browser asks for, as `Accept-Language` lists them (RFC 9110, 12.5.4), and which of the catalogue's comes first.

use crate::lang::Lang;

/// The language of a scan: a place in the catalogue's languages, then one for all others, then one for what is not known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Tongue(pub usize);

/// The languages of a catalogue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tongues<'a>(pub &'a [Lang]);

impl Tongues<'_> {
    /// How many there are, with the two that are none of the catalogue's.
    pub(super) fn count(self) -> usize {
        self.0.len() + 2
    }

    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = Tongue> {
        (0..self.count()).map(Tongue)
    }

    /// None of the catalogue's.
    pub(super) fn other(self) -> Tongue {
        Tongue(self.0.len())
    }

    /// Not known.
    pub(super) fn unknown(self) -> Tongue {
        Tongue(self.0.len() + 1)
    }

    /// The catalogue's language that stands first in a list. Browsers name the best first; the hosts' rules go by the same.
    pub(super) fn first_in(self, list: &[u8]) -> Tongue {
        let found = tags(list).find_map(|tag| self.0.iter().position(|lang| is_same(lang.tag(), tag)));
        found.map_or_else(|| self.other(), Tongue)
    }

    /// Its tag, `other` or `unknown`.
    pub(super) fn tag(self, tongue: Tongue) -> String {
        match self.0.get(tongue.0) {
            Some(lang) => lang.to_string(),
            None if tongue == self.other() => "other".to_owned(),
            None => "unknown".to_owned(),
        }
    }
}

/// Whether a text is such a list. A word alone is one only where it cannot be something else that logs have: `br` is a way of packing.
pub(super) fn is_list(text: &[u8]) -> bool {
    let mut items = text.split(|byte| *byte == b',');
    text != b"br" && text.first().is_some_and(u8::is_ascii_lowercase) && items.all(is_item)
}

/// The first language of a list, without its country: `ko` of `ko-KR,ko;q=0.9`. `None` when it does not look like one.
pub(super) fn first(list: &[u8]) -> Option<String> {
    let tag = tags(list).next()?.split(|byte| *byte == b'-').next()?;
    let is_language = (2..=3).contains(&tag.len()) && tag.iter().all(u8::is_ascii_alphabetic);
    is_language.then(|| String::from_utf8_lossy(tag).to_ascii_lowercase())
}

fn tags(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let items = list.split(|byte| *byte == b',');
    items.map(|item| item.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii()).filter(|tag| !tag.is_empty())
}

/// `vi-VN;q=0.9`, `en`, `*;q=0.1`.
fn is_item(item: &[u8]) -> bool {
    let mut parts = item.trim_ascii().splitn(2, |byte| *byte == b';');
    let tag = parts.next().unwrap_or_default();
    let mut words = tag.split(|byte| *byte == b'-');
    let is_language = words.next().is_some_and(|word| (2..=3).contains(&word.len()) && word.iter().all(u8::is_ascii_alphabetic));
    let rest = words.all(|word| (1..=8).contains(&word.len()) && word.iter().all(u8::is_ascii_alphanumeric));
    let is_weighed = parts.next().is_none_or(|weight| weight.trim_ascii().starts_with(b"q="));
    (tag == b"*" || (is_language && rest)) && is_weighed
}

/// Whether a tag names a language of the catalogue: `vi-VN` is `vi`, `zh-Hant-TW` is `zh-Hant`.
fn is_same(lang: &str, tag: &[u8]) -> bool {
    tag.get(..lang.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(lang.as_bytes())) && matches!(tag.get(lang.len()), None | Some(b'-'))
}
