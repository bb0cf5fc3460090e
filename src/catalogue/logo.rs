//! Logos: small SVG and PNG files that are put into printed symbols. An SVG is a program to some readers: only drawings are let in.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use resvg::usvg;
use resvg::usvg::roxmltree::{Document, Node};

use crate::diag::LogoFault;
use crate::qr::Logo;
use crate::source::{Tree, read_bytes};
use crate::text::nearest;

/// The largest file in bytes: it stands once more in every symbol of the style.
const LIMIT: usize = 100 << 10;
/// The largest side of a PNG in pixels; a logo is printed a centimetre or two wide.
const LARGEST_SIDE: u32 = 2000;
/// What does more than draw, looks different from one machine to the next, or brings in something from elsewhere.
const REFUSED: [&str; 10] = ["script", "foreignObject", "text", "iframe", "audio", "video", "animate", "animateMotion", "animateTransform", "set"];

/// Loads a logo from the catalogue's folder.
pub(super) fn load(tree: &Tree, file: &str) -> Result<Logo, LogoFault> {
    let there = || tree.others.iter().map(String::as_str);
    let bytes = there().find(|path| *path == file).and_then(|path| read_bytes(&tree.path(path)).ok());
    let bytes = bytes.ok_or_else(|| LogoFault::NotThere { nearest: nearest(file, there().filter(|path| !path.contains('/'))).map(str::to_owned) })?;
    if bytes.len() > LIMIT {
        return Err(LogoFault::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if file.ends_with(".svg") { svg(bytes) } else { png(bytes) }
}

fn png(bytes: Vec<u8>) -> Result<Logo, LogoFault> {
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
    let drawn = usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|_| LogoFault::Unreadable)?;
    let aspect = f64::from(drawn.size().width() / drawn.size().height());
    Ok(Logo { media_type: "image/svg+xml", bytes, aspect })
}

/// What must not be in a logo, as its author can find it.
fn refused(node: Node<'_, '_>) -> Option<String> {
    if node.is_pi() {
        return Some("<?…?>".to_owned());
    }
    let name = node.tag_name().name();
    if REFUSED.contains(&name) {
        return Some(format!("<{name}>"));
    }
    if name == "style" && node.text().is_some_and(leads_out) {
        return Some("<style>".to_owned());
    }
    let bad = node.attributes().find(|attribute| {
        let is_link = attribute.name() == "href" || attribute.name() == "src";
        let (name, value) = (attribute.name(), attribute.value().trim());
        (is_link && !value.starts_with('#')) || name.starts_with("on") || leads_out(value)
    });
    bad.map(|attribute| format!("{}=\"…\"", attribute.name()))
}

/// Whether a style fetches something: only what is drawn in the same file may be named.
fn leads_out(style: &str) -> bool {
    let plain = style.to_lowercase().replace(char::is_whitespace, "");
    plain.contains("@import") || plain.contains('\\') || plain.split("url(").skip(1).any(|target| !target.trim_start_matches(['"', '\'']).starts_with('#'))
}
