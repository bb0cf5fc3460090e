//! What is printed on: sheets of labels, plain paper, rolls. All lengths are millimetres.

use std::fmt;

/// A paper, a sheet of labels, or a roll.
#[derive(Clone, PartialEq, Debug)]
pub struct Stock {
    /// Its name on the command line: `l7160`, `a4`, `roll-50x30`.
    pub name: String,
    /// Width and height of the sheet; of a roll, those of one label.
    pub page: [f64; 2],
    /// What lies on it.
    pub form: Form,
    /// Where the numbers come from.
    pub source: String,
}

/// What lies on a stock.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Form {
    /// Nothing: pieces are laid out as they fit, and cut.
    Plain,
    /// Labels that are cut already.
    Labels(Labels),
    /// One label after another, with a gap between them that the printer sees.
    Roll {
        /// Between two labels.
        gap: f64,
    },
}

/// Where the labels of a sheet lie.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Labels {
    /// Width and height of a label.
    pub size: [f64; 2],
    /// How many across and down.
    pub count: [u32; 2],
    /// Left edge of the first column and top edge of the first row.
    pub first: [f64; 2],
    /// From one label's edge to the next one's, across and down.
    pub pitch: [f64; 2],
}

/// What is wrong with a stock.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum StockFault {
    /// Labels reach over the right or the lower edge by so much.
    Overflow {
        /// Whether it is the right edge.
        right: bool,
        /// By how much.
        by: f64,
    },
    /// Neighbours lie over each other by so much.
    Overlap {
        /// Whether they lie side by side.
        across: bool,
        /// By how much.
        by: f64,
    },
    /// The margins of two sides differ by so much: sheets are cut symmetrically, so a number was probably mistyped or measured from the wrong edge.
    Uneven {
        /// Whether it is left against right.
        across: bool,
        /// By how much.
        by: f64,
    },
}

/// How exactly public tables of stocks agree.
const TOLERANCE: f64 = 0.3;
/// What is measured with a ruler may be off by so much on each side.
const RULER: f64 = 0.05;

impl Labels {
    /// How many labels a sheet has.
    #[must_use]
    pub fn per_sheet(&self) -> usize {
        self.count.iter().map(|count| *count as usize).product()
    }

    /// The left upper corner of a label, counted from 0, row by row.
    #[must_use]
    pub fn corner(&self, number: usize) -> [f64; 2] {
        let across = self.count[0].max(1) as usize;
        let at = |axis: usize, steps: usize| self.first[axis] + steps as f64 * self.pitch[axis];
        [at(0, number % across), at(1, number / across)]
    }

    fn end(&self, axis: usize) -> f64 {
        self.first[axis] + f64::from(self.count[axis].saturating_sub(1)) * self.pitch[axis] + self.size[axis]
    }
}

impl Stock {
    /// What is wrong with it, the worst first. Uneven margins are worth a look; all else cannot be printed on.
    #[must_use]
    pub fn faults(&self) -> Vec<StockFault> {
        let Form::Labels(labels) = self.form else { return Vec::new() };
        let mut faults = Vec::new();
        for axis in [0, 1] {
            let over = labels.end(axis) - self.page[axis];
            if over > RULER {
                faults.push(StockFault::Overflow { right: axis == 0, by: over });
            }
            let overlap = labels.size[axis] - labels.pitch[axis];
            if labels.count[axis] > 1 && overlap > RULER {
                faults.push(StockFault::Overlap { across: axis == 0, by: overlap });
            }
            let uneven = (-over - labels.first[axis]).abs();
            if over <= RULER && uneven > TOLERANCE {
                faults.push(StockFault::Uneven { across: axis == 0, by: uneven });
            }
        }
        faults
    }

    /// The size of one piece on it; `None` for plain paper.
    #[must_use]
    pub fn piece(&self) -> Option<[f64; 2]> {
        match self.form {
            Form::Plain => None,
            Form::Labels(labels) => Some(labels.size),
            Form::Roll { .. } => Some(self.page),
        }
    }

    /// The gap between two labels of a roll in millimetres; 0 of anything else.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if let Form::Roll { gap } = self.form { gap } else { 0.0 }
    }

    /// Whether its labels come one after another.
    #[must_use]
    pub fn is_roll(&self) -> bool {
        matches!(self.form, Form::Roll { .. })
    }

    /// The stocks that everybody can buy.
    #[must_use]
    pub fn known() -> Vec<Self> {
        let papers = PAPERS.iter().map(|(name, page)| Self { name: (*name).to_owned(), page: *page, form: Form::Plain, source: "ISO 216".to_owned() });
        let sheets = SHEETS.iter().map(|sheet| Self {
            name: sheet.name.to_owned(),
            page: A4,
            form: Form::Labels(Labels { size: sheet.size, count: sheet.count, first: sheet.first, pitch: sheet.pitch }),
            source: sheet.source.to_owned(),
        });
        let rolls = ROLLS.iter().map(|page| Self {
            name: format!("roll-{}x{}", page[0], page[1]),
            page: *page,
            form: Form::Roll { gap: GAP },
            source: "common sizes of thermal rolls; the gap is the makers' usual 2 mm".to_owned(),
        });
        papers.chain(sheets).chain(rolls).collect()
    }

    /// A small picture of it in letters, some ten columns wide.
    #[must_use]
    pub fn picture(&self) -> String {
        match self.form {
            Form::Plain => drawn(self.page, [1, 1]),
            Form::Labels(labels) => drawn(self.page, labels.count),
            Form::Roll { .. } => format!("{}\n   ┆", drawn(self.page, [1, 1])),
        }
    }
}

