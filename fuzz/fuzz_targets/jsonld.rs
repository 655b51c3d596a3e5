//! Any text as a file of Web Annotations.

#![no_main]

use dossier::notes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (callouts, found) = notes::read_jsonld("annotations/a.jsonld", &text);
    dossier_fuzz::spans(&found, &text);
    for (_, callout) in &callouts {
        assert!(text.get(callout.span.clone()).is_some(), "{callout:?}");
    }
});
