//! An entry as templates see it, in one language.

use tera::{Map, Value};

use super::markdown::{self, Targets};
use super::payment::payment;
use super::place::place;
use super::value::{Telling, object};
use super::{Edition, Site};
use crate::catalogue::{COMMON, Certificate, Code, Entry, EntryId, Kind, Prose, Record, Value as Given};
use crate::diag::Problem;
use crate::lang::Lang;
use crate::qr;
use crate::text::nearest;

impl Site<'_> {
    pub(super) fn telling<'t>(&'t self, edition: &'t Edition<'_>) -> Telling<'t> {
        Telling { lang: edition.lang, default: self.catalogue.settings.default_language(), messages: edition.messages }
    }

    /// All that a template can show of an entry. Problems of its story are collected.
    pub(super) fn entry_value(&self, entry: &Entry, code: Code, symbol: &str, edition: &Edition<'_>, problems: &mut Vec<Problem>) -> Value {
        let telling = self.telling(edition);
        let lang = edition.lang;
        let id = &entry.id;
        let record = &entry.record;
        let fields = COMMON.iter().chain(id.kind.fields());
        let mut map = telling.record(fields, record);
        let path = self.addresses.entry(id, lang);
        let distinctions = self.distinctions(entry, telling);
        let mut set = |key: &'static str, value: Value| drop(map.insert(key.into(), value));
        set("kind", id.kind.name().into());
        set("url", self.addresses.url(&path).into());
        set("path", path.into());
        set("cover", self.addresses.cover(id).into());
        set("colour", colour(entry).into());
        set("code", code.to_string().into());
        set("code_path", self.addresses.code(code).into());
        set("code_url", self.addresses.code_link(code).into());
        set("symbol", Value::safe_string(symbol));
        set("missing_translation", (!entry.is_translated(lang)).into());
        set("distinction", distinctions.first().cloned().into());
        set("distinctions", distinctions.into());
        set("breadcrumb", self.breadcrumb(entry, edition));
        set("story", self.story(entry, telling, problems));
        set("pictures", self.pictures(entry, telling));
        set("listen", self.listen(entry, edition));
        set("panoramas", self.panoramas(entry, telling));
        set("videos", self.videos(entry, edition));
        set("facts", facts(record, telling));
        set("share_url", self.addresses.url(&self.addresses.code(code)).into());
        set("near", self.near(entry, edition));
        set("routes", self.routes_of(entry, edition));
        set("related", self.cards(record.list("related").filter_map(|(value, _)| reference(value)), edition));
        match id.kind {
            Kind::Site => add_site(&mut map, record, telling),
            Kind::Route => self.add_route(&mut map, entry, edition),
            Kind::Product => self.add_product(&mut map, entry, edition),
            Kind::Producer => self.add_producer(&mut map, entry, edition),
            Kind::Page => {}
        }
        map.into()
    }

    fn add_producer(&self, map: &mut Map, entry: &Entry, edition: &Edition<'_>) {
        map.insert("place".into(), place(&entry.record, self.telling(edition)));
        map.insert("payment".into(), payment(&entry.record, self.telling(edition)));
        map.insert("products".into(), self.cards(self.relations.products(&entry.id), edition));
    }

    /// An entry in a list.
    pub(super) fn card(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let telling = self.telling(edition);
        let id = &entry.id;
        object! {
            "kind" => id.kind.name(),
            "name" => telling.optional_text(entry.record.text("name")),
            "summary" => telling.optional_text(entry.record.text("summary")),
            "path" => self.addresses.entry(id, edition.lang),
            "cover" => self.addresses.cover(id),
            "photograph" => entry.pictures().next().and_then(|(file, _)| self.photograph_value(entry, file)),
            "distinction" => self.distinctions(entry, telling).into_iter().next(),
            "locality" => self.locality(entry).map(|address| telling.optional_text(address.text("text"))),
        }
    }

    pub(super) fn cards<'i>(&self, ids: impl Iterator<Item = &'i EntryId>, edition: &Edition<'_>) -> Value {
        let entries = ids.filter_map(|id| self.catalogue.entries.get(id));
        entries.map(|entry| self.card(entry, edition)).collect::<Vec<Value>>().into()
    }

    /// What an entry is honoured with, in words: rank, stars while they hold, and inscriptions of the entry itself. An inscription under
    /// another name is told further down only: a bridge may be a part of what is on the list, a temple the place of a festival that is.
    pub(super) fn distinctions(&self, entry: &Entry, telling: Telling<'_>) -> Vec<String> {
        let words = |key: &str, word: &str| telling.messages.get(&format!("{key}_{word}")).to_owned();
        let name = entry.name();
        let is_itself = |inscription: &&Record| inscription.text("title").is_none_or(|title| telling.words(title) == telling.words(&name));
        let rank = entry.record.group("rank").and_then(|rank| rank.choice("level")).map(|level| words("level", level));
        let stars = Certificate::of(&entry.record, self.catalogue.today)
            .filter(|certificate| !certificate.expired)
            .map(|certificate| telling.messages.fill("ocop_stars", &[("stars", &certificate.stars.to_string())]));
        let lists = entry.record.groups("unesco").filter(is_itself).filter_map(|inscription| inscription.choice("list")).map(|list| words("list", list));
        let mut all: Vec<String> = rank.into_iter().chain(stars).chain(lists).collect();
        all.dedup();
        all
    }

    /// The present address: the entry's own, or its producer's.
    pub(super) fn locality<'e>(&'e self, entry: &'e Entry) -> Option<&'e Record> {
        let home = match entry.record.reference("producer") {
            Some(id) => self.catalogue.entries.get(id)?,
            None => entry,
        };
        home.record.group("place")?.groups("addresses").find(|address| address.get("until").is_none())
    }

    fn breadcrumb(&self, entry: &Entry, edition: &Edition<'_>) -> Value {
        let kind = entry.id.kind;
        let telling = self.telling(edition);
        let steps = vec![
            object! { "title" => telling.words(&self.catalogue.settings.title), "path" => self.addresses.home(edition.lang) },
            object! { "title" => edition.messages.get(&format!("kinds_{}", kind.folder())), "path" => self.addresses.list(kind, edition.lang) },
            object! { "title" => telling.words(&entry.name()), "path" => self.addresses.entry(&entry.id, edition.lang) },
        ];
        steps.into()
    }

    fn story(&self, entry: &Entry, telling: Telling<'_>, problems: &mut Vec<Problem>) -> Value {
        let Some((lang, prose)) = entry.record.prose("story").and_then(|story| story.resolve(telling.lang, telling.default)) else {
            return Value::none();
        };
        let html = self.story_html(entry, prose, telling.lang, problems);
        object! { "text" => Value::safe_string(&html), "lang" => lang.tag() }
    }

    fn story_html(&self, entry: &Entry, prose: &Prose, lang: &Lang, problems: &mut Vec<Problem>) -> String {
        markdown::story(prose, lang, &Links { site: self, entry, lang }, problems)
    }

    fn pictures(&self, entry: &Entry, telling: Telling<'_>) -> Value {
        let pictures = entry.record.groups("pictures").zip(entry.pictures());
        let value = |(picture, (file, _)): (&Record, (&str, _))| {
            let photograph = self.photograph_value(entry, file)?;
            Some(object! {
                "photograph" => photograph,
                "alt" => telling.optional_text(picture.text("alt")),
                "caption" => telling.optional_text(picture.text("caption")),
                "credit" => picture.line("credit"),
                "licence" => picture.line("licence"),
            })
        };
        pictures.filter_map(value).collect::<Vec<Value>>().into()
    }
}

