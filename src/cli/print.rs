//! `disan print`: an order from the command line, or those of the catalogue; the list of what can be printed; the trial page.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::options::{MessageLanguage, Options};
use super::{progress, told};
use crate::catalogue::Wanted;
use crate::diag::{Words, any_error};
use crate::pipeline::{Failure, PrintRequest, Printed, What, print};
use crate::print::{FORMATS, Form, Stock};
use crate::send::send;
use crate::source::{files_in, read_bytes};

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // switches of a command line
pub(super) struct Arguments {
    /// Mục nào: loại, mục, hoặc mã; không ghi là tất cả · Which: kinds, entries, or codes; all without any: products, sites/chua-cau, 7K3F9
    #[arg(value_name = "WHAT")]
    what: Vec<String>,

    /// Chỉ loại này · Only this kind
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Chỉ các điểm dừng của tuyến này · Only the stops of this route
    #[arg(long, value_name = "ROUTE")]
    route: Option<String>,

    /// Chỉ mục có thẻ này · Only what has this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,

    /// Chỉ mục sửa sau đợt in này hoặc chưa in · Only what changed after this batch or was never printed
    #[arg(long, value_name = "BATCH")]
    changed_since: Option<String>,

    /// Mẫu in (xem --list); không ghi thì in các đơn trong catalogue.yaml · The format (see --list); without it the orders of catalogue.yaml are carried out
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<String>,

    /// Loại giấy (xem --list) · The stock (see --list)
    #[arg(long, value_name = "STOCK")]
    stock: Option<String>,

    /// Số bản của mỗi mục · Copies of each
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    copies: u32,

    /// Số nhãn đã bóc trên tờ đầu · Labels that are gone from the first sheet
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1_000))]
    skip: u32,

    /// Ngôn ngữ trên bản in: vi+en, vi, en · Languages of the print: vi+en, vi, en
    #[arg(long, value_name = "LANG", value_delimiter = '+')]
    lang: Vec<String>,

    /// Loại tệp, cách nhau bằng dấu phẩy: pdf, svg, png, dxf, zpl, tspl · Files, parted by commas: pdf, svg, png, dxf, zpl, tspl
    #[arg(long, value_name = "FILES", value_delimiter = ',')]
    files: Vec<String>,

    /// Độ phân giải của PNG (mặc định 300) và máy in nhiệt (mặc định 203) · Dots in an inch of PNG (default 300) and thermal printers (default 203)
    #[arg(long, value_name = "DPI", value_parser = clap::value_parser!(u32).range(72..=1_200))]
    dpi: Option<u32>,

    /// Vẽ viền quanh mỗi nhãn · Draw a border round each label
    #[arg(long)]
    borders: bool,

    /// Máy in đã đo, trong `printers` của catalogue.yaml · A measured printer, in `printers` of catalogue.yaml
    #[arg(long, value_name = "NAME")]
    printer: Option<String>,

    /// PDF/A để lưu trữ · PDF/A to be kept
    #[arg(long)]
    archive: bool,

    /// DXF: bề rộng tia cắt, mm · DXF: the beam's width, in mm
    #[arg(long, value_name = "MM", default_value_t = 0.0)]
    kerf: f64,

    /// DXF: lật ngược · DXF: mirrored
    #[arg(long)]
    mirrored: bool,

    /// DXF: khắc phần sáng · DXF: the light parts are engraved
    #[arg(long)]
    negative: bool,

    /// Gửi tệp zpl hoặc tspl tới máy in, như tcp://192.168.1.50:9100 · Send the zpl or tspl file to a printer, as tcp://192.168.1.50:9100
    #[arg(long, value_name = "ADDRESS")]
    send: Option<String>,

    /// Mã trên nhãn là liên kết GS1, có số lô và hạn dùng · A label's symbol is a GS1 link, with lot and expiry
    #[arg(long)]
    gs1: bool,

    /// Số lô · The lot
    #[arg(long, value_name = "LOT")]
    lot: Option<String>,

    /// Ngày sản xuất, như 2026-11-20 · The day of making, as 2026-11-20
    #[arg(long, value_name = "DATE")]
    made: Option<Date>,

    /// Vật liệu, ghi vào danh sách cho nhà in · The material, for the print shop's list
    #[arg(long, value_name = "TEXT")]
    material: Option<String>,

    /// Tên đơn in (mặc định: mẫu và giấy) · The order's name (default: format and stock)
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Các mẫu in và loại giấy · The formats and stocks
    #[arg(long)]
    list: bool,

    /// Trang in thử để đo máy in, có viền nhãn của --stock · A trial page to measure a printer by, with the labels of --stock
    #[arg(long)]
    calibrate: bool,

    /// Thư mục dữ liệu · Folder of the catalogue
    #[arg(long, value_name = "FOLDER", default_value = "content")]
    content: PathBuf,

    /// Thư mục cho bản in · Folder for what is printed
    #[arg(long, value_name = "FOLDER", default_value = "print")]
    print: PathBuf,

    /// Ngôn ngữ của thông báo · Language of messages
    #[arg(long, value_name = "LANG")]
    messages: Option<MessageLanguage>,

    /// Coi hôm nay là ngày này · Take this day for today
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let options = Options::of(&arguments.content, arguments.messages).on(arguments.today);
    if arguments.list {
        told::say(&list(options.words()));
        return ExitCode::SUCCESS;
    }
    let request = PrintRequest { content: arguments.content.clone(), print: arguments.print.clone(), what: what(arguments), today: options.today() };
    let bar = progress::bar(options.shows_progress());
    let result = print(&request, &|finished, all| progress::advance(&bar, finished, all));
    bar.finish_and_clear();
    match result {
        Err(failure) => told::failure(&failure, &options),
        Ok(printed) => {
            told::problems(&printed.problems, &options);
            if printed.orders.is_empty() && !any_error(&printed.problems) {
                return told::usage(match options.words() {
                    Words::Vietnamese => {
                        "chưa có gì để in; chọn mẫu bằng `--as` (xem `disan print --list`), hoặc ghi đơn in vào `print` trong `catalogue.yaml`"
                    }
                    Words::English => {
                        "there is nothing to print; name a format with `--as` (see `disan print --list`), or write orders into `print` in `catalogue.yaml`"
                    }
                });
            }
            if !any_error(&printed.problems) {
                told::say(&summary(&printed, options.words()));
                if let Some(Err(failure)) = arguments.send.as_deref().map(|address| send_all(&printed, address)) {
                    return told::failure(&failure, &options);
                }
            }
            told::exit_code(&printed.problems)
        }
    }
}

