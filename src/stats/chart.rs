//! Scans over time as bars: steps of days, weeks or months, so that there are not too many; drawn as SVG.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::report::Report;
use super::tongue::Tongue;
use super::words;
use crate::diag::Words;

/// How many days, then how many weeks, are shown one by one.
const MOST_BARS: i32 = 92;
/// A bar's room, and how much of it is filled; the height of the drawing. Units of the drawing: screens stretch it.
const ROOM: usize = 10;
const FILLED: usize = 8;
const HEIGHT: f64 = 100.0;

/// How long a bar's time is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month.
    Month,
}

/// The bars of a period: the first and the last day of each.
pub(super) struct Timeline {
    pub step: Step,
    pub bars: Vec<(Date, Date)>,
}

impl Timeline {
    pub(super) fn new(first: Date, last: Date) -> Self {
        let days = (last - first).get_days();
        let step = match days {
            days if days < MOST_BARS => Step::Day,
            days if days < MOST_BARS * 7 => Step::Week,
            _ => Step::Month,
        };
        let mut bars = Vec::new();
        let mut begin = first;
        while begin <= last {
            let end = step.end(begin).min(last);
            bars.push((begin, end));
            let Ok(next) = end.tomorrow() else { break };
            begin = next;
        }
        Self { step, bars }
    }

    /// The bar's time in words.
    pub(super) fn label(&self, (first, last): (Date, Date), words: Words) -> String {
        match self.step {
            Step::Day => words::date(first, words),
            Step::Week => format!("{} – {}", words::short_date(first, words), words::date(last, words)),
            Step::Month => words::month(first, words),
        }
    }

    /// What stands below the chart: where (in hundredths of the width) and what. At most six, the first one first.
    pub(super) fn marks(&self, words: Words) -> Vec<(f64, String)> {
        let every = self.bars.len().div_ceil(6).max(1);
        let mark = |(at, (first, _)): (usize, &(Date, Date))| {
            let label = if self.step == Step::Month { words::month(*first, words) } else { words::short_date(*first, words) };
            (at as f64 * 100.0 / self.bars.len() as f64, label)
        };
        self.bars.iter().enumerate().step_by(every).map(mark).collect()
    }
}

impl Step {
    /// The last day of the step that a day lies in.
    fn end(self, day: Date) -> Date {
        let end = match self {
            Self::Day => Ok(day),
            Self::Week => day.checked_add(i64::from(day.weekday().until(Weekday::Sunday)).days()),
            Self::Month => Ok(day.last_of_month()),
        };
        end.unwrap_or(Date::MAX)
    }
}

/// The scale's end: 1, 2, 4, 6 or 8 and zeros, at least the largest number. Half of it is marked where it is whole.
pub(super) fn scale(largest: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for end in [unit, 2 * unit, 4 * unit, 6 * unit, 8 * unit] {
            if end >= largest {
                return end;
            }
        }
        let Some(next) = unit.checked_mul(10).filter(|next| next.checked_mul(8).is_some()) else { return u64::MAX };
        unit = next;
    }
}

/// Bars of all scans, the languages one on the other; each with words for those who point at it.
pub(super) fn bars(report: &Report, timeline: &Timeline, words: Words) -> (String, u64) {
    let days = report.days();
    let sums: Vec<_> = timeline.bars.iter().map(|(first, last)| report.between(&days, *first, *last)).collect();
    let scale = scale(sums.iter().map(super::report::Counts::total).max().unwrap_or(0));
    let mut out = format!("<svg viewBox=\"0 0 {} {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"", timeline.bars.len() * ROOM);
    let _ = write!(out, "{}\">", words::terms(words).title);
    for (at, (bar, counts)) in timeline.bars.iter().zip(&sums).enumerate() {
        if counts.total() == 0 {
            continue;
        }
        let _ = write!(out, "<g><title>{}: {}</title>", timeline.label(*bar, words), words::number(counts.total(), words));
        let mut top = HEIGHT;
        for tongue in report.tongues().all().filter(|tongue| counts.of(*tongue) > 0) {
            let height = counts.of(tongue) as f64 * HEIGHT / scale as f64;
            top -= height;
            let x = at * ROOM + (ROOM - FILLED) / 2;
            let _ = write!(out, "<rect class=\"{}\" x=\"{x}\" y=\"{top:.2}\" width=\"{FILLED}\" height=\"{height:.2}\"/>", class(report, tongue));
        }
        out.push_str("</g>");
    }
    (out + "</svg>", scale)
}

/// The same bars for one plaque, small and in one colour: its own largest is as high as the drawing.
pub(super) fn small(days: &BTreeMap<Date, u64>, timeline: &Timeline) -> String {
    let sums: Vec<u64> = timeline.bars.iter().map(|(first, last)| days.range(*first..=*last).map(|(_, scans)| scans).sum()).collect();
    let largest = sums.iter().max().copied().unwrap_or(0).max(1);
    let mut path = String::new();
    for (at, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
        let height = (*sum as f64 * HEIGHT / largest as f64).max(4.0);
        let _ = write!(path, "M{} {HEIGHT}v-{height:.0}h{FILLED}v{height:.0}z", at * ROOM + (ROOM - FILLED) / 2);
    }
    format!("<svg class=\"small\" viewBox=\"0 0 {} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>", sums.len() * ROOM)
}

/// The class that gives a language its colour.
pub(super) fn class(report: &Report, tongue: Tongue) -> String {
    match tongue {
        other if other == report.tongues().other() => "other".to_owned(),
        unknown if unknown == report.tongues().unknown() => "unknown".to_owned(),
        Tongue(at) => format!("l{}", at % 6),
    }
}
