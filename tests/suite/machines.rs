//! What lasers, mills and label printers get, seen through programs that are not ours: ezdxf reads the drawings, a reader after the makers' manuals
//! the labels, two decoders the symbols on both.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use disan::diag::SourceFile;
use disan::print::{Cut, Dots, Engraving, Head, Label, Press, engraving, tspl, zpl};
use disan::qr::{Level, encode, outline};
use disan::send::send;
use image::{GrayImage, Rgb, RgbImage, imageops};
use resvg::{tiny_skia, usvg};
use serde::Deserialize;
use tempfile::TempDir;

use crate::project::{root, small};
use crate::styles::{are_read, plain, python, run};

const LINK: &str = "https://DISAN.EXAMPLE.VN/Q/7K3F9";
/// Pixels in a millimetre of the pictures that are compared and read.
const FINE: f32 = 10.0;

#[test]
fn a_plaque_scans_from_its_drawing_plain_mirrored_and_with_a_beam() {
    let project = small();
    project.succeeds(&["build", "--only", "print"]);
    let cuts = [Cut::default(), Cut { is_mirrored: true, ..Cut::default() }, Cut { kerf: 0.1, ..Cut::default() }];
    let plaques: Vec<(String, Vec<u8>)> = project.files("print/plaques").into_iter().filter(|(path, _)| path.ends_with(".svg")).collect();
    assert!(plaques.len() > 1);
    let drawn = plaques.iter().map(|(_, svg)| std::str::from_utf8(svg).unwrap()).flat_map(|svg| cuts.map(|cut| engraving(svg, &cut).unwrap()));
    let read = Drawings::read(&drawn.collect::<Vec<_>>());
    let mut pictures = BTreeMap::new();
    for (at, (file, drawing)) in read.drawings.iter().enumerate() {
        let (path, svg) = &plaques[at / 3];
        drawing.is_sound([210.0, 148.0]);
        let mut picture = rasterise(&fs::read_to_string(file).unwrap());
        if cuts[at % 3].is_mirrored {
            imageops::flip_horizontal_in_place(&mut picture);
        }
        if cuts[at % 3].kerf == 0.0 {
            let apart = difference(&picture, &rasterise(std::str::from_utf8(svg).unwrap()));
            assert!(apart < 0.01, "{path}: {apart} of what is dark differs");
        }
        let picture_file = file.with_extension("png");
        picture.save(&picture_file).unwrap();
        pictures.insert(picture_file, format!("https://DISAN.EXAMPLE.VN/Q/{}", path.strip_suffix(".svg").unwrap()));
    }
    are_read(&pictures);
    for drawings in read.drawings.chunks(3) {
        let [whole, mirrored, shrunk] = [0, 1, 2].map(|at| &drawings[at].1);
        assert!((whole.area - mirrored.area).abs() < 0.01, "{} {}", whole.area, mirrored.area);
        // every edge moves in by half of the beam; corners take away a little less
        let (lost, wanted) = (whole.area - shrunk.area, whole.edge * 0.05);
        assert!((0.96..=1.0).contains(&(lost / wanted)), "{lost} mm² of {wanted}");
    }
}

#[test]
fn vietnamese_letters_are_engraved_with_all_their_marks() {
    // E, ˆ and ´; a with its hole, ˘ and the dot below
    for (letters, outlines, holes) in [("Ế", 3, 0), ("ặ", 4, 1), ("Ếặ", 7, 1)] {
        let template = format!("#set page(width: 60mm, height: 30mm, margin: 5mm)\n#set text(font: \"Be Vietnam Pro\", size: 40pt)\n{letters}");
        let svg = press(&template).typeset("piece.typ", &serde_json::json!({})).unwrap().svg();
        let drawings = Drawings::read(&[engraving(&svg, &Cut::default()).unwrap()]);
        let (file, drawing) = &drawings.drawings[0];
        drawing.is_sound([60.0, 30.0]);
        assert_eq!((drawing.polygons, drawing.holes), (outlines, holes), "{letters}");
        let apart = difference(&rasterise(&fs::read_to_string(file).unwrap()), &rasterise(&svg));
        assert!(apart < 0.01, "{letters}: {apart} of what is dark differs");
    }
}

