//! The whole build on one page: read, plan, render, publish.

mod orders;
mod proofs;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use blake3::{Hash, Hasher};
use jiff::civil::Date;

use crate::catalogue::{self, Batch, Catalogue, static_folder};
use crate::develop::{Purpose, develop_all};
use crate::diag::{self, Problem};
use crate::disk::DiskError;
use crate::inspect::{Pages, promises, proof};
use crate::media::{Narrations, Stored};
use crate::narrate::narrate_all;
use crate::parallel::in_parallel;
use crate::plan::{Addresses, Job, Plan, Work, plan};
use crate::print::Press;
use crate::publish::{Cache, Line, Made, Recorded, Staging, Unchanged, Unusable, change_shared};
use crate::render::{Artifact, Site};
use crate::search;
use crate::source::{canonical, exists, read_bytes, read_one};
use crate::theme::{self, Theme};

use proofs::Proofs;

pub use orders::{PrintRequest, Printed, What, print};

/// What to build, and where from and to.
#[derive(Clone, Debug)]
pub struct Request {
    /// The catalogue's folder; `themes/` and `templates/` lie beside it.
    pub content: PathBuf,
    /// Where the website goes; `None` leaves it out.
    pub web: Option<PathBuf>,
    /// Where the plaques go; `None` leaves them out.
    pub print: Option<PathBuf>,
    /// The day on which the catalogue is looked at.
    pub today: Date,
}

/// What was done.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// Everything that is wrong. With an error among it nothing was published.
    pub problems: Vec<Problem>,
    /// How many entries there are.
    pub entries: usize,
    /// How many web pages were made.
    pub pages: usize,
    /// How many plaques were made.
    pub plaques: usize,
    /// How many photographs were developed, and not taken from an earlier build.
    pub developed: usize,
    /// How many narrations were made, and not taken from an earlier build.
    pub narrated: usize,
    /// How many files for print were read back, and not known from an earlier build to scan.
    pub read_back: usize,
    /// How many codes were given for the first time.
    pub new_codes: usize,
    /// How many output files are new or have changed.
    pub changed: usize,
}

