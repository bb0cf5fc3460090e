//! Lines of nginx and Apache: the common log format, the combined one, and what is often added to them.
//!
//! ```text
//! address - user [25/Nov/2026:10:15:32 +0700] "GET /Q/7K3F9 HTTP/1.1" 200 5120 "referrer" "user agent" "added" "added"
//! ```
//!
//! Two things that are added are understood by their form: addresses that a proxy forwards (`X-Forwarded-For`, in nginx's own packages), and
//! the languages that a browser asks for (`Accept-Language`). Before the address, Apache may name the host (`vhost_combined`).

use std::borrow::Cow;
use std::net::IpAddr;

use super::moment::Moment;
use super::request::Request;
use super::tongue;

/// The length of `[25/Nov/2026:10:15:32 +0700] "`.
const STAMP: usize = 30;

pub(super) fn read(line: &[u8]) -> Option<Request<'_>> {
    let (address, moment, rest) = begin(line)?;
    let (request, rest) = quoted(rest)?;
    let mut words = request.split(|byte| *byte == b' ');
    // a request that was broken off has neither
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut fields = rest.trim_ascii_start().splitn(3, |byte| *byte == b' ');
    let status = status(fields.next()?)?;
    fields.next()?; // bytes sent
    let rest = fields.next().unwrap_or_default();
    let mut added = Added { address, agent: None, languages: None };
    if let Some((agent, rest)) = next_quoted(rest).and_then(|(_, rest)| next_quoted(rest)) {
        added.agent = Some(agent);
        added.read(rest);
    }
    Some(Request {
        moment,
        method: Cow::Borrowed(method),
        target: Cow::Borrowed(target),
        status,
        address: Cow::Borrowed(added.address),
        agent: added.agent.map(Cow::Borrowed),
        languages: added.languages.map(Cow::Borrowed),
        is_ahead: false,
    })
}

/// Who asked, when, and what stands behind the quote that opens the request. A user's name may hold a bracket: the right one has a time behind it.
fn begin(line: &[u8]) -> Option<(&[u8], Moment, &[u8])> {
    memchr::memchr_iter(b'[', line).find_map(|at| {
        let (before, rest) = line.split_at(at);
        let (stamp, rest) = rest.split_at_checked(STAMP)?;
        let time = stamp.strip_prefix(b"[")?.strip_suffix(b"] \"")?;
        Some((before, Moment::common(time)?, rest))
    })
}

/// What stands before the quote that closes, and behind it. `\"` does not close: Apache writes it so, nginx writes `\x22`.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_escaped = |at: usize| text[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    let end = memchr::memchr_iter(b'"', text).find(|at| !is_escaped(*at))?;
    Some((&text[..end], &text[end + 1..]))
}

/// The next text in quotes, whatever stands before it.
fn next_quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    quoted(&text[memchr::memchr(b'"', text)? + 1..])
}

fn status(text: &[u8]) -> Option<u16> {
    let [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] = text else { return None };
    Some([a, b, c].iter().fold(0, |number, digit| number * 10 + u16::from(**digit - b'0')))
}

/// What a line tells of the program that asked.
struct Added<'a> {
    address: &'a [u8],
    agent: Option<&'a [u8]>,
    languages: Option<&'a [u8]>,
}

impl<'a> Added<'a> {
    /// Reads the texts in quotes behind the user agent.
    fn read(&mut self, mut rest: &'a [u8]) {
        while let Some((text, after)) = next_quoted(rest) {
            if is_address(text) {
                self.address = text;
            } else if self.languages.is_none() && tongue::is_list(text) {
                self.languages = Some(text);
            }
            rest = after;
        }
    }
}

/// Whether a text is an address, or several with commas between them.
fn is_address(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b',').next().unwrap_or_default();
    str::from_utf8(first.trim_ascii()).is_ok_and(|first| first.parse::<IpAddr>().is_ok())
}
