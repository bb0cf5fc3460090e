//! The structured data of every page against the vocabulary of schema.org: names, and which kind of thing has which property. The compiler of TypeScript
//! looks (npm `typescript`), with the types of schema.org (npm `schema-dts`). What most pages differ in is texts and figures, which any will do for: each
//! form is looked at once.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::html::Html;
use crate::project::{built, root};

#[test]
fn structured_data_has_only_what_the_vocabulary_knows() {
    // what is wrong must be found: a property that nothing has, and one that another kind of thing has
    let mut program = "\
import type { Graph, Thing, WithContext } from 'schema-dts';
type Data = Graph | WithContext<Thing>;
// @ts-expect-error
export const misspelt: Data = {'@context': 'https://schema.org', '@type': 'Product', 'nmae': 'x'};
// @ts-expect-error
export const misplaced: Data = {'@context': 'https://schema.org', '@graph': [{'@type': 'Product', 'itinerary': 'x'}]};
"
    .to_owned();
    let mut forms = BTreeMap::new();
    for (path, bytes) in built().files("public").into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse(std::str::from_utf8(&bytes).unwrap());
        for data in page.all("script[type=application/ld+json]") {
            forms.entry(form(serde_json::from_str(&data.text()).unwrap()).to_string()).or_insert(path.clone());
        }
    }
    assert!(forms.len() > 10, "{forms:?}");
    for (number, (form, path)) in forms.into_iter().enumerate() {
        writeln!(program, "export const form{number}: Data = {form}; // {path}").unwrap();
    }
    let folder = tempfile::tempdir_in(root().join("target")).unwrap(); // below it, the compiler finds the types
    fs::write(folder.path().join("data.ts"), program).unwrap();
    let compiler = root().join("target/node_modules/.bin/tsc");
    let output = Command::new(&compiler)
        .args(["--noEmit", "--skipLibCheck", "--strict", "--moduleResolution", "node", "--module", "commonjs", "--target", "es2020", "data.ts"])
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; `tests/run` installs it", compiler.display()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// The same data with texts and figures that say nothing; terms of the vocabulary stay.
fn form(data: Value) -> Value {
    match data {
        Value::String(text) if !text.starts_with("https://schema.org") => "".into(),
        Value::Number(_) => 1.into(),
        Value::Array(values) => values.into_iter().map(form).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| if key == "@type" { (key, value) } else { (key, form(value)) }).collect(),
        other => other,
    }
}
