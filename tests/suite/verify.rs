//! Finished files read back: what `disan verify` measures is right, and what it must find it finds.

use std::fs;
use std::path::Path;

use disan::inspect::{Depth, Inspection, Measured, inspect, judge, reach};
use disan::qr::{self, Decoder, Harm, Level, Symbol};
use image::{GrayImage, ImageFormat, Luma, Rgb, RgbImage};
use proptest::prelude::*;
use serde_json::Value;

use crate::project::{Project, built, root, small};

#[test]
fn everything_that_is_printed_is_read_is_right_and_bears_something() {
    let project = small();
    project.build();
    let said = project.succeeds(&["verify", "--lang", "en"]);
    assert!(said.ends_with("19 files, 21 QR codes: all read by two decoders, as the ledger says, with their pages\n"), "{said}");
    let report: Value = serde_json::from_str(&project.read("print/verify.json")).unwrap();
    let symbols = report["symbols"].as_array().unwrap();
    assert_eq!((symbols.len(), &report["files"]), (21, &Value::from(19)));
    for symbol in symbols {
        let number = |key: &str| symbol[key].as_f64().unwrap();
        assert_eq!(symbol["well"], true);
        assert_eq!(symbol["says"], format!("https://DISAN.EXAMPLE.VN/Q/{}", symbol["code"].as_str().unwrap()));
        assert_eq!(symbol["read_by"], Value::from(vec!["rxing", "rqrr"]));
        assert_eq!(symbol["modules"], 29);
        // on plaques 25 pixels at 300 dpi, alone 2 mm
        let module = if symbol["file"].as_str().unwrap().contains("plaques") { 2.1167 } else { 2.0 };
        assert!((number("module") - module).abs() < 0.015, "{symbol}");
        assert!((number("scan_distance") - module / 2.15).abs() < 0.015 && (number("size") - 37.0 * module).abs() < 0.4, "{symbol}");
        assert!(number("contrast") > 0.95 && number("contrast_red") > 0.95 && number("quiet_zone") >= 4.0, "{symbol}");
        assert!(symbol["margin"].as_object().unwrap().values().all(|step| step.as_u64().unwrap() >= 3), "{symbol}");
    }
    let json = project.succeeds(&["verify", "--format", "json"]);
    assert_eq!(json, project.read("print/verify.json"));
    // the report does not keep the next build from replacing the folder
    project.build();
    assert!(!project.path("print/verify.json").exists());
}

#[test]
fn a_build_reads_back_what_is_new_and_what_does_not_scan_again_and_again() {
    let project = small();
    let read_back = |said: &str| -> usize {
        let number = said.split_once("new files for print read back, every code scans: ").map(|(_, rest)| rest.lines().next().unwrap().parse().unwrap());
        number.unwrap_or(0)
    };
    let build = || read_back(&project.succeeds(&["build", "--lang", "en"]));
    assert_eq!(build(), 19);
    assert_eq!(build(), 0, "nothing is new");
    assert_eq!(read_back(&project.succeeds(&["build", "--only", "print", "--lang", "en"])), 0);

    // another name stands on one plaque and is the title of its symbol alone, each in three forms; and it stands in the file of all plaques
    let site = project.read("content/sites/chua-cau/index.md");
    project.write("content/sites/chua-cau/index.md", site.replace("name: Chùa Cầu", "name: Chùa Cầu Hội An"));
    assert_eq!(build(), 7);

    // a template that prints symbols too faintly is found however often
    let faint = fs::read_to_string(root().join("tests/problems/E0706-symbol-faint/themes/default/print/plaque.typ")).unwrap();
    project.write("themes/default/print/plaque.typ", &faint);
    for _ in 0..2 {
        assert!(project.fails(&["build", "--lang", "en"], 1).contains("error[E0706]"));
    }
    fs::remove_dir_all(project.path("themes")).unwrap();
    assert_eq!(build(), 0, "the files are those of the last whole build");

    // all is drawn anew, and what no longer says what it did counts for nothing
    fs::remove_file(project.path(".disan-cache/made-print")).unwrap();
    for (path, _) in project.files(".disan-cache").into_iter().filter(|(path, _)| path.ends_with("/scans")) {
        project.write(&format!(".disan-cache/{path}"), "x");
    }
    assert_eq!(build(), 19);
}

