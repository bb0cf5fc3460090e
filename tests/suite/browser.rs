//! The finished pages in Chromium, on the narrow screen of a telephone: width, console, requests, accessibility, languages, keyboard.
//!
//! `browser` opens a browser of its own for a test; it closes with the value. All share one chromedriver and one web server, which answers as
//! static hosts do.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::project::{built, root};

#[test]
fn every_page_fits_narrow_screens_without_an_error_or_a_request_to_another_host() {
    let browser = browser(narrow());
    let pages = pages();
    assert!(pages.len() > 150);
    for page in &pages {
        browser.open(page);
        for width in [360, 320] {
            browser.is_wide(width); // 320 is 1280 px at 400 %: WCAG 2.2, 1.4.10
            assert_eq!(browser.run("return [innerWidth, document.documentElement.scrollWidth]"), json!([width, width]), "{page} scrolls sideways");
            assert_eq!(browser.run(CUT), json!([]), "{page} cuts text off, {width} wide");
        }
        browser.is_quiet(page);
    }
}

/// Text that reaches out of a box which hides what does.
const CUT: &str = "const hides = box => getComputedStyle(box).overflow !== 'visible';
    const reaches = (inner, outer) => inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1);
    const cut = [];
    for (const one of document.querySelectorAll('main *')) {
        const texts = [...one.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
        for (let box = texts.length && one.checkVisibility() ? one : null; box; box = box.parentElement) {
            const range = document.createRange();
            range.selectNodeContents(one);
            if (box.tagName !== 'HTML' && hides(box) && reaches(range.getBoundingClientRect(), box.getBoundingClientRect())) cut.push(one.outerHTML.slice(0, 80));
        }
    }
    return cut";

/// What axe finds wrong with the page that is open.
pub fn barriers(browser: &Browser) -> Value {
    let axe = fs::read_to_string(root().join("target/node_modules/axe-core/axe.min.js")).expect("`tests/run` installs axe-core");
    browser.run(&axe);
    browser.wait_for(
        "const done = arguments[arguments.length - 1];
                const told = rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ');
                axe.run().then(found => done(found.violations.map(told)), error => done([String(error)]));",
    )
}

#[test]
fn a_code_page_speaks_the_visitors_language_and_english_to_strangers() {
    for (wanted, shown) in [("vi-VN,vi", "vi"), ("en-GB,en", "en"), ("ko", "en"), ("fr,vi", "vi")] {
        let browser = browser(speaking(wanted));
        for page in code_pages() {
            browser.open(&page);
            assert_eq!(browser.views(), [shown], "{page} for {wanted}");
            assert_eq!(browser.run("return document.documentElement.lang"), shown);
            assert_eq!(browser.run("return document.title"), browser.run("return document.querySelector('h1').innerText.trim()"));
        }
    }
}

#[test]
fn a_code_page_shows_all_languages_without_javascript() {
    let browser = browser(speaking("en"));
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    for page in code_pages() {
        browser.open(&page);
        assert_eq!(browser.views(), ["vi", "en"], "{page}");
        assert_eq!(browser.run("return document.documentElement.lang"), "vi");
        assert_eq!(browser.run("return document.documentElement.scrollWidth"), 360, "{page} scrolls sideways");
    }
}

#[test]
fn the_chosen_language_is_shown_and_remembered() {
    let browser = browser(speaking("en"));
    let pages = code_pages();
    browser.open(&pages[0]);
    assert_eq!(browser.views(), ["en"]);
    browser.click("nav.views a[lang=vi]");
    assert_eq!(browser.views(), ["vi"]);
    assert_eq!(browser.run("return document.documentElement.lang"), "vi");
    assert_eq!(browser.run("return document.querySelector('nav.views [aria-current]').lang"), "vi");
    browser.open(&pages[1]);
    assert_eq!(browser.views(), ["vi"], "another page does not remember");
    browser.open(&format!("{}#en", pages[2])); // remembered is `vi`
    assert_eq!(browser.views(), ["en"], "an address that names a language wins");
    browser.is_quiet("a code page");
}

#[test]
fn the_first_stop_of_the_keyboard_skips_to_the_content() {
    let browser = browser(narrow());
    for page in samples() {
        browser.open(&page);
        browser.press("\u{e004}"); // Tab
        let link = browser.run(
            "const link = document.activeElement, box = link.getBoundingClientRect();
            return [link.getAttribute('href'), box.top >= 0 && box.left >= 0 && box.height > 10 && box.right <= innerWidth]",
        );
        assert_eq!(link, json!(["#main", true]), "{page}");
        browser.press("\u{e007}"); // Enter
        assert_eq!(browser.run("return document.activeElement.id"), "main", "{page}");
    }
}

#[test]
fn an_unknown_address_gets_the_page_that_says_so() {
    let browser = browser(narrow());
    browser.open("/vi/sites/nowhere/");
    assert_eq!(browser.run("return performance.getEntriesByType('navigation')[0].responseStatus"), 404);
    let homes = browser.run("return [...document.querySelectorAll('main a')].map(link => link.getAttribute('href'))");
    assert_eq!(homes, json!(["/vi/", "/vi/search/", "/q/#vi", "/en/", "/en/search/", "/q/#en"]));
}

#[test]
fn every_svg_plaque_can_be_scanned_from_the_screen() {
    let browser = browser(json!({}));
    for file in fs::read_dir(built().path("print/plaques")).unwrap().map(|file| file.unwrap().path()) {
        let code = file.file_stem().unwrap().to_str().unwrap();
        if file.extension().unwrap() == "svg" {
            browser.goto(&format!("file://{}", file.display()));
            let picture = browser.ask_for("screenshot");
            let picture = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap()).unwrap();
            assert_eq!(scanned(&picture), format!("https://DISAN.EXAMPLE.VN/Q/{code}"));
        }
    }
}

