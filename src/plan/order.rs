//! An order, piece by piece: which entries, what each symbol says, where each piece lies. For those who print, and for those who read it back.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Addresses, Job, Work};
use crate::catalogue::{Catalogue, Certificate, Code, Entry, EntryId, Host, Kind, Order, Payment, Route, Wanted};
use crate::diag::{Problem, ProblemKind, Severity, ShopFault};
use crate::print::{BLEED, Carries, Layout, Place};
use crate::qr::gs1::{DigitalLink, Gs1Error};
use crate::text::{PartialDate, nearest};

/// An order, ready to be drawn.
#[derive(Clone, Debug)]
pub struct PlannedOrder<'a> {
    /// What was ordered.
    pub order: Order,
    /// What is printed, each once.
    pub items: Vec<Item<'a>>,
    /// How a sheet is laid out.
    pub layout: Layout,
    /// The sheets with their pieces. Pages of one item count as pieces of their own, one after the other.
    pub pages: Vec<Vec<Place>>,
    /// What somebody should look at.
    pub warnings: Vec<Problem>,
}

/// A part of a page: left, top, width, height in millimetres.
pub type Field = [f64; 4];

/// What is printed of one entry.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its code.
    pub code: Code,
    /// What the symbol says.
    pub text: String,
    /// Its number on the route that was asked for, or else on the first one that stops there.
    pub stop: Option<usize>,
    /// The day until which it keeps, where that can be told.
    pub expires: Option<Date>,
}

impl PlannedOrder<'_> {
    /// The number of an item of a piece.
    #[must_use]
    pub fn item_of(&self, piece: usize) -> usize {
        piece / self.order.format.pages
    }

    /// Where a piece is drawn on its page when others are there too: left, top, width, height in millimetres.
    #[must_use]
    pub fn field(&self, place: &Place) -> Option<Field> {
        let layout = &self.layout;
        let [left, top] = self.order.printer.before(place.corner);
        let [right, bottom] = self.order.printer.before([0, 1].map(|axis| place.corner[axis] + layout.piece[axis]));
        (!layout.is_alone).then_some([left, top, right - left, bottom - top])
    }

    /// The symbols of each page: what they say, and where they are. The symbol of an item with several pages stands on the first of them.
    #[must_use]
    pub fn symbols(&self) -> Vec<Vec<(&str, Option<Field>)>> {
        let symbol = |place: &Place| {
            let item = self.items.get(self.item_of(place.piece)).filter(|_| place.piece.is_multiple_of(self.order.format.pages))?;
            Some((item.text.as_str(), self.field(place)))
        };
        self.pages.iter().map(|page| page.iter().filter_map(symbol).collect()).collect()
    }

    /// How many sheets or labels come out.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len() * self.copies()
    }

    /// Copies of each item.
    #[must_use]
    pub fn copies(&self) -> usize {
        self.order.wanted.copies.max(1)
    }
}

