//! The structured data of every page against the vocabulary of schema.org: names, and which kind of thing has which property. The compiler of TypeScript
//! looks (npm `typescript`), with schema.org's own types (npm `schema-dts`).

use std::fmt::Write;
use std::fs;
use std::process::Command;

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
    let mut pages = 0;
    for (path, bytes) in built().files("public").into_iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("q/")) {
        let page = Html::parse(std::str::from_utf8(&bytes).unwrap());
        for data in page.all("script[type=application/ld+json]") {
            pages += 1;
            writeln!(program, "export const page{pages}: Data = {}; // {path}", data.text().replace('\n', " ")).unwrap();
        }
    }
    assert!(pages > 100, "only {pages} pages have structured data");
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
