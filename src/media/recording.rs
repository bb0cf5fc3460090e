//! Recordings: sound from files as telephones, studios and speaking programs write them. Of several channels one is made.

use std::io::Cursor;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use super::magic::other_sound;
use super::mp4::aac_object_type;
use super::profile::other_aac;
use super::sound::Sound;

/// The longest narration, in seconds. A stop of an audio guide takes one to three minutes.
pub const LONGEST: u32 = 15 * 60;

/// So many samples are decoded at most: the longest narration at 96 kHz. What claims more would fill the memory.
const MOST_SAMPLES: usize = LONGEST as usize * 96_000;

/// Why there is nothing to be heard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SoundFault {
    /// It is no sound in a form that is read, or broken.
    Unreadable,
    /// It is of another form, which is known: its name, as people know it.
    OtherForm(&'static str),
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It is silent.
    Silent,
}

/// Reads MP3, M4A and AAC (AAC-LC), WAV, FLAC and Ogg Vorbis.
///
/// # Errors
/// When it is none of these or broken, too long, or silent.
pub fn read_sound(bytes: &[u8]) -> Result<Sound, SoundFault> {
    // of HE-AAC only the lower half of the tones could be decoded: that is not what was recorded
    if let Some(form) = aac_object_type(bytes).and_then(other_aac) {
        return Err(SoundFault::OtherForm(form));
    }
    probed(bytes).map_err(|fault| match (fault, other_sound(bytes)) {
        (SoundFault::Unreadable, Some(form)) => SoundFault::OtherForm(form),
        (fault, _) => fault,
    })
}

fn probed(bytes: &[u8]) -> Result<Sound, SoundFault> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), MediaSourceStreamOptions::default());
    let probe = symphonia::default::get_probe();
    let mut format = probe.probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default()).map_err(|_| SoundFault::Unreadable)?;
    let sound = decoded(format.as_mut())?;
    if sound.is_silent() { Err(SoundFault::Silent) } else { Ok(sound) }
}

/// The ends of file names that go with the form of a recording, the usual one first.
#[must_use]
pub fn endings(bytes: &[u8]) -> &'static [&'static str] {
    match bytes {
        [b'R', b'I', b'F', b'F', ..] => &["wav"],
        [b'f', b'L', b'a', b'C', ..] => &["flac"],
        [b'O', b'g', b'g', b'S', ..] => &["ogg", "oga"],
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => &["m4a", "mp4", "m4b", "mov", "3gp"],
        [0xff, second, ..] if second & 0xf6 == 0xf0 => &["aac"], // ADTS: layer 0, which no MP3 has
        _ => &["mp3"],
    }
}

fn decoded(format: &mut dyn FormatReader) -> Result<Sound, SoundFault> {
    let track = format.default_track(TrackType::Audio).ok_or(SoundFault::Unreadable)?;
    let id = track.id;
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio()).ok_or(SoundFault::Unreadable)?;
    let codecs = symphonia::default::get_codecs();
    let mut decoder = codecs.make_audio_decoder(parameters, &AudioDecoderOptions::default()).map_err(|_| SoundFault::Unreadable)?;
    let mut sound = Sound { samples: Vec::new(), rate: 0 };
    let (mut whole, mut broken) = (0, 0);
    // a program that writes into a pipe cannot say how long it will be: the file then ends before it should
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != id {
            continue;
        }
        match add(&mut sound, decoder.as_mut(), &packet) {
            Ok(()) => whole += 1,
            Err(Error::DecodeError(_)) => broken += 1,
            Err(_) => return Err(SoundFault::Unreadable),
        }
        if sound.samples.len() > MOST_SAMPLES.min(LONGEST as usize * sound.rate.max(1) as usize) {
            return Err(SoundFault::TooLong);
        }
    }
    // the first piece of an MP3 that was cut may lean on one that is gone
    if sound.rate == 0 || broken * 50 > whole { Err(SoundFault::Unreadable) } else { Ok(sound) }
}

/// Decodes a piece, and mixes its channels.
fn add(sound: &mut Sound, decoder: &mut dyn AudioDecoder, packet: &symphonia::core::packet::Packet) -> Result<(), Error> {
    let piece = decoder.decode(packet)?;
    let (rate, channels) = (piece.spec().rate(), piece.num_planes());
    if sound.rate == 0 {
        sound.rate = rate;
    }
    if channels == 0 || rate != sound.rate {
        return Err(Error::Unsupported("the form changes within the file"));
    }
    let mut samples: Vec<f32> = Vec::new();
    piece.copy_to_vec_interleaved(&mut samples);
    let mixed = samples.chunks_exact(channels).map(|frame| frame.iter().sum::<f32>() / channels as f32);
    sound.samples.extend(mixed.map(|sample| (sample * 32_767.0).round() as i16));
    Ok(())
}
