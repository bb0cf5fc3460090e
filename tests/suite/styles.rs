//! Symbols that stand alone, plain and in styles, seen through programs that are not ours: two or three decoders, a reader of DXF, of PDF and of PNG.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use disan::qr::{Colour, Drawing, Finders, Level, Logo, LogoField, Modules, Refusal, Style, draw, encode};
use rayon::prelude::*;
use resvg::{tiny_skia, usvg};

use crate::project::{Project, built, root, small};

const LINK: &str = "https://DISAN.EXAMPLE.VN/Q/7K3F9";

/// Every shape of modules with every shape of finders, with a logo and without.
fn styles() -> Vec<(String, Style)> {
    let mut styles = Vec::new();
    for modules in [Modules::Square, Modules::Rounded, Modules::Dots] {
        for finders in [Finders::Square, Finders::Rounded, Finders::Circle] {
            for logo in [None, Some(star())] {
                let name = format!("{modules:?}-{finders:?}{}", if logo.is_some() { "-logo" } else { "" });
                styles.push((name, Style { modules, finders, dark: Colour([0x7a, 0x1f, 0x1f]), light: Colour([0xff, 0xf8, 0xe7]), finder: None, logo }));
            }
        }
    }
    styles
}

fn star() -> Logo {
    Logo { media_type: "image/svg+xml", bytes: fs::read(root().join("content/trong-dong.svg")).unwrap(), aspect: 1.0 }
}

#[test]
fn every_style_is_read_by_every_decoder() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [LINK, "https://disan.cantho.gov.vn/vi/sites/chua-ong-can-tho/", "geo:15.8771,108.326"];
    let cases: Vec<(String, &str, Drawing)> = (styles().into_iter())
        .flat_map(|(name, style)| texts.map(|text| (format!("{name}-{}", text.len()), text, draw(text, Level::Quartile, &style).unwrap())))
        .collect();
    let pictures: BTreeMap<PathBuf, String> = (cases.par_iter())
        .map(|(name, text, drawing)| {
            let picture = folder.path().join(format!("{name}.png"));
            rasterise(&drawing.svg(2.0), 8 * drawing.side() as u32).save_png(&picture).unwrap();
            (picture, (*text).to_owned())
        })
        .collect();
    are_read(&pictures);
}

#[test]
fn every_file_says_what_it_should() {
    let project = built();
    let folder = tempfile::tempdir().unwrap();
    let files = expected(project);
    assert!(files.len() > 300, "{}", files.len());
    let pictures: BTreeMap<PathBuf, String> = (files.par_iter())
        .filter(|(path, _)| !path.ends_with(".dxf"))
        .map(|(path, text)| {
            let file = project.path(&format!("print/{path}"));
            let picture = folder.path().join(path.replace(['/', '.'], "-"));
            match path.rsplit_once('.').unwrap().1 {
                "pdf" => run("pdftoppm", &["-r", "110", "-png", "-singlefile", plain(&file), plain(&picture)]),
                "svg" => rasterise(&fs::read_to_string(&file).unwrap(), 296).save_png(picture.with_extension("png")).map(|()| String::new()).unwrap(),
                _ => fs::copy(&file, picture.with_extension("png")).map(|_| String::new()).unwrap(),
            };
            (picture.with_extension("png"), text.clone())
        })
        .collect();
    are_read(&pictures);
}

