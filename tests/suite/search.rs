//! The search page: what is typed finds what is meant, in Chromium, on the committed content and on small catalogues; its list without scripts; its bytes.

#[path = "../../benches/generator.rs"]
mod generator;

use std::cmp::Ordering;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use disan::lang::Lang;
use disan::text::{SortKeys, fold, initial};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::browser::{Browser, barriers, browser, narrow, serve};
use crate::html::Html;
use crate::project::{CATALOGUE, Project, built, root, small};

// ── what is found ──

/// What is typed, and the first entry that is found, be the page Vietnamese or English.
const FIRST_HITS: &[(&str, &str)] = &[
    // without marks, with them, in pieces and in any order
    ("kham lon can tho", "sites/kham-lon-can-tho"),
    ("kham lon", "sites/kham-lon-can-tho"),
    ("Khám Lớn", "sites/kham-lon-can-tho"),
    ("KHÁM LỚN CẦN THƠ", "sites/kham-lon-can-tho"),
    ("can tho kham", "sites/kham-lon-can-tho"),
    ("khá", "sites/kham-lon-can-tho"),
    ("  kham,  lon! ", "sites/kham-lon-can-tho"),
    // đ, however it comes
    ("dinh binh thuy", "sites/dinh-binh-thuy"),
    ("Đình Bình Thủy", "sites/dinh-binh-thuy"),
    ("Đình Bình Thuỷ", "sites/dinh-binh-thuy"),
    ("\u{d0}ình Bình Thủy", "sites/dinh-binh-thuy"),
    ("\u{f0}ình bình thuỷ", "sites/dinh-binh-thuy"),
    ("du\u{31b}\u{300}a", "products/mat-hoa-dua-sokfarm"),
    ("den xuong giang", "sites/den-xuong-giang"),
    ("dia dao", "sites/dia-dao-cu-chi"),
    ("gom chu dau", "products/gom-chu-dau"),
    ("mien dong", "products/mien-dong-tai-hoan"),
    // composed and decomposed
    ("Ru\u{1ed9}ng b\u{1ead}c thang", "sites/ruong-bac-thang-mu-cang-chai"),
    ("Ruo\u{323}\u{302}ng ba\u{323}\u{302}c thang", "sites/ruong-bac-thang-mu-cang-chai"),
    // products and producers
    ("nuoc mam phu quoc", "products/nuoc-mam-phu-quoc-khai-hoan"),
    ("vai thieu", "products/vai-thieu-luc-ngan"),
    ("htx tai hoan", "producers/htx-tai-hoan"),
    ("hợp tác xã cà phê", "producers/htx-ca-phe-bich-thao"),
    // other names
    ("long tuyen", "sites/dinh-binh-thuy"),
    ("lai vien kieu", "sites/chua-cau"),
    ("thành tây đô", "sites/thanh-nha-ho"),
    ("prison provinciale", "sites/kham-lon-can-tho"),
    // English, also on the Vietnamese page, and the other way round
    ("citadel of the ho", "sites/thanh-nha-ho"),
    ("japanese bridge", "sites/chua-cau"),
    ("temple of literature", "sites/van-mieu-quoc-tu-giam"),
    ("imperial citadel", "sites/hoang-thanh-thang-long"),
    ("Thăng Long", "sites/hoang-thanh-thang-long"),
    ("fish sauce", "products/nuoc-mam-phu-quoc-khai-hoan"),
    ("bat pagoda", "sites/chua-doi"),
    ("chua doi", "sites/chua-doi"),
    // places now and formerly; as foreigners write them
    ("sóc trăng", "sites/chua-doi"),
    ("yen bai", "sites/ruong-bac-thang-mu-cang-chai"),
    ("ninh thuan", "sites/dinh-my-thien"),
    ("đống đa", "sites/van-mieu-quoc-tu-giam"),
    ("hanoi literature", "sites/van-mieu-quoc-tu-giam"),
    ("myson", "sites/my-son"),
    ("mi son", "sites/my-son"),
    // routes and pages
    ("tu van mieu den hoang thanh", "routes/van-mieu-thang-long"),
    ("quet ma", "pages/cach-quet-ma"),
    // a slip
    ("khma lon", "sites/kham-lon-can-tho"),
    ("ponagra", "sites/thap-ba-ponagar"),
    ("literatur", "sites/van-mieu-quoc-tu-giam"),
    ("litterature", "sites/van-mieu-quoc-tu-giam"),
];

