//! What an address asks for: something printed, a page in a language, or anything else. The other way round of `plan/address.rs`.

use std::borrow::Cow;

use crate::catalogue::{Code, Mistyped};
use crate::lang::Lang;
use crate::qr::gs1::Gtin;

/// An address that is printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Printed {
    /// `/Q/7K3F9`.
    Code(Code),
    /// `/01/09521234543213`, whatever lot or serial number is below it.
    Product(Gtin),
}

/// What an address asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// Something printed.
    Printed {
        /// What is meant.
        printed: Printed,
        /// Whether it is spelled as printed, or in lower case: hosts answer this, not `O` for 0.
        is_exact: bool,
    },
    /// What looks like a code or a GTIN, with a wrong character.
    Mistyped,
    /// A page in the language at this place of the catalogue's.
    Page(usize),
    /// The list of all that a telephone fetches to keep a route.
    Pack,
    /// A picture, a list, another website's page.
    Other,
}

/// Reads what stands behind the method of a request. Upper and lower case, slashes, `.html`, `index.html`, a query, and percent signs make no
/// difference.
pub(super) fn asked(target: &[u8], languages: &[Lang]) -> Asked {
    let path = path(target);
    let (path, query) = match path.iter().position(|byte| matches!(byte, b'?' | b'#')) {
        Some(end) => (&path[..end], &path[end..]),
        None => (path, &[][..]),
    };
    let path = unescaped(path);
    let mut parts = path.split(|byte| *byte == b'/').filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return Asked::Other };
    if first.eq_ignore_ascii_case(b"q") {
        return code(parts.next(), parts);
    }
    if first == b"01" {
        return product(parts.next(), query);
    }
    let Some(language) = languages.iter().position(|lang| lang.tag().as_bytes() == first) else { return Asked::Other };
    match parts.next_back() {
        Some(b"pack.json") => Asked::Pack,
        last if is_page(last) => Asked::Page(language),
        Some(_) | None => Asked::Other,
    }
}

/// Without scheme and host, which proxies put before it (RFC 9112, 3.2.2).
fn path(target: &[u8]) -> &[u8] {
    let behind = |scheme: &[u8]| target.get(..scheme.len()).filter(|begin| begin.eq_ignore_ascii_case(scheme)).map(|_| &target[scheme.len()..]);
    match behind(b"http://").or_else(|| behind(b"https://")) {
        Some(rest) => rest.iter().position(|byte| *byte == b'/').map_or(&[], |at| &rest[at..]),
        None => target,
    }
}

fn code<'a>(name: Option<&[u8]>, mut below: impl Iterator<Item = &'a [u8]>) -> Asked {
    let Some(name) = name.map(without_ending) else { return Asked::Other };
    let is_index = below.next().is_none_or(|file| file.eq_ignore_ascii_case(b"index.html")) && below.next().is_none();
    // `/q/7.html` lists the codes that begin with 7
    if !is_index || name.len() < 2 || name.eq_ignore_ascii_case(b"index") {
        return Asked::Other;
    }
    let Ok(name) = str::from_utf8(name) else { return Asked::Other };
    match Code::typed(name) {
        Ok(code) => Asked::Printed { printed: Printed::Code(code), is_exact: Code::parse(&name.to_ascii_uppercase()).is_some() },
        Err(Mistyped::Check) => Asked::Mistyped,
        // a character too few or too many; what is longer was no code
        Err(Mistyped::Form) if (3..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Asked::Mistyped,
        Err(Mistyped::Form) => Asked::Other,
    }
}

/// A linkset is for programs.
fn product(name: Option<&[u8]>, query: &[u8]) -> Asked {
    let asks_linkset = query.to_ascii_lowercase().split(|byte| matches!(byte, b'?' | b'&')).any(|pair| pair == b"linktype=linkset");
    let Some(digits) = name.map(without_ending).filter(|name| !asks_linkset && name.iter().all(u8::is_ascii_digit)) else { return Asked::Other };
    match Gtin::parse(&String::from_utf8_lossy(digits)) {
        Ok(gtin) => Asked::Printed { printed: Printed::Product(gtin), is_exact: digits.len() == 14 },
        Err(_) => Asked::Mistyped,
    }
}

/// Pages have no ending, or this one.
fn is_page(last: Option<&[u8]>) -> bool {
    last.is_none_or(|last| last.ends_with(b".html") || !last.contains(&b'.'))
}

fn without_ending(name: &[u8]) -> &[u8] {
    name.len()
        .checked_sub(5)
        .and_then(|at| name.split_at_checked(at))
        .filter(|(_, ending)| ending.eq_ignore_ascii_case(b".html"))
        .map_or(name, |(name, _)| name)
}

/// With `%2F` as the byte that it stands for; a percent sign alone stays what it is.
fn unescaped(path: &[u8]) -> Cow<'_, [u8]> {
    if !path.contains(&b'%') {
        return Cow::Borrowed(path);
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path;
    while let [byte, after @ ..] = rest {
        let escaped = match (byte, after) {
            (b'%', [high, low, ..]) => digit(high).zip(digit(low)),
            _ => None,
        };
        out.push(escaped.map_or(*byte, |(high, low)| (high * 16 + low) as u8));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    Cow::Owned(out)
}
