//! Problems in Vietnamese. The English words stand in `words_en`, kind by kind.

use super::ProblemKind as Kind;
use super::YamlFault as Fault;
use super::kind::{Expected, LedgerConflict, LedgerLoss, LogoFault, PayloadFault, ShareFault};
use super::speech::SpeechFault;
use super::tell::Telling;
use super::{words_media, words_shop, words_symbol};
use crate::text::turns_direction;

#[allow(clippy::too_many_lines)] // one arm a kind: the compiler lists what a new kind needs
pub(super) fn telling(kind: &Kind) -> Telling {
    match kind {
        Kind::NoCatalogue { folder } => say(
            format!("không có bộ dữ liệu nào trong `{folder}`"),
            "",
            format!("bộ dữ liệu là một thư mục có tệp `catalogue.yaml`; chỉ ra thư mục khác bằng `--content`, hoặc tạo `{folder}/catalogue.yaml`"),
        ),
        Kind::NotUtf8 => say("tệp không phải văn bản UTF-8", "", "lưu lại với bảng mã UTF-8 (Excel: “CSV UTF-8”, Notepad: Encoding UTF-8)"),
        Kind::FileTooLarge { bytes, limit } => say(format!("tệp có {bytes} byte, chỉ đọc tối đa {limit} byte"), "", "tách bớt nội dung sang mục khác"),
        Kind::LinkLeavesFolder => say("liên kết dẫn ra ngoài thư mục dữ liệu", "", "chép tệp vào thư mục thay cho liên kết"),
        Kind::LinkToNothing { target } => {
            say(format!("liên kết tới `{target}`, nhưng ở đó không có gì"), "", "đặt chính tệp ấy vào đây thay cho liên kết, hoặc xóa liên kết")
        }
        Kind::NameNotUtf8 => say(
            "tên tệp hoặc thư mục có chữ không đọc được (không phải UTF-8)",
            "",
            "đổi tên, chỉ dùng chữ thường không dấu, chữ số và gạch nối; tên lấy từ tệp zip hoặc USB cũ hay bị hỏng như vậy",
        ),
        Kind::NoPlainFile => say("đây không phải tệp hay thư mục mà là thiết bị, ống dẫn hoặc socket", "", "xóa đi: chỉ tệp mới đọc và đưa lên mạng được"),
        Kind::FolderForFile => say("một thư mục nằm ở chỗ của tệp cùng tên", "", "đổi tên hoặc xóa thư mục ấy"),
        Kind::FileUnreadable { file, why } => {
            say(format!("không đọc được tệp `{file}`; hệ thống báo: {why}"), "", "xem có chương trình khác đang giữ tệp, và mình có quyền đọc tệp hay không")
        }
        Kind::UnknownKind { name, nearest, known } => say(format!("không có loại mục nào tên là `{name}`"), "", meant(nearest.as_ref(), known)),
        Kind::BadSlug { name, suggestion } => {
            say(format!("`{name}` không dùng làm địa chỉ được"), "", format!("chỉ dùng chữ thường a–z không dấu, chữ số và gạch nối, ví dụ `{suggestion}`"))
        }
        Kind::NoIndex { folder } => say(format!("thư mục `{folder}` chưa có `index.md`"), "", format!("viết tệp `{folder}/index.md`, hoặc xóa thư mục")),
        Kind::UnusedFile => say(
            "tệp này không được dùng",
            "",
            "một mục là `ten-muc/index.md` (ngôn ngữ mặc định) với bản dịch như `ten-muc/index.en.md`, hoặc là `ten-muc.yaml`",
        ),
        Kind::UnknownLanguage { tag, known } => say(
            format!("bộ dữ liệu không có ngôn ngữ `{tag}`"),
            "",
            format!("hiện có {}; thêm `{tag}` vào `languages` trong `catalogue.yaml`, hoặc sửa lại mã", list(known)),
        ),
        Kind::DefaultLanguageInName { tag } => {
            say(format!("`{tag}` là ngôn ngữ mặc định nên tệp của nó không mang mã ngôn ngữ"), "", "đổi tên tệp thành `index.md`")
        }
        Kind::StaticFileTooLarge { bytes, limit } => say(
            format!("tệp có {bytes} byte; trong `static/` mỗi tệp chỉ được tối đa {limit}"),
            "",
            "làm cho tệp nhỏ lại, hoặc đặt tệp ở nơi chứa tệp lớn rồi dẫn liên kết tới",
        ),
        Kind::PictureFileTooLarge { file, bytes, limit } => say(
            format!("ảnh `{file}` nặng {} MB; chỉ đọc ảnh tối đa {} MB", bytes.div_ceil(1 << 20), limit >> 20),
            "",
            "lưu lại ảnh nhỏ hơn; rộng 1600 điểm ảnh trở lên là đủ cho mọi màn hình",
        ),
        Kind::PictureTooLarge { file, width, height, side, pixels } => say(
            format!("ảnh `{file}` có {width} × {height} điểm ảnh, nhiều hơn mức có thể đọc"),
            "",
            format!("mỗi cạnh tối đa {side} và cả ảnh tối đa {pixels} triệu điểm ảnh; thu nhỏ ảnh lại, rộng 1600 là đủ cho mọi màn hình"),
        ),
        Kind::WrongPictureEnding { file, ending } => say(
            format!("`{file}` thật ra là ảnh dạng `{ending}`"),
            "",
            format!("đổi đuôi tên tệp thành `.{ending}`, cả ở đây lẫn trong thư mục; trang vẫn hiện ảnh này"),
        ),
        Kind::MovingPicture { file } => say(format!("`{file}` là ảnh động"), "", "trang chỉ hiện hình đầu tiên; hãy lưu hình muốn dùng thành ảnh tĩnh"),
        Kind::PictureOfOtherForm { file, form } => say(format!("`{file}` là tệp {form}, trang web không hiện được"), "", other_picture(form)),
        Kind::SwollenPicture { file, limit } => say(
            format!("ảnh `{file}` mang theo hồ sơ màu hoặc ghi chú nặng hơn {} MB", limit >> 20),
            "",
            "không máy ảnh nào ghi kèm nhiều như vậy; mở ảnh ra rồi lưu lại thành JPEG",
        ),
        Kind::SameName { name } => say(
            format!("ở đây có hai tệp cùng tên `{name}`; chữ trông giống nhau nhưng dấu được ghép theo hai cách"),
            "",
            "một tệp đến từ máy Mac, một tệp từ máy khác; xóa hoặc đổi tên một tệp",
        ),
        Kind::LeftBehind { files } => {
            let shown: Vec<String> = files.iter().take(5).map(|file| format!("`{file}`")).collect();
            let more = if files.len() > 5 { format!(" và {} tệp nữa", files.len() - 5) } else { String::new() };
            say(
                format!("không đưa lên trang web: {}{more}, vì đây là tệp máy tính tự để lại", shown.join(", ")),
                "",
                "trang không thiếu gì; xóa chúng khỏi `static/` là hết lưu ý này",
            )
        }
        Kind::YamlSyntax { fault } => yaml(fault),
        Kind::DuplicateKey { key, first_line } => say(format!("khóa `{key}` bị ghi hai lần"), "lặp lại", format!("lần đầu ở dòng {first_line}; chỉ giữ một")),
        Kind::YamlAlias => {
            say("không dùng được neo (`&`) và bí danh (`*`)", "", "ghi thẳng giá trị ra; câu chữ bắt đầu bằng `&` hay `*` thì đặt trong dấu ngoặc kép")
        }
        Kind::ForbiddenSign { sign: '\n' | '\u{2028}' | '\u{2029}' } => {
            say("có dấu xuống dòng trong một nội dung chỉ được viết một dòng", "", "viết liền một dòng; `|` và `\\n` làm xuống dòng")
        }
        Kind::ForbiddenSign { sign: '\t' } => say("có dấu tab trong một nội dung chỉ được viết một dòng", "", "thay bằng dấu cách"),
        Kind::ForbiddenSign { sign } if turns_direction(*sign) => say(
            format!("ở đây có ký tự ẩn làm đảo chiều chữ (U+{:04X})", u32::from(*sign)),
            "",
            "xóa nó: gõ lại từ này và những chữ bên cạnh; ký tự như vậy thường lẫn vào khi chép từ nơi khác",
        ),
        Kind::ForbiddenSign { sign } => say(
            format!("ở đây có ký tự điều khiển không nhìn thấy được (U+{:04X})", u32::from(*sign)),
            "",
            "xóa nó: gõ lại từ này và những chữ bên cạnh; ký tự như vậy thường lẫn vào khi chép từ PDF hoặc tệp cũ",
        ),
        Kind::TextBecameComment { key, comment } => say(
            format!("sau dấu cách và `#` là ghi chú: `{key}` không có phần `{comment}`"),
            "thành ghi chú",
            format!("đặt cả nội dung trong dấu nháy, như `{key}: \"… {comment}\"`; nếu đúng là ghi chú, thêm dấu cách sau `#`"),
        ),
        Kind::YamlTooMuch { limit } => say(
            format!("có hơn {limit} giá trị, hoặc lồng nhau quá sâu"),
            "tới đây thì dừng",
            "bỏ các dấu `[` và `{` thừa; tệp quá dài thì tách thành nhiều mục",
        ),
        Kind::NoFrontMatter => {
            say("tệp không bắt đầu bằng `---`", "ở đây", "ghi các dữ kiện giữa hai dòng `---` ở đầu tệp, ví dụ `---`, `name: Chùa Cầu`, `---`")
        }
        Kind::FrontMatterNotClosed => say("thiếu dòng `---` thứ hai", "bắt đầu ở đây", "thêm một dòng `---` sau phần dữ kiện, trước bài viết"),
        Kind::KeyNotText => say("khóa phải là một từ", "", "viết `khóa: giá trị`"),
        Kind::UnknownKey { key, nearest, known } => say(format!("ở đây không có khóa `{key}`"), "không có khóa này", meant(nearest.as_ref(), known)),
        Kind::MissingKey { key } => say(format!("thiếu khóa `{key}`"), "", format!("thêm dòng `{key}: …`")),
        Kind::WrongType { key, expected } => say(format!("`{key}` phải là {}", expected_noun(*expected)), not_this(*expected), example(*expected)),
        Kind::UnknownChoice { value, nearest, known } => {
            say(format!("không dùng được `{value}` ở đây"), "không có trong danh sách", meant(nearest.as_ref(), known))
        }
        Kind::OutOfRange { value, min, max } => say(format!("{value} không nằm trong khoảng từ {min} đến {max}"), "ngoài khoảng cho phép", ""),
        Kind::FactInTranslation { key, file } => {
            say(format!("`{key}` là dữ kiện, chỉ ghi một lần trong `{file}`"), "không ghi trong bản dịch", "bản dịch chỉ có câu chữ: tên, tóm tắt… và bài viết")
        }
        Kind::TextTooLong { key, letters, limit } => {
            say(format!("`{key}` có {letters} chữ cái; chỉ đọc tối đa {limit}"), "", "rút ngắn lại; phần dài hãy đưa vào bài viết")
        }
        Kind::TooManyValues { key, found, limit } => say(
            format!("`{key}` có {found} giá trị; chỉ đọc tối đa {limit}"),
            "giá trị thừa đầu tiên",
            "có phải dán nhầm hai lần? Giữ lại những gì người xem cần",
        ),
        Kind::TooManyKeys { found, limit } => {
            say(format!("ở đây có {found} khóa; chỉ đọc tối đa {limit}"), "khóa thừa đầu tiên", "có phải dán nhầm cả tệp khác? Giữ lại các khóa của một mục")
        }
        Kind::EmptyText { key } => say(format!("`{key}` để trống"), "để trống", "viết nội dung, hoặc bỏ khóa này nếu nó không bắt buộc"),
        Kind::BadGtin { value, check_digit: Some(digit) } => say(
            format!("số kiểm tra của GTIN `{value}` không đúng"),
            "",
            format!("với các chữ số này thì số cuối phải là {digit}: hãy đối chiếu với giấy chứng nhận"),
        ),
        Kind::BadGtin { value, check_digit: None } => say(format!("`{value}` không phải mã GTIN"), "", "mã GTIN có 8, 12, 13 hoặc 14 chữ số"),
        Kind::BadBaseUrl { value } => say(
            format!("`{value}` không dùng làm địa chỉ trang web được"),
            "",
            "viết `https://` và tên miền, không thêm gì phía sau, ví dụ `https://disan.example.vn`: địa chỉ này được in trong mọi mã QR",
        ),
        Kind::UnknownBank { name, nearest } => say(
            format!("không có ngân hàng nào tên là `{name}`"),
            "",
            match nearest {
                Some(nearest) => format!("có phải là `{nearest}`? Cũng có thể ghi sáu chữ số của ngân hàng, như `970436`"),
                None => "ghi tên hoặc mã, như `Agribank` hay `VCB`, hoặc sáu chữ số của ngân hàng, như `970436`".to_owned(),
            },
        ),
        Kind::BadAccount { account, suggestion } => say(
            format!("`{account}` không thể là số tài khoản"),
            "",
            match suggestion {
                Some(suggestion) => format!("viết liền, không có dấu cách hay dấu chấm: `{suggestion}`, rồi so lại với số của ngân hàng"),
                None => "số tài khoản có từ 1 đến 19 chữ số hoặc chữ cái không dấu".to_owned(),
            },
        ),
        Kind::BadPurpose { purpose, letter: Some(letter), .. } => {
            say(format!("ngân hàng không nhận ký tự `{letter}` trong “{purpose}”"), "", "chỉ dùng chữ Latinh, chữ số và dấu cách; dấu tiếng Việt sẽ được bỏ đi")
        }
        Kind::BadPurpose { purpose, length, limit, letter: None } => {
            say(format!("nội dung chuyển khoản “{purpose}” quá dài"), format!("{length} ký tự"), format!("viết tối đa {limit} ký tự, kể cả dấu cách"))
        }
        Kind::NotOneOf { known, found: 0 } => say(format!("cần một trong các khóa {}", list(known)), "", "thêm khóa mà bạn muốn dùng dưới tên mã"),
        Kind::NotOneOf { known, found } => {
            say(format!("có tới {found} khóa trong {}; mỗi mã chỉ nói một điều", list(known)), "", "giữ một khóa, các khóa kia tách thành mã riêng")
        }
        Kind::BadPayload { fault } => payload(*fault),
        Kind::DuplicateEntry { id, other } => say(format!("mục `{id}` được viết hai lần"), "", format!("mục này còn nằm ở `{other}`; chỉ giữ một")),
        Kind::DanglingReference { to, nearest } => say(format!("không có mục `{to}`"), "không dẫn tới đâu", meant(nearest.as_ref(), &[])),
        Kind::WrongKindOfReference { to, wanted } => {
            say(format!("`{to}` thuộc loại khác"), format!("phải là một mục trong `{wanted}`"), format!("ghi một mục thuộc `{wanted}`, ví dụ `{wanted}/…`"))
        }
        Kind::MissingPicture { file, nearest } => say(
            format!("không tìm thấy ảnh `{file}`"),
            "không tìm thấy",
            match nearest {
                Some(nearest) => format!("có phải là `{nearest}`?"),
                None => "đặt tệp ảnh cạnh tệp của mục này và ghi tên trong `pictures`; chú ý chữ hoa, chữ thường".to_owned(),
            },
        ),
        Kind::BrokenPicture { file } => {
            say(format!("không đọc được ảnh `{file}`"), "", "tệp bị hỏng hoặc thuộc dạng khác; lưu lại dưới dạng JPEG, PNG hoặc WebP")
        }
        Kind::NoAltText { file } => say(format!("ảnh `{file}` chưa có `alt`"), "", "tả vài chữ ảnh có gì, cho người không nhìn được ảnh"),
        Kind::OutsideVietnam { latitude, longitude, swapped } => say(
            format!("tọa độ {latitude}, {longitude} nằm ngoài Việt Nam"),
            "",
            if *swapped {
                "hình như vĩ độ và kinh độ bị đảo: vĩ độ là số nhỏ (8–24), kinh độ là số lớn (102–118)"
            } else {
                "vĩ độ từ 6 đến 24, kinh độ từ 102 đến 118"
            },
        ),
        Kind::HalfCoordinates { missing } => {
            say(format!("thiếu `{missing}`"), "", "tọa độ gồm đủ `latitude` (vĩ độ), `longitude` (kinh độ) và `precision` (sai số, mét)")
        }
        Kind::DateInFuture { date, today } => say(format!("ngày {date} chưa tới"), "ở tương lai", format!("hôm nay là {today}")),
        Kind::RankTooEarly { date } => say(format!("{date}: khi ấy chưa có di tích nào được xếp hạng"), "", "đợt xếp hạng đầu tiên là năm 1962"),
        Kind::EndsBeforeItBegins { begin, end } => say(format!("kết thúc ({end}) trước khi bắt đầu ({begin})"), "", "sửa lại ngày sai, hoặc đổi chỗ hai ngày"),
        Kind::NoSuchDay { day, month, last } => say(format!("tháng {month} không có ngày {day}"), "", format!("ngày cuối là {last}")),
        Kind::MissingTranslation { lang, is_default: true, fields } => say(
            format!("chưa có bản `{lang}` cho {}", list(fields)),
            "",
            format!("`{lang}` là ngôn ngữ mặc định: viết thêm trong `index.md`, hoặc ghi `{{{lang}: …, …}}`"),
        ),
        Kind::MissingTranslation { lang, is_default: false, fields } => say(
            format!("chưa có bản `{lang}` cho {}", list(fields)),
            "",
            format!(
                "viết cho từng ngôn ngữ, như `{{…, {lang}: …}}`, hoặc ghi trong `index.{lang}.md`; trong lúc chờ, trang hiện ngôn ngữ mặc định và ghi rõ điều này"
            ),
        ),
        Kind::MissingTranslationFile { lang, file } => {
            say(format!("mục này chưa có bản `{lang}`"), "", format!("viết tệp `{file}`; trong lúc chờ, trang hiện ngôn ngữ mặc định và ghi rõ điều này"))
        }
        Kind::DanglingLink { to, nearest } => say(
            format!("liên kết `{to}` không dẫn tới đâu"),
            "không dẫn tới đâu",
            match nearest {
                Some(nearest) => format!("có phải là `/{nearest}`?"),
                None => "liên kết tới một mục được viết như `[chữ](/sites/chua-cau)`".to_owned(),
            },
        ),
        Kind::UnsafeLink { to } => say(format!("trang không mở liên kết `{to}`"), "", "dùng `https://`, `mailto:`, `tel:`, hoặc một mục như `/sites/chua-cau`"),
        Kind::NestedTooDeeply { limit } => say(
            format!("danh sách, trích dẫn và HTML lồng nhau quá {limit} tầng"),
            "từ đây",
            "mở thẻ nào thì đóng thẻ ấy: `<div>` cần `</div>`; bỏ phần HTML thừa do trang web hoặc Word để lại",
        ),
        Kind::HtmlRemoved => {
            say("một phần HTML đã bị bỏ đi", "", "mã lệnh, khung nhúng, biểu mẫu, kiểu dáng, liên kết và ảnh viết bằng HTML không được giữ; hãy dùng Markdown")
        }
        Kind::BadCode { code } => say(format!("`{code}` không phải mã"), "", "mã có năm ký tự, ký tự cuối để kiểm tra; lấy lại dòng này từ bản cũ của tệp"),
        Kind::DuplicateCode { code, first_line } => {
            say(format!("mã `{code}` bị ghi hai lần"), "lặp lại", format!("lần đầu ở dòng {first_line}; tệp vừa được gộp? Giữ dòng ứng với mã đã in"))
        }
        Kind::TwoCodes { entry, first } => say(
            format!("mục `{entry}` có tới hai mã"),
            "",
            format!("mã đầu là `{first}`; giữ mã đã in; nếu cả hai đã in, thêm `moved: {entry}` dưới mã thứ hai"),
        ),
        Kind::CodeWithoutEntry { code, entry, nearest } => say(
            format!("mã `{code}` dẫn tới `{entry}`, nhưng không có mục này"),
            "",
            match nearest {
                Some(nearest) => format!("mục đã đổi tên? Thêm dòng `moved: {nearest}` bên dưới; chưa in thì cũng có thể để nguyên"),
                None => "khôi phục mục cũ, hoặc thêm `moved: …` để dẫn tới mục thay thế; chưa in thì cũng có thể để nguyên".to_owned(),
            },
        ),
        Kind::PrintedCodeLost { code, entry, batch, nearest } => say(
            format!("mã `{code}` đã in trong đợt “{batch}” nhưng không còn dẫn tới đâu: không có mục `{entry}`"),
            "biển đang treo ngoài kia",
            format!(
                "một trong ba cách: khôi phục mục `{entry}`; thêm dòng `moved: {}` để dẫn tới mục thay thế; hoặc thêm `retired: {{notice: {{vi: …, en: …}}}}` để trang của mã báo trước đây là gì",
                nearest.as_deref().unwrap_or("sites/…")
            ),
        ),
        Kind::LedgerLost { code, loss, lines } => say(
            match loss {
                LedgerLoss::Code => format!("mã `{code}` đã được công bố nhưng không còn trong sổ mã"),
                LedgerLoss::Printing(batch) => format!("sổ mã không còn ghi rằng mã `{code}` đã in trong đợt “{batch}”"),
                LedgerLoss::Entry(entry) => format!("mã `{code}` được cấp cho `{entry}`, nhưng sổ mã nay ghi một mục khác"),
            },
            match loss {
                LedgerLoss::Code => "trước đây mã nằm trên dòng này",
                LedgerLoss::Printing(_) => "thiếu một đợt in",
                LedgerLoss::Entry(_) => "bị sửa",
            },
            match loss {
                LedgerLoss::Entry(_) => format!("ghi lại như cũ; muốn mã dẫn tới mục khác thì thêm dòng `moved: …` bên dưới:\n{lines}"),
                LedgerLoss::Printing(_) => format!("ghi lại dưới mã:\n{lines}"),
                LedgerLoss::Code => format!("ghi lại đúng như lần công bố gần nhất:\n{lines}"),
            },
        ),
        Kind::LedgerConflict { code, conflict } => say(
            match conflict {
                LedgerConflict::Gone => format!("sổ mã bị sửa trong lúc lệnh đang chạy: không còn mã `{code}`"),
                LedgerConflict::Unreadable => format!("sổ mã bị sửa trong lúc lệnh đang chạy: không đọc được những dòng của mã `{code}`"),
                LedgerConflict::Taken { by, entry } => {
                    format!("sổ mã bị sửa trong lúc lệnh đang chạy: mã `{code}` định cấp cho `{entry}` nay thuộc về `{by}`")
                }
                LedgerConflict::Another { code: other, entry } => {
                    format!("sổ mã bị sửa trong lúc lệnh đang chạy: `{entry}`, mục định cấp mã `{code}`, nay có mã `{other}`")
                }
            },
            "",
            "chưa ghi gì; hãy lưu hoặc sửa lại sổ mã rồi chạy lại lệnh",
        ),
        Kind::HostChanged { before, now, printed } => say(
            format!("trang web trước ở `{before}`, nay sẽ ở `{now}`; số mã đã in còn mang `{before}`: {printed}"),
            "tên miền khác",
            format!(
                "giữ `{before}`; hoặc chạy `disan codes move-host {before} {now}` để có những gì tên miền cũ phải trả lời từ nay, rồi thêm `former_hosts: [{before}]` dưới dòng này"
            ),
        ),
        Kind::BadTelephone { value } => say(
            format!("`{value}` không phải số điện thoại gọi được"),
            "",
            "ghi đủ mã vùng, như `0292 3821 000` hoặc `+84 292 3821 000`; máy lẻ: `0292 3821 000 (máy lẻ 12)`; nhiều số thì cách nhau bằng dấu phẩy, mỗi số ghi đủ",
        ),
        Kind::BadZalo { value } => say(
            format!("`{value}` không mở được trên Zalo"),
            "",
            "ghi số điện thoại đã đăng ký Zalo, như `0903 000 111`, tên hoặc mã Official Account, hoặc địa chỉ `https://zalo.me/…`",
        ),
        Kind::BadEmail { value } => say(format!("`{value}` không phải một địa chỉ thư điện tử"), "", "ghi đúng một địa chỉ, như `bientap@disan.example.vn`"),
        Kind::ReservedName { name } => say(
            format!("Windows dành tên `{name}` cho thiết bị nên không chứa được tệp hay thư mục tên này"),
            "",
            format!("đặt tên khác, ví dụ `{name}-1`; nếu mã QR của mục đã in, ghi `moved` trong `ledger.yaml` để mã dẫn tới tên mới"),
        ),
        Kind::NotPortable { file } => say(
            format!("tên tệp `static/{file}` không dùng được trên mọi hệ điều hành"),
            "",
            "đổi tên: không dùng `con`, `prn`, `aux`, `nul`, `com1`…`com9`, `lpt1`…`lpt9`, dấu chấm hay dấu cách ở cuối, và các ký tự `< > : \" | ? * \\`",
        ),
        Kind::GtinTaken { gtin, owner } => say(
            format!("mã GTIN `{gtin}` đã dẫn tới `{owner}`"),
            "ghi lần thứ hai",
            "mỗi sản phẩm, mỗi cỡ gói có mã GTIN riêng: hãy đối chiếu với giấy chứng nhận rồi bỏ mã này ở một trong hai mục",
        ),
        Kind::TooFewStops { found } => say(format!("tuyến có {found} điểm dừng"), "cần ít nhất hai", "thêm điểm dừng, ví dụ `- entry: sites/chua-cau`"),
        Kind::StopTwice { entry, first_line } => say(
            format!("tuyến dừng hai lần ở `{entry}`"),
            "lặp lại",
            format!("lần đầu ở dòng {first_line}; số của điểm dừng được in trên biển nên mỗi nơi chỉ mang một số"),
        ),
        Kind::StopIsNoPlace { entry } => say(
            format!("`{entry}` không phải là một nơi để đến"),
            "không dừng ở đây được",
            "điểm dừng là di tích (`sites/…`) hoặc nơi làm ra sản phẩm (`producers/…`)",
        ),
        Kind::WayAfterLastStop { key } => {
            say(format!("điểm dừng cuối có `{key}`, mà sau đó không còn điểm nào"), "sẽ không hiện ra", format!("bỏ `{key}`, hoặc thêm điểm dừng tiếp theo"))
        }
        Kind::ShorterThanStraight { metres, straight } => say(
            format!("đường đi ghi {metres} mét, trong khi đường chim bay đã là {straight} mét"),
            "ngắn hơn đường chim bay",
            "xem lại số mét, và tọa độ của hai điểm dừng",
        ),
        Kind::DuplicateName { name, first_line } => {
            say(format!("tên `{name}` bị đặt hai lần"), "lặp lại", format!("lần đầu ở dòng {first_line}; tệp in được đặt theo tên này"))
        }
        Kind::InvertedStyle { style } => {
            say(format!("kiểu `{style}` có màu đậm lại sáng hơn màu nền"), "", "nhiều điện thoại không đọc được mã sáng trên nền tối; hãy đổi hai màu cho nhau")
        }
        Kind::FaintStyle { style, contrast, least } => say(
            format!("hai màu của kiểu `{style}` chỉ tương phản {contrast} %; dưới {least} % thì không chắc quét được"),
            "",
            "chọn `dark` đậm hơn hoặc `light` sáng hơn, ví dụ `#7a1f1f` trên `#fff8e7` (88 %)",
        ),
        Kind::PaleStyle { style, contrast, good } => say(
            format!("hai màu của kiểu `{style}` tương phản {contrast} %; từ {good} % trở lên mới dễ quét"),
            "",
            "chọn `dark` đậm hơn hoặc `light` sáng hơn; in thử rồi quét trong bóng râm",
        ),
        Kind::StyleUnseenInRed { style, contrast, least } => say(
            format!("dưới tia đỏ (660 nm) của máy quét ở cửa hàng, hai màu của kiểu `{style}` chỉ tương phản {contrast} %; cần {least} %"),
            "",
            "điện thoại vẫn quét được; nếu dùng ở quầy thu ngân, hãy chọn màu đậm ít sắc đỏ như đen, xanh dương, xanh lá",
        ),
        Kind::BadLogo { file, fault } => logo(file, fault),
        Kind::TakeAway { route, message } => say(
            format!("không đóng gói được tệp zip của `{route}` (tiếng Anh): {message}"),
            "",
            "khách mang tệp này đến nơi không có mạng; hãy rút ngắn tên các tệp ảnh",
        ),
        Kind::SharePicture { name, fault: ShareFault::TooLong { text } } => say(
            format!("ảnh chia sẻ của “{name}” không đủ chỗ cho “{text}”, dù dùng cỡ chữ nhỏ nhất"),
            "",
            "ảnh này hiện khi có người gửi trang qua Zalo, Facebook; hãy rút gọn, hoặc thêm dấu cách nếu có từ viết liền quá dài",
        ),
        Kind::SharePicture { name, fault: ShareFault::Letters { letters } } => say(
            format!("ảnh chia sẻ không ghi được tên “{name}”: không phông chữ nào của giao diện có các chữ {letters}"),
            "",
            "ảnh này hiện khi có người gửi trang qua Zalo, Facebook; đặt một phông chữ có các chữ ấy (`.ttf` hoặc `.otf`) vào thư mục `fonts/` của giao diện",
        ),
        Kind::MissingRecording { file, nearest } => say(
            format!("không tìm thấy tệp ghi âm `{file}`"),
            "không tìm thấy",
            nearest.as_ref().map_or_else(|| "đặt tệp cạnh tệp này; chú ý chữ hoa, chữ thường".to_owned(), |nearest| format!("có phải là `{nearest}`?")),
        ),
        Kind::BrokenRecording { file } => {
            say(format!("không nghe được tệp ghi âm `{file}`"), "", "tệp hỏng hoặc thuộc dạng khác; hãy lưu lại thành M4A (AAC), MP3 hoặc WAV")
        }
        Kind::RecordingOfOtherForm { file, form } => say(
            format!("tệp ghi âm `{file}` là {form}, chưa đọc được dạng này"),
            "",
            format!("lưu lại thành M4A (AAC-LC), MP3 hoặc WAV: `ffmpeg -i {file} -c:a aac moi.m4a`"),
        ),
        Kind::RecordingTooLarge { file, bytes, limit } => say(
            format!("tệp ghi âm `{file}` nặng {} MB; chỉ đọc tệp tối đa {} MB", bytes.div_ceil(1 << 20), limit >> 20),
            "",
            "lưu lại thành MP3 hoặc M4A: một phút giọng nói chưa tới 1 MB",
        ),
        Kind::RecordingTooLong { file, minutes } => say(
            format!("tệp ghi âm `{file}` dài hơn {minutes} phút"),
            "",
            "người đứng trước di tích thường nghe một đến ba phút; hãy cắt bớt, hoặc chia cho nhiều mục",
        ),
        Kind::SilentRecording { file } => say(format!("tệp ghi âm `{file}` không có tiếng"), "", "nghe thử tệp; có thể micrô đã tắt khi ghi"),
        Kind::WrongRecordingEnding { file, ending } => say(
            format!("`{file}` thật ra là tệp dạng `{ending}`"),
            "",
            format!("đổi đuôi tên tệp thành `.{ending}`, cả ở đây lẫn trong thư mục; trang vẫn phát tệp này"),
        ),
        Kind::NarrationTooLong { letters, limit } => say(
            format!("phần đọc thành tiếng có {letters} ký tự, chỉ đọc tối đa {limit}"),
            "quá dài để nghe",
            "viết một lời thuyết minh ngắn hơn ở `narration: {text: …}`; trong lúc chờ, trang không có tệp để nghe",
        ),
        Kind::NoSpeaker { program } => say(
            format!("không có chương trình `{program}` để đọc lời thuyết minh"),
            "không chạy được",
            "cài chương trình, hoặc ghi đúng đường dẫn; bỏ khóa `command` thì dùng espeak-ng, bỏ cả nhóm `narration` thì không đọc",
        ),
        Kind::NoUsualSpeaker { program } => say(
            format!("chưa cài `{program}` nên các trang không có lời thuyết minh"),
            "",
            format!(
                "cài bằng `apt install {program}` (Debian, Ubuntu) hoặc `brew install {program}` (macOS), hoặc ghi chương trình khác vào `narration: {{command: …}}`"
            ),
        ),
        Kind::SpeechFailed { program, entry, lang, fault } => speech(program, entry, lang, fault),
        Kind::NoTheme { name, known } => say(format!("không có giao diện `{name}`"), "", meant(None, known)),
        Kind::Template { message } => say(format!("mẫu trang có lỗi; Tera báo (tiếng Anh): {message}"), "ở đây", ""),
        Kind::NoMessages { lang, file } => {
            say(format!("giao diện chưa có câu chữ cho `{lang}`"), "", format!("viết tệp `{file}`: chép `messages/vi.yaml` rồi dịch"))
        }
        Kind::MissingMessages { lang, keys } => say(
            format!("thiếu câu chữ của trang trong `{lang}`: {}", some(keys)),
            "",
            format!("ghi thêm vào `messages/{lang}.yaml` của giao diện; trong lúc chờ, trang dùng câu chữ của ngôn ngữ mặc định"),
        ),
        Kind::MissingGlyphs { text, letters } => say(
            format!("không phông chữ nào của giao diện có các chữ {letters} trong “{text}”"),
            "",
            "đặt một phông chữ có các chữ ấy (`.ttf` hoặc `.otf`) vào thư mục `fonts/` của giao diện",
        ),
        Kind::Plaque { name, message } => say(format!("không dàn được biển “{name}”; Typst báo (tiếng Anh): {message}"), "", ""),
        Kind::SymbolTooLong { text } => say(format!("`{text}` quá dài đối với mã QR"), "", "rút ngắn câu chữ, hoặc dùng tên miền ngắn hơn trong `base_url`"),
        Kind::TwoOutputs { path, first, second } => say(
            format!("hai tệp xuất ra cùng một đường dẫn `{path}`"),
            "",
            format!("`{first}` và `{second}`: đổi tên một trong hai (nhiều máy không phân biệt chữ hoa, chữ thường)"),
        ),
        Kind::Media { file, fault } => {
            let (title, hint) = words_media::vietnamese(file, fault);
            say(title, "", hint)
        }
        Kind::Symbol { place, fault, more } => {
            let (title, hint) = words_symbol::vietnamese(place, *more, fault);
            say(title, "", hint)
        }
        Kind::Shop(fault) => {
            let (title, hint) = words_shop::vietnamese(fault);
            say(title, "", hint)
        }
    }
}

