//! How deeply a story is nested. Cleaning HTML takes the square of it, and browsers stop at some hundred levels.

use pulldown_cmark::Event;

/// How many lists, quotes and elements of raw HTML are open.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    markdown: usize,
    html: usize,
}

/// Elements that hold nothing, and such as the next one closes: left open they nest nothing.
const NEVER_OPEN: [&str; 24] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody",
    "td", "th", "tr",
];

impl Nesting {
    /// The most levels of a story; people write five.
    pub(super) const LIMIT: usize = 100;

    /// Goes on by one event.
    #[allow(clippy::wildcard_enum_match_arm)] // all others nest nothing
    pub(super) fn enter(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(_) => self.markdown += 1,
            Event::End(_) => self.markdown = self.markdown.saturating_sub(1),
            Event::Html(html) | Event::InlineHtml(html) => self.enter_html(html),
            _ => {}
        }
    }

    /// Whether there are more levels than a story may have.
    pub(super) fn is_too_deep(&self) -> bool {
        self.markdown + self.html > Self::LIMIT
    }

    fn enter_html(&mut self, html: &str) {
        for tag in html.split('<').skip(1) {
            let is_end = tag.starts_with('/');
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
            if name.is_empty() || NEVER_OPEN.contains(&name.as_str()) {
                continue;
            }
            self.html = if is_end { self.html.saturating_sub(1) } else { self.html + 1 };
            if self.is_too_deep() {
                return;
            }
        }
    }
}
