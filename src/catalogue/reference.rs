//! The description of the format, field by field, in Markdown: `content/README.md` is this.

use std::fmt::Write;

use super::field::{COMMON, Field, Shape};
use super::kind::Kind;
use super::{ledger, settings};

/// The whole reference, Vietnamese and English side by side.
#[must_use]
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    section(&mut out, "`catalogue.yaml`", settings::FIELDS);
    section(&mut out, "`ledger.yaml`, sau mỗi mã · behind each code", ledger::FIELDS);
    section(&mut out, "Mọi loại mục · All kinds of entries", COMMON);
    for kind in Kind::ALL {
        let title = match kind {
            Kind::Site => "`sites`: di tích · historic sites",
            Kind::Route => "`routes`: tuyến tham quan · routes",
            Kind::Product => "`products`: sản phẩm · products",
            Kind::Producer => "`producers`: nhà sản xuất · producers",
            Kind::Page => "`pages`: trang bài viết · pages",
        };
        section(&mut out, title, kind.fields());
    }
    out
}

const HEAD: &str = include_str!("reference.md");

fn section(out: &mut String, title: &str, fields: &[Field]) {
    let _ = write!(out, "\n## {title}\n\n");
    if fields.is_empty() {
        out.push_str("Chỉ có các khóa chung. · Only the common keys.\n");
        return;
    }
    out.push_str("| khóa · key | kiểu · type | nghĩa | meaning |\n|---|---|---|---|\n");
    rows(out, "", fields);
}

fn rows(out: &mut String, within: &str, fields: &[Field]) {
    for field in fields {
        let required = if field.required { "**!**" } else { "" };
        let [vietnamese, english] = field.help;
        let _ = writeln!(out, "| `{within}{}`{required} | {} | {vietnamese} | {english} |", field.key, shape(&field.shape));
        match &field.shape {
            Shape::Group(fields) => rows(out, &format!("{within}{}.", field.key), fields),
            Shape::List(Shape::Group(fields)) => rows(out, &format!("{within}{}[].", field.key), fields),
            Shape::Name
            | Shape::Text
            | Shape::Prose
            | Shape::Line
            | Shape::Choice(_)
            | Shape::Date
            | Shape::FullDate
            | Shape::Integer(..)
            | Shape::Decimal(..)
            | Shape::Latitude
            | Shape::Colour
            | Shape::Url
            | Shape::Reference(_)
            | Shape::Picture
            | Shape::PerLanguage
            | Shape::Gtin
            | Shape::List(_) => {}
        }
    }
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Name | Shape::Text => "text (vi, en, …)".to_owned(),
        Shape::Prose => "Markdown (vi, en, …)".to_owned(),
        Shape::Line => "text".to_owned(),
        Shape::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" "),
        Shape::Date => "`2012`, `2012-05`, `2012-05-10`".to_owned(),
        Shape::FullDate => "`2012-05-10`".to_owned(),
        Shape::Integer(min, max) => format!("{min} … {max}"),
        Shape::Latitude => "-90.0 … 90.0".to_owned(),
        Shape::Decimal(min, max) => format!("{min:.1} … {max:.1}"),
        Shape::Colour => "`#rrggbb`".to_owned(),
        Shape::Url => "`https://…`".to_owned(),
        Shape::Reference(None) => "`kind/slug`".to_owned(),
        Shape::Reference(Some(kind)) => format!("`{}/slug`", kind.folder()),
        Shape::Picture => "file name".to_owned(),
        Shape::PerLanguage => "text (vi?, en?, …)".to_owned(),
        Shape::Gtin => "digits".to_owned(),
        Shape::List(Shape::Group(_)) => "list of groups".to_owned(),
        Shape::List(of) => format!("list of {}", self::shape(of)),
        Shape::Group(_) => "group".to_owned(),
    }
}
