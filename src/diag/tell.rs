//! Problems as people and programs read them: full with the line and a mark under it, short, or JSON.

use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Place, Problem, Severity, words_en, words_vi};
use crate::text::{printable, printable_json, printable_lines};

/// The language that problems are told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Words {
    /// Vietnamese.
    Vietnamese,
    /// English.
    English,
}

/// The form that problems are told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// With the line, a mark under it, and the hint.
    Full,
    /// One line each: `file:line:column: error[E0203]: …`.
    Short,
    /// One JSON object a line.
    Json,
}

/// What is said of one kind of problem in one language.
pub(super) struct Telling {
    /// One sentence that says what is.
    pub title: String,
    /// A word or two under the mark; may be empty.
    pub label: String,
    /// What to do, with an example; may be empty.
    pub hint: String,
}

/// The problems in words. With colour (ANSI) if wished; the text is whole without it.
#[must_use]
pub fn tell(problems: &[Problem], words: Words, format: Format, colour: bool) -> String {
    let mut out = String::new();
    for problem in problems {
        match format {
            Format::Full => full(&mut out, problem, words, colour),
            Format::Short => short(&mut out, problem, words),
            Format::Json => json_line(&mut out, problem, words),
        }
    }
    out
}

fn telling(problem: &Problem, words: Words) -> Telling {
    match words {
        Words::Vietnamese => words_vi::telling(&problem.kind),
        Words::English => words_en::telling(&problem.kind),
    }
}

fn severity_word(severity: Severity, words: Words) -> &'static str {
    match (words, severity) {
        (Words::Vietnamese, Severity::Error) => "lỗi",
        (Words::Vietnamese, Severity::Warning) => "lưu ý",
        (Words::English, Severity::Error) => "error",
        (Words::English, Severity::Warning) => "warning",
    }
}

fn full(out: &mut String, problem: &Problem, words: Words, colour: bool) {
    let Telling { title, label, hint } = telling(problem, words);
    let (title, label, hint) = (printable(&title).into_owned(), printable(&label).into_owned(), printable_lines(&hint).into_owned());
    let severity = problem.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(severity_word(severity, words));
    let title = level.primary_title(title).id(problem.kind.code());
    let path = problem.place.as_ref().map(|place| printable(place.path()).into_owned()).unwrap_or_default();
    let mut group = match &problem.place {
        Some(place) if place.is_whole_file() => title.element(Origin::path(path).line(1).char_column(1)),
        Some(place) => title.elements(snippet(place, path, label)),
        None => Group::with_title(title),
    };
    if !hint.is_empty() {
        let name = match words {
            Words::Vietnamese => "gợi ý",
            Words::English => "hint",
        };
        group = group.element(Level::HELP.with_name(name).message(hint));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    out.push_str(&renderer.decor_style(DecorStyle::Unicode).render(&[group]));
    out.push_str("\n\n");
}

/// How many letters before and behind the mark are shown of a line that is longer than all of them.
const AROUND: usize = 80;

/// The line of the place only: a snippet never carries the rest of a long file, nor of a line that is as long as a file.
fn snippet(place: &Place, path: String, label: String) -> Vec<Element<'_>> {
    let text = place.file.text.as_str();
    let start = text.floor_char_boundary(place.range.start.min(text.len()));
    let end = text.floor_char_boundary(place.range.end.clamp(start, text.len()));
    let (number, column) = place.line_column();
    let line = place.file.line_range(number - 1);
    let end = end.min(line.end);
    let from = text.get(line.start..start).and_then(|before| before.char_indices().rev().nth(AROUND)).map_or(line.start, |(at, _)| line.start + at);
    let marked = text.get(start..end).and_then(|marked| marked.char_indices().nth(2 * AROUND)).map_or(end, |(at, _)| start + at);
    let to = text.get(marked..line.end).and_then(|behind| behind.char_indices().nth(AROUND)).map_or(line.end, |(at, _)| marked + at);
    let shown = text.get(from..to).unwrap_or_default();
    let snippet = Snippet::source(shown).line_start(number).annotation(AnnotationKind::Primary.span(start - from..marked - from).label(label));
    if from == line.start {
        return vec![snippet.path(path).into()];
    }
    // of a line whose beginning is not shown the column is not that of the snippet
    vec![Origin::path(path).line(number).char_column(column).into(), snippet.into()]
}

fn short(out: &mut String, problem: &Problem, words: Words) {
    if let Some(place) = &problem.place {
        let (line, column) = place.line_column();
        let _ = write!(out, "{}:{line}:{column}: ", printable(place.path()));
    }
    let severity = severity_word(problem.severity(), words);
    let _ = writeln!(out, "{severity}[{}]: {}", problem.kind.code(), printable(&telling(problem, words).title));
}

fn json_line(out: &mut String, problem: &Problem, words: Words) {
    let Telling { title, label, hint } = telling(problem, words);
    let place = problem.place.as_ref().map(|place| {
        let (line, column) = place.line_column();
        json!({"file": place.path(), "line": line, "column": column, "start": place.range.start, "end": place.range.end})
    });
    let severity = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let object = json!({"code": problem.kind.code(), "severity": severity, "message": title, "label": label, "hint": hint, "place": place});
    let _ = writeln!(out, "{}", printable_json(&object.to_string()));
}
