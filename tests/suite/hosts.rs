//! Every printed address on every kind of host: nginx and Apache themselves, and what the documents of the others say that they do.

use std::collections::BTreeMap;

use disan::catalogue::{Code, Host};
use disan::qr::gs1::{DigitalLink, Gtin};

use crate::project::{CATALOGUE, Project, committed, small};
use crate::servers::{Kind, Server};

const GTIN: &str = "09521234543213";
/// Asked for by the tests of one host and of all at once: with several, files of one lie before the rules of another.
const ALL: &str = "plain, nginx, apache, netlify, cloudflare";

/// The repository's own catalogue with a renamed entry, a retired code, a product of GS1 and a file of a search engine, built for these hosts.
fn site(hosts: &str) -> Project {
    let project = committed();
    let settings = project.read("content/catalogue.yaml");
    project.write("content/catalogue.yaml", format!("{settings}hosts: [{hosts}]\n"));
    let ledger = project.read("content/ledger.yaml");
    let [moved, retired] = [moved(), retired()];
    let lines = format!(
        "{moved}:\n  entry: sites/cau-cu\n  moved: sites/chua-cau\n{retired}:\n  entry: sites/cau-gay\n  retired: {{notice: {{vi: Cầu đã gãy., en: The bridge broke.}}}}\n"
    );
    project.write("content/ledger.yaml", format!("{ledger}{lines}"));
    project.write("static/media/cau.jpg", "ảnh");
    project.write("static/.well-known/security.txt", "Contact: mailto:bientap@disan.example.vn\n");
    project.build_web();
    project
}

fn moved() -> String {
    Code::hashed("sites/cau-cu").to_string()
}

fn retired() -> String {
    Code::hashed("sites/cau-gay").to_string()
}

/// The ledger's codes.
fn codes(project: &Project) -> Vec<String> {
    let ledger: serde_yaml::Mapping = serde_yaml::from_str(&project.read("content/ledger.yaml")).unwrap();
    let codes: Vec<String> = ledger.keys().map(|code| code.as_str().unwrap().to_owned()).collect();
    assert!(codes.len() > 40 && codes.contains(&moved()) && codes.contains(&retired()));
    codes
}

/// The paths of a code: as printed, in lower case, one in the other, each with and without a slash.
fn spellings(code: &str) -> Vec<String> {
    let lower = code.to_lowercase();
    let paths = [format!("/Q/{code}"), format!("/q/{lower}"), format!("/Q/{lower}"), format!("/q/{code}")];
    paths.into_iter().flat_map(|path| [path.clone(), format!("{path}/")]).collect()
}

/// Every second letter in lower case.
fn mixed(code: &str) -> String {
    code.char_indices().map(|(at, letter)| if at % 2 == 0 { letter.to_ascii_lowercase() } else { letter }).collect()
}

#[test]
fn every_printed_code_opens_at_once_in_every_spelling_on_nginx_and_apache() {
    for (kind, own) in [(Kind::Nginx, "nginx"), (Kind::Apache, "apache")] {
        for hosts in [own, ALL] {
            let project = site(hosts);
            let server = Server::start(kind, &project.path("public"));
            for code in codes(&project) {
                let page = project.read(&format!("public/Q/{code}.html"));
                let mut paths = spellings(&code);
                paths.extend([format!("/Q/{}", mixed(&code)), format!("/q/{}/", mixed(&code)), format!("/Q/{code}?utm=bien"), format!("/q/{code}/?a=b&c")]);
                for path in paths {
                    let answer = server.get(&path);
                    assert_eq!(answer.status, 200, "{kind:?} for {hosts}: {path} leads to {:?}", answer.target());
                    assert!(answer.body == page.as_bytes(), "{kind:?} for {hosts}: {path} is another page");
                    assert_eq!(answer.header("Content-Type").to_lowercase(), "text/html; charset=utf-8", "{path}");
                }
            }
            for unknown in ["/Q/00000", "/q/zzzzz/", "/Q/7K3F", "/Q/7K3F99", "/Q/Zz0zZ"] {
                assert_eq!(server.get(unknown).status, 404, "{kind:?}: {unknown}");
            }
        }
    }
}

/// The site on both servers, all hosts asked for.
fn both() -> [(Project, Server); 2] {
    [Kind::Nginx, Kind::Apache].map(|kind| {
        let project = site(ALL);
        let server = Server::start(kind, &project.path("public"));
        (project, server)
    })
}