#[test]
fn the_plan_knows_what_every_symbol_says() {
    let project = built();
    let expected: BTreeSet<String> = expected(project).into_keys().collect();
    let found: BTreeSet<String> = project.files("print/symbols").into_iter().map(|(path, _)| format!("symbols/{path}")).collect();
    assert_eq!(found, expected);

    let today = jiff::civil::date(2026, 11, 21);
    let catalogue = disan::catalogue::read(&project.path("content"), "content", today).unwrap().catalogue.unwrap();
    let addresses = disan::plan::Addresses::new(&catalogue.settings);
    let files = disan::plan::symbol_files(&catalogue, &addresses);
    let known: BTreeMap<&str, &str> = files.iter().flat_map(|files| files.paths.iter().map(|path| (path.as_str(), files.text.as_str()))).collect();
    for (path, text) in crate::styles::expected(project) {
        assert_eq!(known.get(path.as_str()), Some(&text.as_str()), "{path}");
    }
    for path in known.keys() {
        assert!(project.path(&format!("print/{path}")).is_file(), "{path}");
    }
    let styled = files.iter().filter(|files| files.style.is_some());
    assert!(styled.clone().count() > 40 && styled.flat_map(|files| &files.paths).all(|path| path.contains("-trong-dong.")));
}

#[test]
fn a_dxf_holds_the_dark_modules_to_the_square_millimetre() {
    let project = built();
    let drawings: Vec<PathBuf> =
        expected(project).into_keys().filter(|path| path.ends_with(".dxf")).map(|path| project.path(&format!("print/{path}"))).collect();
    assert!(drawings.len() > 40);
    let mut arguments = vec![plain(&root().join("tests/dxf.py")).to_owned()];
    arguments.extend(drawings.iter().map(|path| plain(path).to_owned()));
    let told = run(&python(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(told.lines().count(), drawings.len(), "{told}");
    let expected = expected(project);
    for (line, path) in told.lines().zip(&drawings) {
        let name = format!("symbols/{}", path.file_name().unwrap().to_string_lossy());
        let symbol = encode(&expected[&name], Level::Quartile).unwrap();
        let side = symbol.side();
        let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).filter(|(x, y)| symbol.is_dark(*x, *y)).count();
        // errors, open polylines, unit, area of the symbol in mm², side of the quiet zone in mm
        assert_eq!(line, format!("0 0 4 {} {}", dark * 4, (side + 8) * 2), "{name}");
    }
}

#[test]
fn a_png_has_one_bit_and_whole_pixels_per_module_of_two_millimetres() {
    let project = built();
    for (path, text) in expected(project).iter().filter(|(path, _)| path.ends_with(".png") && !path.contains("-trong-dong")) {
        let file = fs::File::open(project.path(&format!("print/{path}"))).unwrap();
        let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
        assert_eq!((reader.info().bit_depth, reader.info().color_type), (png::BitDepth::One, png::ColorType::Grayscale), "{path}");
        let symbol = encode(text, Level::Quartile).unwrap();
        let modules = symbol.side() + 8;
        let pixels = reader.info().width as usize / modules;
        assert_eq!((reader.info().width as usize, reader.info().height as usize), (modules * pixels, modules * pixels), "{path}");
        let dims = reader.info().pixel_dims.unwrap();
        assert_eq!((dims.xppu, dims.yppu, dims.unit), (500 * pixels as u32, 500 * pixels as u32, png::Unit::Meter), "{path}: pixels in 1 m");
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let line = reader.next_frame(&mut bytes).unwrap().line_size;
        let is_dark = |x: usize, y: usize| bytes[y * line + x / 8] >> (7 - x % 8) & 1 == 0;
        for (x, y) in (0..modules * pixels).flat_map(|y| (0..modules * pixels).map(move |x| (x, y))) {
            let (column, row) = (x / pixels, y / pixels);
            assert_eq!(is_dark(x, y), column >= 4 && row >= 4 && symbol.is_dark(column - 4, row - 4), "{path}: {x}, {y}");
        }
    }
}

#[test]
fn a_pdf_is_cut_at_the_quiet_zone() {
    let project = built();
    for (path, text) in expected(project).iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let file = project.path(&format!("print/{path}"));
        let told = run("pdfinfo", &["-box", plain(&file)]);
        let line = told.lines().find_map(|line| line.strip_prefix("TrimBox:")).unwrap();
        let found: Vec<f64> = line.split_whitespace().map(|word| word.parse::<f64>().unwrap() / 72.0 * 25.4).collect();
        let size = (encode(text, Level::Quartile).unwrap().side() + 8) as f64 * 2.0;
        let close = found.iter().zip([3.0, 3.0, 3.0 + size, 3.0 + size]).all(|(found, wanted)| (found - wanted).abs() < 0.01);
        assert!(close, "{path}: {found:?} mm, wanted {size}");
        run("qpdf", &["--check", plain(&file)]);
    }
}

