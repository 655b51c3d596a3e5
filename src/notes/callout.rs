//! One callout of a notes file: `> [!claim] planned, by=microsoft`, its quote and its body.

use std::ops::Range;

use super::blocks::{Block, trim};
use super::options::{Options, Word, options};
use super::quote::selector;
use super::{Callout, created};
use crate::annotation::{
    Agent, Body, Certainty, Claim, Note, NoteKind, Question, Quotation, QuotationStyle,
};
use crate::diagnostic::Findings;
use crate::document::Publication;
use crate::edtf::Edtf;
use crate::register::is_id;
use crate::text::suggest;

/// What a callout may be.
pub(super) const TYPES: [&str; 7] =
    ["note", "claim", "question", "quotation", "name", "date", REDACT];

/// The type of a callout that hides words.
pub(super) const REDACT: &str = "redact";

/// Reads one callout of `text`; what is wrong with an option is reported, and a default stands in.
/// `None`, with an error, where its type or its words cannot be made out.
pub(super) fn callout(
    text: &str,
    block: &Block,
    head: &Head,
    found: &mut Findings<'_>,
) -> Option<Callout> {
    let options = options(text, head.options.clone(), found);
    refuse_unknown_keys(&head.kind, &options, found);
    let mut lines = block.quote.iter().filter(|line| !line.is_empty());
    let Some(first) = lines.next() else {
        let message = format!("this {} quotes no words", head.kind);
        let hint = "write the words it is about right below, each line beginning with “> ”";
        found.error(block.head.clone(), message, hint);
        return None;
    };
    let quote = first.start..lines.next_back().unwrap_or(first).end;
    let selector = selector(text, &block.quote, found);
    let words = text[block.body.clone()].to_owned();
    let body = body(head, &options, words, found);
    let id = options.one("id", found).and_then(|id| checked_id("id", id, found));
    let by = options.one("editor", found).map(|word| word.text.clone());
    let publish = options.one("publish", found).and_then(|word| {
        let publish = Publication::parse(&word.text);
        let message = format!("“publish” cannot be “{}”", word.text);
        publish.map_err(|hint| found.error(word.span.clone(), message, hint)).ok()
    });
    let created = options.one("created", found).and_then(|word| checked_created(word, found));
    let via = options.one("via", found).map(|word| word.text.clone());
    let end = quote.end.max(block.body.end);
    Some(Callout {
        id,
        body: body?,
        by,
        imported: false,
        publish: publish.unwrap_or_default(),
        created,
        via: via.filter(|via| !via.is_empty()),
        selector: selector?,
        path: found.path.to_owned(),
        span: block.start..end,
        quote,
        text: block.body.clone(),
    })
}

/// The first line of a callout.
pub(super) struct Head {
    /// One of [`TYPES`].
    pub(super) kind: String,
    /// Its bytes, with brackets.
    span: Range<usize>,
    /// Bytes of the options.
    pub(super) options: Range<usize>,
}

impl Head {
    pub(super) fn read(text: &str, span: &Range<usize>, found: &mut Findings<'_>) -> Option<Self> {
        let words = &text[span.clone()];
        let Some(close) = words.find(']') else {
            let hint = "a callout begins with its type in brackets: > [!note]";
            found.error(span.clone(), "the closing “]” is missing", hint);
            return None;
        };
        let inside = trim(text, span.start + 2..span.start + close);
        let kind = text[inside.clone()].to_lowercase();
        if !TYPES.contains(&kind.as_str()) {
            let message = format!("there is no callout “{kind}”");
            let marked = span.start..span.start + close + 1;
            found.error(marked, message, suggest(&kind, &TYPES));
            return None;
        }
        let brackets = span.start..span.start + close + 1;
        // Obsidian's sign for a callout that can be folded.
        let fold = words[close + 1..].starts_with(['+', '-']);
        let options = brackets.end + usize::from(fold)..span.end;
        Some(Self { kind, span: brackets, options })
    }
}

/// The keys of a type's options.
pub(super) fn keys(kind: &str) -> &'static [&'static str] {
    match kind {
        "note" | "question" => &["id", "editor", "created", "via", "publish"],
        "claim" => &[
            "by",
            "id",
            "supports",
            "contradicts",
            "answers",
            "editor",
            "created",
            "via",
            "publish",
        ],
        "quotation" => &["by", "editor", "created", "via"],
        REDACT => &["reason", "scope"],
        _ => &["editor", "created", "via"],
    }
}

pub(super) fn refuse_unknown_keys(kind: &str, options: &Options, found: &mut Findings<'_>) {
    let known = keys(kind);
    for (key, _) in options.keyed.iter().filter(|(key, _)| !known.contains(&key.text.as_str())) {
        let message = format!("a {kind} has no option “{}”", key.text);
        found.error(key.span.clone(), message, suggest(&key.text, known));
    }
}

