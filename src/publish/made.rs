//! What the last build put into an output folder, by recipe: the hash of all that it was made from. While a recipe stays the same nobody need make its files
//! again; they are taken over from the folder that is replaced.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use blake3::Hash;

use super::manifest::Line;

/// The recipes of an output folder and the files that came of each.
pub struct Made {
    file: PathBuf,
    known: HashMap<Hash, Vec<Line>>,
}

/// Files with their recipe.
pub type Recorded = (Hash, Vec<Line>);

impl Made {
    /// Reads what is on record. A file that is not there, or damaged, only costs time.
    pub(super) fn read(file: PathBuf) -> Self {
        let mut known: HashMap<Hash, Vec<Line>> = HashMap::new();
        let mut recipe = None;
        for line in fs::read_to_string(&file).unwrap_or_default().lines() {
            let Some(of_recipe) = line.strip_prefix("  ") else {
                recipe = Hash::from_hex(line).ok();
                known.extend(recipe.map(|recipe| (recipe, Vec::new())));
                continue;
            };
            let Some((hash, path)) = of_recipe.split_once("  ") else { continue };
            let files = recipe.and_then(|recipe| known.get_mut(&recipe));
            if let Some((files, hash)) = files.zip(Hash::from_hex(hash).ok()) {
                files.push(Line { path: path.to_owned(), hash, kept: true });
            }
        }
        Self { file, known }
    }

    /// The files that came of a recipe.
    #[must_use]
    pub fn get(&self, recipe: &Hash) -> Option<&[Line]> {
        self.known.get(recipe).map(Vec::as_slice)
    }

    /// Puts on record what a build has published, in place of what the last one did. Where that cannot be written, the next build makes it again.
    pub fn write(&self, recorded: &mut [Recorded]) {
        let first_path = |lines: &[Line]| lines.first().map(|line| line.path.clone());
        recorded.sort_by_cached_key(|(_, lines)| first_path(lines));
        let mut text = String::new();
        for (recipe, lines) in recorded {
            let _ = writeln!(text, "{}", recipe.to_hex());
            for line in lines {
                let _ = writeln!(text, "  {}  {}", line.hash.to_hex(), line.path);
            }
        }
        if fs::read_to_string(&self.file).is_ok_and(|known| known == text) {
            return;
        }
        drop(super::write_whole(&self.file, &text));
    }
}
