//! Writing a callout, and putting callouts into a notes file in the order of the document.
//!
//! All else of the file stays as it is, byte for byte.

use std::cmp::Reverse;
use std::ops::Range;

use crate::annotation::{Agent, Body, NoteKind};

/// Who made an annotation and what it is called.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Made<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) by: Option<&'a str>,
    pub(super) created: Option<&'a str>,
    pub(super) via: Option<&'a str>,
}

/// A callout's text without a line end behind it: `quote` are the lines of its quote, `text` is what it
/// says. `None` for what editors do not write.
pub(super) fn callout(body: &Body, made: Made<'_>, quote: &str, text: &str) -> Option<String> {
    let (kind, mut options) = head(body)?;
    let mut push = |key: &str, value: Option<&str>| {
        options.extend(value.map(|value| format!("{key}={value}")));
    };
    push("id", made.id);
    push("editor", made.by.map(quoted).as_deref());
    push("created", made.created);
    push("via", made.via.map(quoted).as_deref());
    let options = options.join(", ");
    let head = if options.is_empty() { String::new() } else { format!(" {options}") };
    let body = if text.is_empty() { String::new() } else { format!("\n{text}\n") };
    Some(format!("> [!{kind}]{head}\n{quote}{body}").trim_end().to_owned())
}

/// The type and the options that say what is said.
fn head(body: &Body) -> Option<(&'static str, Vec<String>)> {
    Some(match body {
        Body::Note(note) if note.kind == NoteKind::Background => ("note", Vec::new()),
        Body::Note(note) => ("note", vec![note.kind.key().to_owned()]),
        Body::Question(question) => {
            let answered = question.answered.then(|| "answered".to_owned());
            ("question", answered.into_iter().collect())
        }
        Body::Claim(claim) => {
            let mut options = vec![claim.certainty.key().to_owned()];
            options.extend(claim.by.as_ref().map(|by| format!("by={}", agent(by))));
            let relations = [
                ("supports", &claim.supports),
                ("contradicts", &claim.contradicts),
                ("answers", &claim.answers),
            ];
            for (key, ids) in relations {
                options.extend(ids.iter().map(|id| format!("{key}={id}")));
            }
            ("claim", options)
        }
        Body::Quotation(quotation) => {
            let by = quotation.speaker.as_ref().map(|by| format!("by={}", agent(by)));
            ("quotation", by.into_iter().collect())
        }
        Body::Name { entry, .. } => ("name", vec![entry.clone()]),
        Body::Date { value, .. } => ("date", vec![value.to_string()]),
        _ => return None,
    })
}

fn agent(agent: &Agent) -> String {
    match agent {
        Agent::Entry(id) => id.clone(),
        Agent::Words(words) => quoted(words),
    }
}

/// A value in quotation marks, on one line.
fn quoted(value: &str) -> String {
    let words: Vec<&str> = value.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!("\"{}\"", words.join(" ").replace('\\', "\\\\").replace('"', "\\\""))
}

/// A callout that stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The byte of the file at which it begins.
    pub(super) at: usize,
    /// Where its words stand in the document; `None` where they are lost.
    pub(super) words: Option<Range<usize>>,
}

/// A callout that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct New {
    /// Where its words stand in the document.
    pub(super) words: Range<usize>,
    /// Its text, as [`callout`] writes it.
    pub(super) text: String,
}

