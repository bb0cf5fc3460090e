//! What is told of products alone, in one language: who makes them, certificate, price, Digital Link URI, how to pay.

use tera::{Map, Value};

use super::payment::payment;
use super::value::{Telling, object};
use super::{Edition, Site};
use crate::catalogue::{Certificate, Entry, Kind, Record};

impl Site<'_> {
    /// Adds it to what templates see.
    pub(super) fn add_product(&self, map: &mut Map, entry: &Entry, edition: &Edition<'_>) {
        let telling = self.telling(edition);
        let record = &entry.record;
        let gtin = entry.gtins().next().filter(|_| record.line("gtin").is_some());
        let link = gtin.map(|gtin| object! { "url" => self.addresses.digital_link(gtin), "path" => self.addresses.digital_link_path(gtin) });
        map.insert("digital_link".into(), link.into());
        let producer = record.reference("producer").and_then(|id| self.catalogue.entries.get(id));
        map.insert("payment".into(), producer.map_or_else(Value::none, |producer| payment(&producer.record, telling)));
        let others = producer.into_iter().flat_map(|producer| self.relations.products(&producer.id)).filter(|product| **product != entry.id);
        map.insert("more_products".into(), self.cards(others, edition));
        let contact = Kind::Producer.fields().iter().filter(|field| field.key == "contact");
        map.extend(telling.record(contact, producer.map_or(&Record::default(), |producer| &producer.record)));
        map.insert("producer".into(), producer.map_or_else(Value::none, |producer| self.card(producer, edition)));
        let certificate = Certificate::of(record, self.catalogue.today);
        map.insert("ocop".into(), certificate.map_or_else(Value::none, |certificate| ocop(record, certificate, telling)));
        map.insert("price".into(), price(record, telling));
    }

    /// What a label needs of it: the price, and who makes it, where, and how they are reached. Not what else they make: that would be as much again for each of a thousand labels.
    pub(super) fn add_product_for_print(&self, map: &mut Map, entry: &Entry, edition: &Edition<'_>) {
        let telling = self.telling(edition);
        let producer = entry.record.reference("producer").and_then(|id| self.catalogue.entries.get(id));
        let contact = Kind::Producer.fields().iter().filter(|field| field.key == "contact");
        map.extend(telling.record(contact, producer.map_or(&Record::default(), |producer| &producer.record)));
        map.insert("producer".into(), producer.map_or_else(Value::none, |producer| self.maker(producer, telling)));
        map.insert("price".into(), price(&entry.record, telling));
    }
}

impl Site<'_> {
    /// Who makes something, and where.
    fn maker(&self, producer: &Entry, telling: Telling<'_>) -> Value {
        object! {
            "name" => telling.optional_text(producer.record.text("name")),
            "locality" => self.locality(producer).map(|address| telling.optional_text(address.text("text"))),
        }
    }
}

/// The price in words, for what, and when it was right; nothing when there is none.
fn price(product: &Record, telling: Telling<'_>) -> Value {
    let Some(price) = product.group("price") else { return Value::none() };
    object! {
        "words" => price.integer("amount").map(|amount| telling.messages.money(amount)),
        "amount" => price.integer("amount"),
        "unit" => telling.optional_text(price.text("unit")),
        "valid_on" => price.date("valid_on").map(|date| object! {
            "iso" => date.iso(),
            "words" => telling.messages.date(date),
            "short" => telling.messages.short_date(date.earliest()),
        }),
    }
}

fn ocop(record: &Record, certificate: Certificate, telling: Telling<'_>) -> Value {
    let line = |key: &str| record.group("ocop").and_then(|ocop| ocop.line(key)).map(str::to_owned);
    object! {
        "stars" => certificate.stars,
        "date" => telling.date(certificate.date),
        "decision" => line("decision"),
        "authority" => line("authority"),
        "expires" => certificate.expires.map(|date| telling.date(date)),
        "expired" => certificate.expired,
    }
}
