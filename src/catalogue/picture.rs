//! Pictures of entries: how large each one is, and whether it can be shown.

use std::collections::BTreeMap;

use blake3::Hash;
use rayon::prelude::*;

use super::entry::{Entry, EntryId};
use crate::chunks::MOST_ASIDE;
use crate::diag::{Place, Problem, ProblemKind};
use crate::disk::DiskError;
use crate::media::{self, Fault, Look};
use crate::source::{Tree, bytes_of, read_bytes};

/// The largest file that is read as a picture, in bytes: what the best cameras write.
const LIMIT: u64 = 60 << 20;

/// A picture that entries name, by its head.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Picture {
    /// Width in pixels when it stands upright.
    pub width: u32,
    /// Height in pixels when it stands upright.
    pub height: u32,
    /// The hash of its file (BLAKE3).
    pub hash: Hash,
}

/// Pictures by their path in the catalogue.
pub type Pictures = BTreeMap<String, Picture>;

/// Looks at all pictures that entries name and that are there. Only the head of each is decoded.
pub(super) fn look_at(tree: &Tree, entries: &BTreeMap<EntryId, Entry>, problems: &mut Vec<Problem>) -> Pictures {
    let named: Vec<(String, &str, &Place)> =
        entries.values().flat_map(|entry| entry.photographs().map(|(file, place)| (entry.picture_path(file), file, place))).collect();
    let there = |(path, ..): &&(String, &str, &Place)| tree.others.binary_search(path).is_ok();
    let read: Vec<_> = named.par_iter().filter(there).map(|(path, file, place)| (path, picture(tree, path, file), place)).collect();
    let mut pictures = Pictures::new();
    for (path, (picture, found), place) in read {
        problems.extend(found.into_iter().map(|kind| Problem::at(place, kind)));
        if let Some(picture) = picture {
            pictures.insert(path.clone(), picture);
        }
    }
    pictures
}

/// A picture, and what is wrong with it.
fn picture(tree: &Tree, path: &str, file: &str) -> (Option<Picture>, Vec<ProblemKind>) {
    let disk = tree.path(path);
    let name = || file.to_owned();
    match bytes_of(&disk) {
        Some(bytes) if bytes > LIMIT => return (None, vec![ProblemKind::PictureFileTooLarge { file: name(), bytes, limit: LIMIT }]),
        Some(_) | None => {}
    }
    let bytes = match read_bytes(&disk) {
        Ok(bytes) => bytes,
        Err(failure) => return (None, vec![unreadable(file, &failure)]),
    };
    match media::look(&bytes) {
        Ok(look) => (Some(Picture { width: look.width, height: look.height, hash: blake3::hash(&bytes) }), remarks(&look, file)),
        Err(fault) => (None, vec![fault_of(fault, file)]),
    }
}

/// A file that is there and that the system does not let be read.
#[must_use]
pub fn unreadable(file: &str, failure: &DiskError) -> ProblemKind {
    ProblemKind::FileUnreadable { file: file.to_owned(), why: failure.error.to_string() }
}

/// What somebody should look at in a picture that can be shown.
fn remarks(look: &Look, file: &str) -> Vec<ProblemKind> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let mut remarks = Vec::new();
    if !look.endings.contains(&ending.as_str()) {
        remarks.push(ProblemKind::WrongPictureEnding { file: file.to_owned(), ending: look.endings[0].to_owned() });
    }
    if look.moves {
        remarks.push(ProblemKind::MovingPicture { file: file.to_owned() });
    }
    remarks
}

/// Why a picture cannot be shown, as its author is told.
#[must_use]
pub fn fault_of(fault: Fault, file: &str) -> ProblemKind {
    match fault {
        Fault::Broken => ProblemKind::BrokenPicture { file: file.to_owned() },
        Fault::OtherForm(form) => ProblemKind::PictureOfOtherForm { file: file.to_owned(), form },
        Fault::Swollen => ProblemKind::SwollenPicture { file: file.to_owned(), limit: MOST_ASIDE },
        Fault::TooLarge { width, height } => {
            ProblemKind::PictureTooLarge { file: file.to_owned(), width, height, side: media::LARGEST_SIDE, pixels: media::MOST_PIXELS / 1_000_000 }
        }
    }
}
