//! The head of a page: title, addresses of its translations, the language switch, and what the page may load.

use tera::{Context, Value};

use super::value::object;
use super::{Edition, Site};
use crate::catalogue::{Entry, Kind};
use crate::lang::Lang;
use crate::theme::{Inlined, Sheet};

/// A script that stands in a page itself, before it is shown. All else is in the one script that every page loads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Shows the visitor's language on a page that holds all of them.
    Language,
    /// Reads a typed code.
    Find,
}

/// A picture that a page is shared with.
pub(super) struct Shown {
    pub url: String,
    pub size: (u32, u32),
    pub alt: String,
}

/// What the head of a page says.
pub(super) struct Head {
    pub title: String,
    pub description: String,
    pub path: String,
    pub og_type: &'static str,
    pub image: Option<Shown>,
    pub robots: Option<&'static str>,
    pub alternates: Vec<Value>,
    pub switch: Vec<Value>,
    pub scripts: Vec<Script>,
    pub json_ld: Option<String>,
    pub current: Option<Kind>,
    pub linkset: Option<String>,
    pub sheet: Sheet,
}

impl Head {
    /// The head of a page that says nothing special.
    pub(super) fn new(title: String, description: String, path: String) -> Self {
        Self {
            title,
            description,
            path,
            og_type: "website",
            image: None,
            robots: None,
            alternates: Vec::new(),
            switch: Vec::new(),
            scripts: Vec::new(),
            json_ld: None,
            current: None,
            linkset: None,
            sheet: Sheet::Other,
        }
    }
}

