//! What a first visit may weigh, on every page: bytes and requests, what blocks, what leads elsewhere, what moves. `weak_link` has the seconds,
//! `lighthouse` the marks.
//!
//! Bytes are counted as they come from nginx, compressed; a kilobyte is 1000 of them.

#![allow(clippy::print_stdout)] // what was measured

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::browser::{Browser, browser, samples, telephone};
use crate::html::Html;
use crate::project::built;
use crate::servers::{Kind, Server};
use crate::weak_link::published;

#[test]
fn every_page_with_its_style_is_at_most_thirteen_kilobytes() {
    let mut sizes: Vec<(usize, String)> = pages().map(|(path, text)| (gzipped(text.as_bytes()), path)).collect();
    sizes.sort();
    assert!(sizes.len() > 200);
    println!("the largest pages: {:?}", &sizes[sizes.len() - 5..]);
    let large: Vec<_> = sizes.iter().filter(|(bytes, _)| *bytes > 13_000).collect();
    assert!(large.is_empty(), "{large:?}");
}

#[test]
fn no_page_waits_for_a_file_before_it_shows() {
    for (path, text) in pages() {
        let page = Html::parse(&text);
        let link = page.all("link[rel=stylesheet], link[rel=import]").next();
        assert!(link.is_none(), "{path} waits for {:?}", link.and_then(|link| link.attr("href")));
        let waits = page.all("script[src]").find(|script| script.attr("defer").is_none() && script.attr("async").is_none());
        assert!(waits.is_none(), "{path} waits for {:?}", waits.and_then(|script| script.attr("src")));
        assert!(page.all("style").all(|style| !style.text().contains("@import") && !style.text().contains("@font-face")), "{path}");
    }
}

#[test]
fn the_scripts_of_every_page_that_is_scanned_or_read_are_at_most_four_kilobytes() {
    let mut sizes = BTreeSet::new();
    // what is typed on /q/ and on the search page was not scanned; search has a bar of its own, in `search.rs`
    let is_typed = |path: &str| path.starts_with("q/index") || path.starts_with("Q/index") || path.contains("/search/");
    for (path, text) in pages().filter(|(path, _)| !is_typed(path)) {
        let page = Html::parse(&text);
        let own = page.all("script").filter(|script| script.attr("type").as_deref() != Some("application/ld+json"));
        let scripts: String = own.map(|script| script.attr("src").map_or_else(|| script.text(), |file| built().read(&format!("public{file}")))).collect();
        sizes.insert((gzipped(scripts.as_bytes()), path));
    }
    println!("the most scripts: {:?}", sizes.last());
    assert!(sizes.last().is_some_and(|(bytes, _)| (1..=4_000).contains(bytes)), "{:?}", sizes.last());
}

#[test]
fn a_telephone_gets_sixty_kilobytes_in_six_requests_and_nothing_moves() {
    let browser = browser(telephone());
    for page in samples().into_iter().chain(photographed()) {
        let load = Load::of(&browser, &page);
        println!("{page}: {} bytes in {} requests, moved by {}", load.bytes(), load.files.len(), load.moved);
        let is_list = !page.starts_with("/Q/") && page.matches('/').count() < 4; // nobody scans one
        assert!(load.bytes() <= 60_000 && (is_list || load.files.len() <= 6), "{page}: {:?}", load.files);
        assert!(load.files.iter().all(|(file, _)| file.starts_with(&NGINX.address("/"))), "{page}: {:?}", load.files);
        let redirects = usize::from(page == "/"); // to the browser's language
        assert_eq!((load.blocking, load.redirects), (0, redirects), "{page}");
        assert!(load.moved <= 0.01, "{page}: {}", load.moved);
    }
}

#[test]
fn the_first_picture_is_thirty_kilobytes_and_forty_five_where_webp_is_unknown() {
    for (refused, ending, most) in [(json!([]), ".webp", 30_000), (json!(["webp", "avif"]), ".jpg", 45_000)] {
        let browser = browser(telephone());
        browser.devtools("Emulation.setDisabledImageTypes", json!({ "imageTypes": refused }));
        for page in photographed() {
            let load = Load::of(&browser, &page);
            let (_, bytes) = load.files.iter().find(|(file, _)| *file == load.picture).unwrap_or_else(|| panic!("{page}: {:?}", load.files));
            println!("{page}: {bytes} bytes of {}", load.picture);
            assert!(load.picture.ends_with(ending) && *bytes <= most, "{page}: {bytes} bytes of {}", load.picture);
        }
    }
}