fn speech(program: &str, entry: &str, lang: &str, fault: &SpeechFault) -> Telling {
    let (title, hint) = match fault {
        SpeechFault::NotThere => (format!("không có chương trình `{program}`"), "cài chương trình, hoặc ghi đúng đường dẫn"),
        SpeechFault::TooSlow { seconds } => (
            format!("`{program}` chưa đọc xong `{entry}` ({lang}) sau {seconds} giây"),
            "chương trình có thể đang đợi điều gì; nếu máy chỉ chậm, hãy tăng `seconds` trong nhóm `narration`",
        ),
        SpeechFault::TooMuch { limit } => {
            (format!("`{program}` ghi ra hơn {} MB khi đọc `{entry}` ({lang})", limit >> 20), "xem lại các tham số: chương trình phải ghi ra một tệp WAV")
        }
        SpeechFault::Failed { code: Some(code), said } => (
            format!("`{program}` kết thúc với mã {code} khi đọc `{entry}` ({lang}): {said}"),
            "chạy thử chương trình trong cửa sổ lệnh; xem lại giọng và các tham số",
        ),
        SpeechFault::Failed { code: None, said } => {
            (format!("`{program}` không đọc được `{entry}` ({lang}): {said}"), "chạy thử chương trình trong cửa sổ lệnh")
        }
        SpeechFault::NoSound => (
            format!("thứ `{program}` ghi ra khi đọc `{entry}` ({lang}) không phải âm thanh"),
            "chương trình phải ghi WAV ra đầu ra chuẩn, hoặc vào tệp `{wav}` có trong các tham số",
        ),
        SpeechFault::Silent => (format!("`{program}` đọc `{entry}` ({lang}) mà không có tiếng"), "xem giọng đã chọn có hợp với ngôn ngữ này không"),
        SpeechFault::TooLong { minutes } => {
            (format!("`{program}` đọc `{entry}` ({lang}) lâu hơn {minutes} phút"), "viết một lời thuyết minh ngắn hơn ở `narration: {text: …}`")
        }
    };
    say(title, "", hint)
}

