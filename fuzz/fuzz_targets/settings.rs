//! Any text as `book.toml`, `proposals.toml` or `anchors.lock`.

#![no_main]

use dossier::reanchor::Lock;
use dossier::{config, proposals};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (_, found) = config::read("book.toml", &text);
    dossier_fuzz::spans(&found, &text);
    let (_, found) = proposals::read("annotations/proposals.toml", &text);
    dossier_fuzz::spans(&found, &text);
    if let Ok(lock) = Lock::read(&text) {
        let written = lock.write();
        let again = Lock::read(&written).expect("what was written is a lock");
        assert_eq!(again.write(), written);
    }
});