#[test]
fn an_svg_needs_nothing_from_elsewhere() {
    for (path, bytes) in built().files("print/symbols").iter().filter(|(path, _)| path.ends_with(".svg")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse(text).unwrap();
        let side = document.root_element().attribute("width").unwrap();
        assert!(side.ends_with("mm") && document.root_element().attribute("height") == Some(side), "{path}");
        for attribute in document.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>()) {
            assert!(attribute.name() != "href" || attribute.value().starts_with("data:image/"), "{path}");
            assert!(!attribute.value().contains("url("), "{path}");
        }
        assert!(!text.contains("<script") && !text.contains("<text"), "{path}");
        assert!(path.contains('-') || bytes.len() < 2100, "{path} has {} bytes", bytes.len());
    }
}

#[test]
fn colours_that_phones_cannot_tell_apart_are_refused_with_what_was_measured() {
    let style = |dark: &str, light: &str| Style { dark: Colour::parse(dark).unwrap(), light: Colour::parse(light).unwrap(), ..Style::default() };
    assert_eq!(style("#000000", "#ffffff").contrast().phone, 1.0);
    let Err(Refusal::Contrast(contrast)) = draw(LINK, Level::Quartile, &style("#cccccc", "#ffffff")) else { panic!("pale gray on white is drawn") };
    assert!((contrast.phone - 0.396).abs() < 0.001, "{contrast:?}");
    assert!(matches!(draw(LINK, Level::Quartile, &style("#ffffff", "#000000")), Err(Refusal::Inverted(_))));
    assert!(matches!(draw(LINK, Level::Quartile, &style("#777777", "#777777")), Err(Refusal::Inverted(_))));
    // red ink on white: phones see it, the red light of a shop's scanner does not
    let red = style("#ff0000", "#ffffff").contrast();
    assert!(red.phone > 0.75 && red.red < 0.01, "{red:?}");
    // the finders count as well
    let finders = Style { finder: Colour::parse("#e0e0e0"), ..Style::default() };
    assert!(matches!(draw(LINK, Level::Quartile, &finders), Err(Refusal::Contrast(_))));
}

#[test]
fn a_logo_takes_at_most_half_of_what_can_be_mended_and_no_pattern() {
    let mut worst: f64 = 0.0;
    for length in 1..100 {
        for level in [Level::Quartile, Level::High] {
            let symbol = encode(&"a".repeat(length), level).unwrap();
            let Some(field) = LogoField::largest(&symbol) else {
                assert!(symbol.version() > 6, "{length}");
                continue;
            };
            let loss = field.loss(&symbol).unwrap();
            assert!(loss.leaves_enough() && field.side * 100 <= symbol.side() * 18 && symbol.version() <= 6, "{length} {field:?} {loss:?}");
            assert_eq!(2 * field.first + field.side, symbol.side(), "on whole modules in the middle");
            worst = worst.max(loss.lost as f64 / loss.mended as f64);
        }
    }
    assert!((0.4..=0.5).contains(&worst), "{worst}");
    // a field of more than half a side leads into the finders, an even one does not stand on whole modules
    let symbol = encode(LINK, Level::Quartile).unwrap();
    assert!(!LogoField::middle(&symbol, 7).unwrap().loss(&symbol).unwrap().leaves_enough());
    assert_eq!(LogoField::middle(&symbol, 17).unwrap().loss(&symbol), None);
    assert_eq!(LogoField::middle(&symbol, 6), None);
}

