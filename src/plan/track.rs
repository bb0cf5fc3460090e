//! The forms in which places are given to other programs.

/// A form of a file with places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Track {
    /// GPX 1.1: for navigation devices and map programs.
    Gpx,
    /// KML 2.2 (OGC): for Google Earth and Google My Maps.
    Kml,
    /// GeoJSON (RFC 7946): for map programs and developers.
    GeoJson,
}

impl Track {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Gpx, Self::Kml, Self::GeoJson];

    /// Its name: `GPX`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gpx => "GPX",
            Self::Kml => "KML",
            Self::GeoJson => "GeoJSON",
        }
    }

    /// How the names of such files end, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gpx => "gpx",
            Self::Kml => "kml",
            Self::GeoJson => "geojson",
        }
    }

    /// What a web server calls it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Gpx => "application/gpx+xml",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::GeoJson => "application/geo+json",
        }
    }
}
