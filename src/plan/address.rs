//! The only author of paths, addresses and of what a QR code says. A printed code lives for decades; so does what is written here.

use crate::catalogue::{Code, EntryId, Kind, Settings};
use crate::lang::Lang;
use crate::qr;

/// The addresses of one catalogue. Paths begin with `/` and are those of the website; files are paths in an output folder.
#[derive(Clone, Debug)]
pub struct Addresses {
    host: String,
}

impl Addresses {
    /// The addresses of a catalogue with these settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { host: settings.host.clone() }
    }

    /// The whole address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.host)
    }

    /// The file that a path is published as.
    #[must_use]
    pub fn file_of(path: &str) -> String {
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// A language's first page: `/vi/`.
    #[must_use]
    pub fn home(&self, lang: &Lang) -> String {
        format!("/{lang}/")
    }

    /// A list of entries: `/vi/sites/`.
    #[must_use]
    pub fn list(&self, kind: Kind, lang: &Lang) -> String {
        format!("/{lang}/{}/", kind.folder())
    }

    /// An entry: `/vi/sites/chua-cau/`.
    #[must_use]
    pub fn entry(&self, id: &EntryId, lang: &Lang) -> String {
        format!("/{lang}/{id}/")
    }

    /// The page about the publisher: `/vi/about/`.
    #[must_use]
    pub fn about(&self, lang: &Lang) -> String {
        format!("/{lang}/about/")
    }

    /// What is new: `/vi/feed.atom`.
    #[must_use]
    pub fn feed(&self, lang: &Lang) -> String {
        format!("/{lang}/feed.atom")
    }

    /// The cover of an entry: `/covers/sites/chua-cau.svg`.
    #[must_use]
    pub fn cover(&self, id: &EntryId) -> String {
        format!("/covers/{id}.svg")
    }

    /// A picture of an entry: `/media/sites/chua-cau/cau.jpg`.
    #[must_use]
    pub fn picture(&self, id: &EntryId, file: &str) -> String {
        format!("/media/{id}/{file}")
    }

    /// The path behind a code: `/Q/7K3F9`.
    #[must_use]
    pub fn code(&self, code: Code) -> String {
        format!("/Q/{code}")
    }

    /// What the QR code of an entry says: `https://DISAN.EXAMPLE.VN/Q/7K3F9`.
    #[must_use]
    pub fn code_link(&self, code: Code) -> String {
        qr::link(&self.host, &code.to_string())
    }

    /// The address of a code as people read and type it: `disan.example.vn/Q/7K3F9`.
    #[must_use]
    pub fn code_words(&self, code: Code) -> String {
        format!("{}{}", self.host, self.code(code))
    }

    /// The files of a code's page: as it is printed, and in lower case for those who type it. Static hosts answer `/Q/7K3F9` with
    /// `Q/7K3F9.html` at once; a folder would cost a redirect. On a disk without upper and lower case the two are one file with the same bytes.
    #[must_use]
    pub fn code_files(&self, code: Code) -> [String; 2] {
        [format!("Q/{code}.html"), format!("q/{}.html", code.to_string().to_lowercase())]
    }

    /// The choice of language.
    #[must_use]
    pub fn root_file(&self) -> String {
        "index.html".to_owned()
    }

    /// What hosts show when a page is not there.
    #[must_use]
    pub fn not_found_file(&self) -> String {
        "404.html".to_owned()
    }

    /// The sitemap.
    #[must_use]
    pub fn sitemap_file(&self) -> String {
        "sitemap.xml".to_owned()
    }

    /// The picture on a browser's tab: `/icon.svg`.
    #[must_use]
    pub fn icon(&self) -> String {
        "/icon.svg".to_owned()
    }

    /// Rules for search engines.
    #[must_use]
    pub fn robots_file(&self) -> String {
        "robots.txt".to_owned()
    }

    /// The files of a plaque: PDF, SVG and PNG.
    #[must_use]
    pub fn plaque_files(&self, code: Code) -> [String; 3] {
        ["pdf", "svg", "png"].map(|ending| format!("plaques/{code}.{ending}"))
    }

    /// The files of a code's symbol alone: PDF, SVG, PNG and DXF.
    #[must_use]
    pub fn symbol_files(&self, code: Code) -> [String; 4] {
        ["pdf", "svg", "png", "dxf"].map(|ending| format!("symbols/{code}.{ending}"))
    }

    /// The files of a code's symbol in a style: PDF, SVG and PNG.
    #[must_use]
    pub fn styled_symbol_files(&self, code: Code, style: &str) -> [String; 3] {
        ["pdf", "svg", "png"].map(|ending| format!("symbols/{code}-{style}.{ending}"))
    }

    /// The files of a symbol that leads to no entry: PDF, SVG, PNG and DXF.
    #[must_use]
    pub fn own_symbol_files(&self, name: &str) -> [String; 4] {
        ["pdf", "svg", "png", "dxf"].map(|ending| format!("symbols/{name}.{ending}"))
    }

    /// All plaques in one file.
    #[must_use]
    pub fn plaques_file(&self) -> String {
        "plaques.pdf".to_owned()
    }
}
