//! Entries: what they are, and how their files are read into one.
//!
//! `files` says which files make an entry. Both forms give the same one: what a translation file says goes into the texts that `index.md`
//! began.

use std::fmt;
use std::sync::Arc;

use super::field::{COMMON, STORY};
use super::files::Source;
use super::kind::Kind;
use super::narration;
use super::read::{Pairs, Reader};
use super::record::{Prose, Record, Value};
use super::settings::Settings;
use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::lang::{Lang, Localized};
use crate::qr::gs1::Gtin;
use crate::source::{NodeValue, front_matter, parse};
use crate::text::is_slug;

/// Which entry: its kind and the name of its folder or file. Written `sites/chua-cau`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId {
    /// The kind.
    pub kind: Kind,
    /// The name of its folder, or of its file without `.yaml`.
    pub slug: String,
}

impl EntryId {
    /// Reads `kind/slug`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (folder, slug) = text.split_once('/')?;
        Some(Self { kind: Kind::of_folder(folder)?, slug: slug.to_owned() }).filter(|id| is_slug(&id.slug))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.folder(), self.slug)
    }
}

/// One thing with a page.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which one.
    pub id: EntryId,
    /// What its files say, valid.
    pub record: Record,
    /// The beginning of its main file.
    pub place: Place,
    /// The folder its pictures lie in, as a path in the catalogue.
    pub folder: String,
    /// The languages that have a file of their own (folder form); all of the catalogue's in the one-file form.
    pub written_in: Vec<Lang>,
}

impl Entry {
    /// Whether no text of the entry is missing in this language.
    #[must_use]
    pub fn is_translated(&self, lang: &Lang) -> bool {
        super::check::is_translated(self, lang)
    }

    /// The pictures it names: file name beside the entry, and where it is named.
    pub fn pictures(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.record.groups("pictures").filter_map(|picture| Some((picture.picture("file")?, picture.place("file")?)))
    }

    /// All that is developed as a photograph: its pictures, its panoramas as they lie flat, the posters of its videos.
    pub fn photographs(&self) -> impl Iterator<Item = (&str, &Place)> {
        let named =
            |(list, key): (&'static str, &'static str)| self.record.groups(list).filter_map(move |record| Some((record.picture(key)?, record.place(key)?)));
        [("pictures", "file"), ("panoramas", "file"), ("videos", "poster")].into_iter().flat_map(named)
    }

    /// The path of a file beside it in the catalogue: a picture, a video.
    #[must_use]
    pub fn picture_path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    /// The GTINs that lead to it: its own, then those on earlier labels. Only products have any.
    pub fn gtins(&self) -> impl Iterator<Item = Gtin> {
        super::product::gtins(&self.record).into_iter().map(|(gtin, _)| gtin)
    }

    /// Its name in each language. Every valid entry has one.
    #[must_use]
    pub fn name(&self) -> Localized<String> {
        self.record.text("name").cloned().unwrap_or_default()
    }
}

/// Reads one entry. `None` when there is too little of it to go on.
pub(super) fn read(source: Source, settings: &Settings) -> (EntryId, Option<Entry>, Vec<Problem>) {
    let id = source.id.clone();
    let (entry, problems) = read_source(source, settings);
    (id, entry, problems)
}

fn read_source(source: Source, settings: &Settings) -> (Option<Entry>, Vec<Problem>) {
    let Some(main) = &source.main else {
        let place = source.translations.first().map(|(_, file)| Place::start_of(file));
        let kind = ProblemKind::NoIndex { folder: source.id.to_string() };
        return (None, vec![Problem { kind, place }]);
    };
    let mut reader = Reader { languages: &settings.languages, lang: settings.default_language(), problems: Vec::new() };
    let Some(mut record) = read_main(&mut reader, &source, main) else {
        return (None, reader.problems);
    };
    let mut written_in = vec![settings.default_language().clone()];
    for (lang, file) in &source.translations {
        written_in.push(lang.clone());
        reader.lang = lang;
        read_translation(&mut reader, &source, &mut record, file, main);
    }
    if source.one_file {
        written_in.clone_from(&settings.languages);
    }
    let entry = Entry { id: source.id, record, place: Place::start_of(main), folder: source.folder, written_in };
    (Some(entry), reader.problems)
}

