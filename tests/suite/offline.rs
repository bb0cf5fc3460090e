//! What phones keep: pages that were visited, whole routes, newer versions of both; and the take-away, which needs no network at all. In Chromium, against a
//! server that can be cut off. Pages are known by their canonical address: a page that stands in for another has a heading too.

use std::collections::BTreeSet;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use crate::browser::{Browser, answer, browser, narrow};
use crate::html::Html;
use crate::project::{Project, built, root, small};

const ROUTE: &str = "/vi/routes/pho-co/";
const FIRST: &str = "/vi/sites/chua-cau/";
const SECOND: &str = "/vi/sites/hoi-quan/";
const FAR: &str = "/vi/products/muoi-ruong/";
const STORE: &str = "disan-1";

/// A route with two stops, the first with a photograph. The other entries are on no route and near nothing.
fn project() -> Project {
    let hall = "---
name: Hội quán
summary: Hội quán của người Hoa.
types: [architectural]
place: {latitude: 15.8775, longitude: 108.3300, precision: 50, addresses: [{text: {vi: phường Hội An, en: Hội An Ward}}]}
---
Chữ cũ.
";
    let project = small()
        .edit("content/sites/chua-cau/index.md", "rank:", "pictures: [{file: cau.jpg, alt: {vi: Chiếc cầu, en: The bridge}}]\nrank:")
        .file("content/sites/hoi-quan/index.md", hall)
        .file("content/sites/hoi-quan/index.en.md", "---\nname: Assembly hall\nsummary: An assembly hall.\n---\nOld words.\n")
        .file(
            "content/routes/pho-co.yaml",
            "name: {vi: Phố cổ, en: Old town}\nsummary: {vi: Hai nơi., en: Two places.}\nmode: walk\nstops: [{entry: sites/chua-cau}, {entry: sites/hoi-quan}]\n",
        );
    project.write("content/sites/chua-cau/cau.jpg", fs::read(root().join("content/products/che-dinh-tan-cuong-hao-dat/doi-che.jpg")).unwrap());
    project.build_web();
    project
}

/// The code of an entry.
fn code(project: &Project, entry: &str) -> String {
    let ledger = project.read("content/ledger.yaml");
    ledger.split_once(&format!(":\n  entry: {entry}\n")).unwrap().0.rsplit('\n').next().unwrap().to_owned()
}

/// A web server of a folder that can be cut off.
struct Network {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    public: PathBuf,
    /// How many more requests are answered.
    left: usize,
    asked: Vec<String>,
}

impl Network {
    fn of(project: &Project) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State { public: project.path("public"), left: usize::MAX, asked: Vec::new() }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { address, state }
    }

    /// After so many requests nobody answers.
    fn cut_after(&self, requests: usize) {
        self.state.lock().unwrap().left = requests;
    }

    fn cut(&self) {
        self.cut_after(0);
    }

    fn mend(&self) {
        self.cut_after(usize::MAX);
    }

    /// The paths that were asked for since the last call.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }

    fn open(&self, browser: &Browser, path: &str) {
        browser.goto(&format!("http://{}{path}", self.address));
    }
}

fn serve(stream: TcpStream, shared: &Mutex<State>) {
    let mut head = [0; 2048];
    let length = stream.peek(&mut head).unwrap_or_default();
    let path = String::from_utf8_lossy(&head[..length]).split(' ').nth(1).unwrap_or_default().to_owned();
    let public = {
        let mut state = shared.lock().unwrap();
        if state.left == 0 {
            return;
        }
        state.left -= 1;
        state.asked.push(path);
        state.public.clone()
    };
    drop(answer(stream, &public));
}

/// Waits until an expression of the page's script holds; it may be a promise. A minute at most: browsers start and end workers when it suits them.
fn until(browser: &Browser, holds: &str) {
    assert!((0..3).any(|_| comes_to_hold(browser, holds)), "never: {holds}, at {}", browser.run("return location.href"));
}

/// Whether it holds within twenty seconds.
fn comes_to_hold(browser: &Browser, holds: &str) -> bool {
    let script = format!(
        "const done = arguments[0], end = Date.now() + 20000;
        const look = async () => {{
            let value; try {{ value = await ({holds}); }} catch (error) {{ value = false; }}
            if (value || Date.now() > end) done(!!value); else setTimeout(look, 50);
        }};
        look();"
    );
    browser.wait_for(&script) == true
}

