//! Entries: their two forms, their languages, and what they refer to.

use std::fs;
use std::io::Cursor;

use unicode_normalization::UnicodeNormalization;

use crate::project::{Project, root, small};

#[test]
fn a_folder_and_one_file_give_the_same_pages_and_plaques() {
    let folder = Project::new().file("content/catalogue.yaml", crate::project::CATALOGUE).file("content/sites/dinh/cong.png", picture());
    let folder = folder
        .file("content/sites/dinh/index.md", format!("---\n{FACTS}{VIETNAMESE}---\n{STORY}"))
        .file("content/sites/dinh/index.en.md", format!("---\n{ENGLISH}---\n{STORY_EN}"));
    let one_file = Project::new().file("content/catalogue.yaml", crate::project::CATALOGUE).file("content/sites/cong.png", picture());
    let pairs = VIETNAMESE.lines().zip(ENGLISH.lines()).map(|(vietnamese, english)| {
        let (key, text) = vietnamese.split_once(": ").unwrap();
        let (same_key, translated) = english.split_once(": ").unwrap();
        assert_eq!(key, same_key);
        format!("{key}: {{vi: {text}, en: {translated}}}\n")
    });
    let story = format!("story:\n  vi: |\n{}  en: |\n{}", indented(STORY), indented(STORY_EN));
    let one_file = one_file.file("content/sites/dinh.yaml", format!("{FACTS}{}{story}", pairs.collect::<String>()));
    folder.build();
    one_file.build();
    for output in ["public", "print"] {
        let (from_folder, from_one_file) = (folder.files(output), one_file.files(output));
        assert!(from_folder.len() > 3);
        for (one, other) in from_folder.iter().zip(&from_one_file) {
            assert_eq!(one.0, other.0);
            assert!(one.1 == other.1, "{output}/{} differs", one.0);
        }
        assert_eq!(from_folder.len(), from_one_file.len());
    }
    assert_eq!(folder.read("content/ledger.yaml"), one_file.read("content/ledger.yaml"));
}

#[test]
fn a_map_of_languages_and_a_translation_file_can_be_mixed() {
    let project = small().edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", "name: {vi: Chùa Cầu, en: Covered Bridge}");
    project.write("content/sites/chua-cau/index.en.md", "---\nsummary: The roofed bridge of Hội An.\n---\n\nThe bridge crosses a small creek.\n");
    project.succeeds(&["check"]);
    project.build_web();
    assert!(project.read("public/en/sites/chua-cau/index.html").contains("<h1>Covered Bridge</h1>"));
}

#[test]
fn a_third_language_comes_by_adding_files_only() {
    let project = khmer(&with_word(&with_word(&english_words(), "language_name", "ភាសាខ្មែរ"), "og_locale", "km_KH"));
    project.succeeds(&["check"]);
    project.build();
    let page = project.read("public/km/sites/chua-cau/index.html");
    assert!(page.contains("<html lang=\"km\"") && page.contains("<h1>Spean Japon</h1>"));
    for lang in ["vi", "en", "km"] {
        let page = project.read(&format!("public/{lang}/sites/chua-cau/index.html"));
        let announced = alternates(&page);
        assert_eq!(announced, ["vi", "en", "km", "x-default"], "{lang}");
        for (other, name) in [("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")].into_iter().filter(|(other, _)| *other != lang)
        {
            assert!(page.contains(&format!("<a href=\"/{other}/sites/chua-cau/\" lang=\"{other}\" hreflang=\"{other}\">{name}</a>")), "{lang}");
        }
        assert!(project.path(&format!("public/{lang}/feed.atom")).exists());
    }
    let code = project.read("content/ledger.yaml").lines().find(|line| line.ends_with(':')).unwrap().trim_end_matches(':').to_owned();
    let code_page = project.read(&format!("public/Q/{code}.html"));
    assert!(["vi", "en", "km"].iter().all(|lang| code_page.contains(&format!("lang=\"{lang}\""))));
}

