//! Any text as a generated page: what is read as one is written and read again as it was.

#![no_main]

use dossier::page;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let text = if data.first() == Some(&b'<') {
        text.into_owned()
    } else {
        format!("<!--\nkind = \"page\"\ntitle = \"T\"\nlanguage = \"en\"\n{text}")
    };
    if let Ok(read) = page::read("a.md", &text) {
        let written = page::write(&read);
        let again = page::read("a.md", &written).expect("what was written is a page");
        assert_eq!(page::write(&again), written);
    }
});
