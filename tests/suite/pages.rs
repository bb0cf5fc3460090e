//! What stands in the pages: links, languages, addresses, structured data, feed, sitemap, stories; nothing that runs or is fetched from elsewhere.
//!
//! Most rules are held for every page of the committed catalogue and of the small one. Pages are parsed as a browser does it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use roxmltree::Document;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::html::{Element, Html};
use crate::project::{Project, built, committed, root, small};

const HOST: &str = "https://disan.example.vn";

// ── links ──

#[test]
fn every_link_and_every_file_a_page_names_is_there() {
    let mut seen = 0;
    for site in sites() {
        for page in &site.pages {
            for (element, attribute) in [("[href]", "href"), ("[src]", "src")] {
                for target in page.all(element).filter_map(|element| element.attr(attribute)) {
                    seen += usize::from(site.leads(page, &target));
                }
            }
        }
    }
    assert!(seen > 5_000, "only {seen} links");
}

#[test]
fn links_within_the_website_do_not_depend_on_the_page_they_stand_on() {
    for site in sites() {
        for page in &site.pages {
            for target in page.all("[href], [src]").filter_map(|element| element.attr("href").or(element.attr("src"))) {
                if target.is_empty() {
                    continue; // the page itself, again: how a newer version is loaded
                }
                let whole = ["/", "#", "https://", "http://", "mailto:", "tel:", "geo:", "data:image/"].iter().any(|start| target.starts_with(start));
                assert!(whole && !target.starts_with("//"), "{}: {target}", page.path);
            }
        }
    }
}

#[test]
fn every_id_stands_once_on_a_page() {
    for site in sites() {
        for page in &site.pages {
            let mut ids = BTreeSet::new();
            for id in page.all("[id]").filter_map(|element| element.attr("id")) {
                assert!(ids.insert(id.clone()), "{}: id {id} twice", page.path);
            }
        }
    }
}

#[test]
fn labels_name_an_element_that_is_there() {
    for site in sites() {
        for page in &site.pages {
            for id in page.all("[aria-labelledby]").filter_map(|element| element.attr("aria-labelledby")) {
                assert!(page.has_id(&id), "{}: no element {id}", page.path);
            }
        }
    }
}

// ── languages and addresses ──

#[test]
fn every_page_says_its_language() {
    for site in sites() {
        for page in &site.pages {
            let expected = if page.path.starts_with("en/") { "en" } else { "vi" };
            assert_eq!(page.one("html").attr("lang").as_deref(), Some(expected), "{}", page.path);
            for lang in page.all("[lang], [hreflang]").filter_map(|element| element.attr("lang").or(element.attr("hreflang"))) {
                assert!(["vi", "en", "x-default"].contains(&lang.as_str()), "{}: {lang}", page.path);
            }
        }
    }
}

#[test]
fn the_language_switch_stays_on_the_same_page() {
    for site in sites() {
        for page in site.pages.iter().filter(|page| page.is_in_a_language()) {
            let (own, rest) = page.path.split_once('/').unwrap();
            let other = format!("/{}/{rest}", if own == "vi" { "en" } else { "vi" });
            let switch = page.one("nav.tongues a");
            assert_ne!(switch.attr("lang").as_deref(), Some(own));
            assert_eq!(switch.attr("href").as_deref(), other.strip_suffix("index.html"), "{}", page.path);
        }
    }
}

#[test]
fn pages_in_two_languages_name_each_other_and_the_sitemap_says_the_same() {
    for site in sites() {
        let by_address: BTreeMap<String, &Page> =
            site.pages.iter().filter(|page| !page.is_of_a_code() && !page.finds_codes()).map(|page| (page.canonical(), page)).collect();
        let sitemap = site.sitemap();
        for page in site.pages.iter().filter(|page| page.is_in_a_language()) {
            let alternates = page.alternates();
            let languages: Vec<&str> = alternates.iter().map(|(lang, _)| lang.as_str()).collect();
            assert_eq!(languages, ["en", "vi", "x-default"], "{}", page.path);
            assert!(alternates.iter().all(|(_, url)| url.starts_with(&format!("{HOST}/"))), "{}: {alternates:?}", page.path);
            assert!(alternates.iter().any(|(_, url)| *url == page.canonical()), "{} does not name itself", page.path);
            for (_, url) in &alternates {
                assert_eq!(by_address[url].alternates(), alternates, "{} and {url}", page.path);
            }
            assert_eq!(sitemap.get(&page.canonical()), Some(&alternates), "{} in the sitemap", page.path);
        }
        for url in sitemap.keys() {
            assert!(by_address.contains_key(url), "the sitemap names {url}");
        }
        assert_eq!(sitemap.len(), by_address.values().filter(|page| !["404.html", "offline/index.html"].contains(&page.path.as_str())).count());
    }
}

