//! `disan build`.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::options::Options;
use super::{progress, told};
use crate::diag::{Format, Words, any_error};
use crate::pipeline::{Report, Request, build};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,

    /// Chỉ dựng trang web, hoặc chỉ dựng bản in · Only the website, or only what is printed
    #[arg(long, value_name = "PART")]
    only: Option<Part>,

    /// Thư mục cho trang web · Folder for the website
    #[arg(long, value_name = "FOLDER", default_value = "public")]
    public: PathBuf,

    /// Thư mục cho bản in · Folder for what is printed
    #[arg(long, value_name = "FOLDER", default_value = "print")]
    print: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Part {
    Web,
    Print,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let options = &arguments.options;
    let begun = Instant::now();
    let request = Request {
        content: options.content.clone(),
        web: (arguments.only != Some(Part::Print)).then(|| arguments.public.clone()),
        print: (arguments.only != Some(Part::Web)).then(|| arguments.print.clone()),
        today: options.today(),
    };
    let bar = progress::bar(options.shows_progress());
    let result = build(&request, &|finished, all| progress::advance(&bar, finished, all));
    bar.finish_and_clear();
    let report = match result {
        Ok(report) => report,
        Err(failure) => return told::failure(&failure, options),
    };
    told::problems(&report.problems, options);
    if !any_error(&report.problems) && options.format() != Format::Json {
        told::say(&summary(&report, &request, begun.elapsed(), options.words()));
    }
    told::exit_code(&report.problems)
}

fn summary(report: &Report, request: &Request, time: Duration, words: Words) -> String {
    let Report { entries, pages, plaques, developed, narrated, read_back, new_codes, changed, .. } = report;
    let seconds = time.as_secs_f64();
    let mut out = match words {
        Words::Vietnamese => format!("{entries} mục, {pages} trang, {plaques} biển; {changed} tệp mới hoặc thay đổi; {seconds:.1} giây\n")
            .replace(&format!("{seconds:.1}"), &format!("{seconds:.1}").replace('.', ",")),
        Words::English => format!("{entries} entries, {pages} pages, {plaques} plaques; {changed} files new or changed; {seconds:.1} s\n"),
    };
    let lines = match words {
        Words::Vietnamese => ["trang web", "bản in", "mã QR mới, đã ghi vào"],
        Words::English => ["website", "print", "new QR codes, recorded in"],
    };
    for (name, folder) in [(lines[0], &request.web), (lines[1], &request.print)] {
        if let Some(folder) = folder {
            let _ = writeln!(out, "  {name}: {}/", folder.display());
        }
    }
    let done = match words {
        Words::Vietnamese => [
            format!("{developed} ảnh mới được xử lý, giữ lại trong .disan-cache/ cho lần sau"),
            format!("{narrated} lời thuyết minh mới, giữ lại trong .disan-cache/ cho lần sau"),
            format!("{read_back} tệp in mới đã được đọc thử: mã nào cũng quét được"),
        ],
        Words::English => [
            format!("photographs developed, kept in .disan-cache/ for the next build: {developed}"),
            format!("narrations made, kept in .disan-cache/ for the next build: {narrated}"),
            format!("new files for print read back, every code scans: {read_back}"),
        ],
    };
    for (_, line) in [developed, narrated, read_back].into_iter().zip(done).filter(|(count, _)| **count > 0) {
        let _ = writeln!(out, "  {line}");
    }
    if *new_codes > 0 {
        let _ = writeln!(out, "  {new_codes} {} {}", lines[2], request.content.join("ledger.yaml").display());
    }
    out
}
