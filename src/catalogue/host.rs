//! Who serves the website: the kinds of hosts that rules can be written for, and the names of hosts.

/// A kind of host, as `hosts` in `catalogue.yaml` names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Host {
    /// Any that serves files and knows no rules: GitHub Pages, GitLab Pages, a folder at a provider's.
    Plain,
    /// nginx: a file to include in its `server` block.
    Nginx,
    /// Apache or LiteSpeed, as at most providers: `.htaccess`.
    Apache,
    /// Netlify: `_redirects` and `_headers`.
    Netlify,
    /// Cloudflare Pages or Workers: `_redirects` and `_headers`.
    Cloudflare,
}

/// The words in `catalogue.yaml`.
pub(super) const WORDS: &[&str] = &["plain", "nginx", "apache", "netlify", "cloudflare"];

impl Host {
    /// The kind that a word of `catalogue.yaml` means.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word {
            "plain" => Some(Self::Plain),
            "nginx" => Some(Self::Nginx),
            "apache" => Some(Self::Apache),
            "netlify" => Some(Self::Netlify),
            "cloudflare" => Some(Self::Cloudflare),
            _ => None,
        }
    }

    /// The word in `catalogue.yaml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS[self as usize]
    }

    /// Whether the product's page opens behind a GS1 Digital Link with this lot or serial number, `/01/09521234543213/10/L26-11`: files alone cannot answer
    /// what is not known when the website is built.
    #[must_use]
    pub fn answers_qualifier(self, value: &str) -> bool {
        match self {
            Self::Plain => false,
            // answers `%2F` with 404 before any rule (`AllowEncodedSlashes`), which `.htaccess` cannot change
            Self::Apache => !value.contains('/'),
            Self::Nginx | Self::Netlify | Self::Cloudflare => true,
        }
    }
}

/// The name of a host in lower case, from `old.example.vn` or `https://old.example.vn/`. `None` when it is not a name and nothing else: a path
/// is refused, since a printed code is upper case, and paths on static hosts are not.
#[must_use]
pub fn host_name(text: &str) -> Option<String> {
    let name = text.strip_prefix("https://").unwrap_or(text);
    let name = name.strip_suffix('/').unwrap_or(name).to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (name.contains('.') && name.len() <= 253 && name.split('.').all(is_label)).then_some(name)
}
