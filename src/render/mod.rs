//! Jobs to bytes: pure, in parallel; no disk, no clock, no network.
//!
//! 1. `Site` is prepared once: what all pages share, per language.
//! 2. `entry` turns an entry into what templates see, in one language; `place` where it is, `product` and `route` what only these have;
//!    `relations` what is near and which routes stop there; `measure` puts distances into words; `markdown` its story, `payment` its account.
//! 3. `page` fills in the page templates, each with its `head`; `structured` adds JSON-LD; `feed` and `sitemap` list what there is;
//!    `tracks` gives places to map programs.
//! 4. `former` stands in for what is gone: notices of retired codes, former addresses.
//! 5. `find` lists all codes, and reads one that is typed; `search` lists all entries, and finds what is typed; `linkset` tells programs where the pages of a product with a GTIN are.
//! 6. `plaque` and `symbol` give the print templates of every build their data; `order` makes the files of orders, of `piece`s; `calibration` the trial page for printers.
//! 7. `picture` says which file of a photograph goes where, `panorama` and `video` the same of theirs; `share` makes what messengers show, `icons` what home screens show, `listen` what is heard.
//! 8. `worker` is what phones keep pages by; `keep` lists what a route needs, of which `take_away` makes a zip: both by `needed`, which finds in finished pages
//!    (`markup`) what they load, and `files`, which has the bytes of it.
//! 9. `hosts` writes the rules by which hosts answer every address.

mod calibration;
mod entry;
mod feed;
mod files;
mod find;
mod former;
mod head;
mod hosts;
mod icons;
mod keep;
mod linkset;
mod listen;
mod markdown;
mod markup;
mod measure;
mod needed;
mod nesting;
mod order;
mod page;
mod panorama;
mod payment;
mod picture;
mod piece;
mod place;
mod plaque;
mod product;
mod recipe;
mod relations;
mod route;
mod said;
mod search;
mod share;
mod sitemap;
mod structured;
mod symbol;
mod take_away;
mod tracks;
mod value;
mod video;
mod worker;

use std::path::PathBuf;

use blake3::Hash;
use tera::{Context, Value};

use crate::catalogue::Catalogue;
use crate::diag::{Problem, ProblemKind};
use crate::draw::Fonts;
use crate::lang::Lang;
use crate::media::{Gallery, Narrations, Stored};
use crate::plan::{Addresses, Job, Work};
use crate::print::Press;
use crate::theme::{Asset, Messages, Theme, problem_of};

use files::Files;
use relations::Relations;
use share::Panels;

pub use hosts::{OldHost, old_host};

/// One output file.
#[derive(Clone, PartialEq, Debug)]
pub struct Artifact {
    /// The path in the output folder, with forward slashes.
    pub path: String,
    /// Other paths under which the same bytes are found.
    pub twins: Vec<String>,
    /// What is in it.
    pub content: Content,
}

/// What is in an output file.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a source file, unchanged.
    Copy(PathBuf),
}

/// Gives the bytes of a file of a photograph; `None` when they are not there any more.
pub type Reader<'a> = &'a (dyn Fn(&Stored) -> Option<Vec<u8>> + Sync);

/// All that rendering needs, prepared once for all jobs.
pub struct Site<'a> {
    /// What is rendered.
    pub catalogue: &'a Catalogue,
    theme: &'a Theme,
    /// Where everything goes.
    pub addresses: &'a Addresses,
    press: &'a Press,
    gallery: &'a Gallery,
    narrations: &'a Narrations,
    read: Reader<'a>,
    editions: Vec<Edition<'a>>,
    relations: Relations<'a>,
    files: Files<'a>,
    fonts: Fonts<'a>,
    panels: Panels,
    styles: Hash,
}

/// What all pages of one language share.
struct Edition<'a> {
    lang: &'a Lang,
    messages: &'a Messages,
    words: Value,
    site: Value,
}

