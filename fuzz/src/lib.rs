//! What several fuzz targets share. For those of recognition: any bytes become a text, one layer reads it, and
//! what comes out must hold together.

mod reading;
mod targets;

pub use reading::{seed, spans};
pub use targets::run;

use dossier::annotation::Layer;
use dossier::document::Language;
use dossier::edtf::Edtf;
use dossier::ingest;
use dossier::recognise::Recogniser;
use dossier::register::{self, Register};

const REGISTER: &str = r#"
[[person]]
id = "anna"
name = "Anna Beispiel"
aliases = ["Präsidentin Beispiel"]
[[organisation]]
id = "nordwerk"
name = "Nordwerk AG"
aliases = ["Nordwerk"]
[[place]]
id = "neustadt"
name = "Neustadt"
"#;

/// A recogniser for one layer.
#[must_use]
pub fn recogniser(layer: Layer) -> Recogniser {
    let (register, _): (Register, _) = register::read("register.toml", REGISTER);
    Recogniser::new(&register, "register.toml", &[layer]).0
}

/// Reads `data`: its first byte chooses language and date, the rest is the text.
///
/// # Panics
///
/// Where an annotation does not lie on whole characters of the text, is empty, or stands out of
/// order.
pub fn check(recogniser: &Recogniser, data: &[u8]) {
    let Some((&choice, text)) = data.split_first() else { return };
    let language = ["de", "en", "fr", "und"][usize::from(choice % 4)];
    let date =
        [None, Some("2020-08-03"), Some("2020-08"), Some("1848")][usize::from(choice / 4 % 4)];
    let text = String::from_utf8_lossy(text);
    let language = Language::from_tag(language).unwrap_or_else(Language::unknown);
    let date = date.and_then(|date| Edtf::parse(date).ok());
    let document = ingest::plain_document(&text, language, date);
    let mut last = 0;
    for annotation in recogniser.recognise(&document) {
        let words = document.text.get(annotation.target.clone()).expect("whole characters");
        assert!(!words.is_empty(), "empty: {annotation:?}");
        assert!(annotation.target.start >= last, "out of order: {annotation:?}");
        last = annotation.target.start;
        for evidence in annotation.reason.iter().flat_map(|reason| &reason.evidence) {
            assert!(document.text.get(evidence.clone()).is_some(), "evidence: {annotation:?}");
        }
    }
}