#[test]
fn what_is_typed_finds_what_is_meant_first_on_pages_in_both_languages() {
    let browser = browser(narrow());
    for lang in ["vi", "en"] {
        browser.open(&format!("/{lang}/search/"));
        let wrong: Vec<String> = FIRST_HITS
            .iter()
            .map(|(typed, expected)| (typed, expected, found(&browser, typed)))
            .filter(|(_, expected, found)| found.first().is_none_or(|first| first != *expected))
            .map(|(typed, expected, found)| format!("{lang} {typed:?}: {expected}, not {:?}", found.iter().take(3).collect::<Vec<_>>()))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        browser.is_quiet("the search page");
    }
}

#[test]
fn ranks_stars_and_kinds_are_found_by_their_words() {
    let browser = browser(narrow());
    browser.open("/vi/search/");
    let of_five = found(&browser, "ocop 5 sao");
    assert!(of_five.contains(&"products/che-dinh-tan-cuong-hao-dat".to_owned()) && of_five.iter().all(|entry| entry.starts_with("products/")), "{of_five:?}");
    assert_eq!(found(&browser, "ocop 5 stars"), of_five, "in English on the Vietnamese page too");
    let ranked = found(&browser, "di tích quốc gia đặc biệt");
    assert!(ranked.len() >= 8 && ranked.iter().all(|entry| entry.starts_with("sites/")), "{ranked:?}");
    assert_eq!(found(&browser, "tuyến tham quan").len(), 2);
}

/// A catalogue of pages with these names.
fn named(names: &[&str]) -> Project {
    let project = Project::new().file("content/catalogue.yaml", CATALOGUE);
    for (number, name) in names.iter().enumerate() {
        project.write(
            &format!("content/pages/trang-{number:02}.yaml"),
            format!("name: {{vi: \"{name}\", en: \"Page\"}}\nsummary: {{vi: Một trang., en: A page.}}\n"),
        );
    }
    project.build_web();
    project
}

#[test]
fn the_very_marks_rank_first_and_without_marks_all_are_equal() {
    let names = ["Cẩm Giàng", "Cẩm Giang", "Văn Lăng", "Văn Lang", "mạ", "mã", "má", "mả", "mà", "ma", "Lễ hội Hoà Bình", "Đá quí", "Chùa Lý", "Dá", "Núi Mĩ"];
    let project = named(&names);
    let browser = browser(narrow());
    browser.goto(&format!("http://{}/vi/search/", serve(project.path("public"))));
    let names_of = |typed: &str| {
        let number = |entry: &String| entry.rsplit_once('-').unwrap().1.parse::<usize>().unwrap();
        found(&browser, typed).iter().map(|entry| names[number(entry)]).collect::<Vec<_>>()
    };
    assert_eq!(names_of("Cẩm Giang"), ["Cẩm Giang", "Cẩm Giàng"]);
    assert_eq!(names_of("Cẩm Giàng"), ["Cẩm Giàng", "Cẩm Giang"]);
    assert_eq!(names_of("cam giang"), ["Cẩm Giàng", "Cẩm Giang"], "as they come");
    assert_eq!(names_of("Văn Lang"), ["Văn Lang", "Văn Lăng"]);
    assert_eq!(names_of("văn lăng"), ["Văn Lăng", "Văn Lang"]);
    for name in ["mạ", "mã", "má", "mả", "mà"] {
        let found = names_of(name);
        assert_eq!((found[0], found.len()), (name, 6), "{found:?}");
    }
    assert_eq!(names_of("ma"), ["mạ", "mã", "má", "mả", "mà", "ma"], "as they come");
    assert_eq!(names_of("đá")[..2], ["Đá quí", "Dá"], "đ is not d");
    assert_eq!(names_of("da"), ["Dá", "Đá quí"]);
    // one word in two spellings
    assert_eq!(names_of("hòa bình"), ["Lễ hội Hoà Bình"]);
    assert_eq!(names_of("đá quý"), ["Đá quí"]);
    assert_eq!(names_of("quy"), ["Đá quí"]);
    assert_eq!(names_of("Lí"), ["Chùa Lý"]);
    assert_eq!(names_of("núi mỹ"), ["Núi Mĩ"]);
}

