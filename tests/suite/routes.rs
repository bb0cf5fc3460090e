//! Routes: stops in their order, ways between them, the drawn map, the keypad, and progress that stays on the phone.

use std::fs;

use disan::geo::{Overview, Point};
use serde_json::{Value, json};

use crate::browser::{barriers, browser, narrow};
use crate::html::{Element, Html};
use crate::project::{Project, built, small};

/// Three places in Hội An's order of latitude, the last without coordinates.
const ROUTE: &str = "\
name: {vi: Phố cổ, en: Old Town}
summary: {vi: Ba nơi trong một buổi., en: Three places in half a day.}
mode: walk
duration: 150
stops:
  - entry: sites/chua-cau
    note: {vi: Đi dọc bờ sông., en: Walk along the river.}
  - entry: sites/hoi-quan
    mode: boat
    metres: 2400
    minutes: 30
  - entry: producers/htx-muoi
";

const HALL: &str = "\
name: {vi: Hội quán, en: Assembly hall}
summary: {vi: Nơi gặp gỡ., en: A place to meet.}
types: [historical]
place: {latitude: 15.8790, longitude: 108.3360, precision: 40, addresses: [{text: {vi: Hội An, en: Hội An}}]}
";

fn with_route() -> Project {
    small().file("content/sites/hoi-quan.yaml", HALL).file("content/routes/pho-co.yaml", ROUTE)
}

fn page(project: &Project, path: &str) -> Html {
    Html::parse(&project.read(&format!("public/{path}index.html")))
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    html.all(selector).map(text_of).collect()
}