#[test]
fn a_plaque_in_letters_that_no_font_has_names_the_letters() {
    let words = with_word(&english_words(), "plaque_invitation_site", "ស្កេន");
    let project = khmer(&words).edit("content/sites/chua-cau/index.km.md", "name: Spean Japon", "name: ស្ពានជប៉ុន");
    let told = project.fails(&["check", "--format", "short", "--lang", "en"], 1);
    let of = |text: &str| told.lines().find(|line| line.contains("E0505") && line.contains(text)).unwrap_or_else(|| panic!("{told}"));
    let name = of("“ស្ពានជប៉ុន”");
    assert!(name.starts_with("content/sites/chua-cau/index."), "{name}");
    for letter in "សពនជបុ".chars() {
        assert!(name.split('“').next().unwrap().contains(letter), "{letter}: {name}");
    }
    of("“ស្កេន”");
    // what is only shown on a screen needs no font of ours
    project.build_web();
    assert!(project.read("public/km/sites/chua-cau/index.html").contains("<h1>ស្ពានជប៉ុន</h1>"));
}

#[test]
fn a_language_whose_words_are_not_all_there_borrows_them_and_is_told() {
    let project = khmer("language_name: ភាសាខ្មែរ\nog_locale: km_KH\nhome: ទំព័រដើម\n");
    let told = project.succeeds(&["check", "--format", "json"]);
    assert!(told.contains("E0504") && told.contains("`km`"), "{told}");
    project.build_web();
    let page = project.read("public/km/about/index.html");
    assert!(page.contains("ទំព័រដើម") && page.contains(">Di tích<"), "{page}");
}

#[test]
fn an_untranslated_entry_shows_the_default_text_and_says_so() {
    let project = small();
    fs::remove_file(project.path("content/sites/chua-cau/index.en.md")).unwrap();
    let told = project.succeeds(&["check", "--format", "json", "--lang", "en"]);
    assert!(told.contains("E0414") && told.contains("content/sites/chua-cau/index.en.md"), "{told}");
    project.build_web();
    let page = project.read("public/en/sites/chua-cau/index.html");
    assert!(page.contains("<html lang=\"en\""));
    assert!(page.contains("<h1><span lang=\"vi\">Chùa Cầu</span></h1>"), "{page}");
    assert!(page.contains("<span lang=\"vi\">Cây cầu có mái ở Hội An.</span>"));
    assert!(page.contains("<div class=\"story\" id=\"story\" lang=\"vi\">"), "{page}");
    assert!(page.contains(NOTICE) && page.contains("content=\"noindex\""));
    let original = project.read("public/vi/sites/chua-cau/index.html");
    assert!(!original.contains("class=\"notice\"") && !original.contains("noindex"));
    for page in [page, original] {
        assert_eq!(alternates(&page), [""; 0]);
    }
    let sitemap = project.read("public/sitemap.xml");
    assert!(sitemap.contains("/vi/sites/chua-cau/") && !sitemap.contains("/en/sites/chua-cau/"), "{sitemap}");
}

#[test]
fn a_single_missing_text_is_shown_in_the_default_language_too() {
    let project = small().edit("content/sites/chua-cau/index.en.md", "summary: The roofed bridge of Hội An.\n", "");
    let told = project.succeeds(&["check", "--format", "json", "--lang", "en"]);
    assert!(told.contains("E0413") && told.contains("`summary`"), "{told}");
    project.build_web();
    let page = project.read("public/en/sites/chua-cau/index.html");
    assert!(page.contains("<h1>Japanese Covered Bridge</h1>"));
    assert!(page.contains("<span lang=\"vi\">Cây cầu có mái ở Hội An.</span>") && page.contains(NOTICE));
    assert_eq!(alternates(&page), [""; 0]);
}

#[test]
fn a_whole_translation_needs_no_notice_and_is_announced() {
    let project = small();
    project.build_web();
    for lang in ["vi", "en"] {
        let page = project.read(&format!("public/{lang}/sites/chua-cau/index.html"));
        assert_eq!(alternates(&page), ["vi", "en", "x-default"]);
        assert!(!page.contains("class=\"notice\""));
    }
}

