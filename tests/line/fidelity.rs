//! No text is lost or altered: what a page shows of a document is the document's text.

use dossier::build::{Options, Quiet, build};
use dossier::document::{Document, Language, LeafKind, Media, Metadata, Source};
use dossier::ingest;
use dossier::project::{Disk, Memory, Project};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::support::{copy, dossiers, get_text, one_line, source_words};

/// The documents of a dossier with their seeds, straight from ingest.
fn documents(folder: &std::path::Path) -> Vec<(Source, Document)> {
    let disk = Disk::open(folder).unwrap();
    let (sources, _) = ingest::sources(&disk);
    let english = Language::from_tag("en").unwrap();
    sources
        .into_iter()
        .filter_map(|source| {
            let (document, _) = ingest::document(&source, &Metadata::default(), &english);
            Some((source, document?))
        })
        .collect()
}

#[test]
fn every_page_of_both_dossiers_shows_its_document_word_for_word() {
    for (name, dossier) in dossiers() {
        let folder = copy(&dossier);
        crate::support::build(folder.path());
        let documents = documents(folder.path());
        assert!(!documents.is_empty());
        let pages = folder.path().join("public/documents");
        let mut shown: Vec<String> = walkdir::WalkDir::new(pages)
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.is_file() && path.file_name().unwrap() != "index.html")
            .map(|path| source_words(&get_text(&path)))
            .collect();
        let mut expected: Vec<String> =
            documents.iter().map(|(_, document)| one_line(&document.text)).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected, "{name}");
    }
}

#[test]
fn plain_text_seeds_are_shown_as_their_bytes_decode() {
    let mut looked_at = 0;
    for (_, dossier) in dossiers() {
        for (source, document) in documents(&dossier) {
            if document.provenance.media != Media::Text {
                continue;
            }
            let encoding =
                encoding_rs::Encoding::for_label(document.provenance.encoding.as_bytes()).unwrap();
            let (decoded, _, malformed) = encoding.decode(&source.bytes);
            assert!(!malformed, "{}", source.path);
            let decoded = one_line(&decoded.nfc().collect::<String>());
            let text = one_line(&document.text);
            assert!(decoded.ends_with(&text), "{}", source.path);
            // Only header lines may be missing, and only at the top.
            let header = &decoded[..decoded.len() - text.len()];
            assert!(header.len() < 300 && !header.contains(". "), "{}: {header}", source.path);
            looked_at += 1;
        }
    }
    assert!(looked_at > 5);
}

/// The page that a lone seed becomes, and the document it was made from.
fn page_of(name: &str, seed: &[u8]) -> Option<(String, String)> {
    let files = Memory::default()
        .with("book.toml", "[book]\ntitle = \"T\"\nlanguage = \"en\"\n")
        .with(&format!("seeds/{name}"), seed)
        .with(
            "annotations/register.toml",
            "[[person]]\nid = \"a\"\nname = \"a\"\naliases = [\"Ab\", \"b c\", \"x\"]\n",
        );
    let source = Source { path: name.to_owned(), bytes: seed.to_vec(), sha256: String::new() };
    let english = Language::from_tag("en").unwrap();
    let (document, _) = ingest::document(&source, &Metadata::default(), &english);
    let document = document?;
    let (built, diagnostics) = build(&Project::new(files), &Options::default(), &Quiet);
    let built = built.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let page = built
        .site
        .iter()
        .find(|file| file.path.starts_with("documents/") && file.path != "documents/index.html")?;
    Some((source_words(std::str::from_utf8(&page.read().unwrap()).unwrap()), document.text))
}

/// What could be misread anywhere between a seed and a page.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zäöüß .,;!?0-9]{1,20}",
        2 => "[*_`#<>&|~\\[\\](){}\\\\$^+=:!-]{1,5}",
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just(" a Ab's b c x-ray „Ab sagte nein“ 15 March 1926 £5 ".to_owned()),
        1 => "(<b>|</p>|&lt;|&#65;|\\{\\{ x \\}\\}|<!-- -->|\\[\\^1\\]|\\[\\[a\\]\\]|!\\[x\\]\\(y\\))",
        1 => "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 1..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_plain_text_reaches_the_page(text in tricky()) {
        if let Some((shown, words)) = page_of("a.txt", text.as_bytes()) {
            prop_assert_eq!(shown, one_line(&words));
        }
    }

    #[test]
    fn any_markdown_reaches_the_page(text in tricky()) {
        if let Some((shown, words)) = page_of("a.md", text.as_bytes()) {
            prop_assert_eq!(shown, one_line(&words));
        }
    }

    #[test]
    fn any_html_reaches_the_page(text in tricky()) {
        if let Some((shown, words)) = page_of("a.html", text.as_bytes()) {
            prop_assert_eq!(shown, one_line(&words));
        }
    }
}

#[test]
fn code_keeps_its_lines() {
    let seed = b"Words.\n\n```python\ndef f():\n    return  1\n\nf()\n```\n";
    let source = Source { path: "a.md".to_owned(), bytes: seed.to_vec(), sha256: String::new() };
    let english = Language::from_tag("en").unwrap();
    let (document, _) = ingest::document(&source, &Metadata::default(), &english);
    let document = document.unwrap();
    let code = document.leaves.iter().find(|leaf| matches!(leaf.kind, LeafKind::Code(_))).unwrap();
    assert_eq!(document.slice(&code.span), "def f():\n    return  1\n\nf()");
}
