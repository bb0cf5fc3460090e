//! What is heard of an entry: how templates see it, its files, and what search engines read of it.

use serde_json::{Value as Json, json};
use tera::Value;

use super::value::object;
use super::{Artifact, Content, Edition, Site};
use crate::catalogue::Entry;
use crate::media::{Narration, Stored};
use crate::plan::Addresses;
use crate::theme::Messages;

impl Site<'_> {
    /// The narration in the language of a page; `null` when there is none.
    pub(super) fn listen(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let Some(narration) = self.narrations.get(&entry.id.to_string(), edition.lang) else { return Value::none() };
        let messages = edition.messages;
        let paragraphs: Vec<&str> = entry.narration_text(edition.lang).into_iter().flat_map(|(text, _)| text.split("\n\n")).map(str::trim).collect();
        object! {
            "src" => self.addresses.narration(&entry.id, edition.lang, narration),
            "picture" => self.addresses.share_picture(&entry.id),
            "length" => length(narration.seconds(), messages),
            "size" => self.telling(edition).megabytes(narration.bytes),
            "synthetic" => narration.synthetic,
            "voice" => entry.voice(edition.lang).filter(|_| !narration.synthetic),
            "paragraphs" => paragraphs,
        }
    }

    /// The files of an entry's narrations. Where nothing is published they are not made.
    pub(super) fn narration_files(&self, entry: &Entry) -> Vec<Artifact> {
        let file = |edition: &Edition<'_>| {
            let narration = self.narrations.get(&entry.id.to_string(), edition.lang)?;
            let content = match &narration.stored {
                Stored::Bytes(bytes) => Content::Bytes(bytes.clone()),
                Stored::File(kept) => Content::Copy(kept.clone()),
            };
            let path = self.addresses.narration(&entry.id, edition.lang, narration);
            Some(Artifact { path: Addresses::file_of(&path), twins: Vec::new(), content })
        };
        self.editions.iter().filter_map(file).collect()
    }

    /// A narration as schema.org knows it. Its transcript is told where it is not the story that the page tells anyway.
    pub(super) fn audio_object(&self, entry: &Entry, edition: &Edition<'_>) -> Option<Json> {
        let narration: &Narration = self.narrations.get(&entry.id.to_string(), edition.lang)?;
        let mut audio = json!({
            "@type": "AudioObject",
            "name": self.telling(edition).words(&entry.name()),
            "contentUrl": self.addresses.url(&self.addresses.narration(&entry.id, edition.lang, narration)),
            "encodingFormat": "audio/mpeg",
            "duration": format!("PT{}M{}S", narration.seconds() / 60, narration.seconds() % 60),
            "inLanguage": edition.lang.tag(),
        });
        if let Some((text, _)) = entry.narration_text(edition.lang) {
            audio["transcript"] = text.trim().into();
        }
        Some(audio)
    }
}

/// “3 min 20 s”.
fn length(seconds: u64, messages: &Messages) -> String {
    let (minutes, seconds) = ((seconds / 60).to_string(), (seconds % 60).to_string());
    let key = if minutes == "0" { "sound_seconds" } else { "sound_minutes" };
    messages.fill(key, &[("minutes", &minutes), ("seconds", &seconds)])
}
