//! Videos of entries: files of their own, with captions, or links to films elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use super::Value;
use super::entry::{Entry, EntryId};
use super::field::{Field, Shape};
use super::record::Record;
use crate::diag::{MediaFault, Place, Problem, ProblemKind, SourceFile};
use crate::lang::{Lang, Localized};
use crate::media::{VideoFault, VideoLook, check_captions, watch};
use crate::source::{Tree, bytes_of, read_bytes, read_one};
use crate::text::nearest;

/// What a video is described by.
pub(super) const VIDEO: &[Field] = &[
    Field::optional(
        "file",
        Shape::Line,
        "tệp phim nằm cạnh tệp này: MP4 (H.264, AAC) hoặc WebM, nhiều nhất 25 MB; có `file` hoặc `url`",
        "the film's file beside this one: MP4 (H.264, AAC) or WebM, at most 25 MB; either `file` or `url`",
    ),
    Field::optional("url", Shape::Url, "địa chỉ phim trên YouTube, TikTok hoặc Facebook", "the address of the film on YouTube, TikTok or Facebook"),
    Field::required("poster", Shape::Picture, "ảnh hiện trước khi bấm xem: JPEG, PNG hoặc WebP", "the picture shown before it plays: JPEG, PNG or WebP"),
    Field::required("caption", Shape::Text, "phim quay gì, gọn trong một câu; cũng là tên của phim", "what it shows, in one sentence; also its name"),
    Field::optional(
        "captions",
        Shape::Text,
        "tệp phụ đề WebVTT cho mỗi ngôn ngữ, như `{vi: le-hoi.vi.vtt, en: le-hoi.en.vtt}`",
        "the WebVTT file of its subtitles in each language, as `{vi: le-hoi.vi.vtt, en: le-hoi.en.vtt}`",
    ),
    Field::optional("transcript", Shape::Text, "lời và tiếng trong phim, viết ra thành chữ", "what is said and heard in it, written down"),
    Field::optional("credit", Shape::Line, "người quay hoặc người giữ bản quyền", "who filmed it or holds the rights"),
    Field::optional("licence", Shape::Line, "giấy phép, như `CC BY-SA 4.0`", "the licence, as `CC BY-SA 4.0`"),
    Field::optional("date", Shape::FullDate, "ngày phim được đưa lên", "when it was first published"),
];

/// The largest file, in bytes: what Cloudflare Pages takes, and 8 minutes on a link of 400 kbit/s.
const LIMIT: u64 = 25 << 20;

/// A video's file that entries name.
#[derive(Clone, PartialEq, Debug)]
pub struct Video {
    /// What it says of itself.
    pub look: VideoLook,
    /// How many bytes it has.
    pub bytes: u64,
    /// The hash of its file (BLAKE3).
    pub hash: Hash,
}

/// Files of videos and of captions by their path in the catalogue.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Videos {
    /// The videos that can be played.
    pub files: BTreeMap<String, Video>,
    /// The captions that can be read, by their hash.
    pub captions: BTreeMap<String, Hash>,
}

/// Where a film lies that is not ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// YouTube.
    YouTube,
    /// TikTok.
    TikTok,
    /// Facebook.
    Facebook,
}

impl Stage {
    /// Which one an address leads to. `None` when it is another host, or the way there is not encrypted.
    #[must_use]
    pub fn of(url: &str) -> Option<Self> {
        let host = url.strip_prefix("https://")?.split(['/', '?', '#']).next()?.to_ascii_lowercase();
        let within = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        let stages = [
            ("youtube.com", Self::YouTube),
            ("youtu.be", Self::YouTube),
            ("tiktok.com", Self::TikTok),
            ("facebook.com", Self::Facebook),
            ("fb.watch", Self::Facebook),
        ];
        stages.into_iter().find(|(domain, _)| within(domain)).map(|(_, stage)| stage)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::YouTube => "YouTube",
            Self::TikTok => "TikTok",
            Self::Facebook => "Facebook",
        }
    }
}

impl Entry {
    /// Its videos.
    pub fn videos(&self) -> impl Iterator<Item = &Record> {
        self.record.groups("videos")
    }

    /// The files of a video's captions, in each language.
    pub fn captions<'a>(&self, video: &'a Record) -> impl Iterator<Item = (&'a Lang, &'a str)> {
        video.text("captions").into_iter().flat_map(Localized::iter).map(|(lang, file)| (lang, file.as_str()))
    }
}

/// Reads all videos and captions that entries name.
pub(super) fn look_at(tree: &Tree, entries: &BTreeMap<EntryId, Entry>, problems: &mut Vec<Problem>) -> Videos {
    let named: Vec<(&Entry, &Record)> = entries.values().flat_map(|entry| entry.videos().map(move |video| (entry, video))).collect();
    let read: Vec<(Videos, Vec<Problem>)> = named.par_iter().map(|(entry, video)| look_at_one(tree, entry, video)).collect();
    let mut all = Videos::default();
    for (videos, found) in read {
        all.files.extend(videos.files);
        all.captions.extend(videos.captions);
        problems.extend(found);
    }
    all
}

