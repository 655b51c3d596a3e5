//! Any text as front matter that an editor wrote, in YAML and in TOML.

#![no_main]

use dossier::ingest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let raw = String::from_utf8_lossy(data);
    for mark in ["---", "+++"] {
        let text = format!("{mark}\n{raw}\n{mark}\nWords.\n");
        let front = ingest::front_matter(&text);
        let (_, found) = ingest::editor_metadata("annotations/a.txt.md", &front);
        dossier_fuzz::spans(&found, &text);
    }
});
