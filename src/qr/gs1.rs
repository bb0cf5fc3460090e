//! GS1 keys and Digital Link URIs: what a shop's scanner and a visitor's phone read from the same code.
//!
//! Rules: GS1 General Specifications (check digits, character set 82, lengths) and GS1 Digital Link Standard: URI Syntax. Only the uncompressed
//! form with numeric identifiers is written and read; compression and words such as `/gtin/` are deprecated there. A website of plain files can
//! publish the pages and a linkset, but not negotiate content: this is a Digital Link URI, not a conformant resolver.

use std::fmt;

/// A GTIN of 14 digits with a right check digit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Gtin([u8; 14]);

impl Gtin {
    /// Reads 8, 12, 13 or 14 digits; shorter ones get zeros in front.
    ///
    /// # Errors
    /// When there is something else than digits, too many or too few, or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, Gs1Error> {
        if !matches!(text.len(), 8 | 12 | 13 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Gs1Error::Length);
        }
        let mut digits = [0; 14];
        for (digit, byte) in digits[14 - text.len()..].iter_mut().zip(text.bytes()) {
            *digit = byte - b'0';
        }
        let right = check_digit(&digits[..13]);
        if digits[13] == right { Ok(Self(digits)) } else { Err(Gs1Error::CheckDigit(char::from(b'0' + right))) }
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

/// The check digit behind these digits: from the right, weights 3, 1, 3, 1 … (GS1 General Specifications, 7.9).
#[must_use]
pub fn check_digit(body: &[u8]) -> u8 {
    let sum: u32 = body.iter().rev().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    ((10 - sum % 10) % 10) as u8
}

/// What a Digital Link URI says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DigitalLink {
    /// The primary key: its identifier and its value, as `01` and 14 digits.
    pub key: (&'static str, String),
    /// Qualifiers of the key, in their order: `22` variant, `10` lot, `21` serial number; `254` for a place.
    pub qualifiers: Vec<(&'static str, String)>,
    /// Attributes in the query, as `17` and `YYMMDD`.
    pub attributes: Vec<(&'static str, String)>,
}

/// Why something is no GS1 key or Digital Link URI.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gs1Error {
    /// A value is too long, too short, or not all digits where it must be.
    Length,
    /// The check digit is wrong; it should be this one.
    CheckDigit(char),
    /// A letter is not in GS1's character set 82.
    Letter(char),
    /// A date cannot be.
    Date(String),
    /// The address has no primary key such as `/01/`.
    NoKey,
    /// What follows the key is no qualifier of it, or stands in the wrong order.
    Qualifier(String),
    /// A qualifier stands in the query; it belongs into the path.
    QualifierInQuery(String),
    /// The scheme is not `https` or `http`, there is no host, or a percent sign is followed by something else than two hexadecimal digits.
    Address,
}

impl fmt::Display for Gs1Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("wrong length, or not all digits"),
            Self::CheckDigit(right) => write!(f, "wrong check digit, it should be {right}"),
            Self::Letter(letter) => write!(f, "`{letter}` cannot stand in a GS1 value"),
            Self::Date(date) => write!(f, "`{date}` is no date of the form YYMMDD"),
            Self::NoKey => f.write_str("no GS1 key in the address"),
            Self::Qualifier(part) => write!(f, "`{part}` cannot stand there"),
            Self::QualifierInQuery(part) => write!(f, "`{part}` belongs into the path"),
            Self::Address => f.write_str("not an https address"),
        }
    }
}

impl std::error::Error for Gs1Error {}

/// A primary key with the qualifiers that may follow it, in this order.
struct Key {
    identifier: &'static str,
    rule: Rule,
    qualifiers: &'static [(&'static str, Rule)],
}

/// What a value must be.
#[derive(Clone, Copy)]
enum Rule {
    /// A GTIN of exactly 14 digits.
    Gtin,
    /// A GLN: 13 digits, the last of which checks.
    Gln,
    /// Up to so many letters of character set 82.
    Text(usize),
    /// `YYMMDD`; day `00` stands for the last day of the month.
    Date,
    /// Exactly so many digits.
    Digits(usize),
}

