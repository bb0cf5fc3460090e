//! Alphabetical order.
//!
//! The order is that of CLDR (root, or the language's own tailoring): letters first, then tones, the same as phones and
//! office programs sort. A printed Vietnamese dictionary goes syllable by syllable instead; lists on a screen follow the phone.

use std::borrow::Cow;
use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Lang;

/// Compares texts in the order of one language.
pub struct SortKeys {
    collator: Option<CollatorBorrowed<'static>>,
    is_vietnamese: bool,
}

impl SortKeys {
    /// The order of a language; Unicode code points where no order is known for it.
    #[must_use]
    pub fn new(lang: &Lang) -> Self {
        let collator = Locale::try_from_str(lang.tag())
            .ok()
            .and_then(|locale| icu_collator::Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).ok());
        Self { collator, is_vietnamese: is_vietnamese(lang) }
    }

    /// How two texts stand to each other.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.collator {
            Some(collator) if self.is_vietnamese => collator.compare(&as_d(a), &as_d(b)).then_with(|| a.cmp(b)),
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }
}

/// The letter under which a text stands in an alphabetical list: the first one, without its tone; in Vietnamese, where `Â` and `Ă` are letters of their
/// own, with its other marks. `None` when it has neither letters nor digits.
#[must_use]
pub fn initial(text: &str, lang: &Lang) -> Option<char> {
    let is_vietnamese = is_vietnamese(lang);
    let is_kept = |mark: &char| !is_combining_mark(*mark) || is_vietnamese && !TONES.contains(mark);
    let text = if is_vietnamese { as_d(text) } else { text.into() };
    let first = text.chars().find(|letter| letter.is_alphanumeric())?;
    let letter: String = std::iter::once(first).nfd().filter(is_kept).nfc().collect();
    letter.to_uppercase().chars().next()
}

fn is_vietnamese(lang: &Lang) -> bool {
    lang.tag().split('-').next() == Some("vi")
}

/// The text with Đ where the Icelandic letter was typed that looks the same.
fn as_d(text: &str) -> Cow<'_, str> {
    if text.contains(['Ð', 'ð']) { Cow::Owned(text.replace('Ð', "Đ").replace('ð', "đ")) } else { Cow::Borrowed(text) }
}

/// The marks of the five tones that have one: huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
