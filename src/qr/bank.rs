//! Banks and wallets that take transfers by VietQR, by number, code or name.

use crate::text::{fold, nearest};

/// The list with its source; the first line that is no remark names the columns.
const LIST: &str = include_str!("banks.csv");

/// A bank or wallet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bank {
    /// Its identification number: six digits.
    pub number: &'static str,
    /// The name that people know it by: `Vietcombank`.
    pub short_name: &'static str,
    /// Its code: `VCB`.
    pub code: &'static str,
    /// Its whole name, in Vietnamese.
    pub name: &'static str,
}

impl Bank {
    /// All that are known, by number; of two names for one number the one of today comes first.
    pub fn all() -> impl Iterator<Item = Self> {
        LIST.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
            let mut columns = line.splitn(4, ',');
            Some(Self { number: columns.next()?, short_name: columns.next()?, code: columns.next()?, name: columns.next()? })
        })
    }

    /// The bank of a number, a code or a name. Case, marks, blanks and the word “bank” do not matter.
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        let wanted = key(written);
        Self::all().find(|bank| bank.number == wanted || [bank.code, bank.short_name, bank.name].iter().any(|name| key(name) == wanted))
    }

    /// The number of a bank. One that is not in the list can be written as its six digits.
    #[must_use]
    pub fn number_of(written: &str) -> Option<String> {
        let is_number = written.len() == 6 && written.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { Some(written.to_owned()) } else { Self::find(written).map(|bank| bank.number.to_owned()) }
    }

    /// The name or code that was probably meant.
    #[must_use]
    pub fn nearest(written: &str) -> Option<&'static str> {
        nearest(written, Self::all().flat_map(|bank| [bank.short_name, bank.code]))
    }
}

/// The letters and digits of a name without marks, in lower case, without “bank” at the end.
fn key(name: &str) -> String {
    let letters: String = fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.strip_suffix("bank").filter(|rest| !rest.is_empty()).map(str::to_owned).unwrap_or(letters)
}
