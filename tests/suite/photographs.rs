//! Photographs as visitors get them: upright, in their colours, without a word of who took them and where, in the sizes that screens ask for; what pages are
//! shared with; icons. `tests/scenes.py` draws the awkward pictures in `tests/pictures/`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::time::SystemTime;

use disan::media::{self, Fault, Photograph};
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use crate::browser::browser;
use crate::html::{Element, Html};
use crate::project::{Project, built, root, small};

const HOST: &str = "https://disan.example.vn";

// ── pixels ──

#[test]
fn a_photograph_stands_upright_however_the_telephone_was_held() {
    for orientation in 1..=8 {
        let file = picture(&format!("turned-{orientation}.jpg"));
        let look = media::look(&file).unwrap();
        assert_eq!((look.width, look.height), (120, 80), "{orientation}");
        assert_eq!(corners(&read(&file)), ["red", "green", "blue", "white"], "{orientation}");
    }
}

#[test]
fn colours_are_those_that_the_file_means() {
    assert_eq!(corners(&read(&picture("profile.jpg"))), ["green", "red", "blue", "white"], "the profile swaps red and green");
    for file in ["cmyk.jpg", "deep.png", "moving.webp", "moving.png"] {
        assert_eq!(corners(&read(&picture(file))), ["red", "green", "blue", "white"], "{file}");
    }
    assert_eq!(corners(&read(&picture("clear.png"))), ["white", "green", "blue", "white"], "what is clear is white");
    let gray = read(&picture("gray.jpg"));
    assert!(gray.pixels().all(|Rgb([red, green, blue])| red == green && green == blue));
}

#[test]
fn what_would_fill_the_memory_is_refused_by_its_head() {
    assert_eq!(media::look(&picture("bomb.png")), Err(Fault::TooLarge { width: 60_000, height: 60_000 }));
    assert!(matches!(Photograph::read(&picture("bomb.png")), Err(Fault::TooLarge { .. })));
    assert_eq!(media::look(&picture("cut.jpg")), Err(Fault::Broken), "half a photograph");
    for other in [b"".as_slice(), b"no picture at all", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"] {
        assert_eq!(media::look(other), Err(Fault::Broken));
    }
}

