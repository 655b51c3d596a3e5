//! Any text as front matter that an editor wrote, in YAML and in TOML.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("front-matter", data));
