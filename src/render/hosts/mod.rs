//! What hosts need to answer every address, each in its own words: `nginx`, `apache`, `redirects` (Netlify and Cloudflare Pages).
//!
//! What all of them do: answer a code in every spelling, with and without a slash, at once; lead former addresses on; answer a lot or a serial
//! number below a GS1 Digital Link URI with the page of the product; send a visitor from `/` to the language that the browser asks for.
//! `old_host` writes what a host must serve that the catalogue has left.

mod apache;
mod nginx;
mod old_host;
mod redirects;

use super::{Artifact, Site, artifact};
use crate::catalogue::{Catalogue, Code, Entry, Host};
use crate::lang::Lang;
use crate::plan::{Addresses, Track, answered_codes, moved};

pub use old_host::{OldHost, old_host};

/// How long a page is taken for new, in seconds: long enough for a visit, short enough for a correction.
const PAGE_SECONDS: u32 = 10 * 60;
/// How long a picture is, in seconds.
const PICTURE_SECONDS: u32 = 7 * 24 * 60 * 60;
/// How long a file is whose name goes with its content, in seconds.
const ASSET_SECONDS: u32 = 365 * 24 * 60 * 60;
/// What is sent small: texts. Pictures and sound are small already.
const COMPRESSED: [&str; 9] = [
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/geo+json",
    "application/atom+xml",
    "image/svg+xml",
    "text/xml",
];
/// What files are that not every server knows, by their endings.
const TYPES: [(&str, &str); 5] =
    [("zip", "application/zip"), ("webmanifest", "application/manifest+json"), ("vtt", "text/vtt"), ("webp", "image/webp"), ("atom", "application/atom+xml")];
/// What a linkset is (RFC 9264).
const LINKSET_TYPE: &str = "application/linkset+json";

/// What every host is told.
struct Rules<'a> {
    addresses: &'a Addresses,
    /// The languages, the default first, each with its first page.
    homes: Vec<(&'a Lang, String)>,
    /// Former addresses, and where they lead.
    former: Vec<(String, String)>,
    /// Every code that answers.
    codes: Vec<Code>,
    /// The addresses of all linksets.
    linksets: Vec<String>,
    hosts: &'a [Host],
}

impl<'a> Rules<'a> {
    fn new(catalogue: &'a Catalogue, addresses: &'a Addresses) -> Self {
        let languages = &catalogue.settings.languages;
        let former = moved(catalogue).into_iter().flat_map(|(from, to)| languages.iter().map(move |lang| (from, to, lang)));
        let gtins = catalogue.entries.values().flat_map(Entry::gtins);
        Self {
            addresses,
            homes: languages.iter().map(|lang| (lang, addresses.home(lang))).collect(),
            former: former.flat_map(|(from, to, lang)| addresses.former(from, to, lang)).collect(),
            codes: answered_codes(catalogue).collect(),
            linksets: gtins.map(|gtin| addresses.linkset(gtin)).collect(),
            hosts: &catalogue.settings.hosts,
        }
    }

    /// Where files lie that may be kept, each folder with the rule in words of `Cache-Control`.
    fn kept(&self) -> [(String, String); 5] {
        let picture = (self.addresses.pictures(), format!("max-age={PICTURE_SECONDS}"));
        let for_ever = |folder| (folder, format!("max-age={ASSET_SECONDS}, immutable"));
        let addresses = self.addresses;
        [picture, for_ever(addresses.assets()), for_ever(addresses.sound()), for_ever(addresses.panoramas()), for_ever(addresses.videos())]
    }

    /// Folders of files whose names go with their content: nobody need ask for one of them twice.
    fn unchanging(&self) -> Vec<String> {
        self.kept().into_iter().filter(|(_, rule)| rule.contains("immutable")).map(|(folder, _)| folder).collect()
    }

    /// Types by endings, those of files with places among them.
    fn types() -> impl Iterator<Item = (&'static str, &'static str)> {
        TYPES.into_iter().chain(Track::ALL.map(|form| (form.ending(), form.media_type())))
    }

    /// A pattern for `Accept-Language` whose first language of this catalogue is this one. Browsers name the best first. The signs `*+` do not
    /// give back what they took, so that no language that the catalogue has is passed over.
    fn prefers(&self, lang: &Lang) -> String {
        let all = self.homes.iter().map(|(lang, _)| lang.tag()).collect::<Vec<_>>().join("|");
        format!("^(?: *+(?!(?:{all})(?:[-;, ]|$))[^,]*+,)*+ *+{lang}(?:[-;, ]|$)")
    }

    fn has(&self, host: Host) -> bool {
        self.hosts.contains(&host)
    }
}

impl Site<'_> {
    /// Folders of files whose names go with their content.
    pub(super) fn unchanging(&self) -> Vec<String> {
        Rules::new(self.catalogue, self.addresses).unchanging()
    }

    /// The files of all hosts that were asked for.
    pub(super) fn hosts(&self) -> Vec<Artifact> {
        let rules = Rules::new(self.catalogue, self.addresses);
        let mut artifacts = Vec::new();
        for (host, texts) in [(Host::Nginx, vec![nginx::text(&rules)]), (Host::Apache, vec![apache::text(&rules)])] {
            if rules.has(host) {
                artifacts.extend(files(host, texts));
            }
        }
        if rules.has(Host::Netlify) || rules.has(Host::Cloudflare) {
            artifacts.extend(files(Host::Netlify, vec![redirects::redirects(&rules), redirects::headers(&rules)]));
        }
        artifacts
    }
}

fn files(host: Host, texts: Vec<String>) -> impl Iterator<Item = Artifact> {
    Addresses::host_files(host).iter().zip(texts).map(|(path, text)| artifact((*path).to_owned(), text))
}

/// A code as it is printed and in lower case.
fn spellings(code: Code) -> [String; 2] {
    [code.to_string(), code.to_string().to_lowercase()]
}
