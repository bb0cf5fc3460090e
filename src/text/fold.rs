//! Letters without their marks: slugs and search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without any marks: `Đình Bình Thủy` gives `dinh binh thuy`.
///
/// `đ` has no decomposition in Unicode, and `ð` is often typed for it: both become `d`, and the `ƀ` of Bahnar and Jrai names `b`.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'đ' | 'ð' => 'd',
            'ƀ' => 'b',
            letter => letter,
        })
        .collect()
}

/// Whether a text can be the name of an entry's folder: lower-case ASCII letters, digits and single hyphens between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Whether Windows keeps a name for a device, with any ending: `con`, `aux.js`, `com1`. There such a file or folder cannot be made, nor a zip
/// unpacked that has one (Microsoft, “Naming Files, Paths, and Namespaces”).
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let mut rest = stem.strip_prefix(device).unwrap_or_default().chars();
        matches!((rest.next(), rest.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Whether every system can hold a file or folder of this name: Windows keeps names for devices, ends none with a dot or a blank, and has signs that
/// no name can have.
#[must_use]
pub fn is_portable(name: &str) -> bool {
    !is_reserved(name) && !name.ends_with(['.', ' ']) && !name.contains(|letter: char| letter.is_control() || "<>:\"|?*\\".contains(letter))
}

/// The slug nearest to a text: `Chùa Cầu` gives `chua-cau`. Empty when no letter is left.
#[must_use]
pub fn slug(text: &str) -> String {
    let letters: String = fold(text).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}
