//! What files of other forms begin with, so that whoever chose one is told what it is. The name of a file says nothing: telephones and messengers change it.

/// Begins, the bytes from there on, and the name of the form as people know it.
type Sign = (usize, &'static [u8], &'static str);

/// What is taken for a picture and is none that pages show. A longer beginning stands before a shorter one.
const PICTURES: &[Sign] = &[
    (0, b"GIF8", "GIF"),
    (0, b"II*\0\x10\0\0\0CR", "RAW (CR2)"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),
    (0, b"MM\0+", "TIFF"),
    (0, b"IIU\0", "RAW (RW2)"),
    (0, b"FUJIFILMCCD-RAW", "RAW (RAF)"),
    (0, b"8BPS", "PSD"),
    (0, b"%PDF", "PDF"),
    (0, b"%!PS", "EPS"),
    (0, b"\xc5\xd0\xd3\xc6", "EPS"),
    (0, b"BM", "BMP"),
    (0, b"\0\0\x01\0", "ICO"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG 2000"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"Rar!", "RAR"),
    (0, b"\x1a\x45\xdf\xa3", "WebM"),
    (8, b"AVI ", "AVI"),
];

/// What is taken for a recording and cannot be read.
const SOUNDS: &[Sign] = &[
    (0, b"#!AMR", "AMR"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "WMA"),
    (0, b"caff", "CAF"),
    (0, b"FORM", "AIFF"),
    (0, b"MThd", "MIDI"),
    (0, b"\x0b\x77", "AC-3"),
    (0, b"\x1a\x45\xdf\xa3", "WebM"),
    (0, b".ra\xfd", "RealAudio"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"%PDF", "PDF"),
    (28, b"OpusHead", "Opus"),
    (28, b"Speex   ", "Speex"),
    (0, b"#!SILK", "SILK"),
    (1, b"#!SILK", "SILK"),
];

/// The name of a form that is no picture for pages. `None` when it is JPEG, PNG, WebP or nothing that is known.
pub(super) fn other_picture(bytes: &[u8]) -> Option<&'static str> {
    found(bytes, PICTURES).or_else(|| brand(bytes)).or_else(|| marked_up(bytes))
}

/// The name of a form that no recording is read in.
pub(super) fn other_sound(bytes: &[u8]) -> Option<&'static str> {
    found(bytes, SOUNDS).or_else(|| marked_up(bytes))
}

fn found(bytes: &[u8], signs: &[Sign]) -> Option<&'static str> {
    signs.iter().find(|(at, sign, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign))).map(|(.., name)| *name)
}

/// Files of boxes (ISO/IEC 14496-12) say by four letters what is in them; the first may be general, and those it goes with follow.
fn brand(bytes: &[u8]) -> Option<&'static str> {
    if bytes.get(4..8) != Some(b"ftyp") {
        return None;
    }
    let length = bytes.get(..4)?.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    let brands = || bytes.get(8..length.clamp(12, 256).min(bytes.len())).unwrap_or_default().chunks_exact(4);
    let says = |known: &[&[u8; 4]]| brands().any(|brand| known.iter().any(|known| brand == *known));
    if says(&[b"avif", b"avis"]) {
        Some("AVIF")
    } else if says(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Some("HEIC")
    } else if says(&[b"crx "]) {
        Some("RAW (CR3)")
    } else {
        Some("MP4")
    }
}

/// Text with tags: a drawing, or the page that a browser saved in place of the file.
fn marked_up(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?).to_ascii_lowercase();
    let text = head.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        None
    } else if text.contains("<svg") {
        Some("SVG")
    } else if text.starts_with("<!doctype html") || text.contains("<html") {
        Some("HTML")
    } else {
        None
    }
}