fn payload(fault: PayloadFault) -> Telling {
    match fault {
        PayloadFault::Telephone => say("số này không gọi được", "", "viết từ 3 đến 15 chữ số, ví dụ `+84 292 382 1234`"),
        PayloadFault::NetworkName => say("tên mạng phải dài từ 1 đến 32 byte", "", "mỗi chữ có dấu chiếm 2–3 byte; viết tên đúng như điện thoại hiện ra"),
        PayloadFault::Password => say("mật khẩu WPA phải có từ 8 đến 63 ký tự không dấu", "", "hãy đối chiếu với bộ phát; mạng mở thì không có `password`"),
    }
}

/// How a picture of a form that pages do not show becomes one that they show.
fn other_picture(form: &str) -> &'static str {
    match form {
        "HEIC" => {
            "iPhone chụp ra dạng này; lưu lại thành JPEG: trên iPhone gửi ảnh với Tùy chọn › Tương thích nhất, trên máy Mac mở bằng Xem trước rồi xuất ra JPEG, hoặc dùng `heif-convert cu.heic moi.jpg`; để ảnh sau này là JPEG, chọn Cài đặt › Camera › Định dạng › Tương thích nhất"
        }
        "SVG" => "đây là hình vẽ; lưu thành PNG rộng ít nhất 1600 điểm ảnh, hoặc dùng làm logo",
        "PDF" | "EPS" => "lưu trang trong tệp thành JPEG hoặc PNG, rộng ít nhất 1600 điểm ảnh",
        "HTML" => "trình duyệt đã lưu cả trang chứ không phải ảnh; mở riêng ảnh ra rồi lưu",
        "ZIP" | "RAR" => "giải nén trước, rồi đặt ảnh bên trong cạnh tệp của mục này",
        "MP4" | "WebM" | "AVI" => "đây là phim: ghi tên trong `videos`, hoặc lưu một khung hình thành JPEG",
        _ => "đổi tên tệp không giúp được gì; mở ra rồi lưu thành JPEG, PNG hoặc WebP",
    }
}

