//! `disan stats`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::options::{MessageLanguage, Options};
use super::told;
use crate::diag::Words;
use crate::stats::{Form, Log, Order, count, told as in_form, write};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Nhật ký máy chủ (nginx, Apache, Caddy), cả tệp .gz; `-` là đầu vào chuẩn · Logs of web servers (nginx, Apache, Caddy), .gz too; `-` is
    /// standard input
    #[arg(value_name = "LOGS", required = true)]
    logs: Vec<PathBuf>,

    /// Thư mục dữ liệu · Folder of the catalogue
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    content: PathBuf,

    /// Ngôn ngữ của kết quả (mặc định theo máy, nếu không thì tiếng Việt) · Language of the result (default: the system's, else Vietnamese)
    #[arg(long, value_name = "LANG")]
    lang: Option<MessageLanguage>,

    /// Dạng kết quả: bảng, CSV cho bảng tính, một trang HTML có biểu đồ, hoặc JSON · Form of the result: a table, CSV for spreadsheets, one HTML
    /// page with charts, or JSON
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ResultForm,

    /// Ghi kết quả vào tệp này · Write the result into this file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Ngày đầu, như 2026-11-01 · First day, as 2026-11-01
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,

    /// Ngày cuối · Last day
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,

    /// Cùng một người mở lại cùng địa chỉ trong chừng ấy phút thì chỉ tính một lần · A visitor who opens the same address again within so many
    /// minutes counts once
    #[arg(long, value_name = "MINUTES", default_value_t = 10, value_parser = clap::value_parser!(u32).range(0..=1440))]
    again: u32,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ResultForm {
    Table,
    Csv,
    Html,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let options = Options::of(&arguments.content, arguments.lang);
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && to < from
    {
        return told::usage(match options.words() {
            Words::Vietnamese => "ngày cuối (`--to`) đứng trước ngày đầu (`--from`)",
            Words::English => "the last day (`--to`) is before the first (`--from`)",
        });
    }
    let (content, today) = (options.content.clone(), options.today());
    let order = Order { content, from: arguments.from, to: arguments.to, window: arguments.again, today };
    let report = match count(&order, arguments.logs.iter().map(|path| log(path)).collect()) {
        Err(failure) => return told::failure(&failure, &options),
        Ok(Err(problems)) => {
            told::problems(&problems, &options);
            return ExitCode::from(1);
        }
        Ok(Ok(report)) => report,
    };
    let text = in_form(&report, form(arguments.format), options.words());
    match &arguments.output {
        None => told::give(&text),
        Some(file) => {
            if let Err(failure) = write(&text, file) {
                return told::failure(&failure, &options);
            }
        }
    }
    ExitCode::SUCCESS
}

fn log(path: &Path) -> Log {
    if path.as_os_str() == "-" { Log::Input(Box::new(std::io::stdin())) } else { Log::File(path.to_path_buf()) }
}

fn form(form: ResultForm) -> Form {
    match form {
        ResultForm::Table => Form::Table,
        ResultForm::Csv => Form::Csv,
        ResultForm::Html => Form::Html,
        ResultForm::Json => Form::Json,
    }
}
