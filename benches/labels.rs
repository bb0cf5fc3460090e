//! How long many labels on sheets take as one PDF, and how much memory, beside Python's `segno` and `reportlab` with the same labels.
//!
//! `cargo bench --bench labels` measures 1,000 and 10,000 labels; numbers behind `--` are other sizes. Python is found in `target/venv`, which
//! `tests/run` makes; `target/venv/bin/pip install segno reportlab` adds what is missing.
//!
//! Time begins when the catalogue is read, templates and fonts are loaded, or, for Python, when its libraries and fonts are: it goes from entries to the PDF's bytes.
//! Reading the finished sheets back is told apart: Python does not do it.

#![allow(clippy::disallowed_methods, clippy::pedantic, clippy::print_stdout, clippy::unwrap_used, clippy::string_slice)] // a program of its own, outside the house

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use disan::catalogue::{self, Order, Wanted};
use disan::diag::any_error;
use disan::inspect::{order_promises, prove};
use disan::media::{Gallery, Narrations};
use disan::plan::{self, Addresses, Work};
use disan::print::Press;
use disan::render::{Content, Site};
use disan::theme;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc; // as in the program

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--one", folder] => measure(Path::new(folder)),
        [] => compare(&[1_000, 10_000]),
        sizes => compare(&sizes.iter().map(|size| size.parse().expect("a number of labels")).collect::<Vec<_>>()),
    }
}

/// Each run in a process of its own, so that the peak of memory is its own; both programs by turns, since machines are not always equally quick. Medians count.
fn compare(sizes: &[usize]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("{:>8} {:>5} {:>8} {:>14} {:>9} {:>8} {:>9} {:>6}", "labels", "runs", "disan s", "from … to", "peak MiB", "PDF MiB", "Python s", "ratio");
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), *size);
        let runs = if *size > 1_000 { 3 } else { 7 };
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let all = run(&env::current_exe().unwrap(), &["--one".as_ref(), folder.path()]);
            let [seconds, peak, bytes, proof] = all[..] else { panic!("{all:?}") };
            ours.push([seconds, peak, bytes, proof]);
            theirs.push(peer(root, folder.path()));
        }
        ours.sort_by(|one, other| one[0].total_cmp(&other[0]));
        theirs.sort_by(f64::total_cmp);
        let ([seconds, peak, bytes, proof], python) = (ours[runs / 2], theirs[runs / 2]);
        let range = format!("{:.2} … {:.2}", ours[0][0], ours[runs - 1][0]);
        println!("{size:>8} {runs:>5} {seconds:>8.2} {range:>14} {peak:>9.0} {bytes:>8.1} {python:>9.2} {:>6.2}", seconds / python);
        println!("{:>8} reading all sheets back: {proof:.1} s", "");
    }
}

/// What Python takes for the same labels.
fn peer(root: &Path, folder: &Path) -> f64 {
    let script = root.join("benches/peers/labels.py");
    let told = run(&root.join("target/venv/bin/python3"), &[&script, &folder.join("labels.tsv"), &root.join("themes/default/fonts"), &folder.join("peer.pdf")]);
    told[0]
}

/// The numbers that a program tells.
fn run(program: &Path, arguments: &[&Path]) -> Vec<f64> {
    let output = Command::new(program).args(arguments).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!(!numbers.is_empty(), "{}: {told}{}", program.display(), String::from_utf8_lossy(&output.stderr));
    numbers
}