impl fmt::Display for Stock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A frame of letters with as many fields as there are labels, at most six across and down.
fn drawn(page: [f64; 2], count: [u32; 2]) -> String {
    let [across, down] = count.map(|count| count.clamp(1, 6) as usize);
    let wide = (8 / across).max(1);
    let high = if down > 1 { 1 } else { (page[1] / page[0] * 4.0).round().clamp(1.0, 5.0) as usize };
    let line = |left: &str, middle: &str, right: &str, fill: &str| format!("{left}{}{right}", vec![fill.repeat(wide); across].join(middle));
    let mut rows = vec![line("┌", "┬", "┐", "─")];
    for row in 0..down {
        rows.extend((0..high).map(|_| line("│", "│", "│", " ")));
        rows.push(if row + 1 == down { line("└", "┴", "┘", "─") } else { line("├", "┼", "┤", "─") });
    }
    rows.join("\n")
}

/// Width and height of A4.
pub const A4: [f64; 2] = [210.0, 297.0];
/// Between two labels of a roll.
const GAP: f64 = 2.0;

const PAPERS: &[(&str, [f64; 2])] = &[("a2", [420.0, 594.0]), ("a3", [297.0, 420.0]), ("a4", A4), ("a5", [148.0, 210.0]), ("a6", [105.0, 148.0])];

const ROLLS: &[[f64; 2]] = &[[50.0, 30.0], [40.0, 30.0], [60.0, 40.0], [100.0, 150.0]];

/// A sheet of labels on A4.
struct Sheet {
    name: &'static str,
    size: [f64; 2],
    count: [u32; 2],
    first: [f64; 2],
    pitch: [f64; 2],
    source: &'static str,
}

const SEVERAL: &str = "Avery's published size; public tables agree on the margins";
const GLABELS: &str = "gLabels' database of templates, symmetric";
const CENTRED: &str = "sizes from gLabels' database of templates; the rows are centred on the sheet";

/// Sheets whose geometry is known from two independent tables, or from one and symmetric.
#[rustfmt::skip]
const SHEETS: &[Sheet] = &[
    Sheet { name: "l7159", size: [63.5, 33.9], count: [3, 8],  first: [7.25, 12.9], pitch: [66.0, 33.9],  source: SEVERAL },
    Sheet { name: "l7160", size: [63.5, 38.1], count: [3, 7],  first: [7.25, 15.15], pitch: [66.0, 38.1], source: SEVERAL },
    Sheet { name: "l7161", size: [63.5, 46.6], count: [3, 6],  first: [7.25, 8.7],  pitch: [66.0, 46.6],  source: SEVERAL },
    Sheet { name: "l7162", size: [99.1, 33.9], count: [2, 8],  first: [4.65, 12.9], pitch: [101.6, 33.9], source: SEVERAL },
    Sheet { name: "l7163", size: [99.1, 38.1], count: [2, 7],  first: [4.65, 15.15], pitch: [101.6, 38.1], source: SEVERAL },
    Sheet { name: "l7165", size: [99.1, 67.7], count: [2, 4],  first: [4.65, 13.1], pitch: [101.6, 67.7], source: SEVERAL },
    Sheet { name: "l7651", size: [38.1, 21.2], count: [5, 13], first: [4.75, 10.7], pitch: [40.6, 21.2],  source: SEVERAL },
    Sheet { name: "l7654", size: [45.7, 25.4], count: [4, 10], first: [9.75, 21.5], pitch: [48.26, 25.4], source: GLABELS },
    Sheet { name: "l4732", size: [35.6, 16.9], count: [5, 16], first: [11.0, 13.3], pitch: [38.1, 16.9],  source: CENTRED },
    Sheet { name: "3474",  size: [70.0, 37.0], count: [3, 8],  first: [0.0, 0.5],   pitch: [70.0, 37.0],  source: CENTRED },
    Sheet { name: "3475",  size: [70.0, 36.0], count: [3, 8],  first: [0.0, 4.5],   pitch: [70.0, 36.0],  source: GLABELS },
    Sheet { name: "3490",  size: [70.0, 36.0], count: [3, 8],  first: [0.0, 4.5],   pitch: [70.0, 36.0],  source: GLABELS },
];
