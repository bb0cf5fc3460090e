//! One page with charts that needs no other file: no script, no request, light and dark, for screens and paper.

use std::fmt::Write;

use super::chart::{self, Timeline};
use super::report::{Counts, Plaque, Report};
use super::rows::{self, Row};
use super::words::{self, Terms, decimal, number, share, terms};
use crate::diag::Words;
use crate::text::printable;

const STYLE: &str = include_str!("page.css");

pub(super) fn text(report: &Report, words: Words) -> String {
    let terms = terms(words);
    let mut out = head(report, words);
    out.push_str("<main class=\"wrap\">\n");
    if let Some((first, last)) = report.period.filter(|_| report.all().total() > 0) {
        let timeline = Timeline::new(first, last);
        figures(&mut out, report, words);
        over_time(&mut out, report, &timeline, words);
        unanswered(&mut out, report, words);
        plaques(&mut out, report, &timeline, words);
        languages(&mut out, report, words);
    } else {
        let _ = writeln!(out, "<section><p>{}</p></section>", terms.nothing);
        unanswered(&mut out, report, words);
    }
    left_out(&mut out, report, words);
    let notes: String = terms.notes.iter().map(|note| format!("<li>{note}</li>")).collect();
    let _ = writeln!(out, "<section><h2>{}</h2><ul class=\"notes\">{notes}</ul></section>", terms.counted);
    out + "</main>\n<div class=\"end\"></div>\n</body>\n</html>\n"
}

fn head(report: &Report, words: Words) -> String {
    let lang = match words {
        Words::Vietnamese => "vi",
        Words::English => "en",
    };
    let (heading, name, period) = (terms(words).title, escaped(&report.title(words)), escaped(&words::period(report, words)));
    format!(
        "<!doctype html>
<html lang=\"{lang}\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"robots\" content=\"noindex\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>{heading} · {name}</title>
<style>{STYLE}</style>
</head>
<body>
<header class=\"top\"><div class=\"wrap\"><p>{name}</p><h1>{heading}</h1><p>{period}</p></div></header>
"
    )
}

/// The four numbers that are asked for first.
fn figures(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let all = report.all().total();
    let scanned = report.plaques.iter().filter(|plaque| plaque.counts.total() > 0).count() as u64;
    let scanned_of = terms.scanned_of.replace("{all}", &number(report.plaques.len() as u64, words));
    let days = report.days();
    let busiest = days.iter().max_by_key(|(day, counts)| (counts.total(), std::cmp::Reverse(**day)));
    let length = report.period.map_or(1, |(first, last)| (last - first).get_days() + 1);
    let mut figures = vec![(terms.scans.to_owned(), number(all, words)), (scanned_of, number(scanned, words))];
    figures.push((terms.average.to_owned(), decimal(all as f64 / f64::from(length), words)));
    if let Some((day, counts)) = busiest {
        figures.push((format!("{}, {}", terms.busiest, words::date(*day, words)), number(counts.total(), words)));
    }
    out.push_str("<dl class=\"figures\">");
    for (at, (name, figure)) in figures.iter().enumerate() {
        let _ = write!(out, "<div{}><dt>{name}</dt><dd>{figure}</dd></div>", if at == 0 { " class=\"first\"" } else { "" });
    }
    out.push_str("</dl>\n");
}

fn over_time(out: &mut String, report: &Report, timeline: &Timeline, words: Words) {
    let (drawing, scale) = chart::bars(report, timeline, words);
    let half = if scale % 2 == 0 { number(scale / 2, words) } else { String::new() };
    let marks: String = timeline.marks(words).iter().map(|(left, label)| format!("<span style=\"left:{left:.2}%\">{label}</span>")).collect();
    let _ = writeln!(
        out,
        "<section class=\"leaf\"><h2>{}</h2>{}<div class=\"chart\"><div class=\"axis\" aria-hidden=\"true\"><span>{}</span><span>{half}</span><span>0</span></div>\
         <div class=\"plot\">{drawing}</div><div class=\"marks\" aria-hidden=\"true\">{marks}</div></div>{}</section>",
        rows::over_time(timeline.step, words),
        legend(report, words),
        number(scale, words),
        days(report, timeline, words),
    );
}

fn legend(report: &Report, words: Words) -> String {
    let name = |tongue| format!("<li class=\"{}\">{}</li>", chart::class(report, tongue), escaped(&words::tongue(tongue, report, words)));
    format!("<ul class=\"legend\">{}</ul>", report.shown_tongues().into_iter().map(name).collect::<String>())
}

/// The chart in numbers, for those who do not see it, and for copying.
fn days(report: &Report, timeline: &Timeline, words: Words) -> String {
    let terms = terms(words);
    let days = report.days();
    let bars = timeline.bars.iter().map(|(first, last)| (timeline.label((*first, *last), words), report.between(&days, *first, *last)));
    let row = |(label, counts): (String, Counts)| format!("<tr><td>{label}</td>{}</tr>", cells(&counts, report, words));
    let rows: String = bars.filter(|(_, counts)| counts.total() > 0).map(row).collect();
    format!(
        "<details><summary>{}</summary><table><thead><tr><td></td>{}</tr></thead><tbody>{rows}</tbody></table></details>",
        terms.in_numbers,
        heads(report, terms, words)
    )
}