/// The file with further callouts: each before the first one whose words come later in the document,
/// or at the end. Those of the same words keep their order.
pub(super) fn insert(text: &str, standing: &[Standing], new: &[New]) -> String {
    let mut sorted: Vec<&New> = new.iter().collect();
    sorted.sort_by_key(|new| (new.words.start, Reverse(new.words.end)));
    let key = |words: &Range<usize>| (words.start, Reverse(words.end));
    let place = |new: &New| {
        let later =
            |one: &&Standing| one.words.as_ref().is_some_and(|words| key(words) > key(&new.words));
        standing.iter().find(later).map_or(text.len(), |one| one.at)
    };
    let mut placed: Vec<(usize, &New)> = sorted.into_iter().map(|new| (place(new), new)).collect();
    // Where a file is not in the order of its document, what comes in need not be either.
    placed.sort_by_key(|(at, _)| *at);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, new) in placed {
        out.push_str(&text[from..at]);
        from = at;
        blank_line(&mut out, end);
        out.push_str(&new.text.replace('\n', end));
        out.push_str(end);
        if at < text.len() {
            out.push_str(end);
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Ends a text that says something with an empty line.
pub(super) fn blank_line(text: &mut String, end: &str) {
    if text.is_empty() {
        return;
    }
    if !text.ends_with('\n') {
        text.push_str(end);
    }
    let line = text.trim_end_matches(['\n', '\r']).len();
    if text[line..].matches('\n').count() < 2 {
        text.push_str(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Certainty, Claim, Note};

    #[test]
    fn a_callout_has_the_options_that_it_needs() {
        let note = |kind| Body::Note(Note { kind, text: String::new() });
        let quote = "> a\n> b\n";
        let none = Made::default();
        assert_eq!(
            callout(&note(NoteKind::Background), none, quote, "").unwrap(),
            "> [!note]\n> a\n> b"
        );
        let made = Made {
            id: Some("x"),
            by: Some("J. \"D\" \\\n Doe"),
            created: Some("2020-08-03"),
            via: Some("https://example.org/1"),
        };
        assert_eq!(
            callout(&note(NoteKind::Source), made, quote, "Text.").unwrap(),
            "> [!note] source, id=x, editor=\"J. \\\"D\\\" \\\\ Doe\", created=2020-08-03, \
             via=\"https://example.org/1\"\n> a\n> b\n\nText."
        );
        let claim = Body::Claim(Claim {
            certainty: Certainty::Planned,
            by: Some(Agent::Words("the paper".into())),
            supports: vec!["a".into(), "b".into()],
            contradicts: vec![],
            answers: vec!["c".into()],
            comment: String::new(),
        });
        assert_eq!(
            callout(&claim, none, "> a\n", "").unwrap(),
            "> [!claim] planned, by=\"the paper\", supports=a, supports=b, answers=c\n> a"
        );
    }

    fn put(
        text: &str,
        standing: &[(usize, Option<Range<usize>>)],
        new: &[(Range<usize>, &str)],
    ) -> String {
        let standing: Vec<Standing> =
            standing.iter().map(|(at, words)| Standing { at: *at, words: words.clone() }).collect();
        let new: Vec<New> = new
            .iter()
            .map(|(words, text)| New { words: words.clone(), text: (*text).to_owned() })
            .collect();
        insert(text, &standing, &new)
    }

    #[test]
    fn callouts_come_in_the_order_of_the_document() {
        assert_eq!(put("", &[], &[(5..6, "> b"), (1..2, "> a")]), "> a\n\n> b\n");
        assert_eq!(put("Intro", &[], &[(1..2, "> a")]), "Intro\n\n> a\n");
        let text = "---\na: b\n---\n\n> [!x]\n> one\n\nBody.\n\n> [!x]\n> two\n";
        let at = |n| text.match_indices("> [!x]").nth(n).unwrap().0;
        let standing = [(at(0), Some(10..12)), (at(1), Some(20..22))];
        assert_eq!(
            put(
                text,
                &standing,
                &[(30..31, "> c"), (15..16, "> b\n\nB"), (0..1, "> a"), (10..12, "> same")]
            ),
            "---\na: b\n---\n\n> a\n\n> [!x]\n> one\n\nBody.\n\n> same\n\n> b\n\nB\n\n> [!x]\n> two\n\n> c\n"
        );
        // A longer passage comes before a shorter one, a lost callout is passed over.
        assert_eq!(
            put(
                text,
                &[(at(0), None), (at(1), Some(20..22))],
                &[(20..30, "> long"), (20..21, "> short")]
            ),
            "---\na: b\n---\n\n> [!x]\n> one\n\nBody.\n\n> long\n\n> [!x]\n> two\n\n> short\n"
        );
        assert_eq!(
            put("a\r\n\r\n> [!x]\r\n> b\r\n", &[(5, Some(3..4))], &[(0..1, "> x\n> y")]),
            "a\r\n\r\n> x\r\n> y\r\n\r\n> [!x]\r\n> b\r\n"
        );
    }
}
