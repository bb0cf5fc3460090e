//! YAML as nodes that know where they stand.
//!
//! Built from the events of `saphyr-parser`, so that every value has its place and a file tells all its problems at once. Anchors and
//! aliases are refused (an alias bomb needs gigabytes in some readers), so are duplicate keys and documents that are too large.
//! All scalars stay text: what `1989` or `no` means is for the field to say that it stands in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::diag::{Place, Problem, ProblemKind, SourceFile, YamlFault};

/// The most values of a file; of one that is larger than a text may be (the ledger) one for every four bytes.
const NODE_LIMIT: usize = 200_000;
const DEPTH_LIMIT: usize = 32;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: NodeValue,
    /// Where it stands.
    pub place: Place,
}

/// What a YAML value is.
#[derive(Clone, Debug)]
pub enum NodeValue {
    /// Nothing: `key:`, `~` or `null`.
    Null,
    /// A scalar as it is written, without quotes.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// A map: each key with its place, in the order it is written.
    Map(Vec<(String, Place, Node)>),
}

/// Reads the YAML that stands in a part of a file. An empty part is an empty map.
///
/// # Errors
/// All problems that were found. After a syntax error nothing more can be read.
pub fn parse(file: &Arc<SourceFile>, range: Range<usize>) -> Result<Node, Vec<Problem>> {
    let text = file.text.get(range.clone()).unwrap_or_default();
    let limit = NODE_LIMIT.max(text.len() / 4);
    let mut builder = Builder { file, places: Positions::new(text, range.start), problems: Vec::new(), nodes: 0, limit };
    let mut events = Parser::new_from_str(text);
    let node = builder.document(&mut events);
    match node {
        Ok(node) if builder.problems.is_empty() => {
            Ok(node.unwrap_or_else(|| Node { value: NodeValue::Map(Vec::new()), place: Place::new(file, range.start..range.start) }))
        }
        Ok(_) | Err(Stop) => Err(builder.problems),
    }
}

/// Reading cannot go on; the problem is told.
struct Stop;

struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    places: Positions<'a>,
    problems: Vec<Problem>,
    nodes: usize,
    limit: usize,
}

type Events<'a> = Parser<'a, saphyr_parser::StrInput<'a>>;

