//! What is wrong in a catalogue: problems as data, where they are, and how they are told.
//!
//! A [`Problem`] says what is (its kind), where (a [`Place`] in a source file) and how bad it is. The words stand in
//! `words_vi` and `words_en`, side by side; `tell` shows them full with the line, short, or as JSON.

mod kind;
mod media;
mod place;
mod shop;
mod speech;
mod symbol;
mod tell;
mod words_en;
mod words_media;
mod words_shop;
mod words_symbol;
mod words_vi;

pub use kind::{Expected, LedgerConflict, LedgerLoss, LogoFault, PayloadFault, ProblemKind, ShareFault, YamlFault};
pub use media::{CaptionsFault, MediaFault};
pub use place::{Place, SourceFile};
pub use shop::ShopFault;
pub use speech::SpeechFault;
pub use symbol::SymbolFault;
pub use tell::{Format, Words, tell};

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The catalogue cannot be published with it.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// Something wrong in a catalogue.
#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where; `None` when it is not in one place of a file.
    pub place: Option<Place>,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn at(place: &Place, kind: ProblemKind) -> Self {
        Self { kind, place: Some(place.clone()) }
    }

    /// A problem of the whole catalogue, or of something that has no line.
    #[must_use]
    pub fn anywhere(kind: ProblemKind) -> Self {
        Self { kind, place: None }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// Sorts problems as a person reads them: file by file, from top to bottom, and takes out what is said twice.
pub fn sort(problems: &mut Vec<Problem>) {
    let in_words = |problem: &Problem| format!("{:?}", problem.kind); // any order, as long as it is always the same
    problems.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| in_words(a).cmp(&in_words(b))));
    problems.dedup_by(|later, earlier| says_the_same(earlier, later) || joined(earlier, later));
}

/// A print template that is wrong fails for every plaque, a program that does not speak for every entry: once is enough.
fn says_the_same(a: &Problem, b: &Problem) -> bool {
    match (&a.kind, &b.kind) {
        (ProblemKind::Plaque { message, .. }, ProblemKind::Plaque { message: other, .. }) => message == other && a.place == b.place,
        (ProblemKind::SpeechFailed { fault, .. }, ProblemKind::SpeechFailed { fault: other, .. }) => fault == other && a.place == b.place,
        _ => a == b,
    }
}

/// A print template that draws symbols wrongly does so in every file: the first one is told, the others are counted.
fn joined(earlier: &mut Problem, later: &Problem) -> bool {
    match (&mut earlier.kind, &later.kind) {
        (ProblemKind::Symbol { fault, more, .. }, ProblemKind::Symbol { fault: other, more: others, .. })
            if earlier.place == later.place && fault.is_alike(other) =>
        {
            *more += others + 1;
            true
        }
        _ => false,
    }
}

fn key(problem: &Problem) -> (&str, usize, &'static str) {
    match &problem.place {
        Some(place) => (place.path(), place.range.start, problem.kind.code()),
        None => ("", 0, problem.kind.code()),
    }
}

/// Whether any of the problems keeps the catalogue from being published.
#[must_use]
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}
