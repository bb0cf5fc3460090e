//! WebM (Matroska, RFC 9559, in EBML, RFC 8794): a file of elements, each with its number, its size, and bytes or other elements.

use std::ops::Range;

use super::profile::{av1, vp9};
use super::video::{VideoFault, VideoForm, VideoLook};

const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
const VIDEO: u32 = 0xe0;
const WIDTH: u32 = 0xb0;
const HEIGHT: u32 = 0xba;
const CLUSTER: u32 = 0x1f43_b675;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;
const TRACK_NUMBER: u32 = 0xd7;
const CODEC_PRIVATE: u32 = 0x63a2;

/// An element: its number, and where its content lies in the file.
struct Element {
    id: u32,
    content: Range<usize>,
    /// Whether it says no size, as files do that were written while they were recorded.
    is_open: bool,
}

/// Whether a file begins as a WebM does.
pub(super) fn is_webm(bytes: &[u8]) -> bool {
    let Some(head) = element(bytes, 0, bytes.len()).filter(|element| element.id == EBML) else { return false };
    let document = elements(bytes, head.content).ok().and_then(|found| content(bytes, &found, DOC_TYPE).map(<[u8]>::to_vec));
    document.as_deref() == Some(b"webm")
}

pub(super) fn look(bytes: &[u8]) -> Result<VideoLook, VideoFault> {
    let segment = segment(bytes).ok_or(VideoFault::Broken)?;
    let parts = elements(bytes, segment.content.clone())?;
    let tracks = elements(bytes, one(&parts, TRACKS).ok_or(VideoFault::Broken)?.content.clone())?;
    if one(&parts, CLUSTER).is_none() {
        return Err(VideoFault::Broken);
    }
    let mut look = VideoLook {
        form: VideoForm::WebM,
        width: 0,
        height: 0,
        seconds: one(&parts, INFO).and_then(|info| seconds(bytes, info)),
        has_sound: false,
        starts_late: false,
        strange_track: None,
        has_traces: false,
    };
    for track in tracks.iter().filter(|element| element.id == TRACK) {
        let track = elements(bytes, track.content.clone())?;
        add_track(bytes, &track, &mut look)?;
        if let Some(profile) = profile(bytes, &parts, &track) {
            return Err(VideoFault::Codec(profile.to_owned()));
        }
    }
    if look.width == 0 || look.height == 0 { Err(VideoFault::Broken) } else { Ok(look) }
}

/// The name of a kind of codec that telephones do not play.
fn profile(bytes: &[u8], parts: &[Element], track: &[Element]) -> Option<&'static str> {
    match content(bytes, track, CODEC)? {
        b"V_VP9" => vp9(first_frame(bytes, parts, track)?),
        b"V_AV1" => av1(content(bytes, track, CODEC_PRIVATE)?),
        _ => None,
    }
}

/// The segment. What follows it is passed over, as browsers do.
fn segment(bytes: &[u8]) -> Option<Element> {
    let mut at = 0;
    loop {
        let element = element(bytes, at, bytes.len())?;
        if element.id == SEGMENT {
            return Some(element);
        }
        at = element.content.end;
    }
}

/// The beginning of the first picture of a track: of the blocks in the first cluster, the first with its number. A block has the number, two bytes of time,
/// and one of marks before what is compressed.
fn first_frame<'b>(bytes: &'b [u8], parts: &[Element], track: &[Element]) -> Option<&'b [u8]> {
    let wanted = content(bytes, track, TRACK_NUMBER).map(number)?;
    let mut range = one(parts, CLUSTER)?.content.clone();
    while let Some(found) = element(bytes, range.start, range.end) {
        range.start = if found.id == BLOCK_GROUP { found.content.start } else { found.content.end };
        if found.id != SIMPLE_BLOCK && found.id != BLOCK {
            continue;
        }
        let block = bytes.get(found.content)?;
        if block.first().is_some_and(|first| u64::from(first & 0x7f) == wanted && first & 0x80 != 0) {
            return block.get(4..);
        }
    }
    None
}

fn add_track(bytes: &[u8], track: &[Element], look: &mut VideoLook) -> Result<(), VideoFault> {
    let codec = String::from_utf8_lossy(content(bytes, track, CODEC).ok_or(VideoFault::Broken)?).into_owned();
    let only = |known: &[&str]| if known.contains(&codec.as_str()) { Ok(()) } else { Err(VideoFault::Codec(codec.clone())) };
    match content(bytes, track, TRACK_TYPE).map(number) {
        Some(1) => {
            only(&["V_VP8", "V_VP9", "V_AV1"])?;
            let picture = elements(bytes, one(track, VIDEO).ok_or(VideoFault::Broken)?.content.clone())?;
            let side = |id| content(bytes, &picture, id).map_or(0, number) as u32;
            (look.width, look.height) = (side(WIDTH), side(HEIGHT));
        }
        Some(2) => {
            only(&["A_OPUS", "A_VORBIS"])?;
            look.has_sound = true;
        }
        Some(_) => look.strange_track = Some(codec),
        None => return Err(VideoFault::Broken),
    }
    Ok(())
}

fn seconds(bytes: &[u8], info: &Element) -> Option<f64> {
    let info = elements(bytes, info.content.clone()).ok()?;
    let ticks = match content(bytes, &info, DURATION)? {
        long if long.len() == 8 => f64::from_be_bytes(long.try_into().ok()?),
        short => f64::from(f32::from_be_bytes(short.try_into().ok()?)),
    };
    let nanoseconds = content(bytes, &info, TIMESTAMP_SCALE).map_or(1_000_000, number);
    Some(ticks * nanoseconds as f64 / 1e9).filter(|seconds| seconds.is_finite() && *seconds > 0.0)
}

fn one(elements: &[Element], id: u32) -> Option<&Element> {
    elements.iter().find(|element| element.id == id)
}

fn content<'b>(bytes: &'b [u8], elements: &[Element], id: u32) -> Option<&'b [u8]> {
    bytes.get(one(elements, id)?.content.clone())
}

/// The elements that follow one another in a stretch of the file, up to the first without a size. One that is longer than the stretch means that the file is
/// cut off.
fn elements(bytes: &[u8], range: Range<usize>) -> Result<Vec<Element>, VideoFault> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let element = element(bytes, at, range.end).ok_or(VideoFault::Broken)?;
        at = element.content.end;
        let is_last = element.is_open;
        found.push(element);
        if is_last {
            break;
        }
    }
    Ok(found)
}

/// Numbers and sizes begin with as many zeros as bytes follow. The mark stays in numbers, and is no part of sizes.
fn element(bytes: &[u8], at: usize, end: usize) -> Option<Element> {
    let id_length = bytes.get(at)?.leading_zeros() as usize + 1;
    let id = u32::try_from(number(bytes.get(at..at + id_length).filter(|id| id.len() <= 4)?)).ok()?;
    let start = at + id_length;
    let size_length = bytes.get(start)?.leading_zeros() as usize + 1;
    let marked = number(bytes.get(start..start + size_length).filter(|size| size.len() <= 8)?);
    let most = (1_u64 << (7 * size_length)) - 1;
    let content = start + size_length;
    let is_open = marked & most == most;
    let stop = if is_open { end } else { content.checked_add(usize::try_from(marked & most).ok()?)? };
    (content <= stop && stop <= end).then_some(Element { id, content: content..stop, is_open })
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
