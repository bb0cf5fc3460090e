//! Places for other programs: GPX 1.1 (topografix.com/GPX/1/1), KML 2.2 (OGC 07-147r2), GeoJSON (RFC 7946).
//!
//! Only places exact enough to send somebody there. The elements stand in the order that the schemas of GPX and KML ask for.

use std::fmt::Write;

use serde_json::{Value, json};

use super::value::escaped;
use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Coordinates, Entry, EntryId, Route};
use crate::lang::Lang;
use crate::plan::{Addresses, Track};

/// What a file with places says, in one language.
struct Places {
    name: String,
    description: String,
    url: String,
    publisher: String,
    points: Vec<Place>,
    /// What the line through the places is, when they are a route.
    line: Option<String>,
}

struct Place {
    name: String,
    description: String,
    url: String,
    kind: &'static str,
    /// The number of the stop on its route.
    number: Option<usize>,
    at: Coordinates,
}

impl Site<'_> {
    /// The places of a route, or of the whole catalogue, in every form.
    pub(super) fn tracks(&self, route: Option<&EntryId>, lang: &Lang) -> Vec<Artifact> {
        let edition = self.edition(lang);
        let places = match route.and_then(|id| self.catalogue.entries.get(id)) {
            Some(route) => self.places_of(route, edition),
            None => self.all_places(edition),
        };
        let text = |form: Track| match form {
            Track::Gpx => gpx(&places),
            Track::Kml => kml(&places),
            Track::GeoJson => geo_json(&places).to_string(),
        };
        Track::ALL.map(|form| artifact(Addresses::file_of(&self.addresses.track(route, lang, form)), text(form))).into()
    }

    fn all_places(&self, edition: &Edition<'_>) -> Places {
        let entries = self.catalogue.entries.values();
        Places {
            name: self.title(edition),
            description: self.summary(edition),
            url: self.addresses.url(&self.addresses.home(edition.lang)),
            publisher: self.publisher(edition),
            points: entries.filter_map(|entry| self.place(entry, None, edition)).collect(),
            line: None,
        }
    }

    fn places_of(&self, route: &Entry, edition: &Edition<'_>) -> Places {
        let stops = Route::of(self.catalogue, route).map(|route| route.stops).unwrap_or_default();
        let places: Vec<Place> = stops.iter().enumerate().filter_map(|(index, stop)| self.place(stop.entry, Some(index + 1), edition)).collect();
        let exact: Vec<usize> = places.iter().filter_map(|place| place.number).collect();
        let missing: Vec<String> = (1..=stops.len()).filter(|number| !exact.contains(number)).map(|number| number.to_string()).collect();
        let left_out = edition.messages.fill("track_left_out", &[("numbers", &missing.join(", "))]);
        let summary = self.words(route, "summary", edition);
        Places {
            name: self.words(route, "name", edition),
            description: if missing.is_empty() { summary } else { format!("{summary} {left_out}") },
            url: self.addresses.url(&self.addresses.entry(&route.id, edition.lang)),
            publisher: self.publisher(edition),
            points: places,
            line: Some(edition.messages.get("track_line").to_owned()),
        }
    }

    fn place(&self, entry: &Entry, number: Option<usize>, edition: &Edition<'_>) -> Option<Place> {
        Some(Place {
            name: self.words(entry, "name", edition),
            description: self.words(entry, "summary", edition),
            url: self.addresses.url(&self.addresses.entry(&entry.id, edition.lang)),
            kind: entry.id.kind.name(),
            number,
            at: entry.exact_place()?,
        })
    }

    fn words(&self, entry: &Entry, key: &str, edition: &Edition<'_>) -> String {
        entry.record.text(key).map(|text| self.telling(edition).words(text).to_owned()).unwrap_or_default()
    }

    fn publisher(&self, edition: &Edition<'_>) -> String {
        self.telling(edition).words(&self.catalogue.settings.publisher.name).to_owned()
    }
}

impl Place {
    /// The name, behind the number of the stop.
    fn numbered(&self) -> String {
        self.number.map_or_else(|| self.name.clone(), |number| format!("{number}. {}", self.name))
    }
}