#[test]
fn a_page_without_translation_announces_none() {
    let project = small();
    std::fs::remove_file(project.path("content/sites/chua-cau/index.en.md")).unwrap();
    let site = Site::of(project);
    let (vietnamese, english) = (site.page("vi/sites/chua-cau/index.html"), site.page("en/sites/chua-cau/index.html"));
    assert_eq!((vietnamese.alternates().len(), english.alternates().len()), (0, 0));
    assert_eq!(english.meta("robots"), "noindex");
    assert!(vietnamese.all("meta[name=robots]").next().is_none());
    assert_eq!(english.one("h1 [lang=vi]").text(), "Chùa Cầu");
    let sitemap = site.sitemap();
    assert!(sitemap[&vietnamese.canonical()].is_empty());
    assert!(!sitemap.contains_key(&english.canonical()));
}

#[test]
fn every_page_says_its_own_address_and_a_codes_page_the_long_one() {
    for site in sites() {
        for page in &site.pages {
            let own = if page.path == "404.html" { page.path.as_str() } else { page.path.strip_suffix("index.html").unwrap_or("") };
            if page.is_of_a_code() {
                let full = page.one("article p.home a").attr("href").unwrap();
                assert_eq!(page.canonical(), format!("{HOST}{full}"), "{}", page.path);
                assert!(full.starts_with("/vi/") && page.alternates().is_empty());
            } else if page.finds_codes() {
                assert_eq!(page.canonical(), format!("{HOST}/q/"));
            } else {
                assert_eq!(page.canonical(), format!("{HOST}/{own}"));
            }
            assert_eq!(page.property("og:url"), page.canonical());
        }
    }
}

#[test]
fn every_code_has_one_page_in_both_spellings() {
    for site in sites() {
        let ledger = site.project.read("content/ledger.yaml");
        let codes: Vec<&str> = ledger.lines().filter(|line| !line.starts_with([' ', '#'])).map(|line| line.trim_matches([':', '\'', '"'])).collect();
        assert!(codes.len() >= 3);
        for code in &codes {
            let (printed, typed) = (format!("public/Q/{code}.html"), format!("public/q/{}.html", code.to_lowercase()));
            assert_eq!(site.project.read(&printed), site.project.read(&typed));
        }
        // and the page that finds them
        assert_eq!(site.project.files("public/Q").len(), codes.len() + 1);
        assert_eq!(site.project.files("public/q").len(), codes.len() + 1);
    }
}

#[test]
fn a_codes_page_holds_every_language_and_each_picture_once() {
    for site in sites() {
        for page in site.pages.iter().filter(|page| page.is_of_a_code()) {
            let languages: Vec<_> = page.all("article.view").map(|article| article.attr("lang").unwrap()).collect();
            assert_eq!(languages, ["vi", "en"], "{}", page.path);
            let names: Vec<String> = page.all("h1 > span").map(text_of).collect();
            let long = |lang: &str| text_of(site.page(&format!("{}index.html", page.canonical()[HOST.len() + 1..].replacen("vi", lang, 1))).one("h1"));
            assert_eq!(names, [long("vi"), long("en")], "{}", page.path);
            assert_eq!(page.all("img.cover").count(), 1, "{}", page.path);
        }
    }
}

// ── what every page has ──

#[test]
fn every_page_has_one_first_heading_a_title_and_a_description() {
    for site in sites() {
        for page in &site.pages {
            assert_eq!(page.all("h1").count(), 1, "{}", page.path);
            assert!(!text_of(page.one("h1")).is_empty() && !text_of(page.one("title")).is_empty() && !page.meta("description").is_empty(), "{}", page.path);
        }
    }
}

#[test]
fn headings_leave_out_no_level() {
    for site in sites() {
        for page in &site.pages {
            let levels: Vec<u32> = page.all("h1, h2, h3, h4, h5, h6").map(|heading| heading.name()[1..].parse().unwrap()).collect();
            assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", page.path);
        }
    }
}

#[test]
fn every_page_can_be_shared() {
    for site in sites() {
        for page in &site.pages {
            assert_eq!(page.property("og:title"), text_of(page.one("title")), "{}", page.path);
            assert_eq!(page.property("og:description"), page.meta("description"));
            assert!(!page.property("og:site_name").is_empty());
            assert_eq!(page.property("og:locale"), if page.path.starts_with("en/") { "en_US" } else { "vi_VN" });
            let expected = if page.is_of_an_entry() || page.is_of_a_code() { "article" } else { "website" };
            assert_eq!(page.property("og:type"), expected, "{}", page.path);
        }
    }
}

