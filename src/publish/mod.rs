//! Publishing: everything or nothing. The only writer of outputs.
//!
//! 1. [`Staging::begin`] makes a folder beside the target. A lock keeps two builds apart; it goes with the process.
//! 2. [`Staging::put`] writes artifacts into it, in parallel. A file that the target already has with the same bytes is linked, so it keeps its time.
//!    [`Staging::keep`] takes over files that need not be made again, since their recipe is on record ([`Made`]).
//! 3. [`Staging::finish`] writes the manifest (the hash of every file) and changes the two folders over in one step.
//!
//! [`change_shared`] changes a file that others change too: the ledger. [`Cache`] keeps what took long to make, beside the catalogue, for the next build; [`Scratch`] is a folder for programs that need files.
//!
//! Whenever the process is killed, the target is either wholly the old one or wholly the new one.

#![allow(clippy::disallowed_methods)] // this room is the door through which outputs are written

mod cache;
mod made;
mod manifest;
mod scratch;
mod shared_file;
mod staging;
mod swap;

pub use cache::Cache;
pub use made::{Made, Recorded};
pub use manifest::{Line, MANIFEST};
pub use scratch::Scratch;
pub use shared_file::{Unchanged, change_shared};
pub use staging::{Staging, Unusable, write_whole};
