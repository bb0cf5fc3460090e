//! Products: what they are made of, and how long their OCOP certificate holds.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::entry::Entry;
use super::field::{Field, Shape};
use super::kind::Kind;
use super::record::{Record, Value};
use super::{Catalogue, EntryId};
use crate::diag::{Place, Problem, ProblemKind};
use crate::qr::gs1::Gtin;
use crate::text::PartialDate;

/// What a product is made of. Groups: OCOP programme, decision 919/QĐ-TTg of 1 August 2022.
pub(super) const FIELDS: &[Field] = &[
    Field::required("producer", Shape::Reference(Some(Kind::Producer)), "ai làm ra, như `producers/htx-tai-hoan`", "who makes it, as `producers/htx-tai-hoan`"),
    Field::required(
        "group",
        Shape::Choice(&["food", "beverage", "medicinal", "handicraft", "ornamental", "tourism"]),
        "nhóm OCOP: thực phẩm, đồ uống, dược liệu, thủ công mỹ nghệ, sinh vật cảnh, dịch vụ du lịch",
        "OCOP group: food, beverage, medicinal, handicraft, ornamental, tourism",
    ),
    Field::optional("ocop", Shape::Group(OCOP), "chứng nhận OCOP", "the OCOP certificate"),
    Field::optional("geographical_indication", Shape::Text, "tên chỉ dẫn địa lý và nơi bảo hộ", "the protected name and where it is protected"),
    Field::optional("gtin", Shape::Gtin, "mã GTIN 8, 12, 13 hoặc 14 chữ số", "GTIN of 8, 12, 13 or 14 digits"),
    Field::optional(
        "gtin_history",
        Shape::List(&Shape::Gtin),
        "các mã GTIN khác đã in trên nhãn cũ; địa chỉ của mã ấy vẫn mở được trang này",
        "other GTINs that stand on earlier labels; their addresses still open this page",
    ),
    Field::optional("origin", Shape::Text, "nguyên liệu và nơi làm", "where it and its material come from"),
    Field::optional("ingredients", Shape::Text, "thành phần", "what it is made of"),
    Field::optional("uses", Shape::Text, "cách dùng", "how to use it"),
    Field::optional("storage", Shape::Text, "cách bảo quản", "how to keep it"),
    Field::optional("warnings", Shape::Text, "lưu ý, như chất gây dị ứng", "warnings, such as allergens"),
    Field::optional("shelf_life", Shape::Group(SHELF_LIFE), "hạn dùng tính từ ngày sản xuất", "how long it keeps, from the day of making"),
    Field::optional("net_content", Shape::Line, "khối lượng hoặc thể tích tịnh, như `500 g`", "net content, as `500 g`"),
    Field::optional("price", Shape::Group(PRICE), "giá, kèm ngày của giá", "the price, with its date"),
    Field::optional("where_to_buy", Shape::List(&Shape::Group(SHOP)), "nơi bán", "where to buy it"),
];

const SHELF_LIFE: &[Field] =
    &[Field::optional("days", Shape::Integer(1, 3_660), "số ngày", "days"), Field::optional("months", Shape::Integer(1, 120), "số tháng", "months")];

const OCOP: &[Field] = &[
    Field::required("stars", Shape::Integer(1, 5), "số sao", "stars"),
    Field::required("date", Shape::Date, "ngày quyết định; chứng nhận có giá trị 36 tháng", "date of the decision; the certificate holds for 36 months"),
    Field::optional("decision", Shape::Line, "số quyết định", "number of the decision"),
    Field::optional("authority", Shape::Line, "cơ quan công nhận, tên gọi lúc ấy", "who decided, under the name of that time"),
];

const PRICE: &[Field] = &[
    Field::required("amount", Shape::Integer(0, 10_000_000_000), "số tiền, đồng", "amount in đồng (VND)"),
    Field::optional("unit", Shape::Text, "đơn vị, như “hộp 200 g”", "for what, as “a 200 g box”"),
    Field::required("valid_on", Shape::FullDate, "ngày giá này còn đúng", "a day on which it was right"),
];

const SHOP: &[Field] = &[
    Field::required("name", Shape::Text, "tên nơi bán", "its name"),
    Field::optional("url", Shape::Url, "địa chỉ web", "its web address"),
    Field::optional("telephone", Shape::Line, "điện thoại", "telephone"),
    Field::optional("zalo", Shape::Line, "số Zalo", "Zalo number"),
    Field::optional("address", Shape::Text, "địa chỉ", "its address"),
    Field::optional("checked", Shape::FullDate, "ngày kiểm tra gần nhất", "when somebody last looked"),
];

/// Months that an OCOP certificate holds: decision 1048/QĐ-TTg (2019) and those that replaced it.
const CERTIFICATE_MONTHS: i32 = 36;

/// An OCOP certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// 1 to 5.
    pub stars: i64,
    /// When it was given.
    pub date: PartialDate,
    /// The day until which it holds, as exactly as the date is known.
    pub expires: Option<PartialDate>,
    /// Whether it has certainly run out. One that is known to the year only counts as valid to the end of that year.
    pub expired: bool,
}

impl Certificate {
    /// The certificate of a product, if it has one.
    #[must_use]
    pub fn of(product: &Record, today: Date) -> Option<Self> {
        let ocop = product.group("ocop")?;
        let date = ocop.date("date")?;
        let expires = date.months_later(CERTIFICATE_MONTHS);
        let ran_out = expires.is_some_and(|last| last.latest() < today);
        Some(Self { stars: ocop.integer("stars")?, date, expires, expired: ran_out })
    }
}

/// The GTINs of a product, each once with its place: its own, then those on earlier labels.
pub(super) fn gtins(product: &Record) -> Vec<(Gtin, &Place)> {
    let own = product.get("gtin").zip(product.place("gtin"));
    let mut gtins: Vec<(Gtin, &Place)> = Vec::new();
    for (value, place) in own.into_iter().chain(product.list("gtin_history")) {
        let Value::Line(digits) = value else { continue };
        if let Some(gtin) = Gtin::parse(digits).ok().filter(|gtin| gtins.iter().all(|(known, _)| known != gtin)) {
            gtins.push((gtin, place));
        }
    }
    gtins
}

/// A GTIN leads to one product only.
pub(super) fn check_gtins(catalogue: &Catalogue, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<Gtin, &EntryId> = BTreeMap::new();
    for product in catalogue.of_kind(Kind::Product) {
        for (gtin, place) in gtins(&product.record) {
            let owner = *first.entry(gtin).or_insert(&product.id);
            if *owner != product.id {
                problems.push(Problem::at(place, ProblemKind::GtinTaken { gtin: gtin.to_string(), owner: owner.to_string() }));
            }
        }
    }
}

/// Certificates and prices are not from the future.
pub(super) fn check(entry: &Entry, today: Date, problems: &mut Vec<Problem>) {
    for (group, key) in [("ocop", "date"), ("price", "valid_on")] {
        let Some(record) = entry.record.group(group) else { continue };
        if let (Some(date), Some(place)) = (record.date(key), record.place(key))
            && date.earliest() > today
        {
            problems.push(Problem::at(place, ProblemKind::DateInFuture { date: date.iso(), today: today.to_string() }));
        }
    }
}
