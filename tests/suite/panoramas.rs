//! Panoramas: their tiles show every direction where the viewer looks for it; the viewer comes after a tap, by pointer and by keyboard; where it cannot come,
//! the flat picture opens.

use std::fs;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::thread;

use base64::Engine;
use disan::media::{Cube, Face, Tile, tile_file, tiles_of};
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

use crate::browser::{Browser, barriers, browser, serve};
use crate::html::Html;
use crate::project::{Project, built, root, small};

const PAGE: &str = "/vi/sites/ruong-bac-thang-mu-cang-chai/";

// ── tiles ──

#[test]
fn a_cube_keeps_what_a_panorama_shows_in_whole_tiles() {
    let sizes = |width| (Cube::of(width).side(), Cube::of(width).tile, Cube::of(width).levels, Cube::of(width).tiles().count());
    assert_eq!(sizes(2048), (640, 640, 1, 6));
    assert_eq!(sizes(4096), (1280, 640, 2, 30));
    assert_eq!(sizes(8192), (2560, 640, 3, 126));
    assert_eq!(sizes(20_000), sizes(8192), "no telephone shows more");
    for width in (600..9000).step_by(37) {
        let cube = Cube::of(width);
        let kept = f64::from(cube.side()) / (f64::from(width.min(8192)) / std::f64::consts::PI);
        assert!((0.91..=1.0).contains(&kept), "{width}: {kept}");
        assert!(cube.tile <= 724 && cube.tile.is_multiple_of(16), "{width}: {}", cube.tile);
    }
}

#[test]
fn every_tile_shows_the_directions_that_the_viewer_puts_there() {
    // the colour of a direction is the direction
    let panorama = panorama(2560, |[x, y, z]| [x, y, z].map(|way| (127.5 + 110.0 * way) as u8));
    let cube = Cube::of(2560);
    let files = tiles_of(&png(&panorama)).unwrap();
    assert_eq!(files.len(), 30);
    for tile in cube.tiles() {
        let picture = tile_of(&files, tile);
        assert_eq!(picture.dimensions(), (cube.tile, cube.tile));
        for (x, y) in (0..cube.tile).step_by(57).chain([cube.tile - 1]).flat_map(|x| [(x, 0), (x, x), (cube.tile - 1, x)]) {
            let ahead = unit(direction(tile, cube, f64::from(x) + 0.5, f64::from(y) + 0.5));
            let wanted = ahead.map(|way| 127.5 + 110.0 * way);
            let found = picture.get_pixel(x, y).0.map(f64::from);
            let wrong = wanted.iter().zip(found).map(|(wanted, found)| (wanted - found).abs()).fold(0.0, f64::max);
            assert!(wrong < 6.0, "{} at {x}, {y}: {found:?} and not {wanted:?}", tile.name());
        }
    }
}

#[test]
fn a_point_in_a_known_direction_stands_in_its_pixel() {
    // yaw to the right and pitch upwards, in degrees: in each face, near edges, near a pole, at the seam
    let points = [
        (6.0, 8.0, 'f'),
        (37.0, -12.0, 'f'),
        (97.0, 20.0, 'r'),
        (-97.0, -30.0, 'l'),
        (175.0, 6.0, 'b'),
        (-140.0, 20.0, 'b'),
        (20.0, 80.0, 'u'),
        (100.0, -75.0, 'd'),
    ];
    let cube = Cube::of(2560);
    for (yaw, pitch, face) in points {
        let spot = towards(yaw, pitch);
        let panorama = panorama(2560, |way| {
            let angle = (way.iter().zip(spot).map(|(a, b)| a * b).sum::<f64>()).clamp(-1.0, 1.0).acos().to_degrees();
            [(255.0 * (-(angle / 0.6).powi(2)).exp()) as u8; 3]
        });
        let files = tiles_of(&png(&panorama)).unwrap();
        let (tile, x, y) = brightest(&files, cube);
        assert_eq!(tile.face.letter(), face, "{yaw}, {pitch}");
        let found = unit(direction(tile, cube, x, y));
        let pixel = 2.0 / f64::from(cube.side()); // in the middle of a face; towards its edges an angle has more pixels
        let apart = found.iter().zip(spot).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
        assert!(apart < pixel, "{yaw}, {pitch}: {} pixels apart", apart / pixel);
    }
}

