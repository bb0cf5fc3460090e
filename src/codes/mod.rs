//! What is done with codes besides building: looking at them, recording which went to the print shop, and (`move_host`) leaving the host that
//! they name.

mod move_host;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::catalogue::{self, Batch, Catalogue, Code, EntryId};
use crate::diag::{self, Problem};
use crate::pipeline::{Failure, record};

pub use move_host::{Move, Moved, Plaque, Refused, move_host};

/// The catalogue with its codes, for those who only want to look at them, and what is wrong in it.
///
/// # Errors
/// When the disk fails.
pub fn codes(content: &Path, today: Date) -> Result<(Option<Catalogue>, Vec<Problem>), Failure> {
    let reading = catalogue::read(content, &shown(content), today)?;
    let mut problems = reading.problems;
    diag::sort(&mut problems);
    Ok((reading.catalogue, problems))
}

/// What went to the print shop.
#[derive(Clone, Debug)]
pub struct Printing<'a> {
    /// Name of the batch.
    pub batch: &'a str,
    /// The day.
    pub date: Date,
    /// Codes, files named after codes, or entries; `None` for every code that leads somewhere.
    pub what: Option<&'a [String]>,
}

/// What [`record_printing`] did.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Recorded {
    /// How many codes were recorded.
    pub codes: usize,
    /// Names that no code belongs to; if there are any, nothing was recorded.
    pub unknown: Vec<String>,
    /// What is wrong in the catalogue; with an error nothing was recorded.
    pub problems: Vec<Problem>,
}

/// Records in the ledger that codes were printed. From then on a build in which one of them leads nowhere fails.
///
/// # Errors
/// When the disk fails.
pub fn record_printing(content: &Path, printing: &Printing<'_>) -> Result<Recorded, Failure> {
    let (catalogue, problems) = codes(content, printing.date)?;
    let Some(catalogue) = catalogue.filter(|_| !diag::any_error(&problems)) else {
        return Ok(Recorded { problems, ..Recorded::default() });
    };
    let (wanted, unknown) = wanted(&catalogue, printing.what);
    if !unknown.is_empty() {
        return Ok(Recorded { unknown, problems, ..Recorded::default() });
    }
    let batch = Batch { codes: &wanted, name: printing.batch, date: &printing.date.to_string() };
    if let Err(conflict) = record(content, &catalogue, Some(batch))? {
        return Ok(Recorded { problems: vec![conflict], ..Recorded::default() });
    }
    Ok(Recorded { codes: wanted.len(), unknown, problems })
}

/// The codes that names mean, and the names that mean none.
fn wanted(catalogue: &Catalogue, what: Option<&[String]>) -> (BTreeSet<Code>, Vec<String>) {
    let Some(names) = what else {
        return (catalogue.ledger.codes().filter(|(_, given)| given.leads_to().is_some()).map(|(code, _)| code).collect(), Vec::new());
    };
    let (mut codes, mut unknown) = (BTreeSet::new(), Vec::new());
    for name in names {
        // an entry first: the last part of its name could be read as somebody's code
        let by_entry = EntryId::parse(name).and_then(|id| catalogue.code(&id));
        match by_entry.or_else(|| by_code(catalogue, name)) {
            Some(code) => drop(codes.insert(code)),
            None => unknown.push(name.clone()),
        }
    }
    (codes, unknown)
}

/// The code that is meant by a file's name, or by what somebody typed.
fn by_code(catalogue: &Catalogue, name: &str) -> Option<Code> {
    let stem = Path::new(name).file_stem()?.to_string_lossy();
    Code::typed(&stem).ok().filter(|code| catalogue.ledger.codes().any(|(known, _)| known == *code))
}

fn shown(content: &Path) -> String {
    content.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}
