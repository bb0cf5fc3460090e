//! Faults of orders in both languages, side by side: the sentence and the way out.

use super::shop::ShopFault as Fault;

/// The sentence and the hint in Vietnamese.
pub(super) fn vietnamese(fault: &Fault) -> (String, String) {
    let say = |sentence: String, hint: &str| (sentence, hint.to_owned());
    match fault {
        Fault::UnknownStock { name, nearest } => {
            (format!("không có loại giấy `{name}`"), meant_vi(nearest.as_deref(), "xem các loại giấy bằng `disan print --list`"))
        }
        Fault::StockOverflows { stock, right, by } => say(
            format!("nhãn của giấy `{stock}` vượt mép {} {}", if *right { "phải" } else { "dưới" }, mm_vi(*by)),
            "đo lại: lề, bước từ mép nhãn này đến mép nhãn kế, số hàng và số cột",
        ),
        Fault::StockOverlaps { stock, across, by } => say(
            format!("nhãn của giấy `{stock}` chồng lên nhau {} theo chiều {}", mm_vi(*by), if *across { "ngang" } else { "dọc" }),
            "bước đo từ mép nhãn này đến cùng mép của nhãn kế, nên không thể nhỏ hơn nhãn",
        ),
        Fault::StockUneven { stock, across, by } => say(
            format!("lề {} của giấy `{stock}` lệch nhau {}", if *across { "trái và phải" } else { "trên và dưới" }, mm_vi(*by)),
            "giấy nhãn thường cắt cân đối; đo lại, rồi in thử bằng `disan print --calibrate`",
        ),
        Fault::StockUnclear { stock, keys } => say(format!("giấy `{stock}` thiếu thông số"), &format!("ghi đủ {} hoặc bỏ hết", listed(keys, "và"))),
        Fault::Unknown { what, key, nearest } => (
            format!("`{what}` ở `{key}` không ứng với mục nào"),
            meant_vi(nearest.as_deref(), "ghi loại mục (`products`), một mục (`products/che-thai`) hoặc mã in trên biển"),
        ),
        Fault::Nothing => {
            say("không có gì để in".to_owned(), "không mục nào hợp cả với lựa chọn lẫn mẫu in; bớt điều kiện, hoặc xem mẫu in bằng `disan print --list`")
        }
        Fault::WrongKind { format, entry, of } => say(format!("mẫu `{format}` không dành cho `{entry}`"), &format!("mẫu này dành cho {}", listed(of, "và"))),
        Fault::TooLarge { format, stock, by } => say(
            format!("mẫu `{format}` không đặt vừa giấy `{stock}`: thiếu {}", sides(*by, "chiều ngang", "chiều dọc", "và", mm_vi)),
            "chọn giấy lớn hơn hoặc mẫu nhỏ hơn; lề để máy in là 10 mm mỗi bên",
        ),
        Fault::NoRoom { piece, has, needs, module } => say(
            format!("`{piece}`: chỗ cho mã QR chỉ {}, mã cần {}", mm_vi(*has), mm_vi(*needs)),
            &format!("ô nhỏ nhất là {}; chọn nhãn cao hoặc rộng hơn {}, hoặc mẫu khác", mm_vi(*module), mm_vi(needs - has)),
        ),
        Fault::Tight { piece, what, lacks } => say(
            format!("`{piece}`: {} không vừa dù đã in chữ nhỏ nhất, thiếu {}", part_vi(what), mm_vi(*lacks)),
            "rút gọn chữ, in một ngôn ngữ (`--lang vi`), hoặc chọn giấy lớn hơn",
        ),
        Fault::LeftOut { piece, what, lacks, more } => say(
            format!("`{piece}`: không đủ chỗ nên không in {}; cần cao thêm {}{}", fields(what), mm_vi(*lacks), others(*more, "số bản khác cũng thiếu")),
            "chọn giấy lớn hơn, in một ngôn ngữ (`--lang vi`) hoặc rút gọn chữ; nhãn hàng hóa thiếu gì thì in ở chỗ khác trên bao bì",
        ),
        Fault::Small { piece, text, size, least, distance } => say(
            format!("`{piece}`: chữ “{}” cỡ {} pt, đọc từ {} m phải ít nhất {} pt", short(text), comma(*size, 1), comma(*distance, 2), comma(*least, 1)),
            "tăng cỡ chữ trong mẫu in của giao diện: chữ hoa phải cao bằng khoảng cách chia 150",
        ),
        Fault::StarsExpired { piece, last } => {
            say(format!("`{piece}`: chứng nhận OCOP đã hết hạn ngày {last}, bản in không có sao"), "ghi quyết định mới vào `ocop`, hoặc xóa `ocop`")
        }
        Fault::BadLot { lot, letter } => say(
            match letter {
                Some(letter) => format!("số lô `{lot}` có ký tự `{letter}` mà mã GS1 không nhận"),
                None => format!("số lô `{lot}` dài quá hoặc để trống"),
            },
            "số lô có 1 đến 20 ký tự: chữ cái không dấu, chữ số và dấu như `-` `.` `_`",
        ),
        Fault::LotUnanswered { piece, lot, on, opens_on } => say(
            match on.as_slice() {
                [] => format!("`{piece}`: liên kết GS1 có lô `{lot}` cần máy chủ có quy tắc, mà `hosts` chưa ghi máy chủ nào"),
                on => format!("`{piece}`: liên kết GS1 có lô `{lot}` không mở được trên {}", listed(on, "và")),
            },
            lot_hint_vi(lot, opens_on),
        ),
        Fault::NoShelfLife { piece } => {
            say(format!("`{piece}` có ngày sản xuất nhưng không có hạn dùng"), "ghi `shelf_life` vào sản phẩm, như `shelf_life: {months: 12}`")
        }
        Fault::AlreadyExpired { piece, last } => say(format!("`{piece}`: hạn dùng {last} đã qua"), "xem lại `--made` và `shelf_life`"),
        Fault::NoGtin { piece } => say(format!("`{piece}` chưa có mã GTIN nên không có liên kết GS1"), "ghi `gtin` vào sản phẩm, hoặc bỏ `link: gs1`"),
        Fault::NoPayment { piece } => {
            say(format!("`{piece}` chưa công bố tài khoản để nhận tiền"), "ghi `payment` vào nơi làm ra: ngân hàng, số tài khoản, tên chủ")
        }
        Fault::WrongFile { file, stock } => say(
            format!("không làm được tệp `{file}` trên giấy `{stock}`"),
            "`zpl` và `tspl` cần giấy cuộn (`roll-50x30`…); `svg`, `png`, `dxf` là từng mẫu một nên không cần tờ nhãn",
        ),
        Fault::PicturesLeftOut { piece, count } => {
            say(format!("`{piece}`: {count} hình bằng điểm ảnh không khắc được nên bị bỏ khỏi DXF"), "dùng mẫu in không có ảnh, hoặc in ảnh riêng")
        }
        Fault::FinerThanBeam { piece, count, kerf } => say(
            format!("`{piece}`: {count} nét mảnh hơn tia cắt {} mm nên mất khỏi DXF", comma(*kerf, 2)),
            "khắc cỡ lớn hơn, dùng tia nhỏ hơn, hoặc ghi lại `kerf`",
        ),
        Fault::BadDots { dpi } => say(format!("không có đầu in nhiệt {dpi} dpi"), "đầu in nhiệt có 203, 300 hoặc 600 dpi"),
        Fault::TwoSided { format, stock, size: [width, height] } => say(
            format!("mẫu `{format}` có hai mặt nên không in được trên giấy `{stock}`"),
            &format!("bỏ `stock`, hoặc chọn giấy đúng cỡ {width} × {height} mm"),
        ),
        Fault::OutOfReach { printer, by } => say(
            format!("máy in `{printer}` thu nhỏ đến mức nhãn ngoài cùng nằm ngoài tờ giấy {}", mm_vi(*by)),
            "in ở 100 % (“Actual size”), đừng chọn “Fit to page”, rồi đo lại bằng `disan print --calibrate`",
        ),
        Fault::BadPrinter { name, percent } => say(
            format!("số đo của máy in `{name}` cho ra {}% kích thước thật", comma(*percent, 1)),
            "đo lại trên trang của `disan print --calibrate`: giữa hai vạch ngang là 150 mm, giữa hai vạch dọc là 240 mm",
        ),
    }
}