fn scanned(png: &[u8]) -> String {
    let picture = image::load_from_memory(png).unwrap().into_luma8();
    let pixel = |x, y| picture.get_pixel(x as u32, y as u32)[0];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(picture.width() as usize, picture.height() as usize, pixel);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// The address of every page, once: the lower-case twins of the code pages are the same files again.
pub fn pages() -> Vec<String> {
    let files = built().files("public").into_iter().map(|(path, _)| path).filter(|path| path.ends_with(".html") && !path.starts_with("q/"));
    files.map(|path| format!("/{}", path.strip_suffix("index.html").or(path.strip_suffix(".html")).unwrap())).collect()
}

/// Pages of every template; of entries those whose titles are the longest of their kind and language.
pub fn samples() -> Vec<String> {
    let pages = pages();
    let is_entry = |page: &str| page.matches('/').count() == 4;
    let title = |page: &str| {
        let html = built().read(&format!("public{page}index.html"));
        html.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.chars().count()
    };
    let mut samples: Vec<String> = pages.iter().filter(|page| !is_entry(page) && !page.starts_with("/Q/")).cloned().collect();
    let list_of = |page: &String| page.trim_end_matches('/').rsplit_once('/').unwrap().0.to_owned() + "/";
    let lists: BTreeSet<String> = pages.iter().filter(|page| is_entry(page)).map(list_of).collect();
    assert_eq!(lists.len(), 10, "five kinds in two languages: {lists:?}");
    samples.extend(
        lists.iter().map(|list| pages.iter().filter(|page| page.starts_with(list.as_str()) && is_entry(page)).max_by_key(|page| title(page)).unwrap().clone()),
    );
    samples.extend(code_pages());
    samples.push("/q/".to_owned());
    samples
}

/// The code pages of a historic site, a product and a producer.
pub fn code_pages() -> Vec<String> {
    let ledger = built().read("content/ledger.yaml");
    let entry = |kind: &str| ledger.split_once(&format!(":\n  entry: {kind}/")).unwrap().0.rsplit('\n').next().unwrap();
    ["sites", "products", "producers"].map(|kind| format!("/Q/{}", entry(kind))).to_vec()
}

/// A telephone's screen.
pub fn narrow() -> Value {
    json!({ "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2.0, "mobile": true, "touch": true } } })
}

/// The telephone of the measurements: a plain one of these years, as Lighthouse takes it.
pub fn telephone() -> Value {
    json!({ "mobileEmulation": { "deviceMetrics": { "width": 412, "height": 823, "pixelRatio": 1.75, "mobile": true, "touch": true } } })
}

/// A telephone whose owner reads these languages.
pub fn speaking(languages: &str) -> Value {
    let mut options = narrow();
    options["prefs"] = json!({ "intl.accept_languages": languages });
    options
}

/// A browser with a profile of its own, driven as WebDriver says (<https://www.w3.org/TR/webdriver2/>): JSON over HTTP. A crate for it
/// (fantoccini) asks for features that have all of typst compiled a second time for the tests, and knows neither the console nor DevTools.
pub struct Browser {
    session: String,
    _profile: TempDir,
    _turn: Option<Together>,
}

/// Who may use the network of this machine: many browsers together, or one test that changes it. When a device comes or goes, Chromium breaks off
/// whatever it is loading (`ERR_NETWORK_CHANGED`).
static NETWORK: (Mutex<Users>, Condvar) = (Mutex::new(Users { browsers: 0, is_changing: false }), Condvar::new());

struct Users {
    browsers: usize,
    is_changing: bool,
}

/// A browser that counts on the network. Dropped with it.
pub struct Together;

/// A test that changes the network: no other browser is open until it is dropped.
pub struct Alone;

impl Together {
    /// Waits until nobody changes the network.
    pub fn wait() -> Self {
        let users = NETWORK.0.lock().unwrap_or_else(PoisonError::into_inner);
        NETWORK.1.wait_while(users, |users| users.is_changing).unwrap_or_else(PoisonError::into_inner).browsers += 1;
        Self
    }
}

impl Drop for Together {
    fn drop(&mut self) {
        NETWORK.0.lock().unwrap_or_else(PoisonError::into_inner).browsers -= 1;
        NETWORK.1.notify_all();
    }
}

impl Alone {
    /// Waits until no browser is open.
    pub fn wait() -> Self {
        let users = NETWORK.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_used = |users: &mut Users| users.is_changing || users.browsers > 0;
        NETWORK.1.wait_while(users, is_used).unwrap_or_else(PoisonError::into_inner).is_changing = true;
        Self
    }

    /// A browser for the one who is alone.
    pub fn browser(&self, options: Value) -> Browser {
        opened(options, None)
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        NETWORK.0.lock().unwrap_or_else(PoisonError::into_inner).is_changing = false;
        NETWORK.1.notify_all();
    }
}

/// Opens a browser with these `goog:chromeOptions`; their `args` are added to its own.
pub fn browser(options: Value) -> Browser {
    opened(options, Some(Together::wait()))
}

fn opened(mut options: Value, turn: Option<Together>) -> Browser {
    let profile = tempfile::tempdir().unwrap();
    let mut arguments = json!([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1000,800",
        format!("--user-data-dir={}", profile.path().display()),
    ]);
    arguments.as_array_mut().unwrap().extend(options["args"].as_array().cloned().unwrap_or_default());
    options["args"] = arguments;
    let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" } });
    let session = DRIVER.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
    Browser { session: format!("/session/{}", session["sessionId"].as_str().unwrap()), _profile: profile, _turn: turn }
}

impl Drop for Browser {
    /// The browser goes with the value, also when a test fails.
    fn drop(&mut self) {
        DRIVER.ask("DELETE", &self.session, &Value::Null);
    }
}

impl Browser {
    fn ask(&self, command: &str, body: Value) -> Value {
        DRIVER.ask("POST", &format!("{}/{command}", self.session), &body)
    }

    fn ask_for(&self, what: &str) -> Value {
        DRIVER.ask("GET", &format!("{}/{what}", self.session), &Value::Null)
    }

    /// Opens a page of the website.
    pub fn open(&self, page: &str) {
        self.goto(&format!("http://{}{page}", *SERVER));
    }

    pub fn goto(&self, address: &str) {
        self.ask("url", json!({ "url": address }));
    }

    /// Runs a script in the page; gives what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.ask("execute/sync", json!({ "script": script, "args": [] }))
    }

    /// Runs a script in the page; gives what it calls its last argument with.
    pub fn wait_for(&self, script: &str) -> Value {
        self.ask("execute/async", json!({ "script": script, "args": [] }))
    }

    /// Presses a key once: `\u{e004}` is the tabulator, `\u{e007}` Enter.
    pub fn press(&self, key: &str) {
        let stroke = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        self.ask("actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": stroke }] }));
    }

    /// Types letters into the element that has the focus.
    pub fn type_text(&self, text: &str) {
        let strokes: Vec<Value> =
            text.chars().flat_map(|letter| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": letter.to_string() }))).collect();
        self.ask("actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }));
    }

    pub fn click(&self, selector: &str) {
        let found = self.ask("element", json!({ "using": "css selector", "value": selector }));
        let (_, element) = found.as_object().unwrap().iter().next().unwrap();
        self.ask(&format!("element/{}/click", element.as_str().unwrap()), json!({}));
    }

    /// Presses the mouse's button over an element of a page whose scripts are off: after [`Browser::click`] chromedriver waits for a timer of the page, there
    /// for ten minutes.
    pub fn tap(&self, selector: &str) {
        let script = format!("const part = document.querySelector('{selector}'); part.scrollIntoView(); return part.getBoundingClientRect().toJSON()");
        let at = self.run(&script);
        let middle = |from: &str, length: &str| at[from].as_f64().unwrap() + at[length].as_f64().unwrap() / 2.0;
        for kind in ["mousePressed", "mouseReleased"] {
            let press = json!({ "type": kind, "x": middle("x", "width"), "y": middle("y", "height"), "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", press);
        }
    }

    /// Waits for a page whose address ends like this, without a timer of the page.
    pub fn arrives_at(&self, end: &str) {
        let is_there = format!("return location.pathname.endsWith('{end}') && document.readyState === 'complete'");
        assert!((0..500).any(|_| self.run(&is_there) == true), "never at {end}, but {}", self.run("return location.href"));
    }

    /// Has pages shown `light` or `dark`.
    pub fn shows(&self, scheme: &str) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }));
    }

    /// Gives the screen another width, in CSS pixels.
    pub fn is_wide(&self, width: u32) {
        let mobile = width < 600;
        self.devtools("Emulation.setDeviceMetricsOverride", json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": mobile }));
    }

    /// A command of the Chrome DevTools Protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.ask("goog/cdp/execute", json!({ "cmd": command, "params": parameters }))
    }

    /// Since the last call: what the Chrome DevTools Protocol told of network and page, in order.
    pub fn events(&self) -> Vec<Value> {
        let log = self.ask("se/log", json!({ "type": "performance" }));
        log.as_array().unwrap().iter().map(|line| serde_json::from_str::<Value>(line["message"].as_str().unwrap()).unwrap()["message"].take()).collect()
    }

    /// The languages of the views that can be seen.
    fn views(&self) -> Vec<String> {
        let seen = self.run("return [...document.querySelectorAll('article.view')].filter(v => v.innerText.trim() && v.offsetHeight).map(v => v.lang)");
        serde_json::from_value(seen).unwrap()
    }

    /// Since the last call: nothing in the console (the Content-Security-Policy complains there too), no request to another host.
    pub fn is_quiet(&self, page: &str) {
        self.is_quiet_within(&format!("http://{}/", *SERVER), page);
    }

    /// The same of a page from elsewhere: every request goes to an address that begins like this.
    pub fn is_quiet_within(&self, ours: &str, page: &str) {
        let told = self.ask("se/log", json!({ "type": "browser" }));
        let is_ours = |line: &&Value| !line["message"].as_str().unwrap().contains("GL Driver Message"); // the driver's, about how fast this machine draws
        assert_eq!(told.as_array().unwrap().iter().filter(is_ours).collect::<Vec<_>>(), [] as [&Value; 0], "{page}");
        let events = self.events();
        let requests = events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        let addresses: Vec<&str> = requests.map(|event| event["params"]["request"]["url"].as_str().unwrap()).collect();
        assert!(addresses.iter().any(|address| address.starts_with(ours)), "{page}: the log has no requests");
        for address in addresses {
            let is_first_tab = address.starts_with("chrome:"); // the browser's own
            assert!(is_first_tab || address.starts_with(ours) || address.starts_with("data:"), "{page} asks for {address}");
        }
    }
}

