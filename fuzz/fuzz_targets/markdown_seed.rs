//! Any bytes as a Markdown file in `seeds/`, front matter included.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("markdown-seed", data));
