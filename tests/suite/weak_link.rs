//! The first visit where the signal is weak: a telephone opens printed addresses through 400 kbit/s with 400 ms there and back, over TLS 1.3 and HTTP/2.
//!
//! `WeakLink` is a real link (`tests/weak_link.py`): packets of the kernel's own TCP between Chromium and nginx, which serves by the rules that a build
//! writes. Chromium's own throttling and Lighthouse's reckoning leave out handshakes and slow start, and are a second too kind.
//!
//! These are the only tests that look at the clock. Other work of the machine can only make a visit longer, so the bar holds for the middle one of several.

#![allow(clippy::print_stdout)] // what was measured

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::browser::{Alone, Browser, telephone};
use crate::project::{Project, built, committed, copy, root};
use crate::servers::{is_root, nginx};

/// The host of the committed catalogue.
const HOST: &str = "disan.example.vn";

#[test]
fn the_link_is_as_weak_as_it_says() {
    let link = WeakLink::start(published().path("public").as_path(), 0);
    let browser = link.browser();
    browser.goto(&format!("https://{HOST}/vi/"));
    let page = browser.run("return performance.getEntriesByType('navigation')[0].toJSON()");
    let at = |moment: &str| page[moment].as_f64().unwrap();
    assert_eq!(page["nextHopProtocol"], "h2");
    assert!(at("connectEnd") >= 800.0, "TCP takes one round trip, TLS 1.3 another: {page}");
    assert!(at("responseStart") >= 1200.0, "and the request: {page}");
    let files = published().files("public");
    let (path, _) = files.iter().find(|(path, bytes)| path.ends_with(".mp3") && bytes.len() >= 50_000).unwrap(); // not compressed on its way
    let whole = browser.wait_for(&format!(
        "const done = arguments[0], start = performance.now(); fetch('/{path}').then(file => file.arrayBuffer()).then(file => done([file.byteLength, performance.now() - start]));"
    ));
    let (bytes, milliseconds) = (whole[0].as_f64().unwrap(), whole[1].as_f64().unwrap());
    assert!(bytes >= 50_000.0 && milliseconds >= 400.0 + bytes * 8.0 / 400.0, "{bytes} bytes in {milliseconds} ms");
}

#[test]
fn a_scanned_site_is_seen_within_three_seconds() {
    assert_seen_within(3_000.0, 0, "sites/dinh-binh-thuy");
}

#[test]
fn a_scanned_product_is_seen_within_three_seconds() {
    assert_seen_within(3_000.0, 0, "products/che-dinh-tan-cuong-hao-dat");
}

#[test]
fn a_scanned_route_is_seen_within_three_seconds() {
    assert_seen_within(3_000.0, 0, "routes/binh-thuy-ninh-kieu");
}

#[test]
fn a_scanned_site_is_seen_within_four_seconds_where_packets_get_lost() {
    assert_seen_within(4_000.0, 2, "sites/dinh-binh-thuy");
}

/// From what the service worker kept: the browser's own cache is emptied before the second visit.
#[test]
fn a_second_visit_is_seen_within_eight_tenths_of_a_second() {
    let link = WeakLink::start(published().path("public").as_path(), 0);
    let page = format!("https://{HOST}/vi/sites/dinh-binh-thuy/");
    let visits = measured(
        800.0,
        |first| *first,
        || {
            let browser = link.browser();
            browser.goto(&page);
            assert_eq!(browser.wait_for(KEPT), true);
            browser.goto("about:blank");
            browser.devtools("Network.clearBrowserCache", json!({}));
            browser.goto(&page);
            assert_ne!(browser.run("return performance.getEntriesByType('navigation')[0].workerStart"), 0, "no service worker answered");
            painted(&browser)[0].as_f64().unwrap()
        },
    );
    println!("second visit: first paint after {visits:.0?} ms");
    assert!(visits[visits.len() / 2] <= 800.0, "{visits:?}");
}