#[test]
fn former_addresses_lead_to_the_entry_in_the_same_language() {
    for (_, server) in both() {
        for lang in ["vi", "en"] {
            for from in [format!("/{lang}/sites/cau-cu/"), format!("/{lang}/sites/cau-cu")] {
                let answer = server.get(&format!("{from}?utm=bien"));
                assert_eq!((answer.status, answer.target()), (301, format!("/{lang}/sites/chua-cau/?utm=bien")), "{:?}: {from}", server.kind);
                assert_eq!(server.get(&answer.target()).status, 200);
            }
        }
    }
}

#[test]
fn the_first_address_leads_to_the_language_that_the_browser_asks_for() {
    let wanted = [
        ("vi", "/vi/"),
        ("vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7", "/vi/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("en", "/en/"),
        ("EN-us", "/en/"),
        ("fr-FR, vi;q=0.5, en;q=0.3", "/vi/"),
        ("ko,en;q=0.5,vi;q=0.4", "/en/"),
        // none of ours: `eng` and `vie` are no tags of browsers, `vix` is another language
        ("ko", ""),
        ("vix,eno", ""),
        ("*", ""),
        ("", ""),
    ];
    for (project, server) in both() {
        for (header, home) in wanted {
            let answer = server.ask("/", &format!("Accept-Language: {header}"));
            assert!(answer.header("Vary").contains("Accept-Language"), "{:?}: {header:?}: {answer:?}", server.kind);
            if home.is_empty() {
                assert_eq!((answer.status, answer.body), (200, project.read("public/index.html").into_bytes()), "{:?}: {header:?}", server.kind);
            } else {
                assert_eq!((answer.status, answer.target().as_str()), (302, home), "{:?}: {header:?}", server.kind);
            }
        }
        assert_eq!(server.get("/").status, 200);
        assert_eq!(server.ask("/?a=b", "Accept-Language: vi").target(), "/vi/?a=b");
    }
}

#[test]
fn a_digital_link_opens_the_products_page_whatever_lot_and_programs_get_the_linkset() {
    for (project, server) in both() {
        let page = project.read(&format!("public/01/{GTIN}.html"));
        for below in ["", "/", "/10/LOT2026", "/10/LOT2026/21/12345678?17=271231", "/22/2A/10/A.B-1", "?lang=vi", "?linkType=pip"] {
            let answer = server.get(&format!("/01/{GTIN}{below}"));
            assert_eq!((answer.status, String::from_utf8(answer.body).unwrap()), (200, page.clone()), "{:?}: {below}", server.kind);
        }
        let linkset = project.read(&format!("public/01/{GTIN}.linkset.json"));
        let is_linkset = |path: &str, header: &str| {
            let answer = server.ask(path, header);
            assert_eq!((answer.status, answer.header("Content-Type").as_str()), (200, "application/linkset+json"), "{:?}: {path} {header}", server.kind);
            assert_eq!(answer.header("Access-Control-Allow-Origin"), "*", "{:?}: {path}", server.kind);
            assert_eq!(String::from_utf8(answer.body).unwrap(), linkset);
        };
        is_linkset(&format!("/01/{GTIN}.linkset.json"), "");
        is_linkset(&format!("/01/{GTIN}?linkType=linkset"), "");
        is_linkset(&format!("/01/{GTIN}/10/LOT?17=271231&linkType=linkset"), "");
        is_linkset(&format!("/01/{GTIN}/"), "Accept: application/linkset+json, application/json;q=0.5");
        assert!(server.get(&format!("/01/{GTIN}")).header("Vary").contains("Accept"), "{:?}", server.kind);
        assert_eq!(server.get("/01/00000000000000").status, 404);
        assert_eq!(server.get(&format!("/01/{}", &GTIN[1..])).status, 404);
    }
}

/// Apache as providers set it up: with `MultiViews`, which looks for endings itself, and without; any handling of what follows a file's name; and
/// without leave for directives beside those that rewriting needs, of which a single one would answer everything with 500.
#[test]
fn every_printed_address_opens_on_apache_however_the_provider_has_set_it_up() {
    for hosts in ["apache", ALL] {
        let project = site(hosts);
        let code = codes(&project).into_iter().find(|code| code.contains(char::is_alphabetic)).unwrap();
        let page = project.read(&format!("public/Q/{code}.html"));
        let product = project.read(&format!("public/01/{GTIN}.html"));
        let linkset = project.read(&format!("public/01/{GTIN}.linkset.json"));
        for options in ["FollowSymLinks", "FollowSymLinks MultiViews"] {
            for paths in ["Default", "On", "Off"] {
                let setup = format!("AllowOverride FileInfo Indexes\nOptions {options}\nAcceptPathInfo {paths}");
                let server = Server::apache(&project.path("public"), &setup);
                let opens = |path: &str, header: &str, body: &str| {
                    let answer = server.ask(path, header);
                    assert_eq!(answer.status, 200, "{hosts}: {setup}: {path} leads to {:?}", answer.target());
                    assert!(answer.body == body.as_bytes(), "{hosts}: {setup}: {path} is another page");
                };
                for path in spellings(&code).into_iter().chain([format!("/q/{}", mixed(&code)), format!("/Q/{}/", mixed(&code))]) {
                    opens(&path, "Accept: text/html,*/*;q=0.8", &page);
                }
                for below in ["", "/", "/10/LOT", "/10/LOT/", "/10/LOT/21/7?17=271231"] {
                    opens(&format!("/01/{GTIN}{below}"), "", &product);
                    opens(&format!("/01/{GTIN}{below}"), "Accept: application/linkset+json", &linkset);
                }
                opens("/vi/", "", &project.read("public/vi/index.html"));
                opens("/", "", &project.read("public/index.html"));
                let slash = server.get("/vi/sites/chua-cau");
                assert_eq!((slash.status, slash.target().as_str()), (301, "/vi/sites/chua-cau/"), "{setup}");
                let former = server.get("/vi/sites/cau-cu");
                assert_eq!((former.status, former.target().as_str()), (301, "/vi/sites/chua-cau/"), "{setup}");
                for hidden in ["/Q/00000", "/.disan-ledger.yaml", "/.disan-ledger", "/vi/nowhere"] {
                    assert_eq!(server.get(hidden).status, 404, "{setup}: {hidden}");
                }
            }
        }
    }
}

#[test]
fn no_redirect_leads_to_the_name_that_a_request_gives() {
    let all = ["/", "/vi", "/vi/sites/chua-cau", "/vi/sites/cau-cu", "/media", "/Q"];
    let language = "Accept-Language: vi";
    for (_, server) in both() {
        for forged in ["evil.example", "evil.example:80", "disan.example.vn.evil.example", "localhost.evil.example", "10.0.0.1", "[::1]", ""] {
            for path in all {
                let answer = server.ask_as(forged, path, language);
                let leads = answer.header("Location");
                let is_own = leads.is_empty() || leads.starts_with("https://disan.example.vn/") || leads.starts_with('/') && !leads.starts_with("//");
                assert!(is_own && !leads.contains("evil"), "{:?}: {forged}: {path} leads to {leads}", server.kind);
            }
        }
        // on a machine of one's own a trial stays there, under whatever name it is opened
        for own in ["127.0.0.1", "127.0.0.1:8085", "localhost:8085", "xa-thu.test", "may-chu", "disan.local:80"] {
            for (path, to) in [("/", "/vi/"), ("/vi/sites/chua-cau", "/vi/sites/chua-cau/"), ("/vi/sites/cau-cu/", "/vi/sites/chua-cau/")] {
                let leads = server.ask_as(own, path, language).header("Location");
                assert!(!leads.starts_with("https:") && leads.ends_with(to), "{:?}: {own}: {path} leads to {leads}", server.kind);
            }
        }
    }
}

/// Every sign that a lot can have, on the servers themselves: where one does not open, an order says so before anything is printed.
#[test]
fn a_lot_opens_on_each_host_that_takes_it() {
    for (_, server) in both() {
        let host = if server.kind == Kind::Nginx { Host::Nginx } else { Host::Apache };
        for sign in "!\"%&'()*+,-./:;<=>?_aZ0".chars() {
            let lot = format!("L{sign}1");
            let link = DigitalLink::product(Gtin::parse(GTIN).unwrap()).lot(&lot).unwrap().uri("");
            let answer = server.get(link.trim_start_matches("https://"));
            assert_eq!(answer.status == 200, host.answers_qualifier(&lot), "{host:?}: {lot}: {}", answer.status);
        }
    }
}

/// A catalogue whose product has a GTIN, on these hosts.
fn with_gtin(hosts: &str) -> Project {
    let project = small().edit("content/products/muoi-ruong.yaml", "group: food", &format!("group: food\ngtin: \"{GTIN}\""));
    project.write("content/catalogue.yaml", format!("{CATALOGUE}{hosts}\n"));
    project
}

#[test]
fn what_a_host_cannot_answer_is_not_printed() {
    let order = |more: &[&str]| {
        ["print", "products", "--as", "label", "--stock", "roll-100x150", "--gs1", "--messages", "en", "--name", "lo"]
            .iter()
            .chain(more)
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    for (hosts, lot, told) in [
        ("", "L26-11", Some("error[E0827]")),
        ("hosts: [plain]", "L26-11", Some("error[E0827]")),
        ("hosts: [apache]", "L26-11", None),
        ("hosts: [apache]", "L26/11", Some("error[E0827]")),
        ("hosts: [nginx]", "L26/11", None),
        ("hosts: [netlify]", "L26-11", None),
        ("hosts: [cloudflare]", "L26-11", None),
        ("hosts: [plain, nginx]", "L26-11", Some("warning[E0827]")),
    ] {
        let project = with_gtin(hosts);
        let arguments = order(&["--lot", lot]);
        let output = project.disan(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.success(), !told.is_some_and(|told| told.starts_with("error")), "{hosts}: {said}");
        assert_eq!(project.path("print/orders/lo/lo.pdf").exists(), output.status.success(), "{hosts}");
        assert_eq!(told.is_some_and(|told| said.contains(told)), said.contains("E0827"), "{hosts}: {said}");
        // without the lot the address opens everywhere
        project.succeeds(&order(&[]).iter().map(String::as_str).collect::<Vec<_>>());
    }
    // the same order in `catalogue.yaml`, and labels that were printed when the website was elsewhere
    let print = "print: [{name: lo, as: label, what: [products], stock: roll-100x150, link: gs1, lot: L26-11}]";
    let project = with_gtin(&format!("hosts: [nginx]\n{print}"));
    project.build();
    project.succeeds(&["verify"]);
    let project = project.edit("content/catalogue.yaml", "[nginx]", "[plain]");
    for verb in ["check", "build"] {
        assert!(project.fails(&[verb, "--lang", "en"], 1).contains("error[E0827]"), "{verb}");
    }
    let told = project.fails(&["verify", "print/orders/lo/lo.pdf", "--lang", "en"], 1);
    assert!(told.contains("error[E0827]") && told.contains("✗ print/orders/lo/lo.pdf"), "{told}");
}

#[test]
fn what_is_not_for_visitors_is_not_found_and_what_is_opens() {
    for (project, server) in both() {
        let not_found = project.read("public/404.html");
        for path in ["/vi/nowhere/", "/.disan-ledger.yaml", "/.disan-manifest", "/.hosts/nginx.conf", "/.htaccess", "/_redirects", "/_headers", "/vi/.x"] {
            let answer = server.get(path);
            assert_eq!((answer.status, String::from_utf8(answer.body).unwrap()), (404, not_found.clone()), "{:?}: {path}", server.kind);
        }
        assert_eq!(server.get("/.well-known/security.txt").status, 200, "{:?}", server.kind);
        assert_eq!(server.get("/vi/feed.atom").header("Content-Type"), "application/atom+xml", "{:?}", server.kind);
        let slash = server.get("/vi/sites/chua-cau");
        assert_eq!((slash.status, slash.target().as_str()), (301, "/vi/sites/chua-cau/"), "{:?}", server.kind);
        for path in ["/vi/", "/vi/sites/", "/en/sites/chua-cau/", "/covers/sites/chua-cau.svg", "/sitemap.xml"] {
            let answer = server.get(path);
            assert_eq!((answer.status, answer.header("Cache-Control").as_str()), (200, "max-age=600"), "{:?}: {path}", server.kind);
        }
        assert_eq!(server.get("/media/cau.jpg").header("Cache-Control"), "max-age=604800", "{:?}", server.kind);
        let (script, _) = project.files("public/assets").into_iter().find(|(file, _)| file.starts_with("page-")).unwrap();
        assert_eq!(server.get(&format!("/assets/{script}")).header("Cache-Control"), "max-age=31536000, immutable", "{:?}", server.kind);
        let worker = server.get("/sw.js");
        assert_eq!((worker.status, worker.header("Cache-Control").as_str()), (200, "no-cache"), "{:?}", server.kind);
        assert!(worker.header("Content-Type").contains("javascript"), "{worker:?}"); // browsers take it for nothing else
        assert_eq!(server.get("/routes/binh-thuy-ninh-kieu.zip").header("Content-Type"), "application/zip", "{:?}", server.kind);
        assert_eq!(server.get("/manifest.webmanifest").header("Content-Type"), "application/manifest+json", "{:?}", server.kind);
    }
}

#[test]
fn the_old_host_leads_every_printed_address_to_the_new_one() {
    let project = site("nginx, apache");
    project.succeeds(&["codes", "move-host", "disan.example.vn", "moi.example.vn"]);
    for kind in [Kind::Nginx, Kind::Apache] {
        let server = Server::start(kind, &project.path("old-host"));
        let mut paths: Vec<String> = codes(&project).iter().flat_map(|code| spellings(code)).collect();
        let lot = format!("/01/{GTIN}/10/LOT2026?17=271231");
        paths.extend(["/", "/vi/", "/en/sites/chua-cau/", "/vi/sites/cau-cu/", "/Q/7K3F9?utm=bien", &lot].map(str::to_owned));
        for path in paths {
            let answer = server.get(&path);
            assert_eq!((answer.status, answer.header("Location")), (301, format!("https://moi.example.vn{path}")), "{kind:?}");
        }
    }
}

/// A website's files by path, as a host that knows no rules has them.
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn of(project: &Project, folder: &str) -> Self {
        Self(project.files(folder).into_iter().collect())
    }

    fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path.trim_start_matches('/')).map(Vec::as_slice)
    }

    /// What a host answers that knows folders with an index file, and nothing else; it adds the slash by a redirect.
    fn by_index(&self, path: &str) -> Option<&[u8]> {
        let folder = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        self.get(path).or_else(|| self.get(&format!("{folder}index.html")))
    }

    /// What GitHub Pages and Cloudflare Pages answer at once: a page without its ending, a folder only behind a slash.
    fn at_once(&self, path: &str) -> Option<&[u8]> {
        if path.ends_with('/') { self.get(&format!("{path}index.html")) } else { self.get(path).or_else(|| self.get(&format!("{path}.html"))) }
    }

    /// What Netlify answers: the same, and it knows a page behind a slash as well.
    fn by_name(&self, path: &str) -> Option<&[u8]> {
        self.at_once(path).or_else(|| self.at_once(path.trim_end_matches('/'))).or_else(|| self.at_once(&format!("{path}/")))
    }
}

