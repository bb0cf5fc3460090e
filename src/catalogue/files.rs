//! Which files make an entry: a folder with `index.md` and a file `index.<lang>.md` for each other language, or one `<slug>.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::EntryId;
use super::kind::Kind;
use super::settings::Settings;
use crate::diag::{Place, Problem, ProblemKind, SourceFile};
use crate::lang::Lang;
use crate::source::Tree;
use crate::text::{is_reserved, is_slug, nearest};

/// The files of one entry.
pub(super) struct Source {
    pub id: EntryId,
    pub folder: String,
    pub main: Option<Arc<SourceFile>>,
    pub one_file: bool,
    pub translations: Vec<(Lang, Arc<SourceFile>)>,
}

/// Gathers the files of each entry. Files that belong to none are told.
pub(super) fn gather(tree: &Tree, settings: &Settings, problems: &mut Vec<Problem>) -> Vec<Source> {
    let mut sources: BTreeMap<EntryId, Source> = BTreeMap::new();
    let mut strange_folders = Vec::new();
    for (path, file) in &tree.texts {
        let parts: Vec<&str> = path.split('/').collect();
        let result = match parts.as_slice() {
            ["catalogue.yaml" | "ledger.yaml" | "README.md"] | [_, "README.md"] => Ok(()),
            [folder, ..] if parts.len() > 1 && Kind::of_folder(folder).is_none() => {
                if !strange_folders.contains(folder) {
                    strange_folders.push(folder);
                    problems.push(Problem::at(&Place::start_of(file), unknown_kind(folder)));
                }
                Ok(())
            }
            [folder, slug, name] if name.starts_with("index.") && name.ends_with(".md") => {
                entry_id(folder, slug).and_then(|id| add_markdown(&mut sources, id, name, file, settings))
            }
            [folder, name] if name.ends_with(".yaml") => {
                let slug = name.strip_suffix(".yaml").unwrap_or(name);
                entry_id(folder, slug).and_then(|id| add_one_file(&mut sources, id, folder, file))
            }
            _ => Err(ProblemKind::UnusedFile),
        };
        if let Err(kind) = result {
            problems.push(Problem::at(&Place::start_of(file), kind));
        }
    }
    for source in sources.values().filter(|source| is_reserved(&source.id.slug)) {
        if let Some(file) = source.main.as_ref().or_else(|| source.translations.first().map(|(_, file)| file)) {
            problems.push(Problem::at(&Place::start_of(file), ProblemKind::ReservedName { name: source.id.slug.clone() }));
        }
    }
    sources.into_values().collect()
}

fn unknown_kind(folder: &str) -> ProblemKind {
    let known = Kind::ALL.map(Kind::folder);
    ProblemKind::UnknownKind { name: folder.to_owned(), nearest: nearest(folder, known).map(str::to_owned), known: known.map(str::to_owned).to_vec() }
}

fn entry_id(folder: &str, slug: &str) -> Result<EntryId, ProblemKind> {
    let kind = Kind::of_folder(folder).ok_or_else(|| unknown_kind(folder))?;
    if is_slug(slug) {
        return Ok(EntryId { kind, slug: slug.to_owned() });
    }
    Err(ProblemKind::BadSlug { name: slug.to_owned(), suggestion: crate::text::slug(slug) })
}

fn add_markdown(sources: &mut BTreeMap<EntryId, Source>, id: EntryId, name: &str, file: &Arc<SourceFile>, settings: &Settings) -> Result<(), ProblemKind> {
    let source = sources.entry(id.clone()).or_insert_with(|| Source { folder: id.to_string(), id, main: None, one_file: false, translations: Vec::new() });
    if source.one_file {
        return Err(duplicate(source));
    }
    match name.strip_prefix("index.").and_then(|rest| rest.strip_suffix(".md")) {
        None => source.main = Some(Arc::clone(file)),
        Some(tag) if tag == settings.default_language().tag() => {
            source.main.get_or_insert_with(|| Arc::clone(file)); // it is read all the same: its other problems are told too
            return Err(ProblemKind::DefaultLanguageInName { tag: tag.to_owned() });
        }
        Some(tag) => {
            if let Some(lang) = settings.languages.iter().find(|lang| lang.tag() == tag) {
                source.translations.push((lang.clone(), Arc::clone(file)));
            } else {
                let known = settings.languages.iter().map(|lang| lang.tag().to_owned()).collect();
                return Err(ProblemKind::UnknownLanguage { tag: tag.to_owned(), known });
            }
        }
    }
    Ok(())
}

fn add_one_file(sources: &mut BTreeMap<EntryId, Source>, id: EntryId, folder: &str, file: &Arc<SourceFile>) -> Result<(), ProblemKind> {
    if let Some(source) = sources.get(&id) {
        return Err(duplicate(source));
    }
    let source = Source { id: id.clone(), folder: folder.to_owned(), main: Some(Arc::clone(file)), one_file: true, translations: Vec::new() };
    sources.insert(id, source);
    Ok(())
}

fn duplicate(source: &Source) -> ProblemKind {
    let other = source.main.as_ref().or_else(|| source.translations.first().map(|(_, file)| file));
    ProblemKind::DuplicateEntry { id: source.id.to_string(), other: other.map(|file| file.path.clone()).unwrap_or_default() }
}