#[test]
fn a_printed_code_finds_its_page_and_enter_opens_it() {
    let browser = browser(narrow());
    let ledger = built().read("content/ledger.yaml");
    let codes = ledger.split("\n  entry: ").collect::<Vec<_>>();
    let mut codes = codes.windows(2).map(|pair| (pair[0].trim_end_matches([':', '\'']).rsplit(['\n', '\'']).next().unwrap(), pair[1].lines().next().unwrap()));
    browser.open("/en/search/");
    let mut seen = 0;
    for (code, entry) in codes.clone() {
        let typed = code.to_lowercase().replace('0', "o").replace('1', "l");
        for typed in [code.to_owned(), format!("{} {}", &typed[..2], &typed[2..]), format!("disan.example.vn/Q/{code}")] {
            assert_eq!(found(&browser, &typed).first().map(String::as_str), Some(entry), "{typed}");
        }
        seen += 1;
    }
    assert!(seen > 40, "{seen} codes");
    let (code, entry) = codes.next_back().unwrap();
    type_into_field(&browser, &format!("{}\n", code.to_lowercase()));
    until(&browser, &format!("location.pathname === '/en/{entry}/'"));
}

#[test]
fn what_was_asked_for_is_marked_and_said_where_it_does_not_show() {
    let browser = browser(narrow());
    browser.open("/vi/search/");
    let marked = |typed: &str| {
        found(&browser, typed);
        browser.run("return [...document.querySelectorAll('#found li:first-child mark')].map(mark => mark.textContent)")
    };
    assert_eq!(marked("kham lo"), json!(["Khám", "Lớ"]));
    assert_eq!(marked("nhã ĐƯ"), json!(["Nhã", "Đư"]), "in the name and in the address");
    assert_eq!(marked("long tuyen"), json!(["Long", "Tuyền"]), "in one of two other names");
    assert_eq!(marked("hanoi quoc tu giam")[0], "Quốc");
    assert!(marked("hanoi quoc tu giam").as_array().unwrap().contains(&json!("Hà Nội")));
    assert_eq!(marked("yen bai"), json!(["Yên", "Bái"]));
    let told = |typed: &str| {
        found(&browser, typed);
        browser.run("const told = document.querySelector('#found li:first-child .aside'); return told && [told.textContent, told.querySelector('span').lang]")
    };
    assert_eq!(told("yen bai"), json!(["Địa chỉ cũ: Các xã La Pán Tẩn, Chế Cu Nha, Dế Xu Phình, huyện Mù Cang Chải, tỉnh Yên Bái", ""]));
    assert_eq!(told("citadel of the ho"), json!(["Citadel of the Hồ Dynasty", "en"]));
    assert_eq!(told("kham lon"), Value::Null);
    // a text of the catalogue is text
    let project = named(&["Cầu <img src=x> & “Cống”"]);
    browser.goto(&format!("http://{}/vi/search/", serve(project.path("public"))));
    found(&browser, "img");
    assert_eq!(browser.run("return document.querySelector('#found a').innerHTML"), "Cầu &lt;<mark>img</mark> src=x&gt; &amp; “Cống”");
}

#[test]
fn names_of_entries_without_a_translation_say_their_language() {
    let project = small();
    fs::remove_file(project.path("content/sites/chua-cau/index.en.md")).unwrap();
    project.build_web();
    let browser = browser(narrow());
    browser.goto(&format!("http://{}/en/search/", serve(project.path("public"))));
    assert_eq!(found(&browser, "chua cau"), ["sites/chua-cau"]);
    assert_eq!(browser.run("return document.querySelector('#found a').lang"), "vi");
    assert_eq!(found(&browser, "salt"), ["producers/htx-muoi", "products/muoi-ruong"], "the name that begins so comes first");
    found(&browser, "field salt");
    assert_eq!(browser.run("return document.querySelector('#found a').lang"), "");
    let line = browser.run("return [...document.querySelectorAll('#found li:first-child .meta span')].map(span => span.textContent)");
    assert_eq!(line, json!(["Product", "OCOP 4 stars", "Ven Biển Commune"]), "a product is where its producer is");
}

