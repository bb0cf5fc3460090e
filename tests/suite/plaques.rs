//! Finished plaques, seen through programs that are not ours: decoded, boxes, fonts, letters, long names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::GrayImage;
use rayon::prelude::*;
use rqrr::{MetaData, PreparedImage};
use tempfile::TempDir;

use crate::project::{Project, built, small};

#[test]
fn every_symbol_in_every_pdf_leads_to_the_page_of_its_code() {
    let project = built();
    plaques(project, "pdf").par_iter().for_each(|(code, pdf)| {
        let pages = rasterised(pdf);
        assert_eq!(pages.len(), 1, "{code}");
        assert_eq!(decoded(&pages[0]), address(code));
        assert!(project.path(&format!("public/Q/{code}.html")).is_file(), "{code} has no page");
    });
}

#[test]
fn all_plaques_stand_once_in_one_file() {
    let project = built();
    let pages = rasterised(&project.path("print/plaques.pdf"));
    let mut found: Vec<String> = pages.pages.par_iter().map(|page| decoded(page)).collect();
    found.sort();
    let wanted: Vec<String> = entries(project).keys().map(|code| address(code)).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_symbol_in_every_png_leads_to_the_page_of_its_code() {
    let project = built();
    plaques(project, "png").par_iter().for_each(|(code, png)| {
        assert_eq!(decoded(png), address(code));
        assert!(project.path(&format!("public/Q/{code}.html")).is_file(), "{code} has no page");
    });
}

#[test]
fn every_entry_of_the_ledger_has_its_three_files() {
    let project = built();
    let codes: BTreeSet<String> = entries(project).into_keys().collect();
    for ending in ["pdf", "svg", "png"] {
        let files: BTreeSet<String> = plaques(project, ending).into_iter().map(|(code, _)| code).collect();
        assert_eq!(files, codes, "{ending}");
    }
}

#[test]
fn symbols_are_small_and_survive_damage() {
    for (code, png) in plaques(built(), "png") {
        let symbol = read(&png).0;
        assert!(symbol.version.0 <= 3, "{code} is of version {}", symbol.version.0);
        // the two bits as they stand in the symbol: 3 is level Q, 2 is level H
        assert!([3, 2].contains(&symbol.ecc_level), "{code} has level {:#04b}", symbol.ecc_level);
    }
}

#[test]
fn each_pdf_says_where_it_is_cut() {
    let project = built();
    let mut pdfs: Vec<PathBuf> = plaques(project, "pdf").into_iter().map(|(_, pdf)| pdf).collect();
    pdfs.push(project.path("print/plaques.pdf"));
    for pdf in pdfs {
        let told = run("pdfinfo", &["-box", "-f", "1", "-l", "999", path(&pdf)]);
        let boxes = |name: &str| -> Vec<[f64; 4]> {
            let lines = told.lines().filter_map(|line| line.split_once(&format!(" {name}:")));
            let millimetres = |word: &str| word.parse::<f64>().unwrap() / 72.0 * 25.4;
            lines.map(|(_, numbers)| numbers.split_whitespace().map(millimetres).collect::<Vec<_>>().try_into().unwrap()).collect()
        };
        assert!(!boxes("TrimBox").is_empty(), "{told}");
        for (name, wanted) in [("MediaBox", [0.0, 0.0, 216.0, 154.0]), ("BleedBox", [0.0, 0.0, 216.0, 154.0]), ("TrimBox", [3.0, 3.0, 213.0, 151.0])] {
            for found in boxes(name) {
                let close = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 0.01);
                assert!(close, "{}: {name} {found:?} mm", pdf.display());
            }
        }
    }
}

#[test]
fn each_pdf_is_sound() {
    let project = built();
    plaques(project, "pdf").par_iter().for_each(|(_, pdf)| drop(run("qpdf", &["--check", path(pdf)])));
    run("qpdf", &["--check", path(&project.path("print/plaques.pdf"))]);
}

#[test]
fn each_pdf_carries_the_used_letters_of_all_its_fonts() {
    let project = built();
    let mut pdfs: Vec<PathBuf> = plaques(project, "pdf").into_iter().map(|(_, pdf)| pdf).collect();
    pdfs.push(project.path("print/plaques.pdf"));
    pdfs.par_iter().for_each(|pdf| {
        let told = run("pdffonts", &[path(pdf)]);
        let fonts: Vec<&str> = told.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{}", pdf.display());
        for font in fonts {
            // … emb sub uni object-number generation
            let words: Vec<&str> = font.split_whitespace().rev().collect();
            assert_eq!(words[2..5], ["yes", "yes", "yes"], "{}: {font}", pdf.display());
        }
    });
}

