//! Entries become what can be heard, before anything is planned or rendered: a name in the website goes with the sound.
//!
//! 1. `spoken` says what is said of an entry, `aloud` how it is read.
//! 2. What an earlier build made of the same recording, or of the same text by the same program and voice, is taken from the cache.
//! 3. Else a recording is decoded, or the program that speaks is run (`command`); both become the same kind of MP3, in parallel, kept for the next build.
//!
//! Without publishing, recordings are only decoded and no program is run: what is wrong with a recording is told, nothing is made.

mod aloud;
mod command;
mod spoken;

use std::sync::atomic::{AtomicBool, Ordering};

use blake3::Hash;

use crate::catalogue::{Catalogue, Entry, Speaker, unreadable};
use crate::develop::Purpose;
use crate::diag::{Place, Problem, ProblemKind, SpeechFault};
use crate::lang::Lang;
use crate::media::{LONGEST, Narration, Narrations, SoundFault, Stored, endings, frames_of, mp3, read_sound};
use crate::parallel::in_parallel;
use crate::publish::Cache;
use crate::source::{bytes_of, read_bytes};
use crate::text::nearest;

/// Changes when the same sound or text would give another file: then nothing old is taken from the cache.
const SETTINGS: &str = "narration 1";
/// The largest recording, in bytes: a quarter of an hour as WAV of 32 kHz.
const MOST_BYTES: u64 = 60 << 20;
/// The longest text that is read, in letters: twelve minutes.
const MOST_LETTERS: usize = 10_000;
/// The name of a kept file.
const FILE: &str = "narration.mp3";

/// An entry in a language, and what it is heard from.
struct Wanted<'a> {
    entry: &'a Entry,
    lang: &'a Lang,
    source: Source<'a>,
}

enum Source<'a> {
    /// A recording, and where it is named.
    Recording(&'a str, &'a Place),
    /// A text in a voice, and where the text stands.
    Speech(&'a Speaker, &'a str, String, Place),
}

/// What came of one.
#[derive(Default)]
struct Heard {
    narration: Option<Narration>,
    is_new: bool,
    problems: Vec<Problem>,
}

impl From<Problem> for Heard {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }
}

/// Makes all narrations that are wanted. Gives them, and how many were made now. Of a catalogue that is not valid too.
pub fn narrate_all(catalogue: &Catalogue, cache: &Cache, purpose: Purpose, problems: &mut Vec<Problem>) -> (Narrations, usize) {
    let wanted = wanted(catalogue);
    let workshop = Workshop { catalogue, cache, purpose, is_given_up: AtomicBool::new(false) };
    let results = in_parallel(&wanted, |wanted| (wanted.entry.id.to_string(), wanted.lang.clone(), workshop.heard(wanted)));
    let mut narrations = Narrations::default();
    let mut made = 0;
    for (name, lang, heard) in results {
        made += usize::from(heard.is_new);
        problems.extend(heard.problems);
        if let Some(narration) = heard.narration {
            narrations.add(name, lang, narration);
        }
    }
    (narrations, made)
}

/// A recording wins over what a machine would say.
fn wanted(catalogue: &Catalogue) -> Vec<Wanted<'_>> {
    let mut wanted = Vec::new();
    for entry in catalogue.entries.values() {
        for lang in &catalogue.settings.languages {
            let source = match entry.recording(lang) {
                Some((file, place)) => Some(Source::Recording(file, place)),
                None => catalogue.settings.speaker.as_ref().and_then(|speaker| speech(speaker, entry, lang)),
            };
            wanted.extend(source.map(|source| Wanted { entry, lang, source }));
        }
    }
    wanted
}

fn speech<'a>(speaker: &'a Speaker, entry: &Entry, lang: &Lang) -> Option<Source<'a>> {
    let voice = speaker.voice(entry.id.kind, lang)?;
    let (text, place) = spoken::spoken(entry, lang)?;
    Some(Source::Speech(speaker, voice, text, place))
}

/// What all work is done with.
struct Workshop<'a> {
    catalogue: &'a Catalogue,
    cache: &'a Cache,
    purpose: Purpose,
    /// Whether the program that speaks is not there or hangs: nobody waits for it again.
    is_given_up: AtomicBool,
}

