//! Styles for the codes on posters. What could not be read is refused here, with what was measured.

use super::field::{Field, Shape};
use super::logo;
use super::record::Record;
use super::symbol::check_names;
use crate::diag::{Place, Problem, ProblemKind};
use crate::qr::{Colour, Finders, GOOD_CONTRAST, LEAST_CONTRAST, Modules, Style};
use crate::source::Tree;

/// A style with its name.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedStyle {
    /// The name, which the names of its files end in.
    pub name: String,
    /// How symbols are drawn in it.
    pub style: Style,
    /// Where it stands in `catalogue.yaml`.
    pub place: Place,
    /// The logo's file in the catalogue's folder and where it is named.
    logo: Option<(String, Place)>,
}

impl NamedStyle {
    /// The logo's file as it is named.
    #[must_use]
    pub fn logo_file(&self) -> Option<&str> {
        self.logo.as_ref().map(|(file, _)| file.as_str())
    }

    /// Where the logo is named.
    #[must_use]
    pub fn logo_place(&self) -> Option<&Place> {
        self.logo.as_ref().map(|(_, place)| place)
    }
}

pub(super) const STYLE: &[Field] = &[
    Field::required("name", Shape::Line, "tên kiểu, thành phần cuối của tên tệp", "the name of the style, with which its files' names end"),
    Field::optional(
        "modules",
        Shape::Choice(&["square", "rounded", "dots"]),
        "ô của mã: vuông, liền nét bo tròn, chấm tròn (mặc định `square`)",
        "the modules: squares, one rounded shape, dots (default `square`)",
    ),
    Field::optional(
        "finders",
        Shape::Choice(&["square", "rounded", "circle"]),
        "ba ô định vị ở góc: vuông, bo góc, mắt tròn trong khung vuông (mặc định `square`)",
        "the three finders in the corners: squares, rounded, a round eye in a square frame (default `square`)",
    ),
    Field::optional("dark", Shape::Colour, "màu đậm (mặc định đen)", "the dark colour (default black)"),
    Field::optional("light", Shape::Colour, "màu nền (mặc định trắng)", "the colour behind it (default white)"),
    Field::optional("finder_colour", Shape::Colour, "màu riêng của ba ô định vị", "a colour of its own for the finders"),
    Field::optional(
        "logo",
        Shape::Line,
        "tệp SVG hoặc PNG cạnh `catalogue.yaml`, đặt giữa mã",
        "an SVG or PNG file beside `catalogue.yaml`, for the middle of the code",
    ),
];

/// Reads the styles of the catalogue; their logos are still to be loaded.
pub(super) fn read(settings: &Record, problems: &mut Vec<Problem>) -> Vec<NamedStyle> {
    let records: Vec<&Record> = settings.groups("styles").collect();
    check_names(&records, problems);
    let styles: Vec<(NamedStyle, &Record)> = records.into_iter().filter_map(|record| Some((named(record)?, record))).collect();
    for (style, record) in &styles {
        check_contrast(style, record, problems);
    }
    styles.into_iter().map(|(style, _)| style).collect()
}

fn named(record: &Record) -> Option<NamedStyle> {
    let colour = |key| record.line(key).and_then(Colour::parse);
    let style = Style {
        modules: match record.choice("modules") {
            Some("rounded") => Modules::Rounded,
            Some("dots") => Modules::Dots,
            Some(_) | None => Modules::Square,
        },
        finders: match record.choice("finders") {
            Some("rounded") => Finders::Rounded,
            Some("circle") => Finders::Circle,
            Some(_) | None => Finders::Square,
        },
        dark: colour("dark").unwrap_or(Colour::BLACK),
        light: colour("light").unwrap_or(Colour::WHITE),
        finder: colour("finder_colour"),
        logo: None,
    };
    let logo = record.line("logo").zip(record.place("logo")).map(|(file, place)| (file.to_owned(), place.clone()));
    Some(NamedStyle { name: record.line("name")?.to_owned(), style, place: record.place("name")?.clone(), logo })
}

/// The colours must be far enough apart for phones; what only shops' red scanners would miss is said.
fn check_contrast(named: &NamedStyle, record: &Record, problems: &mut Vec<Problem>) {
    let contrast = named.style.contrast();
    let place = ["dark", "finder_colour", "light"].into_iter().find_map(|key| record.place(key)).unwrap_or(&named.place);
    let style = named.name.clone();
    let percent = |value: f64| (value * 100.0 + 1e-9).floor() as i64; // 54.9 % is not yet 55 %
    let [good, least] = [GOOD_CONTRAST, LEAST_CONTRAST].map(percent);
    let found = percent(contrast.phone);
    let kind = match contrast.phone {
        ..=0.0 => ProblemKind::InvertedStyle { style },
        difference if difference < LEAST_CONTRAST => ProblemKind::FaintStyle { style, contrast: found, least },
        difference if difference < GOOD_CONTRAST => ProblemKind::PaleStyle { style, contrast: found, good },
        _ if contrast.red < LEAST_CONTRAST => ProblemKind::StyleUnseenInRed { style, contrast: percent(contrast.red), least },
        _ => return,
    };
    problems.push(Problem::at(place, kind));
}

/// Loads the logos that styles name.
pub(super) fn load_logos(styles: &mut [NamedStyle], tree: &Tree, problems: &mut Vec<Problem>) {
    for named in styles {
        let Some((file, place)) = &named.logo else { continue };
        match logo::load(tree, file) {
            Ok(logo) => named.style.logo = Some(logo),
            Err(fault) => problems.push(Problem::at(place, ProblemKind::BadLogo { file: file.clone(), fault })),
        }
    }
}
