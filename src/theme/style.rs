//! Style and script that stand inside the page: shortened, with the hash by which the Content-Security-Policy allows them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A text that is put into a page, and its hash.
#[derive(Clone, Debug)]
pub struct Inlined {
    /// The text.
    pub text: String,
    /// As the policy writes it: `'sha256-…'`.
    pub hash: String,
}

impl Inlined {
    pub(super) fn new(text: String) -> Self {
        let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(&text)));
        Self { text, hash }
    }
}

/// CSS without comments and needless blanks. Strings are kept to the letter.
pub(super) fn shortened_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if first == '"' || first == '\'' {
            let end = rest.char_indices().skip(1).find(|(_, letter)| *letter == first).map_or(rest.len(), |(at, _)| at + 1);
            let (string, after) = rest.split_at(end);
            out.push_str(string);
            rest = after;
        } else {
            push_css(&mut out, first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out.trim().replace(";}", "}")
}

/// Blanks shrink to one, and to none beside braces, semicolons and commas (never beside `:`, `+` or `-`, where they mean something).
fn push_css(out: &mut String, letter: char) {
    let after = out.chars().next_back();
    if letter.is_whitespace() {
        if after.is_some_and(|last| !matches!(last, ' ' | '{' | '}' | ';' | ',')) {
            out.push(' ');
        }
        return;
    }
    if matches!(letter, '{' | '}' | ';' | ',') && after == Some(' ') {
        out.pop();
    }
    out.push(letter);
}

/// A script without blank lines, indentation and lines that are only a comment.
pub(super) fn shortened_script(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