/// Opens a page until the worker answers for it. Where the machine is busy, its first start may fail; browsers try again at the next visit.
fn open_controlled(network: &Network, browser: &Browser, path: &str) {
    let is_controlled = |_| {
        network.open(browser, path);
        comes_to_hold(browser, "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller)")
    };
    assert!((0..3).any(is_controlled), "no worker answers for {path}");
}

fn is_kept(path: &str) -> String {
    format!("caches.match('{path}').then(kept => kept && kept.ok)")
}

/// The paths that are kept.
fn kept(browser: &Browser) -> BTreeSet<String> {
    let script =
        format!("const done = arguments[0]; caches.open('{STORE}').then(store => store.keys()).then(keys => done(keys.map(key => new URL(key.url).pathname)))");
    serde_json::from_value(browser.wait_for(&script)).unwrap()
}

/// Opens a page and waits until the worker has it, and its neighbours.
fn visit(network: &Network, browser: &Browser, path: &str, neighbour: &str) {
    open_controlled(network, browser, path);
    until(browser, &is_kept(path));
    until(browser, &is_kept(neighbour));
}

fn canonical(browser: &Browser) -> String {
    let url = browser.run("return document.querySelector('link[rel=canonical]').href");
    url.as_str().unwrap().strip_prefix("https://disan.example.vn").unwrap().to_owned()
}

fn words(browser: &Browser) -> String {
    browser.run("return document.body.innerText").as_str().unwrap().to_owned()
}

// ── what was seen ──

#[test]
fn a_visited_page_opens_without_a_network_with_its_picture() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    network.cut();
    network.open(&browser, FIRST);
    assert_eq!(canonical(&browser), FIRST);
    until(&browser, "document.querySelector('.hero picture img').naturalWidth > 0");
    // turned, the phone asks for another width
    let other = "new Promise(done => { const picture = new Image(); picture.onload = () => done(true); picture.onerror = () => done(false);
        picture.src = '/media/sites/chua-cau/cau-jpg-400.jpg'; })";
    until(&browser, other);
    assert_eq!(browser.run("return [...document.querySelectorAll('.tick, script')].length > 0"), true);
}

#[test]
fn a_scanned_page_opens_again_in_every_spelling_of_its_code() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    let code = code(&project, "sites/chua-cau");
    let lower = code.to_lowercase();
    network.open(&browser, &format!("/Q/{code}?utm=bien"));
    until(&browser, &is_kept(&format!("/Q/{code}")));
    network.cut();
    for path in [format!("/Q/{code}"), format!("/q/{lower}"), format!("/q/{lower}/"), format!("/Q/{code}/?a=b")] {
        network.open(&browser, &path);
        assert_eq!((canonical(&browser), browser.run("return location.pathname + location.search")), (FIRST.to_owned(), json!(path)));
        until(&browser, "document.querySelector('.hero picture img').naturalWidth > 0");
    }
}

#[test]
fn the_text_of_neighbours_is_kept_and_what_is_not_kept_says_so_in_both_languages() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    assert!(!kept(&browser).contains("/covers/sites/hoi-quan.svg"), "the text alone");
    network.cut();
    network.open(&browser, SECOND);
    assert_eq!(canonical(&browser), SECOND);
    network.open(&browser, FAR);
    assert_eq!((canonical(&browser), browser.run("return location.pathname")), ("/offline/".to_owned(), json!(FAR)));
    until(&browser, "document.querySelectorAll('[data-kept] li').length >= 2");
    let told = words(&browser);
    for told_of in ["Không có mạng", "No network", "Chùa Cầu – ", "Hội quán – "] {
        assert!(told.contains(told_of), "{told_of} in {told}");
    }
    assert_eq!(browser.run("return [...document.querySelectorAll('section[lang]')].map(section => section.lang)"), json!(["vi", "en"]));
    browser.click("[data-kept] a");
    until(&browser, "!document.querySelector('[data-kept]')");
}

#[test]
fn whoever_saves_data_gets_nothing_ahead() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    let saves = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": saves }));
    network.open(&browser, FIRST);
    until(&browser, &is_kept(FIRST));
    network.open(&browser, "/vi/about/");
    until(&browser, &is_kept("/vi/about/"));
    assert!(!kept(&browser).contains(SECOND));
    assert!(!network.asked().iter().any(|path| path == SECOND));
}