#[test]
fn faces_agree_where_they_meet() {
    let files = tiles_of(&png(&panorama(2048, |[x, y, z]| [x, y, z].map(|way| (127.5 + 60.0 * (3.0 * way).sin()) as u8)))).unwrap();
    let face = |face| tile_of(&files, Tile { level: 1, face, row: 0, column: 0 });
    let (front, right, back, left, up, down) = (face(Face::Front), face(Face::Right), face(Face::Back), face(Face::Left), face(Face::Up), face(Face::Down));
    let last = front.width() - 1;
    let alike = |one: &Rgb<u8>, other: &Rgb<u8>| one.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) <= 8);
    for at in 0..=last {
        let edges = [
            ("front and right", front.get_pixel(last, at), right.get_pixel(0, at)),
            ("right and back", right.get_pixel(last, at), back.get_pixel(0, at)),
            ("back and left", back.get_pixel(last, at), left.get_pixel(0, at)),
            ("left and front", left.get_pixel(last, at), front.get_pixel(0, at)),
            ("up and front", up.get_pixel(at, last), front.get_pixel(at, 0)),
            ("front and down", front.get_pixel(at, last), down.get_pixel(at, 0)),
            ("up and back", up.get_pixel(at, 0), back.get_pixel(last - at, 0)),
            ("down and back", down.get_pixel(at, last), back.get_pixel(last - at, last)),
        ];
        for (names, one, other) in edges {
            assert!(alike(one, other), "{names} at {at}: {one:?} {other:?}");
        }
    }
}

#[test]
fn a_busy_panorama_stays_within_its_bytes() {
    let files = built().files("public/panoramas");
    assert_eq!(files.len(), 30);
    let most = |level: char| files.iter().filter(|(path, _)| path.rsplit('/').next().unwrap().starts_with(level)).map(|(_, file)| file.len()).max().unwrap();
    assert!(most('1') <= 25_000 && most('2') <= 40_000, "{} and {}", most('1'), most('2'));
}

#[test]
fn a_second_build_makes_no_tile_and_one_thread_makes_the_same() {
    let project = with_panorama(&png(&sectors()));
    project.build_web();
    let tiles = project.files("public/panoramas");
    assert_eq!(tiles.len(), 6);
    assert!(!project.succeeds(&["build", "--lang", "en"]).contains("developed"));
    fs::remove_dir_all(project.path(".disan-cache")).unwrap();
    assert!(project.disan(&["build", "--only", "web"]).env("RAYON_NUM_THREADS", "1").output().unwrap().status.success());
    assert!(project.files("public/panoramas") == tiles);
}

// ── pages ──

