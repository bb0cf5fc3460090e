//! Telephone numbers as people write them, and as phones dial them.
//!
//! What people write: blanks of any kind, dots, hyphens and brackets between digits; `+84 (0)292 …`, where the zero is for callers at home only;
//! an extension behind the number (`máy lẻ 12`, `ext. 12`); two numbers in one line. A link says one number without any of it (RFC 3966).

use super::fold::fold;

/// A number that can be dialled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Telephone {
    /// As it was written, without the numbers beside it.
    pub written: String,
    /// Digits, with `+` in front when it begins with a country's number.
    pub number: String,
    /// The digits of the extension.
    pub extension: Option<String>,
}

/// Words and marks that an extension stands behind, folded, without blanks.
const EXTENSIONS: [&str; 14] = ["mayle", "maynhanh", "somayle", "somay", "sole", "nhanh", "noibo", "sonoibo", "ml", "ext", "extension", "extn", "x", ""];
/// Vietnam's country code.
const HOME: &str = "84";

impl Telephone {
    /// The link that dials it: `tel:+842923821000;ext=12`.
    #[must_use]
    pub fn link(&self) -> String {
        format!("tel:{}", self.dialled())
    }

    /// What is dialled, in the words of such a link: `+842923821000;ext=12`.
    #[must_use]
    pub fn dialled(&self) -> String {
        let extension = self.extension.as_ref().map(|digits| format!(";ext={digits}"));
        format!("{}{}", self.number, extension.unwrap_or_default())
    }

    /// The digits as they are dialled inside Vietnam, without an extension: `02923821000`. Zalo's links have them.
    #[must_use]
    pub fn at_home(&self) -> String {
        match self.number.strip_prefix('+') {
            Some(number) => number.strip_prefix(HOME).map_or_else(|| number.to_owned(), |rest| format!("0{rest}")),
            None => self.number.clone(),
        }
    }
}

/// The numbers of a line, in their order. `None` when there is none, or one that cannot be dialled: it has something else in it than a number and an
/// extension, or too few or too many digits.
#[must_use]
pub fn telephones(text: &str) -> Option<Vec<Telephone>> {
    let text: String = text.chars().map(plain).collect();
    let parts: Vec<&str> = separated(&text).into_iter().flat_map(by_hyphens).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut numbers: Vec<Telephone> = Vec::new();
    for part in parts {
        match numbers.last_mut().zip(extension(part)).filter(|_| !part.starts_with(is_of_number)) {
            // `0292 3821 000, máy lẻ 12`
            Some((number, digits)) if number.extension.is_none() => {
                number.extension = Some(digits);
                number.written.extend([", ", part]);
            }
            Some(_) | None => numbers.push(one(part)?),
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// Every kind of blank as a blank, every kind of hyphen as a hyphen.
fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '−' | '－' => '-',
        '＋' => '+',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// The parts between marks and words that only stand between two numbers.
fn separated(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text.split(['/', ',', '|', '&']).collect();
    for word in [" hoặc ", " và ", " or ", " and "] {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    // `;ext=12` belongs to the number before it
    let by_semicolon = |part| if str::to_lowercase(part).contains(";ext=") { vec![part] } else { part.split(';').collect::<Vec<_>>() };
    parts.into_iter().flat_map(by_semicolon).collect()
}

/// A hyphen stands inside a number or between two: between two, when there is a whole number on either side.
fn by_hyphens(text: &str) -> Vec<&str> {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let parts: Vec<&str> = text.split('-').collect();
    if parts.len() > 1 && parts.iter().all(|part| digits(part) >= 7) { parts } else { vec![text] }
}

fn one(text: &str) -> Option<Telephone> {
    let end = text.find(|letter| !is_of_number(letter)).unwrap_or(text.len());
    let (head, tail) = text.split_at_checked(end)?;
    let extension = if tail.is_empty() { None } else { Some(extension(tail)?) };
    Some(Telephone { written: text.to_owned(), number: number(head)?, extension })
}

fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || "+ .-()".contains(letter)
}

/// The digits of `máy lẻ 12)`, `ext. 12`, `#12`.
fn extension(tail: &str) -> Option<String> {
    let letters: String = fold(tail).chars().filter(|letter| !" .:=;#()".contains(*letter)).collect();
    let digits = letters.trim_start_matches(|letter: char| letter.is_alphabetic());
    let word = letters.strip_suffix(digits)?;
    let is_extension = EXTENSIONS.contains(&word) && (1..=7).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_extension.then(|| digits.to_owned())
}

/// Digits of a length that can be dialled, the country's number without the zero that is for callers at home.
fn number(head: &str) -> Option<String> {
    let head = head.trim().trim_end_matches(['(', ' ']);
    let compact: String = head.chars().filter(|letter| !matches!(letter, ' ' | '.' | '-')).collect();
    let abroad = compact.strip_prefix('+').or_else(|| compact.strip_prefix("00")).or_else(|| compact.strip_prefix("(+"));
    let without_zero = abroad.map_or_else(|| compact.clone(), |rest| rest.replacen("(0)", "", 1));
    let digits: String = without_zero.chars().filter(|letter| !matches!(letter, '(' | ')')).collect();
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    if abroad.is_some() {
        let at_home = digits.strip_prefix(HOME).and_then(|rest| rest.strip_prefix('0'));
        let digits = at_home.map_or_else(|| digits.clone(), |rest| format!("{HOME}{rest}"));
        return (7..=15).contains(&digits.len()).then(|| format!("+{digits}"));
    }
    // 113, 1022 and 1900 1234 are whole; a number with its area begins with a zero; 3821 000 is one of the same area
    let least = if digits.starts_with('0') {
        9
    } else if digits.starts_with('1') {
        3
    } else {
        6
    };
    (least..=15).contains(&digits.len()).then_some(digits)
}

/// The links that open a chat on Zalo, each with what is shown of it: of numbers, of a page's own address, or of the name of an official account.
/// `None` when it is none of these.
#[must_use]
pub fn zalo(text: &str) -> Option<Vec<(String, String)>> {
    let link = |name: &str| format!("https://zalo.me/{name}");
    if text.starts_with("https://") || text.starts_with("http://") {
        let is_address = text.len() > "https://".len() && !text.contains(char::is_whitespace);
        return is_address.then(|| vec![(text.to_owned(), text.to_owned())]);
    }
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    // numbers of official accounts are longer than any telephone's
    if is_name && (text.bytes().any(|byte| byte.is_ascii_alphabetic()) || text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(vec![(text.to_owned(), link(text))]);
    }
    let numbers = telephones(text)?;
    Some(numbers.into_iter().map(|number| (number.written.clone(), link(&number.at_home()))).collect())
}
