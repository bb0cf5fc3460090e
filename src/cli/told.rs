//! What is told at the end: problems, failures, and the exit code.

use std::io::Write;
use std::process::ExitCode;

use anstream::AutoStream;

use super::options::Options;
use crate::diag::{Format, Problem, Severity, Words, any_error, tell};
use crate::disk::{DiskError, Doing};
use crate::pipeline::Failure;
use crate::publish::Unusable;
use crate::text::{printable_json, printable_lines};

/// Tells problems: as JSON on standard output, else on standard error with a count.
pub(super) fn problems(problems: &[Problem], options: &Options) {
    let words = options.words();
    if options.format() == Format::Json {
        give(&tell(problems, words, Format::Json, false));
        return;
    }
    let mut out = AutoStream::auto(std::io::stderr());
    drop(out.write_all(tell(problems, words, options.format(), true).as_bytes()));
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    let warnings = problems.len() - errors;
    if errors + warnings > 0 {
        let line = match words {
            Words::Vietnamese => format!("{errors} lỗi, {warnings} lưu ý\n"),
            Words::English => format!("{}, {}\n", counted(errors, "error"), counted(warnings, "warning")),
        };
        drop(out.write_all(line.as_bytes()));
    }
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The exit code of a run with these problems.
pub(super) fn exit_code(problems: &[Problem]) -> ExitCode {
    ExitCode::from(u8::from(any_error(problems)))
}

/// Tells why nothing could be done.
pub(super) fn failure(failure: &Failure, options: &Options) -> ExitCode {
    failure_in(failure, options.words())
}

/// Tells why nothing could be done, in a language.
pub(super) fn failure_in(failure: &Failure, words: Words) -> ExitCode {
    let (line, code) = match words {
        Words::Vietnamese => in_vietnamese(failure),
        Words::English => in_english(failure),
    };
    drop(AutoStream::auto(std::io::stderr()).write_all(format!("{}\n", printable_lines(&line)).as_bytes()));
    ExitCode::from(code)
}

/// Tells that the command was wrong.
pub(super) fn usage(line: &str) -> ExitCode {
    drop(AutoStream::auto(std::io::stderr()).write_all(format!("{}\n", printable_lines(line)).as_bytes()));
    ExitCode::from(2)
}

fn in_vietnamese(failure: &Failure) -> (String, u8) {
    match failure {
        Failure::Unusable(folder, Unusable::NotOurs) => {
            (format!("`{}` có những tệp không do disan tạo ra nên không bị thay thế; hãy chọn thư mục khác hoặc dọn nó đi", folder.display()), 2)
        }
        Failure::Unusable(folder, Unusable::Busy) => (format!("một lần dựng khác đang ghi vào `{}`; hãy đợi nó xong", folder.display()), 3),
        Failure::Unusable(folder, Unusable::LinkToNothing(target)) => {
            (format!("`{}` là liên kết tới `{}`, nhưng ở đó không có gì; hãy tạo thư mục ấy hoặc sửa liên kết", folder.display(), target.display()), 2)
        }
        Failure::Unusable(_, Unusable::Disk(error)) | Failure::Disk(error) => (disk_in_vietnamese(error), 3),
        Failure::Overlap(a, b) => (format!("`{}` và `{}` nằm trong nhau; hãy chọn thư mục riêng cho từng thứ", a.display(), b.display()), 2),
        Failure::Threads(error) => (format!("máy không còn chỗ cho một luồng xử lý nào nữa: {error}; hãy đóng bớt chương trình rồi chạy lại"), 3),
        Failure::Printer(address, error) => {
            (format!("máy in ở `{address}` không nhận: {error}; xem máy đã bật và đúng địa chỉ chưa, hoặc chép tệp vào máy in"), 3)
        }
    }
}

fn in_english(failure: &Failure) -> (String, u8) {
    match failure {
        Failure::Unusable(folder, Unusable::NotOurs) => {
            (format!("`{}` has files that disan did not make, so it is not replaced; choose another folder or clear it", folder.display()), 2)
        }
        Failure::Unusable(folder, Unusable::Busy) => (format!("another build is writing to `{}`; wait for it", folder.display()), 3),
        Failure::Unusable(folder, Unusable::LinkToNothing(target)) => {
            (format!("`{}` is a link to `{}`, which is not there; create that folder or correct the link", folder.display(), target.display()), 2)
        }
        Failure::Unusable(_, Unusable::Disk(error)) | Failure::Disk(error) => (disk_in_english(error), 3),
        Failure::Overlap(a, b) => (format!("`{}` and `{}` lie in one another; choose a folder for each", a.display(), b.display()), 2),
        Failure::Threads(error) => (format!("the machine has no room for another thread: {error}; close some programs and run the command again"), 3),
        Failure::Printer(address, error) => {
            (format!("the printer at `{address}` takes nothing: {error}; see that it is on and the address right, or copy the file to it"), 3)
        }
    }
}

fn disk_in_vietnamese(DiskError { doing, path, error }: &DiskError) -> String {
    let path = path.display();
    match doing {
        Doing::Reading => format!("không đọc được `{path}`: {error}"),
        Doing::Listing => format!("không xem được thư mục `{path}`: {error}"),
        Doing::Writing => format!("không ghi được `{path}`: {error}"),
        Doing::MakingFolder => format!("không tạo được thư mục `{path}`: {error}"),
        Doing::Replacing => format!("không thay được `{path}` bằng bản mới: {error}"),
        Doing::Removing => format!("không xóa được `{path}`: {error}"),
        Doing::Locking => format!("không khóa được `{path}` để các lệnh khác không ghi cùng lúc: {error}"),
    }
}

fn disk_in_english(DiskError { doing, path, error }: &DiskError) -> String {
    let path = path.display();
    match doing {
        Doing::Reading => format!("cannot read `{path}`: {error}"),
        Doing::Listing => format!("cannot list the folder `{path}`: {error}"),
        Doing::Writing => format!("cannot write `{path}`: {error}"),
        Doing::MakingFolder => format!("cannot create the folder `{path}`: {error}"),
        Doing::Replacing => format!("cannot replace `{path}` with its new version: {error}"),
        Doing::Removing => format!("cannot remove `{path}`: {error}"),
        Doing::Locking => format!("cannot lock `{path}`, which keeps other commands from writing at the same time: {error}"),
    }
}

/// Tells people something on standard output: names and paths from elsewhere do nothing to their terminal. A reader that went away is no error.
pub(super) fn say(text: &str) {
    give(&printable_lines(text));
}

/// Tells a result in the form that was asked for.
pub(super) fn result(text: &str, options: &Options) {
    match options.format() {
        Format::Json => give(&printable_json(text)),
        Format::Full | Format::Short => say(text),
    }
}

/// Gives what programs read, as it is.
pub(super) fn give(text: &str) {
    drop(AutoStream::auto(std::io::stdout()).write_all(text.as_bytes()));
}
