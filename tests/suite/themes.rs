//! A theme's and a project's files over the built-in ones.

use crate::project::small;

const PAGE: &str = "public/vi/sites/chua-cau/index.html";

#[test]
fn a_projects_template_stands_in_for_the_themes() {
    let project = small().file("templates/entry.html", "<p>{{ entry.name.text }} / {{ m.address }}</p>");
    project.build_web();
    assert_eq!(project.read(PAGE), "<p>Chùa Cầu / Địa chỉ</p>");
    assert!(project.read("public/vi/index.html").contains("<!doctype html>"), "other pages are the theme's");
}

#[test]
fn a_theme_needs_only_the_files_it_changes() {
    let project =
        small().edit("content/catalogue.yaml", "publisher:", "theme: lua\npublisher:").file("themes/lua/style.css", "/* lụa */ body { color: #123456 }");
    project.build_web();
    let page = project.read(PAGE);
    let (style, _) = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap();
    assert!(style.starts_with("body{color: #123456}") && style.contains(".listen{"), "{style}");
    assert!(page.contains("<h1>Chùa Cầu</h1>"), "{page}");
}

#[test]
fn a_projects_template_stands_in_for_a_themes_own() {
    let project = small()
        .edit("content/catalogue.yaml", "publisher:", "theme: lua\npublisher:")
        .file("themes/lua/templates/entry.html", "theme")
        .file("themes/lua/templates/list.html", "theme")
        .file("templates/entry.html", "project");
    project.build_web();
    assert_eq!(project.read(PAGE), "project");
    assert_eq!(project.read("public/vi/sites/index.html"), "theme");
}

#[test]
fn messages_are_merged_key_by_key() {
    let project =
        small().edit("content/catalogue.yaml", "publisher:", "theme: lua\npublisher:").file("themes/lua/messages/vi.yaml", "kinds_sites: Nơi chốn xưa\n");
    project.build_web();
    let list = project.read("public/vi/sites/index.html");
    assert!(list.contains("<h1>Nơi chốn xưa</h1>"), "{list}");
    assert!(list.contains("Đến phần nội dung"), "the other words are the built-in ones");
    assert!(project.read("public/en/sites/index.html").contains("Historic sites"), "other languages are untouched");
}

#[test]
fn a_theme_that_is_not_there_is_told_with_those_that_are() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "theme: lụa\npublisher:").file("themes/lua/style.css", "");
    let said = project.fails(&["check", "--lang", "en"], 1);
    assert!(said.contains("error[E0501]") && said.contains("`default`, `lua`") && said.contains("content/catalogue.yaml:4:8"), "{said}");
}

#[test]
fn a_theme_does_not_lead_out_of_its_folder() {
    let project = small().edit("content/catalogue.yaml", "publisher:", "theme: ../content\npublisher:");
    let said = project.fails(&["check", "--lang", "en"], 1);
    assert!(said.contains("error[E0501]"), "{said}");
}

#[test]
fn a_mistake_in_a_template_is_told_with_its_file_and_line() {
    let broken = small().file("templates/entry.html", "<p>\n{{ entry.nmae.text }}\n</p>");
    let said = broken.fails(&["check", "--lang", "en"], 1);
    assert!(said.contains("error[E0502]") && said.contains("templates/entry.html:2:") && said.contains("nmae"), "{said}");
    let unread = small().file("templates/entry.html", "<p>\n{% if %}\n</p>");
    let said = unread.fails(&["check", "--lang", "vi"], 1);
    assert!(said.contains("lỗi[E0502]") && said.contains("templates/entry.html:2:"), "{said}");
}

#[test]
fn a_mistake_in_the_plaques_template_is_told_with_its_file_and_line() {
    let project = small()
        .edit("content/catalogue.yaml", "publisher:", "theme: lua\npublisher:")
        .file("themes/lua/print/plaque.typ", "#let data = json(\"/data.json\")\n#data.plaque.name\n");
    let said = project.fails(&["check", "--lang", "en"], 1);
    assert!(said.contains("error[E0506]") && said.contains("themes/lua/print/plaque.typ:2:"), "{said}");
}
