//! Any bytes as a saved web page in `seeds/`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("html-seed", data));