#[test]
fn what_a_logo_destroys_is_what_a_decoder_finds_destroyed() {
    // all modules of the field are turned over: the worst that can stand there. Half of what can be mended is left, so that it is still read
    for length in (8..75).step_by(3) {
        let text = format!("https://DISAN.VN/{}", "A7".repeat(length / 2));
        let symbol = encode(&text, Level::Quartile).unwrap();
        let Some(field) = LogoField::largest(&symbol) else { continue };
        let grid = rqrr::SimpleGrid::from_func(symbol.side(), |x, y| symbol.is_dark(x, y) ^ field.covers(x, y));
        assert_eq!(rqrr::Grid::new(grid).decode().unwrap().1, text, "version {}", symbol.version());
    }
}

#[test]
fn no_logo_stands_in_a_code_for_shops_or_in_a_large_symbol() {
    let style = Style { logo: Some(star()), ..Style::default() };
    assert_eq!(draw("https://id.disan.vn/01/08935000000014", Level::Medium, &style).unwrap_err(), Refusal::LogoInGs1);
    assert_eq!(draw(&"a".repeat(75), Level::Medium, &style).unwrap_err(), Refusal::LogoInVersion(7));
    assert!(draw("https://id.disan.vn/01/08935000000014", Level::Medium, &Style::default()).is_ok());
    assert!(draw(LINK, Level::Low, &style).unwrap().symbol.level() >= Level::Quartile);
}

#[test]
fn a_png_can_be_a_logo() {
    let mut logo = image::RgbaImage::new(60, 30);
    logo.enumerate_pixels_mut().for_each(|(x, _, pixel)| *pixel = image::Rgba([0x7a, 0x1f, (x * 4) as u8, 255]));
    let project = small();
    logo.save(project.path("content/hoa-sen.png")).unwrap();
    let catalogue =
        project.read("content/catalogue.yaml") + "styles:\n  - {name: hoi-thi, modules: dots, finders: circle, dark: \"#7a1f1f\", logo: hoa-sen.png}\n";
    let project = project.file("content/catalogue.yaml", catalogue);
    project.build();
    let pictures = tempfile::tempdir().unwrap();
    for (path, _) in project.files("print/symbols").iter().filter(|(path, _)| path.ends_with("-hoi-thi.pdf")) {
        let picture = pictures.path().join(path);
        let file = project.path(&format!("print/symbols/{path}"));
        run("pdftoppm", &["-r", "110", "-png", "-singlefile", plain(&file), plain(&picture)]);
        let code = path.split('-').next().unwrap();
        are_read(&BTreeMap::from([(pictures.path().join(format!("{path}.png")), format!("https://DISAN.EXAMPLE.VN/Q/{code}"))]));
        let images = run("pdfimages", &["-list", plain(&file)]);
        assert_eq!(images.lines().count(), 3, "{images}"); // two lines of headings
    }
}