#[test]
fn a_file_of_another_form_is_called_by_its_name() {
    let forms: [(&[u8], &str); 16] = [
        (b"GIF89a\x01\0\x01\0\0\0\0;", "GIF"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x14ftypmp42\0\0\0\0isom", "MP4"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"II*\0\x10\0\0\0CR\x02\0", "RAW (CR2)"),
        (b"BM\x46\0\0\0", "BMP"),
        (b"8BPS\0\x01", "PSD"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x0cJXL \r\n", "JPEG XL"),
        (b"PK\x03\x04", "ZIP"),
        (b"<!DOCTYPE html><html><svg/></html>", "SVG"),
        (b"\n<!doctype HTML>\n<title>Google</title>", "HTML"),
    ];
    for (bytes, form) in forms {
        assert_eq!(media::look(bytes), Err(Fault::OtherForm(form)));
        assert!(matches!(Photograph::read(bytes), Err(Fault::OtherForm(_))), "{form}");
    }
    let project = with_picture("turned-1.jpg").file("content/sites/chua-cau/cau.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    let told = project.fails(&["check", "--lang", "en"], 1);
    assert!(told.contains("is a HEIC file") && told.contains("iPhone") && told.contains("JPEG") && told.contains("index.md:"), "{told}");
}

#[test]
fn what_lies_beside_the_pixels_and_unpacks_to_too_much_is_refused_or_left_packed() {
    let zeros = packed(80 << 20);
    let plain = png_with(&[]);
    let profile = png_with(&[(*b"iCCP", [b"x\0\0".as_slice(), &zeros].concat())]);
    assert!(profile.len() < 200_000);
    assert_eq!(media::look(&profile), Err(Fault::Swollen));
    assert!(matches!(Photograph::read(&profile), Err(Fault::Swollen)));
    let texts = png_with(&[
        (*b"zTXt", [b"Raw profile type exif\0\0".as_slice(), &zeros].concat()),
        (*b"iTXt", [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &zeros].concat()),
        (*b"eXIf", vec![0; 5 << 20]),
        (*b"iCCP", [b"x\0\0".as_slice(), b"not packed at all"].concat()),
    ]);
    assert_eq!(read(&texts), read(&plain), "nothing of it is in the pixels");
    let lean = disan::chunks::lean(&texts).unwrap();
    assert!(lean.len() < 1000 && !holds(&lean, "XML:com.adobe.xmp"), "{} bytes", lean.len());
    assert_eq!(media::look(&jpeg_with_profile(5 << 20)), Err(Fault::Swollen));
    assert!(media::look(&jpeg_with_profile(1 << 20)).is_ok());
}

#[test]
fn the_profile_of_a_gray_picture_counts_too() {
    let photograph = picture("gray-18.jpg");
    let grays = |bytes: &[u8]| read(bytes).pixels().map(|pixel| pixel.0).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(grays(&photograph), [[119; 3]].into(), "100 of gamma 1.8, as Little CMS has it");
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&photograph)).unwrap();
    let profile = image::ImageDecoder::icc_profile(&mut decoder).unwrap().unwrap();
    for (colour, pixels) in [(png::ColorType::Grayscale, vec![100; 64]), (png::ColorType::GrayscaleAlpha, [100, 255].repeat(64))] {
        let mut file = Vec::new();
        let mut info = png::Info::with_size(8, 8);
        (info.color_type, info.icc_profile) = (colour, Some(profile.clone().into()));
        png::Encoder::with_info(&mut file, info).unwrap().write_header().unwrap().write_image_data(&pixels).unwrap();
        assert_eq!(grays(&file), [[119; 3]].into(), "{colour:?}");
    }
}

/// So many zeros, packed.
fn packed(bytes: u64) -> Vec<u8> {
    let mut packed = Vec::new();
    std::io::copy(&mut flate2::read::ZlibEncoder::new(std::io::repeat(0).take(bytes), flate2::Compression::best()), &mut packed).unwrap();
    packed
}

/// A small PNG with chunks of these types and contents behind its head.
fn png_with(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = png::Encoder::new(&mut file, 8, 8).write_header().unwrap();
    for (kind, content) in chunks {
        writer.write_chunk(png::chunk::ChunkType(*kind), content).unwrap();
    }
    writer.write_image_data(&[100; 64]).unwrap();
    drop(writer);
    file
}

/// A JPEG whose profile has so many bytes, in as many pieces as it takes.
fn jpeg_with_profile(bytes: usize) -> Vec<u8> {
    let file = picture("turned-1.jpg");
    let pieces = bytes.div_ceil(65_000);
    let piece = |index: usize| {
        let content = vec![0; 65_000];
        let length = u16::try_from(content.len() + 16).unwrap().to_be_bytes();
        [&[0xff, 0xe2], length.as_slice(), b"ICC_PROFILE\0", &[index as u8 + 1, pieces as u8], &content].concat()
    };
    [&file[..2], &(0..pieces).flat_map(piece).collect::<Vec<u8>>(), &file[2..]].concat()
}

#[test]
fn a_busy_photograph_loses_finish_and_not_size() {
    let mut seed = 1_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let busy = RgbImage::from_fn(300, 200, |_, _| Rgb([random(), random(), random()]));
    for encode in [media::webp, media::jpeg] {
        let best = encode(&busy, usize::MAX);
        let limit = best.len() * 4 / 5;
        let small = encode(&busy, limit);
        assert!(small.len() <= limit, "{} of {}", small.len(), best.len());
        assert_eq!(image::load_from_memory(&small).unwrap().to_rgb8().dimensions(), (300, 200));
    }
}

// ── files ──

#[test]
fn nothing_is_left_of_who_took_it_and_where() {
    let project = with_picture("turned-6.jpg");
    project.build_web();
    let source = picture("turned-6.jpg");
    for word in TRACES {
        assert!(holds(&source, word), "the test's own picture has no {word}");
    }
    let files = project.files("public/media");
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["sites/chua-cau/cau-jpg-120.jpg", "sites/chua-cau/cau-jpg-120.webp"], "the file itself must not be published");
    for (path, bytes) in files {
        assert_eq!(corners(&read(&bytes)), ["red", "green", "blue", "white"], "{path}");
        for word in TRACES.iter().chain(&["EXIF", "http://ns.adobe.com", "ICCP"]) {
            assert!(!holds(&bytes, word), "{path} holds {word}");
        }
    }
}