#[test]
fn light_paint_cuts_holes_and_dark_paint_fills_them_again() {
    let drawn = |shapes: &str| engraved(shapes, &Cut::default());
    let dark = r##"<path d="M10 10H90V40H10Z"/>"##;
    // in paint order: what is under the light is gone, what comes after it is there
    let [ground, holed, filled] = [
        dark.to_owned(),
        format!(r##"{dark}<path fill="#faf6ec" d="M20 15H40V35H20Z"/>"##),
        format!(r##"{dark}<path fill="#faf6ec" d="M20 15H40V35H20Z"/><path fill="#2f4a7a" d="M25 20H35V30H25Z"/>"##),
    ]
    .map(|shapes| drawn(&shapes));
    assert_eq!(
        [&ground, &holed, &filled].map(|drawing| (drawing.area.round(), drawing.polygons, drawing.holes)),
        [(2400.0, 1, 0), (2000.0, 2, 1), (2100.0, 3, 1)]
    );
    // half-transparent black is dark over paper, and black with half-transparent paper over it stays so
    let cases = [
        (r##"<path fill-opacity=".6" d="M10 10H20V20H10Z"/>"##, 100.0),
        (r##"<path fill-opacity=".4" d="M10 10H20V20H10Z"/>"##, 0.0),
        (r##"<path d="M10 10H20V20H10Z"/><path fill="#fff" fill-opacity=".4" d="M10 10H15V20H10Z"/>"##, 100.0),
        (r##"<path d="M10 10H20V20H10Z"/><path fill="#fff" fill-opacity=".6" d="M10 10H15V20H10Z"/>"##, 50.0),
        (r##"<path d="M10 10H20V20H10Z"/><g opacity=".5"><path fill="#fff" fill-opacity=".8" d="M10 10H15V20H10Z"/></g>"##, 100.0),
        // the even-odd rule and winding
        (r##"<path fill-rule="evenodd" d="M10 10H30V30H10ZM15 15H25V25H15Z"/>"##, 300.0),
        (r##"<path d="M10 10H30V30H10ZM15 15H25V25H15Z"/>"##, 400.0),
        // strokes, dashes, and which is painted first
        (r##"<path fill="none" stroke="#000" stroke-width="2" d="M10 10H30"/>"##, 40.0),
        (r##"<path fill="none" stroke="#000" stroke-width="2" stroke-dasharray="5" d="M10 10H30"/>"##, 20.0),
        (r##"<path stroke="#fff" stroke-width="2" d="M10 10H20V20H10Z"/>"##, 64.0),
        (r##"<path stroke="#fff" stroke-width="2" paint-order="stroke" d="M10 10H20V20H10Z"/>"##, 100.0),
        // what hangs over the edge of the piece, what a clip hides, what is turned
        (r##"<path d="M-10 -10H10V10H-10Z"/>"##, 100.0),
        (r##"<clipPath id="c"><path d="M10 10H15V20H10Z"/></clipPath><g clip-path="url(#c)"><path d="M0 0H50V50H0Z"/></g>"##, 50.0),
        (r##"<g transform="translate(50 25) rotate(45) scale(2)"><path d="M-5 -5H5V5H-5Z"/></g>"##, 400.0),
        // a gradient has the tone of its middle
        (
            r##"<linearGradient id="g"><stop stop-color="#000"/><stop offset="1" stop-color="#777"/></linearGradient><path fill="url(#g)" d="M10 10H20V20H10Z"/>"##,
            100.0,
        ),
    ];
    for (shapes, area) in cases {
        let found = drawn(shapes).area;
        assert!((found - area).abs() < 0.01, "{shapes}: {found} mm² instead of {area}");
    }
}

#[test]
fn a_circle_is_round_to_a_hundredth_of_a_millimetre() {
    let drawing = engraved(r#"<circle cx="50" cy="25" r="20"/>"#, &Cut::default());
    let lost = std::f64::consts::PI * 400.0 - drawing.area;
    // a chord lies beside its arc by two thirds of its height in the mean
    assert!(lost > 0.0 && lost < drawing.edge * 0.01 * 2.0 / 3.0, "{lost} mm²");
    assert!(drawing.bounds.iter().zip([30.0, 5.0, 70.0, 45.0]).all(|(found, wanted)| (found - wanted).abs() < 0.01), "{:?}", drawing.bounds);
}

#[test]
fn a_beam_takes_half_of_its_width_from_every_edge() {
    let square = r#"<path fill-rule="evenodd" d="M10 10H30V30H10ZM15 15H25V25H15Z"/>"#;
    for (kerf, area) in [(0.0, 300.0), (0.2, 19.8 * 19.8 - 10.2 * 10.2), (2.0, 18.0 * 18.0 - 12.0 * 12.0)] {
        let found = engraved(square, &Cut { kerf, ..Cut::default() });
        assert!((found.area - area).abs() < 0.001, "{kerf}: {} mm² instead of {area}", found.area);
        assert_eq!((found.polygons, found.holes), (2, 1));
    }
    // modules that touch at a corner part; the thin line is lost, and that is told
    let shapes = r##"<path d="M10 10H12V12H10ZM12 12H14V14H12Z"/><path d="M50 10H70V10.1H50Z"/>"##;
    let touching = engraving(&page(shapes), &Cut { kerf: 0.2, ..Cut::default() }).unwrap();
    assert_eq!(touching.lost, 1);
    let found = Drawings::read(&[touching]).drawings.remove(0).1;
    assert!((found.area - 2.0 * 1.8 * 1.8).abs() < 0.001 && found.polygons == 2, "{found:?}");
}

#[test]
fn on_dark_metal_the_light_is_engraved() {
    let shapes = r#"<path d="M10 10H30V30H10Z"/>"#;
    let drawing = engraved(shapes, &Cut { is_negative: true, ..Cut::default() });
    assert_eq!((drawing.area.round(), drawing.polygons, drawing.holes), (4600.0, 2, 1));
    assert_eq!(drawing.bounds, [0.0, 0.0, 100.0, 50.0]);
}

#[test]
fn from_behind_left_is_right() {
    let shapes = r#"<path d="M10 10H30V20H10Z"/>"#;
    assert_eq!(engraved(shapes, &Cut::default()).bounds, [10.0, 30.0, 30.0, 40.0], "y goes up");
    assert_eq!(engraved(shapes, &Cut { is_mirrored: true, ..Cut::default() }).bounds, [70.0, 30.0, 90.0, 40.0]);
}

#[test]
fn pictures_of_pixels_are_counted_and_drawn_pictures_engraved() {
    let mut pixels = std::io::Cursor::new(Vec::new());
    RgbImage::new(2, 2).write_to(&mut pixels, image::ImageFormat::Png).unwrap();
    let picture = |kind: &str, bytes: &[u8]| {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::STANDARD.encode(bytes);
        format!(r#"<image x="10" y="10" width="20" height="20" href="data:image/{kind};base64,{bytes}"/>"#)
    };
    let drawn = picture("svg+xml", br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M1 1H3V3H1Z"/></svg>"#);
    let pattern =
        r##"<pattern id="p" width="1" height="1" patternUnits="userSpaceOnUse"><path d="M0 0H.5V.5H0Z"/></pattern><path fill="url(#p)" d="M0 0H9V9H0Z"/>"##;
    let shapes = picture("png", pixels.get_ref()) + &drawn + pattern;
    let engraving = engraving(&page(&shapes), &Cut::default()).unwrap();
    assert_eq!((engraving.left_out, engraving.lost), (2, 0));
    let found = Drawings::read(&[engraving]).drawings.remove(0).1;
    assert!((found.area - 100.0).abs() < 0.001, "{found:?}");
}

#[test]
fn a_page_without_anything_dark_has_its_border_only() {
    let engraving = engraving(&page(""), &Cut::default()).unwrap();
    assert_eq!(engraving.dxf.matches("\nPOLYLINE\n").count(), 1);
    assert!(engraving.dxf.contains("  8\nCUT\n") && !engraving.dxf.contains("  8\nENGRAVE\n"));
    assert!(disan::print::engraving("<svg", &Cut::default()).is_err());
    assert!(disan::print::engraving(r#"<svg xmlns="http://www.w3.org/2000/svg" width="11m" height="11000mm"/>"#, &Cut::default()).is_err());
}

#[test]
fn labels_scan_from_what_printers_get_with_whole_dots_per_module() {
    for (head, module) in [(Head::Dpi203, 4), (Head::Dpi300, 5), (Head::Dpi600, 9)] {
        let label = Label { dots: Dots::new(&label(head, module)), copies: 3 };
        assert_eq!([label.dots.width(), label.dots.height()], [50, 30].map(|side| side * head.dots() as usize));
        let labels = [label];
        let read = Labels::read(head, 2.5, &[("label.zpl", zpl(&labels)), ("label.tspl", tspl(&labels, head, 2.5))]);
        assert_eq!(read.labels.len(), 2);
        for (name, copies, picture) in &read.labels {
            assert_eq!(*copies, 3, "{name}");
            let found = image::open(picture).unwrap().into_luma8();
            shows(&found, &labels[0].dots, name);
            let symbol = encode(LINK, Level::Quartile).unwrap();
            let corner = 2 * head.dots() as usize;
            for (x, y) in (0..symbol.side() * module).flat_map(|y| (0..symbol.side() * module).map(move |x| (x, y))) {
                let is_dark = found.get_pixel((corner + x) as u32, (corner + y) as u32)[0] == 0;
                assert_eq!(is_dark, symbol.is_dark(x / module, y / module), "{name}: dot {x}, {y}");
            }
        }
        are_read(&read.labels.iter().map(|(.., picture)| (picture.clone(), LINK.to_owned())).collect());
    }
}

#[test]
fn dots_of_every_kind_are_the_same_when_they_are_read_back() {
    let noise = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)).wrapping_mul(3_266_489_917) >> 31 == 0;
    type IsDark<'a> = &'a dyn Fn(u32, u32) -> bool;
    let kinds: [(&str, IsDark); 6] = [
        ("white", &|_, _| false),
        ("black", &|_, _| true),
        ("noise", &noise),
        ("columns", &|x, _| x % 2 == 0),
        ("an odd number of empty digits", &|x, _| x < 12),
        ("long runs", &|x, y| x / 1700 == y % 2),
    ];
    let mut labels = Vec::new();
    // one dot, rows that end within a byte, and the largest roll on the finest head
    for (width, height) in [(1, 1), (7, 3), (8, 8), (9, 4), (400, 240), (801, 1200), (2400, 3600)] {
        for (_, is_dark) in kinds {
            let picture = RgbImage::from_fn(width, height, |x, y| Rgb([if is_dark(x, y) { 0 } else { 255 }; 3]));
            labels.push(Label { dots: Dots::new(&picture), copies: 1 });
        }
    }
    labels.dedup();
    let read = Labels::read(Head::Dpi600, 0.0, &[("many.zpl", zpl(&labels)), ("many.tspl", tspl(&labels, Head::Dpi600, 0.0))]);
    assert_eq!(read.labels.len(), 2 * labels.len());
    for (at, (name, copies, picture)) in read.labels.iter().enumerate() {
        let label = &labels[at % labels.len()];
        assert_eq!(*copies, 1);
        shows(&image::open(picture).unwrap().into_luma8(), &label.dots, &format!("{name} {at}"));
    }
}

#[test]
fn equal_labels_in_a_row_are_sent_once() {
    let label = |gray: u8, copies: usize| Label { dots: Dots::new(&RgbImage::from_pixel(16, 8, Rgb([gray; 3]))), copies };
    let labels = [label(0, 2), label(127, 3), label(255, 0), label(128, 1), label(0, 4), label(255, 0)];
    let read = Labels::read(Head::Dpi203, 3.0, &[("some.zpl", zpl(&labels)), ("some.tspl", tspl(&labels, Head::Dpi203, 3.0))]);
    let copies: Vec<usize> = read.labels.iter().map(|(_, copies, _)| *copies).collect();
    assert_eq!(copies, [5, 1, 4, 5, 1, 4]);
    assert_eq!((zpl(&[]), tspl(&[], Head::Dpi203, 3.0)), (Vec::new(), Vec::new()));
}

#[test]
fn a_label_is_packed_to_a_small_part_of_its_digits() {
    let label = Label { dots: Dots::new(&label(Head::Dpi203, 4)), copies: 1 };
    let (packed, digits) = (zpl(&[label]).len(), 50 * 8 * 30 * 8 / 4);
    assert!(packed * 5 < digits, "{packed} of {digits} bytes");
}

#[test]
fn a_printer_on_the_network_gets_the_bytes_and_nothing_else() {
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let printer = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("tcp://{}", printer.local_addr().unwrap());
    assert!(received(printer, || send(&address, &bytes).unwrap()) == bytes);
    // without a port: all of 127.0.0.0/8 is this machine
    let printer = TcpListener::bind("127.20.26.11:9100").unwrap();
    assert_eq!(received(printer, || send("tcp://127.20.26.11", b"^XA^XZ").unwrap()), b"^XA^XZ");
}

#[test]
fn what_is_no_address_and_who_does_not_answer_is_told() {
    for address in ["", "127.0.0.1:9100", "tcp://", "http://127.0.0.1:9100", "tcp://127.0.0.1:many"] {
        assert_eq!(send(address, b"").unwrap_err().kind(), std::io::ErrorKind::InvalidInput, "{address}");
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(send(&format!("tcp://{closed}"), b"").unwrap_err().kind(), std::io::ErrorKind::ConnectionRefused);
}

/// All that comes to a listener while something is done.
pub fn received(printer: TcpListener, meanwhile: impl FnOnce()) -> Vec<u8> {
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut bytes = Vec::new();
            let (mut stream, _): (TcpStream, _) = printer.accept().unwrap();
            stream.read_to_end(&mut bytes).unwrap();
            bytes
        });
        meanwhile();
        reader.join().unwrap()
    })
}

/// What ezdxf reads of a drawing: millimetres, left, bottom, right and top.
#[derive(Deserialize, Debug)]
pub struct Drawing {
    errors: usize,
    unit: i32,
    extents: [f64; 4],
    open: usize,
    cut: Vec<[f64; 2]>,
    #[serde(rename = "box")]
    bounds: [f64; 4],
    polygons: usize,
    holes: usize,
    wrongly_turned: usize,
    area: f64,
    edge: f64,
}

impl Drawing {
    pub fn is_sound(&self, [width, height]: [f64; 2]) {
        assert_eq!((self.errors, self.unit, self.open, self.wrongly_turned), (0, 4, 0, 0), "{self:?}");
        let close = |found: &[f64], wanted: &[f64]| found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 0.01);
        assert!(close(&self.extents, &[0.0, 0.0, width, height]), "{self:?}");
        assert!(self.cut.len() == 4 && close(self.cut.as_flattened(), &[0.0, 0.0, width, 0.0, width, height, 0.0, height]), "{self:?}");
        let [left, bottom, right, top] = self.bounds;
        assert!(left >= 0.0 && bottom >= 0.0 && right <= width + 0.0001 && top <= height + 0.0001, "{self:?}");
    }
}

/// Drawings with a picture of each, filled by the even-odd rule, as SVG.
pub struct Drawings {
    pub drawings: Vec<(PathBuf, Drawing)>,
    _folder: TempDir,
}

impl Drawings {
    pub fn read(engravings: &[Engraving]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = (0..engravings.len()).map(|at| folder.path().join(format!("{at}.dxf"))).collect();
        files.iter().zip(engravings).for_each(|(file, engraving)| fs::write(file, &engraving.dxf).unwrap());
        let told = script("engraving.py", &[], &files);
        let drawings = told.lines().map(|line| serde_json::from_str(line).unwrap());
        Self { drawings: files.iter().map(|file| file.with_extension("svg")).zip(drawings).collect(), _folder: folder }
    }
}

/// Shapes on a piece of 100 × 50 mm, in millimetres from its upper left corner, as they are engraved.
fn engraved(shapes: &str, cut: &Cut) -> Drawing {
    let drawing = match Drawings::read(&[engraving(&page(shapes), cut).unwrap()]).drawings.pop() {
        Some((_, drawing)) => drawing,
        None => panic!("{shapes} is not drawn"),
    };
    drawing.is_sound([100.0, 50.0]);
    drawing
}

fn page(shapes: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm" viewBox="0 0 100 50">{shapes}</svg>"#)
}

/// A page as pixels, black where its middle is darker than half: edges are not blurred, for half a shade is not half of a pixel between two colours.
pub fn rasterise(svg: &str) -> GrayImage {
    let options = usvg::Options { shape_rendering: usvg::ShapeRendering::CrispEdges, ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let scale = FINE * 25.4 / 96.0;
    let [width, height] = [tree.size().width(), tree.size().height()].map(|side| (side * scale).round() as u32);
    let mut pixels = tiny_skia::Pixmap::new(width, height).unwrap();
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let light =
        |pixel: &tiny_skia::PremultipliedColorU8| 0.2126 * f64::from(pixel.red()) + 0.7152 * f64::from(pixel.green()) + 0.0722 * f64::from(pixel.blue());
    GrayImage::from_raw(width, height, pixels.pixels().iter().map(|pixel| if light(pixel) < 127.5 { 0 } else { 255 }).collect()).unwrap()
}

/// How many pixels differ, as a part of those that are dark.
fn difference(found: &GrayImage, wanted: &GrayImage) -> f64 {
    assert_eq!(found.dimensions(), wanted.dimensions());
    let apart = found.pixels().zip(wanted.pixels()).filter(|(found, wanted)| found != wanted).count();
    apart as f64 / wanted.pixels().filter(|pixel| pixel[0] == 0).count() as f64
}

/// Labels as they are read back: file, copies, picture.
pub struct Labels {
    pub labels: Vec<(String, usize, PathBuf)>,
    _folder: TempDir,
}

impl Labels {
    pub fn read(head: Head, gap: f64, files: &[(&str, Vec<u8>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
        let told = script("thermal.py", &[&head.dots().to_string(), &gap.to_string()], &paths);
        let labels = told.lines().map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            (parts[0].to_owned(), parts[3].parse().unwrap(), PathBuf::from(parts[4]))
        });
        Self { labels: labels.collect(), _folder: folder }
    }
}

/// A picture has the size and the dots of a label, eight a byte from the highest bit, 1 black.
fn shows(picture: &GrayImage, dots: &Dots, name: &str) {
    assert_eq!((picture.width() as usize, picture.height() as usize), (dots.width(), dots.height()), "{name}");
    for (y, row) in dots.rows().enumerate() {
        let is_equal = (0..dots.width()).all(|x| (picture.get_pixel(x as u32, y as u32)[0] == 0) == (row[x / 8] >> (7 - x % 8) & 1 == 1));
        assert!(is_equal, "{name}: row {y}");
    }
}

/// A label of 50 × 30 mm, typeset: the symbol 2 mm from the upper left corner with so many dots a module, a name beside it.
fn label(head: Head, module: usize) -> RgbImage {
    let module = module as f64 / f64::from(head.dots());
    let loops: Vec<Vec<[f64; 2]>> = outline(&encode(LINK, Level::Quartile).unwrap())
        .into_iter()
        .map(|polygon| polygon.into_iter().map(|corner| corner.map(|at| at as f64 * module)).collect())
        .collect();
    let template = r#"
#set page(width: 50mm, height: 30mm, margin: 2mm)
#set text(font: "Be Vietnam Pro", size: 9pt)
#let point(p) = p.map(length => length * 1mm)
#let moves = json("/data.json").map(loop => (curve.move(point(loop.first())), ..loop.slice(1).map(p => curve.line(point(p))), curve.close(mode: "straight"))).flatten()
#place(curve(fill: black, fill-rule: "even-odd", ..moves))
#place(dx: 24mm)[Bánh \ ĐẾN ặ]
"#;
    press(template).typeset("piece.typ", &serde_json::json!(loops)).unwrap().picture(head.dpi()).unwrap()
}

/// A press with a template, `piece.typ`, and the fonts of the theme.
pub fn press(template: &str) -> Press {
    let fonts = fs::read_dir(root().join("themes/default/fonts")).unwrap().map(|file| file.unwrap().path());
    let fonts: Vec<Vec<u8>> = fonts.filter(|path| path.extension().is_some_and(|ending| ending == "ttf")).map(|path| fs::read(path).unwrap()).collect();
    let file = SourceFile::new("piece.typ".to_owned(), template.to_owned());
    Press::new(&fonts, &BTreeMap::from([("piece.typ".to_owned(), Arc::new(file))]))
}

/// Runs a script of `tests/` on files; gives what it prints.
fn script(name: &str, arguments: &[&str], files: &[PathBuf]) -> String {
    let script = root().join("tests").join(name);
    let files = files.iter().map(PathBuf::as_path);
    let paths = std::iter::once(script.as_path()).map(plain).chain(arguments.iter().copied()).chain(files.map(|file: &Path| plain(file)));
    run(&python(), &paths.collect::<Vec<_>>())
}