fn look_at_one(tree: &Tree, entry: &Entry, video: &Record) -> (Videos, Vec<Problem>) {
    let mut videos = Videos::default();
    let mut problems = Vec::new();
    let mut tell = |place: &Place, file: &str, fault| problems.push(Problem::at(place, ProblemKind::Media { file: file.to_owned(), fault }));
    if let (Some(file), Some(place)) = (video.line("file"), video.place("file")) {
        match video_file(tree, entry, file) {
            Ok(found) => drop(videos.files.insert(entry.picture_path(file), found)),
            Err(fault) => tell(place, file, fault),
        }
    }
    for (_, file) in entry.captions(video) {
        let Some(place) = video.place("captions") else { continue };
        match captions_file(tree, entry, file) {
            Ok(hash) => drop(videos.captions.insert(entry.picture_path(file), hash)),
            Err((fault, in_file)) => tell(in_file.as_ref().unwrap_or(place), file, fault),
        }
    }
    (videos, problems)
}

fn video_file(tree: &Tree, entry: &Entry, file: &str) -> Result<Video, MediaFault> {
    let path = there(tree, entry, file)?;
    let bytes = bytes_of(&tree.path(&path)).unwrap_or_default();
    if bytes > LIMIT {
        return Err(MediaFault::VideoTooLarge { bytes, limit: LIMIT });
    }
    let content = read_bytes(&tree.path(&path)).unwrap_or_default();
    let look = watch(&content).map_err(|fault| match fault {
        VideoFault::OtherForm => MediaFault::NoVideo,
        VideoFault::Broken => MediaFault::BrokenVideo,
        VideoFault::Damaged(table) => MediaFault::DamagedVideo { table },
        VideoFault::Codec(codec) => MediaFault::Codec { codec },
    })?;
    Ok(Video { look, bytes, hash: blake3::hash(&content) })
}

/// The hash of a file of captions. What is wrong in it is told where it stands in that file.
fn captions_file(tree: &Tree, entry: &Entry, file: &str) -> Result<Hash, (MediaFault, Option<Place>)> {
    let path = there(tree, entry, file).map_err(|fault| (fault, None))?;
    let text = read_one(&tree.path(&path)).ok_or((MediaFault::CaptionsNotText, None))?;
    let source = Arc::new(SourceFile::new(beside(entry, file), text.text.clone()));
    check_captions(&source.text).map_err(|(fault, range)| (MediaFault::BadCaptions { fault }, Some(Place::new(&source, range))))?;
    Ok(blake3::hash(source.text.as_bytes()))
}

/// How a file beside an entry's is called towards people.
fn beside(entry: &Entry, file: &str) -> String {
    let folder = entry.place.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{file}")
}

/// The path of a file beside an entry's.
fn there(tree: &Tree, entry: &Entry, file: &str) -> Result<String, MediaFault> {
    let path = entry.picture_path(file);
    if tree.others.binary_search(&path).is_ok() {
        return Ok(path);
    }
    let files = tree.others.iter().filter_map(|path| path.strip_prefix(entry.folder.as_str())?.strip_prefix('/'));
    Err(MediaFault::NotThere { nearest: nearest(file, files).map(str::to_owned) })
}

/// A video is a file or a link to a place that is known; a file begins at once, holds nothing but picture and sound, and can be followed without hearing it.
pub(super) fn check(videos: &Videos, entry: &Entry, problems: &mut Vec<Problem>) {
    for (value, place) in entry.record.list("videos") {
        let Value::Group(video) = value else { continue };
        let found = ["file", "url"].iter().filter(|key| video.has(key)).count();
        if found != 1 {
            problems.push(Problem::at(place, ProblemKind::Media { file: String::new(), fault: MediaFault::NotOneSource { found } }));
        }
        if let (Some(url), Some(place)) = (video.line("url"), video.place("url"))
            && Stage::of(url).is_none()
        {
            problems.push(Problem::at(place, ProblemKind::Media { file: url.to_owned(), fault: MediaFault::UnknownStage }));
        }
        check_file(videos, entry, video, problems);
    }
}

fn check_file(videos: &Videos, entry: &Entry, video: &Record, problems: &mut Vec<Problem>) {
    let (Some(file), Some(place)) = (video.line("file"), video.place("file")) else { return };
    let Some(look) = videos.files.get(&entry.picture_path(file)).map(|known| &known.look) else { return };
    let mut tell = |fault| problems.push(Problem::at(place, ProblemKind::Media { file: file.to_owned(), fault }));
    if look.starts_late {
        tell(MediaFault::StartsLate);
    }
    if let Some(track) = &look.strange_track {
        tell(MediaFault::StrangeTrack { track: track.clone() });
    }
    if look.has_sound && video.text("captions").is_none() && video.text("transcript").is_none() {
        tell(MediaFault::OnlyHeard);
    }
}
