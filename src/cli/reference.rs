//! `disan reference`.

use std::process::ExitCode;

use super::told;
use crate::catalogue::reference;

pub(super) fn run() -> ExitCode {
    told::say(&reference());
    ExitCode::SUCCESS
}
