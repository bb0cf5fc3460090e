//! Text from elsewhere as a terminal may show it: a letter that would move the cursor, change colours or turn the direction is named instead.

use std::borrow::Cow;

/// The text in one line, with each letter that is not shown as itself as `\u{1b}`; line ends as `\n`.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, is_hidden)
}

/// The same, line by line: line ends stay.
#[must_use]
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    shown(text, |letter| letter != '\n' && is_hidden(letter))
}

/// The same for JSON, in which such a letter can be written as `\u202e`. Blanks and line ends between values stay.
#[must_use]
pub fn printable_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_hidden(letter) && !matches!(letter, '\n' | '\r' | '\t') {
            let mut units = [0; 2];
            out.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Whether a letter acts instead of being seen: control characters (C0, C1), the ends of lines and paragraphs, marks that turn the direction of what
/// follows (Unicode Technical Report 36, 2.3), blanks without a width, and tags.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn shown(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_hidden(letter) { out.extend(letter.escape_default()) } else { out.push(letter) }
    }
    Cow::Owned(out)
}
