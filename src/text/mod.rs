//! Vietnamese text: one spelling, folding for search and slugs, alphabetical order, numbers and dates.
//!
//! 1. `normal` brings every text to Unicode NFC when it is read.
//! 2. `fold` takes the marks off: for slugs and for "did you mean".
//! 3. `order` sorts as a Vietnamese dictionary does.
//! 4. `date` knows dates of which only the year or the month is known; `number` groups digits.

mod date;
mod fold;
mod normal;
mod number;
mod order;

pub use date::PartialDate;
pub use fold::{fold, is_slug, nearest, slug};
pub use normal::nfc;
pub use number::grouped;
pub use order::{SortKeys, initial};
