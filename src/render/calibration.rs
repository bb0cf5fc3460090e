//! The trial page: marks and rulers that tell how a printer displaces and scales, and how labels lie on a stock.

use serde_json::{Map, Value, json};

use super::piece::print_words;
use super::{Artifact, Site, artifact};
use crate::diag::{Problem, ProblemKind};
use crate::plan::Addresses;
use crate::print::{A4, Batch, Form, Ink, Layout, Limits, MARKS, Makeup, Piece, PrintError, Printer, Stock, impose};

const TEMPLATE: &str = "calibration.typ";

impl Site<'_> {
    /// The trial page for a stock (A4 without one), with a second page for its labels, as a printer with these faults must get it: without faults to find them, with them to see them gone. Also how many pages there are.
    ///
    /// # Errors
    /// What is wrong with the theme's template.
    pub fn calibration(&self, stock: Option<&Stock>, printer: Printer) -> Result<(Artifact, usize), Vec<Problem>> {
        let page = stock.map_or(A4, |stock| stock.page);
        let layout = Layout::alone(page, 0.0);
        let told = |error: PrintError| vec![Problem { kind: ProblemKind::Plaque { name: TEMPLATE.to_owned(), message: error.message }, place: error.place }];
        let batch = Batch {
            order: &self.calibration_data(stock, page),
            pieces: Value::Null,
            views: &|_| None,
            pictures: Vec::new(),
            symbols: &[],
            limits: Limits { module: 0.0, letters: 0.0, dots: None },
            ink: Ink::BlackPlate,
        };
        let pieces: Vec<Piece> = self.press.pieces(TEMPLATE, batch).map_err(told)?;
        let makeup = Makeup { borders: false, printer };
        let sheets = impose(&self.title(self.default_edition()), &pieces, &layout, &layout.pages(0..pieces.len(), 0), makeup);
        Ok((artifact(Addresses::calibration_file(), sheets.pdf_for_print().map_err(told)?), pieces.len()))
    }

    fn calibration_data(&self, stock: Option<&Stock>, [width, height]: [f64; 2]) -> Value {
        let words = self.editions.iter().map(|edition| (edition.lang.tag().to_owned(), print_words(edition)));
        let labels = stock.and_then(|stock| if let Form::Labels(labels) = stock.form { Some(labels) } else { None });
        let label = |labels: crate::print::Labels, number| {
            let ([x, y], [w, h]) = (labels.corner(number), labels.size);
            json!({ "x": x, "y": y, "w": w, "h": h })
        };
        let labels = labels.map(|labels| (0..labels.per_sheet()).map(|number| label(labels, number)).collect::<Vec<_>>());
        json!({
            "title": self.title(self.default_edition()),
            "languages": self.editions.iter().map(|edition| edition.lang.tag()).collect::<Vec<_>>(),
            "paper": { "width": width, "height": height },
            "marks": { "first": MARKS.0, "between": MARKS.1 },
            "words": words.collect::<Map<String, Value>>(),
            "stock": labels.map(|labels| json!({ "name": stock.map(ToString::to_string), "labels": labels })),
        })
    }
}
