//! Bounds on what one seed may cost beside those that editors set ([`crate::config::Limits`]). Each is
//! far above what documents need.

/// Most cells of one table of an HTML seed, empty ones among them.
pub(super) const MAX_CELLS: usize = 100_000;

/// Most styles that are open at one place of a text; further ones are not shown, their words are.
pub(super) const MAX_STYLES: usize = 32;

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