#[test]
fn hosts_without_rules_answer_codes_as_printed_and_in_lower_case_with_and_without_a_slash() {
    let project = site("plain");
    let files = Files::of(&project, "public");
    for code in codes(&project) {
        let page = project.read(&format!("public/Q/{code}.html"));
        for path in [format!("/Q/{code}"), format!("/Q/{code}/"), format!("/q/{}", code.to_lowercase()), format!("/q/{}/", code.to_lowercase())] {
            assert_eq!(files.by_index(&path), Some(page.as_bytes()), "{path}");
            assert_eq!(files.at_once(&path), Some(page.as_bytes()), "{path}");
        }
    }
    let former = files.by_index("/vi/sites/cau-cu/").unwrap();
    assert!(String::from_utf8_lossy(former).contains("url=/vi/sites/chua-cau/"));
}

#[test]
fn the_old_host_without_rules_leads_on_by_pages_without_a_script() {
    let project = site("plain");
    project.succeeds(&["codes", "move-host", "https://disan.example.vn/", "moi.example.vn", "--out", "cu"]);
    let files = Files::of(&project, "cu");
    let leads = |path: &str, target: &str| {
        for page in [files.by_index(path), files.at_once(path)] {
            let page = String::from_utf8_lossy(page.unwrap_or_else(|| panic!("{path}")));
            assert!(page.contains(&format!("content=\"0; url=https://moi.example.vn{target}\"")) && !page.contains("<script"), "{path}: {page}");
        }
    };
    for code in codes(&project) {
        for spelled in [format!("/Q/{code}"), format!("/q/{}", code.to_lowercase())] {
            leads(&spelled, &spelled);
            leads(&format!("{spelled}/"), &spelled);
        }
    }
    for path in ["/", "/vi/", "/en/sites/chua-cau/", "/vi/about/"] {
        leads(path, path);
    }
    leads(&format!("/01/{GTIN}"), &format!("/01/{GTIN}"));
    let lost = String::from_utf8_lossy(files.get("404.html").unwrap());
    assert!(lost.contains("href=\"https://moi.example.vn/\"") && lost.contains("location.pathname"), "{lost}");
}