/// Why nothing could be done: not an author's mistake.
#[derive(Debug)]
pub enum Failure {
    /// A folder cannot be published to.
    Unusable(PathBuf, Unusable),
    /// An output folder lies in the catalogue's folder, or the other way round.
    Overlap(PathBuf, PathBuf),
    /// A printer at this address takes nothing.
    Printer(String, io::Error),
    /// The machine has no room for another thread.
    Threads(io::Error),
    /// The disk failed.
    Disk(DiskError),
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(folder, why) => write!(f, "{}: {why}", folder.display()),
            Self::Overlap(a, b) => write!(f, "{} and {} lie in one another", a.display(), b.display()),
            Self::Printer(address, error) => write!(f, "{address}: {error}"),
            Self::Threads(error) => write!(f, "no room for threads: {error}"),
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

/// Told after each job: how many are done, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Builds and publishes. Nothing is published when there is an error.
///
/// # Errors
/// When the machine fails or a folder cannot be used. Authors' mistakes are in the report.
pub fn build(request: &Request, progress: Progress<'_>) -> Result<Report, Failure> {
    refuse_overlap(request)?;
    let Ready { catalogue, theme, mut report } = match read(request)? {
        Ok(ready) => ready,
        Err(report) => return Ok(report),
    };
    let addresses = Addresses::new(&catalogue.settings);
    let mut cache = Cache::beside(&request.content);
    if request.web.is_some() {
        cache = cache.for_build();
    }
    let purpose = |report: &Report| if request.web.is_some() && !diag::any_error(&report.problems) { Purpose::Publish } else { Purpose::Look };
    let (narrations, narrated) = narrate_all(&catalogue, &cache, purpose(&report), &mut report.problems);
    report.narrated = narrated;
    let plan = planned(&catalogue, &theme, &narrations, &addresses, request, &mut report);
    let press = Press::new(&theme.fonts, &theme.print);
    let (gallery, developed) = develop_all(&catalogue, &cache, purpose(&report), &mut report.problems);
    report.developed = developed;
    let site = Site::new(&catalogue, &theme, &addresses, &press, &gallery, &narrations, &bytes_of);
    let works = Works { site: &site, cache: &cache, proofs: Proofs::new(&cache), done: Done::new(progress, plan.web.len() + plan.print.len()) };
    if diag::any_error(&report.problems) {
        return look_on(&works, &plan, report);
    }

    let web = request.web.as_deref().map(begin).transpose()?;
    let print = request.print.as_deref().map(begin).transpose()?;
    let [for_web, for_print] = folders(&plan, &works);
    let for_web = (render_into(web.as_ref(), &works, &for_web, &mut report)?, for_web.made);
    let for_print = (render_into(print.as_ref(), &works, &for_print, &mut report)?, for_print.made);
    report.read_back = works.proofs.count();
    diag::sort(&mut report.problems);
    if diag::any_error(&report.problems) {
        return Ok(report);
    }
    if catalogue.ledger.added() > 0
        && let Err(conflict) = record(&request.content, &catalogue, None)?
    {
        report.problems.push(conflict);
        return Ok(report);
    }
    report.new_codes = catalogue.ledger.added();
    for (staging, (mut rendered, made)) in [(web, for_web), (print, for_print)] {
        report.changed += rendered.lines.iter().filter(|line| !line.kept).count();
        if let Some(staging) = staging {
            staging.finish(&mut rendered.lines)?;
            made.write(&mut rendered.recorded);
        }
    }
    cache.tidy();
    Ok(report)
}

/// Puts on record which codes were given in this run, and a batch that was printed. The inner error is a change that somebody made meanwhile and that this
/// does not go together with; nothing was written then.
///
/// # Errors
/// When the disk fails; the ledger is then as it was.
pub fn record(content: &Path, catalogue: &Catalogue, batch: Option<Batch<'_>>) -> Result<Result<(), Problem>, Failure> {
    match change_shared(&content.join("ledger.yaml"), |now| catalogue.ledger_after(now, batch)) {
        Ok(()) => Ok(Ok(())),
        Err(Unchanged::Refused(conflict)) => Ok(Err(conflict)),
        Err(Unchanged::Disk(error)) => Err(error.into()),
    }
}

/// All of a build but publishing: whatever a build would tell is told.
///
/// # Errors
/// When the machine fails. Authors' mistakes are in the report.
pub fn check(request: &Request, progress: Progress<'_>) -> Result<Report, Failure> {
    let Ready { catalogue, theme, mut report } = match read(request)? {
        Ok(ready) => ready,
        Err(report) => return Ok(report),
    };
    let addresses = Addresses::new(&catalogue.settings);
    let cache = Cache::beside(&request.content);
    let (narrations, _) = narrate_all(&catalogue, &cache, Purpose::Look, &mut report.problems);
    let plan = planned(&catalogue, &theme, &narrations, &addresses, request, &mut report);
    let press = Press::new(&theme.fonts, &theme.print);
    let (gallery, _) = develop_all(&catalogue, &cache, Purpose::Look, &mut report.problems);
    let site = Site::new(&catalogue, &theme, &addresses, &press, &gallery, &narrations, &bytes_of);
    let works = Works { site: &site, cache: &cache, proofs: Proofs::new(&cache), done: Done::new(progress, plan.web.len() + plan.print.len()) };
    look_on(&works, &plan, report)
}

/// All that rendering needs, what earlier builds have made, and how far it is.
struct Works<'a> {
    site: &'a Site<'a>,
    cache: &'a Cache,
    proofs: Proofs<'a>,
    done: Done<'a>,
}

/// The bytes of a file of a photograph.
fn bytes_of(stored: &Stored) -> Option<Vec<u8>> {
    match stored {
        Stored::Bytes(bytes) => Some(bytes.clone()),
        Stored::File(path) => read_bytes(path).ok(),
    }
}

/// Renders everything and keeps nothing, so that what is only seen then is told in the same run. Where the catalogue is not valid the
/// built-in templates, which count on that, can fail too: this says nothing new.
fn look_on(works: &Works<'_>, plan: &Plan, mut report: Report) -> Result<Report, Failure> {
    let was_valid = !diag::any_error(&report.problems);
    for mut folder in folders(plan, works) {
        folder.promises.retain(|_, _| was_valid); // what a broken catalogue prints need not scan
        render_into(None, works, &folder, &mut report)?;
    }
    report.problems.retain(|problem| was_valid || !problem.place.as_ref().is_some_and(|place| theme::is_built_in(place.path())));
    Ok(sorted(report))
}

