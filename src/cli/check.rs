//! `disan check`.

use std::process::ExitCode;

use clap::Args;

use super::options::Options;
use super::{progress, told};
use crate::diag::{Format, Words};
use crate::pipeline::{Request, check};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let options = &arguments.options;
    // both parts are checked; the folders are not touched
    let request = Request { content: options.content.clone(), web: Some("public".into()), print: Some("print".into()), today: options.today() };
    let bar = progress::bar(options.shows_progress());
    let result = check(&request, &|finished, all| progress::advance(&bar, finished, all));
    bar.finish_and_clear();
    let report = match result {
        Ok(report) => report,
        Err(failure) => return told::failure(&failure, options),
    };
    told::problems(&report.problems, options);
    if report.problems.is_empty() && options.format() != Format::Json {
        told::say(&match options.words() {
            Words::Vietnamese => format!("{} mục, không có lỗi nào\n", report.entries),
            Words::English => format!("{} entries, nothing wrong\n", report.entries),
        });
    }
    told::exit_code(&report.problems)
}