#[test]
fn every_file_is_as_wide_as_it_says_and_the_telephones_one_fits_its_bar() {
    let files = built().files("public/media");
    assert_eq!(files.len(), (3 + 1 + 1) * 4 * 2, "photographs, a panorama lying flat, the poster of a video");
    for (path, bytes) in files {
        let width: u32 = path.rsplit_once('-').unwrap().1.split('.').next().unwrap().parse().unwrap();
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), width, "{path}");
        let bar = if path.ends_with(".webp") { 30_000 } else { 45_000 };
        assert!(width != 760 || bytes.len() <= bar, "{path}: {}", bytes.len());
        assert!(path.ends_with(".webp") || bytes.windows(2).any(|marker| marker == [0xff, 0xc2]), "{path} is not progressive");
    }
}

#[test]
fn a_small_photograph_is_not_made_larger() {
    assert_eq!(media::widths(120), [120]);
    assert_eq!(media::widths(800), [400, 800], "760 would be nearly the same");
    assert_eq!(media::widths(1000), [400, 760, 1000]);
    assert_eq!(media::widths(9000), [400, 760, 1100, 1600]);
}

// ── from one build to the next ──

#[test]
fn a_second_build_develops_nothing() {
    let project = with_picture("turned-1.jpg");
    assert!(project.succeeds(&["build", "--lang", "en"]).contains("photographs developed"));
    let (kept, public) = (kept(&project), project.files("public"));
    assert!(!project.succeeds(&["build", "--lang", "en"]).contains("photographs developed"));
    assert_eq!(self::kept(&project), kept, "nothing was written again");
    assert!(project.files("public") == public);
    // what is kept is what is published: other bytes that the list agrees with come out
    let list = list_of(&project, "120.webp");
    project.write(&list.replace("/list", "/120.webp"), "not developed again");
    let text = project
        .read(&list)
        .lines()
        .map(|line| if line.ends_with("  120.webp") { listed("not developed again", "120.webp") } else { line.to_owned() })
        .collect::<Vec<_>>();
    project.write(&list, text.join("\n") + "\n");
    project.build_web();
    assert_eq!(project.read("public/media/sites/chua-cau/cau-jpg-120.webp"), "not developed again");
}

#[test]
fn what_is_kept_and_damaged_is_made_again() {
    let project = with_picture("turned-1.jpg");
    project.build_web();
    let public = project.files("public");
    for (path, _) in project.files(".disan-cache") {
        project.write(&format!(".disan-cache/{path}"), "x");
        project.build_web();
        assert!(project.files("public") == public, "{path}");
        assert_ne!(project.read_bytes(&format!(".disan-cache/{path}")), b"x", "{path}");
    }
    fs::remove_dir_all(project.path(".disan-cache")).unwrap();
    project.build_web();
    assert!(project.files("public") == public);
}

