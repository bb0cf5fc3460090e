//! Drawings as SVG.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::drawing::{Drawing, Step};

impl Drawing {
    /// As SVG for print: as large as modules of so many millimetres make it, without scripts, fonts or anything from elsewhere.
    #[must_use]
    pub fn svg(&self, module: f64) -> String {
        let side = self.side();
        let whole = decimal(side as f64 * module);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}mm\" height=\"{whole}mm\" viewBox=\"0 0 {side} {side}\"><path fill=\"{}\" d=\"M0 0h{side}v{side}H0z\"/>",
            self.light
        );
        for (colour, path) in &self.shapes {
            let _ = write!(out, "<path fill=\"{colour}\" fill-rule=\"evenodd\" d=\"{}\"/>", path_data(path));
        }
        if let Some((logo, [x, y], size)) = &self.logo {
            let data = STANDARD.encode(&logo.bytes);
            let [x, y, field] = [*x, *y, *size].map(decimal);
            let _ = write!(out, "<image x=\"{x}\" y=\"{y}\" width=\"{field}\" height=\"{field}\" href=\"data:{};base64,{data}\"/>", logo.media_type);
        }
        out + "</svg>"
    }
}

/// A path in steps from point to point: shorter than with every place written out. Each place is rounded by itself, so that nothing adds up.
fn path_data(path: &[Step]) -> String {
    let mut data = String::with_capacity(path.len() * 12);
    let (mut here, mut begin) = ([0; 2], [0; 2]);
    for step in path {
        let Some(to) = step.end() else {
            data.push('z');
            here = begin;
            continue;
        };
        let to = to.map(thousandths);
        let [x, y] = [to[0] - here[0], to[1] - here[1]];
        let _ = match step {
            Step::Move(_) => write!(data, "m{}", pair(x, y)),
            Step::Line(_) if y == 0 => write!(data, "h{}", number(x)),
            Step::Line(_) if x == 0 => write!(data, "v{}", number(y)),
            Step::Line(_) => write!(data, "l{}", pair(x, y)),
            Step::Arc { radius, clockwise, .. } => {
                let radius = decimal(*radius);
                write!(data, "a{radius} {radius} 0 0 {} {}", u8::from(*clockwise), pair(x, y))
            }
            Step::Close => Ok(()),
        };
        if let Step::Move(_) = step {
            begin = to;
        }
        here = to;
    }
    data
}

/// Two numbers; a minus parts them as well as a blank does.
fn pair(x: i64, y: i64) -> String {
    format!("{}{}{}", number(x), if y < 0 { "" } else { " " }, number(y))
}

fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}

/// A number with at most three decimals.
pub(super) fn decimal(value: f64) -> String {
    number(thousandths(value))
}

fn number(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let decimals = format!("{rest:03}");
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        decimals if whole == 0 => format!("{sign}.{decimals}"),
        decimals => format!("{sign}{whole}.{decimals}"),
    }
}
