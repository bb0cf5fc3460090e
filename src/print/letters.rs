//! What print templates can ask the press about letters: how wide words are, and how many lines they take.
//!
//! Typst's own `measure` typesets a text to tell its size. To choose a size for each of a thousand labels, a template asks a dozen times a label; here a text
//! becomes a list of widths once, and lines are counted by adding. What is higher in the end than a template thought is found on the finished page (see `piece`).

use std::sync::LazyLock;

use comemo::Tracked;
use ecow::EcoString;
use rustybuzz::UnicodeBuffer;
use typst::World;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Args, Array, CastInfo, Context, Func, Module, NativeFuncData, NativeFuncPtr, Scope, Value};
use typst::layout::{Abs, Length};
use typst::text::{FontInstance, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight};

/// The module `press` of print templates.
pub(super) fn module() -> Module {
    let mut scope = Scope::new();
    for function in [&WORDS, &LINES, &LARGEST, &NARROWEST, &LONGEST] {
        scope.define(function.name, Func::from(function));
    }
    Module::new("press", scope)
}

type Body = &'static (dyn Fn(&mut Engine<'_>, Tracked<'_, Context<'_>>, &mut Args) -> SourceResult<Value> + Send + Sync);

const fn function(name: &'static str, body: Body) -> NativeFuncData {
    NativeFuncData {
        function: NativeFuncPtr(body),
        name,
        title: name,
        docs: "See the README of the print templates.",
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}

/// `words(text, family, weight: 400)`: the widths of its words and, between them, of its blanks.
static WORDS: NativeFuncData = function("words", &|engine, _, args| {
    let text: EcoString = args.expect("text")?;
    let family: EcoString = args.expect("family")?;
    let weight = args.named("weight")?.unwrap_or(FontWeight::REGULAR);
    args.take().finish()?;
    Ok(Value::Array(Letters::new(engine, &family, weight).words(&text)))
});

/// `lines(width, ..lists)`: how many lines lists of words take, each beginning a new line. Lists in a list stand beside each other: the highest counts.
static LINES: NativeFuncData = function("lines", &|_, _, args| {
    let width: f64 = args.expect("width")?;
    let lists: Vec<Array> = args.all()?;
    args.take().finish()?;
    Ok(Value::Int(lists.iter().map(|list| count(list, width)).sum()))
});

/// `largest(sizes, width, height, leading, gap, ..lists)`: the first of the sizes at which lists go into a width and a height. `leading` is the height of a line, and
/// `gap` what is wanted besides, both relative to the size. `none` when no size does.
static LARGEST: NativeFuncData = function("largest", &|_, _, args| {
    let sizes: Array = args.expect("sizes")?;
    let width: Length = args.expect("width")?;
    let height: Length = args.expect("height")?;
    let leading: f64 = args.expect("leading")?;
    let gap: f64 = args.expect("gap")?;
    let lists: Vec<Array> = args.all()?;
    args.take().finish()?;
    let fits = |size: &Value| {
        let Value::Length(size) = size else { return false };
        let count: i64 = lists.iter().map(|list| count(list, width.abs / size.abs)).sum();
        size.abs * (count as f64 * leading + gap) <= height.abs
    };
    Ok(sizes.iter().find(|size| fits(size)).cloned().unwrap_or(Value::None))
});

/// `narrowest(width, list)`: the least width at which a list takes no more lines than at this one.
static NARROWEST: NativeFuncData = function("narrowest", &|_, _, args| {
    let width: f64 = args.expect("width")?;
    let list: Array = args.expect("list")?;
    args.take().finish()?;
    let (count, mut best) = lines(&list, width);
    let mut low = longest(&list);
    // a line becomes narrower only when a word goes from it: a few steps find the width to a hundredth of a letter
    while best - low > 0.01 {
        let (lines, widest) = lines(&list, low.midpoint(best));
        if lines > count { low = low.midpoint(best) } else { best = widest }
    }
    Ok(Value::Float(best))
});

/// `longest(..lists)`: the widest word.
static LONGEST: NativeFuncData = function("longest", &|_, _, args| {
    let lists: Vec<Array> = args.all()?;
    args.take().finish()?;
    Ok(Value::Float(lists.iter().map(longest).fold(0.0, f64::max)))
});

/// A font, and those that stand in for letters it lacks.
struct Letters<'a> {
    world: Tracked<'a, dyn World + 'a>,
    variant: FontVariant,
    font: Option<FontInstance>,
}

impl<'a> Letters<'a> {
    fn new(engine: &Engine<'a>, family: &str, weight: FontWeight) -> Self {
        let variant = FontVariant { style: FontStyle::Normal, weight, stretch: FontStretch::NORMAL };
        let mut letters = Self { world: engine.world, variant, font: None };
        letters.font = letters.font(engine.world.book().select(&family.to_lowercase(), variant));
        letters
    }

