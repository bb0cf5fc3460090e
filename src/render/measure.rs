//! Distances and times in words. They are estimates, so they are rounded, and the words around them say “about”.

use super::value::Telling;
use crate::catalogue::Onward;

impl Telling<'_> {
    /// A distance: “350 m”, “1,2 km”, “14 km”.
    pub(super) fn distance(&self, metres: f64) -> String {
        if metres < 975.0 {
            let number = ((metres / 50.0).round() * 50.0).max(50.0);
            return self.messages.fill("metres", &[("number", &number.to_string())]);
        }
        let tenths = if metres < 9_950.0 { (metres / 100.0).round() as i64 } else { (metres / 1000.0).round() as i64 * 10 };
        let number = match (tenths / 10, tenths % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}{}{tenth}", self.messages.get("decimal_mark")),
        };
        self.messages.fill("kilometres", &[("number", &number)])
    }

    /// A time: “6 phút”, “25 phút”, “1 giờ 20 phút”.
    pub(super) fn time(&self, minutes: f64) -> String {
        let minutes = if minutes < 10.0 { minutes.ceil().max(1.0) } else { (minutes / 5.0).round() * 5.0 } as i64;
        let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
        match (minutes / 60, minutes % 60) {
            (0, _) => self.messages.fill("minutes", &[("number", &rest)]),
            (_, 0) => self.messages.fill("hours", &[("number", &hours)]),
            _ => self.messages.fill("hours_minutes", &[("hours", &hours), ("minutes", &rest)]),
        }
    }

    /// How much is loaded, never told too small: “0,6 MB”, “14 MB”.
    pub(super) fn megabytes(&self, bytes: u64) -> String {
        let tenths = bytes.div_ceil(100_000).max(1);
        let number =
            if tenths < 100 { format!("{}{}{}", tenths / 10, self.messages.get("decimal_mark"), tenths % 10) } else { tenths.div_ceil(10).to_string() };
        self.messages.fill("megabytes", &[("number", &number)])
    }

    /// The way from a stop to the next one. `None` when nothing is known of it.
    pub(super) fn onward(&self, way: &Onward<'_>) -> Option<String> {
        self.way(way.metres, way.minutes, way.mode.word()).or_else(|| way.within.map(|metres| self.within(metres)))
    }

    /// A way of which only that is known: “không quá 1,6 km”.
    pub(super) fn within(&self, metres: f64) -> String {
        self.messages.fill("way_within", &[("distance", &self.distance(metres))])
    }

    /// A way: “khoảng 450 m, 6 phút đi bộ”. `None` when neither its length nor its time is known.
    pub(super) fn way(&self, metres: Option<f64>, minutes: Option<f64>, mode: &str) -> Option<String> {
        let key = format!("mode_{mode}");
        let mode = self.messages.get(&key);
        match (metres, minutes) {
            (Some(metres), Some(minutes)) => {
                Some(self.messages.fill("way", &[("distance", &self.distance(metres)), ("time", &self.time(minutes)), ("mode", mode)]))
            }
            (Some(metres), None) => Some(self.messages.fill("way_length", &[("distance", &self.distance(metres)), ("mode", mode)])),
            (None, Some(minutes)) => Some(self.messages.fill("way_time", &[("time", &self.time(minutes)), ("mode", mode)])),
            (None, None) => None,
        }
    }
}
