//! Copies of the dossiers of this repository.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::Place;

/// The two dossiers: their names, and their folders.
pub(crate) const DOSSIERS: [(&str, &str); 2] =
    [("german", "."), ("english", "examples/harrow-weir")];

/// A copy of what people wrote of a dossier.
pub(crate) fn copy(dossier: &str) -> Place {
    copy_of(dossier, &["seeds", "annotations", "book.toml"])
}

/// A copy of some of its folders and files.
pub(crate) fn copy_of(dossier: &str, parts: &[&str]) -> Place {
    let place = Place::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(dossier);
    for folder in parts {
        for entry in walkdir::WalkDir::new(from.join(folder)) {
            let entry = entry.expect("a file");
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&from).expect("below the dossier");
                place.put_bytes(&path.display().to_string(), &bytes(entry.path()));
            }
        }
    }
    place
}

/// A file's bytes.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path).expect("a file").read_to_end(&mut bytes).expect("it is read");
    bytes
}

pub(crate) fn text(place: &Place, path: &str) -> String {
    String::from_utf8(bytes(&place.path(path))).expect("UTF-8")
}

/// All files of a place by their path.
pub(crate) fn tree(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let root = place.path("");
    let files = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("a file"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("below the folder");
            (path.display().to_string(), bytes(entry.path()))
        })
        .collect()
}
