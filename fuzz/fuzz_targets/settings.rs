//! Any text as `book.toml`, `proposals.toml` or `anchors.lock`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("settings", data));