impl Builder<'_> {
    fn document(&mut self, events: &mut Events<'_>) -> Result<Option<Node>, Stop> {
        loop {
            let (event, span) = self.next(events)?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
                Event::StreamEnd | Event::DocumentEnd => return Ok(None),
                Event::Scalar(..) | Event::Alias(_) | Event::SequenceStart(..) | Event::MappingStart(..) | Event::SequenceEnd | Event::MappingEnd => {
                    let node = self.node(events, event, span, 0)?;
                    self.end(events)?;
                    return Ok(Some(node).filter(|node| !matches!(node.value, NodeValue::Null)));
                }
            }
        }
    }

    /// Nothing may follow the document: what stands there would be lost without a word.
    fn end(&mut self, events: &mut Events<'_>) -> Result<(), Stop> {
        loop {
            let (event, span) = self.next(events)?;
            if matches!(event, Event::DocumentStart(_)) {
                let place = self.place(span);
                self.problems.push(Problem::at(&place, ProblemKind::YamlSyntax { fault: YamlFault::SecondDocument }));
                return Err(Stop);
            }
            if matches!(event, Event::StreamEnd) {
                return Ok(());
            }
        }
    }

    fn next<'a>(&mut self, events: &mut Events<'a>) -> Result<(Event<'a>, Span), Stop> {
        match events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::empty(saphyr_parser::Marker::new(0, 1, 0)))),
        }
    }

    fn syntax(&mut self, error: &ScanError) -> Stop {
        let at = self.places.byte(error.marker().line(), error.marker().col());
        let problem = if error.info().contains("unknown anchor") {
            Problem::at(&Place::new(self.file, at..at + 1), ProblemKind::YamlAlias)
        } else {
            let (fault, range) = fault(self.places.text, at - self.places.offset, error.info());
            let is_false_blank = |fault: &YamlFault| matches!(fault, YamlFault::FalseBlank(_));
            let is_told = |problem: &Problem| matches!(&problem.kind, ProblemKind::YamlSyntax { fault } if is_false_blank(fault));
            if is_false_blank(&fault) && self.problems.iter().any(is_told) {
                return Stop; // the key in which the line begins with it was told
            }
            let range = range.start + self.places.offset..range.end + self.places.offset;
            Problem::at(&Place::new(self.file, range), ProblemKind::YamlSyntax { fault })
        };
        self.problems.push(problem);
        Stop
    }

    fn node<'a>(&mut self, events: &mut Events<'a>, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Stop> {
        let place = self.place(span);
        self.nodes += 1;
        if self.nodes > self.limit || depth > DEPTH_LIMIT {
            self.problems.push(Problem::at(&place, ProblemKind::YamlTooMuch { limit: self.limit }));
            return Err(Stop);
        }
        let value = match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, &place);
                scalar(&text, style)
            }
            Event::SequenceStart(anchor, _) => {
                self.refuse_anchor(anchor, &place);
                NodeValue::List(self.list(events, depth)?)
            }
            Event::MappingStart(anchor, _) => {
                self.refuse_anchor(anchor, &place);
                NodeValue::Map(self.map(events, depth)?)
            }
            Event::Alias(_) => {
                self.problems.push(Problem::at(&place, ProblemKind::YamlAlias));
                NodeValue::Null
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd | Event::SequenceEnd | Event::MappingEnd => {
                NodeValue::Null
            }
        };
        Ok(Node { value, place })
    }

    fn list(&mut self, events: &mut Events<'_>, depth: usize) -> Result<Vec<Node>, Stop> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next(events)?;
            if matches!(event, Event::SequenceEnd | Event::StreamEnd) {
                return Ok(items);
            }
            items.push(self.node(events, event, span, depth + 1)?);
        }
    }

    fn map(&mut self, events: &mut Events<'_>, depth: usize) -> Result<Vec<(String, Place, Node)>, Stop> {
        let mut entries: Vec<(String, Place, Node)> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        loop {
            let (event, span) = self.next(events)?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                return Ok(entries);
            }
            let key = self.node(events, event, span, depth + 1)?;
            let (event, span) = self.next(events)?;
            let value = self.node(events, event, span, depth + 1)?;
            let NodeValue::Scalar(name) = key.value else {
                self.problems.push(Problem::at(&key.place, ProblemKind::KeyNotText));
                continue;
            };
            if let Some(letter) = name.chars().find(|letter| is_false_blank(*letter)) {
                let fault = YamlFault::FalseBlank(letter);
                self.problems.push(Problem::at(&key.place, ProblemKind::YamlSyntax { fault }));
                continue;
            }
            match seen.entry(name.clone()) {
                Entry::Occupied(first) => {
                    let first_line = entries[*first.get()].1.line_column().0;
                    self.problems.push(Problem::at(&key.place, ProblemKind::DuplicateKey { key: name, first_line }));
                }
                Entry::Vacant(place) => {
                    place.insert(entries.len());
                    entries.push((name, key.place, value));
                }
            }
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, place: &Place) {
        if anchor != 0 {
            self.problems.push(Problem::at(place, ProblemKind::YamlAlias));
        }
    }

    fn place(&mut self, span: Span) -> Place {
        let start = self.places.byte(span.start.line(), span.start.col());
        let end = self.places.byte(span.end.line(), span.end.col());
        Place::new(self.file, start..end.max(start))
    }
}

/// Words of the parser, and the slip that they mean.
const SLIPS: &[(&str, YamlFault)] = &[
    ("tab", YamlFault::Tab),
    ("mapping values are not allowed", YamlFault::RunsOn),
    ("simple key expect ':'", YamlFault::NoColon),
    ("did not find expected key", YamlFault::Indentation),
    ("did not find expected '-' indicator", YamlFault::Indentation),
    ("wrongly indented", YamlFault::Indentation),
    ("block sequence entries are not allowed", YamlFault::DashBehindKey),
    ("invalid indentation in quoted scalar", YamlFault::OpenQuote),
    ("unexpected end of stream", YamlFault::OpenQuote),
    ("unexpected document indicator", YamlFault::OpenQuote),
    ("trailing content after double-quoted scalar", YamlFault::AfterQuote),
    ("while parsing a flow", YamlFault::Bracket),
    ("misplaced bracket", YamlFault::Bracket),
    ("illegal placement of ':'", YamlFault::Bracket),
    ("unexpected character", YamlFault::SpecialSign),
    ("while scanning an anchor", YamlFault::SpecialSign),
    ("did not find expected node content", YamlFault::SpecialSign),
    ("mapping keys are not allowed", YamlFault::SpecialSign),
    ("unknown escape character", YamlFault::Backslash),
    ("expected hexadecimal number", YamlFault::Backslash),
];

