//! The only author of paths, addresses and of what a QR code says. A printed code lives for decades; so does what is written here.

use blake3::Hash;

use super::track::Track;
use crate::catalogue::{Code, EntryId, FileForm, Host, Kind, Order, Settings};
use crate::lang::Lang;
use crate::media::{Form, Narration, Tile, VideoForm, file_name, tile_file};
use crate::qr;
use crate::qr::gs1::{DigitalLink, Gtin};
use crate::theme::Asset;

/// The addresses of one catalogue. Paths begin with `/` and are those of the website; files are paths in an output folder.
#[derive(Clone, Debug)]
pub struct Addresses {
    host: String,
    former_hosts: Vec<String>,
    /// Whether a host was asked for that answers `/Q/7K3F9/` only when there is a folder: those without rules, and Apache, which may have `MultiViews`.
    folders: bool,
}

/// Where pages lie whose addresses have no slash at the end: as printed, in lower case, and GS1 Digital Link URIs.
const WITHOUT_SLASH: [&str; 3] = ["Q/", "q/", "01/"];

impl Addresses {
    /// The addresses of a catalogue with these settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let needs_folders = |host: &Host| match host {
            Host::Plain | Host::Apache | Host::Netlify | Host::Cloudflare => true,
            Host::Nginx => false,
        };
        Self { host: settings.host.clone(), former_hosts: settings.former_hosts.clone(), folders: settings.hosts.iter().any(needs_folders) }
    }

    /// The same paths on another host.
    #[must_use]
    pub fn on(&self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self.clone() }
    }

    /// The host: `disan.example.vn`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
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

    /// The path that a page's file answers: `/vi/` of `vi/index.html`, `/Q/7K3F9` of `Q/7K3F9.html`. `None` when it is no page.
    #[must_use]
    pub fn path_of(file: &str) -> Option<String> {
        let page = file.strip_suffix(".html")?;
        let folder = if page == "index" { Some("") } else { page.strip_suffix("/index").map(|_| page.trim_end_matches("index")) };
        Some(format!("/{}", folder.unwrap_or(page)))
    }

    /// The second file of a page without a slash, `Q/7K3F9/index.html` of `Q/7K3F9.html`. Hosts that know no rules answer `/Q/7K3F9/` with it,
    /// and those that know only index files `/Q/7K3F9` too; where both files are, GitHub Pages and Cloudflare answer both without a redirect
    /// (github.com/slorber/trailing-slash-guide). `None` when the page is another one.
    #[must_use]
    pub fn folder_twin(file: &str) -> Option<String> {
        let page = file.strip_suffix(".html").filter(|page| WITHOUT_SLASH.iter().any(|folder| page.starts_with(folder)))?;
        (!page.ends_with("/index")).then(|| format!("{page}/index.html"))
    }

    /// Whether a file is such a second one.
    #[must_use]
    pub fn is_folder_twin(file: &str) -> bool {
        file.matches('/').count() == 2 && file.ends_with("/index.html") && WITHOUT_SLASH.iter().any(|folder| file.starts_with(folder))
    }

    /// The second files of these, where they are needed.
    #[must_use]
    pub fn folder_twins(&self, files: &[String]) -> Vec<String> {
        if self.folders { files.iter().filter_map(|file| Self::folder_twin(file)).collect() } else { Vec::new() }
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

    /// Where the number of a route's stop is typed or tapped: `/vi/routes/pho-co/keypad/`.
    #[must_use]
    pub fn keypad(&self, route: &EntryId, lang: &Lang) -> String {
        format!("/{lang}/{route}/keypad/")
    }

    /// The former addresses of an entry that went, each with where it leads now: its page, and the keypad of a route.
    #[must_use]
    pub fn former(&self, from: &EntryId, to: &EntryId, lang: &Lang) -> Vec<(String, String)> {
        let page = |id: &EntryId| self.entry(id, lang);
        let keypad = |id: &EntryId| if id.kind == Kind::Route { self.keypad(id, lang) } else { page(id) };
        let mut former = vec![(page(from), page(to))];
        former.extend((from.kind == Kind::Route).then(|| (keypad(from), keypad(to))));
        former
    }

    /// The places of a route for other programs, `/vi/routes/pho-co.gpx`; without a route all places, `/vi/catalogue.gpx`.
    #[must_use]
    pub fn track(&self, route: Option<&EntryId>, lang: &Lang, form: Track) -> String {
        let name = route.map_or_else(|| "catalogue".to_owned(), ToString::to_string);
        format!("/{lang}/{name}.{}", form.ending())
    }

    /// Where one searches: `/vi/search/`.
    #[must_use]
    pub fn search(&self, lang: &Lang) -> String {
        format!("/{lang}/search/")
    }

    /// A part of the list of everything, where that is too long for the search page, from 1: `/vi/search/2/`.
    #[must_use]
    pub fn search_part(&self, lang: &Lang, number: usize) -> String {
        format!("/{lang}/search/{number}/")
    }

    /// What phones fetch to keep a route, in a language: `/vi/routes/pho-co/pack.json`.
    #[must_use]
    pub fn pack(&self, route: &EntryId, lang: &Lang) -> String {
        format!("/{lang}/{route}/pack.json")
    }

    /// All of a route in one file, to be read without a network: `/routes/pho-co.zip`.
    #[must_use]
    pub fn take_away(&self, route: &EntryId) -> String {
        format!("/{route}.zip")
    }

    /// The service worker: `/sw.js`. Browsers ask for it under this address for as long as they remember the website.
    #[must_use]
    pub fn worker(&self) -> String {
        "/sw.js".to_owned()
    }

    /// What the service worker shows for a page that is not kept: `/offline/`.
    #[must_use]
    pub fn offline(&self) -> String {
        "/offline/".to_owned()
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

    /// A file of a photograph: `/media/sites/chua-cau/cau-jpg-760.webp` of `cau.jpg`. The photograph's own ending stays in the name: `cau.png` may lie
    /// beside it.
    #[must_use]
    pub fn picture(&self, id: &EntryId, file: &str, width: u32, form: Form) -> String {
        format!("/media/{id}/{}-{}", file.replace('.', "-"), file_name(width, form))
    }

    /// A narration: `/sound/sites/chua-cau/vi-1f0c8a3b52.mp3`. The name goes with the content.
    #[must_use]
    pub fn narration(&self, id: &EntryId, lang: &Lang, narration: &Narration) -> String {
        format!("{}{id}/{lang}-{}.mp3", self.sound(), short(&narration.hash))
    }

    /// Where everything is that can be heard: `/sound/`.
    #[must_use]
    pub fn sound(&self) -> String {
        "/sound/".to_owned()
    }

    /// The folder of a panorama's tiles: `/panoramas/sites/chua-cau/cau-jpg-1f0c8a3b52/`. The name goes with the content.
    #[must_use]
    pub fn panorama(&self, id: &EntryId, file: &str, hash: &Hash) -> String {
        format!("{}{id}/{}-{}/", self.panoramas(), file.replace('.', "-"), short(hash))
    }

    /// A tile of a panorama, in its folder: `/panoramas/sites/chua-cau/cau-jpg-1f0c8a3b52/1f0_0.jpg`.
    #[must_use]
    pub fn tile(&self, id: &EntryId, file: &str, hash: &Hash, tile: Tile) -> String {
        format!("{}{}", self.panorama(id, file, hash), tile_file(tile))
    }

    /// A video: `/videos/sites/chua-cau/le-hoi-1f0c8a3b52.mp4`. The name goes with the content.
    #[must_use]
    pub fn video(&self, id: &EntryId, file: &str, hash: &Hash, form: VideoForm) -> String {
        self.video_file(id, file, hash, form.ending())
    }

    /// The captions of a video: `/videos/sites/chua-cau/le-hoi-en-1f0c8a3b52.vtt` of `le-hoi.en.vtt`.
    #[must_use]
    pub fn captions(&self, id: &EntryId, file: &str, hash: &Hash) -> String {
        self.video_file(id, file, hash, "vtt")
    }

    fn video_file(&self, id: &EntryId, file: &str, hash: &Hash, ending: &str) -> String {
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name).replace('.', "-");
        format!("{}{id}/{name}-{}.{ending}", self.videos(), short(hash))
    }

    /// What messengers show beside a link to an entry: `/share/sites/chua-cau.jpg`.
    #[must_use]
    pub fn share_picture(&self, id: &EntryId) -> String {
        format!("/share/{id}.jpg")
    }

    /// A file that pages load: `/assets/page-1f0c8a3b52.js`. The name goes with the content.
    #[must_use]
    pub fn asset(&self, name: &str, asset: &Asset) -> String {
        let hash = short(&asset.hash);
        match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{}{stem}-{hash}.{ending}", self.assets()),
            None => format!("{}{name}-{hash}", self.assets()),
        }
    }

    /// Where all such files are: `/assets/`.
    #[must_use]
    pub fn assets(&self) -> String {
        "/assets/".to_owned()
    }

    /// Where all tiles of panoramas are: `/panoramas/`.
    #[must_use]
    pub fn panoramas(&self) -> String {
        "/panoramas/".to_owned()
    }

    /// Where all videos are, with their captions: `/videos/`.
    #[must_use]
    pub fn videos(&self) -> String {
        "/videos/".to_owned()
    }

    /// Where all pictures are: `/media/`.
    #[must_use]
    pub fn pictures(&self) -> String {
        "/media/".to_owned()
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

    /// What QR codes of an entry said that were printed while the website was at other hosts.
    pub fn former_code_links(&self, code: Code) -> impl Iterator<Item = String> {
        self.former_hosts.iter().map(move |host| qr::link(host, &code.to_string()))
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

    /// The files that a kind of host takes its rules from. nginx takes none from the website: its file is named in its own configuration, and
    /// lies where the rules themselves keep visitors out.
    #[must_use]
    pub fn host_files(host: Host) -> &'static [&'static str] {
        match host {
            Host::Plain => &[],
            Host::Nginx => &[".hosts/nginx.conf"],
            Host::Apache => &[".htaccess"],
            Host::Netlify | Host::Cloudflare => &["_redirects", "_headers"],
        }
    }

    /// The ledger as it was when this was published, for the next build to compare with. Nothing leads to it.
    #[must_use]
    pub fn ledger_file() -> &'static str {
        ".disan-ledger.yaml"
    }

    /// Whether a file's name is kept for the program's own files in an output folder.
    #[must_use]
    pub fn is_own_file(file: &str) -> bool {
        file.to_lowercase().starts_with(".disan-")
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

    /// Icons of pixels: for old browsers' tabs, for Apple's home screens, and for the manifest (two sizes, and one that may be cut round).
    #[must_use]
    pub fn pixel_icons(&self) -> [String; 5] {
        ["/favicon.ico", "/apple-touch-icon.png", "/icon-192.png", "/icon-512.png", "/icon-maskable-512.png"].map(str::to_owned)
    }

    /// What a browser needs to put the website on a home screen.
    #[must_use]
    pub fn manifest(&self) -> String {
        "/manifest.webmanifest".to_owned()
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

    /// The trial page for printers, in its folder among the orders.
    #[must_use]
    pub fn calibration_file() -> String {
        format!("{}/calibration.pdf", Self::order_folder("calibration"))
    }

    /// Where all orders are: `orders`.
    #[must_use]
    pub fn orders_folder() -> &'static str {
        "orders"
    }

    /// The folder of an order: `orders/nhan-che`.
    #[must_use]
    pub fn order_folder(name: &str) -> String {
        format!("{}/{name}", Self::orders_folder())
    }

    /// The file with all of an order: `orders/nhan-che/nhan-che.pdf`.
    #[must_use]
    pub fn order_file(&self, order: &Order, form: FileForm) -> String {
        let name = &order.wanted.name;
        format!("{}/{name}.{}", Self::order_folder(name), form.ending())
    }

    /// A single piece of an order: `orders/bien/7K3F9.dxf`; further pages are `7K3F9-2.svg`.
    #[must_use]
    pub fn order_piece(&self, order: &Order, code: Code, page: usize, form: FileForm) -> String {
        let number = if page == 0 { String::new() } else { format!("-{}", page + 1) };
        format!("{}/{code}{number}.{}", Self::order_folder(&order.wanted.name), form.ending())
    }

    /// The picture of a whole order.
    #[must_use]
    pub fn order_overview(&self, order: &Order) -> String {
        format!("{}/{}", Self::order_folder(&order.wanted.name), Self::order_overview_name())
    }

    /// The name of such pictures: what is on them is too small to scan.
    #[must_use]
    pub fn order_overview_name() -> &'static str {
        "overview.png"
    }

    /// The name of the file in which an order says where each of its symbols lies, for those who read its sheets back.
    #[must_use]
    pub fn order_places_name() -> &'static str {
        ".disan-places.json"
    }

    /// That file of an order.
    #[must_use]
    pub fn order_places(&self, order: &Order) -> String {
        format!("{}/{}", Self::order_folder(&order.wanted.name), Self::order_places_name())
    }

    /// The list of an order for the print shop.
    #[must_use]
    pub fn order_list(&self, order: &Order) -> String {
        format!("{}/list.csv", Self::order_folder(&order.wanted.name))
    }

    /// All plaques in one file.
    #[must_use]
    pub fn plaques_file(&self) -> String {
        "plaques.pdf".to_owned()
    }
}

/// So much of a hash that two files of one name never have the same.
fn short(hash: &Hash) -> String {
    hash.to_hex().chars().take(10).collect()
}
