//! Faults of panoramas and videos in both languages, side by side: the sentence and the way out.

use super::media::{CaptionsFault, MediaFault as Fault};

/// The sentence and the hint in Vietnamese; `file` is the file or the address.
pub(super) fn vietnamese(file: &str, fault: &Fault) -> (String, String) {
    let say = |sentence: String, hint: &str| (sentence, hint.to_owned());
    match fault {
        Fault::NotTwiceAsWide { width, height } => say(
            format!("ảnh 360° `{file}` có {width} × {height} điểm ảnh, không phải rộng gấp đôi cao"),
            "chụp bằng máy 360° và xuất ảnh đủ vòng (equirectangular); ảnh quét ngang bằng điện thoại thì để trong `pictures`",
        ),
        Fault::NarrowPanorama { width, least } => say(
            format!("ảnh 360° `{file}` chỉ rộng {width} điểm ảnh, nhìn quanh sẽ mờ"),
            &format!("dùng ảnh rộng ít nhất {least} điểm ảnh, tốt nhất từ 4096 đến 8192"),
        ),
        Fault::NotThere { nearest } => (
            format!("không có tệp `{file}`"),
            match nearest {
                Some(nearest) => format!("có phải là `{nearest}`? Chữ hoa và chữ thường là khác nhau"),
                None => "đặt tệp cạnh tệp của mục này; chú ý chữ hoa, chữ thường".to_owned(),
            },
        ),
        Fault::NoVideo => say(format!("`{file}` không phải phim MP4 hay WebM"), CONVERT_VI),
        Fault::BrokenVideo => say(format!("phim `{file}` bị hỏng hoặc bị cắt cụt"), "chép lại tệp từ máy quay, hoặc xuất lại từ chương trình dựng phim"),
        Fault::DamagedVideo { table } => say(
            format!("phim `{file}` bị hỏng bên trong: bảng `{table}` không khớp với phần còn lại của tệp"),
            "phim sẽ dừng giữa chừng hoặc không hiện hình; chép lại từ máy quay, hoặc xuất lại từ chương trình dựng phim",
        ),
        Fault::Codec { codec } => say(format!("phim `{file}` dùng kiểu nén `{codec}`, nhiều điện thoại không phát được"), CONVERT_VI),
        Fault::VideoTooLarge { bytes, limit } => say(
            format!("phim `{file}` nặng {} MB; nhiều nhất {} MB", bytes.div_ceil(1 << 20), limit >> 20),
            "nơi đặt trang web không nhận tệp lớn hơn, và mạng yếu tải rất lâu; cắt ngắn, giảm xuống 480p, hoặc đưa lên YouTube rồi ghi `url`",
        ),
        Fault::StartsLate => (
            format!("phim `{file}` phải tải hết mới phát được"),
            format!("chuyển phần đầu tệp lên trước: `ffmpeg -i {file} -c copy -movflags +faststart moi.mp4`"),
        ),
        Fault::StrangeTrack { track } => (
            format!("phim `{file}` có một rãnh `{track}` không phải hình cũng không phải tiếng, có thể ghi vị trí của người quay"),
            format!("bỏ rãnh ấy đi: `ffmpeg -i {file} -map 0:v -map 0:a? -c copy -movflags +faststart moi.mp4`"),
        ),
        Fault::NotOneSource { found: 0 } => {
            say("phim chưa có `file` hay `url`".to_owned(), "ghi `file` nếu tệp phim nằm cạnh tệp này, hoặc `url` nếu phim ở nơi khác")
        }
        Fault::NotOneSource { .. } => say("phim có cả `file` lẫn `url`".to_owned(), "chỉ giữ một; phim còn ở nơi khác nữa thì thêm một mục vào `videos`"),
        Fault::UnknownStage => say(
            format!("`{file}` không dẫn đến YouTube, TikTok hay Facebook"),
            "dùng địa chỉ `https://` của phim trên một trong ba nơi ấy, hoặc đặt tệp phim cạnh tệp này và ghi `file`",
        ),
        Fault::CaptionsNotText => {
            say(format!("không đọc được phụ đề `{file}`"), "lưu lại dưới dạng văn bản UTF-8 (trong Notepad: Encoding UTF-8), nhiều nhất 1 MB")
        }
        Fault::BadCaptions { fault } => captions_vietnamese(file, *fault),
        Fault::OnlyHeard => say(
            format!("phim `{file}` có tiếng mà không có phụ đề"),
            "thêm `captions` (tệp WebVTT), hoặc `transcript` nếu chỉ có tiếng động, cho người không nghe được",
        ),
    }
}

