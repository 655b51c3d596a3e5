//! Both dossiers of the repository, built once with the program under test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A dossier of the repository, with what the tests look for in it.
#[derive(Debug)]
pub(crate) struct Dossier {
    /// Its folder below the repository's root.
    source: &'static str,
    /// The folder's name among the built ones.
    name: &'static str,
    /// A document with names and notes.
    pub(crate) document: &'static str,
    /// A word that some paragraph has.
    pub(crate) word: &'static str,
    built: OnceLock<PathBuf>,
}

/// The one that the README's first command builds, in German.
pub(crate) static SHIPPED: Dossier = Dossier {
    source: ".",
    name: "shipped",
    document: "documents/microsoft-tiktok.html",
    word: "Rechenzentren",
    built: OnceLock::new(),
};

/// The invented one, in English.
pub(crate) static EXAMPLE: Dossier = Dossier {
    source: "examples/harrow-weir",
    name: "harrow-weir",
    document: "documents/1924-04-10-board-minutes.html",
    word: "freeboard",
    built: OnceLock::new(),
};

/// A text that is written from the right, in a dossier that is not.
pub(crate) static ARABIC: Dossier = Dossier {
    source: "tests/browser/arabic",
    name: "arabic",
    document: "documents/letter.html",
    word: "السد",
    built: OnceLock::new(),
};

impl Dossier {
    /// The folder of its site.
    pub(crate) fn site(&self) -> &Path {
        self.built.get_or_init(|| self.build())
    }

    /// Builds a copy: the repository's own folder stays as it is.
    fn build(&self) -> PathBuf {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.source);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(self.name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an older copy can be removed");
        }
        for part in ["book.toml", "seeds", "annotations", "templates", "static"] {
            copy(&source.join(part), &folder.join(part));
        }
        let output = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .arg("build")
            .arg(&folder)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the build of {} failed:\n{said}", self.name);
        folder.join("public")
    }
}

/// Copies a file or folder; what is not there is no part of the dossier.
fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder can be read") {
            let entry = entry.expect("its entries, too");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.is_file() {
        fs::create_dir_all(to.parent().expect("a file lies in a folder")).expect("it can be made");
        fs::copy(from, to).expect("a file can be copied");
    }
}