/// The columns of numbers: all, then each language.
fn heads(report: &Report, terms: &Terms, words: Words) -> String {
    let head = |tongue| format!("<th scope=\"col\" class=\"n each\">{}</th>", escaped(&words::tongue(tongue, report, words)));
    format!("<th scope=\"col\" class=\"n\">{}</th>{}", terms.scans, report.shown_tongues().into_iter().map(head).collect::<String>())
}

fn cells(counts: &Counts, report: &Report, words: Words) -> String {
    let each = |tongue| format!("<td class=\"n each\">{}</td>", number(counts.of(tongue), words));
    format!("<td class=\"n all\">{}</td>{}", number(counts.total(), words), report.shown_tongues().into_iter().map(each).collect::<String>())
}

fn plaques(out: &mut String, report: &Report, timeline: &Timeline, words: Words) {
    let terms = terms(words);
    let largest = report.plaques.first().map_or(1, |plaque| plaque.counts.total()).max(1);
    let _ = writeln!(
        out,
        "<section><h2>{}</h2><table class=\"plaques\"><thead><tr><th scope=\"col\">{}</th><td class=\"how\"></td>{}<th scope=\"col\" class=\"when\">{}</th></tr></thead><tbody>",
        terms.plaques,
        terms.name,
        heads(report, terms, words),
        rows::over_time(timeline.step, words),
    );
    for plaque in &report.plaques {
        let zero = if plaque.counts.total() == 0 { " class=\"zero\"" } else { "" };
        let _ = writeln!(
            out,
            "<tr{zero}><td><div class=\"name\">{}</div>{}</td><td class=\"how\" aria-hidden=\"true\">{}</td>{}<td class=\"when\">{}</td></tr>",
            escaped(&report.name(plaque, words)),
            addresses(plaque, report, words),
            bar(&plaque.counts, largest, report),
            cells(&plaque.counts, report, words),
            chart::small(&plaque.days, timeline),
        );
    }
    out.push_str("</tbody></table></section>\n");
}

/// The addresses of a plaque; with their own counts when there are several.
fn addresses(plaque: &Plaque, report: &Report, words: Words) -> String {
    let is_one = plaque.addresses.len() == 1;
    let item = |address: &super::report::Address| {
        let state = words::state(address.state, words);
        let mut about = vec![format!("<span class=\"path\">{}</span>", report.path(address.printed))];
        about.extend((!state.is_empty()).then(|| state.to_owned()));
        about.extend((!is_one).then(|| number(address.counts.total(), words)));
        format!("<li class=\"soft\">{}</li>", about.join(" · "))
    };
    format!("<ul>{}</ul>", plaque.addresses.iter().map(item).collect::<String>())
}

/// A bar with the languages one after the other, as long as its share of the largest.
fn bar(counts: &Counts, largest: u64, report: &Report) -> String {
    let piece = |tongue| {
        let width = counts.of(tongue) as f64 * 100.0 / largest as f64;
        format!("<i class=\"{}\" style=\"width:{width:.2}%\"></i>", chart::class(report, tongue))
    };
    let pieces = report.tongues().all().filter(|tongue| counts.of(*tongue) > 0).map(piece);
    format!("<div class=\"bar\">{}</div>", pieces.collect::<String>())
}

fn languages(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let all = report.all();
    let row = |tongue| {
        let (name, scans) = (escaped(&words::tongue(tongue, report, words)), all.of(tongue));
        let class = chart::class(report, tongue);
        format!("<li><span class=\"tongue {class}\">{name}</span><span>{}</span><span>{}</span></li>", number(scans, words), share(scans, all.total(), words))
    };
    let rows: String = report.shown_tongues().into_iter().map(row).collect();
    let _ =
        writeln!(out, "<section class=\"leaf\"><h2>{}</h2>{}<ul class=\"share\">{rows}</ul></section>", terms.languages, bar(&all, all.total().max(1), report));
    let known_by = (terms.known_by, rows::known_by(report, words));
    let first_languages = (terms.first_languages, rows::first_languages(report, words));
    let pages = (terms.pages_sent, rows::pages(report, words));
    out.push_str("<section class=\"pair triple\">");
    for (head, rows) in [known_by, first_languages, pages].into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = write!(out, "<div><h3>{head}</h3>{}</div>", list(&rows, words));
    }
    out.push_str("</section>\n");
}

/// What somebody should look at.
fn unanswered(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    if !report.tally.unanswered.is_empty() {
        let named = rows::named(&report.tally.unanswered, report, words);
        let _ = writeln!(
            out,
            "<section class=\"warn\"><h2>{}</h2><p class=\"path\">{named}</p><p class=\"soft\">{}</p></section>",
            terms.unanswered, terms.unanswered_hint
        );
    }
}

fn left_out(out: &mut String, report: &Report, words: Words) {
    let terms = terms(words);
    let mut lines = list(&rows::lines(report, words), words);
    if !report.broken.is_empty() {
        let _ = write!(lines, "<p>{}: {}</p>", terms.broken, escaped(&report.broken.join(", ")));
    }
    let _ = writeln!(
        out,
        "<section class=\"pair\"><div><h3>{}</h3>{}</div><div><h3>{}</h3>{lines}</div></section>",
        terms.left_out,
        list(&rows::left_out(report, words), words),
        terms.logs
    );
}

fn list(rows: &[Row], words: Words) -> String {
    let item = |(name, count): &Row| format!("<li><span>{}</span><b>{}</b></li>", escaped(name), number(*count, words));
    format!("<ul class=\"rows\">{}</ul>", rows.iter().map(item).collect::<String>())
}

fn escaped(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