#[test]
fn a_logo_is_shapes_and_not_too_many_of_them() {
    let drawing =
        |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 100\">{inside}</svg>");
    let repeated = |times: usize| format!("<defs><circle id=\"a\" cx=\"5\" cy=\"5\" r=\"3\"/></defs>{}", "<use xlink:href=\"#a\"/>".repeat(times));
    let taken = [
        repeated(1000),
        "<defs><linearGradient id=\"g\"><stop stop-color=\"red\"/></linearGradient><clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath></defs><path fill=\"url(#g)\" clip-path=\"url(#c)\" d=\"M0 0h9v9z\"/>".to_owned(),
        "<symbol id=\"s\"><path d=\"M0 0h9v9z\"/></symbol><use href=\"#s\"/><title>Sen</title><desc>Hoa sen</desc>".to_owned(),
        "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></metadata><namedview xmlns=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"/><path d=\"M0 0h9v9z\"/>".to_owned(),
        "<style>.a{fill:red;filter:none}</style><path class=\"a\" stroke=\"red\" stroke-dasharray=\"2 1\" d=\"M0 0h9v9z\"/>".to_owned(),
    ];
    let refused = [
        ("<filter id=\"f\"><feGaussianBlur stdDeviation=\"90\"/></filter><path filter=\"url(#f)\" d=\"M0 0h9v9z\"/>".to_owned(), "<filter>"),
        ("<path filter=\"blur(90px)\" d=\"M0 0h9v9z\"/>".to_owned(), "filter="),
        ("<path style=\"fill:red; filter : blur(90px)\" d=\"M0 0h9v9z\"/>".to_owned(), "style="),
        ("<style>path{filter:blur(90px)}</style><path d=\"M0 0h9v9z\"/>".to_owned(), "<style>"),
        ("<mask id=\"m\"/><path d=\"M0 0h9v9z\"/>".to_owned(), "<mask>"),
        ("<pattern id=\"p\"/><path d=\"M0 0h9v9z\"/>".to_owned(), "<pattern>"),
        ("<image href=\"#x\"/>".to_owned(), "<image>"),
        ("<marker id=\"k\"/>".to_owned(), "<marker>"),
        ("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>".to_owned(), "<script>"),
        (repeated(2600), "5000 shapes"),
        ("<g id=\"a\"><use href=\"#a\"/></g>".to_owned(), "shapes"),
        ("<g opacity=\"0.5\"><path d=\"M0 0h9v9z\"/><path d=\"M0 0h9v8z\"/></g>".repeat(300), "shapes"),
        ("<g>".repeat(100) + &"</g>".repeat(100), "shapes"),
        ("<path stroke=\"red\" stroke-dasharray=\"0.001\" d=\"M0 0h900v900z\"/>".repeat(60), "shapes"),
    ];
    let project = small();
    let catalogue = project.read("content/catalogue.yaml") + "styles:\n  - {name: hoi-thi, logo: sen.svg}\n";
    let mut project = project.file("content/catalogue.yaml", catalogue);
    for inside in taken {
        project = project.file("content/sen.svg", drawing(&inside));
        project.succeeds(&["check", "--lang", "en"]);
    }
    for (inside, found) in refused {
        project = project.file("content/sen.svg", drawing(&inside));
        let told = project.fails(&["check", "--lang", "en"], 1);
        assert!(told.contains("E0446") && told.contains(found), "{found}: {told}");
    }
}

#[test]
fn a_name_that_is_a_code_is_told_and_not_overwritten() {
    let project = small();
    project.build();
    let code = project.files("print/symbols")[0].0.split('.').next().unwrap().to_lowercase();
    let catalogue = project.read("content/catalogue.yaml") + &format!("symbols:\n  - {{name: {code}, text: Xin chào}}\n");
    let project = project.file("content/catalogue.yaml", catalogue);
    let told = project.fails(&["build", "--lang", "en", "--format", "short"], 1);
    assert!(told.contains("E0601") && told.contains(&format!("symbols/{code}.pdf")), "{told}");
}

#[test]
fn black_is_printed_with_black_ink_only() {
    let project = built();
    let mut pdfs: Vec<String> = project.files("print").into_iter().map(|(path, _)| path).filter(|path| path.ends_with(".pdf")).collect();
    pdfs.retain(|path| !path.contains("-trong-dong"));
    assert!(pdfs.len() > 90);
    pdfs.par_iter().for_each(|path| {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("open.pdf");
        run("qpdf", &["--qdf", "--object-streams=disable", plain(&project.path(&format!("print/{path}"))), plain(&open)]);
        let colours = colours(&fs::read(open).unwrap());
        assert!(colours.contains("0 0 0 1 k"), "{path}: {colours:?}");
        for colour in &colours {
            let numbers: Vec<f64> = colour.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            match colour.rsplit(' ').next().unwrap() {
                // black or no ink at all
                "k" | "K" => assert!(numbers[..3] == [0.0; 3] && [0.0, 1.0].contains(&numbers[3]), "{path}: {colour}"),
                // the colours of the paper and of the entry
                "sc" | "SC" | "scn" | "SCN" => assert!(numbers.len() == 3 && numbers.iter().any(|number| *number > 0.1), "{path}: {colour}"),
                other => panic!("{path}: {other} in {colour}"),
            }
        }
    });
}