#[test]
fn a_page_holds_a_panorama_once_in_the_words_of_its_languages() {
    let project = with_panorama(&png(&sectors()));
    project.build_web();
    let page = |path: &str| Html::parse(&project.read(&format!("public/{path}")));
    let text = |html: &Html, selector: &str| html.all(selector).map(|element| element.text().trim().to_owned()).collect::<Vec<_>>();
    for (path, open, caption) in [
        ("vi/sites/chua-cau/index.html", "Chạm để xem 360° · 0,1 MB", "Đứng giữa sân"),
        ("en/sites/chua-cau/index.html", "Tap to look around, 360° · 0.1 MB", "In the yard"),
    ] {
        let html = page(path);
        assert_eq!(text(&html, ".panorama .button.scripted"), [open]);
        assert!(text(&html, ".panorama figcaption")[0].starts_with(caption));
        let flat = html.all(".panorama a").next().unwrap().attr("href").unwrap();
        let flat = image::load_from_memory(&project.read_bytes(&format!("public{flat}"))).unwrap();
        assert_eq!((flat.width(), flat.height()), (1600, 800), "the whole of it");
    }
    let code = page(&code_file(&project));
    assert_eq!(code.all("figure.panorama").count(), 1);
    let captions = text(&code, ".panorama figcaption");
    assert!(captions[0].contains("Đứng giữa sân") && captions[0].contains("In the yard"), "{captions:?}");
    let data: Value = serde_json::from_str(&page("vi/sites/chua-cau/index.html").all("script[type=application/ld+json]").next().unwrap().text()).unwrap();
    let picture = data["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == "ImageObject").unwrap();
    assert_eq!((&picture["name"], &picture["about"]["@id"]), (&json!("Đứng giữa sân"), &data["@graph"][0]["@id"]));
}

// ── the viewer ──

#[test]
fn the_viewer_looks_where_it_is_told() {
    let project = with_panorama(&png(&sectors()));
    project.build_web();
    let browser = browser(with_webgl());
    browser.goto(&format!("http://{}/vi/sites/chua-cau/", serve(project.path("public"))));
    open_panorama(&browser);
    for (yaw, pitch) in [(0, 0), (60, 10), (120, -10), (-120, 10), (-60, 0), (170, 0), (30, 75), (-100, -75)] {
        let picture = browser.wait_for(&format!(
            "const done = arguments[0], viewer = document.querySelector('.around').viewer, renderer = viewer.getRenderer();
            viewer.lookAt({pitch}, {yaw}, 60, false);
            (function look() {{
                const picture = renderer.render({pitch} * Math.PI / 180, {yaw} * Math.PI / 180, Math.PI / 3, {{ returnImage: true }});
                if (renderer.isLoading()) setTimeout(look, 20); else done(picture);
            }})()"
        ));
        let png = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap().split_once(',').unwrap().1).unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_rgb8();
        let middle = picture.get_pixel(picture.width() / 2, picture.height() / 2);
        let wanted = sector(towards(f64::from(yaw), f64::from(pitch)));
        assert!(middle.0.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) < 20), "{yaw}, {pitch}: {middle:?} and not {wanted:?}");
    }
    // north is where the catalogue says
    assert_eq!(browser.run("return document.querySelector('.around').viewer.getNorthOffset()"), 90);
}

#[test]
fn nothing_of_the_viewer_comes_before_the_tap_and_all_of_it_from_here() {
    let browser = browser(with_webgl());
    for page in [PAGE.to_owned(), code_page()] {
        browser.open("/404.html");
        browser.open(&page);
        let asked = || browser.run("return performance.getEntriesByType('resource').filter(file => /pannellum|panorama/.test(file.name)).length");
        browser.run("document.querySelector('.panorama').scrollIntoView()");
        assert_eq!(asked(), 0, "{page}");
        let place = |selector: &str| {
            browser.run(&format!("const box = document.querySelector('{selector}').getBoundingClientRect(); return [box.x, box.y, box.width, box.height]"))
        };
        let before = place(".panorama .tap");
        open_panorama(&browser);
        assert!(asked().as_u64().unwrap() >= 5, "{page}");
        assert_eq!(place(".around"), before, "{page} moves");
        assert_eq!(browser.run("return document.documentElement.scrollWidth <= innerWidth"), true, "{page}");
        assert_eq!(barriers(&browser), json!([]), "{page}");
        browser.is_quiet(&page);
    }
}

