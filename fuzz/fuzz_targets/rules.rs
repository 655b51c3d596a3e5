//! Any bytes as `annotations/rules.toml`.

#![no_main]

use dossier::recognise::own;
use dossier::register::Register;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let (_, diagnostics) = own::read("annotations/rules.toml", &text, &Register::default());
    for diagnostic in diagnostics.iter() {
        let span = diagnostic.location.as_ref().and_then(|location| location.span.clone());
        assert!(span.is_none_or(|span| text.get(span).is_some()), "{diagnostic:?}");
    }
});
