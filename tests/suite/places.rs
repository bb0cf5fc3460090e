//! Places: what is near, directions, files for map programs, and how products say where they come from.

use disan::geo::{Neighbour, Point, nearest};
use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::html::Html;
use crate::project::{Project, built, small};

const PLACE: &str = "\
name: {vi: NAME, en: NAME}
summary: {vi: Nơi để thử., en: A place to try.}
types: [historical]
place: {latitude: LATITUDE, longitude: 108.3260, precision: PRECISION, addresses: [{text: {vi: Hội An, en: Hội An}}]}
";

/// The small catalogue with more places north of its own, which lies at 15.8771.
fn with_places(places: &[(&str, f64, u32)]) -> Project {
    places.iter().fold(small(), |project, (slug, latitude, precision)| {
        let text = PLACE.replace("NAME", slug).replace("LATITUDE", &latitude.to_string()).replace("PRECISION", &precision.to_string());
        project.file(&format!("content/sites/{slug}.yaml"), text)
    })
}

fn near(project: &Project, page: &str) -> Vec<String> {
    let html = Html::parse(&project.read(&format!("public/{page}index.html")));
    html.all(".near a").zip(html.all(".near li small")).map(|(name, way)| format!("{} {}", name.text(), way.text())).collect()
}

#[test]
fn the_nearest_come_first_with_distance_and_time() {
    let project = with_places(&[("xa", 15.9671, 50), ("gan", 15.8841, 50), ("vua", 15.8951, 100), ("ngoai", 16.1571, 50), ("khong-ro", 15.8781, 301)]);
    project.build_web();
    // straight lines of 778, 2,001 and 10,008 metres, times 1.3; 31 km away is not near, and a place that is not exact is left out
    assert_eq!(
        near(&project, "en/sites/chua-cau/"),
        ["gan about 1 km, 15 min on foot", "vua about 2.6 km, 35 min on foot", "xa about 13 km, 30 min by motorbike"]
    );
    assert_eq!(near(&project, "vi/sites/chua-cau/")[1], "vua khoảng 2,6 km, 35 phút đi bộ");
    assert_eq!(near(&project, "vi/sites/khong-ro/"), Vec::<String>::new());
    assert_eq!(near(&project, "vi/products/muoi-ruong/"), Vec::<String>::new());
}

