//! MP4 (ISO/IEC 14496-12): a file of boxes, each with its size, its type of four letters, and bytes or other boxes.

use std::ops::Range;

use super::video::{VideoFault, VideoForm, VideoLook};

/// What cameras and editors add for themselves: `udta` and `meta` (title, place `©xyz` and `loci`, telephone), `uuid` (XMP).
const TRACES: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];

/// A box: its type, and where all of it and its content lie in the file.
struct Part {
    kind: [u8; 4],
    whole: Range<usize>,
    content: Range<usize>,
}

/// Whether a file begins as an MP4 does. QuickTime films, whose brand is `qt  `, are none.
pub(super) fn is_mp4(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| brand != b"qt  ")
}

pub(super) fn look(bytes: &[u8]) -> Result<VideoLook, VideoFault> {
    let top = parts(bytes, 0..bytes.len())?;
    let find = |kind: &[u8; 4]| top.iter().position(|part| part.kind == *kind);
    let (Some(head), Some(data)) = (find(b"moov"), find(b"mdat").or(find(b"moof"))) else { return Err(VideoFault::Broken) };
    let moov = parts(bytes, top[head].content.clone())?;
    let mut look = VideoLook {
        form: VideoForm::Mp4,
        width: 0,
        height: 0,
        seconds: one(&moov, *b"mvhd").and_then(|mvhd| seconds(bytes, &mvhd.content)),
        has_sound: false,
        starts_late: head > data,
        strange_track: None,
        has_traces: !traces(bytes)?.is_empty(),
    };
    for track in moov.iter().filter(|part| part.kind == *b"trak") {
        add_track(bytes, track, &mut look)?;
    }
    if look.width == 0 || look.height == 0 { Err(VideoFault::Broken) } else { Ok(look) }
}

/// The same file with its traces blanked. Nothing moves in it: a box becomes free space of the same size.
pub(super) fn without_traces(mut bytes: Vec<u8>) -> Vec<u8> {
    for part in traces(&bytes).unwrap_or_default() {
        if let Some(kind) = bytes.get_mut(part.whole.start + 4..part.whole.start + 8) {
            kind.copy_from_slice(b"free");
        }
        if let Some(content) = bytes.get_mut(part.content) {
            content.fill(0);
        }
    }
    bytes
}

/// The traces in a file: beside the head, in it, and in its tracks.
fn traces(bytes: &[u8]) -> Result<Vec<Part>, VideoFault> {
    let is_trace = |part: &Part| TRACES.contains(&&part.kind);
    let (mut found, top): (Vec<Part>, Vec<Part>) = parts(bytes, 0..bytes.len())?.into_iter().partition(is_trace);
    for head in top.iter().filter(|part| part.kind == *b"moov") {
        let (in_head, others): (Vec<Part>, Vec<Part>) = parts(bytes, head.content.clone())?.into_iter().partition(is_trace);
        found.extend(in_head);
        for track in others.iter().filter(|part| part.kind == *b"trak") {
            found.extend(parts(bytes, track.content.clone())?.into_iter().filter(is_trace));
        }
    }
    Ok(found)
}

fn add_track(bytes: &[u8], track: &Part, look: &mut VideoLook) -> Result<(), VideoFault> {
    let track = parts(bytes, track.content.clone())?;
    let media = within(bytes, &track, *b"mdia")?;
    let handler = one(&media, *b"hdlr").and_then(|part| letters(bytes, part.content.start + 8)).ok_or(VideoFault::Broken)?;
    let codec = || -> Result<String, VideoFault> {
        let tables = within(bytes, &within(bytes, &media, *b"minf")?, *b"stbl")?;
        let entry = one(&tables, *b"stsd").and_then(|part| letters(bytes, part.content.start + 12));
        entry.ok_or(VideoFault::Broken)
    };
    match handler.as_str() {
        "vide" => {
            only(&["avc1", "avc3"], codec()?)?;
            let size = one(&track, *b"tkhd").and_then(|part| size(bytes, &part.content));
            (look.width, look.height) = size.ok_or(VideoFault::Broken)?;
        }
        "soun" => {
            only(&["mp4a"], codec()?)?;
            look.has_sound = true;
        }
        _ => look.strange_track = Some(handler),
    }
    Ok(())
}

fn only(known: &[&str], codec: String) -> Result<(), VideoFault> {
    if known.contains(&codec.as_str()) { Ok(()) } else { Err(VideoFault::Codec(codec)) }
}

/// Width and height of a track as it is shown: telephones that are held upright write a lying picture and a quarter of a turn.
fn size(bytes: &[u8], tkhd: &Range<usize>) -> Option<(u32, u32)> {
    let later = if *bytes.get(tkhd.start)? == 1 { 12 } else { 0 }; // version 1 has longer times
    let number = |at: usize| number(bytes, tkhd.start + later + at);
    let (width, height) = (number(76)? >> 16, number(80)? >> 16);
    let is_turned = number(40)? == 0 && number(56)? == 0;
    Some(if is_turned { (height, width) } else { (width, height) })
}

fn seconds(bytes: &[u8], mvhd: &Range<usize>) -> Option<f64> {
    let long = *bytes.get(mvhd.start)? == 1;
    let scale = number(bytes, mvhd.start + if long { 20 } else { 12 })?;
    let duration = if long { number(bytes, mvhd.start + 28)? } else { number(bytes, mvhd.start + 16)? }; // more than 2³² ticks are no video of 25 MB
    (scale > 0 && duration > 0 && duration < u32::MAX).then(|| f64::from(duration) / f64::from(scale))
}

/// The boxes in the only box of a type.
fn within(bytes: &[u8], around: &[Part], kind: [u8; 4]) -> Result<Vec<Part>, VideoFault> {
    parts(bytes, one(around, kind).ok_or(VideoFault::Broken)?.content.clone())
}

fn one(parts: &[Part], kind: [u8; 4]) -> Option<&Part> {
    parts.iter().find(|part| part.kind == kind)
}

/// The boxes that follow one another in a stretch of the file. One that is longer than the stretch means that the file is cut off.
fn parts(bytes: &[u8], range: Range<usize>) -> Result<Vec<Part>, VideoFault> {
    let mut parts = Vec::new();
    let mut at = range.start;
    while at + 8 <= range.end {
        let part = part(bytes, at, range.end).ok_or(VideoFault::Broken)?;
        at = part.whole.end;
        parts.push(part);
    }
    Ok(parts)
}

fn part(bytes: &[u8], at: usize, end: usize) -> Option<Part> {
    let kind = bytes.get(at + 4..at + 8)?.try_into().ok()?;
    let (head, size) = match number(bytes, at)? {
        0 => (8, end - at),
        1 => (16, usize::try_from(u64::from_be_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?),
        size => (8, size as usize),
    };
    let stop = at.checked_add(size).filter(|stop| size >= head && *stop <= end)?;
    Some(Part { kind, whole: at..stop, content: at + head..stop })
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn letters(bytes: &[u8], at: usize) -> Option<String> {
    Some(bytes.get(at..at + 4)?.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { ' ' }).collect::<String>().trim().to_owned())
}
