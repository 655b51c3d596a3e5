//! Why nothing was published.

use std::fmt;

use super::FolderKind;
use crate::diagnostic::{Diagnostic, codes};

/// Why nothing was published. Paths are relative to the dossier's folder.
#[derive(Debug)]
pub enum PublishError {
    /// An output folder's name is not fit for one.
    BadFolder {
        /// Its path.
        folder: String,
        /// What it is for.
        kind: FolderKind,
        /// What is wrong with it.
        reason: String,
    },
    /// A file's path is not fit to be written: one of the editors' static files, or a fault in the program.
    BadPath {
        /// The folder.
        folder: String,
        /// The file's path below it.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The folder exists, is not empty, and has no manifest of ours.
    Foreign {
        /// Its path.
        folder: String,
        /// What it is for.
        kind: FolderKind,
    },
    /// The folder is ours, but there is something in it that its manifest does not list.
    ForeignFiles {
        /// Its path.
        folder: String,
        /// What it is for.
        kind: FolderKind,
        /// What is there, relative to the folder, sorted.
        files: Vec<String>,
    },
    /// A link stands where the folder, or one above it, should be.
    Link {
        /// Where.
        path: String,
    },
    /// The system refused something.
    System {
        /// What was tried: `create the folder`.
        operation: &'static str,
        /// On what.
        path: String,
        /// The system's words.
        error: std::io::Error,
    },
}

/// How many foreign files a message names.
const NAMED: usize = 5;

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadFolder { folder, reason, .. } => {
                write!(f, "“{folder}” cannot be an output folder: {reason}")
            }
            Self::BadPath { folder, path, reason } => {
                write!(f, "“{path}” cannot be written to {folder}/: {reason}")
            }
            Self::Foreign { folder, .. } => {
                write!(f, "{folder}/ exists and was not made by dossier, so it is left alone")
            }
            Self::ForeignFiles { folder, files, .. } => {
                write!(f, "{folder}/ holds files that dossier did not make: ")?;
                let named = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
                f.write_str(&named.join(", "))?;
                match files.len() - named.len() {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Self::Link { path } => {
                write!(f, "{path} is a symbolic link, and links are not followed")
            }
            Self::System { operation, path, error } => {
                write!(f, "cannot {operation} {path}: {error}")
            }
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl PublishError {
    /// It as a diagnostic, with what to do.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let foreign = Diagnostic::error(codes::FOREIGN_OUTPUT, self.to_string());
        match self {
            Self::BadFolder { kind, .. } => foreign.in_file("book.toml").hint(other_folder(*kind)),
            Self::Foreign { folder, kind } => foreign.hint(format!(
                "remove {folder}/ yourself if nobody needs it, or {}",
                other_folder(*kind)
            )),
            Self::ForeignFiles { folder, .. } => foreign.hint(format!(
                "move them out of {folder}/; files that belong to the site go into static/"
            )),
            Self::Link { path } => {
                foreign.hint(format!("replace {path} by a folder, or name another in book.toml"))
            }
            Self::BadPath { .. } => Diagnostic::error(codes::UNWRITABLE, self.to_string())
                .hint(
                    "if the file stands in static/, rename it there; if not, this is a fault in dossier: \
                     please report it",
                ),
            Self::System { .. } => Diagnostic::error(codes::UNWRITABLE, self.to_string())
                .note("The old output stands as it was."),
        }
    }
}

fn other_folder(kind: FolderKind) -> String {
    match kind {
        FolderKind::Pages => {
            "choose another folder: `src = \"…\"` in [book] of book.toml".to_owned()
        }
        FolderKind::Site => {
            "choose another folder: `site-dir = \"…\"` in [output.dossier] of book.toml".to_owned()
        }
    }
}

/// Turns the system's refusal into an error that says what was tried on what.
pub(super) fn system(
    operation: &'static str,
    path: impl Into<String>,
) -> impl FnOnce(std::io::Error) -> PublishError {
    let path = path.into();
    move |error| PublishError::System { operation, path, error }
}
