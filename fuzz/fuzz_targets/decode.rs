//! Any bytes as a plain text file, in whatever encoding they seem to be.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("decode", data));
