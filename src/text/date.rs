//! Dates of which sometimes only the month or the year is known: `1962`, `2012-05`, `1996-06-28`.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A date known to the day, the month or the year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `None` when the form is another or there is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2).and_then(|month| i8::try_from(month).ok()));
        let day = parts.next().map(|part| digits(part, 2).and_then(|day| i8::try_from(day).ok()));
        if parts.next().is_some() || month == Some(None) || day == Some(None) {
            return None;
        }
        let (month, day) = (month.flatten(), day.flatten());
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12; `None` when only the year is known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month; `None` when it is not known.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// As written in ISO 8601, as far as it is known.
    #[must_use]
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        date(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn latest(self) -> Date {
        match (self.month, self.day) {
            (Some(month), Some(day)) => date(self.year, month, day),
            (Some(month), None) => date(self.year, month, 1).last_of_month(),
            (None, _) => date(self.year, 12, 31),
        }
    }

    /// The date a number of months later, as exactly as this one is known. The day stays inside the month: 29 February 2024 and
    /// 36 months give 28 February 2027.
    #[must_use]
    pub fn months_later(self, months: i32) -> Option<Self> {
        let later = self.earliest().checked_add(months.months()).ok()?;
        Some(Self { year: later.year(), month: self.month.map(|_| later.month()), day: self.day.map(|_| later.day()) })
    }
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
