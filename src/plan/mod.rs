//! Every job before anything is written.
//!
//! `address` says where everything is published and what a QR code says, `symbols` which finished file shows what, `track` in which forms places are given away; this file lists the jobs with the paths they will give. Two
//! outputs on one path are found here, before anything is rendered.

mod address;
mod order;
mod symbols;
mod track;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalogue::{Catalogue, Code, Entry, EntryId, Kind, Order, Route};
use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::lang::Lang;
use crate::media::{Cube, Form, Narrations, widths};
use crate::theme::Assets;

pub use address::Addresses;
pub use order::{Field, Item, PlannedOrder, order, orders, unanswered};
pub use symbols::{SymbolFiles, symbol_files};
pub use track::Track;

/// How many codes one list holds. Beyond, the codes of each first character have a list of their own: 10,000 codes are then 32 lists of
/// about 300, each as small as a page of an entry.
const LONGEST_LIST: usize = 500;

/// How many entries one alphabetical list holds. Beyond, the list has parts, each as small as a page of an entry.
pub const ENTRIES_A_PART: usize = 250;

/// Which codes a page lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listed {
    /// All of them.
    All,
    /// None: it leads to a list for each first character.
    Firsts,
    /// Those that begin with this character.
    Beginning(char),
}

/// What a job makes.
#[derive(Clone, PartialEq, Debug)]
pub enum Work {
    /// `/`: the choice of language.
    Root,
    /// A language's first page.
    Home(Lang),
    /// All entries of a kind in a language.
    List(Kind, Lang),
    /// Where one searches, in a language, with the list of everything.
    Search(Lang),
    /// Who publishes this, in a language.
    About(Lang),
    /// What a host shows when a page is not there.
    NotFound,
    /// An entry: its page in each language, the page behind its code, its cover, its pictures, panoramas and videos, what is heard of it.
    Entry(EntryId, Code),
    /// Where the number of a route's stop is typed or tapped, in a language.
    Keypad(EntryId, Lang),
    /// The places of a route, or of the whole catalogue, for other programs, in a language.
    Tracks(Option<EntryId>, Lang),
    /// The page of a code that is out of use.
    Retired(Code),
    /// `/q/`: where a code is typed, and found in a list.
    Find(Listed),
    /// A former address of an entry: it leads to the page of the entry that took its place.
    Moved(EntryId, EntryId),
    /// What is new, in a language (Atom).
    Feed(Lang),
    /// `sitemap.xml`.
    Sitemap,
    /// The picture that messengers show beside a link to an entry.
    SharePicture(EntryId),
    /// The pictures on browsers' tabs and home screens.
    Icon,
    /// What a browser needs to put the website on a home screen.
    Manifest,
    /// The service worker, which keeps what was seen.
    Worker,
    /// What it shows for a page that is not kept.
    Offline,
    /// A file that pages load, by its name.
    Asset(String),
    /// `robots.txt`.
    Robots,
    /// What the hosts that were asked for need to answer every address.
    Hosts,
    /// The ledger, for the next build to compare with.
    Ledger,
    /// A file of `static/`, as it is.
    Static(String),
    /// An entry's plaque: PDF, SVG and PNG.
    Plaque(EntryId, Code),
    /// All plaques in one PDF.
    Plaques,
    /// An entry's symbol alone, plain and in each style.
    Symbols(EntryId, Code),
    /// A symbol of the catalogue itself, by its name.
    OwnSymbol(String),
    /// An order: sheets, single pieces, the list for the shop.
    Order(Box<Order>),
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
pub fn plan(catalogue: &Catalogue, assets: &Assets, narrations: &Narrations, addresses: &Addresses) -> (Plan, Vec<Problem>) {
    let mut plan = Plan { web: web(catalogue, assets, narrations, addresses), print: print(catalogue, addresses) };
    let (orders, mut problems) = orders(catalogue, addresses, &catalogue.settings.print);
    plan.print.extend(orders);
    problems.extend(clashes(catalogue, &plan.web));
    problems.extend(clashes(catalogue, &plan.print));
    (plan, problems)
}

fn web(catalogue: &Catalogue, assets: &Assets, narrations: &Narrations, addresses: &Addresses) -> Vec<Job> {
    let job = |work, paths| Job { work, paths };
    let mut jobs = vec![job(Work::Root, vec![addresses.root_file()])];
    for lang in &catalogue.settings.languages {
        jobs.push(job(Work::Home(lang.clone()), vec![Addresses::file_of(&addresses.home(lang))]));
        jobs.push(job(Work::Search(lang.clone()), search_files(catalogue, addresses, lang)));
        jobs.push(job(Work::About(lang.clone()), vec![Addresses::file_of(&addresses.about(lang))]));
        jobs.push(job(Work::Feed(lang.clone()), vec![Addresses::file_of(&addresses.feed(lang))]));
        for kind in Kind::ALL {
            jobs.push(job(Work::List(kind, lang.clone()), vec![Addresses::file_of(&addresses.list(kind, lang))]));
        }
    }
    let mut linked = BTreeSet::new();
    for (id, entry) in &catalogue.entries {
        let Some(code) = catalogue.code(id) else { continue };
        let mut paths: Vec<String> = catalogue.settings.languages.iter().map(|lang| Addresses::file_of(&addresses.entry(id, lang))).collect();
        for code in std::iter::once(code).chain(catalogue.ledger.further_codes(id)) {
            paths.extend(addresses.code_files(code));
        }
        // one that two products claim is told already
        for gtin in entry.gtins().filter(|gtin| linked.insert(*gtin)) {
            paths.extend(addresses.digital_link_files(gtin));
        }
        paths.push(Addresses::file_of(&addresses.cover(id)));
        paths.extend(picture_files(catalogue, addresses, entry));
        let heard = catalogue.settings.languages.iter().filter_map(|lang| Some((lang, narrations.get(&id.to_string(), lang)?)));
        paths.extend(heard.map(|(lang, narration)| Addresses::file_of(&addresses.narration(id, lang, narration))));
        paths.extend(panorama_files(catalogue, addresses, entry));
        paths.extend(video_files(catalogue, addresses, entry));
        paths.extend(route_files(catalogue, addresses, id));
        jobs.push(job(Work::Entry(id.clone(), code), paths));
        jobs.push(job(Work::SharePicture(id.clone()), vec![Addresses::file_of(&addresses.share_picture(id))]));
    }
    jobs.extend(routes(catalogue, addresses));
    jobs.extend(former(catalogue, addresses));
    jobs.extend(find(catalogue, addresses));
    jobs.push(job(Work::NotFound, vec![addresses.not_found_file()]));
    jobs.push(job(Work::Sitemap, vec![addresses.sitemap_file()]));
    jobs.push(job(Work::Icon, [addresses.icon()].iter().chain(&addresses.pixel_icons()).map(|path| Addresses::file_of(path)).collect()));
    jobs.push(job(Work::Manifest, vec![Addresses::file_of(&addresses.manifest())]));
    jobs.push(job(Work::Worker, vec![Addresses::file_of(&addresses.worker())]));
    if catalogue.settings.offline {
        jobs.push(job(Work::Offline, vec![Addresses::file_of(&addresses.offline())]));
    }
    jobs.extend(assets.iter().map(|(name, asset)| job(Work::Asset(name.to_owned()), vec![Addresses::file_of(&addresses.asset(name, asset))])));
    jobs.push(job(Work::Robots, vec![addresses.robots_file()]));
    jobs.push(job(Work::Ledger, vec![Addresses::ledger_file().to_owned()]));
    let host_files: BTreeSet<&str> = catalogue.settings.hosts.iter().flat_map(|host| Addresses::host_files(*host)).copied().collect();
    if !host_files.is_empty() {
        jobs.push(job(Work::Hosts, host_files.into_iter().map(str::to_owned).collect()));
    }
    for job in &mut jobs {
        job.paths.extend(addresses.folder_twins(&job.paths));
    }
    jobs.extend(catalogue.static_files.others.iter().map(|file| job(Work::Static(file.clone()), vec![file.clone()])));
    jobs
}

/// The search page, and the parts of its list where that is too long for one page.
fn search_files(catalogue: &Catalogue, addresses: &Addresses, lang: &Lang) -> Vec<String> {
    let parts = Some(catalogue.entries.len().div_ceil(ENTRIES_A_PART)).filter(|parts| *parts > 1).unwrap_or(0);
    let paths = std::iter::once(addresses.search(lang)).chain((1..=parts).map(|number| addresses.search_part(lang, number)));
    paths.map(|path| Addresses::file_of(&path)).collect()
}

/// The files of an entry's photographs. Of one that is not there or broken, which is told already, there are none.
fn picture_files(catalogue: &Catalogue, addresses: &Addresses, entry: &Entry) -> Vec<String> {
    let mut files = Vec::new();
    for (file, _) in entry.photographs() {
        let Some(picture) = catalogue.pictures.get(&entry.picture_path(file)) else { continue };
        for (width, form) in widths(picture.width).into_iter().flat_map(|width| Form::ALL.map(|form| (width, form))) {
            files.push(Addresses::file_of(&addresses.picture(&entry.id, file, width, form)));
        }
    }
    files
}

/// The tiles of an entry's panoramas.
fn panorama_files(catalogue: &Catalogue, addresses: &Addresses, entry: &Entry) -> Vec<String> {
    let known = entry.panoramas().filter_map(|(file, _)| Some((file, catalogue.pictures.get(&entry.picture_path(file))?)));
    let tiles = known.flat_map(|(file, picture)| Cube::of(picture.width).tiles().map(move |tile| (file, picture, tile)));
    tiles.map(|(file, picture, tile)| Addresses::file_of(&addresses.tile(&entry.id, file, &picture.hash, tile))).collect()
}

/// The files of an entry's videos and of their captions.
fn video_files(catalogue: &Catalogue, addresses: &Addresses, entry: &Entry) -> Vec<String> {
    let mut files = Vec::new();
    for video in entry.videos() {
        let known = video.line("file").and_then(|file| Some((file, catalogue.videos.files.get(&entry.picture_path(file))?)));
        files.extend(known.map(|(file, known)| addresses.video(&entry.id, file, &known.hash, known.look.form)));
        let captions = entry.captions(video).filter_map(|(_, file)| Some((file, catalogue.videos.captions.get(&entry.picture_path(file))?)));
        files.extend(captions.map(|(file, hash)| addresses.captions(&entry.id, file, hash)));
    }
    files.iter().map(|path| Addresses::file_of(path)).collect()
}

/// What is made together with the pages of a route: its take-away, and the lists of what phones fetch to keep it.
fn route_files(catalogue: &Catalogue, addresses: &Addresses, id: &EntryId) -> Vec<String> {
    if id.kind != Kind::Route {
        return Vec::new();
    }
    let packs = catalogue.settings.languages.iter().filter(|_| catalogue.settings.offline).map(|lang| addresses.pack(id, lang));
    packs.chain([addresses.take_away(id)]).map(|path| Addresses::file_of(&path)).collect()
}

/// What routes have besides their pages, and all places in one file.
fn routes(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let mut jobs = Vec::new();
    for lang in &catalogue.settings.languages {
        let tracks = |route: Option<&EntryId>| {
            let paths = Track::ALL.iter().map(|form| Addresses::file_of(&addresses.track(route, lang, *form))).collect();
            Job { work: Work::Tracks(route.cloned(), lang.clone()), paths }
        };
        for entry in catalogue.of_kind(Kind::Route) {
            jobs.push(Job { work: Work::Keypad(entry.id.clone(), lang.clone()), paths: vec![Addresses::file_of(&addresses.keypad(&entry.id, lang))] });
            jobs.extend(has_track(catalogue, Some(entry)).then(|| tracks(Some(&entry.id))));
        }
        jobs.extend(has_track(catalogue, None).then(|| tracks(None)));
    }
    jobs
}

/// Whether a route, or else the catalogue, has a place exact enough to send somebody there: only then are there files with its places.
#[must_use]
pub fn has_track(catalogue: &Catalogue, route: Option<&Entry>) -> bool {
    match route {
        Some(route) => Route::of(catalogue, route).is_some_and(|route| route.stops.iter().any(|stop| stop.entry.exact_place().is_some())),
        None => catalogue.entries.values().any(|entry| entry.exact_place().is_some()),
    }
}

/// Entries that went, and the entries that took their places: each has its former address in every language.
#[must_use]
pub fn moved(catalogue: &Catalogue) -> BTreeMap<&EntryId, &EntryId> {
    let lead_on = catalogue.ledger.codes().filter_map(|(_, given)| Some((&given.entry, given.leads_to()?)));
    lead_on.filter(|(from, to)| from != to && !catalogue.entries.contains_key(from)).collect()
}

/// The codes behind which there is a page: an entry or a notice.
pub fn answered_codes(catalogue: &Catalogue) -> impl Iterator<Item = Code> {
    let is_answered = |target: Option<&EntryId>| target.is_none_or(|entry| catalogue.entries.contains_key(entry));
    catalogue.ledger.codes().filter(move |(_, given)| is_answered(given.leads_to())).map(|(code, _)| code)
}

/// What stands where entries were: notices behind retired codes, and former addresses.
fn former(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (code, given) in catalogue.ledger.codes() {
        if given.retired.is_some() {
            jobs.push(Job { work: Work::Retired(code), paths: addresses.code_files(code).to_vec() });
        }
    }
    for (from, to) in moved(catalogue) {
        let former = catalogue.settings.languages.iter().flat_map(|lang| addresses.former(from, to, lang));
        let paths = former.map(|(from, _)| Addresses::file_of(&from)).collect();
        jobs.push(Job { work: Work::Moved(from.clone(), to.clone()), paths });
    }
    jobs
}

/// The page that finds codes: one, or one for each first character too.
fn find(catalogue: &Catalogue, addresses: &Addresses) -> Vec<Job> {
    let job = |listed, first| Job { work: Work::Find(listed), paths: addresses.find_files(first).to_vec() };
    if catalogue.open_codes().count() <= LONGEST_LIST {
        return vec![job(Listed::All, None)];
    }
    let firsts: BTreeSet<char> = catalogue.open_codes().map(|(code, _)| code.first()).collect();
    let mut jobs = vec![job(Listed::Firsts, None)];
    jobs.extend(firsts.into_iter().map(|first| job(Listed::Beginning(first), Some(first))));
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
fn clashes(catalogue: &Catalogue, jobs: &[Job]) -> Vec<Problem> {
    let mut seen: BTreeMap<String, (&Job, &String)> = BTreeMap::new();
    let mut problems = Vec::new();
    for job in jobs {
        let mut is_told = false; // files of one picture come in many sizes: once is enough
        for path in &job.paths {
            let (first, second) = match seen.insert(path.to_lowercase(), (job, path)) {
                Some((other, _)) if other != job => (other.work.name(), job.work.name()),
                Some((_, other)) if other != path && !path.starts_with("q/") && !is_told => {
                    is_told = true;
                    (other.clone(), path.clone())
                }
                Some(_) | None => continue,
            };
            let place = source_of(catalogue, &job.work);
            problems.push(Problem::at(&place, ProblemKind::TwoOutputs { path: path.to_lowercase(), first, second }));
        }
    }
    problems.extend(jobs.iter().filter_map(|job| no_place(catalogue, job, &seen)));
    problems
}

/// A file of `static/` that has a name of the program's own files, that lies where another output is a folder, or the other way round.
fn no_place(catalogue: &Catalogue, job: &Job, seen: &BTreeMap<String, (&Job, &String)>) -> Option<Problem> {
    let Work::Static(file) = &job.work else { return None };
    let (path, second) = (file.to_lowercase(), job.work.name());
    let below = format!("{path}/");
    let within = seen.range(below.clone()..).next().filter(|(other, _)| other.starts_with(&below)).map(|(_, (other, _))| other.work.name());
    let above = path.match_indices('/').find_map(|(at, _)| seen.get(path.get(..at)?)).map(|(other, _)| other.work.name());
    let own = (Addresses::is_own_file(file) && path != Addresses::ledger_file()).then(|| "disan".to_owned());
    let first = within.or(above).or(own)?;
    Some(Problem::at(&source_of(catalogue, &job.work), ProblemKind::TwoOutputs { path, first, second }))
}

/// Where the author finds what an output is made from: the entry's file, the file of `static/`, else the settings.
fn source_of(catalogue: &Catalogue, work: &Work) -> Place {
    let settings = Place::start_of(&catalogue.settings.file);
    let entry = |id: &EntryId| catalogue.entries.get(id).map(|entry| entry.place.clone());
    match work {
        Work::Entry(id, _) | Work::Plaque(id, _) | Work::Symbols(id, _) | Work::SharePicture(id) | Work::Keypad(id, _) => entry(id),
        Work::Tracks(route, _) => route.as_ref().and_then(entry),
        Work::OwnSymbol(name) => catalogue.settings.symbols.iter().find(|symbol| symbol.name == *name).map(|symbol| symbol.place.clone()),
        Work::Static(file) => {
            let path = catalogue.static_files.path(file).to_string_lossy().replace('\\', "/");
            Some(Place::start_of(&Arc::new(SourceFile::new(path, String::new()))))
        }
        Work::Root
        | Work::Home(_)
        | Work::List(..)
        | Work::Search(_)
        | Work::About(_)
        | Work::NotFound
        | Work::Retired(_)
        | Work::Find(_)
        | Work::Moved(..)
        | Work::Feed(_)
        | Work::Sitemap
        | Work::Icon
        | Work::Manifest
        | Work::Worker
        | Work::Offline
        | Work::Asset(_)
        | Work::Robots
        | Work::Hosts
        | Work::Ledger
        | Work::Plaques
        | Work::Order(_) => None,
    }
    .unwrap_or(settings)
}

impl Work {
    /// What it is, in a word or two that need no translation.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Root => "/".to_owned(),
            Self::Home(lang) => format!("home ({lang})"),
            Self::List(kind, lang) => format!("{} ({lang})", kind.folder()),
            Self::Search(lang) => format!("search ({lang})"),
            Self::About(lang) => format!("about ({lang})"),
            Self::NotFound => "404".to_owned(),
            Self::Entry(id, _) | Self::Plaque(id, _) | Self::Symbols(id, _) => id.to_string(),
            Self::OwnSymbol(name) => name.clone(),
            Self::Keypad(route, lang) => format!("{route}/keypad ({lang})"),
            Self::Tracks(route, lang) => format!("{} ({lang})", route.as_ref().map_or_else(|| "catalogue".to_owned(), ToString::to_string)),
            Self::Retired(code) => code.to_string(),
            Self::Find(Listed::All | Listed::Firsts) => "/q/".to_owned(),
            Self::Find(Listed::Beginning(first)) => format!("/q/{first}"),
            Self::Moved(from, to) => format!("{from} → {to}"),
            Self::Feed(lang) => format!("feed ({lang})"),
            Self::Sitemap => "sitemap".to_owned(),
            Self::SharePicture(id) => format!("share/{id}"),
            Self::Icon => "icon".to_owned(),
            Self::Manifest => "manifest".to_owned(),
            Self::Worker => "worker".to_owned(),
            Self::Offline => "offline".to_owned(),
            Self::Asset(name) => format!("assets/{name}"),
            Self::Robots => "robots".to_owned(),
            Self::Hosts => "hosts".to_owned(),
            Self::Ledger => "ledger".to_owned(),
            Self::Static(file) => format!("static/{file}"),
            Self::Plaques => "plaques".to_owned(),
            Self::Order(order) => Addresses::order_folder(&order.wanted.name),
        }
    }
}
