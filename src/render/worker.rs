//! The service worker, and what it shows for a page that it does not have.

use serde_json::json;

use super::head::Head;
use super::{Artifact, Site, artifact};
use crate::diag::Problem;
use crate::plan::Addresses;
use crate::theme::{KEEP_SCRIPT, PAGE_SCRIPT};

impl Site<'_> {
    /// The theme's worker, behind a line that says what this website's is: a new version of what it always keeps makes a new worker. Where nothing is to be kept, the
    /// worker that clears up and goes.
    pub(super) fn worker(&self) -> Result<Vec<Artifact>, Vec<Problem>> {
        let path = Addresses::file_of(&self.addresses.worker());
        let [keeps, clears] = &self.theme.workers;
        if !self.catalogue.settings.offline {
            return Ok(vec![artifact(path, clears.clone())]);
        }
        let scripts = [PAGE_SCRIPT, KEEP_SCRIPT].into_iter().filter_map(|name| Some(self.addresses.asset(name, self.theme.assets.get(name)?)));
        let shell: Vec<String> = [self.addresses.offline(), self.addresses.icon()].into_iter().chain(scripts).collect();
        let shown = self.offline_page()? + &self.icon_svg()?;
        let build = json!({
            "version": blake3::hash(shown.as_bytes()).to_hex().get(..10),
            "offline": self.addresses.offline(),
            "shell": shell,
            "assets": self.addresses.assets(),
            "fixed": self.unchanging(),
        });
        Ok(vec![artifact(path, format!("const build = {build};\n{keeps}\n"))])
    }

    /// What the worker shows for a page that is not kept, in all languages.
    pub(super) fn offline(&self) -> Result<Vec<Artifact>, Vec<Problem>> {
        Ok(vec![artifact(Addresses::file_of(&self.addresses.offline()), self.offline_page()?)])
    }

    fn offline_page(&self) -> Result<String, Vec<Problem>> {
        let edition = self.default_edition();
        let title = format!("{} – {}", edition.messages.get("offline_title"), self.title(edition));
        let head = Head { robots: Some("noindex"), ..Head::new(title, edition.messages.get("offline_text").to_owned(), self.addresses.offline()) };
        let mut context = self.context(edition, &head);
        context.insert_value("editions", self.editions_value());
        self.fill_in("offline.html", &context)
    }
}