#[test]
fn what_two_builds_did_not_use_is_thrown_away() {
    let project = with_picture("turned-1.jpg");
    project.build_web();
    let first = kept(&project);
    let before = project.read("content/sites/chua-cau/index.md");
    let without: String = before.lines().filter(|line| !line.contains("file: cau.jpg")).map(|line| line.to_owned() + "\n").collect();
    let is_photograph = |path: &str| path.ends_with("/120.webp");
    project.write("content/sites/chua-cau/index.md", without);
    project.build_web();
    assert!(kept(&project).keys().any(|path| is_photograph(path)), "the build before used it");
    project.build_web();
    let after = kept(&project);
    assert!(!after.keys().any(|path| is_photograph(path)), "{:?}", after.keys());
    assert!(first.keys().any(|path| after.contains_key(path)), "what is used stays");
    project.write("content/sites/chua-cau/index.md", &before);
    project.build_web();
    let bytes = |kept: BTreeMap<String, (Vec<u8>, SystemTime)>| kept.into_iter().map(|(path, (bytes, _))| (path, bytes)).collect::<BTreeMap<_, _>>();
    let again = bytes(kept(&project));
    assert!(bytes(first).iter().all(|(path, made)| again.get(path) == Some(made)));
}

#[test]
fn another_photograph_of_the_same_name_is_developed() {
    let project = with_picture("turned-1.jpg");
    project.build_web();
    project.write("content/sites/chua-cau/cau.jpg", picture("gray.jpg"));
    assert!(project.succeeds(&["build", "--lang", "en"]).contains("photographs developed"));
    assert!(read(&project.read_bytes("public/media/sites/chua-cau/cau-jpg-120.jpg")).pixels().all(|Rgb([red, green, _])| red == green));
}

#[test]
fn a_build_whose_cache_cannot_be_written_publishes_all_the_same() {
    let project = with_picture("turned-1.jpg").file(".disan-cache", "a file where the folder should be");
    project.build_web();
    assert_eq!(project.files("public/media").len(), 2);
    assert_eq!(project.files("public/share").len(), 3);
}

#[test]
fn a_check_keeps_nothing() {
    let project = with_picture("turned-1.jpg");
    project.succeeds(&["check"]);
    assert!(!project.path(".disan-cache").exists());
}

// ── pages ──