    fn font(&self, index: Option<usize>) -> Option<FontInstance> {
        Some(self.world.font(index?)?.instantiate(self.variant, Abs::pt(10.0), &FontVariations::default()))
    }

    fn words(&self, text: &str) -> Array {
        let known = self.font.as_ref().and_then(|font| words_in(font, text));
        known.unwrap_or_else(|| parts(text).map(|part| Value::Float(self.part(part))).collect())
    }

    fn part(&self, part: Part<'_>) -> f64 {
        let instead = || match part {
            Part::Word(word) => word.chars().map(|letter| self.width(letter)).sum(),
            Part::Blank(..) => self.width(' '),
            Part::Joint => 0.0,
        };
        self.font.as_ref().and_then(|font| part_in(font, part)).unwrap_or_else(instead)
    }

    fn width(&self, letter: char) -> f64 {
        let of = |font: &FontInstance| Some(font.x_advance(font.ttf().glyph_index(letter)?.0)?.get());
        let instead = || {
            let like = self.font.as_ref().map(|font| font.font().info().clone());
            let index = self.world.book().select_fallback(like.as_ref(), self.variant, letter.encode_utf8(&mut [0; 4]));
            of(&self.font(index)?)
        };
        self.font.as_ref().and_then(of).or_else(instead).unwrap_or(1.0)
    }
}

/// What a text consists of.
#[derive(Clone, Copy)]
enum Part<'a> {
    Word(&'a str),
    /// A blank between two letters: fonts bring some nearer to it.
    Blank(Option<char>, Option<char>),
    /// A place where a line may end, though there is no blank.
    Joint,
}

/// A word, what is between it and the next, that word …
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let between = text.match_indices([' ', '\u{200b}']).map(Some).chain([None]);
    let mut from = 0;
    between.flat_map(move |found| {
        let (at, blank) = found.unwrap_or((text.len(), ""));
        let word = text.get(from..at).unwrap_or_default();
        from = at + blank.len();
        let after = text.get(from..).and_then(|rest| rest.chars().next());
        let then = found.map(|_| if blank == " " { Part::Blank(word.chars().next_back(), after) } else { Part::Joint });
        [Some(Part::Word(word)), then].into_iter().flatten()
    })
}

/// The widths of a text whose letters the font has all; `None` when it lacks one. Labels of an order say the same again and again.
#[comemo::memoize]
fn words_in(font: &FontInstance, text: &str) -> Option<Array> {
    parts(text).map(|part| part_in(font, part).map(Value::Float)).collect()
}

fn part_in(font: &FontInstance, part: Part<'_>) -> Option<f64> {
    match part {
        Part::Word(word) => shaped(font, word),
        Part::Blank(Some(before), Some(after)) => between(font, before, after),
        Part::Blank(..) => shaped(font, " "),
        Part::Joint => Some(0.0),
    }
}

/// The width of a word with its kerning; `None` when the font lacks a letter. Syllables come again and again, so they are remembered as Typst remembers what it sets.
#[comemo::memoize]
fn shaped(font: &FontInstance, word: &str) -> Option<f64> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(word);
    buffer.guess_segment_properties();
    let glyphs = rustybuzz::shape(font.rusty(), &[], buffer);
    let is_known = glyphs.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0);
    let width: i32 = glyphs.glyph_positions().iter().map(|position| position.x_advance).sum();
    is_known.then(|| font.to_em(width).get())
}

/// The width of a blank between two letters.
#[comemo::memoize]
fn between(font: &FontInstance, before: char, after: char) -> Option<f64> {
    let alone = |letter: char| shaped(font, letter.encode_utf8(&mut [0; 4]));
    Some(shaped(font, &format!("{before} {after}"))? - alone(before)? - alone(after)?)
}

/// Numbers of a list of words: word, blank, word …
fn widths(list: &Array) -> impl Iterator<Item = f64> {
    list.iter().map(|value| if let Value::Float(width) = value { *width } else { 0.0 })
}

fn longest(list: &Array) -> f64 {
    widths(list).step_by(2).fold(0.0, f64::max)
}

/// How many lines a list takes, or the highest of the lists in it.
fn count(list: &Array, width: f64) -> i64 {
    let side_by_side = list.iter().filter_map(|value| if let Value::Array(list) = value { Some(count(list, width)) } else { None });
    side_by_side.max().unwrap_or_else(|| lines(list, width).0)
}

/// How many lines a list takes, and how wide the widest is. A word goes onto the next line when it does not fit; one that is wider than a line is not broken.
fn lines(list: &Array, width: f64) -> (i64, f64) {
    let mut all = widths(list);
    let Some(mut line) = all.next() else { return (0, 0.0) };
    let (mut count, mut widest) = (1, 0.0_f64);
    while let (Some(blank), Some(word)) = (all.next(), all.next()) {
        if line + blank + word > width {
            widest = widest.max(line);
            count += 1;
            line = word;
        } else {
            line += blank + word;
        }
    }
    (count, widest.max(line))
}
