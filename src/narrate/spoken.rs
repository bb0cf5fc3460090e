//! What is said of an entry: the narration that its author wrote, else its name, summary and story without all that is only for the eye.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::aloud::aloud;
use crate::catalogue::Entry;
use crate::diag::Place;
use crate::lang::Lang;

/// The text to be spoken in exactly this language, its paragraphs parted by blank lines, and where it stands. `None` when it is not written in it.
pub(super) fn spoken(entry: &Entry, lang: &Lang) -> Option<(String, Place)> {
    let (paragraphs, place) = match entry.narration_text(lang) {
        Some((text, place)) => (text.split("\n\n").map(str::to_owned).collect(), Place::new(&place.file, place.range.start..place.range.start)),
        None => story(entry, lang)?,
    };
    let sentences: Vec<String> = paragraphs.iter().map(|paragraph| ended(&aloud(paragraph, lang))).filter(|paragraph| !paragraph.is_empty()).collect();
    (!sentences.is_empty()).then(|| (sentences.join("\n\n"), place))
}

fn story(entry: &Entry, lang: &Lang) -> Option<(Vec<String>, Place)> {
    let text = |key: &str| entry.record.text(key)?.get(lang).cloned();
    let story = entry.record.prose("story")?.get(lang)?;
    let mut paragraphs = vec![text("name")?, text("summary")?];
    paragraphs.extend(plain(story.markdown()));
    Some((paragraphs, story.place_of(0..0)))
}

/// The paragraphs of a story that can be listened to: no tables, listings, pictures, footnotes and addresses of links.
#[allow(clippy::wildcard_enum_match_arm)] // what is not named here is not heard
pub(super) fn plain(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_STRIKETHROUGH;
    let mut paragraphs = vec![String::new()];
    let mut unsaid = 0;
    for event in Parser::new_ext(markdown, options) {
        let paragraph = paragraphs.last_mut();
        match event {
            Event::Start(tag) if is_for_the_eye(&tag) => unsaid += 1,
            Event::End(TagEnd::Table | TagEnd::CodeBlock | TagEnd::Image | TagEnd::FootnoteDefinition) => unsaid -= 1,
            Event::Text(words) | Event::Code(words) if unsaid == 0 => paragraph.into_iter().for_each(|paragraph| paragraph.push_str(&words)),
            Event::SoftBreak | Event::HardBreak => paragraph.into_iter().for_each(|paragraph| paragraph.push(' ')),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::HtmlBlock) | Event::Start(Tag::List(_)) => {
                paragraphs.push(String::new());
            }
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}

fn is_for_the_eye(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Table(_) | Tag::CodeBlock(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_))
}

/// With a full stop where a heading or an item has none: the voice falls, and pauses.
fn ended(paragraph: &str) -> String {
    let paragraph = paragraph.trim();
    if paragraph.ends_with(char::is_alphanumeric) { format!("{paragraph}.") } else { paragraph.to_owned() }
}
