//! The kinds of entries.

use std::fmt;

use super::field::Field;
use super::{page, producer, product, route, site};

/// A kind of entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A historic site (di tích).
    Site,
    /// Places in the order in which they are visited.
    Route,
    /// A product: OCOP or of a start-up.
    Product,
    /// Who makes products.
    Producer,
    /// A page of text.
    Page,
}

impl Kind {
    /// All kinds, in the order in which pages list them.
    pub const ALL: [Self; 5] = [Self::Site, Self::Route, Self::Product, Self::Producer, Self::Page];

    /// The folder of its entries, which is also their part of an address: `sites`.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Site => "sites",
            Self::Route => "routes",
            Self::Product => "products",
            Self::Producer => "producers",
            Self::Page => "pages",
        }
    }

    /// The word for one entry in templates and file names: `site`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Route => "route",
            Self::Product => "product",
            Self::Producer => "producer",
            Self::Page => "page",
        }
    }

    /// The kind whose entries lie in a folder of this name.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// What an entry of this kind is made of, besides the fields that all kinds have.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Site => site::FIELDS,
            Self::Route => route::FIELDS,
            Self::Product => product::FIELDS,
            Self::Producer => producer::FIELDS,
            Self::Page => page::FIELDS,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
