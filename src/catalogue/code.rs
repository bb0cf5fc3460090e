//! Codes: the short printed identifiers of entries, as `7K3F9`.
//!
//! Five characters of Crockford's base 32 (digits and letters without I, L, O and U). Four come from a hash of the entry's identity, the
//! fifth checks them: it is chosen so that the sum of the characters, weighted with powers of a generator of GF(32), is zero. This finds
//! every single wrong character and every swap of two.

use std::fmt;

/// A code with a right check character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code([u8; 5]);

/// Why what somebody typed is no code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mistyped {
    /// It is not made of five digits or letters that codes are made of.
    Form,
    /// One of the characters is wrong, or two have changed places.
    Check,
}

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many codes there are.
const COUNT: u32 = 1 << 20;
/// Powers of x in GF(32) with x⁵ = x² + 1: pairwise different and not zero.
const WEIGHTS: [u8; 4] = [16, 8, 4, 2];

impl Code {
    /// Reads a code exactly as it is printed. `None` when it has another form or its check character is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut values = [0; 5];
        let mut letters = text.bytes();
        for value in &mut values {
            let letter = letters.next()?;
            *value = u8::try_from(ALPHABET.iter().position(|known| *known == letter)?).ok()?;
        }
        (letters.next().is_none() && values[4] == check(values)).then_some(Self(values))
    }

    /// Reads a code as people type it: in either case, with blanks, hyphens or dots anywhere, O for 0, I or L for 1, and behind the address
    /// that stands before it on the plaque. `find.js` of the theme reads the same way.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed(text: &str) -> Result<Self, Mistyped> {
        let last = text.rsplit('/').next().unwrap_or_default();
        let letters: String = last.chars().filter(|letter| !is_gap(*letter)).map(meant).collect();
        let is_code = letters.len() == 5 && letters.bytes().all(|letter| ALPHABET.contains(&letter));
        if is_code { Self::parse(&letters).ok_or(Mistyped::Check) } else { Err(Mistyped::Form) }
    }

    /// The code that an entry of this identity gets when it is free.
    #[must_use]
    pub fn hashed(identity: &str) -> Self {
        let hash = blake3::hash(identity.as_bytes());
        let [a, b, c, ..] = *hash.as_bytes();
        Self::numbered(u32::from_be_bytes([0, a, b, c]) % COUNT)
    }

    /// Its first character.
    #[must_use]
    pub fn first(self) -> char {
        char::from(ALPHABET[usize::from(self.0[0])])
    }

    /// The next code in the order of numbers; after the last one the first.
    #[must_use]
    pub fn next(self) -> Self {
        let number = self.0[..4].iter().fold(0, |number, value| number << 5 | u32::from(*value));
        Self::numbered((number + 1) % COUNT)
    }

    fn numbered(number: u32) -> Self {
        let mut values = [0; 5];
        for (value, shift) in values.iter_mut().zip([15, 10, 5, 0]) {
            *value = (number >> shift & 31) as u8;
        }
        values[4] = check(values);
        Self(values)
    }
}

/// Blanks of any kind, and what people and telephones put between or behind letters. JavaScript's `\s` counts U+FEFF as a blank, Rust does not.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{feff}')
}

/// The letter of a code that is meant by one that looks like it (Crockford's base 32).
fn meant(letter: char) -> char {
    match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        upper => upper,
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|value| write!(f, "{}", char::from(ALPHABET[usize::from(*value)])))
    }
}

/// The check value of the first four: their weighted sum in GF(32), so that with weight 1 for itself the whole sum is zero.
fn check(values: [u8; 5]) -> u8 {
    values.iter().zip(WEIGHTS).fold(0, |sum, (value, weight)| sum ^ multiply(*value, weight))
}

/// Product in GF(32): carry-less, reduced by x⁵ + x² + 1.
fn multiply(a: u8, b: u8) -> u8 {
    let mut product: u16 = 0;
    for bit in 0..5 {
        if b >> bit & 1 == 1 {
            product ^= u16::from(a) << bit;
        }
    }
    for bit in (5..9).rev() {
        if product >> bit & 1 == 1 {
            product ^= 0b10_0101 << (bit - 5);
        }
    }
    (product & 31) as u8
}
