//! The texts that are measured.

use std::path::Path;

use dossier::config;
use dossier::document::Metadata;
use dossier::ingest;
use dossier::project::{Disk, Files};
use unicode_normalization::UnicodeNormalization;

/// The texts of both dossiers' seeds, and those in the folders' JSON lines; in the order of their paths.
pub(crate) fn texts(folders: &[String]) -> Vec<String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = seeds(repository);
    texts.extend(seeds(&repository.join("examples/harrow-weir")));
    for folder in folders {
        texts.extend(lines(Path::new(folder)));
    }
    texts
}

fn seeds(root: &Path) -> Vec<String> {
    let disk = Disk::open(root).expect("the dossiers of the repository can be opened");
    let book = disk.read("book.toml").expect("a dossier has a book.toml");
    let (config, _) = config::read("book.toml", &String::from_utf8_lossy(&book));
    let language = config.expect("its book.toml is valid").language;
    let (sources, _) = ingest::sources(&disk);
    let read = |source| ingest::document(source, &Metadata::default(), &language).0;
    sources.iter().filter_map(read).map(|document| document.text).collect()
}

fn lines(folder: &Path) -> Vec<String> {
    let disk = Disk::open(folder).expect("the folder can be opened");
    let mut texts = Vec::new();
    for found in disk.list("") {
        if !found.path.ends_with(".jsonl") {
            continue;
        }
        let bytes = disk.read(&found.path).expect("the file can be read");
        for line in String::from_utf8_lossy(&bytes).lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            // As a document's text is.
            texts.extend(line["text"].as_str().map(|text| text.nfc().collect::<String>()));
        }
    }
    texts
}

/// Paragraphs of all texts, to be put into others.
pub(crate) fn paragraphs(texts: &[String]) -> Vec<String> {
    let all = texts.iter().flat_map(|text| text.split("\n\n"));
    let some = all.filter(|words| (150..2_000).contains(&words.len())).step_by(7).take(500);
    some.map(str::to_owned).collect()
}