#[test]
fn an_error_is_not_kept_and_a_page_that_went_goes() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    network.open(&browser, "/vi/nowhere/");
    assert_eq!(canonical(&browser), "/404.html");
    assert!(!kept(&browser).contains("/vi/nowhere/"));
    fs::remove_file(project.path("public/vi/sites/hoi-quan/index.html")).unwrap();
    network.open(&browser, SECOND);
    assert_eq!(canonical(&browser), SECOND, "what is kept comes first");
    until(&browser, &format!("caches.match('{SECOND}').then(kept => !kept)"));
    network.open(&browser, SECOND);
    assert_eq!(canonical(&browser), "/404.html");
}

#[test]
fn the_worker_answers_for_this_website_alone() {
    let (project, other) = (project(), project());
    let (network, elsewhere, browser) = (Network::of(&project), Network::of(&other), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    browser.devtools("Page.setBypassCSP", json!({ "enabled": true })); // without it pages cannot even ask
    network.open(&browser, FIRST);
    let ask = |path: &str| {
        let script =
            format!("const done = arguments[0]; fetch('http://{}{path}', {{ mode: 'no-cors' }}).then(() => done(true), () => done(false))", elsewhere.address);
        browser.wait_for(&script)
    };
    assert_eq!(ask("/covers/sites/chua-cau.svg"), true);
    let hosts = format!("caches.keys().then(names => names.join() === '{STORE}')");
    until(&browser, &hosts);
    let foreign = format!(
        "const done = arguments[0]; caches.open('{STORE}').then(store => store.keys()).then(keys => done(keys.filter(key => new URL(key.url).origin !== location.origin).length))"
    );
    assert_eq!(browser.wait_for(&foreign), 0);
    elsewhere.cut();
    assert_eq!(ask(FIRST), false, "this page is kept, but that is another website");
}

#[test]
fn parts_of_files_come_from_what_is_kept_as_players_ask_for_them() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    let put = format!(
        "const done = arguments[0]; const bytes = Uint8Array.from({{ length: 1000 }}, (_, at) => at % 251);
        caches.open('{STORE}').then(store => store.put('/assets/tieng.mp3', new Response(bytes, {{ headers: {{ 'Content-Type': 'audio/mpeg' }} }}))).then(done)"
    );
    browser.wait_for(&put);
    network.cut();
    let ask = |range: &str| {
        let script = format!(
            "const done = arguments[0]; fetch('/assets/tieng.mp3', {{ headers: {{ Range: '{range}' }} }}).then(async answer => {{
                const bytes = new Uint8Array(await answer.arrayBuffer());
                done([answer.status, answer.headers.get('Content-Range'), bytes.length, bytes.length ? bytes[0] : -1, answer.headers.get('Content-Type')]);
            }})"
        );
        browser.wait_for(&script)
    };
    let mp3 = "audio/mpeg";
    assert_eq!(ask("bytes=0-1"), json!([206, "bytes 0-1/1000", 2, 0, mp3]));
    assert_eq!(ask("bytes=0-"), json!([206, "bytes 0-999/1000", 1000, 0, mp3]));
    assert_eq!(ask("bytes=900-"), json!([206, "bytes 900-999/1000", 100, 900 % 251, mp3]));
    assert_eq!(ask("bytes=10-99999"), json!([206, "bytes 10-999/1000", 990, 10, mp3]));
    assert_eq!(ask("bytes=-100"), json!([206, "bytes 900-999/1000", 100, 900 % 251, mp3]));
    assert_eq!(ask("bytes=-5000"), json!([206, "bytes 0-999/1000", 1000, 0, mp3]));
    for beyond in ["bytes=1000-", "bytes=-0"] {
        assert_eq!(ask(beyond), json!([416, "bytes */1000", 0, -1, mp3]), "{beyond}");
    }
    for whole in ["bytes=5-2", "bytes=0-1,5-6", "bytes=-", "lines=1-2"] {
        assert_eq!(ask(whole), json!([200, null, 1000, 0, mp3]), "{whole}");
    }
}

// ── newer versions ──

/// Builds anew with other words on the page of the second stop.
fn correct(project: &Project) {
    for (file, old, new) in [("index.md", "Chữ cũ.", "Chữ mới."), ("index.en.md", "Old words.", "New words.")] {
        let path = format!("content/sites/hoi-quan/{file}");
        project.write(&path, project.read(&path).replace(old, new));
    }
    project.build_web();
}

