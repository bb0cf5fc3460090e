//! A bar on long builds, when somebody is watching a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that nobody sees when there is no terminal.
pub(super) fn bar(visible: bool) -> ProgressBar {
    if !visible {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

/// Moves the bar: `finished` jobs of `all`.
pub(super) fn advance(bar: &ProgressBar, finished: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(finished as u64);
}
