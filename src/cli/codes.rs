//! `disan codes`: the codes and what became of them; `disan codes printed` records what went to the print shop; `move_host` has the third verb.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::options::Options;
use super::{move_host, told};
use crate::catalogue::{Catalogue, CodeState, Given};
use crate::codes::{Printing, codes, record_printing};
use crate::diag::{Format, Words, any_error};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,

    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Ghi lại những mã đã gửi nhà in · Record what went to the print shop
    Printed {
        /// Tên đợt in · Name of the batch
        #[arg(long, value_name = "NAME")]
        batch: String,

        /// Mọi mã của bộ dữ liệu · Every code of the catalogue
        #[arg(long)]
        all: bool,

        /// Mã, tệp biển, hoặc mục: 7K3F9, print/plaques/7K3F9.pdf, sites/chua-cau · Codes, files of plaques, or entries
        #[arg(value_name = "WHAT", required_unless_present = "all")]
        what: Vec<String>,

        #[command(flatten)]
        options: Options,
    },
    /// Đổi tên miền: những gì tên miền cũ phải trả lời để mã đã in vẫn dùng được, và biển nào nên in lại · Leave a host: what it must serve so
    /// that printed codes keep working, and which plaques to print again
    MoveHost {
        /// Tên miền cũ · The old host
        #[arg(value_name = "OLD")]
        old: String,

        /// Tên miền mới · The new host
        #[arg(value_name = "NEW")]
        new: String,

        /// Thư mục cho tên miền cũ · Folder for the old host
        #[arg(long, value_name = "FOLDER", default_value = "old-host")]
        out: PathBuf,

        #[command(flatten)]
        options: Options,
    },
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match &arguments.verb {
        None => list(&arguments.options),
        Some(Verb::Printed { batch, all, what, options }) => printed(batch, *all, what, options),
        Some(Verb::MoveHost { old, new, out, options }) => move_host::run(old, new, out, options),
    }
}

fn list(options: &Options) -> ExitCode {
    match codes(&options.content, options.today()) {
        Err(failure) => told::failure(&failure, options),
        Ok((None, problems)) => {
            told::problems(&problems, options);
            ExitCode::from(1)
        }
        Ok((Some(catalogue), problems)) => {
            told::problems(&problems, options);
            told::result(&table(&catalogue, options), options);
            told::exit_code(&problems)
        }
    }
}

/// One line a code: code, state, entry, first and last printing.
fn table(catalogue: &Catalogue, options: &Options) -> String {
    let mut out = String::new();
    for (code, given) in catalogue.ledger.codes() {
        let (first, last) = (given.printed.first(), given.printed.last());
        if options.format() == Format::Json {
            let printed: Vec<_> = given.printed.iter().map(|(batch, date)| serde_json::json!({"batch": batch, "date": date})).collect();
            let line = serde_json::json!({
                "code": code.to_string(),
                "state": key(given.state()),
                "entry": given.entry.to_string(),
                "leads_to": given.leads_to().map(ToString::to_string),
                "printed": printed,
            });
            let _ = writeln!(out, "{line}");
            continue;
        }
        let told = |printing: Option<&(String, String)>| printing.map(|(batch, date)| format!("{date} {batch}")).unwrap_or_default();
        let last = if given.printed.len() > 1 { told(last) } else { String::new() };
        let line = format!("{code}  {:<11}  {:<45}  {:<28}  {last}", state(given.state(), options.words()), where_to(given), told(first));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn where_to(given: &Given) -> String {
    match &given.moved {
        Some(moved) => format!("{} → {moved}", given.entry),
        None => given.entry.to_string(),
    }
}

fn key(state: CodeState) -> &'static str {
    match state {
        CodeState::Given => "given",
        CodeState::Printed => "printed",
        CodeState::Moved => "moved",
        CodeState::Retired => "retired",
    }
}

fn state(state: CodeState, words: Words) -> &'static str {
    match (words, state) {
        (Words::English, state) => key(state),
        (Words::Vietnamese, CodeState::Given) => "đã cấp",
        (Words::Vietnamese, CodeState::Printed) => "đã in",
        (Words::Vietnamese, CodeState::Moved) => "đã chuyển",
        (Words::Vietnamese, CodeState::Retired) => "thôi dùng",
    }
}

fn printed(batch: &str, all: bool, what: &[String], options: &Options) -> ExitCode {
    let printing = Printing { batch, date: options.today(), what: if all { None } else { Some(what) } };
    match record_printing(&options.content, &printing) {
        Err(failure) => told::failure(&failure, options),
        Ok(recorded) => {
            told::problems(&recorded.problems, options);
            if !recorded.unknown.is_empty() {
                return told::usage(&unknown(&recorded.unknown, options.words()));
            }
            if !any_error(&recorded.problems) {
                let count = recorded.codes;
                told::say(&match options.words() {
                    Words::Vietnamese => format!("đã ghi {count} mã vào đợt “{batch}”\n"),
                    Words::English => format!("{count} codes recorded in batch “{batch}”\n"),
                });
            }
            told::exit_code(&recorded.problems)
        }
    }
}

fn unknown(names: &[String], words: Words) -> String {
    let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match words {
        Words::Vietnamese => format!("không có mã nào ứng với {names}; không ghi gì. Xem các mã bằng `disan codes`"),
        Words::English => format!("no code belongs to {names}; nothing was recorded. `disan codes` lists the codes"),
    }
}
