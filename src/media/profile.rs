//! Which kind of a codec a film is in. Four letters do not say it: H.264 with colours in full (4:4:4) has the same letters as that of telephones, and neither
//! Safari nor Firefox plays it.

/// Why telephones do not play an H.264 track, from its `avcC` (ISO/IEC 14496-15, 5.3.3): the name of its profile. `None` when they do, or it does not say.
pub(super) fn h264(avcc: &[u8]) -> Option<&'static str> {
    match *avcc.get(1)? {
        88 => Some("H.264 Extended"),
        110 => Some("H.264 High 10 (10-bit)"),
        122 => Some("H.264 High 4:2:2"),
        44 | 144 | 244 => Some("H.264 High 4:4:4"),
        100 => high(avcc),
        _ => None, // Baseline 66, Main 77, and those of several views, which begin with one that is played
    }
}

/// Behind its parameter sets a High profile says its colours and depth.
fn high(avcc: &[u8]) -> Option<&'static str> {
    let mut at = skipped(avcc, 6, usize::from(avcc.get(5)? & 0x1f))?;
    at = skipped(avcc, at + 1, usize::from(*avcc.get(at)?))?;
    match (avcc.get(at)? & 3, avcc.get(at + 1)? & 7, avcc.get(at + 2)? & 7) {
        (2, ..) => Some("H.264 High 4:2:2"),
        (3, ..) => Some("H.264 High 4:4:4"),
        (_, 0, 0) => None,
        _ => Some("H.264 High 10 (10-bit)"),
    }
}

/// Where some parameter sets end, each with its length before it.
fn skipped(avcc: &[u8], at: usize, sets: usize) -> Option<usize> {
    (0..sets).try_fold(at, |at, _| Some(at + 2 + (usize::from(*avcc.get(at)?) << 8 | usize::from(*avcc.get(at + 1)?))))
}

/// The same of an AV1 track, from its `av1C`: profiles beyond Main have colours in full, or twelve bits.
pub(super) fn av1(av1c: &[u8]) -> Option<&'static str> {
    match av1c.get(1)? >> 5 {
        0 => None,
        1 => Some("AV1 High (4:4:4)"),
        _ => Some("AV1 Professional"),
    }
}

/// The same of VP9, from the first bytes of its first picture (the uncompressed header, 6.2 of its specification): after two bits `10`, two of the profile.
pub(super) fn vp9(frame: &[u8]) -> Option<&'static str> {
    let first = *frame.first()?;
    match (first >> 6, first >> 4 & 3) {
        (2, 0) => None,
        (2, 2) => Some("VP9 4:4:4 (Profile 1)"), // the low bit of the profile comes first
        (2, 1) => Some("VP9 10-bit (Profile 2)"),
        (2, _) => Some("VP9 4:4:4 10-bit (Profile 3)"),
        _ => None,
    }
}

/// The number of the object type in an `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1): 2 is AAC-LC. What says so and has a second half for newer players
/// behind it (1.6.6.1) counts as that.
pub(super) fn audio_object_type(config: &[u8]) -> Option<u8> {
    let mut at = 0;
    let kind = object_type(config, &mut at)?;
    Some(if kind == 2 { second_half(config, at).unwrap_or(kind) } else { kind })
}

fn object_type(config: &[u8], at: &mut usize) -> Option<u8> {
    let first = take(config, at, 5)? as u8;
    if first < 31 { Some(first) } else { Some(32 + take(config, at, 6)? as u8) }
}

/// The object type that stands behind the setup of AAC-LC (4.4.1) and the mark `0x2b7`, if it is there.
fn second_half(config: &[u8], mut at: usize) -> Option<u8> {
    let at = &mut at;
    if take(config, at, 4)? == 15 {
        take(config, at, 24)?; // tones a second, where no number stands for them
    }
    let channels = take(config, at, 4)?;
    take(config, at, 1)?;
    if take(config, at, 1)? == 1 {
        take(config, at, 14)?;
    }
    take(config, at, 1)?;
    let is_marked = channels > 0 && take(config, at, 11)? == 0x2b7;
    let kind = object_type(config, at).filter(|_| is_marked)?;
    (take(config, at, 1)? == 1).then_some(kind)
}

/// The next bits of some bytes, as a number.
fn take(bytes: &[u8], at: &mut usize, count: usize) -> Option<u32> {
    let bit = |at: usize| Some(u32::from(bytes.get(at / 8)? >> (7 - at % 8) & 1));
    let number = (*at..*at + count).try_fold(0, |number, at| Some(number << 1 | bit(at)?))?;
    *at += count;
    Some(number)
}

/// The name of a kind of AAC other than AAC-LC.
pub(super) fn other_aac(object_type: u8) -> Option<&'static str> {
    match object_type {
        2 => None,
        5 => Some("HE-AAC"),
        29 => Some("HE-AAC v2"),
        23 => Some("AAC-LD"),
        39 => Some("AAC-ELD"),
        42 => Some("xHE-AAC"),
        36 => Some("ALS"),
        _ => Some("AAC (Main, SSR, LTP)"),
    }
}