/// The sentence and the hint in English.
pub(super) fn english(file: &str, fault: &Fault) -> (String, String) {
    let say = |sentence: String, hint: &str| (sentence, hint.to_owned());
    match fault {
        Fault::NotTwiceAsWide { width, height } => say(
            format!("the panorama `{file}` has {width} × {height} pixels, which is not twice as wide as high"),
            "take it with a 360° camera and export the whole view around (equirectangular); what a phone's sweep gives belongs under `pictures`",
        ),
        Fault::NarrowPanorama { width, least } => say(
            format!("the panorama `{file}` is only {width} pixels wide and will look blurred"),
            &format!("use a picture at least {least} pixels wide, at best 4096 to 8192"),
        ),
        Fault::NotThere { nearest } => (
            format!("the file `{file}` is not there"),
            match nearest {
                Some(nearest) => format!("is `{nearest}` meant? Upper and lower case count"),
                None => "put it beside the entry's file; upper and lower case count".to_owned(),
            },
        ),
        Fault::NoVideo => say(format!("`{file}` is no video in MP4 or WebM"), CONVERT_EN),
        Fault::BrokenVideo => say(format!("the video `{file}` is broken or cut off"), "copy it from the camera again, or export it again"),
        Fault::DamagedVideo { table } => say(
            format!("the video `{file}` is damaged inside: its table `{table}` does not agree with the rest of the file"),
            "it would stop halfway or show nothing; copy it from the camera again, or export it again",
        ),
        Fault::Codec { codec } => say(format!("the video `{file}` is compressed as `{codec}`, which many phones do not play"), CONVERT_EN),
        Fault::VideoTooLarge { bytes, limit } => say(
            format!("the video `{file}` has {} MB; at most {} MB are taken", bytes.div_ceil(1 << 20), limit >> 20),
            "web hosts take no larger file, and a weak link would load it for long; shorten it, save it in 480p, or put it on YouTube and give its `url`",
        ),
        Fault::StartsLate => (
            format!("the video `{file}` cannot begin before all of it is loaded"),
            format!("move its head to the front: `ffmpeg -i {file} -c copy -movflags +faststart new.mp4`"),
        ),
        Fault::StrangeTrack { track } => (
            format!("the video `{file}` has a track `{track}` that is neither picture nor sound and may say where it was taken"),
            format!("leave it out: `ffmpeg -i {file} -map 0:v -map 0:a? -c copy -movflags +faststart new.mp4`"),
        ),
        Fault::NotOneSource { found: 0 } => {
            say("the video has neither `file` nor `url`".to_owned(), "give `file` if it lies beside this file, or `url` if it is elsewhere")
        }
        Fault::NotOneSource { .. } => {
            say("the video has both `file` and `url`".to_owned(), "keep one; if the film is elsewhere too, add another item to `videos`")
        }
        Fault::UnknownStage => say(
            format!("`{file}` leads to neither YouTube nor TikTok nor Facebook"),
            "use the `https://` address of the film at one of these, or put its file beside this one and give `file`",
        ),
        Fault::CaptionsNotText => say(format!("the captions `{file}` cannot be read"), "save them as text in UTF-8 (in Notepad: Encoding UTF-8), at most 1 MB"),
        Fault::BadCaptions { fault } => captions_english(file, *fault),
        Fault::OnlyHeard => say(
            format!("the video `{file}` has sound and no captions"),
            "add `captions` (WebVTT files), or a `transcript` where nothing is spoken, for those who cannot hear it",
        ),
    }
}

const CONVERT_VI: &str =
    "chuyển sang MP4 (H.264, AAC): `ffmpeg -i cu.mov -c:v libx264 -pix_fmt yuv420p -vf scale=-2:480 -c:a aac -movflags +faststart moi.mp4`";
const CONVERT_EN: &str =
    "convert it to MP4 (H.264, AAC): `ffmpeg -i old.mov -c:v libx264 -pix_fmt yuv420p -vf scale=-2:480 -c:a aac -movflags +faststart new.mp4`";

fn captions_vietnamese(file: &str, fault: CaptionsFault) -> (String, String) {
    let (sentence, hint) = match fault {
        CaptionsFault::NoHead => ("dòng đầu không phải là `WEBVTT`", "dòng đầu chỉ ghi `WEBVTT`, rồi một dòng trống; tệp SRT thì đổi sang WebVTT trước"),
        CaptionsFault::BadTime => ("không đọc được thời gian", "viết `00:01.000 --> 00:04.500`: phút hai chữ số, giây hai chữ số, dấu chấm, ba chữ số"),
        CaptionsFault::EndsBeforeItBegins => ("câu này hết trước khi bắt đầu", "thời gian sau `-->` phải muộn hơn thời gian trước nó"),
        CaptionsFault::OutOfOrder => ("câu này bắt đầu trước câu ở trên", "xếp các câu theo thời gian bắt đầu"),
        CaptionsFault::Empty => ("chưa có câu nào", "dưới `WEBVTT` cần ít nhất một câu: một dòng thời gian, rồi lời"),
    };
    (format!("phụ đề `{file}`: {sentence}"), hint.to_owned())
}

fn captions_english(file: &str, fault: CaptionsFault) -> (String, String) {
    let (sentence, hint) = match fault {
        CaptionsFault::NoHead => ("the first line is not `WEBVTT`", "write `WEBVTT` alone in it, then an empty line; convert an SRT file to WebVTT first"),
        CaptionsFault::BadTime => ("the times cannot be read", "write `00:01.000 --> 00:04.500`: two digits of minutes, two of seconds, a point, three digits"),
        CaptionsFault::EndsBeforeItBegins => ("this caption ends before it begins", "the time behind `-->` must be later than the one before it"),
        CaptionsFault::OutOfOrder => ("this caption begins before the one above it", "put them in the order in which they begin"),
        CaptionsFault::Empty => ("there is no caption in it", "below `WEBVTT` at least one is needed: a line of times, then the words"),
    };
    (format!("captions `{file}`: {sentence}"), hint.to_owned())
}
