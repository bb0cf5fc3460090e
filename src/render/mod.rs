//! Jobs to bytes: pure, in parallel; no disk, no clock, no network.
//!
//! 1. `Site` is prepared once: what all pages share, per language.
//! 2. `entry` turns an entry into what templates see, in one language; `markdown` its story.
//! 3. `page` fills in the page templates, each with its `head`; `structured` adds JSON-LD; `feed` and `sitemap` list what there is.
//! 4. `former` stands in for what is gone: notices of retired codes, former addresses.
//! 5. `plaque` and `symbol` give the print templates their data.

mod entry;
mod feed;
mod former;
mod head;
mod markdown;
mod page;
mod plaque;
mod sitemap;
mod structured;
mod symbol;
mod value;

use std::path::PathBuf;

use tera::{Context, Value};

use crate::catalogue::Catalogue;
use crate::diag::{Problem, ProblemKind};
use crate::lang::Lang;
use crate::plan::{Addresses, Job, Work};
use crate::print::Press;
use crate::theme::{Messages, Theme, problem_of};

/// One output file.
#[derive(Clone, PartialEq, Debug)]
pub struct Artifact {
    /// The path in the output folder, with forward slashes.
    pub path: String,
    /// Other paths under which the same bytes are found.
    pub twins: Vec<String>,
    /// What is in it.
    pub content: Content,
}

/// What is in an output file.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a source file, unchanged.
    Copy(PathBuf),
}

/// All that rendering needs, prepared once for all jobs.
pub struct Site<'a> {
    catalogue: &'a Catalogue,
    theme: &'a Theme,
    addresses: &'a Addresses,
    press: &'a Press,
    editions: Vec<Edition<'a>>,
}

/// What all pages of one language share.
struct Edition<'a> {
    lang: &'a Lang,
    messages: &'a Messages,
    words: Value,
    site: Value,
}

impl<'a> Site<'a> {
    /// Prepares rendering.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, theme: &'a Theme, addresses: &'a Addresses, press: &'a Press) -> Self {
        let editions = catalogue.settings.languages.iter().map(|lang| Edition::new(catalogue, theme, addresses, lang)).collect();
        Self { catalogue, theme, addresses, press, editions }
    }

    /// Does a job. What somebody should look at, though it keeps nothing from being published, goes into `warnings`.
    ///
    /// # Errors
    /// What an author or the author of a template has to mend.
    pub fn render(&self, job: &Job, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        match &job.work {
            Work::Root => self.root(),
            Work::Home(lang) => self.home(lang),
            Work::List(kind, lang) => self.list(*kind, lang),
            Work::About(lang) => self.about(lang),
            Work::NotFound => self.not_found(),
            Work::Entry(id, code) => self.entry(id, *code, warnings),
            Work::Retired(code) => self.retired(*code),
            Work::Moved(from, to) => self.moved(from, to),
            Work::Feed(lang) => self.feed(lang),
            Work::Sitemap => self.sitemap(),
            Work::Icon => self.icon(),
            Work::Robots => Ok(self.robots()),
            Work::Plaque(id, code) => self.plaque(id, *code),
            Work::Plaques => self.plaques(),
            Work::Symbols(id, code) => self.symbols(id, *code),
            Work::OwnSymbol(name) => self.own_symbol(name),
        }
    }

    fn edition(&self, lang: &Lang) -> &Edition<'a> {
        self.editions.iter().find(|edition| edition.lang == lang).unwrap_or(&self.editions[0])
    }

    fn default_edition(&self) -> &Edition<'a> {
        &self.editions[0]
    }

    fn fill_in(&self, template: &str, context: &Context) -> Result<String, Vec<Problem>> {
        self.theme.pages.render(template, context).map_err(|error| vec![problem_of(&error, &self.theme.sources)])
    }
}

fn artifact(path: String, bytes: impl Into<Vec<u8>>) -> Artifact {
    Artifact { path, twins: Vec::new(), content: Content::Bytes(bytes.into()) }
}

fn too_long(text: &str) -> Vec<Problem> {
    vec![Problem::anywhere(ProblemKind::SymbolTooLong { text: text.to_owned() })]
}
