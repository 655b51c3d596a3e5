//! What sorts and filters a long list. It is hidden until a script shows it; without one, all stands
//! there in the order of the page.

use super::html::Node;
use crate::locale::Catalogue;

/// By what a list can be sorted. The first of a list's is the order in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Date,
    Left,
    Right,
    Title,
    Words,
    Name,
    Frequency,
}

impl Sort {
    /// What `static/register.js` calls it, and the string that names it.
    fn key(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Left => "left",
            Self::Right => "right",
            Self::Title => "title",
            Self::Words => "words",
            Self::Name => "name",
            Self::Frequency => "frequency",
        }
    }
}

/// The tools of the list that `what` names.
pub(super) fn tools(what: &str, sorts: &[Sort], words: &Catalogue) -> Node {
    let mut sort = vec![Node::new("span", vec![Node::text(words.text("sort-by"))])];
    for (n, by) in sorts.iter().enumerate() {
        let label = words.text(&format!("sort-{}", by.key())).to_owned();
        let button = Node::new("button", vec![Node::text(label)])
            .with("type", "button")
            .with("data-sort", by.key())
            .with("aria-pressed", if n == 0 { "true" } else { "false" });
        sort.push(button);
    }
    let sort = Node::new("div", sort)
        .with("class", "sort")
        .with("role", "group")
        .with("aria-label", words.text("sort-by"));
    let input = Node::new("input", Vec::new()).with("type", "search").with("autocomplete", "off");
    let label = Node::new("span", vec![Node::text(words.text("filter"))]);
    let filter = Node::new("label", vec![label, input]).with("class", "filter");
    let shown = Node::new("p", Vec::new())
        .with("class", "shown")
        .with("role", "status")
        .with("data-shown", words.text("filter-shown"));
    Node::new("div", vec![filter, sort, shown])
        .with("class", "tools")
        .with("data-tools", what)
        .with("hidden", "")
}