/// One chromedriver for all tests of the process.
static DRIVER: LazyLock<Driver> = LazyLock::new(Driver::start);

struct Driver {
    port: u16,
    _shell: Mutex<Child>,
}

impl Driver {
    /// A shell keeps chromedriver and ends it when this process is gone, however it went: then the shell's input ends.
    fn start() -> Self {
        let mut shell = Command::new("sh")
            .args(["-c", "chromedriver --port=0 < /dev/null 2>&1 & read -r _; kill $!"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(shell.stdout.take().unwrap()).lines().map(Result::unwrap);
        let started = lines.find(|line| line.contains("started successfully on port")).expect("`tests/run` installs chromedriver");
        thread::spawn(move || lines.for_each(drop));
        let port = started.trim_end_matches('.').rsplit(' ').next().unwrap();
        Self { port: port.parse().unwrap(), _shell: Mutex::new(shell) }
    }

    /// Sends a command; gives the value of the answer, which must not be an error.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(300))).unwrap(); // a browser that hangs is a failure, not a wait without end
        let body = if body.is_null() { String::new() } else { body.to_string() };
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len()).unwrap();
        // chromedriver keeps the connection open: the answer is as long as it says
        let mut answer = BufReader::new(stream);
        let head: Vec<String> = answer.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
        let length = head.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()).unwrap();
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        assert!(head[0].starts_with("HTTP/1.1 200"), "{method} {path}: {body}");
        serde_json::from_str::<Value>(&body).unwrap()["value"].take()
    }
}

/// The address of a server of the committed catalogue's website.
static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| serve(built().path("public")));

/// Serves a website; gives the server's address.
pub fn serve(public: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let public = public.clone();
            thread::spawn(move || drop(answer(stream, &public)));
        }
    });
    address
}

/// Answers one request as static hosts do: `/vi/` is `vi/index.html`, `/Q/7K3F9` is `Q/7K3F9.html`, what is not there is `404.html`.
pub fn answer(mut stream: TcpStream, public: &Path) -> std::io::Result<()> {
    let mut request = BufReader::new(stream.try_clone()?).lines();
    let first = request.next().unwrap_or_else(|| Ok(String::new()))?;
    while request.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/").trim_start_matches('/');
    let names = [path.to_owned(), format!("{path}index.html"), format!("{path}.html")];
    let found = names.iter().filter(|name| !name.contains("..")).find_map(|name| Some((name.as_str(), fs::read(public.join(name)).ok()?)));
    let (status, name, body) = match found {
        Some((name, body)) => ("200 OK", name, body),
        None => ("404 Not Found", "404.html", fs::read(public.join("404.html"))?),
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("mp4") => "video/mp4",
        Some("vtt") => "text/vtt",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("atom" | "xml") => "application/xml",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(&body)
}
