//! How long the pictures take that messengers show, beside the same ones set by Typst in the same run, on one thread.
//!
//! `cargo bench --bench share`; a number behind `--` is another number of pictures. What Typst sets is `peers/share.typ`, which stood in the theme before: names,
//! honour and host on a ground with a drum. It sets fewer, since it takes so long. Drawn covers are those of the theme in the colours that entries without a colour
//! have: drawing and encoding one is counted with the first picture that needs it.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used)] // a program of its own, outside the house

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use disan::diag::SourceFile;
use disan::draw::{Card, Fonts, Panel, Words, drawn};
use disan::print::Press;
use serde_json::json;

const LIMIT: usize = 40_000;
/// One picture of Typst's for so many of ours.
const SPARE: usize = 20;
const HOST: &str = "disan.example.vn";
const COLOURS: [&str; 4] = ["#7a3b2e", "#2f6b3c", "#1f5c7a", "#6b3a7d"];
const NAMES: [(&str, &str, &str); 8] = [
    ("Chùa Cầu", "Japanese Covered Bridge, Hội An", "Di tích quốc gia"),
    ("Đình Bình Thủy", "Bình Thủy Communal House", "Di tích quốc gia"),
    ("Địa điểm Chiến thắng Xương Giang (Đền Xương Giang)", "Xương Giang Victory Site and Temple", "Di tích quốc gia đặc biệt"),
    ("Khu trung tâm Hoàng thành Thăng Long", "Central Sector of the Imperial Citadel of Thăng Long", "Di sản thế giới"),
    ("Nước mắm Phú Quốc Khải Hoàn", "Khải Hoàn Phú Quốc fish sauce", "OCOP 5 sao"),
    ("Miếu Bà Chúa Xứ Núi Sam", "Lady of the Realm Temple, Sam Mountain", "Di tích quốc gia"),
    ("Cà phê Bích Thao Sơn La", "Bích Thao Sơn La coffee", "OCOP 5 sao"),
    ("Văn Miếu – Quốc Tử Giám", "Temple of Literature – Imperial Academy", "Di tích quốc gia đặc biệt"),
];

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = fonts(root);
    let fonts = Fonts::new(&files);
    let press = press(root, &files);
    let (mut ours, mut theirs, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let mut panels = BTreeMap::new();
    for number in 0..count {
        let (vietnamese, english, honour) = NAMES[number % NAMES.len()];
        let colour = COLOURS[number / NAMES.len() % COLOURS.len()];
        let vietnamese = format!("{vietnamese} {number}");
        let begun = Instant::now();
        let names = [words("vi", &vietnamese), words("en", english)];
        let honour_words = words("vi", honour);
        let letters = Card { names: &names, honour: Some(&honour_words), host: HOST, colour }.letters(&fonts).unwrap();
        let panel = |quality| Arc::clone(panels.entry((colour, quality)).or_insert_with(|| panel(colour, quality)));
        let panel = std::cell::RefCell::new(panel);
        let file = letters.jpeg(LIMIT, |quality| (panel.borrow_mut())(quality));
        ours.push(begun.elapsed());
        assert!(file.len() <= LIMIT);
        bytes.push(file.len());
        if number.is_multiple_of(SPARE) {
            let part = |lang: &str, text: &str| json!({ "lang": lang, "text": text });
            let data = json!({
                "title": vietnamese, "names": [part("vi", &vietnamese), part("en", english)], "distinctions": [part("vi", honour)],
                "colour": colour, "kind": "site", "host": HOST, "picture": false,
            });
            let begun = Instant::now();
            let picture = press.typeset("share.typ", &data).unwrap().picture(72.0).unwrap();
            let file = disan::media::jpeg(&picture, 140_000);
            theirs.push(begun.elapsed());
            assert!(!file.is_empty());
        }
    }
    bytes.sort_unstable();
    println!("{:<8} {:>9} {:>10} {:>9}", "", "median ms", "average ms", "most ms");
    let median = [("disan", &mut ours), ("Typst", &mut theirs)].map(|(name, times)| told(name, times));
    println!("ratio of medians {:.3}; bytes: median {}, most {}", median[0] / median[1], bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
}

fn words(lang: &str, text: &str) -> Words {
    Words { lang: lang.to_owned(), text: text.to_owned() }
}

fn told(name: &str, times: &mut [Duration]) -> f64 {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let average = milliseconds(times.iter().sum::<Duration>()) / times.len() as f64;
    let median = milliseconds(times[times.len() / 2]);
    println!("{name:<8} {median:>9.2} {average:>10.2} {:>9.2}", milliseconds(times[times.len() - 1]));
    median
}

/// A cover as heavy as the theme's: sky, sun, hills, rings.
fn panel(colour: &str, quality: usize) -> Arc<Panel> {
    let rings: String =
        (0..12).map(|ring| format!("<circle cx='600' cy='300' r='{}' fill='none' stroke='#f5ecd9' stroke-width='4'/>", 20 + ring * 20)).collect();
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 800'><path fill='{colour}' d='M0 0h1200v800H0z'/>{rings}\
         <path fill='#21150f' opacity='.8' d='M0 600q300-80 600 0t600 0v200H0z'/></svg>"
    );
    Arc::new(Panel::new(&drawn(&svg).unwrap(), colour, quality, 13_500, LIMIT))
}

fn fonts(root: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(root.join("themes/default/fonts")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ttf")).map(|path| fs::read(path).unwrap()).collect()
}

fn press(root: &Path, fonts: &[Vec<u8>]) -> Press {
    let template = |name: &str, path: &str| (name.to_owned(), Arc::new(SourceFile::new(path.to_owned(), fs::read_to_string(root.join(path)).unwrap())));
    Press::new(fonts, &[template("share.typ", "benches/peers/share.typ"), template("shared.typ", "themes/default/print/shared.typ")].into())
}