#[test]
fn names_are_text_in_every_pdf_with_all_their_marks() {
    let project = built();
    let entries = entries(project);
    plaques(project, "pdf").par_iter().for_each(|(code, pdf)| {
        let text = words_of(pdf);
        // a line may end behind a hyphen: blanks say nothing about letters
        let letters = |text: &str| text.replace(char::is_whitespace, "");
        for name in names(project, &entries[code]) {
            assert!(letters(&text).contains(&letters(&name)), "{code} should name {name:?}: {text}");
        }
        assert!(text.contains(&format!("disan.example.vn/Q/{code}")), "{text}");
    });
}

#[test]
fn a_plaque_tells_rank_publisher_and_what_one_gets_in_both_languages() {
    let project = small();
    project.build();
    let code = code_of(&project, "sites/chua-cau");
    let text = words_of(&project.path(&format!("print/plaques/{code}.pdf")));
    for words in ["Di tích quốc gia", "National monument", "Đoàn xã", "Commune youth union", "Quét mã để", "Scan to"] {
        assert!(text.contains(words), "{words:?} is missing: {text}");
    }
    let product = code_of(&project, "products/muoi-ruong");
    let text = words_of(&project.path(&format!("print/plaques/{product}.pdf")));
    for words in ["Muối ruộng", "Field salt", "OCOP 4 sao", "OCOP 4 stars"] {
        assert!(text.contains(words), "{words:?} is missing: {text}");
    }
}

#[test]
fn an_svg_needs_no_font_and_no_picture_and_holds_the_symbol_in_one_path() {
    for (code, svg) in plaques(built(), "svg") {
        let text = fs::read_to_string(svg).unwrap();
        for piece in ["<text", "<tspan", "<image", "<style", "<script", "<foreignObject", "font-family", "@font-face", "url(", "data:", "href=\"http"] {
            assert!(!text.contains(piece), "{code} has {piece}");
        }
        // text is filled by its winding; only the symbol has holes that are told by counting
        assert_eq!(text.matches("fill-rule=\"evenodd\"").count(), 1, "{code}");
        assert!(text.contains("width=\"595.27") && text.contains("height=\"419.52"), "{code} is not cut to 210 × 148 mm");
    }
}

#[test]
fn a_png_has_whole_pixels_per_module_and_four_modules_of_quiet() {
    plaques(built(), "png").par_iter().for_each(|(code, file)| {
        let picture = image::open(file).unwrap().into_luma8();
        assert_eq!(picture.dimensions(), (2480, 1748), "{code}: A5 landscape at 300 dpi");
        let (x, y, module) = finder(&picture).unwrap_or_else(|| panic!("{code} has no finder pattern of whole pixels"));
        let side = 17 + 4 * u32::try_from(read(file).0.version.0).unwrap();
        for (row, column) in (0..side + 8).flat_map(|row| (0..side + 8).map(move |column| (row, column))) {
            let (left, top) = (x + column * module - 4 * module, y + row * module - 4 * module);
            let colour = picture.get_pixel(left, top)[0];
            let whole = (0..module * module).all(|at| picture.get_pixel(left + at % module, top + at / module)[0] == colour);
            assert!(whole && [0, 255].contains(&colour), "{code}: module {column}, {row} is not of one colour");
            let quiet = [row, column].iter().any(|at| *at < 4 || *at >= side + 4);
            assert!(!quiet || colour == 255, "{code}: the quiet zone is not white");
        }
        assert!(side * module >= 700, "{code}: the symbol is under 6 cm wide");
    });
}

#[test]
fn a_png_says_how_large_it_is_on_paper() {
    for (code, file) in plaques(built(), "png") {
        let reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(file).unwrap())).read_info().unwrap();
        let pixels = reader.info().pixel_dims.unwrap();
        assert_eq!((pixels.unit, pixels.xppu), (png::Unit::Meter, pixels.yppu), "{code}");
        assert_eq!((f64::from(pixels.xppu) * 0.0254).round(), 300.0, "{code}: pixels in an inch");
    }
}

#[test]
fn words_stay_in_the_frame_and_off_the_symbol() {
    let project = built();
    plaques(project, "pdf").par_iter().for_each(|(_, pdf)| words_have_their_place(pdf));
}

