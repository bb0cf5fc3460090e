//! Fonts, and the glyphs that texts become in them.

use std::str::FromStr;

use blake3::{Hash, Hasher};
use rustybuzz::ttf_parser::{OutlineBuilder, Style as Slant, fonts_in_collection, name_id};
use rustybuzz::{Direction, Face, Language, UnicodeBuffer};
use unicode_normalization::char::is_combining_mark;

/// A text and the tag of its language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// The tag: `vi`.
    pub lang: String,
    /// The text.
    pub text: String,
}

/// How a text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// The first name.
    Name,
    /// Names in other languages.
    Further,
    /// What an entry is honoured with.
    Honour,
    /// The host.
    Host,
}

impl Style {
    const ALL: [Self; 4] = [Self::Name, Self::Further, Self::Honour, Self::Host];

    /// The families that are asked first, and the weight.
    fn wanted(self) -> ([&'static str; 3], u16) {
        const SANS: [&str; 3] = ["Be Vietnam Pro", "Noto Sans", "Noto Serif"];
        match self {
            Self::Name => (["Noto Serif", "Be Vietnam Pro", "Noto Sans"], 600),
            Self::Further => (SANS, 500),
            Self::Honour => (SANS, 600),
            Self::Host => (SANS, 400),
        }
    }

    /// How far a line reaches above its baseline, in sizes of the letters. It holds the tallest stacked marks (Ẩ).
    pub(super) fn ascent(self) -> f32 {
        match self {
            Self::Name => 1.1,
            Self::Further | Self::Honour | Self::Host => 1.22,
        }
    }

    /// The height of a line. Below the baseline there is room for the lowest dots (ặ).
    pub(super) fn leading(self) -> f32 {
        self.ascent() + 0.24
    }
}

/// The fonts of a theme.
pub struct Fonts<'a> {
    faces: Vec<Face<'a>>,
    /// For each style all faces, the one that is asked first before the others.
    orders: [Vec<usize>; 4],
    hash: Hash,
}

/// A glyph in its place within a word, in sizes of the letters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Glyph {
    face: usize,
    id: u16,
    pub(super) x: f32,
    pub(super) y: f32,
}

/// Glyphs that stay together on a line.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Shaped {
    pub(super) glyphs: Vec<Glyph>,
    /// How far the next word is, in sizes of the letters.
    pub(super) width: f32,
    pub(super) is_leftward: bool,
}

impl<'a> Fonts<'a> {
    /// Reads font files (TTF, OTF or collections). What is no font is left out.
    #[must_use]
    pub fn new(files: &'a [Vec<u8>]) -> Self {
        let all = files.iter().flat_map(|file| (0..fonts_in_collection(file).unwrap_or(1)).filter_map(|index| Face::from_slice(file, index)));
        let faces: Vec<Face<'a>> = all.collect();
        let families: Vec<String> = faces.iter().map(family).collect();
        let orders = Style::ALL.map(|style| {
            let (wanted, weight) = style.wanted();
            let rank = |at: &usize| {
                let known = wanted.iter().position(|name| *name == families[*at]).unwrap_or(wanted.len());
                (known, faces[*at].style() != Slant::Normal, faces[*at].weight().to_number().abs_diff(weight))
            };
            let mut order: Vec<usize> = (0..faces.len()).collect();
            order.sort_by_key(rank);
            order
        });
        let mut hasher = Hasher::new();
        for file in files {
            hasher.update(file);
        }
        Self { faces, orders, hash: hasher.finalize() }
    }

    /// The hash of all files.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The letters of a text that no font has, each once. Blanks and joiners need no font.
    #[must_use]
    pub fn missing(&self, text: &str) -> String {
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| !needs_no_glyph(*letter)) {
            if !self.faces.iter().any(|face| face.glyph_index(letter).is_some()) && !missing.contains(letter) {
                missing.push(letter);
            }
        }
        missing
    }

    /// The width of a blank.
    pub(super) fn blank(&self, style: Style) -> f32 {
        let face = self.orders[style as usize].first().map(|at| &self.faces[*at]);
        let advance = face.and_then(|face| Some(f32::from(face.glyph_hor_advance(face.glyph_index(' ')?)?) / face.units_per_em() as f32));
        advance.unwrap_or(0.25)
    }

    /// The glyphs of a word. Letters that its font lacks come from the next font that has them.
    pub(super) fn shape(&self, word: &str, lang: &str, style: Style) -> Shaped {
        let mut shaped = Shaped::default();
        let mut run = String::new();
        let mut of_run = None;
        for letter in word.chars() {
            let face = self.face_of(letter, style, of_run);
            if of_run.is_some() && face != of_run {
                self.add(&mut shaped, &run, lang, of_run);
                run.clear();
            }
            of_run = face;
            run.push(letter);
        }
        self.add(&mut shaped, &run, lang, of_run);
        shaped
    }

    /// Marks and joiners stay with the letter before them.
    fn face_of(&self, letter: char, style: Style, before: Option<usize>) -> Option<usize> {
        let has = |at: &usize| self.faces[*at].glyph_index(letter).is_some();
        let stays = needs_no_glyph(letter) || is_combining_mark(letter);
        before.filter(|at| stays && (needs_no_glyph(letter) || has(at))).or_else(|| self.orders[style as usize].iter().copied().find(has)).or(before)
    }

    fn add(&self, shaped: &mut Shaped, run: &str, lang: &str, face: Option<usize>) {
        let Some(face) = face.filter(|_| !run.is_empty()) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        if let Ok(lang) = Language::from_str(lang) {
            buffer.set_language(lang);
        }
        shaped.is_leftward |= buffer.direction() == Direction::RightToLeft;
        let glyphs = rustybuzz::shape(&self.faces[face], &[], buffer);
        let em = self.faces[face].units_per_em() as f32;
        for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
            let (x, y) = (shaped.width + position.x_offset as f32 / em, position.y_offset as f32 / em);
            shaped.glyphs.push(Glyph { face, id: info.glyph_id as u16, x, y });
            shaped.width += position.x_advance as f32 / em;
        }
    }

    /// How far the ink of a glyph begins right of where the glyph does, in sizes of the letters.
    pub(super) fn bearing(&self, glyph: &Glyph) -> f32 {
        let face = &self.faces[glyph.face];
        let bearing = face.glyph_hor_side_bearing(rustybuzz::ttf_parser::GlyphId(glyph.id)).unwrap_or(0);
        f32::from(bearing) / face.units_per_em() as f32
    }

    /// Gives the outline of a glyph to a builder, in the units of its font, of which it tells how many go into the size of the letters.
    pub(super) fn outline(&self, glyph: &Glyph, builder: &mut dyn OutlineBuilder) {
        self.faces[glyph.face].outline_glyph(rustybuzz::ttf_parser::GlyphId(glyph.id), builder);
    }

    /// How many units of its font go into the size of a glyph's letters.
    pub(super) fn units(&self, glyph: &Glyph) -> f32 {
        self.faces[glyph.face].units_per_em() as f32
    }
}

fn family(face: &Face<'_>) -> String {
    let name = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
    name(name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(name_id::FAMILY)).unwrap_or_default()
}

fn needs_no_glyph(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}
