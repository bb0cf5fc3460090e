//! Logos: small SVG and PNG files that are put into printed symbols. An SVG is a program to some readers: only drawings are let in.

use std::collections::HashMap;
use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use resvg::usvg;
use resvg::usvg::roxmltree::{Document, Node};

use crate::chunks::lean;
use crate::diag::LogoFault;
use crate::qr::Logo;
use crate::source::{Tree, read_bytes};
use crate::text::nearest;

/// The largest file in bytes: it stands once more in every symbol of the style.
const LIMIT: usize = 100 << 10;
/// The largest side of a PNG in pixels; a logo is printed a centimetre or two wide.
const LARGEST_SIDE: u32 = 2000;
/// What draws, and what describes a drawing. Everything else does more than that, looks different from one machine to the next, takes long to draw (blur,
/// masks, patterns) or brings in something from elsewhere.
const SHAPES: [&str; 20] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "use",
    "symbol",
    "style",
    "title",
    "desc",
    "metadata",
];
/// Where drawing programs keep notes of their own: nothing of it is drawn.
const NOTES: [&str; 9] = [
    "http://www.inkscape.org/namespaces/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
    "http://www.serif.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://ns.adobe.com/",
];
const SVG: &str = "http://www.w3.org/2000/svg";
/// The most shapes, each `use` counted as what it repeats.
const MOST_SHAPES: usize = 5_000;
/// The most shapes whose lines may be dashed: each dash is a shape of its own.
const MOST_DASHED: usize = 40;
const DASHES: &str = "stroke-dasharray";
/// The most groups that are drawn apart before they are laid over the rest (opacity, cuts): each takes as long as hundreds of plain shapes.
const MOST_LAYERS: usize = 200;
/// How deep shapes may lie in one another. Readers walk down by recursion.
const DEEPEST: usize = 64;