/// What slip of the author the parser's words mean at a place of the text, and where it is best shown.
#[allow(clippy::wildcard_enum_match_arm)] // what is not named here is shown where the parser stopped
fn fault(text: &str, at: usize, message: &str) -> (YamlFault, Range<usize>) {
    if let Some(mark) = merge_conflict(text) {
        return (YamlFault::MergeConflict, mark);
    }
    if let Some((letter, range)) = false_blank(text, at) {
        return (YamlFault::FalseBlank(letter), range);
    }
    let line_start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let before = text.get(line_start..at).unwrap_or_default();
    let slip = SLIPS.iter().find(|(words, _)| message.contains(words)).map(|(_, slip)| slip.clone());
    match slip.unwrap_or_else(|| YamlFault::Other(message.to_owned())) {
        YamlFault::RunsOn if before.contains(": ") => (YamlFault::ColonInText, at..at + 1),
        YamlFault::RunsOn => (YamlFault::RunsOn, line_start..at),
        YamlFault::Tab if !before.is_empty() && before.trim().is_empty() => (YamlFault::Tab, line_start..at),
        YamlFault::NoColon => (YamlFault::NoColon, last_line(text, line_start)),
        slip => (slip, at..at + 1),
    }
}

/// What looks like a blank in front of a line and is none: in the line in which the parser stopped, or one of the two above, where it went astray.
fn false_blank(text: &str, at: usize) -> Option<(char, Range<usize>)> {
    let line_of = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let (mut start, mut found) = (line_of(at), None);
    for _ in 0..3 {
        let line = text.get(start..).unwrap_or_default();
        let indent = line.find(|letter: char| !matches!(letter, ' ' | '\t') && !is_false_blank(letter)).and_then(|end| line.get(..end)).unwrap_or_default();
        if let Some((before, letter)) = indent.char_indices().find(|(_, letter)| is_false_blank(*letter)) {
            found = Some((letter, start + before..start + indent.len()));
        }
        if start == 0 {
            break;
        }
        start = line_of(start - 1);
    }
    found
}

/// Whether a letter is seen as a blank, or not at all, and YAML takes it for a letter.
fn is_false_blank(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, ' ' | '\t' | '\n' | '\r') || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Where git's first mark of a conflict stands.
fn merge_conflict(text: &str) -> Option<Range<usize>> {
    const MARK: &str = "<<<<<<<";
    let at = if text.starts_with(MARK) { 0 } else { text.find(&format!("\n{MARK}"))? + 1 };
    Some(at..at + MARK.len())
}

/// The last line with words on it that ends before a place.
fn last_line(text: &str, end: usize) -> Range<usize> {
    let lines = text.get(..end).unwrap_or(text).trim_end();
    let start = lines.rfind('\n').map_or(0, |newline| newline + 1);
    start..lines.len()
}

fn scalar(text: &str, style: ScalarStyle) -> NodeValue {
    let is_null = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null");
    if is_null { NodeValue::Null } else { NodeValue::Scalar(text.to_owned()) }
}

/// Turns the parser's lines and columns (in letters) into bytes of the file.
struct Positions<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    offset: usize,
    /// The place that was found last: line, column and byte. Counting goes on from there, or a list of thousands of values in one line would be counted from
    /// its beginning for each.
    last: (usize, usize, usize),
}

impl<'a> Positions<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        let line_starts = std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect();
        Self { text, line_starts, offset, last: (0, 0, 0) }
    }

    fn byte(&mut self, line: usize, column: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let (from_column, from) = match self.last {
            (last_line, last_column, byte) if last_line == line && last_column <= column => (last_column, byte),
            _ => (0, start),
        };
        let rest = self.text.get(from..).unwrap_or_default();
        let byte = from + rest.char_indices().nth(column - from_column).map_or(rest.len(), |(at, _)| at);
        self.last = (line, column, byte);
        self.offset + byte
    }
}