fn what(arguments: &Arguments) -> What {
    if arguments.calibrate {
        return What::Calibration { stock: arguments.stock.clone(), printer: arguments.printer.clone() };
    }
    arguments.format.clone().map_or(What::All, |format| What::One(Box::new(wanted(arguments, format))))
}

fn wanted(arguments: &Arguments, format: String) -> Wanted {
    let parts = [Some(&format), arguments.stock.as_ref()].into_iter().flatten();
    let name = arguments.name.clone().unwrap_or_else(|| parts.map(|part| part.to_lowercase()).collect::<Vec<_>>().join("-"));
    Wanted {
        name,
        format,
        stock: arguments.stock.clone(),
        what: arguments.what.iter().chain(&arguments.kind).cloned().collect(),
        route: arguments.route.clone(),
        tag: arguments.tag.clone(),
        changed_since: arguments.changed_since.clone(),
        copies: arguments.copies as usize,
        skip: arguments.skip as usize,
        languages: arguments.lang.clone(),
        files: arguments.files.clone(),
        dpi: arguments.dpi,
        borders: arguments.borders,
        printer: arguments.printer.clone(),
        archive: arguments.archive,
        kerf: arguments.kerf,
        mirrored: arguments.mirrored,
        negative: arguments.negative,
        gs1: arguments.gs1,
        lot: arguments.lot.clone(),
        made: arguments.made,
        material: arguments.material.clone(),
        places: Vec::new(),
    }
}

fn summary(printed: &Printed, words: Words) -> String {
    let mut out = String::new();
    for (folder, pieces, pages) in &printed.orders {
        let folder = folder.display();
        let _ = match words {
            Words::Vietnamese => writeln!(out, "{pieces} bản trên {pages} trang: {folder}/"),
            Words::English => writeln!(out, "{pieces} pieces on {pages} pages: {folder}/"),
        };
    }
    out
}

/// Sends what thermal printers take, order by order.
fn send_all(printed: &Printed, address: &str) -> Result<(), Failure> {
    for (folder, ..) in &printed.orders {
        let files = files_in(folder)?;
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "zpl" || ending == "tspl")) {
            send(address, &read_bytes(file)?).map_err(|error| Failure::Printer(address.to_owned(), error))?;
        }
    }
    Ok(())
}

/// The formats, and the stocks with a small picture of each.
fn list(words: Words) -> String {
    let at = usize::from(words == Words::English);
    let mut out = format!("{}\n\n", ["MẪU IN (--as)", "FORMATS (--as)"][at]);
    for format in FORMATS {
        let [width, height] = format.size;
        let _ = writeln!(out, "  {:<22} {:>3} × {:<3} mm  {}", format.name, width, height, format.help[at]);
    }
    let _ = writeln!(out, "\n{}\n", ["GIẤY (--stock)", "STOCKS (--stock)"][at]);
    for stock in Stock::known() {
        let _ = writeln!(out, "  {}", stock.name);
        let told = told_stock(&stock, words);
        let picture = stock.picture();
        let lines = picture.lines().count().max(told.len());
        for line in 0..lines {
            let drawn = picture.lines().nth(line).unwrap_or_default();
            let text = told.get(line).map(String::as_str).unwrap_or_default();
            let _ = writeln!(out, "{}", format!("    {drawn:<22} {text}").trim_end());
        }
        out.push('\n');
    }
    out
}

fn told_stock(stock: &Stock, words: Words) -> Vec<String> {
    let [width, height] = stock.page;
    let size = |[width, height]: [f64; 2]| match words {
        Words::Vietnamese => format!("{width} × {height} mm").replace('.', ","),
        Words::English => format!("{width} × {height} mm"),
    };
    let is_english = words == Words::English;
    let mut lines = match stock.form {
        Form::Plain => vec![size([width, height])],
        Form::Labels(labels) => {
            let count = labels.per_sheet();
            vec![if is_english { format!("{count} labels of {}", size(labels.size)) } else { format!("{count} nhãn {}", size(labels.size)) }]
        }
        Form::Roll { gap } => vec![if is_english {
            format!("roll, {}, gap {gap} mm", size([width, height]))
        } else {
            format!("giấy cuộn, {}, khe {gap} mm", size([width, height]))
        }],
    };
    lines.push(stock.source.clone());
    lines
}
