//! Any text as a notes file: front matter, introduction, callouts.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("notes", data));
