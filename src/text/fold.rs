//! Letters without their marks: slugs, search, and the nearest known word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case without any marks: `Đình Bình Thủy` gives `dinh binh thuy`.
///
/// `đ` has no decomposition in Unicode, and `ð` is often typed for it: both become `d`.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if matches!(letter, 'đ' | 'ð') { 'd' } else { letter })
        .collect()
}

/// Whether a text can be the name of an entry's folder: lower-case ASCII letters, digits and single hyphens between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// The slug nearest to a text: `Chùa Cầu` gives `chua-cau`. Empty when no letter is left.
#[must_use]
pub fn slug(text: &str) -> String {
    let letters: String = fold(text).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The known word nearest to what was written, if one is near enough to be meant: at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written: Vec<char> = fold(written).chars().collect();
    known
        .into_iter()
        .map(|word| (distance(&written, &fold(word).chars().collect::<Vec<_>>()), word))
        .filter(|(distance, word)| *distance <= (word.chars().count().max(written.len()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters to insert, delete, replace or swap with a neighbour (optimal string alignment distance).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}
