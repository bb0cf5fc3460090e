//! When a request came: the day as the log's own clock shows it, and the second, to tell whether two requests are close.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Vietnam's time, UTC+7: for logs that name no zone.
const VIETNAM: i32 = 7 * 3600;

/// When a request came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Moment {
    /// The day in the log's own zone.
    pub day: Date,
    /// Seconds since 1970 in UTC.
    pub second: i64,
    /// Seconds that the log's clock is ahead of UTC. `None` when it does not say: then it is taken for Vietnam's.
    pub ahead: Option<i32>,
}

impl Moment {
    /// Reads `25/Nov/2026:10:15:32 +0700`, as nginx and Apache write it.
    pub(super) fn common(text: &[u8]) -> Option<Self> {
        let [d0, d1, b'/', m0, m1, m2, b'/', y0, y1, y2, y3, b':', rest @ ..] = text else { return None };
        let day = Date::new(i16::try_from(number(&[*y0, *y1, *y2, *y3])?).ok()?, month([*m0, *m1, *m2])?, number(&[*d0, *d1])? as i8).ok()?;
        Self::on(day, rest)
    }

    /// Reads `2026-11-25T10:15:32.123+07:00`, `2026/11/25 10:15:32`, and what [`Moment::common`] reads.
    pub(super) fn written(text: &[u8]) -> Option<Self> {
        let [y0, y1, y2, y3, b'-' | b'/', m0, m1, b'-' | b'/', d0, d1, b'T' | b' ', rest @ ..] = text else { return Self::common(text) };
        let year = i16::try_from(number(&[*y0, *y1, *y2, *y3])?).ok()?;
        Self::on(Date::new(year, number(&[*m0, *m1])? as i8, number(&[*d0, *d1])? as i8).ok()?, rest)
    }

    /// A number as Caddy writes it: seconds since 1970, or thousandths or billionths of them, told apart by their size.
    pub(super) fn counted(number: f64) -> Option<Self> {
        let seconds = match number.abs() {
            many if many >= 1e17 => number / 1e9,
            many if many >= 1e11 => number / 1e3,
            _ => number,
        };
        let second = seconds.floor() as i64;
        let shown = Offset::from_seconds(VIETNAM).ok()?.to_datetime(jiff::Timestamp::from_second(second).ok()?);
        Self { day: shown.date(), second, ahead: None }.plausible()
    }

    /// The time of day `10:15:32`, whatever is behind the second, and the zone.
    fn on(day: Date, time: &[u8]) -> Option<Self> {
        let [h0, h1, b':', m0, m1, b':', s0, s1, rest @ ..] = time else { return None };
        // a leap second is written as 60
        let (hour, minute, second) = (number(&[*h0, *h1])? as i8, number(&[*m0, *m1])? as i8, number(&[*s0, *s1])?.min(59) as i8);
        let shown = DateTime::new(day.year(), day.month(), day.day(), hour, minute, second, 0).ok()?;
        let zone = rest.iter().position(|byte| !matches!(byte, b'.' | b',' | b'0'..=b'9' | b' ')).unwrap_or(rest.len());
        let ahead = ahead(&rest[zone..])?;
        let second = Offset::from_seconds(ahead.unwrap_or(VIETNAM)).ok()?.to_timestamp(shown).ok()?.as_second();
        Self { day, second, ahead }.plausible()
    }

    /// A clock that nobody has set shows 1970; nothing shows the year 9999.
    fn plausible(self) -> Option<Self> {
        (1970..2200).contains(&self.day.year()).then_some(self)
    }
}

/// Seconds ahead of UTC: of `+0700`, `+07:00`, `Z` and nothing (`Some(None)`). `None` when it is something else.
#[allow(clippy::option_option)] // nothing written and something strange are two things
fn ahead(zone: &[u8]) -> Option<Option<i32>> {
    let (sign, h0, h1, m0, m1) = match zone {
        [] => return Some(None),
        [b'Z'] => return Some(Some(0)),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] | [sign @ (b'+' | b'-'), h0, h1, m0, m1] => (*sign, *h0, *h1, *m0, *m1),
        _ => return None,
    };
    let (hours, minutes) = (number(&[h0, h1])?, number(&[m0, m1])?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| hours <= 14 && minutes < 60)?;
    Some(Some(if sign == b'-' { -seconds } else { seconds }))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

fn month(name: [u8; 3]) -> Option<i8> {
    const MONTHS: [&[u8; 3]; 12] = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    MONTHS.iter().position(|known| **known == name).map(|index| index as i8 + 1)
}
