//! The dossier's settings: `book.toml`.

mod levels;
mod limits;
mod place;
mod read;
pub(crate) mod table;

pub use limits::{Deadline, Limits};
pub use read::read;

use std::collections::BTreeMap;

use crate::annotation::{Layer, ReferenceKind};
use crate::diagnostic::Levels;
use crate::document::Language;

/// What `book.toml` says, every default filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The dossier's title.
    pub title: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The language of the interface and of the editors' words.
    pub language: Language,
    /// Folder of the generated Markdown, relative to the dossier.
    pub pages_dir: String,
    /// Folder of the generated site, relative to the dossier.
    pub site_dir: String,
    /// Where the site will stand, ending in `/`.
    pub site_url: Option<String>,
    /// Licence of the editors' own words.
    pub license: Option<String>,
    /// Host name for GitHub Pages.
    pub cname: Option<String>,
    /// Whether pages get pictures for sharing; only where `site_url` is set.
    pub cards: bool,
    /// Which layers are made and shown, in [`Layer::ALL`]'s order.
    pub layers: Vec<Layer>,
    /// Where references of a kind lead: an http(s) address with `{value}` in it.
    pub references: BTreeMap<ReferenceKind, String>,
    /// How much single codes of diagnostics matter, where that is not as the program has it.
    pub levels: Levels,
    /// What one document may cost.
    pub limits: Limits,
    /// Whether names that the register lacks get pages of their own; `None`: as long as the register
    /// has no entry.
    pub proposals: Option<Proposals>,
}

keyword! {
    /// What becomes of names that the register lacks.
    pub Proposals {
        /// Each has a page, marked as unreviewed.
        Show = "show",
        /// They are marked where they stand, and lead nowhere.
        Hide = "hide",
    }
}