#[test]
fn names_of_80_and_120_characters_fit() {
    let project = small()
        .edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", &format!("name: {:?}", LONG[0]))
        .edit("content/sites/chua-cau/index.en.md", "name: Japanese Covered Bridge", &format!("name: {:?}", LONG[1]))
        .edit("content/products/muoi-ruong.yaml", "{vi: Muối ruộng, en: Field salt}", &format!("{{vi: {:?}, en: {:?}}}", LONG[2], LONG[3]));
    project.build();
    assert_eq!(LONG.map(|name| name.chars().count()), [80, 80, 120, 120]);
    for (entry, names) in [("sites/chua-cau", &LONG[..2]), ("products/muoi-ruong", &LONG[2..])] {
        let code = code_of(&project, entry);
        let pdf = project.path(&format!("print/plaques/{code}.pdf"));
        let text = words_of(&pdf);
        for name in names {
            assert!(text.contains(name), "{name:?} is not whole: {text}");
        }
        words_have_their_place(&pdf);
        assert_eq!(decoded(&rasterised(&pdf)[0]), address(&code));
        assert_eq!(decoded(&project.path(&format!("print/plaques/{code}.png"))), address(&code));
    }
}

#[test]
fn a_name_that_cannot_fit_is_told_and_nothing_is_published() {
    let endless = "Đường ".repeat(120);
    let unbreakable = "Ngoằn".repeat(30);
    for (name, fault) in [(endless.trim(), "error[E0310]: `name` has"), (&unbreakable, "error[E0506]: the plaque")] {
        let project = small().edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", &format!("name: {name}"));
        let told = project.fails(&["build", "--lang", "en", "--format", "short"], 1);
        assert!(told.contains(&format!("content/sites/chua-cau/index.md:2:7: {fault}")), "{told}");
        assert!(!project.path("public").exists() && !project.path("print").exists());
    }
}

const LONG: [&str; 4] = [
    "Khu di tích lịch sử, kiến trúc nghệ thuật và danh lam thắng cảnh Nghĩa Đồng Vũng",
    "Historic, architectural and scenic ensemble of the old quarter of Nghĩa Đồng Bay",
    "Địa điểm lưu niệm các chiến sĩ Tiểu đoàn Quyết Thắng đã ngã xuống trong trận phòng ngự mùa khô và khu tưởng niệm An Đồng",
    "Memorial to the soldiers of the Quyết Thắng Battalion who fell in the dry-season defence, and the garden of An Đồng Hill",
];

/// What the QR code of an entry must say.
fn address(code: &str) -> String {
    format!("https://DISAN.EXAMPLE.VN/Q/{code}")
}

/// Entries by code, as the ledger names them.
fn entries(project: &Project) -> BTreeMap<String, String> {
    let ledger: BTreeMap<String, BTreeMap<String, String>> = serde_yaml::from_str(&project.read("content/ledger.yaml")).unwrap();
    ledger.into_iter().map(|(code, line)| (code, line["entry"].clone())).collect()
}

fn code_of(project: &Project, entry: &str) -> String {
    entries(project).into_iter().find(|(_, named)| named == entry).unwrap().0
}

/// The names of an entry: those that head its pages.
fn names(project: &Project, entry: &str) -> Vec<String> {
    let page = |lang| project.read(&format!("public/{lang}/{entry}/index.html"));
    let heading = |page: String| {
        let (_, rest) = page.split_once("<h1>").unwrap();
        let text = rest.split_once("</h1>").unwrap().0.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
        assert!(!text.contains(['<', '&']), "{text}");
        text
    };
    ["vi", "en"].map(page).map(heading).to_vec()
}

/// The plaques' files of one format with their codes.
fn plaques(project: &Project, ending: &str) -> Vec<(String, PathBuf)> {
    let files = fs::read_dir(project.path("print/plaques")).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    assert!(!files.is_empty());
    files.into_iter().map(|file| (file.file_stem().unwrap().to_string_lossy().into_owned(), file)).collect()
}

/// Pictures of a PDF's pages, gone when the value is.
struct Pages {
    pages: Vec<PathBuf>,
    _folder: TempDir,
}

impl std::ops::Deref for Pages {
    type Target = [PathBuf];
    fn deref(&self) -> &[PathBuf] {
        &self.pages
    }
}

