//! Payment: the bank account that a producer has published for everybody to pay to.
//!
//! What is wrong here would send money somewhere else, so nothing is guessed: a bank, an account or a purpose that is not clear is a problem,
//! and the page shows no symbol. Cards are left out: the number of a card does not belong on a website.

use jiff::civil::Date;

use super::entry::Entry;
use super::field::{Field, Shape};
use super::record::Record;
use crate::diag::{Problem, ProblemKind};
use crate::qr::Bank;
use crate::qr::vietqr::{AMOUNT_LIMIT, LONGEST, Transfer, VietQrError, ascii};
use crate::text::{PartialDate, fold};

/// What a payment is made of.
pub(super) const PAYMENT: &[Field] = &[
    Field::required(
        "bank",
        Shape::Line,
        "ngân hàng: tên, mã hoặc sáu chữ số, như `Agribank`, `VCB`, `970436`",
        "the bank: its name, code or six digits, as `Agribank`, `VCB`, `970436`",
    ),
    Field::required("account", Shape::Line, "số tài khoản, viết liền; không phải số thẻ", "the account number without blanks; not that of a card"),
    Field::required("holder", Shape::Line, "tên chủ tài khoản, đúng như ngân hàng hiện ra", "the account's holder, just as the bank shows it"),
    Field::optional(
        "purpose",
        Shape::Line,
        "nội dung chuyển khoản, tối đa 25 ký tự kể cả dấu cách; trong mã, chữ được bỏ dấu",
        "what the transfer is for, at most 25 characters with blanks; accents are taken off in the code",
    ),
    Field::optional("amount", Shape::Integer(1, AMOUNT_LIMIT as i64 - 1), "số tiền cố định, đồng", "a fixed amount in đồng (VND)"),
    Field::required("checked", Shape::FullDate, "ngày chủ tài khoản xác nhận gần nhất", "when the account's owner last confirmed it"),
];

/// Where to pay.
#[derive(Clone, Debug)]
pub struct Payment<'a> {
    /// What the symbol says: used again and again, so not for one transaction only.
    pub transfer: Transfer,
    /// The bank under its name of today; `None` when only its number is known.
    pub bank: Option<Bank>,
    /// The account's holder, as the bank shows it.
    pub holder: &'a str,
    /// When the owner last confirmed it.
    pub checked: PartialDate,
}

impl<'a> Payment<'a> {
    /// The payment that a producer has published. `None` when there is none, or something in it is wrong.
    #[must_use]
    pub fn of(producer: &'a Record) -> Option<Self> {
        let payment = producer.group("payment")?;
        let mut transfer = Transfer::to_account(&Bank::number_of(payment.line("bank")?)?, payment.line("account")?);
        transfer.amount = payment.integer("amount").and_then(|amount| u64::try_from(amount).ok());
        if let Some(purpose) = payment.line("purpose") {
            transfer.purpose = Some(ascii(purpose)?);
        }
        transfer.payload().ok()?;
        let bank = Bank::find(&transfer.bank);
        Some(Self { transfer, bank, holder: payment.line("holder")?, checked: payment.date("checked")? })
    }

    /// The last four characters of the account: enough to compare, too little to copy.
    #[must_use]
    pub fn ending(&self) -> &str {
        let number = &self.transfer.number;
        number.get(number.len().saturating_sub(4)..).unwrap_or_default()
    }
}

/// Bank, account and purpose can become a code; the owner did not confirm them in the future.
pub(super) fn check(entry: &Entry, today: Date, problems: &mut Vec<Problem>) {
    let Some(payment) = entry.record.group("payment") else { return };
    let mut tell = |key: &str, kind: Option<ProblemKind>| {
        if let (Some(kind), Some(place)) = (kind, payment.place(key)) {
            problems.push(Problem::at(place, kind));
        }
    };
    tell("bank", payment.line("bank").and_then(wrong_bank));
    tell("account", payment.line("account").and_then(wrong_account));
    tell("purpose", payment.line("purpose").and_then(wrong_purpose));
    let in_future = |date: PartialDate| ProblemKind::DateInFuture { date: date.iso(), today: today.to_string() };
    tell("checked", payment.date("checked").filter(|date| date.earliest() > today).map(in_future));
}

fn wrong_bank(name: &str) -> Option<ProblemKind> {
    let unknown = || ProblemKind::UnknownBank { name: name.to_owned(), nearest: Bank::nearest(name).map(str::to_owned) };
    Bank::number_of(name).is_none().then(unknown)
}

fn wrong_account(account: &str) -> Option<ProblemKind> {
    let is_account = |account: &str| Transfer::to_account("970436", account).payload() != Err(VietQrError::Number);
    let plain: String = account.chars().filter(char::is_ascii_alphanumeric).collect();
    let wrong = || ProblemKind::BadAccount { account: account.to_owned(), suggestion: is_account(&plain).then_some(plain) };
    (!is_account(account)).then(wrong)
}

fn wrong_purpose(purpose: &str) -> Option<ProblemKind> {
    let folded = fold(purpose);
    let letter = folded.chars().find(|letter| !(' '..='~').contains(letter));
    let wrong = || ProblemKind::BadPurpose { purpose: purpose.to_owned(), length: folded.chars().count(), limit: LONGEST, letter };
    ascii(purpose).is_none().then(wrong)
}
