//! Orders that are printed by themselves: `disan print`. The same road as a build, with the jobs of orders only; each goes into a folder of its own.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{Done, Failure, Progress, Proofs, Ready, Request, Works, begin, bytes_of, read, record, refuse_overlap_of, sorted};
use crate::catalogue::{self, Wanted};
use crate::develop::{Purpose, develop_all};
use crate::diag::{self, Problem, ProblemKind};
use crate::inspect::order_promises;
use crate::narrate::narrate_all;
use crate::plan::{self, Addresses, Job, Work};
use crate::print::Press;
use crate::publish::Cache;
use crate::render::{Artifact, Site};

/// What to print, and where it goes.
#[derive(Clone, Debug)]
pub struct PrintRequest {
    /// The catalogue's folder.
    pub content: PathBuf,
    /// The folder of what is printed.
    pub print: PathBuf,
    /// What.
    pub what: What,
    /// The day on which the catalogue is looked at.
    pub today: Date,
}

/// What to print.
#[derive(Clone, Debug)]
pub enum What {
    /// All orders that `catalogue.yaml` names.
    All,
    /// One order.
    One(Box<Wanted>),
    /// The trial page for a stock, corrected for a printer that was measured.
    Calibration {
        /// The stock's name; A4 without one.
        stock: Option<String>,
        /// The printer's name.
        printer: Option<String>,
    },
}

/// What was printed.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// Everything that is wrong. With an error among it nothing was written.
    pub problems: Vec<Problem>,
    /// The folder of each order, and how many pieces and pages it has.
    pub orders: Vec<(PathBuf, usize, usize)>,
}

/// Carries orders out, all or none, each into a folder of its own.
///
/// # Errors
/// When the machine fails or a folder cannot be used. Authors' mistakes are in what is given back.
pub fn print(request: &PrintRequest, progress: Progress<'_>) -> Result<Printed, Failure> {
    refuse_overlap_of(&[&request.content, &request.print])?;
    let reading = Request { content: request.content.clone(), web: None, print: Some(request.print.clone()), today: request.today };
    let Ready { catalogue, theme, mut report } = match read(&reading)? {
        Ok(ready) => ready,
        Err(report) => return Ok(Printed { problems: report.problems, ..Printed::default() }),
    };
    let addresses = Addresses::new(&catalogue.settings);
    let cache = Cache::beside(&request.content);
    let (narrations, _) = narrate_all(&catalogue, &cache, Purpose::Look, &mut Vec::new());
    let wanted = match &request.what {
        What::All => catalogue.settings.print.as_slice(),
        What::One(wanted) => std::slice::from_ref(&**wanted),
        What::Calibration { .. } => &[],
    };
    let (jobs, problems) = plan::orders(&catalogue, &addresses, wanted);
    report.problems.extend(problems);
    if diag::any_error(&report.problems) {
        return Ok(Printed { problems: sorted(report).problems, ..Printed::default() });
    }
    let press = Press::new(&theme.fonts, &theme.print);
    let is_pictured = jobs.iter().any(|job| matches!(&job.work, Work::Order(order) if order.format.pictured));
    let purpose = if is_pictured { Purpose::Publish } else { Purpose::Look };
    let (gallery, _) = develop_all(&catalogue, &cache, purpose, &mut report.problems);
    let site = Site::new(&catalogue, &theme, &addresses, &press, &gallery, &narrations, &bytes_of);
    let works = Works { site: &site, cache: &cache, proofs: Proofs::new(&cache), done: Done::new(progress, jobs.len()) };
    let mut made: Vec<Made> = jobs.iter().filter_map(|job| print_job(&works, job, &mut report.problems)).collect();
    if let What::Calibration { stock, printer } = &request.what {
        made.extend(calibrate(&site, stock.as_deref(), printer.as_deref(), &mut report.problems));
    }
    let mut printed = Printed { problems: sorted(report).problems, ..Printed::default() };
    if diag::any_error(&printed.problems) {
        return Ok(printed);
    }
    // a code that is new is on record before anything carries it
    if catalogue.ledger.added() > 0
        && let Err(conflict) = record(&request.content, &catalogue, None)?
    {
        printed.problems.push(conflict);
        return Ok(printed);
    }
    for order in made {
        printed.orders.push((publish_order(&order.name, order.artifacts, request)?, order.pieces, order.pages));
    }
    Ok(printed)
}

/// An order that is ready to be written.
struct Made {
    name: String,
    artifacts: Vec<Artifact>,
    pieces: usize,
    pages: usize,
}

/// Makes the files of an order and reads them back. What is wrong is told; what cannot be made at all is not given.
fn print_job(works: &Works<'_>, job: &Job, problems: &mut Vec<Problem>) -> Option<Made> {
    let Work::Order(order) = &job.work else { return None };
    let planned = plan::order(works.site.catalogue, works.site.addresses, order).ok()?;
    let artifacts = works.done.after(|| works.site.render(job, problems));
    let artifacts = artifacts.map_err(|found| problems.extend(found)).ok()?;
    problems.extend(works.proofs.of(&artifacts, &order_promises(works.site.addresses, &planned), true));
    Some(Made { name: order.wanted.name.clone(), artifacts, pieces: planned.count(), pages: planned.pages.len() })
}

fn calibrate(site: &Site<'_>, stock: Option<&str>, printer: Option<&str>, problems: &mut Vec<Problem>) -> Option<Made> {
    let settings = &site.catalogue.settings;
    let found = stock.map(|name| catalogue::find_stock(name, settings)).transpose().and_then(|stock| Ok((stock, catalogue::find_printer(printer, settings)?)));
    let page = found.map_err(|fault| vec![Problem::anywhere(ProblemKind::Shop(fault))]).and_then(|(stock, printer)| site.calibration(stock.as_ref(), printer));
    let (file, pages) = page.map_err(|found| problems.extend(found)).ok()?;
    Some(Made { name: "calibration".to_owned(), artifacts: vec![file], pieces: 1, pages })
}

/// Writes the files of an order into its folder; gives the folder.
fn publish_order(name: &str, artifacts: Vec<Artifact>, request: &PrintRequest) -> Result<PathBuf, Failure> {
    let folder = Addresses::order_folder(name);
    let target = request.print.join(&folder);
    let staging = begin(&target)?;
    let mut lines = Vec::new();
    for artifact in artifacts {
        let path = artifact.path.strip_prefix(&folder).unwrap_or(&artifact.path).trim_start_matches('/').to_owned();
        lines.extend(staging.put(&Artifact { path, ..artifact })?);
    }
    staging.finish(&mut lines)?;
    Ok(target)
}
