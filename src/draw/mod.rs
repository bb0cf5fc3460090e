//! The pictures that messengers show beside a link, drawn without Typst, which takes some fifteen times as long. Knows no entries.
//!
//! 1. `fonts` finds the glyphs of a text in the theme's fonts; `paragraph` breaks it into lines, and `fit` finds the largest size at which all texts have room.
//! 2. `fill` turns outlines into coverage, pixel by pixel; `ornament` has the outlines of star and drum, `colour` the ground they stand on.
//! 3. `panel` is the right part of a picture: a photograph, or what is drawn of an SVG.
//! 4. `jpeg` writes blocks of pixels as bits, by way of frequencies (`dct`) and `codes`. Where there is nothing but ground it need not look at pixels, and the bits of a panel are made once for many pictures.
//! 5. `card` puts all of it together.
//!
//! Sums, products and square roots are the same on every machine; functions of angles and cube roots come from `libm`.

mod card;
mod codes;
mod colour;
mod dct;
mod fill;
mod fit;
mod fonts;
mod jpeg;
mod ornament;
mod panel;
mod paragraph;

pub use card::{Card, Letters, SIZE, TooLong};
pub use fonts::{Fonts, Words};
pub use panel::{PANEL, Panel, drawn, plain};