impl Site<'_> {
    pub(super) fn context(&self, edition: &Edition<'_>, head: &Head) -> Context {
        let lang = edition.lang;
        let nav = Kind::ALL.into_iter().filter(|kind| self.catalogue.of_kind(*kind).next().is_some()).map(|kind| {
            object! {
                "title" => edition.messages.get(&format!("kinds_{}", kind.folder())),
                "path" => self.addresses.list(kind, lang),
                "current" => head.current == Some(kind),
            }
        });
        let others = self.editions.iter().filter(|other| other.lang != lang).map(|other| other.messages.get("og_locale").into());
        let icons = self.addresses.pixel_icons();
        let page = object! {
            "title" => head.title.as_str(),
            "description" => head.description.as_str(),
            "url" => self.addresses.url(&head.path),
            "path" => head.path.as_str(),
            "robots" => head.robots,
            "alternates" => head.alternates.clone(),
            "switch" => head.switch.clone(),
            "nav" => nav.collect::<Vec<Value>>(),
            "home_path" => self.addresses.home(lang),
            "find_path" => self.addresses.find(),
            "search_path" => self.addresses.search(lang),
            "about_path" => self.addresses.about(lang),
            "icon_path" => self.addresses.icon(),
            "favicon_path" => icons[0].as_str(),
            "touch_icon_path" => icons[1].as_str(),
            "manifest_path" => self.addresses.manifest(),
            "worker_path" => self.catalogue.settings.offline.then(|| self.addresses.worker()),
            "linkset_path" => head.linkset.as_deref(),
            "feed_path" => self.addresses.feed(lang),
            "feed_title" => format!("{} – {}", self.title(edition), edition.messages.get("feed_title")),
            "css" => Value::safe_string(&self.theme.styles[&head.sheet].text),
            "scripts" => head.scripts.iter().map(|script| Value::safe_string(&self.script(*script).text)).collect::<Vec<Value>>(),
            "csp" => self.policy(&head.scripts, head.sheet),
            "json_ld" => head.json_ld.as_deref().map(Value::safe_string),
            "og" => object! {
                "type" => head.og_type,
                "image" => head.image.as_ref().map(|image| object! { "url" => image.url.as_str(), "width" => image.size.0, "height" => image.size.1, "alt" => image.alt.as_str() }),
                "locale" => edition.messages.get("og_locale"),
                "locale_alternates" => others.collect::<Vec<Value>>(),
            },
        };
        let mut context = Context::new();
        context.insert_value("lang", lang.tag().into());
        context.insert_value("m", edition.words.clone());
        context.insert_value("site", edition.site.clone());
        context.insert_value("page", page);
        context.insert_value("assets", self.assets_value());
        context
    }

    /// What a page may load and run, and where its forms may lead: files of this host; style and scripts that stand in the page itself if they are named by their hash; pictures that
    /// stand in it (previews of photographs) or that its scripts made.
    pub(super) fn policy(&self, scripts: &[Script], sheet: Sheet) -> String {
        let hashes: Vec<&str> = scripts.iter().map(|script| self.script(*script).hash.as_str()).collect();
        let scripts = hashes.iter().map(|hash| format!(" {hash}")).collect::<String>();
        let style = &self.theme.styles[&sheet].hash;
        format!(
            "default-src 'none'; script-src 'self'{scripts}; style-src 'self' {style}; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; \
             worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
        )
    }

    /// The addresses of the files that pages load, by their names.
    fn assets_value(&self) -> Value {
        let assets = self.theme.assets.iter();
        assets.map(|(name, asset)| (name.to_owned().into(), self.addresses.asset(name, asset).into())).collect::<tera::Map>().into()
    }

    fn script(&self, script: Script) -> &Inlined {
        match script {
            Script::Language => &self.theme.language_script,
            Script::Find => &self.theme.find_script,
        }
    }

    pub(super) fn title(&self, edition: &Edition<'_>) -> String {
        self.telling(edition).words(&self.catalogue.settings.title).to_owned()
    }

    pub(super) fn summary(&self, edition: &Edition<'_>) -> String {
        self.telling(edition).words(&self.catalogue.settings.summary).to_owned()
    }

    /// The language switch: the same page in each language.
    pub(super) fn switch(&self, current: &Edition<'_>, path_in: impl Fn(&Lang) -> String) -> Vec<Value> {
        let step = |edition: &Edition<'_>| {
            object! {
                "tag" => edition.lang.tag(),
                "name" => edition.messages.get("language_name"),
                "path" => path_in(edition.lang),
                "current" => edition.lang == current.lang,
            }
        };
        self.editions.iter().map(step).collect()
    }

    /// The languages that an entry is wholly written in.
    pub(super) fn translations(&self, entry: &Entry) -> Vec<Lang> {
        self.catalogue.settings.languages.iter().filter(|lang| entry.is_translated(lang)).cloned().collect()
    }

    /// `hreflang` links between translations, each set the same on all of them; none when there is only one.
    pub(super) fn alternates(&self, languages: &[Lang], path_in: impl Fn(&Lang) -> String) -> Vec<Value> {
        self.alternate_urls(languages, path_in).into_iter().map(|(lang, url)| object! { "lang" => lang, "url" => url }).collect()
    }

    pub(super) fn alternate_urls(&self, languages: &[Lang], path_in: impl Fn(&Lang) -> String) -> Vec<(String, String)> {
        if languages.len() < 2 {
            return Vec::new();
        }
        let mut urls: Vec<(String, String)> = languages.iter().map(|lang| (lang.to_string(), self.addresses.url(&path_in(lang)))).collect();
        let default = self.catalogue.settings.default_language();
        let fallback = if languages.contains(default) { default } else { &languages[0] };
        urls.push(("x-default".to_owned(), self.addresses.url(&path_in(fallback))));
        urls
    }

    /// First pages: whoever has none of the languages gets the choice of language.
    pub(super) fn home_alternate_urls(&self) -> Vec<(String, String)> {
        let mut urls: Vec<(String, String)> =
            self.editions.iter().map(|edition| (edition.lang.to_string(), self.addresses.url(&self.addresses.home(edition.lang)))).collect();
        urls.push(("x-default".to_owned(), self.addresses.url("/")));
        urls
    }

    pub(super) fn home_alternates(&self) -> Vec<Value> {
        self.home_alternate_urls().into_iter().map(|(lang, url)| object! { "lang" => lang, "url" => url }).collect()
    }
}
