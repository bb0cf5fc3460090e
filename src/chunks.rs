//! PNG chunk by chunk (<https://www.w3.org/TR/png-3/>): without what no decoder should have to unpack. A few kilobytes of packed text or of a packed
//! colour profile can unpack to gigabytes, and decoders unpack first and count afterwards.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// What a colour profile or what a camera noted may have at most, in bytes, unpacked. The largest profiles of print shops have some 3 MB.
pub const MOST_ASIDE: usize = 4 << 20;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// Length, type and checksum of a chunk.
const FRAME: usize = 12;

/// The profile in a PNG unpacks to more than [`MOST_ASIDE`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Swollen;

/// What decoders need of a PNG: its pixels, their colours, how it lies and moves. Texts and dates are left out, and whatever is not known. What is no PNG, or
/// cut off in a chunk, comes back as it is up to there: the decoder judges.
///
/// # Errors
/// When the colour profile is larger than [`MOST_ASIDE`].
pub fn lean(png: &[u8]) -> Result<Vec<u8>, Swollen> {
    let Some(chunks) = png.strip_prefix(SIGNATURE) else { return Ok(png.to_vec()) };
    let mut lean = Vec::with_capacity(png.len());
    lean.extend(SIGNATURE);
    let mut rest = chunks;
    while let Some((kind, content, whole)) = first(rest) {
        if kind == b"iCCP" && is_swollen(content) {
            return Err(Swollen);
        }
        if is_needed(kind, content) {
            lean.extend(whole);
        }
        rest = rest.get(whole.len()..).unwrap_or_default();
    }
    lean.extend(rest);
    Ok(lean)
}

/// The first chunk: its type, its content, all of it. `None` when it is not all there.
fn first(rest: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
    let whole = rest.get(..length.checked_add(FRAME)?)?;
    Some((whole.get(4..8)?, whole.get(8..8 + length)?, whole))
}

fn is_needed(kind: &[u8], content: &[u8]) -> bool {
    match kind {
        b"eXIf" => content.len() <= MOST_ASIDE,
        b"tRNS" | b"iCCP" | b"sRGB" | b"gAMA" | b"cHRM" | b"cICP" | b"sBIT" | b"pHYs" | b"acTL" | b"fcTL" | b"fdAT" => true,
        _ => kind.first().is_some_and(u8::is_ascii_uppercase), // critical
    }
}

/// Whether the profile of an `iCCP` chunk (a name, 0, the method 0, packed bytes) is too large. What cannot be unpacked is no profile: decoders pass over it.
fn is_swollen(content: &[u8]) -> bool {
    let packed = content.iter().position(|byte| *byte == 0).and_then(|end| content.get(end + 2..)).unwrap_or_default();
    let mut piece = vec![0; 64 << 10];
    let mut unpacked = ZlibDecoder::new(packed);
    let mut sum = 0;
    while let Ok(bytes) = unpacked.read(&mut piece) {
        sum += bytes;
        if bytes == 0 || sum > MOST_ASIDE {
            break;
        }
    }
    sum > MOST_ASIDE
}
