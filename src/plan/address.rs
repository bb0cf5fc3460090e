//! The only author of paths, addresses and of what a QR code says. A printed code lives for decades; so does what is written here.

use crate::catalogue::{Code, EntryId, Kind, Settings};
use crate::lang::Lang;
use crate::qr;
use crate::qr::gs1::{DigitalLink, Gtin};

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

    /// Where a code is typed, and found in a list: `/q/`.
    #[must_use]
    pub fn find(&self) -> String {
        "/q/".to_owned()
    }

    /// The list of the codes that begin with a character: `/q/7.html`. The ending is written, since the list is opened from pages only and
    /// must open on every host.
    #[must_use]
    pub fn find_part(&self, first: char) -> String {
        format!("/q/{}.html", first.to_ascii_lowercase())
    }

    /// The files of a page that finds codes, in both spellings, as those of the codes' own pages.
    #[must_use]
    pub fn find_files(&self, first: Option<char>) -> [String; 2] {
        match first {
            Some(first) => [format!("Q/{first}.html"), format!("q/{}.html", first.to_ascii_lowercase())],
            None => ["Q/index.html".to_owned(), "q/index.html".to_owned()],
        }
    }

    /// The GS1 Digital Link URI of a product, in its canonical form: `https://disan.example.vn/01/09521234543213`.
    #[must_use]
    pub fn digital_link(&self, gtin: Gtin) -> String {
        DigitalLink::product(gtin).uri(&self.host)
    }

    /// The path of a Digital Link URI: `/01/09521234543213`.
    #[must_use]
    pub fn digital_link_path(&self, gtin: Gtin) -> String {
        format!("/01/{gtin}")
    }

    /// What lists the pages of a product for programs: `/01/09521234543213.linkset.json`.
    #[must_use]
    pub fn linkset(&self, gtin: Gtin) -> String {
        format!("{}.linkset.json", self.digital_link_path(gtin))
    }

    /// The files of a Digital Link URI: the page that stands there, and the linkset beside it.
    #[must_use]
    pub fn digital_link_files(&self, gtin: Gtin) -> [String; 2] {
        [format!("01/{gtin}.html"), Self::file_of(&self.linkset(gtin))]
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

    /// All plaques in one file.
    #[must_use]
    pub fn plaques_file(&self) -> String {
        "plaques.pdf".to_owned()
    }
}
