//! Tables for spreadsheets (RFC 4180): Excel and LibreOffice open them by a double click and show what was written.
//!
//! A spreadsheet guesses what a cell is, quoted or not: `1E039` becomes 1E+39, `00012` becomes 12, `DEC16` becomes 16 December, and `=…` is carried out.
//! A text that could be taken for something else gets a word joiner (U+2060) in front: it has no width, is no blank that would be trimmed, and no
//! number, date or formula begins with it. A leading apostrophe would be shown; a blank keeps formulas away, but not numbers and dates.

use super::fold::fold;
use super::printable::printable;

/// Excel takes a file for UTF-8 only when it begins with this.
const MARK: char = '\u{feff}';
/// Nothing to be seen, and a text for every spreadsheet.
const JOINER: char = '\u{2060}';
/// What formulas begin with, in the wide form of East Asian keyboards too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠', '−'];

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A text, which stays one.
    Text(String),
    /// A number, or a day as `2026-11-25`, which spreadsheets may reckon with.
    Figure(String),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number or a day.
    pub fn figure(figure: &impl ToString) -> Self {
        Self::Figure(figure.to_string())
    }
}

/// The table as a file: marked as UTF-8, lines end with CR LF.
#[must_use]
pub fn csv(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let line = |row: Vec<Cell>| row.iter().map(written).collect::<Vec<_>>().join(",") + "\r\n";
    std::iter::once(MARK.to_string()).chain(rows.into_iter().map(line)).collect()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Figure(figure) => figure.clone(),
        Cell::Text(text) => {
            let text = printable(text);
            let guarded = if is_taken_for_something_else(&text) { format!("{JOINER}{text}") } else { text.into_owned() };
            quoted(&guarded)
        }
    }
}

/// Also where another separator than the comma is looked for: a semicolon is that of Vietnamese systems.
fn quoted(text: &str) -> String {
    let is_plain = !text.contains([',', ';', '"', '\n', '\r', '\t']) && text.trim() == text;
    if is_plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// Whether a spreadsheet in some language could take a text for a formula, a number, an amount, a date, a time or a truth value. Rather once too often: all
/// words beside digits must be ones that numbers and dates have, and then it counts.
fn is_taken_for_something_else(text: &str) -> bool {
    let trimmed = text.trim_start();
    if trimmed.starts_with(FORMULA) {
        return true;
    }
    let folded = fold(trimmed);
    // one letter stands behind a number, never before it: `A4` is paper
    if folded.starts_with(char::is_alphabetic) && !folded.chars().nth(1).is_some_and(char::is_alphabetic) {
        return false;
    }
    let mut words = folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    if folded.contains(char::is_numeric) { words.all(is_part_of_a_number) } else { matches!(folded.trim(), "true" | "false") }
}

/// The words that stand in numbers, amounts, times and dates; months in English, which spreadsheets read in many languages, also cut short.
fn is_part_of_a_number(word: &str) -> bool {
    const WORDS: [&str; 19] = ["e", "d", "f", "a", "p", "am", "pm", "sa", "ch", "thg", "thang", "ngay", "nam", "vnd", "usd", "eur", "dong", "h", "t"];
    const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    WORDS.contains(&word) || (word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word)))
}
