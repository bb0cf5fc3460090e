//! What a finished page loads: the files without which it would not be whole. The packs that phones keep and the take-away come from this one list,
//! so that whatever a template shows is in both.

use std::collections::BTreeSet;

use super::markup::Piece;
use super::picture::MIDDLING;

/// Which file of a photograph is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The one that telephones choose, in the form that takes fewest bytes.
    Phone,
    /// The one for those who take what they are given.
    Plain,
}

/// Addresses of the files that a page loads.
#[derive(Default)]
pub(super) struct Needed {
    /// Pictures, scripts, data.
    pub seen: BTreeSet<String>,
    /// Narration, which weighs more than all else.
    pub heard: BTreeSet<String>,
}

impl Needed {
    /// Adds what a page loads. Scripts and data are known by the folder that they are in, `/assets/`: attributes name what is loaded after a tap. Videos are left out:
    /// they are for those who have a network.
    pub(super) fn add(&mut self, page: &[Piece], assets: &str, choice: Choice) {
        let mut within = ""; // the element that `source` belongs to
        let mut is_chosen = false; // of a `picture`
        for piece in page {
            let Piece::Start(tag) = piece else { continue };
            let is_own = |value: &str| value.starts_with('/') && !value.starts_with("//");
            match tag.name.as_str() {
                "picture" => (within, is_chosen) = ("picture", false),
                "audio" => within = "audio",
                "video" => within = "video",
                _ => {}
            }
            let src = tag.get("src").filter(|src| is_own(src)).map(str::to_owned);
            match (tag.name.as_str(), within) {
                ("source", "picture") if choice == Choice::Phone => {
                    is_chosen = true;
                    self.seen.extend(tag.get("srcset").and_then(phone));
                }
                ("img", _) => {
                    self.seen.extend(src.filter(|_| !is_chosen));
                    is_chosen = false;
                }
                ("audio", _) | ("source" | "track", "audio") => self.heard.extend(src),
                _ => {}
            }
            self.seen.extend(tag.get("poster").filter(|poster| is_own(poster)).map(str::to_owned));
            self.seen.extend(tag.attributes.iter().map(|(_, value)| value).filter(|value| value.starts_with(assets)).cloned());
        }
    }
}

/// Of a `srcset`, the file that is wide enough for a telephone; the widest when none is.
fn phone(srcset: &str) -> Option<String> {
    let files = srcset.split(',').filter_map(|file| file.trim().rsplit_once(' '));
    let files: Vec<(&str, u32)> = files.filter_map(|(path, width)| Some((path, width.strip_suffix('w')?.parse().ok()?))).collect();
    let wide = files.iter().find(|(_, width)| *width >= MIDDLING);
    wide.or(files.last()).map(|(path, _)| (*path).to_owned())
}
