//! Every finished file with a single symbol, and what that symbol must say: for those who make these files, and for those who read them back.

use super::Addresses;
use crate::catalogue::{Catalogue, Code, EntryId, NamedStyle};

/// Finished files that show the same symbol.
#[derive(Clone, PartialEq, Debug)]
pub struct SymbolFiles<'a> {
    /// Their paths in the folder for print.
    pub paths: Vec<String>,
    /// What the symbol says, letter by letter.
    pub text: String,
    /// The style it is drawn in; `None` for black squares on white.
    pub style: Option<&'a NamedStyle>,
    /// The entry on whose plaque it stands; `None` for a symbol that stands alone.
    pub plaque_of: Option<&'a EntryId>,
}

/// All of them: plaques, the symbols of entries plain and in each style, and the catalogue's own symbols. Only the file that holds all plaques
/// is left out.
#[must_use]
pub fn symbol_files<'a>(catalogue: &'a Catalogue, addresses: &Addresses) -> Vec<SymbolFiles<'a>> {
    let codes = catalogue.entries.keys().filter_map(|id| Some((id, catalogue.code(id)?)));
    let of_entries = codes.flat_map(|(id, code)| {
        let plaque = SymbolFiles { paths: addresses.plaque_files(code).to_vec(), text: addresses.code_link(code), style: None, plaque_of: Some(id) };
        std::iter::once(plaque).chain(of_code(catalogue, addresses, code))
    });
    let own = catalogue.settings.symbols.iter().map(|symbol| {
        let paths = addresses.own_symbol_files(&symbol.name).to_vec();
        SymbolFiles { paths, text: symbol.text.clone(), style: None, plaque_of: None }
    });
    of_entries.chain(own).collect()
}

/// The symbols of a code that stand alone: the plain one, and one in each style.
pub(super) fn of_code<'a>(catalogue: &'a Catalogue, addresses: &Addresses, code: Code) -> Vec<SymbolFiles<'a>> {
    let text = addresses.code_link(code);
    let plain = SymbolFiles { paths: addresses.symbol_files(code).to_vec(), text: text.clone(), style: None, plaque_of: None };
    let styled = catalogue.settings.styles.iter().map(|style| SymbolFiles {
        paths: addresses.styled_symbol_files(code, &style.name).to_vec(),
        text: text.clone(),
        style: Some(style),
        plaque_of: None,
    });
    std::iter::once(plain).chain(styled).collect()
}
