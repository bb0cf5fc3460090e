//! Rules for Netlify and Cloudflare Pages: both read `_redirects` and `_headers`, but not all of the same. Where both were asked for, what both
//! understand is written.
//!
//! | | Netlify | Cloudflare Pages |
//! |---|---|---|
//! | a file at the address | wins, unless the rule ends with `!` | the rule wins; `!` is not known |
//! | `Language=`, query | yes | no |
//! | page of a rewrite (200) | with `.html` | without: `.html` is itself redirected |
//! | at most | – | 2,000 rules without and 100 with a placeholder, the former first |
//!
//! docs.netlify.com/routing/redirects/redirect-options, developers.cloudflare.com/pages/configuration/redirects

use std::fmt::Write;

use super::{LINKSET_TYPE, Rules, spellings};
use crate::catalogue::Host;

/// How many rules without a placeholder Cloudflare Pages reads.
const CLOUDFLARE_LIMIT: usize = 2_000;

const HEAD: &str = "\
# disan: địa chỉ cũ, mã gõ lẫn chữ hoa chữ thường, GS1 Digital Link. Tệp này được tạo lại mỗi lần dựng, đừng sửa ở đây.
# disan: former addresses, codes typed in mixed case, GS1 Digital Links. Every build writes this file anew, do not edit it.
";

pub(super) fn redirects(rules: &Rules<'_>) -> String {
    let dialect = Dialect::of(rules.hosts);
    let mut plain = former(rules, &dialect);
    plain.extend(codes(rules, &dialect));
    if !dialect.is_netlify {
        // what is left out still answers: former addresses are pages that lead on, codes answer as printed and in lower case
        plain.truncate(CLOUDFLARE_LIMIT);
    }
    let mut lines = languages(rules, &dialect);
    lines.extend(plain);
    lines.extend(digital_links(&dialect));
    lines.into_iter().fold(HEAD.to_owned(), |text, line| text + &line + "\n")
}

/// What the host or the hosts understand.
struct Dialect {
    /// Netlify alone was asked for.
    is_netlify: bool,
    /// Behind the status of a rule that stands in for a file.
    force: &'static str,
    /// The end of the page's name in a rewrite.
    ending: &'static str,
}

impl Dialect {
    fn of(hosts: &[Host]) -> Self {
        if hosts.contains(&Host::Cloudflare) {
            Self { is_netlify: false, force: "", ending: "" }
        } else {
            Self { is_netlify: true, force: "!", ending: ".html" }
        }
    }
}

/// Whoever asks for none of the languages gets the page that offers them.
fn languages(rules: &Rules<'_>, dialect: &Dialect) -> Vec<String> {
    let homes = rules.homes.iter().filter(|_| dialect.is_netlify);
    homes.map(|(lang, home)| format!("/ {home} 302! Language={lang}")).collect()
}

fn former(rules: &Rules<'_>, dialect: &Dialect) -> Vec<String> {
    let both = rules.former.iter().flat_map(|(from, to)| [from.as_str(), from.trim_end_matches('/')].map(|from| (from, to)));
    both.map(|(from, to)| format!("{from} {to} 301{}", dialect.force)).collect()
}

/// A code in one case behind a `Q` in the other. As printed and all in lower case there are files.
fn codes(rules: &Rules<'_>, dialect: &Dialect) -> Vec<String> {
    let mut lines = Vec::new();
    for [upper, lower] in rules.codes.iter().map(|code| spellings(*code)).filter(|[upper, lower]| upper != lower) {
        for slash in ["", "/"] {
            lines.push(format!("/Q/{lower}{slash} /q/{lower}{} 200", dialect.ending));
            lines.push(format!("/q/{upper}{slash} /Q/{upper}{} 200", dialect.ending));
        }
    }
    lines
}

fn digital_links(dialect: &Dialect) -> Vec<String> {
    let mut lines = Vec::new();
    if dialect.is_netlify {
        for below in ["", "/*"] {
            lines.push(format!("/01/:gtin{below} linkType=linkset /01/:gtin.linkset.json 200!"));
        }
    }
    lines.push(format!("/01/:gtin/* /01/:gtin{} 200", dialect.ending));
    lines
}

/// Netlify knows a star at the end of a path only, so each linkset is named for it; Cloudflare Pages reads 100 rules, so one holds for all there.
pub(super) fn headers(rules: &Rules<'_>) -> String {
    let mut out = String::new();
    for (folder, rule) in rules.kept() {
        let _ = write!(out, "{folder}*\n  Cache-Control: public, {rule}\n");
    }
    let _ = write!(out, "{}\n  Cache-Control: no-cache\n", rules.addresses.worker());
    let all = rules.has(Host::Cloudflare).then(|| "/01/*.linkset.json".to_owned());
    let each = rules.linksets.iter().filter(|_| rules.has(Host::Netlify)).cloned();
    for path in all.into_iter().chain(each) {
        let _ = write!(out, "{path}\n  Content-Type: {LINKSET_TYPE}\n  Access-Control-Allow-Origin: *\n");
    }
    out
}
