//! The press: templates and fonts, loaded once; documents typeset from them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use blake3::{Hash, Hasher};
use serde_json::Value;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, WorldExt};
use typst_layout::{Page, PagedDocument};

use super::export::Sheets;
use super::ink::{Ink, in_frame};
use super::letters;
use super::piece::{Drawn, Limits, Piece, finish};
use super::world::{Document, Order};
use crate::diag::{Place, SourceFile};

/// Where views lie for templates.
pub(super) const VIEWS: &str = "views/";
/// How many documents Typst's memory of intermediate results outlives without being used.
const MEMORY: usize = 2;

/// Print templates and fonts.
pub struct Press {
    pub(super) library: LazyHash<Library>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    pub(super) data_id: Option<FileId>,
    templates: Vec<(FileId, Source, Arc<SourceFile>)>,
    fonts_hash: Hash,
    known: Mutex<BTreeMap<String, Known>>,
}

/// What is known of a template together with those that it names.
#[derive(Clone, Copy)]
struct Known {
    hash: Hash,
    reads_views: bool,
}

/// What is made of an entry when a template asks for it, by its number.
pub type Views<'a> = dyn Fn(usize) -> Option<Value> + Sync + 'a;

/// Pieces that are typeset together.
pub struct Batch<'a> {
    /// What is the same for all pieces of an order: templates read it as `/data.json`.
    pub order: &'a Value,
    /// The pieces themselves: `/pieces.json`.
    pub pieces: Value,
    /// More of each piece's entry, for templates that read `/views/0.json` and so on.
    pub views: &'a Views<'a>,
    /// Their photographs (JPEG): `/picture/0.jpg` and so on.
    pub pictures: Vec<Option<Vec<u8>>>,
    /// The symbols, by the numbers that templates mark their places with.
    pub symbols: &'a [Drawn],
    /// What each piece must keep.
    pub limits: Limits,
    /// What black and gray are made for.
    pub ink: Ink,
}

/// Why something cannot be typeset.
#[derive(Clone, PartialEq, Debug)]
pub struct PrintError {
    /// What Typst says, hints included.
    pub message: String,
    /// Where in the template.
    pub place: Option<Place>,
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PrintError {}

impl PrintError {
    /// What the template says when it refuses its data (`panic` in Typst): a name that does not fit. The author mends that, not the template.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        self.message.strip_prefix("panicked with: ")
    }
}

impl Press {
    /// A press with these fonts (TTF or OTF files) and templates (by name, `plaque.typ`).
    #[must_use]
    pub fn new(fonts: &[Vec<u8>], templates: &BTreeMap<String, Arc<SourceFile>>) -> Self {
        let mut hasher = Hasher::new();
        for bytes in fonts {
            hasher.update(bytes);
        }
        let fonts: Vec<Font> = fonts.iter().flat_map(|bytes| Font::iter(Bytes::new(bytes.clone()))).collect();
        let templates = templates.iter().filter_map(|(name, file)| {
            let id = file_id(name)?;
            Some((id, Source::new(id, file.text.clone()), Arc::clone(file)))
        });
        let mut library = Library::default();
        library.global.scope_mut().define("press", letters::module());
        Self {
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            data_id: file_id("data.json"),
            templates: templates.collect(),
            fonts_hash: hasher.finalize(),
            known: Mutex::default(),
            fonts,
        }
    }

    /// The hash of the fonts, a template, and the templates that it names.
    #[must_use]
    pub fn hash_of(&self, template: &str) -> Hash {
        self.known(template).hash
    }

    /// Whether a template, or one that it names, reads views (`/views/0.json`).
    #[must_use]
    pub fn reads_views(&self, template: &str) -> bool {
        self.known(template).reads_views
    }

    /// What is known of a template with those that it names, found once.
    fn known(&self, template: &str) -> Known {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(template) {
            return *found;
        }
        let sources = self.with_named(template);
        let mut hasher = Hasher::new();
        hasher.update(self.fonts_hash.as_bytes());
        for source in &sources {
            hasher.update(&(source.text().len() as u64).to_le_bytes());
            hasher.update(source.text().as_bytes());
        }
        let found = Known { hash: hasher.finalize(), reads_views: sources.iter().any(|source| source.text().contains(VIEWS)) };
        known.insert(template.to_owned(), found);
        found
    }

