//! Any text as a notes file: front matter, introduction, callouts.

#![no_main]

use dossier::{ingest, notes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let front = ingest::front_matter(&text);
    let (metadata, found) = ingest::editor_metadata("annotations/a.txt.md", &front);
    dossier_fuzz::spans(&found, &text);
    let (file, found) =
        notes::read("annotations/a.txt.md", "a.txt", &text, metadata, front.body_start);
    dossier_fuzz::spans(&found, &text);
    for callout in &file.callouts {
        for span in [&callout.span, &callout.quote, &callout.text] {
            assert!(text.get(span.clone()).is_some(), "{callout:?}");
        }
        let _ = notes::quoted_words(&text, &callout.quote);
    }
});
