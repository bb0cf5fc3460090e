//! Products with a GTIN: the page and the linkset at their GS1 Digital Link URIs, and labels that carry an earlier GTIN.

use disan::qr::gs1::DigitalLink;
use serde_json::{Value, json};

use crate::project::{Project, small};

const URI: &str = "https://disan.example.vn/01/09521234543213";
const PRODUCT: &str = "content/products/muoi-ruong.yaml";

/// The small catalogue, its product with these lines more.
fn with(lines: &str) -> Project {
    small().edit(PRODUCT, "group: food", &format!("group: food\n{lines}"))
}

fn code_of(project: &Project, entry: &str) -> String {
    let ledger = project.read("content/ledger.yaml");
    ledger.split_once(&format!(":\n  entry: {entry}\n")).unwrap().0.rsplit('\n').next().unwrap().trim_matches(['\'', '"']).to_owned()
}

#[test]
fn a_products_page_opens_from_its_gtin() {
    let project = with("gtin: \"9521234543213\"");
    project.build_web();
    let code = code_of(&project, "products/muoi-ruong");
    assert_eq!(project.read("public/01/09521234543213.html"), project.read(&format!("public/Q/{code}.html")));
    assert_eq!(project.files("public/01").len(), 2, "the page and the linkset");
    assert_eq!(DigitalLink::parse(URI).unwrap().key, ("01", "09521234543213".to_owned()));
}

#[test]
fn the_gtin_and_its_address_stand_on_the_page_as_text() {
    let project = with("gtin: \"9521234543213\"");
    project.build_web();
    for (path, words) in [("vi", "Địa chỉ GS1 Digital Link"), ("en", "GS1 Digital Link URI")] {
        let page = project.read(&format!("public/{path}/products/muoi-ruong/index.html"));
        assert!(page.contains(">9521234543213<") && page.contains(words), "{page}");
        assert!(page.contains(&format!("href=\"/01/09521234543213\">{URI}<")), "{page}");
        assert!(page.contains("<link rel=\"linkset\" type=\"application/linkset+json\" href=\"/01/09521234543213.linkset.json\">"), "{page}");
        assert!(page.contains(&format!("\"hasGS1DigitalLink\":\"{URI}\"")) && page.contains("\"gtin\":\"9521234543213\""), "{page}");
    }
    assert!(!project.read("public/vi/producers/htx-muoi/index.html").contains("linkset"));
}

#[test]
fn the_linkset_has_the_form_that_gs1_publishes() {
    let project = with("gtin: \"9521234543213\"");
    project.build_web();
    let code = code_of(&project, "products/muoi-ruong");
    let page = |lang: &str, title: &str| {
        let href = format!("https://disan.example.vn/{lang}/products/muoi-ruong/");
        json!({ "href": href, "title": title, "type": "text/html", "hreflang": [lang] })
    };
    let expected = json!({ "linkset": [{
        "anchor": URI,
        "description": "Muối ruộng",
        "https://ref.gs1.org/voc/defaultLink": [{ "href": format!("https://disan.example.vn/Q/{code}"), "title": "Muối ruộng" }],
        "https://ref.gs1.org/voc/pip": [page("vi", "Muối ruộng"), page("en", "Field salt")],
    }] });
    assert_eq!(serde_json::from_str::<Value>(&project.read("public/01/09521234543213.linkset.json")).unwrap(), expected);
}

#[test]
fn a_label_with_an_earlier_gtin_still_opens_the_page() {
    // 8-digit and 13-digit numbers, one written twice
    let project = with("gtin: \"9521234543213\"\ngtin_history: [\"9520123456788\", \"96385074\", \"09521234543213\"]");
    project.build_web();
    let page = project.read("public/01/09521234543213.html");
    for earlier in ["09520123456788", "00000096385074"] {
        assert_eq!(project.read(&format!("public/01/{earlier}.html")), page);
        let linkset: Value = serde_json::from_str(&project.read(&format!("public/01/{earlier}.linkset.json"))).unwrap();
        assert_eq!(linkset["linkset"][0]["anchor"], format!("https://disan.example.vn/01/{earlier}"));
    }
    assert_eq!(project.files("public/01").len(), 6);
}

#[test]
fn a_product_that_lost_its_gtin_shows_none_but_its_labels_lead_on() {
    let project = with("gtin_history: [\"9520123456788\"]");
    project.build_web();
    assert!(project.path("public/01/09520123456788.html").exists());
    let page = project.read("public/vi/products/muoi-ruong/index.html");
    assert!(!page.contains("GTIN") && !page.contains("hasGS1DigitalLink"), "{page}");
}

#[test]
fn one_gtin_leads_to_one_product() {
    let second = "name: {vi: Muối hạt, en: Salt}\nsummary: {vi: Muối., en: Salt.}\nproducer: producers/htx-muoi\ngroup: food\n";
    let project = with("gtin: \"9521234543213\"").file("content/products/muoi-hat.yaml", format!("{second}gtin_history: [\"09521234543213\"]\n"));
    let told = project.fails(&["check", "--format", "short", "--lang", "en"], 1);
    assert!(told.contains("content/products/muoi-ruong.yaml:5:7: error[E0427]") && told.contains("1 error"), "{told}");
}
