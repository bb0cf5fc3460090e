//! VietQR: bank transfers by code (NAPAS 247, EMVCo merchant-presented).
//!
//! Source: NAPAS, “Tài liệu quy định về định dạng mã VietQR trong dịch vụ chuyển nhanh NAPAS247”, version 1.0, September 2021. A code is a row of
//! fields: two digits for the identifier, two for the length, the value; some values hold fields themselves. The last one checks all before it.
//! Reading checks nested lengths too: the document's own example 6.1.1 has a right check sum over a wrong inner length.

use std::fmt;

use crate::text::fold;

/// NAPAS's identifier among the payment systems.
const NAPAS: &str = "A000000727";
/// The longest name or purpose.
pub const LONGEST: usize = 25;
/// A transfer is smaller than this, in đồng.
pub const AMOUNT_LIMIT: u64 = 500_000_000;

/// Where the money goes and what for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// The bank's identification number: six digits.
    pub bank: String,
    /// Account or card: letters and digits, at most 19.
    pub number: String,
    /// Whether the number is an account or a card.
    pub target: Target,
    /// Whether the code is for one transaction only; a printed card is not.
    pub once: bool,
    /// The amount in đồng, if it is fixed.
    pub amount: Option<u64>,
    /// What for: ASCII, at most 25 letters.
    pub purpose: Option<String>,
}

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A bank account (`QRIBFTTA`).
    Account,
    /// A card (`QRIBFTTC`).
    Card,
}

/// Why something is no VietQR code, or cannot become one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VietQrError {
    /// The bank's number is not six digits.
    Bank,
    /// The account or card number is empty, too long, or has something else than letters and digits.
    Number,
    /// The amount is zero or too large.
    Amount,
    /// The purpose is longer than 25 letters or has letters that are not ASCII.
    Purpose,
    /// A field's length does not fit what follows it.
    Length,
    /// The check sum is wrong; it should be this one.
    CheckSum(String),
    /// A field that must be there is missing, or has another value; its identifier.
    Field(&'static str),
}

impl fmt::Display for VietQrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bank => f.write_str("a bank has six digits"),
            Self::Number => f.write_str("an account or card has 1 to 19 letters and digits"),
            Self::Amount => write!(f, "an amount lies between 1 and {}", AMOUNT_LIMIT - 1),
            Self::Purpose => write!(f, "a purpose has at most {LONGEST} ASCII letters"),
            Self::Length => f.write_str("the length of a field does not fit"),
            Self::CheckSum(right) => write!(f, "wrong check sum, it should be {right}"),
            Self::Field(identifier) => write!(f, "field {identifier} is missing or wrong"),
        }
    }
}

impl std::error::Error for VietQrError {}

/// A text as banks take it: without marks, ASCII. `None` when letters are left that have no such form, or it is too long.
#[must_use]
pub fn ascii(text: &str) -> Option<String> {
    let folded: String =
        text.chars().map(|letter| if letter.is_uppercase() { fold(&letter.to_string()).to_uppercase() } else { fold(&letter.to_string()) }).collect();
    (folded.len() <= LONGEST && folded.bytes().all(|byte| (b' '..=b'~').contains(&byte))).then_some(folded)
}

impl Transfer {
    /// A transfer to an account, for a card or a sign that is used again and again.
    #[must_use]
    pub fn to_account(bank: &str, number: &str) -> Self {
        Self { bank: bank.to_owned(), number: number.to_owned(), target: Target::Account, once: false, amount: None, purpose: None }
    }

    /// What the code says.
    ///
    /// # Errors
    /// When a value cannot be.
    pub fn payload(&self) -> Result<String, VietQrError> {
        self.check()?;
        let service = match self.target {
            Target::Account => "QRIBFTTA",
            Target::Card => "QRIBFTTC",
        };
        let to = field("00", &self.bank) + &field("01", &self.number);
        let account = field("00", NAPAS) + &field("01", &to) + &field("02", service);
        let mut text = field("00", "01") + &field("01", if self.once { "12" } else { "11" }) + &field("38", &account) + &field("53", "704");
        if let Some(amount) = self.amount {
            text += &field("54", &amount.to_string());
        }
        text += &field("58", "VN");
        if let Some(purpose) = &self.purpose {
            text += &field("62", &field("08", purpose));
        }
        text += "6304";
        let sum = check_sum(&text);
        Ok(text + &sum)
    }

