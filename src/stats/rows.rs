//! Figures with their names: what stands beside the charts, in whichever form.

use std::collections::BTreeMap;

use super::asked::Printed;
use super::chart::Step;
use super::report::Report;
use super::words::{self, number, terms};
use crate::diag::Words;

/// How many languages, and how many strange codes, are named.
const MOST_NAMED: usize = 10;

/// A figure's name, and the figure.
pub(super) type Row = (String, u64);

/// From what the languages are known.
pub(super) fn known_by(report: &Report, words: Words) -> Vec<Row> {
    let (terms, known) = (terms(words), report.tally.known_by);
    [(terms.by_page, known.page), (terms.by_browser, known.browser), (terms.unknown, known.nothing)].map(|(name, count)| (name.to_owned(), count)).into()
}

/// The first languages of telephones, the most frequent first; the rare ones as one.
pub(super) fn first_languages(report: &Report, words: Words) -> Vec<Row> {
    let mut languages: Vec<(&String, u64)> = report.tally.first_languages.iter().map(|(tag, count)| (tag, *count)).collect();
    languages.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let rest: u64 = languages.iter().skip(MOST_NAMED).map(|(_, count)| count).sum();
    let named = languages.iter().take(MOST_NAMED).map(|(tag, count)| (words::language(tag, words), *count));
    named.chain((rest > 0).then(|| (terms(words).other.to_owned(), rest))).collect()
}

/// Pages by the language that they are in.
pub(super) fn pages(report: &Report, words: Words) -> Vec<Row> {
    let pages = |at: usize| report.tally.pages.get(&at).copied().unwrap_or(0);
    report.languages.iter().enumerate().map(|(at, lang)| (words::language(lang.tag(), words), pages(at))).collect()
}

/// What does not count, and how often.
pub(super) fn left_out(report: &Report, words: Words) -> Vec<Row> {
    let (terms, tally) = (terms(words), &report.tally);
    let repeated = terms.repeated.replace("{minutes}", &report.window.to_string());
    let foreign = named(&tally.foreign, report, words);
    let foreign = if foreign.is_empty() { terms.foreign.to_owned() } else { format!("{} ({foreign})", terms.foreign) };
    vec![
        (terms.robots.to_owned(), tally.left_out.robots),
        (repeated, tally.left_out.repeated),
        (terms.led_on.to_owned(), tally.left_out.led_on),
        (terms.kept.to_owned(), tally.left_out.kept),
        (terms.mistyped.to_owned(), tally.left_out.mistyped),
        (foreign, tally.foreign.values().sum()),
    ]
}

/// What the lines of the logs were.
pub(super) fn lines(report: &Report, words: Words) -> Vec<Row> {
    let (terms, tally) = (terms(words), &report.tally);
    let mut rows = vec![(terms.lines.to_owned(), tally.lines), (terms.unread.to_owned(), tally.unread)];
    if tally.nameless > 0 {
        rows.push((terms.nameless.to_owned(), tally.nameless));
    }
    rows
}

/// Addresses with their counts, the most frequent first: `/Q/7K3F9 × 3, …`.
pub(super) fn named(counted: &BTreeMap<Printed, u64>, report: &Report, words: Words) -> String {
    let mut all: Vec<_> = counted.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let mut told: Vec<String> =
        all.iter().take(MOST_NAMED).map(|(printed, count)| format!("{}\u{a0}×\u{a0}{}", report.path(**printed), number(**count, words))).collect();
    if all.len() > MOST_NAMED {
        told.push(terms(words).more.replace("{count}", &(all.len() - MOST_NAMED).to_string()));
    }
    told.join(", ")
}

/// What a chart over time is called.
pub(super) fn over_time(step: Step, words: Words) -> &'static str {
    let terms = terms(words);
    match step {
        Step::Day => terms.per_day,
        Step::Week => terms.per_week,
        Step::Month => terms.per_month,
    }
}
