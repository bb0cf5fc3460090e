//! Symbols that stand alone, for boards, engravers and posters: plain as PDF, SVG, PNG and DXF; in a style as PDF, SVG and PNG.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Artifact, Site, artifact, too_long};
use crate::catalogue::{Code, Entry, EntryId, NamedStyle};
use crate::diag::{LogoFault, Place, Problem, ProblemKind};
use crate::print::PrintError;
use crate::qr::{self, Drawing, Logo, Refusal, Step, Style, Use};

pub(super) const TEMPLATE: &str = "symbol.typ";

/// Millimetres of a module: what is still read when it is cut into stone or metal (Denso Wave recommends as large as the place allows).
const MODULE: f64 = 2.0;
/// Pixels of a module in PNG files: some 300 in an inch, and whole.
const PIXELS: usize = 24;
/// Pixels in an inch, so that a module has just that many.
const DPI: f64 = PIXELS as f64 * 25.4 / MODULE;

impl Site<'_> {
    /// The symbols of an entry: the plain one, and one in each style.
    pub(super) fn symbols(&self, id: &EntryId, code: Code) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(id) else { return Ok(Vec::new()) };
        let text = self.addresses.code_link(code);
        let name = self.telling(self.default_edition()).words(&entry.name()).to_owned();
        let mut artifacts = self.plain(&text, &name, &entry.place, self.addresses.symbol_files(code))?;
        for style in &self.catalogue.settings.styles {
            artifacts.extend(self.styled(&text, &name, style, self.addresses.styled_symbol_files(code, &style.name))?);
        }
        Ok(artifacts)
    }

    /// All that the symbols of an entry show.
    pub(super) fn symbols_view(&self, entry: &Entry, code: Code) -> Value {
        let name = self.telling(self.default_edition()).words(&entry.name()).to_owned();
        json!([self.addresses.code_link(code), name, self.styles.to_hex().as_str()])
    }

    /// A symbol of the catalogue itself.
    pub(super) fn own_symbol(&self, name: &str) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(symbol) = self.catalogue.settings.symbols.iter().find(|symbol| symbol.name == name) else { return Ok(Vec::new()) };
        self.plain(&symbol.text, &symbol.name, &symbol.place, self.addresses.own_symbol_files(&symbol.name))
    }

    fn plain(&self, text: &str, name: &str, place: &Place, [pdf, svg, png, dxf]: [String; 4]) -> Result<Vec<Artifact>, Vec<Problem>> {
        let drawing = qr::draw(text, Use::Plaque.level(), &Style::default()).map_err(|_| too_long(text))?;
        let told = |error: PrintError| vec![unprinted(name, place, error)];
        let sheets = self.press.typeset(TEMPLATE, &self.symbol_data(&drawing, name)).map_err(told)?;
        let pixels = qr::png(&drawing.symbol, PIXELS, MODULE)
            .map_err(|error| vec![Problem::at(place, ProblemKind::Plaque { name: name.to_owned(), message: error.to_string() })])?;
        Ok(vec![
            artifact(pdf, sheets.pdf().map_err(told)?),
            artifact(svg, drawing.svg(MODULE)),
            artifact(png, pixels),
            artifact(dxf, qr::dxf(&drawing.symbol, MODULE)),
        ])
    }

    fn styled(&self, text: &str, name: &str, named: &NamedStyle, [pdf, svg, png]: [String; 3]) -> Result<Vec<Artifact>, Vec<Problem>> {
        let drawing = qr::draw(text, Use::Poster.level(), &named.style).map_err(|refusal| refused(text, named, refusal))?;
        let told = |error: PrintError| vec![unprinted(name, &named.place, error)];
        let sheets = self.press.typeset(TEMPLATE, &self.symbol_data(&drawing, name)).map_err(told)?;
        Ok(vec![artifact(pdf, sheets.pdf().map_err(told)?), artifact(svg, drawing.svg(MODULE)), artifact(png, sheets.png(DPI).map_err(told)?)])
    }

    fn symbol_data(&self, drawing: &Drawing, name: &str) -> Value {
        let shapes: Vec<Value> = drawing.shapes.iter().map(|(colour, path)| json!({ "colour": colour.to_string(), "path": steps(path) })).collect();
        let logo = drawing.logo.as_ref().map(|(logo, at, size)| json!({ "svg": as_svg(logo), "at": at, "size": size }));
        json!({
            "title": format!("{name} – {}", self.title(self.default_edition())),
            "symbols": [{ "module": MODULE, "side": drawing.side(), "light": drawing.light.to_string(), "shapes": shapes, "logo": logo }],
        })
    }
}

/// Steps as print templates take them: `["move", to]`, `["line", to]`, `["cubic", control, control, to]`, `["close"]`.
fn steps(path: &[Step]) -> Vec<Value> {
    let mut here = [0.0; 2];
    let step = |step: &Step| {
        let from = here;
        here = step.end().unwrap_or(here);
        match step {
            Step::Move(to) => json!(["move", to]),
            Step::Line(to) => json!(["line", to]),
            Step::Arc { to, .. } => {
                let [one, two] = step.controls(from);
                json!(["cubic", one, two, to])
            }
            Step::Close => json!(["close"]),
        }
    };
    path.iter().map(step).collect()
}

/// A logo as SVG: a PNG is put into one, since templates read text.
fn as_svg(logo: &Logo) -> String {
    match std::str::from_utf8(&logo.bytes) {
        Ok(svg) if logo.media_type == "image/svg+xml" => svg.to_owned(),
        Ok(_) | Err(_) => {
            let (width, data) = (logo.aspect, STANDARD.encode(&logo.bytes));
            let head = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 1\">");
            format!("{head}<image width=\"{width}\" height=\"1\" href=\"data:{};base64,{data}\"/></svg>", logo.media_type)
        }
    }
}

/// Why a style is not drawn. What its colours lack was told when it was read, and nothing is rendered then.
fn refused(text: &str, named: &NamedStyle, refusal: Refusal) -> Vec<Problem> {
    let file = named.logo_file().unwrap_or_default().to_owned();
    let kind = match refusal {
        Refusal::TooLong => return too_long(text),
        Refusal::Inverted(_) | Refusal::Contrast(_) => return Vec::new(),
        Refusal::LogoInGs1 => ProblemKind::BadLogo { file, fault: LogoFault::InGs1 },
        Refusal::LogoInVersion(version) => ProblemKind::BadLogo { file, fault: LogoFault::NoRoom { version } },
    };
    vec![Problem::at(named.logo_place().unwrap_or(&named.place), kind)]
}

fn unprinted(name: &str, place: &Place, error: PrintError) -> Problem {
    Problem { kind: ProblemKind::Plaque { name: name.to_owned(), message: error.message }, place: Some(error.place.unwrap_or_else(|| place.clone())) }
}
