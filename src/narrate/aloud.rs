//! Texts as they are read aloud. Programs that speak stumble over what people read without thinking: `3.762 m²`, `1954–1975`, `28/6/1996`, `thế kỷ XVII`;
//! and an English voice spells every Vietnamese letter that it does not know.
//!
//! Only what is surely meant is put into words; all else is left to the program.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Lang;

/// Units behind a number, in Vietnamese and in English.
const UNITS: [(&str, &str, &str); 10] = [
    ("m", "mét", "metres"),
    ("m²", "mét vuông", "square metres"),
    ("km", "ki lô mét", "kilometres"),
    ("km²", "ki lô mét vuông", "square kilometres"),
    ("cm", "xăng ti mét", "centimetres"),
    ("ha", "héc ta", "hectares"),
    ("g", "gam", "grams"),
    ("kg", "ki lô gam", "kilograms"),
    ("ml", "mi li lít", "millilitres"),
    ("°C", "độ C", "degrees Celsius"),
];

/// Vietnamese abbreviations that everybody reads in full.
const ABBREVIATIONS: [(&str, &str); 4] = [("TP", "thành phố"), ("TP.", "thành phố"), ("UBND", "Ủy ban nhân dân"), ("HTX", "hợp tác xã")];

/// A text as it is read aloud in a language.
pub(super) fn aloud(text: &str, lang: &Lang) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut before = "";
    for word in text.split_whitespace() {
        let (opening, core, closing) = parts(word);
        let read = match lang.tag() {
            "vi" => vietnamese(core, before),
            "en" => english(core, before),
            _ => core.to_owned(),
        };
        let word = format!("{opening}{read}{closing}");
        said.push(if lang.tag() == "vi" { word } else { without_vietnamese_letters(&word) });
        before = core;
    }
    said.join(" ")
}

/// A word without the marks around it, and these.
fn parts(word: &str) -> (&str, &str, &str) {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '²' | '%' | '°');
    let rest = word.trim_start_matches(is_mark);
    let core = rest.trim_end_matches(is_mark);
    let (opening, _) = word.split_at(word.len() - rest.len());
    let (_, closing) = rest.split_at(core.len());
    (opening, core, closing)
}

fn vietnamese(word: &str, before: &str) -> String {
    if let Some((_, full)) = ABBREVIATIONS.iter().find(|(short, _)| *short == word) {
        return (*full).to_owned();
    }
    if let Some((_, unit, _)) = UNITS.iter().find(|(short, ..)| *short == word && is_number(before)) {
        return (*unit).to_owned();
    }
    if ["kỷ", "kỉ"].contains(&before)
        && let Some(number) = roman(word)
    {
        return number.to_string();
    }
    if let Some((from, to)) = range(word) {
        return format!("{} đến {}", vietnamese_number(from), vietnamese_number(to));
    }
    date(word).unwrap_or_else(|| vietnamese_number(word))
}

fn english(word: &str, before: &str) -> String {
    if let Some((_, _, unit)) = UNITS.iter().find(|(short, ..)| *short == word && is_number(before)) {
        return (*unit).to_owned();
    }
    range(word).map_or_else(|| word.to_owned(), |(from, to)| format!("{from} to {to}"))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit()) && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '–' | '-'))
}

/// `1954–1975`: two numbers and a dash, which is heard as “to”. A hyphen may mean something else.
fn range(word: &str) -> Option<(&str, &str)> {
    word.split_once('–').filter(|(from, to)| is_number(from) && is_number(to))
}

/// `28/6/1996`, which is read without the word “ngày”: it stands before it.
fn date(word: &str) -> Option<String> {
    let numbers: Vec<u32> = word.split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day @ 1..=31, month @ 1..=12, year @ 1000..=2999] = numbers.as_slice() else { return None };
    Some(format!("{day} tháng {month} năm {year}"))
}

/// `3.762` means three thousand: dots group thousands, and would be read as the word for a point.
fn vietnamese_number(word: &str) -> String {
    let groups: Vec<&str> = word.split(',').next().unwrap_or_default().split('.').collect();
    let is_grouped = groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if is_number(word) && is_grouped { word.replace('.', "") } else { word.to_owned() }
}

/// The number of a century: I to XXXIX.
fn roman(word: &str) -> Option<u32> {
    const DIGITS: [(&str, u32); 5] = [("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut number) = (word, 0);
    for (digit, value) in DIGITS {
        let mut left = 3;
        while let Some(shorter) = rest.strip_prefix(digit).filter(|_| left > 0) {
            (rest, number, left) = (shorter, number + value, left - 1);
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}

/// `Bình Thủy` as `Bình Thuy`: letters that only Vietnamese has become the plain ones. Those of Western Europe stay, their voices know them.
fn without_vietnamese_letters(word: &str) -> String {
    let plain = |letter: char| match letter {
        'đ' => 'd',
        'Đ' => 'D',
        'ă' | 'Ă' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' => {
            letter.nfd().find(|part| !is_combining_mark(*part)).unwrap_or(letter)
        }
        other => other,
    };
    word.chars().map(plain).collect()
}