#[test]
fn a_corrected_text_arrives_at_the_next_contact_and_never_with_another_script() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    network.open(&browser, SECOND);
    // a new build with other words and another script; the old script is not published any more
    project.write("themes/default/scripts/moi.js", "window.moi = true;\n");
    correct(&project);
    network.cut();
    network.open(&browser, SECOND);
    assert!(words(&browser).contains("Chữ cũ.") && !words(&browser).contains("bản mới"));
    network.mend();
    network.open(&browser, SECOND);
    assert!(words(&browser).contains("Chữ cũ."), "what is kept comes first");
    assert_eq!(browser.run("return [!!document.querySelector('script[data-worker]').src, !!window.moi]"), json!([true, false]));
    until(&browser, "!document.querySelector('#newer a').hidden");
    assert!(words(&browser).contains("Trang này có bản mới"));
    browser.click("#newer a");
    until(&browser, "document.body.innerText.includes('Chữ mới.')");
    assert_eq!(browser.run("return [!!window.moi, document.querySelector('#newer a').hidden]"), json!([true, true]));
    // the first page is still the old one, with the old script
    network.cut();
    network.open(&browser, FIRST);
    assert_eq!((canonical(&browser), browser.run("return !!window.moi")), (FIRST.to_owned(), json!(false)));
    network.open(&browser, SECOND);
    assert_eq!((canonical(&browser), browser.run("return !!window.moi")), (SECOND.to_owned(), json!(true)));
    assert!(words(&browser).contains("Chữ mới."));
    let failed = browser.run("return performance.getEntriesByType('resource').filter(file => file.initiatorType === 'script' && !file.decodedBodySize).length");
    assert_eq!(failed, 0);
}

#[test]
fn files_that_nothing_names_any_more_go_with_the_worker_that_kept_them() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    let script = |browser: &Browser| kept(browser).into_iter().filter(|path| path.starts_with("/assets/page-")).collect::<Vec<String>>();
    let old = script(&browser);
    assert_eq!(old.len(), 1);
    project.write("themes/default/scripts/moi.js", "window.moi = true;\n");
    project.build_web();
    network.open(&browser, FIRST);
    until(&browser, "navigator.serviceWorker.getRegistration().then(known => known.waiting)");
    for path in kept(&browser).into_iter().filter(|path| path.ends_with('/') && path != "/offline/") {
        network.open(&browser, &path);
        until(
            &browser,
            &format!(
                "{}.then(() => fetch('{path}')).then(answer => answer.text()).then(async fresh => (await (await caches.match('{path}')).text()) === fresh)",
                is_kept(&path)
            ),
        );
    }
    assert_eq!(script(&browser).len(), 2, "the older worker still serves an open page");
    // a page that was left may still be held for going back, and its worker with it
    let is_taken_over = |_| {
        browser.goto("about:blank");
        network.open(&browser, FIRST);
        comes_to_hold(&browser, "navigator.serviceWorker.getRegistration().then(known => !known.waiting && known.active)")
    };
    assert!((0..3).any(is_taken_over), "the newer worker never takes over");
    until(&browser, &format!("caches.match('{}').then(kept => !kept)", old[0]));
}

#[test]
fn a_website_that_wants_nothing_kept_clears_phones_up() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    visit(&network, &browser, FIRST, SECOND);
    project.write("content/catalogue.yaml", project.read("content/catalogue.yaml") + "offline: false\n");
    project.build_web();
    let files: Vec<String> = project.files("public").into_iter().map(|(path, _)| path).collect();
    assert!(!files.iter().any(|path| path.starts_with("offline/") || path.ends_with("pack.json")));
    network.open(&browser, SECOND);
    let gone = "navigator.serviceWorker.getRegistrations().then(async all => !all.length && !(await caches.keys()).length)";
    until(&browser, "navigator.serviceWorker.getRegistration().then(known => known ? known.update().then(() => false) : true)");
    network.open(&browser, ROUTE);
    until(&browser, gone);
    assert_eq!(
        browser.run("return [document.querySelectorAll('[data-pack], [data-worker], #newer').length, document.querySelectorAll('.keep a[download]').length]"),
        json!([0, 1])
    );
    network.open(&browser, ROUTE);
    until(&browser, gone);
}

// ── a route that is kept ──

const TOLD: &str = "document.querySelector('.keep [role=status]').innerText";

