//! What the search page looks through: an index a language, made from the catalogue alone.
//!
//! 1. `index` gathers what each entry is found by: names in every language, further names, addresses now and formerly, code, kind, rank or stars.
//! 2. It comes as a script that hands all of this to `search.js` of the theme: a page that was opened from a disk may load nothing else.
//!
//! Summaries and stories are not in it: with summaries alone the index of 500 entries would be twice as large.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalogue::{Catalogue, Certificate, Entry, EntryId, Kind, Record, Value as Given};
use crate::lang::{Lang, Localized};

/// The name of a language's index among the files that pages load: `search-vi.js`.
#[must_use]
pub fn file_name(lang: &Lang) -> String {
    format!("search-{lang}.js")
}

/// The index of these entries for the pages of one language.
///
/// It is a list of kinds, each a list of columns, since equal things side by side take a tenth less when sent: the kind's folder; slugs, with blanks
/// between; codes, with commas between, and blanks where an entry has several; ranks or stars, with commas between; and for each entry a list of its
/// names, of further names, of addresses, and of former addresses. A text is a string, or `["vi", "Chùa Cầu"]` when it is in another language than the
/// page. Instead of addresses a product has the place of its producer among the producers.
#[must_use]
pub fn index<'c>(catalogue: &'c Catalogue, entries: impl Iterator<Item = &'c Entry>, lang: &Lang) -> String {
    let entries: Vec<&Entry> = entries.collect();
    let of_kind = |kind: Kind| entries.iter().copied().filter(|entry| entry.id.kind == kind).collect::<Vec<_>>();
    let producers = of_kind(Kind::Producer).into_iter().enumerate().map(|(place, producer)| (&producer.id, place)).collect();
    let words = Words { catalogue, lang, producers };
    let kinds = Kind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).filter(|(_, entries)| !entries.is_empty());
    let kinds: Vec<Value> = kinds.map(|(kind, entries)| words.columns(kind, &entries)).collect();
    format!("searchIndex({})", Value::from(kinds))
}

/// What all entries of an index are put into words with.
struct Words<'a> {
    catalogue: &'a Catalogue,
    lang: &'a Lang,
    producers: BTreeMap<&'a EntryId, usize>,
}

impl Words<'_> {
    fn columns(&self, kind: Kind, entries: &[&Entry]) -> Value {
        let joined = |between: &str, word: &dyn Fn(&Entry) -> String| entries.iter().map(|entry| word(entry)).collect::<Vec<_>>().join(between);
        let each = |texts: &dyn Fn(&Entry) -> Value| entries.iter().map(|entry| texts(entry)).collect::<Vec<_>>();
        json!([
            kind.folder(),
            joined(" ", &|entry| entry.id.slug.clone()),
            joined(",", &|entry| self.codes(entry)),
            joined(",", &|entry| mark(entry, self.catalogue)),
            each(&|entry| self.names(entry).into()),
            each(&|entry| further_names(entry).into()),
            each(&|entry| self.place(entry)),
            each(&|entry| self.addresses(entry, true).into()),
        ])
    }

    /// Every code that opens it, its own first.
    fn codes(&self, entry: &Entry) -> String {
        let ledger = &self.catalogue.ledger;
        let codes = ledger.code_of(&entry.id).into_iter().chain(ledger.further_codes(&entry.id));
        codes.map(|code| code.to_string()).collect::<Vec<_>>().join(" ")
    }

    /// The name that its page has, then those in other languages that differ.
    fn names(&self, entry: &Entry) -> Vec<Value> {
        let names = entry.name();
        let Some((shown, first)) = names.resolve(self.lang, self.catalogue.settings.default_language()) else { return Vec::new() };
        let others = names.iter().filter(|(lang, name)| *lang != shown && *name != first);
        std::iter::once((shown, first)).chain(others).map(|(lang, name)| self.in_language(lang, name)).collect()
    }

    fn place(&self, entry: &Entry) -> Value {
        match entry.record.reference("producer").and_then(|producer| self.producers.get(producer)) {
            Some(place) => (*place).into(),
            None => self.addresses(entry, false).into(),
        }
    }

    fn addresses(&self, entry: &Entry, former: bool) -> Vec<Value> {
        let addresses = entry.record.group("place").into_iter().flat_map(|place| place.groups("addresses"));
        let is_wanted = |address: &&Record| address.get("until").is_some() == former;
        addresses.filter(is_wanted).filter_map(|address| self.text(address.text("text")?)).collect()
    }

    fn text(&self, text: &Localized<String>) -> Option<Value> {
        text.resolve(self.lang, self.catalogue.settings.default_language()).map(|(lang, text)| self.in_language(lang, text))
    }

    fn in_language(&self, lang: &Lang, text: &str) -> Value {
        if lang == self.lang { text.into() } else { json!([lang.tag(), text]) }
    }
}

/// Its rank, or its stars while they hold.
fn mark(entry: &Entry, catalogue: &Catalogue) -> String {
    let rank = entry.record.group("rank").and_then(|rank| rank.choice("level")).map(str::to_owned);
    let certificate = || Certificate::of(&entry.record, catalogue.today).filter(|certificate| !certificate.expired);
    rank.or_else(|| certificate().map(|certificate| certificate.stars.to_string())).unwrap_or_default()
}

fn further_names(entry: &Entry) -> Vec<&str> {
    entry.record.list("also_known_as").filter_map(|(value, _)| if let Given::Line(name) = value { Some(name.as_str()) } else { None }).collect()
}