/// What goes into one output folder.
struct Folder<'a> {
    jobs: &'a [Job],
    /// What its files must show when they are read back.
    promises: BTreeMap<String, Pages>,
    /// What the last build put there.
    made: Made,
}

impl Folder<'_> {
    /// The recipe of a job together with what its files must show.
    fn recipe(&self, site: &Site<'_>, job: &Job) -> Option<Hash> {
        let recipe = site.recipe(job)?;
        let promised = job.paths.iter().filter_map(|path| Some((path, self.promises.get(path)?)));
        let mut hasher = Hasher::new();
        hasher.update(recipe.as_bytes());
        for (path, pages) in promised {
            hasher.update(proof(path, b"", pages).as_bytes());
        }
        Some(hasher.finalize())
    }

    /// The files of a job, taken over from the last build, which had the same recipe; with nothing to write, only that they are there. All that are planned must be
    /// on record.
    fn taken_over(&self, staging: Option<&Staging>, recipe: &Hash, job: &Job) -> Result<Option<Vec<Line>>, DiskError> {
        let is_whole = |files: &&[Line]| {
            let recorded: BTreeSet<&str> = files.iter().map(|line| line.path.as_str()).collect();
            files.len() == job.paths.len() && job.paths.iter().all(|path| recorded.contains(path.as_str()))
        };
        match (self.made.get(recipe).filter(is_whole), staging) {
            (Some(files), Some(staging)) => staging.keep(files),
            (Some(_), None) => Ok(Some(Vec::new())),
            (None, _) => Ok(None),
        }
    }
}

/// The two output folders: the website, and what is printed.
fn folders<'a>(plan: &'a Plan, works: &Works<'_>) -> [Folder<'a>; 2] {
    let promises = if plan.print.is_empty() { BTreeMap::new() } else { promises(works.site.catalogue, works.site.addresses) };
    [
        Folder { jobs: &plan.web, promises: BTreeMap::new(), made: works.cache.made("web") },
        Folder { jobs: &plan.print, promises, made: works.cache.made("print") },
    ]
}

/// What came of the jobs of an output folder.
#[derive(Default)]
struct Rendered {
    /// A line for each file.
    lines: Vec<Line>,
    /// What need not be made again while its recipe stays the same.
    recorded: Vec<Recorded>,
}

/// A catalogue and its theme, read; the report so far.
struct Ready {
    catalogue: Catalogue,
    theme: Theme,
    report: Report,
}

/// Reads everything. The inner error is a report that says why one cannot go on.
fn read(request: &Request) -> Result<Result<Ready, Report>, Failure> {
    let shown = request.content.to_string_lossy().replace('\\', "/");
    let reading = catalogue::read(&request.content, shown.trim_end_matches('/'), request.today)?;
    let mut report = Report { problems: reading.problems, ..Report::default() };
    let Some(catalogue) = reading.catalogue else {
        return Ok(Err(sorted(report)));
    };
    report.entries = catalogue.entries.len();
    if let Some(copy) = request.web.as_ref().and_then(|web| read_one(&web.join(Addresses::ledger_file()))) {
        report.problems.extend(catalogue::lost_since(&copy, &catalogue));
    }
    let project = request.content.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut theme = theme::read(project, &catalogue.settings, &mut report.problems)?;
    if let Some(theme) = &mut theme {
        add_search(theme, &catalogue);
    }
    Ok(match theme {
        Some(theme) => Ok(Ready { catalogue, theme, report }),
        None => Err(sorted(report)),
    })
}

/// Adds what the search pages look through to the files that pages load.
fn add_search(theme: &mut Theme, catalogue: &Catalogue) {
    for lang in &catalogue.settings.languages {
        theme.assets.add(search::file_name(lang), search::index(catalogue, catalogue.entries.values(), lang).into_bytes());
    }
}

fn sorted(mut report: Report) -> Report {
    diag::sort(&mut report.problems);
    report
}

