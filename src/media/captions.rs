//! Captions of videos: WebVTT (<https://www.w3.org/TR/webvtt1/>), read as far as browsers would be silent about what is wrong.

use std::ops::Range;

use crate::diag::CaptionsFault;

/// Reads captions.
///
/// # Errors
/// The first thing that is wrong, and where it stands in the text.
pub fn check_captions(text: &str) -> Result<(), (CaptionsFault, Range<usize>)> {
    let head = text.lines().next().unwrap_or_default();
    if !head.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return Err((CaptionsFault::NoHead, 0..head.len()));
    }
    let mut last = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at..at + line.trim_end().len();
        at += line.len();
        let Some((begin, rest)) = line.split_once("-->") else { continue };
        let end = rest.split_whitespace().next().unwrap_or_default(); // settings may follow
        let (Some(begin), Some(end)) = (milliseconds(begin.trim()), milliseconds(end)) else { return Err((CaptionsFault::BadTime, place)) };
        if end <= begin {
            return Err((CaptionsFault::EndsBeforeItBegins, place));
        }
        if last.is_some_and(|last| begin < last) {
            return Err((CaptionsFault::OutOfOrder, place));
        }
        last = Some(begin);
    }
    last.map(|_| ()).ok_or((CaptionsFault::Empty, 0..head.len()))
}

/// `00:05.250` or `1:00:05.250`.
fn milliseconds(time: &str) -> Option<u64> {
    let (clock, thousandths) = time.split_once('.')?;
    let digits = |text: &str, length: usize| (text.len() >= length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u64>().ok())?;
    let two = |text: &str| digits(text, 2).filter(|number| text.len() == 2 && *number < 60);
    let thousandths = digits(thousandths, 3).filter(|_| thousandths.len() == 3)?;
    let parts: Vec<&str> = clock.split(':').collect();
    let seconds = match parts.as_slice() {
        [minutes, seconds] => two(minutes)? * 60 + two(seconds)?,
        [hours, minutes, seconds] => digits(hours, 2)? * 3600 + two(minutes)? * 60 + two(seconds)?,
        _ => return None,
    };
    Some(seconds * 1000 + thousandths)
}
