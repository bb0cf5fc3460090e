//! The largest sizes at which the texts of a picture have room.

use super::fonts::{Fonts, Style, Words};
use super::paragraph::Paragraph;

/// The sizes of the first name that are tried, in pixels.
const SIZES: [f32; 12] = [104.0, 96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 43.0, 38.0, 34.0];
/// So many of them are large.
const LARGE: usize = 9;
/// When none of them does, the honour makes room.
const BARE_SIZES: [f32; 8] = [34.0, 30.0, 26.0, 22.0, 19.0, 16.0, 14.0, 12.0];
pub(super) const HONOUR_SIZE: f32 = 28.0;
/// What stands between the honour and the first name.
pub(super) const HONOUR_GAP: f32 = 14.0;
/// The star before the honour with the blank behind it.
pub(super) const STAR_ROOM: f32 = 42.0;
const HOST_SIZES: [f32; 9] = [27.0, 24.0, 21.0, 18.0, 15.0, 12.0, 9.0, 7.0, 5.0];

/// Texts with the size of the first name.
pub(super) struct Fitted {
    pub(super) size: f32,
    pub(super) honour: Option<Paragraph>,
    pub(super) names: Vec<Paragraph>,
}

impl Fitted {
    /// The size of a name, and what is free above it.
    pub(super) fn size_of(&self, at: usize) -> (f32, f32) {
        size_of(self.size, at)
    }

    /// The height of everything, at a width.
    pub(super) fn height(&self, width: f32) -> f32 {
        height(self.honour.as_ref(), &self.names, self.size, width)
    }
}

/// Names and honour at the largest size. `None` when even the smallest is too large.
pub(super) fn fit(fonts: &Fonts<'_>, names: &[Words], honour: Option<&Words>, (width, room): (f32, f32)) -> Option<Fitted> {
    let style = |at| if at == 0 { Style::Name } else { Style::Further };
    let set = |is_loose| names.iter().enumerate().map(|(at, name)| Paragraph::new(fonts, name, style(at), is_loose)).collect::<Vec<_>>();
    let honour = honour.map(|words| Paragraph::new(fonts, words, Style::Honour, false)).filter(|honour| has_width(honour, HONOUR_SIZE, width - STAR_ROOM));
    // a name without blanks may be broken before it makes all others small
    for (is_loose, sizes, bare) in [(false, &SIZES[..LARGE], &[][..]), (true, &SIZES[..], &BARE_SIZES[..])] {
        let names = set(is_loose);
        let fits = |honour: Option<&Paragraph>, size: f32| {
            let are_narrow = names.iter().enumerate().all(|(at, name)| has_width(name, size_of(size, at).0, width));
            are_narrow && height(honour, &names, size, width) <= room
        };
        if let Some(size) = sizes.iter().find(|size| fits(honour.as_ref(), **size)) {
            return Some(Fitted { size: *size, honour, names });
        }
        if let Some(size) = bare.iter().find(|size| fits(None, **size)) {
            return Some(Fitted { size: *size, honour: None, names });
        }
    }
    None
}

/// The host in one line, and its size.
pub(super) fn fit_host(fonts: &Fonts<'_>, host: &str, width: f32) -> Option<(Paragraph, f32)> {
    let host = Paragraph::whole(fonts, host, Style::Host);
    let size = HOST_SIZES.into_iter().find(|size| has_width(&host, *size, width))?;
    Some((host, size))
}

fn has_width(paragraph: &Paragraph, size: f32, width: f32) -> bool {
    paragraph.longest() * size <= width
}

fn size_of(size: f32, at: usize) -> (f32, f32) {
    if at == 0 { (size, 0.0) } else { ((0.5 * size).max(11.0), (0.16 * size).max(4.0)) }
}

fn height(honour: Option<&Paragraph>, names: &[Paragraph], size: f32, width: f32) -> f32 {
    let lines = |paragraph: &Paragraph, size: f32, width: f32| paragraph.lines(width / size).len() as f32 * size * paragraph.style.leading();
    let honour = honour.map_or(0.0, |honour| lines(honour, HONOUR_SIZE, width - STAR_ROOM) + HONOUR_GAP);
    let names = names.iter().enumerate().map(|(at, name)| {
        let (size, gap) = size_of(size, at);
        lines(name, size, width) + gap
    });
    honour + names.sum::<f32>()
}
