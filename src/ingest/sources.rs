//! The seeds of a dossier, read.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::document::{Media, Source};
use crate::project::{Files, Found, ReadError};
use crate::text::sha256;

/// The folder of the seeds.
const FOLDER: &str = "seeds";

/// Files that systems and tools leave in every folder. They are no documents and are passed over.
const SYSTEM_FILES: [&str; 8] = [
    ".DS_Store",
    ".gitkeep",
    ".keep",
    ".gitignore",
    ".gitattributes",
    ".directory",
    "Thumbs.db",
    "desktop.ini",
];

/// All seeds below `seeds/`, sorted by path.
///
/// Passed over in silence: `.DS_Store`, `.gitkeep`, `.keep`, `.gitignore`, `.gitattributes`,
/// `.directory`, `Thumbs.db`, `desktop.ini` and `._*` (which macOS writes beside files). Anything
/// else that is not read is named in a diagnostic.
#[must_use]
pub fn sources(files: &dyn Files) -> (Vec<Source>, Diagnostics) {
    let mut sources = Vec::new();
    let mut diagnostics = Diagnostics::new();
    let mut hidden = BTreeSet::new();
    for found in files.list(FOLDER) {
        let name = found.path.rsplit('/').next().unwrap_or_default();
        if SYSTEM_FILES.contains(&name) || name.starts_with("._") {
            continue;
        }
        if let Some(path) = hidden_part(&found.path)
            && found.problem.is_none()
        {
            if hidden.insert(path.to_owned()) {
                diagnostics.push(is_hidden(path));
            }
            continue;
        }
        match source(files, found) {
            Ok(source) => sources.push(source),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    sources.sort_by(|a: &Source, b| a.path.cmp(&b.path));
    if sources.is_empty() {
        diagnostics.push(no_seeds());
    }
    (sources, diagnostics)
}

/// What kind of file a path names, by its ending; `None` where it is not read.
pub(super) fn media(path: &str) -> Option<Media> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    match ending.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Media::Text),
        "md" | "markdown" => Some(Media::Markdown),
        "html" | "htm" | "xhtml" => Some(Media::Html),
        _ => None,
    }
}

fn source(files: &dyn Files, found: Found) -> Result<Source, Box<Diagnostic>> {
    if let Some(problem) = found.problem {
        return Err(Box::new(unreadable(&found.path, &problem)));
    }
    if media(&found.path).is_none() {
        return Err(Box::new(unknown_type(&found.path)));
    }
    let refused = |error| Box::new(unreadable(&found.path, &error));
    let bytes = files.read(&found.path).map_err(refused)?;
    let path = found.path.strip_prefix("seeds/").unwrap_or(&found.path).to_owned();
    Ok(Source { path, sha256: sha256(&bytes), bytes })
}

/// The path up to its first part that begins with a dot.
fn hidden_part(path: &str) -> Option<&str> {
    let mut end = 0;
    for part in path.split('/') {
        end += part.len();
        if part.starts_with('.') {
            return path.get(..end);
        }
        end += 1;
    }
    None
}

fn is_hidden(path: &str) -> Diagnostic {
    Diagnostic::warning(codes::UNKNOWN_TYPE, format!("“{path}” is hidden and is not read"))
        .in_file(path)
        .hint("rename it without the leading dot, or move it out of seeds/")
}

fn unknown_type(path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = match name.rsplit_once('.') {
        Some((_, ending)) if !ending.is_empty() => {
            format!("files of type .{ending} are not read yet")
        }
        _ => "a file without an ending such as .txt is not read".to_owned(),
    };
    Diagnostic::warning(codes::UNKNOWN_TYPE, format!("“{path}” is left out: {kind}"))
        .in_file(path)
        .hint("what is read: .txt, .md and .html")
}

fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    let (code, hint) = match error {
        ReadError::Link => {
            (codes::NOT_A_FILE, "put a copy of the file itself there, or remove the link")
        }
        ReadError::Special => (codes::NOT_A_FILE, "move it out of seeds/"),
        ReadError::Name => (codes::UNREADABLE, "rename it; letters, digits, - and . are safe"),
        ReadError::TooLarge(_) => (codes::DOCUMENT_LIMIT, "split it into several documents"),
        ReadError::Missing | ReadError::System(_) => {
            (codes::UNREADABLE, "check that the file is there and may be read")
        }
    };
    let message = match error {
        ReadError::TooLarge(_) => format!("“{path}” is left out: {error}"),
        _ => format!("“{path}” cannot be read: {error}"),
    };
    let diagnostic = match error {
        // Over a limit, as a smaller one that is over the editors' own.
        ReadError::TooLarge(_) => Diagnostic::warning(code, message),
        _ => Diagnostic::error(code, message),
    };
    diagnostic.in_file(path).hint(hint)
}

fn no_seeds() -> Diagnostic {
    Diagnostic::error(codes::NO_SEEDS, "there is nothing in seeds/ to build from")
        .in_file(FOLDER)
        .hint("put documents (.txt, .md, .html) into seeds/, or begin with `dossier init`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Memory;

    /// Files of which some cannot be read.
    struct Odd(Vec<(&'static str, Option<ReadError>)>);

    impl Files for Odd {
        fn list(&self, _folder: &str) -> Vec<Found> {
            let found = |(path, problem): &(&str, _)| Found {
                path: (*path).to_owned(),
                problem: Option::clone(problem),
            };
            self.0.iter().map(found).collect()
        }

        fn read(&self, _path: &str) -> Result<Vec<u8>, ReadError> {
            Err(ReadError::System("permission denied".to_owned()))
        }
    }

    fn said(diagnostics: &Diagnostics) -> Vec<String> {
        diagnostics.iter().map(|d| format!("{} {} {}", d.severity, d.code, d.message)).collect()
    }

    #[test]
    fn seeds_are_read_in_order_and_the_rest_is_named() {
        let files = Memory::default()
            .with("book.toml", "")
            .with("seeds/b.txt", "b")
            .with("seeds/deep/er/a.HTML", "<p>a")
            .with("seeds/a.md", "a")
            .with("seeds/.gitkeep", "")
            .with("seeds/deep/.DS_Store", "")
            .with("seeds/._b.txt", "")
            .with("seeds/.notes/x.txt", "x")
            .with("seeds/.notes/y.txt", "y")
            .with("seeds/scan.pdf", "")
            .with("seeds/README", "");
        let (sources, diagnostics) = sources(&files);
        let paths: Vec<_> = sources.iter().map(|source| source.path.as_str()).collect();
        assert_eq!(paths, ["a.md", "b.txt", "deep/er/a.HTML"]);
        assert_eq!(
            sources[1].sha256,
            "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
        );
        assert_eq!(
            said(&diagnostics),
            [
                "warning D0020 “seeds/.notes” is hidden and is not read",
                "warning D0020 “seeds/README” is left out: a file without an ending such as .txt \
                 is not read",
                "warning D0020 “seeds/scan.pdf” is left out: files of type .pdf are not read yet",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_name() {
        let files = Odd(vec![
            ("seeds/a.txt", None),
            ("seeds/b.txt", Some(ReadError::Link)),
            ("seeds/c.pdf", Some(ReadError::Special)),
            ("seeds/.d\u{FFFD}", Some(ReadError::Name)),
        ]);
        let (sources, diagnostics) = sources(&files);
        assert!(sources.is_empty());
        assert_eq!(
            said(&diagnostics),
            [
                "error D0010 “seeds/a.txt” cannot be read: permission denied",
                "error D0011 “seeds/b.txt” cannot be read: it is a symbolic link, and links are \
                 not followed",
                "error D0011 “seeds/c.pdf” cannot be read: it is a folder, device, socket or \
                 pipe, not a file",
                "error D0010 “seeds/.d\u{FFFD}” cannot be read: its name is not valid Unicode",
                "error D0012 there is nothing in seeds/ to build from",
            ]
        );
    }
}
