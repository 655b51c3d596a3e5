//! What a site has for those who cite and share it.

use crate::support::{build, folder, tree};

const SEED: &[u8] =
    b"Title: A letter\nAuthor: Jo Doe\nDate: 1848-05\n\nDear Sir, it rains.\n\nYours.\n";

/// The site of a dossier with one letter and these lines in `[output.dossier]`.
fn site(settings: &str) -> std::collections::BTreeMap<String, String> {
    let book = format!("[book]\ntitle = \"The Papers\"\n[output.dossier]\n{settings}\n");
    let folder = folder(&[("book.toml", book.as_bytes()), ("seeds/a-letter.txt", SEED)]);
    build(folder.path());
    let files = tree(&folder.path().join("public"));
    files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

#[test]
fn a_card_needs_the_sites_address_and_can_be_switched_off() {
    let cards = |site: &std::collections::BTreeMap<String, String>| {
        let named = site.values().filter(|text| text.contains("og:image")).count();
        (site.keys().filter(|path| path.starts_with("cards/")).count(), named)
    };
    let shared = site("site-url = \"https://example.org/x/\"");
    assert_eq!(cards(&shared), (2, 2));
    let page = &shared["documents/a-letter.html"];
    assert!(
        page.contains("content=\"https://example.org/x/cards/documents/a-letter.png\""),
        "{page}"
    );
    assert!(page.contains("content=\"A letter – The Papers\""), "{page}");
    assert!(shared.contains_key("cards/documents/a-letter.png"));
    assert_eq!(cards(&site("")), (0, 0));
    assert_eq!(cards(&site("site-url = \"https://example.org/x/\"\ncards = false")), (0, 0));
}

#[test]
fn citations_lie_beside_the_annotations() {
    let shared = site("site-url = \"https://example.org/x/\"");
    let local = site("");
    for ending in ["bib", "ris", "csl.json"] {
        let one = &shared[&format!("data/documents/a-letter.{ending}")];
        assert_eq!(one, &shared[&format!("data/citations.{ending}")]);
        assert!(one.contains("https://example.org/x/documents/a-letter.html?v="), "{one}");
        assert!(!local[&format!("data/citations.{ending}")].contains("http"));
    }
    let page = &local["documents/a-letter.html"];
    assert!(page.contains("Jo Doe, “A letter”. May 1848. In: The Papers"), "{page}");
    assert!(!page.contains("citation-url"), "{page}");
}

#[test]
fn the_whole_dossier_can_be_printed() {
    let page = &site("")["print.html"];
    for words in ["The Papers", "A letter", "Dear Sir, it rains.", "Yours."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("content=\"noindex\""), "{page}");
}
