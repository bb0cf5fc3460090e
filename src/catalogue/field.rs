//! The words in which a kind of entry is described, once: reading, the reference of the format and the pages come from it.

use super::kind::Kind;
use super::narration::NARRATION;
use super::panorama::PANORAMA;
use super::video::VIDEO;

/// One key of an entry or of a group in it.
#[derive(Debug)]
pub struct Field {
    /// The key in YAML, in English.
    pub key: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Vietnamese and in English.
    pub help: [&'static str; 2],
}

/// What a value is.
#[derive(Debug)]
pub enum Shape {
    /// A name in one line, in each language.
    Name,
    /// A text in one line or a few, in each language.
    Text,
    /// Markdown, in each language.
    Prose,
    /// A text that is the same in every language: a name, a number of a decision.
    Line,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A date, as far as it is known.
    Date,
    /// A date with its day.
    FullDate,
    /// A whole number in a range.
    Integer(i64, i64),
    /// A number in a range.
    Decimal(f64, f64),
    /// Degrees north. Read as widely as a longitude, so that two coordinates in the wrong order are told as just that.
    Latitude,
    /// `#rrggbb`.
    Colour,
    /// `https://…` or `http://…`.
    Url,
    /// Another entry, `kind/slug`; of this kind if one is said.
    Reference(Option<Kind>),
    /// A file beside the entry: JPEG, PNG or WebP.
    Picture,
    /// A text in some of the languages: none is missing where it is not written.
    PerLanguage,
    /// A GTIN with its check digit.
    Gtin,
    /// Several of these.
    List(&'static Shape),
    /// Keys of its own.
    Group(&'static [Field]),
}

impl Field {
    /// A key that may be left out.
    pub(super) const fn optional(key: &'static str, shape: Shape, vietnamese: &'static str, english: &'static str) -> Self {
        Self { key, shape, required: false, help: [vietnamese, english] }
    }

    /// A key that must be there.
    pub(super) const fn required(key: &'static str, shape: Shape, vietnamese: &'static str, english: &'static str) -> Self {
        Self { key, shape, required: true, help: [vietnamese, english] }
    }

    /// Whether its value may differ between languages as a whole: such keys may stand in a translation.
    #[must_use]
    pub fn is_translatable(&self) -> bool {
        matches!(self.shape, Shape::Name | Shape::Text | Shape::Prose)
    }

    /// The fields of a group of which each value may be there in one language and not in another: it may stand in a translation too.
    pub(super) fn per_language(&self) -> Option<&'static [Self]> {
        let Shape::Group(fields) = self.shape else { return None };
        fields.iter().all(|field| matches!(field.shape, Shape::PerLanguage)).then_some(fields)
    }
}

/// How long a text may be, in letters, and whether it may have several lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Room {
    pub letters: usize,
    pub lines: bool,
}

impl Shape {
    /// How much room there is for a value of this shape. A name of 300 letters fits on no plaque any more; what is longer than the others was pasted by mistake.
    pub(super) fn room(&self) -> Room {
        match self {
            Self::Name => Room { letters: 300, lines: false },
            Self::Text => Room { letters: 10_000, lines: true },
            Self::Prose | Self::PerLanguage => Room { letters: usize::MAX, lines: true },
            Self::Line
            | Self::Choice(_)
            | Self::Date
            | Self::FullDate
            | Self::Integer(..)
            | Self::Decimal(..)
            | Self::Latitude
            | Self::Colour
            | Self::Url
            | Self::Reference(_)
            | Self::Picture
            | Self::Gtin
            | Self::List(_)
            | Self::Group(_) => Room { letters: 2_000, lines: false },
        }
    }
}

/// The key of the story, which is the body of a `.md` file.
pub(super) const STORY: &str = "story";

/// What entries of all kinds are made of.
pub const COMMON: &[Field] = &[
    Field::required("name", Shape::Name, "tên", "the name"),
    Field::optional(
        "also_known_as",
        Shape::List(&Shape::Line),
        "tên gọi khác, ghi bằng chính ngôn ngữ của tên",
        "other names, each as it is written in its own language",
    ),
    Field::required(
        "summary",
        Shape::Text,
        "một hai câu nói điều đáng biết nhất; hiện đầu trang, trong danh sách và ở máy tìm kiếm",
        "one or two sentences on what matters; shown first, in lists and by search engines",
    ),
    Field::optional(
        STORY,
        Shape::Prose,
        "bài viết; trong tệp `.md` là phần sau dòng `---` thứ hai",
        "the story; in a `.md` file, what follows the second `---`",
    ),
    Field::optional(
        "colour",
        Shape::Colour,
        "màu của hình bìa và biển, đủ đậm để chữ trắng đọc được",
        "colour of the cover and the plaque, deep enough to carry white text",
    ),
    Field::optional(
        "pictures",
        Shape::List(&Shape::Group(PICTURE)),
        "ảnh nằm cạnh tệp này; ảnh đầu tiên đứng đầu trang",
        "pictures lying beside this file; the first one opens the page",
    ),
    Field::optional("panoramas", Shape::List(&Shape::Group(PANORAMA)), "ảnh 360°, nhìn quanh được", "panoramas that one can look around in"),
    Field::optional("videos", Shape::List(&Shape::Group(VIDEO)), "phim: tệp riêng hoặc liên kết", "videos: files of their own or links"),
    Field::optional(
        "narration",
        Shape::Group(NARRATION),
        "lời thuyết minh để nghe; không ghi gì thì đọc tên, lời giới thiệu và bài viết (xem `narration` trong `catalogue.yaml`)",
        "what is heard; without it name, summary and story are read aloud (see `narration` in `catalogue.yaml`)",
    ),
    Field::optional("tags", Shape::List(&Shape::Line), "thẻ để chọn khi in, như `dot-1`", "tags to choose by when printing, as `first-round`"),
    Field::optional(
        "scan_distance",
        Shape::Decimal(0.1, 30.0),
        "người xem đứng cách biển bao nhiêu mét; mã QR trên biển phải quét được từ chỗ ấy",
        "how many metres away people stand from the plaque; its QR code must scan from there",
    ),
    Field::optional("facts", Shape::List(&Shape::Group(FACT)), "từng dữ kiện với nguồn của nó", "single facts, each with its source"),
    Field::optional(
        "related",
        Shape::List(&Shape::Reference(None)),
        "các mục liên quan, như `sites/chua-cau`",
        "entries that belong to it, as `sites/chua-cau`",
    ),
    Field::optional(
        "updated",
        Shape::FullDate,
        "ngày viết hoặc sửa nội dung lần gần nhất; có ngày thì mục được báo trong bản tin Atom",
        "when its content was last written or changed; dated entries appear in the Atom feed",
    ),
];

const PICTURE: &[Field] = &[
    Field::required("file", Shape::Picture, "tên tệp ảnh: JPEG, PNG hoặc WebP", "the picture's file: JPEG, PNG or WebP"),
    Field::optional("alt", Shape::Text, "ảnh có gì, cho người không nhìn được ảnh", "what it shows, for those who cannot see it"),
    Field::optional("caption", Shape::Text, "chú thích dưới ảnh", "the caption under it"),
    Field::optional("credit", Shape::Line, "người chụp hoặc người giữ bản quyền", "who took it or holds the rights"),
    Field::optional("licence", Shape::Line, "giấy phép, như `CC BY-SA 4.0`", "the licence, as `CC BY-SA 4.0`"),
];

const FACT: &[Field] = &[
    Field::required("text", Shape::Text, "dữ kiện, gọn trong một câu", "the fact, in one sentence"),
    Field::optional(
        "nature",
        Shape::Choice(&["fact", "legend", "account"]),
        "sự thật, truyền thuyết hay lời kể của gia đình (mặc định: `fact`)",
        "fact, legend, or somebody's account (default: `fact`)",
    ),
    Field::optional(
        "confidence",
        Shape::Choice(&["high", "medium"]),
        "chắc đến đâu: hai nguồn độc lập hoặc nguồn chính thức; một nguồn khá",
        "how sure: two independent sources or an official one; one decent source",
    ),
    Field::optional("sources", Shape::List(&Shape::Line), "nguồn: địa chỉ web hoặc lời mô tả", "sources: a web address or a description"),
];