/// The sentence and the hint in English.
#[allow(clippy::too_many_lines)] // one arm a kind: the compiler lists what a new kind needs
pub(super) fn english(fault: &Fault) -> (String, String) {
    let say = |sentence: String, hint: &str| (sentence, hint.to_owned());
    match fault {
        Fault::UnknownStock { name, nearest } => (format!("there is no stock `{name}`"), meant_en(nearest.as_deref(), "`disan print --list` shows the stocks")),
        Fault::StockOverflows { stock, right, by } => say(
            format!("labels of the stock `{stock}` reach over the {} edge by {}", if *right { "right" } else { "lower" }, mm_en(*by)),
            "measure again: margins, from one label's edge to the next one's, rows and columns",
        ),
        Fault::StockOverlaps { stock, across, by } => say(
            format!("labels of the stock `{stock}` lie over each other by {} {}", mm_en(*by), if *across { "side by side" } else { "one below the other" }),
            "the pitch goes from one label's edge to the same edge of the next, so it cannot be less than the label",
        ),
        Fault::StockUneven { stock, across, by } => say(
            format!("the {} margins of the stock `{stock}` differ by {}", if *across { "left and right" } else { "upper and lower" }, mm_en(*by)),
            "sheets are mostly cut evenly; measure again, then print a trial page with `disan print --calibrate`",
        ),
        Fault::StockUnclear { stock, keys } => {
            say(format!("the stock `{stock}` lacks measures"), &format!("write all of {} or none of them", listed(keys, "and")))
        }
        Fault::Unknown { what, key, nearest } => (
            format!("`{what}` at `{key}` names nothing here"),
            meant_en(nearest.as_deref(), "write a kind (`products`), an entry (`products/che-thai`) or a printed code"),
        ),
        Fault::Nothing => {
            say("there is nothing to print".to_owned(), "no entry fits both the choice and the format; ask for less, or see `disan print --list`")
        }
        Fault::WrongKind { format, entry, of } => say(format!("the format `{format}` is not for `{entry}`"), &format!("it is for {}", listed(of, "and"))),
        Fault::TooLarge { format, stock, by } => say(
            format!("the format `{format}` does not go onto `{stock}`: it lacks {}", sides(*by, "in width", "in height", "and", mm_en)),
            "take a larger paper or a smaller format; printers need 10 mm on each side",
        ),
        Fault::NoRoom { piece, has, needs, module } => say(
            format!("`{piece}`: the QR code has a field of {} and needs {}", mm_en(*has), mm_en(*needs)),
            &format!("the smallest module is {}; take a label that is {} higher or wider, or another format", mm_en(*module), mm_en(needs - has)),
        ),
        Fault::Tight { piece, what, lacks } => say(
            format!("`{piece}`: {} does not fit even in the smallest letters, by {}", part_en(what), mm_en(*lacks)),
            "shorten it, print one language (`--lang en`), or take a larger stock",
        ),
        Fault::LeftOut { piece, what, lacks, more } => say(
            format!(
                "`{piece}`: there is no room for {}; it would have to be {} higher{}",
                fields(what),
                mm_en(*lacks),
                others(*more, "further pieces that lack something")
            ),
            "take a larger stock, print one language (`--lang en`), or shorten the texts; what a label lacks can stand elsewhere on the package",
        ),
        Fault::Small { piece, text, size, least, distance } => say(
            format!("`{piece}`: the letters of “{}” are {size:.1} pt, and must be {least:.1} pt to be read from {distance} m", short(text)),
            "make them larger in the theme's print template: capitals must be a 150th of the distance high",
        ),
        Fault::StarsExpired { piece, last } => say(
            format!("`{piece}`: its OCOP certificate ran out on {last}, so the print shows no stars"),
            "write the new decision into `ocop`, or remove `ocop`",
        ),
        Fault::BadLot { lot, letter } => say(
            match letter {
                Some(letter) => format!("the lot `{lot}` has `{letter}`, which GS1 codes do not take"),
                None => format!("the lot `{lot}` is too long or empty"),
            },
            "a lot has 1 to 20 characters: plain letters, digits and signs such as `-` `.` `_`",
        ),
        Fault::LotUnanswered { piece, lot, on, opens_on } => say(
            match on.as_slice() {
                [] => format!("`{piece}`: a GS1 link with the lot `{lot}` needs a host with rules, and `hosts` names none"),
                on => format!("`{piece}`: the GS1 link with the lot `{lot}` does not open on {}", listed(on, "and")),
            },
            lot_hint_en(lot, opens_on),
        ),
        Fault::NoShelfLife { piece } => {
            say(format!("`{piece}` has a day of making and no shelf life"), "write `shelf_life` into the product, as `shelf_life: {months: 12}`")
        }
        Fault::AlreadyExpired { piece, last } => say(format!("`{piece}` expired on {last}"), "look at `--made` and `shelf_life`"),
        Fault::NoGtin { piece } => say(format!("`{piece}` has no GTIN, so there is no GS1 link"), "write `gtin` into the product, or leave out `link: gs1`"),
        Fault::NoPayment { piece } => say(format!("`{piece}` has published no account to pay to"), "write `payment` into the producer: bank, account, holder"),
        Fault::WrongFile { file, stock } => say(
            format!("a `{file}` file cannot be made for `{stock}`"),
            "`zpl` and `tspl` need a roll (`roll-50x30` …); `svg`, `png` and `dxf` are single pieces, so leave the sheet out",
        ),
        Fault::PicturesLeftOut { piece, count } => say(
            format!("`{piece}`: pictures of pixels cannot be engraved and are left out of the DXF: {count}"),
            "take a format without photographs, or print them apart",
        ),
        Fault::FinerThanBeam { piece, count, kerf } => say(
            format!("`{piece}`: parts finer than the beam of {kerf:.2} mm are lost from the DXF: {count}"),
            "engrave a larger size, use a finer beam, or look at `kerf`",
        ),
        Fault::BadDots { dpi } => say(format!("no thermal head has {dpi} dpi"), "thermal heads have 203, 300 or 600 dpi"),
        Fault::TwoSided { format, stock, size: [width, height] } => say(
            format!("the format `{format}` has two sides and cannot be printed on `{stock}`"),
            &format!("leave out `stock`, or take paper of {width} × {height} mm"),
        ),
        Fault::OutOfReach { printer, by } => say(
            format!("the printer `{printer}` shrinks so much that the outermost labels would lie {} outside of the page", mm_en(*by)),
            "print at 100 % (“Actual size”), not “Fit to page”, and measure again with `disan print --calibrate`",
        ),
        Fault::BadPrinter { name, percent } => say(
            format!("what was measured of the printer `{name}` makes {percent:.1} % of the true size"),
            "measure again on the page of `disan print --calibrate`: 150 mm between the marks across, 240 mm between those down",
        ),
    }
}

