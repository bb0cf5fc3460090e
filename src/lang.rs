//! Languages of a catalogue, and values that exist in several of them.

use std::fmt;
use std::sync::Arc;

/// A BCP 47 language tag as `catalogue.yaml` writes it: `vi`, `en`, `km`, `zh-Hant`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The tag, if it has the form of one: a primary part of two or three lower-case letters, then parts of two to eight letters or digits.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let primary_fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        let rest_fits = parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        (primary_fits && rest_fits).then(|| Self(tag.into()))
    }

    /// The tag as text.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value in each of the languages somebody wrote it in, in the order it was written.
#[derive(Clone, PartialEq, Debug)]
pub struct Localized<T>(Vec<(Lang, T)>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Localized<T> {
    /// Sets the value of a language; gives back the value that stood there.
    pub fn set(&mut self, lang: Lang, value: T) -> Option<T> {
        if let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == lang) {
            return Some(std::mem::replace(old, value));
        }
        self.0.push((lang, value));
        None
    }

    /// The value in exactly this language.
    #[must_use]
    pub fn get(&self, lang: &Lang) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == lang).map(|(_, value)| value)
    }

    /// The value in this language, else in the default one, else in any: with the language it is in. `None` when there is no value at all.
    #[must_use]
    pub fn resolve(&self, lang: &Lang, default: &Lang) -> Option<(&Lang, &T)> {
        [lang, default]
            .into_iter()
            .find_map(|wanted| self.0.iter().find(|(known, _)| known == wanted))
            .or_else(|| self.0.first())
            .map(|(lang, value)| (lang, value))
    }

    /// Each language with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &T)> {
        self.0.iter().map(|(lang, value)| (lang, value))
    }

    /// Whether nobody wrote anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
