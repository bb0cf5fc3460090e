//! What has been counted, with the names of what was scanned: what every form of the result is made from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::asked::Printed;
use super::tally::Tally;
use super::tongue::{Tongue, Tongues};
use crate::catalogue::{Catalogue, CodeState, Entry, EntryId};
use crate::diag::Words;
use crate::lang::{Lang, Localized};
use crate::plan::Addresses;

/// What has been counted in the logs of one catalogue.
#[derive(Debug)]
pub struct Report {
    paths: Addresses,
    pub(super) title: Localized<String>,
    /// The catalogue's languages, the default first.
    pub(super) languages: Vec<Lang>,
    /// The days that were looked at. `None` when there was no request.
    pub(super) period: Option<(Date, Date)>,
    /// How many minutes a visitor's second request for the same page does not count.
    pub(super) window: u32,
    /// What was scanned, most often first; what is printed and was not scanned, last.
    pub(super) plaques: Vec<Plaque>,
    pub(super) tally: Tally,
    /// Logs that broke off.
    pub(super) broken: Vec<String>,
}

/// What leads to one entry.
#[derive(Debug)]
pub(super) struct Plaque {
    pub entry: EntryId,
    pub name: Localized<String>,
    /// Scans of all its addresses.
    pub counts: Counts,
    pub days: BTreeMap<Date, u64>,
    /// Its addresses, most often scanned first.
    pub addresses: Vec<Address>,
}

/// A printed address.
#[derive(Debug)]
pub(super) struct Address {
    pub printed: Printed,
    /// `None` for a GTIN.
    pub state: Option<CodeState>,
    pub counts: Counts,
}

/// Scans by language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Counts(Vec<u64>);

impl Counts {
    fn new(tongues: Tongues<'_>) -> Self {
        Self(vec![0; tongues.count()])
    }

    fn add(&mut self, tongue: Tongue, scans: u64) {
        self.0[tongue.0] += scans;
    }

    /// In all languages together.
    pub(super) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// In one language.
    pub(super) fn of(&self, tongue: Tongue) -> u64 {
        self.0[tongue.0]
    }
}

impl Report {
    pub(super) fn new(catalogue: &Catalogue, asked_for: (Option<Date>, Option<Date>), window: u32, tally: Tally) -> Self {
        let settings = &catalogue.settings;
        let period = tally.days.map(|(first, last)| (asked_for.0.unwrap_or(first), asked_for.1.unwrap_or(last)));
        Self {
            paths: Addresses::new(settings),
            title: settings.title.clone(),
            languages: settings.languages.clone(),
            period,
            window,
            plaques: plaques(catalogue, &tally),
            tally,
            broken: Vec::new(),
        }
    }

    pub(super) fn tongues(&self) -> Tongues<'_> {
        Tongues(&self.languages)
    }

    /// The languages that scans are told by: the catalogue's, and the other two where there are such scans.
    pub(super) fn shown_tongues(&self) -> Vec<Tongue> {
        let all = self.all();
        self.tongues().all().filter(|tongue| tongue.0 < self.languages.len() || all.of(*tongue) > 0).collect()
    }

    /// All scans.
    pub(super) fn all(&self) -> Counts {
        let mut all = Counts::new(self.tongues());
        for ((.., tongue), scans) in &self.tally.scans {
            all.add(*tongue, *scans);
        }
        all
    }

    /// The scans of each day on which there were any.
    pub(super) fn days(&self) -> BTreeMap<Date, Counts> {
        let mut days = BTreeMap::new();
        for ((day, _, tongue), scans) in &self.tally.scans {
            days.entry(*day).or_insert_with(|| Counts::new(self.tongues())).add(*tongue, *scans);
        }
        days
    }

    /// The scans between two days, both included.
    pub(super) fn between(&self, days: &BTreeMap<Date, Counts>, first: Date, last: Date) -> Counts {
        let mut sum = Counts::new(self.tongues());
        for (_, counts) in days.range(first..=last) {
            sum.0.iter_mut().zip(&counts.0).for_each(|(sum, scans)| *sum += scans);
        }
        sum
    }

    /// Every address that is told of, with the plaque that it stands on.
    pub(super) fn addresses(&self) -> BTreeMap<Printed, (&Plaque, &Address)> {
        self.plaques.iter().flat_map(|plaque| plaque.addresses.iter().map(move |address| (address.printed, (plaque, address)))).collect()
    }

    /// An address as people read it: `/Q/7K3F9`.
    pub(super) fn path(&self, printed: Printed) -> String {
        match printed {
            Printed::Code(code) => self.paths.code(code),
            Printed::Product(gtin) => self.paths.digital_link_path(gtin),
        }
    }

    /// The name of an entry in the language of those who read this, else in another; its identity when it has none any more.
    pub(super) fn name(&self, plaque: &Plaque, words: Words) -> String {
        in_words(&plaque.name, words, &self.languages).unwrap_or_else(|| plaque.entry.to_string())
    }

    /// The title of the catalogue.
    pub(super) fn title(&self, words: Words) -> String {
        in_words(&self.title, words, &self.languages).unwrap_or_default()
    }
}

