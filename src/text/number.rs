//! Numbers as people write them.

/// Whole number with its digits in groups of three: `grouped(125000, ".")` gives `125.000`.
#[must_use]
pub fn grouped(number: i64, mark: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    if number < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}