#[test]
fn an_entry_needs_the_text_of_its_default_language() {
    let project = small();
    fs::remove_file(project.path("content/sites/chua-cau/index.md")).unwrap();
    let told = project.fails(&["check", "--format", "json"], 1);
    assert!(told.contains("E0107"), "{told}");
}

#[test]
fn a_catalogue_can_have_one_language_and_it_need_not_be_vietnamese() {
    let page = "name: About us\nsummary: A few lines.\nstory: Words.\n";
    let catalogue = "title: Heritage\nsummary: A small catalogue.\nbase_url: https://disan.example.vn\nlanguages: [en]\npublisher: {name: Union}\n";
    let project = Project::new().file("content/catalogue.yaml", catalogue).file("content/pages/about-us.yaml", page);
    project.succeeds(&["check"]);
    project.build_web();
    assert!(project.path("public/en/pages/about-us/index.html").exists());
    assert!(!project.path("public/vi").exists());
    assert_eq!(alternates(&project.read("public/en/pages/about-us/index.html")), [""; 0]);
}

#[test]
fn a_text_in_a_language_that_the_catalogue_has_not_is_told() {
    let project = small().file("content/sites/chua-cau/index.fr.md", "---\nname: Pont\n---\n").edit(
        "content/producers/htx-muoi.yaml",
        "en: Salt Cooperative",
        "de: Salz",
    );
    let told = project.fails(&["check", "--format", "short"], 1);
    assert!(told.contains("content/sites/chua-cau/index.fr.md:1:1: lỗi[E0109]"), "{told}");
    assert!(told.contains("content/producers/htx-muoi.yaml:1:22: lỗi[E0109]"), "{told}");
}

#[test]
fn a_product_and_its_producer_lead_to_each_other_in_the_pages_language() {
    let project = small();
    project.build_web();
    for lang in ["vi", "en"] {
        let product = project.read(&format!("public/{lang}/products/muoi-ruong/index.html"));
        assert!(product.contains(&format!("href=\"/{lang}/producers/htx-muoi/\"")));
        let producer = project.read(&format!("public/{lang}/producers/htx-muoi/index.html"));
        assert!(producer.contains(&format!("href=\"/{lang}/products/muoi-ruong/\"")));
    }
}

#[test]
fn links_in_stories_and_related_entries_lead_to_the_same_language() {
    let project = small()
        .edit("content/products/muoi-ruong.yaml", "group: food", "group: food\nrelated: [sites/chua-cau]")
        .edit("content/sites/chua-cau/index.md", "nhỏ.", "nhỏ, xem [muối](/products/muoi-ruong).")
        .edit("content/sites/chua-cau/index.en.md", "creek.", "creek, see [salt](/products/muoi-ruong).");
    project.build_web();
    for (lang, words) in [("vi", "muối"), ("en", "salt")] {
        let site = project.read(&format!("public/{lang}/sites/chua-cau/index.html"));
        assert!(site.contains(&format!("<a href=\"/{lang}/products/muoi-ruong/\">{words}</a>")), "{site}");
        let product = project.read(&format!("public/{lang}/products/muoi-ruong/index.html"));
        assert!(product.contains(&format!("href=\"/{lang}/sites/chua-cau/\"")));
    }
}

#[test]
fn an_entry_may_not_be_written_in_both_forms() {
    let project = small().file("content/sites/chua-cau.yaml", "name: x\n");
    let told = project.fails(&["check", "--format", "json"], 1);
    assert!(told.contains("E0401"), "{told}");
}

#[test]
fn readmes_and_hidden_files_are_nobodys_entry() {
    let project = small().file("content/README.md", "x").file("content/sites/README.md", "x").file("content/sites/.nhap.md", "x");
    assert!(project.succeeds(&["check", "--lang", "en"]).contains("3 entries, nothing wrong"));
}

const NOTICE: &str = "This entry has not been fully translated into English yet.";