/// Plans an order.
///
/// # Errors
/// What keeps it from being printed.
pub fn order<'a>(catalogue: &'a Catalogue, addresses: &Addresses, order: &Order) -> Result<PlannedOrder<'a>, Vec<Problem>> {
    let told = |fault: ShopFault| order.wanted.problem(fault);
    let entries = chosen(catalogue, order).map_err(|faults| faults.into_iter().map(told).collect::<Vec<_>>())?;
    let (mut items, mut faults, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (entry, stop) in entries {
        let Some(code) = catalogue.code(&entry.id) else { continue };
        match item(catalogue, addresses, order, (entry, code, stop)) {
            Ok(item) => {
                warnings.extend(warnings_of(catalogue, order, &item));
                items.push(item);
            }
            Err(fault) => faults.push(told(fault)),
        }
    }
    let layout = match &order.stock {
        Some(stock) => Layout::on(stock, order.format.size, bleed(order)),
        None => Ok(Layout::alone(order.format.size, bleed(order))),
    };
    let layout = layout.map_err(|large| {
        let stock = order.stock.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![told(ShopFault::TooLarge { format: order.format.name, stock, by: large.by })]
    })?;
    if order.format.pages > 1 && !layout.is_alone_as(order.format.size) {
        let stock = order.stock.as_ref().map(ToString::to_string).unwrap_or_default();
        faults.push(told(ShopFault::TwoSided { format: order.format.name, stock, size: order.format.size }));
    }
    let over = layout.beyond(&order.printer);
    if over > REACH {
        faults.push(told(ShopFault::OutOfReach { printer: order.wanted.printer.clone().unwrap_or_default(), by: over }));
    }
    if faults.is_empty()
        && let Some(problem) = unanswered_lot(order, &catalogue.settings.hosts).map(told)
    {
        if problem.severity() == Severity::Error { faults.push(problem) } else { warnings.push(problem) }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let copies = order.wanted.copies.max(1);
    let pages = order.format.pages;
    let pieces = (0..items.len()).flat_map(|item| (0..copies).flat_map(move |_| (0..pages).map(move |page| item * pages + page)));
    let pages = layout.pages(pieces, order.wanted.skip);
    Ok(PlannedOrder { order: order.clone(), items, layout, pages, warnings })
}

/// A job for each order that can be carried out; what keeps the others from it.
#[must_use]
pub fn orders(catalogue: &Catalogue, addresses: &Addresses, wanted: &[Wanted]) -> (Vec<Job>, Vec<Problem>) {
    let (mut jobs, mut problems) = (Vec::new(), Vec::new());
    for wanted in wanted {
        let planned = Order::of(wanted, &catalogue.settings).and_then(|wanted| order(catalogue, addresses, &wanted));
        match planned {
            Ok(planned) => jobs.push(Job { paths: order_files(addresses, &planned), work: Work::Order(Box::new(planned.order)) }),
            Err(found) => problems.extend(found),
        }
    }
    (jobs, problems)
}

fn order_files(addresses: &Addresses, planned: &PlannedOrder<'_>) -> Vec<String> {
    let order = &planned.order;
    let mut files = vec![addresses.order_overview(order), addresses.order_list(order), addresses.order_places(order)];
    for form in &order.files {
        if form.is_single() {
            let pieces = planned.items.iter().flat_map(|item| (0..order.format.pages).map(|page| addresses.order_piece(order, item.code, page, *form)));
            files.extend(pieces);
        } else {
            files.push(addresses.order_file(order, *form));
        }
    }
    files
}

/// How far a label may lie over the edge: as far as sheets of labels themselves do.
const REACH: f64 = 0.5;

fn bleed(order: &Order) -> f64 {
    if order.format.bleeds { BLEED } else { 0.0 }
}

type Chosen<'a> = Vec<(&'a Entry, Option<usize>)>;

/// The entries that are asked for, each once, with the number of a stop.
fn chosen<'a>(catalogue: &'a Catalogue, order: &Order) -> Result<Chosen<'a>, Vec<ShopFault>> {
    let wanted = &order.wanted;
    let is_of = |entry: &Entry| order.format.of.contains(&entry.id.kind.folder());
    let mut faults = Vec::new();
    let mut entries: Chosen<'a> = match &wanted.route {
        Some(route) => stops(catalogue, route).map_err(|fault| vec![fault])?,
        None => catalogue.entries.values().map(|entry| (entry, None)).collect(),
    };
    let (mut named, mut by_name): (BTreeSet<&EntryId>, BTreeSet<&EntryId>) = (BTreeSet::new(), BTreeSet::new());
    for word in &wanted.what {
        match meant(catalogue, word) {
            Some(Meant::All) => named.extend(catalogue.entries.keys()),
            Some(Meant::Kind(kind)) => named.extend(catalogue.of_kind(kind).map(|entry| &entry.id)),
            Some(Meant::Entry(entry)) if is_of(entry) => {
                named.insert(&entry.id);
                by_name.insert(&entry.id);
            }
            Some(Meant::Entry(entry)) => faults.push(ShopFault::WrongKind { format: order.format.name, entry: entry.id.to_string(), of: order.format.of }),
            None => faults.push(unknown_word(catalogue, word)),
        }
    }
    let is_named = |entry: &Entry| wanted.what.is_empty() || named.contains(&entry.id);
    if let Some(tag) = wanted.tag.as_deref().filter(|tag| !catalogue.entries.values().any(|entry| has_tag(entry, tag))) {
        faults.push(unknown("tag", tag, catalogue.entries.values().flat_map(tags)));
    }
    let since = wanted.changed_since.as_deref().map(|batch| batch_day(catalogue, batch));
    faults.extend(since.iter().filter_map(|found| found.as_ref().err().cloned()));
    if !faults.is_empty() {
        return Err(faults);
    }
    entries.retain(|(entry, _)| is_of(entry) && is_named(entry));
    // who takes no payments has no card; only somebody who was named is told
    let takes_payments = |entry: &Entry| order.format.carries != Carries::Payment || Payment::of(&entry.record).is_some();
    entries.retain(|(entry, _)| takes_payments(entry) || by_name.contains(&entry.id));
    entries.retain(|(entry, _)| wanted.tag.as_deref().is_none_or(|tag| has_tag(entry, tag)));
    if let Some(Ok(day)) = &since {
        entries.retain(|(entry, _)| is_changed(catalogue, entry, day));
    }
    for (entry, number) in &mut entries {
        *number = number.or_else(|| number_on_a_route(catalogue, entry));
    }
    if entries.is_empty() { Err(vec![ShopFault::Nothing]) } else { Ok(entries) }
}