#[test]
fn an_entry_is_shared_with_a_picture_of_its_own() {
    let mut picture = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(8, 6).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let pictures = "pictures: [{file: cong.png, alt: {vi: Cổng, en: The gate}}]\ntypes:";
    let project = small().file("content/sites/chua-cau/cong.png", picture.into_inner()).edit("content/sites/chua-cau/index.md", "types:", pictures);
    let site = Site::of(project);
    for page in site.pages.iter().filter(|page| page.canonical().ends_with("/sites/chua-cau/")) {
        assert_eq!(page.property("og:image"), format!("{HOST}/share/sites/chua-cau.jpg"));
        site.leads(page, &page.property("og:image"));
        assert_eq!(page.one("figure img.cover").attr("alt").unwrap(), if page.path.starts_with("en/") { "The gate" } else { "Cổng" });
    }
    assert_eq!(site.page("vi/products/muoi-ruong/index.html").property("og:image"), format!("{HOST}/share/products/muoi-ruong.jpg"));
}

// ── nothing runs, nothing is fetched from elsewhere ──

#[test]
fn no_script_and_no_style_runs_but_the_hosts_own_and_those_named_by_their_hash() {
    for site in sites() {
        for page in &site.pages {
            let policy = page.policy();
            assert_eq!(policy["default-src"], ["'none'"], "{}", page.path);
            let scripts: Vec<_> = page.all("script").filter(|script| script.attr("type").as_deref() != Some("application/ld+json")).collect();
            let (inside, outside): (Vec<_>, Vec<_>) = scripts.into_iter().partition(|script| script.attr("src").is_none());
            let own = |hashes: Vec<String>| std::iter::once("'self'".to_owned()).chain(hashes).collect::<Vec<_>>();
            assert_eq!(policy["script-src"], own(inside.iter().map(|script| hash_of(script)).collect()), "{}", page.path);
            assert_eq!(policy["style-src"], own(page.all("style").map(hash_of).collect()), "{}", page.path);
            assert_eq!(inside.len(), page.inline_scripts(), "{}", page.path);
            let names: Vec<String> = outside.iter().map(|script| script.attr("src").unwrap().rsplit_once('-').unwrap().0.to_owned()).collect();
            let of_search = |lang: &str| vec!["/assets/page".to_owned(), "/assets/search".to_owned(), format!("/assets/search-{lang}")];
            let searches = page.path.strip_suffix("/search/index.html").map(of_search);
            assert_eq!(names, searches.unwrap_or_else(|| vec!["/assets/page".to_owned()]), "{}", page.path);
            assert!(outside.iter().all(|script| script.attr("defer").is_some()), "{}", page.path);
            let text = site.project.read(&format!("public/{}", page.path));
            let policed = text.find("Content-Security-Policy").unwrap();
            assert!(["<style", "<script"].iter().all(|tag| text.find(tag).is_none_or(|at| policed < at)), "{}: the policy comes too late", page.path);
            page.assert_inert();
        }
    }
}

#[test]
fn nothing_is_fetched_from_another_host() {
    for site in sites() {
        for page in &site.pages {
            let fetched = page.all("img, script, iframe, source, video, audio, object, embed, link[rel=stylesheet], link[rel=icon], link[rel=preload]");
            for target in fetched.filter_map(|element| element.attr("src").or(element.attr("href")).or(element.attr("data"))) {
                assert!(target.starts_with("data:image/") || target.starts_with('/') && !target.starts_with("//"), "{}: {target}", page.path);
            }
            for style in page.all("style").map(Element::text) {
                assert!(!style.contains("@import") && !style.contains("//"), "{}: the style fetches something", page.path);
            }
        }
        for (path, bytes) in site.project.files("public/covers") {
            let svg = String::from_utf8(bytes).unwrap();
            let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{path}: {error}"));
            for attribute in document.descendants().flat_map(|node| node.attributes()) {
                assert!(!attribute.value().contains("//") && !attribute.name().starts_with("on"), "{path}: {}", attribute.value());
            }
            assert!(!document.descendants().any(|node| ["script", "foreignObject"].contains(&node.tag_name().name())), "{path}");
        }
    }
}

// ── structured data, feed, sitemap ──

