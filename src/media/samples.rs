//! The tables in which an MP4 says where each of its samples lies (ISO/IEC 14496-12, 8.6 to 8.8): they must agree with one another and with the file. A file
//! whose head is whole and whose tables are not begins to play and stops, or shows nothing, differently in each browser.

use std::ops::Range;

use super::mp4::{Part, number, one};

/// Each table begins with its version, its flags, and how many rows follow.
const HEAD: usize = 8;
/// The most samples that are believed: 25 MB of film have fewer. Longer counts would take long to add up.
const MOST_SAMPLES: u64 = 1 << 24;

/// The tables of a track.
pub(super) struct Samples<'f> {
    /// The whole file.
    pub bytes: &'f [u8],
    /// The boxes in `stbl`.
    pub tables: &'f [Part],
    /// Where the file holds samples: what lies in its `mdat` boxes.
    pub data: &'f [Range<usize>],
    /// How long the track is, in ticks. `None` when it does not say.
    pub duration: Option<u64>,
    /// How many ticks make a second.
    pub scale: u32,
}

impl Samples<'_> {
    /// The table that does not agree with the others. `None` when all do.
    pub(super) fn damaged(&self) -> Option<&'static str> {
        let Some(sizes) = self.sizes() else { return Some("stsz") };
        let Some((timed, ticks)) = self.times() else { return Some("stts") };
        if timed != sizes.count {
            return Some("stts");
        }
        if self.duration.is_some_and(|duration| !self.is_near(duration, ticks)) {
            return Some("mdhd");
        }
        let Some(chunks) = self.chunks() else { return Some("stco") };
        let Some(runs) = self.runs(chunks.len()) else { return Some("stsc") };
        self.lie_in_data(&sizes, &chunks, &runs)
    }

    /// How many samples there are. `None` without a table of sizes.
    pub(super) fn count(&self) -> Option<u64> {
        self.sizes().map(|sizes| sizes.count)
    }

    /// Times are rounded, and the last sample of a track may be cut.
    fn is_near(&self, one: u64, other: u64) -> bool {
        one.abs_diff(other) <= u64::from(self.scale) + one.max(other) / 10
    }

    fn table(&self, kind: [u8; 4], row: usize) -> Option<Vec<&[u8]>> {
        let content = self.bytes.get(one(self.tables, kind)?.content.clone())?;
        let count = number(content, 4)? as usize;
        let rows = content.get(HEAD..HEAD.checked_add(count.checked_mul(row)?)?)?;
        Some(rows.chunks_exact(row).collect())
    }

    fn sizes(&self) -> Option<Sizes> {
        let content = self.bytes.get(one(self.tables, *b"stsz")?.content.clone())?;
        let (all, count) = (number(content, 4)?, number(content, 8)?);
        if u64::from(count) > MOST_SAMPLES {
            return None;
        }
        if all > 0 {
            return Some(Sizes { each: Vec::new(), all: u64::from(all), count: u64::from(count) });
        }
        let rows = content.get(12..12 + 4 * count as usize)?;
        Some(Sizes { each: rows.chunks_exact(4).map(|row| u64::from(number(row, 0).unwrap_or_default())).collect(), all: 0, count: u64::from(count) })
    }

    /// How many samples are timed, and how many ticks they take together.
    fn times(&self) -> Option<(u64, u64)> {
        let rows = self.table(*b"stts", 8)?;
        let rows = rows.iter().map(|row| (u64::from(number(row, 0).unwrap_or_default()), u64::from(number(row, 4).unwrap_or_default())));
        let mut rows = rows;
        rows.try_fold((0, 0), |(counts, all): (u64, u64), (count, ticks)| Some((counts + count, all.checked_add(count.checked_mul(ticks)?)?)))
    }

    /// Where each chunk begins.
    fn chunks(&self) -> Option<Vec<u64>> {
        if let Some(rows) = self.table(*b"stco", 4) {
            return Some(rows.iter().map(|row| u64::from(number(row, 0).unwrap_or_default())).collect());
        }
        let long = |row: &&[u8]| u64::from(number(row, 0).unwrap_or_default()) << 32 | u64::from(number(row, 4).unwrap_or_default());
        Some(self.table(*b"co64", 8)?.iter().map(long).collect())
    }

    /// From which chunk on, counted from 1, each has how many samples. They begin with the first and go up.
    fn runs(&self, chunks: usize) -> Option<Vec<(usize, u64)>> {
        let rows = self.table(*b"stsc", 12)?;
        let runs: Vec<(usize, u64)> =
            rows.iter().map(|row| (number(row, 0).unwrap_or_default() as usize, u64::from(number(row, 4).unwrap_or_default()))).collect();
        let goes_up = runs.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let fits = runs.first().is_none_or(|(first, _)| *first == 1) && runs.last().is_none_or(|(last, _)| *last <= chunks);
        let is_empty = runs.is_empty() && chunks > 0 || runs.iter().any(|(_, samples)| *samples == 0);
        (goes_up && fits && !is_empty).then_some(runs)
    }

    /// Each chunk lies in the data with all its samples, and all samples are in chunks.
    fn lie_in_data(&self, sizes: &Sizes, chunks: &[u64], runs: &[(usize, u64)]) -> Option<&'static str> {
        let (mut sample, mut run) = (0, 0);
        for (index, begin) in chunks.iter().enumerate() {
            while runs.get(run + 1).is_some_and(|(first, _)| *first <= index + 1) {
                run += 1;
            }
            let samples = runs.get(run).map_or(0, |(_, samples)| *samples);
            let Some(length) = sizes.sum(sample, samples) else { return Some("stsc") };
            let lies_in = |data: &Range<usize>| *begin >= data.start as u64 && begin.checked_add(length).is_some_and(|end| end <= data.end as u64);
            if !self.data.iter().any(lies_in) {
                let begins_in = self.data.iter().any(|data| (data.start as u64..data.end as u64).contains(begin));
                return Some(if begins_in { "stsz" } else { "stco" });
            }
            sample += samples;
        }
        (sample != sizes.count).then_some("stsc")
    }
}

/// How many bytes each sample has.
struct Sizes {
    each: Vec<u64>,
    /// All have this many, when `each` is empty.
    all: u64,
    count: u64,
}

impl Sizes {
    /// The bytes of some samples. `None` when there are not so many.
    fn sum(&self, first: u64, count: u64) -> Option<u64> {
        let end = first.checked_add(count).filter(|end| *end <= self.count)?;
        if self.each.is_empty() {
            return self.all.checked_mul(count);
        }
        Some(self.each.get(first as usize..end as usize)?.iter().sum())
    }
}