enum Meant<'a> {
    All,
    Kind(Kind),
    Entry(&'a Entry),
}

fn meant<'a>(catalogue: &'a Catalogue, word: &str) -> Option<Meant<'a>> {
    if word == "all" {
        return Some(Meant::All);
    }
    if let Some(kind) = Kind::of_folder(word) {
        return Some(Meant::Kind(kind));
    }
    let by_id = EntryId::parse(word).and_then(|id| catalogue.entries.get(&id));
    let by_code = || Code::typed(word).ok().and_then(|code| catalogue.open_codes().find(|(known, _)| *known == code)?.1);
    by_id.or_else(by_code).map(Meant::Entry)
}

fn unknown_word(catalogue: &Catalogue, word: &str) -> ShopFault {
    let known: Vec<String> = catalogue.entries.keys().map(ToString::to_string).chain(Kind::ALL.map(|kind| kind.folder().to_owned())).collect();
    unknown("what", word, known.iter().map(String::as_str))
}

fn unknown<'k>(key: &'static str, what: &str, known: impl IntoIterator<Item = &'k str>) -> ShopFault {
    ShopFault::Unknown { what: what.to_owned(), key, nearest: nearest(what, known).map(str::to_owned) }
}

fn tags(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.record.list("tags").filter_map(|(value, _)| if let crate::catalogue::Value::Line(tag) = value { Some(tag.as_str()) } else { None })
}

fn has_tag(entry: &Entry, tag: &str) -> bool {
    tags(entry).any(|known| known == tag)
}

/// The stops of a route in their order, each with its number.
fn stops<'a>(catalogue: &'a Catalogue, route: &str) -> Result<Chosen<'a>, ShopFault> {
    let named = |name: &str| EntryId::parse(name).and_then(|id| catalogue.entries.get(&id));
    let found = named(route).or_else(|| named(&format!("{}/{route}", Kind::Route.folder()))).and_then(|entry| Route::of(catalogue, entry));
    let ids: Vec<String> = catalogue.of_kind(Kind::Route).map(|entry| entry.id.to_string()).collect();
    let route = found.ok_or_else(|| unknown("route", route, ids.iter().map(String::as_str)))?;
    Ok(route.stops.iter().enumerate().map(|(index, stop)| (stop.entry, Some(index + 1))).collect())
}

fn number_on_a_route(catalogue: &Catalogue, entry: &Entry) -> Option<usize> {
    let routes = catalogue.of_kind(Kind::Route).filter_map(|route| Route::of(catalogue, route));
    routes.filter_map(|route| route.stops.iter().position(|stop| stop.entry.id == entry.id)).map(|index| index + 1).next()
}

/// The day of a batch, as `YYYY-MM-DD`.
fn batch_day(catalogue: &Catalogue, batch: &str) -> Result<String, ShopFault> {
    let printings = || catalogue.ledger.codes().flat_map(|(_, given)| &given.printed);
    let day = printings().filter(|(known, _)| known == batch).map(|(_, day)| day.clone()).max();
    day.ok_or_else(|| unknown("changed_since", batch, printings().map(|(known, _)| known.as_str())))
}

/// Whether an entry was never printed, or is newer than that day and its last printing.
fn is_changed(catalogue: &Catalogue, entry: &Entry, day: &str) -> bool {
    let given = catalogue.ledger.codes().map(|(_, given)| given).filter(|given| given.leads_to() == Some(&entry.id));
    let last = given.flat_map(|given| &given.printed).map(|(_, day)| day.as_str()).max();
    let updated = entry.record.date("updated").map(PartialDate::iso);
    last.is_none_or(|last| updated.is_some_and(|updated| updated.as_str() > day && updated.as_str() > last))
}