/// Every operator that sets a colour, with its numbers, in the content streams of an uncompressed PDF.
fn colours(pdf: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(pdf);
    // fonts and profiles are streams as well: content begins with an operator of graphics
    let streams =
        text.split("stream\n").filter_map(|stream| stream.split("endstream").next()).filter(|stream| stream.contains(" cm") || stream.contains(" re"));
    let mut found = BTreeSet::new();
    for stream in streams {
        let words: Vec<&str> = stream.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            if ["k", "K", "g", "G", "rg", "RG", "sc", "SC", "scn", "SCN"].contains(word) {
                let numbers = words[..at].iter().rev().take_while(|word| word.parse::<f64>().is_ok()).count();
                found.insert(words[at - numbers..=at].join(" "));
            }
        }
    }
    found
}

/// The files in `symbols/` and what each must say, from the ledger and the settings alone.
pub fn expected(project: &Project) -> BTreeMap<String, String> {
    let ledger: BTreeMap<String, BTreeMap<String, String>> = serde_yaml::from_str(&project.read("content/ledger.yaml")).unwrap();
    let mut files = BTreeMap::new();
    for code in ledger.keys() {
        let text = format!("https://DISAN.EXAMPLE.VN/Q/{code}");
        for name in ["pdf", "svg", "png", "dxf"]
            .map(|ending| format!("{code}.{ending}"))
            .into_iter()
            .chain(["pdf", "svg", "png"].map(|ending| format!("{code}-trong-dong.{ending}")))
        {
            files.insert(format!("symbols/{name}"), text.clone());
        }
    }
    for (name, text) in [("cau-o-hoi-an", "geo:15.8771,108.326"), ("loi-chao", "Kính chào quý khách! · Welcome!")] {
        files.extend(["pdf", "svg", "png", "dxf"].map(|ending| (format!("symbols/{name}.{ending}"), text.to_owned())));
    }
    files
}

/// Two programs that are not ours read the only symbol of each picture: `zbarimg` and zxing-cpp.
pub fn are_read(pictures: &BTreeMap<PathBuf, String>) {
    let all: Vec<(&PathBuf, &String)> = pictures.iter().collect();
    all.par_chunks(20).for_each(|some| {
        let mut arguments = vec!["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable"];
        arguments.extend(some.iter().map(|(picture, _)| plain(picture)));
        let told = run("zbarimg", &arguments);
        assert_eq!(told.lines().count(), some.len(), "zbar: {told}");
        for (found, (picture, text)) in told.lines().zip(some) {
            assert_eq!(found, *text, "zbar: {}", picture.display());
        }
    });
    let mut arguments = vec![plain(&root().join("tests/zxing.py")).to_owned()];
    arguments.extend(pictures.keys().map(|picture| plain(picture).to_owned()));
    let told = run(&python(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let read: Vec<&str> = told.lines().collect();
    assert_eq!(read.len(), pictures.len(), "{told}");
    for (found, (picture, text)) in read.iter().zip(pictures) {
        assert_eq!(found, text, "zxing-cpp: {}", picture.display());
    }
}

/// The Python with `zxing-cpp` and `ezdxf` that `tests/run` sets up.
pub fn python() -> String {
    let python = root().join("target/venv/bin/python3");
    assert!(python.exists(), "{}; `tests/run` sets it up", python.display());
    plain(&python).to_owned()
}

pub fn rasterise(svg: &str, side: u32) -> tiny_skia::Pixmap {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let mut pixels = tiny_skia::Pixmap::new(side, side).unwrap();
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
}

pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}; `tests/run` installs it"));
    assert!(output.status.success(), "{program} {arguments:?}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn plain(path: &Path) -> &str {
    path.to_str().unwrap()
}
