//! What is known of one code: a code is in one of four states, given, printed, moved, retired.

use super::entry::EntryId;
use crate::lang::Localized;

/// What is known of one code.
#[derive(Clone, Debug)]
pub struct Given {
    /// What it was given to.
    pub entry: EntryId,
    /// What it leads to now, when that is something else.
    pub moved: Option<EntryId>,
    /// Batch and day of each printing, in the order they were recorded.
    pub printed: Vec<(String, String)>,
    /// Its notice, when it is out of use.
    pub retired: Option<Retired>,
}

/// What the page of a retired code says.
#[derive(Clone, Debug)]
pub struct Retired {
    /// What was here, in each language.
    pub notice: Localized<String>,
    /// Where to go instead.
    pub see: Option<EntryId>,
}

/// What a code is at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeState {
    /// Given, not printed yet.
    Given,
    /// On paper or metal.
    Printed,
    /// Leads to another entry than the one it was given to.
    Moved,
    /// Out of use, with a notice.
    Retired,
}

impl Given {
    /// Its state; being out of use counts more than having moved, that more than being printed.
    #[must_use]
    pub fn state(&self) -> CodeState {
        match (&self.retired, &self.moved, self.printed.is_empty()) {
            (Some(_), ..) => CodeState::Retired,
            (None, Some(_), _) => CodeState::Moved,
            (None, None, false) => CodeState::Printed,
            (None, None, true) => CodeState::Given,
        }
    }

    /// The entry that its page shows; `None` when it is out of use.
    #[must_use]
    pub fn leads_to(&self) -> Option<&EntryId> {
        if self.retired.is_some() { None } else { Some(self.moved.as_ref().unwrap_or(&self.entry)) }
    }
}
