//! A mention in its words, for a file.

use crate::dossier::{Annotated, Mention};
use crate::text::one_line;

/// Contexts of one proposal.
const CONTEXTS: usize = 3;
/// Code points before and behind.
const AROUND: usize = 60;

/// Up to three mentions in their words, from as many documents as there are:
/// `diary#p4: … said that **Ada Orme** had been …`.
pub(super) fn contexts(documents: &[Annotated], mentions: &[Mention]) -> Vec<String> {
    let mut chosen: Vec<Mention> = Vec::new();
    for mention in mentions {
        if chosen.len() == CONTEXTS {
            break;
        }
        if chosen.last().is_none_or(|last| last.document != mention.document) {
            chosen.push(*mention);
        }
    }
    for mention in mentions {
        if chosen.len() == CONTEXTS {
            break;
        }
        if !chosen.contains(mention) {
            chosen.push(*mention);
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|mention| context(documents, mention)).collect()
}

fn context(documents: &[Annotated], mention: Mention) -> String {
    let Annotated { document, annotations, .. } = &documents[mention.document];
    let target = &annotations[mention.annotation].target;
    let leaf = document.leaf_at(target.start).map(|leaf| &document.leaves[leaf]);
    let (id, span) =
        leaf.map_or(("", 0..document.text.len()), |leaf| (&leaf.id, leaf.span.clone()));
    let before = tail(&document.text[span.start.min(target.start)..target.start]);
    let behind = head(&document.text[target.end..span.end.max(target.end)]);
    let line = format!("{before}**{}**{behind}", document.slice(target));
    let line = one_line(&line);
    format!("{}#{id}: {line}", document.slug)
}

/// The end of a text, from a word on.
fn tail(text: &str) -> String {
    let Some((at, _)) = text.char_indices().rev().nth(AROUND) else { return text.to_owned() };
    let rest = &text[at..];
    let word = rest.find(char::is_whitespace).map_or(rest, |blank| &rest[blank..]);
    format!("… {}", word.trim_start())
}

/// The beginning of a text, up to a word's end.
fn head(text: &str) -> String {
    let Some((at, _)) = text.char_indices().nth(AROUND) else { return text.to_owned() };
    let rest = &text[..at];
    let word = rest.rfind(char::is_whitespace).map_or(rest, |blank| &rest[..blank]);
    format!("{} …", word.trim_end())
}
