//! Narration as every telephone plays it: MP3 of one channel, 24 kHz, 32 kbit a second, each frame of the same length and nothing beside the frames. Four
//! minutes are less than a megabyte; a weak link of 400 kbit/s carries it twelve times.

use std::num::NonZeroU32;

use mp3lame_encoder::{Bitrate, BuildError, Builder, FlushNoGap, Mode, MonoPcm, Quality, VbrMode, max_required_buffer_size};

use super::sound::Sound;

/// Samples a second.
const RATE: u32 = 24_000;
/// A frame holds 576 samples (ISO/IEC 13818-3, Layer III): 24 milliseconds, 96 bytes.
const FRAME_BYTES: usize = 96;
const FRAMES_A_SECOND: f64 = RATE as f64 / 576.0;
/// How each frame begins: MPEG 2, Layer III, no checksum, 32 kbit/s, 24 kHz, no padding.
const HEAD: [u8; 3] = [0xff, 0xf3, 0x44];
/// Where a frame has the mark of one that holds no sound but notes on the file.
const NOTE: std::ops::Range<usize> = 13..17;
/// Kilobits a second by the number in a frame's head (MPEG 2, Layer III): each takes 3 bytes of a frame of 24 ms.
const RATES: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// A sound as MP3. `None` when the encoder refuses, which it has no reason to.
#[must_use]
pub fn mp3(sound: &Sound) -> Option<Vec<u8>> {
    let mut encoder = builder(sound.rate).ok()?.build().ok()?;
    let mut out = Vec::with_capacity(max_required_buffer_size(sound.samples.len()) + 7_200);
    encoder.encode_to_vec(MonoPcm(&sound.samples), &mut out).ok()?;
    encoder.flush_to_vec::<FlushNoGap>(&mut out).ok()?;
    out.shrink_to_fit();
    Some(out)
}

/// LAME has the better ear the longer it may listen; it resamples by itself.
fn builder(rate: u32) -> Result<Builder, BuildError> {
    Builder::new()
        .ok_or(BuildError::NoMem)?
        .with_num_channels(1)?
        .with_sample_rate(rate)?
        .with_output_sample_rate(NonZeroU32::new(RATE))?
        .with_mode(Mode::Mono)?
        .with_vbr_mode(VbrMode::Off)?
        .with_brate(Bitrate::Kbps32)?
        .with_quality(Quality::NearBest)?
        .with_to_write_vbr_tag(false)
}

/// The frames of a file that already is such an MP3, without what else is in it. `None` when it is not.
#[must_use]
pub fn frames_of(file: &[u8]) -> Option<&[u8]> {
    let mut frames = without_tags(file);
    if frames.get(NOTE).is_some_and(|mark| [b"Xing", b"Info"].iter().any(|known| mark == *known)) {
        frames = frames.get(3 * RATES.get(usize::from(frames[2] >> 4))?..)?; // it may be of another rate, so that all notes fit in
    }
    let is_ours = |frame: &[u8]| frame.len() == FRAME_BYTES && frame.starts_with(&HEAD) && frame[3] >> 6 == 0b11;
    (!frames.is_empty() && frames.chunks(FRAME_BYTES).all(is_ours)).then_some(frames)
}

/// Without ID3: version 2 stands before the frames and says its length in seven bits a byte, version 1 is the last 128 bytes.
fn without_tags(file: &[u8]) -> &[u8] {
    let mut frames = file;
    if let [b'I', b'D', b'3', _, _, _, a, b, c, d, ..] = frames {
        let length = [a, b, c, d].into_iter().fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f));
        frames = frames.get(10 + length..).unwrap_or_default();
    }
    match frames.len().checked_sub(128).and_then(|end| frames.split_at_checked(end)) {
        Some((frames, tag)) if tag.starts_with(b"TAG") => frames,
        Some(_) | None => frames,
    }
}

/// How long such an MP3 is, in seconds, by the length of its file.
#[must_use]
pub fn seconds(bytes: u64) -> f64 {
    (bytes / FRAME_BYTES as u64) as f64 / FRAMES_A_SECOND
}
