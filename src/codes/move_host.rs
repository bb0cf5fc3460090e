//! Leaving a host: what it must serve from now on, and which plaques still name it.

use std::path::Path;

use jiff::civil::Date;

use super::codes;
use crate::catalogue::{Catalogue, Code, EntryId, Host};
use crate::diag::{self, Problem};
use crate::media::Narrations;
use crate::pipeline::{Failure, refuse_overlap_of};
use crate::plan::{Addresses, plan};
use crate::publish::{Line, Staging};
use crate::render::{OldHost, old_host};
use crate::theme::Assets;

/// A move from one host to another.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// The host that is left, in lower case.
    pub old: &'a str,
    /// The host that takes its place, in lower case.
    pub new: &'a str,
    /// The folder to write.
    pub out: &'a Path,
}

/// What [`move_host`] did.
#[derive(Clone, PartialEq, Debug)]
pub struct Moved {
    /// What is wrong in the catalogue; with an error nothing was written.
    pub problems: Vec<Problem>,
    /// Why nothing was written; `None` when the folder is there.
    pub refused: Option<Refused>,
    /// Plaques that name the old host.
    pub plaques: Vec<Plaque>,
    /// Whether `base_url` names the new host already.
    pub is_new: bool,
    /// All hosts that `former_hosts` must name.
    pub former_hosts: Vec<String>,
    /// The line of `base_url` in `catalogue.yaml`, from 1.
    pub line: usize,
}

/// Why a host is not moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Both names are the same.
    Same,
    /// The catalogue never had the old host, as far as it knows: it has this one.
    NotOurs(String),
    /// The catalogue has moved on already, to this host and not to the one that was named.
    Elsewhere(String),
}

/// A printed plaque.
#[derive(Clone, PartialEq, Debug)]
pub struct Plaque {
    /// Its code.
    pub code: Code,
    /// The entry that the code leads to now.
    pub entry: EntryId,
    /// Batch and day of each printing.
    pub printed: Vec<(String, String)>,
}

/// Writes what the old host must serve so that every printed code keeps working. Changes nothing in the catalogue.
///
/// # Errors
/// When the disk fails, or the folder cannot be used.
pub fn move_host(content: &Path, hosts: &Move<'_>, today: Date) -> Result<Moved, Failure> {
    refuse_overlap_of(&[content, hosts.out])?;
    let (catalogue, problems) = codes(content, today)?;
    let mut moved = Moved { problems, refused: None, plaques: Vec::new(), is_new: false, former_hosts: Vec::new(), line: 1 };
    let Some(catalogue) = catalogue.filter(|_| !diag::any_error(&moved.problems)) else { return Ok(moved) };
    moved.refused = refused(&catalogue, hosts);
    if moved.refused.is_some() {
        return Ok(moved);
    }
    write(&catalogue, hosts)?;
    let settings = &catalogue.settings;
    moved.is_new = settings.host == hosts.new;
    moved.former_hosts = settings.former_hosts.iter().filter(|former| **former != hosts.old && **former != hosts.new).cloned().collect();
    moved.former_hosts.push(hosts.old.to_owned());
    moved.line = settings.file.text.lines().position(|line| line.starts_with("base_url:")).map_or(1, |line| line + 1);
    moved.plaques = plaques(&catalogue);
    Ok(moved)
}

fn refused(catalogue: &Catalogue, hosts: &Move<'_>) -> Option<Refused> {
    let settings = &catalogue.settings;
    if hosts.old == hosts.new {
        return Some(Refused::Same);
    }
    if settings.host == hosts.old {
        return None;
    }
    if !settings.former_hosts.iter().any(|former| former == hosts.old) {
        return Some(Refused::NotOurs(settings.host.clone()));
    }
    (settings.host != hosts.new).then(|| Refused::Elsewhere(settings.host.clone()))
}

fn write(catalogue: &Catalogue, hosts: &Move<'_>) -> Result<(), Failure> {
    let addresses = Addresses::new(&catalogue.settings);
    let (plan, _) = plan(catalogue, &Assets::default(), &Narrations::default(), &addresses);
    let files: Vec<String> = plan.web.into_iter().flat_map(|job| job.paths).collect();
    let asked = &catalogue.settings.hosts;
    let is_netlify = asked.contains(&Host::Netlify) && !asked.contains(&Host::Cloudflare);
    let host = OldHost { old: hosts.old, new: &addresses.on(hosts.new), is_netlify };
    let staging = Staging::begin(hosts.out).map_err(|why| Failure::Unusable(hosts.out.to_owned(), why))?;
    let mut lines: Vec<Line> = Vec::new();
    for artifact in old_host(&host, &files) {
        lines.extend(staging.put(&artifact)?);
    }
    Ok(staging.finish(&mut lines)?)
}

/// Printed codes that are in use. The ledger does not say which host a printing named: all of them, until the plaques are printed again.
fn plaques(catalogue: &Catalogue) -> Vec<Plaque> {
    let codes = catalogue.ledger.codes().filter(|(_, given)| !given.printed.is_empty());
    codes.filter_map(|(code, given)| Some(Plaque { code, entry: given.leads_to()?.clone(), printed: given.printed.clone() })).collect()
}