fn read_main(reader: &mut Reader<'_>, source: &Source, file: &Arc<SourceFile>) -> Option<Record> {
    let fields = [COMMON, source.id.kind.fields()];
    if source.one_file {
        let pairs = pairs(reader, file, 0..file.text.len())?;
        return Some(reader.record(&fields, &pairs, &Place::start_of(file)));
    }
    let parts = note(reader, front_matter(file))?;
    let pairs = pairs(reader, file, parts.yaml.clone())?;
    let mut record = reader.record(&fields, &pairs, &Place::new(file, 0..3));
    let lang = reader.lang.clone();
    add_story(&mut record, lang, file, parts.body);
    Some(record)
}

fn read_translation(reader: &mut Reader<'_>, source: &Source, record: &mut Record, file: &Arc<SourceFile>, main: &Arc<SourceFile>) {
    let Some(parts) = note(reader, front_matter(file)) else { return };
    let Some(pairs) = pairs(reader, file, parts.yaml) else { return };
    let fields = || COMMON.iter().chain(source.id.kind.fields());
    for (key, place, node) in &pairs {
        match fields().find(|field| field.key == key) {
            Some(_) if matches!(node.value, NodeValue::Null) => {}
            Some(field) if field.is_translatable() => {
                if let Some(text) = reader.text(key, &field.shape, node) {
                    add_text(record, field.key, text, &node.place);
                }
            }
            Some(field) if let Some(fields) = field.per_language() => {
                if let Some(pairs) = reader.map(key, node) {
                    let group = reader.record(&[fields], pairs, &node.place);
                    narration::add(record, field.key, group, place);
                }
            }
            Some(_) => {
                let kind = ProblemKind::FactInTranslation { key: key.clone(), file: main.path.clone() };
                reader.problems.push(Problem::at(place, kind));
            }
            None => drop(reader.unknown_key(key, place, fields().filter(|field| field.is_translatable()).map(|field| field.key))),
        }
    }
    let lang = reader.lang.clone();
    add_story(record, lang, file, parts.body);
}

fn add_text(record: &mut Record, key: &'static str, text: Localized<String>, place: &Place) {
    match record.get_mut(key) {
        Some(Value::Text(known)) => {
            for (lang, text) in text.iter() {
                known.set(lang.clone(), text.clone());
            }
        }
        Some(_) | None => record.set(key, Value::Text(text), place.clone()),
    }
}

fn add_story(record: &mut Record, lang: Lang, file: &Arc<SourceFile>, body: std::ops::Range<usize>) {
    if file.text.get(body.clone()).is_none_or(|text| text.trim().is_empty()) {
        return;
    }
    let place = Place::new(file, body);
    if let Some(Value::Prose(known)) = record.get_mut(STORY) {
        drop(known.set(lang, Prose::body(place)));
    } else {
        let mut story = Localized::default();
        story.set(lang, Prose::body(place.clone()));
        record.set(STORY, Value::Prose(story), place);
    }
}

fn pairs(reader: &mut Reader<'_>, file: &Arc<SourceFile>, range: std::ops::Range<usize>) -> Option<Box<Pairs>> {
    match parse(file, range) {
        Ok(node) => reader.map("---", &node).map(Into::into),
        Err(problems) => {
            reader.problems.extend(problems);
            None
        }
    }
}

fn note<T>(reader: &mut Reader<'_>, result: Result<T, Problem>) -> Option<T> {
    result.map_err(|problem| reader.problems.push(problem)).ok()
}
