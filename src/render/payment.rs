//! How to pay a producer: what the page shows of its published account, in one language.

use tera::Value;

use super::value::{Telling, object};
use crate::catalogue::{Payment, Record};
use crate::qr;

/// The payment of a producer, with its symbol; `null` when it has published none.
pub(super) fn payment(producer: &Record, telling: Telling<'_>) -> Value {
    let Some(payment) = Payment::of(producer) else { return Value::none() };
    let symbol = payment.transfer.payload().ok().and_then(|text| qr::encode(&text, qr::Level::Medium).ok());
    let Some(symbol) = symbol else { return Value::none() };
    let amount = payment.transfer.amount.and_then(|amount| i64::try_from(amount).ok());
    object! {
        "bank" => object! {
            "number" => payment.transfer.bank.as_str(),
            "short_name" => payment.bank.map(|bank| bank.short_name),
            "name" => payment.bank.map(|bank| bank.name),
        },
        "holder" => payment.holder,
        "ending" => payment.ending(),
        "amount" => amount.map(|amount| telling.messages.money(amount)),
        "purpose" => payment.transfer.purpose.as_deref(),
        "checked" => telling.date(payment.checked),
        "symbol" => Value::safe_string(&qr::svg(&symbol)),
    }
}
