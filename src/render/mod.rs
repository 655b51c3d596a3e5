//! HTML from the site's pages.
//!
//! In go pages and a theme, out come files. HTML is a typed tree with one serialiser that escapes
//! everything; templates get values, and of HTML only what that serialiser made.

mod blocks;
mod cite;
mod context;
mod document;
mod drawing;
mod editor;
mod feeds;
mod gathered;
mod highlight;
mod html;
mod inline;
mod marks;
mod metadata;
mod notes;
mod over_time;
mod page;
mod parts;
mod print;
mod print_style;
mod search_form;
mod template;
mod tools;
mod ways;

pub use context::{Settings, View};
pub use html::{Html, Node};
pub use page::{concordance_page, moved_pages, not_found, page, print_pages, search_page};
pub use print_style::running_heads;
pub use template::Templates;

pub use feeds::{atom, robots, sitemap};