// ── folding ──

#[test]
fn the_script_folds_as_the_program_does() {
    let script = fs::read_to_string(root().join("themes/default/assets/search.js")).unwrap();
    let function = &script[script.find("function fold(").unwrap()..];
    let function = &function[..function.find("\n  }").unwrap() + 4];
    let texts: Vec<String> = (0..4_000).map(text).collect();
    let browser = browser(json!({}));
    let folded = browser.run(&format!("{function} return {}.map(fold)", json!(texts)));
    for (text, folded) in texts.iter().zip(folded.as_array().unwrap()) {
        assert_eq!(folded, &fold(text), "{text:?}");
    }
    assert!(texts.iter().filter(|text| fold(text) != **text).count() > 3_000);
}

/// A text of letters that people here use, some decomposed, always the same for a number.
fn text(number: u64) -> String {
    const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ \
                           AÀÁẠĂẮẶÂẤẬBCDĐEÉÊỀỆGHIÍKLMNOÓÔỒỘƠỚỢPQRSTUÚƯỨỰVXYÝÐðfjwzFJWZ0123456789-–,.“”'/&çñßøåÅİıŁłţœ한국中é\u{301}\u{323}\u{31b}ㅤ🙂Жж";
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let text: String = (0..1 + random(24)).map(|_| letters[random(letters.len())]).collect();
    if number.is_multiple_of(3) { unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect() } else { text }
}

// ── the field ──

#[test]
fn composing_a_letter_is_not_disturbed_and_finds_already() {
    let browser = browser(narrow());
    browser.open("/vi/search/");
    browser.run("document.getElementById('q').focus()");
    let first = || browser.run("const link = document.querySelector('#found a'); return [document.getElementById('q').value, link && link.pathname]");
    for (composed, seen) in [("kh", None), ("kha", None), ("khá", None), ("khám", Some("/vi/sites/kham-lon-can-tho/"))] {
        browser.devtools(
            "Input.imeSetComposition",
            json!({ "text": composed, "selectionStart": composed.chars().count(), "selectionEnd": composed.chars().count() }),
        );
        let now = first();
        assert_eq!(now[0], composed, "the field keeps what is composed");
        assert!(seen.is_none_or(|seen| now[1] == seen), "{now}");
    }
    browser.devtools("Input.insertText", json!({ "text": "khám l" }));
    assert_eq!(first(), json!(["khám l", "/vi/sites/kham-lon-can-tho/"]));
    browser.is_quiet("the search page");
}

#[test]
fn the_keyboard_alone_finds_and_opens() {
    let browser = browser(narrow());
    browser.open("/en/");
    focus_by_tab(&browser, "document.activeElement.id === 'q'");
    browser.type_text("nha co binh\n");
    until(&browser, "location.pathname === '/en/search/' && document.readyState === 'complete'");
    assert_eq!(browser.run("return [location.search, document.getElementById('q').value]"), json!(["?q=nha+co+binh", "nha co binh"]));
    focus_by_tab(&browser, "document.activeElement.id === 'q'");
    browser.type_text("\u{e007}"); // Enter goes to what was found …
    assert_eq!(browser.run("return document.activeElement.id"), "told");
    browser.press("\u{e004}"); // … and the next stop is the first of it
    assert_eq!(browser.run("return document.activeElement.pathname"), "/en/sites/nha-co-binh-thuy/");
    browser.press("\u{e007}");
    until(&browser, "location.pathname === '/en/sites/nha-co-binh-thuy/'");
}