#[test]
fn a_photograph_of_a_plaque_is_verified_too() {
    let project = small();
    project.build();
    let (plaque, _) = project.files("print/plaques").into_iter().find(|(file, _)| file.ends_with(".png")).unwrap();
    let code = Path::new(&plaque).file_stem().unwrap().to_str().unwrap();
    let picture = image::open(project.path(&format!("print/plaques/{code}.png"))).unwrap().into_rgb8();
    photograph(&picture).save_with_format(project.path("anh.jpg"), ImageFormat::Jpeg).unwrap();
    let said = project.succeeds(&["verify", "anh.jpg", "--lang", "vi"]);
    assert!(said.contains(code) && said.contains("1 tệp, 1 mã QR: đọc được hết"), "{said}");
    assert!(!project.path("print/verify.json").exists(), "a single file is no report of the folder");
}

/// The plaque turned by 7°, smaller, on gray, under uneven light.
fn photograph(plaque: &RgbImage) -> RgbImage {
    let (sine, cosine) = 7.0_f64.to_radians().sin_cos();
    RgbImage::from_fn(1200, 900, |x, y| {
        let (dx, dy) = (f64::from(x) - 600.0, f64::from(y) - 450.0);
        let at = (1240.0 + 2.6 * (cosine * dx + sine * dy), 874.0 + 2.6 * (cosine * dy - sine * dx));
        let inside = at.0 >= 0.0 && at.1 >= 0.0 && at.0 < 2480.0 && at.1 < 1748.0;
        let colour = if inside { plaque.get_pixel(at.0 as u32, at.1 as u32).0 } else { [120, 118, 110] };
        let light = 0.6 + 0.3 * f64::from(x) / 1200.0;
        Rgb(colour.map(|value| (f64::from(value) * light + 15.0) as u8))
    })
}

#[test]
fn a_code_without_a_page_one_of_another_catalogue_and_a_broken_file_are_told() {
    let project = small();
    project.build();
    fs::rename(project.path("public"), project.path("elsewhere")).unwrap();
    let told = project.fails(&["verify", "--lang", "en", "--format", "short"], 1);
    assert!(told.contains("error[E0704]") && told.contains("the website has no file `Q/"), "{told}");
    project.succeeds(&["verify", "--public", "elsewhere"]);

    let other = small().edit("content/catalogue.yaml", "disan.example.vn", "khac.example.vn");
    other.build();
    let foreign = other.path("print/plaques.pdf");
    let told = project.fails(&["verify", foreign.to_str().unwrap(), "--lang", "en", "--format", "short"], 1);
    assert!(told.contains("error[E0703]") && told.contains("https://KHAC.EXAMPLE.VN/Q/"), "{told}");

    project.write("hong.pdf", "%PDF-1.7\nnothing");
    project.write("chu.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\"/>");
    let told = project.fails(&["verify", "hong.pdf", "chu.svg", "--lang", "en", "--format", "short"], 1);
    assert!(told.contains("error[E0713]: `hong.pdf`") && told.contains("error[E0701]: `chu.svg`"), "{told}");
}

#[test]
fn a_symbol_that_bears_too_little_is_told_with_what_was_measured() {
    let project = small();
    project.build();
    let text = said_by(&project);
    // what error correction can mend is used up by a patch in the middle
    let symbol = qr::encode(&text, Level::Low).unwrap();
    let mut picture = drawn(&symbol, 10, 4, 0, 255);
    let middle = picture.width() / 2;
    for (x, y) in (0..30).flat_map(|x| (0..35).map(move |y| (middle + x, middle + y))) {
        picture.put_pixel(x, y, Luma([255]));
    }
    picture.save(project.path("ma.png")).unwrap();
    let told = project.fails(&["verify", "ma.png", "--lang", "en", "--format", "short"], 1);
    assert!(told.contains("error[E0712]: `ma.png`: the QR code is weak: it bears dirt to step"), "{told}");
}

