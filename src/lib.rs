//! Dossier turns a folder of source documents into an annotated, cross-linked site that people can
//! read, check and cite.
//!
//! The data takes one way, and the modules stand in its order; none imports a later one (see
//! ARCHITECTURE.md, and the test that holds it):
//!
//! ```text
//! Project → Sources → Documents → Annotations → anchored → Registers → links → Pages ‖
//! Pages → Site → HTML, search, exports → OutputFiles → public/
//! ```

#[macro_use]
mod keyword;

pub mod diagnostic;
pub mod edtf;
pub mod text;

pub mod document;

pub mod markdown;

pub mod annotation;
pub mod config;
pub mod project;

pub mod memo;
pub mod register;

pub mod anchor;
pub mod ingest;
pub mod notes;
pub mod reanchor;

pub mod redact;

pub mod editing;
pub mod recognise;

pub mod dossier;

pub mod compare;
pub mod proposals;
pub mod rename;

pub mod import;

pub mod locale;

pub mod page;

pub mod publish;

pub mod compose;
pub mod export;
pub mod search;

pub mod site;

pub mod card;
pub mod cite;
pub mod previews;

pub mod render;

pub mod build;

pub mod cache;

pub mod serve;

pub mod verify;

pub mod cli;
