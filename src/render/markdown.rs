//! Stories: Markdown to HTML that is safe to show.
//!
//! Links to entries (`/sites/chua-cau`) get the address in the page's language; links and pictures that lead nowhere are problems at their
//! place. The name of the entry is the page's only first heading, so the story's headings begin at the second level. Footnotes get names of
//! their own in each language, since a printed code's page holds several stories. pulldown-cmark escapes all text itself; only when an author
//! wrote raw HTML does the whole go through `ammonia`; links and pictures are not taken from raw HTML.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::nesting::Nesting;
use super::value::escaped;
use crate::catalogue::{EntryId, Prose};
use crate::diag::{Problem, ProblemKind};
use crate::lang::Lang;

/// Where links and pictures of a story may lead.
pub(super) trait Targets {
    /// The address of an entry, if there is one.
    fn entry(&self, id: &EntryId) -> Option<String>;
    /// A picture that the entry names under `pictures`: the attributes of its element but `alt`, as HTML.
    fn picture(&self, file: &str) -> Option<String>;
    /// The existing entry or picture nearest to what was written.
    fn nearest(&self, written: &str) -> Option<String>;
}

/// How many problems of one story are told: where there are thousands, one slip is behind them.
const PROBLEMS_OF_A_STORY: usize = 100;

/// The story as HTML.
pub(super) fn story(prose: &Prose, lang: &Lang, targets: &dyn Targets, problems: &mut Vec<Problem>) -> String {
    let markdown = prose.markdown();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_STRIKETHROUGH;
    let mut has_html = false;
    let told_before = problems.len();
    let mut events = Vec::new();
    let mut parser = Parser::new_ext(markdown, options).into_offset_iter();
    let mut nesting = Nesting::default();
    while let Some((event, range)) = parser.next() {
        nesting.enter(&event);
        if nesting.is_too_deep() {
            problems.push(Problem::at(&prose.place_of(range), ProblemKind::NestedTooDeeply { limit: Nesting::LIMIT }));
            return String::new(); // to clean what is nested thousands of times over takes minutes
        }
        if let Event::Start(Tag::Image { dest_url, title, .. }) = &event {
            let alt = words_of_picture(&mut parser);
            match targets.picture(dest_url) {
                Some(attributes) => events.push(Event::InlineHtml(picture(&attributes, &alt, title).into())),
                None => problems
                    .push(Problem::at(&prose.place_of(range), ProblemKind::MissingPicture { file: dest_url.to_string(), nearest: targets.nearest(dest_url) })),
            }
            continue;
        }
        if let Event::Html(text) | Event::InlineHtml(text) = &event {
            has_html = true;
            if loses_something(text) {
                problems.push(Problem::at(&prose.place_of(range.clone()), ProblemKind::HtmlRemoved));
            }
            if leads_somewhere(text) {
                events.push(Event::InlineHtml(without_links(text).into()));
                continue;
            }
        }
        let mut tell = |range: Range<usize>, kind| problems.push(Problem::at(&prose.place_of(range), kind));
        events.push(rewritten(event, range, lang, targets, &mut tell));
    }
    problems.truncate(told_before + PROBLEMS_OF_A_STORY);
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events.into_iter());
    if has_html { clean(&out) } else { out }
}

/// The story as paper shows it: its headings, each with the plain text of the paragraphs and list items under it. What stands before the first heading has an empty one.
#[allow(clippy::wildcard_enum_match_arm)] // paper shows words only
pub(super) fn sections(prose: &Prose) -> Vec<(String, Vec<String>)> {
    let mut sections: Vec<(String, Vec<String>)> = vec![Default::default()];
    let mut words = String::new();
    for event in Parser::new_ext(prose.markdown(), Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Paragraph | TagEnd::Item) if !words.trim().is_empty() => {
                let line = std::mem::take(&mut words).trim().to_owned();
                sections.last_mut().into_iter().for_each(|(_, lines)| lines.push(line.clone()));
            }
            Event::End(TagEnd::Heading(_)) => sections.push((std::mem::take(&mut words).trim().to_owned(), Vec::new())),
            _ => {}
        }
    }
    sections.retain(|(title, lines)| !title.is_empty() || !lines.is_empty());
    sections
}

#[allow(clippy::wildcard_enum_match_arm)] // what is not named here is left as it is
fn rewritten<'a>(event: Event<'a>, range: Range<usize>, lang: &Lang, targets: &dyn Targets, tell: &mut impl FnMut(Range<usize>, ProblemKind)) -> Event<'a> {
    match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => Event::Start(Tag::Heading { level: below_name(level), id, classes, attrs }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below_name(level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = link(link_type, dest_url, range, targets, tell);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::FootnoteReference(name) => Event::FootnoteReference(format!("note-{lang}-{name}").into()),
        Event::Start(Tag::FootnoteDefinition(name)) => Event::Start(Tag::FootnoteDefinition(format!("note-{lang}-{name}").into())),
        other => other,
    }
}

/// What stands between a picture's square brackets, without its marks.
fn words_of_picture<'a>(parser: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut words = String::new();
    let mut depth = 1;
    for (event, _) in parser {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::InlineHtml(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

fn picture(attributes: &str, alt: &str, title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) };
    format!("<img {attributes} alt=\"{}\"{title}>", escaped(alt))
}

fn below_name(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}

fn link<'a>(link_type: LinkType, to: CowStr<'a>, range: Range<usize>, targets: &dyn Targets, tell: &mut impl FnMut(Range<usize>, ProblemKind)) -> CowStr<'a> {
    if link_type == LinkType::Email || to.starts_with('#') {
        return to;
    }
    if let Some((scheme, _)) = to.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '?', '#'])) {
        if !["https", "http", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()) {
            tell(range, ProblemKind::UnsafeLink { to: to.to_string() });
        }
        return to;
    }
    let id = to.strip_prefix('/').and_then(|path| EntryId::parse(path.trim_end_matches('/')));
    if let Some(address) = id.as_ref().and_then(|id| targets.entry(id)) {
        address.into()
    } else {
        tell(range, ProblemKind::DanglingLink { to: to.to_string(), nearest: targets.nearest(&to) });
        to
    }
}

/// Whether a piece of raw HTML has a tag or an attribute that is not kept. Closing tags and comments are not counted.
fn loses_something(html: &str) -> bool {
    let html = html.trim();
    let counts = !html.starts_with("</") && !html.starts_with("<!--");
    let kept = without_links(html);
    counts && ['<', '='].into_iter().any(|sign| kept.matches(sign).count() < html.matches(sign).count())
}

/// Whether a piece of raw HTML has a link or a picture. They are written in Markdown: only there it is checked where they lead, and pictures of
/// other hosts are never loaded.
fn leads_somewhere(html: &str) -> bool {
    clean(html) != without_links(html)
}

fn without_links(html: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut cleaner = cleaner();
        cleaner.rm_tags(["a", "area", "img", "map"]);
        cleaner
    });
    CLEANER.clean(html).to_string()
}

fn clean(html: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);
    CLEANER.clean(html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::default();
    cleaner.add_generic_attributes(["id", "class", "lang"]).add_tag_attributes("img", ["srcset", "sizes", "loading", "decoding"]);
    cleaner.link_rel(None).url_relative(ammonia::UrlRelative::PassThrough);
    cleaner
}