/// The files of the route's pack.
fn pack(project: &Project) -> Vec<(String, u64)> {
    let pack: Value = serde_json::from_str(&project.read(&format!("public{ROUTE}pack.json"))).unwrap();
    pack["files"].as_array().unwrap().iter().map(|file| (file[0].as_str().unwrap().to_owned(), file[1].as_u64().unwrap())).collect()
}

fn keep(network: &Network, browser: &Browser) {
    open_controlled(network, browser, ROUTE);
    browser.click("[data-keep]");
    until(browser, &format!("{TOLD}.includes('Đã lưu')"));
}

#[test]
fn a_pack_lists_files_as_they_are_published_and_the_offer_tells_their_size() {
    let project = project();
    let files = pack(&project);
    for (path, bytes) in &files {
        let names = [path.trim_start_matches('/').to_owned(), format!("{}index.html", &path[1..]), format!("{}.html", &path[1..])];
        let found = names.iter().map(|name| project.path(&format!("public/{name}"))).find(|path| path.is_file());
        assert_eq!(fs::metadata(found.unwrap_or_else(|| panic!("{path}"))).unwrap().len(), *bytes, "{path}");
    }
    let code = code(&project, "sites/hoi-quan");
    for path in [ROUTE, FIRST, SECOND, "/vi/routes/pho-co/keypad/", &format!("/Q/{code}"), "/covers/sites/hoi-quan.svg"] {
        assert!(files.iter().any(|(file, _)| file == path), "{path} in {files:?}");
    }
    assert_eq!(files.iter().filter(|(file, _)| file.starts_with("/media/")).count(), 1, "one width of the photograph");
    let all: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    let page = Html::parse(&project.read(&format!("public{ROUTE}index.html")));
    let words: Vec<String> = page.all("[data-keep], .keep a[download]").map(crate::html::Element::text).collect();
    let megabytes = |bytes: u64| format!("{},{}", bytes.div_ceil(100_000) / 10, bytes.div_ceil(100_000) % 10);
    // the pages are weighed before they say what they weigh: two of them then grow by what they say
    assert!([all, all - 5_000].iter().any(|bytes| words[0] == format!("Lưu tuyến này vào máy (2 điểm, {} MB)", megabytes(*bytes))), "{words:?} {all}");
    let zip = fs::metadata(project.path("public/routes/pho-co.zip")).unwrap().len();
    assert_eq!(words[1], format!("Tải cả tuyến về máy tính (zip, {} MB)", megabytes(zip)));
}

#[test]
fn a_kept_route_is_heard_in_one_language_and_a_take_away_in_all() {
    for lang in ["vi", "en"] {
        let pack = built().read(&format!("public/{lang}/routes/binh-thuy-ninh-kieu/pack.json"));
        let pack: Value = serde_json::from_str(&pack).unwrap();
        let sound: Vec<&str> = pack["sound"].as_array().unwrap().iter().map(|file| file[0].as_str().unwrap()).collect();
        assert_eq!(sound.len(), 6, "the route and its stops: {sound:?}");
        assert!(sound.iter().all(|file| file.contains(&format!("/{lang}-"))), "{sound:?}");
    }
    let listed = Command::new("unzip").arg("-l").arg(built().path("public/routes/binh-thuy-ninh-kieu.zip")).output().unwrap();
    assert_eq!(String::from_utf8(listed.stdout).unwrap().matches(".mp3").count(), 12);
}

