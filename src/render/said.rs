//! What the fields of a product say on its label, in every language of an order: each text once.

use serde_json::{Value, json};

use super::piece::tied;
use super::value::Telling;
use super::{Edition, Site};
use crate::catalogue::{Entry, Order};

/// Who makes it: its heading is `print_made_by`.
const MAKER: &str = "made_by";
/// What labels of food must carry (Decree 43/2017, article 10 and annex I), the most important first.
const LEGAL: [&str; 6] = ["net_content", "ingredients", "origin", "warnings", "storage", "uses"];

impl Site<'_> {
    /// Language after language, each in the order of its importance. What a language has from another, or all say alike, stands once; `shared` tells of the latter.
    pub(super) fn said(&self, entry: &Entry, order: &Order) -> Value {
        let editions: Vec<&Edition<'_>> = order.languages.iter().map(|lang| self.edition(lang)).collect();
        let all: Vec<Vec<(&str, String)>> = editions.iter().map(|edition| self.said_in(entry, edition)).collect();
        let (mut said, mut told) = (Vec::new(), Vec::new());
        for (lang, fields) in all.iter().enumerate() {
            for field @ (key, text) in fields {
                if text.is_empty() || told.contains(text) {
                    continue;
                }
                told.push(text.clone());
                let shared = *key != MAKER && all.len() > 1 && all.iter().all(|fields| fields.contains(field));
                said.push(json!({ "lang": lang, "key": key, "text": text, "shared": shared }));
            }
        }
        said.into()
    }

    fn said_in<'a>(&self, entry: &Entry, edition: &Edition<'_>) -> Vec<(&'a str, String)> {
        let telling = self.telling(edition);
        let field = |key| {
            let whole = entry.record.line(key).map(|line| line.replace(' ', "\u{a0}")); // `500 g` is not broken
            whole.or_else(|| Some(tied(telling.words(entry.record.text(key)?))))
        };
        let maker = self.maker_said(entry, telling).map(|text| (MAKER, text));
        maker.into_iter().chain(LEGAL.into_iter().filter_map(|key| Some((key, field(key)?)))).collect()
    }

    /// Who makes it, where, and the telephone; no line begins with the dot between two of them.
    fn maker_said(&self, entry: &Entry, telling: Telling<'_>) -> Option<String> {
        let producer = self.catalogue.entries.get(entry.record.reference("producer")?)?;
        let mut said = tied(telling.words(producer.record.text("name")?));
        let locality = self.locality(producer).and_then(|address| address.text("text")).map(|text| tied(telling.words(text)));
        let telephone = producer.record.group("contact").and_then(|contact| contact.line("telephone"));
        let telephone = telephone.map(|number| format!("{} {number}", telling.messages.get("print_telephone")).replace(' ', "\u{a0}"));
        for part in locality.into_iter().chain(telephone) {
            said += "\u{a0}· ";
            said += &part;
        }
        Some(said)
    }
}
