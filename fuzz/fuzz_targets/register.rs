//! Any text as `annotations/register.toml`; what is an entry is looked for in the same text.

#![no_main]

use dossier::annotation::Layer;
use dossier::document::Language;
use dossier::recognise::Recogniser;
use dossier::{ingest, register};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (register, found) = register::read("annotations/register.toml", &text);
    dossier_fuzz::spans(&found, &text);
    if register.is_empty() {
        return;
    }
    let (recogniser, _) = Recogniser::new(&register, "annotations/register.toml", &[Layer::Names]);
    let document = ingest::plain_document(&text, Language::unknown(), None);
    for annotation in recogniser.recognise(&document) {
        assert!(document.text.get(annotation.target.clone()).is_some(), "{annotation:?}");
    }
});
