//! Producers: cooperatives, firms, households, villages.

use super::field::{Field, Shape};
use super::payment::PAYMENT;
use super::place::PLACE;

/// What a producer is made of.
pub(super) const FIELDS: &[Field] = &[
    Field::required(
        "type",
        Shape::Choice(&["cooperative", "company", "household", "craft-village", "community"]),
        "hợp tác xã, công ty, hộ gia đình, làng nghề, cộng đồng",
        "cooperative, company, household, craft village, community",
    ),
    Field::optional("representative", Shape::Line, "người đại diện, nếu đã công bố", "who stands for it, if published"),
    Field::required("place", Shape::Group(PLACE), "vị trí và địa chỉ", "position and addresses"),
    Field::optional("contact", Shape::Group(CONTACT), "liên hệ", "how to reach it"),
    Field::optional(
        "payment",
        Shape::Group(PAYMENT),
        "tài khoản mà ai cũng có thể chuyển tiền tới, do chính chủ công bố",
        "the account that anyone may pay to, published by its owner",
    ),
];

const CONTACT: &[Field] = &[
    Field::optional("telephone", Shape::Line, "điện thoại", "telephone"),
    Field::optional("zalo", Shape::Line, "số Zalo", "Zalo number"),
    Field::optional("email", Shape::Line, "thư điện tử", "e-mail"),
    Field::optional("website", Shape::Url, "trang web", "website"),
];
