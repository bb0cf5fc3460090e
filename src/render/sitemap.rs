//! What search engines should know of: `sitemap.xml` with the translations of each page, and `robots.txt`.

use tera::{Context, Value};

use super::value::object;
use super::{Artifact, Site, artifact};
use crate::catalogue::Kind;
use crate::diag::Problem;
use crate::lang::Lang;

impl Site<'_> {
    pub(super) fn sitemap(&self) -> Result<Vec<Artifact>, Vec<Problem>> {
        let languages = &self.catalogue.settings.languages;
        let mut pages: Vec<Value> = vec![page(self.addresses.url("/"), &self.home_alternate_urls())];
        for lang in languages {
            pages.push(page(self.addresses.url(&self.addresses.home(lang)), &self.home_alternate_urls()));
        }
        self.add_pages(&mut pages, languages, |lang| self.addresses.about(lang));
        self.add_pages(&mut pages, languages, |lang| self.addresses.search(lang));
        for kind in Kind::ALL {
            self.add_pages(&mut pages, languages, |lang| self.addresses.list(kind, lang));
        }
        for (id, entry) in &self.catalogue.entries {
            self.add_pages(&mut pages, &self.translations(entry), |lang| self.addresses.entry(id, lang));
            if id.kind == Kind::Route {
                self.add_pages(&mut pages, &self.translations(entry), |lang| self.addresses.keypad(id, lang));
            }
        }
        let mut context = Context::new();
        context.insert_value("pages", pages.into());
        Ok(vec![artifact(self.addresses.sitemap_file(), self.fill_in("sitemap.xml", &context)?)])
    }

    pub(super) fn robots(&self) -> Vec<Artifact> {
        let sitemap = self.addresses.url(&format!("/{}", self.addresses.sitemap_file()));
        vec![artifact(self.addresses.robots_file(), format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"))]
    }

    fn add_pages(&self, pages: &mut Vec<Value>, languages: &[Lang], path_in: impl Fn(&Lang) -> String) {
        let alternates = self.alternate_urls(languages, &path_in);
        pages.extend(languages.iter().map(|lang| page(self.addresses.url(&path_in(lang)), &alternates)));
    }
}

fn page(url: String, alternates: &[(String, String)]) -> Value {
    let alternates: Vec<Value> = alternates.iter().map(|(lang, url)| object! { "lang" => lang.as_str(), "url" => url.as_str() }).collect();
    object! { "url" => url, "alternates" => alternates }
}
