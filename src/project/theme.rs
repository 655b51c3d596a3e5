//! The theme: templates and static files, the dossier's own over those built into the program.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::{Files, ReadError};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Templates and static files by their path below `templates/` and `static/`.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// Templates and interface strings; the value says whether it is the dossier's own.
    pub templates: BTreeMap<String, ThemeFile>,
    /// Files copied into the site as they are.
    pub assets: BTreeMap<String, ThemeFile>,
    /// What of the dossier's own could not be read, by its path in the dossier.
    pub problems: Vec<(String, ReadError)>,
}

/// One file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it stands in the dossier's folder and not in the program.
    pub own: bool,
}

impl Theme {
    /// The built-in theme with the dossier's own files over it, one by one.
    #[must_use]
    pub fn new(files: &dyn Files) -> Self {
        let mut theme =
            Self { templates: builtin(&TEMPLATES), assets: builtin(&STATIC), problems: Vec::new() };
        theme.shadow(files, "templates");
        theme.shadow(files, "static");
        theme
    }

    fn shadow(&mut self, files: &dyn Files, folder: &str) {
        for found in files.list(folder) {
            let read = found.problem.map_or_else(|| files.read(&found.path), Err);
            match read {
                Ok(bytes) => {
                    let name = found.path[folder.len() + 1..].to_owned();
                    let target =
                        if folder == "static" { &mut self.assets } else { &mut self.templates };
                    target.insert(name, ThemeFile { bytes, own: true });
                }
                Err(error) => self.problems.push((found.path, error)),
            }
        }
    }
}

/// All files of an embedded folder.
#[must_use]
pub fn builtin(folder: &Dir<'_>) -> BTreeMap<String, ThemeFile> {
    let mut all = BTreeMap::new();
    collect(folder, &mut all);
    all
}

fn collect(folder: &Dir<'_>, all: &mut BTreeMap<String, ThemeFile>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        all.insert(name, ThemeFile { bytes: file.contents().to_vec(), own: false });
    }
    for inner in folder.dirs() {
        collect(inner, all);
    }
}
