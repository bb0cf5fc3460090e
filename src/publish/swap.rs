//! Changing two folders over.

use std::fs;
use std::io;
use std::path::Path;

/// Puts the new folder where the target is. The old one, if there was any, ends up at `aside`.
///
/// On Linux this is one step that cannot be seen half done (`renameat2` with `RENAME_EXCHANGE`). Elsewhere it takes two; a process killed
/// between them leaves the old folder at `aside`, and [`recover`] puts it back.
pub(super) fn swap(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(new, target);
    }
    if exchange(new, target) {
        return fs::rename(new, aside);
    }
    fs::rename(target, aside)?;
    fs::rename(new, target).inspect_err(|_| drop(fs::rename(aside, target)))
}

/// Ends what a killed process began: an old folder that was put aside comes back if nothing has taken its place.
pub(super) fn recover(target: &Path, aside: &Path) -> io::Result<()> {
    if !aside.exists() {
        return Ok(());
    }
    if target.exists() { fs::remove_dir_all(aside) } else { fs::rename(aside, target) }
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, target: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
