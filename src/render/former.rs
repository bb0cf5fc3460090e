//! What stands where an entry was: the notice behind a retired code, and former addresses, which lead on without a script.

use tera::Value;

use super::head::Head;
use super::value::object;
use super::{Artifact, Edition, Site, artifact};
use crate::catalogue::{Code, EntryId};
use crate::diag::Problem;
use crate::plan::Addresses;

impl Site<'_> {
    /// Says in every language what was here and where to go.
    pub(super) fn retired(&self, code: Code) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(retired) = self.catalogue.ledger.codes().find(|(known, _)| *known == code).and_then(|(_, given)| given.retired.as_ref()) else {
            return Ok(Vec::new());
        };
        let see = retired.see.as_ref().and_then(|id| self.catalogue.entries.get(id));
        let notices = self.editions.iter().map(|edition| {
            object! {
                "lang" => edition.lang.tag(),
                "m" => edition.words.clone(),
                "notice" => self.telling(edition).text(&retired.notice),
                "see" => see.map(|entry| self.card(entry, edition)),
                "home_path" => self.addresses.home(edition.lang),
            }
        });
        let notices: Vec<Value> = notices.collect();
        let edition = self.default_edition();
        let title = format!("{} – {}", edition.messages.get("retired_title"), self.title(edition));
        let notice = self.telling(edition).words(&retired.notice).to_owned();
        let head = Head { robots: Some("noindex"), ..Head::new(title, notice, self.addresses.code(code)) };
        let mut context = self.context(edition, &head);
        context.insert_value("code", code.to_string().into());
        context.insert_value("notices", notices.into());
        let [as_printed, lower_case] = self.addresses.code_files(code);
        Ok(vec![Artifact { twins: vec![lower_case], ..artifact(as_printed, self.fill_in("retired.html", &context)?) }])
    }

    /// The former addresses in each language.
    pub(super) fn moved(&self, from: &EntryId, to: &EntryId) -> Result<Vec<Artifact>, Vec<Problem>> {
        let Some(entry) = self.catalogue.entries.get(to) else { return Ok(Vec::new()) };
        let page = |(edition, (path, target)): (&Edition<'_>, (String, String))| {
            let name = self.telling(edition).words(&entry.name()).to_owned();
            let head = Head { robots: Some("noindex"), ..Head::new(name.clone(), name, target.clone()) };
            let mut context = self.context(edition, &head);
            context.insert_value("target", target.into());
            Ok(artifact(Addresses::file_of(&path), self.fill_in("moved.html", &context)?))
        };
        let former = self.editions.iter().flat_map(|edition| self.addresses.former(from, to, edition.lang).into_iter().map(move |former| (edition, former)));
        former.map(page).collect()
    }
}
