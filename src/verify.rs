//! `disan verify`: reads finished files back and says whether they scan, what they lead to, and how much they bear.
//!
//! 1. The files: all of the print folder, or those that were named, photographs among them.
//! 2. Each is inspected thoroughly, on all cores.
//! 3. What its symbols say is compared with the ledger, and the pages they lead to are looked for in the published folder.
//! 4. `print/verify.json` keeps what was measured.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::catalogue::{Catalogue, Code, Host, Payment};
use crate::diag::{self, Problem, ProblemKind, SymbolFault};
use crate::inspect::{self, Depth, Measured, Pages, promises, reach};
use crate::parallel::in_parallel;
use crate::pipeline::{Failure, Progress};
use crate::plan::{Addresses, unanswered};
use crate::print::NotDrawable;
use crate::publish::write_whole;
use crate::qr::gs1::DigitalLink;
use crate::qr::{Harm, QUIET_ZONE};
use crate::source::{exists, files_in, read_bytes};

/// The report's name in the print folder.
const REPORT: &str = "verify.json";

/// What to verify.
#[derive(Clone, Debug)]
pub struct Order {
    /// The catalogue's folder.
    pub content: PathBuf,
    /// The published website.
    pub public: PathBuf,
    /// The folder of what is printed.
    pub print: PathBuf,
    /// Single files instead of the whole print folder.
    pub files: Vec<PathBuf>,
    /// The day on which the catalogue is looked at.
    pub today: Date,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Every symbol of every file, in the order of the files.
    pub symbols: Vec<Seen>,
    /// How many files were looked at.
    pub files: usize,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A symbol in a file.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The file, as it was named or in the print folder.
    pub file: String,
    /// Its code, when it leads to this catalogue.
    pub code: Option<Code>,
    /// What was measured.
    pub measured: Measured,
    /// Whether nothing is wrong with it.
    pub is_well: bool,
}

/// Reads files back and writes the report.
///
/// # Errors
/// When the machine fails.
pub fn verify(order: &Order, progress: Progress<'_>) -> Result<Verified, Failure> {
    let (catalogue, problems) = crate::codes::codes(&order.content, order.today)?;
    let Some(catalogue) = catalogue.filter(|_| !diag::any_error(&problems)) else {
        return Ok(Verified { problems, ..Verified::default() });
    };
    let addresses = Addresses::new(&catalogue.settings);
    let known = Known::new(&catalogue, &addresses, order);
    let mut files = if order.files.is_empty() { files_in(&order.print)? } else { order.files.clone() };
    let is_for_scanning = |file: &Path| inspect::can_be_drawn(&file.to_string_lossy()) && !file.ends_with(Addresses::order_overview_name());
    files.retain(|file| !order.files.is_empty() || is_for_scanning(file));
    let done = std::sync::atomic::AtomicUsize::new(0);
    let inspected = in_parallel(&files, |file| {
        let result = known.inspected(file, order);
        progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, files.len());
        result
    });
    let mut verified = Verified { files: files.len(), ..Verified::default() };
    for result in inspected {
        let (symbols, problems) = result?;
        verified.symbols.extend(symbols);
        verified.problems.extend(problems);
    }
    verified.symbols.sort_by(|a, b| (&a.file, a.measured.page).cmp(&(&b.file, b.measured.page)));
    diag::sort(&mut verified.problems);
    if order.files.is_empty() {
        write_whole(&order.print.join(REPORT), &(report(&verified) + "\n"))?;
    }
    Ok(verified)
}

/// What the catalogue knows of symbols.
struct Known {
    /// What the files of the print folder must show.
    promises: BTreeMap<String, Pages>,
    /// Every code by what its symbols say, or said at former hosts, with the file of its page; products by their Digital Link URIs, too.
    links: BTreeMap<String, (Code, String)>,
    /// What the catalogue's own symbols say.
    own: BTreeSet<String>,
    /// The hosts that the catalogue names.
    hosts: Vec<Host>,
}

impl Known {
    fn new(catalogue: &Catalogue, addresses: &Addresses, order: &Order) -> Self {
        let products = catalogue.entries.values().filter_map(|entry| Some((entry, catalogue.code(&entry.id)?)));
        let digital_links = products.flat_map(|(entry, code)| {
            entry.gtins().map(move |gtin| {
                let [file, _] = addresses.digital_link_files(gtin);
                (addresses.digital_link(gtin), (code, file))
            })
        });
        let in_folder = |path: String| order.print.join(path).to_string_lossy().into_owned();
        let links = |code| {
            let [file, _] = addresses.code_files(code);
            let said = std::iter::once(addresses.code_link(code)).chain(addresses.former_code_links(code));
            said.map(move |link| (link, (code, file.clone()))).collect::<Vec<_>>()
        };
        let promises = promises(catalogue, addresses).into_iter().map(|(path, promises)| (in_folder(path), promises)).collect();
        Self {
            promises,
            hosts: catalogue.settings.hosts.clone(),
            own: catalogue.settings.symbols.iter().map(|symbol| symbol.text.clone()).chain(payments(catalogue)).collect(),
            links: catalogue.ledger.codes().flat_map(|(code, _)| links(code)).chain(digital_links).collect(),
        }
    }

