//! Orders that can be carried out: every name in them is looked up.

use super::settings::Settings;
use super::wanted::{FileForm, Wanted};
use crate::diag::{Problem, ProblemKind, ShopFault};
use crate::lang::Lang;
use crate::print::{Format, Head, NAMES, Printer, Stock};
use crate::text::{is_reserved, is_slug, nearest, slug};

/// An order that can be carried out, as far as settings tell.
#[derive(Clone, PartialEq, Debug)]
pub struct Order {
    /// As it was written.
    pub wanted: Wanted,
    /// The format.
    pub format: &'static Format,
    /// The stock; `None` for a page as large as the format.
    pub stock: Option<Stock>,
    /// The languages it speaks, in the catalogue's order. Never empty.
    pub languages: Vec<Lang>,
    /// The files, each form once.
    pub files: Vec<FileForm>,
    /// What the printer does to a page.
    pub printer: Printer,
    /// Dots in an inch.
    pub dpi: u32,
}

/// Resolutions of thermal heads.
const THERMAL: [u32; 3] = [203, 300, 600];

impl Order {
    /// What was written, with its names looked up. What is wrong with them is told.
    ///
    /// # Errors
    /// Every name that is not known.
    pub fn of(wanted: &Wanted, settings: &Settings) -> Result<Self, Vec<Problem>> {
        if !is_slug(&wanted.name) {
            let kind = ProblemKind::BadSlug { name: wanted.name.clone(), suggestion: slug(&wanted.name) };
            return Err(vec![Problem { kind, place: wanted.place("name").cloned() }]);
        }
        if is_reserved(&wanted.name) && wanted.places.is_empty() {
            return Err(vec![Problem::anywhere(ProblemKind::ReservedName { name: wanted.name.clone() })]);
        }
        let mut faults = Vec::new();
        let format = Format::find(&wanted.format);
        if format.is_none() {
            faults.push(unknown("as", &wanted.format, NAMES.iter().copied()));
        }
        let stock = wanted.stock.as_deref().map(|name| find_stock(name, settings));
        faults.extend(stock.iter().filter_map(|found| found.as_ref().err().cloned()));
        let stock = stock.and_then(Result::ok);
        let languages = chosen(&wanted.languages, settings, &mut faults);
        let mut files: Vec<FileForm> = wanted.files.iter().filter_map(|word| FileForm::of_word(word)).collect();
        faults.extend(wanted.files.iter().filter(|word| FileForm::of_word(word).is_none()).map(|word| unknown("files", word, FileForm::WORDS.into_iter())));
        if files.is_empty() {
            files.push(FileForm::Pdf);
        }
        files.sort();
        files.dedup();
        faults.extend(files.iter().filter_map(|form| wrong_file(*form, stock.as_ref())));
        let printer = find_printer(wanted.printer.as_deref(), settings).unwrap_or_else(|fault| {
            faults.push(fault);
            Printer::EXACT
        });
        let is_thermal = files.iter().any(|form| form.is_thermal());
        let dpi = wanted.dpi.unwrap_or(if is_thermal { 203 } else { 300 });
        if is_thermal && !THERMAL.contains(&dpi) {
            faults.push(ShopFault::BadDots { dpi });
        }
        match format {
            Some(format) if faults.is_empty() => Ok(Self { wanted: wanted.clone(), format, stock, languages, files, printer, dpi }),
            Some(_) | None => Err(faults.into_iter().map(|fault| wanted.problem(fault)).collect()),
        }
    }

    /// The head of the thermal printer that the order is for.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        let head = match self.dpi {
            203 => Head::Dpi203,
            300 => Head::Dpi300,
            _ => Head::Dpi600,
        };
        self.files.iter().any(|form| form.is_thermal()).then_some(head)
    }

    /// Dots in a millimetre that modules must fit into: where dots are drawn, and nowhere else.
    #[must_use]
    pub fn dots(&self) -> Option<f64> {
        if let Some(head) = self.head() {
            return Some(head.dots().into());
        }
        self.files.contains(&FileForm::Png).then(|| f64::from(self.dpi) / 25.4)
    }
}

/// The stock of a name: the catalogue's own first.
///
/// # Errors
/// When there is none.
pub fn find_stock(name: &str, settings: &Settings) -> Result<Stock, ShopFault> {
    let known = Stock::known();
    let all = || settings.stocks.iter().chain(&known);
    let found = all().find(|stock| stock.name.eq_ignore_ascii_case(name)).cloned();
    found.ok_or_else(|| ShopFault::UnknownStock { name: name.to_owned(), nearest: nearest(name, all().map(|stock| stock.name.as_str())).map(str::to_owned) })
}

/// The printer of a name; one without faults where none is named.
///
/// # Errors
/// When there is none.
pub fn find_printer(name: Option<&str>, settings: &Settings) -> Result<Printer, ShopFault> {
    let Some(name) = name else { return Ok(Printer::EXACT) };
    let found = settings.printers.iter().find(|(known, _)| known == name);
    found.map(|(_, printer)| *printer).ok_or_else(|| unknown("printer", name, settings.printers.iter().map(|(name, _)| name.as_str())))
}

fn chosen(tags: &[String], settings: &Settings, faults: &mut Vec<ShopFault>) -> Vec<Lang> {
    if tags.is_empty() {
        return settings.languages.clone();
    }
    let known = || settings.languages.iter().map(Lang::tag);
    faults.extend(tags.iter().filter(|tag| !known().any(|known| known == tag.as_str())).map(|tag| unknown("languages", tag, known())));
    settings.languages.iter().filter(|lang| tags.iter().any(|tag| tag == lang.tag())).cloned().collect()
}

/// A thermal printer draws one label at a time; single pieces need no sheet.
fn wrong_file(form: FileForm, stock: Option<&Stock>) -> Option<ShopFault> {
    let is_wrong = match stock {
        Some(stock) => form.is_thermal() && !stock.is_roll(),
        None => form.is_thermal(),
    };
    is_wrong.then(|| ShopFault::WrongFile { file: form.ending(), stock: stock.map_or_else(|| "–".to_owned(), |stock| stock.name.clone()) })
}

fn unknown<'k>(key: &'static str, what: &str, known: impl Iterator<Item = &'k str>) -> ShopFault {
    ShopFault::Unknown { what: what.to_owned(), key, nearest: nearest(what, known).map(str::to_owned) }
}