#[test]
fn every_entry_tells_search_engines_what_it_is() {
    for site in sites() {
        for page in site.pages.iter().filter(|page| page.is_of_an_entry()) {
            let thing = &page.json()["@graph"][0];
            let kind = page.path.split('/').nth(1).unwrap();
            let expected = match kind {
                "sites" => "TouristAttraction",
                "routes" => "TouristTrip",
                "products" => "Product",
                "producers" => "Organization",
                _ => "Article",
            };
            assert_eq!(thing["@type"], expected, "{}", page.path);
            assert_eq!(thing["name"], text_of(page.one("h1")), "{}", page.path);
            assert_eq!(thing["description"], text_of(page.one("p.lead")), "{}", page.path);
            assert_eq!(thing["url"], page.canonical());
            site.leads(page, thing["image"].as_str().unwrap());
            assert_eq!(kind == "products", thing["manufacturer"]["name"].is_string(), "{}", page.path);
            if kind == "sites" {
                assert_eq!(thing["additionalType"], "https://schema.org/LandmarksOrHistoricalBuildings");
                assert_eq!(thing["availableLanguage"], serde_json::json!(["vi", "en"]));
                assert_eq!(thing["address"]["addressCountry"], "VN");
                assert!(page.text().contains(thing["address"]["streetAddress"].as_str().unwrap()), "{}", page.path);
            }
            for offer in thing["offers"].as_array().into_iter().flatten() {
                assert!(offer["priceCurrency"] == "VND" || offer["seller"]["name"].is_string(), "{offer}");
            }
            let itself = &page.json()["@graph"][2];
            assert_eq!((&itself["@type"], &itself["@id"]), (&"WebPage".into(), &page.canonical().into()));
            assert_eq!(itself["inLanguage"].as_str(), page.one("html").attr("lang").as_deref(), "{}", page.path);
            assert_eq!(itself["mainEntity"]["@id"], thing["@id"]);
        }
    }
}

#[test]
fn the_way_to_an_entry_is_told_to_search_engines() {
    for site in sites() {
        for page in site.pages.iter().filter(|page| page.is_of_an_entry()) {
            let list = &page.json()["@graph"][1];
            assert_eq!(list["@type"], "BreadcrumbList");
            let steps = list["itemListElement"].as_array().unwrap();
            assert_eq!(steps.len(), 3);
            for (index, step) in steps.iter().enumerate() {
                assert_eq!(step["position"], index + 1);
                site.leads(page, step["item"].as_str().unwrap());
            }
            assert_eq!(steps[2]["item"], page.canonical());
        }
        for page in site.pages.iter().filter(|page| ["vi/index.html", "en/index.html"].contains(&page.path.as_str())) {
            let website = page.json();
            assert_eq!((website["@type"].as_str(), website["url"].as_str()), (Some("WebSite"), Some(page.canonical().as_str())));
            assert!(website["publisher"]["name"].is_string() && website["name"] == text_of(page.one("h1")));
        }
    }
}

#[test]
fn the_feed_lists_dated_entries_newest_first() {
    let project = small().edit("content/sites/chua-cau/index.md", "types:", "updated: 2026-03-01\ntypes:").edit(
        "content/products/muoi-ruong.yaml",
        "group:",
        "updated: 2026-05-09\ngroup:",
    );
    let site = Site::of(project);
    let feed = site.project.read("public/en/feed.atom");
    let document = Document::parse(&feed).unwrap();
    let of = |name: &str| document.descendants().filter(|node| node.tag_name().name() == name).filter_map(|node| node.text()).collect::<Vec<_>>().join("|");
    assert_eq!(of("updated"), "2026-05-09T00:00:00Z|2026-05-09T00:00:00Z|2026-03-01T00:00:00Z");
    assert_eq!(of("title"), "Heritage of my home – New and revised entries|Field salt|Japanese Covered Bridge");
    assert_eq!(of("name"), "Commune youth union");
}

#[test]
fn every_feed_is_whole_and_leads_to_pages() {
    for site in sites() {
        for lang in ["vi", "en"] {
            let path = format!("{lang}/feed.atom");
            let feed = site.project.read(&format!("public/{path}"));
            let document = Document::parse(&feed).unwrap_or_else(|error| panic!("{path}: {error}"));
            let root = document.root_element();
            assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
            for feed_or_entry in root.descendants().filter(|node| ["feed", "entry"].contains(&node.tag_name().name())) {
                for needed in ["id", "title", "updated"] {
                    assert_eq!(feed_or_entry.children().filter(|node| node.tag_name().name() == needed).count(), 1, "{path}: {needed}");
                }
            }
            let ids: BTreeSet<_> = root.descendants().filter(|node| node.tag_name().name() == "id").map(|node| node.text()).collect();
            assert_eq!(ids.len(), 1 + root.descendants().filter(|node| node.tag_name().name() == "entry").count(), "{path}: ids are unique");
            for link in root.descendants().filter(|node| node.tag_name().name() == "link") {
                site.leads(site.page("404.html"), link.attribute("href").unwrap());
            }
        }
    }
}