fn logo(file: &str, fault: &LogoFault) -> Telling {
    match fault {
        LogoFault::NotThere { nearest: Some(nearest) } => say(format!("không tìm thấy logo `{file}`"), "không tìm thấy", format!("có phải là `{nearest}`?")),
        LogoFault::NotThere { nearest: None } => {
            say(format!("không tìm thấy logo `{file}`"), "không tìm thấy", "đặt tệp cạnh `catalogue.yaml`; chú ý chữ hoa, chữ thường")
        }
        LogoFault::TooLarge { bytes, limit } => say(
            format!("logo `{file}` có {bytes} byte, chỉ nhận tối đa {limit} byte"),
            "",
            "logo nằm trong mọi mã của kiểu này: hãy dùng hình đơn giản hơn hoặc ảnh nhỏ hơn",
        ),
        LogoFault::TooWide { limit } => {
            say(format!("logo `{file}` rộng hoặc cao hơn {limit} điểm ảnh"), "", "logo chỉ in rộng một, hai xăng-ti-mét: 500 điểm ảnh là đủ")
        }
        LogoFault::Unreadable => say(format!("không đọc được logo `{file}`"), "", "lưu lại thành SVG hoặc PNG"),
        LogoFault::NotOnlyADrawing { found } => say(
            format!("logo `{file}` không chỉ có hình vẽ mà còn có `{found}`"),
            "",
            "không in mã lệnh, chữ, hoạt hình hay thứ lấy từ nơi khác; hãy lưu thành “plain SVG”, chữ chuyển thành nét vẽ",
        ),
        LogoFault::TooManyShapes { limit } => say(
            format!("logo `{file}` có hơn {limit} hình, mỗi `<use>` tính bằng số hình nó lặp lại"),
            "",
            "logo nằm trong mọi mã của kiểu này: hãy dùng hình đơn giản hơn",
        ),
        LogoFault::NoRoom { version } => say(
            format!("không đủ chỗ cho logo `{file}`: có mã cần phiên bản {version}, mà logo chỉ vừa đến phiên bản 6"),
            "",
            "bỏ logo khỏi kiểu này, hoặc rút ngắn tên miền trong `base_url`",
        ),
        LogoFault::InGs1 => {
            say(format!("không đặt được logo `{file}` vào mã GS1"), "", "máy quét ở cửa hàng phải đọc được mã này: hãy dùng kiểu không có logo")
        }
    }
}

