//! What can be heard, for planning and rendering to look into.

use std::collections::BTreeMap;

use blake3::Hash;

use super::gallery::Stored;
use super::mp3::seconds;
use crate::lang::Lang;

/// A narration as MP3.
#[derive(Clone, PartialEq, Debug)]
pub struct Narration {
    /// Where its bytes are.
    pub stored: Stored,
    /// How many.
    pub bytes: u64,
    /// The hash of them (BLAKE3).
    pub hash: Hash,
    /// Whether a machine speaks.
    pub synthetic: bool,
}

impl Narration {
    /// How long it is, in whole seconds.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        seconds(self.bytes).round() as u64
    }
}

/// Narrations by the name of what they tell of, and their language.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Narrations(BTreeMap<(String, Lang), Narration>);

impl Narrations {
    /// Adds a narration.
    pub fn add(&mut self, name: String, lang: Lang, narration: Narration) {
        self.0.insert((name, lang), narration);
    }

    /// The narration in exactly this language. `None` when there is none, or nothing was made because nothing is published.
    #[must_use]
    pub fn get(&self, name: &str, lang: &Lang) -> Option<&Narration> {
        self.0.get(&(name.to_owned(), lang.clone()))
    }
}
