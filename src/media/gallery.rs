//! Developed photographs, for rendering to look into.

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::develop::PREVIEW;

/// Where the bytes of a made file are.
#[derive(Clone, PartialEq, Debug)]
pub enum Stored {
    /// Here.
    Bytes(Vec<u8>),
    /// In a file that is kept from one build to the next.
    File(PathBuf),
}

/// The files of photographs by the photograph's path in the catalogue and their own names.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gallery {
    files: BTreeMap<String, BTreeMap<String, Stored>>,
    previews: BTreeMap<String, String>,
}

impl Gallery {
    /// Adds a photograph's files and its preview's bytes.
    pub fn add(&mut self, path: &str, files: impl IntoIterator<Item = (String, Stored)>, preview: &[u8]) {
        self.files.insert(path.to_owned(), files.into_iter().filter(|(name, _)| name != PREVIEW).collect());
        self.previews.insert(path.to_owned(), format!("data:image/webp;base64,{}", STANDARD.encode(preview)));
    }

    /// A file of a photograph. `None` when it was only looked at and not developed.
    #[must_use]
    pub fn file(&self, path: &str, name: &str) -> Option<&Stored> {
        self.files.get(path)?.get(name)
    }

    /// The preview as a `data:` address.
    #[must_use]
    pub fn preview(&self, path: &str) -> Option<&str> {
        self.previews.get(path).map(String::as_str)
    }
}
