//! Interface strings, dates and sort order by language.
//!
//! In goes a catalogue file of the theme (`templates/locale/de.toml`), out come words. A language
//! without a catalogue gets the English one; a catalogue without a string gets English's.

mod catalogue;
mod collation;
mod date;
mod time;

pub use catalogue::{Catalogue, Catalogues};
pub use collation::Collation;