#[test]
fn it_is_used_by_keyboard_and_by_buttons_with_names_in_the_pages_language() {
    let browser = browser(with_webgl());
    browser.open(PAGE);
    browser.run("document.querySelector('.panorama .tap').focus()");
    browser.press("\u{e007}"); // Enter
    wait_until(&browser, "document.querySelector('.around')");
    assert_eq!(browser.run("return document.activeElement.className.split(' ')[0]"), "around");
    assert_eq!(browser.run("return document.querySelector('.around').viewer.getYaw()"), 0, "it does not turn by itself");
    let arrow = |kind: &str| {
        browser.devtools("Input.dispatchKeyEvent", json!({ "type": kind, "key": "ArrowRight", "code": "ArrowRight", "windowsVirtualKeyCode": 39 }))
    };
    arrow("keyDown");
    wait_until(&browser, "document.querySelector('.around').viewer.getYaw() > 0");
    arrow("keyUp");
    let names = browser.run("return [...document.querySelectorAll('.around button')].map(button => button.innerText.trim())");
    let wanted = ["Đóng ảnh 360°", "Nhìn sang trái", "Nhìn sang phải", "Nhìn lên", "Nhìn xuống", "Lại gần", "Lùi xa", "Toàn màn hình"];
    assert_eq!(names, json!(wanted));
    let sizes = browser.run("return [...document.querySelectorAll('.around button')].map(button => Math.min(button.offsetWidth, button.offsetHeight))");
    assert!(sizes.as_array().unwrap().iter().all(|side| side.as_u64().unwrap() >= 44), "{sizes}");
    for (button, change) in [("left", "getYaw() < yaw"), ("up", "getPitch() > pitch"), ("nearer", "getHfov() < hfov")] {
        browser.run("const viewer = document.querySelector('.around').viewer; viewer.stopMovement(); viewer.lookAt(0, 0, 90, false)");
        browser.click(&format!("[data-turn={button}]"));
        wait_until(
            &browser,
            &format!("(viewer => {{ const yaw = -1, pitch = 1, hfov = 89; return viewer.{change}; }})(document.querySelector('.around').viewer)"),
        );
    }
    browser.press("\u{e00c}"); // Escape
    assert_eq!(browser.run("return [document.querySelector('.around'), document.activeElement.className]"), json!([null, "tap"]));
    browser.is_quiet(PAGE);
}

#[test]
fn whoever_wants_no_motion_gets_none() {
    let browser = browser(with_webgl());
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }));
    browser.open(PAGE);
    open_panorama(&browser);
    let turned = "document.querySelector('[data-turn=right]').click(); return document.querySelector('.around').viewer.getYaw()";
    assert_eq!(browser.run(turned), 30, "at once, not by and by");
}

#[test]
fn without_webgl_the_second_tap_opens_the_flat_picture() {
    let browser = browser(json!({ "args": ["--disable-3d-apis"] }));
    browser.open(PAGE);
    browser.run("document.querySelector('.panorama').scrollIntoView()");
    falls_back(&browser);
    assert_eq!(
        browser.run("return performance.getEntriesByType('resource').filter(file => /pannellum/.test(file.name)).length"),
        0,
        "nothing is loaded in vain"
    );
    browser.click(".panorama .tap");
    assert!(browser.run("return location.pathname").as_str().unwrap().ends_with("nhin-quanh-jpg-1600.jpg"));
}

#[test]
fn where_the_viewer_cannot_be_loaded_the_picture_stays() {
    let project = with_panorama(&png(&sectors()));
    project.build_web();
    for lost in ["assets/pannellum-", "panoramas/"] {
        let public = project.files("public").into_iter().filter(|(path, _)| path.starts_with(lost));
        let public: Vec<_> = public.map(|(path, bytes)| (path.clone(), bytes)).collect();
        public.iter().for_each(|(path, _)| fs::remove_file(project.path(&format!("public/{path}"))).unwrap());
        let browser = browser(with_webgl());
        browser.goto(&format!("http://{}/vi/sites/chua-cau/", serve(project.path("public"))));
        falls_back(&browser);
        public.iter().for_each(|(path, bytes)| project.write(&format!("public/{path}"), bytes));
    }
}