    /// A template and those that it names, directly or through another.
    fn with_named(&self, template: &str) -> Vec<&Source> {
        let mut found: Vec<&Source> = file_id(template).and_then(|id| self.template(id)).into_iter().collect();
        let mut next = 0;
        while let Some(source) = found.get(next).copied() {
            let is_named = |name: &str| source.text().contains(name);
            let others = self.templates.iter().filter(|(id, ..)| is_named(id.vpath().get_without_slash())).map(|(_, other, _)| other);
            let new: Vec<&Source> = others.filter(|other| found.iter().all(|known| known.id() != other.id())).collect();
            found.extend(new);
            next += 1;
        }
        found
    }

    pub(super) fn template(&self, id: FileId) -> Option<&Source> {
        self.templates.iter().find(|(known, ..)| *known == id).map(|(_, source, _)| source)
    }

    /// Typesets a template with data, which it reads as `json("/data.json")`.
    ///
    /// # Errors
    /// The first thing that Typst cannot do, with its place in the template.
    pub fn typeset(&self, template: &str, data: &Value) -> Result<Sheets, PrintError> {
        self.compile(template, data, None, &[]).map(Sheets::new)
    }

    /// Typesets pieces, one page each or several, and puts the symbols into them (see `piece`).
    ///
    /// # Errors
    /// The first thing that Typst cannot do, with its place in the template.
    pub fn pieces(&self, template: &str, batch: Batch<'_>) -> Result<Vec<Piece>, PrintError> {
        let pictures: Vec<Option<Bytes>> = batch.pictures.into_iter().map(|picture| picture.map(Bytes::new)).collect();
        let order = Order { pieces: json_bytes(&batch.pieces), views: batch.views, made: batch.symbols.iter().map(|_| OnceLock::new()).collect() };
        let pages = self.compile(template, batch.order, Some(order), &pictures)?;
        let piece = |page: &Page| {
            let mut page = page.clone();
            let notes = finish(&mut page, batch.symbols, &batch.limits);
            if batch.ink == Ink::BlackPlate {
                in_frame(&mut page.frame);
            }
            Piece { page: Arc::new(page), notes }
        };
        Ok(pages.pages().iter().map(piece).collect())
    }

    fn compile(&self, template: &str, data: &Value, order: Option<Order<'_>>, pictures: &[Option<Bytes>]) -> Result<PagedDocument, PrintError> {
        let missing = || PrintError { message: format!("the theme has no print template `{template}`"), place: None };
        let main = file_id(template).filter(|id| self.template(*id).is_some()).ok_or_else(missing)?;
        let document = Document { press: self, main, data: json_bytes(data), order, pictures };
        let result = typst::compile::<PagedDocument>(&document).output;
        typst::comemo::evict(MEMORY);
        match result {
            Ok(pages) => Ok(pages),
            Err(errors) => Err(errors.first().map_or_else(missing, |error| self.error(&document, error))),
        }
    }

    fn error(&self, document: &Document<'_>, error: &typst::diag::SourceDiagnostic) -> PrintError {
        let hints = error.hints.iter().map(|hint| format!("; {}", hint.v));
        let message = std::iter::once(error.message.to_string()).chain(hints).collect();
        let file = error.span.id().and_then(|id| self.templates.iter().find(|(known, ..)| *known == id));
        let place = file.zip(document.range(error.span)).map(|((.., file), range)| Place::new(file, range));
        PrintError { message, place }
    }

    /// The letters of a text that no font has, each once. Blanks and joiners need no font.
    #[must_use]
    pub fn missing_letters(&self, text: &str) -> String {
        let has = |letter: char| self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control() && !matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}')) {
            if !has(letter) && !missing.contains(letter) {
                missing.push(letter);
            }
        }
        missing
    }
}

/// A value as a file. `to_string` of a value takes twice as long.
pub(super) fn json_bytes(value: &Value) -> Bytes {
    Bytes::from_string(serde_json::to_string(value).unwrap_or_default())
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