fn in_words(text: &Localized<String>, words: Words, languages: &[Lang]) -> Option<String> {
    let tag = match words {
        Words::Vietnamese => "vi",
        Words::English => "en",
    };
    text.resolve(&Lang::new(tag)?, languages.first()?).map(|(_, text)| text.clone())
}

/// What was scanned, and what could have been.
fn plaques(catalogue: &Catalogue, tally: &Tally) -> Vec<Plaque> {
    let tongues = Tongues(&catalogue.settings.languages);
    let mut plaques: BTreeMap<EntryId, Plaque> = BTreeMap::new();
    for (printed, entry, state) in addresses(catalogue) {
        let plaque = plaques.entry(entry.clone()).or_insert_with(|| Plaque {
            name: catalogue.entries.get(entry).map(Entry::name).unwrap_or_default(),
            entry: entry.clone(),
            counts: Counts::new(tongues),
            days: BTreeMap::new(),
            addresses: Vec::new(),
        });
        plaque.addresses.push(Address { printed, state, counts: Counts::new(tongues) });
    }
    let owners: BTreeMap<Printed, EntryId> = addresses(catalogue).map(|(printed, entry, _)| (printed, entry.clone())).collect();
    for ((day, printed, tongue), scans) in &tally.scans {
        let Some(plaque) = owners.get(printed).and_then(|entry| plaques.get_mut(entry)) else { continue };
        plaque.counts.add(*tongue, *scans);
        *plaque.days.entry(*day).or_default() += scans;
        if let Some(address) = plaque.addresses.iter_mut().find(|address| address.printed == *printed) {
            address.counts.add(*tongue, *scans);
        }
    }
    let mut plaques: Vec<Plaque> = plaques.into_values().filter_map(worth_telling).collect();
    plaques.sort_by(|a, b| b.counts.total().cmp(&a.counts.total()).then_with(|| a.entry.cmp(&b.entry)));
    plaques
}

/// Every printed address with the entry that it leads to; one that is out of use, with the entry it was given to.
fn addresses(catalogue: &Catalogue) -> impl Iterator<Item = (Printed, &EntryId, Option<CodeState>)> {
    let codes = catalogue.ledger.codes().map(|(code, given)| (Printed::Code(code), given.leads_to().unwrap_or(&given.entry), Some(given.state())));
    let gtins = catalogue.entries.values().flat_map(|entry| entry.gtins().map(move |gtin| (Printed::Product(gtin), &entry.id, None)));
    codes.chain(gtins)
}

/// An address that nobody scanned is told when it is on a wall.
fn worth_telling(mut plaque: Plaque) -> Option<Plaque> {
    plaque.addresses.retain(|address| address.counts.total() > 0 || matches!(address.state, Some(CodeState::Printed | CodeState::Moved)));
    plaque.addresses.sort_by(|a, b| b.counts.total().cmp(&a.counts.total()).then_with(|| a.printed.cmp(&b.printed)));
    (!plaque.addresses.is_empty()).then_some(plaque)
}