fn yaml(fault: &Fault) -> Telling {
    match fault {
        Fault::Tab => say("thụt dòng bằng phím Tab", "phím Tab ở đây", "thụt dòng bằng dấu cách, mỗi bậc hai dấu"),
        Fault::FalseBlank(letter) => say(
            format!("có ký tự ẩn ở chỗ của dấu cách (U+{:04X})", u32::from(*letter)),
            "không phải dấu cách",
            "xóa phần trước chữ rồi gõ lại bằng phím cách; ký tự này thường lẫn vào khi chép từ Word, Zalo hoặc trang web",
        ),
        Fault::ColonInText => say(
            "câu chữ có dấu hai chấm mà không nằm trong dấu ngoặc kép",
            "dấu hai chấm này",
            "đặt cả câu trong dấu ngoặc kép, như `name: \"Chùa Cầu: cây cầu có mái\"`",
        ),
        Fault::RunsOn => say(
            "dòng này bị đọc liền với dòng trên",
            "liền với dòng trên",
            "dòng trên cần có dạng `khóa: giá trị`, có dấu cách sau dấu hai chấm; hai khóa ngang hàng thì thụt vào bằng nhau",
        ),
        Fault::NoColon => {
            say("dòng này không có dạng `khóa: giá trị`", "thiếu dấu hai chấm", "viết khóa, dấu hai chấm, một dấu cách rồi giá trị, như `name: Chùa Cầu`")
        }
        Fault::Indentation => {
            say("dòng này thụt vào không khớp với các dòng trên", "lệch chỗ này", "các khóa ngang hàng phải bắt đầu thẳng cột với nhau, các dòng `- ` cũng vậy")
        }
        Fault::DashBehindKey => {
            say("dấu `- ` đứng ngay sau khóa", "", "danh sách thì xuống dòng rồi mới viết `- `; câu chữ bắt đầu bằng gạch ngang thì đặt trong dấu ngoặc kép")
        }
        Fault::OpenQuote => {
            say("dấu ngoặc kép mở ra mà không đóng lại", "mở ở đây", "thêm dấu ngoặc kép ở cuối câu chữ; nếu câu chữ có sẵn dấu `\"` thì viết `\\\"`")
        }
        Fault::AfterQuote => {
            say("còn chữ sau dấu ngoặc kép đóng", "chữ thừa", "đặt cả câu trong một cặp ngoặc kép; dấu `\"` bên trong thì viết `\\\"`, hoặc dùng “ ”")
        }
        Fault::Bracket => say(
            "dấu ngoặc `[ ]` hoặc `{ }` không đủ cặp, hoặc thiếu dấu phẩy",
            "đọc tới đây thì không hiểu",
            "viết `[một, hai]` hoặc `{vi: …, en: …}`; câu chữ có dấu ngoặc, dấu phẩy hay dấu hai chấm thì đặt trong dấu ngoặc kép",
        ),
        Fault::SpecialSign => {
            say("câu chữ bắt đầu bằng một dấu có nghĩa riêng trong YAML", "dấu này", "đặt cả câu trong dấu ngoặc kép, như `summary: \"@quetoi\"`")
        }
        Fault::Backslash => {
            say("dấu `\\` trong ngoặc kép đi với một chữ không hợp lệ", "trong câu này", "viết `\\\\` cho mỗi dấu `\\`, hoặc dùng dấu nháy đơn `'…'`")
        }
        Fault::SecondDocument => say(
            "dòng `---` mở ra phần thứ hai, phần này không được đọc",
            "",
            "bỏ dòng này và viết tiếp các khóa; bài viết trong tệp `.yaml` đặt ở khóa `story`, hoặc chuyển mục thành thư mục có `index.md`",
        ),
        Fault::MergeConflict => say(
            "tệp còn dấu `<<<<<<<` vì hai người cùng sửa một chỗ",
            "bắt đầu ở đây",
            "giữ lại những dòng đúng, rồi xóa các dòng bắt đầu bằng `<<<<<<<`, `=======` và `>>>>>>>`",
        ),
        Fault::Other(message) => {
            say("không đọc được YAML từ chỗ này", "dừng đọc ở đây", format!("xem lại chỗ thụt dòng và dấu ngoặc kép; bộ đọc YAML báo (tiếng Anh): {message}"))
        }
    }
}

