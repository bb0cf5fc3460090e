//! Imposition: where pieces lie on a stock. Pure geometry, in millimetres from the left upper corner of the page.

use super::stock::{Form, Stock};

/// Bare paper that desktop printers leave on each side, and room for crop marks.
const MARGIN: f64 = 10.0;
/// What is printed beyond the trimmed edge, so that a slightly displaced cut shows no white line.
pub const BLEED: f64 = 3.0;

/// How one sheet is laid out.
#[derive(Clone, PartialEq, Debug)]
pub struct Layout {
    /// Width and height of the page.
    pub page: [f64; 2],
    /// Width and height of a piece when it is cut.
    pub piece: [f64; 2],
    /// The left upper corners of the pieces of one sheet, in the order in which they are filled.
    pub corners: Vec<[f64; 2]>,
    /// What is printed beyond the edges of a piece.
    pub bleed: f64,
    /// Whether pieces are cut out of the page: then crop marks show where.
    pub is_cut: bool,
    /// Whether a piece is the page itself.
    pub is_alone: bool,
}

/// A piece on a page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// Which piece, by its number in the order.
    pub piece: usize,
    /// Where its left upper corner lies.
    pub corner: [f64; 2],
}

/// A piece is larger than what it is to be printed on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TooLarge {
    /// By how much in width and height; negative where there is room.
    pub by: [f64; 2],
}

impl Layout {
    /// One piece on a page of its own.
    #[must_use]
    pub fn alone(piece: [f64; 2], bleed: f64) -> Self {
        Self { page: piece, piece, corners: vec![[0.0; 2]], bleed, is_cut: false, is_alone: true }
    }

    /// Pieces on a stock. `piece` is the size that they have by themselves: on labels they take the labels' size; a piece as large as the paper
    /// takes the page; smaller ones are laid out in rows, upright or turned, whichever holds more, and cut.
    ///
    /// # Errors
    /// When the paper does not hold a single one.
    pub fn on(stock: &Stock, piece: [f64; 2], bleed: f64) -> Result<Self, TooLarge> {
        match stock.form {
            Form::Labels(labels) => {
                let corners = (0..labels.per_sheet()).map(|number| labels.corner(number)).collect();
                Ok(Self { page: stock.page, piece: labels.size, corners, bleed: 0.0, is_cut: false, is_alone: false })
            }
            Form::Roll { .. } => Ok(Self::alone(stock.page, 0.0)),
            Form::Plain => Self::on_paper(stock.page, piece, bleed),
        }
    }

    fn on_paper(paper: [f64; 2], piece: [f64; 2], bleed: f64) -> Result<Self, TooLarge> {
        let turned = [paper[1], paper[0]];
        if [paper, turned].iter().any(|paper| (0..2).all(|axis| (paper[axis] - piece[axis]).abs() < 0.1)) {
            return Ok(Self::alone(piece, bleed));
        }
        let gap = 2.0 * bleed;
        let room = |paper: [f64; 2]| [0, 1].map(|axis| paper[axis] - 2.0 * MARGIN);
        let fits = |paper: [f64; 2]| [0, 1].map(|axis| ((room(paper)[axis] + gap) / (piece[axis] + gap) + 1e-9).max(0.0) as u32);
        let count = |paper: [f64; 2]| fits(paper).iter().product::<u32>();
        let page = if count(turned) > count(paper) { turned } else { paper };
        let [across, down] = fits(page);
        if across * down == 0 {
            let over = |paper: [f64; 2]| [0, 1].map(|axis| piece[axis] - room(paper)[axis]);
            let worst = |by: [f64; 2]| by[0].max(by[1]);
            let by = if worst(over(turned)) < worst(over(paper)) { over(turned) } else { over(paper) };
            return Err(TooLarge { by });
        }
        let block = |axis: usize, count: u32| f64::from(count) * (piece[axis] + gap) - gap;
        let first = [(page[0] - block(0, across)) / 2.0, (page[1] - block(1, down)) / 2.0];
        let corner = |row: u32, column: u32| [first[0] + f64::from(column) * (piece[0] + gap), first[1] + f64::from(row) * (piece[1] + gap)];
        let corners = (0..down).flat_map(|row| (0..across).map(move |column| corner(row, column))).collect();
        Ok(Self { page, piece, corners, bleed, is_cut: true, is_alone: false })
    }

