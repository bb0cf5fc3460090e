//! For spreadsheets: a row for each day, address and language.

use super::report::Report;
use super::words::state_key;
use crate::diag::Words;
use crate::text::{Cell, csv};

/// Addresses stand there with their slashes: without, spreadsheets would take `7E123` and a GTIN for numbers.
pub(super) fn text(report: &Report, words: Words) -> String {
    let head = ["day", "address", "state", "entry", "name", "language", "scans"].map(Cell::text).to_vec();
    let addresses = report.addresses();
    let rows = report.tally.scans.iter().filter_map(|((day, printed, tongue), scans)| {
        let (plaque, address) = addresses.get(printed)?;
        Some(vec![
            Cell::figure(&day),
            Cell::text(report.path(*printed)),
            Cell::text(address.state.map_or("gtin", state_key)),
            Cell::text(plaque.entry.to_string()),
            Cell::text(report.name(plaque, words)),
            Cell::text(report.tongues().tag(*tongue)),
            Cell::figure(&scans),
        ])
    });
    csv(std::iter::once(head).chain(rows))
}
