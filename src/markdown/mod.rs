//! Markdown as a typed tree, read and written.
//!
//! `read(write(tree)) == tree` for every [`normalise`]d tree: this is what the boundary between the
//! generated pages and the site rests on. The dialect is CommonMark with GFM tables, strikethrough
//! and footnotes, wikilinks where asked for, and two HTML tags of fixed form: `<a id="…"></a>` (an
//! anchor at the start of a block) and `<time datetime="…">…</time>`. Any other raw HTML is text.

mod address;
mod ast;
mod escape;
mod normalise;
mod read;
mod walk;
mod write;

pub use address::{is_allowed, is_external, resolve};
pub use ast::{Block, Columns, Inline, Item, Row, plain_text};
pub use normalise::normalise;
pub use read::{FoundLink, Reading, code_language, read};
pub use walk::{each_anchor, each_block, each_inline, each_link_mut, each_words_mut};
pub use write::{words, write, write_inlines};

#[cfg(test)]
mod tests;