impl Workshop<'_> {
    fn heard(&self, wanted: &Wanted<'_>) -> Heard {
        match &wanted.source {
            Source::Recording(file, place) => self.recorded(wanted.entry, file, place),
            Source::Speech(speaker, voice, text, place) => {
                let letters = text.chars().count();
                if letters > MOST_LETTERS {
                    return Problem::at(place, ProblemKind::NarrationTooLong { letters, limit: MOST_LETTERS }).into();
                }
                let told = |fault| Problem::at(&speaker.place, speech_problem(fault, speaker, wanted)).into();
                self.spoken(speaker, voice, wanted.lang, text).unwrap_or_else(told)
            }
        }
    }

    fn recorded(&self, entry: &Entry, file: &str, place: &Place) -> Heard {
        let bytes = match self.bytes(entry, file) {
            Ok(bytes) => bytes,
            Err(kind) => return Problem::at(place, kind).into(),
        };
        let make = || {
            let sound = read_sound(&bytes)?;
            if self.purpose == Purpose::Look {
                return Ok(None);
            }
            Ok(frames_of(&bytes).map(<[u8]>::to_vec).or_else(|| mp3(&sound.ready())))
        };
        let key = key(&[blake3::hash(&bytes).to_hex().as_str()]);
        let mut heard = self.made(&key, false, make).unwrap_or_else(|fault| Problem::at(place, recording_problem(fault, file)).into());
        heard.problems.extend(wrong_ending(&bytes, file).map(|kind| Problem::at(place, kind)));
        heard
    }

    fn bytes(&self, entry: &Entry, file: &str) -> Result<Vec<u8>, ProblemKind> {
        let path = entry.picture_path(file);
        let tree = &self.catalogue.tree;
        if tree.others.binary_search(&path).is_err() {
            let beside = tree.others.iter().filter_map(|path| path.strip_prefix(entry.folder.as_str())?.strip_prefix('/'));
            return Err(ProblemKind::MissingRecording { file: file.to_owned(), nearest: nearest(file, beside).map(str::to_owned) });
        }
        let path = tree.path(&path);
        match bytes_of(&path) {
            Some(bytes) if bytes > MOST_BYTES => Err(ProblemKind::RecordingTooLarge { file: file.to_owned(), bytes, limit: MOST_BYTES }),
            Some(_) | None => read_bytes(&path).map_err(|failure| unreadable(file, &failure)),
        }
    }

    fn spoken(&self, speaker: &Speaker, voice: &str, lang: &Lang, text: &str) -> Result<Heard, SpeechFault> {
        let key = key(&[&speaker.command.join(" "), voice, lang.tag(), text]);
        self.made(&key, true, || {
            if self.purpose == Purpose::Look || self.is_given_up.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let speech = command::speak(speaker, voice, lang, text).inspect_err(|fault| {
                if matches!(fault, SpeechFault::NotThere | SpeechFault::TooSlow { .. }) {
                    self.is_given_up.store(true, Ordering::Relaxed);
                }
            })?;
            let sound = read_sound(&speech).map_err(speech_fault)?;
            Ok(mp3(&sound.ready()))
        })
    }

    /// The narration that is kept under a key, or else is made now; where nothing is made, none. In a folder that is only to be read it stays in memory.
    fn made<E>(&self, key: &Hash, synthetic: bool, make: impl FnOnce() -> Result<Option<Vec<u8>>, E>) -> Result<Heard, E> {
        let kept = self.cache.get(key).and_then(|mut files| files.remove(FILE));
        if let Some((path, bytes)) = kept.and_then(|path| Some((path.clone(), read_bytes(&path).ok()?))) {
            let narration = Narration { stored: Stored::File(path), bytes: bytes.len() as u64, hash: blake3::hash(&bytes), synthetic };
            return Ok(Heard { narration: Some(narration), ..Heard::default() });
        }
        let Some(bytes) = make()? else { return Ok(Heard::default()) };
        let (hash, length) = (blake3::hash(&bytes), bytes.len() as u64);
        let files = [(FILE.to_owned(), bytes)];
        let kept = self.cache.put(key, &files).ok().and_then(|mut kept| kept.remove(FILE));
        let [(_, bytes)] = files;
        let stored = kept.map_or_else(|| Stored::Bytes(bytes), Stored::File);
        Ok(Heard { narration: Some(Narration { stored, bytes: length, hash, synthetic }), is_new: true, problems: Vec::new() })
    }
}

/// What a file is kept under: all that it was made from.
fn key(parts: &[&str]) -> Hash {
    blake3::hash(format!("{SETTINGS}\0{}", parts.join("\0")).as_bytes())
}

fn wrong_ending(bytes: &[u8], file: &str) -> Option<ProblemKind> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let fitting = endings(bytes);
    (!fitting.contains(&ending.as_str())).then(|| ProblemKind::WrongRecordingEnding { file: file.to_owned(), ending: fitting[0].to_owned() })
}

fn recording_problem(fault: SoundFault, file: &str) -> ProblemKind {
    let file = file.to_owned();
    match fault {
        SoundFault::Unreadable => ProblemKind::BrokenRecording { file },
        SoundFault::OtherForm(form) => ProblemKind::RecordingOfOtherForm { file, form },
        SoundFault::TooLong => ProblemKind::RecordingTooLong { file, minutes: LONGEST / 60 },
        SoundFault::Silent => ProblemKind::SilentRecording { file },
    }
}

fn speech_fault(fault: SoundFault) -> SpeechFault {
    match fault {
        SoundFault::Unreadable | SoundFault::OtherForm(_) => SpeechFault::NoSound,
        SoundFault::TooLong => SpeechFault::TooLong { minutes: LONGEST / 60 },
        SoundFault::Silent => SpeechFault::Silent,
    }
}

#[allow(clippy::wildcard_enum_match_arm)] // every other fault is told in one way
fn speech_problem(fault: SpeechFault, speaker: &Speaker, wanted: &Wanted<'_>) -> ProblemKind {
    let program = speaker.command.first().cloned().unwrap_or_default();
    match fault {
        SpeechFault::NotThere if speaker.is_chosen => ProblemKind::NoSpeaker { program },
        SpeechFault::NotThere => ProblemKind::NoUsualSpeaker { program },
        fault => ProblemKind::SpeechFailed { program, entry: wanted.entry.id.to_string(), lang: wanted.lang.to_string(), fault },
    }
}
