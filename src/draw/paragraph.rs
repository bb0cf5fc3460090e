//! A text as words with their widths, and its lines.

use std::ops::Range;

use super::fonts::{Fonts, Shaped, Style, Words};

/// A text in a style, each word set once: what follows is adding.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Paragraph {
    pub(super) style: Style,
    words: Vec<Shaped>,
    /// The blank behind each word; nothing where a line may end though there is no blank.
    gaps: Vec<f32>,
}

impl Paragraph {
    /// Words stay whole; `is_loose` when they may be broken after hyphens, and between letters of scripts that write no blanks.
    pub(super) fn new(fonts: &Fonts<'_>, words: &Words, style: Style, is_loose: bool) -> Self {
        let blank = fonts.blank(style);
        let pieces = pieces(&words.text, is_loose);
        let gaps = pieces.iter().map(|(_, has_blank)| if *has_blank { blank } else { 0.0 }).collect();
        Self { style, words: pieces.iter().map(|(word, _)| fonts.shape(word, &words.lang, style)).collect(), gaps }
    }

    /// A text that is never broken.
    pub(super) fn whole(fonts: &Fonts<'_>, text: &str, style: Style) -> Self {
        Self { style, words: vec![fonts.shape(text, "en", style)], gaps: vec![0.0] }
    }

    /// The widest word.
    pub(super) fn longest(&self) -> f32 {
        self.words.iter().map(|word| word.width).fold(0.0, f32::max)
    }

    /// The words of each line at a width, and how wide the line is. One that is wider than the line is not broken.
    pub(super) fn lines(&self, width: f32) -> Vec<(Range<usize>, f32)> {
        let mut lines: Vec<(Range<usize>, f32)> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            let gap = at.checked_sub(1).map_or(0.0, |before| self.gaps[before]);
            match lines.last_mut() {
                Some((words, line)) if *line + gap + word.width <= width => {
                    words.end = at + 1;
                    *line += gap + word.width;
                }
                _ => lines.push((at..at + 1, word.width)),
            }
        }
        lines
    }

    /// The same number of lines, as even as can be: those of the narrowest width that needs no more.
    pub(super) fn even_lines(&self, width: f32) -> Vec<(Range<usize>, f32)> {
        let mut best = self.lines(width);
        let (mut low, mut high) = (self.longest(), width);
        while high - low > 0.02 {
            let half = low.midpoint(high);
            let lines = self.lines(half);
            if lines.len() > best.len() {
                low = half;
            } else {
                high = lines.iter().map(|(_, line)| *line).fold(0.0, f32::max).min(half);
                best = lines;
            }
        }
        best
    }

    /// The words of a line, each with its place on it.
    pub(super) fn placed(&self, line: Range<usize>) -> impl Iterator<Item = (f32, &Shaped)> {
        let is_leftward = self.words.first().is_some_and(|word| word.is_leftward);
        let mut order: Vec<usize> = line.collect();
        if is_leftward {
            order.reverse();
        }
        let mut x = 0.0;
        order.into_iter().map(move |at| {
            let place = x;
            // of a line that runs to the left, the blank behind a word stands left of it: all blanks of a style are equally wide
            x += self.words[at].width + self.gaps[at];
            (place, &self.words[at])
        })
    }
}

/// What stays together, and whether a blank follows.
fn pieces(text: &str, is_loose: bool) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, part) in text.split_whitespace().enumerate() {
        // no line begins with a dash or a dot
        if at > 0
            && part.starts_with(['–', '—', '·'])
            && let Some((before, _)) = pieces.last_mut()
        {
            before.push('\u{a0}');
            before.push_str(part);
            continue;
        }
        for word in part.split('\u{200b}').filter(|word| !word.is_empty()) {
            pieces.extend(unspaced(word, is_loose).into_iter().map(|piece| (piece, false)));
        }
        if let Some((_, has_blank)) = pieces.last_mut() {
            *has_blank = true;
        }
    }
    pieces
}

/// A word where lines may end within it: between the signs of Chinese and Japanese; in loose ones also after hyphens.
fn unspaced(word: &str, is_loose: bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut before = None;
    for letter in word.chars() {
        if before.is_some_and(|before| may_end(before, letter, is_loose)) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
        before = Some(letter);
    }
    pieces
}

fn may_end(before: char, after: char, is_loose: bool) -> bool {
    let is_bound = CLOSING.contains(after) || OPENING.contains(before);
    let is_hyphen = matches!(before, '-' | '\u{2010}') && after.is_alphabetic();
    is_loose && is_hyphen || !is_bound && (is_sign(before) || is_sign(after)) || is_loose && is_first_of_syllable(before, after)
}

const OPENING: &str = "（「『【〈《“‘([";
const CLOSING: &str = "、。，．！？：；）」』】〉》”’ー々…・ぁぃぅぇぉっゃゅょァィゥェォッャュョ)],.!?:;%";

/// Chinese signs and Japanese kana.
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a letter of Thai, Lao, Burmese or Khmer begins something new. Where words end only a dictionary knows.
fn is_first_of_syllable(before: char, after: char) -> bool {
    let is_letter = matches!(after, '\u{e01}'..='\u{e2e}' | '\u{e40}'..='\u{e44}' | '\u{e81}'..='\u{eae}' | '\u{ec0}'..='\u{ec4}' | '\u{1000}'..='\u{1021}' | '\u{1780}'..='\u{17b3}');
    is_letter && !matches!(before, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}' | '\u{1039}' | '\u{17d2}')
}
