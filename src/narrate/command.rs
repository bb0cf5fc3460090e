//! The program that speaks: run without a shell, and never longer or with more to say than it may.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::catalogue::Speaker;
use crate::diag::SpeechFault;
use crate::lang::Lang;
use crate::publish::Scratch;
use crate::source::{bytes_of, read_bytes};

/// The most that is taken from a program, in bytes: a quarter of an hour as WAV of 48 kHz and 16 bits.
const MOST: u64 = 90 << 20;
/// How much of what it complains is listened to.
const MOST_SAID: u64 = 16 << 10;
/// How often it is looked whether it has ended.
const GLANCE: Duration = Duration::from_millis(5);

/// Has a text spoken; gives WAV, or whatever else the program wrote.
pub(super) fn speak(speaker: &Speaker, voice: &str, lang: &Lang, text: &str) -> Result<Vec<u8>, SpeechFault> {
    let named = |place: &str| speaker.command.iter().any(|word| word.contains(place));
    let scratch = if named("{text}") || named("{wav}") { Some(Scratch::new().map_err(|error| broken(&error))?) } else { None };
    let in_scratch = |name: &str| scratch.as_ref().map(|scratch| scratch.path(name).to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(scratch) = &scratch {
        scratch.put("text.txt", text.as_bytes()).map_err(|error| broken(&error))?;
    }
    let (text_file, wav_file) = (in_scratch("text.txt"), in_scratch("speech.wav"));
    let filled = |word: &String| {
        let places = [("{voice}", voice), ("{lang}", lang.tag()), ("{text}", text_file.as_str()), ("{wav}", wav_file.as_str())];
        places.iter().fold(word.clone(), |word, (place, value)| word.replace(place, value))
    };
    let words: Vec<String> = speaker.command.iter().map(filled).collect();
    let spoken = run(&words, text, Duration::from_secs(speaker.seconds))?;
    if !named("{wav}") {
        return Ok(spoken);
    }
    let file = scratch.as_ref().map(|scratch| scratch.path("speech.wav")).unwrap_or_default();
    match bytes_of(&file) {
        Some(bytes) if bytes > MOST => Err(SpeechFault::TooMuch { limit: MOST }),
        Some(_) | None => Ok(read_bytes(&file).unwrap_or_default()),
    }
}

/// Runs a program until it ends or its time is up; gives what it wrote to standard output.
fn run(words: &[String], text: &str, limit: Duration) -> Result<Vec<u8>, SpeechFault> {
    let end = Instant::now() + limit;
    let too_slow = SpeechFault::TooSlow { seconds: limit.as_secs() };
    let [program, arguments @ ..] = words else { return Err(SpeechFault::NotThere) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Running(command.spawn().map_err(|error| if error.kind() == io::ErrorKind::NotFound { SpeechFault::NotThere } else { broken(&error) })?);
    if let Some(mut input) = child.0.stdin.take() {
        let text = text.to_owned();
        thread::spawn(move || drop(input.write_all(text.as_bytes()))); // a program that does not listen hangs up
    }
    let spoken = collect(child.0.stdout.take(), MOST + 1);
    let said = collect(child.0.stderr.take(), MOST_SAID);
    // what a program started may outlive it and hold its output open: so nobody waits for more than the time that is left
    let spoken = match spoken.recv_timeout(end.saturating_duration_since(Instant::now())) {
        Ok(spoken) if spoken.len() as u64 > MOST => return Err(SpeechFault::TooMuch { limit: MOST }),
        Ok(spoken) => spoken,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Err(too_slow),
    };
    let status = child.ended(end).map_err(|error| broken(&error))?.ok_or(too_slow)?;
    if status.success() {
        return Ok(spoken);
    }
    let said = said.recv_timeout(end.saturating_duration_since(Instant::now())).unwrap_or_default();
    Err(SpeechFault::Failed { code: status.code(), said: last_line(&said) })
}

/// A program at work. It does not outlive this value.
struct Running(Child);

impl Running {
    /// How it ended; `None` when it did not until then.
    fn ended(&mut self, until: Instant) -> io::Result<Option<ExitStatus>> {
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(Some(status));
            }
            if Instant::now() >= until {
                return Ok(None);
            }
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What comes out of a pipe until it is closed, at most so many bytes. What comes after them is lost, so that the program can go on.
fn collect(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut bytes = Vec::new();
        drop(pipe.by_ref().take(most).read_to_end(&mut bytes)); // what came before it broke counts
        drop(sender.send(bytes));
        drop(io::copy(&mut pipe, &mut io::sink()));
    });
    receiver
}

fn broken(error: &io::Error) -> SpeechFault {
    SpeechFault::Failed { code: None, said: error.to_string() }
}

/// What a program says last is mostly what is wrong.
fn last_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().chars().take(200).collect()
}
