//! The linkset of a product with a GTIN: which pages there are, for programs that follow a GS1 Digital Link URI.
//!
//! The form is that of GS1-Conformant Resolver 1.2.0 (<https://ref.gs1.org/standards/resolver/linkset-schema>) and RFC 9264. A website of
//! plain files publishes it beside the page; it does not negotiate content, and so is no conformant resolver.

use serde_json::{Value, json};

use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Code, Entry};
use crate::qr::gs1::Gtin;

impl Site<'_> {
    /// The pages of a product: the one in all languages, where its code leads too, and one for each language that it is written in.
    pub(super) fn linkset(&self, entry: &Entry, gtin: Gtin, code: Code) -> Artifact {
        let name = entry.name();
        let title = self.telling(self.default_edition()).words(&name).to_owned();
        let page = |edition: &Edition<'_>| {
            json!({
                "href": self.addresses.url(&self.addresses.entry(&entry.id, edition.lang)),
                "title": self.telling(edition).words(&name),
                "type": "text/html",
                "hreflang": [edition.lang.tag()],
            })
        };
        let written = |edition: &&Edition<'_>| edition.lang == self.default_edition().lang || entry.is_translated(edition.lang);
        let pages: Vec<Value> = self.editions.iter().filter(written).map(page).collect();
        let linkset = json!({ "linkset": [{
            "anchor": self.addresses.digital_link(gtin),
            "description": title,
            "https://ref.gs1.org/voc/defaultLink": [{ "href": self.addresses.url(&self.addresses.code(code)), "title": title }],
            "https://ref.gs1.org/voc/pip": pages,
        }] });
        let [_, file] = self.addresses.digital_link_files(gtin);
        artifact(file, linkset.to_string())
    }
}
