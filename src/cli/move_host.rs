//! `disan codes move-host`: what the old host must serve, what to change, which plaques to print again.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::options::Options;
use super::told;
use crate::catalogue::host_name;
use crate::codes::{Move, Moved, Plaque, Refused, move_host};
use crate::diag::{Format, Words, any_error};

pub(super) fn run(old: &str, new: &str, out: &PathBuf, options: &Options) -> ExitCode {
    let words = options.words();
    let (Some(old), Some(new)) = (host_name(old), host_name(new)) else {
        return told::usage(match words {
            Words::Vietnamese => "hãy ghi hai tên miền: cũ rồi mới, như `disan codes move-host cu.example.vn moi.example.vn`",
            Words::English => "name two hosts, the old one and then the new one, as `disan codes move-host old.example.vn new.example.vn`",
        });
    };
    let hosts = Move { old: &old, new: &new, out };
    let moved = match move_host(&options.content, &hosts, options.today()) {
        Ok(moved) => moved,
        Err(failure) => return told::failure(&failure, options),
    };
    told::problems(&moved.problems, options);
    if let Some(why) = &moved.refused {
        return told::usage(&refused(why, &hosts, words));
    }
    if !any_error(&moved.problems) {
        let told = if options.format() == Format::Json {
            moved.plaques.iter().map(json).collect()
        } else {
            steps(&moved, &hosts, &options.content, words) + &table(&moved, &hosts, words)
        };
        told::result(&told, options);
    }
    told::exit_code(&moved.problems)
}

fn refused(why: &Refused, hosts: &Move<'_>, words: Words) -> String {
    let Move { old, new, .. } = hosts;
    match (words, why) {
        (Words::Vietnamese, Refused::Same) => format!("tên miền cũ và mới cùng là `{old}`; không ghi gì"),
        (Words::English, Refused::Same) => format!("the old and the new host are both `{old}`; nothing was written"),
        (Words::Vietnamese, Refused::NotOurs(host)) => {
            format!("bộ dữ liệu này ở `{host}`, chưa từng ở `{old}`; không ghi gì. Nếu trước đây có dùng, thêm `former_hosts: [{old}]` vào catalogue.yaml")
        }
        (Words::English, Refused::NotOurs(host)) => {
            format!("this catalogue is at `{host}` and never was at `{old}`; nothing was written. If it was, add `former_hosts: [{old}]` to catalogue.yaml")
        }
        (Words::Vietnamese, Refused::Elsewhere(host)) => {
            format!("bộ dữ liệu đã rời `{old}` và nay ở `{host}`, không phải `{new}`; không ghi gì. Hãy dùng `disan codes move-host {old} {host}`")
        }
        (Words::English, Refused::Elsewhere(host)) => {
            format!("the catalogue has left `{old}` and is at `{host}` now, not at `{new}`; nothing was written. Use `disan codes move-host {old} {host}`")
        }
    }
}

/// What to do, in the order to do it.
fn steps(moved: &Moved, hosts: &Move<'_>, content: &Path, words: Words) -> String {
    let Move { old, new, out } = hosts;
    let (out, settings, line) = (out.display(), content.join("catalogue.yaml"), moved.line);
    let settings = settings.display();
    let lines = format!("       base_url: https://{new}\n       former_hosts: [{}]\n", moved.former_hosts.join(", "));
    match words {
        Words::Vietnamese => {
            let change = if moved.is_new { "có đủ hai dòng này" } else { "sửa thành" };
            format!(
                "{out}/ là những gì `{old}` phải trả lời từ nay. Các bước:
  1. Trong {settings}, dòng {line}, {change}:
{lines}  2. Chạy `disan build`, đưa public/ lên `{new}` và mở thử một mã.
  3. Thay những gì đang ở `{old}` bằng nội dung {out}/ (cả tệp ẩn). Máy chủ nginx: xem {out}/.hosts/nginx.conf.
  4. Giữ tên miền `{old}` và chứng chỉ https của nó chừng nào biển cũ còn treo.
"
            )
        }
        Words::English => {
            let change = if moved.is_new { "these two lines must stand" } else { "write" };
            format!(
                "{out}/ is what `{old}` must serve from now on. What to do:
  1. In {settings}, line {line}, {change}:
{lines}  2. Run `disan build`, put public/ on `{new}` and try a code.
  3. Replace what is on `{old}` with what is in {out}/ (hidden files too). For an nginx server see {out}/.hosts/nginx.conf.
  4. Keep the domain `{old}` and its https certificate as long as old plaques hang.
"
            )
        }
    }
}

/// One line a plaque: code, entry, batches.
fn table(moved: &Moved, hosts: &Move<'_>, words: Words) -> String {
    let old = hosts.old;
    let mut out = match (words, moved.plaques.is_empty()) {
        (Words::Vietnamese, true) => "\nSổ mã chưa ghi lần in nào: không có biển nào phải in lại.\n".to_owned(),
        (Words::English, true) => "\nThe ledger records no printing: no plaque needs to be printed again.\n".to_owned(),
        (Words::Vietnamese, false) => format!("\nBiển mang `{old}`, nên in lại khi có dịp (trừ những đợt in sau khi đổi tên miền):\n"),
        (Words::English, false) => format!("\nPlaques that name `{old}`, to be printed again in time (but not batches printed after the move):\n"),
    };
    for Plaque { code, entry, printed } in &moved.plaques {
        let batches: Vec<String> = printed.iter().map(|(batch, date)| format!("{date} {batch}")).collect();
        let _ = writeln!(out, "  {code}  {:<45}  {}", entry.to_string(), batches.join(", "));
    }
    out
}

fn json(plaque: &Plaque) -> String {
    let printed: Vec<_> = plaque.printed.iter().map(|(batch, date)| serde_json::json!({"batch": batch, "date": date})).collect();
    let line = serde_json::json!({"code": plaque.code.to_string(), "entry": plaque.entry.to_string(), "printed": printed});
    format!("{line}\n")
}