fn meant_vi(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |nearest| format!("có phải là `{nearest}`?"))
}

fn meant_en(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |nearest| format!("is `{nearest}` meant?"))
}

fn part_vi(what: &str) -> String {
    match what {
        "name" => "tên".to_owned(),
        "address" => "địa chỉ".to_owned(),
        "fields" => "phần chữ trên nhãn".to_owned(),
        "price" => "giá".to_owned(),
        "stops" => "danh sách điểm dừng".to_owned(),
        "text" => "phần chữ".to_owned(),
        other => format!("`{other}`"),
    }
}

fn part_en(what: &str) -> String {
    match what {
        "name" => "the name".to_owned(),
        "address" => "the address".to_owned(),
        "fields" => "the label's text".to_owned(),
        "price" => "the price".to_owned(),
        "stops" => "the list of stops".to_owned(),
        "text" => "the text".to_owned(),
        other => format!("`{other}`"),
    }
}

fn lot_hint_vi(lot: &str, opens_on: &[&str]) -> &'static str {
    match (opens_on.is_empty(), lot.contains('/')) {
        (false, _) => "chỉ in khi tên miền trỏ tới máy chủ mở được; nếu không thì bỏ `link: gs1` (`--gs1`), số lô vẫn được in bằng chữ",
        (true, true) => {
            "dùng `-` thay cho `/` và ghi máy chủ thật vào `hosts`, như `hosts: [apache]`; hoặc bỏ `link: gs1` (`--gs1`), số lô vẫn được in bằng chữ"
        }
        (true, false) => {
            "ghi máy chủ có quy tắc vào `hosts` (`apache`, `nginx`, `netlify` hoặc `cloudflare`), như `hosts: [apache]`; hoặc bỏ `link: gs1` (`--gs1`), số lô vẫn được in bằng chữ"
        }
    }
}

