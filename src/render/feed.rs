//! What is new, as an Atom feed (RFC 4287): the entries that say when they were last changed, newest first.

use jiff::civil::Date;
use tera::{Context, Value};

use super::value::object;
use super::{Artifact, Site, artifact};
use crate::catalogue::Entry;
use crate::diag::Problem;
use crate::lang::Lang;
use crate::plan::Addresses;

/// How many entries a feed carries at most.
const LONGEST: usize = 50;

impl Site<'_> {
    pub(super) fn feed(&self, lang: &Lang) -> Result<Vec<Artifact>, Vec<Problem>> {
        let edition = self.edition(lang);
        let telling = self.telling(edition);
        let mut entries: Vec<(Date, &Entry)> =
            self.catalogue.entries.values().filter_map(|entry| Some((entry.record.date("updated")?.earliest(), entry))).collect();
        entries.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.id.cmp(&second.id)));
        entries.truncate(LONGEST);
        // a feed must say when it changed; one without dated entries never did
        let updated = entries.first().map_or("1970-01-01".to_owned(), |(date, _)| date.to_string());
        let items: Vec<Value> = entries
            .into_iter()
            .filter_map(|(date, entry)| {
                let code = self.catalogue.code(&entry.id)?;
                Some(object! {
                    "id" => self.addresses.url(&self.addresses.code(code)),
                    "url" => self.addresses.url(&self.addresses.entry(&entry.id, lang)),
                    "name" => telling.words(&entry.name()),
                    "summary" => entry.record.text("summary").map(|summary| telling.words(summary)),
                    "updated" => date.to_string(),
                })
            })
            .collect();
        let path = self.addresses.feed(lang);
        let mut context = Context::new();
        context.insert_value("lang", lang.tag().into());
        context.insert_value("site", edition.site.clone());
        context.insert_value("title", format!("{} – {}", self.title(edition), edition.messages.get("feed_title")).into());
        context.insert_value("url", self.addresses.url(&path).into());
        context.insert_value("home_url", self.addresses.url(&self.addresses.home(lang)).into());
        context.insert_value("updated", updated.into());
        context.insert_value("entries", items.into());
        Ok(vec![artifact(Addresses::file_of(&path), self.fill_in("feed.xml", &context)?)])
    }
}