    /// Reads a code.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, VietQrError> {
        let fields = fields(text)?;
        let (Some((first, "01")), Some((last, sum))) = (fields.first(), fields.last()) else { return Err(VietQrError::Field("00")) };
        if (*first, *last) != ("00", "63") {
            return Err(VietQrError::Field(if *first == "00" { "63" } else { "00" }));
        }
        let checked = text.get(..text.len() - 4).ok_or(VietQrError::Length)?;
        let right = check_sum(checked);
        if !right.eq_ignore_ascii_case(sum) {
            return Err(VietQrError::CheckSum(right));
        }
        let transfer = Self::of_fields(&fields)?;
        transfer.check()?;
        Ok(transfer)
    }

    fn of_fields(all: &[(&str, &str)]) -> Result<Self, VietQrError> {
        let once = match get(all, "01")? {
            "11" => false,
            "12" => true,
            _ => return Err(VietQrError::Field("01")),
        };
        let account = fields(get(all, "38")?)?;
        if get(&account, "00") != Ok(NAPAS) {
            return Err(VietQrError::Field("38"));
        }
        let target = match get(&account, "02") {
            Ok("QRIBFTTA") => Target::Account,
            Ok("QRIBFTTC") => Target::Card,
            Ok(_) | Err(_) => return Err(VietQrError::Field("38")),
        };
        let to = fields(get(&account, "01")?)?;
        if get(all, "53") != Ok("704") || get(all, "58") != Ok("VN") {
            return Err(VietQrError::Field("53"));
        }
        let amount = get(all, "54").ok().map(|amount| amount.parse().map_err(|_| VietQrError::Amount)).transpose()?;
        let more = get(all, "62").ok().map(fields).transpose()?.unwrap_or_default();
        let purpose = get(&more, "08").ok().map(str::to_owned);
        Ok(Self { bank: get(&to, "00")?.to_owned(), number: get(&to, "01")?.to_owned(), target, once, amount, purpose })
    }

    fn check(&self) -> Result<(), VietQrError> {
        let is_bank = self.bank.len() == 6 && self.bank.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = (1..=19).contains(&self.number.len()) && self.number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_amount = self.amount.is_none_or(|amount| (1..AMOUNT_LIMIT).contains(&amount));
        let is_purpose = self.purpose.as_deref().is_none_or(|purpose| !purpose.is_empty() && ascii(purpose).as_deref() == Some(purpose));
        match (is_bank, is_number, is_amount, is_purpose) {
            (false, ..) => Err(VietQrError::Bank),
            (_, false, ..) => Err(VietQrError::Number),
            (.., false, _) => Err(VietQrError::Amount),
            (.., false) => Err(VietQrError::Purpose),
            (true, true, true, true) => Ok(()),
        }
    }
}

fn field(identifier: &str, value: &str) -> String {
    format!("{identifier}{:02}{value}", value.len())
}

/// The fields of a text, which must end exactly where the last one does.
fn fields(text: &str) -> Result<Vec<(&str, &str)>, VietQrError> {
    let mut rest = text;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let head = rest.get(..4).ok_or(VietQrError::Length)?;
        let (identifier, length) = head.split_at_checked(2).ok_or(VietQrError::Length)?;
        let length: usize = length.parse().map_err(|_| VietQrError::Length)?;
        let value = rest.get(4..4 + length).ok_or(VietQrError::Length)?;
        found.push((identifier, value));
        rest = rest.get(4 + length..).ok_or(VietQrError::Length)?;
    }
    Ok(found)
}

fn get<'a>(fields: &[(&'a str, &'a str)], identifier: &'static str) -> Result<&'a str, VietQrError> {
    fields.iter().find(|(known, _)| *known == identifier).map(|(_, value)| *value).ok_or(VietQrError::Field(identifier))
}

/// CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) as four upper-case hexadecimal digits, over everything including `6304`.
fn check_sum(text: &str) -> String {
    let mut sum: u16 = 0xFFFF;
    for byte in text.bytes() {
        sum ^= u16::from(byte) << 8;
        for _ in 0..8 {
            sum = if sum & 0x8000 == 0 { sum << 1 } else { sum << 1 ^ 0x1021 };
        }
    }
    format!("{sum:04X}")
}
