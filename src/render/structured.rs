//! JSON-LD: what search engines read (schema.org). Only what the page shows.

use serde_json::{Map, Value, json};

use super::{Edition, Site};
use crate::catalogue::{Certificate, Entry, EntryId, Kind, Record, Route};
use crate::lang::Lang;
use crate::text::telephones;

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
        Kind::Route => add_route(&mut thing, site, entry, edition),
        Kind::Product => add_product(&mut thing, site, entry, edition),
        Kind::Producer => {
            thing.insert("@type".into(), "Organization".into());
            add_address(&mut thing, &entry.record, site, edition);
            add_contact(&mut thing, entry);
        }
        Kind::Page => {
            thing.insert("@type".into(), "Article".into());
            thing.insert("inLanguage".into(), edition.lang.tag().into());
        }
    }
    if let Some(heard) = site.audio_object(entry, edition) {
        thing.insert("subjectOf".into(), heard);
    }
    let mut graph = vec![thing.into(), breadcrumb(site, entry, edition), page(site, entry, edition)];
    graph.extend(site.moving_data(entry, edition));
    script(&json!({ "@context": "https://schema.org", "@graph": graph }))
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
    thing.insert("@type".into(), "TouristAttraction".into());
    thing.insert("additionalType".into(), "https://schema.org/LandmarksOrHistoricalBuildings".into());
    let languages: Vec<Value> = site.translations(entry).iter().map(|lang| lang.tag().into()).collect();
    thing.insert("availableLanguage".into(), languages.into());
    add_address(thing, &entry.record, site, edition);
    if let Some(at) = entry.exact_place() {
        thing.insert("geo".into(), json!({ "@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude }));
    }
}

/// The stops in their order.
fn add_route(thing: &mut Map<String, Value>, site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) {
    let telling = site.telling(edition);
    let stops = Route::of(site.catalogue, entry).map(|route| route.stops).unwrap_or_default();
    let step = |(index, stop): (usize, &crate::catalogue::Stop<'_>)| {
        let kind = if stop.entry.id.kind == Kind::Producer { "Organization" } else { "TouristAttraction" };
        let url = site.addresses.url(&site.addresses.entry(&stop.entry.id, edition.lang));
        let item = json!({ "@type": kind, "@id": format!("{url}#it"), "name": telling.words(&stop.entry.name()), "url": url });
        json!({ "@type": "ListItem", "position": index + 1, "item": item })
    };
    let items: Vec<Value> = stops.iter().enumerate().map(step).collect();
    thing.insert("@type".into(), "TouristTrip".into());
    thing.insert("itinerary".into(), json!({ "@type": "ItemList", "numberOfItems": items.len(), "itemListElement": items }));
    thing.insert("provider".into(), publisher(site, edition));
}

/// How to reach a producer, as its page says it.
fn add_contact(thing: &mut Map<String, Value>, entry: &Entry) {
    if let Some(at) = entry.exact_place() {
        let geo = json!({ "@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude });
        thing.insert("location".into(), json!({ "@type": "Place", "geo": geo }));
    }
    let Some(contact) = entry.record.group("contact") else { return };
    add_telephone(thing, contact);
    for (key, property) in [("email", "email"), ("website", "sameAs")] {
        if let Some(line) = contact.line(key) {
            thing.insert(property.into(), line.into());
        }
    }
}

/// Numbers as they are dialled: one, or several.
fn add_telephone(thing: &mut Map<String, Value>, contact: &Record) {
    let numbers: Vec<String> = contact.line("telephone").and_then(telephones).into_iter().flatten().map(|number| number.dialled()).collect();
    match numbers.as_slice() {
        [] => {}
        [number] => drop(thing.insert("telephone".into(), number.as_str().into())),
        several => drop(thing.insert("telephone".into(), several.into())),
    }
}

/// The page itself: things such as products have no language, pages have one.
fn page(site: &Site<'_>, entry: &Entry, edition: &Edition<'_>) -> Value {
    let url = site.addresses.url(&site.addresses.entry(&entry.id, edition.lang));
    json!({
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": site.telling(edition).words(&entry.name()),
        "inLanguage": edition.lang.tag(),
        "isPartOf": { "@type": "WebSite", "name": site.title(edition), "url": site.addresses.url(&site.addresses.home(edition.lang)) },
        "mainEntity": { "@id": format!("{url}#it") },
        "publisher": publisher(site, edition),
    })
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
    if let Some(group) = record.choice("group") {
        thing.insert("category".into(), edition.messages.get(&format!("group_{group}")).into());
    }
    thing.insert("countryOfOrigin".into(), json!({ "@type": "Country", "name": "VN" }));
    if let Some(producer) = record.reference("producer").and_then(|id| site.catalogue.entries.get(id)) {
        thing.insert("manufacturer".into(), organization(site, &producer.id, telling.words(&producer.name()), edition.lang));
    }
    if let Some(gtin) = record.line("gtin") {
        thing.insert("gtin".into(), gtin.into());
        thing.insert("hasGS1DigitalLink".into(), entry.gtins().next().map(|gtin| site.addresses.digital_link(gtin)).into());
    }
    if let Some(certificate) = Certificate::of(record, site.catalogue.today).filter(|certificate| !certificate.expired) {
        thing.insert("hasCertification".into(), certification(record, certificate, edition));
    }
    let offers = offers(record, site, edition);
    if !offers.is_empty() {
        thing.insert("offers".into(), offers.into());
    }
}

fn certification(product: &Record, certificate: Certificate, edition: &Edition<'_>) -> Value {
    let name = edition.messages.fill("ocop_stars", &[("stars", &certificate.stars.to_string())]);
    let rating = json!({ "@type": "Rating", "ratingValue": certificate.stars, "bestRating": 5 });
    let mut fields = Map::new();
    fields.insert("@type".into(), "Certification".into());
    fields.insert("name".into(), name.into());
    fields.insert("certificationRating".into(), rating);
    fields.insert("validFrom".into(), certificate.date.iso().into());
    if let Some(expires) = certificate.expires {
        fields.insert("expires".into(), expires.iso().into());
    }
    let line = |key: &str| product.group("ocop").and_then(|ocop| ocop.line(key));
    if let Some(decision) = line("decision") {
        fields.insert("certificationIdentification".into(), decision.into());
    }
    if let Some(authority) = line("authority") {
        fields.insert("issuedBy".into(), json!({ "@type": "Organization", "name": authority }));
    }
    fields.into()
}

/// The price, which is nobody's in particular, and the places that sell it, of which no price is told.
fn offers(product: &Record, site: &Site<'_>, edition: &Edition<'_>) -> Vec<Value> {
    let price = product.group("price").and_then(|price| price.integer("amount"));
    let price = price.map(|amount| json!({ "@type": "Offer", "price": amount, "priceCurrency": "VND" }));
    let shop = |shop: &Record| {
        let mut seller = Map::new();
        seller.insert("@type".into(), "Organization".into());
        if let Some(name) = shop.text("name") {
            seller.insert("name".into(), site.telling(edition).words(name).into());
        }
        add_telephone(&mut seller, shop);
        if let Some(url) = shop.line("url") {
            seller.insert("url".into(), url.into());
        }
        json!({ "@type": "Offer", "seller": seller })
    };
    price.into_iter().chain(product.groups("where_to_buy").map(shop)).collect()
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