#[test]
fn robots_txt_lets_everybody_in_and_names_the_sitemap() {
    for site in sites() {
        assert_eq!(site.project.read("public/robots.txt"), format!("User-agent: *\nAllow: /\n\nSitemap: {HOST}/sitemap.xml\n"));
    }
}

// ── places and certificates ──

#[test]
fn directions_are_offered_only_where_the_place_is_known_to_300_metres() {
    for (precision, offered) in [(300, true), (301, false)] {
        let site = Site::of(small().edit("content/sites/chua-cau/index.md", "precision: 50", &format!("precision: {precision}")));
        for path in ["vi/sites/chua-cau/index.html", "en/sites/chua-cau/index.html"] {
            let page = site.page(path);
            let maps: Vec<String> = page.all(".go a").map(|link| link.attr("href").unwrap()).collect();
            assert_eq!(maps.len(), if offered { 4 } else { 0 }, "{precision} m");
            let leads = |link: &String| link.starts_with("https://") && link.contains("15.8771%2C108.326") || link.starts_with("geo:15.8771,108.326");
            assert!(maps.iter().all(leads), "{maps:?}");
            assert_eq!(page.json()["@graph"][0]["geo"].is_object(), offered, "{precision} m");
            assert_eq!(page.all("p.aside").count(), usize::from(!offered), "{precision} m");
        }
    }
}

#[test]
fn a_certificate_shines_on_its_last_day_and_not_after() {
    for (today, holds) in [("2028-03-01", true), ("2028-03-02", false)] {
        let project = small();
        project.succeeds(&["build", "--today", today]);
        let site = Site::built(project);
        let page = site.page("en/products/muoi-ruong/index.html");
        assert_eq!(page.all(".badges").count(), usize::from(holds), "{today}");
        assert_eq!(page.json()["@graph"][0]["hasCertification"].is_object(), holds, "{today}");
        let told = page.text();
        assert_eq!(told.contains("Valid until 1 March 2028"), holds, "{today}");
        assert_eq!(told.contains("The certificate ran until 1 March 2028"), !holds, "{today}");
        let listed = text_of(site.page("en/products/index.html").one(".card"));
        assert_eq!(listed.contains("OCOP 4 stars"), holds, "{today}: {listed}");
        let ledger = site.project.read("content/ledger.yaml");
        let code = ledger.lines().zip(ledger.lines().skip(1)).find(|(_, entry)| entry.contains("muoi-ruong")).unwrap().0.trim_matches([':', '\'', '"']);
        let plaque = Command::new("pdftotext").arg(site.project.path(&format!("print/plaques/{code}.pdf"))).arg("-").output().unwrap();
        let plaque = String::from_utf8(plaque.stdout).unwrap();
        assert!(plaque.contains("Muối ruộng"), "{plaque}");
        assert_eq!(plaque.contains("OCOP"), holds, "{today}: {plaque}");
    }
}

// ── stories ──

/// A page's story in the small catalogue, in Vietnamese and in English.
fn with_story(vietnamese: &str, english: &str) -> Site {
    Site::of(small().edit("content/sites/chua-cau/index.md", "Cây cầu bắc qua một con lạch nhỏ.", vietnamese).edit(
        "content/sites/chua-cau/index.en.md",
        "The bridge crosses a small creek.",
        english,
    ))
}

const STORY: &str = "vi/sites/chua-cau/index.html";

#[test]
fn stories_have_tables_notes_and_typographic_quotes() {
    let markdown = "# Trên\n\n| Năm | Việc |\n|---|---|\n| 1593 | dựng |\n\nCầu[^1] \"có mái\" -- xưa nay.\n\n[^1]: Theo bia.\n";
    let site = with_story(markdown, &markdown.replace("Trên", "Above"));
    let story = site.page(STORY);
    assert_eq!(story.all(".story table th").map(text_of).collect::<Vec<_>>(), ["Năm", "Việc"]);
    assert_eq!(text_of(story.one(".story h2")), "Trên", "headings begin under the name");
    assert!(text_of(story.one(".story")).contains("“có mái” – xưa nay"));
    let reference = story.one(".story sup a").attr("href").unwrap();
    assert!(reference.starts_with('#') && story.has_id(&reference[1..]), "{reference}");
    let both = site.pages.iter().find(|page| page.is_of_a_code() && page.canonical().contains("chua-cau")).unwrap();
    let notes: BTreeSet<_> = both.all(".footnote-definition").map(|note| note.attr("id").unwrap()).collect();
    assert_eq!(notes.len(), 2, "each language has notes of its own: {notes:?}");
}

