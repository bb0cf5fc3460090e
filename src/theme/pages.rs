//! The page templates (Tera).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, Map, State, Tera, Value};

use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::text::{telephones, zalo};

/// Loads all templates. `None`, and a problem, when one cannot be read.
pub(super) fn read(sources: &BTreeMap<String, Arc<SourceFile>>, problems: &mut Vec<Problem>) -> Option<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".svg", ".xml"]);
    tera.register_filter("fill", fill);
    tera.register_filter("telephones", dialled);
    tera.register_filter("zalo", chats);
    match tera.add_raw_templates(sources.iter().map(|(name, file)| (name.as_str(), file.text.as_str()))) {
        Ok(()) => Some(tera),
        Err(error) => {
            problems.push(problem_of(&error, sources));
            None
        }
    }
}

/// `{{ m.see_all | fill(count=12) }}`: puts values into the `{places}` of a text.
#[allow(clippy::needless_pass_by_value)] // the form of a Tera filter
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> String {
    let mut out = text.to_owned();
    for (key, value) in values.iter() {
        if let Some(name) = key.as_str() {
            out = out.replace(&format!("{{{name}}}"), &words(value));
        }
    }
    out
}

/// `{% for number in contact.telephone | telephones %}`: each number of a line as `{text, link}`.
#[allow(clippy::needless_pass_by_value)] // the form of a Tera filter
fn dialled(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    links(text, telephones(text).map(|numbers| numbers.into_iter().map(|number| (number.written.clone(), number.link())).collect()))
}

/// The same for Zalo.
#[allow(clippy::needless_pass_by_value)] // the form of a Tera filter
fn chats(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    links(text, zalo(text))
}

/// Texts with their links. What no link can say is shown alone.
fn links(text: &str, found: Option<Vec<(String, String)>>) -> Value {
    let shown = |text: String, link: Option<String>| {
        let mut map = Map::default();
        map.insert("text".into(), text.into());
        map.insert("link".into(), link.into());
        Value::from(map)
    };
    let all = found.map(|found| found.into_iter().map(|(text, link)| shown(text, Some(link))).collect());
    all.unwrap_or_else(|| vec![shown(text.to_owned(), None)]).into()
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An error of Tera as a problem with its line in the template.
#[must_use]
#[allow(clippy::wildcard_enum_match_arm)] // the others name no template, and more of them will come
pub fn problem_of(error: &tera::Error, sources: &BTreeMap<String, Arc<SourceFile>>) -> Problem {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), sources.get(report.filename()).map(|file| Place::new(file, report.span().range.clone())))
        }
        ErrorKind::MissingParent { current, parent } => (error.to_string(), sources.get(current).map(|file| naming(file, parent))),
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain } | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let next = chain.iter().find(|name| *name != tpl).unwrap_or(tpl);
            (error.to_string(), sources.get(tpl).map(|file| naming(file, next)))
        }
        ErrorKind::TemplateNotFound(name) => (error.to_string(), sources.values().find(|file| quoted_in(file, name).is_some()).map(|file| naming(file, name))),
        _ => (error.to_string(), None),
    };
    Problem { kind: ProblemKind::Template { message: one_line(&message) }, place }
}

/// Where a template names another one; its beginning when it does not do so literally.
fn naming(file: &Arc<SourceFile>, name: &str) -> Place {
    quoted_in(file, name).map_or_else(|| Place::start_of(file), |range| Place::new(file, range))
}

fn quoted_in(file: &SourceFile, name: &str) -> Option<Range<usize>> {
    let find = |quote| file.text.find(&format!("{quote}{name}{quote}"));
    let start = find('"').or_else(|| find('\''))?;
    Some(start..start + name.len() + 2)
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
