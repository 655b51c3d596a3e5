//! Sources → Documents: reading seeds and making documents of them.
//!
//! In go the files below `seeds/` and what editors state about them, out come documents: text in
//! NFC, blocks, metadata, language, and a map back to each seed's bytes. Whatever is wrong with a
//! seed is a diagnostic. Nothing here writes, guesses structure that a format does not state, or
//! drops a word without counting it.

mod builder;
mod clean;
mod convert;
mod decode;
mod dropped;
mod front_matter;
mod html;
mod language;
mod leaf;
mod limits;
mod markdown;
mod metadata;
mod nfc;
mod plain;
mod reading;
mod slugs;
mod sources;
mod title;

#[cfg(test)]
mod testing;

pub use convert::{decoded_text, document, document_within, plain_document, retitled};
pub use front_matter::{FrontFormat, FrontMatter, front_matter};
pub use language::detect_language;
pub use metadata::editor_metadata;
pub use slugs::{Wish, settle_slugs, settled_slugs, wished_slug};
pub use sources::sources;