/// One line of `_redirects`.
#[derive(Debug)]
struct Rule {
    from: String,
    query: Option<(String, String)>,
    to: String,
    status: u16,
    force: bool,
    language: Option<String>,
}

/// Reads `_redirects` as strictly as its documents describe it: nothing unknown may stand in it.
fn rules(text: &str) -> Vec<Rule> {
    text.lines().filter(|line| !line.starts_with('#')).map(rule).collect()
}

fn rule(line: &str) -> Rule {
    let mut words = line.split(' ').collect::<Vec<_>>();
    assert!(line.len() <= 1000 && words.iter().all(|word| !word.is_empty()), "{line}");
    let language = words.last().and_then(|last| last.strip_prefix("Language=")).map(str::to_owned);
    if language.is_some() {
        words.pop();
    }
    let status = words.pop().unwrap();
    let to = words.pop().unwrap().to_owned();
    let from = words.remove(0).to_owned();
    let query = words.pop().map(|pair| pair.split_once('=').unwrap()).map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert!(words.is_empty() && from.starts_with('/') && !from.trim_end_matches("/*").contains('*'), "{line}");
    assert!(to.starts_with('/') || to.starts_with("https://"), "{line}");
    let number: u16 = status.trim_end_matches('!').parse().unwrap();
    assert!([200, 301, 302].contains(&number), "{line}");
    Rule { from, query, to, status: number, force: status.ends_with('!'), language }
}

