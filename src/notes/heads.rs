//! What the heads of callouts name by its id, with its place in the file: for the tool that renames.

use std::ops::Range;

use super::blocks::blocks;
use super::callout::Head;
use super::options::{Word, options};
use crate::diagnostic::{Findings, codes};
use crate::register::is_id;

/// What an id in a head is the id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An entry of the register.
    Entry,
    /// A claim, question or note: its own id, or a reference to it.
    Annotation,
}

/// An id in a callout's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadName {
    /// What it names.
    pub named: Named,
    /// The id.
    pub id: String,
    /// Its bytes in the file, without quotation marks.
    pub span: Range<usize>,
}

/// All ids in the heads of a notes file's callouts, in their order; byte `body_start` is where the Markdown
/// behind the front matter begins. A head that cannot be read has none.
#[must_use]
pub fn head_names(text: &str, body_start: usize) -> Vec<HeadName> {
    let mut unheard = Findings::new("", codes::CALLOUT);
    let mut names = Vec::new();
    for block in blocks(text, text.floor_char_boundary(body_start)).callouts {
        let Some(head) = Head::read(text, &block.head, &mut unheard) else { continue };
        let options = options(text, head.options.clone(), &mut unheard);
        if head.kind == "name" {
            names.extend(options.bare.iter().filter_map(|word| name(word, Named::Entry)));
        }
        for (key, value) in &options.keyed {
            names.extend(match key.text.as_str() {
                // In quotation marks it is words.
                "by" if !value.quoted => name(value, Named::Entry),
                "id" | "supports" | "contradicts" | "answers" => name(value, Named::Annotation),
                _ => None,
            });
        }
    }
    names
}

fn name(word: &Word, named: Named) -> Option<HeadName> {
    let inside = if word.quoted { 1 } else { 0 };
    let span = word.span.start + inside..word.span.end - inside;
    // Blanks inside quotation marks belong to no id.
    let plain = span.len() == word.text.len() && is_id(&word.text);
    plain.then(|| HeadName { named, id: word.text.clone(), span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_where_they_stand() {
        let text = "---\ntitle: by=x\n---\n> [!name] ada\n> Ada\n\n> [!claim]- asserted, by=ada, id=a-b, \
                    supports=\"c\", answers=d\n> Words\n\nby=ada\n\n> [!quotation] by=\"ada\"\n> Words\n\n\
                    ```\n> [!name] ada\n```\n";
        let found = head_names(text, text.find("> [!").unwrap());
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{:?} {}", one.named, &text[one.span.clone()]))
            .collect();
        let expected = ["Entry ada", "Entry ada", "Annotation a-b", "Annotation c", "Annotation d"];
        assert_eq!(shown, expected);
    }
}