const KEYS: &[Key] = &[
    Key { identifier: "01", rule: Rule::Gtin, qualifiers: &[("22", Rule::Text(20)), ("10", Rule::Text(20)), ("21", Rule::Text(20))] },
    Key { identifier: "414", rule: Rule::Gln, qualifiers: &[("254", Rule::Text(20))] },
];

/// Attributes that a label of food or craft carries: dates of production, packing, best before, sell by and expiry; net weight and volume.
const ATTRIBUTES: &[(&str, Rule)] =
    &[("11", Rule::Date), ("13", Rule::Date), ("15", Rule::Date), ("16", Rule::Date), ("17", Rule::Date), ("3103", Rule::Digits(6)), ("3153", Rule::Digits(6))];

impl DigitalLink {
    /// The link of a product.
    #[must_use]
    pub fn product(gtin: Gtin) -> Self {
        Self { key: ("01", gtin.to_string()), qualifiers: Vec::new(), attributes: Vec::new() }
    }

    /// Adds the lot (at most 20 letters of character set 82).
    ///
    /// # Errors
    /// When the lot cannot be one.
    pub fn lot(self, lot: &str) -> Result<Self, Gs1Error> {
        self.qualified("10", lot)
    }

    /// Adds the serial number (at most 20 letters of character set 82).
    ///
    /// # Errors
    /// When it cannot be one.
    pub fn serial(self, serial: &str) -> Result<Self, Gs1Error> {
        self.qualified("21", serial)
    }

    /// Adds the day of expiry.
    #[must_use]
    pub fn expires(mut self, day: jiff::civil::Date) -> Self {
        self.attributes.push(("17", format!("{:02}{:02}{:02}", day.year().rem_euclid(100), day.month(), day.day())));
        self
    }

    fn qualified(mut self, identifier: &'static str, value: &str) -> Result<Self, Gs1Error> {
        Rule::Text(20).check(value)?;
        self.qualifiers.push((identifier, value.to_owned()));
        self.qualifiers.sort_by_key(|(known, _)| ["22", "10", "21"].iter().position(|order| order == known));
        Ok(self)
    }

    /// The canonical address on a host: `https://id.disan.vn/01/08935000000014/10/LOT2026?17=271231`.
    #[must_use]
    pub fn uri(&self, host: &str) -> String {
        let parts = std::iter::once(&self.key).chain(&self.qualifiers);
        let path: String = parts.flat_map(|(identifier, value)| ["/".to_owned(), (*identifier).to_owned(), "/".to_owned(), escaped(value)]).collect();
        let query: Vec<String> = self.attributes.iter().map(|(identifier, value)| format!("{identifier}={}", escaped(value))).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("https://{host}{path}{mark}{}", query.join("&"))
    }

    /// Reads an address. Parts before the key (a stem) are passed over, so are keys of the query that are no GS1 identifiers, as `lang=vi`.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(uri: &str) -> Result<Self, Gs1Error> {
        let rest = ["https://", "HTTPS://", "http://", "HTTP://"].iter().find_map(|scheme| uri.strip_prefix(scheme)).ok_or(Gs1Error::Address)?;
        let rest = rest.split('#').next().unwrap_or_default();
        let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parts = address.split('/');
        parts.next().filter(|host| !host.is_empty()).ok_or(Gs1Error::Address)?;
        let parts: Vec<String> = parts.map(unescaped).collect::<Result<_, _>>()?;
        let start = parts.iter().position(|part| KEYS.iter().any(|key| key.identifier == part)).ok_or(Gs1Error::NoKey)?;
        let key = KEYS.iter().find(|key| key.identifier == parts[start]).ok_or(Gs1Error::NoKey)?;
        let value = parts.get(start + 1).ok_or(Gs1Error::NoKey)?;
        key.rule.check(value)?;
        Ok(Self { key: (key.identifier, value.clone()), qualifiers: qualifiers(key, &parts[start + 2..])?, attributes: attributes(key, query)? })
    }
}

