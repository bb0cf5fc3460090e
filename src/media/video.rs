//! What a video's file says of itself: its form, how large and how long it is, and whether telephones play it. No picture of it is decoded.

use super::{mp4, webm};

/// How videos are cleaned, as a part of the name under which they are kept. Whoever changes what [`without_traces`] takes out changes this too.
pub const VIDEO_SETTINGS: &str = "video 1";

/// The name of the cleaned file of a video.
pub const CLEAN_VIDEO: &str = "clean";

/// A video, seen from outside.
#[derive(Clone, PartialEq, Debug)]
pub struct VideoLook {
    /// Its form.
    pub form: VideoForm,
    /// Width in pixels when it stands upright.
    pub width: u32,
    /// Height in pixels when it stands upright.
    pub height: u32,
    /// How long it is. `None` when the file does not say.
    pub seconds: Option<f64>,
    /// Whether there is sound.
    pub has_sound: bool,
    /// Whether a browser must have all of it before it can begin.
    pub starts_late: bool,
    /// A track that is neither picture nor sound, as the file names it: cameras write positions into such tracks.
    pub strange_track: Option<String>,
    /// Whether it says more than is needed to play it: who, where, with which telephone. [`without_traces`] takes this out.
    pub has_traces: bool,
}

/// A form in which videos are published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VideoForm {
    /// MP4 with H.264 and AAC: every telephone plays it.
    Mp4,
    /// WebM with VP8, VP9 or AV1.
    WebM,
}

impl VideoForm {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::WebM => "webm",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::WebM => "video/webm",
        }
    }
}

/// Why a video cannot be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VideoFault {
    /// It is neither MP4 nor WebM.
    OtherForm,
    /// It is one of them, and broken or cut off.
    Broken,
    /// One of the tables that say where its pictures lie does not agree with the others or with the file: its four letters.
    Damaged(&'static str),
    /// Telephones do not play what is in it.
    Codec(String),
}

/// Reads what a video's file says, whatever its name is.
///
/// # Errors
/// When it is of another form, broken or damaged, or in a codec that telephones do not play.
pub fn watch(bytes: &[u8]) -> Result<VideoLook, VideoFault> {
    if mp4::is_mp4(bytes) {
        mp4::look(bytes)
    } else if webm::is_webm(bytes) {
        webm::look(bytes)
    } else {
        Err(VideoFault::OtherForm)
    }
}

/// The same video without a word of who, where and with which telephone. WebM says nothing of these.
#[must_use]
pub fn without_traces(bytes: Vec<u8>) -> Vec<u8> {
    if mp4::is_mp4(&bytes) { mp4::without_traces(bytes) } else { bytes }
}
