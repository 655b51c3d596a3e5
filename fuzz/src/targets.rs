//! What each target does with its bytes, so that a test can do it, too.

use std::sync::LazyLock;

use dossier::annotation::Layer;
use dossier::document::Language;
use dossier::reanchor::Lock;
use dossier::recognise::{Recogniser, own};
use dossier::register::{self, Register};
use dossier::{config, ingest, markdown, notes, page, proposals};

use super::{check, recogniser, seed, spans};

/// Gives `data` to the target of this name.
///
/// # Panics
///
/// Where what comes out does not hold together, or no target has the name.
pub fn run(target: &str, data: &[u8]) {
    static RECOGNISERS: LazyLock<[(&str, Recogniser); 6]> = LazyLock::new(|| {
        [
            ("certainty", Layer::Certainty),
            ("dates", Layer::Dates),
            ("names", Layer::Names),
            ("quantities", Layer::Quantities),
            ("quotations", Layer::Quotations),
            ("references", Layer::References),
        ]
        .map(|(name, layer)| (name, recogniser(layer)))
    });
    let text = String::from_utf8_lossy(data);
    match target {
        // In whatever encoding they seem to be.
        "decode" => seed("a.txt", data),
        "markdown-seed" => seed("a.md", data),
        "html-seed" => seed("a.html", data),
        "markdown" => markdown_again(&text),
        "page" => page_again(data, &text),
        "front-matter" => front_matter(&text),
        "notes" => notes_file(&text),
        "jsonld" => jsonld(&text),
        "register" => entries(&text),
        "rules" => {
            let (_, found) = own::read("annotations/rules.toml", &text, &Register::default());
            spans(&found, &text);
        }
        "settings" => settings(&text),
        layer => match RECOGNISERS.iter().find(|(name, _)| *name == layer) {
            Some((_, recogniser)) => check(recogniser, data),
            None => panic!("there is no target {layer}"),
        },
    }
}

/// What was read, written and read again is the same.
fn markdown_again(text: &str) {
    let reading = markdown::read(text);
    for span in reading.html.iter().chain(reading.links.iter().map(|link| &link.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    let written = markdown::write(&reading.blocks);
    let again = markdown::read(&written).blocks;
    assert_eq!(markdown::write(&again), written);
}

/// What is read as a generated page is written and read again as it was.
fn page_again(data: &[u8], text: &str) {
    let text = if data.first() == Some(&b'<') {
        text.to_owned()
    } else {
        format!("<!--\nkind = \"page\"\ntitle = \"T\"\nlanguage = \"en\"\n{text}")
    };
    if let Ok(read) = page::read("a.md", &text) {
        let written = page::write(&read);
        let again = page::read("a.md", &written).expect("what was written is a page");
        assert_eq!(page::write(&again), written);
    }
}

/// Front matter that an editor wrote, in YAML and in TOML.
fn front_matter(raw: &str) {
    for mark in ["---", "+++"] {
        let text = format!("{mark}\n{raw}\n{mark}\nWords.\n");
        let front = ingest::front_matter(&text);
        let (_, found) = ingest::editor_metadata("annotations/a.txt.md", &front);
        spans(&found, &text);
    }
}

/// A notes file: front matter, introduction, callouts.
fn notes_file(text: &str) {
    let front = ingest::front_matter(text);
    let (metadata, found) = ingest::editor_metadata("annotations/a.txt.md", &front);
    spans(&found, text);
    let (file, found) =
        notes::read("annotations/a.txt.md", "a.txt", text, metadata, front.body_start);
    spans(&found, text);
    for callout in &file.callouts {
        for span in [&callout.span, &callout.quote, &callout.text] {
            assert!(text.get(span.clone()).is_some(), "{callout:?}");
        }
        let _ = notes::quoted_words(text, &callout.quote);
    }
}

/// A file of Web Annotations.
fn jsonld(text: &str) {
    let (callouts, found) = notes::read_jsonld("annotations/a.jsonld", text);
    spans(&found, text);
    for (_, callout) in &callouts {
        assert!(text.get(callout.span.clone()).is_some(), "{callout:?}");
    }
}

/// A register; what is an entry is looked for in the same text.
fn entries(text: &str) {
    let (register, found) = register::read("annotations/register.toml", text);
    spans(&found, text);
    if register.is_empty() {
        return;
    }
    let (recogniser, _) = Recogniser::new(&register, "annotations/register.toml", &[Layer::Names]);
    let document = ingest::plain_document(text, Language::unknown(), None);
    for annotation in recogniser.recognise(&document) {
        assert!(document.text.get(annotation.target.clone()).is_some(), "{annotation:?}");
    }
}

/// `book.toml`, `proposals.toml` or `anchors.lock`.
fn settings(text: &str) {
    let (_, found) = config::read("book.toml", text);
    spans(&found, text);
    let (_, found) = proposals::read("annotations/proposals.toml", text);
    spans(&found, text);
    if let Ok(lock) = Lock::read(text) {
        let written = lock.write();
        let again = Lock::read(&written).expect("what was written is a lock");
        assert_eq!(again.write(), written);
    }
}