/// Makes the labels of the catalogue in a folder once; tells seconds, peak of memory and size of the PDF in MiB, seconds of reading back.
fn measure(folder: &Path) {
    let content = folder.join("content");
    let reading = catalogue::read(&content, "content", jiff::civil::date(2026, 11, 26)).unwrap();
    assert!(!any_error(&reading.problems), "{:?}", reading.problems);
    let catalogue = reading.catalogue.unwrap();
    let theme = theme::read(folder, &catalogue.settings, &mut Vec::new()).unwrap().unwrap();
    let addresses = Addresses::new(&catalogue.settings);
    let press = Press::new(&theme.fonts, &theme.print);
    let (gallery, narrations) = (Gallery::default(), Narrations::default());
    let site = Site::new(&catalogue, &theme, &addresses, &press, &gallery, &narrations, &|_| None);
    let wanted = Wanted { name: "labels".into(), format: "label".into(), stock: Some("l7160".into()), what: vec!["products".into()], ..Wanted::default() };
    let order = Order::of(&wanted, &catalogue.settings).unwrap();

    let begun = Instant::now();
    let (jobs, problems) = plan::orders(&catalogue, &addresses, &[wanted]);
    assert!(problems.is_empty() && matches!(jobs[0].work, Work::Order(_)));
    let artifacts = site.render(&jobs[0], &mut Vec::new()).unwrap_or_else(|problems| panic!("{problems:?}"));
    let seconds = begun.elapsed().as_secs_f64();
    let peak = memory() / 1024.0;

    let pdf = artifacts.iter().find(|artifact| artifact.path.ends_with(".pdf")).unwrap();
    let Content::Bytes(bytes) = &pdf.content else { panic!("no bytes") };
    let begun = Instant::now();
    let promises = order_promises(&addresses, &plan::order(&catalogue, &addresses, &order).unwrap());
    let problems = prove(&pdf.path, bytes, &promises[&pdf.path]);
    assert!(problems.is_empty(), "{problems:?}");
    println!("{seconds} {peak} {} {}", bytes.len() as f64 / f64::from(1 << 20), begun.elapsed().as_secs_f64());
}

/// The peak of this process's resident memory in KiB.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0.0)
}

/// So many products of one cooperative, in two languages; and the same as a table for Python: code's link, both names, origin, price.
fn write(folder: &Path, size: usize) {
    let content = folder.join("content");
    let put = |path: PathBuf, text: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        content.join("catalogue.yaml"),
        "title: {vi: Đặc sản, en: Local specialities}\nsummary: {vi: Để đo., en: To measure.}\nbase_url: https://disan.cantho.gov.vn\npublisher:\n  name: {vi: Đoàn xã, en: Youth union}\n",
    );
    put(
        content.join("producers/htx.yaml"),
        "name: {vi: Hợp tác xã Vườn Đồi, en: Hillside Orchard Cooperative}\nsummary: {vi: Trồng và chế biến., en: Grows and makes.}\ntype: cooperative\nplace:\n  latitude: 21.38\n  longitude: 106.62\n  precision: 500\n  addresses:\n    - text: {vi: \"Xã Lục Ngạn, tỉnh Bắc Ninh\", en: \"Lục Ngạn Commune, Bắc Ninh Province\"}\n",
    );
    const FRUIT: [(&str, &str); 6] = [
        ("Vải thiều sấy", "Dried lychee"),
        ("Mật ong hoa vải", "Lychee blossom honey"),
        ("Chè shan tuyết", "Shan tea"),
        ("Mì chũ gạo bao thai", "Rice noodles"),
        ("Rượu men lá", "Leaf yeast liquor"),
        ("Cam sành đường phèn", "Candied orange"),
    ];
    let mut table = String::new();
    for number in 0..size {
        let (vi, en) = FRUIT[number % FRUIT.len()];
        let (vi, en) = (format!("{vi} lô {number}"), format!("{en}, lot {number}"));
        let price = 40_000 + (number % 60) * 5_000;
        put(
            content.join(format!("products/sp-{number}.yaml")),
            &format!(
                "name: {{vi: \"{vi}\", en: \"{en}\"}}\nsummary: {{vi: Ngọt và thơm., en: Sweet and fragrant.}}\nproducer: producers/htx\ngroup: food\norigin: {{vi: \"Lục Ngạn, Bắc Ninh\", en: \"Lục Ngạn, Bắc Ninh\"}}\ningredients: {{vi: 100% quả tươi, en: 100% fresh fruit}}\nstorage: {{vi: \"Nơi khô, mát\", en: Cool and dry}}\nnet_content: 500 g\nprice:\n  amount: {price}\n  valid_on: 2026-11-01\n"
            ),
        );
        table += &format!(
            "https://DISAN.CANTHO.GOV.VN/Q/{number:05}\t{vi}\t{en}\tHợp tác xã Vườn Đồi, Lục Ngạn, Bắc Ninh\tKhối lượng tịnh / Net: 500 g\t100% quả tươi / 100% fresh fruit\n"
        );
    }
    put(folder.join("labels.tsv"), &table);
}
