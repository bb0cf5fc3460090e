//! Finished pages taken apart into tags and what stands between them, and put together again. To a browser both are the same page.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// A piece of a page.
pub(super) enum Piece {
    /// A start tag.
    Start(Tag),
    /// An end tag, by its name.
    End(String),
    /// Anything else, as it is written.
    Text(String),
}

/// A start tag.
pub(super) struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    is_closed: bool,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The same tag with other attributes.
    pub(super) fn with(&self, attributes: Vec<(String, String)>) -> Self {
        Self { name: self.name.clone(), attributes, is_closed: self.is_closed }
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push_str("=\"");
                out.push_str(&value.replace('&', "&amp;").replace('"', "&quot;"));
                out.push('"');
            }
        }
        out.push_str(if self.is_closed { "/>" } else { ">" });
    }
}

/// Takes a page apart.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    drop(tokenizer.feed(&input));
    tokenizer.end();
    tokenizer.sink.pieces.into_inner()
}

/// Puts a page together.
pub(super) fn page(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Start(tag) => tag.write(&mut out),
            Piece::End(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Piece::Text(text) => out.push_str(text),
        }
    }
    out
}

#[derive(Default)]
struct Sink {
    pieces: RefCell<Vec<Piece>>,
    /// Whether what comes is a script or a style sheet, where nothing is written otherwise than it is.
    is_raw: Cell<bool>,
}

impl Sink {
    fn start(&self, tag: Tag) -> TokenSinkResult<()> {
        let raw = match tag.name.as_str() {
            "script" => Some(RawKind::ScriptData),
            "style" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        self.is_raw.set(matches!(raw, Some(RawKind::ScriptData | RawKind::Rawtext)));
        self.push(Piece::Start(tag));
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    fn push(&self, piece: Piece) {
        self.pieces.borrow_mut().push(piece);
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attributes = tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string())).collect();
                return self.start(Tag { name: tag.name.to_string(), attributes, is_closed: tag.self_closing });
            }
            Token::TagToken(tag) => {
                self.is_raw.set(false);
                self.push(Piece::End(tag.name.to_string()));
            }
            Token::CharacterTokens(text) if self.is_raw.get() => self.push(Piece::Text(text.to_string())),
            Token::CharacterTokens(text) => self.push(Piece::Text(text.replace('&', "&amp;").replace('<', "&lt;"))),
            Token::CommentToken(text) => self.push(Piece::Text(format!("<!--{text}-->"))),
            Token::DoctypeToken(_) => self.push(Piece::Text("<!doctype html>".to_owned())),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}
