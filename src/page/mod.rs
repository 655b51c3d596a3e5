//! Pages: the boundary between what is known (left) and what is shown (right).
//!
//! A page is front matter and Markdown, nothing else; it lies in `pages/` and reads well in any
//! Markdown viewer. `read(write(page)) == page`.
//!
//! The front matter is TOML in an HTML comment at the top, so that viewers that know no front
//! matter (mdBook among them) show none of it:
//!
//! ```text
//! <!--
//! kind = "document"
//! title = "…"
//! marks = [
//!   { id = "…", on = "p4", from = 12, to = 21, layer = "names", … },
//! ]
//! -->
//! ```

mod drawing;
mod fields;
mod front;
mod mark;
mod read;
mod shown;
mod write;

pub use drawing::{
    Dated, Drawing, Edge, Ledger, LedgerClaim, LedgerCount, LedgerRelation, Network, Node, Place,
    Places, Timeline, Track,
};
pub use front::{Bar, EntryCard, Front, PageKind, PageLink, Passport, Redaction};
pub use mark::Mark;
pub use read::{PageError, read};
pub use write::write;

use crate::markdown::Block;

/// The anchor of the heading under which a document's text begins.
pub const TEXT: &str = "text";

/// The anchor of the paragraph that sums up a document's passport.
pub const PASSPORT: &str = "passport";

/// The anchor of the section of the method page that says how to check a file's sum.
pub const CHECK: &str = "check";
/// The anchor of the list of a long page's parts.
pub const PARTS: &str = "parts";

/// The anchor of the way to the parts before and after, at a part's end.
pub const MORE_PARTS: &str = "more-parts";

/// The anchor of the links to a page's sections: letters, years, speakers.
pub const JUMP: &str = "jump";

/// The anchor of the head of the table of an entry's mentions over time.
pub const OVER_TIME: &str = "mentions-over-time";

/// The anchor of the head of the table of an entry's mentions, each in its context.
pub const MENTION_LINES: &str = "mention-lines";

/// The anchor of the head of the table of documents.
pub const DOCUMENT_LIST: &str = "document-list";

/// The anchor at which a page's apparatus begins: what stands before it on a document page is the
/// source's text, what follows is about it. Anchors of text are `p…` and `s…` only.
pub const APPARATUS: &str = "apparatus";

/// How a page begins: a comment that no Markdown viewer shows.
const OPEN: &str = "<!--\n";
/// How the comment ends.
const CLOSE: &str = "-->\n";

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its path below the pages' folder: `documents/microsoft-tiktok.md`.
    pub path: String,
    /// What it is.
    pub front: Front,
    /// What it says.
    pub body: Vec<Block>,
}
