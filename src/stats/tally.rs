//! What has been counted. Days, printed addresses and languages; nothing of whoever scanned.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::asked::Printed;
use super::moment::Moment;
use super::tongue::Tongue;

/// What has been counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Scans by day, address and language.
    pub scans: BTreeMap<(Date, Printed, Tongue), u64>,
    /// Pages that were sent, some of them ahead of being opened, by the place of their language in the catalogue's.
    pub pages: BTreeMap<usize, u64>,
    /// The first language that the telephones of those who scanned ask for, where the log has it.
    pub first_languages: BTreeMap<String, u64>,
    /// How the languages of scans are known.
    pub known_by: KnownBy,
    /// Printed addresses of the catalogue that were asked for and did not open.
    pub unanswered: BTreeMap<Printed, u64>,
    /// Codes and GTINs of the right form that the catalogue does not know.
    pub foreign: BTreeMap<Printed, u64>,
    /// What does not count.
    pub left_out: LeftOut,
    /// Scans of logs that keep no user agents.
    pub nameless: u64,
    /// All lines that are not empty, and those among them that tell of no request.
    pub lines: u64,
    pub unread: u64,
    /// The first and the last day of all requests.
    pub days: Option<(Date, Date)>,
    /// How far the clocks of the logs are ahead of UTC, in seconds; `None` for one that does not say.
    pub zones: BTreeSet<Option<i32>>,
}

/// How many scans have their language from where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct KnownBy {
    /// From the page that was opened next.
    pub page: u64,
    /// From what the browser asks for.
    pub browser: u64,
    /// It is not known.
    pub nothing: u64,
}

/// Requests for printed addresses that are no scans.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct LeftOut {
    /// By programs that read for themselves.
    pub robots: u64,
    /// By the same visitor, a moment later.
    pub repeated: u64,
    /// Led on to another address, or not asked for with `GET`.
    pub led_on: u64,
    /// Fetched with a route that a telephone keeps for places without a network.
    pub kept: u64,
    /// With a wrong character.
    pub mistyped: u64,
}

impl Tally {
    /// Notes that there was a request.
    pub(super) fn cover(&mut self, moment: Moment) {
        let (first, last) = self.days.unwrap_or((moment.day, moment.day));
        self.days = Some((first.min(moment.day), last.max(moment.day)));
        self.zones.insert(moment.ahead);
    }
}
