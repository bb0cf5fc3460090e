//! Pages of text: they have only the fields that all kinds have.

use super::field::Field;

/// What a page is made of, besides the common fields.
pub(super) const FIELDS: &[Field] = &[];