#[test]
fn at_most_five_are_named() {
    let slugs = ["m1", "m2", "m3", "m4", "m5", "m6", "m7"];
    let places: Vec<(&str, f64, u32)> = slugs.iter().enumerate().map(|(index, slug)| (*slug, 15.88 + index as f64 / 500.0, 10)).collect();
    let project = with_places(&places);
    project.build_web();
    let names: Vec<String> = near(&project, "vi/sites/chua-cau/").iter().map(|row| row.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(names, ["m1", "m2", "m3", "m4", "m5"]);
}

#[test]
fn places_closer_than_they_are_exact_are_only_said_to_be_close() {
    let project = with_places(&[("canh", 15.8780, 250)]);
    project.build_web();
    assert_eq!(near(&project, "en/sites/chua-cau/"), ["canh no more than 500 m"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_grid_finds_what_looking_at_all_finds(places in prop::collection::vec((8.0..23.0_f64, 102.5..109.0_f64), 0..60), spread in 0.001..1.0_f64) {
        let points: Vec<Point> = places.iter().map(|(latitude, longitude)| Point { latitude: 8.5 + (latitude - 8.5) * spread, longitude: 105.0 + (longitude - 105.0) * spread }).collect();
        for (index, found) in nearest(&points, 5, 20_000.0).into_iter().enumerate() {
            let mut all: Vec<Neighbour> = (0..points.len()).filter(|other| *other != index).map(|other| Neighbour { index: other, metres: points[index].metres_to(points[other]) }).collect();
            all.retain(|other| other.metres <= 20_000.0);
            all.sort_by(|a, b| a.metres.total_cmp(&b.metres).then(a.index.cmp(&b.index)));
            all.truncate(5);
            prop_assert_eq!(found, all);
        }
    }
}

#[test]
fn ten_thousand_places_are_compared_in_a_moment() {
    // half of them in one town, half all over the country
    let place = |index: u32| {
        let (a, b) = (f64::from(index * 7919 % 10_007) / 10_007.0, f64::from(index * 104_729 % 10_009) / 10_009.0);
        let wide = if index.is_multiple_of(2) { 0.1 } else { 14.0 };
        Point { latitude: 8.6 + a * wide, longitude: 104.5 + b * wide.min(4.0) }
    };
    let points: Vec<Point> = (0..10_000).map(place).collect();
    let begun = std::time::Instant::now();
    let found = nearest(&points, 5, 20_000.0);
    assert!(found.iter().filter(|others| others.len() == 5).count() > 5_000);
    assert!(begun.elapsed().as_secs_f64() < 3.0, "{:?}", begun.elapsed());
}

#[test]
fn distances_are_those_of_the_great_circle() {
    let hanoi = Point { latitude: 21.0278, longitude: 105.8342 };
    let saigon = Point { latitude: 10.7769, longitude: 106.7009 };
    assert!((hanoi.metres_to(saigon) - 1_143_600.0).abs() < 2_000.0, "{}", hanoi.metres_to(saigon));
    assert!((hanoi.metres_to(saigon) - saigon.metres_to(hanoi)).abs() < 1e-6);
    assert_eq!(hanoi.metres_to(hanoi), 0.0);
}

#[test]
fn a_place_opens_in_any_map_program_only_where_it_is_exact() {
    let project = with_places(&[("khong-ro", 15.9, 301)]);
    project.build_web();
    let links = |page: &str| Html::parse(&project.read(page)).all(".go a").map(|link| link.attr("href").unwrap()).collect::<Vec<_>>();
    let exact = links("public/vi/sites/chua-cau/index.html");
    assert_eq!(exact.len(), 4);
    assert_eq!(exact[3], "geo:15.8771,108.326?q=15.8771,108.326");
    assert!(exact[0].starts_with("https://www.google.com/maps/dir/?api=1&destination=15.8771%2C108.326"));
    assert_eq!(links("public/vi/sites/khong-ro/index.html"), Vec::<String>::new());
    let page = project.read("public/vi/sites/khong-ro/index.html");
    assert!(page.contains("15.9, 108.326") && page.contains("gần đúng"), "the coordinates are there to be read");
}

// ── files for map programs ──

const AWKWARD: &str = "[<>&\"'`{}%#/\\\\=;:!\\-\\[\\]()$ a-eđếềΩ\u{200b}🙂]{0,30}x";

const ROUTE: &str = "\
name: {vi: NAME, en: NAME}
summary: {vi: SUMMARY, en: SUMMARY}
mode: walk
stops: [{entry: sites/chua-cau}, {entry: producers/htx-muoi}, {entry: sites/gan}, {entry: sites/khong-ro}]
";

#[test]
fn a_routes_files_hold_its_exact_stops_in_order() {
    let route = ROUTE.replace("NAME", "Phố").replace("SUMMARY", "Bốn nơi.");
    let project = with_places(&[("gan", 15.8841, 50), ("khong-ro", 15.9, 400)]).file("content/routes/pho.yaml", route);
    project.build_web();
    let expected = [("1. Japanese Covered Bridge", 15.8771), ("3. gan", 15.8841)];
    for (file, found) in [("gpx", gpx(&project, "en/routes/pho.gpx")), ("kml", kml(&project, "en/routes/pho.kml"))] {
        assert_eq!(found.iter().map(|(name, latitude, _)| (name.as_str(), *latitude)).collect::<Vec<_>>(), expected, "{file}");
    }
    let geo = geo_json(&project, "en/routes/pho.geojson");
    assert_eq!(geo["features"].as_array().unwrap().len(), 3);
    assert_eq!(geo["features"][1]["properties"]["stop"], 3);
    assert_eq!(geo["features"][2]["geometry"]["coordinates"], serde_json::json!([[108.326, 15.8771], [108.326, 15.8841]]));
    assert!(geo["description"].as_str().unwrap().contains("stops 2, 4"), "what is left out is said: {geo}");
}

#[test]
fn the_catalogues_files_hold_every_exact_place_once() {
    let exact = built()
        .files("public/vi")
        .into_iter()
        .filter(|(path, bytes)| path.matches('/').count() == 2 && String::from_utf8_lossy(bytes).contains("href=\"geo:"))
        .count();
    assert!(exact > 5);
    for lang in ["vi", "en"] {
        let counts = [
            gpx(built(), &format!("{lang}/catalogue.gpx")).len(),
            kml(built(), &format!("{lang}/catalogue.kml")).len(),
            geo_json(built(), &format!("{lang}/catalogue.geojson"))["features"].as_array().unwrap().len(),
        ];
        assert_eq!(counts, [exact; 3]);
    }
    let list = Html::parse(&built().read("public/vi/sites/index.html"));
    let types: Vec<_> = list.all("a[download]").map(|link| (link.attr("href").unwrap(), link.attr("type").unwrap())).collect();
    assert_eq!(types[0], ("/vi/catalogue.gpx".to_owned(), "application/gpx+xml".to_owned()));
    assert_eq!((types[1].1.as_str(), types[2].1.as_str()), ("application/vnd.google-earth.kml+xml", "application/geo+json"));
}

#[test]
fn without_an_exact_place_there_are_no_files() {
    let project = small().edit("content/sites/chua-cau/index.md", "precision: 50", "precision: 500");
    project.build_web();
    assert!(project.files("public").iter().all(|(path, _)| !path.ends_with("gpx") && !path.ends_with("geojson")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stands_in_the_files_as_it_is(name in AWKWARD, summary in AWKWARD) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let place = PLACE.replace("NAME", &quoted(&name)).replace("{vi: Nơi để thử., en: A place to try.}", &format!("{{vi: {0}, en: {0}}}", quoted(&summary)));
        let project = small().file("content/sites/thu.yaml", place.replace("LATITUDE", "15.9").replace("PRECISION", "10"));
        project.build_web();
        prop_assert_eq!(&gpx(&project, "vi/catalogue.gpx")[1].0, name.trim());
        prop_assert_eq!(&kml(&project, "vi/catalogue.kml")[1].0, name.trim());
        let geo = geo_json(&project, "vi/catalogue.geojson");
        prop_assert_eq!(geo["features"][1]["properties"]["description"].as_str(), Some(summary.trim()));
    }
}

/// Reads GPX 1.1: the way-points with name, latitude and longitude. Elements must stand in the order of the schema.
fn gpx(project: &Project, path: &str) -> Vec<(String, f64, f64)> {
    let text = project.read(&format!("public/{path}"));
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    let namespace = "http://www.topografix.com/GPX/1/1";
    assert!(root.has_tag_name((namespace, "gpx")) && root.attribute("version") == Some("1.1") && root.attribute("creator").is_some());
    let order = |node: Node, names: &[&str]| in_order(node, namespace, names);
    order(root, &["metadata", "wpt", "rte", "trk", "extensions"]);
    order(child(root, "metadata"), &["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"]);
    let point = ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"];
    for route in root.children().filter(|node| node.tag_name().name() == "rte") {
        order(route, &["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"]);
    }
    let number = |node: &Node, key: &str| node.attribute(key).unwrap().parse::<f64>().unwrap();
    let points = document.descendants().filter(|node| ["wpt", "rtept"].contains(&node.tag_name().name()));
    let points: Vec<_> = points.inspect(|node| order(*node, &point)).collect();
    let told = |node: &Node| (text_of(*node, "name"), number(node, "lat"), number(node, "lon"));
    let (ways, stops): (Vec<_>, Vec<_>) = points.iter().partition(|node| node.tag_name().name() == "wpt");
    assert!(stops.is_empty() || stops.iter().map(&told).eq(ways.iter().map(&told)));
    ways.iter().map(told).collect()
}

/// Reads KML 2.2: the placemarks that are points.
fn kml(project: &Project, path: &str) -> Vec<(String, f64, f64)> {
    let text = project.read(&format!("public/{path}"));
    let document = Document::parse(&text).unwrap();
    let namespace = "http://www.opengis.net/kml/2.2";
    assert!(document.root_element().has_tag_name((namespace, "kml")));
    let feature = ["name", "visibility", "open", "author", "link", "address", "phoneNumber", "Snippet", "description"];
    let names = |rest: &[&'static str]| feature.iter().chain(rest).copied().collect::<Vec<_>>();
    in_order(child(document.root_element(), "Document"), namespace, &names(&["Placemark"]));
    let marks = document.descendants().filter(|node| node.has_tag_name((namespace, "Placemark")));
    let marks: Vec<_> = marks.inspect(|node| in_order(*node, namespace, &names(&["Point", "LineString"]))).collect();
    let points = marks.iter().filter_map(|mark| Some((mark, mark.children().find(|node| node.has_tag_name((namespace, "Point")))?)));
    points
        .map(|(mark, point)| {
            let coordinates = text_of(point, "coordinates");
            let (longitude, latitude) = coordinates.split_once(',').unwrap();
            (text_of(*mark, "name"), latitude.parse().unwrap(), longitude.parse().unwrap())
        })
        .collect()
}

/// Reads GeoJSON: RFC 7946 asks for `type`, `geometry` and `properties` of each feature, longitude first, and no `crs`.
fn geo_json(project: &Project, path: &str) -> Value {
    let value: Value = serde_json::from_str(&project.read(&format!("public/{path}"))).unwrap();
    assert!(value["type"] == "FeatureCollection" && value.get("crs").is_none());
    for feature in value["features"].as_array().unwrap() {
        assert!(feature["type"] == "Feature" && feature["properties"].is_object() && feature["id"].is_string());
        let geometry = &feature["geometry"];
        let positions = if geometry["type"] == "Point" { vec![&geometry["coordinates"]] } else { geometry["coordinates"].as_array().unwrap().iter().collect() };
        assert!(["Point", "LineString"].contains(&geometry["type"].as_str().unwrap()));
        for position in positions {
            assert!((102.0..118.0).contains(&position[0].as_f64().unwrap()) && (6.0..23.5).contains(&position[1].as_f64().unwrap()), "{position}");
        }
    }
    value
}

/// The children of an element stand in this order.
fn in_order(node: Node, namespace: &str, names: &[&str]) {
    let atom = "http://www.w3.org/2005/Atom";
    let children = node.children().filter(Node::is_element);
    let places: Vec<usize> = children
        .map(|child| {
            let name = child.tag_name();
            assert!([Some(namespace), Some(atom)].contains(&name.namespace()), "{name:?}");
            names.iter().position(|known| *known == name.name()).unwrap_or_else(|| panic!("{name:?} in {:?}", node.tag_name()))
        })
        .collect();
    assert!(places.is_sorted(), "{:?}: {places:?}", node.tag_name());
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    node.children().find(|child| child.tag_name().name() == name).unwrap()
}

fn text_of(node: Node, name: &str) -> String {
    node.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text()).unwrap_or_default().to_owned()
}

// ── products ──

const FULL: &str = "
price: {amount: 45000, unit: {vi: gói 500 g, en: a 500 g bag}, valid_on: 2026-10-01}
where_to_buy:
  - {name: {vi: Sàn Một, en: Market One}, url: \"https://san.example.vn/muoi\", checked: 2026-11-02}
  - {name: {vi: Quầy ở chợ, en: Market stall}, telephone: 0912 345 678, zalo: 0912.345.678, checked: 2026-11-03}
";

#[test]
fn a_product_says_what_it_is_and_when_that_was_so() {
    let project = small()
        .edit("content/products/muoi-ruong.yaml", "story:", &format!("{}story:", FULL.trim_start()))
        .edit("content/products/muoi-ruong.yaml", "date: 2025-03-01}", "date: 2025-03-01, decision: 12/QĐ-UBND, authority: UBND tỉnh}")
        .edit(
            "content/producers/htx-muoi.yaml",
            "type: cooperative",
            "type: cooperative\ncontact: {telephone: 0292 123 456, zalo: 0909 111 222, website: \"https://muoi.example.vn\"}",
        )
        .file(
            "content/products/muoi-ot.yaml",
            "name: {vi: Muối ớt, en: Chilli salt}\nsummary: {vi: Muối cay., en: Hot salt.}\nproducer: producers/htx-muoi\ngroup: food\n",
        );
    project.build_web();
    let html = Html::parse(&project.read("public/en/products/muoi-ruong/index.html"));
    let text = html.all("main").next().unwrap().text();
    for told in [
        "Valid until 1 March 2028",
        "Price as of 1 October 2026",
        "Checked 2 November 2026",
        "not a certified digital product passport",
        "Also made here",
        "Chilli salt",
    ] {
        assert!(text.contains(told), "{told}");
    }
    let links: Vec<String> = html.all("main a").filter_map(|link| link.attr("href")).collect();
    for link in ["https://zalo.me/0912345678", "https://zalo.me/0909111222", "tel:0912345678", "https://san.example.vn/muoi", "/en/products/muoi-ot/"] {
        assert!(links.contains(&link.to_owned()), "{link}: {links:?}");
    }
    assert!(project.read("public/vi/products/muoi-ruong/index.html").contains("không phải hộ chiếu số của sản phẩm đã được chứng nhận"));
    let data: Value = serde_json::from_str(&html.all("script[type=application/ld+json]").next().unwrap().text()).unwrap();
    let product = &data["@graph"][0];
    let certificate = &product["hasCertification"];
    assert_eq!((&certificate["certificationIdentification"], &certificate["issuedBy"]["name"]), (&"12/QĐ-UBND".into(), &"UBND tỉnh".into()));
    assert_eq!((&certificate["certificationRating"]["ratingValue"], &certificate["expires"]), (&4.into(), &"2028-03-01".into()));
    assert_eq!((&product["offers"][0]["price"], &product["offers"][2]["seller"]["name"]), (&45_000.into(), &"Market stall".into()));
    assert_eq!(product["category"], "Food");
}
