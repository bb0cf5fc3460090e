//! What print templates get of each piece, and what they report back. `themes/default/print/README.md` tells designers what a template sees.

use serde_json::{Map, Value, json};

use super::entry::colour;
use super::plaque::written;
use super::{Edition, Site, markdown, too_long};
use crate::catalogue::{COMMON, Certificate, Entry, FileForm, Kind, Order, Payment};
use crate::diag::{Problem, ProblemKind, ShopFault};
use crate::lang::Lang;
use crate::parallel::in_parallel;
use crate::plan::{Item, PlannedOrder};
use crate::print::{Batch, Carries, Drawn, Ink, Limits, Note, Piece, Press, PrintError};
use crate::qr;

/// Items that are typeset together, at most: enough that the template is read seldom.
const TOGETHER: usize = 64;
/// How much wider words are taken to be when a piece is typeset again.
const SLACK: [f64; 2] = [1.05, 1.15];
/// What of an entry no print template needs, or gets in another form.
const LEFT_OUT: [&str; 10] = ["story", "facts", "pictures", "panoramas", "videos", "narration", "related", "payment", "ocop", "where_to_buy"];
/// How wide photographs on paper are at least, in pixels.
const PHOTOGRAPH: u32 = 1_140;

impl Site<'_> {
    /// Typesets everything, each item once, and tells what does not fit.
    pub(super) fn pieces(&self, planned: &PlannedOrder<'_>, warnings: &mut Vec<Problem>) -> Result<Vec<Piece>, Vec<Problem>> {
        let data = self.data_for_print(planned);
        let each = planned.items.len().div_ceil(rayon::current_num_threads()).clamp(1, TOGETHER); // all cores have work
        let chunks: Vec<(usize, &[Item<'_>])> = planned.items.chunks(each).enumerate().collect();
        let mut done = in_parallel(&chunks, |(number, items)| (*number, self.chunk(planned, &data, items)));
        done.sort_by_key(|(number, _)| *number);
        let (mut pieces, mut problems) = (Vec::new(), Vec::new());
        for (_, chunk) in done {
            match chunk {
                Ok(chunk) => pieces.extend(chunk),
                Err(found) => problems.extend(found),
            }
        }
        let mut left_out: Option<ShopFault> = None;
        for (number, piece) in pieces.iter().enumerate() {
            let Some(item) = planned.items.get(planned.item_of(number)) else { continue };
            for note in &piece.notes {
                match (noted(self.press, &planned.order, item, note), &mut left_out) {
                    (Noted::Problem(problem), _) => problems.push(problem),
                    (Noted::LeftOut(_), Some(ShopFault::LeftOut { more, .. })) => *more += 1, // a thousand labels lack the same
                    (Noted::LeftOut(fault), left_out) => *left_out = Some(fault),
                }
            }
        }
        warnings.extend(left_out.map(|fault| planned.order.wanted.problem(fault)));
        if problems.is_empty() { Ok(pieces) } else { Err(problems) }
    }

    /// What is the same for all pieces of an order.
    fn data_for_print(&self, planned: &PlannedOrder<'_>) -> Value {
        let order = &planned.order;
        let [width, height] = planned.layout.piece;
        json!({
            "title": order.wanted.name,
            "format": {
                "name": order.format.name, "width": width, "height": height, "bleed": planned.layout.bleed,
                "letters": order.format.least_letters(), "module": order.format.module,
            },
            "languages": order.languages.iter().map(Lang::tag).collect::<Vec<_>>(),
            "words": self.words_for_print(order),
            "catalogue": written(self, &self.catalogue.settings.title),
            "publishers": Self::only(order, &written(self, &self.catalogue.settings.publisher.name)),
            "host": self.addresses.host(),
        })
    }

    /// Items typeset together. What turns out higher than its template thought is done once more, with the words taken as wider.
    fn chunk(&self, planned: &PlannedOrder<'_>, data: &Value, items: &[Item<'_>]) -> Result<Vec<Piece>, Vec<Problem>> {
        let mut pieces = self.typeset(planned, data, items, 1.0)?;
        let pages = planned.order.format.pages;
        for slack in SLACK {
            let runs_over = |pages: &[Piece]| pages.iter().any(|page| page.notes.iter().any(|note| matches!(note, Note::RunsOver { .. })));
            let over: Vec<usize> = pieces.chunks(pages).enumerate().filter(|(_, pages)| runs_over(pages)).map(|(number, _)| number).collect();
            if over.is_empty() {
                break;
            }
            let again: Vec<Item<'_>> = over.iter().filter_map(|number| items.get(*number).cloned()).collect();
            for (number, made) in over.iter().zip(self.typeset(planned, data, &again, slack)?.chunks(pages)) {
                pieces[number * pages..(number + 1) * pages].clone_from_slice(made);
            }
        }
        Ok(pieces)
    }

    fn typeset(&self, planned: &PlannedOrder<'_>, data: &Value, items: &[Item<'_>], slack: f64) -> Result<Vec<Piece>, Vec<Problem>> {
        let order = &planned.order;
        let symbols = items.iter().map(|item| drawn(order, &item.text)).collect::<Result<Vec<Drawn>, _>>()?;
        let (pictures, entries): (Vec<_>, Vec<_>) = items.iter().enumerate().map(|(number, item)| self.printed_entry(item.entry, number, order)).unzip();
        let pieces: Vec<Value> = items.iter().zip(&symbols).enumerate().map(|(at, (item, symbol))| self.piece(order, item, at, symbol, slack)).collect();
        let batch = Batch {
            order: data,
            pieces: json!({ "entries": entries, "pieces": pieces }),
            views: &|number| items.get(number).map(|item| self.printed_views(item.entry, order)),
            pictures,
            symbols: &symbols,
            limits: Limits { module: order.format.module, letters: order.format.least_letters(), dots: order.dots() },
            ink: if order.files == [FileForm::Pdf] && !order.wanted.archive { Ink::BlackPlate } else { Ink::Gray },
        };
        let made = self.press.pieces(order.format.template, batch).map_err(|error| vec![Self::shop_problem(order, &error)])?;
        if made.len() == items.len() * order.format.pages {
            return Ok(made);
        }
        let message = format!("{} pages for {} pieces of {} pages", made.len(), items.len(), order.format.pages);
        Err(vec![Self::shop_problem(order, &PrintError { message, place: None })])
    }

    /// All that the pieces of an order show, with their links in place of symbols.
    pub(super) fn pieces_view(&self, planned: &PlannedOrder<'_>) -> Value {
        let order = &planned.order;
        let reads_views = self.press.reads_views(order.format.template);
        let no_symbol = Drawn { side: 0, quiet_zone: 0, outlines: Vec::new() };
        let view = |item: &Item<'_>| {
            let photograph = order.format.pictured.then(|| self.photograph_hash(item.entry)).flatten();
            json!({
                "says": item.text,
                "photograph": photograph,
                "entry": self.entry_for_print(item.entry, 0, order, photograph.is_some()),
                "piece": self.piece(order, item, 0, &no_symbol, 1.0),
                "view": reads_views.then(|| self.printed_views(item.entry, order)),
            })
        };
        json!({ "order": self.data_for_print(planned), "pieces": planned.items.iter().map(view).collect::<Vec<_>>() })
    }

    /// What is printed of an item beside its entry: lot and days, its number on the route.
    fn piece(&self, order: &Order, item: &Item<'_>, entry: usize, symbol: &Drawn, slack: f64) -> Value {
        let day = |day: jiff::civil::Date| {
            let mut told = self.in_languages(order, |edition| edition.messages.short_date(day).into());
            told["iso"] = day.to_string().into();
            told
        };
        json!({
            "entry": entry,
            "symbol": { "id": entry, "side": symbol.side },
            "slack": slack,
            "stop": item.stop,
            "lot": order.wanted.lot,
            "made": order.wanted.made.map(day),
            "expires": item.expires.map(day),
        })
    }

    /// What templates see of an entry, and its photograph.
    fn printed_entry(&self, entry: &Entry, number: usize, order: &Order) -> (Option<Vec<u8>>, Value) {
        let photograph = order.format.pictured.then(|| (self.read)(self.photograph(entry, PHOTOGRAPH)?.1)).flatten();
        let value = self.entry_for_print(entry, number, order, photograph.is_some());
        (photograph, value)
    }

    fn entry_for_print(&self, entry: &Entry, number: usize, order: &Order, has_photograph: bool) -> Value {
        let code = self.catalogue.code(&entry.id);
        let texts = |value: Value| Self::only(order, &value);
        let mut value = json!({
            "number": number,
            "id": entry.id.to_string(),
            "kind": entry.id.kind.name(),
            "colour": colour(entry),
            "code": code.map(|code| code.to_string()),
            "address": code.map(|code| self.addresses.code_words(code)),
            "names": texts(written(self, &entry.name())),
            "summaries": texts(entry.record.text("summary").map_or(Value::Null, |summary| written(self, summary))),
            "distinctions": texts(self.honours(entry)),
            "invitations": texts(self.invitations(entry)),
            "stars": Certificate::of(&entry.record, self.catalogue.today).filter(|certificate| !certificate.expired).map(|certificate| certificate.stars),
            "payment": self.account(entry, order),
            "photograph": has_photograph,
            "group": entry.record.choice("group"),
            "said": self.said(entry, order),
        });
        prepare(&mut value);
        value
    }

    /// What each language says of an entry.
    fn printed_views(&self, entry: &Entry, order: &Order) -> Value {
        let mut views = self.in_languages(order, |edition| self.printed_view(entry, edition));
        prepare(&mut views);
        views
    }

    /// What one language says of an entry.
    fn printed_view(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let telling = self.telling(edition);
        let fields = COMMON.iter().chain(entry.id.kind.fields()).filter(|field| !LEFT_OUT.contains(&field.key));
        let mut map = telling.record(fields, &entry.record);
        match entry.id.kind {
            Kind::Route => self.add_route(&mut map, entry, edition),
            Kind::Product => self.add_product_for_print(&mut map, entry, edition),
            Kind::Producer => drop(map.insert("products".into(), self.cards(self.relations.products(&entry.id), edition))),
            Kind::Site | Kind::Page => {}
        }
        for key in LEFT_OUT {
            map.remove(&key.into()); // what was added besides the fields
        }
        let mut view = serde_json::to_value(map).unwrap_or_default();
        let address = self.locality(entry).and_then(|address| address.text("text")).map(|text| telling.words(text).to_owned());
        view["locality"] = address.into();
        let story = entry.record.prose("story").and_then(|story| story.get(edition.lang));
        let sections = story.map(markdown::sections).unwrap_or_default();
        view["sections"] = sections.into_iter().map(|(title, lines)| json!({ "title": title, "lines": lines })).collect();
        view
    }

    /// The published account: who is paid, where, and the end of its number.
    fn account(&self, entry: &Entry, order: &Order) -> Value {
        let Some(payment) = Payment::of(&entry.record) else { return Value::Null };
        let amount = payment.transfer.amount.and_then(|amount| i64::try_from(amount).ok());
        json!({
            "holder": payment.holder,
            "bank": payment.bank.map_or(payment.transfer.bank.as_str(), |bank| bank.short_name),
            "bank_name": payment.bank.map(|bank| bank.name),
            "ending": payment.ending(),
            "amount": amount.map(|amount| self.in_languages(order, |edition| edition.messages.money(amount).into())),
            "purpose": payment.transfer.purpose,
            "checked": self.in_languages(order, |edition| edition.messages.short_date(payment.checked.earliest()).into()),
        })
    }

    fn in_languages(&self, order: &Order, told: impl Fn(&Edition<'_>) -> Value) -> Value {
        order.languages.iter().map(|lang| (lang.tag().to_owned(), told(self.edition(lang)))).collect::<Map<String, Value>>().into()
    }

    /// Of texts with their languages, those that the order speaks; all where it speaks none of them: a name is never left out.
    fn only(order: &Order, texts: &Value) -> Value {
        let all = texts.as_array().cloned().unwrap_or_default();
        let spoken = |text: &&Value| order.languages.iter().any(|lang| text["lang"] == lang.tag());
        let some: Vec<Value> = all.iter().filter(spoken).cloned().collect();
        if some.is_empty() { all.into() } else { some.into() }
    }

    /// The theme's words for print, without the `print_` that their keys begin with.
    fn words_for_print(&self, order: &Order) -> Value {
        self.in_languages(order, print_words)
    }
}

