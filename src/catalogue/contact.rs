//! How somebody is reached: numbers that links dial, an address that links write to. What a link could not say is told.

use super::entry::Entry;
use super::record::Record;
use crate::diag::{Problem, ProblemKind};
use crate::text::{telephones, zalo};

/// The producer's own contact, and the shops of a product.
pub(super) fn check(entry: &Entry, problems: &mut Vec<Problem>) {
    let records = entry.record.group("contact").into_iter().chain(entry.record.groups("where_to_buy"));
    records.for_each(|record| check_record(record, problems));
}

/// A group with `telephone`, `zalo` or `email` in it.
pub(super) fn check_record(record: &Record, problems: &mut Vec<Problem>) {
    for key in ["telephone", "zalo", "email"] {
        let (Some(line), Some(place)) = (record.line(key), record.place(key)) else { continue };
        let value = line.to_owned();
        let fault = match key {
            "telephone" => telephones(line).is_none().then_some(ProblemKind::BadTelephone { value }),
            "zalo" => zalo(line).is_none().then_some(ProblemKind::BadZalo { value }),
            _ => (!is_email(line)).then_some(ProblemKind::BadEmail { value }),
        };
        problems.extend(fault.map(|kind| Problem::at(place, kind)));
    }
}

/// Whether a text is one address and nothing else, such as `bientap@disan.example.vn`.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_word =
        |text: &str| !text.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "@,;:<>()[]\"\\?&#%/".contains(letter));
    is_word(name) && is_word(host) && host.contains('.') && !host.split('.').any(str::is_empty)
}
