//! Every job before anything is written.
//!
//! `address` says where everything is published and what a QR code says, `symbols` which finished file shows what; this file lists the jobs with the paths they will give. Two
//! outputs on one path are found here, before anything is rendered.

mod address;
mod symbols;

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Code, EntryId, Kind};
use crate::diag::{Problem, ProblemKind};
use crate::lang::Lang;

pub use address::Addresses;
pub use symbols::{SymbolFiles, symbol_files};

/// What a job makes.
#[derive(Clone, PartialEq, Debug)]
pub enum Work {
    /// `/`: the choice of language.
    Root,
    /// A language's first page.
    Home(Lang),
    /// All entries of a kind in a language.
    List(Kind, Lang),
    /// Who publishes this, in a language.
    About(Lang),
    /// What a host shows when a page is not there.
    NotFound,
    /// An entry: its page in each language, the page behind its code, its cover, its pictures.
    Entry(EntryId, Code),
    /// The page of a code that is out of use.
    Retired(Code),
    /// A former address of an entry: it leads to the page of the entry that took its place.
    Moved(EntryId, EntryId),
    /// What is new, in a language (Atom).
    Feed(Lang),
    /// `sitemap.xml`.
    Sitemap,
    /// The picture on a browser's tab.
    Icon,
    /// `robots.txt`.
    Robots,
    /// An entry's plaque: PDF, SVG and PNG.
    Plaque(EntryId, Code),
    /// All plaques in one PDF.
    Plaques,
    /// An entry's symbol alone, plain and in each style.
    Symbols(EntryId, Code),
    /// A symbol of the catalogue itself, by its name.
    OwnSymbol(String),
}

/// A job and the paths of all that it makes.
#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    /// What it makes.
    pub work: Work,
    /// The paths in the output folder, with forward slashes.
    pub paths: Vec<String>,
}

/// The jobs for each of the two output folders.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// For the website.
    pub web: Vec<Job>,
    /// For the print shop.
    pub print: Vec<Job>,
}

/// Plans everything that a catalogue gives.
#[must_use]
pub fn plan(catalogue: &Catalogue, addresses: &Addresses) -> (Plan, Vec<Problem>) {
    let plan = Plan { web: web(catalogue, addresses), print: print(catalogue, addresses) };
    let mut problems = clashes(&plan.web);
    problems.extend(clashes(&plan.print));
    (plan, problems)
}

fn web(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let job = |work, paths| Job { work, paths };
    let mut jobs = vec![job(Work::Root, vec![addresses.root_file()])];
    for lang in &catalogue.settings.languages {
        jobs.push(job(Work::Home(lang.clone()), vec![Addresses::file_of(&addresses.home(lang))]));
        jobs.push(job(Work::About(lang.clone()), vec![Addresses::file_of(&addresses.about(lang))]));
        jobs.push(job(Work::Feed(lang.clone()), vec![Addresses::file_of(&addresses.feed(lang))]));
        for kind in Kind::ALL {
            jobs.push(job(Work::List(kind, lang.clone()), vec![Addresses::file_of(&addresses.list(kind, lang))]));
        }
    }
    for (id, entry) in &catalogue.entries {
        let Some(code) = catalogue.code(id) else { continue };
        let mut paths: Vec<String> = catalogue.settings.languages.iter().map(|lang| Addresses::file_of(&addresses.entry(id, lang))).collect();
        for code in std::iter::once(code).chain(catalogue.ledger.further_codes(id)) {
            paths.extend(addresses.code_files(code));
        }
        paths.push(Addresses::file_of(&addresses.cover(id)));
        paths.extend(entry.pictures().map(|(file, _)| Addresses::file_of(&addresses.picture(id, file))));
        jobs.push(job(Work::Entry(id.clone(), code), paths));
    }
    jobs.extend(former(catalogue, addresses));
    jobs.push(job(Work::NotFound, vec![addresses.not_found_file()]));
    jobs.push(job(Work::Sitemap, vec![addresses.sitemap_file()]));
    jobs.push(job(Work::Icon, vec![Addresses::file_of(&addresses.icon())]));
    jobs.push(job(Work::Robots, vec![addresses.robots_file()]));
    jobs
}

/// What stands where entries were: notices behind retired codes, and former addresses.
fn former(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (code, given) in catalogue.ledger.codes() {
        if given.retired.is_some() {
            jobs.push(Job { work: Work::Retired(code), paths: addresses.code_files(code).to_vec() });
        }
        if let Some(target) = given.leads_to().filter(|target| **target != given.entry && !catalogue.entries.contains_key(&given.entry)) {
            let paths = catalogue.settings.languages.iter().map(|lang| Addresses::file_of(&addresses.entry(&given.entry, lang))).collect();
            jobs.push(Job { work: Work::Moved(given.entry.clone(), target.clone()), paths });
        }
    }
    jobs
}

fn print(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let mut jobs = vec![Job { work: Work::Plaques, paths: vec![addresses.plaques_file()] }];
    for id in catalogue.entries.keys() {
        let Some(code) = catalogue.code(id) else { continue };
        jobs.push(Job { work: Work::Plaque(id.clone(), code), paths: addresses.plaque_files(code).to_vec() });
        let paths = symbols::of_code(catalogue, addresses, code).into_iter().flat_map(|files| files.paths).collect();
        jobs.push(Job { work: Work::Symbols(id.clone(), code), paths });
    }
    for symbol in &catalogue.settings.symbols {
        jobs.push(Job { work: Work::OwnSymbol(symbol.name.clone()), paths: addresses.own_symbol_files(&symbol.name).to_vec() });
    }
    jobs
}

/// Outputs that would fall onto each other, also on disks that know no upper and lower case. The two files of one code are meant to: they
/// have the same bytes; and a picture may be named twice.
fn clashes(jobs: &[Job]) -> Vec<Problem> {
    let mut seen: BTreeMap<String, (&Job, &String)> = BTreeMap::new();
    let mut problems = Vec::new();
    for job in jobs {
        for path in &job.paths {
            let (first, second) = match seen.insert(path.to_lowercase(), (job, path)) {
                Some((other, _)) if other != job => (other.work.name(), job.work.name()),
                Some((_, other)) if other != path && !path.starts_with("q/") => (other.clone(), path.clone()),
                Some(_) | None => continue,
            };
            problems.push(Problem::anywhere(ProblemKind::TwoOutputs { path: path.to_lowercase(), first, second }));
        }
    }
    problems
}

impl Work {
    /// What it is, in a word or two that need no translation.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Root => "/".to_owned(),
            Self::Home(lang) => format!("home ({lang})"),
            Self::List(kind, lang) => format!("{} ({lang})", kind.folder()),
            Self::About(lang) => format!("about ({lang})"),
            Self::NotFound => "404".to_owned(),
            Self::Entry(id, _) | Self::Plaque(id, _) | Self::Symbols(id, _) => id.to_string(),
            Self::OwnSymbol(name) => name.clone(),
            Self::Retired(code) => code.to_string(),
            Self::Moved(from, to) => format!("{from} → {to}"),
            Self::Feed(lang) => format!("feed ({lang})"),
            Self::Sitemap => "sitemap".to_owned(),
            Self::Icon => "icon".to_owned(),
            Self::Robots => "robots".to_owned(),
            Self::Plaques => "plaques".to_owned(),
        }
    }
}
