//! The page templates (Tera).

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, Value};

use crate::diag::{Place, Problem, ProblemKind, SourceFile};

/// Loads all templates. `None`, and a problem, when one cannot be read.
pub(super) fn read(sources: &BTreeMap<String, Arc<SourceFile>>, problems: &mut Vec<Problem>) -> Option<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".svg", ".xml"]);
    tera.register_filter("fill", fill);
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

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An error of Tera as a problem with its line in the template.
#[must_use]
pub fn problem_of(error: &tera::Error, sources: &BTreeMap<String, Arc<SourceFile>>) -> Problem {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return Problem::anywhere(ProblemKind::Template { message: one_line(&error.to_string()) });
    };
    let place = sources.get(report.filename()).map(|file| Place::new(file, report.span().range.clone()));
    Problem { kind: ProblemKind::Template { message: one_line(report.message()) }, place }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