#[test]
fn printed_addresses_are_the_pages_themselves() {
    let browser = browser(telephone());
    for printed in samples().into_iter().filter(|page| page.starts_with("/Q/")) {
        for address in [printed.clone(), printed.to_lowercase()] {
            let load = Load::of(&browser, &address);
            assert_eq!(load.redirects, 0, "{address}");
            assert_eq!(browser.run("return location.pathname"), address.as_str());
            assert_eq!(browser.run("return performance.getEntriesByType('navigation')[0].responseStatus"), 200, "{address}");
        }
    }
}

/// What came before the load event of a page that was never visited.
struct Load {
    /// Addresses and bytes on the wire, heads too.
    files: Vec<(String, u64)>,
    redirects: usize,
    /// How many files the first paint waited for.
    blocking: u64,
    /// Cumulative layout shift.
    moved: f64,
    /// The address of the first picture; empty without.
    picture: String,
}

impl Load {
    fn of(browser: &Browser, page: &str) -> Self {
        browser.devtools("Network.clearBrowserCache", json!({}));
        // the service worker stays: to clear it away while it fills its stores can take Chromium for ever
        browser.devtools("Network.setBypassServiceWorker", json!({ "bypass": true }));
        browser.devtools("Storage.clearDataForOrigin", json!({ "origin": NGINX.address(""), "storageTypes": "cache_storage,local_storage" }));
        browser.events();
        browser.goto(&NGINX.address(page));
        let seen = browser.wait_for(SEEN);
        let events = browser.events();
        let named = |name: &'static str| events.iter().filter(move |event| event["method"] == name).map(|event| &event["params"]);
        let loaded = named("Page.loadEventFired").next_back().unwrap()["timestamp"].as_f64().unwrap();
        let asked = named("Network.requestWillBeSent").filter(|asked| asked["timestamp"].as_f64().unwrap() <= loaded);
        let address = |asked: &Value| asked["request"]["url"].as_str().unwrap().to_owned();
        let bytes = |asked: &Value| {
            let end = named("Network.loadingFinished").find(|end| end["requestId"] == asked["requestId"]);
            end.unwrap_or_else(|| panic!("{page}: {} does not come", address(asked)))["encodedDataLength"].as_u64().unwrap()
        };
        Self {
            files: asked.clone().filter(|asked| !address(asked).starts_with("data:")).map(|asked| (address(asked), bytes(asked))).collect(),
            redirects: asked.filter(|asked| asked["redirectResponse"].is_object()).count(),
            blocking: seen["blocking"].as_u64().unwrap(),
            moved: seen["moved"].as_f64().unwrap(),
            picture: seen["picture"].as_str().unwrap().to_owned(),
        }
    }

    fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes).sum()
    }
}

const SEEN: &str = "const done = arguments[0];
    const shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        const picture = document.querySelector('img.cover');
        done({
            picture: picture ? picture.currentSrc : '',
            blocking: performance.getEntriesByType('resource').filter(file => file.renderBlockingStatus === 'blocking').length,
            moved: shifts.reduce((sum, shift) => sum + shift.value, 0),
        });
    }, 100)));";

/// The committed catalogue's website on nginx.
pub static NGINX: LazyLock<Server> = LazyLock::new(|| Server::start(Kind::Nginx, &published().path("public")));

/// Every page: its path and its text.
fn pages() -> impl Iterator<Item = (String, String)> {
    let files = built().files("public").into_iter().filter(|(path, _)| path.ends_with(".html"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
}

/// The long addresses and the printed ones of all entries with a photograph.
fn photographed() -> Vec<String> {
    let folders = fs::read_dir(built().path("public/media")).unwrap().map(|kind| kind.unwrap().path());
    let entries = folders.flat_map(|kind| fs::read_dir(kind).unwrap()).map(|entry| entry.unwrap().path());
    let media = built().path("public/media");
    let mut pages = Vec::new();
    for entry in entries {
        let entry = entry.strip_prefix(&media).unwrap().display().to_string();
        pages.extend([format!("/vi/{entry}/"), format!("/en/{entry}/"), format!("/Q/{}", crate::weak_link::code(&entry))]);
    }
    assert!(!pages.is_empty());
    pages.sort();
    pages
}

/// How many bytes are left when a server compresses.
fn gzipped(bytes: &[u8]) -> usize {
    let mut gzip = Command::new("gzip").arg("-6c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    gzip.stdin.take().unwrap().write_all(bytes).unwrap();
    gzip.wait_with_output().unwrap().stdout.len()
}
