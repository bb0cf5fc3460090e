//! How long 10,000 QR symbols take, text to drawing, beside the crates `fast_qr` and `qrcode` in the same run, on one thread.
//!
//! `cargo bench --bench symbols`; a number behind `--` is another number of links. Each figure is the least of several runs.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used)] // a program of its own, outside the house

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use disan::qr;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};
use qrcode::{EcLevel, QrCode};

const RUNS: usize = 7;

/// What makes one symbol; gives the modules on its side.
type Make = fn(&str) -> usize;

fn main() {
    let count = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    for (name, head) in [("upper case", "https://DISAN.CANTHO.GOV.VN/Q/"), ("mixed case", "https://disan.cantho.gov.vn/Q/")] {
        let links: Vec<String> = (0..count).map(|number| format!("{head}{:05}", number * 7919 % 100_000)).collect();
        println!("\n{count} links in {name}, level Q: {}", links[0]);
        println!("{:<34} {:>10} {:>8} {:>9} {:>7}", "", "µs each", "ratio", "version", "side");
        compare(&links, "modules", &[("disan", our_modules), ("fast_qr", fast_modules), ("qrcode", crate_modules)]);
        compare(&links, "modules and outline", &[("disan", our_outline), ("fast_qr (svg)", fast_svg), ("qrcode (svg)", crate_svg)]);
        compare(&links, "modules, outline and svg", &[("disan", our_svg), ("fast_qr", fast_svg), ("qrcode", crate_svg)]);
    }
}

/// Prints what each takes, and how ours compares with it.
fn compare(links: &[String], what: &str, makes: &[(&str, Make)]) {
    let mut least = vec![Duration::MAX; makes.len()];
    let mut sides = vec![0; makes.len()];
    for _ in 0..RUNS {
        // one after the other within a run: what slows the machine down for a while slows all of them
        for (at, (_, make)) in makes.iter().enumerate() {
            let begun = Instant::now();
            sides[at] = links.iter().map(|link| black_box(make(black_box(link)))).sum();
            least[at] = least[at].min(begun.elapsed());
        }
    }
    println!("{what}");
    for (at, (name, _)) in makes.iter().enumerate() {
        let each = least[at].as_secs_f64() * 1e6 / links.len() as f64;
        let side = sides[at] as f64 / links.len() as f64;
        let ratio = least[0].as_secs_f64() / least[at].as_secs_f64();
        println!("    {name:<30} {each:>10.1} {ratio:>8.2} {:>9.2} {side:>7.1}", (side - 17.0) / 4.0);
    }
}

fn ours(link: &str) -> qr::Symbol {
    qr::encode(link, qr::Level::Quartile).unwrap()
}

fn our_modules(link: &str) -> usize {
    black_box(ours(link)).side()
}

fn our_outline(link: &str) -> usize {
    let symbol = ours(link);
    black_box(qr::outline(&symbol));
    symbol.side()
}

fn our_svg(link: &str) -> usize {
    let symbol = ours(link);
    black_box(qr::svg(&symbol));
    symbol.side()
}

fn fast(link: &str) -> fast_qr::QRCode {
    QRBuilder::new(link).ecl(ECL::Q).build().unwrap()
}

fn fast_modules(link: &str) -> usize {
    black_box(fast(link)).size
}

fn fast_svg(link: &str) -> usize {
    let symbol = fast(link);
    black_box(SvgBuilder::default().to_str(&symbol));
    symbol.size
}

fn from_crate(link: &str) -> QrCode {
    QrCode::with_error_correction_level(link, EcLevel::Q).unwrap()
}

fn crate_modules(link: &str) -> usize {
    black_box(from_crate(link)).width()
}

fn crate_svg(link: &str) -> usize {
    let symbol = from_crate(link);
    black_box(symbol.render::<qrcode::render::svg::Color<'_>>().build());
    symbol.width()
}