fn rasterised(pdf: &Path) -> Pages {
    let folder = tempfile::tempdir().unwrap();
    run("pdftoppm", &["-gray", "-r", "150", path(pdf), path(&folder.path().join("page"))]);
    let mut pages: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    pages.sort();
    Pages { pages, _folder: folder }
}

/// What a picture's only symbol says; two decoders must agree.
fn decoded(picture: &Path) -> String {
    let by_zbar = run("zbarimg", &["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", path(picture)]);
    let (_, text) = read(picture);
    assert_eq!(by_zbar.trim_end(), text, "{}", picture.display());
    text
}

/// A picture's only symbol.
fn read(picture: &Path) -> (MetaData, String) {
    let gray: GrayImage = match picture.extension().and_then(|ending| ending.to_str()) {
        Some("pgm") => portable_graymap(&fs::read(picture).unwrap()),
        _ => image::open(picture).unwrap().into_luma8(),
    };
    let mut prepared = PreparedImage::prepare_from_greyscale(gray.width() as usize, gray.height() as usize, |x, y| gray.get_pixel(x as u32, y as u32)[0]);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1, "{}", picture.display());
    grids[0].decode().unwrap_or_else(|error| panic!("{}: {error}", picture.display()))
}

/// `P5`, width, height, 255, and the pixels.
fn portable_graymap(bytes: &[u8]) -> GrayImage {
    let mut parts = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut word = || String::from_utf8_lossy(parts.next().unwrap()).into_owned();
    assert_eq!(word(), "P5");
    let (width, height): (u32, u32) = (word().parse().unwrap(), word().parse().unwrap());
    let pixels = parts.next().unwrap().strip_prefix(b"255\n").unwrap();
    GrayImage::from_raw(width, height, pixels.to_vec()).unwrap()
}

/// Left, top and the pixels of a module, from the first finder pattern: in its middle rows, behind paper and quiet zone, dark and light
/// alternate 1 : 1 : 3 : 1 : 1.
fn finder(picture: &GrayImage) -> Option<(u32, u32, u32)> {
    let (width, height) = picture.dimensions();
    (0..height).find_map(|y| {
        let row: Vec<u8> = (0..width).map(|x| picture.get_pixel(x, y)[0]).collect();
        let runs: Vec<&[u8]> = row.chunk_by(|a, b| a == b).collect();
        let at = runs.windows(7).position(|runs| {
            let (paper, pattern, n) = (runs[0], &runs[2..], runs[2].len());
            let lengths = pattern.iter().map(|run| run.len());
            let colours = runs[1..].iter().map(|run| run[0]);
            ![0, 255].contains(&paper[0]) && n > 8 && lengths.eq([n, n, 3 * n, n, n]) && colours.eq([255, 0, 255, 0, 255, 0])
        })?;
        let module = u32::try_from(runs[at + 2].len()).unwrap();
        let x = u32::try_from(runs[..at + 2].iter().map(|run| run.len()).sum::<usize>()).unwrap();
        // the first such row is the third of the pattern's seven
        Some((x, y - 2 * module, module))
    })
}

/// A PDF's text in the order it was set, any blank as one space.
fn words_of(pdf: &Path) -> String {
    run("pdftotext", &["-raw", path(pdf), "-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The frame begins 7.4 mm from the cut and the symbol's white field spans 114.6–194.5 by 36.0–115.9 mm.
fn words_have_their_place(pdf: &Path) {
    let told = run("pdftotext", &["-bbox", path(pdf), "-"]);
    let words: Vec<&str> = told.lines().filter(|line| line.contains("<word ")).collect();
    assert!(words.len() > 10, "{told}");
    for word in words {
        let at = |name: &str| -> f64 {
            let (_, rest) = word.split_once(&format!("{name}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse::<f64>().unwrap() / 72.0 * 25.4 - 3.0
        };
        let (left, right, top, bottom) = (at("xMin"), at("xMax"), at("yMin"), at("yMax"));
        assert!(left > 8.0 && right < 202.0 && top > 8.0 && bottom < 140.0, "{}: {word} leaves the frame", pdf.display());
        let beside = right < 114.6 || left > 194.5 || bottom < 36.0 || top > 115.9;
        assert!(beside, "{}: {word} touches the symbol", pdf.display());
    }
}

/// Runs a program that must succeed; gives its standard output.
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}; `tests/run` installs it"));
    assert!(output.status.success(), "{program} {arguments:?}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
