//! What is told of routes alone, in one language: stops, ways, length and time, the drawn map; and the page with the keypad.

use tera::{Map, Value};

use super::head::Head;
use super::value::{Telling, object};
use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Coordinates, Entry, EntryId, Onward, Route, Stop};
use crate::diag::Problem;
use crate::geo::{Overview, Point};
use crate::lang::Lang;
use crate::plan::{Addresses, Track, has_track};

impl Site<'_> {
    /// Adds it to what templates see.
    pub(super) fn add_route(&self, map: &mut Map, entry: &Entry, edition: &Edition<'_>) {
        let Some(route) = Route::of(self.catalogue, entry) else { return };
        let telling = self.telling(edition);
        let stops = route.stops.iter().enumerate().map(|(index, stop)| self.stop(index, stop, route.stops.get(index + 1), edition));
        let ((metres, unmeasured), (minutes, untimed)) = (route.metres(), route.minutes());
        map.insert("stops".into(), stops.collect::<Vec<Value>>().into());
        map.insert("length".into(), (metres > 0.0).then(|| telling.distance(metres)).into());
        map.insert("unmeasured".into(), unmeasured.into());
        map.insert("time".into(), (minutes > 0.0).then(|| telling.time(minutes)).into());
        map.insert("untimed".into(), untimed.into());
        map.insert("duration".into(), entry.record.integer("duration").map(|minutes| telling.time(minutes as f64)).into());
        map.insert("keypad_path".into(), self.addresses.keypad(&entry.id, edition.lang).into());
        map.insert("tracks".into(), self.tracks_value(Some(entry), edition).into());
        map.insert("map".into(), overview(&route, telling).into());
    }

    fn stop(&self, index: usize, stop: &Stop<'_>, next: Option<&Stop<'_>>, edition: &Edition<'_>) -> Value {
        let telling = self.telling(edition);
        object! {
            "number" => index + 1,
            "card" => self.card(stop.entry, edition),
            "name" => telling.optional_text(stop.entry.record.text("name")),
            "path" => self.addresses.entry(&stop.entry.id, edition.lang),
            "code" => self.catalogue.code(&stop.entry.id).map(|code| code.to_string()),
            "placed" => stop.coordinates.is_some(),
            "approximate" => stop.coordinates.is_some_and(|at| !at.allow_directions()),
            "onward" => stop.onward.as_ref().zip(next).map(|(way, next)| onward(way, stop, next, telling)),
        }
    }

    /// The files with the places of a route, or of the whole catalogue.
    pub(super) fn tracks_value(&self, route: Option<&Entry>, edition: &Edition<'_>) -> Vec<Value> {
        let id = route.map(|route| &route.id);
        let forms: &[Track] = if has_track(self.catalogue, route) { &Track::ALL } else { &[] };
        let value = |form: &Track| object! { "title" => form.name(), "type" => form.media_type(), "path" => self.addresses.track(id, edition.lang, *form) };
        forms.iter().map(value).collect()
    }

    /// The page on which the number of a stop is typed or tapped.
    pub(super) fn keypad(&self, id: &EntryId, lang: &Lang) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let edition = self.edition(lang);
        let telling = self.telling(edition);
        let name = entry.name();
        let title = format!("{} – {}", edition.messages.get("keypad"), telling.words(&name));
        let path_in = |lang: &Lang| self.addresses.keypad(id, lang);
        let is_translated = entry.is_translated(lang);
        let head = Head {
            robots: (!is_translated).then_some("noindex"),
            alternates: if is_translated { self.alternates(&self.translations(entry), path_in) } else { Vec::new() },
            switch: self.switch(edition, path_in),
            current: Some(id.kind),
            ..Head::new(title, edition.messages.get("keypad_text").to_owned(), path_in(lang))
        };
        let mut map = Map::default();
        map.insert("name".into(), telling.text(&name));
        map.insert("path".into(), self.addresses.entry(id, lang).into());
        self.add_route(&mut map, entry, edition);
        let mut context = self.context(edition, &head);
        context.insert_value("route", map.into());
        Ok(vec![artifact(Addresses::file_of(&path_in(lang)), self.fill_in("keypad.html", &context)?)])
    }
}

/// The way from a stop to the next one.
fn onward(way: &Onward<'_>, from: &Stop<'_>, to: &Stop<'_>, telling: Telling<'_>) -> Value {
    let exact = |stop: &Stop<'_>| stop.coordinates.filter(|at| at.allow_directions());
    object! {
        "words" => telling.onward(way),
        "mode" => telling.choice("mode", way.mode.word()),
        "note" => telling.optional_text(way.record.text("note")),
        "directions" => exact(to).map(|to| directions(exact(from), to, way)),
    }
}

/// A plain link that opens Google Maps with the way, from the stop if its place is exact, else from where the phone is.
fn directions(from: Option<Coordinates>, to: Coordinates, way: &Onward<'_>) -> String {
    let point = |key: &str, at: Coordinates| format!("&{key}={}%2C{}", at.latitude, at.longitude);
    let from = from.map(|at| point("origin", at)).unwrap_or_default();
    let mode = way.mode.in_google_maps().map(|mode| format!("&travelmode={mode}")).unwrap_or_default();
    format!("https://www.google.com/maps/dir/?api=1{from}{}{mode}", point("destination", to))
}

/// The drawn map of the stops that have coordinates. `None` when there are fewer than two.
fn overview(route: &Route<'_>, telling: Telling<'_>) -> Option<Value> {
    let placed: Vec<(usize, Coordinates)> = route.stops.iter().enumerate().filter_map(|(index, stop)| Some((index + 1, stop.coordinates?))).collect();
    let points: Vec<Point> = placed.iter().map(|(_, at)| at.point()).collect();
    let overview = Overview::of(&points)?;
    let pin = |((number, at), pin): (&(usize, Coordinates), &crate::geo::Pin)| {
        object! {
            "number" => *number,
            "approximate" => !at.allow_directions(),
            "x" => pin.x.round(),
            "y" => pin.y.round(),
            "number_x" => pin.number_x.round(),
            "number_y" => pin.number_y.round(),
        }
    };
    Some(object! {
        "width" => overview.width.round(),
        "height" => overview.height.round(),
        "pins" => placed.iter().zip(&overview.pins).map(pin).collect::<Vec<Value>>(),
        "scale_words" => telling.distance(overview.scale_metres),
        "scale_length" => overview.scale_length.round(),
        "approximate" => placed.iter().any(|(_, at)| !at.allow_directions()),
    })
}
