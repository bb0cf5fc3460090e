//! Alphabetical order.
//!
//! The order is that of CLDR (root, or the language's own tailoring): letters first, then tones, the same as phones and
//! office programs sort. A printed Vietnamese dictionary goes syllable by syllable instead; lists on a screen follow the phone.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::lang::Lang;

/// Compares texts in the order of one language.
pub struct SortKeys {
    collator: Option<CollatorBorrowed<'static>>,
}

impl SortKeys {
    /// The order of a language; Unicode code points where no order is known for it.
    #[must_use]
    pub fn new(lang: &Lang) -> Self {
        let collator = Locale::try_from_str(lang.tag())
            .ok()
            .and_then(|locale| icu_collator::Collator::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).ok());
        Self { collator }
    }

    /// How two texts stand to each other.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.cmp(b),
        }
    }
}