/// The jobs that were asked for, and how many pages and plaques they give.
fn planned(catalogue: &Catalogue, theme: &Theme, narrations: &Narrations, addresses: &Addresses, request: &Request, report: &mut Report) -> Plan {
    let (mut plan, problems) = plan(catalogue, &theme.assets, narrations, addresses);
    report.problems.extend(problems);
    diag::sort(&mut report.problems);
    if request.web.is_none() {
        plan.web.clear();
    }
    if request.print.is_none() {
        plan.print.clear();
    }
    let is_page = |path: &&String| path.ends_with(".html") && !path.starts_with("q/") && !Addresses::is_folder_twin(path);
    report.pages = plan.web.iter().filter(|job| !matches!(job.work, Work::Static(_))).flat_map(|job| &job.paths).filter(is_page).count();
    report.plaques = plan.print.iter().filter(|job| matches!(job.work, Work::Plaque(..))).count();
    plan
}

/// Renders jobs in parallel; each result is written (or dropped, when nothing is to be published) before the next one is made. What the last build made of the
/// same recipe is taken over. A recipe is put on record when there was nothing to tell, so that what was told is told each time.
fn render_into(staging: Option<&Staging>, works: &Works<'_>, folder: &Folder<'_>, report: &mut Report) -> Result<Rendered, Failure> {
    let render = |job: &Job| {
        let recipe = folder.recipe(works.site, job);
        if let Some(recipe) = recipe
            && let Some(lines) = folder.taken_over(staging, &recipe, job).map_err(Failed::Disk)?
        {
            return Ok((lines, Vec::new(), Some(recipe)));
        }
        let mut found = Vec::new();
        let artifacts = works.site.render(job, &mut found)?;
        found.extend(works.proofs.of(&artifacts, &folder.promises, staging.is_some()));
        let recipe = recipe.filter(|_| found.is_empty());
        Ok((write(staging, &artifacts)?, found, recipe))
    };
    let mut rendered = Rendered::default();
    for result in in_parallel(folder.jobs, |job| works.done.after(|| render(job))) {
        match result {
            Ok((lines, found, recipe)) => {
                rendered.recorded.extend(recipe.map(|recipe| (recipe, lines.clone())));
                rendered.lines.extend(lines);
                report.problems.extend(found);
            }
            Err(Failed::Problems(problems)) => report.problems.extend(problems),
            Err(Failed::Disk(error)) => return Err(error.into()),
        }
    }
    Ok(rendered)
}

fn write(staging: Option<&Staging>, artifacts: &[Artifact]) -> Result<Vec<Line>, Failed> {
    let Some(staging) = staging else { return Ok(Vec::new()) };
    let mut lines = Vec::with_capacity(artifacts.len() + 1);
    for artifact in artifacts {
        lines.extend(staging.put(artifact).map_err(Failed::Disk)?);
    }
    Ok(lines)
}

enum Failed {
    Problems(Vec<Problem>),
    Disk(DiskError),
}

impl From<Vec<Problem>> for Failed {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Problems(problems)
    }
}

/// Counts finished jobs for those who watch.
struct Done<'a> {
    progress: Progress<'a>,
    finished: AtomicUsize,
    all: usize,
}

impl<'a> Done<'a> {
    fn new(progress: Progress<'a>, all: usize) -> Self {
        Self { progress, finished: 0.into(), all }
    }

    fn after<T>(&self, work: impl FnOnce() -> T) -> T {
        let result = work();
        let finished = self.finished.fetch_add(1, Ordering::Relaxed) + 1;
        (self.progress)(finished, self.all);
        result
    }
}

fn begin(target: &Path) -> Result<Staging, Failure> {
    Staging::begin(target).map_err(|why| Failure::Unusable(target.to_owned(), why))
}

fn refuse_overlap(request: &Request) -> Result<(), Failure> {
    let unchanged = static_folder(&request.content);
    let folders = [Some(&request.content), request.web.as_ref(), request.print.as_ref(), Some(&unchanged).filter(|folder| exists(folder))];
    refuse_overlap_of(&folders.into_iter().flatten().map(PathBuf::as_path).collect::<Vec<_>>())
}

/// Outputs in the source, or the source in an output, would be replaced with it.
///
/// # Errors
/// When one of the folders lies in another.
pub fn refuse_overlap_of(folders: &[&Path]) -> Result<(), Failure> {
    for (index, a) in folders.iter().enumerate() {
        for b in &folders[index + 1..] {
            let (one, other) = (canonical(a), canonical(b));
            if one.starts_with(&other) || other.starts_with(&one) {
                return Err(Failure::Overlap((*a).to_owned(), (*b).to_owned()));
            }
        }
    }
    Ok(())
}
