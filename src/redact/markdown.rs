//! Hiding words in Markdown that editors wrote: a link whose address or target is hidden becomes plain words.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{BLOCK, Redactor};

/// `[[target#part|label]]`.
static WIKILINK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[\[([^\]\[|#]+)(#[^\]\[|]*)?(?:\|([^\]\[]*))?\]\]").ok());

/// `[label](address "title")`, `<address>` and `[label]: address`, where the address has a block.
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(!?)\[([^\]\[]*)\]\([^()\n]*█[^()\n]*\)|<[^<>\n]*█[^<>\n]*>|\]: *\S*█\S*").ok()
});

impl Redactor {
    /// Markdown with wikilinks in which nothing is left that is hidden.
    #[must_use]
    pub fn markdown(&self, text: &str, about: Option<&str>) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let text = self.without_links(text, &|id| self.hides_entry(id));
        let text = self.until_clean(&text, |text| self.hits(text, about, true));
        let text = LINK.as_ref().map_or_else(
            || text.clone().into_owned(),
            |link| {
                let plain = |found: &Captures<'_>| match found.get(2) {
                    Some(label) => label.as_str().to_owned(),
                    None if found[0].starts_with('<') => BLOCK.to_owned(),
                    None => format!("]: {BLOCK}"),
                };
                link.replace_all(&text, plain).into_owned()
            },
        );
        self.without_links(&text, &|target| target.contains(BLOCK))
    }

    /// The text with plain words in place of wikilinks whose target is `gone`: their label, or a block.
    fn without_links(&self, text: &str, gone: &dyn Fn(&str) -> bool) -> String {
        unlinked(text, gone, BLOCK)
    }
}

/// The text with plain words in place of wikilinks whose target is `gone`: their label, or `instead`.
#[must_use]
pub fn unlinked(text: &str, gone: &dyn Fn(&str) -> bool, instead: &str) -> String {
    let Some(wikilink) = WIKILINK.as_ref().filter(|_| text.contains("[[")) else {
        return text.to_owned();
    };
    let plain = |found: &Captures<'_>| {
        let part = found.get(2).map_or("", |part| part.as_str());
        let hidden = gone(found[1].trim()) || gone(part);
        match found.get(3) {
            Some(label) if hidden => label.as_str().to_owned(),
            None if hidden => instead.to_owned(),
            _ => found[0].to_owned(),
        }
    };
    wikilink.replace_all(text, plain).into_owned()
}
