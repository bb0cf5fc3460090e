//! Faults of printed symbols in both languages, side by side: the sentence and the way out.

use super::symbol::SymbolFault as Fault;

/// The sentence and the hint in Vietnamese; `place` is the file, and the page when it has several; `more` others show the same.
pub(super) fn vietnamese(place: &str, more: usize, fault: &Fault) -> (String, String) {
    let also = if more > 0 { format!(" và {more} chỗ nữa") } else { String::new() };
    let say = |sentence: String, hint: &str| (format!("`{place}`{also}: {sentence}"), hint.to_owned());
    match fault {
        Fault::Unreadable { decoders } => say(
            format!("bộ đọc {} không đọc được mã QR", decoders.join(" và ")),
            "kiểm tra khuôn in: mã phải còn nguyên, không bị che, không bị kéo méo, có viền trắng đủ 4 ô",
        ),
        Fault::SaysOther { says, should } => say(format!("mã QR ghi `{says}` mà lẽ ra là `{should}`"), "đừng in tệp này; dựng lại bằng `disan build`"),
        Fault::Unknown { says } => {
            say(format!("mã QR ghi `{says}`, không có trong sổ mã"), "tệp của bộ dữ liệu khác, hoặc sổ mã đã mất dòng; xem bằng `disan codes`")
        }
        Fault::NotPublished { says, path } => {
            say(format!("mã QR dẫn tới `{says}` nhưng trang web chưa có tệp `{path}`"), "chạy `disan build` rồi đưa cả thư mục trang web lên mạng trước khi in")
        }
        Fault::Inverted => say(
            "mã QR sáng trên nền tối, nhiều máy không đọc được".to_owned(),
            "in mã tối trên nền sáng; trên đá hoặc kim loại tối thì làm một ô nền sáng trước",
        ),
        Fault::Faint { percent, least } => {
            say(format!("độ tương phản của mã QR chỉ {}%, ít nhất phải {}%", comma(*percent, 0), comma(*least, 0)), "chọn màu mã tối hơn hoặc nền sáng hơn")
        }
        Fault::Pale { percent, wanted } => say(
            format!("độ tương phản của mã QR là {}%, dưới {}% thì khó quét nơi thiếu sáng", comma(*percent, 0), comma(*wanted, 0)),
            "chọn màu mã tối hơn hoặc nền sáng hơn",
        ),
        Fault::QuietZone { modules } => {
            say(format!("viền trắng quanh mã QR chỉ {} ô, phải đủ 4 ô", comma(*modules, 1)), "chừa trống bốn phía mã: không chữ, không khung, không hình")
        }
        Fault::SmallModule { width, least } => {
            say(format!("mỗi ô của mã QR chỉ {} mm, ít nhất phải {} mm", comma(*width, 2), comma(*least, 2)), "in mã to hơn")
        }
        Fault::TooFar { distance, reach, module } => say(
            format!("người xem đứng cách {} m nhưng mã QR chỉ quét được từ {} m trở lại", comma(*distance, 1), comma(*reach, 1)),
            &format!("in mã to hơn (mỗi ô {} mm), hoặc sửa `scan_distance` nếu có thể lại gần", comma(*module, 1)),
        ),
        Fault::NotWholePixels { pixels } => {
            say(format!("mỗi ô của mã QR rộng {} điểm ảnh, không phải số nguyên nên mép bị nhòe", comma(*pixels, 2)), "đổi cỡ mã hoặc độ phân giải cho khớp")
        }
        Fault::Weak { harm, step, least } => say(
            format!("mã QR kém bền: {} chỉ chịu được bậc {step} trên 8, phải được bậc {least}", harm_vi(harm)),
            "chọn kiểu vẽ đơn giản hơn, màu tương phản hơn, hoặc bỏ hình ở giữa",
        ),
        Fault::NotDrawable => say("không mở được tệp".to_owned(), "kiểm được PDF, SVG, PNG và JPEG; hãy dựng lại hoặc xuất lại tệp"),
    }
}

/// The sentence and the hint in English.
pub(super) fn english(place: &str, more: usize, fault: &Fault) -> (String, String) {
    let also = if more > 0 { format!(" and {more} more") } else { String::new() };
    let say = |sentence: String, hint: &str| (format!("`{place}`{also}: {sentence}"), hint.to_owned());
    match fault {
        Fault::Unreadable { decoders } => say(
            format!("{} cannot read a QR code", decoders.join(" and ")),
            "look at the print template: the code must be whole, uncovered, not stretched, with 4 modules of white round it",
        ),
        Fault::SaysOther { says, should } => {
            say(format!("the QR code says `{says}` and should say `{should}`"), "do not print this file; make it anew with `disan build`")
        }
        Fault::Unknown { says } => say(
            format!("the QR code says `{says}`, which the ledger does not know"),
            "a file of another catalogue, or the ledger lost a line; `disan codes` lists the codes",
        ),
        Fault::NotPublished { says, path } => say(
            format!("the QR code leads to `{says}`, but the website has no file `{path}`"),
            "run `disan build` and publish the whole website before printing",
        ),
        Fault::Inverted => say(
            "the QR code is light on dark, which many readers do not read".to_owned(),
            "print it dark on light; on dark stone or metal put a light field there first",
        ),
        Fault::Faint { percent, least } => say(
            format!("the contrast of the QR code is only {percent:.0} %, the least is {least:.0} %"),
            "take a darker colour for the code or a lighter ground",
        ),
        Fault::Pale { percent, wanted } => say(
            format!("the contrast of the QR code is {percent:.0} %; below {wanted:.0} % it is hard to scan in bad light"),
            "take a darker colour for the code or a lighter ground",
        ),
        Fault::QuietZone { modules } => say(
            format!("only {modules:.1} modules of white surround the QR code, it needs 4"),
            "leave all four sides of the code free: no text, no frame, no picture",
        ),
        Fault::SmallModule { width, least } => {
            say(format!("a module of the QR code is only {width:.2} mm wide, the least is {least:.2} mm"), "print the code larger")
        }
        Fault::TooFar { distance, reach, module } => say(
            format!("people stand {distance:.1} m away, but the QR code can be scanned from {reach:.1} m at most"),
            &format!("print the code larger ({module:.1} mm a module), or correct `scan_distance` if one can come nearer"),
        ),
        Fault::NotWholePixels { pixels } => say(
            format!("a module of the QR code is {pixels:.2} pixels wide, not a whole number, so its edges blur"),
            "change the size of the code or the resolution until they fit",
        ),
        Fault::Weak { harm, step, least } => say(
            format!("the QR code is weak: it bears {} to step {step} of 8 only, it must bear step {least}", harm_en(harm)),
            "take a plainer style, colours of more contrast, or leave out the picture in the middle",
        ),
        Fault::NotDrawable => say("the file cannot be opened".to_owned(), "PDF, SVG, PNG and JPEG are checked; make or export the file anew"),
    }
}

/// A number with a decimal comma.
fn comma(number: f64, digits: usize) -> String {
    format!("{number:.digits$}").replace('.', ",")
}

fn harm_vi(harm: &str) -> &str {
    match harm {
        "blur" => "chụp nhòe",
        "tilt" => "chụp xiên",
        "fade" => "phai màu",
        "dirt" => "vết bẩn",
        "curve" => "mặt cong",
        other => other,
    }
}

fn harm_en(harm: &str) -> &str {
    match harm {
        "blur" => "blur",
        "tilt" => "a tilted view",
        "fade" => "fading",
        "dirt" => "dirt",
        "curve" => "a curved surface",
        other => other,
    }
}