/// What is said; `None`, with an error, where the bare word is needed and of no use.
fn body(head: &Head, options: &Options, text: String, found: &mut Findings<'_>) -> Option<Body> {
    let bare = options.bare.as_ref();
    let comment = || Some(text.clone()).filter(|text| !text.is_empty());
    Some(match head.kind.as_str() {
        "note" => {
            let kind = keyword(bare, "kind of note", &NoteKind::ALL, NoteKind::key, found);
            Body::Note(Note { kind: kind.unwrap_or(NoteKind::Background), text })
        }
        "claim" => Body::Claim(claim(head, options, text, found)),
        "question" => {
            let answered = keyword(bare, "state of a question", &[false, true], state, found);
            Body::Question(Question { answered: answered.unwrap_or(false), text })
        }
        "quotation" => {
            if let Some(word) = bare {
                let message = format!("a quotation has no bare option “{}”", word.text);
                found.error(word.span.clone(), message, "say who speaks: by=…");
            }
            Body::Quotation(Quotation {
                style: QuotationStyle::Direct,
                speaker: agent(options, found),
                cue: None,
                comment: comment(),
            })
        }
        "name" => Body::Name { entry: name(head, bare, found)?, comment: comment() },
        _ => Body::Date { value: date(head, bare, found)?, comment: comment() },
    })
}

fn state(answered: bool) -> &'static str {
    if answered { "answered" } else { "open" }
}

/// The keyword that the bare word is; `None` where there is none or, with an error, an unknown one.
fn keyword<T: Copy>(
    bare: Option<&Word>,
    what: &str,
    all: &[T],
    key: fn(T) -> &'static str,
    found: &mut Findings<'_>,
) -> Option<T> {
    let word = bare?;
    let lower = word.text.to_lowercase();
    let meant = all.iter().copied().find(|&value| key(value) == lower);
    if meant.is_none() {
        let known: Vec<&str> = all.iter().map(|&value| key(value)).collect();
        let message = format!("there is no {what} “{}”", word.text);
        found.error(word.span.clone(), message, suggest(&lower, &known));
    }
    meant
}

fn claim(head: &Head, options: &Options, comment: String, found: &mut Findings<'_>) -> Claim {
    let bare = options.bare.as_ref();
    if bare.is_none() {
        let known: Vec<&str> = Certainty::ALL.iter().map(|status| status.key()).collect();
        let hint = format!("say how sure it is, right behind [!claim]: {}", known.join(", "));
        found.error(head.span.clone(), "this claim has no status", hint);
    }
    let certainty = keyword(bare, "status of a claim", &Certainty::ALL, Certainty::key, found);
    let mut ids = |key: &str| -> Vec<String> {
        options.all(key).filter_map(|id| checked_id(key, id, found)).collect()
    };
    Claim {
        supports: ids("supports"),
        contradicts: ids("contradicts"),
        answers: ids("answers"),
        certainty: certainty.unwrap_or(Certainty::Asserted),
        by: agent(options, found),
        comment,
    }
}

/// `by=`: a register id, unless it stands in quotation marks or has not an id's shape.
fn agent(options: &Options, found: &mut Findings<'_>) -> Option<Agent> {
    let word = options.one("by", found).filter(|word| !word.text.is_empty())?;
    let entry = !word.quoted && is_id(&word.text);
    Some(if entry { Agent::Entry(word.text.clone()) } else { Agent::Words(word.text.clone()) })
}

fn name(head: &Head, bare: Option<&Word>, found: &mut Findings<'_>) -> Option<String> {
    let Some(word) = bare else {
        let hint = "write the id of a register entry behind [!name], or “none” where it is no name";
        found.error(head.span.clone(), "this name has no id", hint);
        return None;
    };
    checked_id("name", word, found)
}

fn date(head: &Head, bare: Option<&Word>, found: &mut Findings<'_>) -> Option<Edtf> {
    let hint = "write an EDTF date such as 2020-08-03, 2020-08, 2020-08-03/2020-09-15 or 2020?";
    let Some(word) = bare else {
        found.error(head.span.clone(), "this date has no value", hint);
        return None;
    };
    let date = Edtf::parse(&word.text);
    date.inspect_err(|error| found.error(word.span.clone(), error.to_string(), hint)).ok()
}

/// When it was made, where that can be understood.
fn checked_created(word: &Word, found: &mut Findings<'_>) -> Option<String> {
    let when = created(&word.text);
    if when.is_none() && !word.text.is_empty() {
        let message = format!("“{}” is no day and no time", word.text);
        let hint = "write a day or a time: created=2020-08-03 or created=2020-08-03T10:00:00Z";
        found.error(word.span.clone(), message, hint);
    }
    when
}

/// An id's text, where it has an id's shape; nothing, without a word, where it is empty, since that
/// is reported already.
fn checked_id(key: &str, id: &Word, found: &mut Findings<'_>) -> Option<String> {
    if id.text.is_empty() || is_id(&id.text) {
        return Some(id.text.clone()).filter(|text| !text.is_empty());
    }
    let message =
        format!("“{}” is no {}", id.text, if key == "id" { "id" } else { "id to refer to" });
    found.error(id.span.clone(), message, "only a–z, 0–9 and “-” stand in an id");
    None
}
