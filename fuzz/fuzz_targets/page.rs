//! Any text as a generated page: what is read as one is written and read again as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("page", data));
