//! Files that pages load besides themselves, the theme's and those that are made from the catalogue: each is published under a name that goes with its content, so that browsers may keep it for ever, and an old
//! page never meets a new file.

use std::collections::BTreeMap;

use blake3::Hash;

use super::files::Files;
use super::style::shortened_script;
use crate::disk::DiskError;

/// The script of every page, by its name among the assets: all of the theme's `scripts/`, in the order of their names.
pub const PAGE_SCRIPT: &str = "page.js";

/// The script that keeps a route on a phone, by its name among the assets: loaded after a tap, and where no page can be shown.
pub const KEEP_SCRIPT: &str = "keep.js";

/// A file that pages load.
#[derive(Clone, PartialEq, Debug)]
pub struct Asset {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The hash of it (BLAKE3).
    pub hash: Hash,
}

/// The theme's files of `assets/` by their path there, [`PAGE_SCRIPT`], and what was added.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    pub(super) fn read(files: &Files) -> Result<Self, DiskError> {
        let scripts: Vec<String> = files.texts_under("scripts/").values().map(|file| shortened_script(&file.text)).collect();
        let mut assets = Self::default();
        assets.add(PAGE_SCRIPT.to_owned(), scripts.join("\n").into_bytes());
        for (name, file) in files.texts_under("assets/") {
            assets.add(name, file.text.clone().into_bytes());
        }
        for (name, bytes) in files.binaries_under("assets/")? {
            assets.add(name, bytes);
        }
        Ok(assets)
    }

    /// Adds a file.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        let hash = blake3::hash(&bytes);
        self.0.insert(name, Asset { bytes, hash });
    }

    /// A file by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.0.get(name)
    }

    /// All files with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.0.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}
