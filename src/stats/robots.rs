//! Programs that read pages without anybody looking: search engines, link previews of messengers, monitoring, tools.
//!
//! What people look at pages with names itself `Mozilla/5.0 …`, in the apps of Zalo and Facebook too, or `Opera/9.80 …` (Opera Mini). Programs
//! that do the same have one of some words in their names. A program that hides cannot be told from a visitor.

use memchr::memmem::Finder;

/// In lower case. `bot` is looked for apart: CUBOT makes telephones.
const WORDS: [&[u8]; 33] = [
    b"crawl",
    b"spider",
    b"slurp",
    b"facebookexternalhit",
    b"facebookcatalog",
    b"meta-external",
    b"whatsapp/",
    b"preview",
    b"zalo/",
    b"skypeuri",
    b"scrap",
    b"fetch",
    b"archiver",
    b"monitor",
    b"uptime",
    b"pingdom",
    b"statuscake",
    b"site24x7",
    b"checkly",
    b"healthcheck",
    b"datadog",
    b"headless",
    b"phantomjs",
    b"lighthouse",
    b"pagespeed",
    b"gtmetrix",
    b"ptst/",
    b"validator",
    b"google-",
    b"googleother",
    b"mediapartners",
    b"-user/",
    b"://",
];

/// Knows them by their names.
pub(super) struct Robots {
    bot: Finder<'static>,
    words: Vec<Finder<'static>>,
}

impl Robots {
    pub(super) fn new() -> Self {
        Self { bot: Finder::new(b"bot"), words: WORDS.iter().map(Finder::new).collect() }
    }

    /// Whether a program of this name reads for itself.
    pub(super) fn has(&self, agent: &[u8]) -> bool {
        if ![&b"Mozilla/"[..], b"Opera/"].iter().any(|begin| agent.starts_with(begin)) {
            return true;
        }
        let name = agent.to_ascii_lowercase();
        let is_bot = self.bot.find_iter(&name).any(|at| !name[..at].ends_with(b"cu"));
        is_bot || self.words.iter().any(|word| word.find(&name).is_some())
    }
}
