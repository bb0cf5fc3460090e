//! Where something is, in one language: addresses, coordinates, and the way there.

use tera::Value;

use super::value::{Telling, object};
use crate::catalogue::{Coordinates, Record};
use crate::qr;

/// Where something is. Directions are offered only when the coordinates are exact enough.
pub(super) fn place(record: &Record, telling: Telling<'_>) -> Value {
    let Some(place) = record.group("place") else { return Value::none() };
    let coordinates = Coordinates::of(place);
    let address = |address: &Record| {
        object! {
            "text" => telling.optional_text(address.text("text")),
            "current" => address.get("until").is_none(),
            "from" => address.date("from").map(|date| telling.date(date)),
            "until" => address.date("until").map(|date| telling.date(date)),
        }
    };
    let links = coordinates.filter(|coordinates| coordinates.allow_directions()).map(directions).unwrap_or_default();
    object! {
        "latitude" => coordinates.map(|coordinates| coordinates.latitude),
        "longitude" => coordinates.map(|coordinates| coordinates.longitude),
        "precision" => coordinates.map(|coordinates| coordinates.precision),
        "coordinates" => coordinates.map(Coordinates::words),
        "approximate" => coordinates.is_some_and(|coordinates| !coordinates.allow_directions()),
        "directions" => links,
        "geo" => coordinates.filter(|coordinates| coordinates.allow_directions()).and_then(geo),
        "addresses" => place.groups("addresses").map(address).collect::<Vec<Value>>(),
    }
}

/// Plain links that open a map program: by coordinates, since names of communes were given anew in 2025. The last one, `geo:` (RFC 5870), is for
/// whatever other program a phone has; browsers without one do nothing, so it never stands alone. The part behind `?` has Android set a pin.
fn directions(at: Coordinates) -> Vec<Value> {
    let Coordinates { latitude, longitude, .. } = at;
    let mut links = Vec::new();
    for (title, address) in [
        ("Google Maps", "https://www.google.com/maps/dir/?api=1&destination="),
        ("Apple Maps", "https://maps.apple.com/?daddr="),
        ("OpenStreetMap", "https://www.openstreetmap.org/directions?to="),
    ] {
        links.push(object! { "title" => title, "url" => format!("{address}{latitude}%2C{longitude}") });
    }
    links
}

/// The link for other map programs. Its title stands in the theme's words.
fn geo(at: Coordinates) -> Option<String> {
    let Coordinates { latitude, longitude, .. } = at;
    Some(format!("{}?q={latitude},{longitude}", qr::geo(latitude, longitude).ok()?))
}
