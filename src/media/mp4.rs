//! MP4 (ISO/IEC 14496-12): a file of boxes, each with its size, its type of four letters, and bytes or other boxes.

use std::ops::Range;

use super::profile::{audio_object_type, h264};
use super::samples::Samples;
use super::video::{VideoFault, VideoForm, VideoLook};

/// What cameras and editors add for themselves: `udta` and `meta` (title, place `©xyz` and `loci`, telephone), `uuid` (XMP).
const TRACES: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];

/// A box: its type, and where all of it and its content lie in the file.
pub(super) struct Part {
    kind: [u8; 4],
    whole: Range<usize>,
    pub content: Range<usize>,
}

/// Whether a file begins as an MP4 does. QuickTime films, whose brand is `qt  `, are none.
pub(super) fn is_mp4(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| brand != b"qt  ")
}

pub(super) fn look(bytes: &[u8]) -> Result<VideoLook, VideoFault> {
    let top = top(bytes)?;
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
        has_traces: !traces(bytes)?.is_empty() || bytes.get(behind(bytes)..).is_some_and(|notes| notes.iter().any(|byte| *byte != 0)),
    };
    let data: Vec<Range<usize>> = top.iter().filter(|part| part.kind == *b"mdat").map(|part| part.content.clone()).collect();
    let is_in_pieces = one(&moov, *b"mvex").is_some(); // each piece then has tables of its own
    let mut longest: f64 = 0.0;
    for track in moov.iter().filter(|part| part.kind == *b"trak") {
        add_track(bytes, track, &mut look)?;
        if !is_in_pieces {
            check_samples(bytes, track, &data)?;
            longest = longest.max(shown_ticks(bytes, track).unwrap_or_default());
        }
    }
    check_length(bytes, &moov, longest)?;
    if look.width == 0 || look.height == 0 { Err(VideoFault::Broken) } else { Ok(look) }
}

/// The boxes of the whole file. What lies behind them is passed over once the head and the samples were found, as browsers do: telephones and messengers add
/// notes of their own there. A box of samples or a head that is longer than the file is no such thing: that file is cut off.
fn top(bytes: &[u8]) -> Result<Vec<Part>, VideoFault> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 8 <= bytes.len() {
        let Some(part) = part(bytes, at, bytes.len()) else {
            let has = |kind: &[u8; 4]| one(&found, *kind).is_some();
            let is_cut = bytes.get(at + 4..at + 8).is_some_and(|kind| [b"moov", b"mdat", b"moof"].iter().any(|known| kind == *known));
            return if has(b"moov") && (has(b"mdat") || has(b"moof")) && !is_cut { Ok(found) } else { Err(VideoFault::Broken) };
        };
        at = part.whole.end;
        found.push(part);
    }
    Ok(found)
}

/// Where the last box ends: what follows is a telephone's own notes.
fn behind(bytes: &[u8]) -> usize {
    top(bytes).ok().and_then(|boxes| boxes.last().map(|last| last.whole.end)).unwrap_or(bytes.len())
}

/// The tables of a track agree with one another and with the file.
fn check_samples(bytes: &[u8], track: &Part, data: &[Range<usize>]) -> Result<(), VideoFault> {
    let media = within(bytes, &parts(bytes, track.content.clone())?, *b"mdia")?;
    let Some(Some(handler)) = one(&media, *b"hdlr").map(|part| letters(bytes, part.content.start + 8)) else { return Ok(()) };
    let damaged = |table| Err(VideoFault::Damaged(table));
    if handler != "vide" && handler != "soun" {
        return Ok(()); // nothing of it is shown
    }
    let tables = within(bytes, &within(bytes, &media, *b"minf")?, *b"stbl")?;
    let Some((scale, duration)) = one(&media, *b"mdhd").and_then(|part| times(bytes, &part.content)) else { return damaged("mdhd") };
    let samples = Samples { bytes, tables: &tables, data, duration, scale };
    if handler == "vide" && samples.count() == Some(0) {
        return damaged("stsz");
    }
    samples.damaged().map_or(Ok(()), damaged)
}

/// The whole film is as long as its longest track.
fn check_length(bytes: &[u8], moov: &[Part], longest: f64) -> Result<(), VideoFault> {
    let Some((scale, duration)) = one(moov, *b"mvhd").and_then(|part| times(bytes, &part.content)) else { return Err(VideoFault::Damaged("mvhd")) };
    let Some(duration) = duration.map(|ticks| ticks as f64).filter(|_| longest > 0.0) else { return Ok(()) };
    let is_near = (duration - longest).abs() <= f64::from(scale) + duration.max(longest) / 10.0;
    if is_near { Ok(()) } else { Err(VideoFault::Damaged("mvhd")) }
}

/// How long a track is shown, in ticks of the whole film. `None` when it does not say.
fn shown_ticks(bytes: &[u8], track: &Part) -> Option<f64> {
    let track = parts(bytes, track.content.clone()).ok()?;
    let tkhd = one(&track, *b"tkhd")?.content.clone();
    let long = *bytes.get(tkhd.start)? == 1;
    let (ticks, unknown) = if long {
        (u64::from(number(bytes, tkhd.start + 28)?) << 32 | u64::from(number(bytes, tkhd.start + 32)?), u64::MAX)
    } else {
        (u64::from(number(bytes, tkhd.start + 20)?), u64::from(u32::MAX))
    };
    (ticks > 0 && ticks != unknown).then_some(ticks as f64)
}