fn lot_hint_en(lot: &str, opens_on: &[&str]) -> &'static str {
    match (opens_on.is_empty(), lot.contains('/')) {
        (false, _) => {
            "print it only while the domain leads to a host that opens it; otherwise leave out `link: gs1` (`--gs1`): the lot is still printed in letters"
        }
        (true, true) => {
            "write `-` for `/` and name the real host in `hosts`, as `hosts: [apache]`; or leave out `link: gs1` (`--gs1`): the lot is still printed in letters"
        }
        (true, false) => {
            "name a host with rules in `hosts` (`apache`, `nginx`, `netlify` or `cloudflare`), as `hosts: [apache]`; or leave out `link: gs1` (`--gs1`): the lot is still printed in letters"
        }
    }
}

fn sides(by: [f64; 2], across: &str, down: &str, and: &str, told: fn(f64) -> String) -> String {
    let lacking = by.into_iter().zip([across, down]).filter(|(by, _)| *by > 0.0).map(|(by, side)| format!("{} {side}", told(by)));
    lacking.collect::<Vec<_>>().join(&format!(" {and} "))
}

/// `; further pieces that lack something: 12`, or nothing.
fn others(count: usize, lack: &str) -> String {
    if count == 0 { String::new() } else { format!("; {lack}: {count}") }
}

/// The keys as authors write them: `storage (en), uses` with its keys marked.
fn fields(what: &str) -> String {
    let marked = |field: &str| field.split_once(' ').map_or_else(|| format!("`{field}`"), |(key, lang)| format!("`{key}` {lang}"));
    what.split(", ").map(marked).collect::<Vec<_>>().join(", ")
}

fn listed(words: &[&str], and: &str) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        Some(_) | None => words.concat(),
    }
}

fn short(text: &str) -> String {
    if text.chars().count() > 24 { text.chars().take(23).chain(['…']).collect() } else { text.to_owned() }
}

fn mm_vi(value: f64) -> String {
    format!("{} mm", comma(value, 1))
}

fn mm_en(value: f64) -> String {
    format!("{value:.1} mm")
}

fn comma(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('.', ",")
}