impl Rule {
    /// Where a path leads by this rule. A placeholder is everything up to the next slash, a star all that is left.
    fn target(&self, path: &str) -> Option<String> {
        let mut target = self.to.clone();
        let (pattern, splat) = match self.from.strip_suffix('*') {
            Some(pattern) => (pattern, true),
            None => (self.from.as_str(), false),
        };
        let mut rest = path;
        for (number, part) in pattern.split('/').enumerate() {
            if number > 0 {
                rest = rest.strip_prefix('/')?;
            }
            let piece = rest.split('/').next().unwrap();
            if let Some(name) = part.strip_prefix(':') {
                target = target.replace(&format!(":{name}"), piece);
                rest = (!piece.is_empty()).then(|| &rest[piece.len()..])?;
            } else if !(splat && part.is_empty()) {
                rest = (piece == part).then(|| &rest[piece.len()..])?;
            }
        }
        (splat || rest.is_empty()).then(|| target.replace(":splat", rest))
    }

    fn is_dynamic(&self) -> bool {
        self.from.contains([':', '*'])
    }
}

/// What a host answers: a file's bytes, or a redirect.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Got<'a> {
    Page(&'a [u8]),
    Redirect(u16, String),
    Nothing,
}

/// Netlify: forced rules, then files, then rules. A slash at the end is the same as none.
fn netlify<'a>(files: &'a Files, rules: &[Rule], path: &str, query: &str, language: &str) -> Got<'a> {
    let trimmed = |path: &str| if path == "/" { path.to_owned() } else { path.trim_end_matches('/').to_owned() };
    let fits = |rule: &Rule| {
        let has_query = rule.query.as_ref().is_none_or(|(key, value)| query.split('&').any(|pair| pair == format!("{key}={value}")));
        let speaks = rule.language.as_ref().is_none_or(|wanted| wanted == language);
        let pattern = Rule { from: trimmed(&rule.from), to: rule.to.clone(), query: None, language: None, ..*rule };
        // `/01/:gtin/*` is also `/01/:gtin`
        (has_query && speaks).then(|| pattern.target(&trimmed(path)).or_else(|| pattern.target(&format!("{}/", trimmed(path))))).flatten()
    };
    let found = rules.iter().find_map(|rule| Some((rule, fits(rule).filter(|_| rule.force || files.by_name(path).is_none())?)));
    follow(found, |target| files.by_name(target)).unwrap_or_else(|| files.by_name(path).map_or(Got::Nothing, Got::Page))
}