#[test]
fn the_address_keeps_what_was_typed_and_so_does_the_way_back() {
    let browser = browser(narrow());
    browser.open("/vi/search/");
    type_into_field(&browser, "chùa dơi");
    until(&browser, "location.search === '?q=ch%C3%B9a%20d%C6%A1i'");
    assert_eq!(browser.run("return new URL(document.querySelector('.tongues a').href).search"), "?q=ch%C3%B9a%20d%C6%A1i", "the other language too");
    browser.click("#found a");
    until(&browser, "location.pathname === '/vi/sites/chua-doi/'");
    browser.run("history.back()");
    until(&browser, "location.pathname === '/vi/search/' && document.querySelector('#found a')");
    assert_eq!(
        browser.run("return [document.getElementById('q').value, document.querySelector('#found a').pathname]"),
        json!(["chùa dơi", "/vi/sites/chua-doi/"])
    );
    browser.run("document.getElementById('q').value = ''; document.getElementById('q').dispatchEvent(new Event('input'))");
    until(&browser, "location.search === ''");
    assert_eq!(browser.run("return [document.getElementById('all').hidden, document.getElementById('found').children.length]"), json!([false, 0]));
}

#[test]
fn screen_readers_are_told_how_much_was_found() {
    let browser = browser(narrow());
    browser.open("/en/search/");
    assert_eq!(browser.run("return document.getElementById('told').getAttribute('role')"), "status");
    let told = |typed: &str, words: &str| {
        found(&browser, typed);
        until(&browser, &format!("document.getElementById('told').textContent === {}", json!(words)));
    };
    told("binh thuy", "Found: 4");
    told("khma lon", "No exact match; similar: 1");
    told("<b>xyzzy</b>", "Nothing found for “<b>xyzzy</b>”");
    let none = browser.run("return [document.getElementById('none').offsetHeight > 0, document.getElementById('all').offsetHeight > 0]");
    assert_eq!(none, json!([true, true]), "helpful words, and the list of everything");
    told("", "");
    assert_eq!(browser.run("return document.getElementById('none').offsetHeight"), 0);
}

#[test]
fn nothing_of_it_is_loaded_before_somebody_searches() {
    let browser = browser(narrow());
    let loaded = || browser.run("return performance.getEntriesByType('resource').filter(file => file.name.includes('/search')).length");
    for page in ["/en/sites/chua-cau/", "/vi/products/", "/q/", "/vi/"] {
        browser.open(page);
        browser.run("const field = document.getElementById('q'); if (field) field.focus()");
        assert_eq!(loaded(), 0, "{page}");
    }
    browser.click(".seek");
    until(&browser, "location.pathname.endsWith('/search/') && document.readyState === 'complete'");
    assert_eq!(loaded(), 2);
}

#[test]
fn every_page_leads_there() {
    for (path, bytes) in built().files("public").into_iter().filter(|(path, _)| path.ends_with(".html") && path != "index.html" && path != "offline/index.html")
    {
        let page = Html::parse(std::str::from_utf8(&bytes).unwrap());
        let links: Vec<String> = page.all("header .seek, main a").filter_map(|link| link.attr("href")).filter(|path| path.ends_with("/search/")).collect();
        let expected = match path.split('/').next().unwrap() {
            lang @ ("vi" | "en") => vec![format!("/{lang}/search/")],
            _ => vec!["/vi/search/".to_owned(), "/en/search/".to_owned()],
        };
        assert_eq!(links, expected, "{path}");
    }
    let browser = browser(json!({ "mobileEmulation": { "deviceMetrics": { "width": 320, "height": 640, "pixelRatio": 2.0, "mobile": true, "touch": true } } }));
    for page in ["/vi/", "/en/", "/en/search/?q=temple", "/q/"] {
        browser.open(page);
        let seen = browser.run(
            "const glass = [...document.querySelectorAll('.seek')].find(link => link.offsetHeight).getBoundingClientRect();
            return [document.documentElement.scrollWidth, glass.width >= 44 && glass.height >= 44 && glass.right <= 320]",
        );
        assert_eq!(seen, json!([320, true]), "{page}");
    }
}

#[test]
fn axe_finds_no_barrier_among_what_was_found() {
    let browser = browser(narrow());
    for page in ["/vi/search/?q=binh+thuy", "/en/search/?q=yen+bai", "/en/search/?q=xyzzy", "/vi/search/"] {
        browser.open(page);
        for scheme in ["light", "dark"] {
            browser.shows(scheme);
            assert_eq!(barriers(&browser), json!([]), "{page} in {scheme}");
        }
    }
    browser.open("/vi/search/?q=chua");
    let small = "return [...document.querySelectorAll('#found a, #q, .type .button')].filter(target => target.getBoundingClientRect().height < 44).length";
    assert_eq!(browser.run(small), 0);
    let wide = browser.run("return document.documentElement.scrollWidth");
    assert_eq!(wide, 360);
}

