//! Labels in ZPL II, the language of Zebra's printers and of many others.
//!
//! What the commands mean: Zebra, “ZPL II Programming Guide”, `^GF`, `^LL`, `^PQ`, `^PW`, and “Alternative Data Compression Scheme” under `~DG`.

use std::fmt::Write;

use super::thermal::{Dots, Label, batches};

/// The most bytes that one graphic field holds (`^GF`, parameter c). Larger labels are sent in bands.
const MOST: usize = 99_999;
/// The longest run of one digit that two letters tell: 400 and 19.
const LONGEST: usize = 419;

/// Labels as ZPL, one picture each. How dark and how fast is left as it is set at the printer.
///
/// Each is a format of its own: `^PW` and `^LL` its width and length in dots, `^GFA` dots in hexadecimal digits, `^PQ` how often it is printed.
#[must_use]
pub fn zpl(labels: &[Label]) -> Vec<u8> {
    batches(labels).map(|(dots, copies)| label(dots, copies)).collect::<String>().into_bytes()
}

fn label(dots: &Dots, copies: usize) -> String {
    let mut out = format!("^XA\n^PW{}\n^LL{}\n^LH0,0\n", dots.width(), dots.height());
    let rows: Vec<&[u8]> = dots.rows().collect();
    let in_band = (MOST / dots.bytes().max(1)).max(1);
    for (at, band) in rows.chunks(in_band).enumerate() {
        let size = band.len() * dots.bytes();
        // for hexadecimal digits the first number is the second, however few digits there are
        let _ = writeln!(out, "^FO0,{}^GFA,{size},{size},{},", at * in_band, dots.bytes());
        digits(&mut out, band);
        out.push_str("^FS\n");
    }
    let _ = write!(out, "^PQ{copies}\n^XZ\n");
    out
}

/// Rows in hexadecimal digits. `:` repeats the row above, `,` fills the rest of a row with white.
fn digits(out: &mut String, rows: &[&[u8]]) {
    let mut above: Option<&[u8]> = None;
    for row in rows {
        if above == Some(row) {
            out.push(':');
        } else {
            // a comma stands for whole bytes
            let used = row.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            let nibbles: Vec<u8> = row[..used].iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
            nibbles.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(LONGEST)).for_each(|run| repeated(out, run[0], run.len()));
            if used < row.len() {
                out.push(',');
            }
        }
        above = Some(row);
    }
}

/// A digit so many times, up to 419: `g` to `z` are 20 to 400, `G` to `Y` are 1 to 19, and what stands together is added.
fn repeated(out: &mut String, digit: u8, times: usize) {
    let letter = |first: u8, steps: usize| char::from(first + steps as u8 - 1);
    if times >= 20 {
        out.push(letter(b'g', times / 20));
    }
    if !times.is_multiple_of(20) && times > 1 {
        out.push(letter(b'G', times % 20));
    }
    let _ = write!(out, "{digit:X}");
}