/// Cloudflare Pages: rules, then files. A slash counts.
fn cloudflare<'a>(files: &'a Files, rules: &[Rule], path: &str) -> Got<'a> {
    assert!(rules.iter().all(|rule| !rule.force && rule.query.is_none() && rule.language.is_none()), "this host does not know them");
    let found = rules.iter().find_map(|rule| Some((rule, rule.target(path)?)));
    // it answers `x.html` by a redirect to `x`
    follow(found, |target| files.at_once(target).filter(|_| !target.ends_with(".html"))).unwrap_or_else(|| files.at_once(path).map_or(Got::Nothing, Got::Page))
}

fn follow<'a>(found: Option<(&Rule, String)>, file: impl Fn(&str) -> Option<&'a [u8]>) -> Option<Got<'a>> {
    let (rule, target) = found?;
    Some(match rule.status {
        200 => file(&target).map_or(Got::Nothing, Got::Page),
        status => Got::Redirect(status, target),
    })
}

#[test]
fn every_address_opens_on_netlify_and_cloudflare_as_their_rules_are_documented() {
    for (hosts, is_netlify, is_cloudflare) in [("netlify", true, false), ("cloudflare", false, true), (ALL, true, true)] {
        let project = site(hosts);
        let files = Files::of(&project, "public");
        let rules = rules(&project.read("public/_redirects"));
        let all_get = |path: &str, wanted: &Got<'_>| {
            if is_netlify {
                assert_eq!(netlify(&files, &rules, path, "", "vi"), *wanted, "{hosts}: Netlify: {path}");
            }
            if is_cloudflare {
                assert_eq!(cloudflare(&files, &rules, path), *wanted, "{hosts}: Cloudflare: {path}");
            }
        };
        for code in codes(&project) {
            let page = project.read(&format!("public/Q/{code}.html"));
            for path in spellings(&code) {
                all_get(&path, &Got::Page(page.as_bytes()));
            }
        }
        let page = files.get(&format!("01/{GTIN}.html")).unwrap();
        for below in ["", "/10/LOT2026", "/10/LOT2026/21/12345678"] {
            all_get(&format!("/01/{GTIN}{below}"), &Got::Page(page));
        }
        all_get("/vi/nowhere/", &Got::Nothing);
        let led = Got::Redirect(301, "/vi/sites/chua-cau/".to_owned());
        for former in ["/vi/sites/cau-cu/", "/vi/sites/cau-cu"] {
            if is_cloudflare {
                assert_eq!(cloudflare(&files, &rules, former), led);
            } else {
                assert_eq!(netlify(&files, &rules, former, "", "vi"), led);
            }
        }
    }
}