#[test]
fn a_kept_route_opens_wholly_without_a_network_and_can_be_removed() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    browser.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": "navigator.storage.persist = () => { window.asked = true; return Promise.resolve(true); }" }),
    );
    network.open(&browser, ROUTE);
    assert_eq!(browser.run("return !!window.asked"), false, "nobody is asked before the tap");
    keep(&network, &browser);
    assert_eq!(
        browser.run("return [!!window.asked, document.querySelector('.keep progress').hidden, document.querySelector('[data-drop]').hidden]"),
        json!([true, true, false])
    );
    network.cut();
    let pages: Vec<String> = pack(&project).into_iter().map(|(path, _)| path).filter(|path| path.ends_with('/') || path.starts_with("/Q/")).collect();
    assert_eq!(pages.len(), 7);
    for path in &pages {
        network.open(&browser, path);
        let expected = Html::parse(&project.read(&format!("public{}", if path.ends_with('/') { format!("{path}index.html") } else { format!("{path}.html") })));
        let link = expected.all("link[rel=canonical]").next().unwrap().attr("href").unwrap();
        assert_eq!(format!("https://disan.example.vn{}", canonical(&browser)), link, "{path}");
        until(&browser, "[...document.images].every(picture => picture.complete)");
        assert_eq!(browser.run("return [...document.querySelectorAll('.front img')].filter(picture => !picture.naturalWidth).length"), 0, "{path}");
    }
    network.open(&browser, &format!("{ROUTE}keypad/"));
    browser.click("#number");
    browser.type_text("2\n");
    until(&browser, &format!("location.pathname === '{SECOND}'"));
    assert_eq!(canonical(&browser), SECOND);
    network.open(&browser, ROUTE);
    until(&browser, &format!("{TOLD}.includes('Đã lưu')"));
    browser.click("[data-drop]");
    until(&browser, &format!("{TOLD}.includes('Đã xóa')"));
    let left = kept(&browser);
    assert!(!left.iter().any(|path| pages.contains(path) || path.starts_with("/media/") || path.ends_with("pack.json")), "{left:?}");
    network.open(&browser, SECOND);
    assert_eq!(canonical(&browser), "/offline/");
}

#[test]
fn what_was_cut_off_goes_on_where_it_was() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    network.open(&browser, "/vi/about/");
    until(&browser, &is_kept("/vi/about/"));
    network.open(&browser, ROUTE);
    until(&browser, &is_kept(SECOND));
    browser.run("localStorage.x = 1");
    network.cut_after(8);
    browser.click("[data-keep]");
    until(&browser, &format!("{TOLD}.includes('Mất mạng')"));
    let first: BTreeSet<String> = network.asked().into_iter().collect();
    network.mend();
    browser.run("dispatchEvent(new Event('online'))");
    until(&browser, &format!("{TOLD}.includes('Đã lưu')"));
    let second = network.asked();
    let all: BTreeSet<String> = pack(&project).into_iter().map(|(path, _)| path).collect();
    assert!(second.len() < all.len(), "{second:?}");
    assert!(all.iter().all(|path| first.contains(path) || second.contains(path)));
    assert!(kept(&browser).is_superset(&all));
}

#[test]
fn of_a_kept_route_only_what_changed_is_fetched_again() {
    let project = project();
    let (network, browser) = (Network::of(&project), browser(narrow()));
    keep(&network, &browser);
    correct(&project);
    browser.goto("about:blank");
    network.asked();
    network.open(&browser, ROUTE);
    until(&browser, &format!("{TOLD}.includes('Đã lưu')"));
    until(&browser, &format!("caches.match('{SECOND}').then(kept => kept.text()).then(text => text.includes('Chữ mới.'))"));
    // besides what the browser asks for of its own accord, and the drawing that the page shows, which might have been replaced
    let is_ours = |path: &String| path.ends_with('/') || ["/Q/", "/vi/", "/media/", "/assets/"].iter().any(|start| path.starts_with(start));
    let asked: BTreeSet<String> = network.asked().into_iter().filter(is_ours).collect();
    let code = code(&project, "sites/hoi-quan");
    assert_eq!(asked, [ROUTE, &format!("{ROUTE}pack.json"), SECOND, &format!("/Q/{code}")].map(str::to_owned).into());
}

#[test]
fn a_phone_without_room_is_told_and_a_browser_that_cannot_keep_too() {
    let project = project();
    let network = Network::of(&project);
    for (source, told) in [
        ("navigator.storage.estimate = () => Promise.resolve({ quota: 1000, usage: 990 })", "không đủ chỗ trống"),
        ("delete Navigator.prototype.serviceWorker", "không lưu trang được"),
    ] {
        let browser = browser(narrow());
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
        network.open(&browser, ROUTE);
        browser.run("const keep = document.querySelector('[data-keep]'); if (!keep.hidden) keep.click()");
        until(&browser, &format!("{TOLD}.includes('{told}')"));
    }
}

// ── the take-away ──

fn unpack(zip: &Path, folder: &Path) {
    let tested = Command::new("unzip").arg("-tq").arg(zip).output().expect("`tests/run` installs unzip");
    assert!(tested.status.success(), "{tested:?}");
    assert!(Command::new("unzip").arg("-q").arg(zip).arg("-d").arg(folder).status().unwrap().success());
}