#[test]
fn without_scripts_the_picture_opens_flat() {
    let browser = browser(json!({}));
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    browser.open(PAGE);
    assert_eq!(browser.run("return document.querySelector('.panorama .scripted').offsetHeight"), 0, "it would promise too much");
    browser.tap(".panorama .tap");
    browser.arrives_at("nhin-quanh-jpg-1600.jpg");
}

#[test]
fn loader_and_viewer_are_as_small_as_they_were_chosen_for() {
    let script = |path: &str| fs::read_to_string(root().join("themes/default").join(path)).unwrap();
    let zipped = |text: &str| {
        let mut child = Command::new("gzip").arg("-9c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut input, text) = (child.stdin.take().unwrap(), text.to_owned());
        let writer = thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
        let bytes = child.wait_with_output().unwrap().stdout.len();
        writer.join().unwrap();
        bytes
    };
    assert!(zipped(&script("scripts/panorama.js")) <= 700);
    let after_a_tap = ["pannellum.js", "pannellum.css", "panorama.js", "panorama.css"].map(|file| zipped(&script(&format!("assets/{file}"))));
    assert!(after_a_tap.iter().sum::<usize>() <= 23_000, "{after_a_tap:?}");
    assert!(script("assets/pannellum.js").starts_with("// Pannellum 2.5.7,"), "whoever changes the version looks at the tiles again");
}

// ── what the tests stand on ──

fn with_webgl() -> Value {
    let screen = json!({ "width": 412, "height": 823, "pixelRatio": 1.75, "mobile": true, "touch": true });
    json!({ "args": ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"], "mobileEmulation": { "deviceMetrics": screen } })
}

fn open_panorama(browser: &Browser) {
    browser.click(".panorama .tap");
    wait_until(browser, "document.querySelector('.around')");
}

fn wait_until(browser: &Browser, what: &str) {
    browser.wait_for(&format!("const done = arguments[0]; (function look() {{ if ({what}) done(); else setTimeout(look, 20); }})()"));
}

/// After a tap the picture stands where it stood, and says what the next tap does.
fn falls_back(browser: &Browser) {
    browser.click(".panorama .tap");
    wait_until(browser, "!document.querySelector('[data-panorama]')");
    let words = browser.run("return document.querySelector('.panorama .tap').innerText.trim()");
    assert_eq!(words, "Máy này chưa mở được ảnh 360°. Chạm lần nữa để xem ảnh phẳng.");
    assert_eq!(browser.run("return document.querySelector('.around')"), Value::Null);
}

/// A small catalogue whose site has a panorama.
fn with_panorama(file: &[u8]) -> Project {
    let panorama = "\
panoramas:
  - file: san.png
    alt: {vi: Sân chùa, en: The yard}
    caption: {vi: Đứng giữa sân, en: In the yard}
    heading: 90
types:";
    small().file("content/sites/chua-cau/san.png", file).edit("content/sites/chua-cau/index.md", "types:", panorama)
}

fn code_file(project: &Project) -> String {
    let ledger = project.read("content/ledger.yaml");
    format!("Q/{}.html", ledger.split_once(":\n  entry: sites/chua-cau").unwrap().0.rsplit('\n').next().unwrap())
}

fn code_page() -> String {
    let ledger = built().read("content/ledger.yaml");
    format!("/Q/{}", ledger.split_once(":\n  entry: sites/ruong-bac-thang-mu-cang-chai").unwrap().0.rsplit('\n').next().unwrap())
}

/// A panorama whose colour in a direction is given: to the right, up, and ahead, together of length 1.
fn panorama(width: u32, colour: impl Fn([f64; 3]) -> [u8; 3]) -> RgbImage {
    RgbImage::from_fn(width, width / 2, |x, y| {
        let yaw = (f64::from(x) + 0.5) / f64::from(width) * 360.0 - 180.0;
        let pitch = 90.0 - (f64::from(y) + 0.5) / f64::from(width / 2) * 180.0;
        Rgb(colour(towards(yaw, pitch)))
    })
}

/// Six colours round the horizon, one overhead, one underfoot.
fn sectors() -> RgbImage {
    panorama(2048, sector)
}

fn sector([right, up, ahead]: [f64; 3]) -> [u8; 3] {
    let pitch = up.asin().to_degrees();
    if pitch.abs() > 50.0 {
        return if pitch > 0.0 { [250, 250, 250] } else { [40, 40, 40] };
    }
    let turn = (right.atan2(ahead).to_degrees() + 390.0).rem_euclid(360.0); // sectors begin 30° beside the middle
    [[220, 40, 40], [220, 200, 40], [40, 180, 60], [40, 190, 210], [50, 60, 210], [200, 60, 200]][(turn / 60.0) as usize % 6]
}

fn towards(yaw: f64, pitch: f64) -> [f64; 3] {
    let (yaw, pitch) = (yaw.to_radians(), pitch.to_radians());
    [yaw.sin() * pitch.cos(), pitch.sin(), yaw.cos() * pitch.cos()]
}

fn unit(way: [f64; 3]) -> [f64; 3] {
    let length = way.iter().map(|part| part * part).sum::<f64>().sqrt();
    way.map(|part| part / length)
}

/// Where a point of a tile lies, by the corners that the viewer draws the faces between (`createCube` in its libpannellum.js: left top, right top, right bottom,
/// left bottom; there the visitor looks towards -z).
fn direction(tile: Tile, cube: Cube, x: f64, y: f64) -> [f64; 3] {
    let corners: [[f64; 3]; 3] = match tile.face.letter() {
        'f' => [[-1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, -1.0]],
        'b' => [[1.0, 1.0, 1.0], [-1.0, 1.0, 1.0], [1.0, -1.0, 1.0]],
        'u' => [[-1.0, 1.0, 1.0], [1.0, 1.0, 1.0], [-1.0, 1.0, -1.0]],
        'd' => [[-1.0, -1.0, -1.0], [1.0, -1.0, -1.0], [-1.0, -1.0, 1.0]],
        'l' => [[-1.0, 1.0, 1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]],
        'r' => [[1.0, 1.0, -1.0], [1.0, 1.0, 1.0], [1.0, -1.0, -1.0]],
        other => panic!("no face {other}"),
    };
    let side = f64::from(cube.tile << (tile.level - 1));
    let share = |tile_at: u32, at: f64| (f64::from(tile_at * cube.tile) + at) / side;
    let (across, down) = (share(tile.column, x), share(tile.row, y));
    let [x, y, z] = [0, 1, 2].map(|axis| {
        let [start, right, bottom] = [corners[0][axis], corners[1][axis], corners[2][axis]];
        start + (right - start) * across + (bottom - start) * down
    });
    [x, y, -z]
}

/// The tile of the last level with the brightest spot, and the middle of the spot in it, in pixels.
fn brightest(files: &[(String, Vec<u8>)], cube: Cube) -> (Tile, f64, f64) {
    let tiles = cube.tiles().filter(|tile| tile.level == cube.levels).map(|tile| (tile, tile_of(files, tile)));
    let weight = |picture: &RgbImage| picture.pixels().map(|pixel| u64::from(pixel[0] / 32)).sum::<u64>();
    let (tile, picture) = tiles.max_by_key(|(_, picture)| weight(picture)).unwrap();
    let mut sums = [0.0_f64; 3];
    for (x, y, pixel) in picture.enumerate_pixels().filter(|(.., pixel)| pixel[0] > 128) {
        let weight = f64::from(pixel[0]);
        sums = [sums[0] + weight * (f64::from(x) + 0.5), sums[1] + weight * (f64::from(y) + 0.5), sums[2] + weight];
    }
    (tile, sums[0] / sums[2], sums[1] / sums[2])
}

fn tile_of(files: &[(String, Vec<u8>)], tile: Tile) -> RgbImage {
    let (_, bytes) = files.iter().find(|(name, _)| *name == tile_file(tile)).unwrap();
    image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap().to_rgb8()
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}
