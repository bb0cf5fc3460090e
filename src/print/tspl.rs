//! Labels in TSPL, the language of TSC's printers and of many others.
//!
//! What the commands mean: TSC, “TSPL/TSPL2 Programming Language”, `SIZE`, `GAP`, `DIRECTION`, `CLS`, `BITMAP`, `PRINT`.

use super::thermal::{Dots, Head, Label, batches};

/// Labels as TSPL for a roll with a gap of so many millimetres between them, 0 where the paper has none. How dark and how fast is left as it is
/// set at the printer.
///
/// Each has its size and the gap, then the cleared memory filled by one `BITMAP` from the upper left corner, overwriting (mode 0), a bit of 0 being
/// black; `PRINT 1,n` prints it n times.
#[must_use]
pub fn tspl(labels: &[Label], head: Head, gap: f64) -> Vec<u8> {
    batches(labels).flat_map(|(dots, copies)| label(dots, copies, head, gap)).collect()
}

fn label(dots: &Dots, copies: usize, head: Head, gap: f64) -> Vec<u8> {
    let [width, height] = [dots.width(), dots.height()].map(|length| millimetres(length as f64 / f64::from(head.dots())));
    let setting = format!("SIZE {width} mm,{height} mm\r\nGAP {} mm,0 mm\r\nDIRECTION 0\r\nCLS\r\n", millimetres(gap));
    let bitmap = format!("BITMAP 0,0,{},{},0,", dots.bytes(), dots.height());
    let print = format!("\r\nPRINT 1,{copies}\r\n");
    let mut out = setting.into_bytes();
    out.extend(bitmap.bytes());
    out.extend(dots.rows().flatten().map(|byte| !byte));
    out.extend(print.bytes());
    out
}

/// A length to a thousandth, without needless zeros.
fn millimetres(value: f64) -> String {
    let written = format!("{value:.3}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}
