//! Icons, and the manifest with which the website comes to a home screen.

use serde_json::json;
use tera::Context;

use super::{Artifact, Site, artifact};
use crate::diag::Problem;
use crate::media::{Ground, Icon, favicon};
use crate::plan::Addresses;

/// The lacquer of the default theme's header, and its paper: shown while the first page loads.
const THEME_COLOUR: &str = "#4a1011";
const PAPER: &str = "#f7f4ec";

impl Site<'_> {
    /// The theme's icon as it is, and in pixels for what takes no SVG.
    pub(super) fn icons(&self) -> Result<Vec<Artifact>, Vec<Problem>> {
        let svg = self.icon_svg()?;
        let drawn = [(32, Ground::Clear), (180, Ground::Full), (192, Ground::Clear), (512, Ground::Clear), (512, Ground::Maskable)];
        let icon = Icon::read(&svg);
        let mut artifacts = vec![artifact(Addresses::file_of(&self.addresses.icon()), svg)];
        for (path, (side, ground)) in self.addresses.pixel_icons().iter().zip(drawn) {
            let Some(png) = icon.as_ref().and_then(|icon| icon.png(side, ground)) else { continue };
            artifacts.push(artifact(Addresses::file_of(path), if path.ends_with(".ico") { favicon(&png) } else { png }));
        }
        Ok(artifacts)
    }

    pub(super) fn icon_svg(&self) -> Result<String, Vec<Problem>> {
        self.fill_in("icon.svg", &Context::new())
    }

    /// In the default language: one home screen has one name of the website.
    pub(super) fn manifest(&self) -> Vec<Artifact> {
        let edition = self.default_edition();
        let [_, _, small, large, maskable] = self.addresses.pixel_icons();
        let icon = |path: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": path, "sizes": sizes, "type": kind, "purpose": purpose });
        let manifest = json!({
            "name": self.title(edition),
            "short_name": self.title(edition),
            "description": self.summary(edition),
            "lang": edition.lang.tag(),
            "dir": "auto",
            "id": "/",
            "start_url": self.addresses.home(edition.lang),
            "scope": "/",
            "display": "minimal-ui",
            "theme_color": THEME_COLOUR,
            "background_color": PAPER,
            "icons": [
                icon(&self.addresses.icon(), "any", "image/svg+xml", "any"),
                icon(&small, "192x192", "image/png", "any"),
                icon(&large, "512x512", "image/png", "any"),
                icon(&maskable, "512x512", "image/png", "maskable"),
            ],
        });
        vec![artifact(Addresses::file_of(&self.addresses.manifest()), format!("{manifest:#}\n"))]
    }
}