fn qualifiers(key: &Key, parts: &[String]) -> Result<Vec<(&'static str, String)>, Gs1Error> {
    let parts = if parts.last().is_some_and(String::is_empty) { &parts[..parts.len() - 1] } else { parts };
    let mut allowed = key.qualifiers.iter();
    let mut found = Vec::new();
    for pair in parts.chunks(2) {
        let [identifier, value] = pair else { return Err(Gs1Error::Qualifier(pair.concat())) };
        let (identifier, rule) = allowed.find(|(known, _)| known == identifier).ok_or_else(|| Gs1Error::Qualifier(identifier.clone()))?;
        rule.check(value)?;
        found.push((*identifier, value.clone()));
    }
    Ok(found)
}

fn attributes(key: &Key, query: &str) -> Result<Vec<(&'static str, String)>, Gs1Error> {
    let mut found = Vec::new();
    for (name, value) in query.split(['&', ';']).filter_map(|pair| pair.split_once('=')) {
        if key.qualifiers.iter().any(|(known, _)| *known == name) {
            return Err(Gs1Error::QualifierInQuery(name.to_owned()));
        }
        if let Some((identifier, rule)) = ATTRIBUTES.iter().find(|(known, _)| *known == name) {
            let value = unescaped(value)?;
            rule.check(&value)?;
            found.push((*identifier, value));
        }
    }
    Ok(found)
}

impl Rule {
    fn check(self, value: &str) -> Result<(), Gs1Error> {
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Gtin => {
                if value.len() == 14 {
                    Gtin::parse(value).map(|_| ())
                } else {
                    Err(Gs1Error::Length)
                }
            }
            Self::Gln => {
                let values: Vec<u8> = value.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
                match values.split_last().filter(|_| digits && value.len() == 13) {
                    Some((last, body)) if *last == check_digit(body) => Ok(()),
                    Some((_, body)) => Err(Gs1Error::CheckDigit(char::from(b'0' + check_digit(body)))),
                    None => Err(Gs1Error::Length),
                }
            }
            Self::Text(most) => match value.chars().find(|letter| !in_set_82(*letter)) {
                Some(letter) => Err(Gs1Error::Letter(letter)),
                None if (1..=most).contains(&value.len()) => Ok(()),
                None => Err(Gs1Error::Length),
            },
            Self::Date => {
                if digits && is_date(value) {
                    Ok(())
                } else {
                    Err(Gs1Error::Date(value.to_owned()))
                }
            }
            Self::Digits(count) => {
                if digits && value.len() == count {
                    Ok(())
                } else {
                    Err(Gs1Error::Length)
                }
            }
        }
    }
}

/// GS1 character set 82 (General Specifications, figure 7.11-1).
fn in_set_82(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!\"%&'()*+,-./:;<=>?_".contains(letter)
}

/// `YYMMDD` of this century; day 00 means the end of the month.
fn is_date(value: &str) -> bool {
    let number = |range: std::ops::Range<usize>| value.get(range).and_then(|part| part.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..2), number(2..4), number(4..6)) else { return false };
    value.len() == 6 && jiff::civil::Date::new(2000 + year, month as i8, day.max(1) as i8).is_ok()
}

/// Letters that mean something in an address are written as `%2F`.
fn escaped(value: &str) -> String {
    value.bytes().fold(String::new(), |out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { out + &char::from(byte).to_string() } else { out + &format!("%{byte:02X}") }
    })
}

fn unescaped(part: &str) -> Result<String, Gs1Error> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).ok_or(Gs1Error::Address);
        bytes.push((digit(rest.next())? * 16 + digit(rest.next())?) as u8);
    }
    String::from_utf8(bytes).map_err(|_| Gs1Error::Address)
}
