//! For a terminal.

use std::fmt::Write;

use super::chart::Timeline;
use super::report::{Counts, Report};
use super::rows::{self, Row};
use super::words::{self, number, share, terms};
use crate::diag::Words;
use crate::text::printable;

/// How many letters the longest bar has.
const BAR: u64 = 40;

pub(super) fn text(report: &Report, words: Words) -> String {
    let terms = terms(words);
    let mut out = format!("{}: {}\n{}\n", terms.title, report.title(words), words::period(report, words));
    if report.all().total() == 0 {
        let _ = writeln!(out, "\n{}", terms.nothing);
    } else {
        plaques(&mut out, report, words);
        days(&mut out, report, words);
        languages(&mut out, report, words);
    }
    left_out(&mut out, report, words);
    let _ = writeln!(out, "\n{}", terms.counted);
    for note in terms.notes {
        let _ = writeln!(out, "  {note}");
    }
    out
}

fn plaques(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let tongues = report.shown_tongues();
    let numbers = |counts: &Counts| {
        let each = tongues.iter().map(|tongue| counts.of(*tongue));
        std::iter::once(counts.total()).chain(each).map(|scans| number(scans, words)).collect::<Vec<_>>()
    };
    let head = [terms.address, terms.name, terms.all].map(str::to_owned);
    let mut rows = vec![head.into_iter().chain(tongues.iter().map(|tongue| words::tongue(*tongue, report, words))).collect()];
    for plaque in &report.plaques {
        let name = report.name(plaque, words);
        let is_one = plaque.addresses.len() == 1;
        if !is_one {
            rows.push([String::new(), name.clone()].into_iter().chain(numbers(&plaque.counts)).collect());
        }
        for address in &plaque.addresses {
            let state = words::state(address.state, words);
            let state = if state.is_empty() { String::new() } else { format!("({state})") };
            let about = if is_one { format!("{name} {state}") } else { state };
            let path = format!("{}{}", if is_one { "" } else { "  " }, report.path(address.printed));
            rows.push([path, about.trim_end().to_owned()].into_iter().chain(numbers(&address.counts)).collect());
        }
    }
    rows.push([String::new(), String::new()].into_iter().chain(numbers(&report.all())).collect());
    section(out, terms.plaques, &rows, "<<>");
}

fn days(out: &mut String, report: &Report, words: Words) {
    let Some((first, last)) = report.period else { return };
    let timeline = Timeline::new(first, last);
    let days = report.days();
    let sums: Vec<u64> = timeline.bars.iter().map(|(first, last)| report.between(&days, *first, *last).total()).collect();
    let largest = sums.iter().max().copied().unwrap_or(0).max(1);
    let bar = |scans: u64| "█".repeat(usize::try_from((scans * BAR).div_ceil(largest)).unwrap_or(0));
    let rows: Vec<Vec<String>> =
        timeline.bars.iter().zip(&sums).map(|(days, scans)| vec![timeline.label(*days, words), number(*scans, words), bar(*scans)]).collect();
    section(out, rows::over_time(timeline.step, words), &rows, "<><");
}

fn languages(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let all = report.all();
    let rows: Vec<Vec<String>> = report
        .shown_tongues()
        .into_iter()
        .map(|tongue| vec![words::tongue(tongue, report, words), number(all.of(tongue), words), share(all.of(tongue), all.total(), words)])
        .collect();
    section(out, terms.languages, &rows, "<>");
    let known_by = (terms.known_by, rows::known_by(report, words));
    let first_languages = (terms.first_languages, rows::first_languages(report, words));
    let pages = (terms.pages_sent, rows::pages(report, words));
    for (head, rows) in [known_by, first_languages, pages].into_iter().filter(|(_, rows)| !rows.is_empty()) {
        section(out, head, &rows.into_iter().map(|(name, count)| vec![name, number(count, words)]).collect::<Vec<_>>(), "<>");
    }
}

fn left_out(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let figures = |rows: Vec<Row>| rows.into_iter().map(|(name, count)| vec![number(count, words), name]).collect::<Vec<_>>();
    section(out, terms.left_out, &figures(rows::left_out(report, words)), "><");
    if !report.tally.unanswered.is_empty() {
        let _ = writeln!(out, "\n{}: {}\n  {}", terms.unanswered, rows::named(&report.tally.unanswered, report, words), terms.unanswered_hint);
    }
    out.push('\n');
    table(out, &figures(rows::lines(report, words)), "><");
    if !report.broken.is_empty() {
        let _ = writeln!(out, "  {}: {}", terms.broken, report.broken.join(", "));
    }
}

fn section(out: &mut String, head: &str, rows: &[Vec<String>], sides: &str) {
    let _ = writeln!(out, "\n{head}");
    table(out, rows, sides);
}

/// Rows in columns, each with the side that its cells stand at: `<` or `>`, the last one for all that follow.
fn table(out: &mut String, rows: &[Vec<String>], sides: &str) {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| printable(cell).into_owned()).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let sides: Vec<char> = sides.chars().chain(sides.chars().last().into_iter().cycle()).take(columns).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).zip(&sides);
        let line = cells.fold(String::new(), |line, ((cell, width), side)| {
            let gap = " ".repeat(width - cell.chars().count());
            if *side == '<' { format!("{line}  {cell}{gap}") } else { format!("{line}  {gap}{cell}") }
        });
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
