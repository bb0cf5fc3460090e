//! Who was here a moment ago, for as long as it takes to count: never who somebody is, and nothing that leaves the memory.
//!
//! A visitor is a number, the hash of address and user agent with a salt that is new in every run. It tells that two requests came from the
//! same telephone, and nothing else; the numbers are forgotten when half an hour has passed in the log, all of them at the end of the run.
//! Nothing that is counted depends on the salt.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

use super::request::Request;

/// How many seconds after a scan a page is taken for what the visitor went on to.
const GOES_ON: i64 = 30 * 60;
/// How many seconds after a telephone asked for a route's list it fetches the pages on it: they are small and come first.
const FETCHES: i64 = 2 * 60;
/// How many visits are noted before old ones are looked for and forgotten.
const TIDY_AFTER: usize = 1 << 16;

/// A visitor for the time of a run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Visitor(u64);

/// Visits that are not long past. `S` is what is remembered of a scan.
pub(super) struct Visitors<S> {
    salt: RandomState,
    /// Seconds in which a second visit to the same page counts as the first.
    window: i64,
    last: HashMap<u64, i64>,
    scans: HashMap<Visitor, (i64, S)>,
    /// Who asked when for the list of a route that is to be kept.
    keeping: HashMap<Visitor, i64>,
    noted: usize,
}

impl<S> Visitors<S> {
    pub(super) fn new(window: i64) -> Self {
        Self { salt: RandomState::new(), window, last: HashMap::new(), scans: HashMap::new(), keeping: HashMap::new(), noted: 0 }
    }

    /// Who made a request.
    pub(super) fn who(&self, request: &Request<'_>) -> Visitor {
        Visitor(self.salt.hash_one((&request.address, &request.agent)))
    }

    /// Notes a visit. Whether the visitor was not there within the window, before or (logs may come in any order) after.
    pub(super) fn is_first(&mut self, who: Visitor, page: impl Hash, second: i64) -> bool {
        self.tidy(second);
        let visit = self.salt.hash_one((who, page));
        let before = self.last.insert(visit, second);
        before.is_none_or(|before| before.abs_diff(second) >= self.window.unsigned_abs())
    }

    /// Notes the last scan of a visitor.
    pub(super) fn scanned(&mut self, who: Visitor, second: i64, scan: S) {
        self.scans.insert(who, (second, scan));
    }

    /// The scan that a visitor goes on from, once.
    pub(super) fn went_on(&mut self, who: Visitor, second: i64) -> Option<S> {
        let (scanned, scan) = self.scans.remove(&who)?;
        (0..=GOES_ON).contains(&(second - scanned)).then_some(scan)
    }

    /// Notes that a telephone is about to fetch a whole route.
    pub(super) fn keeps(&mut self, who: Visitor, second: i64) {
        self.keeping.insert(who, second);
    }

    /// Whether what a telephone asks for now is part of a route that it keeps: nobody has opened it.
    pub(super) fn is_keeping(&self, who: Visitor, second: i64) -> bool {
        self.keeping.get(&who).is_some_and(|began| (0..=FETCHES).contains(&(second - began)))
    }

    fn tidy(&mut self, now: i64) {
        self.noted += 1;
        if self.noted.is_multiple_of(TIDY_AFTER) {
            let kept = self.window.max(GOES_ON).unsigned_abs();
            self.last.retain(|_, second| second.abs_diff(now) <= kept);
            self.keeping.retain(|_, second| second.abs_diff(now) <= kept);
            self.scans.retain(|_, (second, _)| second.abs_diff(now) <= kept);
        }
    }
}
