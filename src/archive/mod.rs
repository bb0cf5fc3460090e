//! Zip files that repeat: the same files give the same bytes, whenever and wherever they are packed. Knows no entries and touches no disk.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files that are small already: packing them again takes time and gains nothing.
const SMALL_ALREADY: [&str; 7] = ["jpg", "png", "webp", "mp3", "mp4", "woff2", "zip"];

/// Packs files by their paths in the zip, in the order of these. All carry the first day that zips know, 1980-01-01.
///
/// # Errors
/// When a path is longer than 65,535 bytes.
pub fn pack(files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let method = if SMALL_ALREADY.contains(&ending) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let is_large = u32::try_from(bytes.len()).is_err();
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default()).unix_permissions(0o644).large_file(is_large);
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