/// A site that has something in every kind of field: what is the same in all languages …
const FACTS: &str = "\
also_known_as: [Long Tuyền cổ miếu]
types: [historical, architectural]
colour: \"#7A3B2E\"
rank: {level: national, decision: 1570-VH/QĐ, date: 1989-09-05, former: [{level: provincial, date: 1985}]}
unesco: [{list: intangible, date: 2013-12, title: {vi: Đờn ca tài tử, en: Music of the South}}]
place:
  latitude: 10.0362
  longitude: 105.7447
  precision: 50
  addresses:
    - {text: {vi: \"phường Bình Thủy, TP Cần Thơ\", en: \"Bình Thủy Ward, Cần Thơ\"}, from: 2025-07-01}
    - {text: {vi: quận Bình Thủy, en: Bình Thủy District}, until: 2025-06-30}
festivals: [{name: {vi: Thượng điền, en: Upper Field}, month: 4, first_day: 12, last_day: 14}]
facts: [{text: {vi: Dựng lại năm 1909., en: Rebuilt in 1909.}, confidence: high, sources: [\"https://example.org/dinh\"]}]
pictures: [{file: cong.png, alt: {vi: Cổng đình, en: The gate}, credit: Lan}]
updated: 2026-05-01
";
/// … and its texts, key by key.
const VIETNAMESE: &str = "name: Đình Bình Thủy\nsummary: Ngôi đình cổ ở Cần Thơ.\netiquette: Đi nhẹ nói khẽ.\n";
const ENGLISH: &str = "name: Bình Thủy Communal House\nsummary: An old house in Cần Thơ.\netiquette: Walk softly.\n";
const STORY: &str = "\nĐình thờ *thần*.[^1]\n\n![Cổng](cong.png)\n\n| Lễ | Ngày |\n|---|---|\n| Thượng điền | 12 |\n\n[^1]: Theo sắc phong.\n";
const STORY_EN: &str = "\n# The house\n\nIt honours a *spirit*: see [itself](/sites/dinh).\n";

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

/// The small catalogue, in Khmer too; the names are in Latin letters, which the fonts have.
fn khmer(words: &str) -> Project {
    let both = |project: Project, path: &str, english: &str, khmer: &str| project.edit(path, &format!("{english}}}"), &format!("{english}, km: {khmer}}}"));
    let project = small().edit("content/catalogue.yaml", "publisher:", "languages: [vi, en, km]\npublisher:");
    let project = both(project, "content/catalogue.yaml", "en: Heritage of my home", "Petikaphoan");
    let project = both(project, "content/catalogue.yaml", "en: A small catalogue for tests.", "Toch");
    let project = both(project, "content/catalogue.yaml", "en: Commune youth union", "Yuvachun");
    let project = both(project, "content/sites/chua-cau/index.md", "en: \"Hội An Ward, Đà Nẵng\"", "Hoi An");
    let project = both(project, "content/producers/htx-muoi.yaml", "en: Salt Cooperative", "Sahakor Ambel");
    let project = both(project, "content/producers/htx-muoi.yaml", "en: A cooperative that dries salt in the sun.", "Ambel");
    let project = both(project, "content/producers/htx-muoi.yaml", "en: \"Ven Biển Commune\"", "Ven Bien");
    let project = both(project, "content/products/muoi-ruong.yaml", "en: Field salt", "Ambel");
    let project = both(project, "content/products/muoi-ruong.yaml", "en: Sun-dried coarse salt.", "Ambel");
    project
        .edit("content/products/muoi-ruong.yaml", "rammed earth.\n", "rammed earth.\n  km: Ambel.\n")
        .file("content/sites/chua-cau/index.km.md", "---\nname: Spean Japon\nsummary: Spean.\n---\n\nSpean.\n")
        .file("themes/default/messages/km.yaml", words)
}

fn english_words() -> String {
    fs::read_to_string(root().join("themes/default/messages/en.yaml")).unwrap()
}

/// Words of the interface with another text for one key.
fn with_word(words: &str, key: &str, text: &str) -> String {
    let old = words.lines().find(|line| line.starts_with(&format!("{key}:"))).unwrap();
    words.replace(old, &format!("{key}: {text}"))
}

/// The languages that a page's head announces.
fn alternates(page: &str) -> Vec<&str> {
    page.split("<link rel=\"alternate\" hreflang=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect()
}

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::new(8, 6).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_file_that_a_mac_named_is_found_by_the_name_that_people_write() {
    let decomposed: String = "cổng-đình".nfd().collect();
    let picture = std::fs::read(root().join("tests/pictures/turned-1.jpg")).unwrap();
    let video = std::fs::read(root().join("tests/videos/spoken.mp4")).unwrap();
    let sound = std::fs::read(root().join("tests/sounds/phone.m4a")).unwrap();
    let folder = "content/sites/chua-cau";
    let project = small()
        .file(&format!("{folder}/{decomposed}.jpg"), &picture)
        .file(&format!("{folder}/{decomposed}.mp4"), video)
        .file(&format!("{folder}/{decomposed}.vtt"), "WEBVTT\n\n00:00.000 --> 00:00.100\nTrống hội\n")
        .file(&format!("{folder}/{decomposed}.m4a"), sound)
        .file(&format!("content/{decomposed}.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>")
        .file(&format!("static/{decomposed}.txt"), "x")
        .edit(&format!("{folder}/index.md"), "types:", "pictures: [{file: cổng-đình.jpg, alt: {vi: Cổng, en: Gate}}]\nvideos: [{file: cổng-đình.mp4, poster: cổng-đình.jpg, caption: {vi: Hội, en: Fair}, captions: {vi: cổng-đình.vtt, en: cổng-đình.vtt}}]\nnarration: {recordings: {vi: cổng-đình.m4a, en: cổng-đình.m4a}}\ntypes:");
    let catalogue = project.read("content/catalogue.yaml") + "styles:\n  - {name: hoi-thi, logo: cổng-đình.svg}\n";
    let project = project.file("content/catalogue.yaml", catalogue);
    assert!(decomposed != "cổng-đình" && project.path(&format!("{folder}/{decomposed}.jpg")).exists());
    project.build_web();
    let published: Vec<String> = project.files("public").into_iter().map(|(path, _)| path).collect();
    for file in ["cổng-đình.txt", ".mp4", ".vtt", ".mp3", ".webp"] {
        assert!(published.iter().any(|path| path.ends_with(file)), "{file}: {published:?}");
    }
    assert!(project.path(&format!("{folder}/{decomposed}.jpg")).exists(), "the file keeps its name");
    // both spellings beside each other: nobody can say which one is meant
    let project = project.file(&format!("{folder}/cổng-đình.jpg"), picture);
    let told = project.fails(&["check", "--lang", "en", "--format", "short"], 1);
    assert_eq!(told.matches("E0124").count(), 1, "{told}");
    assert!(told.contains("chua-cau/cổng-đình.jpg:1:1"), "{told}");
}

#[test]
fn what_computers_leave_behind_is_no_part_of_a_catalogue_nor_of_the_website() {
    let left = ["._CNAME", "__MACOSX/._CNAME", "__MACOSX/CNAME", "desktop.ini", "Desktop.ini/x", ".DS_Store", "anh/Thumbs.db", "~$thu.docx"];
    let mut project = small().file("static/CNAME", "disan.example.vn").file("static/.well-known/security.txt", "x");
    for file in left {
        project = project.file(&format!("static/{file}"), "x").file(&format!("content/sites/{file}"), "x");
    }
    let project = project.file("content/._catalogue.yaml", b"\0\x05\x16\x07").file("content/sites/__MACOSX/index.md", "x");
    let output = project.disan(&["check", "--lang", "en", "--format", "short"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.matches("E0").count() == 1 && told.matches("E0125").count() == 1 && told.contains("static/"), "{told}");
    project.build_web();
    let published: Vec<String> = project.files("public").into_iter().map(|(path, _)| path).collect();
    assert!(published.contains(&"CNAME".to_owned()) && published.contains(&".well-known/security.txt".to_owned()));
    for part in ["._", "__MACOSX", "esktop.ini", "DS_Store", "Thumbs", "~$"] {
        assert!(!published.iter().any(|path| path.contains(part)), "{part}: {published:?}");
    }
}
