//! The manifest: a line for each file with its hash. It also says that a folder was made by this program and may be replaced.

use blake3::Hash;

/// The manifest's name in an output folder.
pub const MANIFEST: &str = ".disan-manifest";

/// One file of an output folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Path in the folder.
    pub path: String,
    /// Hash of its bytes (BLAKE3).
    pub hash: Hash,
    /// Whether the folder had it before with the same bytes.
    pub kept: bool,
}

/// The manifest's text, sorted by path.
pub(super) fn text(lines: &mut [Line]) -> String {
    lines.sort_by(|a, b| a.path.cmp(&b.path));
    lines.iter().fold(String::new(), |text, line| text + &line.hash.to_hex() + "  " + &line.path + "\n")
}