#[test]
fn the_first_photograph_comes_at_once_and_the_others_when_they_are_near() {
    let project = with_pictures();
    project.build_web();
    for page in ["vi/sites/chua-cau/index.html".to_owned(), "en/sites/chua-cau/index.html".to_owned(), code_page(&project)] {
        let html = Html::parse(&project.read(&format!("public/{page}")));
        let photographs: Vec<&Element> = html.all("figure picture img").collect();
        assert_eq!(photographs.len(), 2, "{page}");
        let [hero, other] = photographs.as_slice() else { panic!() };
        assert_eq!((hero.attr("fetchpriority").as_deref(), hero.attr("loading")), (Some("high"), None), "{page}");
        assert_eq!((other.attr("fetchpriority"), other.attr("loading").as_deref()), (None, Some("lazy")), "{page}");
        for photograph in photographs {
            assert_eq!((photograph.attr("width").unwrap(), photograph.attr("height").unwrap()), ("120".to_owned(), "80".to_owned()));
        }
        assert_eq!(html.all("img.blur").filter(|preview| preview.attr("src").unwrap().starts_with("data:image/webp;base64,")).count(), 2, "{page}");
        let files = html.all("figure source, figure picture img").map(|element| element.attr("srcset").unwrap());
        for file in files.flat_map(|set| set.split(", ").map(|file| file.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()) {
            assert!(project.path(&format!("public{file}")).is_file(), "{page} names {file}");
        }
    }
}

#[test]
fn caption_credit_and_licence_stand_under_each_photograph_in_the_readers_language() {
    let project = with_pictures();
    project.build_web();
    let captions =
        |page: &str| Html::parse(&project.read(&format!("public/{page}"))).all("figcaption").map(|it| it.text().trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(captions("vi/sites/chua-cau/index.html"), ["Cầu nhìn từ bờ. Ảnh: Lan · CC BY 4.0", "Ảnh: Minh"]);
    assert_eq!(captions("en/sites/chua-cau/index.html"), ["The bridge from the bank. Photo: Lan · CC BY 4.0", "Photo: Minh"]);
    let both = captions(&code_page(&project));
    assert!(both[0].contains("Cầu nhìn từ bờ.") && both[0].contains("The bridge from the bank.") && both[0].matches("CC BY 4.0").count() == 2, "{both:?}");
    let alt = |page: &str| Html::parse(&project.read(&format!("public/{page}"))).all("img.cover").next().unwrap().attr("alt").unwrap();
    assert_eq!(["vi", "en"].map(|lang| alt(&format!("{lang}/sites/chua-cau/index.html"))), ["Cây cầu", "The bridge"]);
}

#[test]
fn cards_and_search_engines_get_the_photograph_and_stories_too() {
    let project = with_pictures().edit("content/sites/chua-cau/index.md", "nhỏ.", "nhỏ. ![*Cầu* & \\<bờ>](cau.jpg)");
    project.build_web();
    let list = Html::parse(&project.read("public/vi/sites/index.html"));
    assert!(list.all("li.card source").next().unwrap().attr("srcset").unwrap().contains("/media/sites/chua-cau/cau-jpg-120.webp 120w"));
    assert_eq!(list.all("li.card img.blur").count(), 0, "previews of many cards are too many bytes");
    let page = Html::parse(&project.read("public/vi/sites/chua-cau/index.html"));
    let data: Value = serde_json::from_str(&page.all("script[type=application/ld+json]").next().unwrap().text()).unwrap();
    assert_eq!(data["@graph"][0]["image"], format!("{HOST}/media/sites/chua-cau/cau-jpg-120.jpg"));
    let in_story = page.all(".story img").next().unwrap();
    assert_eq!(in_story.attr("src").unwrap(), "/media/sites/chua-cau/cau-jpg-120.jpg");
    let of = |name: &str| in_story.attr(name).unwrap();
    assert_eq!((of("width"), of("alt"), of("loading")), ("120".to_owned(), "Cầu & <bờ>".to_owned(), "lazy".to_owned()));
    assert!(of("height").parse::<u32>().unwrap() > 0 && of("srcset").ends_with("120w"));
}

// ── sharing ──

#[test]
fn every_entry_is_shared_with_a_picture_that_messengers_take() {
    let shared = built().files("public/share");
    let pages: Vec<String> =
        built().files("public/vi").into_iter().map(|(path, _)| path).filter(|path| path.matches('/').count() == 2 && path.ends_with(".html")).collect();
    assert_eq!(shared.len(), pages.len());
    for (path, bytes) in shared {
        assert!(bytes.len() <= 40_000, "{path}: {}", bytes.len());
        let picture = image::load_from_memory_with_format(&bytes, image::ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630), "{path}");
        for lang in ["vi", "en"] {
            let page = Html::parse(&built().read(&format!("public/{lang}/{}/index.html", path.trim_end_matches(".jpg"))));
            let property = |name: &str| page.all(&format!("meta[property={name}]")).next().unwrap().attr("content").unwrap();
            assert_eq!(property("og:image"), format!("{HOST}/share/{path}"));
            assert_eq!((property("og:image:width"), property("og:image:height")), ("1200".to_owned(), "630".to_owned()));
            assert_eq!(property("og:image:alt"), page.all("h1").next().unwrap().text().trim());
        }
    }
}

#[test]
fn the_longest_name_is_not_cut() {
    let long = "Khu di tích lịch sử và danh lam thắng cảnh quốc gia đặc biệt ".repeat(4);
    let project = small().edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", &format!("name: {}", long.trim()));
    project.build_web(); // what does not fit is an error
    let with_photograph = with_picture("turned-1.jpg").edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", &format!("name: {}", long.trim()));
    with_photograph.build_web();
    assert_ne!(project.read_bytes("public/share/sites/chua-cau.jpg"), with_photograph.read_bytes("public/share/sites/chua-cau.jpg"));
}

#[test]
fn the_picture_repeats_and_has_a_ground_of_the_entrys_colour() {
    let coloured = |colour: &str| small().edit("content/sites/chua-cau/index.md", "types:", &format!("colour: \"{colour}\"\ntypes:"));
    let [red, again, blue] = ["#7a3b2e", "#7a3b2e", "#1f5c7a"].map(|colour| shared(&coloured(colour)));
    assert_eq!(red.0, again.0);
    let [red, blue] = [red.1, blue.1].map(|picture| *picture.get_pixel(20, 20));
    assert!(red.0[0] > red.0[2] + 40 && blue.0[2] > blue.0[0] + 40, "{red:?} {blue:?}");
    assert!([red, blue].iter().all(|Rgb(parts)| parts.iter().all(|part| *part < 110)), "cream letters must stand out: {red:?} {blue:?}");
}

#[test]
fn marks_above_and_below_letters_are_whole_and_nothing_leaves_its_room() {
    let named = |name: &str| shared(&small().edit("content/sites/chua-cau/index.md", "name: Chùa Cầu", &format!("name: {name}"))).1;
    // rows of the first name: the largest gap between rows with ink stands before and behind it
    let rows = |picture: &RgbImage| (0..520_u32).filter(|y| (64..668).any(|x| is_ink(picture, x, *y))).collect::<Vec<u32>>();
    let [plain, above, below] = ["AAA", "ẨẨẨ", "AẠA"].map(named);
    assert!(rows(&above).len() > rows(&plain).len() + 20, "two marks above a letter: {} {}", rows(&above).len(), rows(&plain).len());
    assert!(rows(&below).len() > rows(&plain).len() + 8, "a dot below a letter: {} {}", rows(&below).len(), rows(&plain).len());
    for name in ["ẨỔ ẶỰ ẨỔ ẶỰ", &"Ẩm Ặc Ổi Ự Ễ Ệ Ỷ ".repeat(17)] {
        let picture = named(name.trim());
        let outside = (0..630).flat_map(|y| (0..60).chain(676..712).map(move |x| (x, y)));
        let above_and_below = (0..700).flat_map(|x| (0..50).chain(580..630).map(move |y| (x, y)));
        for (x, y) in outside.chain(above_and_below) {
            assert!(!is_ink(&picture, x, y), "{name}: ink at {x}, {y}");
        }
    }
}

#[test]
fn a_name_that_no_font_can_show_is_left_out_and_told() {
    let with = |name: &str| small().edit("content/sites/chua-cau/index.en.md", "name: Japanese Covered Bridge", &format!("name: {name}"));
    let project = with("順化");
    let output = project.disan(&["build", "--only", "web", "--format", "short", "--lang", "en"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("E0451") && told.contains('順') && told.contains('化'), "{told}");
    assert_eq!(project.read_bytes("public/share/sites/chua-cau.jpg"), shared(&with("Chùa Cầu")).0);
}

// ── home screens ──

#[test]
fn the_website_can_come_to_a_home_screen() {
    let manifest: Value = serde_json::from_str(&built().read("public/manifest.webmanifest")).unwrap();
    assert_eq!((&manifest["name"], &manifest["start_url"], &manifest["display"]), (&json!("Di sản & Đặc sản"), &json!("/vi/"), &json!("minimal-ui")));
    for icon in manifest["icons"].as_array().unwrap() {
        let file = built().read_bytes(&format!("public{}", icon["src"].as_str().unwrap()));
        let side = icon["sizes"].as_str().unwrap();
        if side != "any" {
            let picture = image::load_from_memory(&file).unwrap();
            assert_eq!(format!("{}x{}", picture.width(), picture.height()), side);
            let is_full = icon["purpose"] == "maskable";
            assert_eq!(picture.to_rgba8().get_pixel(0, 0)[3] == 255, is_full, "{icon}");
        }
    }
    let head = Html::parse(&built().read("public/vi/index.html"));
    for (link, file) in [("icon", "/favicon.ico"), ("apple-touch-icon", "/apple-touch-icon.png"), ("manifest", "/manifest.webmanifest")] {
        assert_eq!(head.all(&format!("link[rel={link}]")).next().unwrap().attr("href").unwrap(), file);
        assert!(built().path(&format!("public{file}")).is_file());
    }
    let favicon = built().read_bytes("public/favicon.ico");
    assert_eq!((&favicon[..6], usize::from(favicon[14]) + 256 * usize::from(favicon[15]) + 22), (&[0, 0, 1, 0, 1, 0][..], favicon.len()));
    assert_eq!(image::load_from_memory(&favicon[22..]).unwrap().width(), 32);
}

// ── on a telephone ──

#[test]
fn a_telephone_takes_the_file_that_is_made_for_it_and_little_else_before_the_page_is_there() {
    let telephone = json!({ "mobileEmulation": { "deviceMetrics": { "width": 412, "height": 823, "pixelRatio": 1.75, "mobile": true, "touch": true } } });
    let browser = browser(telephone);
    for page in photographed() {
        browser.open("/404.html");
        browser.open(&page);
        let seen = browser.wait_for(MEASURED);
        let taken = seen["hero"].as_str().unwrap();
        assert!(taken.ends_with("-760.webp"), "{page}: {taken}");
        let all = seen["files"].as_array().unwrap();
        let bytes: u64 = all.iter().map(|file| file[1].as_u64().unwrap()).sum();
        let hero = fs::metadata(built().path(&format!("public{taken}"))).unwrap().len();
        // this server sends texts as large as they are; the 60 KB of the wire are in `bars.rs`
        assert!(hero <= 30_000 && bytes <= 75_000 && all.len() <= 6, "{page}: {bytes} bytes in {all:?}");
        assert_eq!((&seen["seen"], &seen["heights"][0]), (&json!("cover"), &seen["heights"][1]), "{page}: the preview stands behind the photograph");
        assert!(seen["shift"].as_f64().unwrap() <= 0.01, "{page}: {}", seen["shift"]);
        browser.is_quiet(&page);
    }
}

/// What was loaded before the load event without scrolling: addresses and bytes, the page itself too; which file the first photograph took; how much the page
/// moved while it came.
const MEASURED: &str = "const done = arguments[arguments.length - 1];
    const measure = () => {
        const page = performance.getEntriesByType('navigation')[0];
        const files = [page, ...performance.getEntriesByType('resource')].filter(file => !file.name.startsWith('data:') && file.startTime <= page.loadEventEnd);
        let shift = 0;
        new PerformanceObserver(() => {}).observe({ type: 'layout-shift', buffered: true });
        const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value));
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done({
            hero: new URL(document.querySelector('img.cover').currentSrc).pathname,
            files: files.map(file => [file.name, file.decodedBodySize]),
            shift,
            seen: document.elementFromPoint(200, 150).className,
            heights: ['.hero .photo', 'img.cover'].map(one => document.querySelector(one).offsetHeight),
        }), 0);
    };
    if (document.readyState === 'complete') measure(); else addEventListener('load', () => setTimeout(measure, 0));";

