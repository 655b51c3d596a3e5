//! Any text as the Markdown of notes and pages: what was read, written and read again is the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("markdown", data));
