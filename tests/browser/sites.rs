//! Both dossiers of the repository, built once with the program under test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A dossier of the repository, with what the tests look for in it.
#[derive(Debug)]
pub(crate) struct Dossier {
    /// Its folder below the repository's root, or how it is made.
    source: Source,
    /// The folder's name among the built ones.
    name: &'static str,
    /// A document with names and notes.
    pub(crate) document: &'static str,
    /// A word that some paragraph has.
    pub(crate) word: &'static str,
    built: OnceLock<PathBuf>,
}

/// Where a dossier comes from.
#[derive(Debug)]
enum Source {
    /// A folder below the repository's root.
    Folder(&'static str),
    /// Written into a folder by this.
    Made(fn(&Path)),
}

/// The one that the README's first command builds, in German.
pub(crate) static SHIPPED: Dossier = Dossier {
    source: Source::Folder("."),
    name: "shipped",
    document: "documents/microsoft-tiktok.html",
    word: "Rechenzentren",
    built: OnceLock::new(),
};

/// The invented one, in English.
pub(crate) static EXAMPLE: Dossier = Dossier {
    source: Source::Folder("examples/harrow-weir"),
    name: "harrow-weir",
    document: "documents/1924-04-10-board-minutes.html",
    word: "freeboard",
    built: OnceLock::new(),
};

/// A text that is written from the right, in a dossier that is not.
pub(crate) static ARABIC: Dossier = Dossier {
    source: Source::Folder("tests/browser/arabic"),
    name: "arabic",
    document: "documents/letter.html",
    word: "السد",
    built: OnceLock::new(),
};

/// One of so many documents that its timeline and an entry's mentions need several pages.
pub(crate) static LONG: Dossier = Dossier {
    source: Source::Made(make_long),
    name: "long",
    document: "documents/d0399.html",
    word: "Gauge",
    built: OnceLock::new(),
};

/// Four documents a year, each with a few dates and one name.
fn make_long(folder: &Path) {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("it can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write(
        "book.toml",
        "[book]\ntitle = \"A long one\"\nlanguage = \"en\"\n\n[output.dossier.levels]\nD0108 = \"allow\"\nD0109 = \"allow\"\n",
    );
    write(
        "annotations/register.toml",
        "[[person]]\nid = \"mara-lindqvist\"\nname = \"Mara Lindqvist\"\n",
    );
    for n in 0..400 {
        let year = 1900 + n / 4;
        let line = |day: usize| {
            format!(
                "On {day} May {year} Mara Lindqvist read the gauge once more and wrote into the book \
                 that the water stood {day} inches above the sill, as it had before.\n"
            )
        };
        let lines: Vec<String> = (1..=4).map(line).collect();
        let text = format!("Title: Gauge book {n}\nDate: {year}-05-09\n\n{}", lines.join("\n"));
        write(&format!("seeds/d{n:04}.txt"), &text);
    }
}

impl Dossier {
    /// A copy of its sources that nobody else uses.
    pub(crate) fn copy(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        self.put(folder.path());
        folder
    }

    /// The folder of its site.
    pub(crate) fn site(&self) -> &Path {
        self.built.get_or_init(|| self.build())
    }

    /// Builds a copy: the repository's own folder stays as it is.
    fn build(&self) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(self.name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an older copy can be removed");
        }
        self.put(&folder);
        let output = Command::new(env!("CARGO_BIN_EXE_dossier"))
            .arg("build")
            .arg(&folder)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the build of {} failed:\n{said}", self.name);
        folder.join("public")
    }

    fn put(&self, folder: &Path) {
        match self.source {
            Source::Folder(source) => {
                let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
                for part in ["book.toml", "seeds", "annotations", "templates", "static"] {
                    copy(&source.join(part), &folder.join(part));
                }
            }
            Source::Made(make) => make(folder),
        }
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
