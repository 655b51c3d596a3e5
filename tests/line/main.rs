//! Tests of the whole line: from folders to folders, with the program as users run it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod anchors;
mod architecture;
mod determinism;
mod dossiers;
mod fidelity;
mod fuzzed;
mod handbook;
mod hostile;
mod hostile_folders;
mod hostile_input;
mod killed;
#[cfg(feature = "mdbook-tests")]
mod mdbook;
mod messages;
mod readme;
mod recognition;
mod redaction;
mod sharing;
mod support;
mod templates;
mod tiers;
mod verified;
mod warm;
mod workflows;
