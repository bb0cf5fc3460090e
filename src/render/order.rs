//! Orders: the files that come out, and the list for the shop. What is on them is made in `piece`.

use rayon::prelude::{IntoParallelIterator as _, ParallelIterator as _};
use serde_json::{Value, json};

use super::{Artifact, Site, artifact};
use crate::catalogue::{FileForm, Order, Wanted};
use crate::diag::{Problem, ProblemKind, ShopFault, SymbolFault};
use crate::parallel::in_parallel;
use crate::plan::{Item, PlannedOrder, order as planned};
use crate::print::{
    Cut, Dots, Engraving, Label, Layout, Makeup, NotDrawable, Piece, Place, PrintError, Printer, Sheets, Stock, encoded, engraving, impose, overview, tspl, zpl,
};
use crate::qr;
use crate::text::{Cell, csv};

/// Dots in an inch of the picture of the whole order.
const SCREEN: f64 = 96.0;

impl Site<'_> {
    /// All files of an order.
    pub(super) fn order(&self, order: &Order, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        let planned = planned(self.catalogue, self.addresses, order)?;
        warnings.extend(planned.warnings.iter().cloned());
        let pieces = self.pieces(&planned, warnings)?;
        let title = format!("{} – {}", order.wanted.name, self.title(self.default_edition()));
        let makeup = Makeup { borders: order.wanted.borders, printer: order.printer };
        let sheets = impose(&title, &pieces, &planned.layout, &planned.pages, makeup);
        // the picture of the whole is drawn while the files are written
        let (files, picture) = std::thread::scope(|scope| {
            let picture = scope.spawn(|| encoded(&overview(&sheets), SCREEN));
            let files = self.files(&planned, &pieces, &sheets, warnings);
            (files, picture.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let mut artifacts = files?;
        artifacts.push(artifact(self.addresses.order_overview(order), picture.map_err(|error| vec![Self::shop_problem(order, &error)])?));
        artifacts.push(artifact(self.addresses.order_list(order), self.list_for_shop(&planned)));
        artifacts.push(artifact(self.addresses.order_places(order), places(&planned).to_string() + "\n"));
        drop(sheets);
        pieces.into_par_iter().for_each(drop); // to free the letters of ten thousand labels takes half a second
        Ok(artifacts)
    }

    /// All that the files of an order show. `None` when it cannot be carried out, or something must be told.
    pub(super) fn order_view(&self, order: &Order) -> Option<Value> {
        let planned = planned(self.catalogue, self.addresses, order).ok().filter(|planned| planned.warnings.is_empty())?;
        let wanted = Wanted { places: Vec::new(), ..order.wanted.clone() };
        let settings = format!("{:?}", (wanted, order.format, &order.stock, &order.files, order.printer, order.dpi, &planned.layout, &planned.pages));
        Some(json!({
            "order": settings,
            "day": order.wanted.archive.then(|| self.catalogue.today.to_string()),
            "pieces": self.pieces_view(&planned),
            "list": String::from_utf8_lossy(&self.list_for_shop(&planned)),
            "places": places(&planned),
        }))
    }

    /// What the order asks for, in each form.
    fn files(&self, planned: &PlannedOrder<'_>, pieces: &[Piece], sheets: &Sheets, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        let order = &planned.order;
        let told = |error: PrintError| vec![Self::shop_problem(order, &error)];
        let mut files = Vec::new();
        for form in &order.files {
            let path = || self.addresses.order_file(order, *form);
            match form {
                FileForm::Pdf if order.wanted.archive => files.push(artifact(path(), sheets.pdf_for_archive(self.catalogue.today).map_err(told)?)),
                FileForm::Pdf => files.push(artifact(path(), sheets.pdf_for_print().map_err(told)?)),
                FileForm::Svg | FileForm::Png | FileForm::Dxf => files.extend(self.singles(planned, pieces, *form, warnings)?),
                FileForm::Zpl | FileForm::Tspl => files.push(artifact(path(), self.thermal(planned, pieces, *form)?)),
            }
        }
        Ok(files)
    }

    /// Each piece in a file of its own, named after its code.
    fn singles(&self, planned: &PlannedOrder<'_>, pieces: &[Piece], form: FileForm, warnings: &mut Vec<Problem>) -> Result<Vec<Artifact>, Vec<Problem>> {
        let order = &planned.order;
        let numbers: Vec<usize> = (0..pieces.len()).collect();
        let made = in_parallel(&numbers, |number| {
            let file = self.addresses.order_piece(order, planned.items[planned.item_of(*number)].code, number % order.format.pages, form);
            let (bytes, found) = Self::single(planned, &alone(planned, pieces, *number), form, planned.item_of(*number))?;
            Ok((*number, artifact(file, bytes), found))
        });
        let mut made = made.into_iter().collect::<Result<Vec<_>, Problem>>().map_err(|problem| vec![problem])?;
        made.sort_by_key(|(number, ..)| *number);
        warnings.extend(made.iter().flat_map(|(_, _, found)| found.iter().cloned()));
        Ok(made.into_iter().map(|(_, artifact, _)| artifact).collect())
    }

    fn single(planned: &PlannedOrder<'_>, sheet: &Sheets, form: FileForm, item: usize) -> Result<(Vec<u8>, Vec<Problem>), Problem> {
        let order = &planned.order;
        match form {
            FileForm::Png => Ok((sheet.png(f64::from(order.dpi)).map_err(|error| Self::shop_problem(order, &error))?, Vec::new())),
            FileForm::Dxf => {
                let wanted = &order.wanted;
                let cut = Cut { kerf: wanted.kerf, is_mirrored: wanted.mirrored, is_negative: wanted.negative };
                let told = |error: NotDrawable| Self::shop_problem(order, &PrintError { message: format!("{error:?}"), place: None });
                let Engraving { dxf, left_out, lost } = engraving(&sheet.svg(), &cut).map_err(told)?;
                let piece = planned.items[item].entry.id.to_string();
                let pictures = (left_out > 0).then(|| ShopFault::PicturesLeftOut { piece: piece.clone(), count: left_out });
                let fine = (lost > 0).then_some(ShopFault::FinerThanBeam { piece, count: lost, kerf: wanted.kerf });
                Ok((dxf.into_bytes(), pictures.into_iter().chain(fine).map(|fault| wanted.problem(fault)).collect()))
            }
            FileForm::Svg | FileForm::Pdf | FileForm::Zpl | FileForm::Tspl => Ok((sheet.svg().into_bytes(), Vec::new())),
        }
    }

    /// All labels for a thermal printer. Its dots are read back here: nobody else can, since the file is in the printer's language.
    fn thermal(&self, planned: &PlannedOrder<'_>, pieces: &[Piece], form: FileForm) -> Result<Vec<u8>, Vec<Problem>> {
        let order = &planned.order;
        let Some(head) = order.head() else { return Ok(Vec::new()) };
        let numbers: Vec<usize> = (0..pieces.len()).collect();
        let mut made = in_parallel(&numbers, |number| {
            let picture = alone(planned, pieces, *number).picture(head.dpi()).unwrap_or_default();
            let dots = Dots::new(&picture);
            let picture = dots.picture();
            let unread = qr::Decoder::ALL.into_iter().filter(|decoder| !decoder.reads(&picture, &planned.items[*number].text));
            let unread: Vec<&'static str> = unread.map(qr::Decoder::name).collect();
            (*number, Label { dots, copies: planned.copies() }, unread)
        });
        made.sort_by_key(|(number, ..)| *number);
        let told = |(number, _, decoders): &(usize, Label, Vec<&'static str>)| {
            let place = format!("{} ({})", self.addresses.order_file(order, form), planned.items[*number].code);
            let fault = SymbolFault::Unreadable { decoders: decoders.clone() };
            (!decoders.is_empty()).then(|| Problem::anywhere(ProblemKind::Symbol { place, fault, more: 0 }))
        };
        let problems: Vec<Problem> = made.iter().filter_map(told).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let labels: Vec<Label> = made.into_iter().map(|(_, label, _)| label).collect();
        let gap = order.stock.as_ref().map_or(0.0, Stock::gap);
        Ok(if form == FileForm::Zpl { zpl(&labels) } else { tspl(&labels, head, gap) })
    }

    pub(super) fn shop_problem(order: &Order, error: &PrintError) -> Problem {
        let kind = ProblemKind::Plaque { name: order.wanted.name.clone(), message: error.message.clone() };
        Problem { kind, place: error.place.clone().or_else(|| order.wanted.place("as").cloned()) }
    }
}

/// One piece on a page of its own, as the machine gets it that makes single pieces.
fn alone(planned: &PlannedOrder<'_>, pieces: &[Piece], number: usize) -> Sheets {
    let layout = Layout { page: planned.layout.piece, corners: vec![[0.0; 2]], is_cut: false, is_alone: true, ..planned.layout.clone() };
    let place = Place { piece: number, corner: [0.0; 2] };
    impose(&planned.order.wanted.name, pieces, &layout, &[vec![place]], Makeup { borders: false, printer: Printer::EXACT })
}

impl Site<'_> {
    /// The list for the print shop, as spreadsheets open it. Codes stand there as the address that is printed: `1E039` alone would be a number.
    fn list_for_shop(&self, planned: &PlannedOrder<'_>) -> Vec<u8> {
        let order = &planned.order;
        let edition = self.default_edition();
        let telling = self.telling(edition);
        let heads =
            ["file", "size", "copies", "material", "code", "entry", "name", "place"].map(|key| Cell::text(edition.messages.get(&format!("list_{key}"))));
        let [width, height] = planned.layout.piece;
        let material = order.wanted.material.clone().or_else(|| order.stock.as_ref().map(ToString::to_string)).unwrap_or_default();
        let row = |item: &Item<'_>| {
            let whole = order.files.iter().find(|form| !form.is_single()).map(|form| self.addresses.order_file(order, *form));
            let file = whole.or_else(|| Some(self.addresses.order_piece(order, item.code, 0, *order.files.first()?))).unwrap_or_default();
            let place = self.locality(item.entry).and_then(|address| address.text("text")).map(|text| telling.words(text).to_owned());
            vec![
                Cell::text(file.rsplit('/').next().unwrap_or_default()),
                Cell::text(format!("{width} × {height} mm")),
                Cell::figure(&planned.copies()),
                Cell::text(material.clone()),
                Cell::text(self.addresses.code(item.code)),
                Cell::text(item.entry.id.to_string()),
                Cell::text(telling.words(&item.entry.name())),
                Cell::text(place.unwrap_or_default()),
            ]
        };
        csv(std::iter::once(heads.to_vec()).chain(planned.items.iter().map(row))).into_bytes()
    }
}

/// Where each symbol of the sheets lies, for those who read them back.
fn places(planned: &PlannedOrder<'_>) -> Value {
    let pages = planned.symbols().into_iter().map(|page| page.into_iter().map(|(says, field)| json!({ "says": says, "field": field })).collect::<Vec<_>>());
    json!({ "module": planned.order.format.module, "pages": pages.collect::<Vec<_>>() })
}
