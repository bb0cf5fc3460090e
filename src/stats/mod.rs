//! Scans per plaque, language and day, from the logs that web servers write anyway; nothing of whoever scanned.
//!
//! 1. `lines` parts a log into lines; `request` knows which server wrote one, `combined` (nginx, Apache) and `caddy` read it, `moment` its time.
//! 2. `asked` says what was asked for: something printed, a page in a language, something else.
//! 3. `counter` decides what is a scan. `robots` knows programs by their names, `visitors` who was here a moment ago, `tongue` the languages
//!    that a browser asks for. It all adds up in a `tally`.
//! 4. `report` puts the names of the catalogue to it, `rows` names the figures; `table`, `csv`, `json` and `page` (with its `chart`s) write it
//!    down, in the `words` of either language.

mod asked;
mod caddy;
mod chart;
mod combined;
mod counter;
mod csv;
mod json;
mod lines;
mod moment;
mod page;
mod report;
mod request;
mod robots;
mod rows;
mod table;
mod tally;
mod tongue;
mod visitors;
mod words;

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::catalogue;
use crate::diag::{Problem, Words};
use crate::disk::{DiskError, Doing, OnDisk};
use crate::pipeline::Failure;
use crate::publish::write_whole;
use crate::source::{stream, unpacked};
use crate::text::{printable_json, printable_lines};

use counter::Counter;
use lines::Lines;
pub use report::Report;

/// What to count.
#[derive(Clone, Debug)]
pub struct Order {
    /// The folder of the catalogue.
    pub content: PathBuf,
    /// The first day; `None` for the first one of the logs.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// How many minutes a visitor's second request for the same page does not count.
    pub window: u32,
    /// The day the catalogue is looked at.
    pub today: Date,
}

/// A log.
pub enum Log {
    /// A file, plain or gzip.
    File(PathBuf),
    /// What comes from elsewhere, plain or gzip.
    Input(Box<dyn Read>),
}

/// In which form the result is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For a terminal.
    Table,
    /// For spreadsheets: a row for each day, address and language.
    Csv,
    /// One page with charts that needs no other file.
    Html,
    /// For programs.
    Json,
}

/// Counts the scans in logs, one after the other. `Err` inside when `catalogue.yaml` cannot be used: then with what is wrong.
///
/// # Errors
/// When the disk fails, or a log cannot be opened.
pub fn count(order: &Order, logs: Vec<Log>) -> Result<Result<Report, Vec<Problem>>, Failure> {
    let shown = order.content.to_string_lossy().replace('\\', "/");
    let reading = catalogue::read(&order.content, shown.trim_end_matches('/'), order.today)?;
    let Some(catalogue) = reading.catalogue else { return Ok(Err(reading.problems)) };
    let days = order.from.unwrap_or(Date::MIN)..=order.to.unwrap_or(Date::MAX);
    let mut counter = Counter::new(&catalogue, days, i64::from(order.window) * 60);
    let mut broken = Vec::new();
    for log in logs {
        let (name, input) = open(log)?;
        if !read(input, &mut counter).when(Doing::Reading, &name)? {
            broken.push(name.to_string_lossy().into_owned());
        }
    }
    let mut report = Report::new(&catalogue, (order.from, order.to), order.window, counter.tally());
    report.broken = broken;
    Ok(Ok(report))
}

/// What has been counted, in a form.
#[must_use]
pub fn told(report: &Report, form: Form, words: Words) -> String {
    match form {
        Form::Table => printable_lines(&table::text(report, words)).into_owned(),
        Form::Csv => csv::text(report, words),
        Form::Html => page::text(report, words),
        Form::Json => printable_json(&json::text(report, words)),
    }
}

/// Writes the result into a file, whole or not at all.
///
/// # Errors
/// When the disk fails.
pub fn write(text: &str, file: &Path) -> Result<(), Failure> {
    Ok(write_whole(file, text)?)
}

fn open(log: Log) -> Result<(PathBuf, Box<dyn BufRead>), DiskError> {
    match log {
        Log::Input(input) => {
            let name = PathBuf::from("-");
            Ok((name.clone(), unpacked(input).when(Doing::Reading, &name)?))
        }
        Log::File(path) => {
            let input = stream(&path).when(Doing::Reading, &path)?;
            Ok((path, input))
        }
    }
}

/// Reads a log to its end. Whether it has one: gzip may be broken or cut off, then what came before counts.
fn read(input: Box<dyn BufRead>, counter: &mut Counter<'_>) -> io::Result<bool> {
    let mut lines = Lines::new(input);
    loop {
        match lines.next() {
            Ok(Some(line)) => counter.line(&line),
            Ok(None) => return Ok(true),
            Err(error) if matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}
