//! `disan`: one folder of YAML and Markdown becomes a bilingual website and printable QR plaques.
//!
//! The rooms, in the order of the flow. Each may use only those above it; `ARCHITECTURE.md` says more.

pub mod chunks;
pub mod disk;
pub mod dxf;
pub mod lang;
pub mod parallel;
pub mod text;

pub mod diag;

pub mod archive;
pub mod draw;
pub mod geo;
pub mod media;
pub mod print;
pub mod qr;

pub mod source;

pub mod catalogue;
pub mod search;
pub mod theme;

pub mod plan;

pub mod render;

pub mod inspect;

pub mod publish;

pub mod develop;
pub mod narrate;

pub mod pipeline;

pub mod codes;
pub mod send;
pub mod stats;
pub mod verify;

pub mod cli;