fn say(title: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Telling {
    Telling { title: title.into(), label: label.into(), hint: hint.into() }
}

fn list(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The first few words, and how many more there are.
fn some(words: &[String]) -> String {
    match words.split_at_checked(6) {
        Some((first, rest)) if !rest.is_empty() => format!("{} … (còn {} khóa nữa)", list(first), rest.len()),
        Some(_) | None => list(words),
    }
}

fn meant(nearest: Option<&String>, known: &[String]) -> String {
    match (nearest, known) {
        (Some(nearest), []) => format!("có phải là `{nearest}`?"),
        (Some(nearest), known) => format!("có phải là `{nearest}`? Dùng được: {}", list(known)),
        (None, []) => String::new(),
        (None, known) => format!("dùng được: {}", list(known)),
    }
}

fn expected_noun(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "câu chữ",
        Expected::LocalizedText => "câu chữ, hoặc câu chữ cho từng ngôn ngữ",
        Expected::Map => "một nhóm khóa",
        Expected::List => "một danh sách",
        Expected::Integer => "một số nguyên",
        Expected::Decimal => "một số",
        Expected::Date => "ngày tháng",
        Expected::FullDate => "ngày tháng năm đầy đủ",
        Expected::Colour => "một màu",
        Expected::Url => "một địa chỉ web",
        Expected::Reference => "một mục",
        Expected::LanguageTag => "một mã ngôn ngữ",
    }
}

fn not_this(expected: Expected) -> &'static str {
    match expected {
        Expected::Text | Expected::LocalizedText => "không phải câu chữ",
        Expected::Map => "không phải nhóm khóa",
        Expected::List => "không phải danh sách",
        Expected::Integer | Expected::Decimal => "không phải số",
        Expected::Date | Expected::FullDate => "không có ngày này, hoặc viết khác cách",
        Expected::Colour => "không phải màu",
        Expected::Url => "không phải địa chỉ",
        Expected::Reference => "không phải mục",
        Expected::LanguageTag => "không phải mã ngôn ngữ",
    }
}

fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "đặt câu chữ trong dấu ngoặc kép",
        Expected::LocalizedText => "viết `khóa: câu chữ`, hoặc `khóa: {vi: …, en: …}`",
        Expected::Map => "viết các dòng `khóa: giá trị` bên dưới, thụt vào",
        Expected::List => "viết bên dưới mỗi dòng một `- …`",
        Expected::Integer => "chỉ viết chữ số, như `1989` hoặc `125000`",
        Expected::Decimal => "viết với dấu chấm thập phân, như `10.0362`",
        Expected::Date => "viết năm, tháng, ngày, như `1996-06-28`; chưa rõ ngày thì `1996-06` hoặc `1996`",
        Expected::FullDate => "viết đủ năm, tháng, ngày, như `1996-06-28`",
        Expected::Colour => "viết `#` và sáu chữ số, như `#7a3b2e`",
        Expected::Url => "viết đủ, như `https://disan.example.vn/`",
        Expected::Reference => "viết loại và tên thư mục, như `sites/chua-cau`",
        Expected::LanguageTag => "viết mã BCP 47, như `vi`, `en` hoặc `km`",
    }
}
