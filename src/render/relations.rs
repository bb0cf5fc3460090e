//! What entries have to do with each other, worked out once for all pages: who is near whom, which route stops where, who makes what.

use std::collections::BTreeMap;

use tera::Value;

use super::value::object;
use super::{Edition, Site};
use crate::catalogue::{Catalogue, Coordinates, Entry, EntryId, Kind, Route};
use crate::geo::{Mode, Point, nearest};

/// How many neighbours a page names.
const NEIGHBOURS: usize = 5;
/// How far away in metres, straight, something may be that is called near: what one still rides to on the same day.
const NEAR: f64 = 20_000.0;
/// How far people walk, in metres along the way; what is farther is told with the time on a motorbike.
const WALK: f64 = 3_000.0;

/// What entries have to do with each other.
pub(super) struct Relations<'a> {
    /// The nearest others of each entry whose place is exact.
    near: BTreeMap<&'a EntryId, Vec<&'a Entry>>,
    /// The routes that stop at an entry, each with the number of the stop, from 0.
    routes: BTreeMap<&'a EntryId, Vec<(&'a Entry, usize)>>,
    /// The products of each producer.
    products: BTreeMap<&'a EntryId, Vec<&'a EntryId>>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let mut products: BTreeMap<&EntryId, Vec<&EntryId>> = BTreeMap::new();
        for product in catalogue.of_kind(Kind::Product) {
            if let Some(producer) = product.record.reference("producer") {
                products.entry(producer).or_default().push(&product.id);
            }
        }
        let mut routes: BTreeMap<&EntryId, Vec<(&Entry, usize)>> = BTreeMap::new();
        for entry in catalogue.of_kind(Kind::Route) {
            let stops = Route::of(catalogue, entry).map(|route| route.stops).unwrap_or_default();
            for (index, stop) in stops.iter().enumerate() {
                routes.entry(&stop.entry.id).or_default().push((entry, index));
            }
        }
        Self { near: near(catalogue), routes, products }
    }

    /// The products of a producer, in the order of their slugs.
    pub(super) fn products(&self, producer: &EntryId) -> impl Iterator<Item = &'a EntryId> {
        self.products.get(producer).into_iter().flatten().copied()
    }
}

fn near(catalogue: &Catalogue) -> BTreeMap<&EntryId, Vec<&Entry>> {
    let there = catalogue.entries.values().filter_map(|entry| Some((entry, entry.exact_place()?.point())));
    let (entries, points): (Vec<&Entry>, Vec<Point>) = there.unzip();
    let found = nearest(&points, NEIGHBOURS, NEAR);
    entries.iter().zip(found).map(|(entry, others)| (&entry.id, others.into_iter().map(|other| entries[other.index]).collect())).collect()
}

impl Site<'_> {
    /// What is near an entry, with distance and time.
    pub(super) fn near(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let telling = self.telling(edition);
        let others = self.relations.near.get(&entry.id).into_iter().flatten();
        let value = |other: &&Entry| {
            let way = |(from, to): (Coordinates, Coordinates)| match from.estimate(to) {
                Some(metres) => {
                    let mode = if metres <= WALK { Mode::Walk } else { Mode::Motorbike };
                    telling.way(Some(metres), Some(mode.minutes(metres)), mode.word())
                }
                None => Some(telling.within(from.within(to))),
            };
            object! {
                "kind" => other.id.kind.name(),
                "name" => telling.optional_text(other.record.text("name")),
                "path" => self.addresses.entry(&other.id, edition.lang),
                "way" => entry.exact_place().zip(other.exact_place()).and_then(way),
            }
        };
        others.map(value).collect::<Vec<Value>>().into()
    }

    /// The routes that stop at an entry, with the stops before and after it.
    pub(super) fn routes_of(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let telling = self.telling(edition);
        let value = |(route, index): &(&Entry, usize)| {
            let whole = Route::of(self.catalogue, route)?;
            let step = |index: usize| {
                let stop = whole.stops.get(index)?;
                Some(object! {
                    "number" => index + 1,
                    "name" => telling.optional_text(stop.entry.record.text("name")),
                    "path" => self.addresses.entry(&stop.entry.id, edition.lang),
                })
            };
            let onward = whole.stops.get(*index).and_then(|stop| stop.onward);
            Some(object! {
                "name" => telling.optional_text(route.record.text("name")),
                "path" => self.addresses.entry(&route.id, edition.lang),
                "number" => index + 1,
                "count" => whole.stops.len(),
                "previous" => index.checked_sub(1).and_then(step),
                "next" => step(index + 1),
                "way" => onward.and_then(|way| telling.onward(&way)),
                "note" => onward.map(|way| telling.optional_text(way.record.text("note"))),
            })
        };
        let routes = self.relations.routes.get(&entry.id).into_iter().flatten();
        routes.filter_map(value).collect::<Vec<Value>>().into()
    }
}
