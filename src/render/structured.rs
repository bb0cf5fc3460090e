//! JSON-LD: what search engines read (schema.org). Only what the page shows.

use serde_json::{Map, Value, json};

use super::{Edition, Site};
use crate::catalogue::{Certificate, Coordinates, Entry, EntryId, Kind, Record};
use crate::lang::Lang;

/// The website as a whole.
pub(super) fn website(site: &Site<'_>, edition: &Edition<'_>) -> String {
    let telling = site.telling(edition);
    let settings = &site.catalogue.settings;
    script(&json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": telling.words(&settings.title),
        "description": telling.words(&settings.summary),
        "url": site.addresses.url(&site.addresses.home(edition.lang)),
        "inLanguage": edition.lang.tag(),
        "publisher": publisher(site, edition),
    }))
}

/// An entry with the steps that lead to it.
pub(super) fn entry(site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) -> String {
    let mut thing = common(site, entry, edition);
    match entry.id.kind {
        Kind::Site => add_site(&mut thing, site, entry, edition),
        Kind::Product => add_product(&mut thing, site, entry, edition),
        Kind::Producer => {
            thing.insert("@type".into(), "Organization".into());
            add_address(&mut thing, &entry.record, site, edition);
        }
        Kind::Page => drop(thing.insert("@type".into(), "Article".into())),
    }
    script(&json!({ "@context": "https://schema.org", "@graph": [thing, breadcrumb(site, entry, edition)] }))
}

fn common(site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) -> Map<String, Value> {
    let telling = site.telling(edition);
    let url = site.addresses.url(&site.addresses.entry(&entry.id, edition.lang));
    let mut thing = Map::new();
    thing.insert("@id".into(), format!("{url}#it").into());
    thing.insert("name".into(), telling.words(&entry.name()).into());
    let names: Vec<Value> = entry
        .record
        .list("also_known_as")
        .filter_map(|(value, _)| if let crate::catalogue::Value::Line(name) = value { Some(name.as_str().into()) } else { None })
        .collect();
    if !names.is_empty() {
        thing.insert("alternateName".into(), names.into());
    }
    if let Some(summary) = entry.record.text("summary") {
        thing.insert("description".into(), telling.words(summary).into());
    }
    thing.insert("url".into(), url.into());
    let image = site.first_photograph(entry).unwrap_or_else(|| site.addresses.share_picture(&entry.id)); // nobody who reads this shows SVG
    thing.insert("image".into(), site.addresses.url(&image).into());
    thing
}

fn add_site(thing: &mut Map<String, Value>, site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) {
    thing.insert("@type".into(), "LandmarksOrHistoricalBuildings".into());
    thing.insert("additionalType".into(), "https://schema.org/TouristAttraction".into());
    add_address(thing, &entry.record, site, edition);
    if let Some(coordinates) = entry.record.group("place").and_then(Coordinates::of).filter(|coordinates| coordinates.allow_directions()) {
        thing.insert("geo".into(), json!({ "@type": "GeoCoordinates", "latitude": coordinates.latitude, "longitude": coordinates.longitude }));
    }
}

fn add_address(thing: &mut Map<String, Value>, record: &Record, site: &Site<'_>, edition: &Edition<'_>) {
    let current = record.group("place").and_then(|place| place.groups("addresses").find(|address| address.get("until").is_none()));
    if let Some(text) = current.and_then(|address| address.text("text")) {
        let words = site.telling(edition).words(text);
        thing.insert("address".into(), json!({ "@type": "PostalAddress", "streetAddress": words, "addressCountry": "VN" }));
    }
}

fn add_product(thing: &mut Map<String, Value>, site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) {
    let telling = site.telling(edition);
    let record = &entry.record;
    thing.insert("@type".into(), "Product".into());
    thing.insert("countryOfOrigin".into(), json!({ "@type": "Country", "name": "VN" }));
    if let Some(producer) = record.reference("producer").and_then(|id| site.catalogue.entries.get(id)) {
        thing.insert("manufacturer".into(), organization(site, &producer.id, telling.words(&producer.name()), edition.lang));
    }
    if let Some(gtin) = record.line("gtin") {
        thing.insert("gtin".into(), gtin.into());
        thing.insert("hasGS1DigitalLink".into(), entry.gtins().next().map(|gtin| site.addresses.digital_link(gtin)).into());
    }
    if let Some(certificate) = Certificate::of(record, site.catalogue.today).filter(|certificate| !certificate.expired) {
        let name = telling.messages.fill("ocop_stars", &[("stars", &certificate.stars.to_string())]);
        let mut certification = json!({ "@type": "Certification", "name": name, "validFrom": certificate.date.iso() });
        if let (Some(expires), Some(fields)) = (certificate.expires, certification.as_object_mut()) {
            fields.insert("expires".into(), expires.iso().into());
        }
        thing.insert("hasCertification".into(), certification);
    }
    if let Some(amount) = record.group("price").and_then(|price| price.integer("amount")) {
        thing.insert("offers".into(), json!({ "@type": "Offer", "price": amount, "priceCurrency": "VND" }));
    }
}

fn organization(site: &Site<'_>, id: &EntryId, name: &str, lang: &Lang) -> Value {
    json!({ "@type": "Organization", "name": name, "url": site.addresses.url(&site.addresses.entry(id, lang)) })
}

fn publisher(site: &Site<'_>, edition: &Edition<'_>) -> Value {
    let publisher = &site.catalogue.settings.publisher;
    let url = publisher.website.clone().unwrap_or_else(|| site.addresses.url(&site.addresses.about(edition.lang)));
    json!({ "@type": "Organization", "name": site.telling(edition).words(&publisher.name), "url": url })
}

fn breadcrumb(site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) -> Value {
    let telling = site.telling(edition);
    let kind = entry.id.kind;
    let steps = [
        (site.title(edition), site.addresses.home(edition.lang)),
        (edition.messages.get(&format!("kinds_{}", kind.folder())).to_owned(), site.addresses.list(kind, edition.lang)),
        (telling.words(&entry.name()).to_owned(), site.addresses.entry(&entry.id, edition.lang)),
    ];
    let items: Vec<Value> = steps
        .into_iter()
        .enumerate()
        .map(|(index, (name, path))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": site.addresses.url(&path) }))
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON that can stand in a `<script>`: no `<` in it, so that no text can end the element.
fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