#[test]
fn a_take_away_opens_by_a_double_click_wherever_it_lies() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("Tuyến Bình Thủy (bản 2)");
    unpack(&built().path("public/routes/binh-thuy-ninh-kieu.zip"), &folder);
    let top: BTreeSet<String> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(top, ["mo-trang-nay.html", "open-this-page.html", "web"].map(str::to_owned).into());
    let pages: Vec<PathBuf> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .map(|file| file.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    assert_eq!(pages.len(), 2 + 2 * 7, "the route, its keypad and five stops in two languages");
    let browser = browser(narrow());
    for page in &pages {
        check_links(page);
        browser.goto(&format!("file://{}", page.display()));
        until(&browser, "document.readyState === 'complete'");
        browser.run("document.querySelectorAll('img').forEach(picture => { picture.loading = 'eager' })");
        until(&browser, "[...document.images].every(picture => picture.complete)");
        assert_eq!(browser.run("return [...document.images].filter(picture => !picture.naturalWidth).length"), 0, "{}", page.display());
        assert_eq!(browser.run("return getComputedStyle(document.body).margin"), "0px", "{}: no style", page.display());
        browser.is_quiet_within("file:", &page.display().to_string());
    }
}

/// Every link of a page in the zip leads to a file in it, or says where on the web it leads.
fn check_links(page: &Path) {
    let html = Html::parse(&fs::read_to_string(page).unwrap());
    assert_eq!(html.all("link[rel=manifest]").count() + html.all("[data-pack]").count() + html.all("[data-worker]").count(), 0);
    for target in html.all("[href], [src]").flat_map(|element| [element.attr("href"), element.attr("src")]).flatten() {
        let is_elsewhere = ["https://", "http://", "data:", "geo:", "tel:", "mailto:", "#"].iter().any(|start| target.starts_with(start));
        if is_elsewhere || target.is_empty() {
            continue;
        }
        let file = page.parent().unwrap().join(target.split('#').next().unwrap());
        assert!(file.is_file(), "{}: {target}", page.display());
    }
}

#[test]
fn from_a_take_away_one_walks_by_links_keypad_and_ticks() {
    let place = tempfile::tempdir().unwrap();
    unpack(&built().path("public/routes/binh-thuy-ninh-kieu.zip"), place.path());
    let browser = browser(narrow());
    browser.goto(&format!("file://{}/mo-trang-nay.html", place.path().display()));
    browser.click(".editions a[hreflang=vi]");
    until(&browser, "document.querySelector('link[rel=canonical]').href.endsWith('/vi/routes/binh-thuy-ninh-kieu/')");
    browser.click(".stops > ol > li:nth-child(3) .tick");
    assert_eq!(browser.run("return document.querySelector('#told-visited b').innerText"), "1");
    browser.click(".opening a.button");
    until(&browser, "document.querySelector('#number')");
    assert_eq!(browser.run("return document.querySelector('#told-visited b').innerText"), "1");
    browser.click("#number");
    browser.type_text("4\n");
    until(&browser, "document.querySelector('link[rel=canonical]').href.endsWith('/vi/sites/kham-lon-can-tho/')");
    browser.click(".tongues a[lang=en]");
    until(&browser, "document.documentElement.lang === 'en'");
    assert_eq!(canonical(&browser), "/en/sites/kham-lon-can-tho/");
    browser.is_quiet_within("file:", "the take-away");
}

#[test]
fn a_take_away_has_the_same_bytes_however_it_was_built() {
    let first = project();
    let second = project();
    let output = second.disan(&["build", "--only", "web"]).env("RAYON_NUM_THREADS", "1").output().unwrap();
    assert!(output.status.success());
    for file in ["public/routes/pho-co.zip", "public/vi/routes/pho-co/pack.json", "public/en/routes/pho-co/pack.json", "public/sw.js"] {
        assert!(first.read_bytes(file) == second.read_bytes(file), "{file}");
    }
}

#[test]
fn the_worker_and_what_registers_it_are_small() {
    for (file, limit) in [("worker.js", 2048), ("scripts/offline.js", 1024), ("assets/keep.js", 2048)] {
        let text = fs::read_to_string(root().join("themes/default").join(file)).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        let mut child = Command::new("gzip").arg("-9c").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.join("\n").as_bytes()).unwrap();
        let bytes = child.wait_with_output().unwrap().stdout.len();
        assert!(bytes <= limit, "{file}: {bytes} bytes");
    }
}