#[test]
fn a_link_to_an_entry_stays_in_the_storys_language() {
    let site = with_story("Xem [muối](/products/muoi-ruong).", "See [salt](/products/muoi-ruong).");
    assert_eq!(site.page(STORY).one(".story a").attr("href").unwrap(), "/vi/products/muoi-ruong/");
    assert_eq!(site.page("en/sites/chua-cau/index.html").one(".story a").attr("href").unwrap(), "/en/products/muoi-ruong/");
    let both = site.pages.iter().find(|page| page.is_of_a_code() && page.canonical().contains("chua-cau")).unwrap();
    let links: Vec<_> = both.all(".story a").map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links, ["/vi/products/muoi-ruong/", "/en/products/muoi-ruong/"]);
}

#[test]
fn harmless_html_in_a_story_is_kept_and_the_rest_is_not() {
    let markdown = "Nhấn <kbd>A</kbd>.\n\n<script>alert(1)</script>\n\n<img src=\"/x.png\" onerror=\"alert(1)\">\n\n\
                    <a href=\"javascript:alert(1)\" style=\"color:red\">a</a>\n\n<svg onload=alert(1)></svg><iframe src=\"https://x.vn\"></iframe>\n\n\
                    <form action=\"https://x.vn\"><input name=a></form>\n\n</div></article></main>\n\nSau cùng.";
    let site = with_story(markdown, "Nothing.");
    for page in [site.page(STORY), site.pages.iter().find(|page| page.is_of_a_code() && page.canonical().contains("chua-cau")).unwrap()] {
        assert_eq!(text_of(page.one(".story kbd")), "A");
        assert_eq!(page.all(".story script, .story svg, .story iframe, .story form, .story input, .story img, .story a").count(), 0);
        page.assert_inert();
        assert!(text_of(page.one("main article .story")).ends_with("Sau cùng."), "what is closed too often stays inside");
    }
    let output = site.project.disan(&["check", "--lang", "en", "--format", "short"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    for line in [19, 21, 23, 25, 27] {
        assert!(told.contains(&format!("content/sites/chua-cau/index.md:{line}:")), "line {line}: {told}");
    }
}

#[test]
fn a_link_that_would_run_something_is_refused() {
    for to in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "&#106;avascript:alert(1)", "file:///etc/passwd"] {
        let project = small().edit("content/sites/chua-cau/index.md", "Cây cầu bắc", &format!("[Cây]({to}) cầu bắc"));
        let said = project.fails(&["check", "--lang", "en"], 1);
        assert!(said.contains("content/sites/chua-cau/index.md:17:1"), "{to}: {said}");
    }
}

// ── text stays text ──

/// Letters that mean something in HTML, XML, JSON, templates and YAML, among plain ones.
const AWKWARD: &str = "[<>&\"'`{}%#/\\\\=;:!\\-\\[\\]()$ a-eđếềΩ\u{200b}🙂]{0,30}x";

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn text_that_looks_like_html_is_shown_as_it_is(name in AWKWARD, summary in AWKWARD, fact in AWKWARD, source in AWKWARD, address in AWKWARD, aka in AWKWARD) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let entry = SITE_OF_TEXTS
            .replace("NAME", &quoted(&name))
            .replace("SUMMARY", &quoted(&summary))
            .replace("FACT", &quoted(&fact))
            .replace("SOURCE", &quoted(&source))
            .replace("ADDRESS", &quoted(&address))
            .replace("AKA", &quoted(&aka));
        let site = Site::of(small().file("content/sites/thu.yaml", entry));
        let code = site.pages.iter().find(|page| page.is_of_a_code() && page.canonical().contains("/thu/")).unwrap();
        for page in [site.page("vi/sites/thu/index.html"), code] {
            let shown = |selector: &str| text_of(page.one(selector));
            prop_assert_eq!(shown(if page.is_of_a_code() { "h1 > span" } else { "h1" }), squeezed(&name));
            prop_assert_eq!(shown(".lead"), squeezed(&summary));
            prop_assert_eq!(shown(".aka i"), squeezed(&aka));
            prop_assert_eq!(shown(".etiquette p"), squeezed(&summary));
            prop_assert_eq!(shown(".facts li p"), squeezed(&fact));
            prop_assert_eq!(shown(".facts li ul li"), squeezed(&source));
            prop_assert_eq!(text_of(page.all(".ledger dd").last().unwrap()), squeezed(&address));
            prop_assert_eq!(squeezed(&page.meta("description")), squeezed(&summary));
            prop_assert!(page.property("og:title").starts_with(name.trim()));
            let thing = &page.json()["@graph"][0];
            prop_assert_eq!(thing["name"].as_str(), Some(name.trim()));
            prop_assert_eq!(thing["description"].as_str(), Some(summary.trim()));
            prop_assert_eq!(page.all("h1").count(), 1);
            page.assert_inert();
        }
        prop_assert_eq!(site.page("vi/sites/index.html").all(".card").count(), 2);
        let feed = site.project.read("public/vi/feed.atom");
        let feed = Document::parse(&feed).unwrap();
        let told = |tag: &str| feed.descendants().rfind(|node| node.tag_name().name() == tag).unwrap().text().unwrap_or_default().trim().to_owned();
        prop_assert_eq!(told("title"), name.trim());
        prop_assert_eq!(told("summary"), summary.trim());
        site.sitemap();
    }
}

