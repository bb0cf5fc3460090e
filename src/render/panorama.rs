//! Panoramas as templates see them, and their tiles.

use serde_json::json;
use tera::Value;

use super::value::{Telling, object};
use super::{Artifact, Site};
use crate::catalogue::{Entry, Picture, Record};
use crate::media::{Cube, Tile, tile_file};

impl Site<'_> {
    /// The panoramas of an entry.
    pub(super) fn panoramas(&self, entry: &Entry, telling: Telling<'_>) -> Value {
        let value = |(file, panorama): (&str, &Record)| {
            let picture = self.catalogue.pictures.get(&entry.picture_path(file))?;
            Some(object! {
                "photograph" => self.photograph_value(entry, file)?,
                "flat" => self.largest_photograph(entry, file)?,
                "view" => self.view(entry, file, picture, panorama).to_string(),
                "first" => self.addresses.tile(&entry.id, file, &picture.hash, Tile::FIRST),
                "size" => self.tiles_bytes(entry, file, picture).map(|bytes| telling.megabytes(bytes)),
                "alt" => telling.optional_text(panorama.text("alt")),
                "caption" => telling.optional_text(panorama.text("caption")),
                "credit" => panorama.line("credit"),
                "licence" => panorama.line("licence"),
            })
        };
        entry.panoramas().filter_map(value).collect::<Vec<Value>>().into()
    }

    /// What the viewer is told of a panorama (`doc/json-config-parameters.md` of pannellum): where its tiles are, and where north is.
    fn view(&self, entry: &Entry, file: &str, picture: &Picture, panorama: &Record) -> serde_json::Value {
        let cube = Cube::of(picture.width);
        let tiles = json!({
            "path": format!("{}{}", self.addresses.panorama(&entry.id, file, &picture.hash), Tile::PATTERN),
            "extension": "jpg",
            "tileResolution": cube.tile,
            "maxLevel": cube.levels,
            "cubeResolution": cube.side(),
        });
        match panorama.decimal("heading") {
            Some(heading) => json!({ "multiRes": tiles, "northOffset": heading, "compass": true }),
            None => json!({ "multiRes": tiles }),
        }
    }

    /// How many bytes all tiles have: what somebody loads who looks everywhere. `None` where nothing was made.
    fn tiles_bytes(&self, entry: &Entry, file: &str, picture: &Picture) -> Option<u64> {
        let path = entry.picture_path(file);
        Cube::of(picture.width).tiles().map(|tile| self.gallery.bytes(&path, &tile_file(tile))).sum()
    }

    /// The tiles of an entry's panoramas.
    pub(super) fn tiles(&self, entry: &Entry) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        for (file, _) in entry.panoramas() {
            let path = entry.picture_path(file);
            let Some(picture) = self.catalogue.pictures.get(&path) else { continue };
            for tile in Cube::of(picture.width).tiles() {
                artifacts.extend(self.made(&path, &tile_file(tile), &self.addresses.tile(&entry.id, file, &picture.hash, tile)));
            }
        }
        artifacts
    }
}
