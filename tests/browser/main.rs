//! The built site as a reader meets it: in a real Chromium, opened from a folder and served under a
//! sub-path. Every visit ends with a look at what the browser complained of and whom it asked.
//!
//! Needs Debian's `chromium` and `chromium-driver`; `scripts/test` installs them.

#![allow(clippy::disallowed_methods, reason = "dossiers are copied and sites served from the disk")]

mod cite;
mod client;
mod driver;
mod editor;
mod layout;
mod linear;
mod previews;
mod reading;
mod registers;
mod search;
mod server;
mod settings;
mod sites;
mod views;
mod visit;
