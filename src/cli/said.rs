//! What an annotation says, in a word, and words quoted in one line.

use super::visible::visible_line;
use crate::annotation::{Agent, Body};

/// Longest stretch of quoted words, in code points.
const WORDS: usize = 60;

/// Words in quotation marks, in one line; long ones are cut.
pub(super) fn quoted(words: &str) -> String {
    let short: String = words.chars().take(WORDS).collect();
    let rest = if short.len() < words.len() { "…" } else { "" };
    format!("“{}{rest}”", visible_line(&short))
}

/// What is said, in a word.
pub(super) fn value(body: &Body) -> String {
    match body {
        Body::Name { entry, .. } => entry.clone(),
        Body::Date { value, .. } => value.to_string(),
        Body::Quotation(quotation) => quotation.speaker.as_ref().map_or("–".to_owned(), agent),
        Body::Time(time) => time.value.clone(),
        Body::Proposal(proposal) => format!("{}?", proposal.kind),
        Body::Quantity(quantity) => quantity.to_string(),
        Body::Judgement(judgement) => judgement.certainty.to_string(),
        Body::Reference(reference) => visible_line(&reference.value),
        Body::Claim(claim) => claim.certainty.to_string(),
        Body::Note(note) => note.kind.to_string(),
        Body::Question(question) if question.answered => "answered".to_owned(),
        Body::Question(_) => "open".to_owned(),
    }
}

/// A speaker: the id of an entry, or words.
pub(super) fn agent(agent: &Agent) -> String {
    match agent {
        Agent::Entry(id) => id.clone(),
        Agent::Words(words) => visible_line(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_and_harmless() {
        assert_eq!(quoted("a\nb\u{1b}"), "“a b␛”");
        assert_eq!(quoted(&"ä".repeat(61)), format!("“{}…”", "ä".repeat(60)));
    }
}
