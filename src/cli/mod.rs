//! The command line: arguments, progress, words, exit codes. The only room that prints.
//!
//! Exit codes: 0 done, 1 something in the catalogue must be mended, 2 the command was wrong, 3 the machine failed.

mod build;
mod check;
mod codes;
mod move_host;
mod options;
mod print;
mod progress;
mod reference;
mod stats;
mod told;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::parallel;
use crate::pipeline::Failure;

/// Di sản, đặc sản: từ một thư mục YAML và Markdown thành trang web song ngữ và biển QR · Heritage and local specialities: one folder of
/// YAML and Markdown becomes a bilingual website and QR plaques
#[derive(Debug, Parser)]
#[command(name = "disan", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Dựng trang web vào public/ và biển QR vào print/ · Build the website into public/ and the plaques into print/
    Build(build::Arguments),
    /// Kiểm tra tất cả mà không ghi gì · Check everything without writing anything
    Check(check::Arguments),
    /// In: biển, nhãn, thẻ, áp phích, tờ gấp trên giấy, nhãn tờ, giấy cuộn, mica · Print: plaques, labels, cards, posters, leaflets on paper, sheets of
    /// labels, rolls, acrylic
    Print(Box<print::Arguments>),
    /// Các mã QR: đã cấp, đã in, đã chuyển, thôi dùng · The QR codes: given, printed, moved, retired
    Codes(codes::Arguments),
    /// Đọc lại các tệp đã dựng: mã QR có quét được không, đúng không, bền đến đâu · Read finished files back: do their QR codes scan, are they
    /// right, how much do they bear
    Verify(verify::Arguments),
    /// Đếm lượt quét theo biển, ngôn ngữ và ngày từ nhật ký máy chủ, không lưu địa chỉ của ai · Count scans per plaque, language and day from logs of
    /// web servers, keeping nobody's address
    Stats(stats::Arguments),
    /// In ra bản mô tả định dạng dữ liệu (Markdown) · Print the description of the catalogue format (Markdown)
    Reference,
}

/// Runs the command with these arguments (the first is the program's name).
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            drop(error.print());
            return ExitCode::from(code);
        }
    };
    if let Err(error) = parallel::prepare() {
        return told::failure_in(&Failure::Threads(error), options::usual_words());
    }
    match arguments.verb {
        Verb::Build(arguments) => build::run(&arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Print(arguments) => print::run(&arguments),
        Verb::Codes(arguments) => codes::run(&arguments),
        Verb::Verify(arguments) => verify::run(&arguments),
        Verb::Stats(arguments) => stats::run(&arguments),
        Verb::Reference => reference::run(),
    }
}
