//! Bounds on what one seed may cost. Each is far above what documents need.

/// Largest seed in bytes. What is larger is no document but a data dump, and a page of it would
/// serve no reader.
pub const MAX_SEED_BYTES: usize = 32 * 1024 * 1024;

/// Most paragraphs, headings, code blocks and table cells of one document.
pub const MAX_LEAVES: usize = 100_000;

/// Deepest nesting of lists, their items and quotations; what is deeper is kept as text of this
/// level.
pub(super) const MAX_DEPTH: usize = 64;

/// Deepest nesting of HTML elements that is followed.
pub(super) const MAX_ELEMENTS: usize = 256;

/// Most tags, comments and runs of text of one HTML seed.
pub(super) const MAX_TOKENS: usize = 4_000_000;

/// Largest front matter in bytes.
pub(super) const MAX_FRONT_MATTER: usize = 64 * 1024;

/// Longest metadata value in code points.
pub(super) const MAX_VALUE: usize = 2_000;

/// Longest address of a link in bytes; `data:` addresses are the longer ones.
pub(super) const MAX_HREF: usize = 8_192;
