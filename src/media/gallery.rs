//! Developed photographs, panoramas and videos, for rendering to look into.

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Where the bytes of a made file are.
#[derive(Clone, PartialEq, Debug)]
pub enum Stored {
    /// Here.
    Bytes(Vec<u8>),
    /// In a file that is kept from one build to the next.
    File(PathBuf),
}

/// What was made of files of the catalogue, by their path there and the names of what was made.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gallery {
    files: BTreeMap<String, BTreeMap<String, (Stored, u64)>>,
    previews: BTreeMap<String, String>,
}

impl Gallery {
    /// Adds a file that was made of another, and how many bytes it has.
    pub fn add(&mut self, path: &str, name: String, file: Stored, bytes: u64) {
        self.files.entry(path.to_owned()).or_default().insert(name, (file, bytes));
    }

    /// Adds the preview of a photograph.
    pub fn add_preview(&mut self, path: &str, preview: &[u8]) {
        self.previews.insert(path.to_owned(), format!("data:image/webp;base64,{}", STANDARD.encode(preview)));
    }

    /// A file that was made. `None` when its source was only looked at and not developed.
    #[must_use]
    pub fn file(&self, path: &str, name: &str) -> Option<&Stored> {
        self.files.get(path)?.get(name).map(|(file, _)| file)
    }

    /// How many bytes a file that was made has.
    #[must_use]
    pub fn bytes(&self, path: &str, name: &str) -> Option<u64> {
        self.files.get(path)?.get(name).map(|(_, bytes)| *bytes)
    }

    /// The preview as a `data:` address.
    #[must_use]
    pub fn preview(&self, path: &str) -> Option<&str> {
        self.previews.get(path).map(String::as_str)
    }
}