#[test]
fn netlify_alone_knows_languages_and_linksets() {
    let project = site("netlify");
    let (files, rules) = (Files::of(&project, "public"), rules(&project.read("public/_redirects")));
    for (language, home) in [("vi", "/vi/"), ("en", "/en/")] {
        assert_eq!(netlify(&files, &rules, "/", "", language), Got::Redirect(302, home.to_owned()));
    }
    assert_eq!(netlify(&files, &rules, "/", "", "ko"), Got::Page(files.get("index.html").unwrap()));
    let linkset = files.get(&format!("01/{GTIN}.linkset.json")).unwrap();
    for path in [format!("/01/{GTIN}"), format!("/01/{GTIN}/10/LOT")] {
        assert_eq!(netlify(&files, &rules, &path, "linkType=linkset", "vi"), Got::Page(linkset), "{path}");
    }
}

#[test]
fn the_linksets_have_their_type_on_netlify_and_cloudflare() {
    for (hosts, path) in [("netlify", "/01/08938501234568.linkset.json"), ("cloudflare", "/01/*.linkset.json")] {
        let project = small().edit("content/products/muoi-ruong.yaml", "group: food", "group: food\ngtin: \"8938501234568\"");
        project.write("content/catalogue.yaml", format!("{CATALOGUE}hosts: [{hosts}]\n"));
        let headers = project.build_web().read("public/_headers");
        assert!(headers.contains(&format!("{path}\n  Content-Type: application/linkset+json\n")), "{hosts}: {headers}");
    }
}

#[test]
fn more_former_addresses_than_cloudflare_reads_still_lead_on() {
    let project = small();
    project.write("content/catalogue.yaml", format!("{CATALOGUE}hosts: [cloudflare]\n"));
    let former: BTreeMap<String, String> =
        (0..700).map(|number| (Code::hashed(&format!("pages/cu-{number}")).to_string(), format!("pages/cu-{number}"))).collect();
    let lines: String = former.iter().map(|(code, entry)| format!("{code}:\n  entry: {entry}\n  moved: sites/chua-cau\n")).collect();
    project.write("content/ledger.yaml", lines);
    project.build_web();
    let (files, rules) = (Files::of(&project, "public"), rules(&project.read("public/_redirects")));
    let (dynamic, fixed): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.is_dynamic());
    assert!(fixed.len() == 2000 && dynamic.len() <= 100, "{} and {}", fixed.len(), dynamic.len());
    assert!(rules.iter().skip_while(|rule| !rule.is_dynamic()).all(Rule::is_dynamic), "rules with a placeholder come last");
    for (code, entry) in &former {
        match cloudflare(&files, &rules, &format!("/vi/{entry}/")) {
            Got::Redirect(301, target) => assert_eq!(target, "/vi/sites/chua-cau/"),
            Got::Page(page) => assert!(String::from_utf8_lossy(page).contains("url=/vi/sites/chua-cau/")),
            other => panic!("{entry}: {other:?}"),
        }
        for path in [format!("/Q/{code}"), format!("/Q/{code}/"), format!("/q/{}", code.to_lowercase()), format!("/q/{}/", code.to_lowercase())] {
            assert!(matches!(cloudflare(&files, &rules, &path), Got::Page(_)), "{path}");
        }
    }
}

#[test]
fn nobody_asked_and_nothing_is_added() {
    let project = small();
    project.build_web();
    let files: Vec<String> = project.files("public").into_iter().map(|(path, _)| path).collect();
    for file in [".htaccess", "_redirects", "_headers", ".hosts/nginx.conf"] {
        assert!(!files.contains(&file.to_owned()), "{file}");
    }
    assert!(!files.iter().any(|file| file.to_lowercase().starts_with("q/") && file.matches('/').count() > 1), "{files:?}");
}

