//! Vietnamese text: one spelling, folding for search and slugs, alphabetical order, numbers and dates; and text that goes to other programs.
//!
//! 1. `normal` brings every text to Unicode NFC when it is read.
//! 2. `fold` takes the marks off: for slugs and search; `nearest` finds what a slip may have meant.
//! 3. `order` sorts as a Vietnamese dictionary does.
//! 4. `date` knows dates of which only the year or the month is known; `number` groups digits; `telephone` reads numbers as people write them.
//! 5. `sign` knows what no text may hold; `printable` shows what a terminal must not get; `csv` writes tables for spreadsheets.

mod csv;
mod date;
mod fold;
mod nearest;
mod normal;
mod number;
mod order;
mod printable;
mod sign;
mod telephone;

pub use csv::{Cell, csv};
pub use date::PartialDate;
pub use fold::{fold, is_portable, is_reserved, is_slug, slug};
pub use nearest::{Nearest, nearest};
pub use normal::nfc;
pub use number::grouped;
pub use order::{SortKeys, initial};
pub use printable::{printable, printable_json, printable_lines};
pub use sign::{is_control, turns_direction};
pub use telephone::{Telephone, telephones, zalo};
