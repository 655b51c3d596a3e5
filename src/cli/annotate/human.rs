//! Annotations for people: paragraph by paragraph, one a line.

use std::fmt::Write;
use std::io;

use super::super::input::Input;
use super::super::output::Output;
use super::super::visible::visible_line;
use super::{Annotator, Tally};
use crate::annotation::{Agent, Annotation, Body};
use crate::document::Document;
use crate::ingest;

/// Longest stretch of quoted words, in code points.
const WORDS: usize = 60;

/// Prints one text's annotations. Nothing can go wrong but reading and writing.
pub(super) fn annotate(
    annotator: &Annotator<'_>,
    input: &Input,
    output: &Output,
    tally: &mut Tally,
) -> io::Result<bool> {
    let text = ingest::decoded_text(&input.to_string(), &input.read()?);
    let document = annotator.document(&text, None, None);
    let annotations = annotator.annotations(&document);
    let mut lines = String::new();
    if annotator.plan.inputs.len() > 1 {
        lines = format!("{}:\n", visible_line(&input.to_string()));
    }
    let below = if annotator.plan.explain { why } else { |_: &_, _: &_| String::new() };
    lines.push_str(&list(&document, &annotations, below));
    tally.texts += 1;
    tally.annotations += annotations.len();
    tally.read = output.result(lines.as_bytes())?;
    Ok(false)
}

/// All annotations below their paragraphs: where in the paragraph (code points), layer, value,
/// words, and what made them; what `below` says of an annotation stands below its line.
fn list(
    document: &Document,
    annotations: &[Annotation],
    below: fn(&Document, &Annotation) -> String,
) -> String {
    let rows: Vec<_> = annotations
        .iter()
        .filter_map(|one| {
            let (leaf, cells) = row(document, one)?;
            Some((leaf, cells, below(document, one)))
        })
        .collect();
    let mut widths = [0; 4];
    for (_, cells, _) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut lines = String::new();
    let mut last = None;
    for (leaf, [place, layer, value, words, maker], why) in &rows {
        if last != Some(leaf) {
            lines.push_str(&document.leaves[*leaf].id);
            lines.push('\n');
            last = Some(leaf);
        }
        let [a, b, c, d] = widths;
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "  {place:<a$}  {layer:<b$}  {value:<c$}  {words:<d$}  {maker}");
        lines.push_str(why);
    }
    lines
}

/// The leaf in which an annotation begins, and what is said in its line.
fn row(document: &Document, annotation: &Annotation) -> Option<(usize, [String; 5])> {
    let span = &annotation.target;
    let leaf = document.leaf_at(span.start)?;
    let before = document.text.get(document.leaves[leaf].span.start..span.start)?.chars().count();
    let words = document.text.get(span.clone())?;
    let place = format!("{before}-{}", before + words.chars().count());
    let layer = annotation.layer().key().to_owned();
    let maker = match annotation.creator.name() {
        "" => annotation.creator.kind(),
        name => name,
    };
    let cells = [place, layer, value(&annotation.body), quoted(words), visible_line(maker)];
    Some((leaf, cells))
}

/// Why an annotation was made, in a line of its own below it.
fn why(document: &Document, annotation: &Annotation) -> String {
    let Some(reason) = &annotation.reason else { return String::new() };
    let mut parts = vec![reason.confidence.key().to_owned()];
    let evidence: Vec<String> = reason
        .evidence
        .iter()
        .filter_map(|span| document.text.get(span.clone()))
        .map(quoted)
        .collect();
    if !evidence.is_empty() {
        parts.push(format!("shown by {}", evidence.join(", ")));
    }
    if !reason.beat.is_empty() {
        let beat: Vec<String> = reason.beat.iter().map(|rule| visible_line(rule)).collect();
        parts.push(format!("in place of {}", beat.join(", ")));
    }
    format!("    {}\n", parts.join("; "))
}

fn quoted(words: &str) -> String {
    let short: String = words.chars().take(WORDS).collect();
    let rest = if short.len() < words.len() { "…" } else { "" };
    format!("“{}{rest}”", visible_line(&short))
}

/// What is said, in a word.
fn value(body: &Body) -> String {
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

fn agent(agent: &Agent) -> String {
    match agent {
        Agent::Entry(id) => id.clone(),
        Agent::Words(words) => visible_line(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        Bound, Confidence, Creator, How, Quantity, Quotation, QuotationStyle, Reason,
    };
    use crate::document::Language;

    #[test]
    fn each_paragraph_lists_its_annotations() {
        let text = "Für Ada gab es 5 €.\n\nNichts.\n\n„Ja“, sagte\nAda\u{1b}.";
        let document = ingest::plain_document(text, Language::unknown(), None);
        let annotation = |words: &str, body: Body, creator: Creator| {
            let start = document.text.find(words).unwrap();
            let target = start..start + words.len();
            Annotation { id: String::new(), target, body, creator, how: How::Exact, reason: None }
        };
        let quantity =
            Quantity { value: "5".into(), unit: "EUR".into(), to: None, bound: Bound::Exact };
        let quotation = Quotation {
            style: QuotationStyle::Direct,
            speaker: Some(Agent::Entry("ada".into())),
            cue: None,
            comment: None,
        };
        let mut all = [
            annotation(
                "Ada",
                Body::Name { entry: "ada".into(), comment: None },
                Creator::Register("names.exact".into()),
            ),
            annotation("5 €", Body::Quantity(quantity), Creator::Rule("quantities.de".into())),
            annotation("„Ja“", Body::Quotation(quotation), Creator::Editor(None)),
        ];
        all[0].reason = Some(Reason {
            evidence: vec![0..4, 5..8],
            confidence: Confidence::Probable,
            beat: vec!["names.initials".into(), "names.surname".into()],
        });
        all[1].reason = Some(Reason::of(Confidence::Certain));
        insta::assert_snapshot!(list(&document, &all, why), @r"
        p1
          4-7    names       ada    “Ada”   names.exact
            probable; shown by “Für”, “Ada”; in place of names.initials, names.surname
          15-18  quantities  5 EUR  “5 €”   quantities.de
            certain
        p3
          0-4    quotations  ada    “„Ja“”  editor
        ");
    }

    #[test]
    fn long_words_are_cut_and_harmless() {
        assert_eq!(quoted("a\nb\u{1b}"), "“a b␛”");
        assert_eq!(quoted(&"ä".repeat(61)), format!("“{}…”", "ä".repeat(60)));
    }
}