/// A label for tills, from a printer of 203 dots an inch: three dots a module are 0.375 mm, four are 0.5 mm.
#[test]
fn a_code_for_tills_needs_modules_that_tills_read() {
    let symbol = qr::encode("https://id.example.vn/01/09521234543213", Level::Medium).unwrap();
    for (dots, fits) in [(3, false), (4, true)] {
        let picture = drawn(&symbol, dots, 4, 0, 255);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: 7992, yppu: 7992, unit: png::Unit::Meter }));
        encoder.write_header().unwrap().write_image_data(picture.as_raw()).unwrap();
        let inspection = inspect("nhan.png", bytes, Depth::Fast).unwrap();
        let told = judge("nhan.png", &inspection, &[]);
        let codes: Vec<&str> = told.iter().map(|problem| problem.kind.code()).collect();
        assert_eq!(codes, if fits { vec![] } else { vec!["E0709"] }, "{inspection:?}");
    }
}

fn said_by(project: &Project) -> String {
    let ledger = project.read("content/ledger.yaml");
    let code = ledger.lines().find_map(|line| line.strip_suffix(':').filter(|code| code.len() == 5)).unwrap();
    format!("https://DISAN.EXAMPLE.VN/Q/{code}")
}

#[test]
fn modules_quiet_zone_and_contrast_are_measured_right() {
    let symbol = qr::encode("https://DISAN.EXAMPLE.VN/Q/7K3F9", Level::Quartile).unwrap();
    for (pixels, quiet, dark, light) in [(7, 4, 0, 255), (4, 3, 40, 230), (13, 2, 90, 255), (25, 6, 0, 200)] {
        let framed = framed(&drawn(&symbol, pixels, quiet, dark, light), dark);
        let found = only(&png(&framed));
        assert_eq!((found.side, found.text.as_str()), (29, "https://DISAN.EXAMPLE.VN/Q/7K3F9"));
        assert!((found.health.module - pixels as f64).abs() < 0.02 * pixels as f64, "{found:?}");
        assert!((found.health.quiet_zone - quiet as f64).abs() <= 0.25, "{quiet}: {found:?}");
        assert!((found.health.contrast() - (linear(light) - linear(dark))).abs() < 0.01, "{found:?}");
    }
}

#[test]
fn small_and_large_symbols_are_measured_as_well() {
    for (text, side) in [("XIN CHAO", 21), ("Kính chào quý khách!", 29), (&"https://di-san.example.vn/".repeat(8), 69)] {
        let symbol = qr::encode(text, Level::Quartile).unwrap();
        for pixels in [5, 8, 12] {
            let found = only(&png(&framed(&drawn(&symbol, pixels, 4, 0, 255), 0)));
            assert_eq!((found.side, symbol.side()), (side, side));
            assert!((found.health.module - f64::from(pixels)).abs() < 0.02 * f64::from(pixels) && (found.health.quiet_zone - 4.0).abs() <= 0.25, "{found:?}");
        }
    }
}

/// Red on white is bright for a shop's scanner and dark for a camera.
#[test]
fn what_a_red_light_sees_is_measured_apart() {
    let symbol = qr::encode("https://DISAN.EXAMPLE.VN/Q/7K3F9", Level::Quartile).unwrap();
    let gray = drawn(&symbol, 8, 4, 0, 255);
    let red = RgbImage::from_fn(gray.width(), gray.height(), |x, y| if gray.get_pixel(x, y)[0] == 0 { Rgb([190, 0, 0]) } else { Rgb([255; 3]) });
    let mut bytes = Vec::new();
    red.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    let health = only(&bytes).health;
    assert!(health.contrast() > 0.85 && health.red_contrast < 0.55, "{health:?}");
}

/// facts: version 2 from 19, 3 from 16, 5 from 13, 8 from 10, 10 from 8 times its width.
#[test]
fn the_distance_follows_from_the_module() {
    for (modules, times) in [(25.0, 19.0), (29.0, 16.0), (37.0, 13.0), (49.0, 10.0), (57.0, 8.0)] {
        let width = modules * 2.0; // millimetres
        assert!((reach(2.0) * 1000.0 / width - times).abs() < 0.7, "{modules}");
    }
}