fn text_of(element: &Element) -> String {
    element.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn stops_stand_in_their_order_with_the_way_to_the_next() {
    let project = with_route();
    project.build_web();
    let route = page(&project, "en/routes/pho-co/");
    assert_eq!(texts(&route, ".stop h3"), ["Japanese Covered Bridge", "Assembly hall", "Salt Cooperative"]);
    assert_eq!(texts(&route, ".stop .number"), ["1", "2", "3"]);
    let ways = texts(&route, ".onward");
    // 1,091 m straight, 1.3 times that on foot at 4.5 km/h; the other way as the author says
    assert_eq!(ways.len(), 2);
    assert!(ways[0].starts_with("To stop 2: about 1.4 km, 20 min on foot Walk along the river."), "{ways:?}");
    assert!(ways[1].starts_with("To stop 3: about 2.4 km, 30 min by boat"), "{ways:?}");
    let particulars = texts(&route, ".ledger dd");
    for told in ["about 3.8 km", "about 50 min", "about 2 h 30 min", "on foot"] {
        assert!(particulars.contains(&told.to_owned()), "{told}: {particulars:?}");
    }
    let vietnamese = page(&project, "vi/routes/pho-co/");
    assert!(texts(&vietnamese, ".onward")[0].starts_with("Đến điểm 2: khoảng 1,4 km, 20 phút đi bộ"));
    assert!(texts(&vietnamese, ".stop")[2].contains("Chưa có vị trí trên bản đồ"));
}

#[test]
fn a_way_between_inexact_places_is_told_as_what_it_does_not_exceed() {
    let project = with_route().edit("content/sites/hoi-quan.yaml", "precision: 40", "precision: 2000");
    project.build_web();
    let route = page(&project, "vi/routes/pho-co/");
    assert!(texts(&route, ".onward")[0].starts_with("Đến điểm 2: không quá 4,1 km"), "{:?}", texts(&route, ".onward"));
    assert!(texts(&route, ".ledger dd").contains(&"chưa kể 1 chặng chưa rõ quãng đường".to_owned()));
    assert_eq!(route.all(".onward a[href*=google]").count(), 0, "no directions to a place that is not exact");
    assert!(texts(&route, ".stop")[1].contains("Vị trí gần đúng"));
    assert_eq!(route.all(".map g.rough").count(), 1);
}

#[test]
fn an_entry_names_its_routes_and_the_stops_before_and_after() {
    let project = with_route();
    project.build_web();
    let hall = page(&project, "en/sites/hoi-quan/");
    assert_eq!(texts(&hall, ".on-route h2"), ["Stop 2 of 3 on a route"]);
    let link = |rel: &str| hall.all(&format!(".on-route a[rel={rel}]")).map(|link| link.attr("href").unwrap()).collect::<Vec<_>>();
    assert_eq!((link("prev"), link("next")), (vec!["/en/sites/chua-cau/".to_owned()], vec!["/en/producers/htx-muoi/".to_owned()]));
    assert_eq!(page(&project, "en/sites/chua-cau/").all(".on-route a[rel=prev]").count(), 0);
    assert_eq!(page(&project, "en/products/muoi-ruong/").all(".on-route").count(), 0);
}

#[test]
fn the_keypad_is_a_grid_of_links_without_scripts() {
    let project = with_route();
    project.build_web();
    let keypad = page(&project, "vi/routes/pho-co/keypad/");
    let keys: Vec<_> = keypad.all(".keypad li a").map(|link| (link.attr("data-number").unwrap(), link.attr("href").unwrap())).collect();
    let expected = [("1", "/vi/sites/chua-cau/"), ("2", "/vi/sites/hoi-quan/"), ("3", "/vi/producers/htx-muoi/")];
    assert_eq!(keys, expected.map(|(number, path)| (number.to_owned(), path.to_owned())));
    assert!(project.read("public/sitemap.xml").contains("/en/routes/pho-co/keypad/"));
}

#[test]
fn search_engines_are_told_the_stops_in_their_order() {
    let project = with_route();
    project.build_web();
    let data = page(&project, "en/routes/pho-co/").all("script[type=application/ld+json]").next().unwrap().text();
    let trip = &serde_json::from_str::<Value>(&data).unwrap()["@graph"][0];
    assert_eq!(trip["@type"], "TouristTrip");
    assert_eq!(trip["itinerary"]["numberOfItems"], 3);
    let items = trip["itinerary"]["itemListElement"].as_array().unwrap();
    let told: Vec<_> = items.iter().map(|item| (item["position"].as_i64().unwrap(), item["item"]["name"].as_str().unwrap())).collect();
    assert_eq!(told, [(1, "Japanese Covered Bridge"), (2, "Assembly hall"), (3, "Salt Cooperative")]);
}

#[test]
fn the_drawn_map_keeps_directions_and_proportions_and_parts_numbers() {
    let point = |latitude, longitude| Point { latitude, longitude };
    let places = [point(10.0, 105.0), point(10.0, 105.05), point(10.03, 105.05), point(10.0301, 105.0501)];
    let map = Overview::of(&places).unwrap();
    let unit = |a: usize, b: usize| (map.pins[a].x - map.pins[b].x).hypot(map.pins[a].y - map.pins[b].y) / places[a].metres_to(places[b]);
    assert!((unit(0, 1) / unit(1, 2) - 1.0).abs() < 0.01 && (unit(0, 1) / unit(0, 2) - 1.0).abs() < 0.01);
    assert!((unit(0, 1) * map.scale_metres - map.scale_length).abs() < 0.02 * map.scale_length);
    assert!(map.pins[1].x > map.pins[0].x && map.pins[2].y < map.pins[1].y, "east is right, north is up");
    for (index, a) in map.pins.iter().enumerate() {
        assert!((0.0..=map.width).contains(&a.number_x) && (0.0..=map.height).contains(&a.number_y));
        for b in &map.pins[index + 1..] {
            assert!((a.number_x - b.number_x).hypot(a.number_y - b.number_y) > 34.0, "two numbers lie on each other");
        }
    }
    assert_eq!(Overview::of(&places[..1]), None);
    let same = Overview::of(&[places[0], places[0]]).unwrap();
    assert!(same.pins.iter().all(|pin| pin.x.is_finite() && pin.number_y.is_finite()));
}

// ── in the browser, with the repository's own routes ──

const OWN: &str = "/vi/routes/binh-thuy-ninh-kieu/";

#[test]
fn visited_stops_are_remembered_on_the_phone() {
    let browser = browser(narrow());
    browser.open(OWN);
    let told = "return document.getElementById('told-visited').innerText";
    assert_eq!(browser.run(told), "Đã đến: 0 / 5");
    browser.click(".stops > ol > li:nth-child(2) .tick");
    browser.click(".stops > ol > li:nth-child(4) .tick");
    assert_eq!(browser.run(told), "Đã đến: 2 / 5");
    browser.open(&format!("{OWN}keypad/"));
    assert_eq!(browser.run(told), "Đã đến: 2 / 5");
    assert_eq!(browser.run("return [...document.querySelectorAll('.visited a')].map(link => link.dataset.number)"), json!(["2", "4"]));
    browser.open(&OWN.replace("/vi/", "/en/"));
    assert_eq!(
        browser.run("return [...document.querySelectorAll('.tick')].map(tick => tick.getAttribute('aria-pressed'))"),
        json!(["false", "true", "false", "true", "false"])
    );
    browser.click(".stops > ol > li:nth-child(2) .tick");
    assert_eq!(browser.run(told), "Visited: 1 / 5");
    let small = browser.run("return [...document.querySelectorAll('.tick')].filter(tick => tick.offsetHeight < 44 || tick.offsetWidth < 44).length");
    assert_eq!(small, 0);
    browser.is_quiet(OWN);
}

#[test]
fn a_typed_number_opens_the_stop() {
    let browser = browser(narrow());
    browser.open(&format!("{OWN}keypad/"));
    browser.click("#number");
    browser.type_text("9\n");
    assert!(browser.run("return document.getElementById('told').innerText").as_str().unwrap().contains("từ 1 đến 5"));
    assert_eq!(browser.run("return document.getElementById('number').getAttribute('aria-invalid')"), "true");
    browser.run("document.getElementById('number').value = ''");
    browser.type_text(" 04\n");
    browser.wait_for("const done = arguments[0]; const look = () => location.pathname.endsWith('/kham-lon-can-tho/') ? done() : setTimeout(look, 20); look()");
    assert_eq!(browser.run("return location.pathname"), "/vi/sites/kham-lon-can-tho/");
    browser.is_quiet(OWN);
}

#[test]
fn without_scripts_routes_and_keypads_show_what_works() {
    let browser = browser(narrow());
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    for page in [OWN.to_owned(), format!("{OWN}keypad/")] {
        browser.open(&page);
        let seen = "return [...document.querySelectorAll('.tick, form.type, #told-visited, [data-share]')].filter(e => e.offsetHeight).length";
        assert_eq!(browser.run(seen), 0, "{page} shows what only scripts can do");
        assert_eq!(browser.run("return document.documentElement.scrollWidth"), 360, "{page} scrolls sideways");
    }
    let small = "return [...document.querySelectorAll('.keypad li a')].filter(key => key.offsetHeight < 44 || key.offsetWidth < 44).length";
    assert_eq!(browser.run(small), 0);
}

#[test]
fn axe_finds_no_barrier_on_routes_keypads_and_stops() {
    let browser = browser(narrow());
    let ledger = built().read("content/ledger.yaml");
    let code = ledger.split_once(":\n  entry: routes/").unwrap().0.rsplit('\n').next().unwrap().to_owned();
    for page in [OWN.to_owned(), format!("{OWN}keypad/"), format!("/Q/{code}"), "/en/sites/kham-lon-can-tho/".to_owned()] {
        browser.open(&page);
        browser.run("document.querySelectorAll('.tick').forEach((tick, index) => index % 2 && tick.click())");
        for scheme in ["light", "dark"] {
            browser.shows(scheme);
            assert_eq!(barriers(&browser), json!([]), "{page} in {scheme}");
        }
    }
}

#[test]
fn sharing_is_offered_where_the_browser_can() {
    let browser = browser(narrow());
    browser.open("/vi/sites/chua-cau/");
    let can = browser.run("return !!navigator.share");
    assert_eq!(browser.run("return !document.querySelector('[data-share]').hidden"), can);
    let given = "Object.defineProperty(navigator, 'share', { configurable: true, value: what => { window.given = what; return Promise.resolve(); } });";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": given }));
    browser.open("/vi/sites/chua-cau/");
    browser.click("[data-share]");
    assert_eq!(browser.run("return window.given.url"), "https://disan.example.vn/Q/ZG7H9");
}

#[test]
fn all_scripts_together_are_four_kilobytes() {
    let theme = crate::project::root().join("themes/default");
    let joined: Vec<_> = fs::read_dir(theme.join("scripts")).unwrap().map(|file| file.unwrap().path()).collect();
    let all = [theme.join("language.js"), theme.join("find.js")].into_iter().chain(joined);
    let scripts = all.map(|file| fs::read_to_string(file).unwrap()).collect::<String>();
    let lines: String = scripts.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut child = std::process::Command::new("gzip").arg("-9c").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    let bytes = child.wait_with_output().unwrap().stdout.len();
    assert!(bytes <= 4096, "{bytes} bytes");
}

#[test]
fn former_addresses_of_a_route_cover_its_keypad() {
    let project = with_route();
    project.build_web();
    let ledger = project.read("content/ledger.yaml");
    fs::rename(project.path("content/routes/pho-co.yaml"), project.path("content/routes/hoi-an.yaml")).unwrap();
    project.write("content/ledger.yaml", ledger.replace("  entry: routes/pho-co\n", "  entry: routes/pho-co\n  moved: routes/hoi-an\n"));
    project.build_web();
    for path in ["vi/routes/pho-co/", "en/routes/pho-co/", "vi/routes/pho-co/keypad/"] {
        let target = format!("0; url=/{}", path.replace("pho-co", "hoi-an"));
        assert_eq!(page(&project, path).all("meta[http-equiv=refresh]").next().unwrap().attr("content").unwrap(), target);
    }

    let project = with_route();
    project.build_web();
    let ledger = project.read("content/ledger.yaml");
    fs::remove_file(project.path("content/routes/pho-co.yaml")).unwrap();
    project.write("content/ledger.yaml", ledger.replace("  entry: routes/pho-co\n", "  entry: routes/pho-co\n  moved: sites/chua-cau\n"));
    project.build_web();
    let of_another_kind = page(&project, "vi/routes/pho-co/keypad/").all("meta[http-equiv=refresh]").next().unwrap().attr("content").unwrap();
    assert_eq!(of_another_kind, "0; url=/vi/sites/chua-cau/", "a site has no keypad");
}