/// What a story may link to.
struct Links<'a> {
    site: &'a Site<'a>,
    entry: &'a Entry,
    lang: &'a Lang,
}

impl Targets for Links<'_> {
    fn entry(&self, id: &EntryId) -> Option<String> {
        self.site.catalogue.has(id).then(|| self.site.addresses.entry(id, self.lang))
    }

    fn picture(&self, file: &str) -> Option<String> {
        self.entry.pictures().find(|(known, _)| *known == file).map(|_| self.site.photograph_attributes(self.entry, file).unwrap_or_default())
    }

    fn nearest(&self, written: &str) -> Option<String> {
        let written = written.trim_matches('/');
        let picture = || nearest(written, self.entry.pictures().map(|(file, _)| file));
        let entry = || self.site.catalogue.nearest_entry(written);
        let found = if written.contains('/') { entry().or_else(picture) } else { picture().or_else(entry) };
        found.map(str::to_owned)
    }
}

/// The author's colour, or one that comes from the entry's name and always carries white text.
pub(super) fn colour(entry: &Entry) -> String {
    const DEEP: [&str; 12] =
        ["#7a3b2e", "#8a5a12", "#5c6b1f", "#2f6b3c", "#1f6b63", "#1f5c7a", "#2f4a8a", "#4b3f8f", "#6b3a7d", "#8a2f5c", "#8a2f38", "#5b4a3a"];
    let own = entry.record.line("colour").map(str::to_owned);
    own.unwrap_or_else(|| DEEP[usize::from(seed(&entry.id)) % DEEP.len()].to_owned())
}