/// The pages in both languages and behind the codes of all entries of the committed catalogue that have a photograph.
fn photographed() -> Vec<String> {
    let entries = ["sites/ruong-bac-thang-mu-cang-chai", "sites/dinh-binh-thuy", "products/che-dinh-tan-cuong-hao-dat"];
    let ledger = built().read("content/ledger.yaml");
    let code = |entry: &str| ledger.split_once(&format!(":\n  entry: {entry}\n")).unwrap().0.rsplit('\n').next().unwrap().to_owned();
    entries.iter().flat_map(|entry| [format!("/vi/{entry}/"), format!("/en/{entry}/"), format!("/Q/{}", code(entry))]).collect()
}

// ── what the tests stand on ──

const TRACES: [&str; 3] = ["Exif", "Phone of somebody", "Nguyen Van Somebody"];

fn picture(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/pictures").join(name)).unwrap()
}

fn read(bytes: &[u8]) -> RgbImage {
    let photograph = Photograph::read(bytes).unwrap_or_else(|fault| panic!("{fault:?}"));
    let (width, height) = photograph.size();
    photograph.sized(width, height)
}

/// The colours of the four quarters: left top, right top, left bottom, right bottom.
fn corners(picture: &RgbImage) -> [&'static str; 4] {
    assert_eq!(picture.dimensions(), (120, 80));
    [(30, 20), (90, 20), (30, 60), (90, 60)].map(|(x, y)| {
        let Rgb([red, green, blue]) = *picture.get_pixel(x, y);
        match (red > 128, green > 128, blue > 128) {
            (true, true, true) => "white",
            (true, false, false) => "red",
            (false, true, false) => "green",
            (false, false, true) => "blue",
            _ => panic!("{red} {green} {blue}"),
        }
    })
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn with_picture(name: &str) -> Project {
    let pictures = "pictures: [{file: cau.jpg, alt: {vi: Cây cầu, en: The bridge}}]\ntypes:";
    small().file("content/sites/chua-cau/cau.jpg", picture(name)).edit("content/sites/chua-cau/index.md", "types:", pictures)
}

/// The picture of the historic site, as file and as pixels.
fn shared(project: &Project) -> (Vec<u8>, RgbImage) {
    project.build_web();
    let bytes = project.read_bytes("public/share/sites/chua-cau.jpg");
    let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
    (bytes, picture)
}

/// Whether a pixel is much lighter than the ground.
fn is_ink(picture: &RgbImage, x: u32, y: u32) -> bool {
    let light = |x: u32, y: u32| picture.get_pixel(x, y).0.iter().map(|part| i32::from(*part)).sum::<i32>();
    light(x, y) > light(10, 10) + 120
}

fn with_pictures() -> Project {
    let pictures = "\
pictures:
  - file: cau.jpg
    alt: {vi: Cây cầu, en: The bridge}
    caption: {vi: Cầu nhìn từ bờ., en: The bridge from the bank.}
    credit: Lan
    licence: CC BY 4.0
  - {file: cau.png, alt: {vi: Mái, en: The roof}, credit: Minh}
types:";
    small().file("content/sites/chua-cau/cau.jpg", picture("turned-1.jpg")).file("content/sites/chua-cau/cau.png", picture("deep.png")).edit(
        "content/sites/chua-cau/index.md",
        "types:",
        pictures,
    )
}

fn code_page(project: &Project) -> String {
    let ledger = project.read("content/ledger.yaml");
    let code = ledger.split_once(":\n  entry: sites/chua-cau").unwrap().0.rsplit('\n').next().unwrap().to_owned();
    format!("Q/{code}.html")
}

/// What is kept between builds: bytes, and when they were written.
fn kept(project: &Project) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let time = |path: &str| fs::metadata(project.path(&format!(".disan-cache/{path}"))).unwrap().modified().unwrap();
    let made = project.files(".disan-cache").into_iter().filter(|(path, _)| path != "begun");
    made.map(|(path, bytes)| (path.clone(), (bytes, time(&path)))).collect()
}

/// The list of the kept files among which this one is.
fn list_of(project: &Project, name: &str) -> String {
    let files = project.files(".disan-cache");
    let (path, _) = files.iter().find(|(path, _)| path.ends_with(&format!("/{name}"))).unwrap();
    format!(".disan-cache/{}/list", path.rsplit_once('/').unwrap().0)
}

fn listed(bytes: &str, name: &str) -> String {
    format!("{}  {name}", blake3::hash(bytes.as_bytes()).to_hex())
}