    fn inspected(&self, path: &Path, order: &Order) -> Result<(Vec<Seen>, Vec<Problem>), Failure> {
        let file = path.to_string_lossy().into_owned();
        let by_itself = || printed_by_itself(path);
        let promises = self.promises.get(&file).cloned().or_else(by_itself).unwrap_or_default();
        let promises = promises.as_slice();
        let inspection = match inspect::inspect_for(&file, read_bytes(path)?, Depth::Thorough, promises) {
            Ok(inspection) => inspection,
            Err(NotDrawable) => {
                return Ok((Vec::new(), vec![Problem::anywhere(ProblemKind::Symbol { place: file, fault: SymbolFault::NotDrawable, more: 0 })]));
            }
        };
        let mut problems = inspect::judge(&file, &inspection, promises);
        if inspection.symbols.is_empty() && promises.is_empty() {
            let fault = SymbolFault::Unreadable { decoders: crate::qr::Decoder::ALL.map(crate::qr::Decoder::name).to_vec() };
            problems.push(Problem::anywhere(ProblemKind::Symbol { place: file.clone(), fault, more: 0 }));
        }
        let mut seen = Vec::new();
        for measured in inspection.symbols {
            let place = if inspection.pages > 1 { format!("{file}:{}", measured.page) } else { file.clone() };
            problems.extend(self.address_fault(&measured, order).map(|fault| Problem::anywhere(ProblemKind::Symbol { place: place.clone(), fault, more: 0 })));
            let unanswered = self.lot_fault(&place, &measured.text);
            problems.extend(unanswered.clone());
            let is_well =
                unanswered.is_none() && !problems.iter().any(|problem| matches!(&problem.kind, ProblemKind::Symbol { place: known, .. } if *known == place));
            seen.push(Seen { file: file.clone(), code: self.links.get(&without_lot(&measured.text)).map(|(code, _)| *code), measured, is_well });
        }
        Ok((seen, problems))
    }

    /// A product's link whose lot or serial number the named hosts cannot answer.
    fn lot_fault(&self, place: &str, text: &str) -> Option<Problem> {
        let link = DigitalLink::parse(text).ok().filter(|_| self.links.contains_key(&without_lot(text)))?;
        let fault = unanswered(place, link.qualifiers.iter().map(|(_, value)| value.as_str()), &self.hosts)?;
        Some(Problem::anywhere(ProblemKind::Shop(fault)))
    }

    /// A link that is of no code, or whose page is not published.
    fn address_fault(&self, measured: &Measured, order: &Order) -> Option<SymbolFault> {
        let says = measured.text.clone();
        match self.links.get(&without_lot(&measured.text)) {
            None if self.own.contains(&measured.text) => None,
            None => Some(SymbolFault::Unknown { says }),
            Some((_, path)) if !exists(&order.public.join(path)) => Some(SymbolFault::NotPublished { says, path: path.clone() }),
            Some(_) => None,
        }
    }
}

/// What the sheets of an order say of themselves that `catalogue.yaml` does not name.
fn printed_by_itself(sheets: &Path) -> Option<Pages> {
    let is_pdf = sheets.extension().is_some_and(|ending| ending == "pdf");
    let told = read_bytes(&sheets.with_file_name(Addresses::order_places_name())).ok().filter(|_| is_pdf)?;
    inspect::placed(std::str::from_utf8(&told).ok()?)
}

/// What the codes of published accounts say.
fn payments(catalogue: &Catalogue) -> impl Iterator<Item = String> {
    catalogue.entries.values().filter_map(|entry| Payment::of(&entry.record)?.transfer.payload().ok())
}

/// The link of a product without what differs from label to label: lot, serial number, expiry. Any other text as it is.
fn without_lot(text: &str) -> String {
    let host = text.split('/').nth(2);
    match (DigitalLink::parse(text), host) {
        (Ok(link), Some(host)) => DigitalLink { qualifiers: Vec::new(), attributes: Vec::new(), ..link }.uri(host),
        _ => text.to_owned(),
    }
}

/// Everything that was measured, as JSON: lengths in millimetres, distances in metres, reflectances from 0 to 1, the quiet zone in modules, the
/// margin in steps of 8.
#[must_use]
pub fn report(verified: &Verified) -> String {
    let symbols: Vec<Value> = verified.symbols.iter().map(symbol).collect();
    format!("{:#}", json!({ "files": verified.files, "symbols": symbols }))
}

fn symbol(seen: &Seen) -> Value {
    let Seen { file, code, measured, is_well } = seen;
    let health = measured.health;
    let rounded = |value: f64, digits: i32| (value * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
    let margin = measured.margin.map(|margin| Harm::ALL.map(|harm| (harm.name().to_owned(), Value::from(margin.of(harm)))));
    json!({
        "file": file,
        "page": measured.page,
        "code": code.map(|code| code.to_string()),
        "says": measured.text,
        "well": is_well,
        "modules": measured.side,
        "size": measured.module().map(|module| rounded(module * (measured.side + 2 * QUIET_ZONE) as f64, 1)),
        "module": measured.module().map(|module| rounded(module, 2)),
        "scan_distance": measured.module().map(|module| rounded(reach(module), 2)),
        "contrast": rounded(health.contrast(), 2),
        "contrast_red": rounded(health.red_contrast, 2),
        "quiet_zone": health.quiet_zone,
        "read_by": measured.read_by.iter().map(|decoder| decoder.name()).collect::<Vec<_>>(),
        "margin": margin.map(|margin| margin.into_iter().collect::<serde_json::Map<_, _>>()),
    })
}
