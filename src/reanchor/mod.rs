//! What became of the annotations since they were last looked at.
//!
//! In go a document, what is to be anchored in it, and what the lock remembers; out come the place of
//! each annotation, what became of it, the new state of the lock, and the repair of a notes file as
//! edits of its bytes. Nothing here reads or writes files, and nothing is moved to another document.

mod edits;
mod jsonld;
mod lock;
mod place;
mod repair;
mod standing;
#[cfg(test)]
mod tests;

pub use edits::{Edit, apply, diff as steps, word_diff};
pub use lock::{LOCK, Lock, Locked, LockedSeed, digest, selector_key};
pub use place::Placer;
pub use repair::repair;
pub use standing::{Fate, Standing};
