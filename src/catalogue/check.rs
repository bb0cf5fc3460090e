//! What can only be seen with the whole catalogue in hand: references, pictures, translations; and the checks of each kind.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::entry::Entry;
use super::field::COMMON;
use super::record::{Record, Value};
use super::{Catalogue, contact, panorama, payment, place, product, route, site, video};
use crate::diag::{Place, Problem, ProblemKind};
use crate::lang::{Lang, Localized};
use crate::text::{is_portable, nearest};

/// Everything that is wrong between entries or inside one.
pub(super) fn check(catalogue: &Catalogue) -> Vec<Problem> {
    let pictures: BTreeSet<&str> = catalogue.tree.others.iter().map(String::as_str).collect();
    let mut problems = check_settings(catalogue);
    product::check_gtins(catalogue, &mut problems);
    let strange = catalogue.static_files.others.iter().filter(|file| !file.split('/').all(is_portable));
    problems.extend(strange.map(|file| Problem::anywhere(ProblemKind::NotPortable { file: file.clone() })));
    problems.par_extend(catalogue.entries.par_iter().flat_map_iter(|(_, entry)| check_entry(catalogue, &pictures, entry)));
    problems
}

fn check_entry(catalogue: &Catalogue, pictures: &BTreeSet<&str>, entry: &Entry) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_references(catalogue, &entry.record, &mut problems);
    check_pictures(pictures, entry, &mut problems);
    check_translations(catalogue, entry, &mut problems);
    panorama::check(catalogue, entry, &mut problems);
    video::check(&catalogue.videos, entry, &mut problems);
    contact::check(entry, &mut problems);
    place::check(entry, &mut problems);
    site::check(entry, catalogue.today, &mut problems);
    product::check(entry, catalogue.today, &mut problems);
    payment::check(entry, catalogue.today, &mut problems);
    route::check(catalogue, entry, &mut problems);
    problems
}

fn check_references(catalogue: &Catalogue, record: &Record, problems: &mut Vec<Problem>) {
    for (_, value, place) in record.iter() {
        check_reference(catalogue, value, place, problems);
    }
}

fn check_reference(catalogue: &Catalogue, value: &Value, place: &Place, problems: &mut Vec<Problem>) {
    match value {
        Value::Reference(id) if !catalogue.has(id) => {
            let to = id.to_string();
            let nearest = catalogue.nearest_entry(&to).map(str::to_owned);
            problems.push(Problem::at(place, ProblemKind::DanglingReference { to, nearest }));
        }
        Value::List(items) => items.iter().for_each(|(value, place)| check_reference(catalogue, value, place, problems)),
        Value::Group(record) => check_references(catalogue, record, problems),
        Value::Reference(_)
        | Value::Text(_)
        | Value::Prose(_)
        | Value::Line(_)
        | Value::Choice(_)
        | Value::Date(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Picture(_)
        | Value::PerLanguage(_) => {}
    }
}

fn check_pictures(pictures: &BTreeSet<&str>, entry: &Entry, problems: &mut Vec<Problem>) {
    for (file, place) in entry.photographs() {
        let path = entry.picture_path(file);
        if !pictures.contains(path.as_str()) {
            let beside = pictures.iter().filter_map(|path| path.strip_prefix(entry.folder.as_str())?.strip_prefix('/'));
            let nearest = nearest(file, beside).map(str::to_owned);
            problems.push(Problem::at(place, ProblemKind::MissingPicture { file: file.to_owned(), nearest }));
        }
    }
    for picture in entry.record.groups("pictures").chain(entry.record.groups("panoramas")) {
        let (Some(file), Some(place)) = (picture.picture("file"), picture.place("file")) else { continue };
        if picture.text("alt").is_none() {
            problems.push(Problem::at(place, ProblemKind::NoAltText { file: file.to_owned() }));
        }
    }
}

/// A language that has no file at all is told once; otherwise each text that lacks it.
fn check_translations(catalogue: &Catalogue, entry: &Entry, problems: &mut Vec<Problem>) {
    for lang in &catalogue.settings.languages {
        if !entry.written_in.contains(lang) {
            let folder = entry.place.path().trim_end_matches("index.md");
            let kind = ProblemKind::MissingTranslationFile { lang: lang.to_string(), file: format!("{folder}index.{lang}.md") };
            problems.push(Problem::at(&entry.place, kind));
            continue;
        }
        let mut missing = Vec::new();
        missing_texts(&entry.record, lang, "", &mut missing);
        if let Some((_, first)) = missing.first() {
            let is_default = lang == catalogue.settings.default_language();
            let fields = missing.iter().map(|(key, _)| key.clone()).collect();
            let kind = ProblemKind::MissingTranslation { lang: lang.to_string(), is_default, fields };
            problems.push(Problem::at(first, kind));
        }
    }
}

fn missing_texts<'a>(record: &'a Record, lang: &Lang, within: &str, missing: &mut Vec<(String, &'a Place)>) {
    for (key, value, place) in record.iter() {
        missing_in_value(value, place, &format!("{within}{key}"), lang, missing);
    }
}

fn missing_in_value<'a>(value: &'a Value, place: &'a Place, key: &str, lang: &Lang, missing: &mut Vec<(String, &'a Place)>) {
    match value {
        Value::Text(text) if text.get(lang).is_none() => missing.push((key.to_owned(), place)),
        Value::Prose(prose) if prose.get(lang).is_none() => missing.push((key.to_owned(), place)),
        Value::List(items) => {
            for (index, (value, place)) in items.iter().enumerate() {
                missing_in_value(value, place, &format!("{key}[{}]", index + 1), lang, missing);
            }
        }
        Value::Group(record) => missing_texts(record, lang, &format!("{key}."), missing),
        Value::Text(_)
        | Value::Prose(_)
        | Value::Line(_)
        | Value::Choice(_)
        | Value::Date(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Reference(_)
        | Value::Picture(_)
        | Value::PerLanguage(_) => {}
    }
}

fn check_settings(catalogue: &Catalogue) -> Vec<Problem> {
    let settings = &catalogue.settings;
    let publisher = &settings.publisher;
    let texts: [(&str, Option<&Localized<String>>); 5] = [
        ("title", Some(&settings.title)),
        ("summary", Some(&settings.summary)),
        ("publisher.name", Some(&publisher.name)),
        ("publisher.about", publisher.about.as_ref()),
        ("publisher.address", publisher.address.as_ref()),
    ];
    let missing = |lang: &Lang| {
        let fields: Vec<String> =
            texts.iter().filter(|(_, text)| text.is_some_and(|text| text.get(lang).is_none())).map(|(key, _)| (*key).to_owned()).collect();
        // settings stand in one file, whatever their language
        let kind = |fields| ProblemKind::MissingTranslation { lang: lang.to_string(), is_default: false, fields };
        (!fields.is_empty()).then(|| Problem::at(&Place::start_of(&settings.file), kind(fields)))
    };
    settings.languages.iter().filter_map(missing).collect()
}

/// An entry is wholly written in a language when no text of it is missing there.
pub(super) fn is_translated(entry: &Entry, lang: &Lang) -> bool {
    let texts = COMMON.iter().chain(entry.id.kind.fields()).filter(|field| field.is_translatable());
    texts.map(|field| field.key).all(|key| match entry.record.get(key) {
        Some(Value::Text(text)) => text.get(lang).is_some(),
        Some(Value::Prose(prose)) => prose.get(lang).is_some(),
        _ => true,
    })
}