// ── without scripts, without a server ──

#[test]
fn without_scripts_the_page_is_the_list_of_everything_in_alphabetical_order() {
    let browser = browser(narrow());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    for lang in ["vi", "en"] {
        browser.open(&format!("/{lang}/search/?q=chua"));
        assert_eq!(browser.run("return document.querySelector('form').offsetHeight"), 0, "no field that does nothing");
        let page = Html::parse(&built().read(&format!("public/{lang}/search/index.html")));
        let listed: Vec<(String, String)> = page.all(".az a").map(|link| (link.text(), link.attr("href").unwrap())).collect();
        let order = SortKeys::new(&Lang::new(lang).unwrap());
        assert!(listed.windows(2).all(|pair| order.compare(&pair[0].0, &pair[1].0) != Ordering::Greater), "{listed:?}");
        let ledger = built().read("content/ledger.yaml");
        let mut entries: Vec<String> = ledger.lines().filter_map(|line| Some(format!("/{lang}/{}/", line.strip_prefix("  entry: ")?))).collect();
        let mut paths: Vec<String> = listed.into_iter().map(|(_, path)| path).collect();
        entries.sort();
        paths.sort();
        assert_eq!(paths, entries);
        for letter in page.all(".search section") {
            assert!(page.all(".firsts a").any(|link| link.attr("href") == letter.attr("id").map(|id| format!("#{id}"))));
        }
    }
    let letters =
        |lang: &str| Html::parse(&built().read(&format!("public/{lang}/search/index.html"))).all(".search h3").map(|it| it.text()).collect::<String>();
    assert_eq!(letters("vi"), "BCDĐGHKLMNRTV");
    assert!(letters("en").starts_with("ABCDFHIJKL"), "{}", letters("en"));
}

#[test]
fn letters_of_the_list_are_those_of_the_language() {
    let of = |text: &str, lang: &str| initial(text, &Lang::new(lang).unwrap());
    for (text, vietnamese, english) in
        [("Ấp Trà Cuôn", 'Â', 'A'), ("Ủng", 'U', 'U'), ("ứng", 'Ư', 'U'), ("đá", 'Đ', 'Đ'), ("“Ổ", 'Ô', 'O'), ("e\u{323}\u{302}m", 'E', 'E')]
    {
        assert_eq!((of(text, "vi"), of(text, "en")), (Some(vietnamese), Some(english)), "{text}");
    }
    assert_eq!(of("12 vị", "vi"), Some('1'));
    assert_eq!(of("…", "vi"), None);
}

#[test]
fn a_long_list_is_in_parts_and_each_finds_too() {
    let names: Vec<String> = (0..260).map(|number| format!("Ngôi đình số {number}")).collect();
    let project = named(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let index = Html::parse(&project.read("public/vi/search/index.html"));
    let parts: Vec<(String, String)> = index.all(".az a").map(|link| (link.attr("href").unwrap(), link.text())).collect();
    assert_eq!(parts.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["/vi/search/1/", "/vi/search/2/"]);
    assert!(parts[0].1.starts_with("Ngôi đình số 0 – "), "{parts:?}");
    let mut listed = 0;
    for (path, _) in &parts {
        let page = project.read(&format!("public{path}index.html"));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">") && gzip(page.as_bytes()) < 13_000, "{path}: {} bytes", gzip(page.as_bytes()));
        let page = Html::parse(&page);
        assert_eq!(page.all(".az [aria-current]").count(), 1);
        listed += page.all(".groups a").count();
    }
    assert_eq!(listed, 260);
    assert!(!project.read("public/sitemap.xml").contains("/search/1/"));
    let browser = browser(narrow());
    browser.goto(&format!("http://{}/vi/search/2/", serve(project.path("public"))));
    let hits = found(&browser, "ngoi dinh");
    assert_eq!(hits.len(), 50);
    until(&browser, "document.getElementById('told').textContent === 'Tìm thấy: 260; dưới đây là 50 mục sát nhất'");
    assert_eq!(found(&browser, "dinh so 77"), ["pages/trang-77"], "a number is a whole one");
}

