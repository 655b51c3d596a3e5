//! Text: offsets and where they came from, folding for comparison, word boundaries, slugs.

mod blanks;
mod digest;
mod direction;
mod fold;
mod lines;
mod mapped;
mod nearest;
mod offsets;
mod slug;
mod words;

pub use blanks::{beginning, one_line};
pub use digest::sha256;
pub use direction::{find_turns, has_turns, shown, shown_escapes, turns};
pub use fold::{Folded, fold_spaces, is_folded};
pub use lines::Lines;
pub use mapped::MappedText;
pub use nearest::{nearest, suggest};
pub use offsets::{CodePoints, OffsetMap};
pub use slug::{Slugs, is_device, slugify};
pub use words::{is_boundary, is_word};
