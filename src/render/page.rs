//! Web pages: what each template gets, and the files that come out.

use tera::{Context, Value};

use super::entry::{colour, screen_symbol, seed};
use super::head::{Head, Script, Shown};
use super::value::{Telling, object};
use super::{Artifact, Edition, Site, artifact, structured};
use crate::catalogue::{Catalogue, Code, Entry, EntryId, Kind};
use crate::diag::Problem;
use crate::draw;
use crate::lang::Lang;
use crate::plan::Addresses;
use crate::text::SortKeys;
use crate::theme::{Messages, Sheet, Theme};

/// How many entries of a kind the first page shows.
const SHOWN_AT_HOME: usize = 6;

/// An entry in one language, as templates see it.
pub(super) struct View<'a> {
    pub edition: &'a Edition<'a>,
    pub entry: Value,
    /// The offer to keep a route; none for anything else.
    pub keep: Value,
}

type Rendered = Result<Vec<Artifact>, Vec<Problem>>;

impl<'a> Edition<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, theme: &'a Theme, addresses: &'a Addresses, lang: &'a Lang) -> Self {
        let messages = theme.messages(lang);
        let settings = &catalogue.settings;
        let telling = Telling { lang, default: settings.default_language(), messages };
        let publisher = &settings.publisher;
        let languages: Vec<Value> =
            settings.languages.iter().map(|lang| object! { "tag" => lang.tag(), "name" => theme.messages(lang).get("language_name") }).collect();
        let site = object! {
            "title" => telling.words(&settings.title),
            "summary" => telling.words(&settings.summary),
            "host" => settings.host.as_str(),
            "base_url" => addresses.url(""),
            "languages" => languages,
            "publisher" => object! {
                "name" => telling.text(&publisher.name),
                "about" => telling.optional_text(publisher.about.as_ref()),
                "address" => telling.optional_text(publisher.address.as_ref()),
                "email" => publisher.email.as_deref(),
                "telephone" => publisher.telephone.as_deref(),
                "website" => publisher.website.as_deref(),
            },
        };
        Self { lang, messages, words: words(messages), site }
    }
}

fn words(messages: &Messages) -> Value {
    let mut map = tera::Map::default();
    for (key, words) in messages.iter() {
        map.insert(key.to_owned().into(), words.into());
    }
    map.into()
}