/// The ticks of a second in `mvhd` or `mdhd`, and how many there are. `None` without a second; no duration when it is not known.
fn times(bytes: &[u8], head: &Range<usize>) -> Option<(u32, Option<u64>)> {
    let long = *bytes.get(head.start)? == 1;
    let scale = number(bytes, head.start + if long { 20 } else { 12 }).filter(|scale| *scale > 0)?;
    let (ticks, unknown) = if long {
        (u64::from(number(bytes, head.start + 24)?) << 32 | u64::from(number(bytes, head.start + 28)?), u64::MAX)
    } else {
        (u64::from(number(bytes, head.start + 16)?), u64::from(u32::MAX))
    };
    Some((scale, Some(ticks).filter(|ticks| *ticks > 0 && *ticks != unknown)))
}

/// The name of the kind of AAC in the sound of an MP4 or M4A, as a number (ISO/IEC 14496-3). `None` when there is none.
pub(super) fn aac_object_type(bytes: &[u8]) -> Option<u8> {
    let moov = within(bytes, &top(bytes).ok()?, *b"moov").ok()?;
    moov.iter().filter(|part| part.kind == *b"trak").find_map(|track| {
        let media = within(bytes, &parts(bytes, track.content.clone()).ok()?, *b"mdia").ok()?;
        let tables = within(bytes, &within(bytes, &media, *b"minf").ok()?, *b"stbl").ok()?;
        let stsd = bytes.get(one(&tables, *b"stsd")?.content.clone())?;
        let esds = stsd.windows(4).position(|letters| letters == b"esds").and_then(|at| stsd.get(at + 4..))?;
        audio_object_type(specific(esds)?)
    })
}

/// What is in the descriptor that a decoder is set up with: number 5, its length in groups of seven bits, in the descriptors 3 and 4 around it.
fn specific(esds: &[u8]) -> Option<&[u8]> {
    let mut at = 4; // version and flags
    loop {
        let tag = *esds.get(at)?;
        at += 1;
        while esds.get(at)? & 0x80 != 0 {
            at += 1;
        }
        at += 1;
        match tag {
            3 => {
                let flags = *esds.get(at + 2)?;
                let more = if flags & 0x80 == 0 { 0 } else { 2 } + if flags & 0x40 == 0 { 0 } else { 1 + usize::from(*esds.get(at + 3)?) };
                at += 3 + more + if flags & 0x20 == 0 { 0 } else { 2 };
            }
            4 => at += 13,
            5 => return esds.get(at..),
            _ => return None,
        }
    }
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
    let behind = behind(&bytes);
    if let Some(notes) = bytes.get_mut(behind..) {
        notes.fill(0);
    }
    bytes
}

/// The traces in a file: beside the head, in it, and in its tracks.
fn traces(bytes: &[u8]) -> Result<Vec<Part>, VideoFault> {
    let is_trace = |part: &Part| TRACES.contains(&&part.kind);
    let (mut found, top): (Vec<Part>, Vec<Part>) = top(bytes)?.into_iter().partition(is_trace);
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
    let entry = || sample_entry(bytes, &media);
    match handler.as_str() {
        "vide" => {
            let entry = entry()?;
            only(&["avc1", "avc3"], entry_name(&entry))?;
            let boxes = parts(bytes, entry.content.start + VISUAL..entry.content.end).map_err(|_| VideoFault::Damaged("stsd"))?;
            let avcc = one(&boxes, *b"avcC").and_then(|part| bytes.get(part.content.clone())).ok_or(VideoFault::Damaged("stsd"))?;
            if let Some(profile) = h264(avcc) {
                return Err(VideoFault::Codec(profile.to_owned()));
            }
            let size = one(&track, *b"tkhd").and_then(|part| size(bytes, &part.content));
            (look.width, look.height) = size.ok_or(VideoFault::Broken)?;
        }
        "soun" => {
            only(&["mp4a"], entry_name(&entry()?))?;
            look.has_sound = true;
        }
        _ => look.strange_track = Some(handler),
    }
    Ok(())
}

/// The bytes of a sample entry for pictures before the boxes in it.
const VISUAL: usize = 78;

/// The first entry of `stsd`, which says how the samples are compressed.
fn sample_entry(bytes: &[u8], media: &[Part]) -> Result<Part, VideoFault> {
    let tables = within(bytes, &within(bytes, media, *b"minf")?, *b"stbl")?;
    let damaged = VideoFault::Damaged("stsd");
    let stsd = one(&tables, *b"stsd").ok_or_else(|| damaged.clone())?.content.clone();
    if number(bytes, stsd.start + 4).is_none_or(|entries| entries == 0) {
        return Err(damaged);
    }
    part(bytes, stsd.start + 8, stsd.end).filter(|entry| entry.kind.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')).ok_or(damaged)
}

fn entry_name(entry: &Part) -> String {
    String::from_utf8_lossy(&entry.kind).trim().to_owned()
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

pub(super) fn one(parts: &[Part], kind: [u8; 4]) -> Option<&Part> {
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

pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn letters(bytes: &[u8], at: usize) -> Option<String> {
    Some(bytes.get(at..at + 4)?.iter().map(|byte| if byte.is_ascii_graphic() { char::from(*byte) } else { ' ' }).collect::<String>().trim().to_owned())
}
