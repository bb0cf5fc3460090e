//! What is printed is read back: a symbol that does not scan is an error. What was found to scan is known in the next build.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use blake3::{Hash, Hasher};

use crate::diag::Problem;
use crate::inspect::{Pages, can_be_drawn, proof, prove};
use crate::publish::Cache;
use crate::render::{Artifact, Content};

/// An empty file that says: all of this was read back, and nothing was wrong.
const SCANS: &str = "scans";

/// What earlier builds have read back, and how many files this one had to.
pub(super) struct Proofs<'a> {
    cache: &'a Cache,
    count: AtomicUsize,
}

impl<'a> Proofs<'a> {
    pub(super) fn new(cache: &'a Cache) -> Self {
        Self { cache, count: 0.into() }
    }

    /// How many files were read back so far.
    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// What is wrong with the symbols of the files of a job. `keeps` when it may be remembered that nothing is.
    pub(super) fn of(&self, artifacts: &[Artifact], promises: &BTreeMap<String, Pages>, keeps: bool) -> Vec<Problem> {
        let mut files: Vec<(&str, &[u8], &Pages)> = Vec::new();
        for Artifact { path, content, .. } in artifacts {
            if let (Content::Bytes(bytes), Some(pages)) = (content, promises.get(path))
                && can_be_drawn(path)
            {
                files.push((path, bytes, pages));
            }
        }
        if files.is_empty() {
            return Vec::new();
        }
        let mut hasher = Hasher::new();
        for (name, bytes, pages) in &files {
            hasher.update(proof(name, bytes, pages).as_bytes());
        }
        let key: Hash = hasher.finalize();
        if self.cache.get(&key).is_some() {
            return Vec::new();
        }
        self.count.fetch_add(files.len(), Ordering::Relaxed);
        let problems: Vec<Problem> = files.iter().flat_map(|(name, bytes, pages)| prove(name, bytes, pages)).collect();
        if keeps && problems.is_empty() {
            drop(self.cache.put(&key, &[(SCANS.to_owned(), Vec::new())])); // where nothing can be kept, the next build reads again
        }
        problems
    }
}