    /// The pieces of an order on their pages. The first `skip` places of the first sheet stay empty: those labels are used already.
    #[must_use]
    pub fn pages(&self, pieces: impl Iterator<Item = usize>, skip: usize) -> Vec<Vec<Place>> {
        let each = self.corners.len().max(1);
        let mut pages: Vec<Vec<Place>> = Vec::new();
        for (at, piece) in pieces.enumerate() {
            let at = at + skip % each;
            if at / each >= pages.len() {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(Place { piece, corner: self.corners[at % each] });
            }
        }
        pages
    }

    /// Whether a piece of this size is the page itself.
    #[must_use]
    pub fn is_alone_as(&self, piece: [f64; 2]) -> bool {
        self.is_alone && (0..2).all(|axis| (self.piece[axis] - piece[axis]).abs() < 0.1)
    }

    /// How far the outermost piece lies over the page's edge when it is drawn so that a printer puts it right. Not positive where all lie inside.
    #[must_use]
    pub fn beyond(&self, printer: &Printer) -> f64 {
        let over = |corner: &[f64; 2]| {
            let first = printer.before(*corner);
            let last = printer.before([0, 1].map(|axis| corner[axis] + self.piece[axis]));
            [0, 1].map(|axis| (-first[axis]).max(last[axis] - self.page[axis])).into_iter().fold(f64::NEG_INFINITY, f64::max)
        };
        if self.is_alone { 0.0 } else { self.corners.iter().map(over).fold(f64::NEG_INFINITY, f64::max) }
    }

    /// Straight lines that show where to cut: beside the outermost pieces, outside what is printed beyond the edges. Each is its two ends.
    #[must_use]
    pub fn crop_marks(&self) -> Vec<[[f64; 2]; 2]> {
        let (mut marks, gap, length) = (Vec::new(), self.bleed + 1.0, 5.0);
        if !self.is_cut {
            return marks;
        }
        let edges = |axis: usize| {
            let mut edges: Vec<f64> = self.corners.iter().flat_map(|corner| [corner[axis], corner[axis] + self.piece[axis]]).collect();
            edges.sort_by(f64::total_cmp);
            edges.dedup_by(|one, other| (*one - *other).abs() < 1e-6);
            edges
        };
        for axis in [0, 1] {
            let across = edges(1 - axis);
            let (Some(first), Some(last)) = (across.first(), across.last()) else { continue };
            for edge in edges(axis) {
                for (from, to) in [(first - gap - length, first - gap), (last + gap, last + gap + length)] {
                    marks.push(if axis == 0 { [[edge, from], [edge, to]] } else { [[from, edge], [to, edge]] });
                }
            }
        }
        marks
    }
}

/// What a printer does to a page: everything lies displaced by `offset` and is so many times as large as it should be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Printer {
    /// Right and down, in millimetres.
    pub offset: [f64; 2],
    /// 1 is right.
    pub scale: [f64; 2],
}

/// Where the marks of the calibration page lie when they are printed right: the first from the left and the upper edge, and from the first to the second.
pub const MARKS: ([f64; 2], [f64; 2]) = ([20.0, 20.0], [150.0, 240.0]);

impl Printer {
    /// A printer that prints as it should.
    pub const EXACT: Self = Self { offset: [0.0; 2], scale: [1.0; 2] };

    /// From what somebody measured on a printed calibration page: the first mark's distance from the left and upper edge, and the distances of the marks.
    #[must_use]
    pub fn measured(first: [f64; 2], between: [f64; 2]) -> Self {
        let scale = [0, 1].map(|axis| between[axis] / MARKS.1[axis]);
        Self { offset: [0, 1].map(|axis| first[axis] - MARKS.0[axis] * scale[axis]), scale }
    }

    /// Where something must be drawn so that this printer puts it there.
    #[must_use]
    pub fn before(&self, at: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (at[axis] - self.offset[axis]) / self.scale[axis])
    }
}
