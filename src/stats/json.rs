//! For programs.

use serde_json::{Map, Value, json};

use super::asked::Printed;
use super::report::{Counts, Plaque, Report};
use super::words::state_key;
use crate::diag::Words;

pub(super) fn text(report: &Report, words: Words) -> String {
    let tally = &report.tally;
    let left_out = tally.left_out;
    let value = json!({
        "title": report.title(words),
        "from": report.period.map(|(first, _)| first.to_string()),
        "to": report.period.map(|(_, last)| last.to_string()),
        "utc_offsets_seconds": tally.zones.iter().collect::<Vec<_>>(),
        "scans": counts(&report.all(), report),
        "plaques": report.plaques.iter().map(|told| plaque(told, report, words)).collect::<Vec<_>>(),
        "days": report.days().iter().map(|(day, scans)| json!({"day": day.to_string(), "scans": counts(scans, report)})).collect::<Vec<_>>(),
        "language_known_by": {"page": tally.known_by.page, "browser": tally.known_by.browser, "nothing": tally.known_by.nothing},
        "first_languages": &tally.first_languages,
        "pages_sent": report.languages.iter().enumerate().map(|(at, lang)| (lang.to_string(), tally.pages.get(&at).copied().unwrap_or(0).into())).collect::<Map<_, _>>(),
        "not_counted": {"robots": left_out.robots, "repeated": left_out.repeated, "led_on": left_out.led_on, "kept": left_out.kept, "mistyped": left_out.mistyped},
        "minutes_between_scans": report.window,
        "unknown_codes": by_address(&tally.foreign, report),
        "unanswered": by_address(&tally.unanswered, report),
        "scans_without_user_agent": tally.nameless,
        "lines": tally.lines,
        "unread_lines": tally.unread,
        "broken_files": &report.broken,
    });
    format!("{value:#}\n")
}

fn plaque(plaque: &Plaque, report: &Report, words: Words) -> Value {
    let addresses = plaque.addresses.iter().map(
        |address| json!({"address": report.path(address.printed), "state": address.state.map_or("gtin", state_key), "scans": counts(&address.counts, report)}),
    );
    json!({
        "entry": plaque.entry.to_string(),
        "name": report.name(plaque, words),
        "scans": counts(&plaque.counts, report),
        "addresses": addresses.collect::<Vec<_>>(),
        "days": plaque.days.iter().map(|(day, scans)| (day.to_string(), Value::from(*scans))).collect::<Map<_, _>>(),
    })
}

/// `{"all": 12, "vi": 10, "en": 2, "other": 0, "unknown": 0}`.
fn counts(counts: &Counts, report: &Report) -> Value {
    let mut out = Map::new();
    out.insert("all".to_owned(), counts.total().into());
    for tongue in report.tongues().all() {
        out.insert(report.tongues().tag(tongue), counts.of(tongue).into());
    }
    Value::Object(out)
}

fn by_address(counted: &std::collections::BTreeMap<Printed, u64>, report: &Report) -> Value {
    counted.iter().map(|(printed, requests)| (report.path(*printed), Value::from(*requests))).collect::<Map<_, _>>().into()
}