/// A number from 0 to 65535 that stays with an entry: small variations of its cover come from it.
pub(super) fn seed(id: &EntryId) -> u16 {
    let hash = id.to_string().bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619)); // FNV-1a
    (hash >> 16) as u16 ^ hash as u16
}

/// The symbol of a link for a screen, as SVG.
pub(super) fn screen_symbol(link: &str) -> Result<String, Vec<Problem>> {
    qr::encode(link, qr::Use::Screen.level()).map(|symbol| qr::svg(&symbol)).map_err(|_| super::too_long(link))
}

fn reference(value: &Given) -> Option<&EntryId> {
    if let Given::Reference(id) = value { Some(id) } else { None }
}

fn facts(record: &Record, telling: Telling<'_>) -> Value {
    let fact = |fact: &Record| {
        let sources: Vec<Value> = fact.list("sources").filter_map(|(value, _)| source(value)).collect();
        object! {
            "text" => telling.optional_text(fact.text("text")),
            "nature" => fact.choice("nature").map(|word| telling.choice("nature", word)),
            "confidence" => fact.choice("confidence").map(|word| telling.choice("confidence", word)),
            "sources" => sources,
        }
    };
    record.groups("facts").map(fact).collect::<Vec<Value>>().into()
}

/// A source: its text, and its address when it is one.
fn source(value: &Given) -> Option<Value> {
    let Given::Line(line) = value else { return None };
    let is_url = line.starts_with("https://") || line.starts_with("http://");
    let shown = line.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/');
    Some(object! { "text" => shown, "url" => is_url.then_some(line.as_str()) })
}

fn add_site(map: &mut Map, record: &Record, telling: Telling<'_>) {
    map.insert("place".into(), place(record, telling));
    let festivals =
        record.groups("festivals").map(|festival| object! { "name" => telling.optional_text(festival.text("name")), "when" => when(festival, telling) });
    map.insert("festivals".into(), festivals.collect::<Vec<Value>>().into());
}

/// The days of a festival in words: “ngày 20–23 tháng 3 âm lịch”.
fn when(festival: &Record, telling: Telling<'_>) -> String {
    let number = |key: &str| festival.integer(key).map(|number| number.to_string()).unwrap_or_default();
    let calendar = festival.choice("calendar").unwrap_or("lunar");
    let days = if festival.integer("last_day").is_some() { "days" } else { "day" };
    let month_name = telling.messages.get(&format!("month_{}", number("month"))).to_owned();
    let values = [("first", number("first_day")), ("last", number("last_day")), ("month", number("month")), ("month_name", month_name)];
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    telling.messages.fill(&format!("{calendar}_{days}"), &values)
}