/// A language's words for print.
pub(super) fn print_words(edition: &Edition<'_>) -> Value {
    let words = edition.messages.iter().filter_map(|(key, words)| Some((key.strip_prefix("print_")?.to_owned(), Value::from(words))));
    words.collect::<Map<String, Value>>().into()
}

/// The symbol of a text, at the level that the format needs.
fn drawn(order: &Order, text: &str) -> Result<Drawn, Vec<Problem>> {
    let level = match order.format.carries {
        Carries::Plaque => qr::Use::Plaque.level(),
        Carries::Label => qr::Use::Label.level(),
        Carries::Payment => qr::Level::Medium,
    };
    let symbol = qr::encode(text, level).map_err(|_| too_long(text))?;
    // drawings of single pieces go to engravers, whose programs follow each outline; sheets are filled
    let is_followed = order.files.iter().any(|form| form.is_single());
    let outlines = if is_followed { qr::outline(&symbol) } else { qr::crossing_outline(&symbol) };
    Ok(Drawn { side: symbol.side(), quiet_zone: qr::QUIET_ZONE, outlines })
}

/// Makes every text ready to be set: no line begins with a dash or dot, none ends between a number and its unit; and tells how many letters it has. Templates
/// could do both, ten thousand times as slowly.
fn prepare(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(prepare);
            if let (Some(Value::String(text)), true) = (map.get("text"), map.contains_key("lang")) {
                let text = tied(text);
                map.insert("letters".to_owned(), text.chars().count().into());
                map.insert("text".to_owned(), text.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(prepare),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Units that stay with their number.
const UNITS: [&str; 12] = ["ml", "cl", "l", "lít", "g", "kg", "mg", "m", "km", "cm", "mm", "%"];

/// A text with blanks that do not break where none should.
pub(super) fn tied(text: &str) -> String {
    let mut words = text.split(' ');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let is_mark = matches!(word, "–" | "—" | "·");
        let is_unit = out.ends_with(|letter: char| letter.is_ascii_digit()) && UNITS.contains(&word.trim_end_matches(['.', ',', ';', ')']));
        out.push(if is_mark || is_unit { '\u{a0}' } else { ' ' });
        out.push_str(word);
    }
    out
}

/// What a piece reports, as it is told: each by itself, or once for the whole order.
enum Noted {
    Problem(Problem),
    LeftOut(ShopFault),
}

/// What a typeset piece reports, as a problem.
fn noted(press: &Press, order: &Order, item: &Item<'_>, note: &Note) -> Noted {
    let piece = item.entry.id.to_string();
    let fault = match note {
        Note::LeftOut { what, lacks } => return Noted::LeftOut(ShopFault::LeftOut { piece, what: what.clone(), lacks: *lacks, more: 0 }),
        Note::NoRoom { has, needs } => ShopFault::NoRoom { piece, has: *has, needs: *needs, module: order.format.module },
        Note::RunsOver { what, lacks } | Note::Tight { what, lacks } => ShopFault::Tight { piece, what: what.clone(), lacks: *lacks },
        Note::Small { text, size } => {
            let format = order.format;
            ShopFault::Small { piece, text: text.clone(), size: *size, least: format.least_letters(), distance: format.distance }
        }
        Note::Missing { text } => {
            let letters = press.missing_letters(text);
            let kind = ProblemKind::MissingGlyphs { text: text.clone(), letters };
            return Noted::Problem(Problem { kind, place: item.entry.record.place("name").cloned() });
        }
    };
    let problem = order.wanted.problem(fault);
    Noted::Problem(Problem { place: problem.place.or_else(|| item.entry.record.place("name").cloned()), ..problem })
}