/// Asks until the page that is open is kept.
const KEPT: &str = "const done = arguments[0];
    (function ask() { caches.match(location.pathname).then(kept => kept ? done(true) : setTimeout(ask, 100)); })();";

#[test]
fn narration_is_heard_within_two_and_a_half_seconds_of_the_tap() {
    let link = WeakLink::start(published().path("public").as_path(), 0);
    let waits = measured(
        2_500.0,
        |wait| *wait,
        || {
            let browser = link.browser();
            browser.goto(&format!("https://{HOST}/vi/sites/dinh-binh-thuy/"));
            browser.click(".listen button"); // browsers play nothing before somebody touched the page
            browser.wait_for(HEARD).as_f64().unwrap()
        },
    );
    println!("tap to sound: {waits:.0?} ms");
    assert!(waits[waits.len() / 2] <= 2_500.0, "{waits:?}");
}

/// Plays, and asks in each frame whether the sound has begun.
const HEARD: &str = "const done = arguments[0], audio = document.querySelector('.listen audio'), start = performance.now();
    (function ask() { audio.currentTime > 0 ? done(performance.now() - start) : requestAnimationFrame(ask); })();
    audio.play();";

/// Measures three times, or five times where the middle one is above the bar: that is when the machine was busy. Gives all, the quickest first.
fn measured<T>(bar: f64, of: impl Fn(&T) -> f64, measure: impl Fn() -> T) -> Vec<T> {
    let mut all: Vec<T> = (0..3).map(|_| measure()).collect();
    let sort = |all: &mut Vec<T>| all.sort_by(|one, other| of(one).total_cmp(&of(other)));
    sort(&mut all);
    if of(&all[1]) > bar {
        all.extend((0..2).map(|_| measure()));
        sort(&mut all);
    }
    all
}

/// Opens the printed address of an entry in browsers that have never seen it. Both numbers are milliseconds from the tap; of three visits the middle one
/// counts, of five where it is too late: that is when the machine was busy.
fn assert_seen_within(bar: f64, loss: u32, entry: &str) {
    let link = WeakLink::start(published().path("public").as_path(), loss);
    let printed = format!("https://{}/Q/{}", HOST.to_uppercase(), code(entry));
    let visits = measured(bar, |visit: &Visit| visit.largest, || link.visit(&printed));
    let told: Vec<String> = visits.iter().map(Visit::told).collect();
    println!("{entry} with {loss} % loss: {told:#?}");
    assert!(visits[visits.len() / 2].largest <= bar, "{entry}: {told:#?}");
}

/// When a visitor saw something and when the largest part, in milliseconds from the tap; what the largest part is.
struct Visit {
    first: f64,
    largest: f64,
    element: String,
}

impl Visit {
    fn told(&self) -> String {
        format!("first paint after {:.0} ms, {} after {:.0} ms", self.first, self.element, self.largest)
    }
}

/// The committed catalogue's website with the rules for nginx. Nothing else differs from `built()`, so its photographs are taken from there.
pub fn published() -> &'static Project {
    static PUBLISHED: LazyLock<Project> = LazyLock::new(|| {
        let project = committed();
        copy(&built().path(".disan-cache"), &project.path(".disan-cache"));
        let settings = project.read("content/catalogue.yaml");
        project.write("content/catalogue.yaml", format!("{settings}hosts: [nginx]\n"));
        project.build_web();
        project
    });
    &PUBLISHED
}

/// The printed code of an entry of the committed catalogue.
pub fn code(entry: &str) -> String {
    let ledger = built().read("content/ledger.yaml");
    ledger.split_once(&format!(":\n  entry: {entry}\n")).unwrap_or_else(|| panic!("no {entry}")).0.rsplit('\n').next().unwrap().to_owned()
}

/// A website behind a weak link. Both end with the value.
pub struct WeakLink {
    address: String,
    /// What Chromium knows the certificate by.
    key: String,
    relay: Child,
    _folder: TempDir,
    alone: Alone,
}

