//! For spreadsheets: a row for each day, address and language (RFC 4180).

use std::fmt::Write;

use super::report::Report;
use super::words::state_key;
use crate::diag::Words;

/// Excel takes a file for UTF-8 only when it begins with this.
const MARK: char = '\u{feff}';

/// Addresses stand there with their slashes: without, spreadsheets take `7E123` and a GTIN for numbers.
pub(super) fn text(report: &Report, words: Words) -> String {
    let mut out = format!("{MARK}day,address,state,entry,name,language,scans\n");
    let addresses = report.addresses();
    for ((day, printed, tongue), scans) in &report.tally.scans {
        let Some((plaque, address)) = addresses.get(printed) else { continue };
        let state = address.state.map_or("gtin", state_key);
        let (path, name, language) = (report.path(*printed), quoted(&report.name(plaque, words)), report.tongues().tag(*tongue));
        let _ = writeln!(out, "{day},{path},{state},{},{name},{language},{scans}", plaque.entry);
    }
    out
}

/// Quoted where it must be. What a spreadsheet would take for a formula gets a blank before it.
fn quoted(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!(" {text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