fn item<'a>(
    catalogue: &'a Catalogue,
    addresses: &Addresses,
    order: &Order,
    (entry, code, stop): (&'a Entry, Code, Option<usize>),
) -> Result<Item<'a>, ShopFault> {
    let piece = || entry.id.to_string();
    let expires = order.wanted.made.and_then(|made| kept_until(entry, made));
    if let Some(last) = expires.filter(|last| *last < catalogue.today) {
        return Err(ShopFault::AlreadyExpired { piece: piece(), last: last.to_string() });
    }
    let text = match order.format.carries {
        Carries::Payment => {
            let payment = Payment::of(&entry.record).and_then(|payment| payment.transfer.payload().ok());
            payment.ok_or_else(|| ShopFault::NoPayment { piece: piece() })?
        }
        Carries::Label if order.wanted.gs1 => {
            let gtin = entry.gtins().next().filter(|_| entry.record.line("gtin").is_some());
            let link = DigitalLink::product(gtin.ok_or_else(|| ShopFault::NoGtin { piece: piece() })?);
            let link = match &order.wanted.lot {
                Some(lot) => link.lot(lot).map_err(|error| bad_lot(lot, &error))?,
                None => link,
            };
            expires.into_iter().fold(link, DigitalLink::expires).uri(addresses.host())
        }
        Carries::Plaque | Carries::Label => addresses.code_link(code),
    };
    Ok(Item { entry, code, text, stop, expires })
}

fn unanswered_lot(order: &Order, hosts: &[Host]) -> Option<ShopFault> {
    let wanted = &order.wanted;
    let lot = wanted.lot.as_deref().filter(|_| wanted.gs1 && order.format.carries == Carries::Label)?;
    unanswered(&wanted.name, [lot], hosts)
}

/// What is told when the page behind a GS1 link with these lots or serial numbers does not open on every host that is named. Without any name there may be
/// a server of files.
#[must_use]
pub fn unanswered<'q>(piece: &str, qualifiers: impl IntoIterator<Item = &'q str>, hosts: &[Host]) -> Option<ShopFault> {
    let opens = |host: &&Host, value: &str| host.answers_qualifier(value);
    let is_unanswered = |value: &&str| hosts.is_empty() || !hosts.iter().all(|host| opens(&host, value));
    let value = qualifiers.into_iter().find(is_unanswered)?;
    let (opens_on, on): (Vec<&Host>, Vec<&Host>) = hosts.iter().partition(|host| opens(host, value));
    let words = |hosts: Vec<&Host>| hosts.into_iter().map(|host| host.word()).collect();
    Some(ShopFault::LotUnanswered { piece: piece.to_owned(), lot: value.to_owned(), on: words(on), opens_on: words(opens_on) })
}

fn bad_lot(lot: &str, error: &Gs1Error) -> ShopFault {
    let letter = if let Gs1Error::Letter(letter) = error { Some(*letter) } else { None };
    ShopFault::BadLot { lot: lot.to_owned(), letter }
}

/// The last day on which a product is good, if it says how long it keeps. A month later is the same day, or the last one of a shorter month.
fn kept_until(entry: &Entry, made: Date) -> Option<Date> {
    let life = entry.record.group("shelf_life")?;
    let (days, months) = (life.integer("days").unwrap_or(0), life.integer("months").unwrap_or(0));
    made.checked_add(months.months()).ok()?.checked_add(days.days()).ok().filter(|last| *last > made)
}

fn warnings_of(catalogue: &Catalogue, order: &Order, item: &Item<'_>) -> Vec<Problem> {
    let piece = item.entry.id.to_string();
    let mut warnings = Vec::new();
    let is_product = item.entry.id.kind == Kind::Product;
    let expired = Certificate::of(&item.entry.record, catalogue.today).filter(|certificate| certificate.expired);
    let told = |last: PartialDate| Problem {
        kind: ProblemKind::Shop(ShopFault::StarsExpired { piece: piece.clone(), last: last.iso() }),
        place: item.entry.record.place("ocop").cloned(),
    };
    warnings.extend(expired.and_then(|certificate| certificate.expires).map(told));
    if is_product && order.wanted.made.is_some() && item.expires.is_none() {
        warnings.push(order.wanted.problem(ShopFault::NoShelfLife { piece }));
    }
    warnings
}
