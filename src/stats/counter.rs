//! From lines to what they add up to: the rules of what is a scan.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::asked::{Asked, Printed, asked};
use super::lines::Line;
use super::request::Request;
use super::robots::Robots;
use super::tally::Tally;
use super::tongue::{Tongue, Tongues, first};
use super::visitors::Visitors;
use crate::catalogue::{Catalogue, Entry};

/// Counts line after line.
pub(super) struct Counter<'a> {
    tongues: Tongues<'a>,
    /// The printed addresses that the catalogue knows.
    known: BTreeSet<Printed>,
    days: RangeInclusive<Date>,
    robots: Robots,
    visitors: Visitors<Scan>,
    tally: Tally,
}

/// What is remembered of a scan until the visitor goes on.
struct Scan {
    day: Date,
    printed: Printed,
    tongue: Tongue,
}

/// What became of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Answer {
    /// The page, whole, in part, or still in the browser.
    Opened,
    /// Another address. The page there is counted when it is asked for.
    LedOn,
    /// No page.
    Refused,
}

impl<'a> Counter<'a> {
    /// A visitor's second request for the same page within `window` seconds does not count.
    pub(super) fn new(catalogue: &'a Catalogue, days: RangeInclusive<Date>, window: i64) -> Self {
        let codes = catalogue.ledger.codes().map(|(code, _)| Printed::Code(code));
        let gtins = catalogue.entries.values().flat_map(Entry::gtins).map(Printed::Product);
        Self {
            tongues: Tongues(&catalogue.settings.languages),
            known: codes.chain(gtins).collect(),
            days,
            robots: Robots::new(),
            visitors: Visitors::new(window),
            tally: Tally::default(),
        }
    }

    /// What all lines added up to.
    pub(super) fn tally(self) -> Tally {
        self.tally
    }

    /// Counts what a line tells.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        let request = match line {
            Line::Whole(bytes) if bytes.trim_ascii().is_empty() => return,
            Line::Whole(bytes) => Request::read(bytes),
            Line::TooLong => None,
        };
        self.tally.lines += 1;
        let Some(request) = request else {
            self.tally.unread += 1;
            return;
        };
        if !self.days.contains(&request.moment.day) {
            return;
        }
        self.tally.cover(request.moment);
        match asked(&request.target, self.tongues.0) {
            Asked::Printed { printed, is_exact } => self.printed(&request, printed, is_exact),
            Asked::Mistyped if !self.is_by_robot(&request) => self.tally.left_out.mistyped += 1,
            Asked::Page(language) => self.page(&request, language),
            Asked::Pack => self.visitors.keeps(self.visitors.who(&request), request.moment.second),
            Asked::Mistyped | Asked::Other => {}
        }
    }

    fn printed(&mut self, request: &Request<'_>, printed: Printed, is_exact: bool) {
        if self.is_by_robot(request) {
            self.tally.left_out.robots += 1;
            return;
        }
        let is_known = self.known.contains(&printed);
        match answer(request) {
            Answer::LedOn => self.tally.left_out.led_on += 1,
            Answer::Opened if is_known => self.scan(request, printed),
            Answer::Refused if is_known && is_exact => *self.tally.unanswered.entry(printed).or_default() += 1,
            Answer::Opened | Answer::Refused if is_exact => *self.tally.foreign.entry(printed).or_default() += 1,
            Answer::Opened | Answer::Refused => self.tally.left_out.mistyped += 1,
        }
    }

    fn scan(&mut self, request: &Request<'_>, printed: Printed) {
        let who = self.visitors.who(request);
        if self.visitors.is_keeping(who, request.moment.second) {
            self.tally.left_out.kept += 1;
            return;
        }
        if !self.visitors.is_first(who, printed, request.moment.second) {
            self.tally.left_out.repeated += 1;
            return;
        }
        let tongue = request.languages.as_ref().map_or_else(|| self.tongues.unknown(), |list| self.tongues.first_in(list));
        if let Some(language) = request.languages.as_ref().and_then(|list| first(list)) {
            *self.tally.first_languages.entry(language).or_default() += 1;
        }
        let scan = Scan { day: request.moment.day, printed, tongue };
        *self.tally.scans.entry((scan.day, printed, tongue)).or_default() += 1;
        *self.known_by(tongue) += 1;
        self.tally.nameless += u64::from(request.agent.is_none());
        self.visitors.scanned(who, request.moment.second, scan);
    }

    /// A page in one language. It tells the language of the scan that it follows: what somebody chose counts more than what a browser asks for.
    fn page(&mut self, request: &Request<'_>, language: usize) {
        if self.is_by_robot(request) || answer(request) != Answer::Opened {
            return;
        }
        let who = self.visitors.who(request);
        if self.visitors.is_keeping(who, request.moment.second) {
            return;
        }
        if self.visitors.is_first(who, &request.target, request.moment.second) {
            *self.tally.pages.entry(language).or_default() += 1;
        }
        if let Some(Scan { day, printed, tongue }) = self.visitors.went_on(who, request.moment.second) {
            let cell = self.tally.scans.entry((day, printed, tongue)).or_default();
            *cell -= 1;
            if *cell == 0 {
                self.tally.scans.remove(&(day, printed, tongue));
            }
            *self.tally.scans.entry((day, printed, Tongue(language))).or_default() += 1;
            *self.known_by(tongue) -= 1;
            self.tally.known_by.page += 1;
        }
    }

    /// A log without user agents does not tell robots from visitors.
    fn is_by_robot(&self, request: &Request<'_>) -> bool {
        request.is_ahead || request.agent.as_ref().is_some_and(|agent| self.robots.has(agent))
    }

    /// Where it is counted that a scan has its language from the browser, or from nothing.
    fn known_by(&mut self, tongue: Tongue) -> &mut u64 {
        let known_by = &mut self.tally.known_by;
        if tongue == self.tongues.unknown() { &mut known_by.nothing } else { &mut known_by.browser }
    }
}

fn answer(request: &Request<'_>) -> Answer {
    match request.status {
        200 | 206 | 304 if *request.method == *b"GET" => Answer::Opened,
        0..400 => Answer::LedOn,
        _ => Answer::Refused,
    }
}
