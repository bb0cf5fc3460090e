//! Videos as templates and search engines see them, and their files.

use serde_json::{Map, json};
use tera::Value;

use super::value::{Telling, object};
use super::{Artifact, Content, Edition, Site};
use crate::catalogue::{Entry, Record, Stage, Video};
use crate::media::CLEAN_VIDEO;
use crate::plan::Addresses;

impl Site<'_> {
    /// The videos of an entry. One that cannot be shown, which is told already, is left out.
    pub(super) fn videos(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        entry.videos().filter_map(|video| self.video_value(entry, video, edition)).collect::<Vec<Value>>().into()
    }

    fn video_value(&self, entry: &Entry, video: &Record, edition: &Edition<'_>) -> Option<Value> {
        let telling = self.telling(edition);
        let poster = video.picture("poster")?;
        let file = self.own_video(entry, video).map(|(path, known)| {
            object! {
                "src" => path,
                "type" => known.look.form.media_type(),
                "width" => known.look.width,
                "height" => known.look.height,
                "poster" => self.photograph_src(entry, poster),
                "size" => size(known, telling),
                "tracks" => self.tracks_of(entry, video, edition),
            }
        });
        let link = video.line("url").and_then(|url| Some(object! { "url" => url, "stage" => Stage::of(url)?.name() }));
        if file.is_none() && link.is_none() {
            return None;
        }
        Some(object! {
            "file" => file.unwrap_or_else(Value::none),
            "link" => link.unwrap_or_else(Value::none),
            "photograph" => self.photograph_value(entry, poster)?,
            "caption" => telling.optional_text(video.text("caption")),
            "transcript" => transcript(video, telling),
            "credit" => video.line("credit"),
            "licence" => video.line("licence"),
        })
    }

    /// The address of a video's own file, and what is known of it.
    fn own_video(&self, entry: &Entry, video: &Record) -> Option<(String, &Video)> {
        let file = video.line("file")?;
        let known = self.catalogue.videos.files.get(&entry.picture_path(file))?;
        Some((self.addresses.video(&entry.id, file, &known.hash, known.look.form), known))
    }

    /// Captions in the order of the catalogue's languages; those in the page's language are shown unless somebody chooses others.
    fn tracks_of(&self, entry: &Entry, video: &Record, edition: &Edition<'_>) -> Vec<Value> {
        let track = |other: &Edition<'_>| {
            let (_, file) = entry.captions(video).find(|(lang, _)| *lang == other.lang)?;
            let hash = self.catalogue.videos.captions.get(&entry.picture_path(file))?;
            Some(object! {
                "src" => self.addresses.captions(&entry.id, file, hash),
                "lang" => other.lang.tag(),
                "label" => other.messages.get("language_name"),
                "default" => other.lang == edition.lang,
            })
        };
        self.editions.iter().filter_map(track).collect()
    }

    /// The files of an entry's videos and of their captions.
    pub(super) fn video_files(&self, entry: &Entry) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        let unchanged = |source: &str, address: &str| Artifact {
            path: Addresses::file_of(address),
            twins: Vec::new(),
            content: Content::Copy(self.catalogue.tree.path(source)),
        };
        for video in entry.videos() {
            if let (Some(file), Some((address, known))) = (video.line("file"), self.own_video(entry, video)) {
                let source = entry.picture_path(file);
                let clean = self.made(&source, CLEAN_VIDEO, &address);
                artifacts.extend(clean.or_else(|| (!known.look.has_traces).then(|| unchanged(&source, &address))));
            }
            for (_, file) in entry.captions(video) {
                let source = entry.picture_path(file);
                let hash = self.catalogue.videos.captions.get(&source);
                artifacts.extend(hash.map(|hash| unchanged(&source, &self.addresses.captions(&entry.id, file, hash))));
            }
        }
        artifacts
    }

    /// The videos and panoramas of an entry for search engines: each says of what it is.
    pub(super) fn moving_data(&self, entry: &Entry, edition: &Edition<'_>) -> Vec<serde_json::Value> {
        let telling = self.telling(edition);
        let about = json!({ "@id": format!("{}#it", self.addresses.url(&self.addresses.entry(&entry.id, edition.lang))) });
        let videos = entry.videos().filter_map(|video| self.video_data(entry, video, telling));
        let panoramas = entry.panoramas().filter_map(|(file, panorama)| {
            let mut data = Map::new();
            data.insert("@type".into(), "ImageObject".into());
            data.insert(
                "name".into(),
                panorama.text("caption").or_else(|| panorama.text("alt")).map_or(telling.words(&entry.name()), |text| telling.words(text)).into(),
            );
            data.insert("contentUrl".into(), self.addresses.url(&self.largest_photograph(entry, file)?).into());
            Some((data, panorama))
        });
        let with_rights = |(mut data, record): (Map<String, serde_json::Value>, &Record)| {
            data.extend(record.line("credit").map(|credit| ("creditText".to_owned(), credit.into())));
            data.insert("about".into(), about.clone());
            data.into()
        };
        videos.chain(panoramas).map(with_rights).collect()
    }

    fn video_data<'r>(&self, entry: &Entry, video: &'r Record, telling: Telling<'_>) -> Option<(Map<String, serde_json::Value>, &'r Record)> {
        let mut data = Map::new();
        let name = telling.words(video.text("caption")?);
        data.insert("@type".into(), "VideoObject".into());
        data.insert("name".into(), name.into());
        data.insert("description".into(), video.text("transcript").map_or(name, |text| telling.words(text)).into());
        data.insert("thumbnailUrl".into(), self.addresses.url(&self.largest_photograph(entry, video.picture("poster")?)?).into());
        match self.own_video(entry, video) {
            Some((path, known)) => {
                data.insert("contentUrl".into(), self.addresses.url(&path).into());
                data.extend(known.look.seconds.map(|seconds| ("duration".to_owned(), format!("PT{}S", whole(seconds)).into())));
            }
            None => drop(data.insert("url".into(), video.line("url").filter(|url| Stage::of(url).is_some())?.into())),
        }
        data.extend(video.date("date").map(|date| ("uploadDate".to_owned(), date.iso().into())));
        Some((data, video))
    }
}

/// How long a video is and how many bytes it has: “0:06 · 0,3 MB”.
fn size(video: &Video, telling: Telling<'_>) -> String {
    let bytes = telling.megabytes(video.bytes);
    match video.look.seconds.map(whole) {
        Some(seconds) => format!("{}:{:02} · {bytes}", seconds / 60, seconds % 60),
        None => bytes,
    }
}

/// Whole seconds; no video is shorter than one.
fn whole(seconds: f64) -> u64 {
    (seconds.round() as u64).max(1)
}

/// What is said in a video, in paragraphs.
fn transcript(video: &Record, telling: Telling<'_>) -> Value {
    let Some((lang, text)) = video.text("transcript").and_then(|text| text.resolve(telling.lang, telling.default)) else { return Value::none() };
    let paragraphs: Vec<Value> = text.split("\n\n").map(|paragraph| paragraph.trim().into()).collect();
    object! { "paragraphs" => paragraphs, "lang" => lang.tag() }
}
