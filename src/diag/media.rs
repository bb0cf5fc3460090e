//! What can be wrong with panoramas and videos.

use super::Severity;

/// Something wrong with the file of a panorama, of a video or of its captions, as data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MediaFault {
    /// A panorama is not twice as wide as high.
    NotTwiceAsWide {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// A panorama has so few pixels that it is blurred.
    NarrowPanorama {
        /// Pixels from left to right.
        width: u32,
        /// How many it should have.
        least: u32,
    },
    /// There is no such file.
    NotThere {
        /// A file that may be meant.
        nearest: Option<String>,
    },
    /// It is neither MP4 nor WebM.
    NoVideo,
    /// It is one of them, and broken or cut off.
    BrokenVideo,
    /// A table of it does not agree with the rest of the file.
    DamagedVideo {
        /// Its four letters.
        table: &'static str,
    },
    /// Telephones do not play this codec.
    Codec {
        /// As the file names it.
        codec: String,
    },
    /// It has more bytes than hosts take.
    VideoTooLarge {
        /// How many.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// It begins only when all of it is there.
    StartsLate,
    /// It has a track that is neither picture nor sound.
    StrangeTrack {
        /// As the file names it.
        track: String,
    },
    /// A video is not exactly one of a file and a link.
    NotOneSource {
        /// How many of the two it is.
        found: usize,
    },
    /// A link leads to none of the places that are known.
    UnknownStage,
    /// Captions are not text in UTF-8, or too long.
    CaptionsNotText,
    /// Captions are no WebVTT.
    BadCaptions {
        /// Why.
        fault: CaptionsFault,
    },
    /// It has sound, and no captions and no transcript.
    OnlyHeard,
}

/// What is wrong with captions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaptionsFault {
    /// The first line is not `WEBVTT`.
    NoHead,
    /// A line of times cannot be read.
    BadTime,
    /// A caption ends before it begins.
    EndsBeforeItBegins,
    /// A caption begins before the one above it.
    OutOfOrder,
    /// There is no caption.
    Empty,
}

impl MediaFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NotTwiceAsWide { .. } => "E0481",
            Self::NarrowPanorama { .. } => "E0482",
            Self::NotThere { .. } => "E0483",
            Self::NoVideo | Self::BrokenVideo | Self::Codec { .. } => "E0484",
            Self::DamagedVideo { .. } => "E0492",
            Self::VideoTooLarge { .. } => "E0485",
            Self::StartsLate => "E0486",
            Self::StrangeTrack { .. } => "E0487",
            Self::NotOneSource { .. } | Self::UnknownStage => "E0488",
            Self::CaptionsNotText | Self::BadCaptions { .. } => "E0489",
            Self::OnlyHeard => "E0490",
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::NarrowPanorama { .. } | Self::StartsLate | Self::StrangeTrack { .. } | Self::OnlyHeard => Severity::Warning,
            Self::NotTwiceAsWide { .. }
            | Self::NotThere { .. }
            | Self::NoVideo
            | Self::BrokenVideo
            | Self::DamagedVideo { .. }
            | Self::Codec { .. }
            | Self::VideoTooLarge { .. }
            | Self::NotOneSource { .. }
            | Self::UnknownStage
            | Self::CaptionsNotText
            | Self::BadCaptions { .. } => Severity::Error,
        }
    }
}