const SITE_OF_TEXTS: &str = "\
name: {vi: NAME, en: NAME}
summary: {vi: SUMMARY, en: SUMMARY}
also_known_as: [AKA]
types: [historical]
place: {addresses: [{text: {vi: ADDRESS, en: ADDRESS}}]}
etiquette: {vi: SUMMARY, en: SUMMARY}
facts: [{text: {vi: FACT, en: FACT}, sources: [SOURCE]}]
updated: 2026-01-02
";

// ── reading a website ──

/// The small catalogue's website and the committed one's.
fn sites() -> [Site; 2] {
    [Site::of(small()), Site::of(committed())]
}

/// A built website, its pages parsed.
struct Site {
    project: Project,
    pages: Vec<Page>,
    files: BTreeSet<String>,
}

impl Site {
    fn of(project: Project) -> Self {
        project.build_web();
        Self::built(project)
    }

    fn built(project: Project) -> Self {
        let files = project.files("public");
        let page = |(path, bytes): &(String, Vec<u8>)| {
            path.ends_with(".html").then(|| Page { path: path.clone(), html: Html::parse(std::str::from_utf8(bytes).unwrap()) })
        };
        let pages = files.iter().filter_map(page).collect();
        Self { project, pages, files: files.into_iter().map(|(path, _)| path).collect() }
    }

    fn page(&self, path: &str) -> &Page {
        self.pages.iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no page {path}"))
    }

    /// Whether an address lies in this website; if so, the file behind it is there, and the element that it names.
    fn leads(&self, from: &Page, address: &str) -> bool {
        let own = address.strip_prefix(HOST).or(address.strip_prefix("https://DISAN.EXAMPLE.VN")).unwrap_or(address);
        if !own.starts_with(['/', '#']) {
            return false;
        }
        let (path, id) = own.split_once('#').unwrap_or((own, ""));
        let file = match path.trim_start_matches('/') {
            "" if path.is_empty() => from.path.clone(),
            path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
            path if ["Q/", "01/"].iter().any(|start| path.starts_with(start)) && !path.contains('.') => format!("{path}.html"),
            path => path.to_owned(),
        };
        assert!(self.files.contains(&file), "{} leads to {address}, which is not there", from.path);
        assert!(id.is_empty() || self.page(&file).has_id(id), "{} leads to {address}: no such element", from.path);
        true
    }

    /// The addresses in the sitemap, each with its translations.
    fn sitemap(&self) -> BTreeMap<String, BTreeSet<(String, String)>> {
        let text = self.project.read("public/sitemap.xml");
        let document = Document::parse(&text).unwrap();
        let pages = document.descendants().filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "url")));
        let page = |url: roxmltree::Node| {
            let own = url.children().find(|node| node.tag_name().name() == "loc").unwrap().text().unwrap().to_owned();
            let links = url.children().filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "link")));
            (own, links.map(|link| (link.attribute("hreflang").unwrap().to_owned(), link.attribute("href").unwrap().to_owned())).collect())
        };
        pages.map(page).collect()
    }
}

/// A page and its path in the website.
struct Page {
    path: String,
    html: Html,
}

impl Page {
    fn all(&self, selector: &str) -> impl Iterator<Item = &Element> {
        self.html.all(selector)
    }

