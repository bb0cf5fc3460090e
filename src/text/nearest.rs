//! "Did you mean": the known word nearest to what was written.

use super::fold::fold;

/// How many kinds of letters are counted to see that two words are far apart.
const BUCKETS: usize = 32;

/// Many known words, made ready once so that thousands of slips can be looked up among them.
#[derive(Debug)]
pub struct Nearest(Vec<Word>);

#[derive(Debug)]
struct Word {
    text: String,
    letters: Letters,
    /// How many letters of the folded and of the unfolded word count for what is near enough.
    length: usize,
}

/// A word without marks, and how often each kind of letter stands in it.
#[derive(Debug)]
struct Letters {
    letters: Vec<char>,
    counts: [u8; BUCKETS],
}

impl Nearest {
    /// Makes words ready.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let ready = |text: String| Word { letters: Letters::new(&text), length: text.chars().count(), text };
        Self(words.into_iter().map(ready).collect())
    }

    /// The word nearest to what was written, if one is near enough to be meant: at most a third of its letters differ. Of several the first.
    #[must_use]
    pub fn to(&self, written: &str) -> Option<&str> {
        let written = Letters::new(written);
        let mut best: Option<(usize, &str)> = None;
        for word in &self.0 {
            let near_enough = (word.length.max(written.letters.len()) / 3).max(1);
            let most = match best {
                Some((0, _)) => break,
                Some((distance, _)) => near_enough.min(distance - 1),
                None => near_enough,
            };
            if let Some(distance) = distance(&written, &word.letters, most) {
                best = Some((distance, &word.text));
            }
        }
        best.map(|(_, word)| word)
    }
}

/// The same for a few words.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let ready = Nearest::new(known.iter().map(|word| (*word).to_owned()));
    let found = ready.to(written)?;
    known.into_iter().find(|word| *word == found)
}

impl Letters {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = fold(text).chars().collect();
        let mut counts = [0_u8; BUCKETS];
        for letter in &letters {
            let count = &mut counts[*letter as usize % BUCKETS];
            *count = count.saturating_add(1);
        }
        Self { letters, counts }
    }

    /// No fewer letters than these differ: one change makes two kinds of letters differ by one each.
    fn differ_at_least(&self, other: &Self) -> usize {
        let by_kind: usize = self.counts.iter().zip(&other.counts).map(|(a, b)| usize::from(a.abs_diff(*b))).sum();
        self.letters.len().abs_diff(other.letters.len()).max(by_kind.div_ceil(2))
    }
}

/// How many letters to insert, delete, replace or swap with a neighbour (optimal string alignment distance); `None` when they are more than `most`.
fn distance(a: &Letters, b: &Letters, most: usize) -> Option<usize> {
    if a.differ_at_least(b) > most {
        return None;
    }
    let (a, b) = (&a.letters, &b.letters);
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = above.clone();
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        // whatever comes is no less than the least of two rows
        if row.iter().chain(&above).min().is_some_and(|least| *least > most) {
            return None;
        }
        (before, above, row) = (above, row, before);
    }
    Some(above[b.len()]).filter(|distance| *distance <= most)
}