#[test]
fn more_error_correction_bears_more_dirt_and_the_same_symbol_always_bears_the_same() {
    let margin = |level| {
        let symbol = qr::encode("https://vi.example.org/thong-tin/dinh-lang", level).unwrap();
        let bytes = png(&drawn(&symbol, 8, 4, 0, 255));
        let of = || inspect("x.png", bytes.clone(), Depth::Thorough).unwrap().symbols[0].margin.unwrap();
        assert_eq!(of(), of());
        of()
    };
    let (high, low) = (margin(Level::High), margin(Level::Low));
    assert!(high.of(Harm::Dirt) > low.of(Harm::Dirt), "{high:?} {low:?}");
}

#[test]
fn several_symbols_on_a_page_are_all_found() {
    let texts = ["https://DISAN.EXAMPLE.VN/Q/7K3F9", "WIFI:T:nopass;S:Chua Cau;;", "geo:10.03622,105.78847"];
    let mut page = GrayImage::from_pixel(1200, 500, Luma([255]));
    for (at, text) in texts.iter().enumerate() {
        let symbol = drawn(&qr::encode(text, Level::Medium).unwrap(), 7, 4, 0, 255);
        image::imageops::replace(&mut page, &symbol, 20 + 390 * at as i64, 60);
    }
    let mut found: Vec<String> = read(&png(&page)).symbols.into_iter().map(|symbol| symbol.text).collect();
    found.sort();
    let mut texts = texts.map(str::to_owned);
    texts.sort();
    assert_eq!(found, texts);
}

#[test]
fn the_fast_part_sees_every_plaque_of_the_repository() {
    let project = built();
    for (file, bytes) in project.files("print/plaques").into_iter().filter(|(file, _)| !file.ends_with(".png")) {
        let inspection = inspect(&file, bytes, Depth::Fast).unwrap();
        let code = Path::new(&file).file_stem().unwrap().to_str().unwrap();
        let found = &inspection.symbols[0];
        assert_eq!((found.text.as_str(), found.read_by.as_slice()), (format!("https://DISAN.EXAMPLE.VN/Q/{code}").as_str(), &Decoder::ALL[..]), "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_encoded_is_read_back(text in "[A-Za-z0-9:/?#.=&% -]{1,120}", level in 0_usize..4, pixels in 3_u32..9) {
        let level = [Level::Low, Level::Medium, Level::Quartile, Level::High][level];
        let symbol = qr::encode(&text, level).unwrap();
        let picture = drawn(&symbol, pixels, 4, 0, 255);
        prop_assert!(Decoder::Rqrr.reads(&picture, &text) || Decoder::Rxing.reads(&picture, &text), "{text}");
    }
}

/// A symbol with this many pixels a module and modules of quiet zone.
fn drawn(symbol: &Symbol, pixels: u32, quiet: u32, dark: u8, light: u8) -> GrayImage {
    let side = (symbol.side() as u32 + 2 * quiet) * pixels;
    GrayImage::from_fn(side, side, |x, y| {
        let module = |at: u32| (at / pixels).checked_sub(quiet).map_or(usize::MAX, |at| at as usize);
        Luma([if symbol.is_dark(module(x), module(y)) { dark } else { light }])
    })
}

/// The same in the middle of a page of the dark colour.
fn framed(picture: &GrayImage, dark: u8) -> GrayImage {
    let side = picture.width() + 60;
    let mut page = GrayImage::from_pixel(side, side, Luma([dark]));
    image::imageops::replace(&mut page, picture, 30, 30);
    page
}

fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn read(png: &[u8]) -> Inspection {
    inspect("x.png", png.to_vec(), Depth::Fast).unwrap()
}

fn only(png: &[u8]) -> Measured {
    let inspection = read(png);
    assert_eq!(inspection.symbols.len(), 1);
    inspection.symbols.into_iter().next().unwrap()
}

/// Reflectance of a gray level (sRGB).
fn linear(level: u8) -> f64 {
    let value = f64::from(level) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}
