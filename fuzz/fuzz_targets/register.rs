//! Any text as `annotations/register.toml`; what is an entry is looked for in the same text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dossier_fuzz::run("register", data));