impl<'a> Site<'a> {
    /// Prepares rendering. What it puts a photograph into, it gets the bytes for from `read`: rendering itself opens no file.
    #[must_use]
    pub fn new(
        catalogue: &'a Catalogue,
        theme: &'a Theme,
        addresses: &'a Addresses,
        press: &'a Press,
        gallery: &'a Gallery,
        narrations: &'a Narrations,
        read: Reader<'a>,
    ) -> Self {
        let editions = catalogue.settings.languages.iter().map(|lang| Edition::new(catalogue, theme, addresses, lang)).collect();
        let files = Files::new(catalogue, narrations, &theme.assets, addresses);
        Self {
            catalogue,
            theme,
            addresses,
            press,
            gallery,
            narrations,
            read,
            editions,
            relations: Relations::new(catalogue),
            files,
            fonts: Fonts::new(&theme.fonts),
            panels: Panels::default(),
            styles: recipe::hash_of_styles(&catalogue.settings.styles),
        }
    }

    /// Does a job. What somebody should look at, though it keeps nothing from being published, goes into `warnings`.
    ///
    /// # Errors
    /// What an author or the author of a template has to mend.
    pub fn render(&self, job: &Job, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        let mut artifacts = self.work(&job.work, warnings)?;
        for artifact in artifacts.iter_mut().filter(|_| !matches!(job.work, Work::Static(_))) {
            let folders = self.addresses.folder_twins(std::slice::from_ref(&artifact.path));
            let further = self.addresses.folder_twins(&artifact.twins);
            artifact.twins.extend(folders.into_iter().chain(further));
        }
        Ok(artifacts)
    }

    fn work(&self, work: &Work, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        match work {
            Work::Root => self.root(),
            Work::Home(lang) => self.home(lang),
            Work::List(kind, lang) => self.list(*kind, lang),
            Work::Search(lang) => self.search(lang),
            Work::About(lang) => self.about(lang),
            Work::NotFound => self.not_found(),
            Work::Entry(id, code) => self.entry(id, *code, warnings),
            Work::Keypad(route, lang) => self.keypad(route, lang),
            Work::Tracks(route, lang) => Ok(self.tracks(route.as_ref(), lang)),
            Work::Retired(code) => self.retired(*code),
            Work::Find(listed) => self.find(*listed),
            Work::Moved(from, to) => self.moved(from, to),
            Work::Feed(lang) => self.feed(lang),
            Work::Sitemap => self.sitemap(),
            Work::SharePicture(id) => self.share_picture(id, warnings),
            Work::Icon => self.icons(),
            Work::Manifest => Ok(self.manifest()),
            Work::Worker => self.worker(),
            Work::Offline => self.offline(),
            Work::Asset(name) => Ok(self.asset(name)),
            Work::Robots => Ok(self.robots()),
            Work::Hosts => Ok(self.hosts()),
            Work::Ledger => Ok(vec![artifact(Addresses::ledger_file().to_owned(), self.catalogue.ledger_copy())]),
            Work::Static(file) => Ok(vec![self.unchanged(file)]),
            Work::Plaque(id, code) => self.plaque(id, *code),
            Work::Plaques => self.plaques(),
            Work::Symbols(id, code) => self.symbols(id, *code),
            Work::OwnSymbol(name) => self.own_symbol(name),
            Work::Order(order) => self.order(order, warnings),
        }
    }

    /// A file that pages load.
    fn asset(&self, name: &str) -> Vec<Artifact> {
        let file = |asset: &Asset| artifact(Addresses::file_of(&self.addresses.asset(name, asset)), asset.bytes.clone());
        self.theme.assets.get(name).map(file).into_iter().collect()
    }

    /// A file of `static/`.
    fn unchanged(&self, file: &str) -> Artifact {
        Artifact { path: file.to_owned(), twins: Vec::new(), content: Content::Copy(self.catalogue.static_files.path(file)) }
    }

    fn edition(&self, lang: &Lang) -> &Edition<'a> {
        self.editions.iter().find(|edition| edition.lang == lang).unwrap_or(&self.editions[0])
    }

    fn default_edition(&self) -> &Edition<'a> {
        &self.editions[0]
    }

    fn fill_in(&self, template: &str, context: &Context) -> Result<String, Vec<Problem>> {
        self.theme.pages.render(template, context).map_err(|error| vec![problem_of(&error, &self.theme.sources)])
    }
}

fn artifact(path: String, bytes: impl Into<Vec<u8>>) -> Artifact {
    Artifact { path, twins: Vec::new(), content: Content::Bytes(bytes.into()) }
}

fn too_long(text: &str) -> Vec<Problem> {
    vec![Problem::anywhere(ProblemKind::SymbolTooLong { text: text.to_owned() })]
}