#[test]
fn it_works_in_a_folder_that_is_opened_from_a_disk() {
    // links as a pack for places without a network has them: relative, to files
    let folder = Project::new();
    for (path, bytes) in built().files("public") {
        if path == "vi/search/index.html" || path == "vi/sites/chua-cau/index.html" {
            let page = String::from_utf8(bytes).unwrap();
            let up = "../".repeat(path.matches('/').count());
            folder.write(&path, page.replace("href=\"/vi/\"", &format!("href=\"{up}vi/index.html\"")).replace("src=\"/", &format!("src=\"{up}")));
        } else if path.starts_with("assets/") {
            folder.write(&path, bytes);
        }
    }
    let browser = browser(narrow());
    let page = format!("file://{}", folder.path("vi/search/index.html").display());
    browser.goto(&format!("{page}?q=chua%20cau"));
    until(&browser, "document.querySelector('#found a')");
    assert_eq!(found(&browser, "lai vien kieu").len(), 1);
    until(&browser, "location.search === '?q=lai%20vien%20kieu'");
    browser.click("#found a");
    until(&browser, "location.pathname.endsWith('/vi/sites/chua-cau/index.html')");
    assert_eq!(browser.run("return document.querySelector('h1').innerText"), "Chùa Cầu");
}

// ── bytes ──

#[test]
fn the_index_of_five_hundred_entries_and_the_script_are_thirty_kilobytes() {
    let folder = Project::in_memory();
    generator::write(&folder.path("content"), 500).unwrap();
    let catalogue = disan::catalogue::read(&folder.path("content"), "content", date(2026, 11, 21)).unwrap().catalogue.unwrap();
    let script = gzip(&fs::read(root().join("themes/default/assets/search.js")).unwrap());
    for lang in &catalogue.settings.languages {
        let index = disan::search::index(&catalogue, catalogue.entries.values(), lang);
        assert!(index.matches("muc-").count() >= 500);
        let bytes = gzip(index.as_bytes()) + script;
        assert!(bytes <= 30_000, "{lang}: {bytes} bytes, {script} of them the script");
    }
}

#[test]
fn the_search_pages_and_the_first_pages_come_in_thirteen_kilobytes() {
    for page in ["vi/search", "en/search", "vi", "en"] {
        let bytes = gzip(&built().read_bytes(&format!("public/{page}/index.html")));
        assert!(bytes <= 13_000, "{page}: {bytes} bytes");
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut child = Command::new("gzip").arg("-9c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_owned();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let sent = child.wait_with_output().unwrap().stdout.len();
    writer.join().unwrap();
    sent
}

// ── how the tests search ──

/// Puts a text into the field, as typing does; gives the entries that are found, as `sites/chua-cau`.
fn found(browser: &Browser, typed: &str) -> Vec<String> {
    let found = browser.run(&format!(
        "const field = document.getElementById('q');
        field.value = {};
        field.dispatchEvent(new Event('input'));
        return [...document.querySelectorAll('#found a')].map(link => link.pathname.split('/').filter(part => part && part !== 'index.html').slice(-2).join('/'))",
        json!(typed)
    ));
    serde_json::from_value(found).unwrap()
}

fn type_into_field(browser: &Browser, text: &str) {
    browser.run("document.getElementById('q').value = ''; document.getElementById('q').focus()");
    browser.type_text(text);
}

/// Presses the tabulator until something has the focus.
fn focus_by_tab(browser: &Browser, has_focus: &str) {
    for _ in 0..30 {
        browser.press("\u{e004}");
        if browser.run(&format!("return {has_focus}")) == true {
            return;
        }
    }
    panic!("the tabulator does not get there: {has_focus}");
}

/// Looks until something is so.
fn until(browser: &Browser, is_so: &str) {
    browser.wait_for(&format!("const done = arguments[0]; (function look() {{ {is_so} ? done() : setTimeout(look, 20); }})()"));
}