/// Loads a logo from the catalogue's folder.
pub(super) fn load(tree: &Tree, file: &str) -> Result<Logo, LogoFault> {
    let there = || tree.others.iter().map(String::as_str);
    let bytes = there().find(|path| *path == file).and_then(|path| read_bytes(&tree.path(path)).ok());
    let bytes = bytes.ok_or_else(|| LogoFault::NotThere { nearest: nearest(file, there().filter(|path| !path.contains('/'))).map(str::to_owned) })?;
    if bytes.len() > LIMIT {
        return Err(LogoFault::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if file.ends_with(".svg") { svg(bytes) } else { png(&bytes) }
}

fn png(bytes: &[u8]) -> Result<Logo, LogoFault> {
    let bytes = lean(bytes).map_err(|_| LogoFault::Unreadable)?; // every printed code carries it: no word of who and where
    let reader = || ImageReader::with_format(Cursor::new(&bytes), ImageFormat::Png);
    let (width, height) = reader().into_dimensions().map_err(|_| LogoFault::Unreadable)?;
    if width.max(height) > LARGEST_SIDE {
        return Err(LogoFault::TooWide { limit: LARGEST_SIDE });
    }
    reader().decode().map_err(|_| LogoFault::Unreadable)?;
    Ok(Logo { media_type: "image/png", bytes, aspect: f64::from(width) / f64::from(height) })
}

fn svg(bytes: Vec<u8>) -> Result<Logo, LogoFault> {
    let text = std::str::from_utf8(&bytes).map_err(|_| LogoFault::Unreadable)?;
    let document = Document::parse(text).map_err(|_| LogoFault::Unreadable)?; // entities are not read
    if let Some(found) = document.descendants().find_map(refused) {
        return Err(LogoFault::NotOnlyADrawing { found });
    }
    if !is_small(&document) {
        return Err(LogoFault::TooManyShapes { limit: MOST_SHAPES });
    }
    let drawn = usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|_| LogoFault::Unreadable)?;
    if let Some(found) = layers(drawn.root(), &mut 0)? {
        return Err(LogoFault::NotOnlyADrawing { found: found.to_owned() });
    }
    let aspect = f64::from(drawn.size().width() / drawn.size().height());
    Ok(Logo { media_type: "image/svg+xml", bytes, aspect })
}

/// What must not be in a logo, as its author can find it.
fn refused(node: Node<'_, '_>) -> Option<String> {
    if node.is_pi() {
        return Some("<?…?>".to_owned());
    }
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    let is_shape = match node.tag_name().namespace() {
        None | Some(SVG) => SHAPES.contains(&name),
        Some(other) => NOTES.iter().any(|notes| other.starts_with(notes)),
    };
    if !is_shape {
        return Some(format!("<{name}>"));
    }
    if name == "style" && node.text().is_some_and(|style| leads_out(style) || moves_or_blurs(style)) {
        return Some("<style>".to_owned());
    }
    let bad = node.attributes().find(|attribute| {
        let is_link = attribute.name() == "href" || attribute.name() == "src";
        let (name, value) = (attribute.name(), attribute.value().trim());
        let is_effect = matches!(name, "filter" | "mask") && value != "none" || name == "style" && moves_or_blurs(value);
        (is_link && !value.starts_with('#')) || name.starts_with("on") || leads_out(value) || is_effect
    });
    bad.map(|attribute| format!("{}=\"…\"", attribute.name()))
}

/// Whether a drawing stays small when each `use` is replaced by what it names. One that names what it lies in has no end, and is not small.
fn is_small(document: &Document<'_>) -> bool {
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let has_dashes = document.descendants().any(|node| node.tag_name().name() == "style" && node.text().is_some_and(|style| style.contains(DASHES)));
    let mut count = Count { named, left: MOST_SHAPES };
    count.add(document.root_element(), DEEPEST, has_dashes).is_some()
}

/// How many shapes are still allowed.
struct Count<'d, 'i> {
    named: HashMap<&'d str, Node<'d, 'i>>,
    left: usize,
}

impl<'d, 'i> Count<'d, 'i> {
    /// `None` when they are too many, or lie too deep. Dashes are handed down to what lies within.
    fn add(&mut self, node: Node<'d, 'i>, depth: usize, has_dashes: bool) -> Option<()> {
        let has_dashes = has_dashes || node.has_attribute(DASHES) || node.attribute("style").is_some_and(|style| style.contains(DASHES));
        self.left = self.left.checked_sub(if has_dashes { MOST_SHAPES / MOST_DASHED } else { 1 })?;
        let depth = depth.checked_sub(1)?;
        if node.tag_name().name() == "use" {
            let link = node.attributes().find(|attribute| attribute.name() == "href").map(|link| link.value().trim().trim_start_matches('#'));
            if let Some(target) = link.and_then(|link| self.named.get(link)).copied() {
                self.add(target, depth, has_dashes)?;
            }
        }
        node.children().filter(Node::is_element).try_for_each(|child| self.add(child, depth, has_dashes))
    }
}

/// Counts what is drawn apart. Gives what is no plain drawing, if a style made it so.
fn layers(group: &usvg::Group, sum: &mut usize) -> Result<Option<&'static str>, LogoFault> {
    if !group.filters().is_empty() {
        return Ok(Some("filter"));
    }
    if group.mask().is_some() {
        return Ok(Some("mask"));
    }
    *sum += usize::from(group.should_isolate());
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => {
                if let Some(found) = layers(inner, sum)? {
                    return Ok(Some(found));
                }
            }
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) => return Ok(Some("<image>")),
            usvg::Node::Text(_) => return Ok(Some("<text>")),
        }
        if *sum > MOST_LAYERS {
            return Err(LogoFault::TooManyShapes { limit: MOST_LAYERS });
        }
    }
    Ok(None)
}

/// Whether a style does what is not drawn once and for all, or takes long to draw.
fn moves_or_blurs(style: &str) -> bool {
    let plain = style.to_lowercase().replace(char::is_whitespace, "");
    let has_effect = ["filter:", "mask:", "mask-image:"].iter().any(|key| plain.split(key).skip(1).any(|value| !value.starts_with("none")));
    has_effect || plain.contains("animation") || plain.contains("@keyframes") || plain.contains("@font-face")
}

/// Whether a style fetches something: only what is drawn in the same file may be named.
fn leads_out(style: &str) -> bool {
    let plain = style.to_lowercase().replace(char::is_whitespace, "");
    plain.contains("@import") || plain.contains('\\') || plain.split("url(").skip(1).any(|target| !target.trim_start_matches(['"', '\'']).starts_with('#'))
}