impl Places {
    /// The places of a route with at least two.
    fn line(&self) -> Option<&str> {
        self.line.as_deref().filter(|_| self.points.len() > 1)
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn gpx(places: &Places) -> String {
    let about = |name: &str, description: &str, url: &str| {
        format!("<name>{}</name><desc>{}</desc><link href=\"{}\"/>", escaped(name), escaped(description), escaped(url))
    };
    let point = |tag: &str, place: &Place| {
        let Coordinates { latitude, longitude, .. } = place.at;
        let about = about(&place.numbered(), &place.description, &place.url);
        format!("<{tag} lat=\"{latitude}\" lon=\"{longitude}\">{about}<type>{}</type></{tag}>\n", place.kind)
    };
    let mut out = format!("{XML}<gpx xmlns=\"http://www.topografix.com/GPX/1/1\" version=\"1.1\" creator=\"disan\">\n");
    let (name, description, publisher) = (escaped(&places.name), escaped(&places.description), escaped(&places.publisher));
    let link = escaped(&places.url);
    let _ = writeln!(out, "<metadata><name>{name}</name><desc>{description}</desc><author><name>{publisher}</name></author><link href=\"{link}\"/></metadata>");
    for place in &places.points {
        out.push_str(&point("wpt", place));
    }
    if let Some(line) = places.line() {
        let _ = writeln!(out, "<rte>{}", about(&places.name, line, &places.url));
        for place in &places.points {
            out.push_str(&point("rtept", place));
        }
        out.push_str("</rte>\n");
    }
    out + "</gpx>\n"
}

fn kml(places: &Places) -> String {
    let about = |name: &str, url: &str, description: &str| {
        format!("<name>{}</name><atom:link href=\"{}\"/><description>{}</description>", escaped(name), escaped(url), escaped(description))
    };
    let coordinates = |at: Coordinates| format!("{},{}", at.longitude, at.latitude);
    let mut out = format!("{XML}<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<Document>");
    let _ = writeln!(
        out,
        "<name>{}</name><atom:author><atom:name>{}</atom:name></atom:author><atom:link href=\"{}\"/><description>{}</description>",
        escaped(&places.name),
        escaped(&places.publisher),
        escaped(&places.url),
        escaped(&places.description)
    );
    for place in &places.points {
        let about = about(&place.numbered(), &place.url, &place.description);
        let _ = writeln!(out, "<Placemark>{about}<Point><coordinates>{}</coordinates></Point></Placemark>", coordinates(place.at));
    }
    if let Some(line) = places.line() {
        let about = about(&places.name, &places.url, line);
        let way: Vec<String> = places.points.iter().map(|place| coordinates(place.at)).collect();
        let line = format!("<LineString><tessellate>1</tessellate><coordinates>{}</coordinates></LineString>", way.join(" "));
        let _ = writeln!(out, "<Placemark>{about}{line}</Placemark>");
    }
    out + "</Document>\n</kml>\n"
}

fn geo_json(places: &Places) -> Value {
    let point = |at: Coordinates| json!([at.longitude, at.latitude]);
    let feature = |place: &Place| {
        json!({
            "type": "Feature",
            "id": place.url,
            "geometry": { "type": "Point", "coordinates": point(place.at) },
            "properties": {
                "name": place.name, "description": place.description, "url": place.url, "kind": place.kind, "stop": place.number, "precision": place.at.precision,
            },
        })
    };
    let mut features: Vec<Value> = places.points.iter().map(feature).collect();
    if let Some(line) = places.line() {
        let way: Vec<Value> = places.points.iter().map(|place| point(place.at)).collect();
        features.push(json!({
            "type": "Feature",
            "id": places.url,
            "geometry": { "type": "LineString", "coordinates": way },
            "properties": { "name": places.name, "description": line, "url": places.url },
        }));
    }
    json!({ "type": "FeatureCollection", "name": places.name, "description": places.description, "url": places.url, "features": features })
}