impl Site<'_> {
    pub(super) fn root(&self) -> Rendered {
        let edition = self.default_edition();
        let head = Head {
            alternates: self.home_alternates(),
            switch: self.switch(edition, |lang| self.addresses.home(lang)),
            ..Head::new(self.title(edition), self.summary(edition), "/".to_owned())
        };
        let mut context = self.context(edition, &head);
        context.insert_value("editions", self.editions_value());
        self.page("index.html", &context, self.addresses.root_file())
    }

    pub(super) fn not_found(&self) -> Rendered {
        let edition = self.default_edition();
        let title = format!("{} – {}", edition.messages.get("not_found_title"), self.title(edition));
        let head = Head { robots: Some("noindex"), ..Head::new(title, edition.messages.get("not_found_text").to_owned(), "/404.html".to_owned()) };
        let mut context = self.context(edition, &head);
        context.insert_value("editions", self.editions_value());
        self.page("not_found.html", &context, self.addresses.not_found_file())
    }

    pub(super) fn home(&self, lang: &Lang) -> Rendered {
        let edition = self.edition(lang);
        let path = self.addresses.home(lang);
        let json_ld = structured::website(self, edition);
        let head = Head {
            alternates: self.home_alternates(),
            switch: self.switch(edition, |lang| self.addresses.home(lang)),
            json_ld: Some(json_ld),
            ..Head::new(self.title(edition), self.summary(edition), path.clone())
        };
        let section = |kind: Kind| {
            let entries = self.sorted(self.catalogue.of_kind(kind), edition);
            let shown = entries.iter().take(SHOWN_AT_HOME).map(|entry| self.card(entry, edition)).collect::<Vec<Value>>();
            object! {
                "kind" => kind.name(),
                "title" => edition.messages.get(&format!("kinds_{}", kind.folder())),
                "path" => self.addresses.list(kind, lang),
                "count" => entries.len(),
                "entries" => shown,
            }
        };
        let mut context = self.context(edition, &head);
        context.insert_value("sections", Kind::ALL.map(section).to_vec().into());
        self.page("home.html", &context, Addresses::file_of(&path))
    }

    pub(super) fn list(&self, kind: Kind, lang: &Lang) -> Rendered {
        let edition = self.edition(lang);
        let title = edition.messages.get(&format!("kinds_{}", kind.folder())).to_owned();
        let intro = edition.messages.get(&format!("list_intro_{}", kind.folder())).to_owned();
        let path_in = |lang: &Lang| self.addresses.list(kind, lang);
        let head = Head {
            alternates: self.alternates(&self.catalogue.settings.languages, path_in),
            switch: self.switch(edition, path_in),
            current: Some(kind),
            ..Head::new(format!("{title} – {}", self.title(edition)), intro.clone(), path_in(lang))
        };
        let cards: Vec<Value> = self.sorted(self.catalogue.of_kind(kind), edition).into_iter().map(|entry| self.card(entry, edition)).collect();
        let has_places = matches!(kind, Kind::Site | Kind::Route | Kind::Producer) && !cards.is_empty();
        let tracks = if has_places { self.tracks_value(None, edition) } else { Vec::new() };
        let mut context = self.context(edition, &head);
        context.insert_value("list", object! { "kind" => kind.name(), "title" => title, "intro" => intro, "entries" => cards, "tracks" => tracks });
        self.page("list.html", &context, Addresses::file_of(&path_in(lang)))
    }

    pub(super) fn about(&self, lang: &Lang) -> Rendered {
        let edition = self.edition(lang);
        let path_in = |lang: &Lang| self.addresses.about(lang);
        let publisher = &self.catalogue.settings.publisher;
        let telling = self.telling(edition);
        let description = publisher.about.as_ref().map_or_else(|| self.summary(edition), |about| telling.words(about).to_owned());
        let head = Head {
            alternates: self.alternates(&self.catalogue.settings.languages, path_in),
            switch: self.switch(edition, path_in),
            ..Head::new(format!("{} – {}", edition.messages.get("about"), self.title(edition)), description, path_in(lang))
        };
        let counts = Kind::ALL.map(|kind| {
            object! {
                "title" => edition.messages.get(&format!("kinds_{}", kind.folder())),
                "path" => self.addresses.list(kind, lang),
                "count" => self.catalogue.of_kind(kind).count(),
            }
        });
        let pages: Vec<Value> = self.sorted(self.catalogue.of_kind(Kind::Page), edition).into_iter().map(|entry| self.card(entry, edition)).collect();
        let mut context = self.context(edition, &head);
        context.insert_value("entries_count", counts.to_vec().into());
        context.insert_value("pages", pages.into());
        self.page("about.html", &context, Addresses::file_of(&path_in(lang)))
    }

    /// All pages of an entry: what they share is made once.
    pub(super) fn entry(&self, id: &EntryId, code: Code, warnings: &mut Vec<Problem>) -> Rendered {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let mut views = self.views(entry, code, warnings)?;
        let is_route = id.kind == Kind::Route;
        let mut artifacts = if is_route { self.route_pages(entry, code, &mut views)? } else { self.entry_pages(entry, code, &views)? };
        artifacts.extend(entry.gtins().map(|gtin| self.linkset(entry, gtin, code)));
        artifacts.push(self.cover(entry)?);
        artifacts.extend(self.photograph_files(entry));
        artifacts.extend(self.narration_files(entry));
        artifacts.extend(self.tiles(entry));
        artifacts.extend(self.video_files(entry));
        Ok(artifacts)
    }

    /// An entry in each language. Problems of its story are told.
    pub(super) fn views(&self, entry: &Entry, code: Code, warnings: &mut Vec<Problem>) -> Result<Vec<View<'_>>, Vec<Problem>> {
        let symbol = screen_symbol(&self.addresses.code_link(code))?;
        let mut problems = Vec::new();
        let view = |edition| View { edition, entry: self.entry_value(entry, code, &symbol, edition, &mut problems), keep: Value::none() };
        let views = self.editions.iter().map(view).collect();
        if crate::diag::any_error(&problems) {
            return Err(problems);
        }
        warnings.append(&mut problems);
        Ok(views)
    }

    /// The page of an entry in each language, and the one behind its code.
    pub(super) fn entry_pages(&self, entry: &Entry, code: Code, views: &[View<'_>]) -> Rendered {
        let mut artifacts = Vec::with_capacity(views.len() + 3);
        for view in views {
            artifacts.extend(self.entry_page(entry, view)?);
        }
        artifacts.extend(self.code_page(entry, code, views)?);
        Ok(artifacts)
    }

    fn entry_page(&self, entry: &Entry, View { edition, entry: value, keep }: &View<'_>) -> Rendered {
        let path_in = |lang: &Lang| self.addresses.entry(&entry.id, lang);
        let head = self.entry_head(entry, edition, path_in(edition.lang));
        let mut context = self.context(edition, &head);
        context.insert_value("entry", value.clone());
        context.insert_value("keep", keep.clone());
        self.page("entry.html", &context, Addresses::file_of(&path_in(edition.lang)))
    }

    fn entry_head(&self, entry: &Entry, edition: &Edition<'_>, path: String) -> Head {
        let telling = self.telling(edition);
        let title = format!("{} – {}", telling.words(&entry.name()), self.title(edition));
        let summary = entry.record.text("summary").map(|summary| telling.words(summary).to_owned()).unwrap_or_default();
        let path_in = |lang: &Lang| self.addresses.entry(&entry.id, lang);
        let is_translated = entry.is_translated(edition.lang);
        Head {
            og_type: "article",
            sheet: Sheet::Entry,
            image: Some(Shown {
                url: self.addresses.url(&self.addresses.share_picture(&entry.id)),
                size: draw::SIZE,
                alt: telling.words(&entry.name()).to_owned(),
            }),
            robots: (!is_translated).then_some("noindex"),
            alternates: if is_translated { self.alternates(&self.translations(entry), path_in) } else { Vec::new() },
            switch: self.switch(edition, path_in),
            json_ld: Some(structured::entry(self, entry, edition)),
            current: Some(entry.id.kind),
            linkset: entry.gtins().next().map(|gtin| self.addresses.linkset(gtin)),
            ..Head::new(title, summary, path)
        }
    }

    /// The page behind a printed code: every language in one file, under both spellings of the code, and where its Digital Link URIs lead.
    fn code_page(&self, entry: &Entry, code: Code, views: &[View<'_>]) -> Rendered {
        let edition = self.default_edition();
        let path = self.addresses.entry(&entry.id, edition.lang);
        let head = Head { scripts: vec![Script::Language], alternates: Vec::new(), robots: None, ..self.entry_head(entry, edition, path) };
        let view = |View { edition, entry: value, keep }: &View<'_>| {
            object! {
                "lang" => edition.lang.tag(),
                "name" => edition.messages.get("language_name"),
                "m" => edition.words.clone(),
                "entry" => value.clone(),
                "keep" => keep.clone(),
                "path" => self.addresses.entry(&entry.id, edition.lang),
                "search_path" => self.addresses.search(edition.lang),
            }
        };
        let mut context = self.context(edition, &head);
        context.insert_value("views", views.iter().map(view).collect::<Vec<Value>>().into());
        context.insert_value("entry", views[0].entry.clone());
        let [as_printed, lower_case] = self.addresses.code_files(code);
        let further = self.catalogue.ledger.further_codes(&entry.id).flat_map(|code| self.addresses.code_files(code));
        let linked = entry.gtins().map(|gtin| self.addresses.digital_link_files(gtin)[0].clone());
        let twins = std::iter::once(lower_case).chain(further).chain(linked).collect();
        Ok(vec![Artifact { twins, ..artifact(as_printed, self.fill_in("code.html", &context)?) }])
    }

    fn cover(&self, entry: &Entry) -> Result<Artifact, Vec<Problem>> {
        Ok(artifact(Addresses::file_of(&self.addresses.cover(&entry.id)), self.cover_svg(entry)?))
    }

    /// The drawn cover of an entry.
    pub(super) fn cover_svg(&self, entry: &Entry) -> Result<String, Vec<Problem>> {
        self.cover_like(entry, seed(&entry.id))
    }

    /// The same with another number for its small variations.
    pub(super) fn cover_like(&self, entry: &Entry, seed: u16) -> Result<String, Vec<Problem>> {
        let id = &entry.id;
        let types: Vec<&str> =
            entry.record.list("types").filter_map(|(value, _)| if let crate::catalogue::Value::Choice(word) = value { Some(*word) } else { None }).collect();
        let mut context = Context::new();
        context.insert_value("kind", id.kind.name().into());
        context.insert_value("colour", colour(entry).into());
        context.insert_value("types", types.into());
        context.insert_value("group", entry.record.choice("group").into());
        context.insert_value("type", entry.record.choice("type").into());
        context.insert_value("seed", seed.into());
        context.insert_value("slug", id.slug.as_str().into());
        self.fill_in(&format!("cover/{}.svg", id.kind.name()), &context)
    }

    fn page(&self, template: &str, context: &Context, path: String) -> Rendered {
        Ok(vec![artifact(path, self.fill_in(template, context)?)])
    }

    pub(super) fn editions_value(&self) -> Value {
        let edition = |edition: &Edition<'_>| {
            object! {
                "tag" => edition.lang.tag(),
                "name" => edition.messages.get("language_name"),
                "title" => self.title(edition),
                "summary" => self.summary(edition),
                "path" => self.addresses.home(edition.lang),
                "search_path" => self.addresses.search(edition.lang),
                "m" => edition.words.clone(),
            }
        };
        self.editions.iter().map(edition).collect::<Vec<Value>>().into()
    }

    /// Entries in the alphabetical order of a language.
    pub(super) fn sorted<'e>(&self, entries: impl Iterator<Item = &'e Entry>, edition: &Edition<'_>) -> Vec<&'e Entry> {
        let telling = self.telling(edition);
        let keys = SortKeys::new(edition.lang);
        let mut entries: Vec<(String, &Entry)> = entries.map(|entry| (telling.words(&entry.name()).to_owned(), entry)).collect();
        entries.sort_by(|(a, _), (b, _)| keys.compare(a, b));
        entries.into_iter().map(|(_, entry)| entry).collect()
    }
}