    fn one(&self, selector: &str) -> &Element {
        self.all(selector).next().unwrap_or_else(|| panic!("{}: no {selector}", self.path))
    }

    fn has_id(&self, id: &str) -> bool {
        self.all("[id]").any(|element| element.attr("id").as_deref() == Some(id))
    }

    fn meta(&self, name: &str) -> String {
        self.one(&format!("meta[name={name}]")).attr("content").unwrap()
    }

    fn property(&self, name: &str) -> String {
        self.one(&format!("meta[property={name}]")).attr("content").unwrap()
    }

    fn canonical(&self) -> String {
        self.one("link[rel=canonical]").attr("href").unwrap()
    }

    fn text(&self) -> String {
        text_of(self.one("main"))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.one("script[type=application/ld+json]").text()).unwrap()
    }

    /// The translations that the head names: language and address.
    fn alternates(&self) -> BTreeSet<(String, String)> {
        self.all("link[hreflang]").map(|link| (link.attr("hreflang").unwrap(), link.attr("href").unwrap())).collect()
    }

    /// The Content-Security-Policy: what each directive allows.
    fn policy(&self) -> BTreeMap<String, Vec<String>> {
        let policy = self.one("meta[http-equiv=Content-Security-Policy]").attr("content").unwrap();
        let mut directives = policy.split(';').map(|directive| directive.split_whitespace().map(str::to_owned));
        directives.by_ref().map(|mut words| (words.next().unwrap(), words.collect())).collect()
    }

    /// No element does anything by itself: no handlers, no styles of its own, no addresses that run.
    fn assert_inert(&self) {
        for element in self.all("*") {
            for (name, value) in element.attrs() {
                assert!(!name.starts_with("on") && name != "style", "{}: {name}={value}", self.path);
                let runs = value.trim_start().to_lowercase().starts_with("javascript:");
                assert!(!runs || !["href", "src", "action"].contains(&name.as_str()), "{}: {name}={value}", self.path);
            }
        }
    }

    /// Behind a printed code, or a GTIN.
    fn is_of_a_code(&self) -> bool {
        ["Q/", "q/", "01/"].iter().any(|start| self.path.starts_with(start)) && !self.finds_codes()
    }

    /// How many scripts stand in it: the choice of language, finding codes. All else is in the one that every page loads.
    fn inline_scripts(&self) -> usize {
        [self.is_of_a_code() || self.finds_codes(), self.finds_codes()].map(usize::from).iter().sum()
    }

    fn finds_codes(&self) -> bool {
        ["Q/index.html", "q/index.html"].contains(&self.path.as_str())
    }

    fn is_in_a_language(&self) -> bool {
        self.path.starts_with("vi/") || self.path.starts_with("en/")
    }

    fn is_of_an_entry(&self) -> bool {
        self.is_in_a_language() && Path::new(&self.path).components().count() == 4
    }
}

/// The text of an element with its blanks as one sees them.
fn text_of(element: &Element) -> String {
    squeezed(&element.text())
}

fn squeezed(text: &str) -> String {
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn hash_of(element: &Element) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(element.text())))
}

#[test]
fn only_an_inscription_of_the_entry_itself_is_a_distinction() {
    let inscribed = |title: &str| {
        let unesco = format!("rank:\n  level: national\nunesco:\n  - list: world-heritage\n    title: {title}\nplace:");
        let project = small().edit("content/sites/chua-cau/index.md", "rank:\n  level: national\n  date: 1990-02-17\nplace:", &unesco);
        project.build_web();
        project.read("public/vi/sites/chua-cau/index.html")
    };
    let badges = |page: &str| page.split_once("class=\"badges\"").unwrap().1.split_once("</ul>").unwrap().0.to_owned();
    let part = inscribed("{vi: Phố cổ Hội An, en: Hội An Ancient Town}");
    assert!(!badges(&part).contains("Di sản thế giới") && part.contains("Di sản thế giới: Phố cổ Hội An"), "{part}");
    let itself = inscribed("{vi: Chùa Cầu, en: Japanese Covered Bridge}");
    assert!(badges(&itself).contains("Di sản thế giới"), "{itself}");
}

/// The rules of the HTML standard and of accessibility, as `html-validate` (npm) knows them.
#[test]
fn every_page_is_valid_html() {
    let rules = root().join("tests/html-validate.json");
    let program = root().join("target/node_modules/.bin/html-validate");
    let output = Command::new(&program)
        .args(["--config", rules.to_str().unwrap(), "--formatter", "text", "**/*.html"])
        .current_dir(built().path("public"))
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; `tests/run` installs it", program.display()));
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}
