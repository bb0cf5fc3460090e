//! `disan verify`.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::options::Options;
use super::{progress, told};
use crate::diag::{Format, Words, any_error};
use crate::inspect::reach;
use crate::qr::{Harm, QUIET_ZONE};
use crate::text::printable;
use crate::verify::{Order, Seen, Verified, report, verify};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Tệp cần kiểm: PDF, SVG, PNG, hoặc ảnh chụp biển (mặc định: mọi tệp trong thư mục bản in) · Files to verify: PDF, SVG, PNG, or photographs
    /// of plaques (default: all of the print folder)
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    options: Options,

    /// Thư mục trang web · Folder of the website
    #[arg(long, value_name = "FOLDER", default_value = "public")]
    public: PathBuf,

    /// Thư mục bản in · Folder of what is printed
    #[arg(long, value_name = "FOLDER", default_value = "print")]
    print: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let options = &arguments.options;
    let order = Order {
        content: options.content.clone(),
        public: arguments.public.clone(),
        print: arguments.print.clone(),
        files: arguments.files.clone(),
        today: options.today(),
    };
    let bar = progress::bar(options.shows_progress());
    let result = verify(&order, &|finished, all| progress::advance(&bar, finished, all));
    bar.finish_and_clear();
    let verified = match result {
        Ok(verified) => verified,
        Err(failure) => return told::failure(&failure, options),
    };
    if options.format() == Format::Json {
        told::result(&(report(&verified) + "\n"), options);
    } else {
        told::say(&table(&verified, options.words()));
        told::problems(&verified.problems, options);
        told::say(&summary(&verified, options.words()));
    }
    told::exit_code(&verified.problems)
}

/// A line a symbol. Words stand over the columns, units with them.
fn table(verified: &Verified, words: Words) -> String {
    let head = match words {
        Words::Vietnamese => ["tệp", "mã", "cỡ mm", "ô mm", "quét tới m", "tương phản", "viền", "nhòe", "xiên", "phai", "bẩn", "cong"],
        Words::English => ["file", "code", "size mm", "module", "reach m", "contrast", "quiet", "blur", "tilt", "fade", "dirt", "curve"],
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(verified.symbols.iter().map(|seen| row(seen, words)));
    let widths: Vec<usize> = (0..head.len()).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows.iter().filter(|_| !verified.symbols.is_empty()) {
        let cells = row.iter().zip(&widths).enumerate();
        let line = cells.fold(String::new(), |line, (column, (cell, width))| {
            let gap = " ".repeat(width - cell.chars().count());
            // names to the left, numbers to the right
            if column < 2 { format!("{line}{cell}{gap}  ") } else { format!("{line}{gap}{cell}  ") }
        });
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn row(seen: &Seen, words: Words) -> Vec<String> {
    let measured = &seen.measured;
    let number = |value: Option<f64>, digits: usize| {
        let number = value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"));
        if words == Words::Vietnamese { number.replace('.', ",") } else { number }
    };
    let module = measured.module();
    let file = printable(&seen.file);
    let file = if seen.is_well { file.into_owned() } else { format!("✗ {file}") };
    let mut row = vec![
        file,
        seen.code.map_or_else(|| "–".to_owned(), |code| code.to_string()),
        number(module.map(|module| module * (measured.side + 2 * QUIET_ZONE) as f64), 1),
        number(module, 2),
        number(module.map(reach), 2),
        format!("{:.0}%", measured.health.contrast() * 100.0),
        number(Some(measured.health.quiet_zone), 1),
    ];
    row.extend(Harm::ALL.map(|harm| measured.margin.map_or_else(|| "–".to_owned(), |margin| format!("{}/8", margin.of(harm)))));
    row
}

fn summary(verified: &Verified, words: Words) -> String {
    let (files, symbols) = (verified.files, verified.symbols.len());
    let bad = verified.symbols.iter().filter(|seen| !seen.is_well).count();
    match (words, any_error(&verified.problems)) {
        (Words::Vietnamese, false) => format!("{files} tệp, {symbols} mã QR: đọc được hết bằng hai bộ đọc, đúng sổ mã, có trang\n"),
        (Words::English, false) => format!("{files} files, {symbols} QR codes: all read by two decoders, as the ledger says, with their pages\n"),
        (Words::Vietnamese, true) => format!("{files} tệp, {symbols} mã QR, {bad} mã có lỗi\n"),
        (Words::English, true) => format!("{files} files, {symbols} QR codes, {bad} of them with faults\n"),
    }
}