#[test]
fn files_put_by_hand_for_the_host_stay_through_builds_unchanged() {
    let icon = [0u8, 159, 146, 150, 255];
    let project = small().file("static/CNAME", "disan.example.vn\n").file("static/.nojekyll", "").file("static/google1a2b.html", "google-site-verification");
    project.write("static/tep/anh.ico", icon);
    for _ in 0..2 {
        let told = project.succeeds(&["build", "--only", "web", "--lang", "en"]);
        assert!(told.contains("3 entries"), "{told}");
        assert_eq!(project.read("public/CNAME"), "disan.example.vn\n");
        assert!(project.path("public/.nojekyll").is_file());
        assert_eq!(project.read("public/google1a2b.html"), "google-site-verification");
        assert_eq!(std::fs::read(project.path("public/tep/anh.ico")).unwrap(), icon);
    }
    std::fs::remove_file(project.path("static/CNAME")).unwrap();
    assert!(!project.build_web().path("public/CNAME").exists());
}

#[test]
fn a_file_put_by_hand_never_takes_the_place_of_an_output() {
    for file in ["index.html", "Robots.txt", "vi", "q", "vi/index.html/x", ".disan-manifest", ".disan-ledger.yaml", "sitemap.xml/x"] {
        let project = small().file(&format!("static/{file}"), "x");
        let told = project.fails(&["check", "--format", "short", "--lang", "en"], 1);
        assert!(told.contains("error[E0601]"), "{file}: {told}");
    }
    let project = small().file("static/.htaccess", "x");
    project.succeeds(&["check"]);
    project.write("content/catalogue.yaml", format!("{CATALOGUE}hosts: [apache]\n"));
    assert!(project.fails(&["check", "--lang", "en"], 1).contains("static/.htaccess"));
}

#[test]
fn the_folder_of_such_files_is_no_place_to_build_to() {
    let project = small().file("static/CNAME", "x");
    project.fails(&["build", "--public", "static/public"], 2);
    assert!(!project.path("static/public").exists());
}

#[test]
fn a_host_is_left_with_steps_and_a_list_of_plaques() {
    let project = small();
    project.build_web();
    project.succeeds(&["codes", "printed", "--batch", "Đợt 1", "sites/chua-cau", "--today", "2026-11-21"]);
    let before = project.files("content");
    let said = project.succeeds(&["codes", "move-host", "disan.example.vn", "moi.example.vn", "--lang", "en"]);
    assert_eq!(project.files("content"), before, "the catalogue is the author's");
    let code = Code::hashed("sites/chua-cau").to_string();
    for words in ["base_url: https://moi.example.vn", "former_hosts: [disan.example.vn]", "content/catalogue.yaml, line 3", "2026-11-21 Đợt 1", &code] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("muoi-ruong"), "what was not printed is not printed again: {said}");
    let listed = project.succeeds(&["codes", "move-host", "disan.example.vn", "moi.example.vn", "--format", "json"]);
    let plaque: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(plaque, serde_json::json!({"code": code, "entry": "sites/chua-cau", "printed": [{"batch": "Đợt 1", "date": "2026-11-21"}]}));
    // what it said to write makes the build pass, and the command may be run again afterwards
    let project = project.edit("content/catalogue.yaml", "https://disan.example.vn", "https://moi.example.vn");
    assert!(project.fails(&["build", "--only", "web", "--lang", "en"], 1).contains("error[E0428]"), "printed codes name a host that nobody looks after");
    let project = project.edit("content/catalogue.yaml", "publisher:", "former_hosts: [disan.example.vn]\npublisher:");
    project.build_web();
    let said = project.succeeds(&["codes", "move-host", "disan.example.vn", "moi.example.vn", "--lang", "vi"]);
    assert!(said.contains("có đủ hai dòng này") && said.contains("Đợt 1"), "{said}");
}

#[test]
fn a_host_that_the_catalogue_never_had_is_not_left() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "former_hosts: [cu.example.vn]\npublisher:");
    let refused: [(&[&str], &str); 6] = [
        (&["disan.example.vn", "disan.example.vn"], "both"),
        (&["khac.example.vn", "moi.example.vn"], "never was at"),
        (&["cu.example.vn", "moi.example.vn"], "is at `disan.example.vn` now"),
        (&["disan.example.vn/q", "moi.example.vn"], "name two hosts"),
        (&["disan.example.vn", "moi"], "name two hosts"),
        (&["disan.example.vn", "moi.example.vn;"], "name two hosts"),
    ];
    for (hosts, why) in refused {
        let said = project.fails(&[&["codes", "move-host", "--lang", "en"], hosts].concat(), 2);
        assert!(said.contains(why), "{hosts:?}: {said}");
        assert!(!project.path("old-host").exists());
    }
    project.succeeds(&["codes", "move-host", "cu.example.vn", "disan.example.vn"]);
    project.fails(&["codes", "move-host", "cu.example.vn", "disan.example.vn", "--out", "content/cu"], 2);
}
