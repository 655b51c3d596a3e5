//! Any text as the Markdown of notes and pages: what was read, written and read again is the same.

#![no_main]

use dossier::markdown;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let reading = markdown::read(&text);
    for span in reading.html.iter().chain(reading.links.iter().map(|link| &link.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    let written = markdown::write(&reading.blocks);
    let again = markdown::read(&written).blocks;
    assert_eq!(markdown::write(&again), written);
});
