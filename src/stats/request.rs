//! A request as a line of a log tells it, whichever server wrote the line.

use std::borrow::Cow;

use super::moment::Moment;
use super::{caddy, combined};

/// What a line says of a request. All of it stays in the memory; only the moment, the code and the language leave it.
#[derive(Debug)]
pub(super) struct Request<'a> {
    /// When it came.
    pub moment: Moment,
    /// `GET`.
    pub method: Cow<'a, [u8]>,
    /// What was asked for: `/Q/7K3F9?utm=bien`.
    pub target: Cow<'a, [u8]>,
    /// What was answered: 200.
    pub status: u16,
    /// Who asked, as far as an address says so.
    pub address: Cow<'a, [u8]>,
    /// The name that the program gave itself. `None` when the log does not keep it.
    pub agent: Option<Cow<'a, [u8]>>,
    /// The languages that the program asked for, as `vi-VN,vi;q=0.9,en;q=0.8`. `None` when the log does not keep them, or there were none.
    pub languages: Option<Cow<'a, [u8]>>,
    /// Whether the browser said that it fetches this in advance, and nobody may ever look at it.
    pub is_ahead: bool,
}

impl<'a> Request<'a> {
    /// Reads a line. `None` when it is not of a form that is known.
    pub(super) fn read(line: &'a [u8]) -> Option<Self> {
        let line = line.trim_ascii();
        if line.first() == Some(&b'{') { caddy::read(line) } else { combined::read(line) }
    }
}