impl WeakLink {
    /// Serves a website with the rules for nginx that lie in it. Of 100 packets so many get lost.
    pub fn start(public: &Path, loss: u32) -> Self {
        let alone = Alone::wait();
        let folder = tempfile::tempdir().unwrap();
        let key = certificate(folder.path());
        let at = folder.path().display();
        let listen = format!("listen 443 ssl http2; ssl_protocols TLSv1.3; ssl_certificate {at}/chain.pem; ssl_certificate_key {at}/key.pem;");
        fs::write(folder.path().join("server.conf"), nginx(folder.path(), public, &listen)).unwrap();
        let sudo = if is_root() { "" } else { "sudo -n " };
        let command = format!("PATH=$PATH:/usr/sbin:/sbin; exec {sudo}python3 \"$0\" 400 400 {loss} nginx -p \"$1\" -c server.conf 2> \"$1/said\"");
        let mut relay = Command::new("sh")
            .args(["-c", &command])
            .args([&root().join("tests/weak_link.py"), folder.path()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(relay.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let said = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap_or_default();
        assert!(!address.is_empty(), "a weak link needs root (or sudo without a password), /dev/net/tun and network namespaces: {}", said("said"));
        let address = address.trim().to_owned();
        let answers = (0..20).any(|_| TcpStream::connect((address.as_str(), 443)).is_ok());
        assert!(answers, "nginx does not answer through the weak link: {}{}", said("said"), said("error.log"));
        Self { address, key, relay, _folder: folder, alone }
    }

    /// The telephone of the measurements, on this link. Nothing else is being looked at meanwhile.
    pub fn browser(&self) -> Browser {
        self.alone.browser(self.telephone())
    }

    fn telephone(&self) -> Value {
        let mut options = telephone();
        options["args"] = json!([
            "--no-proxy-server".to_owned(),
            format!("--host-resolver-rules=MAP {HOST} {}", self.address),
            // not `acceptInsecureCerts`: Chromium then connects twice
            format!("--ignore-certificate-errors-spki-list={}", self.key),
        ]);
        options
    }

    /// A first visit, in a browser of its own.
    fn visit(&self, address: &str) -> Visit {
        let browser = self.browser();
        browser.goto(address);
        let [first, largest, element] = painted(&browser);
        let time = |value: &Value| value.as_f64().unwrap_or_else(|| panic!("{address} was not painted: {first} {largest} {element}"));
        Visit { first: time(&first), largest: time(&largest), element: element.as_str().unwrap().to_owned() }
    }
}

impl Drop for WeakLink {
    fn drop(&mut self) {
        drop(self.relay.stdin.take()); // the relay reads the end
        drop(self.relay.wait());
    }
}

/// Of the page that is open: when something and when the largest part was painted, in milliseconds, and what the largest part is.
pub fn painted(browser: &Browser) -> [Value; 3] {
    let told = browser.wait_for(
        "const done = arguments[0];
        const seen = [];
        new PerformanceObserver(list => seen.push(...list.getEntries())).observe({ type: 'largest-contentful-paint', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
            const first = performance.getEntriesByName('first-contentful-paint')[0], largest = seen.pop();
            done([first && first.startTime, largest && largest.startTime, largest && largest.element && largest.element.outerHTML.slice(0, 60)]);
        }, 100)));",
    );
    [told[0].clone(), told[1].clone(), told[2].clone()]
}

/// Makes a certificate for the host, with the one that it comes from, as a server sends them; gives the hash of its key.
fn certificate(folder: &Path) -> String {
    let run = |arguments: &str| {
        let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().expect("openssl is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=above -keyout above.key -out above.pem");
    let elliptic = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
    run(&format!(
        "req -x509 {elliptic} -nodes -days 2 -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} -CA above.pem -CAkey above.key -keyout key.pem -out own.pem"
    ));
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    fs::write(folder.join("chain.pem"), read("own.pem") + &read("above.pem")).unwrap();
    let key = run("x509 -in own.pem -noout -pubkey");
    let key: String = key.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.encode(Sha256::digest(STANDARD.decode(key).unwrap()))
}
